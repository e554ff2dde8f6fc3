import { type Expression, propertyName, propertyOf, unwrap } from '../code/expression.js';
import type { MetricDefinition } from './metric.js';
import type { Source } from '../code/source.js';

/** A unit that telemetry is recorded in, by its UCUM code. */
export type Unit = 's' | 'ms' | 'us' | 'ns' | 'By';

type Dimension = 'time' | 'bytes' | 'ratio';

/** A unit as a metric's name spells it. */
export interface UnitWord {
  /** The word in the name, in lower case. */
  readonly word: string;
  readonly dimension: Dimension;
  /** How many of the base unit (seconds, bytes, 1) it is. */
  readonly scale: number;
  /** The word written out, in the plural. */
  readonly full: string;
  /** The unit that Prometheus measures the dimension in: https://prometheus.io/docs/practices/naming/#base-units */
  readonly base: string;
  /** The unit's UCUM code. */
  readonly ucum: string;
}

const SPELLINGS: readonly (readonly [Dimension, number, string, string, readonly string[]])[] = [
  ['time', 1, 'seconds', 's', ['s', 'sec', 'secs', 'second', 'seconds']],
  ['time', 1e-3, 'milliseconds', 'ms', ['ms', 'msec', 'msecs', 'millis', 'millisecond', 'milliseconds']],
  ['time', 1e-6, 'microseconds', 'us', ['us', 'usec', 'usecs', 'micros', 'microsecond', 'microseconds']],
  ['time', 1e-9, 'nanoseconds', 'ns', ['ns', 'nsec', 'nsecs', 'nanos', 'nanosecond', 'nanoseconds']],
  ['time', 60, 'minutes', 'min', ['mins', 'minutes']],
  ['time', 3600, 'hours', 'h', ['hrs', 'hours']],
  ['time', 86_400, 'days', 'd', ['days']],
  ['bytes', 1, 'bytes', 'By', ['byte', 'bytes']],
  ['bytes', 1e3, 'kilobytes', 'kBy', ['kb', 'kilobyte', 'kilobytes']],
  ['bytes', 1e6, 'megabytes', 'MBy', ['mb', 'megabyte', 'megabytes']],
  ['bytes', 1e9, 'gigabytes', 'GBy', ['gb', 'gigabyte', 'gigabytes']],
  ['bytes', 1024, 'kibibytes', 'KiBy', ['kib', 'kibibytes']],
  ['bytes', 1024 ** 2, 'mebibytes', 'MiBy', ['mib', 'mebibytes']],
  ['bytes', 1024 ** 3, 'gibibytes', 'GiBy', ['gib', 'gibibytes']],
  ['ratio', 0.01, 'percent', '%', ['pct', 'percent', 'percentage']],
];
const BASES: Readonly<Record<Dimension, string>> = { time: 'seconds', bytes: 'bytes', ratio: 'ratio' };

const UNIT_WORDS: ReadonlyMap<string, UnitWord> = new Map(
  SPELLINGS.flatMap(([dimension, scale, full, ucum, words]) =>
    words.map((word) => [word, { word, dimension, scale, full, base: BASES[dimension], ucum }] as const),
  ),
);
const BY_UCUM: ReadonlyMap<string, UnitWord> = new Map(
  [...UNIT_WORDS.values()].map((unit) => [unit.ucum, unit]),
);

/** Also other words: `sales_us`, `kube_ns`, `errors_s`, `slots_second`. They are units behind one of `MEASURES`. */
const AMBIGUOUS = new Set(['s', 'us', 'ns', 'second', 'byte']);
const MEASURES = new Set([
  ...['duration', 'latency', 'time', 'elapsed', 'age', 'delay', 'lag', 'wait', 'uptime', 'runtime', 'took'],
  ...['timeout', 'interval', 'delta', 'diff', 'ttl', 'size', 'length', 'memory'],
]);
/** `requests_per_second`, `errors_last_minutes`: a rate or a window. A number in front makes a window as well. */
const NO_UNIT_BEHIND = /^(?:per|last|past|previous|from|of|\d+)$/;
/** What a name may say behind its unit: `_seconds_total`, `_ms_histogram`, `_seconds_max`. */
const BEHIND_UNIT = new Set([
  ...[
    'total',
    'counter',
    'gauge',
    'histogram',
    'hist',
    'summary',
    'sum',
    'bucket',
    'max',
    'min',
    'avg',
    'mean',
  ],
]);

