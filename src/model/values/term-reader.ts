import {
  type Call,
  type Expression,
  type Identifier,
  type Member,
  type ObjectLiteral,
  children,
  propertyName,
  unwrap,
} from '../code/expression.js';
import type { FunctionBinding, ParameterBinding } from '../code/source.js';
import { type Budget, TERM_LIMITS } from './budget.js';
import { isError } from './error.js';
import type { FunctionDeclaration, Resolver } from './resolver.js';
import {
  type Entry,
  type Term,
  UNKNOWN,
  along,
  choiceOf,
  jsonTerm,
  listTerm,
  madeOf,
  objectTerm,
  printedTerm,
  resultTerm,
  sourcesOf,
  spreadTerm,
} from './term.js';
import type { EvaluationContext, Value } from './value.js';

/** Reads the expressions of one function as terms over its parameters. Each is read once. */
export class TermReader {
  /** The functions of the project whose results the terms read so far hold. */
  readonly callees: FunctionDeclaration[] = [];
  private readonly known = new Map<Expression, Term>();

  constructor(
    private readonly owner: FunctionBinding,
    private readonly context: EvaluationContext,
    private readonly values: Resolver,
    private readonly budget: Budget,
  ) {}

  of(expression: Expression, depth = 0): Term {
    const read = unwrap(expression);
    const known = this.known.get(read);
    if (known) return known;
    if (depth > TERM_LIMITS.depth || !this.budget.spend()) return UNKNOWN;
    // What leads back to itself adds nothing.
    this.known.set(read, UNKNOWN);
    const term = this.read(read, depth + 1);
    this.known.set(read, term);
    return term;
  }

  private read(read: Expression, depth: number): Term {
    switch (read.kind) {
      case 'identifier':
        return this.named(read, depth);
      case 'member':
        return this.property(read, depth);
      case 'object':
        return this.object(read, depth);
      case 'array':
        return this.unlessOwn(read, listTerm(read.elements.map((each) => this.of(each, depth))));
      case 'spread':
        return spreadTerm(this.of(read.operand, depth));
      case 'template':
        return this.made(read, depth, true);
      case 'conditional':
        return this.choice(read, [read.whenTrue, read.whenFalse], depth);
      case 'operation':
        if (read.operator === '??' || read.operator === '||')
          return this.choice(read, [read.left, read.right], depth);
        if (read.operator === '&&' || read.operator === '=') return this.of(read.right, depth);
        return this.made(read, depth, read.operator === '+' && hasText(read));
      case 'unary':
        return read.operator === 'await' ? this.of(read.operand, depth) : this.made(read, depth);
      case 'call':
        return this.called(read, depth);
      case 'new':
        return this.made(read, depth);
      case 'tagged':
        return this.made(read, depth);
      case 'other':
        return UNKNOWN;
      default:
        return this.own(read);
    }
  }

  private own(read: Expression): Term {
    return { is: 'own', value: this.at(read), path: [] };
  }

  private at(expression: Expression): Value {
    return { ...this.context, expression };
  }

  /** The expression itself where nothing of a parameter's is in it. */
  private unlessOwn(read: Expression, term: Term): Term {
    return sourcesOf(term).length === 0 ? this.own(read) : term;
  }

  private made(read: Expression, depth: number, isText = false): Term {
    const parts = children(read).map((each) => this.of(each, depth));
    return this.unlessOwn(read, madeOf(parts, isText, this.at(read)));
  }

  private choice(read: Expression, parts: readonly Expression[], depth: number): Term {
    const term = choiceOf(parts.map((each) => this.of(each, depth)));
    return term.is === 'choice' ? term : this.unlessOwn(read, term);
  }

  private property(read: Member, depth: number): Term {
    const { property } = read;
    const name = typeof property === 'string' ? property : indexOf(property);
    if (name === undefined) return this.made(read, depth);
    const owner = this.of(read.object, depth);
    return owner.is === 'own' ? this.own(read) : along(owner, [name]);
  }

  private object(read: ObjectLiteral, depth: number): Term {
    const entries = read.properties.map(({ key, value, accessor }): Entry => {
      if (key === undefined) return { key, term: spreadTerm(this.of(value, depth)) };
      if (typeof key === 'object')
        return { key: undefined, term: madeOf([this.of(value, depth), this.of(key, depth)]) };
      return { key, term: accessor ? this.own(value) : this.of(value, depth) };
    });
    return this.unlessOwn(read, objectTerm(entries));
  }

