import { describe } from 'vitest';
import noCounterDecrement from '../../../rules/metrics/no-counter-decrement.js';
import noDynamicMetricCreation from '../../../rules/metrics/no-dynamic-metric-creation.js';
import noUnboundedLabel from '../../../rules/metrics/no-unbounded-label.js';
import { lines, ruleTester } from '../rule-tester.js';

// How the metrics of these libraries are known; `tests/catalog/metric-libraries.test.ts` runs them.

const FIELD = 'Put it in a log field or span attribute.';
const perUser = {
  messageId: 'unbounded' as const,
  data: { label: 'user', because: 'has one value per path parameter (`req.params.userId`)', instead: FIELD },
};
const dropping = (output: string) => ({
  ...perUser,
  suggestions: [{ messageId: 'drop' as const, data: { label: 'user' }, output }],
});
const handler = (head: string, body: string) =>
  lines(head, 'export const handler = (req, res) => {', `  ${body}`, '};');

const DD = "import tracer from 'dd-trace';\ntracer.init();";
const DATADOG = "import * as metrics from 'datadog-metrics';";
const COMPONENTS = lines(
  "import { createMetricsComponent } from '@well-known-components/metrics';",
  'const metrics = await createMetricsComponent(declarations, { config });',
);
const NEW_RELIC = "import newrelic from 'newrelic';";
const NESTJS_OTEL = "import type { MetricService } from 'nestjs-otel';";
const SERVICE = lines(
  NESTJS_OTEL,
  'export class Orders {',
  '  constructor(private readonly metrics: MetricService) {}',
  '  private readonly orders = this.metrics.getCounter(\'orders.created\', { description: "Orders" });',
  '',
);

const REMOVE = lines('  remove() {', '    this.orders.add(-1);', '  }', '}');

describe('labels', () => {
  ruleTester.run('no-unbounded-label', noUnboundedLabel, {
    valid: [
      {
        name: 'dogstatsd',
        code: handler(DD, "tracer.dogstatsd.increment('orders', 1, { method: req.method });"),
      },
      {
        name: 'datadog-metrics',
        code: handler(DATADOG, "metrics.increment('orders', 1, [`method:${req.method}`]);"),
      },
      {
        name: 'metrics of well-known components, with a value after the labels',
        code: handler(COMPONENTS, "metrics.increment('orders', { method: req.method }, req.params.userId);"),
      },
      {
        name: 'events of New Relic, whose attributes make no series',
        code: handler(NEW_RELIC, "newrelic.recordCustomEvent('Order', { user: req.params.userId });"),
      },
      {
        name: 'express-prometheus-middleware',
        code: lines(
          "import make from 'express-prometheus-middleware';",
          'app.use(make({ transformLabels(labels, req) { labels.method = req.method; } }));',
        ),
      },
    ],
    invalid: [
      {
        name: 'dogstatsd',
        code: handler(DD, "tracer.dogstatsd.increment('orders', 1, { user: req.params.userId });"),
        errors: [dropping(handler(DD, "tracer.dogstatsd.increment('orders', 1);"))],
      },
      {
        name: 'metrics of well-known components',
        code: handler(COMPONENTS, "metrics.increment('orders', { user: req.params.userId });"),
        errors: [dropping(handler(COMPONENTS, "metrics.increment('orders');"))],
      },
      {
        name: 'metrics of well-known components, by their type',
        code: lines(
          "import { IMetricsComponent } from '@well-known-components/interfaces';",
          "type Components = { metrics: IMetricsComponent<'orders'> };",
          "export const make = (components: Pick<Components, 'metrics'>) => (req) =>",
          "  components.metrics.observe('orders', { user: req.params.userId, method: req.method }, 1);",
        ),
        errors: [
          dropping(
            lines(
              "import { IMetricsComponent } from '@well-known-components/interfaces';",
              "type Components = { metrics: IMetricsComponent<'orders'> };",
              "export const make = (components: Pick<Components, 'metrics'>) => (req) =>",
              "  components.metrics.observe('orders', { method: req.method }, 1);",
            ),
          ),
        ],
      },
      {
        name: 'dogstatsd, a list',
        code: handler(
          "const { dogstatsd } = require('dd-trace').init();",
          "dogstatsd.gauge('orders', 1, [`user:${req.params.userId}`]);",
        ),
        errors: [perUser],
      },
      {
        name: 'datadog-metrics',
        code: handler(DATADOG, "metrics.histogram('orders', 1, [`user:${req.params.userId}`]);"),
        errors: [perUser],
      },
      {
        name: 'datadog-metrics, a logger of its own',
        code: handler(
          "import { BufferedMetricsLogger } from 'datadog-metrics';\nconst metrics = new BufferedMetricsLogger({});",
          "metrics.increment('orders', 1, ['user:' + req.params.userId]);",
        ),
        errors: [perUser],
      },
      {
        name: 'nestjs-otel',
        code:
          SERVICE + lines('  add(req) {', '    this.orders.add(1, { user: req.params.userId });', '  }', '}'),
        errors: [dropping(SERVICE + lines('  add(req) {', '    this.orders.add(1);', '  }', '}'))],
      },
      {
        name: 'express-prometheus-middleware',
        code: lines(
          "import make from 'express-prometheus-middleware';",
          'app.use(make({ transformLabels(labels, req) { labels.user = req.params.userId; } }));',
        ),
        errors: [perUser],
      },
    ],
  });
});

describe('counters', () => {
  ruleTester.run('no-counter-decrement', noCounterDecrement, {
    valid: [
      { name: 'dogstatsd counts both ways', code: `${DD}\ntracer.dogstatsd.increment('open', -1);` },
      { name: 'datadog-metrics', code: `${DATADOG}\nmetrics.increment('open', -1);` },
    ],
    invalid: [
      {
        name: 'nestjs-otel',
        code: SERVICE + REMOVE,
        errors: [
          {
            messageId: 'decreased',
            data: { metric: 'orders.created', outcome: 'the SDK drops it', instead: 'an UpDownCounter' },
          },
        ],
        output: (SERVICE + REMOVE).replace('getCounter', 'getUpDownCounter'),
      },
    ],
  });
});

describe('making metrics', () => {
  ruleTester.run('no-dynamic-metric-creation', noDynamicMetricCreation, {
    valid: [
      {
        name: 'nestjs-otel, which keeps them by name',
        code: lines(
          NESTJS_OTEL,
          'export const handler = (metrics: MetricService) => (req, res) => {',
          "  metrics.getCounter('orders').add(1);",
          '};',
        ),
      },
    ],
    invalid: [],
  });
});
