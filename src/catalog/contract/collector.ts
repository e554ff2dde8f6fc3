/** The OpenTelemetry Collector's components, by type: what is gone, what is called otherwise now. */

export type ComponentClass = 'receivers' | 'processors' | 'exporters' | 'connectors' | 'extensions';

export interface RemovedComponent {
  readonly of: ComponentClass;
  readonly type: string;
  /** What to use instead. */
  readonly instead: string;
  /** The first release without it, `111` of `0.111.0`; undefined where it is not known. */
  readonly since?: number;
}

/** What current releases refuse to start with. */
export const REMOVED_COMPONENTS: readonly RemovedComponent[] = [
  { of: 'exporters', type: 'jaeger', instead: '`otlp`, which Jaeger takes', since: 86 },
  { of: 'exporters', type: 'jaeger_thrift', instead: '`otlp`, which Jaeger takes', since: 86 },
  { of: 'exporters', type: 'logging', instead: '`debug`', since: 111 },
  { of: 'exporters', type: 'loki', instead: '`otlp_http` to Loki’s `/otlp`', since: 131 },
  { of: 'processors', type: 'spanmetrics', instead: 'the connector `spanmetrics`' },
  { of: 'extensions', type: 'memory_ballast', instead: '`GOMEMLIMIT`', since: 108 },
];

/** What the Helm chart's own values and presets define, which a values file is merged with. */
export const CHART_COMPONENTS: Readonly<Partial<Record<ComponentClass, ReadonlySet<string>>>> = {
  receivers: new Set([
    ...['otlp', 'jaeger', 'zipkin', 'prometheus', 'filelog', 'file_log', 'hostmetrics', 'host_metrics'],
    ...['kubeletstats', 'kubelet_stats', 'k8s_cluster', 'k8sobjects', 'k8s_objects'],
  ]),
  processors: new Set([
    ...[
      'batch',
      'memory_limiter',
      'k8sattributes',
      'k8s_attributes',
      'resourcedetection',
      'resource_detection',
    ],
  ]),
  exporters: new Set(['debug']),
  extensions: new Set(['health_check', 'file_storage', 'k8s_leader_elector']),
};

/** The processor that refuses data before memory runs out: it has to come before all that keeps some. */
export const MEMORY_LIMITER = 'memory_limiter';

/** Processors that drop whole spans or traces: what they drop should not have been batched. */
export const SAMPLERS: ReadonlySet<string> = new Set(['tail_sampling', 'probabilistic_sampler']);
export const BATCHER = 'batch';

/** The type of a component: `otlp` of `otlp/jaeger`. */
export function componentType(id: string): string {
  return id.split('/')[0] ?? id;
}
