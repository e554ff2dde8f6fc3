import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { MetricObservation } from '../../../src/model/metrics/metric.js';
import { onTelemetry } from '../../../src/eslint/subscribe.js';
import { lines, packageOf } from '../../rules/rule-tester.js';

// What is read from the calls that record a value or set its labels. The rules judge nothing else.

const linter = new Linter({ cwd: packageOf({ 'package.json': { name: 'shop' } }) });

const probe = {
  meta: { messages: { seen: '{{what}}' }, schema: [] },
  create: (context: never) =>
    onTelemetry(context, {}, () => ({
      metricObservation: ({ event, node }) =>
        (context as { report(descriptor: object): void }).report({
          node,
          messageId: 'seen',
          data: { what: described(event) },
        }),
    })),
};

/**
 * `convention kind operation name [unit] = value {label: value, …} with metadata: value`, as far as each is known;
 * `…` for labels not seen. OpenTelemetry's units stand in its definitions.
 */
function described(event: MetricObservation): string {
  const labels = event.labels.map(({ name, value }) => `${name}: ${value.text}`);
  if (!event.labelsAreComplete) labels.push('…');
  return [
    event.dialect.convention.name,
    event.kind ?? '?',
    event.operation,
    event.definition?.name ?? '?',
    ...(event.definition?.unit === undefined || event.dialect.convention.name === 'opentelemetry'
      ? []
      : [`[${event.definition.unit}]`]),
    ...(event.value ? [`= ${event.value.text}`] : []),
    ...(labels.length > 0 ? [`{${labels.join(', ')}}`] : []),
    ...event.metadata.map(({ name, value }) => `with ${name}: ${value.text}`),
  ].join(' ');
}

/** What the code observes, in the order of the text. */
function observed(...code: readonly string[]): string[] {
  return linter
    .verify(
      lines(...code),
      [
        {
          files: ['**'],
          languageOptions: { parser },
          plugins: { test: { rules: { probe: probe as never } } },
          rules: { 'test/probe': 'error' },
        },
      ],
      'src/example.ts',
    )
    .map(({ message }) => message);
}

describe('OpenTelemetry, observed by a callback', () => {
  const METER = [
    "import { type ObservableResult, metrics } from '@opentelemetry/api';",
    "const meter = metrics.getMeter('shop');",
    "const depth = meter.createObservableGauge('queue.depth', { unit: '{job}' });",
    "const sold = meter.createObservableCounter('orders.sold');",
    "const open = meter.createObservableUpDownCounter('orders.open');",
  ];

  it('of one metric', () => {
    expect(
      observed(
        ...METER,
        'depth.addCallback((result) => result.observe(queue.length, { queue: queue.name }));',
        'sold.addCallback(async (result: ObservableResult) => {',
        '  result.observe(await count());',
        '});',
        'open.addCallback(function report(result) { result.observe(-1, attributes); });',
      ),
    ).toEqual([
      'opentelemetry gauge set queue.depth = queue.length {queue: queue.name}',
      'opentelemetry counter set orders.sold = await count()',
      'opentelemetry upDownCounter set orders.open = -1 {…}',
    ]);
  });

  it('that is handed over by its name', () => {
    expect(
      observed(
        ...METER,
        'function report(result: ObservableResult) {',
        "  result.observe(1, { queue: 'a' });",
        '}',
        'depth.addCallback(report);',
      ),
    ).toEqual(["opentelemetry gauge set queue.depth = 1 {queue: 'a'}"]);
  });

  it('of many metrics', () => {
    expect(
      observed(
        ...METER,
        'meter.addBatchObservableCallback((batch) => {',
        '  batch.observe(depth, queue.length, { queue: queue.name });',
        '  batch.observe(sold, 7);',
        '  batch.observe(unknown, 7);',
        '}, [depth, sold]);',
      ),
    ).toEqual([
      'opentelemetry gauge set queue.depth = queue.length {queue: queue.name}',
      'opentelemetry counter set orders.sold = 7',
    ]);
  });

  it('not what only has a method of that name', () => {
    expect(
      observed(
        ...METER,
        'watcher.addCallback((result) => result.observe(1));',
        'depth.addCallback((result) => other.observe(result));',
        'depth.observe(1);',
        'depth.add(1);',
      ),
    ).toEqual([]);
  });
});

