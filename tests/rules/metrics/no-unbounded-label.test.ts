import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import rule from '../../../rules/metrics/no-unbounded-label.js';
import { SERIES_COST } from '../../../src/catalog/series-cost.js';
import { lines, ruleTester } from '../rule-tester.js';

const REQUESTS = lines(
  "import express from 'express';",
  'const app = express();',
  "import { Counter } from 'prom-client';",
  "const requests = new Counter({ name: 'http_requests_total', help: 'Requests', labelNames: ['label', 'route', 'status'] });",
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
const FASTIFY = lines(
  "import Fastify from 'fastify';",
  'const app = Fastify();',
  "import { Histogram } from 'prom-client';",
  "const latency = new Histogram({ name: 'http_request_duration_seconds', help: 'Latency', labelNames: ['route'] });",
  '',
);

const KEPT = SERIES_COST.prometheus;
const OVERFLOW = SERIES_COST.opentelemetry;
const ROUTE = 'Use the route’s template instead.';
const FIELD = 'Put it in a log field or span attribute instead.';

describe('not reported', () => {
  ruleTester.run('no-unbounded-label', rule, {
    valid: [
      {
        name: 'route template',
        code:
          REQUESTS +
          lines(
            "app.get('/orders/:id', (req, res) => {",
            '  requests.inc({ route: req.route.path });',
            '});',
          ),
      },
      {
        name: 'route template with a fallback',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            "  requests.inc({ route: req.route?.path ?? 'unmatched' });",
            '});',
          ),
      },
      {
        name: 'router prefix and template',
        code:
          REQUESTS +
          lines('app.use((req, res) => {', '  requests.inc({ route: req.baseUrl + req.route.path });', '});'),
      },
      {
        name: 'status code',
        code:
          REQUESTS + lines('app.use((req, res) => {', '  requests.inc({ status: res.statusCode });', '});'),
      },
      {
        name: 'status class',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  requests.inc({ status: `${Math.floor(res.statusCode / 100)}xx` });',
            '});',
          ),
      },
      {
        name: 'path that a function normalises',
        code:
          REQUESTS +
          lines(
            "import { normalizePath } from './paths.js';",
            'app.use((req, res) => {',
            '  requests.inc({ route: normalizePath(req.path) });',
            '});',
          ),
      },
      {
        name: 'path that was replaced into a pattern',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            "  requests.inc({ route: req.path.replace(/\\d+/g, ':id') });",
            '});',
          ),
      },
      {
        name: 'path only where it is a known one',
        code:
          REQUESTS +
          lines(
            "const KNOWN = new Set(['/health', '/ready']);",
            'app.use((req, res) => {',
            "  requests.inc({ route: KNOWN.has(req.path) ? req.path : 'other' });",
            '});',
          ),
      },
      {
        name: 'path behind an early return',
        code:
          REQUESTS +
          lines(
            'app.use((req, res, next) => {',
            "  if (req.path !== '/health') return next();",
            '  requests.inc({ route: req.path });',
            '});',
          ),
      },
      {
        name: 'path in the cases of a switch',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  switch (req.path) {',
            "    case '/health':",
            "    case '/ready':",
            '      requests.inc({ route: req.path });',
            '  }',
            '});',
          ),
      },
      {
        name: 'ternary of constants about the user',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            "  requests.inc({ label: req.user ? 'signed-in' : 'anonymous' });",
            '});',
          ),
      },
      {
        name: 'name and code of an error',
        code:
          REQUESTS +
          lines(
            'try {',
            '  run();',
            '} catch (error) {',
            '  requests.inc({ label: error.name });',
            '  requests.inc({ label: error.code });',
            '}',
          ),
      },
      {
        name: 'tier of a user',
        code:
          REQUESTS + 'export const count = (user: { tier: string }) => requests.inc({ label: user.tier });',
      },
      {
        name: 'OpenTelemetry, route template',
        code:
          OTEL +
          lines(
            'app.use((req, res) => {',
            "  requests.add(1, { 'http.route': req.route?.path ?? 'unmatched', 'http.response.status_code': res.statusCode });",
            '});',
          ),
      },
      {
        name: 'Fastify, route of the options',
        code:
          FASTIFY +
          lines(
            "app.addHook('onResponse', async (request, reply) => {",
            "  latency.observe({ route: request.routeOptions.url ?? 'unmatched' }, reply.elapsedTime / 1000);",
            '});',
          ),
      },
      {
        name: 'method of the same name on an unknown object',
        code:
          REQUESTS +
          lines(
            "import { stats } from '@acme/stats';",
            'app.use((req, res) => {',
            '  stats.inc({ label: req.path });',
            '});',
          ),
      },
      {
        name: 'call with labels that are not seen',
        code: REQUESTS + 'export const count = (labels: Record<string, string>) => requests.inc(labels);',
      },
    ],
    invalid: [],
  });
});

