import { describe } from 'vitest';
import noConsoleLogging from '../../../rules/logs/no-console-logging.js';
import noInterpolatedMessage from '../../../rules/logs/no-interpolated-message.js';
import logErrorObject from '../../../rules/logs/log-error-object.js';
import validLoggerCall from '../../../rules/logs/valid-logger-call.js';
import { presuming, project, ruleTester as tester } from '../rule-tester.js';

const lines = (...text: readonly string[]) => text.join('\n');
const PINO = "import pino from 'pino';\nconst logger = pino();\n";
const winston = (options = '') =>
  `import winston from 'winston';\nconst logger = winston.createLogger(${options});\n`;
const CONSOLA = "import { consola } from 'consola';\n";

/** A call that is rewritten, by its text before and after. */
const rewritten = (name: string, before: string, after: string, head = PINO) => ({
  name,
  code: head + before,
  output: head + after,
  errors: 1,
});
const left = (name: string, code: string, head = PINO) => ({
  name,
  code: head + code,
  output: null,
  errors: 1,
});

describe('the method is the one that was called', () => {
  presuming(tester).run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      rewritten(
        'verbose',
        'logger.verbose(`loaded order ${id}`);',
        "logger.verbose('loaded order', { orderId: id });",
        winston(),
      ),
      rewritten(
        'http',
        'logger.http(`loaded order ${id}`);',
        "logger.http('loaded order', { orderId: id });",
        winston(),
      ),
      rewritten(
        'crit',
        'logger.crit(`loaded order ${id}`);',
        "logger.crit('loaded order', { orderId: id });",
        winston('{ levels: winston.config.syslog.levels }'),
      ),
      rewritten(
        'log(level)',
        "logger.log('verbose', `loaded order ${id}`);",
        "logger.log('verbose', 'loaded order', { orderId: id });",
        winston(),
      ),
      rewritten(
        'success',
        'consola.success(`loaded order ${id}`);',
        "consola.success('loaded order', { orderId: id });",
        CONSOLA,
      ),
      rewritten(
        'mark',
        'logger.mark(`loaded order ${id}`);',
        "logger.mark('loaded order', { orderId: id });",
        "import log4js from 'log4js';\nconst logger = log4js.getLogger();\n",
      ),
    ] as never,
  });
  tester.run('no-console-logging', noConsoleLogging, {
    valid: [],
    invalid: [
      rewritten(
        'warn of syslog levels',
        "console.warn('slow');",
        "logger.warning('slow');",
        winston('{ levels: winston.config.syslog.levels }'),
      ),
      rewritten(
        'own levels',
        "console.error('slow');",
        "logger.error('slow');",
        winston('{ levels: { error: 0, note: 1 } }'),
      ),
      left(
        'a level that it does not have',
        "console.info('slow');",
        winston('{ levels: { error: 0, note: 1 } }'),
      ),
      left('levels from elsewhere', "console.warn('slow');", winston('options')),
      rewritten(
        'levels from elsewhere, a method that is used',
        "logger.warn('one');\nconsole.warn('slow');",
        "logger.warn('one');\nlogger.warn('slow');",
        winston('options'),
      ),
      left(
        'custom levels of pino alone',
        "console.warn('slow');",
        "import pino from 'pino';\nconst logger = pino({ customLevels: { note: 35 }, useOnlyCustomLevels: true });\n",
      ),
      rewritten(
        'console.log of an error',
        lines('try {', '  run();', '} catch (err) {', "  console.log('failed', err);", '}'),
        lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      ),
    ] as never,
  });
});

