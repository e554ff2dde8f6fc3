import { API } from '../../catalog/opentelemetry.js';
import { ALWAYS_RETURNS, API_CALLBACKS } from '../../catalog/traces/never-throws.js';
import { logCallOf, mayLog } from '../logs/call.js';
import { mayObserve, metricObservationOf } from '../metrics/read.js';
import type { Settings } from '../settings.js';
import { mayStartSpan, mayUseSpan, spanCallOf, spanStartOf } from '../traces/span.js';
import { type Call, type Expression, type New, propertyName, unwrap } from './expression.js';
import type { Binding, FunctionBinding, Located, Source } from './source.js';

/** Functions followed into functions that they call. */
const MAX_DEPTH = 3;

/**
 * Whether a call never throws, nor gives a promise that rejects: one of telemetry's own, or of a function of the project that
 * catches all that can fail in it. A function of the same file is judged from its statements instead (`flow/paths`).
 */
export function neverFails(call: Call | New, source: Source, settings: Settings, depth = 0): boolean {
  if (call.kind === 'new') return false;
  if (isTelemetry(call, source, settings)) return true;
  const called = depth < MAX_DEPTH ? calledFrom(call, source) : undefined;
  return called?.binding.kind === 'function' && isQuiet(called.binding, called.source, settings, depth + 1);
}

/** Whether a call is one on a span, a metric, a logger or the tracing API, none of which throw. */
function isTelemetry(call: Call, source: Source, settings: Settings): boolean {
  const callee = unwrap(call.callee);
  const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  if (name === undefined) return false;
  if (mayUseSpan(name) && spanCallOf(call, source, settings)) return true;
  if (mayStartSpan(name) && spanStartOf(call, source, settings)?.kind === 'manual') return true;
  if (callee.kind !== 'member') return false;
  if (mayObserve(name) && metricObservationOf(call, source, settings)) return true;
  if (mayLog(name) && logCallOf(call, source, settings)) return true;
  return !API_CALLBACKS.has(name) && isOfApi(callee.object, source);
}

/** `trace`, `context` or `propagation` of the tracing API. */
function isOfApi(object: Expression, source: Source): boolean {
  const read = unwrap(object);
  if (read.kind !== 'identifier') return false;
  const binding = source.binding(read);
  return binding.kind === 'import' && binding.module === API && !binding.typeOnly;
}

/** The function that a call runs, where another module or a method of the same class has it. */
function calledFrom(call: Call, source: Source): Located | undefined {
  const callee = unwrap(call.callee);
  if (callee.kind === 'identifier') return imported(source.binding(callee), source);
  if (callee.kind !== 'member' || typeof callee.property !== 'string') return undefined;
  const object = unwrap(callee.object);
  return object.kind === 'this' ? source.thisMember(callee, callee.property) : undefined;
}

function imported(binding: Binding, source: Source): Located | undefined {
  return binding.kind === 'import' && !binding.typeOnly && binding.imported !== '*'
    ? source.follow(binding.module, binding.imported)
    : undefined;
}

function isQuiet(binding: FunctionBinding, source: Source, settings: Settings, depth: number): boolean {
  const calls = binding.calls?.();
  if (!calls || binding.isGenerator || binding.hasThrow?.() !== false) return false;
  return calls.every(
    ({ call, isNested, isCaught }) =>
      isNested || isCaught || isPlain(call) || neverFails(call, source, settings, depth),
  );
}

function isPlain(call: Call | New): boolean {
  return ALWAYS_RETURNS.test((call.kind === 'new' ? 'new ' : '') + unwrap(call.callee).text);
}
