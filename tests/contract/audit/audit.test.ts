import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Audit, LevelVerdict } from '../../../src/contract/audit/audit.js';
import { AUDIT_SCHEMA } from '../../../src/contract/audit/schema.js';
import { AUDIT_PICTURE, auditPicture } from '../../../tools/audit-picture.js';
import { AUDIT, generateAuditSchema } from '../../../tools/docs.js';
import { Repository } from '../project.js';

const MANIFEST = {
  name: 'shop',
  scripts: { start: 'node src/server.js' },
  dependencies: { express: '*', pino: '*', 'prom-client': '*' },
};
const LOGGER = `import pino from 'pino';
export const logger = pino();
`;
const METRICS = `import { Counter, Histogram, register } from 'prom-client';
export const requests = new Counter({ name: 'shop_requests_total', help: 'Requests', labelNames: ['status'] });
export const latency = new Histogram({ name: 'shop_request_duration_seconds', help: 'Latency' });
export const scrape = () => register.metrics();
`;
const SERVER = `import express from 'express';
import { logger } from './logger.js';
import { requests, latency } from './metrics.js';
const app = express();
app.get('/orders', (req, res) => {
  requests.inc({ status: String(res.statusCode) });
  latency.observe(1);
  logger.info({ requestId: req.id }, 'Orders listed');
  res.end();
});
app.listen(3000);
`;
const RULES = (expr: string, annotations = '') => `groups:
  - name: shop
    rules:
      - alert: TooManyErrors
        expr: ${expr}
        for: 5m
${annotations}`;
const DASHBOARD = (expr: string) => ({
  title: 'Shop',
  schemaVersion: 39,
  panels: [{ id: 1, type: 'timeseries', title: 'Requests', targets: [{ expr, refId: 'A' }] }],
});
const WATCHED = {
  'alerts.yml': RULES('rate(shop_requests_total{status="500"}[5m]) > 1'),
  'dashboard.json': DASHBOARD('rate(shop_requests_total[5m])'),
};

const shop = (files: Record<string, string | object>) =>
  new Repository({
    'package.json': MANIFEST,
    'src/logger.js': LOGGER,
    'src/metrics.js': METRICS,
    'src/server.js': SERVER,
    ...files,
  });
