import { describe } from 'vitest';
import rule from '../../../rules/logs/no-console-logging.js';
import { commonJs, lines, presuming, project as projectOf, ruleTester as anyTester } from '../rule-tester.js';
import { PINO, WINSTON, NEST, POWERTOOLS, LOG4JS, TSLOG, CONSOLA, OPENTELEMETRY } from './loggers.js';

// What a service runs is another question: service-reach.test.ts.
const project = (files: Parameters<typeof projectOf>[0]) => presuming(projectOf(files));
const ruleTester = presuming(anyTester);

const esm = project({
  'package.json': {
    name: 'shop',
    type: 'module',
    dependencies: {
      pino: '^10.0.0',
      express: '^5.0.0',
    },
  },
  'src/logger.ts': lines("import pino from 'pino';", '', 'export const logger = pino();', ''),
});
const cjs = project({
  'package.json': {
    name: 'shop',
    dependencies: {
      winston: '^3.0.0',
    },
  },
  'src/logger.js': lines(
    "const winston = require('winston');",
    '',
    'module.exports = { logger: winston.createLogger() };',
    '',
  ),
});
const cycle = project({
  'package.json': {
    name: 'shop',
    type: 'module',
    dependencies: {
      pino: '^10.0.0',
    },
  },
  'src/logger.ts': lines(
    "import { level } from './level.js';",
    "import pino from 'pino';",
    '',
    'export const logger = pino({ level });',
    '',
  ),
  'src/level.ts': lines("export const level = 'info';", ''),
});
const fullstack = project({
  'package.json': {
    name: 'shop',
    dependencies: {
      react: '^19.0.0',
      express: '^5.0.0',
    },
  },
});
const cli = project({
  'package.json': {
    name: 'shop',
    type: 'module',
    bin: {
      shop: './dist/main.js',
    },
    dependencies: {
      pino: '^10.0.0',
    },
  },
  'src/main.ts': lines("import { run } from './run.js';", 'run();', ''),
  'src/run.ts': lines('export function run() {}', ''),
  'src/other.ts': '',
});
const serverBin = project({
  'package.json': {
    name: 'shop',
    type: 'module',
    bin: './dist/server.js',
    dependencies: {
      express: '^5.0.0',
    },
  },
  'src/server.ts': lines("import { app } from './app.js';", ''),
  'src/app.ts': '',
});
const scripts = project({
  'package.json': {
    name: 'shop',
    scripts: {
      import: 'tsx src/import-orders.ts',
      start: 'node src/serve.ts',
      lint: 'eslint .',
    },
  },
  'src/import-orders.ts': '',
  'src/serve.ts': '',
});
const browser = project({
  'package.json': {
    name: 'shop',
    dependencies: {
      react: '^19.0.0',
    },
  },
});
const nested = project({
  'package.json': {
    name: 'monorepo',
    dependencies: {
      react: '^19.0.0',
    },
  },
  'services/api/package.json': {
    name: 'api',
    dependencies: {
      fastify: '^5.0.0',
    },
  },
  'services/api/src/x.ts': '',
});
const next = project({
  'package.json': {
    name: 'shop',
    dependencies: {
      next: '^16.0.0',
      react: '^19.0.0',
    },
  },
});

describe('no logger is known', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'console.log without a logger',
        code: 'console.log(`Loading ${id}`);',
        errors: [noLogger('log')],
        output: null,
      },
      { name: 'console.info', code: "console.info('ready');", errors: [noLogger('info')], output: null },
      { name: 'console.debug', code: "console.debug('ready');", errors: [noLogger('debug')], output: null },
      { name: 'console.warn', code: "console.warn('ready');", errors: [noLogger('warn')], output: null },
      { name: 'console.error', code: "console.error('ready');", errors: [noLogger('error')], output: null },
      {
        name: 'globalThis.console',
        code: "globalThis.console.log('ready');",
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'global.console, window.console',
        code: "global.console.log('ready');",
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'default import of node:console',
        code: lines("import console from 'node:console';", "console.log('ready');"),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'namespace of node:console',
        code: lines("import * as console from 'console';", "console.log('ready');"),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'console by require',
        code: lines("const console = require('node:console');", "console.log('ready');"),
        filename: 'file.cjs',
        languageOptions: commonJs,
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'console under another name',
        code: lines('const out = console;', "out.log('ready');"),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'method in brackets',
        code: "console['log']('ready');",
        errors: [noLogger('log')],
        output: null,
      },
      { name: 'optional call', code: "console?.log('ready');", errors: [noLogger('log')], output: null },
      {
        name: 'method of a class',
        code: lines('class A {', '  b() {', "    console.error('x');", '  }', '}'),
        errors: [noLogger('error')],
        output: null,
      },
    ],
  });
});

describe('methods of their own', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: [
      { name: 'allowed', code: PINO + "console.warn('x');", options: [{ allow: ['warn'] }] },
      { name: 'console.time prints nothing', code: PINO + "console.time('load');" },
      { name: 'console.countReset prints nothing', code: PINO + "console.countReset('load');" },
      { name: 'console.groupEnd prints nothing', code: PINO + 'console.groupEnd();' },
    ],
    invalid: [
      {
        name: 'console.table',
        code: PINO + 'console.table(value);',
        errors: [byHand('table', SAYS_NOTHING)],
        output: null,
      },
      {
        name: 'console.dir',
        code: PINO + 'console.dir(value);',
        errors: [byHand('dir', SAYS_NOTHING)],
        output: null,
      },
      {
        name: 'console.dirxml',
        code: PINO + 'console.dirxml(value);',
        errors: [byHand('dirxml', 'it prints a tree for a person to read')],
        output: null,
      },
      {
        name: 'console.trace',
        code: PINO + 'console.trace(value);',
        errors: [byHand('trace', 'it prints a stack trace: log an Error, or remove it')],
        output: null,
      },
      {
        name: 'console.count',
        code: PINO + 'console.count(value);',
        errors: [byHand('count', 'it counts: use a metric counter')],
        output: null,
      },
      {
        name: 'console.group',
        code: PINO + 'console.group(value);',
        errors: [byHand('group', 'records have no indentation: give those that follow a common field')],
        output: null,
      },
      {
        name: 'console.groupCollapsed',
        code: PINO + 'console.groupCollapsed(value);',
        errors: [
          byHand('groupCollapsed', 'records have no indentation: give those that follow a common field'),
        ],
        output: null,
      },
      {
        name: 'console.timeLog',
        code: PINO + 'console.timeLog(value);',
        errors: [byHand('timeLog', 'it prints a timer: use a histogram or a span')],
        output: null,
      },
      {
        name: 'console.timeEnd',
        code: PINO + 'console.timeEnd(value);',
        errors: [byHand('timeEnd', 'it prints a timer: use a histogram or a span')],
        output: null,
      },
      {
        name: 'console.timeStamp',
        code: PINO + 'console.timeStamp(value);',
        errors: [byHand('timeStamp', 'it marks the timeline of a profiler')],
        output: null,
      },
      {
        name: 'console.clear',
        code: PINO + 'console.clear(value);',
        errors: [byHand('clear', 'it clears the terminal')],
        output: null,
      },
      {
        name: 'console.assert',
        code: PINO + 'console.assert(value);',
        errors: [useLogger('assert', 'logger')],
        output: PINO + "if (!value) logger.error('Assertion failed: value');",
      },
      {
        name: 'assert with message',
        code: PINO + "console.assert(ok, 'order %s is odd', id);",
        errors: [useLogger('assert', 'logger')],
        output: PINO + "if (!ok) logger.error({ orderId: id }, 'order {orderId} is odd');",
      },
      {
        name: 'assert with comparison',
        code: PINO + "console.assert(a === b, 'differ');",
        errors: [useLogger('assert', 'logger')],
        output: PINO + "if (!(a === b)) logger.error('differ');",
      },
      {
        name: 'assert with a call',
        code: PINO + "console.assert(ok, 'x', compute());",
        errors: [byHand('assert', 'its values would no longer be evaluated when the assertion holds')],
        output: null,
      },
      {
        name: 'assert as arrow body',
        code: PINO + "const f = () => console.assert(ok, 'x');",
        errors: [byHand('assert', 'an assertion becomes an `if` of its own')],
        output: null,
      },
      {
        name: 'assert without braces',
        code: PINO + lines("if (strict) console.assert(ok, 'x');", 'else stop();'),
        errors: [byHand('assert', 'an assertion becomes an `if` of its own')],
        output: null,
      },
      {
        name: 'table with columns',
        code: PINO + "console.table(rows, ['id']);",
        errors: [byHand('table', 'it prints a table of chosen columns')],
        output: null,
      },
      {
        name: 'dir with options',
        code: PINO + 'console.dir(order, { depth: 4 });',
        errors: [byHand('dir', SAYS_NOTHING)],
        output: null,
      },
      {
        name: 'not allowed',
        code: PINO + lines("console.warn('x');", "console.log('y');"),
        options: [{ allow: ['warn'] }],
        errors: [useLogger('log', 'logger')],
        output: PINO + lines("console.warn('x');", "logger.info('y');"),
      },
    ],
  });
});

