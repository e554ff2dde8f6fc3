import { groupedBy } from '../model/code/grouping.js';
import type { ExportName } from '../model/settings/written.js';
import type { Origin } from './doctor/origin.js';
import type { ShownCall } from './migrate.js';

/** A logger of a package that is not seen, how it is called, and how many calls show that. */
export interface ShownContract {
  readonly logger: ExportName & { readonly call: string };
  readonly calls: number;
}

/** So many calls that give a logger fields say that it takes some. */
const ENOUGH = 3;

/**
 * The contracts that a project's own calls show of loggers from packages whose code is not read: where it gives one a text and an
 * object of fields, and never fields first, the other calls may be written so too.
 *
 * @param shown the calls that are structured already
 * @param left those that are left for what is not known of their loggers
 */
export function shownContracts(
  shown: readonly ShownCall[],
  left: readonly ShownCall[],
): readonly ShownContract[] {
  const wanted = new Set(left.map(({ origin }) => keyOf(origin)));
  return [...groupedBy([...shown, ...left], ({ origin }) => keyOf(origin))].flatMap(([key, calls]) => {
    const [{ origin } = { origin: undefined }] = calls;
    if (!wanted.has(key) || !origin || !('from' in origin) || origin.from.startsWith('.')) return [];
    const begin = (...parts: ShownCall['shape']) =>
      calls.filter(({ shape }) => parts.every((part, i) => shape[i] === part)).length;
    const withFields = begin('text', 'fields');
    const isOtherwise = begin('fields') + begin('text', 'text') > 0;
    // `log.info('Connected', metadata())` gives it fields as well, as a rule.
    if (withFields < ENOUGH || isOtherwise || begin('text', 'other') * 2 > withFields) return [];
    return [{ logger: { ...origin, call: 'info(message, fields)' }, calls: withFields }];
  });
}

function keyOf(origin: Origin): string {
  return JSON.stringify(origin);
}
