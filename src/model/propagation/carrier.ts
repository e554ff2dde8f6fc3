import { HEADERS_MODULES, REQUEST_HOOKS } from '../../catalog/propagation/request-options.js';
import { HTTP_CLIENTS } from '../../catalog/propagation/http-clients.js';
import { TRACE_HEADERS } from '../../catalog/propagation/trace-headers.js';
import { API } from '../../catalog/opentelemetry.js';
import {
  type Call,
  type Expression,
  type Identifier,
  type New,
  type ObjectLiteral,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import type { Binding, Located, Source } from '../code/source.js';
import type { PropagationReason } from '../text/reasons/propagation.js';

/** Whether a carrier, the headers of a request or message, holds the trace context. */
export interface Carried {
  /** `lost`: it is injected into something that does not send it: `inject(context, new Headers())`. */
  readonly is: 'yes' | 'no' | 'lost' | 'unknown';
  readonly reason: PropagationReason;
}

/** A call, in a function that gets the headers, that may inject into them. */
const MAY_INJECT =
  /[\w$.]*(?:trac|otel|telemetry|propagat|correlat|span|header|context)[\w$]*\s*\(|\bassign\s*\(|\bset\s*\(\s*[^'"`\s]/i;
const INJECTS = /\binject\w*\s*\(|traceparent/i;
const CLIENT_MODULES: ReadonlySet<string> = new Set(HTTP_CLIENTS.flatMap(({ packages }) => packages));
const MAX_DEPTH = 8;

const BY_HAND: Carried = { is: 'yes', reason: { code: 'written-by-hand' } };
const INJECTED: Carried = { is: 'yes', reason: { code: 'injected' } };
const NOTHING: Carried = { is: 'no', reason: { code: 'headers-without' } };

function unseen(reason: PropagationReason): Carried {
  return { is: 'unknown', reason };
}

/** Whether the value of an expression, used as headers, holds the trace context. */
export function carriedBy(headers: Expression, source: Source): Carried {
  return new Reading(source).carrier(headers, 0);
}

/** Whether the property of options that holds the headers, or what fills it later, holds the trace context. */
export function carriedByObject(options: Expression, key: string, source: Source): Carried {
  return new Reading(source).options(options, key, 0);
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
  const callee = unwrap(call.callee);
  const [, carrier] = call.arguments;
  if (!isInject(call) || call.arguments.length !== 2 || !carrier || callee.kind !== 'member')
    return undefined;
  const owner = unwrap(callee.object);
  const name = propertyName(owner) ?? (owner.kind === 'identifier' ? owner.name : undefined);
  if (name !== 'propagation') return undefined;
  const root = owner.kind === 'member' ? unwrap(owner.object) : owner;
  const binding = root.kind === 'identifier' ? source.binding(root) : undefined;
  const isApi = binding?.kind === 'import' && binding.module === API;
  const holder = isApi || isRequired(binding) ? holderOf(carrier, source) : undefined;
  return holder && { call, holder, carrier };
}

function isRequired(binding: Binding | undefined): boolean {
  const init = binding?.kind === 'variable' ? binding.init?.().text : undefined;
  return init !== undefined && /^require\(\s*['"]([^'"]*)['"]\s*\)/.exec(init)?.[1] === API;
}

class Reading {
  constructor(private readonly source: Source) {}

  options(expression: Expression, key: string, depth: number): Carried {
    if (depth > MAX_DEPTH) return unseen({ code: 'options-too-deep' });
    const read = unwrap(expression);
    if (read.kind === 'object') {
      const spreads = read.properties.filter((property) => property.key === undefined);
      const headers = propertyOf(read, key);
      const own = headers ? this.carrier(headers, depth + 1) : NOTHING;
      if (own.is !== 'no') return own;
      const hook = read.properties.find(
        ({ key, value }) => typeof key === 'string' && REQUEST_HOOKS.has(key) && value.kind !== 'literal',
      );
      if (hook) return INJECTS.test(hook.text) ? INJECTED : unseen({ code: 'own-hook' });
      if (
        read.properties.some((property) => property.key !== undefined && typeof property.key !== 'string')
      ) {
        return unseen({ code: 'options-computed' });
      }
      // What is written last counts: headers after a spread hide those of the spread.
      const later = headers ? spreads.filter(({ range }) => range[0] > headers.range[0]) : spreads;
      return worst(later.map(({ value }) => this.options(value, key, depth + 1)));
    }
    if (read.kind === 'identifier') {
      const value = this.constant(read);
      if (!value) return unseen({ code: 'made-elsewhere', evidence: read.name });
      const filled = this.filled(read, [key], value);
      return filled ?? this.options(value, key, depth + 1);
    }
    if (read.kind === 'unary' && read.operator === 'await') return this.options(read.operand, key, depth + 1);
    if (read.kind === 'call') return this.result(read, (value, at) => at.options(value, key, depth + 1));
    if (read.kind === 'conditional') {
      return worst([
        this.options(read.whenTrue, key, depth + 1),
        this.options(read.whenFalse, key, depth + 1),
      ]);
    }
    if (isNothing(read)) return NOTHING;
    return unseen({ code: 'options-made-elsewhere' });
  }

  carrier(expression: Expression, depth: number): Carried {
    if (depth > MAX_DEPTH) return unseen({ code: 'headers-too-deep' });
    const read = unwrap(expression);
    switch (read.kind) {
      case 'object':
        return this.literal(read, depth);
      case 'array':
        return this.pairs(read.elements);
      case 'identifier': {
        const value = this.constant(read);
        if (isNothing(read)) return NOTHING;
        if (!value) return unseen({ code: 'made-elsewhere', evidence: read.name });
        return this.filled(read, [], value) ?? this.carrier(value, depth + 1);
      }
      case 'new': {
        const [init] = read.arguments;
        if (!/^(?:Headers|Map)$/.test(read.callee.text)) return unseen({ code: 'headers-made-elsewhere' });
        return init ? this.carrier(init, depth + 1) : NOTHING;
      }
      case 'call':
        return this.result(read, (value, at) => at.carrier(value, depth + 1));
      case 'conditional':
        return worst([this.carrier(read.whenTrue, depth + 1), this.carrier(read.whenFalse, depth + 1)]);
      case 'unary':
        return read.operator === 'await'
          ? this.carrier(read.operand, depth + 1)
          : unseen({ code: 'headers-made-elsewhere' });
      case 'operation':
        // `...(token && { authorization: token })`: what decides adds nothing.
        if (read.operator === '&&') return this.carrier(read.right, depth + 1);
        return ['??', '||'].includes(read.operator)
          ? worst([this.carrier(read.left, depth + 1), this.carrier(read.right, depth + 1)])
          : unseen({ code: 'headers-made-elsewhere' });
      case 'literal':
        return NOTHING;
      default:
        // `req.headers` passes on what came in.
        return unseen({ code: 'headers-made-elsewhere' });
    }
  }

  private literal(object: ObjectLiteral, depth: number): Carried {
    const parts = object.properties.map((property): Carried => {
      if (property.key === undefined) return this.carrier(property.value, depth + 1);
      if (typeof property.key !== 'string') return unseen({ code: 'header-computed' });
      return TRACE_HEADERS.test(property.key) ? BY_HAND : NOTHING;
    });
    return parts.find(({ is }) => is === 'yes') ?? worst(parts);
  }

  /** Names and values, in pairs or in turn. */
  private pairs(elements: readonly Expression[]): Carried {
    const names = elements.map(reasonText);
    if (names.some((name) => TRACE_HEADERS.test(name ?? ''))) return BY_HAND;
    const isPaired = elements.every((each) => unwrap(each).kind === 'array');
    const isSeen = names.every((name, at) => name !== undefined || (!isPaired && at % 2 === 1));
    return isSeen && !elements.some(({ kind }) => kind === 'spread')
      ? NOTHING
      : unseen({ code: 'header-computed' });
  }

  /** What a call gives back: a copy of its arguments, or what a function of the project returns. */
  private result(call: Call, judge: (value: Expression, at: Reading) => Carried): Carried {
    const callee = unwrap(call.callee);
    if (/^(?:Object\.(?:assign|fromEntries|freeze)|structuredClone)$/.test(callee.text)) {
      const parts = call.arguments.map((argument) =>
        argument.kind === 'spread' ? unseen({ code: 'arguments-spread' }) : judge(argument, this),
      );
      return parts.find(({ is }) => is === 'yes') ?? worst(parts);
    }
    const located = this.functionBehind(callee);
    const binding = located?.binding;
    if (!located || binding?.kind !== 'function')
      return unseen({ code: 'result-unseen', evidence: callee.text });
    if (INJECTS.test(binding.text?.() ?? '')) return INJECTED;
    const results = binding.returns();
    const at = new Reading(located.source);
    return results.length === 0
      ? unseen({ code: 'result-unseen', evidence: callee.text })
      : worst(results.map((value) => judge(value, at)));
  }

  /** What is put into a variable after it is made: by `inject`, by hand, or by a function that is not known. */
  private filled(name: Identifier, path: readonly string[], value: Expression): Carried | undefined {
    const { source } = this;
    const word = name.name.replaceAll('$', '\\$');
    const isSet = new RegExp(
      `\\b${word}\\s*(?:\\.\\s*(?:(?:set|append)\\(\\s*['"])?|\\[\\s*['"])traceparent\\b`,
      'i',
    );
    if (isSet.test(source.text)) return BY_HAND;
    if (this.isFilledBlindly(word)) return unseen({ code: 'filled-by-computed-names', evidence: name.name });
    for (const passed of source.passedTo?.(name) ?? []) {
      const reaches = passed.path.length === 0 || passed.path.join('.') === path.join('.');
      if (!reaches) continue;
      if (isInject(passed.call)) {
        if (passed.argument !== 1) continue;
        const isPlain = passed.call.arguments.length > 2 || !holderOf(value, source);
        return isPlain ? INJECTED : { is: 'lost', reason: { code: 'lost-injection' } };
      }
      if (this.isRead(passed.call)) continue;
      const callee = unwrap(passed.call.callee);
      const binding = this.functionBehind(callee)?.binding;
      const text = binding?.kind === 'function' ? (binding.text?.() ?? '') : undefined;
      if (text !== undefined && INJECTS.test(text)) return INJECTED;
      if (text === undefined || MAY_INJECT.test(text))
        return unseen({ code: 'may-inject', evidence: callee.text });
    }
    return undefined;
  }

  /** `headers[key] = value`, `headers.set(key, value)`, `options.headers = …`: what is written there is not followed. */
  private isFilledBlindly(word: string): boolean {
    const assigned = new RegExp(
      `\\b${word}(?:\\.headers\\b!?)?\\s*(?:\\.\\s*headers|\\[\\s*[^\\]'"\`]+\\])\\s*(?:\\?\\?|\\|\\|)?=(?![=>])`,
    );
    const set = new RegExp(`\\b${word}(?:\\.headers\\b!?)?\\s*\\.\\s*(?:set|append)\\(\\s*[^'"\`\\s]`);
    return assigned.test(this.source.text) || set.test(this.source.text);
  }

  /** Calls that only look at what they get: the request itself, a log call, `JSON.stringify`. */
  private isRead(call: Call | New): boolean {
    const callee = unwrap(call.callee);
    const method = propertyName(callee);
    if (callee.kind === 'identifier') {
      const binding = this.source.binding(callee);
      const isClient = binding.kind === 'import' && CLIENT_MODULES.has(binding.module);
      return isClient || callee.name === 'fetch' || callee.name === 'String';
    }
    return method !== undefined && READS.test(method);
  }

  private functionBehind(callee: Expression): Located | undefined {
    const { source } = this;
    if (callee.kind === 'identifier') {
      const binding = source.binding(callee);
      return binding.kind === 'import'
        ? source.follow(binding.module, binding.imported)
        : { binding, source };
    }
    const name = propertyName(callee);
    const isOwn = callee.kind === 'member' && unwrap(callee.object).kind === 'this';
    return isOwn && name !== undefined ? source.thisMember(callee, name) : undefined;
  }

  private constant(name: Identifier): Expression | undefined {
    const binding = this.source.binding(name);
    return binding.kind === 'variable' && binding.constant && binding.path.length === 0
      ? binding.init?.()
      : undefined;
  }
}

const READS =
  /^(?:get|post|put|patch|delete|head|request|fetch|log|info|debug|warn|error|stringify|keys|entries|values)$/;

/** `propagation.inject(…)`, `api.propagation.inject(…)`, `tracer.inject(…)`. */
function isInject(call: Call | New): boolean {
  return propertyName(unwrap(call.callee)) === 'inject';
}

/** What keeps its entries elsewhere than in properties: made here, or declared to be such. */
function holderOf(value: Expression, source: Source): 'Headers' | 'Map' | undefined {
  const read = unwrap(value);
  if (read.kind === 'new') return globalHolder(read.callee, source);
  if (read.kind !== 'identifier') return undefined;
  const binding = source.binding(read);
  if (binding.kind !== 'variable' && binding.kind !== 'parameter') return undefined;
  const { type } = binding;
  const declared = type?.path.length === 1 && !type.isOneOf && HOLDERS.find((name) => name === type.path[0]);
  if (type && declared && source.typeBinding(type).kind === 'global' && binding.path.length === 0)
    return declared;
  const init = binding.kind === 'variable' && binding.constant && !type ? binding.init?.() : undefined;
  return init && unwrap(init).kind === 'new' ? holderOf(init, source) : undefined;
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

function isNothing(read: Expression): boolean {
  return (
    (read.kind === 'identifier' && read.name === 'undefined') ||
    (read.kind === 'literal' && read.value === null)
  );
}

function reasonText(expression: Expression): string | undefined {
  const read = unwrap(expression);
  if (read.kind === 'literal' && typeof read.value === 'string') return read.value;
  return read.kind === 'array' && read.elements[0] ? reasonText(read.elements[0]) : undefined;
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
