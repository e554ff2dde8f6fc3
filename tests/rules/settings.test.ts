import { describe } from 'vitest';
import logErrorObject from '../../rules/logs/log-error-object.js';
import noInterpolatedMessage from '../../rules/logs/no-interpolated-message.js';
import validLoggerCall from '../../rules/logs/valid-logger-call.js';
import noUnboundedLabel from '../../rules/metrics/no-unbounded-label.js';
import requireSpanEnd from '../../rules/traces/require-span-end.js';
import { lines, project, ruleTester } from './rule-tester.js';

/** A span of a tracer that only its name could tell, left open on a path. */
const code = lines(
  "import { tracing } from '@acme/tracing';",
  'export async function load(id: string) {',
  "  const span = tracing.startSpan('load');",
  '  const order = await find(id);',
  '  span.end();',
  '  return order;',
  '}',
);
const FIXED = [
  'export async function load(id: string) {',
  "  const span = tracing.startSpan('load');",
  '  try {',
  '    const order = await find(id);',
  '    return order;',
  '  } finally {',
  '    span.end();',
  '  }',
  '}',
];
const settings = { observability: { tracers: ['tracing'] } };

describe('settings.observability.tracers', () => {
  ruleTester.run('require-span-end', requireSpanEnd, {
    valid: [{ name: 'no tracer without it', code }],
    invalid: [
      {
        name: 'names a tracer',
        code,
        settings,
        errors: [
          {
            messageId: 'throw',
            data: {
              span: 'Span "load"',
              method: 'startSpan',
              end: 'span.end()',
              where: '`find(id)` throws (line 4)',
            },
          },
        ],
        output: lines("import { tracing } from '@acme/tracing';", ...FIXED),
      },
    ],
  });
});

const told = (...loggers: readonly object[]) => ({ observability: { loggers } });
const interpolated = [
  { messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } },
] as const;
const shop = project({
  'package.json': { name: 'shop' },
  'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
  // What is returned is not seen.
  'src/lib/log.ts': "import { load } from 'acme-loader';\nexport const log = load('log');\n",
  'src/lib/index.ts': "export { log } from './log.js';\n",
  'src/context.ts': 'export interface Context { log: any; db: any }\n',
  'src/bridge.ts':
    "import { load } from 'acme-loader';\nexport class Bridge { info(text: string) { load(text); } error(text: string) { load(text); } }\n",
});
const LOG_PATH = { from: './src/lib/log.ts', name: 'log', like: 'pino' };