describe('what a message keeps', () => {
  tester.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      rewritten(
        'a verb before a colon',
        'logger.info(`Schedule ${id} failed: ${msg}`);',
        "logger.info({ scheduleId: id, detail: msg }, 'Schedule {scheduleId} failed');",
      ),
      rewritten(
        'a count',
        'logger.info(`Failed after ${n} attempts: ${msg}`);',
        "logger.info({ attemptCount: n, detail: msg }, 'Failed after {attemptCount} attempts');",
      ),
      rewritten(
        'a negation',
        "logger.info(`Cache ${name} is ${on ? '' : 'not '}enabled`);",
        "logger.info({ cacheName: name, enabled: Boolean(on) }, 'Cache {cacheName} is {enabled}');",
      ),
      rewritten(
        'the other negation',
        "logger.info(`Cache ${name} is ${isOff ? 'not ' : ''}enabled`);",
        "logger.info({ cacheName: name, enabled: !isOff }, 'Cache {cacheName} is {enabled}');",
      ),
      rewritten(
        'one state or the other',
        "logger.info(`Cache ${name} is ${isOn ? 'enabled' : 'disabled'}`);",
        "logger.info({ cacheName: name, enabled: isOn }, 'Cache {cacheName} is {enabled}');",
      ),
      left('one verb or the other', "logger.info(`${isNew ? 'Added' : 'Removed'} the user ${id}`);"),
      rewritten(
        'a plural ending',
        "logger.info(`Loaded ${n} order${n === 1 ? '' : 's'}`);",
        "logger.info({ n }, 'Loaded {n} order');",
      ),
      rewritten(
        'a value that is there or not',
        "logger.info(`Sent the mail${to ? ` to ${to}` : ''}`);",
        "logger.info({ to }, 'Sent the mail');",
      ),
      rewritten(
        'marks between brackets',
        'logger.info(`[app]: [${id}]: added`);',
        "logger.info({ id }, '[app]: [{id}]: added');",
      ),
      rewritten(
        'a URL as one value',
        'logger.info(`Server ready at http://${host}:${port}/docs`);',
        "logger.info({ url: `http://${host}:${port}/docs` }, 'Server ready');",
      ),
      rewritten(
        'a path as one value',
        'logger.info(`Reading ${dir}/${name}.json`);',
        "logger.info({ path: `${dir}/${name}.json` }, 'Reading {path}');",
      ),
      rewritten(
        'a share is no path',
        'logger.info(`Done ${i}/${total} files`);',
        "logger.info({ index: i, total }, 'Done {index}/{total} files');",
      ),
      rewritten(
        'half a character',
        String.raw`logger.info(${'`'}\ud83d order ${'${id}'} sent${'`'});`,
        String.raw`logger.info({ orderId: id }, '\ud83d order {orderId} sent');`,
      ),
      left('the only message there is, under a function without a deed', 'logger.info(`${id}`);'),
      left('a placeholder in a constant', "const TOOK = 'took %d ms';\nlogger.info(TOOK, took);"),
      left('more placeholders than values', "logger.info('%s of %s', id);"),
      rewritten(
        'placeholders in a concatenation',
        "logger.info('took %d ms for ' + name, took);",
        "logger.info({ tookMs: took, name }, 'took {tookMs} ms for {name}');",
      ),
      rewritten(
        'a secret',
        'logger.info(`Order ${id} stored`);',
        "logger.info({ orderId: id }, 'Order {orderId} stored');",
      ),
      left('a secret beside a value', 'logger.info(`Signed in ${userName} with ${password}`);'),
      left('what may be a secret', 'logger.info(`Client ${id} sent ${otp}`);'),
      left('a cookie', "logger.info('Cookie ' + cookie);"),
      rewritten(
        'a token of something else',
        'logger.info(`Pool ${id} holds ${pair.token} now`);',
        "logger.info({ poolId: id, pairToken: pair.token }, 'Pool {poolId} holds {pairToken} now');",
      ),
    ] as never,
  });
  tester.run('valid-logger-call', validLoggerCall, {
    valid: [
      {
        name: 'a placeholder in a constant takes the value',
        code: PINO + "const TOOK = 'took %d ms';\nlogger.info(TOOK, took);",
      },
    ],
    invalid: [],
  });
});