/** The words of a name in any spelling, in lower case: `http.requestMs` is `http`, `request`, `ms`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** The unit that a metric's name ends in, `_total` and the like aside. */
export function unitInName(name: string): UnitWord | undefined {
  const words = [...wordsOf(name)];
  while (words.length > 1 && BEHIND_UNIT.has(words.at(-1) ?? '')) words.pop();
  return words.length < 2 ? undefined : unitOfWords(words);
}

function unitOfWords(words: readonly string[]): UnitWord | undefined {
  const last = words.at(-1) ?? '';
  const before = words.at(-2);
  if (before !== undefined && NO_UNIT_BEHIND.test(before)) return undefined;
  if (AMBIGUOUS.has(last) && (before === undefined || !MEASURES.has(before))) return undefined;
  return UNIT_WORDS.get(last);
}

/** What `unit` of OpenTelemetry says: a UCUM code, or the word that is often written for one. */
export function unitOfCode(code: string): UnitWord | undefined {
  return BY_UCUM.get(code) ?? (code === 'KBy' ? BY_UCUM.get('kBy') : UNIT_WORDS.get(code.toLowerCase()));
}

/** The unit that a metric is declared in: its `unit`, else the unit its name ends in. */
export function unitOfMetric(definition: MetricDefinition): Unit | undefined {
  const { unit, name } = definition;
  if (unit !== undefined && unit !== '') return unitFrom(unitOfCode(unit));
  return name === undefined ? undefined : unitFrom(unitInName(name));
}

function unitFrom(word: { dimension: Dimension; scale: number } | undefined): Unit | undefined {
  if (!word) return undefined;
  return (Object.keys(UNITS) as Unit[]).find(
    (unit) => UNITS[unit].dimension === word.dimension && isSame(UNITS[unit].scale, word.scale),
  );
}

const UNITS: Readonly<Record<Unit, { dimension: Dimension; scale: number }>> = {
  s: { dimension: 'time', scale: 1 },
  ms: { dimension: 'time', scale: 1e-3 },
  us: { dimension: 'time', scale: 1e-6 },
  ns: { dimension: 'time', scale: 1e-9 },
  By: { dimension: 'bytes', scale: 1 },
};

/** A value recorded in another unit than its metric declares. */
export interface UnitMismatch {
  readonly recorded: Unit;
  readonly declared: Unit;
  /** What turns the recorded value into the declared unit, to append: ` / 1000`. */
  readonly conversion: string;
  /** The whole converted value, in parentheses or `Number()` where the conversion needs them. */
  readonly replacement: string;
}

/**
 * How a recorded value's unit differs from the metric's. Undefined where either is unknown, where they measure
 * different things, or where the metric's name and `unit` contradict each other.
 */
export function unitMismatch(
  definition: MetricDefinition,
  value: Expression,
  source: Source,
): UnitMismatch | undefined {
  const declared = unitOfMetric(definition);
  if (declared === undefined || contradictingUnit(definition)) return undefined;
  const measured = quantityOf(value, source, 0);
  const recorded = measured?.kind === 'measure' ? unitFrom(measured) : undefined;
  if (measured?.kind !== 'measure' || recorded === undefined || recorded === declared) return undefined;
  if (UNITS[recorded].dimension !== UNITS[declared].dimension) return undefined;
  const conversion = conversionOf(UNITS[recorded].scale / UNITS[declared].scale);
  const text = measured.isBigint
    ? `Number(${value.text})`
    : bindsTighter(value)
      ? value.text
      : `(${value.text})`;
  return { recorded, declared, conversion, replacement: text + conversion };
}