describe('prom-client', () => {
  const DEPTH = "name: 'queue_depth', help: 'Depth', labelNames: ['queue']";

  it('collected by the metric itself', () => {
    expect(
      observed(
        "import client, { Gauge, register } from 'prom-client';",
        `new Gauge({ ${DEPTH}, collect() { this.set({ queue: 'a' }, 1); } });`,
        `new client.Gauge({ ${DEPTH}, registers: [register], async collect() {`,
        '  for (const queue of await queues()) this.labels(queue.name).set(queue.length);',
        '} });',
        `new Gauge({ ${DEPTH}, collect: function () { queues().forEach((queue) => this.set(queue.length)); } });`,
      ),
    ).toEqual([
      "prometheus gauge set queue_depth = 1 {queue: 'a'}",
      'prometheus gauge set queue_depth = queue.length',
      'prometheus gauge labels queue_depth {queue: queue.name}',
      'prometheus gauge set queue_depth = queue.length',
    ]);
  });

  it('not by what only stands in its options', () => {
    expect(
      observed(
        "import { Gauge } from 'prom-client';",
        `new Gauge({ ${DEPTH}, collect: () => { this.set(1); } });`,
        `new Gauge({ ${DEPTH}, other() { this.set(1); } });`,
        `new Gauge({ ${DEPTH}, collect() { return { set() { this.set(1); } }; } });`,
        `new Poller({ ${DEPTH}, collect() { this.set(1); } });`,
        'class Depth { collect() { this.set(1); } }',
      ),
    ).toEqual([]);
  });

  it('looked up in a registry', () => {
    expect(
      observed(
        "import client, { type Counter, Registry, register } from 'prom-client';",
        "(register.getSingleMetric('orders_total') as Counter<string>).inc({ shop }, 2);",
        "const open: client.Gauge = client.register.getSingleMetric('orders_open') as client.Gauge;",
        'open.dec();',
        'const own = new Registry();',
        "const took = own.getSingleMetric('orders_took_seconds') as client.Histogram;",
        'took.observe(3);',
        'function count(registry: Registry) {',
        "  const orders = registry.getSingleMetric('orders_total') as Counter;",
        '  orders.inc();',
        '}',
        "register.getSingleMetric('orders_total').inc();",
      ),
    ).toEqual([
      'prometheus counter add orders_total = 2 {shop: shop}',
      'prometheus gauge subtract orders_open',
      'prometheus histogram record orders_took_seconds = 3',
      'prometheus counter add orders_total',
      'prometheus ? add ?',
    ]);
  });

  it('by any import of the library', () => {
    for (const statement of [
      "import client from 'prom-client';",
      "import * as client from 'prom-client';",
      "import client = require('prom-client');",
      "const client = require('prom-client');",
      "const client = await import('prom-client');",
    ]) {
      expect(
        observed(
          statement,
          `new client.Gauge({ ${DEPTH}, registers: [client.register] }).set({ queue }, 1);`,
        ),
      ).toEqual(['prometheus gauge set queue_depth = 1 {queue: queue}']);
    }
  });
});