describe('the record that is written', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: [{ name: 'then console.log', code: PINO + 'run().then(console.log);' }],
    invalid: [
      {
        name: 'text',
        code: PINO + "console.log('ready');",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info('ready');",
      },
      {
        name: 'template',
        code: PINO + 'console.log(`Loading ${id}`);',
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ id }, 'Loading {id}');",
      },
      {
        name: 'values behind',
        code: PINO + "console.log('user id:', id, { a: 1, order });",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ userId: id, a: 1, order }, 'user id');",
      },
      {
        name: 'error',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  console.error('Failed to load user', id, err);",
            '}',
          ),
        errors: [useLogger('error', 'logger')],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ userId: id, err }, 'Failed to load user');",
            '}',
          ),
      },
      {
        name: 'error alone',
        code:
          PINO +
          lines(
            'async function loadUser() {',
            '  try {',
            '    run();',
            '  } catch (error) {',
            '    console.error(error);',
            '  }',
            '}',
          ),
        errors: [useLogger('error', 'logger')],
        output:
          PINO +
          lines(
            'async function loadUser() {',
            '  try {',
            '    run();',
            '  } catch (error) {',
            "    logger.error({ err: error }, 'loadUser failed');",
            '  }',
            '}',
          ),
      },
      ...(
        [
          [
            'the one call that is tried',
            'try { order = JSON.parse(text); } catch (e) {',
            '}',
            'JSON.parse failed',
            'e',
          ],
          [
            'a maker of a class',
            'try { order = await Order.from(id); } catch (e) {',
            '}',
            'Order.from failed',
            'e',
          ],
          [
            'a function of several words',
            'async function redisCount() { try { await a(); await b(); } catch (e) {',
            '} }',
            'redisCount failed',
            'e',
          ],
          [
            'a callback’s error under a longer name',
            'saveOrder(order, (saveError) => { if (saveError) {',
            '} });',
            'saveOrder failed',
            'saveError',
          ],
          [
            'a chain of listeners',
            "socket.on('data', read).on('error', (err) => {",
            '});',
            'socket failed',
            'err',
          ],
        ] as const
      ).map(([of, before, after, message, error]) => ({
        name: `an error alone, of ${of}`,
        code: PINO + lines(before, `console.error(${error});`, after),
        errors: [useLogger('error', 'logger')],
        output:
          PINO +
          lines(
            before,
            `logger.error({ ${error === 'err' ? 'err' : `err: ${error}`} }, '${message}');`,
            after,
          ),
      })),
      ...(
        [
          ['several calls', 'try { read(); write(); } catch (e) {', '}'],
          ['a handler', 'function errorHandler() { try { a(); b(); } catch (e) {', '} }'],
          ['one word', 'function report() { try { a(); b(); } catch (e) {', '} }'],
        ] as const
      ).map(([of, before, after]) => ({
        name: `an error alone, of ${of}`,
        code: PINO + lines(before, 'console.error(e);', after),
        errors: [byHand('error', SAYS_NOTHING)],
        output: null,
      })),
      {
        name: 'a constructor',
        code: PINO + 'console.error(`Type of error: ${err.constructor}`);',
        errors: [byHand('error', 'it prints a function')],
        output: null,
      },
      {
        name: 'parameter named like an error, alone',
        code: PINO + lines('function f(err) {', '  console.error(err);', '}'),
        errors: [byHand('error', SAYS_NOTHING)],
        output: null,
      },
      {
        name: 'parameter named like an error',
        code: PINO + lines('function f(e) {', "  console.error('failed', e);", '}'),
        errors: [useLogger('error', 'logger')],
        output: PINO + lines('function f(e) {', "  logger.error({ err: e }, 'failed');", '}'),
      },
      {
        name: 'placeholders',
        code: PINO + "console.log('Retry %d of %s', attempt, max, order);",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ attempt, max, order }, 'Retry {attempt} of {max}');",
      },
      {
        name: '%c',
        code: PINO + "console.log('%cready', 'color: red');",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info('ready');",
      },
      {
        name: 'JSON',
        code: PINO + 'console.log(JSON.stringify({ id, order }, null, 2));',
        errors: [byHand('log', SAYS_NOTHING)],
        output: null,
      },
      {
        name: 'object alone',
        code: PINO + lines('function place() {', '  console.log({ id, total });', '}'),
        errors: [byHand('log', SAYS_NOTHING)],
        output: null,
      },
      {
        name: 'object with methods',
        code: PINO + "console.log('made', { id, get() { return 1; } });",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ data: { id, get() { return 1; } } }, 'made');",
      },
      {
        name: 'object with spread',
        code: PINO + "console.log('made', { ...order, id });",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ data: { ...order, id } }, 'made');",
      },
      {
        name: 'variable',
        code: PINO + 'console.log(message);',
        errors: [useLogger('log', 'logger')],
        output: PINO + 'logger.info(message);',
      },
      {
        name: 'variable called msg',
        code: PINO + "console.log('got', msg);",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ detail: msg }, 'got');",
      },
      {
        name: 'two objects',
        code: PINO + "console.log('diff', { id: a }, { id: b });",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ id: a, bId: b }, 'diff');",
      },
      {
        name: 'emoji',
        code: PINO + "console.log('✅ Connected to', db.name);",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ dbName: db.name }, '✅ Connected to {dbName}');",
      },
      {
        name: 'prefix',
        code: PINO + lines("const LOG_PREFIX = '[Orders]';", 'console.log(`${LOG_PREFIX} started ${id}`);'),
        errors: [useLogger('log', 'logger')],
        output:
          PINO +
          lines("const LOG_PREFIX = '[Orders]';", 'logger.info({ id }, `${LOG_PREFIX} started {id}`);'),
      },
      {
        name: 'prefix argument',
        code: PINO + lines("const LOG_PREFIX = '[Orders]';", "console.log(LOG_PREFIX, 'started', id);"),
        errors: [useLogger('log', 'logger')],
        output:
          PINO + lines("const LOG_PREFIX = '[Orders]';", 'logger.info({ id }, `${LOG_PREFIX} started`);'),
      },
      {
        name: 'await',
        code: PINO + "console.log('loaded', await load(id), next());",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ load: await load(id), next: next() }, 'loaded');",
      },
      {
        name: 'same value twice',
        code: PINO + 'console.log(`a ${id}`, id);',
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ id }, 'a {id} {id}');",
      },
      {
        name: 'same name',
        code: PINO + "console.log('move', from.id, to.id, id);",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ fromId: from.id, toId: to.id, id }, 'move');",
      },
      {
        name: 'reserved',
        code: PINO + "console.log('at', time, level);",
        errors: [byHand('log', SAYS_NOTHING)],
        output: null,
      },
      {
        name: 'spread',
        code: PINO + "console.log('x', ...rest);",
        errors: [byHand('log', 'its arguments are spread from an array')],
        output: null,
      },
      {
        name: 'comment inside the call',
        code: PINO + "console.log(/* why */ 'x', id);",
        errors: [byHand('log', 'a comment inside the call would be lost')],
        output: null,
      },
      {
        name: 'line comment',
        code: PINO + lines('console.log(', "  'x', // why", '  id,', ');'),
        errors: [byHand('log', 'a comment inside the call would be lost')],
        output: null,
      },
      {
        name: 'optional call',
        code: PINO + "console.log?.('x', id);",
        errors: [byHand('log', 'it is an optional call')],
        output: null,
      },
      {
        name: 'optional member',
        code: PINO + "console?.log('x', id);",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ id }, 'x');",
      },
      {
        name: 'function',
        code: PINO + "console.log('x', () => id);",
        errors: [byHand('log', 'it prints a function')],
        output: null,
      },
      {
        name: 'two errors',
        code:
          PINO +
          lines('try {', '  run();', '} catch (err) {', '  run().catch((e) => console.error(err, e));', '}'),
        errors: [byHand('error', 'it logs two errors, `err` and `e`')],
        output: null,
      },
      {
        name: 'arrow',
        code: PINO + "const report = (id: string) => console.log('x', id);",
        errors: [useLogger('log', 'logger')],
        output: PINO + "const report = (id: string) => logger.info({ id }, 'x');",
      },
      {
        name: 'value used, winston',
        code: WINSTON + "const report = (id: string) => console.log('x', id);",
        errors: [useLogger('log', 'logger')],
        output: WINSTON + "const report = (id: string) => void logger.info('x', { id });",
      },
      {
        name: 'value used ||, winston',
        code: WINSTON + "const x = console.log('x', id) || id;",
        errors: [useLogger('log', 'logger')],
        output: WINSTON + "const x = void logger.info('x', { id }) || id;",
      },
      {
        name: 'returned, winston',
        code: WINSTON + lines('function f() {', "  return console.error('x');", '}'),
        errors: [useLogger('error', 'logger')],
        output: WINSTON + lines('function f() {', "  return void logger.error('x');", '}'),
      },
      {
        name: 'value in a sequence',
        code: WINSTON + "run((console.log('x'), id));",
        errors: [useLogger('log', 'logger')],
        output: WINSTON + "run((void logger.info('x'), id));",
      },
      {
        name: 'void already',
        code: WINSTON + "const f = () => void console.log('x');",
        errors: [useLogger('log', 'logger')],
        output: WINSTON + "const f = () => void logger.info('x');",
      },
      {
        name: 'behind &&',
        code: WINSTON + "ready && console.log('x', id);",
        errors: [useLogger('log', 'logger')],
        output: WINSTON + "ready && logger.info('x', { id });",
      },
      {
        name: 'without braces',
        code: PINO + "if (ready) console.log('x', id);",
        errors: [useLogger('log', 'logger')],
        output: PINO + "if (ready) logger.info({ id }, 'x');",
      },
      {
        name: 'no semicolons around',
        code: PINO + lines('const a = 1', "console.log('x', id)", 'const b = 2', ''),
        errors: [useLogger('log', 'logger')],
        output: PINO + lines('const a = 1', "logger.info({ id }, 'x')", 'const b = 2', ''),
      },
      {
        name: 'line of dashes',
        code: PINO + lines("console.log('------');", 'run();'),
        errors: [
          {
            messageId: 'byHand',
            data: { method: 'log', why: 'it prints decoration' },
            suggestions: [{ messageId: 'remove', output: PINO + lines('', 'run();') }],
          },
        ],
        output: null,
      },
      {
        name: 'repeated character',
        code: PINO + "console.log('='.repeat(40));",
        errors: [byHand('log', 'it prints text dressed up for a terminal')],
        output: null,
      },
      {
        name: 'line of dashes as the branch of an if',
        code: PINO + lines("if (a) console.log('---');", 'else run();'),
        errors: [byHand('log', 'it prints decoration')],
        output: null,
      },
      {
        name: 'line of dashes as the body of an arrow function',
        code: PINO + "const f = () => console.log('---');",
        errors: [byHand('log', 'it prints decoration')],
        output: null,
      },
      {
        name: 'line of dashes where no logger is known',
        code: "console.log('------');",
        errors: [
          {
            messageId: 'byHand',
            data: { method: 'log', why: 'it prints decoration' },
            suggestions: [{ messageId: 'remove', output: '' }],
          },
        ],
        output: null,
      },
      {
        name: 'heading between equals signs',
        code: PINO + "console.log('=== Orders ===');",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info('=== Orders ===');",
      },
    ],
  });
});

