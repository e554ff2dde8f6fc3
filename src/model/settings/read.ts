import { LEVELS, type Level } from '../../catalog/schema.js';
import { METRIC_FACTORIES } from '../../catalog/metrics/factories.js';
import { type Settings, moduleKey } from '../settings.js';
import type { Wording } from '../logs/wording.js';
import { type NamedValue, loggerLike, metricFactory, namedValues, tracer } from './named-value.js';
import type { ObservabilitySettings } from './written.js';

/** Settings as somebody wrote them, and the folder that their relative paths start from. */
export interface WrittenSettings {
  readonly written: unknown;
  readonly root: string;
  /** Why they could not be read. */
  readonly unread?: string;
  /** The key that is theirs but for a slip, where there is no other: nothing is read from it. */
  readonly misspelt?: string;
}

type Key = keyof ObservabilitySettings;
type Fields = Readonly<Record<string, unknown>>;

/** What settings say, key by key the last that has it. Anything that is not of its shape is left out. */
export function readSettings(sources: readonly WrittenSettings[], root: string): Settings {
  const of = (key: Key) => {
    const last = sources.findLast(({ written }) => Object.hasOwn(fieldsOf(written), key));
    return { written: fieldsOf(last?.written)[key], root: last?.root ?? root };
  };
  const logger = readLogger(of('logger'), root);
  const tracers = namesOf(of('tracers').written);
  const metricFactories = readMetricFactories(of('metricFactories').written);
  const boundedNames = namesOf(of('boundedNames').written);
  const unboundedNames = namesOf(of('unboundedNames').written);
  const instrumentation = INSTRUMENTATION.find((each) => each === of('instrumentation').written);
  const named = namedValues([
    ...readNamed(of('loggers'), ({ like, call }) => loggerLike(like, call)),
    ...readNamed(of('tracers'), tracer),
    ...readNamed(of('metricFactories'), ({ makes }) => metricFactory(makes)),
  ]);
  return {
    root,
    ...readWording((key) => of(key).written),
    ...(logger ? { logger } : {}),
    ...(named ? { named } : {}),
    ...(metricFactories ? { metricFactories } : {}),
    ...(tracers ? { tracers } : {}),
    ...(boundedNames ? { boundedNames } : {}),
    ...(unboundedNames ? { unboundedNames } : {}),
    ...(instrumentation ? { instrumentation } : {}),
  };
}

/** A module that settings name, what of it, and where: at `loggers[0]`. */
export interface NamedModule {
  readonly at: string;
  readonly from: string;
  readonly name: string | undefined;
}

/** The modules that settings name. */
export function namedModules(written: unknown): readonly NamedModule[] {
  const { logger, loggers, tracers, metricFactories } = fieldsOf(written);
  const lists = Object.entries({ loggers, tracers, metricFactories }).flatMap(([key, list]) =>
    Array.isArray(list) ? list.map((entry, index) => [`${key}[${index}]`, entry] as const) : [],
  );
  return [['logger.import', fieldsOf(logger).import] as const, ...lists].flatMap(([at, entry]) => {
    const { from, name } = fieldsOf(entry);
    if (typeof from !== 'string') return [];
    return [{ at, from, name: typeof name === 'string' ? name.split('.')[0] : undefined }];
  });
}

/** How records are worded. */
function readWording(of: (key: keyof Wording) => unknown): Wording {
  const levels = entriesOf(of('levels')).filter((entry): entry is [string, Level] =>
    LEVELS.some((level) => level === entry[1]),
  );
  const glossary = entriesOf(of('glossary')).filter(([, name]) => /^[A-Za-z_$][\w$]*$/.test(name));
  const messageStyle = (['template', 'strip'] as const).find((each) => each === of('messageStyle'));
  return {
    ...(levels.length > 0 ? { levels: Object.fromEntries(levels) } : {}),
    ...(messageStyle ? { messageStyle } : {}),
    ...(glossary.length > 0 ? { glossary: Object.fromEntries(glossary) } : {}),
  };
}

const INSTRUMENTATION = ['auto', 'manual', 'none'] as const;

/** `global.APP.logger` is `APP.logger`. */
const GLOBAL_OBJECT = /^(?:globalThis|global|window|self)\./;

/** The exports and globals of a list. */
function readNamed(
  { written, root }: WrittenSettings,
  what: (entry: Fields) => NamedValue['is'] | undefined,
): readonly NamedValue[] {
  const entries = Array.isArray(written) ? written.map(fieldsOf) : [];
  return entries.flatMap((entry): readonly NamedValue[] => {
    const { from, name, global, called } = entry;
    if (typeof called === 'string') {
      const is = what(entry);
      return is ? [{ from: undefined, path: [called.split('.').at(-1) ?? ''], is, isCalled: true }] : [];
    }
    const path = typeof global === 'string' ? global : name;
    const is = what(entry);
    if (!is || typeof path !== 'string') return [];
    if (path === global) return [{ from: undefined, path: path.replace(GLOBAL_OBJECT, '').split('.'), is }];
    return typeof from === 'string' ? [{ from: moduleKey(from, root), path: path.split('.'), is }] : [];
  });
}

function readLogger({ written, root: start }: WrittenSettings, root: string): Settings['logger'] | undefined {
  if (typeof written !== 'object' || written === null) return undefined;
  const { library, import: imported } = fieldsOf(written);
  const { from, name } = fieldsOf(imported);
  return {
    ...(typeof library === 'string' ? { library } : {}),
    ...(typeof from === 'string' && typeof name === 'string'
      ? { import: { from: seenFrom(root, from, start), name } }
      : {}),
  };
}

/** A path of another folder's as it is from the root. */
function seenFrom(root: string, path: string, start: string): string {
  if (!path.startsWith('.') || start === root) return path;
  const [from, to] = [root, `${start}/${path}`].map((each) => each.split('/').filter(Boolean));
  return `./${[...(from ?? []).map(() => '..'), ...(to ?? [])].join('/')}`;
}

function readMetricFactories(written: unknown): Settings['metricFactories'] | undefined {
  if (Array.isArray(written)) return undefined;
  const known = entriesOf(written).filter(([, made]) => Object.hasOwn(METRIC_FACTORIES, made));
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

function namesOf(written: unknown): readonly string[] | undefined {
  const names = Array.isArray(written) ? written.filter((name) => typeof name === 'string') : [];
  return names.length > 0 ? names : undefined;
}

/** The keys of an object, and their texts. */
function entriesOf(written: unknown): readonly [string, string][] {
  return Object.entries(fieldsOf(written)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
}

function fieldsOf(written: unknown): Fields {
  return typeof written === 'object' && written !== null ? (written as Fields) : {};
}