/** The unit that a metric's name ends in, where `unit` says another one. */
export function contradictingUnit(definition: MetricDefinition): UnitWord | undefined {
  const { name, unit } = definition;
  const said = unit === undefined ? undefined : unitOfCode(unit);
  const named = name === undefined ? undefined : unitInName(name);
  if (!said || !named) return undefined;
  return said.dimension === named.dimension && isSame(said.scale, named.scale) ? undefined : named;
}

function conversionOf(factor: number): string {
  const by = Math.round(factor > 1 ? factor : 1 / factor);
  return ` ${factor > 1 ? '*' : '/'} ${by === 1000 ? '1000' : `1e${Math.round(Math.log10(by))}`}`;
}

/** Whether `text / 1000` divides the whole expression. */
function bindsTighter(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'identifier':
    case 'this':
    case 'member':
    case 'call':
    case 'unary':
      return true;
    case 'operation':
      return expression.operator === '*' || expression.operator === '/';
    default:
      return false;
  }
}

/**
 * The unit of a value, by following it to the clock or the size it comes from. The name of a variable, property
 * or function decides only where the value cannot be followed, and only when it is unmistakable (`durationMs`).
 */
export function unitOfValue(expression: Expression, source: Source): Unit | undefined {
  const quantity = quantityOf(expression, source, 0);
  return quantity?.kind === 'measure' ? unitFrom(quantity) : undefined;
}

/** A number that is known, or one that counts something: `scale` of the base unit each. */
type Quantity =
  | { readonly kind: 'constant'; readonly value: number }
  | {
      readonly kind: 'measure';
      readonly dimension: Dimension;
      readonly scale: number;
      readonly isBigint: boolean;
    };

/** Nested syntax costs 1; going on to what a name stands for costs more, as names can multiply the work. */
const MAX_DEPTH = 100;
const FOLLOWING = 16;

function measure(unit: Unit): Quantity {
  return { kind: 'measure', ...UNITS[unit], isBigint: false };
}

/** What Node's and the web's own functions return, by the path they are called under. */
const RETURNS: Readonly<Record<string, Quantity>> = {
  'Date.now': measure('ms'),
  'Date.parse': measure('ms'),
  'Date.UTC': measure('ms'),
  'performance.now': measure('ms'),
  'process.hrtime.bigint': { kind: 'measure', ...UNITS.ns, isBigint: true },
  'process.uptime': measure('s'),
  'process.memoryUsage.rss': measure('By'),
  'os.uptime': measure('s'),
  'os.totalmem': measure('By'),
  'os.freemem': measure('By'),
  'Buffer.byteLength': measure('By'),
};

/** What the properties of their results are. */
const PROPERTIES: Readonly<Record<string, Readonly<Record<string, Quantity>>>> = {
  'process.hrtime': { 0: measure('s'), 1: measure('ns') },
  'process.memoryUsage': {
    rss: measure('By'),
    heapTotal: measure('By'),
    heapUsed: measure('By'),
    external: measure('By'),
    arrayBuffers: measure('By'),
  },
  'process.cpuUsage': { user: measure('us'), system: measure('us') },
  'process.resourceUsage': { userCPUTime: measure('us'), systemCPUTime: measure('us') },
  'perf_hooks.monitorEventLoopDelay': {
    mean: measure('ns'),
    min: measure('ns'),
    max: measure('ns'),
    stddev: measure('ns'),
  },
  'performance.eventLoopUtilization': { active: measure('ms'), idle: measure('ms') },
};

/** Functions that give back their first argument, rounded or as a number. */
const KEEPING = new Set([
  ...['Number', 'BigInt', 'parseFloat', 'parseInt', 'Number.parseFloat', 'Number.parseInt', 'String'],
  ...['Math.round', 'Math.floor', 'Math.ceil', 'Math.trunc', 'Math.abs', 'Math.fround'],
]);
const KEEPING_METHODS = new Set(['toFixed', 'toPrecision', 'valueOf', 'toString']);