describe('settings.observability.loggers', () => {
  shop.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [
      {
        name: 'no logger without it',
        code: "import { journal } from '@acme/log';\njournal.info(`Order loaded: ${id}`);",
      },
      {
        name: 'another export of the module',
        code: "import { print } from '@acme/log';\nprint.info(`Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'log', like: 'pino' }),
      },
      {
        name: 'an example that is none says nothing',
        code: "import { journal } from '@acme/log';\njournal.info(`Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'journal', call: 'print it' }),
      },
      {
        name: 'another global',
        code: 'APP.log.info(`Order loaded: ${id}`);',
        settings: told({ global: 'APP.logger', like: 'pino' }),
      },
      {
        name: 'what stands before the text',
        code: "import { log } from '@acme/log';\nlog.info(`orders-${id}`, 'Order loaded');",
        settings: told({ from: '@acme/log', name: 'log', call: 'info(context, message)' }),
      },
    ].map((each) => ({ filename: 'src/file.ts', ...each })),
    invalid: [
      {
        name: 'a logger of a package that behaves as pino does',
        code: "import { log } from '@acme/log';\nlog.info(`Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'log', like: 'pino' }),
        output: "import { log } from '@acme/log';\nlog.info({ id }, 'Order loaded');",
      },
      {
        name: 'a class of loggers, handed in by its type',
        code: "import type { Logger } from '@acme/log';\nexport const f = (logger: Logger, id: string) => logger.warn(`Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'Logger', like: 'pino' }),
        output:
          "import type { Logger } from '@acme/log';\nexport const f = (logger: Logger, id: string) => logger.warn({ id }, 'Order loaded');",
      },
      {
        name: 'a class of loggers, made',
        code: "import Logger from '@acme/log';\nconst l = new Logger('orders');\nl.info(`Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'default', like: 'pino' }),
        output:
          "import Logger from '@acme/log';\nconst l = new Logger('orders');\nl.info({ id }, 'Order loaded');",
      },
      {
        name: 'a function that makes one, and a child of it',
        code: "import { makeLog } from '@acme/log';\nmakeLog('orders').child({ a: 1 }).info(`Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'makeLog', like: 'pino' }),
        output:
          "import { makeLog } from '@acme/log';\nmakeLog('orders').child({ a: 1 }).info({ id }, 'Order loaded');",
      },
      {
        name: 'by `require`',
        code: "const log = require('@acme/log');\nlog.info(`Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'default', like: 'pino' }),
        output: "const log = require('@acme/log');\nlog.info({ id }, 'Order loaded');",
      },
      {
        name: 'a path, imported by an alias through a barrel',
        code: "import { log } from '@/lib';\nlog.info(`Order loaded: ${id}`);",
        settings: told(LOG_PATH),
        output: "import { log } from '@/lib';\nlog.info({ id }, 'Order loaded');",
      },
      {
        name: 'an alias, imported by a path',
        code: "import { log } from './lib/log.js';\nlog.info(`Order loaded: ${id}`);",
        settings: told({ ...LOG_PATH, from: '@/lib' }),
        output: "import { log } from './lib/log.js';\nlog.info({ id }, 'Order loaded');",
      },
      {
        name: "a member of an export's type",
        code: "import type { Context } from './context.js';\nexport const f = ({ log }: Context, id: string) => log.info(`Order loaded: ${id}`);",
        settings: told({ from: './src/context', name: 'Context.log', like: 'pino' }),
        output:
          "import type { Context } from './context.js';\nexport const f = ({ log }: Context, id: string) => log.info({ id }, 'Order loaded');",
      },
      {
        name: 'a global',
        code: 'global.APP.logger.info(`Order loaded: ${id}`);',
        settings: told({ global: 'APP.logger', like: 'pino' }),
        output: "global.APP.logger.info({ id }, 'Order loaded');",
      },
      {
        name: 'like winston, whose format is not seen: no fix',
        code: "import { log } from '@acme/log';\nlog.child({ a: 1 }).info(`Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'log', like: 'winston' }),
        output: null,
      },
      {
        name: 'by an example with fields after the message',
        code: "import { Bridge } from './bridge.js';\nconst log = new Bridge();\nlog.error(`Order loaded: ${id}`);",
        settings: told({ from: './src/bridge.ts', name: 'Bridge', call: 'info(message, fields)' }),
        output:
          "import { Bridge } from './bridge.js';\nconst log = new Bridge();\nlog.error('Order loaded', { id });",
      },
      {
        name: 'by an example with fields before the message',
        code: "import { log } from '@acme/log';\nlog.debug({ a: 1 }, `Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'log', call: 'info(fields, message)' }),
        output: "import { log } from '@acme/log';\nlog.debug({ a: 1, id }, 'Order loaded');",
      },
      {
        name: 'by an example whose fields have no place: no fix',
        code: "import { log } from '@acme/log';\nlog.warn(`Order loaded: ${id}`);",
        settings: told({ from: '@acme/log', name: 'log', call: 'info(message, ...values)' }),
        output: null,
      },
    ].map((each) => ({ filename: 'src/file.ts', ...each, errors: [...interpolated] })),
  });

  const code = "import { log } from '@acme/log';\nlog.info('Order loaded', { id });";
  shop.run('valid-logger-call', validLoggerCall, {
    valid: [
      {
        name: 'no claim about a library by an example',
        code,
        settings: told({ from: '@acme/log', name: 'log', call: 'info(message, fields)' }),
      },
    ],
    invalid: [
      {
        name: 'what the library it is like would lose',
        code,
        settings: told({ from: '@acme/log', name: 'log', like: 'pino' }),
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              does: 'drops',
              argument: '{ id }',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: "import { log } from '@acme/log';\nlog.info({ id }, 'Order loaded');",
      },
    ],
  });

  shop.run('log-error-object', logErrorObject, {
    valid: [
      {
        name: 'an error where the example has one',
        code: "import { log } from '@acme/log';\ntry { run(); } catch (error) { log.error('Failed', error); }",
        settings: told({ from: '@acme/log', name: 'log', call: 'error(message, error)' }),
      },
    ],
    invalid: [
      {
        name: 'its text in the message: the stack is a text, which any logger writes',
        code: "import { log } from '@acme/log';\ntry { run(); } catch (error) { log.error(`Failed: ${error.message}`); }",
        settings: told({ from: '@acme/log', name: 'log', call: 'error(message, fields)' }),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'error.message', how: '`error(message, { stack: error.stack })`' },
          },
        ],
        output: lines(
          "import { log } from '@acme/log';",
          "try { run(); } catch (error) { log.error('Failed', {",
          '  stack: error instanceof Error ? error.stack : error,',
          '}); }',
        ),
      },
    ],
  });
});

