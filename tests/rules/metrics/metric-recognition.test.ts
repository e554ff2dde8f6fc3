import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import noCounterDecrement from '../../../rules/metrics/no-counter-decrement.js';
import metricUnit from '../../../rules/metrics/metric-unit.js';
import metricNaming from '../../../rules/metrics/metric-naming.js';
import noUnboundedLabel from '../../../rules/metrics/no-unbounded-label.js';
import noDynamicCreation from '../../../rules/metrics/no-dynamic-metric-creation.js';
import validBuckets from '../../../rules/metrics/valid-histogram-buckets.js';
import validMetricLabels from '../../../rules/metrics/valid-metric-labels.js';
import { METRIC_FACTORIES } from '../../../src/catalog/metrics/factories.js';
import { lines, project, ruleTester } from '../rule-tester.js';

// What is a metric, and what is known of it: the rules only show it.

const undeclared = (metric: string, label: string, declared: string, method = 'inc') => ({
  messageId: 'undeclared' as const,
  data: {
    ...{ library: 'prom-client', metric, label, labels: '', declared, method, given: '', expected: '' },
    ...{ when: 'here', outcome: 'these are dropped and the series without labels is updated' },
  },
});
const decreased = (metric: string, isPrometheus = true) => ({
  messageId: 'decreased' as const,
  data: {
    metric,
    outcome: isPrometheus ? 'prom-client throws' : 'the SDK drops it',
    instead: isPrometheus ? 'a Gauge' : 'an UpDownCounter',
  },
});

const factories = (metricFactories: unknown) => ({ observability: { metricFactories } });

describe('a class that a module of the project passes on', () => {
  const shop = project({
    'package.json': { name: 'shop' },
    'src/metrics.ts': lines("export { Counter } from 'prom-client';", 'export interface CounterOptions {}'),
  });
  shop.run('valid-metric-labels', validMetricLabels, {
    valid: [],
    invalid: [
      {
        name: 'beside an interface whose name begins so',
        filename: 'src/orders.ts',
        code: lines(
          "import { Counter } from './metrics.js';",
          "const orders = new Counter({ name: 'orders_total', labelNames: ['shop'] });",
          "orders.inc({ region: 'eu' });",
        ),
        errors: [undeclared('orders_total', 'region', '`shop`')],
      },
    ],
  });
});

