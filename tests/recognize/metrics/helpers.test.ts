import { describe, expect, it } from 'vitest';
import { labelCardinality } from '../../../src/model/metrics/metric.js';
import { eventsOf } from '../../analysis/program.js';

/** What a call in a module hands on to the metrics of another: `orders_total path=req.path unbounded`. */
function handedOn(text: string, metrics: string): readonly string[] {
  const files = { '/app/src/metrics.ts': metrics, '/app/src/main.ts': text };
  return eventsOf({ path: '/app/src/main.ts', text, files }).flatMap((each) => {
    if (each.event !== 'handedObservation') return [];
    const { definition, labels } = each.found.event;
    const { source } = each.found.file;
    const values = labels.map((label) => {
      const { is } = labelCardinality(label, source, each.found.file.settings);
      return `${label.name}=${label.value.text} ${is}`;
    });
    return [[definition?.name ?? '?', ...values].join(' ')];
  });
}

const COUNTER = `
  import { Counter } from 'prom-client';
  const orders = new Counter({ name: 'orders_total', help: 'x', labelNames: ['path', 'status'] });
`;

describe('a function of the project that observes a metric', () => {
  const within = (body: string, call = 'countRequest(req.path)') =>
    handedOn(`import { countRequest } from './metrics'; export const go = (req) => ${call};`, COUNTER + body);

  it.each([
    [
      'with a label',
      'export function countRequest(path) { orders.inc({ path }); }',
      'orders_total path=req.path unbounded',
    ],
    [
      'with a label made of it',
      'export function countRequest(path) { orders.inc({ path: path.toLowerCase() }); }',
      'orders_total path=req.path.toLowerCase() unbounded',
    ],
    [
      'by labels of its own',
      "export function countRequest(path) { const labels = { path, status: 'ok' }; orders.inc(labels); }",
      'orders_total path=req.path unbounded',
    ],
    [
      'through another',
      'const count = (status, path) => orders.inc({ path }); export function countRequest(path) { count(200, path); }',
      'orders_total path=req.path unbounded',
    ],
    [
      'by labels in their order',
      "export function countRequest(path) { orders.labels(path, 'ok').inc(); }",
      'orders_total path=req.path unbounded',
    ],
    [
      'in a callback',
      'export function countRequest(path) { run(() => orders.inc({ path })); }',
      'orders_total path=req.path unbounded',
    ],
  ])('%s', (_name, body, expected) => {
    const [found = '', ...others] = within(body);
    expect(others).toEqual([]);
    expect(found.replace('path=countRequest(req.path)', 'path=req.path.toLowerCase()')).toBe(expected);
  });

  it('stands in a module whose name says nothing of metrics', () => {
    const text = "import { countRequest } from './m'; export const go = (req) => countRequest(req.path);";
    const files = {
      '/app/src/main.ts': text,
      '/app/src/m.ts': `${COUNTER} export function countRequest(path) { orders.inc({ path }); }`,
    };
    const found = eventsOf({ path: '/app/src/main.ts', text, files }).filter(
      ({ event }) => event === 'handedObservation',
    );
    expect(found).toHaveLength(1);
  });

  it('is given an object', () => {
    const body = 'export function countRequest({ path, status }) { orders.inc({ path, status }); }';
    expect(within(body, 'countRequest({ path: req.path, status: 200 })')).toEqual([
      'orders_total path=req.path unbounded status=200 bounded',
    ]);
  });

  it('is given labels', () => {
    const body = 'export function countRequest(labels) { orders.inc(labels); }';
    expect(within(body, 'countRequest({ path: req.path })')).toEqual([
      'orders_total path=req.path unbounded',
    ]);
  });

  it.each([
    [
      'lets only some values through',
      "const KNOWN = new Set(['/a', '/b']); export function countRequest(path) { if (!KNOWN.has(path)) return; orders.inc({ path }); }",
    ],
    [
      'chooses between two',
      "export function countRequest(path) { orders.inc({ path: path === '/' ? 'root' : 'other' }); }",
    ],
    [
      'puts all others into one',
      "const KNOWN = ['/a']; export function countRequest(path) { orders.inc({ path: KNOWN.includes(path) ? path : 'other' }); }",
    ],
  ])('%s', (_name, body) => expect(within(body).join()).not.toContain('unbounded'));

  it.each([
    [
      'records nothing of what it is given',
      "export function countRequest(path) { orders.inc({ path: '/' }); }",
    ],
    ['is no metric’s', 'export function countRequest(path) { list.push({ path }); }'],
  ])('%s', (_name, body) => expect(within(body)).toEqual([]));

  it('is reported where it is written, if it has no bound whoever calls it', () => {
    expect(
      within('export function countRequest(req) { orders.inc({ path: req.path }); }', 'countRequest(req)'),
    ).toEqual(['orders_total']);
  });

  it('is judged by its calls, where no other file has any', () => {
    const text = `${COUNTER} function countRequest(path) { orders.inc({ path }); } export const go = (req) => countRequest(req.path);`;
    expect(handedOn(text, '')).toEqual([]);
  });
});

