import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import ts from 'typescript';
import { serviceFolder } from './programs.js';
import { describe, expect, test } from 'vitest';
import { HTTP_CLIENTS } from '../../src/catalog/propagation/http-clients.js';
import plugin from '../../src/index.js';

// A real server says whether `traceparent` arrived: for every client with every set of instrumentations, and for what
// the rule's fixes leave behind.

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program that traces, with a server whose answers are the headers it got. */
const withServer = (instrumentations: readonly ('http' | 'undici')[], ...body: readonly string[]) =>
  [
    "import { createRequire } from 'node:module';",
    "import { context, propagation, trace } from '@opentelemetry/api';",
    "import { registerInstrumentations } from '@opentelemetry/instrumentation';",
    "import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';",
    "import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';",
    "import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';",
    'new NodeTracerProvider().register();',
    `registerInstrumentations({ instrumentations: [${instrumentations
      .map((each) => (each === 'http' ? 'new HttpInstrumentation()' : 'new UndiciInstrumentation()'))
      .join(', ')}] });`,
    'const require = createRequire(import.meta.url);',
    "const http = require('node:http'); require('node:https');",
    "const http2 = require('node:http2');",
    'const answer = (request, response) => response.end(JSON.stringify(request.headers));',
    'const server = http.createServer(answer);',
    'const server2 = http2.createServer(answer);',
    "await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));",
    "await new Promise((resolve) => server2.listen(0, '127.0.0.1', resolve));",
    'const url = `http://127.0.0.1:${server.address().port}/orders`;',
    'const url2 = `http://127.0.0.1:${server2.address().port}`;',
    'const origin = new URL(url).origin;',
    'const text = (stream) => new Promise((resolve, reject) => {',
    "  let all = ''; stream.on('data', (part) => { all += part; }); stream.on('end', () => resolve(all)); stream.on('error', reject); });",
    "const tracer = trace.getTracer('orders');",
    ...body,
    'process.exit(0);',
  ].join('\n');

function run(program: string): unknown {
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' },
  });
  return JSON.parse(printed);
}