const validate = new Ajv({ strict: false }).compile(AUDIT_SCHEMA);
/** The audit of the one service, which is what the published schema says. */
async function audit(files: Record<string, string | object>) {
  const { code, stdout, stderr } = await shop(files).contract('audit', '--format', 'json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const report = JSON.parse(stdout) as Audit;
  validate(report);
  expect(validate.errors).toBeNull();
  const [service, ...others] = report.services;
  expect(others).toEqual([]);
  return service!;
}
const states = (levels: readonly LevelVerdict[]) => levels.map(({ state }) => state);

describe('obs-contract audit', () => {
  it('has a published schema', async () =>
    expect(readFileSync(AUDIT, 'utf8')).toBe(await generateAuditSchema()));

  it('says how far a service has come, with evidence and the next step', async () => {
    const { stdout } = await shop(WATCHED).contract('audit');
    expect(stdout).toBe(`shop .: level 4 of 7, metrics
  ✓ 1 A logger  logs with pino (src/server.js:8)
  ✓ 2 Structured records  100 % of 1 records have a constant message
  ✓ 3 Correlated records  a record with the id of its request (src/server.js:8)
  ✓ 4 Metrics that are watched  2 metrics of its own (src/metrics.js:3); its metrics are served (src/metrics.js:4); panel Requests (dashboard.json:1); alert TooManyErrors (alerts.yml:4)
  – 5 Error tracking
  – 6 Tracing
  – 7 SLOs
  next: Send unexpected errors to an error tracker.
  latency        emitted (shop_request_duration_seconds), on no dashboard, no alert
  traffic        emitted (shop_requests_total), on a dashboard, alerted on (TooManyErrors)
  errors         emitted (shop_requests_total), on no dashboard, alerted on (TooManyErrors)
  saturation     not emitted
`);
  });

  it('counts no level for a file that merely exists', async () => {
    const { level, levels } = await audit({
      ...WATCHED,
      'alerts.yml': RULES('rate(shop_reqests_total[5m]) > 1'),
    });
    expect(level).toBe(3);
    expect(levels[3]).toMatchObject({
      state: 'not found',
      next: 'Still missing: an alert that can fire on one.',
    });
    const other = await audit({
      ...WATCHED,
      'dashboard.json': DASHBOARD('rate(node_cpu_seconds_total[5m])'),
    });
    expect(other.levels[3]?.next).toBe('Still missing: a dashboard that shows one.');
  });

  it.each([
    ['at a route', "app.get('/metrics', (req, res) => res.send(text()));", 'src/text.js', true],
    ['in the file of a route', '', 'src/app/api/metrics/route.js', true],
    ['where no route is seen', '', 'src/text.js', false],
  ])('finds where text of its own is served: %s', async (_name, route, path, isServed) => {
    const { levels } = await audit({
      ...WATCHED,
      'src/metrics.js': '',
      [path]:
        'let count = 0;\nexport const text = () => `# TYPE shop_requests_total counter\\nshop_requests_total{status="200"} ${count}\\n`;\n',
      'src/server.js': SERVER.replace(/import .*metrics\.js';\n/, '')
        .replace(/ {2}(?:requests|latency).*\n/g, '')
        .replace('app.listen', `${route}\napp.listen`),
    });
    expect(levels[3]?.state).toBe(isServed ? 'proven' : 'not found');
    if (!isServed) expect(levels[3]?.next).toBe('Still missing: where its metrics are served.');
  });

  it.each([
    ["import bundle from 'express-prom-bundle';\nexport const middleware = bundle({});", true],
    [
      "import bundle from 'express-prom-bundle';\nexport const middleware = bundle({ autoregister: false });",
      false,
    ],
    [
      "import { PrometheusModule as Source } from '@willsoto/nestjs-prometheus';\nexport const imports = [Source.register({ path: '/stats' })];",
      true,
    ],
    [
      "import metrics from 'fastify-metrics';\nexport const start = (app) => app.register(metrics, { endpoint: null });",
      false,
    ],
  ])('finds what serves metrics at a route of its own: %s', async (code, isServed) => {
    const { levels } = await audit({
      ...WATCHED,
      'src/metrics.js': METRICS.replace(/export const scrape.*\n/, ''),
      'src/set-up.js': code,
    });
    expect(levels[3]?.state).toBe(isServed ? 'proven' : 'not found');
  });

  it.each(['scripts/serve-metrics.js', 'test/metrics.test.js'])(
    'is not proven by a file that is no part of the service: %s',
    async (path) => {
      const { levels } = await audit({
        ...WATCHED,
        'src/metrics.js': METRICS.replace(/export const scrape.*\n/, ''),
        [path]: "import { register } from 'prom-client';\nexport const scrape = () => register.metrics();\n",
      });
      expect(levels[3]?.next).toBe('Still missing: where its metrics are served.');
    },
  );

  it('follows recording rules from an alert to the metric', async () => {
    const { levels } = await audit({
      ...WATCHED,
      'alerts.yml': `groups:
  - name: shop
    rules:
      - record: shop:requests:rate5m
        expr: sum(rate(shop_requests_total[5m]))
      - alert: NoRequests
        expr: shop:requests:rate5m == 0
        for: 5m
`,
    });
    expect(levels[3]?.state).toBe('proven');
  });

  it('holds a level only where all below it do', async () => {
    const { level, levels } = await audit({
      ...WATCHED,
      'src/server.js': SERVER.replace(
        "logger.info({ requestId: req.id }, 'Orders listed')",
        'console.log(`Orders of ${req.id}`)',
      ),
    });
    expect(level).toBe(0);
    expect(states(levels)).toEqual([
      'not found',
      'contradicted',
      'not found',
      'proven',
      'not found',
      'not found',
      'not found',
    ]);
  });

  it('says which record is not structured', async () => {
    const { level, levels } = await audit({
      'src/server.js': SERVER.replace("'Orders listed'", '`Orders of ${req.params.shop} listed`'),
    });
    expect(level).toBe(1);
    expect(levels[1]).toMatchObject({
      state: 'contradicted',
      evidence: [
        {
          what: '0 % of 1 records have a constant message; this one has not',
          at: { file: 'src/server.js', line: 8 },
        },
      ],
    });
  });

  it('says that what the console prints is no record of a logger', async () => {
    const { levels } = await audit({
      'src/server.js': SERVER.replace('res.end();', "console.warn('Listed'); res.end();"),
    });
    const { state, evidence } = levels[1]!;
    expect({ state, ...evidence[0] }).toMatchObject({
      state: 'contradicted',
      what: '50 % of 2 records are a logger’s with a constant message; this one is printed',
      at: { file: 'src/server.js', line: 9 },
    });
  });

  it.each([
    ['a middleware that does it', { dependencies: { ...MANIFEST.dependencies, 'pino-http': '*' } }, ''],
    ['a child logger', {}, 'export const of = (req) => logger.child({ requestId: req.id });\n'],
    ['the trace id in a mixin', {}, 'export const mixin = () => ({ trace_id: span().traceId });\n'],
  ])('finds the id of the request in %s', async (_name, manifest, code) => {
    const { levels } = await audit({
      'package.json': { ...MANIFEST, ...manifest },
      'src/logger.js': LOGGER + code,
      'src/server.js': SERVER.replace('{ requestId: req.id }, ', ''),
    });
    expect(levels[2]?.state).toBe('proven');
  });

  it('finds none where nothing carries it', async () => {
    const { levels } = await audit({ 'src/server.js': SERVER.replace('{ requestId: req.id }, ', '') });
    expect(levels[2]?.state).toBe('not found');
  });

  it('finds what tracks errors where it starts, not where it is installed', async () => {
    const manifest = { ...MANIFEST, dependencies: { ...MANIFEST.dependencies, '@sentry/node': '*' } };
    const installed = await audit({ 'package.json': manifest });
    expect(installed.levels[4]).toMatchObject({
      state: 'not found',
      next: '@sentry/node is a dependency, and nothing is seen to start it.',
    });
    const started = await audit({
      'package.json': manifest,
      'src/sentry.js': "import * as Sentry from '@sentry/node';\nSentry.init({ dsn: 'x' });\n",
    });
    expect(started.levels[4]?.state).toBe('proven');
    const init = "import * as Sentry from '@sentry/node';\nSentry.init({ dsn: 'x' });\n";
    for (const [path, state] of [
      ['sentry.server.config.js', 'proven'],
      ['scripts/report.js', 'not found'],
    ] as const)
      expect((await audit({ 'package.json': manifest, [path]: init })).levels[4]?.state).toBe(state);
  });

  it('asks of tracing that it is started and linked with the records', async () => {
    const dependencies = { ...MANIFEST.dependencies, '@opentelemetry/sdk-node': '*' };
    const tracing = "import { NodeSDK } from '@opentelemetry/sdk-node';\nnew NodeSDK({}).start();\n";
    const alone = await audit({ 'package.json': { ...MANIFEST, dependencies }, 'src/tracing.js': tracing });
    expect(alone.levels[5]).toMatchObject({ state: 'not found', next: 'Put the trace id on each record.' });
    const linked = await audit({
      'package.json': {
        ...MANIFEST,
        dependencies: { ...dependencies, '@opentelemetry/instrumentation-pino': '*' },
      },
      'src/tracing.js': tracing,
    });
    expect(linked.levels[5]?.state).toBe('proven');
  });

  it('asks for runbooks beside the SLO', async () => {
    const slo = `version: prometheus/v1
service: shop
slos:
  - name: requests
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(shop_requests_total{status="500"}[{{.window}}]))
        total_query: sum(rate(shop_requests_total[{{.window}}]))
    alerting: { name: ShopErrors }
`;
    const without = await audit({ ...WATCHED, 'slo.yml': slo });
    expect(without.levels[6]).toMatchObject({
      state: 'not found',
      next: 'Still missing: a runbook for one alert.',
    });
    const annotations = '        annotations: { runbook_url: https://example.org }\n';
    const complete = await audit({
      ...WATCHED,
      'slo.yml': slo,
      'alerts.yml': RULES('rate(shop_requests_total{status="500"}[5m]) > 1', annotations),
    });
    expect(complete.levels[6]?.state).toBe('proven');
  });

  it('tells the services of a repository from its libraries, and prints a table of them', async () => {
    const repository = new Repository({
      'package.json': { name: 'all', private: true, workspaces: ['packages/*'] },
      'packages/shop/package.json': MANIFEST,
      'packages/shop/src/server.js': SERVER.replace(/import .*metrics.js';\n/, '').replace(
        / {2}(?:requests|latency).*\n/g,
        '',
      ),
      'packages/shop/src/logger.js': LOGGER,
      'packages/mail/package.json': { ...MANIFEST, name: 'mail' },
      'packages/mail/src/server.js':
        "import express from 'express';\nconst app = express();\napp.listen(3000, () => console.log('up'));\n",
      'packages/text/package.json': { name: 'text', main: 'src/index.js' },
      'packages/text/src/index.js': "export const warn = () => console.warn('old');\n",
    });
    const { stdout } = await repository.contract('audit');
    expect(stdout).toContain('mail  – ✗ – – – – –  0 dark\nshop  ✓ ✓ ✓ – – – –  3 correlated\n');
    expect(stdout).toContain('Not services: packages/text\n');
    const { stdout: markdown } = await repository.contract('audit', '--format', 'md');
    expect(markdown).toContain('| mail | **0** dark | – | ✗ | – | – | – | – | – |');
  });

  it.each([
    "import net from 'node:net';\nnet.createServer((socket) => handle(socket)).listen(4000);",
    "import dgram from 'node:dgram';\nconst socket = dgram.createSocket('udp4');\nsocket.bind(4001);",
    "import { WebSocketServer } from 'ws';\nexport const server = new WebSocketServer({ port: 4002 });",
    "import { NestFactory } from '@nestjs/core';\nNestFactory.createApplicationContext(WorkerModule);",
  ])('tells a service by what it starts, and what others import from it: %s', async (start) => {
    const part = { main: './src/index.js', exports: { '.': './src/index.js' } };
    const repository = new Repository({
      'package.json': {
        name: 'all',
        private: true,
        workspaces: ['apps/*', 'libs/*'],
        dependencies: { pino: '*' },
      },
      'apps/feed/package.json': { name: 'feed' },
      'apps/feed/src/main.js': start,
      'libs/store/package.json': { name: 'store', ...part, dependencies: { pino: '*' } },
      'libs/store/src/index.js':
        "import pino from 'pino';\nexport const save = () => pino().info({ id: 1 }, 'Saved');",
    });
    const { stdout } = await repository.contract('audit', '--format', 'json');
    const { services, libraries } = JSON.parse(stdout) as Audit;
    expect({ services: services.map(({ name }) => name), libraries }).toEqual({
      services: ['feed'],
      libraries: ['libs/store'],
    });
  });

  it('counts no root that only holds the packages of a workspace, whatever it depends on', async () => {
    const root = { name: 'all', private: true, workspaces: ['apps/*'], dependencies: { express: '*' } };
    const app = {
      'apps/shop/package.json': MANIFEST,
      'apps/shop/src/server.js': SERVER.replace(/import .*metrics.js';\n/, '').replace(
        / {2}(?:requests|latency).*\n/g,
        '',
      ),
      'apps/shop/src/logger.js': LOGGER,
    };
    const names = async (files: Record<string, string | object>) => {
      const { stdout } = await new Repository({ 'package.json': root, ...app, ...files }).contract(
        'audit',
        '--format',
        'json',
      );
      return (JSON.parse(stdout) as Audit).services.map(({ path }) => path);
    };
    expect(
      await names({ 'config/environments.js': 'export const port = Number(process.env.PORT);\n' }),
    ).toEqual(['apps/shop']);
    const server = "import express from 'express';\nexpress().listen(8080);\n";
    expect(await names({ 'src/server.js': server })).toEqual(['.', 'apps/shop']);
    const handler =
      "import pino from 'pino';\nexport const handler = () => pino().info({ id: 1 }, 'Called');\n";
    expect(await names({ 'src/handler.js': handler })).toEqual(['.', 'apps/shop']);
  });

  it('counts no package that others import for their tests alone, though it listens', async () => {
    const server = "import express from 'express';\nexport const start = () => express().listen(0);\n";
    const names = async (dependencies: object, scripts: object = {}) => {
      const fake = { name: 'fake-bank', main: 'src/index.js', scripts, dependencies: { express: '*' } };
      const { stdout } = await new Repository({
        'package.json': { name: 'all', private: true, workspaces: ['apps/*', 'libs/*'] },
        'apps/shop/package.json': { name: 'shop', ...dependencies },
        'apps/shop/src/main.js': server.replace('listen(0)', 'listen(80)'),
        'libs/fake-bank/package.json': fake,
        'libs/fake-bank/src/index.js': server,
      }).contract('audit', '--format', 'json');
      return (JSON.parse(stdout) as Audit).services.map(({ name }) => name);
    };
    expect(await names({ devDependencies: { 'fake-bank': '*' } })).toEqual(['shop']);
    // What it serves, the program that depends on it serves.
    expect(await names({ dependencies: { 'fake-bank': '*' } })).toEqual(['shop']);
    // A page asks for the server's types in development.
    expect(await names({ devDependencies: { 'fake-bank': '*' } }, { start: 'node src/index.js' })).toEqual([
      'shop',
      'fake-bank',
    ]);
  });

  it.each([{ main: 'src/index.js' }, {}])(
    'takes what the libraries of a workspace do for the services that depend on them: %j',
    async (manifest) => {
      const library = (name: string, more: object = {}) => ({ name, ...manifest, ...more });
      const { stdout } = await new Repository({
        'package.json': { name: 'all', private: true, workspaces: ['apps/*', 'libs/*'] },
        'apps/shop/package.json': {
          name: 'shop',
          scripts: { start: 'node src/main.js' },
          dependencies: { '@shop/http': '*' },
        },
        'apps/shop/src/main.js': "import { serve } from '@shop/http';\nserve();\n",
        'apps/mail/package.json': { name: 'mail', scripts: { start: 'node src/main.js' } },
        'apps/mail/src/main.js': "import express from 'express';\nexpress().listen(3001);\n",
        'libs/http/package.json': library('@shop/http', {
          dependencies: { '@shop/monitoring': '*', express: '*' },
        }),
        'libs/http/src/index.js': `import express from 'express';
import { latency, logger } from '@shop/monitoring';
export const serve = () => {
  latency.observe(1);
  logger.info({ port: 3000 }, 'Listening');
  return express().listen(3000);
};
`,
        'libs/monitoring/package.json': library('@shop/monitoring', {
          dependencies: { pino: '*', 'prom-client': '*', '@sentry/node': '*' },
        }),
        'libs/monitoring/src/index.js': `import * as Sentry from '@sentry/node';
${LOGGER}${METRICS}Sentry.init({ dsn: 'x' });
`,
        'dashboard.json': DASHBOARD('rate(shop_request_duration_seconds_sum[5m])'),
      }).contract('audit', '--format', 'json');
      const { services, libraries } = JSON.parse(stdout) as Audit;
      const of = Object.fromEntries(services.map((each) => [each.name, each]));
      expect(Object.keys(of)).toEqual(['mail', 'shop']);
      expect(libraries).toEqual(['libs/http', 'libs/monitoring']);
      expect(of.shop?.level).toBe(2);
      expect(of.shop?.levels[4]?.state).toBe('proven');
      expect(of.shop?.signals[0]).toEqual({
        signal: 'latency',
        emitted: 'shop_request_duration_seconds',
        onDashboard: 'Requests',
      });
      expect(of.mail?.level).toBe(0);
      expect(of.mail?.signals[0]).toEqual({ signal: 'latency' });
    },
  );

  it.each([
    "const instana = require('@instana/collector');\ninstana();\n",
    "require('newrelic');\n",
    "import 'elastic-apm-node/start.js';\n",
  ])('counts a vendor’s agent for tracing: %s', async (load) => {
    const { levels } = await audit({
      'src/server.js': `${load}${SERVER.replace('requestId', 'traceId')}`,
    });
    expect(levels[5]).toMatchObject({ state: 'proven', evidence: [{ what: 'tracing starts here' }] });
  });

  it('holds against tracing what the service sends, not what a benchmark of it does', async () => {
    const traced = {
      'package.json': {
        ...MANIFEST,
        dependencies: { ...MANIFEST.dependencies, '@opentelemetry/sdk-node': '*' },
      },
      'src/tracing.js':
        "import { NodeSDK } from '@opentelemetry/sdk-node';\nnew NodeSDK({ instrumentations: [] }).start();\n",
    };
    const sends = "export const ask = () => fetch('http://stock.internal/items');\n";
    const against = async (path: string) => {
      const { levels } = await audit({ ...traced, [path]: sends });
      return levels[5]?.evidence.filter(({ what }) => what.startsWith('a request leaves'));
    };
    expect(await against('src/stock.js')).toHaveLength(1);
    expect(await against('bench/run.js')).toEqual([]);
  });

  it('writes a page that needs nothing else', async () => {
    const { stdout } = await shop({ ...WATCHED, 'package.json': { ...MANIFEST, name: '<b>shop' } }).contract(
      'audit',
      '--format',
      'html',
    );
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).toContain('&lt;b&gt;shop: level 4, metrics');
    expect(stdout).not.toMatch(/<script|https?:\/\//);
  });

  it('writes a badge of the lowest level', async () => {
    const repository = shop(WATCHED);
    await repository.contract('audit', '--badge', 'badge.json');
    expect(JSON.parse(readFileSync(join(repository.root, 'badge.json'), 'utf8'))).toEqual({
      schemaVersion: 1,
      label: 'observability',
      message: 'level 4 of 7',
      color: 'yellowgreen',
    });
    const failed = await repository.contract('audit', '--badge', 'no/such/folder.json');
    expect(failed).toMatchObject({
      code: 2,
      stderr: 'obs-contract: no/such/folder.json: no such file or directory\n',
    });
  });

  it('says of a page that only sends requests that it is no service', async () => {
    const { stdout } = await new Repository({
      'package.json': { name: 'page', dependencies: { react: '*', axios: '*' }, scripts: { dev: 'vite' } },
      'src/services/api.ts':
        "import axios from 'axios';\nexport const load = () => axios.get('/api/orders');\n",
    }).contract('audit');
    expect(stdout).toBe('No service: nothing here logs, measures or traces.\n');
  });

  it('says of an empty repository that there is no service', async () => {
    const { code, stdout } = await new Repository({ 'package.json': {} }).contract('audit');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'No service: nothing here logs, measures or traces.\n',
    });
  });
});