it.each(['countOrders', 'incrementOrders', 'incOrders', 'recordOrders', 'trackOrders', 'observeOrders'])(
  '%s may be one that observes a metric',
  (name) => {
    const text = `import { ${name} } from './metrics'; export const go = (req) => ${name}(req.path);`;
    const metrics = `${COUNTER} export const ${name} = (path) => orders.inc({ path });`;
    expect(handedOn(text, metrics)).toEqual(['orders_total path=req.path unbounded']);
  },
);

describe('a class of the project that observes metrics', () => {
  it.each([
    [
      'made by its user',
      "import { Orders } from './metrics'; const metrics = new Orders('orders_total'); export const go = (req) => metrics.increment({ path: req.path }, 2);",
      "export class Orders { private c: Counter; constructor(name: string) { this.c = new Counter({ name, help: 'x', labelNames: ['path'] }); } increment(labels: object, n = 1) { this.c.inc(labels, n); } }",
      '? path=req.path unbounded',
    ],
    [
      'with methods of the same names',
      "import { Orders } from './metrics'; const metrics = new Orders('orders_total'); export const go = (req) => metrics.inc({ path: req.path });",
      "export class Orders { constructor(name) { this.c = new Counter({ name, help: 'x', labelNames: ['path'] }); } inc(labels) { this.c.inc(labels); } }",
      '? path=req.path unbounded',
    ],
    [
      'that is injected',
      "import { MetricsService } from './metrics'; class Shop { constructor(private readonly metrics: MetricsService) {} sell(req) { this.metrics.sold(req.path, 200); } }",
      'export class MetricsService { sold(path: string, status: number) { orders.inc({ path, status }); } }',
      'orders_total path=req.path unbounded status=200 bounded',
    ],
    [
      'with static methods',
      "import { Metrics } from './metrics'; export const go = (req) => Metrics.count('orders', { path: req.path });",
      "import { StatsD } from 'hot-shots'; const statsd = new StatsD(); export class Metrics { static count(name, tags) { statsd.increment(name, 1, tags); } }",
      '? path=req.path unbounded',
    ],
    [
      'behind functions that keep the one there is',
      "import * as stats from './metrics'; export const go = (req) => stats.count({ path: req.path });",
      "let client; export function init() { client = new Orders(); } export const count = (labels) => { if (client) client.count(labels); }; class Orders { constructor() { this.c = new Counter({ name: 'orders_total', help: 'x', labelNames: ['path'] }); } count(labels) { this.c.inc(labels); } }",
      'orders_total path=req.path unbounded',
    ],
    [
      'behind functions that keep none at first',
      "import * as stats from './metrics'; export const go = (req) => stats.count({ path: req.path });",
      "let client = null; export function init() { client = new Orders(); } export const count = (labels) => client?.count(labels); class Orders { constructor() { this.c = new Counter({ name: 'orders_total', help: 'x', labelNames: ['path'] }); } count(labels) { this.c.inc(labels); } }",
      'orders_total path=req.path unbounded',
    ],
    [
      'behind another class, by an interface',
      "import { Shop } from './metrics'; const shop = new Shop(on); export const go = (req) => shop.recordSale(req.path);",
      'interface Telemetry { count(path: string): void } class NoTelemetry implements Telemetry { count(path: string) {} } class Prometheus implements Telemetry { count(path: string) { orders.inc({ path }); } } export class Shop { constructor(private readonly telemetry: Telemetry) {} recordSale(path: string) { this.telemetry.count(path); } }',
      'orders_total path=req.path unbounded',
    ],
    [
      'as an object',
      "import { metrics } from './metrics'; export const go = (req) => metrics.sold(req.path);",
      'export const metrics = { sold(path) { orders.inc({ path }); } };',
      'orders_total path=req.path unbounded',
    ],
  ])('%s', (_name, text, metrics, expected) => expect(handedOn(text, COUNTER + metrics)).toEqual([expected]));

  it('is none that a variable holds besides another', () => {
    const metrics =
      'let client; export function init() { client = new Orders(); } export function other() { client = load(); } export const count = (labels) => client.count(labels); class Orders { count(labels) { orders.inc(labels); } }';
    const text =
      "import * as stats from './metrics'; export const go = (req) => stats.count({ path: req.path });";
    expect(handedOn(text, COUNTER + metrics)).toEqual([]);
  });
});

