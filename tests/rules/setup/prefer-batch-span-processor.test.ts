import { describe } from 'vitest';
import rule from '../../../rules/setup/prefer-batch-span-processor.js';
import { commonJs, lines, project, ruleTester } from '../rule-tester.js';

const BASE = "import { SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';";
const BATCH = "import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';";
const OTLP = "import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';";
const CONSOLE = "import { ConsoleSpanExporter } from '@opentelemetry/sdk-trace-base';";
const simple = 'new SimpleSpanProcessor(new OTLPTraceExporter())';
const valid = (name: string, ...code: readonly string[]) => ({
  name,
  filename: 'src/otel.ts',
  code: lines(...code),
});
const error = (name = 'SimpleSpanProcessor') => ({ messageId: 'simple' as const, data: { name } });
const suggested = (output: string) => ({
  ...error(),
  suggestions: [{ messageId: 'batch' as const, data: {}, output }],
});
const printed = (name = 'ConsoleSpanExporter') => ({ messageId: 'console' as const, data: { name } });

describe('processors that are right where they are', () => {
  ruleTester.run('prefer-batch-span-processor', rule, {
    valid: [
      valid('a batch', BATCH, OTLP, 'start(new BatchSpanProcessor(new OTLPTraceExporter()));'),
      valid(
        'in memory',
        "import { SimpleSpanProcessor, InMemorySpanExporter } from '@opentelemetry/sdk-trace-base';",
        'const exporter = new InMemorySpanExporter();',
        'start(new SimpleSpanProcessor(exporter));',
      ),
      valid(
        'an exporter of the project',
        BASE,
        "import { SpanExporter } from './exporter';",
        'start(new SimpleSpanProcessor(new SpanExporter()));',
      ),
      valid(
        'an exporter that is handed in',
        BASE,
        'export const make = (exporter) => new SimpleSpanProcessor(exporter);',
      ),
      valid('behind NODE_ENV', BASE, OTLP, `if (process.env.NODE_ENV !== 'production') start(${simple});`),
      valid('behind a flag', BASE, OTLP, `isDev && start(${simple});`),
      valid(
        'an early return',
        BASE,
        OTLP,
        `function setUp() { if (process.env.NODE_ENV === 'production') return; start(${simple}); }`,
      ),
      valid(
        'one of two',
        "import { SimpleSpanProcessor, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';",
        OTLP,
        `start(eager ? ${simple} : new BatchSpanProcessor(new OTLPTraceExporter()));`,
      ),
      valid(
        'console behind any condition',
        CONSOLE,
        'if (settings.exporter === "stdout") start(new ConsoleSpanExporter());',
      ),
      valid(
        'console in a switch',
        CONSOLE,
        'switch (kind) { case "stdout": start(new ConsoleSpanExporter()); }',
      ),
      valid('console in a table', CONSOLE, 'const makers = { console: () => new ConsoleSpanExporter() };'),
      valid(
        'console in a function for it',
        CONSOLE,
        'function consoleExporter() { return new ConsoleSpanExporter(); }',
      ),
      valid(
        'console in the name of a method',
        CONSOLE,
        'class Readers { static createConsoleReader() { return new ConsoleSpanExporter(); } }',
      ),
      valid(
        'a class of the project',
        "import { SimpleSpanProcessor } from './processors';",
        OTLP,
        `start(${simple});`,
      ),
      { name: 'a test', filename: 'src/otel.test.ts', code: lines(BASE, OTLP, `start(${simple});`) },
      valid(
        'a provider of its own for each piece of work',
        BASE,
        OTLP,
        "import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';",
        'export function tracerOf({ url, project }) {',
        '  const provider = new NodeTracerProvider();',
        '  provider.addSpanProcessor(new SimpleSpanProcessor(new OTLPTraceExporter({ url })));',
        '  return provider.getTracer(project);',
        '}',
      ),
      {
        name: 'a variant for the console, by its file',
        filename: 'src/tracing.console.ts',
        code: lines(CONSOLE, 'start(new ConsoleSpanExporter());'),
      },
      {
        name: 'a variant for development, by its file',
        filename: 'src/tracing-dev.ts',
        code: lines(BASE, OTLP, `start(${simple});`),
      },
      {
        name: 'a sample application',
        filename: 'packages/sample-app/src/otel.ts',
        code: lines(CONSOLE, 'start(new ConsoleSpanExporter());'),
      },
      ...[
        'apps/demo-api/otel.ts',
        'getting-started/otel.ts',
        'otel-workshop/src/otel.ts',
        'apps/api-sample/otel.ts',
      ].map((filename) => ({ name: filename, filename, code: lines(BASE, OTLP, `start(${simple});`) })),
      valid(
        'a table by what the configuration calls it',
        CONSOLE,
        "const EXPORTERS = new Map([['otlp', makeOtlp], ['console', () => new ConsoleSpanExporter()]]);",
      ),
      { name: 'an example', filename: 'examples/otel.ts', code: lines(BASE, OTLP, `start(${simple});`) },
      { name: 'a lambda', filename: 'src/lambda/otel.ts', code: lines(BASE, OTLP, `start(${simple});`) },
      { name: 'a command line', filename: 'src/cli.ts', code: lines(BASE, OTLP, `start(${simple});`) },
    ],
    invalid: [],
  });
  project({ 'package.json': { name: 'tracing-demo' } }).run('prefer-batch-span-processor', rule, {
    valid: [valid('a package that shows', BASE, OTLP, `start(${simple});`)],
    invalid: [],
  });
  for (const name of ['@types/aws-lambda', 'wrangler', 'next', '@google-cloud/functions-framework']) {
    project({ 'package.json': { name: 'app', devDependencies: { [name]: '1' } } }).run(
      'prefer-batch-span-processor',
      rule,
      {
        valid: [valid(`a package with ${name}`, BASE, OTLP, `start(${simple});`)],
        invalid: [],
      },
    );
  }
});

