import { describe, expect, it } from 'vitest';
import type { Inventory, MetricEntry, PackageInventory } from '../../src/contract/inventory/inventory.js';
import { Repository } from './project.js';

const MANIFEST = {
  name: 'shop',
  type: 'module',
  dependencies: { 'prom-client': '*', express: '*', pino: '*' },
};

async function inventory(files: Readonly<Record<string, string | object>>): Promise<Inventory> {
  const repository = new Repository({ 'package.json': MANIFEST, ...files });
  const { stdout, stderr, code } = await repository.contract('inventory', '--format', 'json');
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return JSON.parse(stdout) as Inventory;
}

/** The inventory of a repository of one package. */
async function only(files: Readonly<Record<string, string | object>>): Promise<PackageInventory> {
  const { packages } = await inventory(files);
  expect(packages).toHaveLength(1);
  return packages[0]!;
}

async function metrics(files: Readonly<Record<string, string | object>>): Promise<readonly MetricEntry[]> {
  return (await only(files)).metrics;
}

/** Of each metric its name and the names of its labels. */
async function labelled(files: Readonly<Record<string, string | object>>): Promise<Record<string, string[]>> {
  const found = await metrics(files);
  return Object.fromEntries(found.map(({ name, labels }) => [name, labels.map((label) => label.name)]));
}

describe('the modules that @opentelemetry/sdk-node exports', () => {
  it.each([
    ["import { api } from '@opentelemetry/sdk-node';", {}],
    ["import * as sdk from '@opentelemetry/sdk-node';\nconst api = sdk.api;", {}],
    [
      "import { api } from './telemetry.js';",
      { 'src/telemetry.js': "export { api } from '@opentelemetry/sdk-node';\n" },
    ],
  ])('are followed to meters and tracers: %s', async (imports, files) => {
    const { metrics: found, spans } = await only({
      ...files,
      'src/shop.js': `${imports}
const meter = api.metrics.getMeter('shop');
const tracer = api.trace.getTracer('shop');
export const orders = meter.createCounter('shop.orders', { unit: '{order}' });
export const order = (work) => tracer.startActiveSpan('order', (span) => { work(); span.end(); });
`,
    });
    expect(found.map(({ name, kind }) => [name, kind])).toEqual([['shop.orders', 'counter']]);
    expect(spans.map(({ name }) => name)).toEqual(['order']);
  });

  it('are no API where the name is another’s', async () => {
    const { metrics: found } = await only({
      'src/shop.js': `import { core } from '@opentelemetry/sdk-node';
export const orders = core.metrics.getMeter('shop').createCounter('shop.orders');
`,
    });
    expect(found).toEqual([]);
  });
});

describe('a metric that a library emits', () => {
  it.each([
    ["import gcStats from 'prometheus-gc-stats';", 'gcStats(registry, { prefix: "shop_" })();'],
    ["const gcStats = require('prometheus-gc-stats');", 'gcStats(registry, { prefix: "shop_" })();'],
    [
      "import { gcStats } from '@chainsafe/prometheus-gc-stats';",
      'gcStats(registry, { collectionInterval: 6000, prefix: "shop_" });',
    ],
  ])('is named by the options that follow the registry: %s', async (imports, call) => {
    const found = await metrics({
      'src/gc.js': `${imports}\nexport const watch = (registry) => {\n  ${call}\n};\n`,
    });
    expect(found.map(({ name, kind, labels }) => [name, kind, labels.map((each) => each.name)])).toEqual([
      ['shop_nodejs_gc_pause_seconds_total', 'counter', ['gctype']],
      ['shop_nodejs_gc_reclaimed_bytes_total', 'counter', ['gctype']],
      ['shop_nodejs_gc_runs_total', 'counter', ['gctype']],
    ]);
  });

  const bundle = async (options: string) => {
    const found = await metrics({
      'package.json': { ...MANIFEST, dependencies: { 'express-prom-bundle': '*' } },
      'src/config.ts': 'export const prefix = process.env.PREFIX ?? load();\nexport const team = "shop_";',
      'src/app.ts': `import promBundle from 'express-prom-bundle';
import { prefix, team } from './config.js';
export const middleware = promBundle(${options});`,
    });
    return found.map(({ name }) => name).filter((name) => name.includes('duration'));
  };

  it.each([
    ['{}', 'http_request_duration_seconds'],
    ["{ httpDurationMetricName: 'took_seconds_duration' }", 'took_seconds_duration'],
    ['{ httpDurationMetricName: `${team}duration_seconds` }', 'shop_duration_seconds'],
    ['{ httpDurationMetricName: `${prefix}duration_seconds` }', '*duration_seconds'],
    ['{ httpDurationMetricName: nameOf(team) }', 'http_request_duration_seconds'],
  ])('is called as its options %s say', async (options, name) =>
    expect(await bundle(options)).toEqual([name]),
  );
});