describe('what the logger logs beside it', () => {
  const twice = (method: string, output: string) => ({
    messageId: 'twice' as const,
    data: { method },
    suggestions: [{ messageId: 'removeTwice' as const, output: PINO + output }],
  });
  ruleTester.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'before it, in other words of the same',
        code: PINO + lines("console.log('Listening', port);", "logger.info({ port }, 'Listening');"),
        errors: [twice('log', lines('', "logger.info({ port }, 'Listening');"))],
        output: null,
      },
      {
        name: 'after it, with more in the record',
        code: PINO + lines("logger.error({ err: error }, 'Not saved');", 'console.error(error);'),
        errors: [twice('error', lines("logger.error({ err: error }, 'Not saved');", ''))],
        output: null,
      },
      {
        name: 'a tag and other punctuation',
        code:
          PINO +
          lines('console.error(`[web] Port ${port} is taken:`);', 'logger.error(`Port ${port} is taken`);'),
        errors: [twice('error', lines('', 'logger.error(`Port ${port} is taken`);'))],
        output: null,
      },
      {
        name: 'the message of the error in the record',
        code:
          PINO + lines("console.error('Lost:', error);", "logger.error({ error: error.message }, 'Lost');"),
        errors: [twice('error', lines('', "logger.error({ error: error.message }, 'Lost');"))],
        output: null,
      },
      {
        name: 'spread arguments',
        code: PINO + lines('console.log(...args);', 'logger.info(...args);'),
        errors: [twice('log', lines('', 'logger.info(...args);'))],
        output: null,
      },
      {
        name: 'the record has less',
        code: PINO + lines("logger.error('Not saved');", "console.error('Not saved', id);"),
        errors: [useLogger('error', 'logger')],
        output: PINO + lines("logger.error('Not saved');", "logger.error({ id }, 'Not saved');"),
      },
      {
        name: 'something between them',
        code: PINO + lines("logger.info('Ready');", 'run();', "console.log('Ready');"),
        errors: [useLogger('log', 'logger')],
        output: PINO + lines("logger.info('Ready');", 'run();', "logger.info('Ready');"),
      },
    ],
  });
});

