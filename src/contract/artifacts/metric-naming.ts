import type { CollectorConfig } from './artifact.js';
import { type Data, child, entries, items, keysOf, textOf } from './data.js';
import { type LabelRemoval, labelOf, labelRemovalsOf } from './label-removal.js';
import { componentsOf, isWhole } from './pipelines.js';

/** How a Collector changes what metrics and their labels are called on their way to Prometheus. */
export interface MetricNaming {
  /** What its exporters put in front of all names. */
  readonly prefixes: readonly string[];
  /** The names that its processors give, `*` for what a regular expression fills in. */
  readonly renamed: readonly string[];
  /** Whether a processor gives names that are not written. */
  readonly namesAreOpen: boolean;
  /** Labels that it adds. */
  readonly labels: readonly string[];
  /** Whether it turns attributes of resources into labels, which no file lists. */
  readonly labelsAreOpen: boolean;
  /** What it takes from each metric that comes through it. */
  readonly removals: readonly LabelRemoval[];
}

const PROMETHEUS = /^prometheus(?:_?remote_?write)?(?:\/|$)/;
const METRICS_TRANSFORM = /^metrics_?transform(?:\/|$)/;
const TRANSFORM = /^transform(?:\/|$)/;
const ATTRIBUTES = /^(?:attributes|resource)(?:\/|$)/;

/** What a statement of the transform processor sets a metric's name to. */
const SETS_NAME = /\bset\(\s*(?:metric\.)?name\s*,\s*(?:"([^"]*)"\s*\))?/;
/** What it changes a name by: a pattern, whose outcome nobody sees here. */
const CHANGES_NAME = /\breplace_(?:all_)?(?:pattern|match(?:es)?)\(\s*(?:metric\.)?name\b|_on_metric_name\(/;
const SETS_ATTRIBUTE = /\bset\(\s*(?:\w+\.)*attributes\["([^"]+)"\]/;

export function metricNamingOf(config: CollectorConfig): MetricNaming {
  const exporters = componentsOf(config, 'exporters').filter(([id]) => PROMETHEUS.test(id));
  const processors = componentsOf(config, 'processors');
  const of = (pattern: RegExp) => processors.filter(([id]) => pattern.test(id)).map(([, { value }]) => value);
  const transforms = of(METRICS_TRANSFORM).flatMap((each) => items(child(each, 'transforms')));
  const statements = of(TRANSFORM).flatMap((each) => statementsIn(child(each, 'metric_statements')));
  const settings = exporters.map(([, { value }]) => value);
  return {
    prefixes: settings.flatMap((each) => {
      const namespace = textOf(child(each, 'namespace')) ?? '';
      return namespace === '' ? [] : [`${labelOf(namespace)}_`];
    }),
    renamed: [
      ...transforms.flatMap((each) => newName(each)),
      ...statements.flatMap((each) => SETS_NAME.exec(each)?.[1] ?? []),
    ].map((name) => labelOf(name)),
    namesAreOpen: statements.some((each) => {
      const set = SETS_NAME.exec(each);
      return (set !== null && set[1] === undefined) || CHANGES_NAME.test(each);
    }),
    labels: [
      ...settings.flatMap((each) => [
        ...keysOf(child(each, 'const_labels')),
        ...keysOf(child(each, 'external_labels')),
      ]),
      ...transforms.flatMap((each) =>
        items(child(each, 'operations')).map((op) => textOf(child(op, 'new_label'))),
      ),
      ...statements.map((each) => SETS_ATTRIBUTE.exec(each)?.[1]),
      ...of(ATTRIBUTES).flatMap((each) =>
        [...items(child(each, 'actions')), ...items(child(each, 'attributes'))]
          .filter((action) => textOf(child(action, 'action')) !== 'delete')
          .map((action) => textOf(child(action, 'key'))),
      ),
    ].flatMap((label) => (label === undefined ? [] : [labelOf(label)])),
    labelsAreOpen: settings.some(
      (each) => textOf(child(each, 'resource_to_telemetry_conversion', 'enabled')) === 'true',
    ),
    removals: isWhole(config) ? labelRemovalsOf(config) : [],
  };
}

/** The name that a transform gives, `*` for each group of its regular expression. */
function newName(transform: Data): readonly string[] {
  const name = textOf(child(transform, 'new_name'));
  return name === undefined ? [] : [name.replace(/\$\$?(?:\d+|\{\w+\})/g, '*')];
}

/** The statements of a transform processor: in a list, or in lists by context. */
function statementsIn(list: Data | undefined): readonly string[] {
  return items(list).flatMap((item) => {
    const text = textOf(item);
    if (text !== undefined) return [text];
    return [...entries(item)].flatMap(([key, { value }]) =>
      key === 'statements' ? items(value).flatMap((each) => textOf(each) ?? []) : [],
    );
  });
}
