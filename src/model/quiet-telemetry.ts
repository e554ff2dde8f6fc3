import { API } from '../catalog/opentelemetry.js';
import { API_CALLBACKS } from '../catalog/traces/never-throws.js';
import { type Call, type Expression, propertyName, unwrap } from './code/expression.js';
import type { Source } from './code/source.js';
import { mayLog } from './logs/library-call.js';
import { isLoggerCall } from './logs/logger-call.js';
import { mayObserve, observingMethodOf } from './metrics/read.js';
import type { Settings } from './settings.js';
import { kindOf, provenanceOf } from './values/provenance.js';
import { mayStartSpan, mayUseSpan, spanCallOf, spanStartOf } from './traces/span.js';

/** Whether a call is one on a span, a metric, a logger or the tracing API, none of which throw. */
export function isQuietTelemetry(call: Call, source: Source, settings: Settings): boolean {
  const callee = unwrap(call.callee);
  const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  if (name === undefined) return false;
  if (mayUseSpan(name) && spanCallOf(call, source, settings)) return true;
  if (mayStartSpan(name) && spanStartOf(call, source, settings)?.kind === 'manual') return true;
  if (callee.kind !== 'member') return false;
  if (mayObserve(name) && observingMethodOf(call, source, settings)) return true;
  if (mayLog(name) && isLoggerCall(call, source, settings)) return true;
  if (CARRIES_CONTEXT.has(name) && isTracer(callee.object, source, settings)) return true;
  return !API_CALLBACKS.has(name) && isOfApi(callee.object, source);
}

/** OpenTracing's tracers read and write a trace's context themselves. */
const CARRIES_CONTEXT: ReadonlySet<string> = new Set(['extract', 'inject']);

function isTracer(object: Expression, source: Source, settings: Settings): boolean {
  const provenance = provenanceOf(object, source, settings);
  return provenance.is === 'library' && kindOf(provenance.origin).starts !== undefined;
}

/** `trace`, `context` or `propagation` of the tracing API. */
function isOfApi(object: Expression, source: Source): boolean {
  const read = unwrap(object);
  if (read.kind !== 'identifier') return false;
  const binding = source.binding(read);
  return binding.kind === 'import' && binding.module === API && !binding.typeOnly;
}
