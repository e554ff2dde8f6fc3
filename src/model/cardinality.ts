import {
  CONTEXT_NAMES,
  CONTEXT_TYPES,
  ERROR_KIND_PROPERTIES,
  FEW_OWNERS,
  FEW_REQUEST,
  FEW_WORDS,
  FRAMEWORKS,
  type Framework,
  MINTING_CALLS,
  MINTING_MODULES,
  NORMALISED_WORDS,
  NOT_MINTING,
  OS_CONSTANTS,
  OTHER_REQUEST_MODULES,
  PROCESS_CONSTANTS,
  RAW_CONTEXT,
  RAW_PROPERTIES,
  RAW_REQUEST,
  REQUEST_NAMES,
  REQUEST_TYPES,
  RESPONSE_NAMES,
  RESPONSE_TYPES,
  type RawRead,
  TEMPLATE_CONTEXT,
  TEMPLATE_REQUEST,
  UNBOUNDED_WORDS,
} from '../catalog/identifiers.js';
import { errorText, isError, isErrorName } from './evidence.js';
import {
  type ArrayLiteral,
  type Call,
  type Expression,
  type Identifier,
  type Member,
  type New,
  type ObjectLiteral,
  brief,
  children,
  propertyName,
  sameRead,
  unwrap,
} from './expression.js';
import { importsOf } from './file-role.js';
import type { Binding, Source } from './source.js';

/** How many values an expression can take while the program runs. */
export type Cardinality =
  | {
      readonly is: 'bounded';
      /** An upper estimate. */
      readonly values: number;
      /** In words that follow the expression: "is a constant". */
      readonly because: string;
    }
  | {
      readonly is: 'unbounded';
      /** The end of a sentence: "takes one value per user", "`req.path` is the raw path: one value per …". */
      readonly because: string;
      /** The part of the judged expression that has no bound. */
      readonly at: Expression;
      /** Seen in what the value is, or only told by what it is called. */
      readonly by: 'value' | 'name';
      /** A raw path's replacement by the route's template. */
      readonly fix?: RouteFix;
    }
  | { readonly is: 'unknown' };

/** Text to write in an expression's place, parentheses included where it needs them. */
export interface RouteFix {
  readonly at: Expression;
  readonly text: string;
}

/** Status codes that a service answers with in practice, of the 63 that IANA lists. */
const STATUS_CODES = 60;
/** 1xx to 5xx, and what is none of them. */
const STATUS_CLASSES = 6;
/** A large service's routes; a label of them is what metrics of HTTP servers are meant to have. */
const ROUTES = 200;
/** Names or codes of the errors that one place sees. */
const ERROR_KINDS = 30;
/** Classes that one expression can be an instance of. */
const CLASSES = 30;

const MAX_DEPTH = 16;
const MAX_STEPS = 400;

const UNKNOWN: Cardinality = { is: 'unknown' };

/**
 * Judges how many values a label's expression can take. `label`, the label's name, is used only where the
 * expression itself is a plain name that says nothing.
 */
export function cardinalityOf(expression: Expression, source: Source, label?: string): Cardinality {
  const place: Place = { source, parameters: new Map(), narrowed: [], depth: 0 };
  const judge = new Judge();
  const verdict = judge.of(expression, place);
  if (verdict.is === 'unknown' && label !== undefined) return judge.byLabel(expression, place, label);
  if (verdict.is !== 'unbounded') return verdict;
  const fix = routeFix(expression, verdict.at, judge, place);
  return fix ? { ...verdict, fix } : verdict;
}

/**
 * The route template that stands for a raw path or URL of a request, as a reviewer would write it:
 * `req.route?.path ?? 'unmatched'`. Undefined when the expression is none, or the framework is not clear.
 */
export function routeTemplateFor(expression: Expression, source: Source): string | undefined {
  const place: Place = { source, parameters: new Map(), narrowed: [], depth: 0 };
  const template = templateFor(expression, new Judge(), place);
  return template && (template.mayBeMissing ? `${template.text} ?? 'unmatched'` : template.text);
}

/** The series that labels of these cardinalities make together; 1 for none. */
export function productOf(labels: readonly Cardinality[]): Cardinality {
  return combined(labels, (a, b) => a * b, 1, 'is a constant');
}

/** A place where an expression is read: its file, what the parameters of a followed call hold, what tests proved. */
interface Place {
  readonly source: Source;
  readonly parameters: ReadonlyMap<string, Placed>;
  readonly narrowed: readonly Narrowing[];
  readonly depth: number;
}
interface Placed {
  readonly expression: Expression;
  readonly place: Place;
}
interface Narrowing {
  readonly read: Expression;
  readonly verdict: Cardinality;
}

/** An expression as the way to it: `ctx.request.get('x')` is the root `ctx` and `['request', 'get()']`. */
interface Way {
  readonly root: Expression;
  readonly place: Place;
  readonly steps: readonly string[];
}

/** A part of a request, context or response, by the way to it from there. */
interface RequestRead {
  readonly of: 'request' | 'context' | 'response';
  readonly way: Way;
  /** Of `way.steps`, how many lead to the object itself. */
  readonly owner: number;
  readonly part: readonly string[];
}

class Judge {
  private steps = 0;

  of(expression: Expression, place: Place): Cardinality {
    if (++this.steps > MAX_STEPS || place.depth > MAX_DEPTH) return UNKNOWN;
    const narrowed = place.narrowed.find(({ read }) => sameValue(read, expression));
    if (narrowed) return at(narrowed.verdict, expression);
    const verdict = this.written(expression, deeper(place));
    return verdict.is === 'bounded' ? verdict : this.typed(expression, place, verdict);
  }

  /** A plain name that says nothing may still stand under a label that does. */
  byLabel(expression: Expression, place: Place, label: string): Cardinality {
    const read = unwrap(expression);
    const isPlain = read.kind === 'identifier' || propertyName(read) !== undefined;
    if (!isPlain || !this.mayBeNamed(read, place)) return UNKNOWN;
    const words = wordsOf(nameOf(read) ?? '');
    if (words.some((word) => NORMALISED_WORDS.has(word))) return UNKNOWN;
    if (['length', 'size'].includes(words.at(-1) ?? '') || FEW_WORDS.has(words.at(-1) ?? '')) return UNKNOWN;
    if (namesFew(words)) return UNKNOWN;
    return namedUnbounded(wordsOf(label), read, true) ?? UNKNOWN;
  }

  private written(expression: Expression, place: Place): Cardinality {
    const part = (inner: Expression) => this.of(inner, place);
    switch (expression.kind) {
      case 'literal':
        return bounded(1, 'is a constant');
      case 'template':
        return product(expression.expressions.map(part));
      case 'tagged':
        return propertyName(expression.tag) === 'raw' ? part(expression.quasi) : UNKNOWN;
      case 'array':
        return product(expression.elements.map(part));
      case 'object':
        return product(
          expression.properties.map(({ value, accessor }) => (accessor ? UNKNOWN : part(value))),
        );
      case 'assertion':
        return part(expression.operand);
      case 'conditional': {
        const narrowed = (holds: boolean): Place => ({
          ...place,
          narrowed: [...this.narrowings(expression.test, holds, place), ...place.narrowed],
        });
        return sum([
          this.of(expression.whenTrue, narrowed(true)),
          this.of(expression.whenFalse, narrowed(false)),
        ]);
      }
      case 'operation':
        return this.operation(expression, place);
      case 'unary':
        return this.unary(expression.operator, expression.operand, place);
      case 'identifier':
        return this.named(expression, place);
      case 'member':
        return this.member(expression, place);
      case 'call':
      case 'new':
        return this.called(expression, place);
      default:
        return UNKNOWN;
    }
  }