describe('what fields there are', () => {
  tester.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      rewritten(
        'a field that is there already',
        'logger.info(`Got ${count} rows`, { count });',
        "logger.info('Got {count} rows', { count });",
        winston(),
      ),
      rewritten(
        'under another name',
        'logger.info(`Got ${count} rows`, { total: count });',
        "logger.info('Got {total} rows', { total: count });",
        winston(),
      ),
      rewritten(
        'a container',
        'logger.info(`Order ${dto.userUuid} stored`);',
        "logger.info({ userUuid: dto.userUuid }, 'Order {userUuid} stored');",
      ),
      rewritten(
        'a noun before',
        'logger.info(`Order ${req.params.id} stored`);',
        "logger.info({ orderId: req.params.id }, 'Order {orderId} stored');",
      ),
      rewritten(
        '.value',
        'logger.info(`Plugin ${username.value} added`);',
        "logger.info({ username: username.value }, 'Plugin {username} added');",
      ),
      rewritten(
        'a count',
        'logger.info(`Got ${this.users.size} users`);',
        "logger.info({ userCount: this.users.size }, 'Got {userCount} users');",
      ),
      rewritten(
        'a Map',
        'const seen = new Map();\nlogger.info(`Nodes: ${seen}`);',
        "const seen = new Map();\nlogger.info({ seen: [...seen] }, 'Nodes');",
      ),
      rewritten(
        'a Buffer',
        "const body = Buffer.from('x');\nlogger.info(`Got a body: ${body}`);",
        "const body = Buffer.from('x');\nlogger.info({ body: String(body) }, 'Got a body');",
      ),
      ...[
        ["child.stdout.on('data', (data) => ", ');', ''],
        ["socket.once('data', function (data) { ", '; });', ''],
        ["stream?.addListener('data', (data) => { ", '; });', ''],
        ["const data = readFileSync('version');\n", ';', ''],
        ["const data = fs.readFileSync('version', { flag: 'r' });\n", ';', ''],
        ["const data = await readFile('version');\n", ';', ''],
        ["const data = execFileSync('git', ['log']);\n", ';', ''],
        ['const data = Buffer.concat(chunks);\n', ';', ''],
        ["const data = readFileSync('version', 'utf8');\n", ';', 'text'],
        ["const data = execSync('git log', { encoding: 'utf8' });\n", ';', 'text'],
        ["const data = readFileSync('version', options);\n", ';', 'text'],
        ["child.stdout.setEncoding('utf8');\nchild.stdout.on('data', (data) => ", ');', 'text'],
        ["stream.on('data', (data: string) => ", ');', 'text'],
        ["emitter.on('loaded', (data) => ", ');', 'text'],
      ].map(([before = '', after = '', text = '']) =>
        rewritten(
          `bytes or text: ${before}`,
          `${before}logger.info(\`Output: \${data}\`)${after}`,
          text === ''
            ? `${before}logger.info({ data: String(data) }, 'Output')${after}`
            : `${before}logger.info({ data }, 'Output')${after}`,
        ),
      ),
      rewritten(
        'JSON of what may be an object of a stream',
        "rows.on('data', (row) => logger.info(`Row: ${JSON.stringify(row)}`));",
        "rows.on('data', (row) => logger.info({ row }, 'Row'));",
      ),
      rewritten(
        'bytes without a name',
        "logger.info(`Commit: ${execSync('git rev-parse HEAD')}`);",
        "logger.info({ commit: String(execSync('git rev-parse HEAD')) }, 'Commit');",
      ),
      rewritten(
        'toString() of what may be bytes',
        'logger.info(`Got output: ${chunk.toString()}`);',
        "logger.info({ chunk: chunk.toString() }, 'Got output');",
      ),
      rewritten(
        'String() of an identifier',
        'logger.info(`Got order ${String(order.id)}`);',
        "logger.info({ orderId: order.id }, 'Got order');",
      ),
      rewritten(
        'a text that is called error',
        'function f(error: string) {\n  logger.info(`Stopped: ${error}`);\n}',
        "function f(error: string) {\n  logger.info({ error }, 'Stopped');\n}",
      ),
    ] as never,
  });
});

