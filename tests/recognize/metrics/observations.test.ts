import { describe, expect, it } from 'vitest';
import type { MetricObservation } from '../../../src/model/metrics/metric.js';
import { eventsOf } from '../../analysis/program.js';

/** The modules of a program by their names; the first is the one that is asked about. */
type Program = Readonly<Record<string, string>>;

/** The observations in a program: `counter orders_total path=req.path`, with `?` for what is not seen. */
function observationsIn(program: Program | string): readonly string[] {
  const modules = typeof program === 'string' ? { 'main.ts': program } : program;
  const files = Object.fromEntries(Object.entries(modules).map(([name, text]) => [`/app/src/${name}`, text]));
  const [[path, text] = ['', '']] = Object.entries(files);
  return eventsOf({ path, text, files }).flatMap((each) =>
    each.event === 'metricObservation' ? [written(each.found.event)] : [],
  );
}

function written({ kind, definition, labels }: MetricObservation): string {
  return [
    kind ?? '?',
    definition?.name ?? '?',
    ...labels.map(({ name, value }) => `${name}=${value.text}`),
  ].join(' ');
}

const COUNTER = "import { Counter, register } from 'prom-client';\n";
const METER = "import { metrics } from '@opentelemetry/api'; const meter = metrics.getMeter('shop');\n";
const MADE = "new Counter({ name: 'orders_total', help: 'x', labelNames: ['shop'] })";

describe('a metric of a collection', () => {
  it.each([
    [
      'of a Map that is declared to hold them',
      'const all = new Map<string, Counter>(); all.get(name)?.inc({ shop });',
      'counter ? shop=shop',
    ],
    [
      'of a Map that they are put into',
      `const all = new Map(); all.set('a', ${MADE}); all.get('a').inc({ shop });`,
      'counter ? shop=shop',
    ],
    [
      'of a Map of a class that they are put into',
      `class Metrics { private all = new Map(); add(name) { this.all.set(name, ${MADE}); } count(name) { this.all.get(name).inc({ shop }); } }`,
      'counter ? shop=shop',
    ],
    [
      'of an object by a computed name',
      `const all = { a: ${MADE}, b: ${MADE} }; all[name].inc({ shop });`,
      'counter ? shop=shop',
    ],
    [
      'that is assigned to a member of an object',
      `const all = {}; all.orders = ${MADE}; all.orders.inc({ shop });`,
      'counter orders_total shop=shop',
    ],
    ['looked up by its name', "register.getSingleMetric('orders_total').inc({ shop });", '? ? shop=shop'],
    [
      'looked up by its name, else made',
      `const orders = register.getSingleMetric('orders_total') || ${MADE}; orders.inc({ shop });`,
      'counter orders_total shop=shop',
    ],
  ])('%s', (_name, text, expected) => expect(observationsIn(COUNTER + text)).toEqual([expected]));

  it.each([
    ['a Map of something else', 'const all = new Map<string, Shop>(); all.get(name)?.inc({ shop });'],
    [
      'a Map that something else is put into',
      'const all = new Map(); all.set(1, shop); all.get(1).inc({ shop });',
    ],
    [
      'a Map that a metric and something else is put into',
      `const all = new Map(); all.set(1, ${MADE}); all.set(2, shop); all.get(1).inc({ shop });`,
    ],
    [
      'an object that holds something else as well',
      `const all = { a: ${MADE}, b: shop() }; all[name].inc({ shop });`,
    ],
    [
      'an object that something else is assigned to',
      'const all = {}; all.orders = make(); all.orders.inc({ shop });',
    ],
  ])('is not %s', (_name, text) => expect(observationsIn(COUNTER + text)).toEqual([]));
});

