import { API } from '../../catalog/opentelemetry.js';
import { type Call, type Expression, type New, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { pathFrom } from '../values/access-path.js';
import type { TelemetryCall } from '../values/telemetry-call.js';

const API_MODULE = new RegExp(`^${API}$`);

/** Whether a call is named like one that injects: `propagation.inject(…)`, `api.propagation.inject(…)`, `tracer.inject(…)`. */
export function isInject(call: Call | New): boolean {
  return propertyName(unwrap(call.callee)) === 'inject';
}

/** What OpenTelemetry's API is told to put the trace context into; undefined for any other call. */
export function injectedCarrier(call: Call, source: Source): Expression | undefined {
  const callee = unwrap(call.callee);
  const [, carrier] = call.arguments;
  if (!isInject(call) || !carrier || callee.kind !== 'member') return undefined;
  return pathFrom(API_MODULE, callee.object, source)?.join('.') === 'propagation' ? carrier : undefined;
}

/** What OpenTelemetry's API is told to read the trace context from, without a getter; undefined for any other call. */
export function carrierReadAsIs(call: Call, source: Source): Expression | undefined {
  const callee = unwrap(call.callee);
  const [, carrier, ...getter] = call.arguments;
  if (callee.kind !== 'member' || propertyName(callee) !== 'extract') return undefined;
  if (!carrier || carrier.kind === 'spread' || getter.length > 0) return undefined;
  return pathFrom(API_MODULE, callee.object, source)?.join('.') === 'propagation' ? carrier : undefined;
}

/** Reads a call that injects the trace context. */
export function injectionEmission(call: Call, source: Source): TelemetryCall | undefined {
  const carrier = injectedCarrier(call, source);
  if (!carrier || carrier.kind === 'spread') return undefined;
  return {
    signal: 'carrier',
    given: [carrier],
    read: ([term]) => (term ? [{ role: 'carrier', term }] : []),
  };
}
