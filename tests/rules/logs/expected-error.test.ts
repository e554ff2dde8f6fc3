/** Errors of which the message says all: `recommended` asks for no stack of theirs. */
import { describe } from 'vitest';
import rule from '../../../rules/logs/log-error-object.js';
import { lines, presuming, ruleTester } from '../rule-tester.js';
import { PINO } from './loggers.js';

const logs = 'logger.warn(`Not read: ${error.message}`);';
const caught = (run: string, ...handler: readonly string[]) =>
  PINO + lines('try {', `  ${run}`, '} catch (error) {', ...handler, '}');
const cases = (...texts: readonly string[]) => texts.map((text) => ({ name: text, code: text }));

const EXPECTED = cases(
  caught('await load();', `if (error instanceof NotFound) { ${logs} } else { throw error; }`),
  caught('await load();', `if (isAxiosError(error)) ${logs}`),
  caught('await load();', `if (error.code === 'ENOENT') ${logs}`),
  caught('await load();', `if (error.response?.status === 404) { ${logs} return; }`.replace(' return;', '')),
  caught('await load();', `error.name === 'AbortError' && ${logs}`),
  caught('await load();', `switch (error.code) { case 'ENOENT': ${logs} }`),
  // The others have left.
  caught('await load();', 'if (!(error instanceof NotFound)) throw error;', logs),
  caught('await load();', "if (error.code !== 'ENOENT') { throw error; }", logs),
  caught('await load();', 'if (!isAxiosError(error) || error.response) throw error;', logs),
  // What was read of the error tells which one it is.
  caught(
    'await load();',
    'const code = error.cause?.code;',
    `if (code === '40001' || code === '40P01') ${logs}`,
  ),
  caught(
    'await load();',
    'const { status } = toResponse(error);',
    `if (status === 404 && retries < 3) { ${logs} }`,
  ),
  caught('await load();', 'const cause = error.cause;', `if (cause instanceof NotFound) ${logs}`),
  caught('await load();', 'const { code } = error;', `switch (code) { case 'ENOENT': ${logs} }`),
  PINO + `await load().catch(NotFound, (error) => { ${logs} });`,
  PINO + `await run(load(), catchTag('NotFound', (error) => { ${logs} }));`,
  PINO + `await run(catchTag('Gone', (error) => go(() => { ${logs} })));`,
  caught('body = JSON.parse(text);', logs, 'reply.code(400);'),
  caught('target = new URL(String(text));', logs),
  // Somebody is turned away.
  caught('await load();', logs, 'throw new UnauthorizedException();'),
  caught('await load();', logs, "next(new AuthenticationError('no'));"),
  caught('await load();', logs, "res.status(401).json({ error: 'no' });"),
  caught('await load();', logs, 'res.statusCode = 403;'),
  PINO +
    lines(
      'export async function verifyToken(token) {',
      'try {',
      'await load(token);',
      '} catch (error) {',
      logs,
      'return false;',
      '}',
      '}',
    ),
  PINO +
    lines(
      'export class RolesGuard {',
      'async canActivate() {',
      'try {',
      'await load();',
      '} catch (error) {',
      logs,
      'return false;',
      '}',
      '}',
      '}',
    ),
  PINO +
    lines(
      'export class TokenStrategy extends PassportStrategy(Strategy) {',
      'async validate(token, done) {',
      'try {',
      'await load(token);',
      '} catch (error) {',
      logs,
      'done(null, false);',
      '}',
      '}',
      '}',
    ),
);

describe('expected errors', () => {
  ruleTester.run('log-error-object', rule, { valid: EXPECTED, invalid: [] });
  presuming(ruleTester).run('log-error-object', rule, {
    valid: [],
    invalid: EXPECTED.map((each) => ({
      ...each,
      errors: [
        { messageId: 'flattened', data: { at: 'error.message', how: '`warn({ err: error }, message)`' } },
      ],
      output: each.code.replace(logs, "logger.warn({ err: error }, 'Not read');"),
    })),
  });
});