/** How each client sends a request, and who injects into it: the row of the table that the catalog is held against. */
const CLIENTS: readonly {
  readonly name: string;
  readonly library: string;
  readonly via: 'http' | 'undici' | 'http2';
  /** An expression whose value is the text of the answer. */
  readonly send: string;
}[] = [
  { name: 'fetch', library: 'fetch', via: 'undici', send: '(await fetch(url)).text()' },
  {
    name: 'http.get',
    library: 'node:http',
    via: 'http',
    send: 'new Promise((resolve) => http.get(url, (response) => resolve(text(response))))',
  },
  {
    name: 'http.request',
    library: 'node:http',
    via: 'http',
    send: 'new Promise((resolve) => http.request(url, (response) => resolve(text(response))).end())',
  },
  {
    name: 'axios.get',
    library: 'axios',
    via: 'http',
    send: "(await (await import('axios')).default.get(url, { responseType: 'text', transformResponse: (data) => data })).data",
  },
  {
    name: 'axios.create',
    library: 'axios',
    via: 'http',
    send: "(await (await import('axios')).default.create().get(url, { transformResponse: (data) => data })).data",
  },
  {
    name: "axios, adapter 'fetch'",
    library: 'axios',
    via: 'undici',
    send: "(await (await import('axios')).default.get(url, { adapter: 'fetch', transformResponse: (data) => data })).data",
  },
  {
    name: 'HttpService',
    library: '@nestjs/axios',
    via: 'http',
    send: "(await (await import('rxjs')).firstValueFrom(new (await import('@nestjs/axios')).HttpService((await import('axios')).default.create()).get(url, { transformResponse: (data) => data }))).data",
  },
  {
    name: 'undici.fetch',
    library: 'undici',
    via: 'undici',
    send: "(await (await import('undici')).fetch(url)).text()",
  },
  {
    name: 'undici.request',
    library: 'undici',
    via: 'undici',
    send: "(await (await import('undici')).request(url)).body.text()",
  },
  {
    name: 'undici.stream',
    library: 'undici',
    via: 'undici',
    send: "new Promise((resolve) => { import('undici').then(({ stream }) => stream(url, { method: 'GET' }, () => { const { PassThrough } = require('node:stream'); const sink = new PassThrough(); resolve(text(sink)); return sink; })); })",
  },
  {
    name: 'undici.Client',
    library: 'undici',
    via: 'undici',
    send: "(await new (await import('undici')).Client(origin).request({ path: '/', method: 'GET' })).body.text()",
  },
  {
    name: 'undici.Pool',
    library: 'undici',
    via: 'undici',
    send: "(await new (await import('undici')).Pool(origin).request({ path: '/', method: 'GET' })).body.text()",
  },
  {
    name: 'undici.Agent',
    library: 'undici',
    via: 'undici',
    send: "(await new (await import('undici')).Agent().request({ origin, path: '/', method: 'GET' })).body.text()",
  },
  { name: 'got', library: 'got', via: 'http', send: "(await (await import('got')).default(url)).body" },
  {
    name: 'got.extend',
    library: 'got',
    via: 'http',
    send: "(await (await import('got')).default.extend({ retry: { limit: 0 } }).get(url)).body",
  },
  { name: 'ky', library: 'ky', via: 'undici', send: "(await import('ky')).default.get(url).text()" },
  {
    name: 'node-fetch',
    library: 'node-fetch',
    via: 'http',
    send: "(await (await import('node-fetch')).default(url)).text()",
  },
  {
    name: 'superagent',
    library: 'superagent',
    via: 'http',
    send: "(await (await import('superagent')).default.get(url).buffer(true).parse((response, done) => text(response).then((all) => done(null, all)))).body",
  },
  {
    name: 'needle',
    library: 'needle',
    via: 'http',
    send: "(await (await import('needle')).default('get', url, { parse_response: false })).body.toString()",
  },
  {
    name: 'wretch',
    library: 'wretch',
    via: 'undici',
    send: "(await import('wretch')).default(url).get().text()",
  },
  {
    name: 'ofetch',
    library: 'ofetch',
    via: 'undici',
    send: "(await import('ofetch')).ofetch(url, { responseType: 'text' })",
  },
  {
    name: 'http2',
    library: 'node:http2',
    via: 'http2',
    send: "new Promise((resolve) => { const session = http2.connect(url2); const stream = session.request({ ':path': '/' }); stream.end(); resolve(text(stream)); })",
  },
];

/** Which clients a set of instrumentations injects into. */
function injected(...instrumentations: readonly ('http' | 'undici')[]): readonly string[] {
  const sends = CLIENTS.map(({ name, send }) => `${JSON.stringify(name)}: async () => ${send}`);
  const found = run(
    withServer(
      instrumentations,
      `const clients = {\n${sends.join(',\n')}\n};`,
      'const arrived = [];',
      'for (const [name, send] of Object.entries(clients)) {',
      "  const span = tracer.startSpan('order');",
      '  const headers = JSON.parse(await context.with(trace.setSpan(context.active(), span), send));',
      '  if (headers.traceparent?.includes(span.spanContext().traceId)) arrived.push(name);',
      '}',
      'console.log(JSON.stringify(arrived));',
    ),
  );
  return found as readonly string[];
}

const sentBy = (...transports: readonly string[]) =>
  CLIENTS.filter(({ via }) => transports.includes(via)).map(({ name }) => name);

