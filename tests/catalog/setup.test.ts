import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AmqplibInstrumentation } from '@opentelemetry/instrumentation-amqplib';
import { AwsInstrumentation } from '@opentelemetry/instrumentation-aws-sdk';
import { KafkaJsInstrumentation } from '@opentelemetry/instrumentation-kafkajs';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { PATCHED_ON_LOAD, UNKNOWN_TO_AGENTS } from '../../src/catalog/setup/telemetry-sdk.js';
import observability from '../../src/index.js';
import { packageOf } from '../rules/rule-tester.js';

// What the messages of the setup rules rest on, run by the real libraries in processes of their own.

/** What an instrumentation says it patches. */
interface Instrumented {
  init(): { readonly name: string } | readonly ({ readonly name: string } | undefined)[] | undefined;
}

/** Runs a file of a program, and reads what it prints as JSON. */
function program(files: Readonly<Record<string, string>>) {
  const root = packageOf(files);
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(root, 'node_modules'));
  return (...args: readonly string[]): unknown => {
    const printed = execFileSync(process.execPath, [...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 60_000,
      env: {
        PATH: process.env.PATH,
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
        OTEL_NODE_RESOURCE_DETECTORS: 'none',
        DD_TRACE_STARTUP_LOGS: 'false',
        DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
        DD_REMOTE_CONFIGURATION_ENABLED: 'false',
      },
    });
    return JSON.parse(printed.trim().split('\n').at(-1) ?? '');
  };
}

describe('telemetry-first-import', () => {
  /** Prints the spans of one request, and whether an instrumentation of `express` got to patch it. */
  const probe = `
module.exports = (http) => {
  const server = http.createServer((request, response) => response.end()).listen(0, async () => {
    await (await fetch('http://127.0.0.1:' + server.address().port)).text();
    await new Promise((resolve) => setTimeout(resolve, 50));
    console.log(JSON.stringify({ spans: exporter.getFinishedSpans().length, express: globalThis.patched }));
    process.exit(0);
  });
};`;
  const tracing = `
const { NodeSDK, tracing } = require('@opentelemetry/sdk-node');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { InstrumentationBase, InstrumentationNodeModuleDefinition } = require('@opentelemetry/instrumentation');
globalThis.exporter = new tracing.InMemorySpanExporter();
globalThis.patched = 0;
class Express extends InstrumentationBase {
  constructor() { super('express', '1.0.0', {}); }
  init() { return [new InstrumentationNodeModuleDefinition('express', ['>=4'], (it) => { patched++; return it; })]; }
}
new NodeSDK({
  serviceName: 'shop',
  spanProcessors: [new tracing.SimpleSpanProcessor(exporter)],
  instrumentations: [new HttpInstrumentation(), new Express()],
}).start();`;
  const run = program({
    'tracing.cjs': tracing,
    'probe.cjs': probe,
    'first.cjs': "require('./tracing.cjs'); require('express'); require('./probe.cjs')(require('http'));",
    'late.cjs':
      "const http = require('http'); require('express'); require('./tracing.cjs'); require('./probe.cjs')(http);",
    'again.cjs':
      "const http = require('http'); require('express'); require('./tracing.cjs'); require('express'); require('http'); require('./probe.cjs')(http);",
    'first.mjs':
      "import './tracing.cjs'; import http from 'http'; import 'express'; import probe from './probe.cjs'; probe(http);",
    'late.mjs':
      "import http from 'http'; import 'express'; import './tracing.cjs'; import probe from './probe.cjs'; probe(http);",
    'preloaded.mjs':
      "import http from 'http'; import 'express'; import probe from './probe.cjs'; probe(http);",
  });
  const HOOK = '--experimental-loader=@opentelemetry/instrumentation/hook.mjs';

  it.each<readonly [string, readonly string[], object]>([
    ['CommonJS, the set-up first', ['first.cjs'], { spans: 1, express: 1 }],
    ['CommonJS, the set-up second', ['late.cjs'], { spans: 0, express: 0 }],
    ['CommonJS, what was loaded is required again', ['again.cjs'], { spans: 1, express: 1 }],
    ['ES modules, the set-up second', ['late.mjs'], { spans: 0, express: 0 }],
    ['ES modules, the set-up first: packages are not patched', ['first.mjs'], { spans: 1, express: 0 }],
    [
      'ES modules, preloaded with the hook',
      [HOOK, '--import', './tracing.cjs', 'preloaded.mjs'],
      { spans: 1, express: 1 },
    ],
  ])('%s', (_, args, printed) => {
    expect(run(...args)).toEqual(printed);
  });

  it('dd-trace has no span for a framework that was loaded before it', () => {
    const serve = (load: string) => `${load}
const app = express();
app.get('/', (request, response) => {
  const span = tracer.scope().active();
  console.log(JSON.stringify({ active: span !== null }));
  response.end();
});
const server = app.listen(0, async () => {
  await fetch('http://127.0.0.1:' + server.address().port);
  process.exit(0);
});`;
    const run = program({
      'first.cjs': serve("const tracer = require('dd-trace').init(); const express = require('express');"),
      'late.cjs': serve("const express = require('express'); const tracer = require('dd-trace').init();"),
    });
    expect(run('first.cjs')).toEqual({ active: true });
    expect(run('late.cjs')).toEqual({ active: false });
  });
});