describe('what fields there are, by what the text says', () => {
  tester.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      rewritten(
        'a sentence that is a key',
        'logger.error(`Import of ${job.name} failed. Reason: ${job.failedReason}`);',
        "logger.error({ jobName: job.name, failedReason: job.failedReason }, 'Import of {jobName} failed.');",
      ),
      rewritten(
        'a sentence that is the key of another name',
        'logger.error(`Import of ${job.name} failed. Reason: ${why}`);',
        "logger.error({ jobName: job.name, reason: why }, 'Import of {jobName} failed.');",
      ),
      rewritten(
        'a sentence that is the key of a general name',
        'logger.info(`Import done. Id: ${page.id}`);',
        "logger.info({ pageId: page.id }, 'Import done.');",
      ),
      rewritten(
        'what a function does is no key',
        'logger.info(`saveOrder: ${order.slug}-${collection}`);',
        "logger.info({ orderSlug: order.slug, collection }, 'saveOrder');",
      ),
      rewritten(
        'a date as text',
        "logger.info(`Invoicing hosts for ${dueDate.format('MMMM')}`);",
        "logger.info({ dueDate: dueDate.format('MMMM') }, 'Invoicing hosts');",
      ),
      rewritten(
        'a path',
        'logger.info(`Templates of ${path.resolve(folder)}`);',
        "logger.info({ path: path.resolve(folder) }, 'Templates of {path}');",
      ),
      rewritten(
        'quotes inside of templates are none',
        'query(`select "id", "name" from "orders"`);\nlogger.info(`Order ${id} stored`);',
        'query(`select "id", "name" from "orders"`);\nlogger.info({ orderId: id }, \'Order {orderId} stored\');',
      ),
      rewritten(
        'a unit that the name has',
        'logger.debug(`query time: ${event.queryDurationMillis} ms`);',
        "logger.debug({ queryDurationMillis: event.queryDurationMillis }, 'query time');",
      ),
      rewritten(
        'a unit that is another one',
        'logger.debug(`waited ${minutes * 60} seconds`);',
        "logger.debug({ seconds: minutes * 60 }, 'waited {seconds} seconds');",
      ),
      rewritten(
        'a unit in place of the one that the name has',
        'logger.debug(`retrying in ${RETRY.delayMs / 1000} seconds`);',
        "logger.debug({ delaySeconds: RETRY.delayMs / 1000 }, 'retrying in {delaySeconds} seconds');",
      ),
      rewritten(
        'a unit behind a name in snake_case',
        'logger.debug(`stopped audio_duration=${data.audio_duration_seconds}s`);',
        "logger.debug({ audio_duration_seconds: data.audio_duration_seconds }, 'stopped');",
      ),
      rewritten(
        'a unit of something else than the name says',
        'logger.debug(`sent in ${fileBytes * 8} seconds`);',
        "logger.debug({ fileBytesSeconds: fileBytes * 8 }, 'sent in {fileBytesSeconds} seconds');",
      ),
    ] as never,
  });
});

describe('an error under a key that the logger serialises', () => {
  const SERIALIZES =
    "import pino from 'pino';\nconst logger = pino({ serializers: { error: (error) => summary(error) } });\n";
  tester.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      rewritten(
        'stays there',
        lines(
          'try { load(); } catch (e) {',
          '  logger.error({ error: e }, `failed to load order ${orderId}`);',
          '}',
        ),
        lines(
          'try { load(); } catch (e) {',
          "  logger.error({ error: e, orderId }, 'failed to load order');",
          '}',
        ),
        SERIALIZES,
      ),
    ] as never,
  });
});

describe('an object of several lines', () => {
  tester.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      rewritten(
        'with another in it',
        lines(
          'logger.error(',
          '  {',
          '    tenant,',
          '    event: {',
          '      type: eventType,',
          '      payload,',
          '    },',
          '  },',
          '  `cannot send ${kind}`',
          ');',
        ),
        lines(
          'logger.error(',
          '  {',
          '    tenant,',
          '    event: {',
          '      type: eventType,',
          '      payload,',
          '    },',
          '    kind,',
          '  },',
          "  'cannot send {kind}'",
          ');',
        ),
      ),
    ] as never,
  });
});

