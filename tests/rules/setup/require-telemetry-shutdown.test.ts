import { describe } from 'vitest';
import rule from '../../../rules/setup/require-telemetry-shutdown.js';
import { commonJs, lines, project } from '../rule-tester.js';

const NODE = "import { NodeSDK } from '@opentelemetry/sdk-node';";
const SDK = lines(NODE, 'const sdk = new NodeSDK({ traceExporter });', 'sdk.start();');
const valid = (name: string, ...code: readonly string[]) => ({
  name,
  filename: 'src/tracing.ts',
  code: lines(...code),
});
const never = (name: string) => ({ messageId: 'never' as const, data: { name } });
const app = { name: 'app' };

describe('an SDK that is flushed, or may be', () => {
  project({ 'package.json': app }).run('require-telemetry-shutdown', rule, {
    valid: [
      valid('on SIGTERM', SDK, "process.on('SIGTERM', () => sdk.shutdown().finally(() => process.exit(0)));"),
      valid('before the exit', SDK, "process.on('beforeExit', async () => { await sdk.shutdown(); });"),
      valid('by a function that is exported', SDK, 'export const stop = async () => sdk.shutdown();'),
      valid('flushed', SDK, 'setInterval(() => provider.forceFlush(), 1000);'),
      valid('handed to what shuts it down', SDK, 'shutdownOnSignal(sdk);'),
      valid('handed on', SDK, 'container.register(sdk);'),
      valid('exported', NODE, 'export const sdk = new NodeSDK({ traceExporter });'),
      valid('exported by default', SDK, 'export default sdk;'),
      valid('returned', NODE, 'export function make() { return new NodeSDK({}); }'),
      valid(
        'kept in a field',
        NODE,
        'class Telemetry { private sdk = new NodeSDK({}); start() { this.sdk.start(); } }',
      ),
      valid(
        'nothing waits',
        NODE,
        'const sdk = new NodeSDK({ spanProcessors: [new SimpleSpanProcessor(exporter)] }); sdk.start();',
      ),
      { name: 'a test', filename: 'src/tracing.test.ts', code: SDK },
      { name: 'a script', filename: 'scripts/tracing.ts', code: SDK },
      {
        name: 'a class of the project',
        filename: 'src/a.ts',
        code: "import { NodeSDK } from './sdk'; const sdk = new NodeSDK(); sdk.start();",
      },
    ],
    invalid: [],
  });
  const elsewhere: Readonly<Record<string, Readonly<Record<string, string | object>>>> = {
    'another file flushes the provider': { 'src/main.ts': 'await trace.getTracerProvider().forceFlush();' },
    'another file shuts it down': { 'src/main.ts': "process.on('SIGTERM', () => otelSdk.shutdown());" },
    'another file shuts down what a call returns': {
      'src/main.ts': 'await getTracerProvider()?.shutdown();',
    },
    'another file shuts it down under a long name': {
      'src/main.ts': `await ${'trac'.repeat(5000)}.shutdown ();`,
    },
    'another file calls a function for it': { 'src/main.ts': "process.on('SIGTERM', shutdownTelemetry);" },
    'a lambda': { 'package.json': { name: 'app', devDependencies: { '@types/aws-lambda': '8' } } },
  };
  for (const [name, files] of Object.entries(elsewhere)) {
    project({ 'package.json': app, ...files }).run('require-telemetry-shutdown', rule, {
      valid: [valid(name, SDK)],
      invalid: [],
    });
  }
});

describe('an SDK that nobody flushes', () => {
  project({
    'package.json': app,
    'src/main.ts': 'process.on("SIGTERM", () => traceExporter.forceFlush());',
  }).run('require-telemetry-shutdown', rule, {
    valid: [],
    invalid: [{ ...valid('whose exporter another file flushes', SDK), errors: [never('sdk')] }],
  });
  project({ 'package.json': app, 'src/main.ts': `${'trac'.repeat(5000)}.start(); server.shutdown();` }).run(
    'require-telemetry-shutdown',
    rule,
    { valid: [], invalid: [{ ...valid('beside a long name', SDK), errors: [never('sdk')] }] },
  );
  project({ 'package.json': app, 'src/main.ts': 'server.close(); process.exit(0);' }).run(
    'require-telemetry-shutdown',
    rule,
    {
      valid: [],
      invalid: [
        { ...valid('started alone', SDK), errors: [never('sdk')] },
        {
          ...valid('under another name', SDK.replaceAll('sdk.', 'otel.').replace('const sdk', 'const otel')),
          errors: [never('otel')],
        },
        {
          ...valid('assigned', NODE, 'let sdk; function start() { sdk = new NodeSDK({}); sdk.start(); }'),
          errors: [never('sdk')],
        },
        {
          ...valid('held by nothing', NODE, 'new NodeSDK({ traceExporter }).start();'),
          errors: [never('sdk')],
        },
        ...['traceExporter.forceFlush()', 'exporter?.shutdown()', 'exporter.forceFlush()'].map((call) => ({
          ...valid(
            `an exporter, whose processor keeps its queue: ${call}`,
            SDK,
            `setInterval(() => ${call}, 1000);`,
          ),
          errors: [never('sdk')],
        })),
        {
          ...valid('signals that end something else', SDK, "process.on('SIGTERM', () => server.close());"),
          errors: [never('sdk')],
        },
        {
          name: 'a provider',
          filename: 'src/tracing.js',
          languageOptions: commonJs,
          code: lines(
            "const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');",
            'const provider = new NodeTracerProvider({ spanProcessors: [batch] });',
            'provider.register();',
          ),
          errors: [never('provider')],
        },
      ],
    },
  );
});