describe('a metric that is made when it is first asked for', () => {
  it.each([
    [
      'by `??=`',
      "let orders; const of = () => (orders ??= meter.createCounter('orders')); of().add(1, { shop });",
      'counter orders shop=shop',
    ],
    [
      'under a condition',
      "let orders = null; function of() { if (!orders) orders = meter.createCounter('orders'); return orders; } of().add(1, { shop });",
      'counter orders shop=shop',
    ],
    [
      'in a cache',
      'const all = new Map(); function of(name) { let it = all.get(name); if (!it) { it = meter.createCounter(name); all.set(name, it); } return it; } of(name).add(1, { shop });',
      'counter ? shop=shop',
    ],
    [
      'in a callback',
      "const once = (make) => { let it; return () => (it ??= make()); }; const orders = once(() => meter.createCounter('orders')); orders().add(1, { shop });",
      'counter orders shop=shop',
    ],
    [
      'in a callback that a registry calls',
      "const all = new Map(); function register(name, make) { if (!all.has(name)) all.set(name, make()); return all.get(name); } register('orders', () => meter.createCounter('orders')).add(1, { shop });",
      'counter ? shop=shop',
    ],
    [
      'in a method',
      "class Shop { private orders; init() { this.orders = meter.createCounter('orders'); } sell() { this.orders.add(1, { shop }); } }",
      'counter orders shop=shop',
    ],
  ])('%s', (_name, text, expected) => expect(observationsIn(METER + text)).toEqual([expected]));

  it('by a provider of the SDK', () => {
    const text =
      "import { MeterProvider } from '@opentelemetry/sdk-metrics'; new MeterProvider().getMeter('shop').createCounter('orders').add(1, { shop });";
    expect(observationsIn(text)).toEqual(['counter orders shop=shop']);
  });

  it.each([
    ['a variable that is something else before', 'let it = new Set(); it = load(); it.add(1, { shop });'],
    ['what another callback makes', 'const once = (make) => make(); once(() => load()).add(1, { shop });'],
  ])('is not %s', (_name, text) => expect(observationsIn(METER + text)).toEqual([]));
});

describe('a metric that a type declares', () => {
  const METRICS = {
    'metrics.ts': `import type { Counter, Histogram } from './types';
      export type Metrics = { orders: Counter<{ shop: string }>; took: { seconds: Histogram } };`,
    'types.ts': `export interface Counter<L> { inc: L extends string ? () => void : (labels: L) => void }
      export interface Histogram { observe(labels: object, value: number): void; record(value: number, labels?: object): void }`,
  };
  const within = (text: string): Program => ({
    'main.ts': `import type { Metrics } from './metrics'; ${text}`,
    ...METRICS,
  });

  it.each([
    [
      'of a field',
      'class Shop { constructor(private readonly metrics: Metrics | null) {} sell() { this.metrics?.orders.inc({ shop }); } }',
      'counter ? shop=shop',
    ],
    [
      'of options with a default',
      'export const sell = ({ metrics }: { metrics?: Metrics } = {}) => metrics?.took.seconds.observe({ shop }, 2);',
      'histogram ? shop=shop',
    ],
    [
      'with the value before the labels',
      'export const sell = (metrics: Metrics) => metrics.took.seconds.record(2, { shop });',
      'histogram ? shop=shop',
    ],
    [
      'of a declared `this`',
      'class Shop { metrics: Metrics; } export function sell(this: Shop) { this.metrics.orders.inc({ shop }); }',
      'counter ? shop=shop',
    ],
    [
      'whose making is seen as well',
      "import { Counter } from 'prom-client'; class Shop { private readonly metrics: { orders: import('./types').Counter } = { orders: new Counter({ name: 'orders_total', help: 'x', labelNames: ['shop'] }) }; sell() { this.metrics.orders.inc({ shop }); } }",
      'counter orders_total shop=shop',
    ],
  ])('%s', (_name, text, expected) => expect(observationsIn(within(text))).toEqual([expected]));

  it.each([
    [
      'an interface of another name',
      'interface Basket { add(item: object): void } export const go = (b: Basket) => b.add({ shop });',
    ],
    [
      'an interface without its methods',
      'interface Counter { next(): number } export const go = (c: Counter) => c.inc({ shop });',
    ],
    [
      'an interface that is no metric any more',
      'interface CounterView { inc(labels: object): void } export const go = (c: CounterView) => c.inc({ shop });',
    ],
  ])('is not %s', (_name, text) => expect(observationsIn(text)).toEqual([]));
});