describe('a golden signal', () => {
  const signals = async (files: Record<string, string | object>) => (await audit(files)).signals;

  it('is not told by what the runtime says of itself', async () => {
    const found = await signals({
      'src/metrics.js': "import { collectDefaultMetrics } from 'prom-client';\ncollectDefaultMetrics();\n",
      'dashboard.json': DASHBOARD('rate(nodejs_gc_duration_seconds_sum[5m])'),
    });
    expect(found.map(({ signal, emitted }) => [signal, emitted])).toEqual([
      ['latency', undefined],
      ['traffic', undefined],
      ['errors', undefined],
      ['saturation', 'nodejs_eventloop_lag_seconds'],
    ]);
  });

  it('is called by the metric that is watched', async () => {
    const found = await signals({
      'src/metrics.js': `${METRICS}export const imports = new Histogram({ name: 'shop_a_import_seconds', help: 'Imports' });\n`,
      'dashboard.json': DASHBOARD('rate(shop_request_duration_seconds_sum[5m])'),
    });
    expect(found[0]).toMatchObject({
      signal: 'latency',
      emitted: 'shop_request_duration_seconds',
      onDashboard: 'Requests',
    });
  });

  it('of latency is not read where only the requests are counted, nor traffic where only times are', async () => {
    const found = async (expr: string) =>
      (
        await signals({
          'src/metrics.js': METRICS.replace(/export const requests.*\n/, ''),
          'dashboard.json': DASHBOARD(expr),
        })
      )
        .slice(0, 2)
        .map(({ onDashboard }) => onDashboard);
    expect(await found('rate(shop_request_duration_seconds_count[5m])')).toEqual([undefined, 'Requests']);
    expect(
      await found('histogram_quantile(0.9, sum by (le) (rate(shop_request_duration_seconds_bucket[5m])))'),
    ).toEqual(['Requests', undefined]);
    const mean =
      'rate(shop_request_duration_seconds_sum[5m]) / rate(shop_request_duration_seconds_count[5m])';
    expect(await found(mean)).toEqual(['Requests', undefined]);
  });

  it('is what its callers see, not what it asks of others', async () => {
    const found = await signals({
      'src/metrics.js': `import { Counter, Histogram } from 'prom-client';
export const out = new Histogram({ name: 'shop_outgoing_requests_seconds', help: 'x', labelNames: ['status'] });
export const outErrors = new Counter({ name: 'shop_db_client_errors_total', help: 'x' });
export const db = new Counter({ name: 'shop_db_queries_total', help: 'x' });
export const scrapes = new Histogram({ name: 'metrics_scrape_seconds', help: 'x', labelNames: ['status'] });
export const jobs = new Histogram({ name: 'shop_job_duration_seconds', help: 'x' });
export const done = new Counter({ name: 'shop_requests_total', help: 'x' });
export const failed = new Counter({ name: 'shop_request_errors_total', help: 'x' });\n`,
    });
    expect(found.slice(0, 3).map(({ emitted }) => emitted)).toEqual([
      'shop_job_duration_seconds',
      'shop_requests_total',
      'shop_request_errors_total',
    ]);
  });

  it('of traffic is the requests of a service that answers some', async () => {
    const events = `export const events = new Counter({ name: 'shop_suspicious_events_total', help: 'x' });\n`;
    const watched = { 'alerts.yml': RULES('rate(shop_suspicious_events_total[5m]) > 1') };
    const traffic = async (code: string) =>
      (await signals({ ...watched, 'src/metrics.js': code })).find(({ signal }) => signal === 'traffic');
    expect(await traffic(`${METRICS}${events}`)).toEqual({
      signal: 'traffic',
      emitted: 'shop_requests_total',
    });
    expect(await traffic(`import { Counter } from 'prom-client';\n${events}`)).toEqual({
      signal: 'traffic',
      emitted: 'shop_suspicious_events_total',
      alertedOn: 'TooManyErrors',
    });
  });

  it('of traffic is no count of failures', async () => {
    const found = await signals({
      'src/metrics.js': `import { Counter } from 'prom-client';
export const failed = new Counter({ name: 'shop_job_failures_total', help: 'Failed jobs' });\n`,
      'alerts.yml': RULES('rate(shop_job_failures_total[5m]) > 1'),
    });
    expect(found.slice(1, 3)).toEqual([
      { signal: 'traffic' },
      { signal: 'errors', emitted: 'shop_job_failures_total', alertedOn: 'TooManyErrors' },
    ]);
  });

  it.each([
    ["new Counter({ name: 'llm_requests_total', help: 'x' })", true],
    ["new Counter({ name: 'tokens_used_total', help: 'x', labelNames: ['model'] })", true],
    ["new Counter({ name: 'chat_completions_total', help: 'x' })", true],
    ["new Counter({ name: 'poker_tournament_completions_total', help: 'x' })", false],
    ["new Counter({ name: 'queue_tokens_issued_total', help: 'x' })", false],
    ["new Counter({ name: 'prediction_market_bets_total', help: 'x' })", false],
  ])('of models is of what only models do: %s', async (made, isModel) => {
    const found = await signals({
      'src/metrics.js': `import { Counter } from 'prom-client';\nexport const made = ${made};\n`,
    });
    expect(found.some(({ signal }) => signal === 'model outcomes')).toBe(isModel);
  });

  it.each(['db_pool_oldest_retirement_age_seconds', 'http_request_size_bytes'])(
    'of data is none of connections and requests: %s',
    async (name) => {
      const found = await signals({
        'src/metrics.js': `import { Counter, Gauge } from 'prom-client';
export const gauge = new Gauge({ name: '${name}', help: 'x' });
export const counter = new Counter({ name: '${name}_total', help: 'x' });\n`,
      });
      expect(found.map(({ signal }) => signal)).not.toContain('freshness');
      expect(found.map(({ signal }) => signal)).not.toContain('volume');
    },
  );

  it.each([
    ['ws_active_sockets', true],
    ['jobs_active', true],
    ['validator_out_of_active_set_state', false],
    ['queue_state', false],
    ['pool_info', false],
  ])('of saturation is a load, no state: %s', async (name, isLoad) => {
    const found = await signals({
      'src/metrics.js': `import { Gauge } from 'prom-client';\nexport const gauge = new Gauge({ name: '${name}', help: 'x' });\n`,
    });
    const saturation = found.find(({ signal }) => signal === 'saturation');
    expect(saturation?.emitted).toBe(isLoad ? name : undefined);
  });

  it('of volume is no count of failures', async () => {
    const found = await signals({
      'src/metrics.js': `import { Counter } from 'prom-client';
export const failed = new Counter({ name: 'shop_batch_failures_total', help: 'Failed batches' });\n`,
    });
    expect(found.map(({ signal }) => signal)).not.toContain('volume');
  });
});

