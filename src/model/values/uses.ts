import type { Role } from './roles.js';
import type { Term } from './term.js';

/** Something that a call of telemetry makes of what it is given. */
export interface Use {
  readonly role: Role;
  /** The field, label or attribute that it becomes. */
  readonly key?: string;
  readonly term: Term;
}

/** What becomes of an object of values by name: `one` of each, and `several` of what may hold any of them. */
export function keyedUses(term: Term | undefined, one: Role, several: Role): readonly Use[] {
  if (!term) return [];
  switch (term.is) {
    case 'own':
    case 'absent':
      return [];
    case 'object':
      return term.entries.flatMap(({ key, term: held }): readonly Use[] =>
        key === undefined
          ? keyedUses(held.is === 'spread' ? held.of : held, one, several)
          : [{ role: one, key, term: held }],
      );
    case 'json':
      return keyedUses(term.of, one, several);
    case 'choice':
      return term.of.flatMap((each) => keyedUses(each, one, several));
    default:
      return [{ role: several, term }];
  }
}

/** What becomes of a value that may be left out. */
export function useOf(role: Role, term: Term | undefined): readonly Use[] {
  return term && term.is !== 'absent' ? [{ role, term }] : [];
}

/** What becomes of a value under a name that is given beside it. */
export function namedUse(role: Role, name: Term | undefined, term: Term | undefined): readonly Use[] {
  const key = name && constantTextOf(name);
  return useOf(role, term).map((use) => (key === undefined ? use : { ...use, key }));
}

function constantTextOf(term: Term): string | undefined {
  if (term.is !== 'own' || term.path.length > 0) return undefined;
  const { expression } = term.value;
  return expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}