describe('who injects into which client', () => {
  test('nobody without an instrumentation', { timeout: 60_000 }, () => {
    expect(injected()).toEqual([]);
  });

  test('instrumentation-http into what is sent by node:http', { timeout: 60_000 }, () => {
    expect(injected('http')).toEqual(sentBy('http'));
  });

  test('instrumentation-undici into what is sent by fetch and undici', { timeout: 60_000 }, () => {
    expect(injected('undici')).toEqual(sentBy('undici'));
  });

  test('both into everything but http2', { timeout: 60_000 }, () => {
    expect(injected('http', 'undici')).toEqual(sentBy('http', 'undici'));
  });

  test('the catalog says the same', () => {
    // `request` is not installed, its author retired it in 2020; graphql-request was run by hand, in two versions.
    const isInstalled = (id: string) => id !== 'request' && id !== 'graphql-request';
    for (const { id, kinds } of HTTP_CLIENTS.filter((library) => isInstalled(library.id))) {
      const transports = new Set(
        Object.values(kinds).flatMap(({ requests }) =>
          Object.values(requests ?? {}).map((each) => each.transport),
        ),
      );
      const run = CLIENTS.filter(({ library, name }) => library === id && !name.includes('adapter'));
      expect([id, [...transports]]).toEqual([id, [...new Set(run.map(({ via }) => via))]]);
    }
  });
});

const config = [
  {
    files: ['**'],
    languageOptions: { parser },
    plugins: { observability: plugin as never },
    rules: { 'observability/require-http-propagation': 'error' as const },
    settings: { observability: { instrumentation: 'manual' } },
  },
];

/** A program as the rule leaves it, its suggestions taken where it has no fix; fails when something is still reported. */
function repaired(program: string): string {
  const linter = new Linter({ cwd: serviceFolder() });
  const [report] = linter.verify(program, config, 'src/program.ts');
  const suggestion = report?.suggestions?.[0]?.fix;
  if (suggestion) {
    const [from, to] = suggestion.range;
    return program.slice(0, from) + suggestion.text + program.slice(to);
  }
  const { fixed, output, messages } = linter.verifyAndFix(program, config, 'src/program.ts');
  expect(fixed, program).toBe(true);
  expect(messages).toEqual([]);
  return output;
}

const javaScript = (program: string) =>
  ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;

/** A function that sends headers of its own, and returns those that the server got. */
const FIXED: readonly (readonly [name: string, imports: string, ...body: readonly string[]])[] = [
  ['fetch', '', "return (await fetch(url, { headers: { 'x-tenant': 'acme' } })).json();"],
  [
    'fetch, headers by a name',
    '',
    "const headers = { 'x-tenant': 'acme' };",
    'return (await fetch(url, { headers })).json();',
  ],
  [
    'http.get',
    "import http from 'node:http';",
    'return JSON.parse(await new Promise<string>((resolve) => {',
    "  http.get(url, { headers: { 'x-tenant': 'acme' } }, (response) => { resolve(text(response)); });",
    '}));',
  ],
  [
    'axios.get',
    "import axios from 'axios';",
    "return (await axios.get(url, { headers: { 'x-tenant': 'acme' } })).data;",
  ],
  [
    'axios.post',
    "import axios from 'axios';",
    "return (await axios.post(url, { id: 1 }, { timeout: 1000, headers: { 'x-tenant': 'acme' } })).data;",
  ],
  [
    'axios()',
    "import axios from 'axios';",
    "return (await axios({ url, headers: { 'x-tenant': 'acme' } })).data;",
  ],
  [
    'undici.request',
    "import { request } from 'undici';",
    "return (await request(url, { headers: { 'x-tenant': 'acme' } })).body.json();",
  ],
  [
    'undici.Client',
    "import { Client } from 'undici';",
    "return (await new Client(origin).request({ path: '/', method: 'GET', headers: { 'x-tenant': 'acme' } })).body.json();",
  ],
  [
    'got',
    "import got from 'got';",
    "return JSON.parse((await got(url, { headers: { 'x-tenant': 'acme' } })).body);",
  ],
  [
    'ky',
    "import ky from 'ky';",
    "return JSON.parse(await ky.get(url, { headers: { 'x-tenant': 'acme' } }).text());",
  ],
  [
    'node-fetch',
    "import nodeFetch from 'node-fetch';",
    "return (await nodeFetch(url, { headers: { 'x-tenant': 'acme' } })).json();",
  ],
  [
    'superagent',
    "import superagent from 'superagent';",
    "const sent = await superagent.get(url).set('x-tenant', 'acme').buffer(true).parse((response, done) => { void text(response).then((all) => { done(null, JSON.parse(all)); }); });",
    'return sent.body;',
  ],
  [
    'needle',
    "import needle from 'needle';",
    "return JSON.parse((await needle('get', url, { headers: { 'x-tenant': 'acme' }, parse_response: false })).body.toString());",
  ],
  [
    'wretch',
    "import wretch from 'wretch';",
    "return wretch(url).headers({ 'x-tenant': 'acme' }).get().json();",
  ],
  [
    'ofetch',
    "import { ofetch } from 'ofetch';",
    "return JSON.parse(await ofetch(url, { headers: { 'x-tenant': 'acme' }, responseType: 'text' }));",
  ],
  [
    'http2',
    "import { connect } from 'node:http2';",
    'const session = connect(url2);',
    "const stream = session.request({ ':path': '/', 'x-tenant': 'acme' });",
    'stream.end();',
    'return JSON.parse(await text(stream));',
  ],
  [
    'injected into Headers',
    '',
    "const headers = new Headers({ 'x-tenant': 'acme' });",
    'propagation.inject(context.active(), headers);',
    'return (await fetch(url, { headers })).json();',
  ],
];

