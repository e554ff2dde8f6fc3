import { describe } from 'vitest';
import rule from '../../../rules/metrics/max-series.js';
import { lines, project, ruleTester } from '../rule-tester.js';

const REQUESTS = lines(
  "import express from 'express';",
  'const app = express();',
  "import { Counter } from 'prom-client';",
  "const requests = new Counter({ name: 'http_requests_total', help: 'Requests', labelNames: ['method', 'route', 'status', 'ok'] });",
  '',
);
const OTEL = lines(
  "import express from 'express';",
  'const app = express();',
  "import { metrics } from '@opentelemetry/api';",
  "const meter = metrics.getMeter('shop');",
  "const requests = meter.createCounter('http.server.requests');",
  '',
);

describe('not reported', () => {
  ruleTester.run('max-series', rule, {
    valid: [
      {
        name: 'route',
        code:
          REQUESTS + lines('app.use((req, res) => {', '  requests.inc({ route: req.route.path });', '});'),
      },
      {
        name: 'method and status',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ method: req.method, status: res.statusCode });',
            '});',
          ),
      },
      {
        name: 'the same labels in several observations',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ method: req.method, status: res.statusCode });',
            '  requests.inc({ method: req.method, status: res.statusCode }, 2);',
            '  requests.labels({ method: req.method, status: res.statusCode }).inc();',
            '});',
          ),
        options: [{ max: 540 }],
      },
      {
        name: 'histogram within the budget, its buckets beyond',
        code: lines(
          "import { Histogram } from 'prom-client';",
          "const latency = new Histogram({ name: 'latency_seconds', help: 'h', labelNames: ['status'] });",
          'export const count = (res) => latency.observe({ status: res.statusCode }, 1);',
        ),
        options: [{ max: 60 }],
      },
      {
        name: 'metrics of their own',
        code:
          REQUESTS +
          lines(
            "const others = new Counter({ name: 'others_total', help: 'h', labelNames: ['status'] });",
            'app.use((req, res) => {',
            '  requests.inc({ status: res.statusCode });',
            '  others.inc({ status: res.statusCode });',
            '});',
          ),
        options: [{ max: 60 }],
      },
      { name: 'no labels', code: REQUESTS + lines('requests.inc();', 'requests.inc(5);') },
      { name: 'constants', code: REQUESTS + "requests.inc({ method: 'GET', route: '/', status: '200' });" },
      {
        name: 'unbounded, which no-unbounded-label reports',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ method: req.method, route: req.path, status: res.statusCode });',
            '});',
          ),
      },
      {
        name: 'value that is not known',
        code:
          REQUESTS +
          'export const count = (kind: string, res) => requests.inc({ method: kind, status: res.statusCode });',
      },
      {
        name: 'at the budget',
        code:
          REQUESTS +
          'export const count = (ok: boolean, isCached: boolean) => requests.inc({ ok: ok ? 1 : 0, method: isCached ? "a" : "b" });',
        options: [{ max: 4 }],
      },
      {
        name: 'larger budget',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ method: req.method, route: req.route.path, status: res.statusCode });',
            '});',
          ),
        options: [{ max: 1000000 }],
      },
      {
        name: 'OpenTelemetry, route',
        code:
          OTEL +
          lines('app.use((req, res) => {', "  requests.add(1, { 'http.route': req.route.path });", '});'),
      },
      {
        name: 'unknown object',
        code:
          REQUESTS +
          lines(
            "import { stats } from '@acme/stats';",
            'app.use((req, res) => {',
            '  stats.inc({ method: req.method, route: req.route.path, status: res.statusCode });',
            '});',
          ),
      },
      {
        name: 'status class instead of the code',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ route: req.route.path, status: `${Math.floor(res.statusCode / 100)}xx` });',
            '});',
          ),
      },
    ],
    invalid: [],
  });
});