describe('exports that the settings name', () => {
  ruleTester.run('no-unbounded-label', noUnboundedLabel, {
    valid: [],
    invalid: [
      {
        name: 'a function that makes metrics',
        code: lines(
          "import { requests } from '@acme/metrics';",
          "const total = requests({ name: 'requests_total', labelNames: ['path'] });",
          'export const handle = (req: any) => total.inc({ path: req.path });',
        ),
        settings: {
          observability: {
            metricFactories: [{ from: '@acme/metrics', name: 'requests', makes: 'prom-client.Counter' }],
          },
        },
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'path',
              because: 'has one value per path (`req.path`)',
              instead: 'Put it in a log field or span attribute.',
            },
            suggestions: [
              {
                messageId: 'drop',
                data: { label: 'path' },
                output: lines(
                  "import { requests } from '@acme/metrics';",
                  "const total = requests({ name: 'requests_total', labelNames: [] });",
                  'export const handle = (req: any) => total.inc();',
                ),
              },
            ],
          },
        ],
      },
    ],
  });
  ruleTester.run('require-span-end', requireSpanEnd, {
    valid: [],
    invalid: [
      {
        name: 'a tracer under another name',
        code: code.replace('{ tracing }', '{ acme as tracing }'),
        settings: { observability: { tracers: [{ from: '@acme/tracing', name: 'acme' }] } },
        errors: [
          {
            messageId: 'throw',
            data: {
              span: 'Span "load"',
              method: 'startSpan',
              end: 'span.end()',
              where: '`find(id)` throws (line 4)',
            },
          },
        ],
        output: lines("import { acme as tracing } from '@acme/tracing';", ...FIXED),
      },
    ],
  });
});

/** A package whose package.json has settings. */
const shared = project({
  'package.json': {
    name: 'shop',
    observability: {
      loggers: [{ from: './src/log.ts', name: 'log', like: 'pino' }],
      tracers: [{ from: '@acme/tracing', name: 'tracing' }],
    },
  },
  'src/log.ts': "import { load } from 'acme-loader';\nexport const log = load('log');\n",
});

describe('"observability" of the package.json', () => {
  const logged = "import { log } from './log.js';\nlog.info(`Order loaded: ${id}`);";
  shared.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [
      {
        name: "ESLint's settings win, key by key",
        filename: 'src/file.ts',
        code: logged,
        settings: told({ from: '@acme/log', name: 'log', like: 'pino' }),
      },
    ],
    invalid: [
      {
        name: 'names a logger',
        filename: 'src/file.ts',
        code: logged,
        settings: { observability: { tracers: ['tracing'] } },
        errors: [...interpolated],
        output: "import { log } from './log.js';\nlog.info({ id }, 'Order loaded');",
      },
    ],
  });
  shared.run('require-span-end', requireSpanEnd, {
    valid: [{ name: 'which may be taken back', code, settings: { observability: { tracers: [] } } }],
    invalid: [],
  });
});