describe('the modules that are patched on load', () => {
  it('dd-trace patches those that are not marked otherwise', () => {
    const require = createRequire(import.meta.url);
    const hooks = Object.keys(
      require('dd-trace/packages/datadog-instrumentations/src/helpers/hooks') as object,
    );
    const patched = [...PATCHED_ON_LOAD].filter(([module, name]) =>
      hooks.some(
        (hook) => hook === module || hook === name || (module === '@aws-sdk' && hook === '@smithy/core'),
      ),
    );
    const unknown = [...PATCHED_ON_LOAD.keys()].filter(
      (module) => !patched.some(([each]) => each === module),
    );
    expect(new Set(unknown)).toEqual(UNKNOWN_TO_AGENTS);
  });

  it.each<readonly [string, unknown]>([
    ['amqplib', new AmqplibInstrumentation()],
    ['kafkajs', new KafkaJsInstrumentation()],
    ['@smithy/core', new AwsInstrumentation()],
  ])('OpenTelemetry patches %s', (module, instrumentation) => {
    const definitions = (instrumentation as Instrumented).init();
    expect([definitions].flat().map((each) => each?.name)).toContain(module);
  });

  // The instrumentation patches what all clients load, when that is loaded, and in place.
  const run = program({
    'aws.cjs': `
const { InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');
const load = (name) => require('@aws-sdk/client-' + name);
const before = process.argv[2] === '' ? [] : process.argv[2].split(',').map(load);
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { AwsInstrumentation } = require('@opentelemetry/instrumentation-aws-sdk');
const exporter = new InMemorySpanExporter();
new NodeSDK({
  serviceName: 'shop',
  spanProcessors: [new SimpleSpanProcessor(exporter)],
  instrumentations: [new AwsInstrumentation()],
}).start();
process.argv[3].split(',').filter(Boolean).map(load);
const { SQSClient, SendMessageCommand } = load('sqs');
const server = require('http').createServer((request, response) => response.end('{"MessageId":"1"}'));
server.listen(0, async () => {
  const endpoint = 'http://127.0.0.1:' + server.address().port;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = new SQSClient({ region: 'eu-west-1', endpoint, credentials, md5: false });
  await client.send(new SendMessageCommand({ QueueUrl: endpoint + '/q', MessageBody: '{}' }));
  console.log(JSON.stringify({ spans: exporter.getFinishedSpans().length }));
  process.exit(0);
});`,
    'fastify.cjs': `
const load = { dd: () => require('dd-trace').init(), fastify: () => require('fastify') };
const loaded = {};
for (const name of process.argv.slice(2)) loaded[name] = load[name]();
const app = loaded.fastify();
app.get('/', async () => {
  console.log(JSON.stringify({ active: loaded.dd.scope().active() !== null }));
  return '';
});
app.listen({ port: 0, host: '127.0.0.1' }).then((address) => fetch(address)).then(() => process.exit(0));`,
  });
  it.each<readonly [string, string, string, number]>([
    ['a client of AWS loaded after the start', '', 'sqs', 1],
    ['loaded before', 'sqs', '', 0],
    ['loaded before, and required again', 'sqs', 'sqs', 0],
    ['loaded before, and another client after', 'sqs', 'sns', 1],
  ])('%s', (_, before, after, spans) => {
    expect(run('aws.cjs', before, after)).toEqual({ spans });
  });

  it('dd-trace has no span of fastify where that was loaded before it', () => {
    expect(run('fastify.cjs', 'dd', 'fastify')).toEqual({ active: true });
    expect(run('fastify.cjs', 'fastify', 'dd')).toEqual({ active: false });
  });
});