  /** A type that allows only so many values settles what is not known; a cast of what is raw proves nothing. */
  private typed(expression: Expression, place: Place, verdict: Cardinality): Cardinality {
    if (!['identifier', 'member', 'call', 'assertion', 'unary'].includes(expression.kind)) return verdict;
    const values = place.source.valuesOf?.(expression);
    if (values === undefined) return verdict;
    if (verdict.is === 'unbounded' && verdict.by === 'value') return UNKNOWN;
    return bounded(values, `is one of ${values} by its type`);
  }

  private operation(read: Extract<Expression, { kind: 'operation' }>, place: Place): Cardinality {
    const { operator } = read;
    const part = (inner: Expression) => this.of(inner, place);
    if (COMPARISONS.has(operator)) return TRUE_OR_FALSE;
    if (operator === '??' || operator === '||') return sum([part(read.left), part(read.right)]);
    if (operator === '&&') {
      const narrowed = [...this.narrowings(read.left, true, place), ...place.narrowed];
      // The left side is the value only where it is false, missing or empty.
      return sum([this.of(read.right, { ...place, narrowed }), bounded(1, 'is a constant')]);
    }
    if (operator === '=') return part(read.right);
    if (operator === '|' && this.isStatusClass(read.left, place)) return STATUS_CLASS;
    if (operator === '%' || operator === '&' || operator === '>>' || operator === '>>>') {
      // The rest of a division has as many values as the divisor.
      const whole = product([part(read.left), part(read.right)]);
      return whole.is === 'bounded' ? whole : UNKNOWN;
    }
    return ARITHMETIC.has(operator) ? product([part(read.left), part(read.right)]) : UNKNOWN;
  }

  private unary(operator: string, operand: Expression, place: Place): Cardinality {
    switch (operator) {
      case '!':
      case 'delete':
        return TRUE_OR_FALSE;
      case 'typeof':
        return bounded(8, 'is the name of a type');
      case 'void':
        return bounded(1, 'is a constant');
      case '~':
        return this.isStatusClass(unwrap(operand), place) ? STATUS_CLASS : this.of(operand, place);
      case '-':
      case '+':
      case 'await':
        return this.of(operand, place);
      default:
        return UNKNOWN;
    }
  }

  private named(name: Identifier, place: Place): Cardinality {
    if (name.name === 'undefined') return bounded(1, 'is a constant');
    const given = this.given(name, place);
    if (given) return at(this.of(given.expression, given.place), name);
    const binding = place.source.binding(name);
    if (binding.kind === 'caught' && binding.path.length === 0) return errorTextOf(name);
    const value = at(this.bound(binding, place), name);
    if (value.is !== 'unknown') return value;
    if (binding.kind === 'parameter' && isError(name, place.source)) return errorTextOf(name);
    const read = this.requestPart(name, place);
    if (read.is !== 'unknown') return read;
    return this.byName(name, place);
  }

  /** What a binding holds, as far as it is written in the project. */
  private bound(binding: Binding, place: Place): Cardinality {
    switch (binding.kind) {
      case 'variable': {
        if (binding.path.length > 0) return UNKNOWN;
        const writes = binding.writes?.() ?? (binding.constant ? oneOf(binding.init?.()) : undefined);
        if (!writes || writes.length === 0) return UNKNOWN;
        const verdicts = writes.map((write) => this.of(write, place));
        if (verdicts.length === 1) return verdicts[0] ?? UNKNOWN;
        const proven = verdicts.every((each) => each.is === 'unbounded');
        // `if (!KNOWN.has(path)) path = 'other'`: which of the values is left is not seen.
        return proven || verdicts.every((each) => each.is === 'bounded') ? sum(verdicts) : UNKNOWN;
      }
      case 'parameter':
        return this.element(binding, place);
      case 'import': {
        const located = place.source.follow(binding.module, binding.imported);
        return located ? this.bound(located.binding, elsewhere(located.source, place)) : UNKNOWN;
      }
      default:
        return UNKNOWN;
    }
  }

  /** `STATUSES.forEach((status) => …)`: one of the array's elements. */
  private element(binding: Extract<Binding, { kind: 'parameter' }>, place: Place): Cardinality {
    const handed = binding.index === 0 && binding.path.length === 0 ? binding.callbackOf?.() : undefined;
    const callee = handed && unwrap(handed.call.callee);
    if (callee?.kind !== 'member' || !ITERATIONS.has(propertyName(callee) ?? '')) return UNKNOWN;
    const list = this.literal(callee.object, place);
    return list ? this.contents(list, 'elements') : UNKNOWN;
  }

  private member(read: Member, place: Place): Cardinality {
    const { property } = read;
    if (typeof property !== 'string') return this.lookup(read, property, place);
    if (property === 'length' || property === 'size') return UNKNOWN;
    const own = this.ownMember(read, property, place);
    if (own) return at(own, read);
    const part = this.requestPart(read, place);
    if (part.is !== 'unknown') return part;
    const object = unwrap(read.object);
    const error = this.errorMember(read, property, place);
    if (error) return error;
    if (property === 'name') {
      if (propertyName(object) === 'constructor') return bounded(CLASSES, 'is the name of a class');
      const binding = object.kind === 'identifier' ? place.source.binding(object) : undefined;
      if (binding?.kind === 'class' || binding?.kind === 'function') return bounded(1, 'is a constant');
    }
    if (this.isProcessConstant(read, place)) return PER_PROCESS;
    const raw = RAW_PROPERTIES.get(property);
    if (raw) {
      // `new URL('https://api.example.com').href`
      const made = this.of(read.object, place);
      return made.is === 'bounded' ? made : rawRead(read, raw);
    }
    return this.byName(read, place);
  }

  /** A property of an object, class or enum that is written in the project. */
  private ownMember(read: Member, property: string, place: Place): Cardinality | undefined {
    const object = unwrap(read.object);
    if (object.kind === 'this') {
      const member = place.source.thisMember(read, property);
      const value = member && this.bound(member.binding, elsewhere(member.source, place));
      return value?.is === 'unknown' ? undefined : value;
    }
    if (object.kind === 'identifier') {
      const found = this.declared(object, place);
      if (found?.binding.kind === 'enum') return bounded(1, 'is a constant');
      if (found?.binding.kind === 'class') {
        const member = found.binding.member(property);
        return member && this.bound(member.binding, elsewhere(member.source, place));
      }
    }
    const literal = this.literal(object, place);
    if (literal?.expression.kind !== 'object') return undefined;
    const found = literal.expression.properties.find(({ key, accessor }) => key === property && !accessor);
    return found && this.of(found.value, literal.place);
  }

  /** `MAP[x]`, `NAMES[i]`, `Status[code]`, and `text[0]`. */
  private lookup(read: Member, property: Expression, place: Place): Cardinality {
    const object = unwrap(read.object);
    const found = object.kind === 'identifier' ? this.declared(object, place) : undefined;
    if (found?.binding.kind === 'enum') {
      const size = found.binding.members.size;
      return bounded(size + 1, `is one of ${brief(object)}’s ${size} members`);
    }
    const literal = this.literal(object, place);
    if (literal) return this.contents(literal, brief(object));
    const part = this.requestPart(read, place);
    if (part.is !== 'unknown') return part;
    if (property.kind !== 'literal' || property.value !== 0) return UNKNOWN;
    if (this.isStatus(unwrapText(object), place)) return STATUS_CLASS;
    // The first letter of one of a few texts.
    const text = this.of(object, place);
    return text.is === 'bounded' ? text : UNKNOWN;
  }