describe('processors for development in a service', () => {
  const batch = 'new BatchSpanProcessor(new OTLPTraceExporter())';
  const stop = "process.on('SIGTERM', () => sdk.shutdown());";
  ruleTester.run('prefer-batch-span-processor', rule, {
    valid: [],
    invalid: [
      {
        name: 'flushed: fixed, and the import renamed',
        filename: 'src/otel.ts',
        code: lines(BASE, OTLP, `const sdk = start(${simple});`, stop),
        output: lines(BATCH, OTLP, `const sdk = start(${batch});`, stop),
        errors: [error()],
      },
      {
        name: 'a provider that a function makes for the process',
        filename: 'src/otel.ts',
        code: lines(
          BASE,
          OTLP,
          'export function setUp(provider, url) {',
          '  provider.addSpanProcessor(new SimpleSpanProcessor(new OTLPTraceExporter({ url })));',
          '  provider.register();',
          '  return trace.getTracer();',
          '}',
        ),
        errors: [
          suggested(
            lines(
              BATCH,
              OTLP,
              'export function setUp(provider, url) {',
              '  provider.addSpanProcessor(new BatchSpanProcessor(new OTLPTraceExporter({ url })));',
              '  provider.register();',
              '  return trace.getTracer();',
              '}',
            ),
          ),
        ],
      },
      {
        name: 'one of a list',
        filename: 'src/otel.ts',
        code: lines(CONSOLE, 'start([makeOtlp(), new ConsoleSpanExporter()]);'),
        errors: [printed()],
      },
      {
        name: 'a folder whose name only begins like a demonstration',
        filename: 'src/demography/otel.ts',
        code: lines(CONSOLE, 'start(new ConsoleSpanExporter());'),
        errors: [printed()],
      },
      {
        name: 'a file whose name only begins like one of development',
        filename: 'src/devices.ts',
        code: lines(CONSOLE, 'start(new ConsoleSpanExporter());'),
        errors: [printed()],
      },
      {
        name: 'never flushed: suggested',
        filename: 'src/otel.ts',
        code: lines(BASE, OTLP, `start(${simple});`),
        errors: [suggested(lines(BATCH, OTLP, `start(${batch});`))],
      },
      {
        name: 'under a condition that speaks of neither',
        filename: 'src/otel.ts',
        code: lines(BASE, OTLP, `if (endpoint) start(${simple});`),
        errors: [suggested(lines(BATCH, OTLP, `if (endpoint) start(${batch});`))],
      },
      {
        name: 'an exporter in a variable',
        filename: 'src/otel.ts',
        code: lines(
          BASE,
          OTLP,
          'const exporter = new OTLPTraceExporter();',
          'start(new SimpleSpanProcessor(exporter));',
          stop,
        ),
        output: lines(
          BATCH,
          OTLP,
          'const exporter = new OTLPTraceExporter();',
          'start(new BatchSpanProcessor(exporter));',
          stop,
        ),
        errors: [error()],
      },
      {
        name: 'an exporter among options',
        filename: 'src/otel.ts',
        code: lines(
          BASE,
          OTLP,
          'start(new SimpleSpanProcessor({ exporter: new OTLPTraceExporter() }));',
          stop,
        ),
        output: lines(
          BATCH,
          OTLP,
          'start(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }));',
          stop,
        ),
        errors: [error()],
      },
      {
        name: 'two: the import goes with the last',
        filename: 'src/otel.ts',
        code: lines(BASE, OTLP, `start(${simple});`, `start(${simple});`, stop),
        output: [
          lines(
            "import { SimpleSpanProcessor, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';",
            OTLP,
            `start(${batch});`,
            `start(${simple});`,
            stop,
          ),
          lines(
            "import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';",
            OTLP,
            `start(${batch});`,
            `start(${batch});`,
            stop,
          ),
        ],
        errors: [error(), error()],
      },
      {
        name: 'required, alone and beside the batch',
        filename: 'src/otel.js',
        languageOptions: commonJs,
        code: lines(
          "const { SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');",
          "const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');",
          `const sdk = start(${simple});`,
          stop,
        ),
        output: lines(
          "const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base');",
          "const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');",
          `const sdk = start(${batch});`,
          stop,
        ),
        errors: [error()],
      },
      {
        name: 'required beside the batch, under a name of its own',
        filename: 'src/otel.js',
        languageOptions: commonJs,
        code: lines(
          "const { SimpleSpanProcessor, BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base');",
          "const { OTLPTraceExporter: Exporter } = require('@opentelemetry/exporter-trace-otlp-http');",
          'const sdk = start(new SimpleSpanProcessor(new Exporter()), new BatchSpanProcessor(new Exporter()));',
          stop,
        ),
        output: lines(
          "const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base');",
          "const { OTLPTraceExporter: Exporter } = require('@opentelemetry/exporter-trace-otlp-http');",
          'const sdk = start(new BatchSpanProcessor(new Exporter()), new BatchSpanProcessor(new Exporter()));',
          stop,
        ),
        errors: [error()],
      },
      {
        name: 'a member of the module',
        filename: 'src/otel.js',
        languageOptions: commonJs,
        code: lines(
          "const { NodeSDK, tracing } = require('@opentelemetry/sdk-node');",
          "const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');",
          'const sdk = new NodeSDK({ spanProcessors: [new tracing.SimpleSpanProcessor(new OTLPTraceExporter())] });',
          stop,
        ),
        output: lines(
          "const { NodeSDK, tracing } = require('@opentelemetry/sdk-node');",
          "const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');",
          'const sdk = new NodeSDK({ spanProcessors: [new tracing.BatchSpanProcessor(new OTLPTraceExporter())] });',
          stop,
        ),
        errors: [error('tracing.SimpleSpanProcessor')],
      },
      {
        name: 'the console, alone and in a processor',
        filename: 'src/otel.ts',
        code: lines(
          "import { SimpleSpanProcessor, ConsoleSpanExporter } from '@opentelemetry/sdk-trace-base';",
          "import { ConsoleMetricExporter } from '@opentelemetry/sdk-metrics';",
          'start({ traceExporter: new ConsoleSpanExporter() });',
          'start(new SimpleSpanProcessor(new ConsoleSpanExporter()), new ConsoleMetricExporter());',
        ),
        errors: [printed(), printed(), printed('ConsoleMetricExporter')],
      },
    ],
  });
});

describe('a class of the project', () => {
  const wrapper = (base: string) => [
    OTLP,
    `class BaggageProcessor extends ${base} { onStart(span, ctx) { super.onStart(span, ctx); } }`,
    'start(new BaggageProcessor(new OTLPTraceExporter()));',
  ];
  ruleTester.run('prefer-batch-span-processor', rule, {
    valid: [
      valid('that extends a batch', BATCH, ...wrapper('BatchSpanProcessor')),
      valid(
        'that extends one of the project',
        "import { SimpleSpanProcessor } from './processor';",
        ...wrapper('SimpleSpanProcessor'),
      ),
    ],
    invalid: [
      {
        ...valid('that extends a simple one', BASE, ...wrapper('SimpleSpanProcessor')),
        errors: [error('BaggageProcessor')],
      },
    ],
  });
});