describe('prefer-batch-span-processor', () => {
  const run = program({
    'main.cjs': `
const { NodeSDK, tracing } = require('@opentelemetry/sdk-node');
const { trace } = require('@opentelemetry/api');
let requests = 0;
let spans = 0;
const exporter = {
  export(batch, done) { requests++; spans += batch.length; done({ code: 0 }); },
  async shutdown() {},
};
const sdk = new NodeSDK({ serviceName: 'shop', spanProcessors: [new tracing[process.argv[2]](exporter)] });
sdk.start();
for (let i = 0; i < 100; i++) trace.getTracer('shop').startSpan('work').end();
sdk.shutdown().then(() => console.log(JSON.stringify({ requests, spans })));`,
    'console.cjs': `
const { tracing } = require('@opentelemetry/sdk-node');
let printed = 0;
console.dir = () => printed++;
const provider = new tracing.BasicTracerProvider({
  spanProcessors: [new tracing.SimpleSpanProcessor(new tracing.ConsoleSpanExporter())],
});
provider.getTracer('shop').startSpan('work').end();
provider.forceFlush().then(() => console.log(JSON.stringify({ printed })));`,
  });

  // The collector is a server of the same process: it counts the requests and the spans in them.
  const service = (processor: string, end: string) => `
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { ${processor} } = require('@opentelemetry/sdk-trace-base');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { trace } = require('@opentelemetry/api');
let requests = 0;
let spans = 0;
const collector = require('http').createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  requests++;
  for (const { scopeSpans } of JSON.parse(body).resourceSpans) for (const each of scopeSpans) spans += each.spans.length;
  response.end('{}');
});
collector.listen(0, '127.0.0.1', async () => {
  const url = 'http://127.0.0.1:' + collector.address().port;
  const sdk = new NodeSDK({ serviceName: 'shop', spanProcessors: [new ${processor}(new OTLPTraceExporter({ url }))] });
  sdk.start();
  for (let i = 0; i < 20; i++) trace.getTracer('shop').startSpan('work').end();
  ${end}
  console.log(JSON.stringify({ requests, spans }));
  process.exit(0);
});
`;
  const PAUSE = 'await new Promise((resolve) => setTimeout(resolve, 500));';

  /** What the rule makes of a file: by its fix, else by its suggestion. */
  function repaired(code: string): { readonly by: 'fix' | 'suggestion'; readonly code: string } {
    const rule = 'observability/prefer-batch-span-processor';
    const cwd = packageOf({ 'package.json': { name: 'shop' } });
    const [message] = new Linter({ cwd, configType: 'flat' }).verify(
      code,
      [
        {
          plugins: { observability: observability },
          rules: { [rule]: 'error' },
          languageOptions: { sourceType: 'commonjs' },
        },
      ],
      { filename: join(cwd, 'otel.js') },
    );
    const [suggestion] = message?.suggestions ?? [];
    const fix = message?.fix ?? suggestion?.fix;
    const { range, text } = fix ?? expect.fail('nothing is repaired');
    return {
      by: message?.fix ? 'fix' : 'suggestion',
      code: code.slice(0, range[0]) + text + code.slice(range[1]),
    };
  }

  it('the fix keeps all spans, and sends them in one request', () => {
    const written = service('SimpleSpanProcessor', 'await sdk.shutdown();');
    const fixed = repaired(written);
    expect(fixed).toEqual({ by: 'fix', code: service('BatchSpanProcessor', 'await sdk.shutdown();') });
    const run = program({ 'written.cjs': written, 'fixed.cjs': fixed.code });
    expect(run('written.cjs')).toEqual({ requests: 20, spans: 20 });
    expect(run('fixed.cjs')).toEqual({ requests: 1, spans: 20 });
  });

  it('what is never shut down loses its spans with a batch, and so is only suggested', () => {
    const written = service('SimpleSpanProcessor', PAUSE);
    const changed = repaired(written);
    expect(changed).toEqual({ by: 'suggestion', code: service('BatchSpanProcessor', PAUSE) });
    const run = program({ 'written.cjs': written, 'changed.cjs': changed.code });
    expect(run('written.cjs')).toEqual({ requests: 20, spans: 20 });
    expect(run('changed.cjs')).toEqual({ requests: 0, spans: 0 });
  });

  it('a simple processor exports every span alone, a batch all at once', () => {
    expect(run('main.cjs', 'SimpleSpanProcessor')).toEqual({ requests: 100, spans: 100 });
    expect(run('main.cjs', 'BatchSpanProcessor')).toEqual({ requests: 1, spans: 100 });
  });

  it('the console exporter prints', () => {
    expect(run('console.cjs')).toEqual({ printed: 1 });
  });
});