  /** Everything that a constant object, array or Map holds, and one more for what it does not. */
  private contents(literal: Placed, name: string): Cardinality {
    const { expression } = literal;
    const values =
      expression.kind === 'object'
        ? expression.properties.map(({ value, key, accessor }) => (key && !accessor ? value : undefined))
        : expression.kind === 'array'
          ? expression.elements
          : [];
    if (values.length === 0) return UNKNOWN;
    const whole = sum([
      ...values.map((value) => (value ? this.of(value, literal.place) : UNKNOWN)),
      bounded(1, 'is a constant'),
    ]);
    return whole.is === 'bounded'
      ? bounded(whole.values, `is one of the ${values.length} in ${name}`)
      : UNKNOWN;
  }

  private called(read: Call | New, place: Place): Cardinality {
    const callee = unwrap(read.callee);
    const first = read.arguments[0];
    const own = read.kind === 'call' ? this.ownCall(callee, read, place) : undefined;
    if (own) return at(own, read);
    const minted = this.minted(read, callee, place);
    if (minted) return minted;
    const part = this.requestPart(read, place);
    if (part.is !== 'unknown') return part;
    if (callee.kind === 'identifier') {
      if (CONVERSIONS.has(callee.name) && this.isGlobal(callee, place))
        return first ? this.of(first, place) : bounded(1, 'is a constant');
      if (callee.name === 'Boolean' || callee.name === 'isNaN') return TRUE_OR_FALSE;
      if (callee.name === 'URL' && first) return this.of(first, place);
      if (callee.name === 'routePath') return TEMPLATE;
      if (OS_CONSTANTS.has(callee.name) && this.isOs(callee, place)) return PER_PROCESS;
      return this.byGetterName(read, callee.name);
    }
    const method = propertyName(callee);
    if (callee.kind !== 'member' || method === undefined) return UNKNOWN;
    const object = unwrap(callee.object);
    const global = object.kind === 'identifier' && this.isGlobal(object, place) ? object.name : undefined;
    if (global === 'Math') return this.rounded(method, first, place);
    if (global === 'JSON' && method === 'stringify' && first) return this.of(first, place);
    if (TEXT_BOOLEANS.has(method)) return TRUE_OR_FALSE;
    if (OS_CONSTANTS.has(method) && this.isOs(object, place)) return PER_PROCESS;
    if (this.isProcessConstant(read, place)) return PER_PROCESS;
    if (method === 'getStatus' || method === 'getStatusCode') return STATUS;
    if (method === 'digest') return unbounded(read, `\`${brief(read)}\` is a hash: one value per input`);
    if (method === 'toISOString' || method === 'getTime') {
      const date = this.of(object, place);
      return date.is === 'bounded'
        ? date
        : unbounded(read, `\`${brief(read)}\` is a time: one value per moment`);
    }
    if (method === 'get') {
      const map = this.literal(object, place);
      if (map) return this.contents(map, brief(object));
    }
    if (method === 'concat') return product([object, ...read.arguments].map((each) => this.of(each, place)));
    if (method === 'join' && object.kind === 'array') return this.of(object, place);
    if (method === 'charAt' || isShortCut(method, read.arguments)) {
      if (this.isStatus(unwrapText(object), place)) return STATUS_CLASS;
      const whole = this.of(object, place);
      return whole.is === 'bounded' ? whole : UNKNOWN;
    }
    if (KEEPING_METHODS.has(method)) return this.of(object, place);
    return this.byGetterName(read, method);
  }

  /** A function of this project, whose returns are read with the arguments in place of its parameters. */
  private ownCall(callee: Expression, call: Call, place: Place): Cardinality | undefined {
    const found = this.callable(callee, place);
    if (found?.binding.kind !== 'function') return undefined;
    const { binding, source } = found;
    const returns = binding.returns();
    if (returns.length === 0) return UNKNOWN;
    const parameters = new Map<string, Placed>();
    const hasSpread = call.arguments.some((argument) => argument.kind === 'spread');
    binding.parameters?.forEach((name, index) => {
      const expression = hasSpread ? undefined : call.arguments[index];
      if (name !== undefined && expression) parameters.set(name, { expression, place });
    });
    // A value that was asked about before it is returned may have been let through for being known.
    const narrowed = (binding.tests?.() ?? []).flatMap(({ test, isSwitch }) =>
      isSwitch ? [test] : this.asked(test, elsewhere(source, place)),
    );
    const inside: Place = {
      source,
      parameters,
      narrowed: narrowed.map((read) => ({ read, verdict: UNKNOWN })),
      depth: place.depth + 1,
    };
    const verdicts = returns.map((value) => this.of(value, inside));
    const verdict = sum(verdicts);
    return verdict.is === 'unbounded' && verdict.by === 'name' && returns.length > 1 ? UNKNOWN : verdict;
  }

  private callable(callee: Expression, place: Place): { binding: Binding; source: Source } | undefined {
    if (callee.kind === 'identifier') return this.declared(callee, place);
    const name = propertyName(callee);
    if (callee.kind !== 'member' || name === undefined) return undefined;
    const object = unwrap(callee.object);
    if (object.kind === 'this') return place.source.thisMember(callee, name);
    if (object.kind !== 'identifier') return undefined;
    const binding = place.source.binding(object);
    if (binding.kind === 'class') return binding.member(name);
    return binding.kind === 'import' && binding.imported === '*'
      ? place.source.follow(binding.module, name)
      : undefined;
  }

  /** What a name stands for, through the project's imports. */
  private declared(name: Identifier, place: Place): { binding: Binding; source: Source } | undefined {
    let found = { binding: place.source.binding(name), source: place.source };
    for (let hops = 0; found.binding.kind === 'import' && hops < 3; hops++) {
      const next = found.source.follow(found.binding.module, found.binding.imported);
      if (!next) return undefined;
      found = next;
    }
    return found;
  }

