import { describe } from 'vitest';
import rule from '../../../rules/propagation/require-http-propagation.js';
import { commonJs, lines, project } from '../rule-tester.js';

const SDK = { '@opentelemetry/api': '^1.9.0', '@opentelemetry/sdk-node': '^0.223.0' };

/** A package that makes spans, and the files that a case imports. */
const tracing = (dependencies: object = {}, files: Readonly<Record<string, string | object>> = {}) =>
  project({
    'package.json': { name: 'orders', private: true, dependencies: { ...SDK, ...dependencies } },
    ...files,
  });

const API = "import { context, propagation } from '@opentelemetry/api';";
const ADDRESS = 'const url = process.env.INVENTORY_URL;';
const HTTP = 'Register `@opentelemetry/instrumentation-http`';
const UNDICI = 'Register `@opentelemetry/instrumentation-undici`';

/** A function that sends, with a carrier that is injected into before. */
const injected = (...body: readonly string[]) =>
  lines(
    API,
    ADDRESS,
    'export async function load(id: string) {',
    '  const carrier: Record<string, string> = {};',
    '  propagation.inject(context.active(), carrier);',
    ...body.map((line) => `  ${line}`),
    '}',
  );
const plain = (...body: readonly string[]) =>
  lines(API, ADDRESS, 'export async function load(id: string) {', ...body.map((line) => `  ${line}`), '}');

/** Requests to an address of which nothing is known. */
const UNSEEN = [
  { name: 'an address that is handed in', code: 'export const load = (url: string) => fetch(url);' },
  {
    name: 'a member that says nothing of where it leads',
    code: 'export class Client { constructor(private readonly options: { baseUrl: string }) {} load(id: string) { return fetch(`${this.options.baseUrl}/items/${id}`); } }',
  },
  {
    name: 'a field that holds what is handed in',
    code: "export class Client { private readonly baseUrl: string; constructor(endpoint: string) { this.baseUrl = endpoint.replace(/\\/$/, ''); } load() { return fetch(`${this.baseUrl}/items`); } }",
  },
  {
    name: 'addresses of a list',
    code: 'export async function load(targets: Target[]) { for (const target of targets) await fetch(target.url); }',
  },
];

