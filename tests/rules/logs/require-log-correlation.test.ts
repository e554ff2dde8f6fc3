import { describe } from 'vitest';
import rule from '../../../rules/logs/require-log-correlation.js';
import { lines, project } from '../rule-tester.js';

const TRACES = { '@opentelemetry/sdk-node': '*', express: '*' };
const manifest = (dependencies: object, more: object = {}) => ({
  name: 'shop',
  scripts: { start: 'node src/server.js' },
  dependencies,
  ...more,
});
const CODE = lines(
  "import pino from 'pino';",
  'const logger = pino();',
  "export const store = () => logger.info({ orderId }, 'Order stored');",
  "export const drop = () => logger.info({ orderId }, 'Order dropped');",
);
const valid = (name: string) => ({ name, filename: 'src/orders.js', code: CODE });

describe('a package that traces', () => {
  project({ 'package.json': manifest({ ...TRACES, pino: '*' }) }).run('require-log-correlation', rule, {
    valid: [
      { name: 'a test', filename: 'test/orders.test.js', code: CODE },
      {
        name: 'a library whose records nothing here is known to mark',
        filename: 'src/mail.js',
        code: lines("import { consola } from 'consola';", "consola.info('Mail sent');"),
      },
      {
        name: 'bunyan, whose instrumentation patches no version from 2.0 on',
        filename: 'src/mail.js',
        code: lines(
          "import bunyan from 'bunyan';",
          "bunyan.createLogger({ name: 'mail' }).info('Mail sent');",
        ),
      },
    ],
    invalid: [
      {
        name: 'is told once that its records carry no trace id',
        filename: 'src/orders.js',
        code: CODE,
        errors: [
          {
            messageId: 'uncorrelated',
            line: 3,
            data: { logger: 'logger', instrumentation: '@opentelemetry/instrumentation-pino' },
          },
        ],
      },
    ],
  });
});

describe.each([
  [
    'winston',
    'winston',
    "import { createLogger } from 'winston';\nconst logger = createLogger();\nlogger.info('Order stored');",
  ],
  [
    'fastify',
    'pino',
    "import Fastify from 'fastify';\nconst logger = Fastify({ logger: true }).log;\nlogger.info('Order stored');",
  ],
  [
    'nestjs-pino',
    'pino',
    "import { PinoLogger } from 'nestjs-pino';\nconst logger = new PinoLogger({});\nlogger.info('Order stored');",
  ],
])('%s', (library, marked, code) => {
  project({ 'package.json': manifest({ ...TRACES, [library]: '*' }) }).run('require-log-correlation', rule, {
    valid: [],
    invalid: [
      {
        name: `is marked by an instrumentation of its own`,
        filename: 'src/orders.js',
        code,
        errors: [
          {
            messageId: 'uncorrelated',
            data: { logger: 'logger', instrumentation: `@opentelemetry/instrumentation-${marked}` },
          },
        ],
      },
    ],
  });
});

describe.each([
  ['nothing traces', { 'package.json': manifest({ express: '*', pino: '*' }) }],
  [
    'an instrumentation is installed',
    { 'package.json': manifest({ ...TRACES, pino: '*', '@opentelemetry/instrumentation-pino': '*' }) },
  ],
  [
    'all instrumentations are',
    { 'package.json': manifest({ ...TRACES, pino: '*', '@opentelemetry/auto-instrumentations-node': '*' }) },
  ],
  ['an agent may', { 'package.json': manifest({ express: '*', pino: '*', 'dd-trace': '*' }) }],
  [
    'records go through the log SDK',
    { 'package.json': manifest({ ...TRACES, pino: '*', '@opentelemetry/sdk-logs': '*' }) },
  ],
  [
    'something is loaded before the program',
    {
      'package.json': manifest(
        { ...TRACES, pino: '*' },
        { scripts: { start: 'node --import ./otel.js src/server.js' } },
      ),
    },
  ],
  [
    'a mixin does it',
    {
      'package.json': manifest({ ...TRACES, pino: '*' }),
      'src/mixin.js':
        'export const mixin = () => ({ trace_id: trace.getActiveSpan()?.spanContext().traceId });',
    },
  ],
  [
    'a child has it',
    {
      'package.json': manifest({ ...TRACES, pino: '*' }),
      'src/request.js':
        'export const of = (req) => logger.child({ requestId: req.id, traceId: req.traceId });',
    },
  ],
  [
    'calls have it among their fields',
    {
      'package.json': manifest({ ...TRACES, pino: '*' }),
      'src/request.js': "logger.info({ path, trace_id: span.spanContext().traceId }, 'Request');",
    },
  ],
  [
    'what holds it goes into a mixin of another module',
    {
      'package.json': manifest({ ...TRACES, pino: '*' }),
      'src/context.js': 'export const enter = (traceId, run) => storage.run({ traceId }, run);',
      'src/logger.js': 'export const logger = pino({ mixin: () => storage.getStore() ?? {} });',
    },
  ],
  [
    'what holds it is spread into fields',
    {
      'package.json': manifest({ ...TRACES, pino: '*' }),
      'src/context.js': 'export const context = () => ({ traceId: active() });',
      'src/mail.js': "logger.info({ to, ...context() }, 'Mail sent');",
    },
  ],
  [
    'what holds it is handed over after the text',
    {
      'package.json': manifest({ ...TRACES, pino: '*' }),
      'src/context.js': 'export const context = () => ({ traceId: active() });',
      'src/mail.js': "logger.info('Mail sent', context());",
    },
  ],
  [
    'a format of winston adds it',
    {
      'package.json': manifest({ ...TRACES, pino: '*' }),
      'src/format.js': 'export const traced = format((info) => { info.traceId = active(); return info; });',
    },
  ],
])('records are not missed where %s', (name, files) => {
  project(files).run('require-log-correlation', rule, { valid: [valid(name)], invalid: [] });
});

