import {
  LABELS_PARAMETER,
  NAME_PARAMETER,
  TAKES_VALUE,
  clientMethod,
} from '../../catalog/metrics/declared-client.js';
import { UNSEEN_CLIENT } from '../../catalog/metrics/unseen-client.js';
import { type Call, type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Signature, Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { methodOf } from '../values/provenance.js';
import { Resolver } from '../values/resolver.js';
import { contextOf } from '../values/value.js';
import { labelsOf } from './arguments.js';
import type { MetricObservation } from './metric.js';

/** Whether a name can be that of a client's method: the cheap question that comes first. */
export function mayBeClientMethod(name: string): boolean {
  return clientMethod(name) !== undefined;
}

/**
 * Reads a call of what the project declares to observe metrics by their names: `metrics.increment('orders_total', 1, { shop })`, where its
 * declaration calls one parameter a name and one labels. Which metric that is stays open: the name may get a prefix.
 */
export function declaredObservationOf(
  call: Call,
  source: Source,
  settings: Settings,
): MetricObservation | undefined {
  const callee = unwrap(call.callee);
  const method = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  const known = method === undefined ? undefined : clientMethod(method);
  const { dialect } = UNSEEN_CLIENT.kinds.client?.instrument ?? {};
  if (method === undefined || !known || !dialect) return undefined;
  if (call.arguments.some(({ kind }) => kind === 'spread')) return undefined;
  const signature = signatureOf(callee, method, source, settings);
  if (!signature) return undefined;
  const at = labelsAmong(signature);
  if (at === undefined || (TAKES_VALUE.test(method) && signature.parameters.length < 3)) return undefined;
  return {
    library: UNSEEN_CLIENT.id,
    dialect,
    definition: undefined,
    ...{ method, kind: known.kind, operation: known.operation, call },
    value: call.arguments.find((_, index) => index !== 0 && index !== at),
    ...labelsOf(call.arguments[at], source),
    ...{ isBound: false, labelsAreComplete: false, metadata: [] },
  };
}

function signatureOf(
  callee: Expression,
  method: string,
  source: Source,
  settings: Settings,
): Signature | undefined {
  if (callee.kind !== 'member')
    return new Resolver().function(callee, contextOf(source))?.binding.signature?.();
  const found = methodOf(callee.object, method, source, settings);
  if (found?.is === 'signature') return found.signature;
  return found?.is === 'function' ? found.declared.binding.signature?.() : undefined;
}

/** The index of the labels among what a method takes, where what comes first is a metric's name. */
function labelsAmong({ parameters }: Signature): number | undefined {
  const [first] = parameters;
  if (!first || !NAME_PARAMETER.test(first.name ?? '') || first.takes === 'value') return undefined;
  const at = parameters.findIndex(
    ({ name, takes, isRest }) =>
      LABELS_PARAMETER.test(name ?? '') && !isRest && (takes === 'object' || takes === 'anything'),
  );
  return at > 0 ? at : undefined;
}