describe('the logger that is at hand', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'this.logger',
        code: lines(
          "import { Logger } from '@nestjs/common';",
          'class Orders {',
          '  private readonly logger = new Logger(Orders.name);',
          '  load(id: string) {',
          '    console.log(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [useLogger('log', 'this.logger')],
        output: lines(
          "import { Logger } from '@nestjs/common';",
          'class Orders {',
          '  private readonly logger = new Logger(Orders.name);',
          '  load(id: string) {',
          "    this.logger.log({ msg: 'Loading {id}', id });",
          '  }',
          '}',
        ),
      },
      {
        name: 'this.logger in an arrow',
        code: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  constructor(private readonly logger: Logger) {}',
          '  load = () => {',
          "    run().then((x) => console.log('x', x));",
          '  };',
          '}',
        ),
        errors: [useLogger('log', 'this.logger')],
        output: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  constructor(private readonly logger: Logger) {}',
          '  load = () => {',
          "    run().then((x) => this.logger.info({ x }, 'x'));",
          '  };',
          '}',
        ),
      },
      {
        name: 'this.logger not in a nested function',
        code: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  constructor(private readonly logger: Logger) {}',
          '  load() {',
          '    run(function () {',
          "      console.log('x');",
          '    });',
          '  }',
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: undefined,
        code: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  private readonly logger;',
          '  constructor() {',
          "    console.log('made');",
          '    this.logger = pino();',
          '  }',
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'static method',
        code: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  constructor(private readonly logger: Logger) {}',
          '  static load() {',
          "    console.log('x');",
          '  }',
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      ...['', '{ logger: false }', '{ bodyLimit: 1024 }'].map((options) => ({
        name: `an app that is made without a logger: fastify(${options})`,
        code: lines(
          "import Fastify from 'fastify';",
          `const fastify = Fastify(${options});`,
          'fastify.listen({ port: 3002 }, (err, address) => {',
          '  console.log(`Server listening on ${address}`);',
          '});',
        ),
        errors: [noLogger('log')],
        output: null,
      })),
      ...['', '{ logger: false }'].map((options) => ({
        name: `a request of one: fastify(${options})`,
        code: lines(
          "import Fastify from 'fastify';",
          `const app = Fastify(${options});`,
          "app.get('/', async (request) => {",
          "  console.log('x', request.params.id);",
          '});',
        ),
        errors: [noLogger('log')],
        output: null,
      })),
      ...['{ logger: true }', '{ logger: { level } }', '{ loggerInstance }', 'options', '{ ...options }'].map(
        (options) => ({
          name: `an app that has a logger, or may have one: fastify(${options})`,
          code: lines(
            "import Fastify from 'fastify';",
            `const fastify = Fastify(${options});`,
            'fastify.ready(() => {',
            "  console.log('ready');",
            '});',
          ),
          errors: [useLogger('log', 'fastify.log')],
          output: lines(
            "import Fastify from 'fastify';",
            `const fastify = Fastify(${options});`,
            'fastify.ready(() => {',
            "  fastify.log.info('ready');",
            '});',
          ),
        }),
      ),
      {
        name: 'request.log',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify({ logger: true });',
          "app.get('/', async (request) => {",
          "  console.log('x', request.params.id);",
          '});',
        ),
        errors: [useLogger('log', 'request.log')],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify({ logger: true });',
          "app.get('/', async (request) => {",
          "  request.log.info({ id: request.params.id }, 'x');",
          '});',
        ),
      },
      {
        name: 'request in a closure',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify({ logger: true });',
          "app.get('/', async (request) => {",
          "  items.forEach((item) => console.log('x', item));",
          '});',
        ),
        errors: [useLogger('log', 'request.log')],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify({ logger: true });',
          "app.get('/', async (request) => {",
          "  items.forEach((item) => request.log.info({ item }, 'x'));",
          '});',
        ),
      },
      {
        name: 'parameter',
        code: lines(
          "import type { Logger } from 'pino';",
          'function load(log: Logger, id: string) {',
          "  console.log('x', id);",
          '}',
        ),
        errors: [useLogger('log', 'log')],
        output: lines(
          "import type { Logger } from 'pino';",
          'function load(log: Logger, id: string) {',
          "  log.info({ id }, 'x');",
          '}',
        ),
      },
      {
        name: 'optional parameter',
        code: lines(
          "import type { Logger } from 'pino';",
          'function load(id: string, log?: Logger) {',
          "  console.log('x', id);",
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'inner logger wins',
        code: lines(
          "import pino from 'pino';",
          'const logger = pino();',
          'function f() {',
          '  const log = logger.child({ a: 1 });',
          "  console.log('x');",
          '}',
        ),
        errors: [useLogger('log', 'log')],
        output: lines(
          "import pino from 'pino';",
          'const logger = pino();',
          'function f() {',
          '  const log = logger.child({ a: 1 });',
          "  log.info('x');",
          '}',
        ),
      },
      {
        name: 'logger declared behind the call',
        code: lines("import pino from 'pino';", "console.log('before');", 'const logger = pino();'),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'logger declared behind the function, called later',
        code: lines(
          "import pino from 'pino';",
          'function start() {',
          "  console.log('later');",
          '}',
          'const logger = pino();',
          'start();',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'hoisted called before declaration',
        code: lines(
          "import pino from 'pino';",
          'start();',
          'const logger = pino();',
          'function start() {',
          "  console.log('x');",
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'shadowed logger',
        code: lines(
          "import pino from 'pino';",
          'const logger = pino();',
          'function f(logger: string[]) {',
          "  console.log('x', logger);",
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'type-only logger',
        code: lines("import type { logger } from './src/logger.js';", "console.log('x');"),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'logger assigned under a condition',
        code: lines(
          "import pino from 'pino';",
          'let logger;',
          'if (x) logger = pino();',
          "console.log('x');",
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'catch scope',
        code: lines(
          "import pino from 'pino';",
          'function f() {',
          '  try {',
          '    const logger = pino();',
          '  } catch (err) {',
          "    console.error('x', err);",
          '  }',
          '}',
        ),
        errors: [noLogger('error')],
        output: null,
      },
      {
        name: 'destructured log',
        code: lines(
          "import type { FastifyRequest } from 'fastify';",
          'function f({ log }: FastifyRequest) {',
          "  console.log('x');",
          '}',
        ),
        errors: [useLogger('log', 'log')],
        output: lines(
          "import type { FastifyRequest } from 'fastify';",
          'function f({ log }: FastifyRequest) {',
          "  log.info('x');",
          '}',
        ),
      },
      {
        name: 'winston module is no logger of the project',
        code: lines("import winston from 'winston';", "console.log('x');"),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'logger as default parameter',
        code: lines("import pino from 'pino';", 'function f(logger = pino()) {', "  console.log('x');", '}'),
        errors: [useLogger('log', 'logger')],
        output: lines(
          "import pino from 'pino';",
          'function f(logger = pino()) {',
          "  logger.info('x');",
          '}',
        ),
      },
    ],
  });
});

describe('the logger that is at hand, ES modules', () => {
  esm.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'imported logger',
        code: lines("import { logger } from './logger.js';", "console.log('x', id);"),
        filename: 'src/orders.ts',
        errors: [useLogger('log', 'logger')],
        output: lines("import { logger } from './logger.js';", "logger.info({ id }, 'x');"),
      },
    ],
  });
});

describe('the logger of the settings, a default export', () => {
  project({
    'package.json': { name: 'shop', type: 'module', dependencies: { pino: '^10.0.0', express: '^5.0.0' } },
    'src/logger.ts': lines("import pino from 'pino';", '', 'export default pino();', ''),
  }).run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'default export',
        code: lines("console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'default' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines("import logger from './logger.js';", '', "logger.info({ port }, 'ready');", ''),
      },
    ],
  });
});

