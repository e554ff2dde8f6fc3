import { type Call, type Expression, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { cardinalityOf } from '../values/cardinality.js';
import { type HandedOn, MAX_FORWARDING, argumentFor, handedOnBy } from '../values/helper.js';
import { objectOf } from '../values/literal.js';
import type { FunctionDeclaration } from '../values/resolver.js';
import { usesOf } from '../values/summary.js';
import { parametersIn } from '../values/term.js';
import type { Use } from '../values/uses.js';
import { labelsOf } from './arguments.js';
import type { MetricLabel, MetricObservation } from './metric.js';
import { observesInside } from '../../catalog/metrics/observing-text.js';
import { metricObservationOf } from './read.js';

/** Whether a file can call functions that observe metrics: the cheap question that comes first. */
export const MENTIONS_METRICS =
  /metric|counter|gauge|histogram|stats|telemetry|instrument|monitor|prometheus|prom[-_]?client|\b(?:count|record|observe|measure|track|incr(?:ement)?)_?[A-Z]\w{0,99}\(/i;

/** What functions that observe metrics, or what they are methods of, are named for. */
const HELPER =
  /metric|count|gauge|histogram|stats|telemetry|instrument|monitor|prom(?:etheus|client)|record|observe|track|measure|increment|incr|timing|duration|latency/i;
const SHORT = /(?:^|[.?!])(?:inc|dec)(?![a-z])/;

/** Whether a function may be one that observes metrics, by how it is written. */
export function mayObserveInside(callee: string): boolean {
  return HELPER.test(callee) || SHORT.test(callee);
}

/** Whether a function may observe metrics, by its text: it does so itself, or does little more than call what may. */
export function mayObserve(text: string): boolean {
  return observesInside(text) || (text.length <= MAX_FORWARDING && mayObserveInside(text));
}

/**
 * Reads a call of one of the project's functions as the observations that it makes of what it is given: `countRequest(req.path)`,
 * `metrics.count('orders', { shop })`. Their labels are those whose values the call decides.
 *
 * @param mayObserve the cheap question that comes first: whether a function may observe metrics
 */
export function handedObservations(
  call: Call,
  source: Source,
  settings: Settings,
  mayObserve: (helper: FunctionDeclaration) => boolean,
): readonly MetricObservation[] {
  return handedOnBy(call, 'metric', source, settings, mayObserve).flatMap((each) => {
    const { call: observing, source: home } = each.emission.at;
    const observation = metricObservationOf(observing, home, settings);
    if (!observation || observation.operation === 'remove' || observation.operation === 'reset') return [];
    const uses = usesOf(each.emission);
    const labelsAt = labelsAmong(uses, call, source);
    const named = uses.flatMap((use) => handedLabel(use, each, observation, { call, source, settings }));
    const labels = [...labelsOf(labelsAt, source).labels, ...named];
    const { within } = each;
    return [{ ...observation, call, within, labels, metadata: [], labelsAreComplete: false, labelsAt }];
  });
}

/** The label whose value is made of what a helper is given. */
function handedLabel(
  { role, key, term }: Use,
  { emission, within }: HandedOn,
  { labels }: MetricObservation,
  { call, source, settings }: { readonly call: Call; readonly source: Source; readonly settings: Settings },
): readonly MetricLabel[] {
  const label = role === 'label' ? labels.find(({ name }) => name === key) : undefined;
  if (!label || parametersIn(term).length === 0) return [];
  const home = emission.at.source;
  if (isSetAnew(label.value, home)) return [];
  // What has no bound whoever calls it is reported where it is written.
  if (cardinalityOf(label.value, home, { label: label.name, vocabulary: settings }).is === 'unbounded')
    return [];
  const value = term.is === 'parameter' ? argumentFor(term, call, source) : undefined;
  return [{ name: label.name, value: value ?? call, read: { ...within, expression: label.value } }];
}

/** Whether a parameter is given another value in its function: `source = KNOWN.includes(source) ? source : 'other'`. */
function isSetAnew(value: Expression, source: Source): boolean {
  const read = unwrap(value);
  const binding = read.kind === 'identifier' ? source.binding(read) : undefined;
  return binding?.kind === 'parameter' && !binding.constant;
}

/** The object of labels that a call hands over; `inc(x)` takes a value or labels, which only the argument tells apart. */
function labelsAmong(uses: readonly Use[], call: Call, source: Source): Expression | undefined {
  for (const { role, term } of uses) {
    if ((role !== 'labels' && role !== 'value') || term.is !== 'parameter') continue;
    const given = argumentFor(term, call, source);
    if (given && (role === 'labels' || objectOf(given, source))) return unwrap(given);
  }
  return undefined;
}
