import { DEPRECATED_SINCE } from '../../catalog/attributes/semconv-since.js';
import { holdsFor } from '../code/version.js';
import {
  DEPRECATED_ATTRIBUTES,
  DEPRECATED_METRICS,
  type Deprecation,
  SEMCONV_CONSTANTS,
} from '../../catalog/attributes/semconv.js';
import { SEMANTIC_CONVENTIONS } from '../../catalog/opentelemetry.js';
import { type Expression, type Identifier, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { accessPathOf } from '../values/access-path.js';
import { contextOf } from '../values/value.js';

/** The entries of the package of constants; what is not stable has one of its own. */
export type SemconvEntry = 'stable' | 'incubating';

/** A constant of the semantic conventions' package, where code uses it. */
export interface SemconvConstant {
  /** The attribute or metric that it names. */
  readonly name: string;
  /** The name that the file has imported. */
  readonly root: Identifier;
  /**
   * What the root is: the constant itself, the whole package (`semconv.ATTR_URL_PATH`), or one of the first
   * versions' objects of all names (`SemanticAttributes.HTTP_METHOD`).
   */
  readonly form: 'constant' | 'package' | 'object';
  readonly entry: SemconvEntry;
}

/** The objects that the first versions export, by the prefix of the constants that replaced them. */
const OBJECTS: Readonly<Record<string, string>> = {
  SemanticAttributes: 'SEMATTRS_',
  SemanticResourceAttributes: 'SEMRESATTRS_',
};

// Maps, as a name may be `constructor`.
const CONSTANTS: ReadonlyMap<string, string> = new Map(Object.entries(SEMCONV_CONSTANTS));
const ATTRIBUTES: ReadonlyMap<string, Deprecation> = new Map(Object.entries(DEPRECATED_ATTRIBUTES));
const METRICS: ReadonlyMap<string, Deprecation> = new Map(Object.entries(DEPRECATED_METRICS));

/** Names of single constants by the name they stand for: `ATTR_` and `METRIC_` alone. */
const CURRENT_CONSTANTS: ReadonlyMap<string, string> = new Map(
  [...CONSTANTS].flatMap(([constant, name]) =>
    /^(?:ATTR|METRIC)_/.test(constant) ? [[name, constant]] : [],
  ),
);

/** Reads an expression as a constant of the package; undefined when it is none, or names nothing in the tables. */
export function semconvConstantOf(expression: Expression, source: Source): SemconvConstant | undefined {
  const read = unwrap(expression);
  if (read.kind === 'identifier') {
    const from = importOf(read, source);
    return from && constant(from.imported, read, 'constant', from.entry);
  }
  const member = propertyName(read);
  if (read.kind !== 'member' || member === undefined) return undefined;
  const object = unwrap(read.object);
  if (object.kind === 'member') {
    // `semconv.SemanticAttributes.HTTP_METHOD`.
    const outer = unwrap(object.object);
    const from = outer.kind === 'identifier' ? importOf(outer, source) : undefined;
    const prefix = from && isWhole(from.imported) ? OBJECTS[propertyName(object) ?? ''] : undefined;
    return from && prefix !== undefined && outer.kind === 'identifier'
      ? constant(prefix + member, outer, 'package', from.entry)
      : undefined;
  }
  if (object.kind !== 'identifier') return undefined;
  const from = importOf(object, source);
  if (!from) return undefined;
  if (isWhole(from.imported)) return constant(member, object, 'package', from.entry);
  const prefix = OBJECTS[from.imported];
  return prefix === undefined ? undefined : constant(prefix + member, object, 'object', from.entry);
}

/** The package's constant for a name that is not deprecated: `ATTR_HTTP_REQUEST_METHOD`. */
export function currentConstant(name: string): string | undefined {
  return CURRENT_CONSTANTS.get(name);
}

/** Every way to write a name in source text: as a string, or by its constants. */
export function spellingsOf(name: string): RegExp {
  const constants = [...CONSTANTS].flatMap(([each, text]) => {
    if (text !== name) return [];
    const old = Object.entries(OBJECTS).find(([, prefix]) => each.startsWith(prefix));
    const member = old && `\\b${old[0]}\\.${each.slice(old[1].length)}\\b`;
    return [`\\b${each}\\b`, ...(member === undefined ? [] : [member])];
  });
  return new RegExp([`(['"\`])${name.replaceAll('.', '\\.')}\\1`, ...constants].join('|'), 'g');
}

/** What became of an attribute's or metric's name, in the words of a report. */
export interface DeprecatedName extends Deprecation {
  readonly name: string;
  /** The first version of the package that notes it. */
  readonly since: string;
}

const SINCE: ReadonlyMap<string, string> = new Map(
  Object.entries(DEPRECATED_SINCE).flatMap(([version, names]) =>
    names.map((name): [string, string] => [name, version]),
  ),
);

/** The version that is taken to be followed where none is known: what it notes has been deprecated for more than a year. */
const ASSUMED_VERSION = '1.37.0';

/** Whether a version of the package, or of a range of versions, surely notes that a name is deprecated. */
export function isNotedIn({ since }: DeprecatedName, version: string | undefined): boolean {
  const ranges = [{ package: SEMANTIC_CONVENTIONS, from: since }];
  return holdsFor(ranges, () => version ?? ASSUMED_VERSION) === true;
}

/**
 * Names that a project may well use for something of its own: they carry no namespace that says OpenTelemetry.
 * Only the package's constants leave no doubt.
 */
const EVERYDAY: ReadonlySet<string> = new Set([
  ...['error.message', 'event.name', 'message.id', 'message.type', 'pool.name', 'state', 'android.state'],
  ...['ios.state', 'message.compressed_size', 'message.uncompressed_size', 'system.device', 'enduser.role'],
  ...['cpu.frequency', 'cpu.time', 'cpu.utilization'],
]);

/**
 * What the registry says of a name: undefined when it is current, has only moved to another registry, or may be
 * the project's own word. `isConstant` where the package's constant was written.
 */
export function deprecationOf(
  name: string,
  of: 'attribute' | 'metric',
  isConstant: boolean,
): DeprecatedName | undefined {
  if (!isConstant && EVERYDAY.has(name)) return undefined;
  if (of === 'metric') return reported(name, name, METRICS.get(name));
  const known = reported(name, name, ATTRIBUTES.get(name));
  if (known || !name.includes('.')) return known;
  const template = TEMPLATES.find(([prefix]) => name.startsWith(prefix) && name.length > prefix.length);
  if (!template) return undefined;
  const [prefix, deprecation] = template;
  const key = name.slice(prefix.length);
  const to = deprecation.to?.map((each) => each.replace('<key>', () => key));
  return reported(name, `${prefix}<key>`, to ? { ...deprecation, to } : deprecation);
}

/** The name that servers often give the path they are asked for, which `url.full` is no name for. */
export const URL_OR_TARGET = 'http.url';

/** What there is to do about that name where its value surely is a path, or may be one. */
export function deprecationOfTarget(deprecated: DeprecatedName, isSure: boolean): DeprecatedName {
  return {
    ...deprecated,
    change: 'split',
    to: ['url.path', 'url.query', 'url.full'],
    note: isSure
      ? 'Write `url.path` and `url.query`, as it is no whole URL here.'
      : 'Write `url.full`, or `url.path` and `url.query` where it is no whole URL.',
  };
}

const TEMPLATES: readonly (readonly [string, Deprecation])[] = [...ATTRIBUTES].flatMap(
  ([name, deprecation]) =>
    name.endsWith('.<key>') ? [[name.slice(0, -'<key>'.length), deprecation] as const] : [],
);

function reported(
  name: string,
  entry: string,
  deprecation: Deprecation | undefined,
): DeprecatedName | undefined {
  if (!deprecation || deprecation.change === 'moved') return undefined;
  return { name, since: SINCE.get(entry) ?? ASSUMED_VERSION, ...deprecation };
}

/** What there is to say of a deprecated name: a new name, one with other values too, something else, or nothing. */
export function verdictOf(deprecation: DeprecatedName, value: string | undefined): SemconvVerdict {
  if (deprecation.note !== undefined) return 'changed';
  if (deprecation.change === 'removed') return 'removed';
  return deprecation.values && plainRename(deprecation, value) === undefined ? 'revalued' : 'renamed';
}

export type SemconvVerdict = 'renamed' | 'revalued' | 'changed' | 'removed';

/** Characters of the registry's note that are shown. */
const MAX_NOTE = 85;

/** What the registry says to do about a deprecated name, as one short sentence. */
export function noteOf({ note = '', to = [] }: Deprecation): string {
  const [first = ''] = note.split(/(?<=\.) /);
  if (first.length <= MAX_NOTE) return first.replace(/^Replaced by /, 'Write ').replace(/([^.])$/, '$1.');
  const names = to.map((name) => `\`${name}\``).join(', ');
  return to.length === 0 ? 'See its page.' : `Write ${to.length > 1 ? 'one of ' : ''}${names}.`;
}

/** The one name that a value can simply go by now; undefined where the registry or the value says otherwise. */
export function plainRename(deprecation: DeprecatedName, value: string | undefined): string | undefined {
  const { change, to = [], values } = deprecation;
  if (change !== 'rename' || (values && !values.includes(value ?? ''))) return undefined;
  return to.length === 1 ? to[0] : undefined;
}

function constant(
  exported: string,
  root: Identifier,
  form: SemconvConstant['form'],
  entry: SemconvEntry,
): SemconvConstant | undefined {
  const name = CONSTANTS.get(exported);
  return name === undefined ? undefined : { name, root, form, entry };
}

function isWhole(imported: string): boolean {
  return imported === '*' || imported === 'default';
}

function importOf(
  name: Identifier,
  source: Source,
): { readonly imported: string; readonly entry: SemconvEntry } | undefined {
  const binding = source.binding(name);
  if (binding.kind === 'import') {
    const entry = entryOf(binding.module);
    return entry && { imported: binding.imported, entry };
  }
  if (binding.kind !== 'variable' || binding.path.length > 1) return undefined;
  const access = accessPathOf(name, contextOf(source));
  // What is taken out of the module at once, not out of one of its exports.
  if (access?.from !== 'module' || access.path.length !== binding.path.length) return undefined;
  const entry = entryOf(access.name);
  return entry && { imported: binding.path[0] ?? '*', entry };
}

function entryOf(module: string | undefined): SemconvEntry | undefined {
  if (module === SEMANTIC_CONVENTIONS) return 'stable';
  return module === `${SEMANTIC_CONVENTIONS}/incubating` ? 'incubating' : undefined;
}