describe('not reported', () => {
  tracing(
    {},
    {
      'src/headers.ts': lines(
        API,
        'export function traceHeaders(extra: Record<string, string> = {}) {',
        '  const headers = { ...extra };',
        '  propagation.inject(context.active(), headers);',
        '  return headers;',
        '}',
      ),
      'src/client.ts': lines(
        "import axios from 'axios';",
        API,
        'export const api = axios.create({ baseURL: process.env.ORDERS });',
        'api.interceptors.request.use((config) => { propagation.inject(context.active(), config.headers); return config; });',
      ),
    },
  ).run('require-http-propagation', rule, {
    valid: [
      { name: 'a carrier as the headers', code: injected('return fetch(url, { headers: carrier });') },
      {
        name: 'spread into the headers',
        code: injected("return fetch(url, { headers: { 'x-id': id, ...carrier } });"),
      },
      {
        name: 'merged by Object.assign',
        code: injected("return fetch(url, { headers: Object.assign({ 'x-id': id }, carrier) });"),
      },
      {
        name: 'copied into Headers',
        code: injected('return fetch(url, { headers: new Headers(carrier) });'),
      },
      {
        name: 'of options that are made before',
        code: injected('const options = { headers: carrier };', 'return fetch(url, options);'),
      },
      {
        name: 'injected into a member of the options',
        code: plain(
          'const options = { headers: {} };',
          'propagation.inject(context.active(), options.headers);',
          'return fetch(url, options);',
        ),
      },
      { name: 'written by hand', code: plain('return fetch(url, { headers: { traceparent: id } });') },
      {
        name: 'written by hand, as pairs',
        code: plain("return fetch(url, { headers: [['traceparent', id]] });"),
      },
      {
        name: 'set by hand later',
        code: plain(
          'const headers = new Headers();',
          "headers.set('traceparent', id);",
          'return fetch(url, { headers });',
        ),
      },
      {
        name: 'injected with a setter',
        code: plain(
          'const headers = new Headers();',
          'propagation.inject(context.active(), headers, { set: (carrier, key, value) => carrier.set(key, value) });',
          'return fetch(url, { headers });',
        ),
      },
      {
        name: 'by a helper of the project',
        code: lines(
          "import { traceHeaders } from './headers';",
          "export const load = (url: string) => fetch(url, { headers: traceHeaders({ accept: '*/*' }) });",
        ),
        filename: 'src/load.ts',
      },
      {
        name: 'through an instance of the project whose interceptor injects',
        code: lines("import { api } from './client';", "export const load = () => api.get('/orders');"),
        filename: 'src/load.ts',
      },
      {
        name: 'headers that come from elsewhere',
        code: 'export const load = (url: string, headers: Record<string, string>) => fetch(url, { headers });',
      },
      {
        name: 'options that come from elsewhere',
        code: 'export const load = (url: string, init: RequestInit) => fetch(url, init);',
      },
      {
        name: 'a request that comes from elsewhere',
        code: 'export const pass = (request: Request) => fetch(request);',
      },
      {
        name: 'a request with headers',
        code: injected('return fetch(new Request(url, { headers: carrier }));'),
      },
      { name: 'names that are computed', code: plain('return fetch(url, { headers: { [id]: url } });') },
      {
        name: 'headers that a loop fills',
        code: plain(
          'const headers = {};',
          'for (const key of [id]) headers[key] = url;',
          'return fetch(url, { headers });',
        ),
      },
      {
        name: 'handed to a function that is not seen',
        code: plain('const headers = {};', 'decorate(headers);', 'return fetch(url, { headers });'),
      },
      {
        name: 'a fetch of the project’s own',
        code: "import { fetch } from './http'; export const load = (url: string) => fetch(url);",
      },
      {
        name: 'a fetch that is handed in',
        code: 'export const load = (fetch: typeof globalThis.fetch, url: string) => fetch(url);',
      },
      {
        name: 'a public service',
        code: 'export const charge = (id: string) => fetch(`https://api.stripe.com/v1/charges/${id}`);',
      },
      {
        name: 'a public service behind a constant',
        code: "const API = 'https://slack.com/api'; export const post = () => fetch(`${API}/chat.postMessage`, { method: 'POST' });",
      },
      {
        name: 'a public service by the parts of its `URL`',
        code: "import https from 'node:https'; const url = new URL('https://api.github.com/repos'); const options = { hostname: url.hostname, path: url.pathname }; export const repos = () => https.get(options);",
      },
      {
        name: 'the same, written where it is asked',
        code: "import https from 'node:https'; const url = new URL('https://api.github.com/repos'); export const repos = () => https.get({ host: url.host, path: '/' });",
      },
      {
        name: 'a public service behind `new URL`',
        code: "export const repo = (path: string) => fetch(new URL(path, 'https://api.github.com'));",
      },
      {
        name: 'a host of the public internet that is not the project’s',
        code: 'export const find = (query: string) => fetch(`https://api.duckduckgo.com/?q=${query}`);',
      },
      {
        name: 'an address of the public internet',
        code: 'export const resolve = (name: string) => fetch(`https://1.1.1.1/dns-query?name=${name}`);',
      },
      {
        name: 'a public host that a template is filled with',
        code: "const HOSTS = { rates: 'api.frankfurter.app' }; export const rates = () => fetch(`https://${HOSTS.rates}/latest`);",
      },
      {
        name: 'a public host that is the default of a setting',
        code: "export const rates = () => fetch(`${config.get('RATES_URL', 'https://api.frankfurter.app')}/latest`);",
      },
      {
        name: 'a public service by the name of its address',
        code: 'export const projects = () => fetch(`${process.env.VERCEL_BASE_URL}/v9/projects`);',
      },
      {
        name: 'a host that shares no more than `api` with the project',
        code: "export const find = () => fetch('https://orders.firetext.net/api');",
      },
      {
        name: 'a host that a class keeps',
        code: "import axios from 'axios'; export class Sms { private base = 'https://www.firetext.net/api'; static BASE = 'https://www.firetext.net'; send() { return axios.post(this.base); } ping() { return axios.get(`${Sms.BASE}/ping`); } }",
      },
      {
        name: 'a host among options that are made before',
        code: "import axios from 'axios'; export const find = () => { const options = { url: 'https://api.stackexchange.com/2.3/users' }; return axios(options); };",
      },
      {
        name: 'a file about somebody else’s service',
        code: 'export const load = (url: string) => fetch(url);',
        filename: 'src/slack/client.ts',
      },
      {
        name: 'a folder of integrations',
        code: 'export const load = (url: string) => fetch(url);',
        filename: 'src/integrations/members.ts',
      },
      { name: 'a package of tests', code: 'fetch(url);', filename: 'packages/test/src/metrics.ts' },
      {
        name: 'a webhook of whoever registered it',
        code: "export const notify = (webhookUrl: string) => fetch(webhookUrl, { method: 'POST' });",
      },
      {
        name: 'a public service whose region is a value',
        code: "export const speak = (region: string) => fetch(`https://${region}.tts.speech.microsoft.com/v1`, { method: 'POST' });",
      },
      {
        name: 'a foreign host with a tenant and a port',
        code: 'export const find = (tenant: string, port: number) => fetch(`https://${tenant}.api.duckduckgo.com:${port}/q`);',
      },
      {
        name: 'an address out of a request',
        code: 'export const proxy = (req: any) => fetch(req.body.url);',
      },
      {
        name: 'an address taken out of a request before',
        code: 'export const proxy = (req: any) => { const { target } = req.query; return fetch(`${target}/status`); };',
      },
      {
        name: 'an address in the body of a request',
        code: 'export async function POST(request: Request) { const { url } = await request.json(); return fetch(url); }',
      },
      {
        name: 'a film that a service made',
        code: 'export const load = (job: any) => { const videoUrl = job.output?.[0]; return fetch(videoUrl); };',
      },
      {
        name: 'a picture of a user',
        code: 'export const load = (user: any) => fetch(user.avatar_url);',
      },
      {
        name: 'a client of a public service',
        code: "import axios from 'axios'; const github = axios.create({ baseURL: 'https://api.github.com' }); export const repos = () => github.get('/user/repos');",
      },
      {
        name: 'the metadata of a cloud',
        code: "export const region = () => fetch('http://169.254.169.254/latest/meta-data/placement/region');",
      },
      {
        name: 'a path, which only a browser completes',
        code: "export const load = () => fetch('/api/orders');",
      },
      {
        name: 'tracing suppressed',
        code: "import { suppressTracing } from '@opentelemetry/core'; import { context } from '@opentelemetry/api'; export const ping = (url: string) => context.with(suppressTracing(context.active()), () => fetch(url));",
      },
      {
        name: 'an exporter’s own request',
        code: "export class Own implements SpanExporter { export(spans: unknown[]) { return fetch(this.url, { method: 'POST' }); } }",
      },
      {
        name: 'a hook of the request',
        code: "import got from 'got'; export const load = (url: string) => got(url, { hooks: { beforeRequest: [addTrace] } });",
      },
      {
        name: 'an instance whose hook injects',
        code: "import got from 'got'; import { propagation, context } from '@opentelemetry/api'; const api = got.extend({ hooks: { beforeRequest: [(options) => { propagation.inject(context.active(), options.headers); }] } }); export const load = (url: string) => api.get(url);",
      },
      {
        name: 'an instance with the header',
        code: "import ky from 'ky'; const api = ky.create({ headers: { traceparent: id } }); export const load = (url: string) => api.get(url);",
      },
      {
        name: 'superagent, set by name',
        code: "import superagent from 'superagent'; export const load = async (url: string, id: string) => { await superagent.get(url).set('traceparent', id); };",
      },
      {
        name: 'superagent, set from a carrier',
        code: `import superagent from 'superagent';\n${injected('await superagent.get(url).set(carrier);')}`,
      },
      {
        name: 'superagent, a chain that goes on elsewhere',
        code: "import superagent from 'superagent'; export const load = (url: string) => superagent.get(url);",
      },
      {
        name: 'wretch, headers from a carrier',
        code: `import wretch from 'wretch';\n${injected('return wretch(url).headers(carrier).get().json();')}`,
      },
      {
        name: 'undici’s dispatcher',
        code: `import { Pool } from 'undici';\nconst pool = new Pool(process.env.ORDERS);\n${injected("return pool.request({ path: '/', method: 'GET', headers: carrier });")}`,
      },
      {
        name: 'http2',
        code: `import { connect } from 'node:http2';\nconst session = connect(process.env.ORDERS);\n${injected("return session.request({ ':path': '/', ...carrier });")}`,
      },
      ...UNSEEN,
      {
        name: 'a page that is read as by a browser',
        code: "export const read = () => fetch(`${process.env.MARKET_URL}/list`, { headers: { 'User-Agent': 'Mozilla/5.0 (X11)' } });",
      },
      {
        name: 'handed in by several, each with a host of somebody else',
        code: "const read = (url: string) => fetch(url); export const both = () => [read('https://www.duckduckgo.com/a'), read('https://www.bing.com/b')];",
      },
      {
        name: 'an exporter’s path',
        code: "const ENDPOINT = process.env.COLLECTOR_URL; export const send = (body: string) => fetch(`${ENDPOINT}/v1/traces`, { method: 'POST', body });",
      },
      {
        name: 'an identity provider',
        code: "import { endpoints } from './endpoints'; export const revoke = (body: string) => fetch(endpoints.revocationUrl, { method: 'POST', body });",
      },
      {
        name: 'what an identity provider publishes',
        code: 'export const discover = () => fetch(`${process.env.ISSUER}/.well-known/openid-configuration`);',
      },
      { name: 'a test', code: 'fetch(url);', filename: 'tests/orders.test.ts' },
      { name: 'a script', code: 'fetch(url);', filename: 'scripts/warm.ts' },
      { name: 'browser code', code: "document.title = 'x'; fetch(url);" },
      { name: 'no HTTP at all', code: 'export const load = (cache: Map<string, string>) => cache.get(url);' },
    ],
    invalid: [],
  });

  project({ 'package.json': { name: 'app', dependencies: { '@opentelemetry/api': '^1.9.0' } } }).run(
    'require-http-propagation',
    rule,
    { valid: [{ name: 'a package that makes no spans', code: 'fetch(url);' }], invalid: [] },
  );
  project({
    'package.json': { name: 'spans-for-all', files: ['dist'], dependencies: SDK },
  }).run('require-http-propagation', rule, {
    valid: [{ name: 'a published package that brings the SDK', code: 'fetch(url);' }],
    invalid: [],
  });
  tracing(
    {},
    {
      'src/hooks.ts': lines(
        "import axios from 'axios';",
        "import { inject } from './trace';",
        'axios.interceptors.request.use(inject);',
      ),
    },
  ).run('require-http-propagation', rule, {
    valid: [
      {
        name: 'an interceptor of the whole package',
        code: "import axios from 'axios'; export const load = (url: string) => axios.get(url);",
      },
      {
        name: 'Nest’s service with an interceptor',
        code: "import { HttpService } from '@nestjs/axios'; export class Orders { constructor(private http: HttpService) {} load(url: string) { return this.http.get(url); } }",
      },
    ],
    invalid: [],
  });
  for (const [name, dependencies, code] of [
    ['auto-instrumentations', { '@opentelemetry/auto-instrumentations-node': '1' }, 'fetch(url);'],
    ['instrumentation-undici', { '@opentelemetry/instrumentation-undici': '1' }, 'fetch(url);'],
    [
      'instrumentation-http',
      { '@opentelemetry/instrumentation-http': '1' },
      "import axios from 'axios'; axios.get(url);",
    ],
    ['Datadog’s agent', { 'dd-trace': '5' }, 'fetch(url);'],
    ['Sentry', { '@sentry/node': '11' }, "import axios from 'axios'; axios.get(url);"],
    ['Vercel’s', { '@vercel/otel': '1' }, 'fetch(url);'],
  ] as const) {
    tracing(dependencies).run('require-http-propagation', rule, { valid: [{ name, code }], invalid: [] });
  }
});

