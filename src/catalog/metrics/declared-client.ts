import type { MetricKind } from '../schema.js';

/**
 * Clients for metrics that a project declares itself, with any library or none behind them: what they do with the name, the value and the
 * labels that they are given is said by what their methods and parameters are called.
 */

interface ClientMethod {
  readonly operation: 'add' | 'subtract' | 'set' | 'record';
  readonly kind: MetricKind | undefined;
}

const METHODS: readonly (ClientMethod & { readonly name: RegExp })[] = [
  { name: /^(?:inc|incr|increment)(?:Counter|Count|Metric)?$/, operation: 'add', kind: 'counter' },
  { name: /^(?:count|recordCounter|recordCount|addToCounter)$/, operation: 'add', kind: 'counter' },
  { name: /^(?:inc|increment)Gauge$/, operation: 'add', kind: 'gauge' },
  { name: /^(?:dec|decr|decrement)(?:Gauge|Counter|Metric)?$/, operation: 'subtract', kind: undefined },
  { name: /^(?:(?:set|record|update)?Gauge|gauge)$/, operation: 'set', kind: 'gauge' },
  {
    name: /^(?:observe|record|histogram|timing|distribution|(?:observe|record|addValueTo|addTo|update)Histogram|record(?:Timing|Duration|Latency))$/,
    operation: 'record',
    kind: 'histogram',
  },
  { name: /^(?:summary|(?:observe|record)Summary)$/, operation: 'record', kind: 'summary' },
];

/** What a method does to the metric that it is given the name of; undefined for nearly all names. */
export function clientMethod(name: string): ClientMethod | undefined {
  return METHODS.find((each) => each.name.test(name));
}

/** Methods that others have as well: they take a value beside the name and the labels. */
export const TAKES_VALUE = /^(?:count|observe|record|summary|timing)$/;

/** What the first parameter of such a method is called. */
export const NAME_PARAMETER =
  /^_?(?:name|key|stat|stats?_?[nN]ame|metric|metric_?[nN]ame|(?:counter|gauge|histogram|summary)(?:_?[nN]ame)?)$/;

/** What the parameter is called that it takes labels as. */
export const LABELS_PARAMETER = /^_?(?:labels?|tags?|label_?[vV]alues|attributes|attrs|dimensions)$/;