describe('a metric in an object that is handed around', () => {
  it.each([
    [
      'kept by a function for all that import it',
      "const singleton = (name, make) => { globalThis.all[name] ??= make(); return globalThis.all[name]; }; const orders = singleton('orders', () => meter.createCounter('orders')); orders.add(1, { shop });",
    ],
    [
      'kept by a function, among others',
      "const singleton = (name, make) => { globalThis.all[name] ??= make(); return globalThis.all[name]; }; function setUp() { return { orders: meter.createCounter('orders') }; } const { orders } = singleton('metrics', setUp); orders.add(1, { shop });",
    ],
    [
      'of a class, by another name for `this`',
      "class Shop { private orders = meter.createCounter('orders'); sell() { const self = this; return { orders: () => self.orders.add(1, { shop }) }; } }",
    ],
  ])('%s', (_name, text) => expect(observationsIn(METER + text)).toEqual(['counter orders shop=shop']));

  it.each([
    [
      'what a function makes of a callback',
      "const count = (of) => of.length; const it = count(() => meter.createCounter('orders')); it.add(1, { shop });",
    ],
    [
      'what a callback gets',
      "const each = (make) => { list.map((it) => make(it)); return list; }; each(() => meter.createCounter('orders')).add(1, { shop });",
    ],
  ])('is not %s', (_name, text) => expect(observationsIn(METER + text)).toEqual([]));
});

describe('a metric of a fork of its library', () => {
  it('is published under its name', () => {
    const text =
      "import StatsD from '@shop/hot-shots'; const statsd = new StatsD(); statsd.increment('orders', 1, { shop });";
    expect(observationsIn(text)).toEqual(['counter orders shop=shop']);
  });
  it('is not a package of another name', () => {
    const text =
      "import StatsD from '@shop/udp'; const statsd = new StatsD(); statsd.increment('orders', 1, { shop });";
    expect(observationsIn(text)).toEqual([]);
  });
  it('is not a package of the workspace of that name', () => {
    const text = "import StatsD from './hot-shots'; new StatsD().increment('orders', 1, { shop });";
    expect(
      observationsIn({ 'main.ts': text, 'hot-shots.ts': 'export default class StatsD { increment() {} }' }),
    ).toEqual([]);
  });
});

describe('a metric that is only known by what it is made from', () => {
  const MADE_SO = "this.orders = collector.counter({ name: 'orders_total', help: 'x' });";
  it.each([
    ["with prom-client's methods", 'this.orders.inc({ shop });', 'counter orders_total shop=shop'],
    ['with those of others', 'this.orders.increment({ shop });', 'counter orders_total shop=shop'],
    ['with a value before the labels', 'this.orders.add(2, { shop });', 'counter orders_total shop=shop'],
  ])('%s', (_name, call, expected) =>
    expect(observationsIn(`class Shop { constructor() { ${MADE_SO} } sell() { ${call} } }`)).toEqual([
      expected,
    ]),
  );

  it('is not observed by methods that are of none', () => {
    expect(
      observationsIn(`class Shop { constructor() { ${MADE_SO} } sell() { this.orders.gauge('a', 1); } }`),
    ).toEqual([]);
    expect(observationsIn(`${COUNTER} const orders = ${MADE}; orders.increment({ shop });`)).toEqual([]);
  });
});