describe('the logger of the settings, ES modules', () => {
  esm.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'first import of a file',
        code: lines("console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines("import { logger } from './logger.js';", '', "logger.info({ port }, 'ready');", ''),
      },
      {
        name: 'after the last import',
        code: lines(
          "import { a } from './a.js';",
          "import { b } from './b.js';",
          '',
          "console.log('ready', port);",
          '',
        ),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "import { a } from './a.js';",
          "import { b } from './b.js';",
          "import { logger } from './logger.js';",
          '',
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'nested folder',
        code: lines("import { a } from '../a.js';", '', "console.log('ready', port);", ''),
        filename: 'src/orders/place.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "import { a } from '../a.js';",
          "import { logger } from '../logger.js';",
          '',
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'neighbours without extension',
        code: lines("import { a } from '../a';", '', "console.log('ready', port);", ''),
        filename: 'src/orders/place.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "import { a } from '../a';",
          "import { logger } from '../logger';",
          '',
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'neighbours with .ts',
        code: lines("import { a } from '../a.ts';", '', "console.log('ready', port);", ''),
        filename: 'src/orders/place.ts',
        settings: { observability: { logger: { import: { from: './src/logger.ts', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "import { a } from '../a.ts';",
          "import { logger } from '../logger.ts';",
          '',
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'no neighbours, source from',
        code: lines("console.log('ready', port);", ''),
        filename: 'src/orders/place.ts',
        settings: { observability: { logger: { import: { from: './src/logger.ts', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines("import { logger } from '../logger.js';", '', "logger.info({ port }, 'ready');", ''),
      },
      {
        name: 'logger of a package',
        code: lines("console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: '@acme/log', name: 'log' } } } },
        errors: [useLogger('log', 'log')],
        output: lines("import { log } from '@acme/log';", '', "log.info({ port }, 'ready');", ''),
      },
      {
        name: 'console under another name',
        code: lines("console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: '#logger', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines("import { logger } from '#logger';", '', "logger.info({ port }, 'ready');", ''),
      },
      {
        name: 'two calls',
        code: lines("console.log('ready', port);", "console.warn('slow');", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger'), useLogger('warn', 'logger')],
        output: [
          lines(
            "import { logger } from './logger.js';",
            '',
            "logger.info({ port }, 'ready');",
            "console.warn('slow');",
            '',
          ),
          lines(
            "import { logger } from './logger.js';",
            '',
            "logger.info({ port }, 'ready');",
            "logger.warn('slow');",
            '',
          ),
        ],
      },
      {
        name: 'directive',
        code: lines("'use server';", '', "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "'use server';",
          '',
          "import { logger } from './logger.js';",
          '',
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'license comment',
        code: lines('/* Copyright Acme */', "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          '/* Copyright Acme */',
          "import { logger } from './logger.js';",
          '',
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'line comment head',
        code: lines('// @ts-check', "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          '// @ts-check',
          "import { logger } from './logger.js';",
          '',
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'CRLF',
        code: "import a from './a.js';\r\n\r\nconsole.log('ready', port);\r\n",
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output:
          "import a from './a.js';\r\nimport { logger } from './logger.js';\r\n\r\nlogger.info({ port }, 'ready');\r\n",
      },
      {
        name: 'no semicolons',
        code: lines("import a from './a.js'", '', "console.log('ready', port)", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "import a from './a.js'",
          "import { logger } from './logger.js'",
          '',
          "logger.info({ port }, 'ready')",
          '',
        ),
      },
      {
        name: 'double quotes',
        code: lines('import a from "./a.js";', '', 'console.log("ready", port);', ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          'import a from "./a.js";',
          'import { logger } from "./logger.js";',
          '',
          'logger.info({ port }, "ready");',
          '',
        ),
      },
      {
        name: 'multi-line import last',
        code: lines('import {', '  a,', '  b,', "} from './a.js';", '', "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          'import {',
          '  a,',
          '  b,',
          "} from './a.js';",
          "import { logger } from './logger.js';",
          '',
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'import with a comment behind',
        code: lines("import a from './a.js'; // keep", '', "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "import a from './a.js'; // keep",
          "import { logger } from './logger.js';",
          '',
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'name taken',
        code: lines('const logger = 1;', "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'appLogger')],
        output: lines(
          "import { logger as appLogger } from './logger.js';",
          '',
          'const logger = 1;',
          "appLogger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'name taken in an inner scope',
        code: lines(
          'function f(logger: string) {',
          '  return logger;',
          '}',
          "console.log('ready', port);",
          '',
        ),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'appLogger')],
        output: lines(
          "import { logger as appLogger } from './logger.js';",
          '',
          'function f(logger: string) {',
          '  return logger;',
          '}',
          "appLogger.info({ port }, 'ready');",
          '',
        ),
      },
      {
        name: 'library from settings',
        code: lines("console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: {
          observability: {
            logger: { library: 'winston', import: { from: './src/logger.js', name: 'logger' } },
          },
        },
        errors: [useLogger('log', 'logger')],
        output: lines("import { logger } from './logger.js';", '', "logger.info('ready', { port });", ''),
      },
      {
        name: 'imported but under another local name',
        code: lines("import { logger as log } from './logger.js';", "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'log')],
        output: lines("import { logger as log } from './logger.js';", "log.info({ port }, 'ready');", ''),
      },
      {
        name: 'logger import exists at the settings',
        code: lines("import { logger } from './logger.js';", "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines("import { logger } from './logger.js';", "logger.info({ port }, 'ready');", ''),
      },
      {
        name: 'logger in scope wins over settings',
        code: lines("import pino from 'pino';", 'const log = pino();', "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'log')],
        output: lines("import pino from 'pino';", 'const log = pino();', "log.info({ port }, 'ready');", ''),
      },
      {
        name: 'import after code',
        code: lines('run();', "import { a } from './a.js';", "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          'run();',
          "import { a } from './a.js';",
          "import { logger } from './logger.js';",
          "logger.info({ port }, 'ready');",
          '',
        ),
      },
    ],
  });
});

describe('the logger of the settings, CommonJS', () => {
  cjs.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'require behind the last require',
        code: lines("'use strict';", '', "const fs = require('fs');", '', "console.log('ready', port);", ''),
        filename: 'src/main.js',
        languageOptions: commonJs,
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "'use strict';",
          '',
          "const fs = require('fs');",
          "const { logger } = require('./logger.js');",
          '',
          "logger.info('ready', { port });",
          '',
        ),
      },
      {
        name: 'first require of a file',
        code: lines("'use strict';", '', "console.log('ready', port);", ''),
        filename: 'src/main.js',
        languageOptions: commonJs,
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "'use strict';",
          '',
          "const { logger } = require('./logger.js');",
          '',
          "logger.info('ready', { port });",
          '',
        ),
      },
      {
        name: 'whole module by require',
        code: lines("const fs = require('fs');", '', "console.log('ready', port);", ''),
        filename: 'src/main.cjs',
        languageOptions: commonJs,
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'default' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "const fs = require('fs');",
          "const logger = require('./logger.js');",
          '',
          "logger.info('ready', { port });",
          '',
        ),
      },
      {
        name: 'import equals',
        code: lines("import fs = require('fs');", '', "console.log('ready', port);", ''),
        filename: 'src/main.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "import fs = require('fs');",
          "import { logger } from './logger.js';",
          '',
          "logger.info('ready', { port });",
          '',
        ),
      },
      {
        name: 'library from package.json',
        code: lines("console.log('ready', port);", ''),
        filename: 'src/main.mjs',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines("import { logger } from './logger.js';", '', "logger.info('ready', { port });", ''),
      },
      {
        name: 'cjs: console before the require',
        code: lines("console.log('first');", "const fs = require('fs');", "console.log('ready', port);", ''),
        filename: 'src/main.js',
        languageOptions: commonJs,
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger'), useLogger('log', 'logger')],
        output: [
          lines(
            "const { logger } = require('./logger.js');",
            '',
            "logger.info('first');",
            "const fs = require('fs');",
            "console.log('ready', port);",
            '',
          ),
          lines(
            "const { logger } = require('./logger.js');",
            '',
            "logger.info('first');",
            "const fs = require('fs');",
            "logger.info('ready', { port });",
            '',
          ),
        ],
      },
      {
        name: 'cjs: hoisted function before',
        code: lines(
          "const fs = require('fs');",
          'start();',
          'function start() {',
          "  console.log('x');",
          '}',
          '',
        ),
        filename: 'src/main.js',
        languageOptions: commonJs,
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "const fs = require('fs');",
          "const { logger } = require('./logger.js');",
          'start();',
          'function start() {',
          "  logger.info('x');",
          '}',
          '',
        ),
      },
      {
        name: 'cjs: require late',
        code: lines(
          'start();',
          "const fs = require('fs');",
          'function start() {',
          "  console.log('x');",
          '}',
          '',
        ),
        filename: 'src/main.js',
        languageOptions: commonJs,
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "const { logger } = require('./logger.js');",
          '',
          'start();',
          "const fs = require('fs');",
          'function start() {',
          "  logger.info('x');",
          '}',
          '',
        ),
      },
      {
        name: 'cjs: require in the middle of the file',
        code: lines(
          "const fs = require('fs');",
          'function f() {',
          "  console.log('x');",
          '}',
          'f();',
          "const late = require('./late');",
          '',
        ),
        filename: 'src/main.js',
        languageOptions: commonJs,
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "const fs = require('fs');",
          "const { logger } = require('./logger');",
          'function f() {',
          "  logger.info('x');",
          '}',
          'f();',
          "const late = require('./late');",
          '',
        ),
      },
      {
        name: 'first require of a file that is linted as a module',
        code: lines("'use strict';", '', "console.log('ready', port);", ''),
        filename: 'src/main.js',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [useLogger('log', 'logger')],
        output: lines(
          "'use strict';",
          '',
          "const { logger } = require('./logger.js');",
          '',
          "logger.info('ready', { port });",
          '',
        ),
      },
    ],
  });
});

describe('the logger of the settings, logger with imports of its own', () => {
  cycle.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'module that the logger imports',
        code: lines("export const level = 'info';", "console.log('level', level);", ''),
        filename: 'src/level.ts',
        settings: { observability: { logger: { import: { from: './src/logger.js', name: 'logger' } } } },
        errors: [byHand('log', 'importing the logger here would close an import cycle')],
        output: null,
      },
    ],
  });
});

describe('the logger of the settings, browser and server package', () => {
  fullstack.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'library unknown',
        code: lines("console.log('ready', port);", ''),
        filename: 'src/server/main.ts',
        settings: { observability: { logger: { import: { from: '@acme/log', name: 'log' } } } },
        errors: [noLogger('log')],
        output: null,
      },
    ],
  });
});

describe('the logger of the settings', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: [
      {
        name: 'settings say console',
        code: lines("console.log('ready', port);", ''),
        settings: { observability: { logger: { library: 'console' } } },
      },
    ],
    invalid: [],
  });
});

