import type { MetricKind, NamedBy } from '../schema.js';

/**
 * What libraries emit by themselves once they are set up. `tests/catalog/emitted-metrics.test.ts` holds each entry whose library is
 * installed against what it really registers.
 */

/** A metric as its library makes it. */
export interface EmittedMetric {
  readonly name: string;
  readonly kind: MetricKind;
  readonly unit?: string;
  /** Undefined where they are not known. */
  readonly labels: readonly string[] | undefined;
  readonly buckets?: readonly number[];
}

/** What is asked of the options that a library is set up with, each by the way to it. */
export interface SetupOptions {
  /** A text; undefined where the option is not given, or not seen. */
  text(...path: readonly string[]): string | undefined;
  /** A name, `*` for what is not seen of it; `otherwise` where the option is not given, or nothing of it is seen. */
  name(otherwise: string, ...path: readonly string[]): string;
  /** What stands before names: empty where the option is not given, `*` where it is not seen. */
  prefix(...path: readonly string[]): string;
  /** Whether it is switched on; `otherwise` where the option is not given or not seen. */
  isOn(otherwise: boolean, ...path: readonly string[]): boolean;
  /** The keys of an object; none where it is not given or not seen. */
  keys(...path: readonly string[]): readonly string[];
}

/** What sets a library up, and what it emits then. */
export interface Emitter {
  /** What the inventory calls it. */
  readonly id: string;
  readonly packages: readonly string[];
  /** What is called or constructed: exports of the packages, `default` among them; a member of one as `Module.register`. */
  readonly makes: readonly string[];
  /** It is handed over with its options after it: `app.register(plugin, options)`. */
  readonly handedTo?: string;
  /** Where its options stand among its arguments; 0 where that is not said. */
  readonly optionsAt?: number;
  readonly namedBy: NamedBy;
  readonly metrics: (options: SetupOptions) => readonly EmittedMetric[];
  /** Whether it also serves what the registry holds, at a route of its own. */
  readonly serves?: (options: SetupOptions) => boolean;
}

type Row = readonly [name: string, kind: MetricKind, labels?: readonly string[]];

const PROCESS: readonly Row[] = [
  ['process_cpu_user_seconds_total', 'counter'],
  ['process_cpu_system_seconds_total', 'counter'],
  ['process_cpu_seconds_total', 'counter'],
  ['process_start_time_seconds', 'gauge'],
  ['process_resident_memory_bytes', 'gauge'],
  // These four on Linux alone.
  ['process_virtual_memory_bytes', 'gauge'],
  ['process_heap_bytes', 'gauge'],
  ['process_open_fds', 'gauge'],
  ['process_max_fds', 'gauge'],
  ['nodejs_eventloop_lag_seconds', 'gauge'],
  ...['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'].map((each): Row => [
    `nodejs_eventloop_lag_${each}_seconds`,
    'gauge',
  ]),
  // Gauges, whatever their names end in.
  ...['resources', 'handles', 'requests'].flatMap((each): Row[] => [
    [`nodejs_active_${each}`, 'gauge', ['type']],
    [`nodejs_active_${each}_total`, 'gauge'],
  ]),
  ['nodejs_heap_size_total_bytes', 'gauge'],
  ['nodejs_heap_size_used_bytes', 'gauge'],
  ['nodejs_external_memory_bytes', 'gauge'],
  ...['total', 'used', 'available'].map((each): Row => [
    `nodejs_heap_space_size_${each}_bytes`,
    'gauge',
    ['space'],
  ]),
  ['nodejs_version_info', 'gauge', ['version', 'major', 'minor', 'patch']],
];

const GC_BUCKETS: readonly number[] = [0.001, 0.01, 0.1, 1, 2, 5];

/** prom-client's default metrics; a prefix is put before them as it is. */
function promClientDefaults(prefix: string, labels: readonly string[]): readonly EmittedMetric[] {
  return [
    ...PROCESS.map(([name, kind, own = []]) => ({ name: prefix + name, kind, labels: [...own, ...labels] })),
    {
      name: `${prefix}nodejs_gc_duration_seconds`,
      kind: 'histogram',
      labels: ['kind', ...labels],
      buckets: GC_BUCKETS,
    },
  ];
}

const SECONDS: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