describe('errors that are told where nothing is left out', () => {
  const all = cases(
    caught('await load();', 'if (!isRetry) throw error;', logs),
    caught('await load();', 'if (!(error instanceof NotFound)) count(error);', logs),
    caught('await load();', 'if (error instanceof NotFound) throw error;', logs),
    caught('await load();', 'logger.child({ id }).warn(`Not read: ${error.message}`);'),
    caught('await load();', 'logger.child({ code: error.code }).warn(`Not read: ${error.message}`);'),
  );
  ruleTester.run('log-error-object', rule, {
    // The logger has the error already.
    valid: cases(
      caught('await load();', 'logger.child({ err: error }).warn(`Not read: ${error.message}`);'),
      caught('await load();', 'logger.child({ id }).child({ id, error }).error(`Not read: ${error}`);'),
      'class Cache { run() { try { load(); } catch (err) { this._logger.push({ channel, err }).warn(`Not read: ${err.message}`); } } }',
    ),
    invalid: all.map((each) => ({
      ...each,
      errors: [
        { messageId: 'flattened', data: { at: 'error.message', how: '`warn({ err: error }, message)`' } },
      ],
      output: each.code.replace('`Not read: ${error.message}`', "{ err: error }, 'Not read'"),
    })),
  });
});

describe('errors of which another record has all', () => {
  const beside = (...others: readonly string[]) => caught('await load();', logs, ...others);
  ruleTester.run('log-error-object', rule, {
    valid: cases(
      beside('logger.error(error);'),
      beside("logger.error({ err: error }, 'all of it');"),
      beside('reportErrorToSentry(error, { extra: { id } });'),
      beside('Sentry.captureException(error);'),
      beside('newrelic.noticeError(error);'),
      beside('this.bugsnag.notify(error);'),
      beside('if (hub) Sentry.captureException(error);'),
      caught('await load();', `if (isKnown(error)) ${logs} else Sentry.captureException(error);`),
      caught('await load();', `if (error.status >= 500) Sentry.captureException(error); else ${logs}`),
      caught(
        'await load();',
        'const { status } = toResponse(error);',
        `if (status >= 500) Sentry.captureException(error); else ${logs}`,
      ),
      caught('await load();', logs.replace('warn', 'debug')),
      // A callback's branch for the error it may be given.
      PINO + `load((error) => { if (error) { logger.error({ err: error }, 'Not read'); ${logs} } });`,
    ),
    invalid: cases(
      beside('notify(error);'),
      beside('Sentry.captureMessage(error.message);'),
      beside('reportError(error);'),
      beside('throw error;'),
      beside('logger.info(`Gave up: ${id}`);'),
      caught('await load();', 'if (process.env.SENTRY_DSN) Sentry.captureException(error);', 'else', logs),
      caught('await load();', 'if (hub) { Sentry.captureException(error); } else {', logs, '}'),
    ).map((each) => ({
      ...each,
      errors: [
        {
          messageId: 'flattened' as const,
          data: { at: 'error.message', how: '`warn({ err: error }, message)`' },
        },
      ],
      output: each.code.replace(logs, "logger.warn({ err: error }, 'Not read');"),
    })),
  });
});

describe('any others', () => {
  ruleTester.run('log-error-object', rule, {
    valid: [],
    invalid: cases(
      caught('await load();', logs),
      caught('await load();', `if (error instanceof Error) ${logs}`),
      caught('await load();', `if (error instanceof NotFound) { stop(); } else { ${logs} }`),
      caught('await load();', `if (retries > 3) ${logs}`),
      caught('await load();', 'const code = await codeOf(id);', `if (code === 'late') ${logs}`),
      caught('await load();', 'const text = error.message;', `if (text) ${logs}`),
      caught('await load();', 'const isLate = () => late(error);', `if (isLate === late) ${logs}`),
      PINO + `load().catch((error) => { ${logs} });`,
      PINO + `source.pipe(catchError((error) => { ${logs} }));`,
      PINO + `load((error) => { if (error) { notify(error); ${logs} } });`,
      'const code = error.code;' + caught('await load();', `if (code === 'ENOENT') ${logs}`),
      caught('body = JSON.parse(await load());', logs),
      caught('await parse(text); await save(text);', logs),
      caught('await load();', logs, 'res.status(500).end();'),
      caught('await load();', logs, 'throw new OrderError();'),
      PINO +
        lines(
          'export async function loadOrder(id) {',
          'try {',
          'await load(id);',
          '} catch (error) {',
          logs,
          'return null;',
          '}',
          '}',
        ),
    ).map((each) => ({
      ...each,
      errors: [
        { messageId: 'flattened', data: { at: 'error.message', how: '`warn({ err: error }, message)`' } },
      ],
      output: each.code.replace(logs, "logger.warn({ err: error }, 'Not read');"),
    })),
  });
});

