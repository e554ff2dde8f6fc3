import {
  ERROR_KIND_PROPERTIES,
  GENERATING_CALLS,
  GENERATING_MODULES,
  NOT_GENERATING,
  OS_CONSTANTS,
  PROCESS_CONSTANTS,
  RAW_PROPERTIES,
  type ValueOrigin,
} from '../../catalog/attributes/identifiers.js';
import {
  CLASSES,
  CONSTANT,
  type Cardinality,
  ERROR_KINDS,
  PER_PROCESS,
  STATUS,
  STATUS_CLASS,
  TEMPLATE,
  TRUE_OR_FALSE,
  UNKNOWN,
  at,
  bounded,
  hasReason,
  product,
  seenIn,
  sum,
  unbounded,
} from './lattice.js';
import { errorText, isError, isErrorName } from './error.js';
import {
  type Call,
  type Expression,
  type Identifier,
  type Member,
  type New,
  brief,
  propertyName,
  unwrap,
} from '../code/expression.js';
import { byGetterName, byLabel, byName, byText, isBoundedLabel } from './claims.js';
import type { Vocabulary } from '../settings.js';
import { COMPARISONS, type JudgeAt, asked, guarded, narrowings, sameValue } from './narrowing.js';
import {
  MAX_DEPTH,
  type Place,
  type Placed,
  argumentFor,
  declarationOf,
  deeper,
  dotted,
  elsewhere,
  isGlobal,
  literalBehind,
  nameOf,
  oneOf,
  rootOf,
} from './evaluation-context.js';
import { rawRead, requestPart, wayTo } from '../code/request-read.js';
import { routeFix } from './route-template.js';
import type { Binding, Source } from '../code/source.js';

export { type Cardinality, productOf } from './lattice.js';
export { routeTemplateFor } from './route-template.js';

/** What stands around an expression and says what it is where its own name says nothing. */
export interface NamedBy {
  /** The name of the label that takes it. */
  readonly label?: string;
  /** The text right before it. */
  readonly after?: string;
  readonly vocabulary?: Vocabulary;
}

/** Judges how many values an expression can take. */
export function cardinalityOf(
  expression: Expression,
  source: Source,
  { label, after, vocabulary }: NamedBy = {},
): Cardinality {
  const place: Place = {
    source,
    parameters: new Map(),
    narrowed: [],
    depth: 0,
    ...(vocabulary ? { vocabulary } : {}),
  };
  const judge = new Judge();
  const verdict = judge.guarded(expression, place);
  if (verdict.is === 'unknown') {
    const names =
      label !== undefined
        ? () => byLabel(expression, place, label)
        : after !== undefined
          ? () => byText(expression, place, after)
          : undefined;
    // `if (isIllegal(userId))`: what a test has let through is not known, whatever the label is called.
    return !names || judge.isTested(expression, place) ? verdict : names();
  }
  if (verdict.is !== 'unbounded') return verdict;
  if (verdict.by === 'name' && label !== undefined && isBoundedLabel(label, place)) return UNKNOWN;
  const fix = routeFix(expression, verdict.at, place, (read) =>
    hasReason(judge.of(read, place), 'route-template'),
  );
  return fix ? { ...verdict, fix } : verdict;
}

/** Expressions that one judgement looks at: code that leads in circles ends in `unknown`. */
const MAX_STEPS = 400;
/** Values that a variable is given or a function returns: more are not looked at. */
const MAX_WRITES = 20;

class Judge {
  private steps = 0;
  private readonly judge: JudgeAt = (expression, place) => this.of(expression, place);

  of(expression: Expression, place: Place): Cardinality {
    if (++this.steps > MAX_STEPS || place.depth > MAX_DEPTH) return UNKNOWN;
    for (const { read, verdict } of place.narrowed) {
      const found = sameValue(read, expression, place) ? verdict() : undefined;
      if (found) return at(found, expression);
    }
    const verdict = this.written(expression, deeper(place));
    return verdict.is === 'bounded' ? verdict : this.typed(expression, place, verdict);
  }

  /** Judges an expression under what the statements around it have proven. */
  guarded(expression: Expression, place: Place): Cardinality {
    return this.of(expression, guarded(expression, place, this.judge));
  }

  /** Whether the statements around an expression have asked something about it. */
  isTested(expression: Expression, place: Place): boolean {
    const { narrowed } = guarded(expression, place, this.judge);
    return narrowed.some(({ read }) => sameValue(read, expression, place));
  }