describe('functions of the project that the settings say make metrics', () => {
  const shop = project({
    'package.json': { name: 'shop' },
    'src/metrics.ts': lines(
      "import { registry } from '@shop/telemetry';",
      'export const makeMetric = (options) => registry.add(options);',
      'export default makeMetric;',
    ),
  });
  it('may say what the guide lists', () => {
    const guide = readFileSync(new URL('../../../docs/guides/settings.md', import.meta.url), 'utf8');
    const listed = [...guide.matchAll(/^\| `([\w.-]+)`/gm)].map(([, value]) => value);
    expect(listed).toEqual(Object.keys(METRIC_FACTORIES));
  });

  shop.run('valid-metric-labels', validMetricLabels, {
    valid: [
      {
        name: 'a function that the settings do not name',
        filename: 'src/orders.ts',
        code: lines(
          "import { makeMetric } from './metrics.js';",
          "const orders = makeMetric({ name: 'orders_total', labelNames: ['shop'] });",
          "orders.inc({ region: 'eu' });",
        ),
        settings: factories({ createCounter: 'prom-client.Counter' }),
      },
      {
        name: 'labels that the options leave out: the function may add its own',
        filename: 'src/orders.ts',
        code: lines(
          "import { makeMetric } from './metrics.js';",
          "const orders = makeMetric({ name: 'orders_total' });",
          "orders.inc({ region: 'eu' });",
        ),
        settings: factories({ makeMetric: 'prom-client.Counter' }),
      },
      {
        name: 'another function that is given the name here',
        filename: 'src/orders.ts',
        code: lines(
          "import { other as makeMetric } from './metrics.js';",
          "const orders = makeMetric({ name: 'orders_total', labelNames: ['shop'] });",
          "orders.inc({ region: 'eu' });",
        ),
        settings: factories({ makeMetric: 'prom-client.Counter' }),
      },
      ...[
        null,
        'prom-client.Counter',
        [],
        { makeMetric: 'prom-client.Timer' },
        { makeMetric: 'constructor' },
        { makeMetric: 7 },
        { makeMetric: null },
      ].map((setting) => ({
        name: `a setting that says nothing known: ${JSON.stringify(setting)}`,
        filename: 'src/orders.ts',
        code: lines(
          "import { makeMetric } from './metrics.js';",
          "const orders = makeMetric({ name: 'orders_total', labelNames: ['shop'] });",
          "orders.inc({ region: 'eu' });",
          "orders.constructor({ name: 'x' });",
        ),
        settings: factories(setting),
      })),
    ],
    invalid: [
      {
        name: 'a field that begins as null and that a method fills',
        filename: 'src/orders.js',
        code: lines(
          "const { Counter } = require('prom-client');",
          'class Orders {',
          '  constructor() { this.sold = null; }',
          "  register() { this.sold = new Counter({ name: 'orders_total', help: 'Orders', labelNames: ['shop'] }); }",
          "  sell() { this.sold.inc({ region: 'eu' }); }",
          '}',
          'module.exports = Orders;',
        ),
        errors: [undeclared('orders_total', 'region', '`shop`')],
      },
      {
        name: 'imported by name',
        filename: 'src/orders.ts',
        code: lines(
          "import { makeMetric } from './metrics.js';",
          "const orders = makeMetric({ name: 'orders_total', labelNames: ['shop'] });",
          "orders.inc({ region: 'eu' });",
        ),
        settings: factories({ makeMetric: 'prom-client.Counter' }),
        errors: [undeclared('orders_total', 'region', '`shop`')],
      },
      {
        name: 'imported by name and renamed',
        filename: 'src/orders.ts',
        code: lines(
          "import { makeMetric as counter } from './metrics.js';",
          "const orders = counter({ name: 'orders_total', labelNames: ['shop'] });",
          "orders.inc({ region: 'eu' });",
        ),
        settings: factories({ makeMetric: 'prom-client.Counter' }),
        errors: [undeclared('orders_total', 'region', '`shop`')],
      },
      {
        name: 'a method of an imported object',
        filename: 'src/orders.ts',
        code: lines(
          "import { metrics } from '@shop/telemetry';",
          "const orders = metrics.makeMetric({ name: 'orders_total', labelNames: ['shop'] });",
          "orders.inc({ region: 'eu' });",
        ),
        settings: factories({ makeMetric: 'prom-client.Counter' }),
        errors: [undeclared('orders_total', 'region', '`shop`')],
      },
      {
        name: 'the name before the options',
        filename: 'src/orders.ts',
        code: lines(
          "import { makeMetric } from './metrics.js';",
          "const orders = makeMetric('orders_total', { labelNames: ['shop'] });",
          "orders.inc({ region: 'eu' });",
        ),
        settings: factories({ makeMetric: 'prom-client.Counter' }),
        errors: [undeclared('orders_total', 'region', '`shop`')],
      },
      {
        name: 'beside a setting that says nothing known',
        filename: 'src/orders.ts',
        code: lines(
          "import { makeMetric } from './metrics.js';",
          "const orders = makeMetric({ name: 'orders_total', labelNames: ['shop'] });",
          "orders.inc({ region: 'eu' });",
        ),
        settings: factories({ makeMetric: 'prom-client.Counter', makeTimer: 'prom-client.Timer' }),
        errors: [undeclared('orders_total', 'region', '`shop`')],
      },
    ],
  });

  shop.run('no-counter-decrement', noCounterDecrement, {
    valid: [
      {
        name: 'an up-and-down counter',
        filename: 'src/orders.ts',
        code: lines(
          "import { metrics } from '@shop/telemetry';",
          "const open = metrics.upDown('orders.open');",
          'open.add(-1);',
        ),
        settings: factories({ upDown: 'opentelemetry.UpDownCounter' }),
      },
    ],
    invalid: [
      {
        name: 'an OpenTelemetry counter',
        filename: 'src/orders.ts',
        code: lines(
          "import { metrics } from '@shop/telemetry';",
          "const open = metrics.counter('orders.open');",
          'open.add(-1);',
        ),
        settings: factories({ counter: 'opentelemetry.Counter' }),
        errors: [decreased('orders.open', false)],
      },
    ],
  });

  shop.run('metric-naming', metricNaming, {
    valid: [],
    invalid: [
      {
        name: 'the definition that such a call is',
        filename: 'src/orders.ts',
        code: lines(
          "import { makeMetric } from './metrics.js';",
          "export const open = makeMetric({ name: 'orders_open_total' });",
        ),
        settings: factories({ makeMetric: 'prom-client.Gauge' }),
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'orders_open_total',
              problems: 'is a gauge, but ends in "_total" like a counter',
            },
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'orders_open' },
                output: lines(
                  "import { makeMetric } from './metrics.js';",
                  "export const open = makeMetric({ name: 'orders_open' });",
                ),
              },
            ],
          },
        ],
      },
    ],
  });

  shop.run('no-dynamic-metric-creation', noDynamicCreation, {
    valid: [
      {
        name: 'a function that may keep what it made',
        filename: 'src/orders.ts',
        code: lines(
          "import express from 'express';",
          "import { createCounter } from '@shop/telemetry';",
          'const app = express();',
          "app.get('/', (req, res) => createCounter({ name: 'orders_total', help: 'Orders' }).inc());",
        ),
        settings: factories({ createCounter: 'prom-client.Counter' }),
      },
    ],
    invalid: [],
  });

  shop.run('valid-histogram-buckets', validBuckets, {
    valid: [
      {
        name: 'buckets that the options leave out: the function may give its own',
        filename: 'src/orders.ts',
        code: lines(
          "import { makeMetric } from './metrics.js';",
          "export const took = makeMetric({ name: 'orders_took_milliseconds', help: 'Took' });",
        ),
        settings: factories({ makeMetric: 'prom-client.Histogram' }),
      },
    ],
    invalid: [],
  });
});

