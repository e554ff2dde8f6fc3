import { describe } from 'vitest';
import rule from '../../../rules/metrics/max-series.js';
import { lines, ruleTester } from '../rule-tester.js';

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
            },
            line: 6,
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
            },
            line: 6,
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
            },
            line: 6,
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
            },
            line: 5,
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
            },
            line: 6,
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
            },
            line: 6,
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
            },
            line: 7,
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
            },
            line: 7,
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
            },
            line: 6,
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
            },
            line: 7,
          },
        ],
      },
    ],
  });
});