describe('metrics by the type of what holds them', () => {
  const TYPES = [
    "import type { Counter, Histogram } from 'prom-client';",
    'interface Metrics { orders: Counter<string>; latency?: Histogram; name: string; nested: Nested }',
    'type Nested = { failures: Counter };',
  ];

  it.each([
    ['a parameter', 'export function f(metrics: Metrics) { metrics.orders.inc({ a: x }); }'],
    ['a pattern', 'export function f({ orders }: Metrics) { orders.inc({ a: x }); }'],
    ['a field', 'class A { declare metrics: Metrics; f() { this.metrics.orders.inc({ a: x }); } }'],
    [
      'a constructor',
      'class A { constructor(private metrics: Metrics) {} f() { this.metrics.orders.inc({ a: x }); } }',
    ],
    ['a variable', 'declare const metrics: Metrics | undefined; metrics?.orders.inc({ a: x });'],
    ['a call', 'const metrics: Metrics = register(); metrics.orders.inc({ a: x });'],
    ['a type literal', 'export function f(metrics: Nested) { metrics.failures.inc({ a: x }); }'],
    ['another interface', 'export function f(metrics: Metrics) { metrics.nested.failures.inc({ a: x }); }'],
  ])('%s', (_, code) => {
    expect(observed(...TYPES, code)).toEqual(['prometheus counter add ? {a: x}']);
  });

  it('that may be missing', () => {
    const code = 'export function f(metrics: Metrics) { metrics.latency?.observe({ a: x }, 1); }';
    expect(observed(...TYPES, code)).toEqual(['prometheus histogram record ? = 1 {a: x}']);
  });

  it('with the definition of what is written there', () => {
    const code = [
      "import { Counter as Orders } from 'prom-client';",
      "const metrics: Metrics = { orders: new Orders({ name: 'orders_total', help: 'Orders' }) };",
      'metrics.orders.inc({ a: x });',
    ];
    expect(observed(...TYPES, ...code)).toEqual(['prometheus counter add orders_total {a: x}']);
  });

  it.each([
    ['another member', 'metrics.name.inc({ a: x });'],
    ['a member that is not declared', 'metrics.others.inc({ a: x });'],
    ['the holder itself', 'metrics.inc({ a: x });'],
  ])('not %s', (_, code) => {
    expect(observed(...TYPES, `export function f(metrics: Metrics) { ${code} }`)).toEqual([]);
  });

  it.each([
    [
      'what an interface inherits',
      'interface More extends Metrics { x: string } function f(m: More) { m.orders.inc({ a: x }); }',
    ],
    ['a type written out in place', 'function f(m: { orders: Counter }) { m.orders.inc({ a: x }); }'],
    ['a member of a type', "function f(m: Metrics['orders']) { m.inc({ a: x }); }"],
    ['the type of a result', 'function f(m: ReturnType<typeof create>) { m.orders.inc({ a: x }); }'],
    ['the type of a value', 'function f(m: typeof metrics) { m.orders.inc({ a: x }); }'],
    ['one of two types at once', 'function f(m: { x: string } & Metrics) { m.orders.inc({ a: x }); }'],
    ['some members of a type', "function f(m: Pick<Metrics, 'orders'>) { m.orders.inc({ a: x }); }"],
    ['the elements of a Map', "function f(m: Map<string, Counter>) { m.get('orders')?.inc({ a: x }); }"],
    ['the elements of a list', 'function f(m: Counter[]) { m[0].inc({ a: x }); }'],
    ['the members of a record', 'function f(m: Record<string, Counter>) { m.orders.inc({ a: x }); }'],
    ['a generic parameter', 'function f<T extends Metrics>(m: T) { m.orders.inc({ a: x }); }'],
    [
      'what a method returns',
      'class A { all(): Metrics { return load(); } f() { this.all().orders.inc({ a: x }); } }',
    ],
  ])('by %s', (_, code) => {
    const made = 'declare const metrics: Metrics; function create(): Metrics { return load(); }';
    expect(observed(...TYPES, made, code)).toEqual(['prometheus counter add ? {a: x}']);
  });

  it('of a type of the project’s own, by its name and its methods', () => {
    const own = 'interface Counter { inc(labels: object): void } interface Own { orders: Counter }';
    expect(observed(`${own} export function f(metrics: Own) { metrics.orders.inc({ a: x }); }`)).toEqual([
      'declared counter add ? {a: x}',
    ]);
  });
});