function quantityOf(expression: Expression, source: Source, depth: number): Quantity | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const read = unwrap(expression);
  const of = (inner: Expression) => quantityOf(inner, source, depth + 1);
  switch (read.kind) {
    case 'literal':
      return literalQuantity(read.value, read.text);
    case 'identifier':
      return followed(read, source, depth) ?? namedQuantity(read.name);
    case 'member':
      return memberQuantity(read, source, depth);
    case 'call':
      return callQuantity(read, source, depth);
    case 'new':
      return globalPath(read.callee, source, depth) === 'Date' ? measure('ms') : undefined;
    case 'unary': {
      const operand = ['+', '-', 'await'].includes(read.operator) ? of(read.operand) : undefined;
      return operand?.kind === 'constant' && read.operator === '-'
        ? { kind: 'constant', value: -operand.value }
        : operand;
    }
    case 'operation':
      return operationQuantity(read, of);
    case 'conditional':
      return agreeing([of(read.whenTrue), of(read.whenFalse)]);
    default:
      return undefined;
  }
}

function literalQuantity(value: unknown, text: string): Quantity | undefined {
  if (typeof value === 'number') return { kind: 'constant', value };
  return /^\d[\d_]*n$/.test(text)
    ? { kind: 'constant', value: Number(text.replaceAll('_', '').slice(0, -1)) }
    : undefined;
}

function operationQuantity(
  { operator, left, right }: Extract<Expression, { kind: 'operation' }>,
  of: (inner: Expression) => Quantity | undefined,
): Quantity | undefined {
  const a = of(left);
  const b = of(right);
  switch (operator) {
    case '+':
      if (isText(left) || isText(right)) return undefined;
      return combined(a, b, (x, y) => x + y);
    case '-':
      return combined(a, b, (x, y) => x - y);
    case '%':
      return b && combined(a, b, (x, y) => x % y);
    case '*':
      if (!a || !b || (a.kind === 'measure' && b.kind === 'measure')) return undefined;
      if (a.kind === 'constant' && b.kind === 'constant')
        return { kind: 'constant', value: a.value * b.value };
      return a.kind === 'constant'
        ? scaled(b, a.value)
        : b.kind === 'constant'
          ? scaled(a, b.value)
          : undefined;
    case '/':
      if (b?.kind !== 'constant' || !a) return undefined;
      return a.kind === 'constant' ? { kind: 'constant', value: a.value / b.value } : scaled(a, 1 / b.value);
    case '**':
      return a?.kind === 'constant' && b?.kind === 'constant'
        ? { kind: 'constant', value: a.value ** b.value }
        : undefined;
    case '??':
    case '||':
      return agreeing([a, b]);
    default:
      return undefined;
  }
}

/** Only like can be added to or taken from like, so a known operand tells the unit of an unknown one. */
function combined(
  a: Quantity | undefined,
  b: Quantity | undefined,
  compute: (a: number, b: number) => number,
): Quantity | undefined {
  if (a?.kind === 'constant' && b?.kind === 'constant') {
    return { kind: 'constant', value: compute(a.value, b.value) };
  }
  return agreeing([a, b], true);
}

/** The one unit of values that may stand for each other; a plain number says nothing about it. */
function agreeing(values: readonly (Quantity | undefined)[], unknownIsLike = false): Quantity | undefined {
  const first = values.find((value) => value?.kind === 'measure');
  if (!first) return undefined;
  const agree = values.every(
    (value) =>
      (value === undefined && unknownIsLike) ||
      value?.kind === 'constant' ||
      (value?.kind === 'measure' && value.dimension === first.dimension && isSame(value.scale, first.scale)),
  );
  return agree ? first : undefined;
}

function scaled(quantity: Quantity, by: number): Quantity | undefined {
  if (quantity.kind === 'constant') return { kind: 'constant', value: quantity.value * by };
  return by > 0 && Number.isFinite(by) ? { ...quantity, scale: quantity.scale / by } : undefined;
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(a, b);
}