describe('a metric that NestJS injects', () => {
  const provided = (members: string, body: string) =>
    metrics({
      'package.json': {
        ...MANIFEST,
        dependencies: { '@willsoto/nestjs-prometheus': '*', 'prom-client': '*' },
      },
      'src/app.module.ts': `import { makeCounterProvider } from '@willsoto/nestjs-prometheus';
export const providers = [
  makeCounterProvider({ name: 'orders_total', help: 'Orders', labelNames: ['status'] }),
  makeCounterProvider({ name: 'visits_total', help: 'Visits', labelNames: ['page'] }),
];`,
      'src/orders.ts': `import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Counter } from 'prom-client';
export class Orders {
  ${members}
  pay(status: 'paid' | 'failed') { ${body} }
}`,
    });

  it.each([
    ["constructor(@InjectMetric('orders_total') private readonly orders: Counter<string>) {}", 'this.orders'],
    ["@InjectMetric('orders_total') private readonly orders: Counter;", 'this.orders'],
    ["@InjectMetric('orders_total') orders;", 'this.orders'],
  ])('is observed where it is injected: %s', async (members, read) => {
    const [orders, visits] = await provided(members, `${read}.inc({ status });`);
    expect(orders).toMatchObject({
      name: 'orders_total',
      operations: ['add'],
      labels: [{ name: 'status', values: { is: 'bounded', count: 2 } }],
      observedAt: [{ file: 'src/orders.ts', line: 5 }],
    });
    expect(visits).toMatchObject({ name: 'visits_total', operations: [], observedAt: [] });
  });

  it('is another where the decorator is another', async () => {
    const members = "constructor(@Inject('orders_total') private readonly orders: Counter<string>) {}";
    const [orders] = await provided(members, 'this.orders.inc({ status });');
    expect(orders).toMatchObject({ name: 'orders_total', observedAt: [] });
  });
});