describe('definitions whose variable or field is annotated', () => {
  const DEFINITION = "new Counter({ name: 'orders_total', help: 'Orders', labelNames: ['shop'] })";
  const report = [undeclared('orders_total', 'region', '`shop`')];
  const inClass = (...members: readonly string[]) =>
    lines(
      "import { Counter } from 'prom-client';",
      'class Orders {',
      ...members,
      '  placed() {',
      "    this.orders.inc({ region: 'eu' });",
      '  }',
      '}',
    );
  ruleTester.run('valid-metric-labels', validMetricLabels, {
    valid: [
      {
        name: 'a field that is handed to the constructor',
        code: inClass(
          "  private readonly orders: Counter<'shop'>;",
          "  constructor(orders: Counter<'shop'>) {",
          '    this.orders = orders;',
          '  }',
        ),
      },
      {
        name: 'a field that is set in two methods',
        code: inClass(
          '  private orders: Counter;',
          '  start() {',
          `    this.orders = ${DEFINITION};`,
          '  }',
          '  restart() {',
          `    this.orders = ${DEFINITION.replace("'shop'", "'shop', 'region'")};`,
          '  }',
        ),
      },
      {
        name: 'a static field beside the one that the constructor sets',
        code: inClass(
          '  static orders: Counter;',
          '  constructor() {',
          `    Orders.orders = ${DEFINITION};`,
          '  }',
        ),
      },
      {
        name: 'a parameter that has a default',
        code: lines(
          "import { Counter } from 'prom-client';",
          `export function count(orders: Counter = ${DEFINITION}) {`,
          "  orders.inc({ region: 'eu' });",
          '}',
        ),
      },
    ],
    invalid: [
      {
        name: 'a constant',
        code: lines(
          "import { Counter } from 'prom-client';",
          `const orders: Counter<'shop'> = ${DEFINITION};`,
          "orders.inc({ region: 'eu' });",
        ),
        errors: report,
      },
      {
        name: 'a constant whose type is imported by another name',
        code: lines(
          "import client, { type Counter as PromCounter } from 'prom-client';",
          `const orders: PromCounter = ${DEFINITION.replace('Counter', 'client.Counter')};`,
          "orders.inc({ region: 'eu' });",
        ),
        errors: report,
      },
      {
        name: 'a cast',
        code: lines(
          "import { Counter } from 'prom-client';",
          `const orders = ${DEFINITION} as Counter<string>;`,
          "orders.inc({ region: 'eu' });",
        ),
        errors: report,
      },
      {
        name: 'a field',
        code: inClass(`  private readonly orders: Counter<string> = ${DEFINITION};`),
        errors: report,
      },
      {
        name: 'a field that the constructor sets',
        code: inClass(
          '  private orders: Counter;',
          '  constructor() {',
          `    this.orders = ${DEFINITION};`,
          '  }',
        ),
        errors: report,
      },
      {
        name: 'a field without a type that the constructor sets',
        code: inClass('  orders;', '  constructor() {', `    this.orders = ${DEFINITION};`, '  }'),
        errors: report,
      },
      {
        name: 'a private field without a type that the constructor sets',
        code: inClass('  #orders;', '  constructor() {', `    this.#orders = ${DEFINITION};`, '  }').replace(
          'this.orders',
          'this.#orders',
        ),
        errors: report,
      },
      {
        name: 'a field that a method sets',
        code: inClass('  private orders: Counter;', '  start() {', `    this.orders = ${DEFINITION};`, '  }'),
        errors: report,
      },
      {
        name: 'a field that the constructor sets before it is declared',
        code: inClass(
          '  constructor() {',
          `    this.orders = ${DEFINITION};`,
          '  }',
          '  private orders: Counter;',
        ),
        errors: report,
      },
    ],
  });

  ruleTester.run('metric-unit', metricUnit, {
    valid: [],
    invalid: [
      {
        name: 'the unit of an annotated histogram',
        code: lines(
          "import { type Histogram, metrics } from '@opentelemetry/api';",
          "const took: Histogram = metrics.getMeter('shop').createHistogram('orders.took', { unit: 's' });",
          'const start = Date.now();',
          'took.record(Date.now() - start);',
        ),
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'Date.now() - start',
              metric: 'orders.took',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: '(Date.now() - start) / 1000' },
                output: lines(
                  "import { type Histogram, metrics } from '@opentelemetry/api';",
                  "const took: Histogram = metrics.getMeter('shop').createHistogram('orders.took', { unit: 's' });",
                  'const start = Date.now();',
                  'took.record((Date.now() - start) / 1000);',
                ),
              },
            ],
          },
        ],
      },
    ],
  });
});