describe('a metric of a package that is called for them', () => {
  it.each([
    [
      'as a whole',
      "const Metrics = require('@shop/metrics'); Metrics.inc('orders', 1, { shop });",
      'counter orders shop=shop',
    ],
    [
      'through a module of the project',
      {
        'main.js': "const metrics = require('./metrics'); metrics.gauge('queued', n, 1, { shop });",
        'metrics.js': "module.exports = require('metrics-shop');",
      },
      'gauge queued shop=shop',
    ],
    [
      'by its class',
      "import StatsCollector from '@shop/stats-collector'; const stats = new StatsCollector(log); stats.histogram('took', ms, ['shop:a']);",
      "histogram took shop='shop:a'",
    ],
    [
      'by a function that makes it',
      "const statsd = require('acme-statsd-client')({ host }); statsd.increment('orders', { shop });",
      'counter orders shop=shop',
    ],
    [
      'by its type',
      "import type { StatsClient } from '@shop/statsd'; export class Shop { constructor(private readonly stats: StatsClient) {} sell() { this.stats.increment('orders', { shop }); } }",
      'counter orders shop=shop',
    ],
    [
      'by an export of its own',
      "import { metrics } from '@shop/metrics'; metrics.timing(NAME, ms, { shop });",
      'histogram ? shop=shop',
    ],
    [
      'that it makes by a name and labels',
      "const Metrics = require('@shop/metrics'); Metrics.getHistogram('took', 'Orders', ['shop']).startTimer({ shop });",
      'histogram took shop=shop',
    ],
  ])('%s', (_name, program, expected) => expect(observationsIn(program)).toEqual([expected]));

  it.each([
    ['a module of the project', "import metrics from './metrics'; metrics.inc('orders', 1, { shop });"],
    ['a package of another name', "import metrics from '@shop/orders'; metrics.inc('orders', 1, { shop });"],
    ['a method of another name', "import metrics from '@shop/metrics'; metrics.load('orders', { shop });"],
    [
      'a function that it exports',
      "const metrics = require('@shop/metrics'); metrics.getTimer().histogram('took', 2, { shop });",
    ],
    ['a call without a name', "import metrics from '@shop/metrics'; metrics.inc({ shop });"],
    [
      'another of its types',
      "import type { Options } from '@shop/metrics'; export const go = (o: Options) => o.inc('orders', { shop });",
    ],
    [
      'what OpenTelemetry has of them',
      "import { HostMetrics } from '@opentelemetry/host-metrics'; new HostMetrics({ name }).inc('orders', { shop });",
    ],
  ])('is not %s', (_name, program) => expect(observationsIn(program)).toEqual([]));
});