describe('an error that is made where it is logged', () => {
  const logged = (value: string, ...more: readonly string[]) =>
    PINO + lines('export async function find(id) {', `  const error = ${value};`, `  ${logs}`, ...more, '}');
  ruleTester.run('log-error-object', rule, {
    valid: cases(
      logged('new Error(`no user ${id}`)'),
      logged('new NotFoundError(id)'),
      logged('createError(404, `no user ${id}`)').replace('const error', 'const error: Error'),
      logged('errors.makeNotFoundError({ id })').replace('const error', 'const error: NotFoundError'),
      logged('failed(id)') + '\nfunction failed(id) { return new Error(`no user ${id}`); }',
      logged('asError(id)') +
        "\nfunction asError(id) { if (!id) return new TypeError('no id'); return new Error(`no user ${id}`); }",
    ),
    invalid: [
      ...[
        logged('createError(cause)', '}', 'let cause: Error;', '{'),
        logged('createError({ id, cause })', '}', 'let cause: Error;', '{'),
        logged('findError(id)'),
        logged('lastError(id)', '}', 'function lastError(id) { return queue.failureOf(id); '),
      ].map((each) => {
        const code = each.replace('const error =', 'const error: Error =');
        return {
          name: `made of another, or handed on: ${code}`,
          code,
          errors: [
            {
              messageId: 'flattened' as const,
              data: { at: 'error.message', how: '`warn({ err: error }, message)`' },
            },
          ],
          output: code.replace(logs, "logger.warn({ err: error }, 'Not read');"),
        };
      }),
      {
        name: 'one that was caught',
        code: logged('await load(id).then(() => undefined, (failed: Error) => failed)').replace(
          'const error',
          'const error: Error',
        ),
        errors: [
          { messageId: 'flattened', data: { at: 'error.message', how: '`warn({ err: error }, message)`' } },
        ],
        output: logged('await load(id).then(() => undefined, (failed: Error) => failed)')
          .replace('const error', 'const error: Error')
          .replace(logs, "logger.warn({ err: error }, 'Not read');"),
      },
    ],
  });
});

describe('a failure at info that something stands in for', () => {
  const info = 'logger.info(`Not read: ${error.message}`);';
  const in_ = (...handler: readonly string[]) =>
    PINO +
    lines(
      'export async function load(id) {',
      'try {',
      'return await read(id);',
      '} catch (error) {',
      ...handler,
      '}',
      '}',
    );
  ruleTester.run('log-error-object', rule, {
    valid: cases(in_(info, 'return [];'), in_(info, 'return null;')),
    invalid: cases(in_(info, 'stop();'), in_('if (id) return null;', info)).map((each) => ({
      ...each,
      errors: [
        { messageId: 'flattened', data: { at: 'error.message', how: '`info({ err: error }, message)`' } },
      ],
      output: each.code.replace(info, "logger.info({ err: error }, 'Not read');"),
    })),
  });
});

describe('a stack beside the whole error', () => {
  const stack = 'logger.error(error.stack);';
  const beside = (other: string) => caught('await load();', other, stack);
  ruleTester.run('log-error-object', rule, {
    valid: cases(beside("logger.error(error, 'not read');"), beside('logger.error(error);')),
    invalid: cases(beside('notify(error);')).map((each) => ({
      ...each,
      errors: [
        { messageId: 'written', data: { at: 'error.stack', how: '`error({ err: error }, message)`' } },
      ],
      output: null,
    })),
  });
});

describe('the text of an error in a record of its own, after the record that it is of', () => {
  const in_ = (...body: readonly string[]) =>
    PINO + lines('load((err, rows) => {', 'if (err) {', ...body, '}', '});');
  const first = 'logger.error(`Not read: ${err.message}`);';
  const how = '`error({ err }, message)`';
  const flattened = { messageId: 'flattened' as const, data: { at: 'err.message', how } };
  ruleTester.run('log-error-object', rule, {
    valid: [],
    invalid: [
      {
        name: 'after it',
        code: in_(first, 'logger.error(`\\t${err}`);'),
        errors: [flattened],
        output: in_("logger.error({ err }, 'Not read');", 'logger.error(`\\t${err}`);'),
      },
      {
        name: 'after it, of a logger that there may be none of',
        code: in_(first, 'logger?.error(`\\t${err}`);'),
        errors: [flattened],
        output: in_("logger.error({ err }, 'Not read');", 'logger?.error(`\\t${err}`);'),
      },
      {
        name: 'with words of its own',
        code: in_(first, 'logger.error(`Lost: ${err.message}`);'),
        errors: [flattened, flattened],
        output: in_("logger.error({ err }, 'Not read');", "logger.error({ err }, 'Lost');"),
      },
    ],
  });
});
