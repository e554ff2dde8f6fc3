import { API } from '../../catalog/opentelemetry.js';
import { ALWAYS_RETURNS, API_CALLBACKS } from '../../catalog/traces/never-throws.js';
import { logCallOf, mayLog } from '../logs/call.js';
import { mayObserve, metricObservationOf } from '../metrics/read.js';
import type { Settings } from '../settings.js';
import { mayStartSpan, mayUseSpan, spanCallOf, spanStartOf } from '../traces/span.js';
import { type Call, type Expression, type New, propertyName, unwrap } from './expression.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, contextOf } from '../values/value.js';
import type { FunctionBinding, Source } from './source.js';

/**
 * Whether a call never throws, nor gives a promise that rejects: one of telemetry's own, or of a function of the project that
 * catches all that can fail in it. A function of the same file is judged from its statements instead (`flow/paths`).
 */
export function neverFails(call: Call | New, source: Source, settings: Settings): boolean {
  return new Calls(settings).neverFails(call, contextOf(source));
}

class Calls {
  private readonly values = new Resolver();
  private readonly running = new Set<FunctionBinding>();

  constructor(private readonly settings: Settings) {}

  neverFails(call: Call | New, context: EvaluationContext): boolean {
    if (call.kind === 'new') return false;
    if (isTelemetry(call, context.source, this.settings)) return true;
    const called = mayBeElsewhere(call, context.source)
      ? this.values.function(call.callee, context)
      : undefined;
    return called !== undefined && this.isQuiet(called.binding, called.context);
  }

  private isQuiet(binding: FunctionBinding, context: EvaluationContext): boolean {
    const calls = binding.calls?.();
    if (!calls || binding.isGenerator || binding.hasThrow?.() !== false) return false;
    // What calls itself may not end.
    if (this.running.has(binding)) return false;
    this.running.add(binding);
    const isQuiet = calls.every(
      ({ call, isNested, isCaught }) =>
        isNested || isCaught || isPlain(call) || this.neverFails(call, context),
    );
    this.running.delete(binding);
    return isQuiet;
  }
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

/** Whether a call runs what another module exports, or a method of the same class. */
function mayBeElsewhere(call: Call, source: Source): boolean {
  const callee = unwrap(call.callee);
  if (callee.kind === 'member') return unwrap(callee.object).kind === 'this';
  return callee.kind === 'identifier' && source.binding(callee).kind === 'import';
}

function isPlain(call: Call | New): boolean {
  return ALWAYS_RETURNS.test((call.kind === 'new' ? 'new ' : '') + unwrap(call.callee).text);
}
