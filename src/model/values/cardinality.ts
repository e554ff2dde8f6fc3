import { RAW_PROPERTIES } from '../../catalog/attributes/identifiers.js';
import {
  type Call,
  type Expression,
  type Identifier,
  type Member,
  type New,
  brief,
  lastName,
  propertyName,
  unwrap,
} from '../code/expression.js';
import type { Binding, Source } from '../code/source.js';
import type { Vocabulary } from '../settings.js';
import { byGetterName, byLabel, byName, byText, isBoundedLabel, isIdentityOfCode } from './claims.js';
import { converted, firstLetters, pathBeforeQuery } from './conversion.js';
import { errorAsText, errorPart } from './error-part.js';
import { isError } from './error.js';
import { type JudgeAt, type JudgedContext, judgedIn } from './evaluation-context.js';
import { generatedBy, momentOrHash } from './generated.js';
import {
  CLASSES,
  CONSTANT,
  type Cardinality,
  PER_PROCESS,
  STATUS,
  STATUS_CLASS,
  TEMPLATE,
  TRUE_OR_FALSE,
  UNKNOWN,
  at,
  bounded,
  hasReason,
  known,
  product,
  sum,
} from './lattice.js';
import { COMPARISONS, guarded, narrowings, sameValue } from './narrowing.js';
import { isPerProcess } from './process-constant.js';
import { projectValue } from './project-value.js';
import { rawRead, requestPart } from './request-read.js';
import { isReadAfterRouting, routeFix } from './route-template.js';
import { isStatusClass } from './status.js';
import type { EvaluationContext } from './value.js';

export { type Cardinality, productOf } from './lattice.js';
export { routeTemplateFor } from './route-template.js';

/** What stands around an expression and says what it is where its own name says nothing. */
export interface NamedBy {
  /** The name of the label that takes it. */
  readonly label?: string;
  /** The text right before it. */
  readonly after?: string;
  readonly vocabulary?: Vocabulary;
  /** Where it is read, where a call was followed to it. */
  readonly within?: EvaluationContext;
}

/** Judges how many values an expression can take. */
export function cardinalityOf(
  expression: Expression,
  source: Source,
  { label, after, vocabulary, within }: NamedBy = {},
): Cardinality {
  const context = { ...judgedIn(source, vocabulary), ...within };
  const verdict = judgeGuarded(expression, context);
  if (verdict.is === 'unknown') {
    const names =
      label !== undefined
        ? () => byLabel(expression, context, label)
        : after !== undefined
          ? () => byText(expression, context, after)
          : undefined;
    // `if (isIllegal(userId))`: what a test has let through is not known, whatever the label is called.
    return !names || isTested(expression, guarded(expression, context, judge)) ? verdict : names();
  }
  if (verdict.is !== 'unbounded') return verdict;
  if (verdict.by === 'name' && label !== undefined && isBoundedLabel(label, context)) return UNKNOWN;
  const fix = routeFix(expression, verdict.at, context, (read) =>
    hasReason(judge(read, context), 'route-template'),
  );
  return fix ? { ...verdict, fix } : verdict;
}

/** How many values an expression takes, with what the tests around it have proven. */
const judge: JudgeAt = (expression, context) => {
  if (!context.question.values.budget.spend()) return UNKNOWN;
  for (const { read, verdict } of context.narrowed ?? []) {
    const found = sameValue(read, expression, context) ? verdict() : undefined;
    if (found) return at(found, expression);
  }
  const verdict = written(expression, context);
  return verdict.is === 'bounded' ? verdict : typed(expression, context, verdict);
};

/** Judges an expression under what the statements around it have proven. */
function judgeGuarded(expression: Expression, context: JudgedContext): Cardinality {
  return judge(expression, guarded(expression, context, judge));
}

/** Whether the statements around an expression have asked something about it. */
function isTested(expression: Expression, context: JudgedContext): boolean {
  return context.narrowed?.some(({ read }) => sameValue(read, expression, context)) === true;
}

/** A type that allows only so many values settles what is not known; a cast of what is raw proves nothing. */
function typed(expression: Expression, context: JudgedContext, verdict: Cardinality): Cardinality {
  if (!['identifier', 'member', 'call', 'assertion', 'unary'].includes(expression.kind)) return verdict;
  const values = context.source.valuesOf?.(expression);
  if (values === undefined) return verdict;
  if (verdict.is === 'unbounded' && verdict.by === 'value') return UNKNOWN;
  return bounded(values, { code: 'typed-values', count: values });
}