describe('an address of which nothing is known', () => {
  tracing().run('require-http-propagation', rule, {
    valid: [],
    invalid: UNSEEN.map((each) => ({
      ...each,
      options: [{ presumed: true }],
      errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
      output: null,
    })),
  });
});

describe('the half of a package that runs in a browser', () => {
  const code = lines(API, ADDRESS, 'export const load = () => fetch(url);');
  const case_ = (filename: string) => ({ name: filename, filename, code });
  const missing = (filename: string) => ({
    ...case_(filename),
    errors: [{ messageId: 'missing' as const, data: { call: 'fetch', remedy: UNDICI } }],
    output: null,
  });
  const both = tracing({ react: '^19.0.0', fastify: '^5.0.0' });
  both.run('require-http-propagation', rule, {
    valid: [
      case_('src/client/load.ts'),
      case_('src/app/client/load.ts'),
      case_('src/ui/service-worker/load.ts'),
    ],
    invalid: [missing('src/server/load.ts'), missing('src/clients/load.ts')],
  });
  // Without a page, a client is one of another service.
  tracing({ fastify: '^5.0.0' }).run('require-http-propagation', rule, {
    valid: [],
    invalid: [missing('src/client/load.ts')],
  });
});

describe('reported', () => {
  tracing().run('require-http-propagation', rule, {
    valid: [],
    invalid: [
      {
        name: 'no options',
        code: plain('return fetch(url);'),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: injected('return fetch(url, { headers: carrier });'),
      },
      {
        name: 'options without headers',
        code: plain("return fetch(url, { method: 'POST' });"),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: injected("return fetch(url, { method: 'POST', headers: carrier });"),
      },
      {
        name: 'headers over several lines',
        code: plain(
          'return fetch(url, {',
          '  headers: {',
          "    'x-id': id,",
          '    ...defaults({ id }),',
          '  },',
          '});',
        ).replace('...defaults({ id })', "accept: '*/*'"),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: injected(
          'return fetch(url, {',
          '  headers: {',
          "    'x-id': id,",
          "    accept: '*/*',",
          '    ...carrier,',
          '  },',
          '});',
        ),
      },
      {
        name: 'a setting by its key',
        code: "import { Config } from './config'; export class Orders { constructor(private readonly config: Config) {} load = () => [fetch(`${this.config.get('ORDERS_URL')}/items`)]; }",
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
      },
      {
        name: 'a member named after what it leads to',
        code: 'export const load = (config: Config) => [fetch(`${config.inventoryUrl}/items`)];',
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
      },
      {
        name: 'a host of the cluster',
        code: "export const load = () => [fetch('http://inventory:8080/items')];",
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
      },
      {
        name: 'handed in by one that reads it from the environment',
        code: 'const get = (url: string) => [fetch(url)]; export const load = () => get(`${process.env.INVENTORY_URL}/items`);',
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
      },
      {
        name: 'a name for the headers',
        code: plain("const headers = { 'x-id': id };", 'return fetch(url, { headers });'),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: lines(
          API,
          ADDRESS,
          'export async function load(id: string) {',
          "  const headers = { 'x-id': id };",
          '  const carrier: Record<string, string> = {};',
          '  propagation.inject(context.active(), carrier);',
          '  return fetch(url, { headers: { ...headers, ...carrier } });',
          '}',
        ),
      },
      {
        name: 'two requests of one block share a carrier',
        code: plain('await fetch(url);', 'return fetch(`${url}/${id}`);'),
        errors: [
          { messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } },
          { messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } },
        ],
        output: [
          injected('await fetch(url, { headers: carrier });', 'return fetch(`${url}/${id}`);'),
          injected(
            'await fetch(url, { headers: carrier });',
            'return fetch(`${url}/${id}`, { headers: carrier });',
          ),
        ],
      },
      {
        name: 'Headers are not merged: spread, they would be lost',
        code: plain('const headers = new Headers({ accept: id });', 'return fetch(url, { headers });'),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: null,
      },
      {
        name: 'pairs are not merged',
        code: plain("return fetch(url, { headers: [['accept', id]] });"),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: null,
      },
      {
        name: 'options that another object is spread into',
        code: plain("const base = { method: 'POST' };", 'return fetch(url, { ...base });'),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: null,
      },
      {
        name: 'an arrow without a block has no place for a statement',
        code: lines(API, ADDRESS, 'export const load = () => fetch(url);'),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: null,
      },
      {
        name: 'an `if` without a block',
        code: plain('if (id) await fetch(url);'),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: null,
      },
      {
        name: 'a name that is taken',
        code: plain('const carrier = id;', 'return fetch(url, { body: carrier });'),
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
        output: lines(
          API,
          ADDRESS,
          'export async function load(id: string) {',
          '  const carrier = id;',
          '  const traceCarrier: Record<string, string> = {};',
          '  propagation.inject(context.active(), traceCarrier);',
          '  return fetch(url, { body: carrier, headers: traceCarrier });',
          '}',
        ),
      },
      {
        name: 'imports what is not there',
        code: lines(
          "import axios from 'axios';",
          ADDRESS,
          'export async function load() {',
          '  return axios.get(url);',
          '}',
        ),
        filename: 'src/load.js',
        errors: [{ messageId: 'missing', data: { call: 'axios.get', remedy: HTTP } }],
        output: lines(
          "import axios from 'axios';",
          "import { context, propagation } from '@opentelemetry/api';",
          ADDRESS,
          'export async function load() {',
          '  const carrier = {};',
          '  propagation.inject(context.active(), carrier);',
          '  return axios.get(url, { headers: carrier });',
          '}',
        ),
      },
      {
        name: 'a post without a body',
        code: `import axios from 'axios';\n${plain('return axios.post(url);')}`,
        errors: [{ messageId: 'missing', data: { call: 'axios.post', remedy: HTTP } }],
        output: `import axios from 'axios';\n${injected('return axios.post(url, undefined, { headers: carrier });')}`,
      },
      {
        name: 'an instance',
        code: `import axios from 'axios';\nconst api = axios.create({ baseURL: process.env.ORDERS });\n${plain('return api.put(url, { id }, { timeout: 100 });')}`,
        errors: [{ messageId: 'missing', data: { call: 'api.put', remedy: HTTP } }],
        output: `import axios from 'axios';\nconst api = axios.create({ baseURL: process.env.ORDERS });\n${injected('return api.put(url, { id }, { timeout: 100, headers: carrier });')}`,
      },
      {
        name: 'an instance whose interceptor only signs',
        code: lines(
          "import axios from 'axios';",
          'const api = axios.create({ baseURL: process.env.ORDERS });',
          'api.interceptors.request.use((config) => sign(config));',
          "export const load = () => api.get('/orders');",
        ),
        errors: [{ messageId: 'missing', data: { call: 'api.get', remedy: HTTP } }],
      },
      {
        name: 'required',
        code: lines(
          "const http = require('node:http');",
          "const { context, propagation } = require('@opentelemetry/api');",
          ADDRESS,
          'exports.load = (done) => {',
          '  http.get(url, (response) => done(response));',
          '};',
        ),
        filename: 'src/load.js',
        languageOptions: commonJs,
        errors: [{ messageId: 'missing', data: { call: 'http.get', remedy: HTTP } }],
        output: lines(
          "const http = require('node:http');",
          "const { context, propagation } = require('@opentelemetry/api');",
          ADDRESS,
          'exports.load = (done) => {',
          '  const carrier = {};',
          '  propagation.inject(context.active(), carrier);',
          '  http.get(url, { headers: carrier }, (response) => done(response));',
          '};',
        ),
      },
      {
        name: 'superagent',
        code: `import superagent from 'superagent';\n${plain("return await superagent.post(url).set('accept', id).send({ id });")}`,
        errors: [{ messageId: 'missing', data: { call: 'superagent.post', remedy: HTTP } }],
        output: `import superagent from 'superagent';\n${injected("return await superagent.post(url).set(carrier).set('accept', id).send({ id });")}`,
      },
      {
        name: 'wretch',
        code: `import wretch from 'wretch';\n${plain('return wretch(url).auth(id).get().json();')}`,
        errors: [{ messageId: 'missing', data: { call: 'wretch(url).auth(id).get', remedy: UNDICI } }],
        output: `import wretch from 'wretch';\n${injected('return wretch(url).auth(id).headers(carrier).get().json();')}`,
      },
      {
        name: 'http2, which nothing instruments',
        code: `import { connect } from 'node:http2';\nconst session = connect(process.env.ORDERS);\n${plain("return session.request({ ':path': '/' });")}`,
        errors: [
          {
            messageId: 'missing',
            data: {
              call: 'session.request',
              remedy: 'Fill its headers with `propagation.inject(context.active(), headers)`',
            },
          },
        ],
        output: `import { connect } from 'node:http2';\nconst session = connect(process.env.ORDERS);\n${injected("return session.request({ ':path': '/', ...carrier });")}`,
      },
      ...(
        [
          ["import { request } from 'undici';", 'await request(url);', 'request', UNDICI],
          ["import got from 'got';", 'await got(url);', 'got', HTTP],
          [
            "import got from 'got'; const api = got.extend({ retry: { limit: 0 } });",
            'await api.get(url);',
            'api.get',
            HTTP,
          ],
          ["import ky from 'ky';", 'await ky.get(url).json();', 'ky.get', UNDICI],
          ["import fetch from 'node-fetch';", 'await fetch(url);', 'fetch', HTTP],
          ["import needle from 'needle';", "await needle('get', url);", 'needle', HTTP],
          ["import { ofetch } from 'ofetch';", 'await ofetch(url);', 'ofetch', UNDICI],
          [
            "import https from 'https';",
            'https.request(url, (response) => response).end();',
            'https.request',
            HTTP,
          ],
          ["import axios from 'axios';", "await axios.get(url, { adapter: 'fetch' });", 'axios.get', UNDICI],
          ["import axios from 'axios';", "await axios({ url, method: 'GET' });", 'axios', HTTP],
        ] as const
      ).map(([head, body, call, remedy]) => ({
        name: `${head} ${body}`,
        code: `${head}\n${ADDRESS}\nexport const load = async () => [${body.replace(/^await (.*);$/, 'await $1').replace(/;$/, '')}];`,
        errors: [{ messageId: 'missing', data: { call, remedy } }],
      })),
      {
        name: 'Nest’s service, in a line of its own',
        code: lines(
          "import { HttpService } from '@nestjs/axios';",
          'export class Orders {',
          '  constructor(private readonly http: HttpService) {}',
          '  load() { return this.http.get(url) }',
          '}',
        ),
        errors: [{ messageId: 'missing', data: { call: 'this.http.get', remedy: HTTP } }],
        output: lines(
          "import { HttpService } from '@nestjs/axios';",
          "import { context, propagation } from '@opentelemetry/api';",
          'export class Orders {',
          '  constructor(private readonly http: HttpService) {}',
          '  load() { const carrier: Record<string, string> = {}; propagation.inject(context.active(), carrier); return this.http.get(url, { headers: carrier }) }',
          '}',
        ),
      },
      {
        name: 'lines that end without a semicolon',
        code: lines(
          "import { context, propagation } from '@opentelemetry/api'",
          ADDRESS,
          'export async function load() {',
          '  const id = 1',
          '  const answer = [await fetch(url)]',
          '  ;[await fetch(url)].forEach(String)',
          '}',
        ),
        errors: [
          { messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } },
          { messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } },
        ],
        output: [
          lines(
            "import { context, propagation } from '@opentelemetry/api'",
            ADDRESS,
            'export async function load() {',
            '  const id = 1',
            '  const carrier: Record<string, string> = {}',
            '  propagation.inject(context.active(), carrier)',
            '  const answer = [await fetch(url, { headers: carrier })]',
            '  ;[await fetch(url)].forEach(String)',
            '}',
          ),
          lines(
            "import { context, propagation } from '@opentelemetry/api'",
            ADDRESS,
            'export async function load() {',
            '  const id = 1',
            '  const carrier: Record<string, string> = {}',
            '  propagation.inject(context.active(), carrier)',
            '  const answer = [await fetch(url, { headers: carrier })]',
            '  ;[await fetch(url, { headers: carrier })].forEach(String)',
            '}',
          ),
        ],
      },
      ...[
        'https://api.example.com/items',
        'http://inventory:8080/items',
        'http://inventory.shop.svc.cluster.local/items',
        'https://inventory.internal/items',
        'http://10.0.0.7/items',
        'https://orders.io/items',
      ].map((address) => ({
        name: `within the system: ${address}`,
        code: `export const load = () => fetch('${address}');`,
        errors: [{ messageId: 'missing' as const, data: { call: 'fetch', remedy: UNDICI } }],
      })),
      {
        name: 'a call over several lines, by one name',
        code: lines(
          "import axios from 'axios';",
          ADDRESS,
          'export const load = () =>',
          '  axios',
          '    .create()',
          '    .get(url);',
        ),
        errors: [{ messageId: 'missing', data: { call: 'axios.create().get', remedy: HTTP } }],
      },
      // What the packages of the cases above keep silent is reported without them.
      {
        name: 'nothing instruments fetch',
        code: `${ADDRESS} fetch(url);`,
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
      },
      {
        name: 'nothing instruments axios',
        code: "import axios from 'axios'; axios.get(url);",
        errors: [{ messageId: 'missing', data: { call: 'axios.get', remedy: HTTP } }],
        output: lines(
          "import axios from 'axios';",
          "import { context, propagation } from '@opentelemetry/api'; const carrier: Record<string, string> = {}; propagation.inject(context.active(), carrier); axios.get(url, { headers: carrier });",
        ),
      },
    ],
  });

  tracing({ '@opentelemetry/instrumentation-http': '1' }).run('require-http-propagation', rule, {
    valid: [],
    invalid: [
      {
        name: 'instrumentation-http does not cover fetch',
        code: `${ADDRESS} export const load = () => fetch(url);`,
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
      },
    ],
  });

  for (const [instrumentation, isReported] of [
    ['manual', true],
    ['auto', false],
    ['none', false],
  ] as const) {
    const code = `${ADDRESS} export const load = () => fetch(url);`;
    const settings = { observability: { instrumentation } };
    project({ 'package.json': { name: 'app' } }).run('require-http-propagation', rule, {
      valid: isReported ? [] : [{ name: `settings: ${instrumentation}`, code, settings }],
      invalid: isReported
        ? [
            {
              name: `settings: ${instrumentation}`,
              code,
              settings,
              errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
            },
          ]
        : [],
    });
  }
});

