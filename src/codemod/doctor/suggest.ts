import { LEVELED_FUNCTION, isLevelName } from '../../catalog/logs/names.js';
import { LIBRARIES_BY_ID } from '../../catalog/index.js';
import { METRIC_FACTORIES, UNSEEN_FACTORIES } from '../../catalog/metrics/factories.js';
import { groupedBy } from '../../model/code/grouping.js';
import { loggerLike } from '../../model/settings/named-value.js';
import type { ObservabilitySettings } from '../../model/settings/written.js';
import type { Unattributed } from './examine.js';
import { isLoggerName } from '../../model/code/logger-named.js';
import { calledLike } from './origin.js';
import { exampleOf } from './shape.js';

/** Calls of one signal whose receiver comes from one place. */
export interface Group extends Pick<Unattributed, 'signal' | 'origin' | 'makes' | 'isFunction'> {
  readonly calls: readonly Unattributed[];
}

/** Calls by where what they are called on comes from, the most first; without those of what prints now and then. */
export function grouped(calls: readonly Unattributed[]): readonly Group[] {
  return [...groupedBy(calls, keyOf).values()]
    .flatMap((group) => {
      const [first] = group;
      return first && (!first.isPrinter || group.length >= MANY) ? [{ ...first, calls: group }] : [];
    })
    .sort((a, b) => b.calls.length - a.calls.length);
}

/** Settings for loggers that somebody writes by hand. */
const MAX_LOGGERS = 3;

/** So many calls on what has no logger's name are worth a setting for that name. */
const MANY = 5;

/**
 * How calls are told apart so that few settings are for them: by where what they are called on comes from, or, where that are too
 * many places, by what it is called.
 */
export function fewOrigins(calls: readonly Unattributed[]): (call: Unattributed) => Unattributed {
  const ofFunctions = oneForLevels(calls.filter(({ isFunction }) => isFunction));
  const places = new Set(
    calls.filter(({ signal, isFunction }) => signal === 'logs' && !isFunction).map(keyOf),
  );
  if (places.size <= MAX_LOGGERS) return (call) => (call.isFunction ? ofFunctions(call) : call);
  const words = groupedBy(calls.filter(isOnValue), ({ receiver }) => lastWord(receiver));
  return (call) => {
    if (call.isFunction) return ofFunctions(call);
    const word = lastWord(call.receiver);
    const many = (words.get(word)?.length ?? 0) >= MANY ? word : undefined;
    const called = call.signal === 'logs' ? (calledLike(call.receiver) ?? many) : undefined;
    return called === undefined ? call : { ...call, origin: { called } };
  };
}

const isOnValue = ({ signal, isFunction }: Unattributed) => signal === 'logs' && !isFunction;

/** `node` of `this.configNode`: the word that settings call it by. */
function lastWord(receiver: string): string {
  return (
    receiver
      .split(/(?=[A-Z])|[^A-Za-z\d]/)
      .at(-1)
      ?.toLowerCase() ?? ''
  );
}

/** Functions that are called by their level: an example of the one that is called most stands for all of them. */
function oneForLevels(calls: readonly Unattributed[]): (call: Unattributed) => Unattributed {
  const kinds = [isLevelName, (name: string) => LEVELED_FUNCTION.test(name)].map((isKind) => {
    const some = calls.filter(({ origin }) => 'called' in origin && isKind(origin.called));
    return { isKind, origin: grouped(some)[0]?.origin };
  });
  return (call) => {
    const { origin } = call;
    const kind = 'called' in origin ? kinds.find(({ isKind }) => isKind(origin.called)) : undefined;
    return kind?.origin ? { ...call, origin: kind.origin } : call;
  };
}

/** What two calls have in common that one setting is for. */
export function keyOf({ signal, origin, makes = '', isFunction }: Unattributed | Group): string {
  return JSON.stringify([signal, makes, origin, ...(isFunction ? ['function'] : [])]);
}

/** Whether a setting for what calls are on is worth it, by what that is called: it is a logger's name, or many calls are on it. */
const mayBeTold = (called: string, calls: number) => called !== '' && (isLoggerName(called) || calls >= MANY);

/** The setting that would attribute the calls of a group; undefined where none can. */
export function settingFor({
  signal,
  origin,
  makes,
  calls,
  isFunction,
}: Group): ObservabilitySettings | undefined {
  const libraries = new Set(calls.map(({ library }) => library));
  const [library] = libraries.size === 1 ? libraries : [];
  switch (signal) {
    case 'logs': {
      if ('called' in origin && !mayBeTold(origin.called, calls.length)) return undefined;
      if (isFunction && 'called' in origin) {
        const example = exampleOf(calls.map((each) => each.shape));
        const shape = example.slice(example.indexOf('('));
        return { loggers: [{ ...origin, call: `${origin.called}${shape}` }] };
      }
      const isOne = library !== undefined && !LIBRARIES_BY_ID.get(library)?.isConsole;
      const call = exampleOf(calls.map(({ shape }) => shape));
      // What has no other name is of the one library that its package logs with.
      const like =
        isAlike(library, call) || ('called' in origin && isOne) ? { like: library ?? '' } : { call };
      return { loggers: [{ ...origin, ...like }] };
    }
    case 'traces':
      if ('called' in origin) return origin.called === '' ? undefined : { tracers: [origin.called] };
      return 'from' in origin ? { tracers: [origin] } : undefined;
    case 'metrics': {
      const made = metricKind(makes, calls);
      return 'from' in origin && made !== undefined
        ? { metricFactories: [{ ...origin, makes: made }] }
        : undefined;
    }
  }
}

/** Fields before the message: the way of the one library that the package logs with, where it is its way. */
function isAlike(library: string | undefined, call: string): library is string {
  if (library === undefined || call !== 'info(fields, message)') return false;
  const is = loggerLike(library, undefined);
  return is !== undefined && 'library' in is && is.library.kinds[is.kind]?.logger?.shape === 'fields-first';
}

/** What is made, by the name of what makes it: prom-client's where it is given help or label names. */
function metricKind(makes: string | undefined, calls: readonly Unattributed[]): string | undefined {
  const library = UNSEEN_FACTORIES[calls.some(({ isPrometheus }) => isPrometheus) ? 'prometheus' : 'other'];
  return Object.keys(METRIC_FACTORIES).find((key) => key === `${library}.${makes ?? ''}`);
}

/** Settings with more of them: lists get longer, and what is there stays. */
export function withMore(
  written: Readonly<Record<string, unknown>>,
  more: readonly ObservabilitySettings[],
): Readonly<Record<string, unknown>> {
  const all: Record<string, unknown> = { ...written };
  for (const settings of more)
    for (const [key, value] of Object.entries(settings))
      if (Array.isArray(value) && (all[key] === undefined || Array.isArray(all[key])))
        all[key] = [...((all[key] as unknown[] | undefined) ?? []), ...(value as unknown[])];
      else all[key] ??= value;
  return all;
}
