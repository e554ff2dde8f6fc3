import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import maxSeries from '../../../rules/metrics/max-series.js';
import rule from '../../../rules/metrics/no-unbounded-label.js';
import { lines, project, ruleTester } from '../rule-tester.js';

const REQUESTS = lines(
  "import express from 'express';",
  'const app = express();',
  "import { Counter } from 'prom-client';",
  "export const requests = new Counter({ name: 'http_requests_total', help: 'Requests', labelNames: ['label', 'route', 'status'] });",
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
  "export const latency = new Histogram({ name: 'http_request_duration_seconds', help: 'Latency', labelNames: ['route'] });",
  '',
);

const EXPRESS_TYPES = "import type { NextFunction, Request, Response } from 'express';\n";
const ROUTE = 'Use the route’s template.';
const FIELD = 'Put it in a log field or span attribute.';

describe('keys that a wrapper of functions is given', () => {
  const HITS = lines(
    "import { Counter } from 'prom-client';",
    "const hits = new Counter({ name: 'cache_hits_total', help: 'Hits', labelNames: ['key'] });",
    '',
  );
  ruleTester.run('no-unbounded-label', rule, {
    valid: [
      'export const Cached = ({ cacheKey }) => (target, name, descriptor) => { descriptor.value = () => hits.inc({ key: cacheKey }); };',
      'export function cached(options) { return async () => { hits.inc({ key: options.cacheKey }); }; }',
      'export function cached(work, cacheKey) { return () => { hits.inc({ key: cacheKey }); return work(); }; }',
      'export class Cache { get() { hits.inc({ key: this.options.cacheKey }); } }',
      'export class Cache { get() { hits.inc({ key: this.cacheConfig.cacheKey }); } }',
    ].map((code) => ({ name: code, code: HITS + code })),
    invalid: [
      'export function get(cacheKey) { hits.inc({ key: cacheKey }); }',
      'export async function get({ cacheKey }) { hits.inc({ key: cacheKey }); return load(); }',
      'export const cached = () => (cacheKey) => { hits.inc({ key: cacheKey }); };',
      'export class Cache { get() { hits.inc({ key: this.cacheKey }); } }',
      'export class Cache { get() { hits.inc({ key: this.entry.cacheKey }); } }',
    ].map((code) => ({ name: code, code: HITS + code, errors: 1 })),
  } as never);
  // Who it is for is no option of who writes the code.
  ruleTester.run('no-unbounded-label', rule, {
    valid: [],
    invalid: [
      { code: `${HITS}export const handler = (userId) => () => { hits.inc({ key: userId }); };`, errors: 1 },
    ],
  } as never);
});

describe('accounts of the process itself', () => {
  const COUNTER = lines(
    "import { Counter } from 'prom-client';",
    "const posts = new Counter({ name: 'posts_total', help: 'Posts', labelNames: ['account'] });",
    '',
  );
  const perOwner = (name: string, subject: string, code: string) => ({
    name,
    code,
    errors: [
      {
        messageId: 'unbounded' as const,
        data: { label: 'account', because: `has one value per ${subject}`, instead: FIELD },
        suggestions: [
          {
            messageId: 'drop' as const,
            data: { label: 'account' },
            output: code
              .replace(/inc\(\{ account: .*? \}\)/, 'inc()')
              .replace("labelNames: ['account']", 'labelNames: []'),
          },
        ],
      },
    ],
  });
  ruleTester.run('no-unbounded-label', rule, {
    valid: [
      { name: 'by its index', code: COUNTER + 'posts.inc({ account: config.accounts[i].username });' },
      {
        name: 'in a loop',
        code: COUNTER + 'for (const account of config.accounts) posts.inc({ account: account.id });',
      },
      {
        name: 'in a callback, of a list with a name',
        code:
          COUNTER +
          'const accounts = settings.accounts;\naccounts.forEach((account) => posts.inc({ account: account.username }));',
      },
      {
        name: 'of the client of a bot',
        code: lines(
          "import { Client } from 'discord.js';",
          COUNTER,
          'export function count(client: Client) { posts.inc({ account: client.user.id }); }',
        ),
      },
      {
        name: 'of the bot in a class',
        code: lines(
          "import { Bot } from 'grammy';",
          COUNTER,
          'class Poster { count() { posts.inc({ account: this.bot.botInfo?.username }); } }',
        ),
      },
      {
        name: 'what it signs in with',
        code:
          COUNTER +
          'export async function run(account) { await signIn(account.username, account.password); posts.inc({ account: account.username }); }',
      },
      {
        name: 'what an object of a class signs in with',
        code: lines(
          COUNTER,
          'class Poster {',
          '  async signIn() { await login(this.username, this.password); posts.inc({ account: this.username }); }',
          '}',
        ),
      },
      {
        name: 'handed to a helper',
        code: lines(
          COUNTER,
          'function record(username: string) { posts.inc({ account: username }); }',
          'for (const account of config.accounts) record(account.username);',
        ),
      },
    ],
    invalid: [
      perOwner(
        'the account of a user',
        'user account',
        COUNTER + 'export function count(user) { posts.inc({ account: user.accountId }); }',
      ),
      perOwner(
        'a list that is no configuration',
        'account',
        COUNTER +
          'export async function count() { for (const account of await find()) posts.inc({ account: account.id }); }',
      ),
      perOwner(
        'whom a bot talks to',
        'author',
        lines(
          "import { Client } from 'discord.js';",
          COUNTER,
          'export function count(message) { posts.inc({ account: message.author.id }); }',
        ),
      ),
      perOwner(
        'the user of a connection',
        'user',
        COUNTER + 'export function count(client) { posts.inc({ account: client.user.id }); }',
      ),
      perOwner(
        'who signs in',
        'user',
        COUNTER +
          'export function check(user, given) { posts.inc({ account: user.username }); return same(user.password, given); }',
      ),
      perOwner(
        'an account whose password is set',
        'user',
        COUNTER +
          'export function reset(account) { account.password = make(); posts.inc({ account: account.username }); }',
      ),
      perOwner(
        'a helper that another file calls',
        'user',
        lines(
          COUNTER,
          'export function record(username: string) { posts.inc({ account: username }); }',
          'for (const account of config.accounts) record(account.username);',
        ),
      ),
    ],
  });
});