describe('labels by options', () => {
  it('of fastify-metrics', () => {
    expect(
      observed(
        "import Fastify from 'fastify';",
        "import metricsPlugin from 'fastify-metrics';",
        'const app = Fastify();',
        'await app.register(metricsPlugin, {',
        '  routeMetrics: {',
        "    customLabels: { tenant: (request) => request.headers['x-tenant'], region: 'eu', plan(request) { return request.plan; } },",
        '    overrides: { labels: { getRouteLabel: (request) => request.raw.url } },',
        '  },',
        '});',
      ),
    ).toEqual([
      "prometheus histogram labels ? {route: request.raw.url, tenant: request.headers['x-tenant'], region: 'eu', plan: request.plan, …}",
    ]);
  });

  it('of fastify-metrics, elsewhere or switched off', () => {
    const options = '{ routeMetrics: { ENABLED customLabels: { tenant: (request) => request.tenant } } }';
    const head = ["import metricsPlugin from 'fastify-metrics';", "const other = require('fastify');"];
    const on = options.replace('ENABLED', '');
    expect(observed(...head, `app.register(metricsPlugin, ${on});`)).toHaveLength(1);
    expect(
      observed(
        ...head,
        `app.register(metricsPlugin, ${options.replace('ENABLED', 'enabled: { summary: false },')});`,
      ),
    ).toHaveLength(1);
    for (const call of [
      `app.register(metricsPlugin, ${options.replace('ENABLED', 'enabled: false,')});`,
      `app.register(metricsPlugin, ${options.replace('ENABLED', 'enabled: isOn,')});`,
      `app.use(metricsPlugin, ${on});`,
      `app.register(other, ${on});`,
      `describe(${on});`,
    ]) {
      expect(observed(...head, call)).toEqual([]);
    }
  });

  it('of express-prom-bundle', () => {
    const head = "import promBundle from 'express-prom-bundle';";
    expect(
      observed(
        head,
        'app.use(promBundle({',
        '  includePath: true,',
        '  normalizePath: (req) => req.path,',
        '  customLabels: { shop: process.env.SHOP, user: null },',
        '  transformLabels: (labels, req) => { labels.user = req.user.id; Object.assign(labels, { plan: req.plan }); },',
        '}));',
      ),
    ).toEqual([
      'prometheus histogram labels ? {path: req.path, shop: process.env.SHOP, user: req.user.id, plan: req.plan, …}',
    ]);
    expect(
      observed(
        head,
        'function normalize(req) { if (req.route) return req.route.path; return req.path; }',
        'const options = { includePath: true, normalizePath: normalize };',
        'export const metrics = promBundle(options);',
      ),
    ).toEqual(['prometheus histogram labels ? {path: req.route.path, path: req.path, …}']);
  });

  it('of express-prom-bundle, without the path and where it is replaced', () => {
    const head = "const promBundle = require('express-prom-bundle');";
    for (const options of [
      '{ normalizePath: (req) => req.path }',
      '{ includePath: false, normalizePath: (req) => req.path }',
      '{ includePath: withPath, normalizePath: (req) => req.path }',
      "{ includePath: true, normalizePath: [['^/orders/.*', '/orders/#id']] }",
    ]) {
      expect(observed(head, `app.use(promBundle(${options}));`)).toEqual([]);
    }
    expect(
      observed(
        head,
        'app.use(promBundle({ includePath: true, normalizePath: (req) => req.path, transformLabels(labels, req) {',
        '  labels.path = req.route.path;',
        '} }));',
      ),
    ).toEqual(['prometheus histogram labels ? {path: req.route.path, …}']);
  });
});