function openTelemetryEmitters(): readonly Emitter[] {
  const http: readonly EmittedMetric[] = [
    {
      name: 'http.server.request.duration',
      kind: 'histogram',
      unit: 's',
      labels: [
        'http.request.method',
        'url.scheme',
        'http.response.status_code',
        'http.route',
        'network.protocol.version',
        'network.protocol.name',
        'server.address',
        'server.port',
        'error.type',
      ],
      buckets: SECONDS,
    },
    client(),
  ];
  const instrumentations: readonly (readonly [
    module: string,
    name: string,
    metrics: readonly EmittedMetric[],
  ])[] = [
    ['http', 'HttpInstrumentation', http],
    ['undici', 'UndiciInstrumentation', [client()]],
    ['pg', 'PgInstrumentation', DATABASE],
    ['mysql', 'MySQLInstrumentation', CONNECTIONS],
    ['mongodb', 'MongoDBInstrumentation', CONNECTIONS],
    ['kafkajs', 'KafkaJsInstrumentation', KAFKA],
    ['openai', 'OpenAIInstrumentation', OPENAI],
    ['runtime-node', 'RuntimeNodeInstrumentation', RUNTIME],
  ];
  const all = instrumentations.flatMap(([, , metrics]) => metrics);
  return [
    ...instrumentations.map(([module, name, metrics]): Emitter => ({
      id: `@opentelemetry/instrumentation-${module}`,
      packages: [`@opentelemetry/instrumentation-${module}`],
      makes: [name],
      namedBy: 'otel',
      metrics: () => metrics,
    })),
    {
      id: '@opentelemetry/auto-instrumentations-node',
      packages: ['@opentelemetry/auto-instrumentations-node'],
      makes: ['getNodeAutoInstrumentations'],
      namedBy: 'otel',
      metrics: () => [...new Map(all.map((each) => [each.name, each])).values()],
    },
    {
      id: '@opentelemetry/host-metrics',
      packages: ['@opentelemetry/host-metrics'],
      makes: ['HostMetrics'],
      namedBy: 'otel',
      metrics: () => HOST,
    },
  ];
}

function client(): EmittedMetric {
  return {
    name: 'http.client.request.duration',
    kind: 'histogram',
    unit: 's',
    labels: [
      'http.request.method',
      'server.address',
      'server.port',
      'http.response.status_code',
      'network.protocol.version',
      'url.scheme',
      'error.type',
    ],
    buckets: SECONDS,
  };
}

function open(name: string, kind: MetricKind, unit?: string): EmittedMetric {
  return { name, kind, labels: undefined, ...(unit !== undefined && { unit }) };
}

const CONNECTIONS: readonly EmittedMetric[] = [
  open('db.client.connection.count', 'upDownCounter', '{connection}'),
];

const DATABASE: readonly EmittedMetric[] = [
  open('db.client.operation.duration', 'histogram', 's'),
  ...CONNECTIONS,
  open('db.client.connection.pending_requests', 'upDownCounter', '{connection}'),
];

/** It gives them no unit, unlike the conventions. */
const KAFKA: readonly EmittedMetric[] = [
  open('messaging.client.operation.duration', 'histogram'),
  open('messaging.client.sent.messages', 'counter'),
  open('messaging.client.consumed.messages', 'counter'),
  open('messaging.process.duration', 'histogram'),
];

const OPENAI: readonly EmittedMetric[] = [
  open('gen_ai.client.operation.duration', 'histogram', 's'),
  open('gen_ai.client.token.usage', 'histogram', '{token}'),
];

const RUNTIME: readonly EmittedMetric[] = [
  ...['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'].map((each) =>
    open(`nodejs.eventloop.delay.${each}`, 'gauge', 's'),
  ),
  open('nodejs.eventloop.time', 'counter', 's'),
  open('nodejs.eventloop.utilization', 'gauge', '1'),
  open('v8js.gc.duration', 'histogram', 's'),
  open('v8js.memory.heap.limit', 'gauge', 'By'),
  open('v8js.memory.heap.used', 'gauge', 'By'),
  open('v8js.memory.heap.space.available_size', 'gauge', 'By'),
  open('v8js.memory.heap.space.physical_size', 'gauge', 'By'),
  open('v8js.resource.active', 'gauge', '{resource}'),
];