describe('an interface of the project', () => {
  const TELEMETRY = `${COUNTER}
    export interface Telemetry { count(path: string): void }
    export class NoTelemetry implements Telemetry { count(path: string): void {} }
    export class PrometheusTelemetry implements Telemetry { count(path: string) { orders.inc({ path }); } }`;

  it.each([
    [
      'as a parameter',
      'export function go(telemetry: Telemetry, req: Request) { telemetry.count(req.path); }',
    ],
    [
      'as one of several dependencies',
      'interface Deps { telemetry: Telemetry } export const go = (deps: Deps, req: Request) => deps.telemetry.count(req.path);',
    ],
    [
      'as a field',
      'export class Shop { constructor(private readonly telemetry: Telemetry) {} sell(req: Request) { this.telemetry.count(req.path); } }',
    ],
    [
      'spread into an object',
      'interface Deps { telemetry: Telemetry } export function make(deps_: Deps) { const deps = { ...deps_, name: "shop" }; return (req: Request) => deps.telemetry.count(req.path); }',
    ],
  ])('%s, by the class beside it that implements it', (_name, text) =>
    expect(handedOn(`import { Telemetry } from './metrics'; ${text}`, TELEMETRY)).toEqual([
      'orders_total path=req.path unbounded',
    ]),
  );

  it.each([
    [
      'whose classes observe nothing',
      `${COUNTER} export interface Telemetry { count(path: string): void } export class NoTelemetry implements Telemetry { count(path: string): void {} }`,
    ],
    [
      'that another class is like, and none implements',
      `${COUNTER} export interface Telemetry { count(path: string): void } export class Other { count(path: string) { orders.inc({ path }); } }`,
    ],
  ])('%s', (_name, metrics) => {
    const text =
      "import { Telemetry } from './metrics'; export const go = (telemetry: Telemetry, req: Request) => telemetry.count(req.path);";
    expect(handedOn(text, metrics)).toEqual([]);
  });

  it('may be hidden by what is spread after it', () => {
    const text =
      "import { Telemetry } from './metrics'; interface Deps { telemetry: Telemetry } export function make(deps_: Deps, other) { const deps = { ...deps_, ...other }; return (req: Request) => deps.telemetry.count(req.path); }";
    expect(handedOn(text, TELEMETRY)).toEqual([]);
  });
});

describe('a client for metrics that the project declares', () => {
  const given = '{ path: req.path, kind: "a" }';
  const labelled = '? path=req.path unbounded kind="a" bounded';
  const calling = (declared: string, call: string) =>
    handedOn(`import { client } from './metrics'; export const go = (req) => { ${call}; };`, declared);

  it.each([
    [
      'an interface',
      'export declare const client: Client; interface Client { increment(name: string, value?: number, labels?: Record<string, string>): void }',
      `client.increment('orders_total', 1, ${given})`,
    ],
    [
      'an interface whose labels come first',
      'export declare const client: Client<Name>; interface Client<Metric> { setGauge(name: Metric, labels: Record<string, string>, value: number): void }',
      `client.setGauge(Name.Orders, ${given}, 2)`,
    ],
    [
      'a class that keeps its own numbers',
      'class Client { counts = new Map(); incrementCounter(metric: string, tags = {}) { this.counts.set(metric, tags); } } export const client = new Client();',
      `client.incrementCounter('orders_total', ${given})`,
    ],
    [
      'an object',
      'export const client = { gauge(name, value, labels) { send(name, value, labels); } };',
      `client.gauge('orders', 2, ${given})`,
    ],
    [
      'what a static getter gives',
      'interface Client { observe(metric: string, value: number, attributes?: Labels): void } declare function get(): Client | undefined; export class client { static get metrics() { return get(); } }',
      `client.metrics?.observe('took', 2, ${given})`,
    ],
  ])('%s', (_name, declared, call) => {
    expect(calling(declared, call)).toEqual([labelled]);
  });

  it('a function', () => {
    const module = 'export function recordHistogram(name, value, labels) { send(name, value, labels); }';
    const text = `import { recordHistogram } from './metrics'; export const go = (req) => recordHistogram('took', 2, ${given});`;
    expect(handedOn(text, module)).toEqual([labelled]);
  });

  it('a module', () => {
    const module = 'export function increment(name, labels) { send(name, labels); }';
    const text = `import * as metrics from './metrics'; export const go = (req) => metrics.increment('orders_total', ${given});`;
    expect(handedOn(text, module)).toEqual([labelled]);
  });

  it('without labels observes all the same', () => {
    const declared =
      'export declare const client: Client; interface Client { increment(name: string, labels?: object): void }';
    expect(calling(declared, "client.increment('orders_total')")).toEqual(['?']);
  });

  it.each([
    [
      'what takes no labels',
      'export declare const client: { increment(name: string, by: number): void };',
      "client.increment('orders', 1)",
    ],
    [
      'what takes no name',
      'export declare const client: { increment(userId: string, labels: object): void };',
      `client.increment(req.id, ${given})`,
    ],
    [
      'what counts by tags',
      'export declare const client: { count(key: string, tags: object): number };',
      `client.count('orders', ${given})`,
    ],
    [
      'a method of another name',
      'export declare const client: { save(name: string, value: number, labels: object): void };',
      `client.save('orders', 1, ${given})`,
    ],
    ['what is not seen', "export { client } from 'acme-bridge';", `client.increment('orders', 1, ${given})`],
  ])('is not %s', (_name, declared, call) => {
    expect(calling(declared, call)).toEqual([]);
  });

  it('is read once where a known metric is behind it', () => {
    const body = 'export const client = { increment(name, value, labels) { orders.inc(labels, value); } };';
    expect(calling(COUNTER + body, "client.increment('orders', 1, { path: req.path })")).toEqual([
      'orders_total path=req.path unbounded',
    ]);
  });
});