  private named(read: Identifier, depth: number): Term {
    const binding = this.context.source.binding(read);
    switch (binding.kind) {
      case 'parameter':
        return this.parameter(read, binding, depth);
      case 'variable': {
        const given = this.values.given(binding, this.context, read);
        if (!given || given.values.length === 0) return this.own(read);
        const values = given.values.map((each) =>
          each.source === this.context.source ? this.of(each.expression, depth) : this.own(each.expression),
        );
        const term = choiceOf(values.map((each) => along(each, binding.path)));
        if (sourcesOf(term).length === 0) return this.own(read);
        return given.isComplete ? term : choiceOf([term, UNKNOWN]);
      }
      default:
        return this.own(read);
    }
  }

  private parameter(read: Identifier, binding: ParameterBinding, depth: number): Term {
    if (binding.function?.() !== this.owner) return this.foreignParameter(read, binding, depth);
    const { source } = this.context;
    const known = isError(read, source) ? 'error' : source.isPrimitive?.(read) ? 'text' : undefined;
    const path = binding.isRest ? binding.path.slice(1) : binding.path;
    const isRest = binding.isRest === true;
    const whole: Term = { is: 'parameter', index: binding.index, path: [], isRest, known: undefined };
    const term = along(whole, path);
    if (!binding.constant) return madeOf([term]);
    return term.is === 'parameter' ? { ...term, known } : term;
  }

  /** A parameter of a function around this one is this one's own; of one inside, an element of the list it is called for. */
  private foreignParameter(read: Identifier, binding: ParameterBinding, depth: number): Term {
    const call = binding.callbackOf?.()?.call;
    const callee = call && unwrap(call.callee);
    const isInside = call !== undefined && isWithin(call, this.owner, this.context.source.text);
    return isInside && callee?.kind === 'member'
      ? this.unlessOwn(read, madeOf([this.of(callee.object, depth)]))
      : this.own(read);
  }

  private called(call: Call, depth: number): Term {
    const callee = unwrap(call.callee);
    const given = call.arguments.map((each) => this.of(each, depth));
    switch (callee.text) {
      case 'Object.freeze':
      case 'Object.seal':
      case 'structuredClone':
        return given[0] ?? UNKNOWN;
      case 'Object.assign':
        return this.unlessOwn(
          call,
          objectTerm(given.map((each) => ({ key: undefined, term: spreadTerm(each) }))),
        );
      case 'JSON.stringify':
        return given[0] ? this.unlessOwn(call, jsonTerm(given[0])) : UNKNOWN;
      case 'String':
        return this.unlessOwn(call, madeOf(given, true));
    }
    const isText = callee.kind === 'member' && TEXT_METHODS.has(propertyName(callee) ?? '');
    const run = this.isParameter(callee) ? undefined : this.values.function(callee, this.context);
    if (run && !run.binding.isGenerator) {
      this.callees.push(run);
      return resultTerm(run.binding, given);
    }
    if (PRINTS.test(callee.text)) return this.unlessOwn(call, printedTerm(given, this.at(call)));
    const owner = callee.kind === 'member' ? [this.of(callee.object, depth)] : [this.of(callee, depth)];
    return this.unlessOwn(call, madeOf([...owner, ...given], isText, this.at(call)));
  }

  /** Whether a callee is what the caller hands over. */
  isParameter(callee: Expression): boolean {
    return callee.kind === 'identifier' && this.context.source.binding(callee).kind === 'parameter';
  }
}

/** Node's own functions that write a value as the console does. */
const PRINTS = /^(?:util\.)?(?:inspect|format)$/;

const TEXT_METHODS = new Set([
  ...['toString', 'toISOString', 'toFixed', 'trim', 'toLowerCase', 'toUpperCase', 'join', 'concat'],
  ...['padStart', 'padEnd', 'replace', 'replaceAll', 'substring'],
]);

/** `0` of `list[0]`. */
function indexOf(property: Expression): string | undefined {
  const isIndex = property.kind === 'literal' && typeof property.value === 'number';
  return isIndex ? property.text : undefined;
}

/** Whether a sum has text in it, however many parts it has. */
function hasText(sum: Extract<Expression, { kind: 'operation' }>): boolean {
  for (let at: Expression = sum; at.kind === 'operation' && at.operator === '+'; at = unwrap(at.left)) {
    const [left, right] = [unwrap(at.left), unwrap(at.right)];
    if ([left, right].some((each) => each.kind === 'template' || isTextLiteral(each))) return true;
  }
  return false;
}

function isTextLiteral(expression: Expression): boolean {
  return expression.kind === 'literal' && typeof expression.value === 'string';
}

function isWithin({ range: [start, end] }: Expression, owner: FunctionBinding, text: string): boolean {
  const own = owner.range;
  return own !== undefined && own[0] <= start && end <= own[1] && end <= text.length;
}
