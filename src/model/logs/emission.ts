import type { Dialect } from '../../catalog/schema.js';
import { type Call, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { kindOf, provenanceOf } from '../values/provenance.js';
import type { TelemetryCall } from '../values/telemetry-call.js';
import { type Entry, type Term, expanded } from '../values/term.js';
import type { Role } from '../values/roles.js';
import { type Use, useOf } from '../values/uses.js';
import { libraryCallOf, mayLog } from './library-call.js';
import { declaredContractOf, levelOfMethod, likenessOf } from './own-contract.js';

/** Reads a call of a proven logger: which of its arguments become what of the record. */
export function logEmission(call: Call, source: Source, settings: Settings): TelemetryCall | undefined {
  const callee = unwrap(call.callee);
  if (callee.kind !== 'member') return undefined;
  const { property } = callee;
  if (typeof property === 'string' && !mayLog(property)) return undefined;
  const made = typeof property === 'string' ? libraryCallOf(call, source, settings) : undefined;
  // Where only a variable tells the level, that is handed over as well.
  if (made && !made.isLevelOpen) {
    const { dialect, level, library, creation, madeIn } = made;
    if (!dialect) return undefined;
    const read = (given: readonly Term[]) => recordUses(dialect, given);
    return {
      signal: 'log',
      level,
      ...(library === undefined ? {} : { library }),
      made: { creation, ...(madeIn && { madeIn }) },
      given: made.arguments,
      read,
    };
  }
  return byLevel(call, source, settings) ?? byDeclaration(call, source, settings);
}

/** A call of what is declared to be a logger, whatever is behind it: `constructor(private readonly log: Log)`. */
function byDeclaration(call: Call, source: Source, settings: Settings): TelemetryCall | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  const level = method === undefined ? undefined : levelOfMethod(method);
  if (callee.kind !== 'member' || method === undefined || !level) return undefined;
  const provenance = provenanceOf(callee.object, source, settings);
  const own = provenance.is === 'library' ? undefined : provenance.own;
  if (!own) return undefined;
  const likeness = likenessOf(own, callee.object);
  if (!likeness) return undefined;
  const found = own.method(method);
  // What it does is summed up where it has a body.
  if (found?.is !== 'signature') return undefined;
  const contract = declaredContractOf(own, method, found, likeness);
  if (contract?.message === undefined) return undefined;
  const { message, fields, error } = contract;
  const uses: readonly (readonly [Role, number | undefined])[] = [
    ['message', message],
    ['fields', fields],
    ['error', error],
  ];
  return {
    ...{ signal: 'log', level, given: call.arguments, isDeclared: true },
    read: (given) => uses.flatMap(([role, index]) => (index === undefined ? [] : useOf(role, given[index]))),
  };
}

/** `logger[level](message)`, `logger.log(level, message)`: the severity is handed over as well. */
function byLevel(call: Call, source: Source, settings: Settings): TelemetryCall | undefined {
  const callee = unwrap(call.callee);
  if (callee.kind !== 'member') return undefined;
  const provenance = provenanceOf(callee.object, source, settings);
  const dialect = provenance.is === 'library' ? kindOf(provenance.origin).logger : undefined;
  if (!dialect || provenance.is !== 'library') return undefined;
  const { property } = callee;
  const isLevelMethod = dialect.levelMethod !== undefined && dialect.levelMethod === propertyName(callee);
  if (typeof property === 'string' && !isLevelMethod) return undefined;
  return {
    signal: 'log',
    library: provenance.origin.library.id,
    given: typeof property === 'string' ? call.arguments : [property, ...call.arguments],
    read: ([level, ...given]) => [
      ...(level ? [{ role: 'level' as const, term: level }] : []),
      ...recordUses(dialect, given),
    ],
  };
}

/** What a library makes of the arguments of a call, by the order it wants them in. */
function recordUses(dialect: Dialect, arguments_: readonly Term[]): readonly Use[] {
  const given = expanded(arguments_);
  const [first, ...rest] = given;
  if (!first) return [];
  switch (dialect.shape) {
    case 'fields-first':
      if (isText(first)) return [{ role: 'message', term: first }, ...valuesOf(rest, dialect)];
      if (rest.length === 0)
        return first.is === 'spread' || isOpen(first) ? [asRecord(first)] : fieldsOf(first, dialect);
      return [
        ...fieldsOf(first, dialect),
        ...rest.slice(0, 1).map((term): Use => ({ role: 'message', term })),
        ...valuesOf(rest.slice(1), dialect),
      ];
    case 'emit':
    case 'record':
    case 'message-first':
      if (rest.length === 0 && first.is === 'spread') return [asRecord(first)];
      return [...firstOf(first, dialect), ...valuesOf(rest, dialect)];
  }
}