  /** The literal that a constant object, array, Map or Set is written as, unless the file changes it. */
  private literal(expression: Expression, place: Place): Placed | undefined {
    const read = unwrap(expression);
    if (place.depth > MAX_DEPTH) return undefined;
    if (read.kind === 'object' || read.kind === 'array') return { expression: read, place };
    const inner = (placed: Expression | undefined, where = place) =>
      placed && this.literal(placed, deeper(where));
    if (read.kind === 'call' && FREEZES.has(read.callee.text)) return inner(read.arguments[0]);
    if (read.kind === 'call' && ['Object.keys', 'Object.values'].includes(read.callee.text))
      return inner(read.arguments[0]);
    if (read.kind === 'new' && (read.callee.text === 'Map' || read.callee.text === 'Set')) {
      const list = inner(read.arguments[0]);
      if (list?.expression.kind !== 'array' || read.callee.text === 'Set') return list;
      const entries = list.expression.elements.map(unwrap);
      const values = entries.map((entry) => (entry.kind === 'array' ? entry.elements[1] : undefined));
      if (values.some((value) => value === undefined)) return undefined;
      const elements = values.filter((value) => value !== undefined);
      return { expression: { ...list.expression, elements }, place: list.place };
    }
    if (read.kind === 'identifier') {
      const given = this.given(read, place);
      if (given) return inner(given.expression, given.place);
      const found = this.declared(read, place);
      if (found?.binding.kind !== 'variable' || !isConstant(found.binding)) return undefined;
      if (found.binding.path.length > 0 || isChanged(read.name, found.source.text)) return undefined;
      return inner(found.binding.init?.(), elsewhere(found.source, place));
    }
    const name = propertyName(read);
    if (read.kind !== 'member' || name === undefined) return undefined;
    const object = unwrap(read.object);
    if (object.kind === 'this' || object.kind === 'identifier') {
      const found = object.kind === 'this' ? undefined : this.declared(object, place)?.binding;
      const member =
        object.kind === 'this'
          ? place.source.thisMember(read, name)
          : found?.kind === 'class'
            ? found.member(name)
            : undefined;
      if (
        member?.binding.kind === 'variable' &&
        member.binding.constant &&
        !isChanged(name, member.source.text)
      )
        return inner(member.binding.init?.(), elsewhere(member.source, place));
    }
    const owner = inner(object);
    if (owner?.expression.kind !== 'object') return undefined;
    const property = owner.expression.properties.find(({ key, accessor }) => key === name && !accessor);
    return inner(property?.value, owner.place);
  }

  private given(name: Identifier, place: Place): Placed | undefined {
    const given = place.parameters.get(name.name);
    if (!given) return undefined;
    const binding = place.source.binding(name);
    return binding.kind === 'parameter' && binding.path.length === 0 ? given : undefined;
  }

  /** What a test proves of the values it reads. */
  private narrowings(test: Expression, holds: boolean, place: Place): readonly Narrowing[] {
    const read = unwrap(test);
    if (read.kind === 'unary' && read.operator === '!') return this.narrowings(read.operand, !holds, place);
    if (read.kind === 'operation') {
      const { operator, left, right } = read;
      if (operator === (holds ? '&&' : '||'))
        return [...this.narrowings(left, holds, place), ...this.narrowings(right, holds, place)];
      if (operator === (holds ? '||' : '&&')) {
        const other = this.narrowings(right, holds, place);
        return this.narrowings(left, holds, place).flatMap((each) => {
          const same = other.find((its) => sameValue(its.read, each.read));
          return same ? [{ read: each.read, verdict: sum([each.verdict, same.verdict]) }] : [];
        });
      }
      if (operator === (holds ? '===' : '!==') || operator === (holds ? '==' : '!=')) {
        const value = this.of(right, place);
        const swapped = this.of(left, place);
        if (value.is === 'bounded' && !isMissing(right)) return [{ read: left, verdict: value }];
        if (swapped.is === 'bounded' && !isMissing(left)) return [{ read: right, verdict: swapped }];
        return [];
      }
      if (operator === 'in') return holds ? [{ read: left, verdict: this.keys(right, place) }] : [];
      return [];
    }
    // `MAP[x] ? x : 'other'`
    if (read.kind === 'member' && typeof read.property !== 'string')
      return holds ? [{ read: read.property, verdict: this.keys(read.object, place) }] : [];
    if (read.kind !== 'call') return [];
    const callee = unwrap(read.callee);
    const method = propertyName(callee);
    const argument = read.arguments[0];
    if (callee.kind === 'member' && argument && (method === 'includes' || method === 'has'))
      return holds ? [{ read: argument, verdict: this.keys(callee.object, place) }] : [];
    // Some other question about the value: whether it is one of a few is not seen.
    return questioned(read).map((each) => ({ read: each, verdict: UNKNOWN }));
  }

  /** How many values a list, Set, Map or object holds, when it is asked for one. */
  private keys(list: Expression, place: Place): Cardinality {
    const literal = this.literal(list, place);
    const { kind } = literal?.expression ?? {};
    const found = literal?.expression as ObjectLiteral | ArrayLiteral | undefined;
    const size =
      found?.kind === 'object'
        ? found.properties.every(({ key }) => typeof key === 'string') && found.properties.length
        : found?.kind === 'array' &&
          found.elements.every((each) => each.kind !== 'spread') &&
          found.elements.length;
    return kind && size ? bounded(size, `is one of the ${size} in ${brief(list)}`) : UNKNOWN;
  }

  /** The values that a function's test asks about: whether they are in a list, equal something, match. */
  private asked(test: Expression, place: Place): readonly Expression[] {
    const read = unwrap(test);
    switch (read.kind) {
      case 'unary':
        return this.asked(read.operand, place);
      case 'operation':
        if (['&&', '||', '??'].includes(read.operator))
          return [...this.asked(read.left, place), ...this.asked(read.right, place)];
        if (isMissing(read.left) || isMissing(read.right) || !COMPARISONS.has(read.operator)) return [];
        return read.operator === 'instanceof' || read.text.startsWith('typeof')
          ? []
          : [read.left, read.right];
      case 'call':
        return questioned(read);
      case 'member':
        return typeof read.property === 'string' ? [] : [read.property];
      case 'identifier': {
        // `const isKnown = KNOWN.has(path); if (isKnown) return path;`
        const binding = place.source.binding(read);
        const init = binding.kind === 'variable' && isConstant(binding) ? binding.init?.() : undefined;
        return init && unwrap(init).kind !== 'identifier' ? this.asked(init, place) : [];
      }
      default:
        return [];
    }
  }

  /** Flattens member reads and calls, through `const` aliases and destructuring. */
  way(expression: Expression, place: Place): Way {
    const read = unwrap(expression);
    if (place.depth <= MAX_DEPTH) {
      if (read.kind === 'member') {
        const way = this.way(read.object, deeper(place));
        const { property } = read;
        const name =
          typeof property === 'string' ? property : property.kind === 'literal' ? property.text : '*';
        return { ...way, steps: [...way.steps, name] };
      }
      if (read.kind === 'unary' && read.operator === 'await') return this.way(read.operand, deeper(place));
      if (read.kind === 'call') {
        const callee = unwrap(read.callee);
        if (callee.kind === 'member' && typeof callee.property === 'string') {
          const way = this.way(callee.object, deeper(place));
          return { ...way, steps: [...way.steps, `${callee.property}()`] };
        }
      }
      if (read.kind === 'identifier') {
        const given = this.given(read, place);
        if (given) return this.way(given.expression, deeper(given.place));
        const binding = place.source.binding(read);
        if (binding.kind === 'variable' && isConstant(binding)) {
          const init = binding.init?.();
          const inner = init && unwrap(init);
          if (inner && ['member', 'identifier', 'call', 'unary', 'this'].includes(inner.kind)) {
            const way = this.way(inner, deeper(place));
            // `const response = await fetch(x)`: what it comes from says nothing, so its own name counts.
            if (binding.path.length > 0 || this.leadsOn(way))
              return { ...way, steps: [...way.steps, ...binding.path] };
          }
        }
        if (binding.kind === 'parameter') return { root: read, place, steps: binding.path };
      }
    }
    return { root: read, place, steps: [] };
  }

  private leadsOn({ root, steps, place }: Way): boolean {
    if (steps.some((step) => REQUEST_NAMES.has(step) || RESPONSE_NAMES.has(step))) return true;
    return root.kind === 'identifier' && (root.name === 'process' || this.roleOf(root, place) !== undefined);
  }