describe('reported', () => {
  ruleTester.run('max-series', rule, {
    valid: [],
    invalid: [
      {
        name: 'method, route and status',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ method: req.method, route: req.route.path, status: res.statusCode });',
            '});',
          ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '108000',
              factors: 'method 9 × route 200 × status 60',
              max: '10000',
              label: 'route',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'route and status',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ route: req.route.path, status: res.statusCode });',
            '});',
          ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '12000',
              factors: 'route 200 × status 60',
              max: '10000',
              label: 'route',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'over a budget of its own',
        code:
          REQUESTS + lines('app.use((req, res) => {', '  requests.inc({ status: res.statusCode });', '});'),
        options: [{ max: 10 }],
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '60',
              factors: 'status 60',
              max: '10',
              label: 'status',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'one over the budget',
        code:
          REQUESTS +
          'export const count = (ok: boolean, isCached: boolean) => requests.inc({ ok: ok ? 1 : 0, method: isCached ? "a" : "b" });',
        options: [{ max: 3 }],
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '4',
              factors: 'ok 2 × method 2',
              max: '3',
              label: 'ok',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'bound by position',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.labels(req.method, req.route.path, res.statusCode).inc();',
            '});',
          ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '108000',
              factors: 'method 9 × route 200 × status 60',
              max: '10000',
              label: 'route',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'bound by name',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.labels({ route: req.route.path, status: res.statusCode }).inc();',
            '});',
          ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '12000',
              factors: 'route 200 × status 60',
              max: '10000',
              label: 'route',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'labels in a constant',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  const labels = { route: req.route.path, status: res.statusCode };',
            '  requests.inc(labels);',
            '});',
          ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '12000',
              factors: 'route 200 × status 60',
              max: '10000',
              label: 'route',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'labels spread',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  const common = { route: req.route.path };',
            '  requests.inc({ ...common, status: res.statusCode });',
            '});',
          ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '12000',
              factors: 'route 200 × status 60',
              max: '10000',
              label: 'route',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'status as text',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ route: req.route.path, status: String(res.statusCode) });',
            '});',
          ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '12000',
              factors: 'route 200 × status 60',
              max: '10000',
              label: 'route',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'OpenTelemetry',
        code:
          OTEL +
          lines(
            'app.use((req, res) => {',
            "  requests.add(1, { 'http.route': req.route.path, 'http.response.status_code': res.statusCode });",
            '});',
          ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http.server.requests',
              series: '12000',
              factors: 'http.route 200 × http.response.status_code 60',
              max: '10000',
              label: 'http.route',
              each: '',
            },
            line: 5,
          },
        ],
      },
      {
        name: 'several observations, reported once at the definition',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            "  requests.inc({ method: req.method, route: req.route.path, status: '200' });",
            "  requests.inc({ method: req.method, route: req.route.path, status: '500' });",
            '  if (x) requests.inc({ method: req.method, route: req.route.path, status: res.statusCode });',
            '});',
          ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              // 9 × 200 × (1 + 1 + 60), or 1800 + 1800 + 108000
              series: '111600',
              factors: 'method 9 × route 200 × status 62',
              max: '10000',
              label: 'route',
              each: '',
            },
            line: 4,
            column: 91,
          },
        ],
      },
      {
        name: 'observations that are large in different labels',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            "  requests.inc({ route: req.route.path, status: '200' });",
            "  requests.inc({ route: '/health', status: res.statusCode });",
            '});',
          ),
        options: [{ max: 250 }],
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '260',
              factors: 'route 200 × status 1 in the largest observation alone',
              max: '250',
              label: 'route',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'label that an observation leaves out',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ method: req.method, status: res.statusCode });',
            '  requests.inc({ method: req.method });',
            '});',
          ),
        options: [{ max: 500 }],
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'http_requests_total',
              series: '549',
              factors: 'method 9 × status 61',
              max: '500',
              label: 'status',
              each: '',
            },
            line: 4,
          },
        ],
      },
      {
        name: 'histogram, whose buckets are said and not counted',
        code: lines(
          "import { Histogram } from 'prom-client';",
          "const latency = new Histogram({ name: 'latency_seconds', help: 'h', labelNames: ['route', 'status'], buckets: [0.1, 1, 10] });",
          'export const count = (req, res) => latency.observe({ route: req.route.path, status: res.statusCode }, 1);',
        ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'latency_seconds',
              series: '12000',
              factors: 'route 200 × status 60',
              max: '10000',
              label: 'route',
              each: ' with 6 buckets each',
            },
            line: 2,
          },
        ],
      },
    ],
  });
});

describe('a metric that is defined elsewhere', () => {
  project({
    'package.json': { name: 'app' },
    'metrics.ts': lines(
      "import { Counter } from 'prom-client';",
      "export const requests = new Counter({ name: 'requests_total', help: 'h', labelNames: ['route', 'status'] });",
    ),
  }).run('max-series', rule, {
    valid: [],
    invalid: [
      {
        name: 'reported once, at the largest observation',
        filename: 'file.ts',
        code: lines(
          "import { requests } from './metrics.js';",
          'export function count(req, res) {',
          "  requests.inc({ route: '/health', status: res.statusCode });",
          '  requests.inc({ route: req.route.path, status: res.statusCode });',
          '}',
        ),
        errors: [
          {
            messageId: 'series',
            data: {
              metric: 'requests_total',
              series: '12060',
              factors: 'route 201 × status 60',
              max: '10000',
              label: 'route',
              each: '',
            },
            line: 4,
          },
        ],
      },
    ],
  });
});