describe('the text of an error in a variable', () => {
  const caught = (...body: readonly string[]) => lines('try {', '  run();', '} catch (err) {', ...body, '}');
  const joined = (name: string, declared: string, before: string, after: string) =>
    rewritten(name, caught(declared, before), caught(declared, after));
  tester.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      joined(
        'narrowed',
        'const errorMessage = err instanceof Error ? err.message : String(err);',
        'logger.error(`Sync failed: ${errorMessage}`);',
        "logger.error({ errorMessage, err }, 'Sync failed');",
      ),
      joined(
        'read in a callback',
        'const reason = err.message;',
        'later(() => logger.error(`Sync failed: ${reason}`));',
        "later(() => logger.error({ reason, err }, 'Sync failed'));",
      ),
      joined(
        'beside the error',
        'const reason = err.message;',
        'logger.error({ err }, `Sync failed: ${reason}`);',
        "logger.error({ err, reason }, 'Sync failed');",
      ),
      joined(
        'where the name means another',
        'const reason = err.message;',
        'later((err) => logger.error(`Sync failed: ${reason}`));',
        "later((err) => logger.error({ reason }, 'Sync failed'));",
      ),
      joined(
        'that can be another text',
        'let reason = err.message; reason = other();',
        'logger.error(`Sync failed: ${reason}`);',
        "logger.error({ reason }, 'Sync failed');",
      ),
    ] as never,
  });
});

describe('errors', () => {
  const caught = (call: string) => lines('try {', '  run();', '} catch (err) {', `  ${call}`, '}');
  tester.run('log-error-object', logErrorObject, {
    valid: [],
    invalid: [
      left(
        'JSON of an error, where the stack alone is written',
        caught('logger.error(`Failed to run: ${JSON.stringify(err)}`);'),
        winston(),
      ),
      rewritten(
        'JSON of an error, where it is written whole',
        caught('logger.error(`Failed to run: ${JSON.stringify(err)}`);'),
        caught("logger.error({ err }, 'Failed to run');"),
      ),
    ] as never,
  });

  const withAxios = project({
    'package.json': { name: 'shop', dependencies: { axios: '^1.0.0', pino: '^10.0.0' } },
  });
  withAxios.run('log-error-object', logErrorObject, {
    valid: [],
    invalid: [
      {
        name: 'that may hold a request with its credentials: a suggestion',
        code: PINO + caught("logger.error('Failed to run', err.message);"),
        output: null,
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error({ err }, message)`' },
            suggestions: [
              { messageId: 'wholeError', output: PINO + caught("logger.error({ err }, 'Failed to run');") },
            ],
          },
        ],
      },
      {
        name: 'a logger that redacts',
        code: `import pino from 'pino';\nconst logger = pino({ redact: ['err.config'] });\n${caught("logger.error('Failed to run', err.message);")}`,
        output: `import pino from 'pino';\nconst logger = pino({ redact: ['err.config'] });\n${caught("logger.error({ err }, 'Failed to run');")}`,
        errors: 1,
      },
    ] as never,
  });
});

describe('which logger', () => {
  presuming(tester).run('no-console-logging', noConsoleLogging, {
    valid: [
      {
        name: 'not one that a test found missing',
        code: lines(
          "import pino, { type Logger } from 'pino';",
          'export function start(logger: Logger) {',
          "  if (!logger) console.warn('no logger');",
          '}',
        ),
      },
    ],
    invalid: [],
  });
  const bridged = project({
    'package.json': {
      name: 'shop',
      dependencies: { '@nestjs/common': '^11.0.0', 'nest-winston': '^1.10.0' },
    },
  });
  const NEST = "import { Logger } from '@nestjs/common';\nconst logger = new Logger('Orders');\n";
  bridged.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      rewritten(
        'nest-winston reads `message`',
        'logger.log(`Loaded order ${id}`);',
        "logger.log({ message: 'Loaded order', orderId: id });",
        NEST,
      ),
      rewritten(
        'a field is not called as the text is',
        'logger.log(`Refused order ${id}`, { message: reply.message });',
        "logger.log({ message: 'Refused order', orderId: id, replyMessage: reply.message });",
        NEST,
      ),
    ] as never,
  });
});