function isText(expression: Expression): boolean {
  const read = unwrap(expression);
  return read.kind === 'template' || (read.kind === 'literal' && typeof read.value === 'string');
}

/** What a name was given, where it is given once. */
function followed(
  name: Extract<Expression, { kind: 'identifier' }>,
  source: Source,
  depth: number,
): Quantity | undefined {
  let binding = source.binding(name);
  let home = source;
  if (binding.kind === 'import') {
    const found = source.follow(binding.module, binding.imported);
    if (!found) return undefined;
    binding = found.binding;
    home = found.source;
  }
  if (binding.kind !== 'variable' || !binding.constant) return undefined;
  const init = binding.init?.();
  if (!init) return undefined;
  const [key, ...deeper] = binding.path;
  if (key === undefined) return quantityOf(init, home, depth + FOLLOWING);
  return deeper.length === 0 ? propertyQuantity(init, key, home, depth + FOLLOWING) : undefined;
}

function memberQuantity(
  read: Extract<Expression, { kind: 'member' }>,
  source: Source,
  depth: number,
): Quantity | undefined {
  const { property } = read;
  const key =
    typeof property === 'string'
      ? property
      : property.kind === 'literal' && typeof property.value === 'number'
        ? String(property.value)
        : undefined;
  if (key === undefined) return undefined;
  return propertyQuantity(read.object, key, source, depth + 1) ?? namedQuantity(key);
}

/** The quantity that `object.key` is, by what made the object. */
function propertyQuantity(
  object: Expression,
  key: string,
  source: Source,
  depth: number,
): Quantity | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (/^content-length$/i.test(key)) return measure('By');
  if (/^(?:byteLength|bytes(?:Read|Written|Sent|Received))$/.test(key)) return measure('By');
  const read = unwrap(object);
  if (read.kind === 'unary' && read.operator === 'await') {
    return propertyQuantity(read.operand, key, source, depth + 1);
  }
  if (read.kind === 'identifier') {
    const binding = source.binding(read);
    const init = binding.kind === 'variable' && binding.constant ? binding.init?.() : undefined;
    return init && binding.kind === 'variable' && binding.path.length === 0
      ? propertyQuantity(init, key, source, depth + FOLLOWING)
      : undefined;
  }
  if (read.kind === 'object') {
    const value = propertyOf(read, key);
    // Another property, spread or assigned, may have replaced a number; a clock's reading stays one.
    const quantity = value && quantityOf(value, source, depth + 1);
    return quantity?.kind === 'measure' ? quantity : undefined;
  }
  if (read.kind !== 'call') return undefined;
  const path = globalPath(read.callee, source, depth);
  const known = path === undefined ? undefined : PROPERTIES[path];
  if (known && Object.hasOwn(known, key)) return known[key];
  if (key === 'length' && (path === 'Buffer.from' || path === 'Buffer.concat')) return measure('By');
  return key === 'size' && /^(?:fs|fs\/promises|fs\.promises)\.[lf]?stat(?:Sync)?$/.test(path ?? '')
    ? measure('By')
    : undefined;
}