describe('a metric of prom-client', () => {
  it('has the labels that are written in a list of which not all are seen, and may have others', async () => {
    const [took] = await metrics({
      'src/a.js': `import { Histogram } from 'prom-client';
import { tag } from './missing.js';
export const took = new Histogram({ name: 'took_seconds', help: 'x', labelNames: ['method', 'status', tag] });
export const note = (details) => took.observe(details.labels, details.value);
`,
    });
    expect(took).toMatchObject({ labels: [{ name: 'method' }, { name: 'status' }], labelsAreOpen: true });
  });

  it('has a default label once, however often it is set', async () => {
    const set = 'register.setDefaultLabels({ team: process.env.TEAM });\n';
    expect(
      await labelled({
        'src/a.js': `import { Counter, register } from 'prom-client';\nexport const orders = new Counter({ name: 'orders_total', help: 'x' });\n${set}`,
        'src/b.js': `import { register } from 'prom-client';\n${set}`,
      }),
    ).toEqual({ orders_total: ['team'] });
  });

  it('is one entry, wherever it is observed', async () => {
    const [orders, ...others] = await metrics({
      'src/metrics.ts': `import { Counter } from 'prom-client';
export const orders = new Counter({ name: 'orders_total', help: 'Orders taken', labelNames: ['status'] });`,
      'src/checkout.ts': `import { orders } from './metrics.js';
export function checkout(ok: boolean) {
  orders.inc({ status: ok ? 'paid' : 'failed' });
}`,
    });
    expect(others).toEqual([]);
    expect(orders).toEqual({
      name: 'orders_total',
      families: ['orders_total'],
      library: 'prom-client',
      kind: 'counter',
      operations: ['add'],
      help: 'Orders taken',
      labels: [{ name: 'status', values: { is: 'bounded', count: 2 }, list: ['failed', 'paid'] }],
      labelsAreOpen: false,
      series: { is: 'bounded', count: 2 },
      definedAt: [{ file: 'src/metrics.ts', line: 2, column: 23 }],
      observedAt: [{ file: 'src/checkout.ts', line: 3, column: 3 }],
    });
  });

  it('says why a label has no bound', async () => {
    const [requests] = await metrics({
      'src/app.ts': `import { Histogram } from 'prom-client';
import express from 'express';
const duration = new Histogram({ name: 'http_request_duration_seconds', help: 'x', labelNames: ['path'], buckets: [0.1, 1] });
express().use((req, res, next) => { duration.observe({ path: req.path }, 1); next(); });`,
    });
    expect(requests).toMatchObject({
      kind: 'histogram',
      buckets: [0.1, 1],
      labels: [{ name: 'path', values: { is: 'unbounded', reason: 'has one value per path (`req.path`)' } }],
      series: { is: 'unbounded', reason: 'path has one value per path (`req.path`)' },
    });
  });

  it('keeps what is done with it beside what it is declared as', async () => {
    const [jobs] = await metrics({
      'src/jobs.ts': `import { Gauge } from 'prom-client';
const jobs = new Gauge({ name: 'jobs_done_total', help: 'x' });
export const done = () => { jobs.inc(); };`,
    });
    expect(jobs).toMatchObject({ kind: 'gauge', operations: ['add'] });
  });

  it('counts a histogram with all its buckets', async () => {
    const [took] = await metrics({
      'src/took.ts': `import { Histogram } from 'prom-client';
const took = new Histogram({ name: 'took_seconds', help: 'x', labelNames: ['kind'], buckets: [1, 2, 3] });
export const done = (fast: boolean) => { took.observe({ kind: fast ? 'fast' : 'slow' }, 2); };`,
    });
    expect(took?.series).toEqual({ is: 'bounded', count: 2 * (3 + 3) });
  });

  it('has the labels of all metrics of its registry', async () => {
    expect(
      await labelled({
        'src/metrics.ts': `import { Counter, register } from 'prom-client';
register.setDefaultLabels({ service: 'shop' });
export const orders = new Counter({ name: 'orders_total', help: 'x', labelNames: ['status'] });`,
      }),
    ).toEqual({ orders_total: ['service', 'status'] });
  });
});

it('has the labels of OpenTelemetry as Prometheus shows them, also those that a constant names', async () => {
  const [served] = await metrics({
    'src/server.ts': `import { metrics } from '@opentelemetry/api';
import { ATTR_HTTP_REQUEST_METHOD } from '@opentelemetry/semantic-conventions';
const SHOP = 'shop.name';
const served = metrics.getMeter('shop').createCounter('requests.served');
export function serve(ok: boolean) {
  served.add(1, { [ATTR_HTTP_REQUEST_METHOD]: 'GET', [SHOP]: 'north', 'order.status': ok ? 'paid' : 'failed' });
}`,
  });
  expect(served?.labels.map(({ name, writtenName }) => [name, writtenName])).toEqual([
    ['http_request_method', 'http.request.method'],
    ['order_status', 'order.status'],
    ['shop_name', 'shop.name'],
  ]);
});

describe('a metric of OpenTelemetry', () => {
  const made = (kind: string, name: string, uses: string) => `import { metrics } from '@opentelemetry/api';
const made = metrics.getMeter('shop').${kind}('${name}');
${uses}`;

  it('has the buckets of the SDK, unless a view may give it others', async () => {
    const took = made('createHistogram', 'took', 'export const done = (ms: number) => made.record(ms);');
    const views = `import { AggregationType, MeterProvider } from '@opentelemetry/sdk-metrics';
const aggregation = { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries: [1, 2] } };
export const provider = new MeterProvider({ views: [{ instrumentName: 'took', aggregation }] });`;
    expect((await metrics({ 'src/took.ts': took }))[0]).toMatchObject({ buckets: 'default' });
    const [viewed] = await metrics({ 'src/took.ts': took, 'src/otel.ts': views });
    expect(viewed).not.toHaveProperty('buckets');
  });

  it.each([
    ['made.add(1);', ['add']],
    ['made.add(1); made.add(-1);', ['add', 'subtract']],
    ['const delta = load(); made.add(delta);', ['add', 'subtract']],
    ['const STEP = 5; made.add(STEP);', ['add']],
  ])('that may go both ways does what is added to it: %s', async (uses, operations) => {
    const file = made('createUpDownCounter', 'queue.jobs', `export function run() { ${uses} }`);
    expect((await metrics({ 'src/queue.ts': file }))[0]).toMatchObject({ kind: 'upDownCounter', operations });
  });
});