  /** The part of a request, context or response that an expression reads. */
  requestRead(expression: Expression, place: Place): RequestRead | undefined {
    const way = this.way(expression, place);
    const { steps } = way;
    if (importsAny(way.place.source, OTHER_REQUEST_MODULES)) return undefined;
    // `x.request.path`, `(req, res) => …`: the name that stands nearest to the part decides.
    for (let i = steps.length - 2; i >= 0; i--) {
      const step = steps[i] ?? '';
      const of = REQUEST_NAMES.has(step) ? 'request' : RESPONSE_NAMES.has(step) ? 'response' : undefined;
      if (of) return { of, way, owner: i + 1, part: steps.slice(i + 1) };
    }
    if (steps.length === 0) return undefined;
    const of = this.roleOf(way.root, way.place);
    return of && { of, way, owner: 0, part: steps };
  }

  /** What a root object is: by its type, else as a handler's parameter, else by the conventional names. */
  private roleOf(root: Expression, place: Place): RequestRead['of'] | undefined {
    if (root.kind !== 'identifier') return undefined;
    const binding = place.source.binding(root);
    if (!['variable', 'parameter', 'global', 'unknown'].includes(binding.kind)) return undefined;
    const isTaken = (binding.kind === 'parameter' || binding.kind === 'variable') && binding.path.length > 0;
    const annotated =
      !isTaken && (binding.kind === 'parameter' || binding.kind === 'variable') ? binding.type : undefined;
    const type = annotated?.path.at(-1) ?? place.source.typeOf(root)?.name;
    if (!isTaken && type !== undefined) {
      if (REQUEST_TYPES.has(type)) return 'request';
      if (CONTEXT_TYPES.has(type)) return 'context';
      if (RESPONSE_TYPES.has(type)) return 'response';
    }
    if (isTaken) return binding.kind === 'parameter' ? this.handlerRole(binding, place) : undefined;
    // A type of another name says that this is something else.
    if (annotated && !/req|ctx|context|res|reply/i.test(annotated.path.at(-1) ?? '')) return undefined;
    const name = root.name.replace(/^_+/, '');
    if (REQUEST_NAMES.has(name)) return 'request';
    if (CONTEXT_NAMES.has(name)) return 'context';
    if (RESPONSE_NAMES.has(name)) return 'response';
    return binding.kind === 'parameter' ? this.handlerRole(binding, place) : undefined;
  }