function callQuantity(
  read: Extract<Expression, { kind: 'call' }>,
  source: Source,
  depth: number,
): Quantity | undefined {
  const of = (inner: Expression | undefined) => inner && quantityOf(inner, source, depth + 1);
  const callee = unwrap(read.callee);
  const first = read.arguments[0];
  const path = globalPath(callee, source, depth);
  if (path !== undefined) {
    if (Object.hasOwn(RETURNS, path)) return RETURNS[path];
    if (KEEPING.has(path)) {
      const kept = of(first);
      return kept?.kind === 'measure' ? { ...kept, isBigint: path === 'BigInt' } : kept;
    }
    if (path === 'Math.max' || path === 'Math.min') return agreeing(read.arguments.map(of), true);
  }
  const method = propertyName(callee);
  if (method !== undefined && callee.kind === 'member') {
    if (method === 'getTime') return measure('ms');
    if (KEEPING_METHODS.has(method)) {
      const kept = of(callee.object);
      return kept?.kind === 'measure' ? { ...kept, isBigint: kept.isBigint && method === 'valueOf' } : kept;
    }
    if (/^(?:get|header|getHeader)$/.test(method) && isContentLength(first)) return measure('By');
    // The parts of a date, not spans of time.
    if (/^get(?:UTC)?(?:Milliseconds|Seconds)$/.test(method)) return undefined;
  }
  if (callee.kind === 'identifier') {
    const binding = source.binding(callee);
    if (binding.kind === 'function') {
      // Functions may call themselves in many branches: the depth spent keeps that from multiplying.
      const returned = binding.returns().map((result) => quantityOf(result, source, depth + 2 * FOLLOWING));
      const found = returned.length > 0 ? agreeing(returned) : undefined;
      if (found) return found;
    }
  }
  const name = callee.kind === 'identifier' ? callee.name : method;
  return name === undefined ? undefined : calledQuantity(name);
}

function isContentLength(expression: Expression | undefined): boolean {
  return (
    expression?.kind === 'literal' &&
    typeof expression.value === 'string' &&
    /^content-length$/i.test(expression.value)
  );
}

/**
 * The path under which a name reaches something global or of one of Node's modules: `Date.now`,
 * `process.hrtime.bigint`, `os.uptime`, the same whether it was imported, required, destructured or not.
 */
function globalPath(expression: Expression, source: Source, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const path = rawPath(unwrap(expression), source, depth);
  return path
    ?.replace(/^(?:globalThis|window|self|global)\./, '')
    .replace(/^perf_hooks\.performance(?=\.|$)/, 'performance')
    .replace(/^buffer\.Buffer(?=\.|$)/, 'Buffer');
}

function rawPath(read: Expression, source: Source, depth: number): string | undefined {
  if (read.kind === 'member') {
    const name = propertyName(read);
    const object = name === undefined ? undefined : globalPath(read.object, source, depth + 1);
    return object === undefined ? undefined : `${object}.${name}`;
  }
  if (read.kind === 'call') {
    const module = read.callee.text === 'require' ? read.arguments[0] : undefined;
    return module?.kind === 'literal' && typeof module.value === 'string'
      ? nodeModule(module.value)
      : undefined;
  }
  if (read.kind !== 'identifier') return undefined;
  const binding = source.binding(read);
  switch (binding.kind) {
    case 'global':
      return binding.name;
    case 'import': {
      const module = nodeModule(binding.module);
      return binding.imported === 'default' || binding.imported === '*'
        ? module
        : `${module}.${binding.imported}`;
    }
    case 'variable': {
      const init = binding.constant ? binding.init?.() : undefined;
      const path = init && globalPath(init, source, depth + FOLLOWING);
      return path === undefined ? undefined : [path, ...binding.path].join('.');
    }
    default:
      return undefined;
  }
}

function nodeModule(name: string): string {
  return name.replace(/^node:/, '');
}

/** The unit that the name of a variable or property ends in: `durationMs`, `elapsedSeconds`, `ms`. */
function namedQuantity(name: string): Quantity | undefined {
  const unit = unitOfWords(wordsOf(name));
  return unit && unit.dimension !== 'ratio'
    ? { kind: 'measure', dimension: unit.dimension, scale: unit.scale, isBigint: false }
    : undefined;
}

/** The same for a function; `seconds(5)` may as well mean "seconds, as milliseconds", `prettyMs(5)` is text. */
function calledQuantity(name: string): Quantity | undefined {
  const words = wordsOf(name);
  if (
    words.length < 2
      ? name !== 'ms'
      : /^(?:pretty|format|print|render|sleep|wait|is|has)$/.test(words[0] ?? '')
  )
    return undefined;
  return namedQuantity(name);
}