describe('the labels of a metric that a function makes', () => {
  const registry = (labelNames: string) => `import { Counter, Histogram } from 'prom-client';
export class Metrics {
  private readonly all = new Map<string, Counter<string> | Histogram<string>>();
  register(name: string, help: string, labelNames?: string[]) {
    const counter = new Counter({ name, help, labelNames: ${labelNames} });
    this.all.set(name, counter);
    return counter;
  }
  setUp() {
    this.register('orders_total', 'Orders', ['status']);
    this.register('refunds_total', 'Refunds');
  }
}`;

  it.each([
    "[...(labelNames || []), 'service']",
    "[...(labelNames ?? []), 'service']",
    "(labelNames ?? []).length > 0 ? [...labelNames!, 'service'] : ['service']",
  ])('are what it is given and what it adds: %s', async (labelNames) => {
    const found = await metrics({ 'src/metrics.ts': registry(labelNames) });
    const shown = found.map(({ name, labels, labelsAreOpen }) => [
      name,
      labels.map((label) => label.name),
      labelsAreOpen,
    ]);
    if (labelNames.startsWith('['))
      expect(shown).toEqual([
        ['orders_total', ['service', 'status'], false],
        ['refunds_total', ['service'], false],
      ]);
    else expect(shown.map(([, , isOpen]) => isOpen)).toEqual([true, true]);
  });

  it('are not only those of one observation where the declared ones are not seen', async () => {
    const [orders] = await metrics({
      'src/metrics.ts': `import { Counter } from 'prom-client';
import { names } from './names.js';
const orders = new Counter({ name: 'orders_total', help: 'x', labelNames: names() });
export const done = () => orders.inc({ status: 'paid' });`,
    });
    expect(orders).toMatchObject({ labels: [{ name: 'status' }], labelsAreOpen: true });
  });
});