describe('values that a callback observes', () => {
  const METER = lines(
    "import { metrics } from '@opentelemetry/api';",
    "const age = metrics.getMeter('shop').createObservableGauge('queue.age', { unit: 's' });",
    '',
  );
  ruleTester.run('metric-unit', metricUnit, {
    valid: [
      {
        name: 'in the unit of the gauge',
        code: METER + 'age.addCallback((result) => result.observe((Date.now() - oldest) / 1000));',
      },
    ],
    invalid: [
      {
        name: 'in another unit',
        code: METER + 'age.addCallback((result) => result.observe(Date.now() - oldest));',
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'Date.now() - oldest',
              metric: 'queue.age',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: '(Date.now() - oldest) / 1000' },
                output: METER + 'age.addCallback((result) => result.observe((Date.now() - oldest) / 1000));',
              },
            ],
          },
        ],
      },
    ],
  });
});

describe('units that a call or a library names', () => {
  const cases = [
    {
      name: 'Powertools',
      head: [
        "import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';",
        'const metrics = new Metrics();',
      ],
      record: (value: string) => `metrics.addMetric('took', MetricUnit.Seconds, ${value});`,
    },
    {
      name: 'aws-embedded-metrics',
      head: [
        "import { createMetricsLogger } from 'aws-embedded-metrics';",
        'const metrics = createMetricsLogger();',
      ],
      record: (value: string) => `metrics.putMetric('took', ${value}, 'Seconds');`,
    },
    {
      name: 'Sentry',
      head: ["import * as Sentry from '@sentry/node';"],
      record: (value: string) => `Sentry.metrics.distribution('took', ${value}, { unit: 'second' });`,
    },
  ];
  ruleTester.run('metric-unit', metricUnit, {
    valid: [
      ...cases.map(({ name, head, record }) => ({
        name: `${name}, converted`,
        code: lines(...head, record('(Date.now() - start) / 1000')),
      })),
      {
        name: 'StatsD’s timing, in milliseconds',
        code: lines(
          "import { StatsD } from 'hot-shots';",
          'const client = new StatsD();',
          "client.timing('took', Date.now() - start);",
          "client.timing('took', new Date());",
        ),
      },
    ],
    invalid: [
      ...cases.map(({ name, head, record }) => ({
        name,
        code: lines(...head, record('Date.now() - start')),
        errors: [
          {
            messageId: 'unit' as const,
            data: {
              value: 'Date.now() - start',
              metric: 'took',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            suggestions: [
              {
                messageId: 'convert' as const,
                data: { converted: '(Date.now() - start) / 1000' },
                output: lines(...head, record('(Date.now() - start) / 1000')),
              },
            ],
          },
        ],
      })),
      {
        name: 'StatsD’s timing, in seconds',
        code: lines(
          "import { StatsD } from 'hot-shots';",
          'const client = new StatsD();',
          "client.timing('took', process.uptime());",
        ),
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'process.uptime()',
              metric: 'took',
              recorded: 'seconds',
              declared: 'milliseconds',
            },
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: 'process.uptime() * 1000' },
                output: lines(
                  "import { StatsD } from 'hot-shots';",
                  'const client = new StatsD();',
                  "client.timing('took', process.uptime() * 1000);",
                ),
              },
            ],
          },
        ],
      },
    ],
  });

  ruleTester.run('no-counter-decrement', noCounterDecrement, {
    valid: [
      {
        name: 'counters that go both ways',
        code: lines(
          "import { StatsD } from 'hot-shots';",
          "import * as Sentry from '@sentry/node';",
          'const client = new StatsD();',
          "client.increment('open', -1);",
          "client.decrement('open');",
          "Sentry.metrics.count('open', -1);",
        ),
      },
    ],
    invalid: [],
  });

  // A value of the whole process, and what makes no series.
  ruleTester.run('no-unbounded-label', noUnboundedLabel, {
    valid: [
      {
        name: 'Sentry’s attributes',
        code: lines(
          "import * as Sentry from '@sentry/node';",
          'export const handler = (req, res) => {',
          "  Sentry.metrics.count('orders', 1, { attributes: { userId: req.params.id } });",
          '};',
        ),
      },
      {
        name: 'metadata of Powertools and properties of aws-embedded-metrics',
        code: lines(
          "import { Metrics } from '@aws-lambda-powertools/metrics';",
          "import { createMetricsLogger } from 'aws-embedded-metrics';",
          'export const handler = (req, res) => {',
          "  new Metrics().addMetadata('userId', req.params.id);",
          "  createMetricsLogger().setProperty('userId', req.params.id);",
          '};',
        ),
      },
      {
        name: 'tags of the whole process',
        code: lines(
          "import os from 'node:os';",
          "import { StatsD } from 'hot-shots';",
          'new StatsD({ globalTags: { host: os.hostname(), env: process.env.NODE_ENV } });',
        ),
      },
      {
        name: 'the template of a route',
        code: lines(
          "import metricsPlugin from 'fastify-metrics';",
          'app.register(metricsPlugin, {',
          '  routeMetrics: { overrides: { labels: { getRouteLabel: (request) => request.routeOptions.url } } },',
          '});',
        ),
      },
      {
        name: 'a removed series',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const depth = new Gauge({ name: 'depth', help: 'Depth', labelNames: ['user'] });",
          'export const handler = (req, res) => depth.remove(req.params.id);',
        ),
      },
    ],
    invalid: [],
  });
});