describe('whose a public host is', () => {
  const code = "export const connect = () => fetch('https://api.nango.dev/connection');";
  const inWorkspace = (name: string) =>
    project({
      'package.json': { name, private: true, dependencies: SDK },
      'pnpm-workspace.yaml': '',
      'packages/client/package.json': { name, private: true, dependencies: SDK },
    });
  inWorkspace('@crowd/nango').run('require-http-propagation', rule, {
    valid: [
      {
        name: 'theirs, for a package of a workspace that is called after them',
        code,
        filename: 'packages/client/src/a.ts',
      },
      {
        name: 'an address that a store has signed',
        code: 'export const load = (signedUrl: string) => fetch(signedUrl);',
      },
      {
        name: 'a member of what a store has signed',
        code: "export const save = (preSigned: PresignedPost, body: Blob) => fetch(preSigned.url, { method: 'POST', body });",
      },
    ],
    invalid: [],
  });
  inWorkspace('@nango/client').run('require-http-propagation', rule, {
    valid: [],
    invalid: [
      {
        name: 'ours, by the scope of the package',
        code,
        filename: 'packages/client/src/a.ts',
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
      },
      {
        name: 'what is only designed',
        code: 'export const load = (design: Design) => fetch(design.ordersUrl);',
        filename: 'packages/client/src/a.ts',
        errors: [{ messageId: 'missing', data: { call: 'fetch', remedy: UNDICI } }],
      },
    ],
  });
});