describe('a name', () => {
  it('is each of a closed list', async () => {
    expect(
      Object.keys(
        await labelled({
          'src/metrics.ts': `import { Counter } from 'prom-client';
const KINDS = ['created', 'paid'] as const;
export const counters = KINDS.map((kind) => new Counter({ name: \`orders_\${kind}_total\`, help: 'x' }));`,
        }),
      ),
    ).toEqual(['orders_created_total', 'orders_paid_total']);
  });

  it.each([
    ['a callback', 'DEFINED.forEach((each) => new Gauge({ name: each.name, help: each.help }));'],
    ['a loop', 'for (const each of DEFINED) new Gauge({ name: each.name, help: each.help });'],
  ])('is each of a list of definitions that %s takes', async (_name, loop) => {
    const found = await metrics({
      'src/metrics.ts': `import { Gauge } from 'prom-client';
const DEFINED = [{ name: 'shop_open', help: 'Open' }, { name: 'shop_late', help: 'Late' }];
${loop}`,
    });
    expect(found.map(({ name }) => name)).toEqual(['shop_late', 'shop_open']);
  });

  it('is a pattern where a part of it is not seen', async () => {
    expect(
      Object.keys(
        await labelled({
          'src/metrics.ts': `import { Counter } from 'prom-client';
export const orders = new Counter({ name: \`\${process.env.PREFIX}_orders_total\`, help: 'x' });`,
        }),
      ),
    ).toEqual(['*_orders_total']);
  });

  it('is what callers give a function that makes metrics', async () => {
    const found = await metrics({
      'src/factory.ts': `import { Counter } from 'prom-client';
export function createCounter(name: string, help: string, labelNames: string[] = []) {
  return new Counter({ name: \`shop_\${name}\`, help, labelNames });
}`,
      'src/orders.ts': `import { createCounter } from './factory.js';
const orders = createCounter('orders_total', 'Orders', ['status']);
export const paid = () => { orders.inc({ status: 'paid' }); };`,
      'src/refunds.ts': `import { createCounter } from './factory.js';
export const refunds = createCounter('refunds_total', 'Refunds');`,
    });
    expect(found.map(({ name, help }) => [name, help])).toEqual([
      ['shop_orders_total', 'Orders'],
      ['shop_refunds_total', 'Refunds'],
    ]);
    expect(found[0]).toMatchObject({
      labels: [{ name: 'status', list: ['paid'] }],
      definedAt: [{ file: 'src/orders.ts', line: 2 }],
      observedAt: [{ file: 'src/orders.ts', line: 3 }],
    });
    expect(found[1]?.observedAt).toEqual([]);
  });

  it('is what a class that wraps a metric is made with', async () => {
    const found = await metrics({
      'src/request-metrics.ts': `import { Counter, Histogram } from 'prom-client';
export class RequestMetrics {
  private readonly count: Counter;
  private readonly took: Histogram;
  constructor(private readonly prefix: string) {
    this.count = new Counter({ name: prefix + '_requests_total', help: 'x' });
    this.took = new Histogram({ name: \`\${prefix}_request_seconds\`, help: 'x' });
  }
  done(seconds: number) { this.count.inc(); this.took.observe(seconds); }
}`,
      'src/server.ts': `import { RequestMetrics } from './request-metrics.js';
export const api = new RequestMetrics('api');
export const admin = new RequestMetrics('admin');`,
    });
    expect(found.map(({ name, operations }) => [name, operations])).toEqual([
      ['admin_request_seconds', ['record']],
      ['admin_requests_total', ['add']],
      ['api_request_seconds', ['record']],
      ['api_requests_total', ['add']],
    ]);
  });

  it('is followed through a function that hands options on', async () => {
    expect(
      Object.keys(
        await labelled({
          'src/registry.ts': `import { Gauge, Registry } from 'prom-client';
export class Metrics extends Registry {
  level(configuration: { name: string; help: string }) {
    return new Gauge({ ...configuration, registers: [this] });
  }
  levels(configuration: { name: string; help: string }) {
    return [this.level({ ...configuration, name: configuration.name + '_low' }), this.level({ ...configuration, name: configuration.name + '_high' })];
  }
}`,
          'src/tank.ts': `import { Metrics } from './registry.js';
const metrics = new Metrics();
export const water = metrics.level({ name: 'water_level', help: 'x' });
export const oil = metrics.levels({ name: 'oil_level', help: 'x' });`,
        }),
      ),
    ).toEqual(['oil_level_high', 'oil_level_low', 'water_level']);
  });

  it('is cleaned by a function', async () => {
    expect(
      Object.keys(
        await labelled({
          'src/metrics.ts': `import { Gauge } from 'prom-client';
const clean = (name: string) => name.replace(/[^a-zA-Z0-9_:]/g, '_').toLowerCase();
export function register(queues: { name: string }[]) {
  new Gauge({ name: clean('Queues.open'), help: 'x' });
  return queues.map((queue) => new Gauge({ name: clean(\`queue-\${queue.name}-length\`), help: 'x' }));
}`,
        }),
      ),
    ).toEqual(['queue_*_length', 'queues_open']);
  });

  it('is followed through methods of an interface that keep what they make', async () => {
    expect(
      Object.keys(
        await labelled({
          'src/telemetry.ts': `import { type Counter, metrics } from '@opentelemetry/api';
export interface Telemetry { increment(name: string, amount: number): void }
export class OpenTelemetry implements Telemetry {
  private readonly counters = new Map<string, Counter>();
  private counter(name: string): Counter {
    let counter = this.counters.get(name);
    if (!counter) {
      counter = metrics.getMeter('shop').createCounter(name);
      this.counters.set(name, counter);
    }
    return counter;
  }
  increment(name: string, amount: number) { this.counter(name).add(amount); }
}`,
          'src/orders.ts': `import type { Telemetry } from './telemetry.js';
export function paid(telemetry: Telemetry) { telemetry.increment('orders_paid', 1); }`,
        }),
      ),
    ).toEqual(['orders_paid']);
  });

  it('is looked up in a table by what callers give', async () => {
    expect(
      Object.keys(
        await labelled({
          'src/names.ts': `export const METRICS = {
  opened: { name: 'connections_opened_total', help: 'x' },
  closed: { name: 'connections_closed_total', help: 'x' },
  unused: { name: 'connections_unused_total', help: 'x' },
};`,
          'src/connections.ts': `import { Counter } from 'prom-client';
import { METRICS } from './names.js';
export class Connections {
  private readonly opened = this.counter('opened');
  private readonly closed = this.counter('closed');
  private counter = (title: keyof typeof METRICS) => new Counter({ name: METRICS[title].name, help: METRICS[title].help });
}`,
        }),
      ),
    ).toEqual(expect.arrayContaining(['connections_closed_total', 'connections_opened_total']));
  });

  it('is each member of an enum', async () => {
    expect(
      Object.keys(
        await labelled({
          'src/tier.ts': `export enum Tier { Basic = 'basic', Privileged = 'privileged' }`,
          'src/plans.ts': `import { Counter } from 'prom-client';
import { Tier } from './tier.js';
export const plans: Record<string, Counter> = {};
for (const tier of Object.values(Tier)) plans[tier] = new Counter({ name: \`plans_\${tier.toLowerCase()}_total\`, help: 'x' });
export const all = Object.values(Tier).map((tier) => new Counter({ name: \`all_\${tier}_total\`, help: 'x' }));`,
        }),
      ),
    ).toEqual(['all_basic_total', 'all_privileged_total', 'plans_basic_total', 'plans_privileged_total']);
  });

  it('stays open where a call of the function could not be followed', async () => {
    expect(
      Object.keys(
        await labelled({
          'src/factory.ts': `import { Counter } from 'prom-client';
export const makers = { counterFor(name: string) { return new Counter({ name, help: 'x' }); } };`,
          'src/orders.ts': `export function start(makers: any) { return makers.counterFor('orders_total'); }`,
        }),
      ),
    ).toEqual(['*']);
  });
});