describe('not reported', () => {
  ruleTester.run('no-unbounded-label', rule, {
    valid: [
      ...[
        'collect() { this.set({ url: rpc.url }, rpc.open); }',
        'collect: () => open.set({ url: rpc.url }, rpc.open)',
      ].map((collect) => ({
        name: `an address of what is read when it is scraped: ${collect}`,
        code: lines(
          "import { Gauge } from 'prom-client';",
          `const open = new Gauge({ name: 'open', help: 'Open', labelNames: ['url'], ${collect} });`,
        ),
      })),
      {
        name: 'a metric whose series are removed again',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const reverted = new Gauge({ name: 'tx_reverted', help: 'Reverted', labelNames: ['txHash'] });",
          'export function report(log) {',
          '  reverted.labels(log.txHash).set(1);',
          '  setTimeout(() => { reverted.remove(log.txHash); }, 60_000);',
          '}',
        ),
      },
      {
        name: 'a gauge that is reset before it is set anew',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const open = new Gauge({ name: 'sessions_open', help: 'Open', labelNames: ['userId'] });",
          'export function collect(sessions) {',
          '  open.reset();',
          '  for (const { userId, count } of sessions) open.set({ userId }, count);',
          '}',
        ),
      },
      {
        name: 'a helper that sets what it is given to one of few',
        code: lines(
          OTEL,
          "const KNOWN = ['web', 'app'];",
          'function trackRequest(label: string) {',
          "  label = KNOWN.includes(label) ? label : 'other';",
          '  requests.add(1, { label });',
          '}',
          "app.get('/', (req, res) => { trackRequest(req.headers['x-source']); });",
        ),
      },
      ...['createRedisClient(url: string)', 'makeRetryStrategy(url: string, delay: number)'].map((head) => ({
        name: `the address that a client is made for: ${head}`,
        code: lines(OTEL, `export function ${head} {`, '  return () => requests.add(1, { url });', '}'),
      })),
      {
        name: 'a registry that lives as long as the answer to a scrape',
        code: lines(
          "import { Gauge, Registry } from 'prom-client';",
          "app.get('/status', async (req, res) => {",
          '  const register = new Registry();',
          "  const state = new Gauge({ name: 'task_state', help: 'State', labelNames: ['task_id'], registers: [register] });",
          '  for (const task of await tasks()) state.set({ task_id: task.id }, 1);',
          '  res.send(await register.metrics());',
          '});',
        ),
      },
      {
        name: 'the account of the process itself',
        code:
          REQUESTS +
          'export const paid = (client) => { const operatorAccountId = client.operatorAccountId.toString(); requests.inc({ token: operatorAccountId }); };',
      },
      {
        name: 'an id behind a word, whose type says of what it is',
        code:
          REQUESTS +
          'const queueOf = (id: StudioId) => `events:${id}`; export const sent = (studio: StudioId) => requests.inc({ queue: queueOf(studio) });',
      },
      {
        name: 'the devices of a studio',
        code: REQUESTS + 'export const sent = (deviceId) => requests.inc({ device_id: deviceId });',
      },
      {
        name: 'an id of what the label is named for',
        code:
          REQUESTS +
          'export const sent = (id) => { requests.inc({ worker_id: id }); requests.inc({ region: id }); };',
      },
      {
        name: 'a token’s symbol is a currency’s',
        code: REQUESTS + 'export const pay = (amount) => requests.inc({ token: amount.token.symbol });',
      },
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
        name: 'path in the handler of a route without a parameter',
        code:
          REQUESTS +
          lines("app.get('/orders', (req, res) => {", '  requests.inc({ route: req.path });', '});'),
      },
      {
        name: 'path in a handler of some routes without parameters',
        code:
          REQUESTS +
          lines(
            "app.get(['/orders', '/orders/open'], authenticate, async (req, res) => {",
            '  requests.inc({ route: req.baseUrl + req.path });',
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
        name: 'id that a predicate let through, under a label of its name',
        code:
          REQUESTS +
          lines(
            'function track(userId: string) {',
            '  if (isIllegal(userId)) requests.inc({ userId });',
            '}',
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

describe('the address that something is loaded from', () => {
  ruleTester.run('no-unbounded-label', rule, {
    valid: [],
    invalid: ['loadPage(url: string)', 'getClientPage(url: string)'].map((head) => {
      const code = (labels: string) =>
        lines(OTEL, `export function ${head} {`, `  requests.add(1${labels});`, '}');
      return {
        name: head,
        code: code(', { url }'),
        errors: [
          {
            messageId: 'unbounded' as const,
            data: { label: 'url', because: 'has one value per URL', instead: FIELD },
            suggestions: [{ messageId: 'drop' as const, data: { label: 'url' }, output: code('') }],
          },
        ],
      };
    }),
  });
});

describe('reported', () => {
  ruleTester.run('no-unbounded-label', rule, {
    valid: [],
    invalid: [
      {
        name: 'owners of what is read when it is scraped',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "new Gauge({ name: 'open', help: 'Open', labelNames: ['user'], collect() { this.set({ user: userId }, 1); } });",
        ),
        errors: [
          {
            messageId: 'unbounded',
            data: { label: 'user', because: 'has one value per user', instead: FIELD },
            suggestions: null,
          },
        ],
      },
      {
        name: 'an address that is chosen by who requests',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const open = new Gauge({ name: 'open', help: 'Open', labelNames: ['url'] });",
          'export const load = (url) => open.set({ url }, 1);',
        ),
        errors: [
          {
            messageId: 'unbounded',
            data: { label: 'url', because: 'has one value per URL', instead: FIELD },
            suggestions: [
              {
                messageId: 'drop',
                data: { label: 'url' },
                output: lines(
                  "import { Gauge } from 'prom-client';",
                  "const open = new Gauge({ name: 'open', help: 'Open', labelNames: [] });",
                  'export const load = (url) => open.set(1);',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a registry that outlives the function',
        code: lines(
          "import { Gauge, Registry } from 'prom-client';",
          'const register = new Registry();',
          "app.get('/status', (req, res) => {",
          "  const state = new Gauge({ name: 'task_state', help: 'State', labelNames: ['task_id'], registers: [register] });",
          '  state.set({ task_id: task.id }, 1);',
          '});',
        ),
        errors: [
          {
            messageId: 'unbounded',
            data: { label: 'task_id', because: 'has one value per task', instead: FIELD },
            suggestions: [
              {
                messageId: 'drop',
                data: { label: 'task_id' },
                output: lines(
                  "import { Gauge, Registry } from 'prom-client';",
                  'const register = new Registry();',
                  "app.get('/status', (req, res) => {",
                  "  const state = new Gauge({ name: 'task_state', help: 'State', labelNames: [], registers: [register] });",
                  '  state.set(1);',
                  '});',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'raw path before a route is chosen',
        code:
          REQUESTS +
          lines('app.use((req, res, next) => {', '  requests.inc({ route: req.path });', '  next();', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per path (`req.path`)',
              instead: 'Use the route’s template, known when the response is done.',
            },
            line: 6,
          },
        ],
      },
      ...[
        'export function count(req: Request, res: Response, next: NextFunction) {\n  requests.inc({ route: req.path });\n  next();\n}',
        'export const counting = () => (req: Request, res: Response, next: NextFunction) => {\n  if (isOff) return next();\n  requests.inc({ route: req.path }); next();\n};',
      ].map((code, at) => ({
        name: `raw path in a middleware of its own, before \`next()\`: ${String(at)}`,
        code: EXPRESS_TYPES + REQUESTS + code,
        errors: [
          {
            messageId: 'unbounded' as const,
            data: {
              label: 'route',
              because: 'has one value per path (`req.path`)',
              instead: 'Use the route’s template, known when the response is done.',
            },
          },
        ],
      })),
      ...[
        ["res.on('finish', () => requests.inc({ route: ", ' })); next();'],
        ['const count = () => requests.inc({ route: ', " }); res.on('finish', count); next();"],
        ['requests.inc({ route: ', ' }); if (failed) next(failed);'],
      ].map(([before = '', after = '']) => {
        const middleware = (route: string) =>
          `${EXPRESS_TYPES}${REQUESTS}export function handle(req: Request, res: Response, next: NextFunction) { ${before}${route}${after} }`;
        return {
          name: `raw path once a route is chosen: ${before}`,
          code: middleware('req.path'),
          errors: [
            {
              messageId: 'unbounded' as const,
              data: { label: 'route', because: 'has one value per path (`req.path`)', instead: ROUTE },
              suggestions: [
                {
                  messageId: 'template' as const,
                  data: { text: "req.route?.path ?? 'unmatched'" },
                  output: middleware("req.route?.path ?? 'unmatched'"),
                },
              ],
            },
          ],
        };
      }),
      {
        name: 'path of a route with a wildcard',
        code:
          REQUESTS +
          lines("app.all('/orders/*', (req, res) => {", '  requests.inc({ route: req.path });', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per path (`req.path`)',
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    "app.all('/orders/*', (req, res) => {",
                    "  requests.inc({ route: req.route?.path ?? 'unmatched' });",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'path where one of the routes varies',
        code:
          REQUESTS +
          lines(
            "app.get(['/orders', /^.orders/], (req, res) => {",
            '  requests.inc({ route: req.path });',
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per path (`req.path`)',
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    "app.get(['/orders', /^.orders/], (req, res) => {",
                    "  requests.inc({ route: req.route?.path ?? 'unmatched' });",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'URL with its query, of a route without a parameter',
        code:
          REQUESTS +
          lines("app.get('/orders', (req, res) => {", '  requests.inc({ route: req.originalUrl });', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per URL (`req.originalUrl`)',
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    "app.get('/orders', (req, res) => {",
                    "  requests.inc({ route: req.route?.path ?? 'unmatched' });",
                    '});',
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'raw path',
        code:
          REQUESTS +
          lines("app.get('/orders/:id', (req, res) => {", '  requests.inc({ route: req.path });', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per path (`req.path`)',
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    "app.get('/orders/:id', (req, res) => {",
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
          lines(
            "app.get('/orders/:id', (req, res) => {",
            "  requests.inc({ route: req.originalUrl || 'unknown' });",
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per URL (`req.originalUrl`)',
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { text: 'req.route?.path' },
                output:
                  REQUESTS +
                  lines(
                    "app.get('/orders/:id', (req, res) => {",
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
          lines(
            "app.get('/orders/:id', (req, res) => {",
            '  const route = req.path;',
            '  requests.inc({ route });',
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per path (`req.path`)',
              instead: ROUTE,
            },
            line: 7,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    "app.get('/orders/:id', (req, res) => {",
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
            "app.get('/orders/:id', (req, res) => {",
            '  const { path } = req;',
            '  requests.inc({ route: path });',
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per path (`req.path`)',
              instead: ROUTE,
            },
            line: 7,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    "app.get('/orders/:id', (req, res) => {",
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
        code:
          REQUESTS +
          lines("app.get('/orders/:id', (req, res) => {", '  requests.inc({ label: req.user.id });', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: { label: 'label', because: 'has one value per user', instead: FIELD },
            line: 6,
          },
        ],
      },
      {
        name: 'address',
        code:
          REQUESTS +
          lines("app.get('/orders/:id', (req, res) => {", '  requests.inc({ label: req.ip });', '});'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'label',
              because: 'has one value per client address (`req.ip`)',
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
              because: 'has one value per error text (`error.message`)',
              instead: FIELD,
            },
            line: 8,
          },
        ],
      },
      {
        name: 'clock',
        code: REQUESTS + 'export const count = () => requests.inc({ label: Date.now() });',
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'label',
              because: 'has one value per millisecond (`Date.now()`)',
              instead: FIELD,
            },
            line: 5,
          },
        ],
      },
      ...[
        ['in a loop', 'for (;;) { const id = randomUUID(); requests.inc({ label: id }); }', 5],
        [
          'in a function that runs for others too',
          'export function main() { const id = randomUUID(); requests.inc({ label: id }); } main();',
          5,
        ],
        [
          'in a function that runs twice',
          'function main() { const id = randomUUID(); requests.inc({ label: id }); } main(); main();',
          5,
        ],
        [
          'of each instance',
          'class Worker { private readonly id = randomUUID(); run() { requests.inc({ label: this.id }); } }',
          5,
        ],
      ].map(([name, code]) => ({
        name: `random id ${name}`,
        code: REQUESTS + lines("import { randomUUID } from 'node:crypto';", String(code)),
        errors: [
          {
            messageId: 'unbounded' as const,
            data: { label: 'label', because: 'has one value per call (`randomUUID()`)', instead: FIELD },
            line: 6,
          },
        ],
      })),
      {
        name: 'random id',
        code:
          REQUESTS +
          lines(
            "import { randomUUID } from 'node:crypto';",
            'export const count = () => requests.inc({ label: randomUUID() });',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'label',
              because: 'has one value per call (`randomUUID()`)',
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
            data: { label: 'label', because: 'has one value per user', instead: FIELD },
            line: 5,
          },
        ],
      },
      {
        name: 'bound by position',
        code:
          REQUESTS +
          lines(
            "app.get('/orders/:id', (req, res) => {",
            "  requests.labels('a', req.path, '200').inc();",
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per path (`req.path`)',
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    "app.get('/orders/:id', (req, res) => {",
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
            "app.get('/orders/:id', (req, res) => {",
            '  const labels = { route: req.path, status: res.statusCode };',
            '  requests.inc(labels);',
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'route',
              because: 'has one value per path (`req.path`)',
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "req.route?.path ?? 'unmatched'" },
                output:
                  REQUESTS +
                  lines(
                    "app.get('/orders/:id', (req, res) => {",
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
        code:
          OTEL +
          lines(
            "app.get('/orders/:id', (req, res) => {",
            "  requests.add(1, { 'url.path': req.path });",
            '});',
          ),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'url.path',
              because: 'has one value per path (`req.path`)',
              instead: ROUTE,
            },
            line: 7,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "req.route?.path ?? 'unmatched'" },
                output:
                  OTEL +
                  lines(
                    "app.get('/orders/:id', (req, res) => {",
                    "  requests.add(1, { 'url.path': req.route?.path ?? 'unmatched' });",
                    '});',
                  ),
              },
              {
                messageId: 'drop',
                data: { label: 'url.path' },
                output: OTEL + lines("app.get('/orders/:id', (req, res) => {", '  requests.add(1);', '});'),
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
              because: 'has one value per URL (`request.url`)',
              instead: ROUTE,
            },
            line: 6,
            suggestions: [
              {
                messageId: 'template',
                data: { text: "request.routeOptions.url ?? 'unmatched'" },
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
            data: { label: 'label', because: 'has one value per user', instead: FIELD },
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
              because: 'has one value per client address (`req.ip`)',
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
      'Label "label" has one value per path (`req.path`). Use the route’s template.',
    ],
    [
      'id, prom-client',
      REQUESTS + 'requests.inc({ label: userId })',
      'Label "label" has one value per user. Put it in a log field or span attribute.',
    ],
    [
      'address, OpenTelemetry',
      OTEL + "requests.add(1, { 'client.address': req.ip })",
      'Label "client.address" has one value per client address (`req.ip`). Put it in a log field or span attribute.',
    ],
  ])('%s', (_, code, message) => {
    const reports = new Linter().verify(code, {
      plugins: { test: { rules: { 'no-unbounded-label': rule as never } } },
      rules: { 'test/no-unbounded-label': 'error' },
    });
    expect(reports.map((report) => report.message)).toEqual([message]);
  });
});

/** What the rule suggests for its first report: the description and the code behind the head. */
function suggested(head: string, ...body: readonly string[]): readonly (readonly [string, string])[] {
  const code = head + body.join('\n');
  const [report] = new Linter({ cwd: '/' }).verify(
    code,
    {
      files: ['**'],
      languageOptions: { parser },
      plugins: { test: { rules: { 'no-unbounded-label': rule as never } } },
      rules: { 'test/no-unbounded-label': 'error' },
    },
    '/file.ts',
  );
  expect(report?.ruleId, report?.message).toBe('test/no-unbounded-label');
  return (report?.suggestions ?? []).map(({ desc, fix }) => {
    const output = code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]);
    expect(() => parser.parse(output, { range: true })).not.toThrow();
    return [desc, output.startsWith(head) ? output.slice(head.length) : output] as const;
  });
}

const COUNTER = "import { Counter } from 'prom-client';\n";
const DROP = 'Drop the label "user".';

describe('the label dropped', () => {
  const definition = (names: string) =>
    `const logins = new Counter({ name: 'logins_total', help: 'Logins', labelNames: ${names} });`;
  /** The suggestion’s lines, or none. */
  const dropped = (...body: readonly string[]) =>
    suggested(COUNTER, ...body)
      .filter(([desc]) => desc === DROP)
      .map(([, output]) => output.split('\n'))[0];

  it.each([
    ['first of two', "logins.inc({ user: userId, method: 'a' });", "logins.inc({ method: 'a' });"],
    ['last of two', "logins.inc({ method: 'a', user: userId });", "logins.inc({ method: 'a' });"],
    [
      'last with a comma behind it',
      "logins.inc({ method: 'a', user: userId, });",
      "logins.inc({ method: 'a', });",
    ],
    ['only one', 'logins.inc({ user: userId });', 'logins.inc();'],
    ['only one, with a value', 'logins.inc({ user: userId }, 2);', 'logins.inc(2);'],
    ['quoted', "logins.inc({ 'user': userId, method: 'a' });", "logins.inc({ method: 'a' });"],
    ['by position', "logins.labels(userId, 'a').inc();", "logins.labels('a').inc();"],
    ['bound by name', 'logins.labels({ user: userId }).inc();', 'logins.inc();'],
    ['of a template', "logins.inc({ user: `u-${userId}`, method: 'a' });", "logins.inc({ method: 'a' });"],
    ['of a conversion', 'logins.inc({ user: String(userId) });', 'logins.inc();'],
    ['behind an optional chain', 'logins.inc({ user: session?.userId });', 'logins.inc();'],
    [
      'that is random',
      'export const login = () => logins.inc({ user: crypto.randomUUID() });',
      'export const login = () => logins.inc();',
    ],
  ])('%s', (_, statement, after) => {
    expect(dropped(definition("['user', 'method']"), statement)).toEqual([definition("['method']"), after]);
  });

  it('over several lines', () => {
    expect(
      dropped(
        definition("[\n  'method',\n  'user',\n]"),
        'logins.inc({',
        "  method: 'a',",
        '  user: userId,',
        '});',
      ),
    ).toEqual([...definition("[\n  'method',\n]").split('\n'), 'logins.inc({', "  method: 'a',", '});']);
  });

  it('its only name', () => {
    expect(dropped(definition("['user'] as const"), 'logins.inc({ user: userId });')).toEqual([
      definition('[] as const'),
      'logins.inc();',
    ]);
  });

  it('by its only position', () => {
    expect(dropped(definition("['user']"), 'logins.labels(userId).inc();')).toEqual([
      definition('[]'),
      'logins.inc();',
    ]);
  });

  it('from every observation of the metric', () => {
    expect(
      dropped(
        definition("['user', 'method']"),
        "logins.inc({ user: userId, method: 'a' });",
        "logins.labels('none', 'b').inc();",
        "logins.inc({ method: 'c' });",
      ),
    ).toEqual([
      definition("['method']"),
      "logins.inc({ method: 'a' });",
      "logins.labels('b').inc();",
      "logins.inc({ method: 'c' });",
    ]);
  });

  it('from an object that two metrics share', () => {
    const other = (names: string) =>
      `const others = new Counter({ name: 'others_total', help: 'Others', labelNames: ${names} });`;
    expect(
      dropped(
        definition("['user', 'method']"),
        other("['user']"),
        'const labels = { user: userId };',
        'logins.inc({ ...labels });',
        'others.inc(labels);',
      ),
    ).toEqual([
      definition("['method']"),
      other('[]'),
      'const labels = {};',
      'logins.inc({ ...labels });',
      'others.inc(labels);',
    ]);
  });

  it('of a private field', () => {
    const field = (names: string) =>
      `  private readonly logins = new Counter({ name: 'l', help: 'h', labelNames: ${names} });`;
    const method = (labels: string) => `  count(userId: string) { this.logins.inc(${labels}); }`;
    expect(dropped('export class A {', field("['user']"), method('{ user: userId }'), '}')).toEqual([
      'export class A {',
      field('[]'),
      method(''),
      '}',
    ]);
  });

  it('of a timer that is stopped without labels', () => {
    const histogram = (names: string) =>
      `import { Histogram } from 'prom-client'; const logins = new Histogram({ name: 'l', help: 'h', labelNames: ${names} });`;
    const timer = (labels: string) => [`const end = logins.startTimer(${labels});`, 'end();'];
    expect(dropped(histogram("['user']"), ...timer('{ user: userId }'))).toEqual([
      histogram('[]'),
      ...timer(''),
    ]);
    expect(
      dropped(histogram("['user']"), 'const end = logins.startTimer({ user: userId });', 'end(labels);'),
    ).toBeUndefined();
  });

  it.each([
    ['a metric that is exported', [`export ${definition("['user']")}`, 'logins.inc({ user: userId });']],
    [
      'a metric that is exported by its name',
      [definition("['user']"), 'logins.inc({ user: userId });', 'export { logins };'],
    ],
    [
      'a metric that is handed on',
      [definition("['user']"), 'logins.inc({ user: userId });', 'watch(logins);'],
    ],
    [
      'a public field',
      [
        "export class A { logins = new Counter({ name: 'l', help: 'h', labelNames: ['user'] }); count(userId) { this.logins.inc({ user: userId }); } }",
      ],
    ],
    [
      'names in a constant',
      ["const names = ['user'];", definition('names'), 'logins.inc({ user: userId });'],
    ],
    [
      'labels that are not seen elsewhere',
      [definition("['user']"), 'logins.inc({ user: userId });', 'logins.inc(labels);'],
    ],
    [
      'labels that are used for something else',
      [definition("['user']"), 'const labels = { user: userId };', 'logins.inc(labels);', 'print(labels);'],
    ],
    ['an effect', [definition("['user']"), 'logins.inc({ user: `${userId}${n++}` });']],
    ['a call that may do something', [definition("['user']"), 'logins.inc({ user: getUserId() });']],
    ['an awaited value', [definition("['user']"), 'logins.inc({ user: (await f()).userId });']],
    [
      'a comment in the labels',
      [definition("['user', 'method']"), "logins.inc({ user: userId, /* why */ method: 'a' });"],
    ],
    [
      'a comment behind the label',
      [definition("['user', 'method']"), "logins.inc({\nuser: userId, // why\nmethod: 'a' });"],
    ],
    ['a comment in the names', [definition("['user' /* why */, 'method']"), 'logins.inc({ user: userId });']],
  ])('not with %s', (_, body) => {
    expect(dropped(...body)).toBeUndefined();
  });
});

describe('the value moved to the record beside the observation', () => {
  const head = (library: string) =>
    `${library}\nimport { metrics } from '@opentelemetry/api';\nconst orders = metrics.getMeter('shop').createCounter('shop.orders');\n`;
  const PINO = head("import pino from 'pino'; const logger = pino();");
  const WINSTON = head("import winston from 'winston'; const logger = winston.createLogger({});");
  const NEST = head("import { Logger } from '@nestjs/common'; const logger = new Logger('A');");
  const SPAN = head('');
  const count = 'orders.add(1, { user: order.userId });';
  const first = (code: string, ...body: readonly string[]) => {
    const [moved] = suggested(code, ...body);
    return moved && [moved[0], ...moved[1].split('\n')];
  };
  const LOG = 'Move `order.userId` from the label to the log record of `logger.info`.';
  const TO_SPAN = 'Move `order.userId` from the label to an attribute of `span`.';
  const HAS = (target: string) => `Drop the label "user", as \`${target}\` has its value.`;

  it.each([
    ['pino', PINO, "logger.info('placed');", "logger.info({ userId: order.userId }, 'placed');"],
    [
      'pino, with fields',
      PINO,
      "logger.info({ total }, 'placed');",
      "logger.info({ total, userId: order.userId }, 'placed');",
    ],
    [
      'pino, with the name taken',
      PINO,
      "logger.info({ userId: admin }, 'placed');",
      "logger.info({ userId: admin, user: order.userId }, 'placed');",
    ],
    ['winston', WINSTON, "logger.info('placed');", "logger.info('placed', { userId: order.userId });"],
    [
      'winston, with fields',
      WINSTON,
      "logger.info('placed', { total });",
      "logger.info('placed', { total, userId: order.userId });",
    ],
  ])('%s', (_, code, before, after) => {
    expect(first(code, count, before)).toEqual([LOG, 'orders.add(1);', after]);
    expect(first(code, before, count)).toEqual([LOG, after, 'orders.add(1);']);
  });

  it('NestJS', () => {
    const moved = first(NEST, count, "logger.log('placed');");
    expect(moved).toEqual([
      LOG.replace('info', 'log'),
      'orders.add(1);',
      "logger.log({ msg: 'placed', userId: order.userId });",
    ]);
  });

  it.each([
    [
      'setAttribute',
      "span.setAttribute('a', 1);",
      "span.setAttribute('a', 1);\nspan.setAttribute('user.id', String(order.userId));",
    ],
    [
      'setAttributes',
      'span.setAttributes({ a: 1 });',
      "span.setAttributes({ a: 1, 'user.id': String(order.userId) });",
    ],
    [
      'setAttributes of none',
      'span.setAttributes({});',
      "span.setAttributes({ 'user.id': String(order.userId) });",
    ],
  ])('%s', (_, before, after) => {
    expect(first(SPAN, count, before)).toEqual([TO_SPAN, 'orders.add(1);', ...after.split('\n')]);
  });

  it('the active span', () => {
    const active = SPAN + "import { trace } from '@opentelemetry/api';\n";
    expect(first(active, count, "  trace.getActiveSpan()?.setAttribute('a', 1)")).toEqual([
      TO_SPAN.replace('span`', 'trace.getActiveSpan()`'),
      'orders.add(1);',
      "  trace.getActiveSpan()?.setAttribute('a', 1)",
      "  trace.getActiveSpan()?.setAttribute('user.id', String(order.userId))",
    ]);
  });

  it('a span of another name', () => {
    const started =
      SPAN +
      "import { trace } from '@opentelemetry/api';\nconst s = trace.getTracer('shop').startSpan('order');\n";
    expect(first(started, count, 's.setAttributes({ a: 1 });')).toEqual([
      TO_SPAN.replace('span`', 's`'),
      'orders.add(1);',
      "s.setAttributes({ a: 1, 'user.id': String(order.userId) });",
    ]);
  });

  it.each([
    ['log record', PINO, "logger.info({ user: order.userId }, 'placed');", 'logger.info'],
    ['span', SPAN, "span.setAttribute('user', order.userId);", 'span'],
    ['span, as text', SPAN, 'span.setAttributes({ user: String(order.userId) });', 'span'],
  ])('only dropped where the %s has it', (_, code, line, target) => {
    expect(suggested(code, count, line)).toEqual([[HAS(target), `orders.add(1);\n${line}`]]);
  });

  it('a raw path, as it is text', () => {
    const [, moved] = suggested(
      SPAN + "import express from 'express';\n",
      'orders.add(1, { path: req.path });',
      'span.setAttributes({ a: 1 });',
    );
    expect(moved).toEqual([
      'Move `req.path` from the label to an attribute of `span`.',
      "orders.add(1);\nspan.setAttributes({ a: 1, 'url.path': req.path });",
    ]);
  });

  it.each([
    ['a logger that only its name says to be one', SPAN, [count, "logger.info('placed');"]],
    ['the console', SPAN, [count, "console.info('placed');"]],
    ['a record whose fields are spread', PINO, [count, "logger.info({ ...fields }, 'placed');"]],
    ['a record with a comment', PINO, [count, "logger.info(/* why */ 'placed');"]],
    ['a record in another block', PINO, [count, "if (x) { logger.info('placed'); }"]],
    ['a record behind an early return', PINO, [count, 'if (x) throw y;', "logger.info('placed');"]],
    ['a name that is declared in between', PINO, ["logger.info('placed');", 'const order = load();', count]],
    ['a name that is assigned', PINO, ['let order = a;', 'order = b;', count, "logger.info('placed');"]],
    ['a record on another object', PINO, [count, "journal.write('placed');"]],
    [
      'a value that is computed',
      PINO,
      ['export function place() {', 'orders.add(1, { user: Date.now() });', "logger.info('placed');", '}'],
    ],
    [
      'other values of the label',
      PINO,
      [count, "orders.add(1, { user: 'none' });", "logger.info('placed');"],
    ],
    [
      'what is only named like a span',
      SPAN + 'class Span { setAttribute(name, value) {} }\nconst span = new Span();\n',
      [count, "span.setAttribute('title', order.title);"],
    ],
    ['an attribute that has another value', SPAN, [count, "span.setAttributes({ 'user.id': admin });"]],
  ])('not with %s', (_, code, body) => {
    expect(suggested(code, ...body).map(([desc]) => desc)).toEqual([DROP]);
  });
});

describe('hostile code', () => {
  const COUNT = COUNTER + "const c = new Counter({ name: 'c', help: 'h', labelNames: ['a'] });\n";
  const many = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join('\n');
  const reports = (code: string) =>
    new Linter({ cwd: '/' }).verify(
      COUNT + code,
      {
        files: ['**'],
        languageOptions: { parser },
        plugins: { test: { rules: { label: rule as never, series: maxSeries as never } } },
        rules: { 'test/label': 'error', 'test/series': 'error' },
      },
      '/file.ts',
    );

  it.each([
    [
      'constants that lead in circles',
      0,
      'const a = b; const b = a; c.inc({ a }); let x = x; c.inc({ a: x });',
    ],
    ['objects that lead in circles', 0, 'const o = { ...o, a: o.a }; c.inc(o); c.inc({ ...o });'],
    [
      'functions that lead in circles',
      0,
      'function f(x) { return g(x); } function g(x) { return f(x); } c.inc({ a: f(y) });',
    ],
    [
      'computed keys and spread arguments',
      1,
      'c.inc({ [key]: userId, a: userId }); c.inc(l[key]); c.labels(...xs).inc(); c.inc(...xs);',
    ],
    ['a getter and a method', 0, 'c.inc({ get a() { return userId; }, b() {} });'],
    ['nested templates', 1, `c.inc({ a: ${'`${'.repeat(200)}userId${'}`'.repeat(200)} });`],
    ['templates nested too deep', 0, `c.inc({ a: ${'`${'.repeat(450)}userId${'}`'.repeat(450)} });`],
    ['5000 labels', 5000, `c.inc({ ${many(5000, (i) => `p${i}: userId,`)} });`],
    ['1000 observations that share labels', 1, `const l = { a: userId };\n${many(1000, () => 'c.inc(l);')}`],
    ['1000 observations', 1000, many(1000, () => 'c.inc({ a: userId });')],
    ['1000 values of a variable', 0, `let x;\n${many(1000, () => 'x = req.path; c.inc({ a: x });')}`],
    [
      '20 values of a variable, 1000 observations',
      1000,
      `let x;\n${many(20, () => 'x = req.path;')}\n${many(1000, () => 'c.inc({ a: x });')}`,
    ],
    [
      '1000 calls of a function, 1000 observations',
      0,
      `function f(kind) {\n${many(1000, () => 'c.inc({ a: kind });')}\n}\n${many(1000, () => 'f(req.path);')}`,
    ],
    [
      '300 elements of a list, 300 observations',
      0,
      `const KINDS = [${many(300, (i) => `'v${i}',`)}];\n${many(300, () => 'c.inc({ a: KINDS[n] });')}`,
    ],
    [
      '1000 returned values',
      0,
      `function f(x) {\n${many(1000, (i) => `if (x === ${i}) return 'v${i}';`)}\n}\nc.inc({ a: f(y) });`,
    ],
  ])(
    '%s',
    (_, count, code) => {
      const found = reports(code);
      expect(found.filter(({ ruleId }) => ruleId === null)).toEqual([]);
      expect(found.filter(({ ruleId }) => ruleId === 'test/label')).toHaveLength(count);
    },
    60_000,
  );

  it('a suggestion edits no more places than a reader looks through', () => {
    const drops = (count: number) =>
      reports(many(count, () => 'c.inc({ a: userId });'))[0]?.suggestions?.map(({ desc }) => desc);
    expect(drops(30)).toEqual(['Drop the label "a".']);
    expect(drops(50) ?? []).toEqual([]);
  });
});

describe('labels that a middleware of promster makes', () => {
  const serving = (normalizePath: string) =>
    `import { createMiddleware } from '@promster/express';\nimport express from 'express';\nexpress().use(createMiddleware({ app, options: { normalizePath: ${normalizePath} } }));`;
  ruleTester.run('no-unbounded-label', rule, {
    valid: [{ name: 'a template', code: serving('(path, { req }) => req.route.path') }],
    invalid: [{ name: 'a raw path', code: serving('(path, { req }) => req.path'), errors: 1 }],
  } as never);
});

describe('a function that makes labels for its callers', () => {
  const app = project({
    'package.json': { name: 'shop', dependencies: { 'prom-client': '^15.0.0' } },
    'src/metrics.ts': lines(
      "import { Counter } from 'prom-client';",
      "export const jobs = new Counter({ name: 'jobs_total', help: 'Jobs', labelNames: ['user', 'op'] });",
      'export const labels = (user: User, op: string) => ({ user: user.id, op });',
      'export const named = (key: string) => ({ user: key });',
    ),
  });
  const IMPORTS = "import { jobs, labels, named } from './metrics.js';";
  const filename = 'src/orders.ts';
  const found = (...subjects: readonly string[]) =>
    subjects.map((because) => ({
      messageId: 'unbounded' as const,
      data: { label: 'user', because: `has one value per ${because}`, instead: FIELD },
    }));
  const calls = (...all: readonly string[]) => lines(IMPORTS, ...all);
  app.run('no-unbounded-label', rule, {
    valid: [{ name: 'of values with a bound', filename, code: calls("jobs.inc(named('admin'));") }],
    invalid: [
      {
        name: 'is reported once a file where it sets no bound itself',
        filename,
        code: calls(
          "export const a = (user) => jobs.inc(labels(user, 'a'));",
          "export const b = (user) => { jobs.inc(labels(user, 'b')); jobs.inc({ ...labels(user, 'c') }); };",
        ),
        errors: found('user'),
      },
      {
        name: 'is reported at each call where those give it what has no bound',
        filename,
        code: calls(
          'export const a = (userId) => jobs.inc(named(userId));',
          'export const b = (sessionId) => jobs.inc(named(sessionId));',
          "export const c = () => jobs.inc(named('admin'));",
        ),
        errors: found('user', 'session'),
      },
      {
        name: 'is reported once where it stands in the file, and beside labels that are written out',
        filename,
        code: calls(
          'const own = (userId) => ({ user: userId });',
          'export const a = (userId) => { jobs.inc(own(userId)); jobs.inc(own(userId)); };',
          "export const b = (userId) => { jobs.inc({ user: userId, op: 'b' }); jobs.inc({ user: userId, op: 'c' }); };",
        ),
        errors: found('user', 'user', 'user'),
      },
    ],
  });
});

describe('a class that has two methods of one name', () => {
  const helper = lines(
    "import { Counter } from 'prom-client';",
    "const hits = new Counter({ name: 'rate_limit_hits_total', help: 'Hits', labelNames: ['endpoint'] });",
    'export class RateLimitMetrics {',
    '  static record(endpoint: string) { hits.inc({ endpoint }); }',
    '  async record(hit: { ip: string }) { await store(hit); }',
    '}',
    'export const rateLimitMetrics = new RateLimitMetrics();',
  );
  const call = (of: string, given: string) =>
    lines(
      "import express from 'express';",
      "import { RateLimitMetrics, rateLimitMetrics } from './metrics';",
      `express().get('/', (req, res) => { ${of}.record(${given}); });`,
    );
  project({ 'src/metrics.ts': helper }).run('no-unbounded-label', rule, {
    valid: [
      {
        name: 'the one of its instances',
        filename: 'src/app.ts',
        code: call('rateLimitMetrics', '{ ip: req.ip }'),
      },
      {
        name: 'the one of an instance made here',
        filename: 'src/app.ts',
        code: call('new RateLimitMetrics()', '{ ip: req.ip }'),
      },
    ],
    invalid: [
      {
        name: 'the one of the class',
        filename: 'src/app.ts',
        code: call('RateLimitMetrics', 'req.ip'),
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'endpoint',
              because: 'has one value per client address (`req.ip`)',
              instead: FIELD,
            },
          },
        ],
      },
    ],
  });
});

describe('a test', () => {
  ruleTester.run('no-unbounded-label', rule, {
    valid: [
      {
        filename: 'src/requests.test.ts',
        code: REQUESTS + "app.get('/', (req) => requests.inc({ label: req.ip }));",
      },
    ],
    invalid: [
      {
        filename: 'src/requests.ts',
        code: REQUESTS + "app.get('/', (req) => requests.inc({ label: req.ip }));",
        errors: [
          {
            messageId: 'unbounded',
            data: { label: 'label', because: 'has one value per client address (`req.ip`)', instead: FIELD },
          },
        ],
      },
    ],
  });
});