describe('trace ids that an instrumentation puts on records', () => {
  const TRACED = { '@opentelemetry/sdk-node': '*', '@opentelemetry/auto-instrumentations-node': '*' };
  const START = "import { NodeSDK } from '@opentelemetry/sdk-node';\nnew NodeSDK({}).start();\n";
  const without = SERVER.replace('{ requestId: req.id }, ', '');

  it('are there for a logger that it knows', async () => {
    const { levels } = await audit({
      'package.json': { ...MANIFEST, dependencies: { ...MANIFEST.dependencies, ...TRACED } },
      'src/tracing.js': START,
      'src/server.js': without,
    });
    expect(levels[2]?.state).toBe('proven');
  });

  it.each([
    [
      'Nest’s own',
      "import { Logger } from '@nestjs/common';\nexport const logger = new Logger('shop');\n",
      { '@nestjs/common': '*' },
    ],
    [
      'one over the console',
      'export const logger = { info: (...all) => console.log(JSON.stringify(all)) };\n',
      {},
    ],
  ])('are not there for %s', async (_name, code, dependencies) => {
    const { levels } = await audit({
      'package.json': {
        ...MANIFEST,
        dependencies: { express: '*', 'prom-client': '*', ...TRACED, ...dependencies },
      },
      'src/tracing.js': START,
      'src/logger.js': code,
      'src/server.js': without.replace(/logger\.info\(.*\)/, "logger.log('Orders listed')"),
    });
    expect(levels[2]?.state).toBe('not found');
    expect(levels[5]).toMatchObject({ state: 'not found', next: 'Put the trace id on each record.' });
  });
});

it('is drawn in the README as it is', () => {
  expect(auditPicture()).toBe(readFileSync(AUDIT_PICTURE, 'utf8'));
});