describe('a package without a scope', () => {
  const missing = [{ messageId: 'missing' as const, data: { call: 'fetch', remedy: UNDICI } }];
  project({ 'package.json': { name: 'weather-bot', private: true, dependencies: SDK } }).run(
    'require-http-propagation',
    rule,
    {
      valid: [
        {
          name: 'a host that shares a word of its name',
          code: "export const load = () => fetch('https://api.weather.com/v3');",
        },
      ],
      invalid: [
        {
          name: 'a host that is called after it',
          code: "export const load = () => fetch('https://api.weather-bot.com/v3');",
          errors: missing,
        },
        {
          name: 'an address of a private network',
          code: "export const load = () => fetch('http://10.0.0.4/v3');",
          errors: missing,
        },
        {
          name: 'a setting with a default of the cluster',
          code: "export const load = () => fetch(`${config.get('RATES_URL', 'http://rates:3000')}/v3`);",
          errors: missing,
        },
      ],
    },
  );
});

describe('injected and never sent', () => {
  tracing({ '@opentelemetry/instrumentation-undici': '1' }).run('require-http-propagation', rule, {
    valid: [
      {
        name: 'where an instrumentation injects anyway',
        code: plain('propagation.inject(context.active(), new Headers());'),
      },
    ],
    invalid: [],
  });

  tracing().run('require-http-propagation', rule, {
    valid: [
      {
        name: 'into a plain object',
        code: plain('const headers = {};', 'propagation.inject(context.active(), headers);'),
      },
      {
        name: 'into headers of a request that Node.js got',
        code: plain('propagation.inject(context.active(), request.headers);'),
      },
      {
        name: 'a function of the project called inject',
        code: 'import { propagation } from "./own"; propagation.inject(1, new Map());',
      },
      {
        name: 'a class of the project called Headers',
        code: `${API} import { Headers } from './own'; propagation.inject(context.active(), new Headers());`,
      },
      {
        name: 'a body with a property called headers',
        code: `import axios from 'axios';\n${injected('return axios.post(url, { id, headers: carrier }, { headers: carrier });')}`,
      },
    ],
    invalid: [
      {
        name: 'into Headers',
        code: plain(
          'const headers = new Headers();',
          'propagation.inject(context.active(), headers);',
          'return fetch(url, { headers });',
        ),
        errors: [{ messageId: 'lost', data: { carrier: 'headers', holder: 'Headers' } }],
        output: plain(
          'const headers = new Headers();',
          'propagation.inject(context.active(), headers, { set: (carrier, key, value) => carrier.set(key, value) });',
          'return fetch(url, { headers });',
        ),
      },
      {
        name: 'into Headers by its type',
        code: lines(
          API,
          'export function trace(headers: Headers) {',
          '  propagation.inject(context.active(), headers);',
          '}',
        ),
        errors: [{ messageId: 'lost', data: { carrier: 'headers', holder: 'Headers' } }],
        output: lines(
          API,
          'export function trace(headers: Headers) {',
          '  propagation.inject(context.active(), headers, { set: (carrier, key, value) => carrier.set(key, value) });',
          '}',
        ),
      },
      {
        name: 'into a Map that is made on the spot',
        code: plain('propagation.inject(context.active(), new Map());'),
        errors: [{ messageId: 'lost', data: { carrier: 'new Map()', holder: 'Map' } }],
        output: null,
      },
      {
        name: 'options in the place of the body',
        code: `import axios from 'axios';\n${injected('return axios.post(url, { headers: carrier });')}`,
        errors: [
          {
            messageId: 'body',
            data: { call: 'axios.post' },
            suggestions: [
              {
                messageId: 'asOptions',
                output: `import axios from 'axios';\n${injected('return axios.post(url, undefined, { headers: carrier });')}`,
              },
            ],
          },
        ],
      },
    ],
  });
});

