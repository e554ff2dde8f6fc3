import { literally } from '../pattern.js';
import { EMITTERS } from './emitted.js';

/** What takes a package's metrics to Prometheus, by what sets it up. */
export interface MetricExporter {
  readonly packages: RegExp;
  readonly makes: readonly string[];
  readonly kind: 'otel-prometheus' | 'otlp' | 'statsd' | 'other';
  /** The option whose text stands before each name. */
  readonly prefix?: string;
}

export const METRIC_EXPORTERS: readonly MetricExporter[] = [
  {
    packages: /^@opentelemetry\/exporter-prometheus$/,
    makes: ['PrometheusExporter', 'PrometheusSerializer'],
    kind: 'otel-prometheus',
    prefix: 'prefix',
  },
  {
    packages: /^@opentelemetry\/exporter-metrics-otlp-(?:http|grpc|proto)$/,
    makes: ['OTLPMetricExporter'],
    kind: 'otlp',
  },
  {
    packages: /^@opentelemetry\/(?:exporter-collector.*)$/,
    makes: ['CollectorMetricExporter'],
    kind: 'otlp',
  },
  { packages: /^hot-shots$/, makes: ['default', '*', 'StatsD'], kind: 'statsd', prefix: 'prefix' },
  {
    packages: /^@google-cloud\/opentelemetry-cloud-monitoring-exporter$/,
    makes: ['MetricExporter'],
    kind: 'other',
  },
  {
    packages: /^@azure\/monitor-opentelemetry(?:-exporter)?$/,
    makes: ['useAzureMonitor', 'AzureMonitorMetricExporter'],
    kind: 'other',
  },
];

/** What a text says that may set one of them up, or what emits metrics by itself: the cheap question that comes first. */
export const MENTIONS_METRIC_SETUP = new RegExp(
  [
    ...EMITTERS.flatMap(({ packages }) => packages.map(literally)),
    '@opentelemetry/exporter|hot-shots|@azure/monitor-|@google-cloud/opentelemetry|setDefaultLabels',
  ].join('|'),
);