function written(expression: Expression, context: JudgedContext): Cardinality {
  const part = (inner: Expression) => judge(inner, context);
  switch (expression.kind) {
    case 'literal':
      return CONSTANT;
    case 'template':
      return product(
        expression.expressions.map((each, i) => judgeAfter(expression.quasis[i] ?? '', each, context)),
      );
    case 'tagged':
      return propertyName(expression.tag) === 'raw' ? part(expression.quasi) : UNKNOWN;
    case 'array':
      return product(expression.elements.map(part));
    case 'object':
      return product(expression.properties.map(({ value, accessor }) => (accessor ? UNKNOWN : part(value))));
    case 'assertion':
      return part(expression.operand);
    case 'conditional':
      return sum([
        judge(expression.whenTrue, narrowedBy(expression.test, true, context)),
        judge(expression.whenFalse, narrowedBy(expression.test, false, context)),
      ]);
    case 'operation':
      return operation(expression, context);
    case 'unary':
      return unary(expression.operator, expression.operand, context);
    case 'identifier':
      return named(expression, context);
    case 'member':
      return member(expression, context);
    case 'call':
    case 'new':
      return called(expression, context);
    default:
      return UNKNOWN;
  }
}

function narrowedBy(test: Expression, holds: boolean, context: JudgedContext): JudgedContext {
  const found = narrowings(test, holds, context, judge);
  return found.length === 0 ? context : { ...context, narrowed: [...found, ...(context.narrowed ?? [])] };
}

function operation(read: Extract<Expression, { kind: 'operation' }>, context: JudgedContext): Cardinality {
  const { operator, left, right } = read;
  const part = (inner: Expression) => judge(inner, context);
  if (COMPARISONS.has(operator)) return TRUE_OR_FALSE;
  switch (operator) {
    case '??':
    case '||': {
      const first = part(left);
      const isAlwaysThere = hasReason(first, 'route-template') && isReadAfterRouting(left, context);
      return isAlwaysThere ? first : sum([first, part(right)]);
    }
    case '&&':
      // The left side is the value only where it is false, missing or empty.
      return sum([judge(right, narrowedBy(left, true, context)), CONSTANT]);
    case '=':
      return part(right);
    case '+':
      return product([part(left), judgeAfter(lastText(left), right, context)]);
    case '|':
      if (isStatusClass(left, context, judge)) return STATUS_CLASS;
      break;
    case '%':
    case '&':
    case '>>':
    case '>>>': {
      // The rest of a division has as many values as the divisor.
      const whole = product([part(left), part(right)]);
      return whole.is === 'bounded' ? whole : UNKNOWN;
    }
  }
  return ARITHMETIC.has(operator) ? product([part(left), part(right)]) : UNKNOWN;
}

const ARITHMETIC = new Set(['-', '*', '/', '**', '|', '^', '<<']);

/** A value in a text, of which the text before it may say what it is. */
function judgeAfter(text: string, value: Expression, context: JudgedContext): Cardinality {
  const verdict = judge(value, context);
  return verdict.is !== 'unknown' || text === '' || isTested(value, context)
    ? verdict
    : byText(value, context, text);
}

/** The text that an expression ends in, as far as it is written there. */
function lastText(expression: Expression): string {
  const read = unwrap(expression);
  if (read.kind === 'literal') return typeof read.value === 'string' ? read.value : '';
  if (read.kind === 'template') return read.quasis.at(-1) ?? '';
  return read.kind === 'operation' && read.operator === '+' ? lastText(read.right) : '';
}

function unary(operator: string, operand: Expression, context: JudgedContext): Cardinality {
  switch (operator) {
    case '!':
    case 'delete':
      return TRUE_OR_FALSE;
    case 'typeof':
      return bounded(8, { code: 'type-name' });
    case 'void':
      return CONSTANT;
    case '~':
      return isStatusClass(operand, context, judge) ? STATUS_CLASS : judge(operand, context);
    case '-':
    case '+':
    case 'await':
      return judge(operand, context);
    default:
      return UNKNOWN;
  }
}

function named(name: Identifier, context: JudgedContext): Cardinality {
  if (name.name === 'undefined') return CONSTANT;
  const binding = context.source.binding(name);
  if (binding.kind === 'caught' && binding.path.length === 0) return errorAsText(name);
  const value = projectValue(name, context, judge) ?? takenApart(name, binding, context);
  if (value) return value;
  if (binding.kind === 'parameter' && isError(name, context.source, context.question.values))
    return errorAsText(name);
  return known(requestPart(name, context)) ?? byName(name, context);
}