describe('what the file is for', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: [
      { name: 'shebang', code: lines('#!/usr/bin/env node', "console.log('ready');") },
      { name: 'arg parser', code: lines("import { Command } from 'commander';", "console.log('ready');") },
      {
        name: 'process.argv',
        code: lines('const [name] = process.argv.slice(2);', "console.log('ready', name);"),
      },
      { name: 'parseArgs', code: lines("import { parseArgs } from 'node:util';", "console.log('ready');") },
      { name: 'cli folder', code: "console.log('ready');", filename: 'src/cli/run.ts' },
      { name: 'script scripts/build.ts', code: "console.log('ready');", filename: 'scripts/build.ts' },
      { name: 'script prisma/seed.ts', code: "console.log('ready');", filename: 'prisma/seed.ts' },
      {
        name: 'script src/migrations/001.ts',
        code: "console.log('ready');",
        filename: 'src/migrations/001.ts',
      },
      {
        name: 'script db/20240101120000-add.ts',
        code: "console.log('ready');",
        filename: 'db/20240101120000-add.ts',
      },
      { name: 'script vite.config.ts', code: "console.log('ready');", filename: 'vite.config.ts' },
      { name: 'script tools/gen.ts', code: "console.log('ready');", filename: 'tools/gen.ts' },
      { name: 'script examples/a.ts', code: "console.log('ready');", filename: 'examples/a.ts' },
      { name: 'test tests/a.ts', code: "console.log('ready');", filename: 'tests/a.ts' },
      { name: 'test src/a.test.ts', code: "console.log('ready');", filename: 'src/a.test.ts' },
      { name: 'test src/a.spec.js', code: "console.log('ready');", filename: 'src/a.spec.js' },
      { name: 'test src/__tests__/a.ts', code: "console.log('ready');", filename: 'src/__tests__/a.ts' },
      { name: 'test src/a.e2e-spec.ts', code: "console.log('ready');", filename: 'src/a.e2e-spec.ts' },
      { name: 'test src/a.stories.ts', code: "console.log('ready');", filename: 'src/a.stories.ts' },
      { name: 'test src/a.spec.db.ts', code: "console.log('ready');", filename: 'src/a.spec.db.ts' },
      {
        name: 'test acceptance/support/a.ts',
        code: "console.log('ready');",
        filename: 'acceptance/support/a.ts',
      },
      { name: 'test vitest.setup.ts', code: "console.log('ready');", filename: 'vitest.setup.ts' },
      { name: 'browser src/a.tsx', code: "console.log('ready');", filename: 'src/a.tsx' },
      { name: 'browser public/a.js', code: "console.log('ready');", filename: 'public/a.js' },
      { name: 'browser client/a.ts', code: "console.log('ready');", filename: 'client/a.ts' },
      {
        name: 'DOM, of another type',
        code: lines(
          "window.addEventListener('load', () => (window as any).start());",
          "console.log('ready');",
        ),
      },
      {
        name: 'DOM, named in a comment and in a text',
        code: lines('// sent to it (window, frame)', "window.open('(window)');", "console.log('ready');"),
      },
      { name: 'use client', code: lines("'use client';", "console.log('ready');") },
      { name: 'DOM', code: lines("document.title = 'x';", "console.log('ready');") },
      { name: 'generated dist/a.js', code: "console.log('ready');", filename: 'dist/a.js' },
      { name: 'generated src/a.generated.ts', code: "console.log('ready');", filename: 'src/a.generated.ts' },
      { name: 'generated src/a.min.js', code: "console.log('ready');", filename: 'src/a.min.js' },
      {
        name: 'generated head',
        code: lines('// Code generated by protoc. DO NOT EDIT.', "console.log('ready');"),
      },
      { name: 'navigator.', code: lines('run(navigator.userAgent);', "console.log('ready');") },
    ],
    invalid: [
      {
        name: 'a service that tests',
        code: "console.log('ready');",
        filename: 'src/ab-test.service.ts',
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'a name of its own',
        code: lines('function open(window) { window.open(); }', "console.log('ready');"),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'DOM behind typeof',
        code: lines("if (typeof window !== 'undefined') window.name = 'x';", "console.log('ready');"),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'window in a string',
        code: lines("run('window.open');", "console.log('ready');"),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'include cli',
        code: lines('#!/usr/bin/env node', "console.log('ready');"),
        options: [{ include: ['cli'] }],
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'include scripts',
        code: "console.log('ready');",
        filename: 'scripts/build.ts',
        options: [{ include: ['scripts'] }],
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'include tests',
        code: "console.log('ready');",
        filename: 'src/a.test.ts',
        options: [{ include: ['tests'] }],
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'include browser',
        code: "console.log('ready');",
        filename: 'src/a.tsx',
        options: [{ include: ['browser'] }],
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'client in server',
        code: "console.log('ready');",
        filename: 'src/client/http.ts',
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'src/commands of a server',
        code: "console.log('ready');",
        filename: 'src/commands/place-order.ts',
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'latest.ts is no test',
        code: "console.log('ready');",
        filename: 'src/latest.ts',
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'src/tools',
        code: "console.log('ready');",
        filename: 'src/tools/clock.ts',
        errors: [noLogger('log')],
        output: null,
      },
    ],
  });
});

describe('what the file is for, package with a bin', () => {
  cli.run('no-console-logging', rule, {
    valid: [
      { name: 'bin', code: "console.log('ready');", filename: 'src/main.ts' },
      { name: 'reached from the bin', code: "console.log('ready');", filename: 'src/run.ts' },
    ],
    invalid: [
      {
        name: 'beside the bin',
        code: "console.log('ready');",
        filename: 'src/other.ts',
        errors: [noLogger('log')],
        output: null,
      },
    ],
  });
});

describe('what the file is for, a bundled command line', () => {
  const bundled = (dependencies: Readonly<Record<string, string>>) =>
    project({
      'package.json': {
        name: 'shop',
        bin: './bin/shop.js',
        dependencies,
        devDependencies: { yargs: '^18.0.0' },
      },
      'bin/shop.js': '#!/usr/bin/env node\n',
    });
  const code = "console.log('ready');";
  bundled({}).run('no-console-logging', rule, {
    valid: [{ name: 'a command', code, filename: 'src/deploy.ts' }],
    invalid: [],
  });
  bundled({ express: '^5.0.0' }).run('no-console-logging', rule, {
    valid: [],
    invalid: [{ name: 'a server', code, filename: 'src/deploy.ts', errors: [noLogger('log')], output: null }],
  });
});

describe('what the file is for, a command line in a workspace without its .git', () => {
  const workspace = project({
    'package.json': { name: 'shop', workspaces: ['packages/*'] },
    'packages/admin-cli/package.json': { name: 'admin', bin: './bin/run' },
    'packages/cli/package.json': { name: 'shop-cli', bin: './bin/run' },
    'packages/billing/package.json': { name: 'billing', bin: './bin/run' },
    'packages/cli-parser/package.json': { name: 'parser' },
  });
  const code = "console.log('ready');";
  const reported = { code, errors: [noLogger('log')], output: null };
  workspace.run('no-console-logging', rule, {
    valid: [
      { name: 'packages/cli', code, filename: 'packages/cli/src/other.ts' },
      { name: 'packages/admin-cli', code, filename: 'packages/admin-cli/src/other.ts' },
    ],
    invalid: [
      { ...reported, name: 'a package with a bin', filename: 'packages/billing/src/other.ts' },
      { ...reported, name: 'a package without one', filename: 'packages/cli-parser/src/other.ts' },
    ],
  });
});

describe('what the file is for, server with a bin', () => {
  serverBin.run('no-console-logging', rule, {
    valid: [{ name: 'bin of a server', code: "console.log('ready');", filename: 'src/server.ts' }],
    invalid: [
      {
        name: 'reached from the bin of a server',
        code: "console.log('ready');",
        filename: 'src/app.ts',
        errors: [noLogger('log')],
        output: null,
      },
    ],
  });
});

describe('what the file is for, package scripts', () => {
  scripts.run('no-console-logging', rule, {
    valid: [
      { name: 'named by a package script', code: "console.log('ready');", filename: 'src/import-orders.ts' },
    ],
    invalid: [
      {
        name: 'named by the start script',
        code: "console.log('ready');",
        filename: 'src/serve.ts',
        errors: [noLogger('log')],
        output: null,
      },
    ],
  });
});

describe('what the file is for, browser package', () => {
  browser.run('no-console-logging', rule, {
    valid: [
      { name: 'browser package', code: "console.log('ready');", filename: 'src/a.ts' },
      {
        name: 'server file of a browser package',
        code: "console.log('ready');",
        filename: 'src/api/orders.ts',
      },
    ],
    invalid: [],
  });
});

describe('what the file is for, browser and server package', () => {
  fullstack.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'package of both',
        code: "console.log('ready');",
        filename: 'src/a.ts',
        errors: [noLogger('log')],
        output: null,
      },
    ],
  });
});

describe('what the file is for, a package of tests', () => {
  project({ 'package.json': { name: '@shop/acceptance-tests', dependencies: { express: '^5.0.0' } } }).run(
    'no-console-logging',
    rule,
    { valid: [{ name: 'steps', code: "console.log('ready');", filename: 'src/steps.ts' }], invalid: [] },
  );
  project({ 'package.json': { name: '@shop/test', dependencies: { express: '^5.0.0' } } }).run(
    'no-console-logging',
    rule,
    {
      valid: [{ name: 'named so alone', code: "console.log('ready');", filename: 'src/run.ts' }],
      invalid: [],
    },
  );
});

describe('what the file is for, monorepo', () => {
  nested.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'nearest package decides',
        code: "console.log('ready');",
        filename: 'services/api/src/x.ts',
        errors: [noLogger('log')],
        output: null,
      },
    ],
  });
});

describe('not reported', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: [
      { name: 'shadowed console', code: lines('function f(console) {', "  console.log('x');", '}') },
      {
        name: 'console of the project',
        code: lines("import { console } from './console.js';", "console.log('x');"),
      },
      { name: 'class of the project', code: lines('const console = new Terminal();', "console.log('x');") },
      { name: 'member named console', code: "page.console.log('x');" },
      {
        name: 'shadowed globalThis',
        code: lines('function f(globalThis) {', "  globalThis.console.log('x');", '}'),
      },
      { name: 'unknown method', code: "console.profile('x');" },
      { name: 'handed over', code: 'run().catch(console.error);' },
      { name: 'assigned', code: 'console.log = () => {};' },
      {
        name: 'new Console',
        code: lines(
          "import { Console } from 'node:console';",
          'const out = new Console(process.stdout);',
          "out.log('x');",
        ),
      },
      { name: 'logger', code: PINO + "logger.info('x');" },
    ],
    invalid: [],
  });
});