describe('what the fixes leave behind', () => {
  const send = (imports: string, body: readonly string[]) =>
    [
      "import { context, propagation } from '@opentelemetry/api';",
      imports,
      'async function send() {',
      ...body,
      '}',
    ].join('\n');
  /** What the server got from each program, run inside a span; with the span's trace id. */
  const received = (programs: readonly string[]) => {
    const parts = programs.map((program) => javaScript(program).split('\n'));
    const isImport = (line: string) => /^import .* from |^export \{\};/.test(line);
    const imports = new Set(
      parts
        .flat()
        .filter((line) => line.startsWith('import') && !/@opentelemetry\/api|node:http2?'/.test(line)),
    );
    const functions = parts.map(
      (each) => `async () => { ${each.filter((line) => !isImport(line)).join('\n')}\nreturn send(); }`,
    );
    return run(
      withServer(
        [],
        [...imports].join('\n'),
        'const { connect } = http2;',
        `const programs = [${functions.join(',\n')}];`,
        'const arrived = [];',
        'for (const program of programs) {',
        "  const span = tracer.startSpan('order');",
        '  const headers = await context.with(trace.setSpan(context.active(), span), program);',
        "  arrived.push([headers['x-tenant'], headers.traceparent?.split('-')[1] === span.spanContext().traceId]);",
        '}',
        'console.log(JSON.stringify(arrived));',
      ),
    ) as readonly (readonly [string, boolean])[];
  };
  const before = FIXED.map(([, imports, ...body]) => send(imports, body));

  test('before, the headers arrive and the trace does not', { timeout: 60_000 }, () => {
    const found = received(before);
    expect(FIXED.map(([name], at) => [name, found[at]])).toEqual(
      FIXED.map(([name]) => [name, ['acme', false]]),
    );
  });

  test('after, both do, in the trace of the caller', { timeout: 60_000 }, () => {
    const found = received(before.map(repaired));
    expect(FIXED.map(([name], at) => [name, found[at]])).toEqual(
      FIXED.map(([name]) => [name, ['acme', true]]),
    );
  });

  test('options that stood in the place of the body', { timeout: 60_000 }, () => {
    const program = send("import axios from 'axios';", [
      "const carrier: Record<string, string> = { 'x-tenant': 'acme' };",
      'propagation.inject(context.active(), carrier);',
      'return (await axios.post(url, { headers: carrier })).data;',
    ]);
    expect(received([program, repaired(program)])).toEqual([
      [null, false],
      ['acme', true],
    ]);
  });
});