describe('a metric that a function makes which is told its class', () => {
  const LIST = "{ name: 'orders_total', help: 'Orders', labelNames: ['status'] }";
  const made = async (maker: string, call: string) => {
    const found = await metrics({
      'package.json': {
        ...MANIFEST,
        dependencies: { '@willsoto/nestjs-prometheus': '*', 'prom-client': '*' },
      },
      'src/metrics.ts': `import * as client from 'prom-client';
import { Counter, register } from 'prom-client';
import { getOrCreateMetric } from '@willsoto/nestjs-prometheus';
${maker}
export const orders = ${call};`,
    });
    return found
      .filter(({ from }) => from === undefined)
      .map(({ name, kind, labels }) => `${name} ${kind} ${labels.map((label) => label.name).join()}`);
  };
  const FINDS = `function createMetric(Ctor, config) {
  const existing = register.getSingleMetric(config.name);
  if (existing) return existing;
  return new Ctor({ ...config, registers: [register] });
}`;

  it.each([
    [FINDS, `createMetric(client.Counter, ${LIST})`],
    [FINDS, `createMetric(Counter, ${LIST})`],
    ['const metricOf = (Kind, options) => new Kind(options);', `metricOf(Counter, ${LIST})`],
    ['', `getOrCreateMetric('Counter', ${LIST})`],
  ])('is that of the options: %s %s', async (maker, call) =>
    expect(await made(maker, call)).toEqual(['orders_total counter status']),
  );

  it.each([
    '{ return getOrCreateMetric(type, { ...options, name: prefix + options.name }); }',
    "{ const name = prefix + '_' + options.name;\n return getOrCreateMetric(type, { ...options, name }); }",
    '{ return getOrCreateMetric(type, { ...options, name: `${prefix}_${options.name}` }); }',
    '{ const named = options.prefix ? prefix + options.name : options.name; return getOrCreateMetric(type, { ...options, name: named }); }',
  ])('ends as that of the options, where something is put before it: %s', async (body) => {
    const maker = `const prefix = load();\nfunction metricOf(type: string, options: any) ${body}`;
    expect(await made(maker, `metricOf('Counter', ${LIST})`)).toEqual(['*orders_total counter status']);
  });

  it.each([
    [
      'const prefix = load();\nfunction metricOf(type: string, o: any) { return getOrCreateMetric(type, { ...o, name: `${prefix}${o.name}_total` }); }',
      `metricOf('Counter', ${LIST})`,
    ],
    [FINDS, "createMetric(Counter, { title: 'orders_total' })"],
    [FINDS, `createMetric(Reader, ${LIST})`],
    [
      'const metricOf = (Kind, o) => new Kind({ ...o, name: `shop_${o.name}` });',
      `metricOf(Counter, ${LIST})`,
    ],
    ['const metricOf = (Kind, o) => new Kind({ ...o, ...named(prefix, o) });', `metricOf(Counter, ${LIST})`],
    ['', `getOrCreateMetric('Metric', ${LIST})`],
  ])('is none that is not seen: %s %s', async (maker, call) =>
    expect((await made(maker, call)).join()).not.toMatch(/orders_total counter/),
  );
});