function asRecord(term: Term): Use {
  return { role: 'record', term: term.is === 'spread' ? term.of : term };
}

/** The text, or the one object that a record is. */
function firstOf(term: Term, dialect: Dialect): readonly Use[] {
  if (dialect.shape === 'emit') return emitted(term, dialect);
  if (term.is === 'object' || term.is === 'json') return fieldsOf(term, dialect);
  return [{ role: 'message', term }];
}

/** OpenTelemetry's `{ severityText, body, attributes }`. */
function emitted(term: Term, dialect: Dialect): readonly Use[] {
  if (term.is !== 'object') return [];
  return term.entries.flatMap(({ key, term: held }): readonly Use[] => {
    if (key === dialect.messageKey) return [{ role: 'message', term: held }];
    if (key === 'severityText' || key === 'severityNumber') return [{ role: 'level', term: held }];
    return key === 'attributes' ? fieldsOf(held, dialect) : [];
  });
}

/** Arguments after the first: fields, an error, or what goes into the text. */
function valuesOf(terms: readonly Term[], dialect: Dialect): readonly Use[] {
  const takesFields = dialect.shape === 'message-first' && dialect.extra === 'dropped';
  return terms.flatMap((term, i): readonly Use[] => {
    if (term.is === 'parameter' && term.known === 'error') return [{ role: 'error', term }];
    if (term.is === 'spread') return [{ role: 'values', term: term.of }];
    const isPlaced = dialect.error.at === 'stack-argument' && i === 0;
    if (isPlaced && !isText(term) && term.is === 'parameter')
      return [{ role: 'error', key: dialect.error.key, term }];
    if (dialect.shape !== 'fields-first' && term.is === 'object') return fieldsOf(term, dialect);
    if (takesFields && i === 0 && !isText(term)) return fieldsOf(term, dialect);
    return [{ role: 'values', term }];
  });
}

function fieldsOf(term: Term, dialect: Dialect): readonly Use[] {
  switch (term.is) {
    case 'object': {
      const textKey = textKeyOf(term.entries, dialect);
      return term.entries.flatMap(({ key, term: held }): readonly Use[] => {
        if (key === undefined) return fieldsOf(held.is === 'spread' ? held.of : held, dialect);
        if (key === textKey) return messageUses(held);
        return 'key' in dialect.error && key === dialect.error.key
          ? [{ role: 'error', key, term: held }]
          : [{ role: 'field', key, term: held }];
      });
    }
    case 'json':
      return fieldsOf(term.of, dialect);
    case 'parameter':
      return [{ role: term.known === 'error' ? 'error' : 'fields', term }];
    case 'choice':
      return term.of.flatMap((each) => fieldsOf(each, dialect));
    case 'own':
    case 'absent':
      return [];
    default:
      return [{ role: 'fields', term }];
  }
}

/** What may be the text, one by one: `typeof message === 'string' ? message : JSON.stringify(message)`. */
function messageUses(term: Term): readonly Use[] {
  return (term.is === 'choice' ? term.of : [term]).map((each) => ({ role: 'message', term: each }));
}

/** The key of a record's text: the library's own, else another that a printed record may have. */
function textKeyOf(entries: readonly Entry[], { messageKey, otherMessageKeys = [] }: Dialect): string {
  const has = (name: string) => entries.some(({ key }) => key === name);
  return has(messageKey) ? messageKey : (otherMessageKeys.find(has) ?? messageKey);
}

/** Text for certain, which a logger takes as the message. */
function isText(term: Term): boolean {
  switch (term.is) {
    case 'made':
      return term.isText;
    case 'parameter':
      return term.known === 'text';
    case 'own': {
      const { expression } = term.value;
      return (
        term.path.length === 0 &&
        ((expression.kind === 'literal' && typeof expression.value === 'string') ||
          expression.kind === 'template')
      );
    }
    case 'choice':
      return term.of.length > 0 && term.of.every(isText);
    default:
      return false;
  }
}

/** What may be text, fields or an error. */
function isOpen(term: Term): boolean {
  return (term.is === 'parameter' && term.known === undefined) || term.is === 'made' || term.is === 'choice';
}