describe('labels by position, of a metric whose making is not seen', () => {
  const sold = (type: string, call: string) =>
    lines(
      "import { Counter } from 'prom-client';",
      `export const sell = (orders: Counter${type}, req) => ${call};`,
    );
  const label = (name: string) => ({
    messageId: 'unbounded' as const,
    data: {
      label: name,
      because: 'has one value per path parameter (`req.params.userId`)',
      instead: 'Put it in a log field or span attribute.',
    },
  });
  ruleTester.run('no-unbounded-label', noUnboundedLabel, {
    valid: [
      {
        name: 'without names',
        code: sold('', 'orders.labels(req.params.userId).inc()'),
      },
      {
        name: 'of any name',
        code: sold('<string>', 'orders.labels(req.params.userId).inc()'),
      },
      {
        name: 'fewer values than names',
        code: sold("<'method' | 'user'>", 'orders.labels(req.params.userId).inc()'),
      },
      {
        name: 'with a bound',
        code: sold("<'method' | 'status'>", 'orders.labels(req.method, res.statusCode).inc()'),
      },
    ],
    invalid: [
      {
        name: 'of one name',
        code: sold("<'user'>", 'orders.labels(req.params.userId).inc()'),
        errors: [label('user')],
      },
      {
        name: 'of two names, in the order of the type',
        code: sold("<'method' | 'user'>", 'orders.labels(req.method, req.params.userId).inc()'),
        errors: [label('user')],
      },
      {
        name: 'of a field',
        code: lines(
          "import { Counter } from 'prom-client';",
          'export class Shop {',
          "  constructor(private readonly orders: Counter<'user'>) {}",
          '  sell(req) { this.orders.labels(req.params.userId).inc(); }',
          '}',
        ),
        errors: [label('user')],
      },
    ],
  });
});