describe('graphql-request', () => {
  const HTTP_ONLY = { '@opentelemetry/instrumentation-http': '1' };
  const UNDICI_ONLY = { '@opentelemetry/instrumentation-undici': '1' };
  const client = (call: string, options = '') =>
    lines(
      "import { GraphQLClient, request } from 'graphql-request';",
      API,
      `const client = new GraphQLClient(process.env.SHOP_URL${options});`,
      ADDRESS,
      'export async function load(id: string) {',
      '  const carrier: Record<string, string> = {};',
      '  propagation.inject(context.active(), carrier);',
      `  return ${call};`,
      '}',
    );
  const CALLS = {
    request: "request(url, '{ order { id } }')",
    'client.request': "client.request('{ order { id } }', { id })",
    'client.rawRequest': "client.rawRequest('{ order { id } }')",
    'client.batchRequests': "client.batchRequests([{ document: '{ order { id } }' }])",
  };
  const missing = (remedy: string) =>
    Object.entries(CALLS).map(([call, code]) => ({
      name: `${call}: ${remedy}`,
      code: client(code),
      errors: [{ messageId: 'missing' as const, data: { call, remedy } }],
    }));
  const covered = Object.entries(CALLS).map(([name, code]) => ({ name, code: client(code) }));

  tracing({ 'graphql-request': '7.4.0' }).run('require-http-propagation', rule, {
    valid: [
      {
        name: 'headers of a function',
        code: client("request(url, '{ order { id } }', { id }, carrier)"),
      },
      {
        name: 'headers of a client’s method',
        code: client("client.request('{ order { id } }', { id }, { tenant: id, ...carrier })"),
      },
      {
        name: 'headers of a batch',
        code: client("client.batchRequests([{ document: '{ order { id } }' }], carrier)"),
      },
      {
        name: 'a middleware that injects',
        code: client(
          CALLS['client.request'],
          ', { requestMiddleware: (request) => { propagation.inject(context.active(), request.headers); return request; } }',
        ),
      },
    ],
    invalid: [
      ...missing(UNDICI),
      {
        name: 'headers without the context',
        code: client("request(url, '{ order { id } }', { id }, { tenant: id })"),
        errors: [{ messageId: 'missing', data: { call: 'request', remedy: UNDICI } }],
        output: client("request(url, '{ order { id } }', { id }, { tenant: id, ...carrier })"),
      },
    ],
  });
  tracing({ 'graphql-request': '6.1.0' }).run('require-http-propagation before 7', rule, {
    valid: [],
    invalid: missing(HTTP),
  });
  tracing({ 'graphql-request': '7.4.0', ...UNDICI_ONLY }).run('require-http-propagation with undici', rule, {
    valid: covered,
    invalid: [],
  });
  tracing({ 'graphql-request': '7.4.0', ...HTTP_ONLY }).run('require-http-propagation with http', rule, {
    valid: [],
    invalid: missing(UNDICI),
  });
  tracing({ 'graphql-request': '6.1.0', ...HTTP_ONLY }).run(
    'require-http-propagation before 7, with http',
    rule,
    {
      valid: covered,
      invalid: [],
    },
  );
  tracing({ 'graphql-request': 'latest', ...HTTP_ONLY }).run(
    'require-http-propagation of any version',
    rule,
    {
      valid: covered,
      invalid: [],
    },
  );
});

describe('a runtime that is not Node', () => {
  const INJECT = 'Fill its headers with `propagation.inject(context.active(), headers)`';
  const started = (start: string) =>
    project({ 'package.json': { name: 'orders', private: true, dependencies: SDK, scripts: { start } } });
  const sent = (remedy: string) => ({
    code: plain('return fetch(url);'),
    errors: [{ messageId: 'missing' as const, data: { call: 'fetch', remedy } }],
    output: injected('return fetch(url, { headers: carrier });'),
  });
  for (const start of [
    'bun run src/server.ts',
    'NODE_ENV=production bun --hot src/index.ts',
    'deno run -A main.ts',
  ]) {
    started(start).run('require-http-propagation', rule, {
      valid: [],
      invalid: [{ ...sent(INJECT), name: `${start}: nothing patches its fetch` }],
    });
  }
  for (const start of ['node dist/server.js', 'bun run build && node dist/server.js']) {
    started(start).run('require-http-propagation', rule, {
      valid: [],
      invalid: [{ ...sent(UNDICI), name: start }],
    });
  }
});