describe('CloudWatch', () => {
  it('dimensions and metrics of Powertools', () => {
    expect(
      observed(
        "import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';",
        "const metrics = new Metrics({ namespace: 'shop', defaultDimensions: { stage: process.env.STAGE } });",
        "metrics.addDimension('userId', event.userId);",
        'metrics.addDimensions({ orderId: order.id });',
        "metrics.addMetric('took', MetricUnit.Milliseconds, elapsed);",
        "metrics.singleMetric().addDimension('tenant', tenant).addMetric('cold', 'Count', 1);",
        "metrics.addMetadata('requestId', requestId);",
        'class Handler { constructor(private metrics: Metrics) {}',
        "  run(id) { this.metrics.addDimension('id', id); this.metrics.addDimension(id, 1); } }",
      ),
    ).toEqual([
      'cloudwatch ? labels ? {stage: process.env.STAGE, …}',
      'cloudwatch ? labels ? {userId: event.userId}',
      'cloudwatch ? labels ? {orderId: order.id}',
      'cloudwatch histogram record took [Milliseconds] = elapsed',
      'cloudwatch histogram record cold [Count] = 1',
      'cloudwatch ? labels ? {tenant: tenant}',
      'cloudwatch ? labels ? {id: id}',
      'cloudwatch ? labels ? {…}',
    ]);
  });

  it('dimensions and metrics of aws-embedded-metrics', () => {
    expect(
      observed(
        "import { type MetricsLogger, Unit, createMetricsLogger, metricScope } from 'aws-embedded-metrics';",
        'const metrics = createMetricsLogger();',
        'metrics.putDimensions({ userId: user.id });',
        'metrics.setDimensions([{ shop }, { shop, userId: user.id }]);',
        "metrics.putMetric('took', elapsed, Unit.Milliseconds);",
        "metrics.setProperty('requestId', requestId);",
        'export const handler = metricScope((scoped) => async (event) => {',
        "  scoped.putDimensions({ path: event.path }).putMetric('size', 1, 'Bytes');",
        '});',
        'const count = (logger: MetricsLogger) => logger.putMetric(name, 1);',
      ),
    ).toEqual([
      'cloudwatch ? labels ? {userId: user.id}',
      'cloudwatch ? labels ? {shop: shop, shop: shop, userId: user.id, …}',
      'cloudwatch histogram record took [Milliseconds] = elapsed',
      'cloudwatch histogram record size [Bytes] = 1',
      'cloudwatch ? labels ? {path: event.path}',
      'cloudwatch histogram record ? = 1',
    ]);
  });
});

describe('Sentry', () => {
  it('metrics, whose attributes make no series', () => {
    expect(
      observed(
        "import * as Sentry from '@sentry/node';",
        "import { metrics } from '@sentry/nextjs';",
        "Sentry.metrics.count('orders', 1, { attributes: { userId: user.id } });",
        "metrics.gauge('depth', queue.length);",
        "Sentry.metrics.distribution('took', elapsed, { unit: 'millisecond', attributes: { shop } });",
        "Sentry.count('orders');",
      ),
    ).toEqual([
      'sentry counter add orders = 1 with userId: user.id',
      'sentry gauge set depth = queue.length',
      'sentry histogram record took [millisecond] = elapsed with shop: shop',
    ]);
  });
});

describe('hot-shots', () => {
  it('tags of a list, an object, options and the client', () => {
    expect(
      observed(
        "import StatsD from 'hot-shots';",
        'const client = new StatsD({ globalTags: { env: process.env.ENV } });',
        "client.increment('orders', 1, [`user:${id}`, 'env:prod', 'shop:' + shop, `at:${day}-${hour}`, other]);",
        "client.increment('orders', { user: id });",
        "client.histogram('took', elapsed, { sampleRate: 0.1, tags: { user: id } });",
        "client.gauge('depth', 3, { sampleRate: 0.1 });",
        "client.timing('took', elapsed, 0.5, tags);",
        'const child = client.childClient({ globalTags: [`tenant:${tenant}`] });',
        "child.decrement('open', 2);",
      ),
    ).toEqual([
      'statsd ? labels ? {env: process.env.ENV, …}',
      "statsd counter add orders = 1 {user: id, env: 'env:prod', shop: shop, at: `at:${day}-${hour}`, …}",
      'statsd counter add orders {user: id}',
      'statsd histogram record took = elapsed {user: id}',
      'statsd gauge set depth = 3',
      'statsd histogram record took [ms] = elapsed {…}',
      'statsd ? labels ? {tenant: tenant, …}',
      'statsd counter subtract open = 2',
    ]);
  });
});