describe('reported', () => {
  ruleTester.run('no-unbounded-label', rule, {
    valid: [],
    invalid: [
      {
        name: 'raw path',
        code: REQUESTS + lines('app.use((req, res) => {', '  requests.inc({ route: req.path });', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'holds `req.path`, the raw path, which takes one value per URL that anyone requests',
              cost: KEPT,
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { template: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    'app.use((req, res) => {',
                    "  requests.inc({ route: req.route?.path ?? 'unmatched' });",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'raw URL, fallback behind it',
        code:
          REQUESTS +
          lines('app.use((req, res) => {', "  requests.inc({ route: req.originalUrl || 'unknown' });", '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because:
                'holds `req.originalUrl`, the raw URL, which takes one value per URL that anyone requests',
              cost: KEPT,
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { template: 'req.route?.path' },
                output:
                  REQUESTS +
                  lines(
                    'app.use((req, res) => {',
                    "  requests.inc({ route: req.route?.path || 'unknown' });",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'raw path through a constant',
        code:
          REQUESTS +
          lines('app.use((req, res) => {', '  const route = req.path;', '  requests.inc({ route });', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'holds `req.path`, the raw path, which takes one value per URL that anyone requests',
              cost: KEPT,
              instead: ROUTE,
            },
            line: 7,
            suggestions: [
              {
                messageId: 'template',
                data: { template: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    'app.use((req, res) => {',
                    '  const route = req.path;',
                    "  requests.inc({ route: req.route?.path ?? 'unmatched' });",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'shorthand of a destructured path',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  const { path } = req;',
            '  requests.inc({ route: path });',
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'holds `req.path`, the raw path, which takes one value per URL that anyone requests',
              cost: KEPT,
              instead: ROUTE,
            },
            line: 7,
            suggestions: [
              {
                messageId: 'template',
                data: { template: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    'app.use((req, res) => {',
                    '  const { path } = req;',
                    "  requests.inc({ route: req.route?.path ?? 'unmatched' });",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'id of a user',
        code: REQUESTS + lines('app.use((req, res) => {', '  requests.inc({ label: req.user.id });', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: { label: 'label', because: 'takes one value per user', cost: KEPT, instead: FIELD },
            line: 6,
          },
        ],
      },
      {
        name: 'address',
        code: REQUESTS + lines('app.use((req, res) => {', '  requests.inc({ label: req.ip });', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'label',
              because: 'holds `req.ip`, the client’s address, which takes one value per client address',
              cost: KEPT,
              instead: FIELD,
            },
            line: 6,
          },
        ],
      },
      {
        name: 'message of an error',
        code:
          REQUESTS +
          lines('try {', '  run();', '} catch (error) {', '  requests.inc({ label: error.message });', '}'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'label',
              because: 'holds `error.message`, an error’s text, which takes one value per error',
              cost: KEPT,
              instead: FIELD,
            },
            line: 8,
          },
        ],
      },
      {
        name: 'clock',
        code: REQUESTS + 'requests.inc({ label: Date.now() });',
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'label',
              because: 'holds `Date.now()`, the time, which takes one value per millisecond',
              cost: KEPT,
              instead: FIELD,
            },
            line: 5,
          },
        ],
      },
      {
        name: 'random id',
        code:
          REQUESTS +
          lines("import { randomUUID } from 'node:crypto';", 'requests.inc({ label: randomUUID() });'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'label',
              because: 'holds `randomUUID()`, a random value, which takes one value per call',
              cost: KEPT,
              instead: FIELD,
            },
            line: 6,
          },
        ],
      },
      {
        name: 'part of a template',
        code:
          REQUESTS + 'export const count = (userId: string) => requests.inc({ label: `user:${userId}` });',
        errors: [
          {
            messageId: 'unbounded',
            data: { label: 'label', because: 'takes one value per user', cost: KEPT, instead: FIELD },
            line: 5,
          },
        ],
      },
      {
        name: 'bound by position',
        code:
          REQUESTS +
          lines('app.use((req, res) => {', "  requests.labels('a', req.path, '200').inc();", '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'holds `req.path`, the raw path, which takes one value per URL that anyone requests',
              cost: KEPT,
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { template: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    'app.use((req, res) => {',
                    "  requests.labels('a', req.route?.path ?? 'unmatched', '200').inc();",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'labels in a constant',
        code:
          REQUESTS +
          lines(
            'app.use((req, res) => {',
            '  const labels = { route: req.path, status: res.statusCode };',
            '  requests.inc(labels);',
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'holds `req.path`, the raw path, which takes one value per URL that anyone requests',
              cost: KEPT,
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { template: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    'app.use((req, res) => {',
                    "  const labels = { route: req.route?.path ?? 'unmatched', status: res.statusCode };",
                    '  requests.inc(labels);',
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'OpenTelemetry',
        code: OTEL + lines('app.use((req, res) => {', "  requests.add(1, { 'url.path': req.path });", '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'url.path',
              because: 'holds `req.path`, the raw path, which takes one value per URL that anyone requests',
              cost: OVERFLOW,
              instead: ROUTE,
            },
            line: 7,
            suggestions: [
              {
                messageId: 'template',
                data: { template: "req.route?.path ?? 'unmatched'" },
                output:
                  OTEL +
                  lines(
                    'app.use((req, res) => {',
                    "  requests.add(1, { 'url.path': req.route?.path ?? 'unmatched' });",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'Fastify',
        code:
          FASTIFY +
          lines(
            "app.addHook('onResponse', async (request, reply) => {",
            '  latency.observe({ route: request.url }, 1);',
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'holds `request.url`, the raw URL, which takes one value per URL that anyone requests',
              cost: KEPT,
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { template: "request.routeOptions.url ?? 'unmatched'" },
                output:
                  FASTIFY +
                  lines(
                    "app.addHook('onResponse', async (request, reply) => {",
                    "  latency.observe({ route: request.routeOptions.url ?? 'unmatched' }, 1);",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'labels that several observations share',
        code:
          REQUESTS +
          lines(
            "const others = new Counter({ name: 'others_total', help: 'Others', labelNames: ['label'] });",
            'export function count(userId: string) {',
            '  const labels = { label: userId };',
            '  requests.inc(labels);',
            '  others.inc(labels, 2);',
            '}',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: { label: 'label', because: 'takes one value per user', cost: KEPT, instead: FIELD },
            line: 7,
            column: 27,
          },
        ],
      },
      {
        name: 'path behind a test that leaves some out',
        code:
          REQUESTS +
          lines(
            'app.use((req, res, next) => {',
            "  if (req.path === '/health') return next();",
            '  requests.inc({ label: req.ip });',
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'label',
              because: 'holds `req.ip`, the client’s address, which takes one value per client address',
              cost: KEPT,
              instead: FIELD,
            },
            line: 7,
          },
        ],
      },
    ],
  });
});

describe('messages', () => {
  it.each([
    [
      'raw path, prom-client',
      REQUESTS + 'requests.inc({ label: req.path })',
      'Label "label" holds `req.path`, the raw path, which takes one value per URL that anyone requests: every value is a new time series, which the process keeps for as long as it runs. Use the route’s template instead.',
    ],
    [
      'id, prom-client',
      REQUESTS + 'requests.inc({ label: userId })',
      'Label "label" takes one value per user: every value is a new time series, which the process keeps for as long as it runs. Put it in a log field or span attribute instead.',
    ],
    [
      'address, OpenTelemetry',
      OTEL + "requests.add(1, { 'client.address': req.ip })",
      'Label "client.address" holds `req.ip`, the client’s address, which takes one value per client address: every value is a new time series, and OpenTelemetry folds everything past 2000 into one overflow series. Put it in a log field or span attribute instead.',
    ],
  ])('%s', (_, code, message) => {
    const reports = new Linter().verify(code, {
      plugins: { test: { rules: { 'no-unbounded-label': rule as never } } },
      rules: { 'test/no-unbounded-label': 'error' },
    });
    expect(reports.map((report) => report.message)).toEqual([message]);
  });
});