describe('a metric of a client that its package hands on under its name', () => {
  const MANIFEST = { name: 'app', dependencies: { 'hot-shots': '11' } };
  const MAKES = "const StatsD = require('hot-shots'); const client = new StatsD(); ";
  const within = (text: string, app: string, dependencies: object = MANIFEST.dependencies) => {
    const files = {
      '/app/package.json': JSON.stringify({ ...MANIFEST, dependencies }),
      '/app/src/main.js': text,
      '/app/src/app.js': app,
    };
    return eventsOf({ path: '/app/src/main.js', text, files }).flatMap((each) =>
      each.event === 'metricObservation' || each.event === 'handedObservation'
        ? [written(each.found.event)]
        : [],
    );
  };

  it.each([
    [
      'an option kept by a class',
      "module.exports = class Shop { constructor(opts) { this.stats = opts.stats; } sell() { this.stats.increment('orders', { shop }); } };",
      `${MAKES} new Shop({ stats: client });`,
    ],
    [
      'an option that is taken out',
      "module.exports = function (opts) { const { metrics } = opts; metrics.increment('orders', 1, { shop }); };",
      `${MAKES} run({ metrics: client, port: 80 });`,
    ],
    [
      'a parameter',
      "module.exports = (app, statsd) => { statsd.increment('orders', { shop }); };",
      `${MAKES} const statsd = client; run(app, statsd);`,
    ],
    [
      'put into what is handed around',
      "module.exports = (app) => { app.locals.metrics.increment('orders', { shop }); };",
      `${MAKES} app.locals.metrics = client;`,
    ],
    [
      'beside one that does nothing',
      "module.exports = (opts) => { opts.metrics.increment('orders', { shop }); };",
      `${MAKES} run({ metrics: client }); run({ metrics: noopMetrics }); run({ metrics: { enabled: true } });`,
    ],
  ])('%s', (_name, text, app) => expect(within(text, app)).toEqual(['counter orders shop=shop']));

  it('is one of its own', () => {
    const own = 'class Metrics { increment(name, tags) { client.increment(name, 1, tags); } }';
    const found = within(
      "module.exports = (opts) => { opts.metrics.increment('orders', { shop }); };",
      `${MAKES} ${own} run({ metrics: new Metrics() });`,
    );
    expect(found).toEqual(['counter ? shop=shop']);
  });

  it('is that of a framework', () => {
    const text = "module.exports = (hyper) => { hyper.metrics.increment('orders', 1); };";
    expect(within(text, '', { 'service-runner': '5' })).toEqual(['counter orders']);
    expect(within(text, '', { 'other-runner': '5' })).toEqual([]);
  });

  it.each([
    ['one of several', `${MAKES} run({ stats: client }); run({ stats: load() });`],
    ['another that is called so', 'run({ stats: new Map() });'],
    ['one that says in its name alone what it is', 'run({ stats: options.stats });'],
    ['numbers', `${MAKES} run({ stats: count(orders) });`],
  ])('is not %s', (_name, app) => {
    const text = "module.exports = (opts) => { opts.stats.increment('orders', { shop }); };";
    expect(within(text, app)).toEqual([]);
  });
});

describe('a metric of which nothing but its name is seen', () => {
  const within = (text: string, dependencies: object = { 'prom-client': '15' }) => {
    const files = {
      '/app/package.json': JSON.stringify({ name: 'app', dependencies }),
      '/app/src/main.ts': text,
    };
    return eventsOf({ path: '/app/src/main.ts', text, files }).flatMap((each) =>
      each.event === 'metricObservation' ? [written(each.found.event)] : [],
    );
  };
  it.each([
    [
      'of options',
      'export const go = (options) => options.requestsCounter.inc({ shop });',
      'counter ? shop=shop',
    ],
    [
      'by its unit',
      'export const go = (all) => all.request_duration_seconds.observe({ shop }, 2);',
      'histogram ? shop=shop',
    ],
  ])('%s', (_name, text, expected) => expect(within(text)).toEqual([expected]));

  it.each([
    [
      'a package that measures with another library',
      'export const go = (o) => o.requestsCounter.inc({ shop });',
      {},
    ],
    [
      'a method that other things have',
      'export const go = (o) => o.requestsCounter.add({ shop });',
      undefined,
    ],
    ['another name', 'export const go = (o) => o.resizeObserver.observe({ shop });', undefined],
    [
      'a class of the project',
      'class Clicks { inc(x) { this.n = x; } } const clicksCounter = new Clicks(); clicksCounter.inc({ shop });',
      undefined,
    ],
  ])('is not that of %s', (_name, text, dependencies) => expect(within(text, dependencies)).toEqual([]));

  it('with bound labels', () => {
    const text = 'export const go = (all) => all.requests_total.labels(shop).inc();';
    expect(within(text)).toEqual(['counter ?', 'counter ?']);
  });

  it('is known where the file assigns it to a member of what is not seen', () => {
    const text = `class Shop { constructor(options) { this.options = options; } init() { this.options.orders = ${MADE}; } sell() { this.options.orders.inc({ shop }); } }`;
    expect(observationsIn(COUNTER + text)).toEqual(['counter orders_total shop=shop']);
  });
});