it('leaves tests, examples and what is built', async () => {
  const metric = (name: string) => `import { Counter } from 'prom-client';
export const made = new Counter({ name: '${name}', help: 'x' });`;
  const files = {
    'src/metrics.ts': metric('orders_total'),
    'src/metrics.test.ts': metric('test_total'),
    'dist/metrics.js': metric('dist_total'),
    'examples/shop/package.json': { ...MANIFEST, name: 'example' },
    'examples/shop/src/metrics.ts': metric('example_total'),
  };
  expect(Object.keys(await labelled(files))).toEqual(['orders_total']);
  const inside = await new Repository(files).contractIn('examples/shop', 'inventory');
  expect(inside.stdout).toContain('example_total');
});

describe('the message of a record', () => {
  const messages = async (call: string) => {
    const { logs } = await only({
      'package.json': { name: 'shop' },
      'src/logger.js': `function logInfo({ message, ...rest }) {
  process.stdout.write(JSON.stringify({ time: Date.now(), message, ...rest }) + '\\n');
}
module.exports = { logInfo };
`,
      'src/orders.js': `const { logInfo } = require('./logger');
exports.placed = (order) => {
  ${call};
};
`,
    });
    return logs.map(({ message }) => message);
  };

  it.each<readonly [name: string, body: string, expected: readonly string[]]>([
    ['console', 'console.log(JSON.stringify({ level: "info", message, ...rest }));', ['Order placed']],
    [
      'record in a variable',
      'const line = { message, ...rest }; console.log(JSON.stringify(line));',
      ['Order placed'],
    ],
    [
      'stream',
      'process.stdout.write(JSON.stringify({ level: "info", message, ...rest }));',
      ['Order placed'],
    ],
    ['text for people', 'console.log(message, rest);', []],
  ])('is that of an ES module as well: %s', async (_, body, expected) => {
    const { logs } = await only({
      'package.json': { name: 'shop', type: 'module' },
      'src/logger.js': `export function logInfo({ message, ...rest }) { ${body} }\n`,
      'src/orders.js': `import { logInfo } from './logger.js';
export const placed = (order) => logInfo({ message: 'Order placed', orderId: order.id });
`,
    });
    expect(logs.map(({ message }) => message)).toEqual(expected);
  });

  it.each([
    ['constant', "logInfo({ message: 'Order placed', orderId: order.id })", 'Order placed'],
    ['called `msg`', "logInfo({ orderId: order.id, msg: 'Order placed' })", 'Order placed'],
    ['with a value', 'logInfo({ message: `Order ${order.id} placed` })', 'Order * placed'],
    ['all of it a value', 'logInfo({ message: order.text, orderId: order.id })', undefined],
    ['missing', 'logInfo({ orderId: order.id })', undefined],
  ])('stands in the one object that an own logger is given: %s', async (_, call, message) => {
    expect(await messages(call)).toEqual([message]);
  });
});