describe('metrics that a decorator injects into what has no type', () => {
  const shop = (field: string, body: string, module = '@willsoto/nestjs-prometheus') =>
    lines(
      `import { InjectMetric } from '${module}';`,
      'export class Shop {',
      `  ${field}`,
      `  sell(req) { ${body} }`,
      '}',
    );
  const label = {
    messageId: 'unbounded' as const,
    data: {
      label: 'user',
      because: 'has one value per path parameter (`req.params.userId`)',
      instead: 'Put it in a log field or span attribute.',
    },
  };
  const BY_USER = 'this.orders.inc({ user: req.params.userId, method: req.method });';
  const BY_METHOD = 'this.orders.inc({ method: req.method });';
  const FIELDS = {
    'a parameter property': "constructor(@InjectMetric('orders_total') private readonly orders) {}",
    'a parameter property of any type': "constructor(@InjectMetric('orders_total') private orders: any) {}",
    'a field': "@InjectMetric('orders_total') private readonly orders;",
    'a field with another decorator': "@Optional() @InjectMetric('orders_total') orders: any;",
  };
  ruleTester.run('no-unbounded-label', noUnboundedLabel, {
    valid: [
      ...Object.entries(FIELDS).map(([name, field]) => ({
        name: `${name}, with a bounded label`,
        code: shop(field, BY_METHOD),
      })),
      {
        name: 'a decorator of another package',
        code: shop(FIELDS['a field'], BY_USER, '@acme/metrics'),
      },
      {
        name: 'a field beside it',
        code: shop(`${FIELDS['a field']} other;`, BY_USER.replace('orders', 'other')),
      },
    ],
    invalid: Object.entries(FIELDS).map(([name, field]) => ({
      name,
      code: shop(field, BY_USER),
      errors: [label],
    })),
  });
});

