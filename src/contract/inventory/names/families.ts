import type { NamedBy, NamingExporter } from '../facts.js';
import type { Exporter, LabelEntry, MetricEntry, Pattern } from '../inventory.js';
import { otelPrometheusFamily, otelPrometheusText } from './otel-prometheus.js';
import { OTLP_STRATEGIES, otlpFamily, otlpLabel } from './otlp.js';
import { statsdFamily } from './statsd.js';

type Named = Pick<MetricEntry, 'name' | 'kind' | 'unit'> & { readonly namedBy: NamedBy };

/** Every family that Prometheus may know a metric by: where no exporter for it is seen, those of all. */
export function familiesOf(metric: Named, exporters: readonly NamingExporter[]): readonly Pattern[] {
  const { name, kind, namedBy } = metric;
  switch (namedBy) {
    case 'registry':
      return [name];
    case 'statsd':
      return unique(prefixesOf(exporters, 'statsd').map((prefix) => statsdFamily(name, prefix)));
    case 'otel': {
      const pull = exporters.filter((each) => each.kind === 'otel-prometheus');
      const isPushed = exporters.some((each) => each.kind === 'otlp');
      const isOpen = pull.length === 0 && !isPushed;
      const pulled = isOpen ? [undefined] : pull.map(({ prefix }) => prefix);
      return unique([
        ...pulled.map((prefix) => otelPrometheusFamily(name, kind, prefix)),
        ...(isPushed || isOpen ? OTLP_STRATEGIES.map((strategy) => otlpFamily(metric, strategy)) : []),
      ]);
    }
    case 'other':
      return [name];
  }
}

/** A label as Prometheus shows it. */
export function namedLabel(
  label: LabelEntry,
  namedBy: NamedBy,
  exporters: readonly NamingExporter[],
): LabelEntry {
  if (namedBy !== 'otel' && namedBy !== 'statsd') return label;
  const isPulled = exporters.some((each) => each.kind === 'otel-prometheus');
  const name = namedBy === 'statsd' || isPulled ? otelPrometheusText(label.name) : otlpLabel(label.name);
  return name === label.name ? label : { ...label, name, writtenName: label.name };
}

function prefixesOf(
  exporters: readonly NamingExporter[],
  kind: Exporter['kind'],
): readonly (Pattern | undefined)[] {
  const found = exporters.filter((each) => each.kind === kind).map(({ prefix }) => prefix);
  return found.length === 0 ? [undefined] : found;
}

function unique(names: readonly Pattern[]): readonly Pattern[] {
  return [...new Set(names)].sort();
}