  private written(expression: Expression, place: Place): Cardinality {
    const part = (inner: Expression) => this.of(inner, place);
    switch (expression.kind) {
      case 'literal':
        return CONSTANT;
      case 'template':
        return product(
          expression.expressions.map((each, i) => this.after(expression.quasis[i] ?? '', each, place)),
        );
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
          narrowed: [...narrowings(expression.test, holds, place, this.judge), ...place.narrowed],
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
    return bounded(values, { code: 'typed-values', count: values });
  }

  private operation(read: Extract<Expression, { kind: 'operation' }>, place: Place): Cardinality {
    const { operator } = read;
    const part = (inner: Expression) => this.of(inner, place);
    if (COMPARISONS.has(operator)) return TRUE_OR_FALSE;
    if (operator === '??' || operator === '||') return sum([part(read.left), part(read.right)]);
    if (operator === '&&') {
      const narrowed = [...narrowings(read.left, true, place, this.judge), ...place.narrowed];
      // The left side is the value only where it is false, missing or empty.
      return sum([this.of(read.right, { ...place, narrowed }), CONSTANT]);
    }
    if (operator === '=') return part(read.right);
    if (operator === '|' && this.isStatusClass(read.left, place)) return STATUS_CLASS;
    if (operator === '%' || operator === '&' || operator === '>>' || operator === '>>>') {
      // The rest of a division has as many values as the divisor.
      const whole = product([part(read.left), part(read.right)]);
      return whole.is === 'bounded' ? whole : UNKNOWN;
    }
    if (operator === '+')
      return product([part(read.left), this.after(lastText(read.left), read.right, place)]);
    return ARITHMETIC.has(operator) ? product([part(read.left), part(read.right)]) : UNKNOWN;
  }

  /** A value in a text, of which the text before it may say what it is. */
  private after(text: string, value: Expression, place: Place): Cardinality {
    const verdict = this.of(value, place);
    const isAsked = verdict.is !== 'unknown' || text === '';
    const isTested = () => place.narrowed.some(({ read }) => sameValue(read, value, place));
    return isAsked || isTested() ? verdict : byText(value, place, text);
  }

  private unary(operator: string, operand: Expression, place: Place): Cardinality {
    switch (operator) {
      case '!':
      case 'delete':
        return TRUE_OR_FALSE;
      case 'typeof':
        return bounded(8, { code: 'type-name' });
      case 'void':
        return CONSTANT;
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
    if (name.name === 'undefined') return CONSTANT;
    const given = argumentFor(name, place);
    if (given) return at(this.of(given.expression, given.place), name);
    const binding = place.source.binding(name);
    if (binding.kind === 'caught' && binding.path.length === 0) return errorTextOf(name);
    const value = at(this.bound(binding, place), name);
    if (value.is !== 'unknown') return value;
    if (binding.kind === 'parameter' && isError(name, place.source)) return errorTextOf(name);
    const read = requestPart(name, place);
    if (read.is !== 'unknown') return read;
    return byName(name, place);
  }

  /** What a binding holds, as far as it is written in the project. */
  private bound(binding: Binding, place: Place): Cardinality {
    switch (binding.kind) {
      case 'variable': {
        if (binding.path.length > 0) return UNKNOWN;
        const writes = binding.writes?.() ?? (binding.constant ? oneOf(binding.init?.()) : undefined);
        if (!writes || writes.length === 0 || writes.length > MAX_WRITES) return UNKNOWN;
        const verdicts = writes.map((write) => this.guarded(write, place));
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
    const list = literalBehind(callee.object, place);
    return list ? this.contents(list, 'elements') : UNKNOWN;
  }

  private member(read: Member, place: Place): Cardinality {
    const { property } = read;
    if (typeof property !== 'string') return this.lookup(read, property, place);
    if (property === 'length' || property === 'size') return UNKNOWN;
    const own = this.ownMember(read, property, place);
    if (own) return at(own, read);
    const part = requestPart(read, place);
    if (part.is !== 'unknown') return part;
    const object = unwrap(read.object);
    const error = this.errorMember(read, property, place);
    if (error) return error;
    if (property === 'name') {
      if (propertyName(object) === 'constructor') return bounded(CLASSES, { code: 'class-name' });
      const binding = object.kind === 'identifier' ? place.source.binding(object) : undefined;
      if (binding?.kind === 'class' || binding?.kind === 'function') return CONSTANT;
    }
    if (this.isProcessConstant(read, place)) return PER_PROCESS;
    const raw = RAW_PROPERTIES.get(property);
    if (raw) {
      // `new URL('https://api.example.com').href`
      const made = this.of(read.object, place);
      return made.is === 'bounded' ? made : rawRead(read, raw);
    }
    return byName(read, place);
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
      const found = declarationOf(object, place);
      if (found?.binding.kind === 'enum') return CONSTANT;
      if (found?.binding.kind === 'class') {
        const member = found.binding.member(property);
        return member && this.bound(member.binding, elsewhere(member.source, place));
      }
    }
    const literal = literalBehind(object, place);
    if (literal?.expression.kind !== 'object') return undefined;
    const found = literal.expression.properties.find(({ key, accessor }) => key === property && !accessor);
    return found && this.of(found.value, literal.place);
  }

  /** `MAP[x]`, `NAMES[i]`, `Status[code]`, and `text[0]`. */
  private lookup(read: Member, property: Expression, place: Place): Cardinality {
    const object = unwrap(read.object);
    const found = object.kind === 'identifier' ? declarationOf(object, place) : undefined;
    if (found?.binding.kind === 'enum') {
      const size = found.binding.members.size;
      return bounded(size + 1, { code: 'enum-members', count: size, evidence: brief(object) });
    }
    const literal = literalBehind(object, place);
    if (literal) return this.contents(literal, brief(object));
    const part = requestPart(read, place);
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
      CONSTANT,
    ]);
    return whole.is === 'bounded'
      ? bounded(whole.values, { code: 'listed-values', count: values.length, evidence: name })
      : UNKNOWN;
  }

  private called(read: Call | New, place: Place): Cardinality {
    const callee = unwrap(read.callee);
    const first = read.arguments[0];
    const own = read.kind === 'call' ? this.ownCall(callee, read, place) : undefined;
    if (own) return at(own, read);
    const generated = this.generated(read, callee, place);
    if (generated) return generated;
    const part = requestPart(read, place);
    if (part.is !== 'unknown') return part;
    if (callee.kind === 'identifier') {
      if (CONVERSIONS.has(callee.name) && isGlobal(callee, place))
        return first ? this.of(first, place) : CONSTANT;
      if (callee.name === 'Boolean' || callee.name === 'isNaN') return TRUE_OR_FALSE;
      if (callee.name === 'URL' && first) return this.of(first, place);
      if (callee.name === 'routePath') return TEMPLATE;
      if (OS_CONSTANTS.has(callee.name) && this.isOs(callee, place)) return PER_PROCESS;
      return byGetterName(read, callee.name, place);
    }
    const method = propertyName(callee);
    if (callee.kind !== 'member' || method === undefined) return UNKNOWN;
    const object = unwrap(callee.object);
    const global = object.kind === 'identifier' && isGlobal(object, place) ? object.name : undefined;
    if (global === 'Math') return this.rounded(method, first, place);
    if (global === 'JSON' && method === 'stringify' && first) return this.of(first, place);
    if (TEXT_BOOLEANS.has(method)) return TRUE_OR_FALSE;
    if (OS_CONSTANTS.has(method) && this.isOs(object, place)) return PER_PROCESS;
    if (this.isProcessConstant(read, place)) return PER_PROCESS;
    if (method === 'getStatus' || method === 'getStatusCode') return STATUS;
    if (method === 'digest') return unbounded(read, seenIn(read, 'hash'));
    if (method === 'toISOString' || method === 'getTime') {
      const date = this.of(object, place);
      return date.is === 'bounded' ? date : unbounded(read, seenIn(read, 'moment'));
    }
    if (method === 'get') {
      const map = literalBehind(object, place);
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
    return byGetterName(read, method, place);
  }

  /** A function of this project, whose returns are read with the arguments in place of its parameters. */
  private ownCall(callee: Expression, call: Call, place: Place): Cardinality | undefined {
    const found = this.callable(callee, place);
    if (found?.binding.kind !== 'function') return undefined;
    const { binding, source } = found;
    const returns = binding.returns();
    if (returns.length === 0 || returns.length > MAX_WRITES) return UNKNOWN;
    const parameters = new Map<string, Placed>();
    const hasSpread = call.arguments.some((argument) => argument.kind === 'spread');
    binding.parameters?.forEach((name, index) => {
      const expression = hasSpread ? undefined : call.arguments[index];
      if (name !== undefined && expression) parameters.set(name, { expression, place });
    });
    // A value that was asked about before it is returned may have been let through for being known.
    const narrowed = (binding.tests?.() ?? []).flatMap(({ test, isSwitch }) =>
      isSwitch ? [test] : asked(test, elsewhere(source, place)),
    );
    const inside: Place = {
      ...place,
      source,
      parameters,
      narrowed: narrowed.map((read) => ({ read, verdict: () => UNKNOWN })),
      depth: place.depth + 1,
    };
    const verdicts = returns.map((value) => this.guarded(value, inside));
    const verdict = sum(verdicts);
    return verdict.is === 'unbounded' && verdict.by === 'name' && returns.length > 1 ? UNKNOWN : verdict;
  }

  private callable(callee: Expression, place: Place): { binding: Binding; source: Source } | undefined {
    if (callee.kind === 'identifier') return declarationOf(callee, place);
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

  private errorMember(read: Member, property: string, place: Place): Cardinality | undefined {
    const text = errorText(read, place.source);
    if (text) return unbounded(read, seenIn(read, 'error-text'));
    const object = unwrap(read.object);
    const owner = propertyName(object) === 'constructor' && object.kind === 'member' ? object.object : object;
    const isProven = isError(owner, place.source);
    if (!isProven && !isErrorName(owner)) return undefined;
    if (property === 'message' || property === 'stack')
      return unbounded(read, seenIn(read, 'error-text'), isProven ? 'value' : 'name');
    if (property === 'status' || property === 'statusCode') return STATUS;
    const kind = owner === object ? property : `constructor.${property}`;
    return ERROR_KIND_PROPERTIES.has(kind) ? bounded(ERROR_KINDS, { code: 'error-kind' }) : undefined;
  }

  private generated(read: Call | New, callee: Expression, place: Place): Cardinality | undefined {
    const result = (origin: ValueOrigin) => unbounded(read, seenIn(read, origin));
    const name = callee.kind === 'identifier' ? callee.name : dotted(callee);
    if (name === undefined) return undefined;
    const root = rootOf(callee);
    const binding = root && place.source.binding(root);
    if (binding?.kind === 'import' && GENERATING_MODULES.has(binding.module)) {
      const exported = binding.imported === '*' ? (name.split('.')[1] ?? '') : binding.imported;
      return NOT_GENERATING.has(exported) ? undefined : result('random');
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
    const origin =
      GENERATING_CALLS.get(called) ?? GENERATING_CALLS.get(called.replace(/^(?:window|globalThis)\./, ''));
    return origin === undefined ? undefined : result(origin);
  }

  /** `new Date(x)`: as many moments as `x` has values. */
  private dated(read: New, place: Place): Cardinality {
    return product(read.arguments.map((each) => this.of(each, place)));
  }

  private rounded(method: string, operand: Expression | undefined, place: Place): Cardinality {
    if (!operand || !['floor', 'trunc', 'round', 'ceil', 'abs', 'sign'].includes(method)) return UNKNOWN;
    if (method === 'sign') return bounded(3, { code: 'sign' });
    if (this.isStatusClass(operand, place)) return STATUS_CLASS;
    const whole = this.of(operand, place);
    // `Math.floor(Math.random() * 10)` has ten values.
    return hasReason(whole, 'random') ? UNKNOWN : whole;
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
    return hasReason(this.of(read, place), 'status');
  }

  private isOs(name: Expression, place: Place): boolean {
    const root = rootOf(name);
    const binding = root && place.source.binding(root);
    if (binding?.kind === 'import') return /^(?:node:)?os$/.test(binding.module);
    if (binding?.kind !== 'variable') return false;
    return /^require\(['"](?:node:)?os['"]\)$/.test(binding.init?.().text ?? '');
  }

  private isProcessConstant(read: Expression, place: Place): boolean {
    const { root, steps } = wayTo(read, place);
    if (root.kind !== 'identifier' || root.name !== 'process') return false;
    const binding = place.source.binding(root);
    const isProcess =
      binding.kind === 'global' || (binding.kind === 'import' && /^(?:node:)?process$/.test(binding.module));
    if (!isProcess) return false;
    return steps[0] === 'env'
      ? steps.length === 2 && steps[1] !== '*'
      : PROCESS_CONSTANTS.has(steps.join('.'));
  }
}

const ARITHMETIC = new Set(['-', '*', '/', '**', '|', '^', '<<']);
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

/** The text that an expression ends in, as far as it is written there. */
function lastText(expression: Expression): string {
  const read = unwrap(expression);
  if (read.kind === 'literal') return typeof read.value === 'string' ? read.value : '';
  if (read.kind === 'template') return read.quasis.at(-1) ?? '';
  return read.kind === 'operation' && read.operator === '+' ? lastText(read.right) : '';
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

function errorTextOf(read: Expression): Cardinality {
  return unbounded(read, seenIn(read, 'error-as-text'));
}