ruleTester.run('no-counter-decrement of metrics that are put into a member', noCounterDecrement, {
  valid: [
    {
      name: 'of another class',
      code: 'class Other { metrics: any = {}; sell() { this.metrics.orders.inc(-1); } }',
    },
  ],
  invalid: [
    {
      name: 'which holds an object',
      filename: 'src/shop.ts',
      code: `import client from 'prom-client';
class Shop {
  private metrics: any = {};
  setUp() { this.metrics.orders = new client.Counter({ name: 'orders_total', help: 'Orders' }); }
  sell() { this.metrics.orders.inc(-1); }
}`,
      errors: [decreased('orders_total')],
      output: `import client from 'prom-client';
class Shop {
  private metrics: any = {};
  setUp() { this.metrics.orders = new client.Gauge({ name: 'orders', help: 'Orders' }); }
  sell() { this.metrics.orders.inc(-1); }
}`,
    },
  ],
});

describe('metrics made of a name, a description and label names', () => {
  const made = (call: string) => `import Metrics from '@acme/metrics';\nconst counter = ${call};\n`;
  ruleTester.run('no-counter-decrement', noCounterDecrement, {
    valid: [
      {
        name: 'without label names',
        code: `${made("Metrics.getCounter('orders', 'Orders')")}counter.inc(-1);`,
      },
      {
        name: 'without label names, of what is not called for metrics',
        code: `${made("shop.getCounter('orders', 'Orders of the day')")}counter.inc(-1);`,
      },
      {
        name: 'without label names, and a word for a description',
        code: "const counter = this.metricsClient.getCounter('orders', 'ascending');\ncounter.inc(-1);",
      },
      {
        name: 'with no label names and a word for a description',
        code: `${made("shop.getCounter('orders', 'ascending', [])")}counter.inc(-1);`,
      },
      {
        name: 'of something else that is called so',
        code: `${made("Metrics.encounter('orders', 'Orders', ['shop'])")}counter.inc(-1);`,
      },
      {
        name: 'a sum-up of texts',
        code: `${made("Metrics.getCounterpart('orders', 'Orders', ['shop'])")}counter.inc(-1);`,
      },
      {
        name: 'with values for labels',
        code: `${made("Metrics.getCounter('orders', 'Orders', [shop])")}counter.inc(-1);`,
      },
    ],
    invalid: [
      {
        name: 'of a package that is not seen',
        code: `${made("Metrics.getCounter('orders_total', 'Orders', ['shop'])")}counter.inc(-1);`,
        errors: [decreased('orders_total')],
      },
      {
        name: 'without label names, of a client for metrics',
        code: "const counter = this.metricsClient.getCounter('orders_total', 'Orders of the day');\ncounter.inc(-1);",
        errors: [decreased('orders_total')],
      },
      {
        name: 'with no label names',
        code: `${made("shop.getCounter('orders_total', 'Orders of the day', [])")}counter.inc(-1);`,
        errors: [decreased('orders_total')],
      },
      {
        name: 'of a name that is not seen',
        code: `${made("Metrics.getCounter(name, `Orders of ${name}`, ['shop'])")}counter.inc(-1);`,
        errors: [decreased('name')],
      },
    ],
  });
  ruleTester.run('valid-metric-labels', validMetricLabels, {
    valid: [
      {
        name: 'a declared label',
        code: `${made("Metrics.getCounter('orders_total', 'Orders', ['shop'])")}counter.inc({ shop: 'a' });`,
      },
    ],
    invalid: [
      {
        name: 'a label that is not declared',
        code: `${made("Metrics.getCounter('orders_total', 'Orders', ['shop'])")}counter.inc({ town: 'a' });`,
        errors: [undeclared('orders_total', 'town', '`shop`')],
      },
    ],
  });
});