  /** `app.get('/orders/:id', (a, b) => …)`: what the parameters of a route's handler are. */
  private handlerRole(
    binding: Extract<Binding, { kind: 'parameter' }>,
    place: Place,
  ): RequestRead['of'] | undefined {
    const handed = binding.callbackOf?.();
    const method = handed && propertyName(unwrap(handed.call.callee));
    if (!handed || method === undefined || !ROUTING_METHODS.has(method)) return undefined;
    const frameworks = frameworksIn(place.source);
    const first = handed.call.arguments[0];
    const isRoute =
      handed.argument > 0 &&
      first !== undefined &&
      (first.kind === 'template' || (first.kind === 'literal' && /^['"][/*]/.test(first.text)));
    if (!isRoute && frameworks.length === 0) return undefined;
    const isContext = frameworks.length > 0 && frameworks.every(({ id }) => CONTEXT_FRAMEWORKS.has(id));
    if (isContext) return binding.index === 0 ? 'context' : undefined;
    const index = binding.arity === 4 ? binding.index - 1 : binding.index;
    return index === 0 ? 'request' : index === 1 ? 'response' : undefined;
  }

  private requestPart(expression: Expression, place: Place): Cardinality {
    const read = this.requestRead(expression, place);
    if (!read) return UNKNOWN;
    const part = read.part.join('.');
    const seen = seenAs(expression, read);
    switch (read.of) {
      case 'request': {
        if (TEMPLATE_REQUEST.has(part)) return TEMPLATE;
        const few = FEW_REQUEST.get(part);
        if (few) return bounded(few.values, `is ${few.is}`);
        const raw = rawPart(RAW_REQUEST, read.part);
        if (raw) return rawRead(expression, raw, seen);
        break;
      }
      case 'context': {
        if (TEMPLATE_CONTEXT.has(part)) return TEMPLATE;
        if (part === 'method') return bounded(9, 'is a request method');
        if (part === 'status') return STATUS;
        const raw = this.isWebContext(read.way) ? rawPart(RAW_CONTEXT, read.part) : undefined;
        if (raw) return rawRead(expression, raw, seen);
        break;
      }
      case 'response':
        if (part === 'status' || part === 'statusCode' || part === 'raw.statusCode') return STATUS;
        if (part === 'statusText' || part === 'statusMessage')
          return bounded(STATUS_CODES, 'is the text of a status code');
    }
    return UNKNOWN;
  }

  /** `context` carries anything in other libraries; `ctx` is Koa's word. */
  private isWebContext({ root, place }: Way): boolean {
    if (frameworksIn(place.source).some(({ id }) => CONTEXT_FRAMEWORKS.has(id))) return true;
    return root.kind === 'identifier' && /^_*ctx$/.test(root.name);
  }

  private errorMember(read: Member, property: string, place: Place): Cardinality | undefined {
    const text = errorText(read, place.source);
    if (text) return unbounded(read, `\`${brief(read)}\` is an error’s text: one value per error`);
    const object = unwrap(read.object);
    const owner = propertyName(object) === 'constructor' && object.kind === 'member' ? object.object : object;
    const isProven = isError(owner, place.source);
    if (!isProven && !isErrorName(owner)) return undefined;
    if (property === 'message' || property === 'stack')
      return unbounded(
        read,
        `\`${brief(read)}\` is an error’s text: one value per error`,
        isProven ? 'value' : 'name',
      );
    if (property === 'status' || property === 'statusCode') return STATUS;
    const kind = owner === object ? property : `constructor.${property}`;
    return ERROR_KIND_PROPERTIES.has(kind) ? bounded(ERROR_KINDS, 'names a kind of error') : undefined;
  }

  private minted(read: Call | New, callee: Expression, place: Place): Cardinality | undefined {
    const result = (why: string) => unbounded(read, `\`${brief(read)}\` is ${why}`);
    const name = callee.kind === 'identifier' ? callee.name : dotted(callee);
    if (name === undefined) return undefined;
    const root = rootOf(callee);
    const binding = root && place.source.binding(root);
    if (binding?.kind === 'import' && MINTING_MODULES.has(binding.module)) {
      const exported = binding.imported === '*' ? (name.split('.')[1] ?? '') : binding.imported;
      return NOT_MINTING.has(exported) ? undefined : result('random: one value per call');
    }
    const imported =
      binding?.kind === 'import' &&
      /^(?:node:)?(?:crypto|perf_hooks|process|mongodb|bson|mongoose)$/.test(binding.module)
        ? binding.imported
        : undefined;
    if (binding?.kind === 'import' && imported === undefined) return undefined;
    const isOwn = binding?.kind === 'class' || binding?.kind === 'function';
    if (isOwn) return undefined;
    const first = read.arguments[0];
    if (name === 'Date' && first) return read.kind === 'new' ? this.dated(read, place) : undefined;
    const called = imported && callee.kind === 'identifier' && imported !== 'default' ? imported : name;
    const why =
      MINTING_CALLS.get(called) ?? MINTING_CALLS.get(called.replace(/^(?:window|globalThis)\./, ''));
    return why === undefined ? undefined : result(why);
  }

  /** `new Date(x)`: as many moments as `x` has values. */
  private dated(read: New, place: Place): Cardinality {
    return product(read.arguments.map((each) => this.of(each, place)));
  }

  private rounded(method: string, operand: Expression | undefined, place: Place): Cardinality {
    if (!operand || !['floor', 'trunc', 'round', 'ceil', 'abs', 'sign'].includes(method)) return UNKNOWN;
    if (method === 'sign') return bounded(3, 'is a sign');
    if (this.isStatusClass(operand, place)) return STATUS_CLASS;
    const whole = this.of(operand, place);
    // `Math.floor(Math.random() * 10)` has ten values.
    return whole.is === 'unbounded' && whole.because.includes('random') ? UNKNOWN : whole;
  }

  /** `status / 100` */
  private isStatusClass(expression: Expression, place: Place): boolean {
    const read = unwrap(expression);
    if (read.kind === 'unary' && read.operator === '~') return this.isStatusClass(read.operand, place);
    return (
      read.kind === 'operation' &&
      read.operator === '/' &&
      read.right.kind === 'literal' &&
      read.right.value === 100 &&
      this.isStatus(read.left, place)
    );
  }

  private isStatus(expression: Expression, place: Place): boolean {
    const read = unwrapText(expression);
    if (/^(?:http)?_?(?:response)?_?(?:status|status_?code)$/i.test(nameOf(read) ?? '')) return true;
    const verdict = this.of(read, place);
    return verdict === STATUS;
  }

  private isGlobal(name: Identifier, place: Place): boolean {
    return place.source.binding(name).kind === 'global';
  }

  private isOs(name: Expression, place: Place): boolean {
    const root = rootOf(name);
    const binding = root && place.source.binding(root);
    if (binding?.kind === 'import') return /^(?:node:)?os$/.test(binding.module);
    if (binding?.kind !== 'variable') return false;
    return /^require\(['"](?:node:)?os['"]\)$/.test(binding.init?.().text ?? '');
  }

  private isProcessConstant(read: Expression, place: Place): boolean {
    const { root, steps } = this.way(read, place);
    if (root.kind !== 'identifier' || root.name !== 'process') return false;
    const binding = place.source.binding(root);
    const isProcess =
      binding.kind === 'global' || (binding.kind === 'import' && /^(?:node:)?process$/.test(binding.module));
    if (!isProcess) return false;
    return steps[0] === 'env'
      ? steps.length === 2 && steps[1] !== '*'
      : PROCESS_CONSTANTS.has(steps.join('.'));
  }

  /** What an identifier's or property's words say, where nothing better is known. */
  private byName(read: Identifier | Member, place: Place): Cardinality {
    const name = nameOf(read);
    if (name === undefined || !this.mayBeNamed(read, place)) return UNKNOWN;
    const owner = read.kind === 'member' ? (nameOf(unwrap(read.object)) ?? '') : '';
    const words = wordsOf(name);
    // `this.id` of a worker or connector: how many there are is not seen.
    if (read.kind === 'member' && unwrap(read.object).kind === 'this' && words.length === 1) return UNKNOWN;
    const verdict = namedUnbounded(
      [...wordsOf(owner), ...words],
      read,
      !this.isMade(read, place),
      words.length,
    );
    if (verdict) return verdict;
    const binding = read.kind === 'identifier' ? place.source.binding(read) : undefined;
    const type =
      binding?.kind === 'parameter' || binding?.kind === 'variable'
        ? binding.path.length === 0 && binding.type?.path.at(-1)
        : undefined;
    return type ? (namedUnbounded(wordsOf(type), read, false) ?? UNKNOWN) : UNKNOWN;
  }

  /** A name spelled as a constant, or one whose value is computed in a way that may cut it down, tells nothing. */
  private mayBeNamed(read: Expression, place: Place): boolean {
    if (/^[A-Z][A-Z0-9_]*$/.test(nameOf(read) ?? '')) return false;
    if (read.kind !== 'identifier') return true;
    const binding = place.source.binding(read);
    if (binding.kind === 'import' || binding.kind === 'enum' || binding.kind === 'class') return false;
    if (binding.kind !== 'variable' || binding.path.length > 0) return true;
    const writes = binding.writes?.() ?? oneOf(binding.init?.()) ?? [];
    return writes.every((write) => isPlainValue(write));
  }

  /** Whether a name holds what a call made, which may be a normaliser. */
  private isMade(read: Expression, place: Place): boolean {
    const binding = read.kind === 'identifier' ? place.source.binding(read) : undefined;
    if (binding?.kind !== 'variable') return false;
    const writes = binding.writes?.() ?? oneOf(binding.init?.()) ?? [];
    return writes.some((write) => write.text.includes('('));
  }

  /** `getUserId(req)`, `order.getId()`: a getter returns what it is named for. */
  private byGetterName(read: Call | New, name: string): Cardinality {
    const words = wordsOf(name);
    if (!GETTERS.has(words[0] ?? '') || words.length < 2) return UNKNOWN;
    const callee = unwrap(read.callee);
    const owner = callee.kind === 'member' ? (nameOf(unwrap(callee.object)) ?? '') : '';
    return namedUnbounded([...wordsOf(owner), ...words.slice(1)], read, false, words.length - 1) ?? UNKNOWN;
  }
}

const COMPARISONS = new Set(['==', '!=', '===', '!==', '<', '>', '<=', '>=', 'in', 'instanceof']);
const ARITHMETIC = new Set(['+', '-', '*', '/', '**', '|', '^', '<<']);
const CONVERSIONS = new Set([
  'String',
  'Number',
  'parseInt',
  'parseFloat',
  'encodeURIComponent',
  'decodeURIComponent',
  'encodeURI',
  'decodeURI',
  'BigInt',
]);
const KEEPING_METHODS = new Set([
  'toString',
  'toLowerCase',
  'toUpperCase',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'trim',
  'trimStart',
  'trimEnd',
  'slice',
  'substring',
  'substr',
  'normalize',
  'padStart',
  'padEnd',
  'toFixed',
  'valueOf',
  'toJSON',
  'toHexString',
]);
const TEXT_BOOLEANS = new Set([
  'includes',
  'startsWith',
  'endsWith',
  'test',
  'has',
  'some',
  'every',
  'isInteger',
  'isArray',
  'isFinite',
  'isNaN',
  'hasOwn',
  'hasOwnProperty',
  'equals',
]);
const ITERATIONS = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find']);
const FREEZES = new Set(['Object.freeze', 'Object.seal']);
const ROUTING_METHODS = new Set(
  'get post put patch delete head options all use any on route addHook onRequest onError createServer'.split(
    ' ',
  ),
);
const CONTEXT_FRAMEWORKS = new Set(['koa', 'hono', 'elysia']);
const GETTERS = new Set(['get', 'read', 'extract', 'current', 'fetch']);

const TRUE_OR_FALSE = bounded(2, 'is true or false');
const STATUS = bounded(STATUS_CODES, 'is a status code');
const STATUS_CLASS = bounded(STATUS_CLASSES, 'is a class of status codes');
const TEMPLATE = bounded(ROUTES, 'is a route’s template');
const PER_PROCESS = bounded(1, 'is the same while the process runs');

function bounded(values: number, because: string): Cardinality {
  return { is: 'bounded', values: Math.min(values, Number.MAX_SAFE_INTEGER), because };
}

function unbounded(read: Expression, because: string, by: 'value' | 'name' = 'value'): Cardinality {
  return { is: 'unbounded', because, at: read, by };
}

function rawRead(read: Expression, raw: RawRead, seen = brief(read)): Cardinality {
  return unbounded(read, `\`${seen}\` is ${raw.is}: one value per ${raw.per}`);
}

function product(parts: readonly Cardinality[]): Cardinality {
  return combined(parts, (a, b) => a * b, 1, 'is a constant');
}

function sum(parts: readonly Cardinality[]): Cardinality {
  return combined(parts, (a, b) => a + b, 0, 'is a constant');
}

/** As unbounded as the worst part, proof before names; else as unknown. */
function combined(
  parts: readonly Cardinality[],
  join: (a: number, b: number) => number,
  none: number,
  because: string,
): Cardinality {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const worst =
    parts.find((part) => part.is === 'unbounded' && part.by === 'value') ??
    parts.find((part) => part.is === 'unbounded') ??
    parts.find((part) => part.is === 'unknown');
  if (worst) return worst;
  const values = parts.reduce((total, part) => join(total, part.is === 'bounded' ? part.values : 1), none);
  return bounded(values, values <= 1 ? because : `takes at most ${values} values`);
}

/** The same verdict, reported on the part of the judged expression that led to it. */
function at(verdict: Cardinality, read: Expression): Cardinality {
  return verdict.is === 'unbounded' ? { ...verdict, at: read } : verdict;
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function elsewhere(source: Source, place: Place): Place {
  return source === place.source
    ? deeper(place)
    : { source, parameters: new Map(), narrowed: [], depth: place.depth + 1 };
}

function oneOf(expression: Expression | undefined): readonly Expression[] | undefined {
  return expression && [expression];
}

/** Whether a variable keeps its first value. */
function isConstant(binding: Extract<Binding, { kind: 'variable' }>): boolean {
  return binding.constant || binding.writes?.()?.length === 1;
}

/** Whether a file's text puts anything into an object, list, Map or Set of this name. */
function isChanged(name: string, text: string): boolean {
  const word = `(?<![\\w$])${name.replaceAll('$', '\\$')}`;
  return new RegExp(
    `${word}\\s*(?:\\[[^\\]]*\\]|\\.\\w+)\\s*(?:[-+*/|&?]{0,2}=(?![=>]))` +
      `|${word}\\.(?:set|add|push|unshift|splice|delete|clear)\\(|Object\\.assign\\(\\s*${name.replaceAll('$', '\\$')}\\b`,
  ).test(text);
}

function sameValue(a: Expression, b: Expression): boolean {
  return sameRead(a, b) || (unwrap(a).kind === unwrap(b).kind && unwrap(a).text === unwrap(b).text);
}

function isMissing(expression: Expression): boolean {
  const read = unwrap(expression);
  return (
    (read.kind === 'identifier' && read.name === 'undefined') ||
    (read.kind === 'literal' && (read.value === null || read.value === ''))
  );
}

/** The values that a call asks something about, other than their type: `isKnown(x)`, `x.match(PATTERN)`. */
function questioned(call: Call): readonly Expression[] {
  const callee = unwrap(call.callee);
  if (/^(?:Array\.|Number\.|Boolean$|isNaN$|isFinite$|Buffer\.is)/.test(callee.text)) return [];
  const method = propertyName(callee);
  return callee.kind === 'member' && (method === 'match' || method === 'search')
    ? [callee.object]
    : call.arguments;
}

/** `String(status)`, `status.toString()`, `` `${status}` ``: the status. */
function unwrapText(expression: Expression): Expression {
  const read = unwrap(expression);
  if (read.kind === 'template' && read.expressions.length === 1 && read.quasis[0] === '')
    return unwrapText(read.expressions[0] ?? read);
  if (read.kind !== 'call') return read;
  const callee = unwrap(read.callee);
  const [first] = read.arguments;
  if (callee.kind === 'identifier' && callee.name === 'String' && first) return unwrapText(first);
  return callee.kind === 'member' && propertyName(callee) === 'toString' ? unwrapText(callee.object) : read;
}

/** `text.slice(0, 1)`: the first letters of a text, which are few. */
function isShortCut(method: string, args: readonly Expression[]): boolean {
  const [start, end] = args;
  return (
    ['slice', 'substring', 'substr'].includes(method) &&
    start?.kind === 'literal' &&
    start.value === 0 &&
    end?.kind === 'literal' &&
    typeof end.value === 'number' &&
    end.value <= 2
  );
}

/** Whether a value is read or fetched, not computed: its name then says what it is. */
function isPlainValue(expression: Expression): boolean {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'identifier':
    case 'this':
      return true;
    case 'member':
      return isPlainValue(read.object);
    case 'unary':
      return read.operator === 'await' && isPlainValue(read.operand);
    case 'operation':
      return ['??', '||'].includes(read.operator) && isPlainValue(read.left) && isPlainValue(read.right);
    case 'literal':
      return read.value === null || read.value === '';
    case 'call':
    case 'new': {
      const callee = unwrap(read.callee);
      const words = wordsOf(nameOf(callee) ?? '');
      if (words.some((word) => NORMALISED_WORDS.has(word))) return false;
      return callee.kind === 'identifier' || (callee.kind === 'member' && isPlainValue(callee.object));
    }
    default:
      return false;
  }
}

function nameOf(expression: Expression): string | undefined {
  const read = unwrap(expression);
  return read.kind === 'identifier' ? read.name : propertyName(read);
}

/** `performance.now`: the names of a chain of plain reads. */
function dotted(expression: Expression): string | undefined {
  const read = unwrap(expression);
  if (read.kind === 'identifier') return read.name;
  const name = propertyName(read);
  const owner = read.kind === 'member' && name !== undefined ? dotted(read.object) : undefined;
  return owner && `${owner}.${name ?? ''}`;
}

function rootOf(expression: Expression): Identifier | undefined {
  const read = unwrap(expression);
  if (read.kind === 'identifier') return read;
  return read.kind === 'member' ? rootOf(read.object) : undefined;
}

/** A name's words in lower case: `userID`, `user_id` and `x-user-id` end in `user`, `id`; `grid` is one word. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

const FULL_WORDS: Readonly<Record<string, string>> = { req: 'request', msg: 'message', acct: 'account' };

/**
 * Whether words name something of endless values. `own` is how many of the words, from the end, are the name's
 * own; the ones before are its owner's and only say whose it is.
 */
function namedUnbounded(
  words: readonly string[],
  read: Expression,
  allowSoft: boolean,
  own = words.length,
): Cardinality | undefined {
  if (words.some((word) => NORMALISED_WORDS.has(word)) || namesFew(words)) return undefined;
  for (let length = Math.min(own, 3); length > 0; length--) {
    const word = UNBOUNDED_WORDS.get(words.slice(-length).join('_'));
    if (!word) continue;
    if (word.isSoft && !allowSoft) return undefined;
    const owner = words.slice(0, -length).filter((each) => !FILLERS.has(each));
    const whose = owner.map((each) => FULL_WORDS[each] ?? each).join(' ');
    return unbounded(read, `takes one value per ${word.isOwned && whose ? whose : word.per}`, 'name');
  }
  return undefined;
}

const FILLERS = new Set(['current', 'this', 'my', 'the', 'raw', 'x', 'data', 'params', 'body', 'payload']);

/** `queueId`, `region.id`, `apiUrl`: of something that is configured. */
function namesFew(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (last === 'ip') return OWN_MACHINES.has(words.at(-2) ?? '');
  return ENDINGS_OF_FEW.has(last) && FEW_OWNERS.has(words.at(-2) ?? '');
}
const ENDINGS_OF_FEW = new Set(['id', 'uuid', 'guid', 'url', 'uri', 'hash', 'sha', 'slug']);
const OWN_MACHINES = new Set(['server', 'pod', 'node', 'host', 'instance', 'container', 'broker', 'local']);

function rawPart(table: ReadonlyMap<string, RawRead>, part: readonly string[]): RawRead | undefined {
  const whole = part.join('.');
  const exact = table.get(whole);
  if (exact) return exact;
  for (let length = part.length; length > 0; length--) {
    const within = table.get(`${part.slice(0, length).join('.')}.*`);
    const rest = part.slice(length);
    // `params.id`, `headers.get()`, `query.filter.name`; not `params.id.split()`, `headers.length`.
    if (within)
      return rest.length <= 2 &&
        rest.every((step) => !/^(?:length|size)$|\(\)$/.test(step) || step === 'get()')
        ? within
        : undefined;
  }
  return undefined;
}

/** A raw read in the user's words: `path` taken out of `req` is called `req.path`. */
function seenAs(expression: Expression, { way, part }: RequestRead): string {
  if (unwrap(expression).kind !== 'identifier' || way.root.kind !== 'identifier') return brief(expression);
  if (way.steps.some((step) => step === '*')) return brief(expression);
  const isTaken = way.steps.length === part.length && way.root.text === expression.text;
  return isTaken ? expression.text : [way.root.text, ...way.steps].join('.').replaceAll('()', '(…)');
}

function errorTextOf(read: Expression): Cardinality {
  return unbounded(read, `\`${brief(read)}\` is an error, written as its text: one value per error`);
}

/** Whether a file imports one of the packages, or a part of it. */
function importsAny(source: Source, packages: readonly string[]): boolean {
  // The text first: reading the imports costs more.
  return (
    packages.some((name) => source.text.includes(name)) &&
    importsOf(source.text).some((module) =>
      packages.some((name) => module === name || module.startsWith(`${name}/`)),
    )
  );
}

function frameworksIn(source: Source): readonly Framework[] {
  const modules = new Set(importsOf(source.text));
  return FRAMEWORKS.filter((framework) => framework.modules.some((module) => modules.has(module)));
}

/** The framework a request or context is of: by its type, else the only one that its file imports. */
function frameworkOf(root: Expression, source: Source): Framework | undefined {
  if (root.kind === 'identifier') {
    const binding = source.binding(root);
    const type = binding.kind === 'parameter' || binding.kind === 'variable' ? binding.type : undefined;
    const declared = type && source.typeBinding(type);
    const name = type?.path.at(-1);
    const module = declared?.kind === 'import' ? declared.module : undefined;
    const checked = source.typeOf(root);
    const typed = FRAMEWORKS.find(
      ({ types }) =>
        (name !== undefined && (types.includes(name) || types.includes(`${module ?? ''}#${name}`))) ||
        (checked !== undefined &&
          (types.includes(checked.name) ||
            types.includes(`${checked.package.replace('-serve-static-core', '')}#${checked.name}`))),
    );
    if (typed) return typed;
  }
  const found = frameworksIn(source);
  return found.length === 1 ? found[0] : undefined;
}

interface RouteTemplate {
  readonly text: string;
  readonly mayBeMissing: boolean;
}

function templateFor(expression: Expression, judge: Judge, place: Place): RouteTemplate | undefined {
  const read = judge.requestRead(expression, place);
  if (!read || read.of === 'response') return undefined;
  const raw = rawPart(read.of === 'request' ? RAW_REQUEST : RAW_CONTEXT, read.part);
  if (!raw?.hasTemplate) return undefined;
  const { way } = read;
  const framework = frameworkOf(way.root, way.place.source);
  if (!framework || way.place.source !== place.source) return undefined;
  // `ctx.request.path` of Koa: the template is the context's.
  const isContexts = framework.owner === 'context';
  if (isContexts && read.of === 'request' && read.owner !== 1) return undefined;
  if (!isContexts && read.of === 'context') return undefined;
  const steps = isContexts ? [] : way.steps.slice(0, read.owner);
  if (steps.some((step) => step === '*')) return undefined;
  const owner = isContexts ? way.root.text : ownerText(expression, way, steps, place);
  if (owner === undefined || (isContexts && !isReachable(way.root, expression, place))) return undefined;
  return { text: `${owner}.${framework.template}`, mayBeMissing: framework.mayBeMissing };
}

/** The request as the code around the read can write it. */
function ownerText(
  expression: Expression,
  way: Way,
  steps: readonly string[],
  place: Place,
): string | undefined {
  // Written where it is read: the text in front of the property.
  for (let read = unwrap(expression), left = way.steps.length - steps.length; read.kind === 'member';) {
    read = unwrap(read.object);
    if (--left === 0) return read.text;
  }
  const isTaken =
    way.root.kind === 'identifier' &&
    way.steps.length > 0 &&
    ['parameter', 'variable'].includes(place.source.binding(way.root).kind) &&
    (place.source.binding(way.root) as { path?: readonly string[] }).path?.length === 0;
  if (!isTaken || steps.some((step) => step.endsWith('()')) || !isReachable(way.root, expression, place))
    return undefined;
  return [way.root.text, ...steps].join('.');
}

/** Whether a name that was read somewhere else in the file means the same here. */
function isReachable(root: Expression, here: Expression, { source }: Place): boolean {
  if (root.kind === 'this') return true;
  if (root.kind !== 'identifier') return false;
  const binding = source.binding(root);
  if ('path' in binding && binding.path.length > 0) return false;
  for (const visible of source.visible(here))
    if (visible.name === root.name) return visible.binding().kind === binding.kind;
  return false;
}

/** The smallest edit that puts the route's template where a judged expression reads a raw path. */
function routeFix(whole: Expression, raw: Expression, judge: Judge, place: Place): RouteFix | undefined {
  const template = templateFor(raw, judge, place);
  if (!template) return undefined;
  const parent = parentOf(raw, whole);
  const isFallback =
    parent?.kind === 'operation' && (parent.operator === '??' || parent.operator === '||')
      ? parent
      : undefined;
  if (isFallback && unwrap(isFallback.right) === unwrap(raw)) {
    // `req.route?.path ?? req.path`: what stands in front is the template already.
    const left = judge.of(isFallback.left, place);
    if (left === TEMPLATE) return { at: raw, text: "'unmatched'" };
  }
  const isBare = !template.mayBeMissing || (isFallback && unwrap(isFallback.left) === unwrap(raw));
  if (isBare) return { at: raw, text: template.text };
  const text = `${template.text} ?? 'unmatched'`;
  const standsAlone =
    parent === undefined ||
    parent.kind === 'template' ||
    parent.kind === 'array' ||
    (parent.kind === 'call' && parent.arguments.includes(raw)) ||
    (parent.kind === 'conditional' && parent.test !== raw);
  return { at: raw, text: standsAlone ? text : `(${text})` };
}

function parentOf(inner: Expression, whole: Expression): Expression | undefined {
  for (const child of children(whole)) {
    if (child === inner) return whole;
    const found = parentOf(inner, child);
    if (found) return found;
  }
  return undefined;
}