describe('require-service-name', () => {
  // One program for all: each SDK is the global one while it has its turn.
  const run = program({
    'main.cjs': `
const { NodeSDK, tracing } = require('@opentelemetry/sdk-node');
const { trace, context, propagation } = require('@opentelemetry/api');
const { defaultResource, resourceFromAttributes } = require('@opentelemetry/resources');
const cases = {
  nameless: () => ({}),
  merged: () => ({ resource: defaultResource() }),
  named: () => ({ serviceName: 'shop' }),
  resource: () => ({ resource: resourceFromAttributes({ 'service.name': 'shop' }) }),
  // The detector that reads the environment is one of the defaults, which the other cases leave out.
  environment: () => ((process.env.OTEL_SERVICE_NAME = 'shop'), delete process.env.OTEL_NODE_RESOURCE_DETECTORS, {}),
  attributes: () => ((process.env.OTEL_RESOURCE_ATTRIBUTES = 'service.name=shop'), delete process.env.OTEL_SERVICE_NAME, {}),
};
async function main() {
  const names = {};
  for (const [name, options] of Object.entries(cases)) {
    for (const api of [trace, context, propagation]) api.disable();
    const exporter = new tracing.InMemorySpanExporter();
    const sdk = new NodeSDK({ spanProcessors: [new tracing.SimpleSpanProcessor(exporter)], ...options() });
    sdk.start();
    trace.getTracer('shop').startSpan('work').end();
    while (exporter.getFinishedSpans().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    names[name] = exporter.getFinishedSpans()[0].resource.attributes['service.name'];
    await sdk.shutdown();
  }
  console.log(JSON.stringify(names));
}
main();`,
  });
  it('is unknown unless the SDK, its resource or the environment has one', () => {
    const unknown: unknown = expect.stringMatching(/^unknown_service:.*node$/);
    expect(run('main.cjs')).toEqual({
      ...{ nameless: unknown, merged: unknown, named: 'shop', resource: 'shop' },
      ...{ environment: 'shop', attributes: 'shop' },
    });
  });
});

describe('require-telemetry-shutdown', () => {
  const main = (exit: string) => `
const { NodeSDK, tracing } = require('@opentelemetry/sdk-node');
const { trace } = require('@opentelemetry/api');
let spans = 0;
const exporter = {
  export(batch, done) { spans += batch.length; done({ code: 0 }); },
  async shutdown() {},
};
const sdk = new NodeSDK({ serviceName: 'shop', spanProcessors: [new tracing.BatchSpanProcessor(exporter)] });
sdk.start();
process.on('exit', () => console.log(JSON.stringify({ spans })));
trace.getTracer('shop').startSpan('work').end();
${exit}`;
  const run = program({
    'exits.cjs': main('process.exit(0);'),
    'ends.cjs': main(''),
    'terminated.cjs': main(
      "process.once('SIGTERM', () => process.exit(0)); process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 1000);",
    ),
    'flushed.cjs': main('sdk.shutdown().then(() => process.exit(0));'),
  });
  it.each(['exits.cjs', 'ends.cjs', 'terminated.cjs'])('%s: the span is lost', (file) => {
    expect(run(file)).toEqual({ spans: 0 });
  });
  it('shut down first, the span is sent', () => {
    expect(run('flushed.cjs')).toEqual({ spans: 1 });
  });
});

describe('require-probe-timeout', () => {
  // A second is how long Kubernetes waits for a probe by default.
  const main = (options: string) => `
const server = require('http').createServer(() => {}).listen(0, () => {
  let state = 'waiting';
  fetch('http://127.0.0.1:' + server.address().port${options}).then(() => (state = 'answered'), ({ name }) => (state = name));
  setTimeout(() => { console.log(JSON.stringify(state)); process.exit(0); }, 1500);
});`;
  const run = program({
    'endless.cjs': main(''),
    'limited.cjs': main(', { signal: AbortSignal.timeout(200) }'),
  });
  it('fetch waits for a service that hangs longer than a probe does', () => {
    expect(run('endless.cjs')).toBe('waiting');
  });
  it('AbortSignal.timeout ends it', () => {
    expect(run('limited.cjs')).toBe('TimeoutError');
  });
});
