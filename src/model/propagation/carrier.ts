import { HEADERS_MODULES, REQUEST_HOOKS } from '../../catalog/propagation/request-options.js';
import { HTTP_CLIENTS } from '../../catalog/propagation/http-clients.js';
import { TRACE_HEADERS } from '../../catalog/propagation/trace-headers.js';
import {
  type Call,
  type Expression,
  type Identifier,
  type New,
  type ObjectLiteral,
  isNothing,
  nameOfType,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import type { Source } from '../code/source.js';
import { injectedCarrier, injectionEmission, isInject } from './injection.js';
import type { PropagationReason } from '../text/reasons/propagation.js';
import { type FunctionDeclaration, Resolver } from '../values/resolver.js';
import { parameterUses, summaryOf } from '../values/summary.js';
import type { Recognition } from '../values/telemetry-call.js';
import { type EvaluationContext, type Value, contextOf, isMutated } from '../values/value.js';

/** Whether a carrier, the headers of a request or message, holds the trace context. */
export interface Carried {
  /** `lost`: it is injected into something that does not send it: `inject(context, new Headers())`. */
  readonly is: 'yes' | 'no' | 'lost' | 'unknown';
  readonly reason: PropagationReason;
}

/**
 * A call, in a function that gets the headers, that may inject into them. Its name is read backwards from the parenthesis: once
 * for each call, and not for each word in a name.
 */
const MAY_INJECT =
  /\((?<=(?:trac|otel|telemetry|propagat|correlat|span|header|context)[\w$]*\s*\()|\bassign\s*\(|\bset\s*\(\s*[^'"`\s]/i;
const INJECTS = /\binject\w*\s*\(|traceparent/i;

function mayFill(text: string): boolean {
  return INJECTS.test(text) || MAY_INJECT.test(text);
}

const CLIENT_MODULES: ReadonlySet<string> = new Set(HTTP_CLIENTS.flatMap(({ packages }) => packages));

const BY_HAND: Carried = { is: 'yes', reason: { code: 'written-by-hand' } };
const INJECTED: Carried = { is: 'yes', reason: { code: 'injected' } };
const NOTHING: Carried = { is: 'no', reason: { code: 'headers-without' } };

function unseen(reason: PropagationReason): Carried {
  return { is: 'unknown', reason };
}

/** Whether the value of an expression, used as headers, holds the trace context. */
export function carriedBy(headers: Expression, source: Source): Carried {
  return new Reading().carrier(headers, contextOf(source));
}

/** Whether the property of options that holds the headers, or what fills it later, holds the trace context. */
export function carriedByObject(options: Expression, key: string, source: Source): Carried {
  return new Reading().options(options, key, contextOf(source));
}

/** A trace context that is put where nobody sends it from. */
export interface LostInjection {
  readonly call: Call;
  readonly holder: 'Headers' | 'Map';
  readonly carrier: Expression;
}

/**
 * Whether a call injects into what keeps its entries elsewhere than in properties. OpenTelemetry's default setter
 * assigns `carrier[key] = value`, and `fetch` reads the entries of `Headers`.
 */
export function lostInjectionOf(call: Call, source: Source): LostInjection | undefined {
  const carrier = call.arguments.length === 2 ? injectedCarrier(call, source) : undefined;
  const holder = carrier && holderOf(carrier, source);
  return holder && { call, holder, carrier };
}

class Reading {
  private readonly values = new Resolver();

  options(expression: Expression, key: string, context: EvaluationContext): Carried {
    const read = unwrap(expression);
    if (isNothing(read)) return NOTHING;
    if (read.kind === 'object') return this.optionsLiteral(read, key, context);
    return (
      this.followed(read, [key], context, (value) => this.options(value.expression, key, value)) ??
      unseen({ code: 'options-made-elsewhere' })
    );
  }

  private optionsLiteral(read: ObjectLiteral, key: string, context: EvaluationContext): Carried {
    const spreads = read.properties.filter((property) => property.key === undefined);
    const headers = propertyOf(read, key);
    const own = headers ? this.carrier(headers, context) : NOTHING;
    if (own.is !== 'no') return own;
    const hook = read.properties.find(
      ({ key, value }) => typeof key === 'string' && REQUEST_HOOKS.has(key) && value.kind !== 'literal',
    );
    if (hook) return INJECTS.test(hook.text) ? INJECTED : unseen({ code: 'own-hook' });
    if (read.properties.some((property) => property.key !== undefined && typeof property.key !== 'string')) {
      return unseen({ code: 'options-computed' });
    }
    // What is written last counts: headers after a spread hide those of the spread.
    const later = headers ? spreads.filter(({ range }) => range[0] > headers.range[0]) : spreads;
    return worst(later.map(({ value }) => this.options(value, key, context)));
  }

  carrier(expression: Expression, context: EvaluationContext): Carried {
    const read = unwrap(expression);
    if (isNothing(read)) return NOTHING;
    switch (read.kind) {
      case 'object':
        return this.literal(read, context);
      case 'array':
        return this.pairs(read.elements);
      case 'literal':
        return NOTHING;
      case 'new': {
        const [init] = read.arguments;
        if (!/^(?:Headers|Map)$/.test(read.callee.text)) return unseen({ code: 'headers-made-elsewhere' });
        return init ? this.carrier(init, context) : NOTHING;
      }
      default:
        // `req.headers` passes on what came in.
        return (
          this.followed(read, [], context, (value) => this.carrier(value.expression, value)) ??
          unseen({ code: 'headers-made-elsewhere' })
        );
    }
  }

  /** What an expression stands for, and what happens to it on the way. Undefined where it is nothing of the kind. */
  private followed(
    read: Expression,
    path: readonly string[],
    context: EvaluationContext,
    judge: (value: Value) => Carried,
  ): Carried | undefined {
    switch (read.kind) {
      case 'identifier':
        return this.named(read, path, context, judge);
      case 'call':
        return this.result(read, context, judge);
      case 'conditional':
      case 'unary':
      case 'operation':
        // Of `...(token && { authorization: token })`, what decides adds nothing.
        return this.each(read, context, judge);
      default:
        return undefined;
    }
  }

  /** As bad as the worst of all that an expression can be; undefined where that is not seen. */
  private each(
    read: Expression,
    context: EvaluationContext,
    judge: (value: Value) => Carried,
  ): Carried | undefined {
    const found = this.values.step(read, context);
    return found?.isComplete && found.values.length > 0 ? worst(found.values.map(judge)) : undefined;
  }

  private named(
    read: Identifier,
    path: readonly string[],
    context: EvaluationContext,
    judge: (value: Value) => Carried,
  ): Carried {
    const found = this.values.step(read, context);
    // What fills it in a module of its own is not looked for.
    const isElsewhere = found?.values.some(
      (value) => value.source !== context.source && (isMutated(value) || mayFill(value.source.text)),
    );
    if (!found?.isComplete || found.values.length === 0 || isElsewhere)
      return unseen({ code: 'made-elsewhere', evidence: read.name });
    return worst(found.values.map((value) => this.filled(read, path, value, context) ?? judge(value)));
  }

  private literal(object: ObjectLiteral, context: EvaluationContext): Carried {
    const parts = object.properties.map((property): Carried => {
      if (property.key === undefined) return this.carrier(property.value, context);
      if (typeof property.key !== 'string') return unseen({ code: 'header-computed' });
      return TRACE_HEADERS.test(property.key) ? BY_HAND : NOTHING;
    });
    return parts.find(({ is }) => is === 'yes') ?? worst(parts);
  }

  /** Names and values, in pairs or in turn. */
  private pairs(elements: readonly Expression[]): Carried {
    const names = elements.map(headerName);
    if (names.some((name) => TRACE_HEADERS.test(name ?? ''))) return BY_HAND;
    const isPaired = elements.every((each) => unwrap(each).kind === 'array');
    const isSeen = names.every((name, at) => name !== undefined || (!isPaired && at % 2 === 1));
    return isSeen && !elements.some(({ kind }) => kind === 'spread')
      ? NOTHING
      : unseen({ code: 'header-computed' });
  }

  /** What a call gives back: a copy of its arguments, or what a function of the project returns. */
  private result(call: Call, context: EvaluationContext, judge: (value: Value) => Carried): Carried {
    const callee = unwrap(call.callee);
    if (/^(?:Object\.(?:assign|fromEntries|freeze)|structuredClone)$/.test(callee.text)) {
      const parts = call.arguments.map((expression) =>
        expression.kind === 'spread'
          ? unseen({ code: 'arguments-spread' })
          : judge({ ...context, expression }),
      );
      return parts.find(({ is }) => is === 'yes') ?? worst(parts);
    }
    const unknown = unseen({ code: 'result-unseen', evidence: callee.text });
    const run = this.values.function(callee, context);
    if (!run) return unknown;
    if (INJECTS.test(run.binding.text?.() ?? '')) return INJECTED;
    return this.each(call, context, judge) ?? unknown;
  }

  /** What is put into a variable after it is made: by `inject`, by hand, or by a function that is not known. */
  private filled(
    name: Identifier,
    path: readonly string[],
    value: Value,
    context: EvaluationContext,
  ): Carried | undefined {
    const { source } = context;
    const word = name.name.replaceAll('$', '\\$');
    const isSet = new RegExp(
      `\\b${word}\\s*(?:\\.\\s*(?:(?:set|append)\\(\\s*['"])?|\\[\\s*['"])traceparent\\b`,
      'i',
    );
    if (isSet.test(source.text)) return BY_HAND;
    if (isFilledBlindly(word, source.text))
      return unseen({ code: 'filled-by-computed-names', evidence: name.name });
    for (const passed of source.passedTo?.(name) ?? []) {
      const reaches = passed.path.length === 0 || passed.path.join('.') === path.join('.');
      if (!reaches) continue;
      if (isInject(passed.call)) {
        if (passed.argument !== 1) continue;
        const isPlain = passed.call.arguments.length > 2 || !holderOf(value.expression, value.source);
        return isPlain ? INJECTED : { is: 'lost', reason: { code: 'lost-injection' } };
      }
      if (isRead(passed.call, source)) continue;
      const callee = unwrap(passed.call.callee);
      const run = this.values.function(callee, context);
      if (run && isCarrier(run, passed.argument)) return INJECTED;
      const text = run && (run.binding.text?.() ?? '');
      if (text !== undefined && INJECTS.test(text)) return INJECTED;
      if (text === undefined || MAY_INJECT.test(text))
        return unseen({ code: 'may-inject', evidence: callee.text });
    }
    return undefined;
  }
}

/** `headers[key] = value`, `headers.set(key, value)`, `options.headers = …`: what is written there is not followed. */
function isFilledBlindly(word: string, text: string): boolean {
  const assigned = new RegExp(
    `\\b${word}(?:\\.headers\\b!?)?\\s*(?:\\.\\s*headers|\\[\\s*[^\\]'"\`]+\\])\\s*(?:\\?\\?|\\|\\|)?=(?![=>])`,
  );
  const set = new RegExp(`\\b${word}(?:\\.headers\\b!?)?\\s*\\.\\s*(?:set|append)\\(\\s*[^'"\`\\s]`);
  return assigned.test(text) || set.test(text);
}

/** Calls that only look at what they get: the request itself, a log call, `JSON.stringify`. */
function isRead(call: Call | New, source: Source): boolean {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind === 'identifier') {
    const binding = source.binding(callee);
    const isClient = binding.kind === 'import' && CLIENT_MODULES.has(binding.module);
    return isClient || callee.name === 'fetch' || callee.name === 'String';
  }
  return method !== undefined && READS.test(method);
}

const READS =
  /^(?:get|post|put|patch|delete|head|request|fetch|log|info|debug|warn|error|stringify|keys|entries|values)$/;

/** Whether the trace context is put into what a function gets as this argument, by itself or by what it calls. */
function isCarrier(run: FunctionDeclaration, argument: number): boolean {
  return parameterUses(summaryOf(run, INJECTIONS)).some(
    ({ role, parameter }) =>
      role === 'carrier' && parameter.index === argument && parameter.path.length === 0,
  );
}

const INJECTIONS: Recognition = { key: {}, recognise: injectionEmission };

/** What keeps its entries elsewhere than in properties: made here, or declared to be such. */
function holderOf(value: Expression, source: Source): 'Headers' | 'Map' | undefined {
  const read = unwrap(value);
  if (read.kind === 'new') return globalHolder(read.callee, source);
  if (read.kind !== 'identifier') return undefined;
  const binding = source.binding(read);
  if (binding.kind !== 'variable' && binding.kind !== 'parameter') return undefined;
  const { type } = binding;
  const declared =
    type?.path.length === 1 &&
    nameOfType(type) !== undefined &&
    !type.isOneOf &&
    HOLDERS.find((name) => name === type.path[0]);
  if (type && declared && source.typeBinding(type).kind === 'global' && binding.path.length === 0)
    return declared;
  const made = new Resolver().value(read, contextOf(source));
  return made?.expression.kind === 'new' ? globalHolder(made.expression.callee, made.source) : undefined;
}

const HOLDERS = ['Headers', 'Map'] as const;

function globalHolder(callee: Expression, source: Source): 'Headers' | 'Map' | undefined {
  const read = unwrap(callee);
  if (read.kind !== 'identifier') return undefined;
  const binding = source.binding(read);
  const isKnown =
    binding.kind === 'global' || (binding.kind === 'import' && HEADERS_MODULES.has(binding.module));
  return isKnown ? HOLDERS.find((name) => name === read.name) : undefined;
}

function headerName(expression: Expression): string | undefined {
  const read = unwrap(expression);
  if (read.kind === 'literal' && typeof read.value === 'string') return read.value;
  return read.kind === 'array' && read.elements[0] ? headerName(read.elements[0]) : undefined;
}

/** Carried only where every part carries it, unknown where one may. */
function worst(parts: readonly Carried[]): Carried {
  return (
    parts.find(({ is }) => is === 'lost') ??
    parts.find(({ is }) => is === 'unknown') ??
    parts.find(({ is }) => is === 'no') ??
    parts[0] ??
    NOTHING
  );
}
