import { METRICS_METHODS, METRICS_NAMES, UNSEEN_CLIENT } from '../../catalog/metrics/unseen-client.js';
import { type Call, type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { isMetricsNamed } from '../values/handed-on.js';
import { provenanceOf } from '../values/provenance.js';
import type { MetricObservation } from './metric.js';
import { observedBy } from './read.js';

/** Whether a call may be one of a client that only its name says to be for metrics: the cheap question that comes first. */
export function mayBeNamedClient(method: string, receiver: string): boolean {
  return METRICS_METHODS.includes(method) && METRICS_NAMES.has(receiver);
}

/**
 * Reads a call of what is called a client for metrics, and is given a metric's name as one is: `this.stats.timing('orders.load', took)`.
 * What makes metrics gets a name as well, but no value.
 */
export function namedClientObservationOf(
  call: Call,
  source: Source,
  settings: Settings,
): MetricObservation | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  const [name, value] = call.arguments;
  if (callee.kind !== 'member' || method === undefined || !name || !isMetricsNamed(callee.object))
    return undefined;
  const { dialect } = UNSEEN_CLIENT.kinds.client?.instrument ?? {};
  const known = dialect?.methods[method];
  if (!dialect || !known || !isMetricName(name)) return undefined;
  const isCount = known.operation === 'add' || known.operation === 'subtract';
  const given = value && unwrap(value);
  if (given ? NO_VALUE.has(given.kind) && !isCount : !isCount) return undefined;
  if (provenanceOf(callee.object, source, settings).is !== 'unknown') return undefined;
  const origin = { library: UNSEEN_CLIENT, kind: 'client', evidence: 'shape', creation: undefined } as const;
  return observedBy({ method: known, origin, dialect }, call, source, settings);
}

/** What is no number. */
const NO_VALUE: ReadonlySet<string> = new Set(['object', 'array', 'function', 'template']);

/** Text that is put together as names of metrics are, `orders.loaded`, `${prefix}.loaded`: no sentence, and no single word. */
function isMetricName(expression: Expression): boolean {
  const read = unwrap(expression);
  return read.kind === 'literal'
    ? typeof read.value === 'string' && /^[\w-]+(?:[.:/][\w-]+)+$/.test(read.value)
    : isPartOfName(read);
}

function isPartOfName(expression: Expression): boolean {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'literal':
      return typeof read.value === 'string' && /^[\w.:/-]+$/.test(read.value);
    case 'template':
      return read.quasis.some((text) => text !== '') && read.quasis.every((text) => /^[\w.:/-]*$/.test(text));
    case 'operation':
      return read.operator === '+' && (isPartOfName(read.left) || isPartOfName(read.right));
    default:
      return false;
  }
}
