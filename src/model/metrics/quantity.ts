import {
  type Call,
  type Expression,
  type Identifier,
  type Member,
  type Operation,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import type { Source } from '../code/source.js';
import { accessPathOf } from '../values/access-path.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, contextOf } from '../values/value.js';
import { type Dimension, UNITS, type Unit, isSame, unitFrom, unitOfWords } from './unit.js';
import { wordsOf } from '../text/words.js';

/** A number that is known, or one that counts something: `scale` of the base unit each. */
export type Quantity =
  | { readonly kind: 'constant'; readonly value: number }
  | {
      readonly kind: 'measure';
      readonly dimension: Dimension;
      readonly scale: number;
      readonly isBigint: boolean;
    };

/**
 * The quantity that an expression is, by following it to the clock or the size it comes from. The name of a variable,
 * property or function decides only where the value cannot be followed, and only when it is unmistakable
 * (`durationMs`).
 */
export function quantityOf(expression: Expression, source: Source): Quantity | undefined {
  return new Quantities().of(expression, contextOf(source));
}

/** The unit that an expression's value is followed to. */
export function unitOfValue(expression: Expression, source: Source): Unit | undefined {
  const quantity = quantityOf(expression, source);
  return quantity?.kind === 'measure' ? unitFrom(quantity) : undefined;
}

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

class Quantities {
  private readonly values = new Resolver();

  of(expression: Expression, context: EvaluationContext): Quantity | undefined {
    const read = unwrap(expression);
    switch (read.kind) {
      case 'literal':
        return literalQuantity(read.value, read.text);
      case 'identifier':
        return this.named(read, context);
      case 'member':
        return this.member(read, context);
      case 'call':
        return this.called(read, context);
      case 'new':
        return this.globalPath(read.callee, context) === 'Date' ? measure('ms') : undefined;
      case 'unary': {
        const operand = ['+', '-', 'await'].includes(read.operator)
          ? this.of(read.operand, context)
          : undefined;
        return operand?.kind === 'constant' && read.operator === '-'
          ? { kind: 'constant', value: -operand.value }
          : operand;
      }
      case 'operation':
        return computed(read, this.of(read.left, context), this.of(read.right, context));
      case 'conditional':
        return agreeing([this.of(read.whenTrue, context), this.of(read.whenFalse, context)]);
      default:
        return undefined;
    }
  }

  /** A number that callers hand over, and a quantity of no unit, say less than the name: `sleep(1000)` of `sleep(ms)`. */
  private named(read: Identifier, context: EvaluationContext): Quantity | undefined {
    const held = this.held(read, context);
    const isHanded = context.source.binding(read).kind === 'parameter';
    const isKnown = held?.kind === 'measure' ? unitFrom(held) !== undefined : held && !isHanded;
    return isKnown ? held : (namedQuantity(read.name) ?? held);
  }

  /** What a name was given, or a function gives back, where that is all the same. */
  private held(read: Expression, context: EvaluationContext): Quantity | undefined {
    const held = this.values.step(read, context);
    if (!held?.isComplete || held.values.length === 0) return this.destructured(read, context);
    const quantities = held.values.map((value) => this.of(value.expression, value));
    return quantities.length === 1 ? quantities[0] : agreeing(quantities);
  }

  /** `const { heapUsed } = process.memoryUsage()`: a property of what is no object of the project. */
  private destructured(read: Expression, context: EvaluationContext): Quantity | undefined {
    const binding = read.kind === 'identifier' ? context.source.binding(read) : undefined;
    if (binding?.kind !== 'variable') return undefined;
    const [key, ...deeper] = binding.path;
    if (key === undefined || deeper.length > 0) return undefined;
    const given = this.values.given(binding, context, read);
    const [owner, ...others] = given?.values ?? [];
    const isSure = owner && given?.isComplete && others.length === 0;
    return isSure ? this.property(owner.expression, key, owner) : undefined;
  }

  private member(read: Member, context: EvaluationContext): Quantity | undefined {
    const { property } = read;
    const key =
      typeof property === 'string'
        ? property
        : property.kind === 'literal' && typeof property.value === 'number'
          ? String(property.value)
          : undefined;
    if (key === undefined) return undefined;
    const held = unwrap(read.object).kind === 'this' ? this.held(read, context) : undefined;
    if (held?.kind === 'measure') return held;
    return this.property(read.object, key, context) ?? namedQuantity(key);
  }

  /** The quantity that `object.key` is, by what made the object. */
  private property(object: Expression, key: string, context: EvaluationContext): Quantity | undefined {
    if (/^content-length$/i.test(key)) return measure('By');
    if (/^(?:byteLength|bytes(?:Read|Written|Sent|Received))$/.test(key)) return measure('By');
    const owner = this.values.value(object, context);
    if (owner?.expression.kind === 'object') {
      const value = propertyOf(owner.expression, key);
      // Another property, spread or assigned, may have replaced a number; a clock's reading stays one.
      const quantity = value && this.of(value, owner);
      return quantity?.kind === 'measure' ? quantity : undefined;
    }
    return owner?.expression.kind === 'call'
      ? this.propertyOfResult(owner.expression, key, owner)
      : undefined;
  }

  private propertyOfResult(call: Call, key: string, context: EvaluationContext): Quantity | undefined {
    const path = this.globalPath(call.callee, context);
    const known = path === undefined ? undefined : PROPERTIES[path];
    if (known && Object.hasOwn(known, key)) return known[key];
    if (key === 'length' && (path === 'Buffer.from' || path === 'Buffer.concat')) return measure('By');
    return key === 'size' && /^(?:fs|fs\/promises|fs\.promises)\.[lf]?stat(?:Sync)?$/.test(path ?? '')
      ? measure('By')
      : undefined;
  }

  private called(read: Call, context: EvaluationContext): Quantity | undefined {
    const callee = unwrap(read.callee);
    const method = callee.kind === 'member' ? propertyName(callee) : undefined;
    // The parts of a date, not spans of time.
    if (method !== undefined && /^get(?:UTC)?(?:Milliseconds|Seconds)$/.test(method)) return undefined;
    return (
      this.builtIn(read, context) ??
      (callee.kind === 'member' && method !== undefined
        ? this.byMethod(callee, method, read, context)
        : undefined) ??
      this.held(read, context) ??
      calledQuantity(callee.kind === 'identifier' ? callee.name : method)
    );
  }

  /** What a clock or a size of the runtime says, and what gives its argument back. */
  private builtIn({ callee, arguments: given }: Call, context: EvaluationContext): Quantity | undefined {
    const path = this.globalPath(callee, context);
    if (path === undefined) return undefined;
    if (Object.hasOwn(RETURNS, path)) return RETURNS[path];
    if (path === 'Math.max' || path === 'Math.min')
      return agreeing(
        given.map((each) => this.of(each, context)),
        true,
      );
    const [first] = given;
    const kept = first && KEEPING.has(path) ? this.of(first, context) : undefined;
    return kept?.kind === 'measure' ? { ...kept, isBigint: path === 'BigInt' } : kept;
  }

  private byMethod(
    callee: Member,
    method: string,
    { arguments: [first] }: Call,
    context: EvaluationContext,
  ): Quantity | undefined {
    if (method === 'getTime') return measure('ms');
    if (/^(?:get|header|getHeader)$/.test(method) && isContentLength(first)) return measure('By');
    const kept = KEEPING_METHODS.has(method) ? this.of(callee.object, context) : undefined;
    return kept?.kind === 'measure' ? { ...kept, isBigint: kept.isBigint && method === 'valueOf' } : kept;
  }

  /**
   * The path under which a name reaches something global or of one of Node's modules: `Date.now`,
   * `process.hrtime.bigint`, `os.uptime`, the same whether it was imported, required, destructured or not.
   */
  private globalPath(expression: Expression, context: EvaluationContext): string | undefined {
    const access = accessPathOf(expression, context, this.values);
    if (!access) return undefined;
    const path = access.path[0] === 'default' ? access.path.slice(1) : access.path;
    return [access.name.replace(/^node:/, ''), ...path]
      .join('.')
      .replace(/^(?:globalThis|window|self|global)\./, '')
      .replace(/^perf_hooks\.performance(?=\.|$)/, 'performance')
      .replace(/^buffer\.Buffer(?=\.|$)/, 'Buffer');
  }
}

function literalQuantity(value: unknown, text: string): Quantity | undefined {
  if (typeof value === 'number') return { kind: 'constant', value };
  return /^\d[\d_]*n$/.test(text)
    ? { kind: 'constant', value: Number(text.replaceAll('_', '').slice(0, -1)) }
    : undefined;
}

/** What an operation makes of two quantities. */
function computed(
  { operator, left, right }: Operation,
  a: Quantity | undefined,
  b: Quantity | undefined,
): Quantity | undefined {
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

function isText(expression: Expression): boolean {
  const read = unwrap(expression);
  return read.kind === 'template' || (read.kind === 'literal' && typeof read.value === 'string');
}

function isContentLength(expression: Expression | undefined): boolean {
  return (
    expression?.kind === 'literal' &&
    typeof expression.value === 'string' &&
    /^content-length$/i.test(expression.value)
  );
}

/** The unit that the name of a variable or property ends in: `durationMs`, `elapsedSeconds`, `ms`. */
function namedQuantity(name: string): Quantity | undefined {
  const unit = unitOfWords(wordsOf(name));
  return unit && unit.dimension !== 'ratio'
    ? { kind: 'measure', dimension: unit.dimension, scale: unit.scale, isBigint: false }
    : undefined;
}

/** The same for a function; `seconds(5)` may as well mean "seconds, as milliseconds", `prettyMs(5)` is text. */
function calledQuantity(name: string | undefined): Quantity | undefined {
  if (name === undefined) return undefined;
  const words = wordsOf(name);
  if (
    words.length < 2
      ? name !== 'ms'
      : /^(?:pretty|format|print|render|sleep|wait|is|has)$/.test(words[0] ?? '')
  )
    return undefined;
  return namedQuantity(name);
}