describe('further shapes', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'dir with options that run code',
        code: PINO + 'console.dir(order, options());',
        errors: [byHand('dir', 'its options would no longer be evaluated')],
        output: null,
      },
      {
        name: 'optional parameter property',
        code: lines(
          "import type { Logger } from 'pino';",
          'class A {',
          '  constructor(private readonly logger?: Logger) {}',
          '  b() {',
          "    console.log('x');",
          '  }',
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'field that may be undefined',
        code: lines(
          "import type { Logger } from 'pino';",
          'class A {',
          '  private logger: Logger | undefined;',
          '  b() {',
          "    console.log('x');",
          '  }',
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'parameter that may be null',
        code: lines(
          "import type { Logger } from 'pino';",
          'function f(logger: Logger | null) {',
          "  console.log('x');",
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'logger assigned by another function',
        code: lines(
          "import pino, { type Logger } from 'pino';",
          'let logger: Logger;',
          'export function init() {',
          '  logger = pino();',
          '}',
          'export function f() {',
          "  console.log('x');",
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'var in a block that may not run',
        code: lines(
          "import pino from 'pino';",
          'if (a) {',
          '  var logger = pino();',
          '}',
          "console.log('x');",
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'logger behind &&',
        code: lines("import pino from 'pino';", 'const logger = enabled && pino();', "console.log('x');"),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'logger or undefined',
        code: lines(
          "import pino from 'pino';",
          'const logger = enabled ? pino() : undefined;',
          "console.log('x');",
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'logger declared in another case of a switch',
        code: lines(
          "import pino from 'pino';",
          'switch (a) {',
          '  case 1: {',
          '    break;',
          '  }',
          '  case 2:',
          '    const logger = pino();',
          '    break;',
          '  default:',
          "    console.log('x');",
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'double quoted concat',
        code: PINO + 'console.log("a" + b);',
        errors: [byHand('log', SAYS_NOTHING)],
        output: null,
      },
      {
        name: 'dollar brace',
        code: PINO + "console.log('a ${b}', c);",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ c }, 'a ${b} {c}');",
      },
      {
        name: 'super',
        code:
          PINO + lines('class A extends B {', '  c() {', '    console.log(`x ${super.name}`);', '  }', '}'),
        errors: [useLogger('log', 'logger')],
        output:
          PINO +
          lines(
            'class A extends B {',
            '  c() {',
            "    logger.info({ name: super.name }, 'x {name}');",
            '  }',
            '}',
          ),
      },
      {
        name: 'yield',
        code: PINO + lines('function* f() {', '  console.log(`x ${yield y} ${z}`);', '}'),
        errors: [useLogger('log', 'logger')],
        output:
          PINO + lines('function* f() {', "  logger.info({ value: yield y, z }, 'x {value} {z}');", '}'),
      },
      {
        name: 'nonnull and as',
        code: PINO + "console.log('x', id!, name as string, <any>z);",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ id: id!, name: name as string, z: <any>z }, 'x');",
      },
      {
        name: 'field initialiser',
        code: lines(
          "import pino from 'pino';",
          'class A {',
          '  private logger = pino();',
          "  private x = console.log('x');",
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'static logger from an instance',
        code: lines(
          "import pino from 'pino';",
          'class A {',
          '  static logger = pino();',
          '  b() {',
          "    console.log('x');",
          '  }',
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'super() before',
        code: lines(
          "import type { Logger } from 'pino';",
          'class A extends B {',
          '  constructor(private readonly logger: Logger) {',
          "    console.log('x');",
          '    super();',
          '  }',
          '}',
        ),
        errors: [useLogger('log', 'logger')],
        output: lines(
          "import type { Logger } from 'pino';",
          'class A extends B {',
          '  constructor(private readonly logger: Logger) {',
          "    logger.info('x');",
          '    super();',
          '  }',
          '}',
        ),
      },
      {
        name: 'object method this',
        code: lines(
          "import type { Logger } from 'pino';",
          'class A {',
          '  constructor(private readonly logger: Logger) {}',
          '  b() {',
          '    return {',
          '      c() {',
          "        console.log('x');",
          '      },',
          '    };',
          '  }',
          '}',
        ),
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'log named log, and shadow in inner',
        code:
          PINO + lines('const log = logger;', 'function f(log: number) {', "  console.log('x', log);", '}'),
        errors: [useLogger('log', 'logger')],
        output:
          PINO +
          lines('const log = logger;', 'function f(log: number) {', "  logger.info({ log }, 'x');", '}'),
      },
      {
        name: 'await import',
        code: PINO + lines("const { logger: other } = await import('./x.js');", "console.log('x');"),
        errors: [useLogger('log', 'logger')],
        output: PINO + lines("const { logger: other } = await import('./x.js');", "logger.info('x');"),
      },
      {
        name: 'new Error',
        code: PINO + "console.error(new Error('x'));",
        errors: [byHand('error', SAYS_NOTHING)],
        output: null,
      },
      {
        name: 'error and message',
        code:
          PINO +
          lines('function h(error: Error) {', '  console.error(`Failed: ${error.message}`, error);', '}'),
        errors: [useLogger('error', 'logger')],
        output: PINO + lines('function h(error: Error) {', "  logger.error({ err: error }, 'Failed');", '}'),
      },
      {
        name: 'error + stack',
        code:
          PINO +
          lines('function h(error: Error) {', "  console.error('Failed', error.message, error.stack);", '}'),
        errors: [useLogger('error', 'logger')],
        output: PINO + lines('function h(error: Error) {', "  logger.error({ err: error }, 'Failed');", '}'),
      },
      {
        name: 'rejection named reason',
        code: PINO + "run().catch((reason) => console.error('failed', reason));",
        errors: [useLogger('error', 'logger')],
        output: PINO + "run().catch((reason) => logger.error({ err: reason }, 'failed'));",
      },
      {
        name: 'unknown value named like an error',
        code: PINO + lines('function h(err: unknown) {', "  console.error('failed', err);", '}'),
        errors: [useLogger('error', 'logger')],
        output: PINO + lines('function h(err: unknown) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'unknown value named like an error, winston',
        code: WINSTON + lines('function h(err: unknown) {', "  console.error('failed', err);", '}'),
        errors: [useLogger('error', 'logger')],
        output:
          WINSTON +
          lines(
            'function h(err: unknown) {',
            "  logger.error('failed', { stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'nested console call',
        code: PINO + "console.log('a', console.log('b'));",
        errors: [byHand('log', 'another log call stands inside it'), useLogger('log', 'logger')],
        output: PINO + "console.log('a', logger.info('b'));",
      },
      {
        name: 'in template',
        code: PINO + "const s = `${console.log('x')}`;",
        errors: [useLogger('log', 'logger')],
        output: PINO + "const s = `${logger.info('x')}`;",
      },
      {
        name: 'export default arrow',
        code: PINO + "export default () => console.log('x');",
        errors: [useLogger('log', 'logger')],
        output: PINO + "export default () => logger.info('x');",
      },
      {
        name: 'then(() => console.log)',
        code: PINO + "run().then(() => console.log('done'));",
        errors: [useLogger('log', 'logger')],
        output: PINO + "run().then(() => logger.info('done'));",
      },
      {
        name: 'label',
        code: PINO + "a: console.log('x');",
        errors: [useLogger('log', 'logger')],
        output: PINO + "a: logger.info('x');",
      },
      {
        name: 'in for',
        code: PINO + "for (console.log('x'); ; ) run();",
        errors: [useLogger('log', 'logger')],
        output: PINO + "for (logger.info('x'); ; ) run();",
      },
      {
        name: 'semicolon in front of the call',
        code: PINO + lines('const a = b', ";console.log('x')", ''),
        errors: [useLogger('log', 'logger')],
        output: PINO + lines('const a = b', ";logger.info('x')", ''),
      },
      {
        name: 'if else',
        code: PINO + "if (a) console.log('x'); else console.log('y');",
        errors: [useLogger('log', 'logger'), useLogger('log', 'logger')],
        output: PINO + "if (a) logger.info('x'); else logger.info('y');",
      },
      {
        name: 'ternary',
        code: PINO + "a ? console.log('x') : console.log('y');",
        errors: [useLogger('log', 'logger'), useLogger('log', 'logger')],
        output: PINO + "a ? logger.info('x') : logger.info('y');",
      },
      {
        name: 'ternary winston',
        code: WINSTON + "a ? console.log('x') : console.log('y');",
        errors: [useLogger('log', 'logger'), useLogger('log', 'logger')],
        output: WINSTON + "a ? logger.info('x') : logger.info('y');",
      },
      {
        name: 'NestJS instance beside the imported class',
        code: NEST + "console.error('failed', id);",
        errors: [useLogger('error', 'logger')],
        output: NEST + "logger.error({ msg: 'failed', id });",
      },
      {
        name: 'levels of NestJS',
        code: NEST + lines("console.debug('x');", "console.warn('y');", "console.error('z');"),
        errors: [useLogger('debug', 'logger'), useLogger('warn', 'logger'), useLogger('error', 'logger')],
        output: NEST + lines("logger.debug('x');", "logger.warn('y');", "logger.error('z');"),
      },
      {
        name: 'winston levels',
        code: WINSTON + lines("console.debug('x');", "console.info('y');"),
        errors: [useLogger('debug', 'logger'), useLogger('info', 'logger')],
        output: WINSTON + lines("logger.debug('x');", "logger.info('y');"),
      },
      {
        name: 'powertools',
        code: POWERTOOLS + "console.log('x', id);",
        errors: [useLogger('log', 'logger')],
        output: POWERTOOLS + "logger.info('x', { id });",
      },
      {
        name: 'otel no logger',
        code: OPENTELEMETRY + "console.log('x', id);",
        errors: [noLogger('log')],
        output: null,
      },
      {
        name: 'consola',
        code: CONSOLA + "console.log('x', id);",
        errors: [useLogger('log', 'logger')],
        output: CONSOLA + "logger.info('x', { id });",
      },
      {
        name: 'log4js',
        code: LOG4JS + "console.log('x 50%', id);",
        errors: [useLogger('log', 'logger')],
        output: LOG4JS + "logger.info('x 50% {id}', { id });",
      },
      {
        name: 'tslog',
        code: TSLOG + "console.error('x', id);",
        errors: [useLogger('error', 'logger')],
        output: TSLOG + "logger.error('x', { id });",
      },
      {
        name: 'bunyan error w/o serializers',
        code: lines(
          "import bunyan from 'bunyan';",
          "const logger = bunyan.createLogger({ name: 'a' });",
          'try {',
          '  run();',
          '} catch (err) {',
          "  console.error('failed', err);",
          '}',
        ),
        errors: [
          byHand('error', 'bunyan prints `{}` for an error among fields unless it is made with serializers'),
        ],
        output: null,
      },
      {
        name: 'comment in kept value',
        code: PINO + "console.log('x', load(/* all */ id));",
        errors: [useLogger('log', 'logger')],
        output: PINO + "logger.info({ load: load(/* all */ id) }, 'x');",
      },
      {
        name: 'shebang, included',
        code: lines('#!/usr/bin/env node', "console.log('x');", ''),
        options: [{ include: ['cli'] }],
        settings: {
          observability: { logger: { library: 'pino', import: { from: '@acme/log', name: 'logger' } } },
        },
        errors: [useLogger('log', 'logger')],
        output: lines(
          '#!/usr/bin/env node',
          "import { logger } from '@acme/log';",
          '',
          "logger.info('x');",
          '',
        ),
      },
      {
        name: 'message destructured from what is caught',
        code:
          PINO +
          lines('try {', '  run();', '} catch ({ message }) {', "  console.error('failed', message);", '}'),
        errors: [useLogger('error', 'logger')],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch ({ message }) {',
            "  logger.error({ message }, 'failed');",
            '}',
          ),
      },
    ],
  });
});

describe('what the file is for, Next.js', () => {
  next.run('no-console-logging', rule, {
    valid: [{ name: 'component of Next.js', code: "console.log('ready');", filename: 'app/orders/list.ts' }],
    invalid: [
      {
        name: 'route handler of Next.js',
        code: "console.log('ready');",
        filename: 'app/api/orders/route.ts',
        errors: [noLogger('log')],
        output: null,
      },
    ],
  });
});

function useLogger(method: string, logger: string) {
  return { messageId: 'useLogger', data: { method, logger } };
}
function noLogger(method: string) {
  return { messageId: 'noLogger', data: { method } };
}
const SAYS_NOTHING = 'it has no text, and its function has no name that says what it does';
function byHand(method: string, why: string) {
  return { messageId: 'byHand', data: { method, why } };
}

describe('the console, not called as such', () => {
  const in_ = (body: string, head = PINO) => `${head}export async function load(id) { ${body} }`;
  const reported = (code: string, ...methods: readonly string[]) => ({
    name: code.slice(PINO.length),
    code,
    output: null,
    errors: methods.map((method) => ({ messageId: 'passed' as const, data: { method, logger: 'logger' } })),
  });
  ruleTester.run('no-console-logging', rule, {
    valid: [
      `${PINO}load().catch(console.error);`,
      "import express from 'express';\nexpress().listen(3000);\nstart().catch(console.error);",
      in_('await run().catch(report); list.forEach(console.show);'),
      in_('const { log } = math; log(id);'),
      in_('// console.error, to see the stack\nawait run().catch(console.error);'),
      in_('const console = own(); await run().catch(console.error);'),
      in_("import('node:console'); warn(id);"),
    ].map((code) => ({ name: code, code })),
    invalid: [
      reported(in_('run().then(console.log, report);'), 'log'),
      reported(in_("stream.on('data', console.log);"), 'log'),
      reported(in_('console.log.call(console, `Loaded ${id}`);'), 'log'),
      reported(in_("console.warn.apply(console, ['Loaded', id]);"), 'warn'),
      reported(in_('log(`Loaded ${id}`);', `${PINO}const { log } = console;\n`), 'log'),
      reported(in_("error('Failed', id);", `${PINO}const error = console.error;\n`), 'error'),
      reported(in_('info(`Loaded ${id}`);', `${PINO}import { info } from 'node:console';\n`), 'info'),
      reported(in_('log(`Loaded ${id}`);', `${PINO}import { error as log } from 'console';\n`), 'error'),
      ...[
        ['run().catch(console.error);', "run().catch((err) => logger.error({ err }, 'run failed'));"],
        [
          'await orders.sync().then(show).catch(console.warn);',
          "await orders.sync().then(show).catch((err) => logger.warn({ err }, 'orders.sync failed'));",
        ],
        ['run().then(show, console.log);', "run().then(show, (err) => logger.error({ err }, 'run failed'));"],
        [
          "stream.on('error', console.error);",
          "stream.on('error', (err) => logger.error({ err }, 'stream error'));",
        ],
        [
          "process.once('uncaughtException', console.error);",
          "process.once('uncaughtException', (err) => logger.error({ err }, 'Uncaught exception'));",
        ],
        [
          'const err = 1; run(err).catch(console.error);',
          "const err = 1; run(err).catch((error) => logger.error({ err: error }, 'run failed'));",
        ],
      ].map(([code = '', output = '']) => ({
        ...reported(in_(`\n  ${code}\n`), /console\.(\w+)/.exec(code)?.[1] ?? ''),
        output: in_(`\n  ${output}\n`),
      })),
      {
        ...reported(in_('return run().catch(console.error);', WINSTON), 'error'),
        output: in_(
          "return run().catch((err) => void logger.error('run failed', {\n  stack: err instanceof Error ? err.stack : err,\n})); ".trimEnd(),
          WINSTON,
        ),
      },
      // Where there is no logger yet, as the same call written out.
      {
        name: 'presumed to be of a service',
        code: 'export async function load() { await run().catch(console.error); }',
        errors: [{ messageId: 'noLogger', data: { method: 'error' } }],
      },
      ...[
        ['await run().catch(console.error);', '', 'error'],
        ["console.log.call(console, 'Loaded', id);", '', 'log'],
        ['log(`Loaded ${id}`);', 'const { log } = console;', 'log'],
        ["warn('Late', id);", "import { warn } from 'node:console';", 'warn'],
      ].map(([body = '', head = '', method]) => ({
        name: `served: ${head}${body}`,
        code: lines(
          "import express from 'express';",
          head,
          'const app = express();',
          `app.get('/', async ({ id }, res) => { ${body} res.end(); });`,
          'app.listen(3000);',
        ),
        errors: [{ messageId: 'noLogger' as const, data: { method } }],
      })),
      // Of many things, or of what has no name.
      reported(in_('Promise.all([a(), b()]).catch(console.error);'), 'error'),
      reported(in_('pending.catch(console.error);'), 'error'),
      reported(in_("emitters[0].on('error', console.error);"), 'error'),
    ],
  });
});