/** `const [path] = url.split('?')`, `const { pathname } = new URL(url)` */
function takenApart(name: Identifier, binding: Binding, context: JudgedContext): Cardinality | undefined {
  if (binding.kind !== 'variable' || !binding.constant || binding.path.length !== 1) return undefined;
  const [step = ''] = binding.path;
  const given = context.question.values.given(binding, context)?.values[0];
  if (given?.source !== context.source) return undefined;
  const made = unwrap(given.expression);
  const whole = step === '0' ? pathBeforeQuery(made) : undefined;
  const isUrl = made.kind === 'new' && made.callee.text === 'URL' && (step === 'pathname' || step === 'href');
  const [url] = isUrl ? made.arguments : [];
  const from = whole ?? url;
  const verdict = from && judge(from, { ...given, question: context.question });
  return verdict?.is === 'unbounded' ? at(verdict, name) : undefined;
}

function member(read: Member, context: JudgedContext): Cardinality {
  const { property } = read;
  if (typeof property !== 'string') return lookup(read, property, context);
  if (property === 'length' || property === 'size') return UNKNOWN;
  return (
    (enumSize(read, context) === undefined ? projectValue(read, context, judge) : CONSTANT) ??
    known(requestPart(read, context)) ??
    errorPart(read, property, context) ??
    className(read, property, context) ??
    (isPerProcess(read, context) ? PER_PROCESS : undefined) ??
    rawProperty(read, property, context) ??
    byName(read, context)
  );
}

/** How many members an enum has that a read takes one from. */
function enumSize({ object }: Member, context: JudgedContext): number | undefined {
  const owner = unwrap(object);
  if (owner.kind !== 'identifier') return undefined;
  const { kind } = context.source.binding(owner);
  const found =
    kind === 'enum' || kind === 'import' ? context.question.values.declaration(owner, context) : undefined;
  return found?.binding.kind === 'enum' ? found.binding.members.size : undefined;
}

/** `x.constructor.name`, `OrderService.name` */
function className(read: Member, property: string, { source }: JudgedContext): Cardinality | undefined {
  if (property !== 'name') return undefined;
  const owner = unwrap(read.object);
  if (propertyName(owner) === 'constructor') return bounded(CLASSES, { code: 'class-name' });
  const kind = owner.kind === 'identifier' ? source.binding(owner).kind : undefined;
  return kind === 'class' || kind === 'function' ? CONSTANT : undefined;
}

/** A property that tells of a request or trace on whatever it is read from, unless that is one of a few. */
function rawProperty(read: Member, property: string, context: JudgedContext): Cardinality | undefined {
  const raw = RAW_PROPERTIES.get(property);
  if (!raw) return undefined;
  // `typeId.href`: an identifier that is a URL is one of as many as what it identifies.
  if (isIdentityOfCode(read.object)) return UNKNOWN;
  // `new URL('https://api.example.com').href`
  const made = judge(read.object, context);
  return made.is === 'bounded' ? made : rawRead(read, raw);
}

/** `MAP[x]`, `NAMES[i]`, `Status[code]`, and `text[0]`. */
function lookup(read: Member, property: Expression, context: JudgedContext): Cardinality {
  const size = enumSize(read, context);
  if (size !== undefined)
    return bounded(size + 1, { code: 'enum-members', count: size, evidence: brief(read.object) });
  const isFirst = property.kind === 'literal' && property.value === 0;
  const whole = isFirst ? pathBeforeQuery(read.object) : undefined;
  return (
    projectValue(read, context, judge) ??
    known(requestPart(read, context)) ??
    (whole && judge(whole, context)) ??
    (isFirst ? firstLetters(read.object, context, judge) : UNKNOWN)
  );
}

function called(read: Call | New, context: JudgedContext): Cardinality {
  const own = read.kind === 'call' ? projectValue(read, context, judge) : undefined;
  if (own) return own;
  const name = lastName(read.callee);
  return (
    oncePerProcess(read, generatedBy(read, context, judge), context) ??
    known(requestPart(read, context)) ??
    converted(read, context, judge) ??
    (isPerProcess(read, context) ? PER_PROCESS : undefined) ??
    HTTP_CALLS.get(name ?? '') ??
    (read.kind === 'call' ? oncePerProcess(read, momentOrHash(read, context, judge), context) : undefined) ??
    (name === undefined ? UNKNOWN : byGetterName(read, name, context))
  );
}

/** What a call generates when the program starts, `const WORKER_ID = randomUUID()`, is one value for as long as it runs. */
function oncePerProcess(
  read: Call | New,
  generated: Cardinality | undefined,
  { source }: JudgedContext,
): Cardinality | undefined {
  return generated?.is === 'unbounded' && source.isMadeOnce?.(read) === true ? PER_PROCESS : generated;
}

/** Functions of server frameworks, and what they say of a request or response. */
const HTTP_CALLS = new Map([
  ['routePath', TEMPLATE],
  ['getStatus', STATUS],
  ['getStatusCode', STATUS],
]);