describe.each([
  ['answers carry the id', "res.setHeader('x-trace-id', trace.getActiveSpan()?.spanContext().traceId);"],
  ['an answer to a failure has it', 'res.status(500).json({ error: true, traceId: idOf(req) });'],
  ['a type has it', 'export interface Answer { readonly traceId: string }'],
  ['spans are linked by it', 'tracer.startSpan("job", { links: [{ context: parent.spanContext() }] });'],
  [
    'a record is written beside it',
    "res.setHeader('x-trace-id', traceId);\nlogger.info({ path: req.path }, 'Answered');\n",
  ],
])('records are missed although %s', (name, source) => {
  project({ 'package.json': manifest({ ...TRACES, pino: '*' }), 'src/answer.js': source }).run(
    'require-log-correlation',
    rule,
    {
      valid: [],
      invalid: [
        {
          name,
          filename: 'src/orders.js',
          code: CODE,
          errors: [
            {
              messageId: 'uncorrelated',
              data: { logger: 'logger', instrumentation: '@opentelemetry/instrumentation-pino' },
            },
          ],
        },
      ],
    },
  );
});

describe('a package of a workspace', () => {
  project({
    'package.json': { name: 'all', private: true, workspaces: ['packages/*'] },
    'packages/shop/package.json': manifest({ ...TRACES, pino: '*', '@acme/log': '*' }),
    'packages/log/package.json': {
      name: '@acme/log',
      dependencies: { '@opentelemetry/instrumentation-pino': '*' },
    },
  }).run('require-log-correlation', rule, {
    valid: [{ ...valid('has what another one brings'), filename: 'packages/shop/src/orders.js' }],
    invalid: [],
  });
});

describe('the suggestion', () => {
  const IDS = '{ traceId: trace_id, spanId: span_id } = trace.getActiveSpan()?.spanContext() ?? {}';
  const MIXIN = `mixin: () => { const ${IDS}; return { trace_id, span_id }; }`;
  const MARKS = `winston.format((info) => { const ${IDS}; return Object.assign(info, { trace_id, span_id }); })()`;
  const API = "import { trace } from '@opentelemetry/api';";
  const pino = "import pino from 'pino';";
  const winston = "import winston from 'winston';";
  const all = { ...TRACES, '@opentelemetry/api': '*', pino: '*', winston: '*' };
  const says = (head: string, made: string) =>
    lines(head, `const logger = ${made};`, "logger.info('Order stored');");
  const told = (name: string, head: string, made: string, fixed?: string) => ({
    name,
    filename: 'src/orders.js',
    code: says(head, made),
    errors: [
      {
        messageId: 'uncorrelated' as const,
        data: {
          logger: 'logger',
          instrumentation: `@opentelemetry/instrumentation-${head === winston ? 'winston' : 'pino'}`,
        },
        ...(fixed !== undefined && {
          suggestions: [{ messageId: 'mixin' as const, output: says(`${head}\n${API}`, fixed) }],
        }),
      },
    ],
  });

  project({ 'package.json': manifest(all) }).run('require-log-correlation', rule, {
    valid: [],
    invalid: [
      told('gives pino a mixin', pino, 'pino()', `pino({ ${MIXIN} })`),
      told(
        'leaves the options that pino has',
        pino,
        "pino({ level: 'debug' }, file)",
        `pino({ ${MIXIN}, level: 'debug' }, file)`,
      ),
      told('is not made where pino has a mixin', pino, 'pino({ mixin: more })'),
      told('is not made where options are handed in', pino, 'pino(options)'),
      told('is not made where options are spread', pino, 'pino({ ...options })'),
      told(
        'gives winston a format',
        winston,
        'winston.createLogger({})',
        `winston.createLogger({ format: winston.format.combine(${MARKS}, winston.format.json()) })`,
      ),
      told(
        'leaves the format that winston has',
        winston,
        'winston.createLogger({ format: winston.format.simple() })',
        `winston.createLogger({ format: winston.format.combine(${MARKS}, winston.format.simple()) })`,
      ),
    ],
  });

  project({ 'package.json': manifest({ ...TRACES, pino: '*' }) }).run('require-log-correlation', rule, {
    valid: [],
    invalid: [told('is not made where nothing brings the API', pino, 'pino()')],
  });
});