/** Most of them have no unit, unlike the conventions. */
const HOST: readonly EmittedMetric[] = [
  open('system.cpu.time', 'counter', 's'),
  open('system.cpu.utilization', 'gauge'),
  open('system.memory.usage', 'gauge'),
  open('system.memory.utilization', 'gauge'),
  open('system.network.packet.dropped', 'counter'),
  open('system.network.dropped', 'counter'),
  open('system.network.errors', 'counter'),
  open('system.network.io', 'counter'),
  open('process.cpu.time', 'counter', 's'),
  open('process.cpu.utilization', 'gauge'),
  open('process.memory.usage', 'gauge'),
];

export const EMITTERS: readonly Emitter[] = [
  {
    id: 'prom-client collectDefaultMetrics',
    packages: ['prom-client'],
    makes: ['collectDefaultMetrics'],
    namedBy: 'registry',
    metrics: (options) => promClientDefaults(options.prefix('prefix'), options.keys('labels')),
  },
  {
    id: 'prometheus-gc-stats',
    packages: ['prometheus-gc-stats', '@chainsafe/prometheus-gc-stats'],
    makes: ['default', '*', 'gcStats'],
    optionsAt: 1,
    namedBy: 'registry',
    metrics: (options) =>
      ['runs_total', 'pause_seconds_total', 'reclaimed_bytes_total'].map((each) => ({
        name: `${options.prefix('prefix')}nodejs_gc_${each}`,
        kind: 'counter' as const,
        labels: ['gctype'],
      })),
  },
  {
    id: '@willsoto/nestjs-prometheus',
    packages: ['@willsoto/nestjs-prometheus'],
    makes: ['PrometheusModule.register', 'PrometheusModule.registerAsync'],
    namedBy: 'registry',
    serves: () => true,
    metrics: (options) =>
      options.isOn(true, 'defaultMetrics', 'enabled')
        ? promClientDefaults(
            options.prefix('defaultMetrics', 'config', 'prefix'),
            options.keys('defaultMetrics', 'config', 'labels'),
          )
        : [],
  },
  {
    id: 'express-prom-bundle',
    packages: ['express-prom-bundle'],
    makes: ['default', '*'],
    namedBy: 'registry',
    serves: (options) => options.isOn(true, 'autoregister'),
    metrics: (options) => {
      const hasDefaults = options.isOn(false, 'promClient', 'collectDefaultMetrics');
      const prefix = options.prefix('promClient', 'collectDefaultMetrics', 'prefix');
      return [
        {
          name: options.name('http_request_duration_seconds', 'httpDurationMetricName'),
          kind: options.text('metricType') === 'summary' ? 'summary' : 'histogram',
          labels: [
            'status_code',
            ...(options.isOn(false, 'includeMethod') ? ['method'] : []),
            ...(options.isOn(false, 'includePath') ? ['path'] : []),
            ...options.keys('customLabels'),
          ],
          buckets: [0.003, 0.03, 0.1, 0.3, 1.5, 10],
        },
        ...(options.isOn(true, 'includeUp')
          ? [{ name: `${prefix}up`, kind: 'gauge' as const, labels: [] }]
          : []),
        ...(hasDefaults
          ? promClientDefaults(prefix, options.keys('promClient', 'collectDefaultMetrics', 'labels'))
          : []),
      ];
    },
  },
  {
    id: 'fastify-metrics',
    packages: ['fastify-metrics'],
    makes: ['default', '*'],
    handedTo: 'register',
    namedBy: 'registry',
    serves: (options) => options.isOn(true, 'endpoint'),
    metrics: (options) => {
      const override = (otherwise: string, ...path: readonly string[]) =>
        options.name(otherwise, 'routeMetrics', 'overrides', ...path);
      const labels = [
        override('method', 'labels', 'method'),
        override('route', 'labels', 'route'),
        override('status_code', 'labels', 'status'),
        ...options.keys('routeMetrics', 'customLabels'),
      ];
      const routes: readonly EmittedMetric[] = [
        {
          name: override('http_request_duration_seconds', 'histogram', 'name'),
          kind: 'histogram',
          labels,
          buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        },
        { name: override('http_request_summary_seconds', 'summary', 'name'), kind: 'summary', labels },
      ];
      return [
        ...(options.isOn(true, 'routeMetrics', 'enabled') ? routes : []),
        ...(options.isOn(true, 'defaultMetrics', 'enabled')
          ? promClientDefaults(
              options.prefix('defaultMetrics', 'prefix'),
              options.keys('defaultMetrics', 'labels'),
            )
          : []),
      ];
    },
  },
  ...openTelemetryEmitters(),
];
