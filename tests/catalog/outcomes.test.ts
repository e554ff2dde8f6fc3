import { Writable } from 'node:stream';
import { Logger as NestLogger } from '@nestjs/common';
import bunyan from 'bunyan';
import { LogLayer, StructuredTransport } from 'loglayer';
import { describe, expect, it } from 'vitest';
import winston from 'winston';
import {
  type Emitted,
  type Emitter,
  FRAME,
  adonisEmits,
  azureEmits,
  backstageEmits,
  bunyanEmits,
  consoleEmits,
  consolaEmits,
  electronLogEmits,
  failure,
  fastifyEmits,
  firebaseEmits,
  honoPinoEmits,
  lambdaLogEmits,
  log4jsEmits,
  loglevelEmits,
  logpleaseEmits,
  logtapeEmits,
  nestEmits,
  nestOverPinoEmits,
  nestOverWinstonEmits,
  nestWinstonEmits,
  nestjsPinoEmits,
  otelEmits,
  pinoEmits,
  pinoHttpEmits,
  powertoolsEmits,
  roarrEmits,
  sentryEmits,
  signaleEmits,
  temporalEmits,
  tracerEmits,
  triggerEmits,
  tslogEmits,
  winstonEmits,
} from './capture.js';

// What the messages of `valid-logger-call` and `log-error-object` rest on. Every claim that something is lost
// stands beside the same call written so that it is not: a capture that sees nothing would fail that half.

async function only(emits: Emitter, act: Parameters<Emitter>[0]): Promise<Emitted> {
  const records = await emits(act);
  expect(records).toHaveLength(1);
  return records[0]!;
}

function expectStack(text: string): void {
  for (const part of FRAME) expect(text).toContain(part);
}

function expectNoStack(text: string): void {
  for (const part of FRAME) expect(text).not.toContain(part);
}

describe.each([
  { name: 'pino', emits: pinoEmits() },
  { name: 'app.log of fastify', emits: fastifyEmits('app') },
  { name: 'request.log of fastify', emits: fastifyEmits('request') },
  { name: 'pino-http', emits: pinoHttpEmits },
  { name: 'PinoLogger of nestjs-pino', emits: nestjsPinoEmits },
  { name: 'PinoLogger of hono-pino', emits: honoPinoEmits },
  { name: 'the logger of AdonisJS', emits: adonisEmits },
])('$name', ({ emits }) => {
  it('drops fields behind the message', async () => {
    const record = await only(emits, (log) => log.info('msg', { a: 1 }));
    expect(record.message).toBe('msg');
    expect(record.fields).not.toHaveProperty('a');
    expect((await only(emits, (log) => log.info({ a: 1 }, 'msg'))).fields).toHaveProperty('a', 1);
  });

  it('drops an argument that no placeholder takes', async () => {
    const extra = await only(emits, (log) => log.info('msg', 'lost', 4711));
    expect(extra.message).toBe('msg');
    expect(extra.text).not.toContain('lost');
    const second = await only(emits, (log) => log.info('order %s', 'o-1', 'lost'));
    expect(second.message).toBe('order o-1');
    expect(second.text).not.toContain('lost');
  });

  it('writes a number or an object where the message belongs as the message', async () => {
    expect((await only(emits, (log) => log.info(42))).message).toBe(42);
    expect((await only(emits, (log) => log.info({ a: 1 }, 42))).message).toBe(42);
    expect((await only(emits, (log) => log.info({ a: 1 }, { b: 2 }))).message).toEqual({ b: 2 });
    expect((await only(emits, (log) => log.error(failure(), { b: 2 }))).message).toEqual({ b: 2 });
  });

  it('drops an error behind the message', async () => {
    for (const act of [
      (log: Loose) => log.error('failed', failure()),
      (log: Loose) => log.error('failed', { err: failure() }),
      (log: Loose) => log.error('failed', { a: 1 }, failure()),
    ]) {
      const record = await only(emits, act);
      expect(record.message).toBe('failed');
      expect(record.text).not.toContain('boom');
    }
  });

  it('makes text without a stack of an error that a placeholder takes', async () => {
    const record = await only(emits, (log) => log.error('failed: %s', failure()));
    expect(record.message).toBe('failed: Error: boom');
    expectNoStack(record.text);
  });

  it('writes {} for an error under another key than err', async () => {
    for (const key of ['error', 'e', 'cause']) {
      const record = await only(emits, (log) => log.error({ [key]: failure() }, 'failed'));
      expect(record.fields[key]).toEqual({});
    }
  });

  it('writes nothing of an error that is spread', async () => {
    const record = await only(emits, (log) => log.error({ ...failure() }, 'failed'));
    expect(record.text).not.toContain('boom');
  });

  it('writes an error in front, or under err, with type, message and stack', async () => {
    for (const act of [
      (log: Loose) => log.error(failure(), 'failed'),
      (log: Loose) => log.error({ err: failure() }, 'failed'),
    ]) {
      const record = await only(emits, act);
      expect(record.message).toBe('failed');
      expect(record.fields.err).toMatchObject({ type: 'Error', message: 'boom', stack: failure().stack });
    }
  });
});

describe('pino', () => {
  it('writes an error under the key that errorKey names', async () => {
    const emits = pinoEmits({ errorKey: 'error' });
    const record = await only(emits, (log) => log.error({ error: failure() }, 'failed'));
    expect(record.fields.error).toMatchObject({ message: 'boom', stack: failure().stack });
  });

  it('writes a key twice when a field has the name of one of its own', async () => {
    const record = await only(pinoEmits(), (log) => log.info({ level: 'gold' }, 'msg'));
    expect(record.text.split('"level":')).toHaveLength(3);
  });
});

describe('bunyan', () => {
  const emits = bunyanEmits();
  const serialized = bunyanEmits({ serializers: bunyan.stdSerializers });

  it('glues fields behind the message to its text', async () => {
    const record = await only(emits, (log) => log.info('msg', { a: 1 }));
    expect(record.message).toBe('msg { a: 1 }');
    expect(record.fields).not.toHaveProperty('a');
    expect((await only(emits, (log) => log.info({ a: 1 }, 'msg'))).fields).toHaveProperty('a', 1);
  });

  it('glues an argument that no placeholder takes to the message', async () => {
    expect((await only(emits, (log) => log.info('msg', 'x', 3))).message).toBe('msg x 3');
    expect((await only(emits, (log) => log.info('order %s', 'o-1', 'x'))).message).toBe('order o-1 x');
  });

  it('makes the message of what stands where the text belongs', async () => {
    expect((await only(emits, (log) => log.info(42))).message).toBe('42');
    expect((await only(emits, (log) => log.info({ a: 1 }, { b: 2 }))).message).toBe('{ b: 2 }');
  });

  it('glues an error behind the message to its text, stack and all', async () => {
    for (const act of [
      (log: Loose) => log.error('failed', failure()),
      (log: Loose) => log.error('failed %s', failure()),
      (log: Loose) => log.error('failed', { err: failure() }),
    ]) {
      const record = await only(serialized, act);
      expect(record.fields).not.toHaveProperty('err');
      expect(record.message).toMatch(/^failed /);
      expectStack(String(record.message));
    }
  });

  it('writes {} under err unless it was made with serializers', async () => {
    const act = (log: Loose) => log.error({ err: failure() }, 'failed');
    expect((await only(emits, act)).fields.err).toEqual({});
    expect((await only(serialized, act)).fields.err).toMatchObject({ stack: failure().stack });
  });

  it('writes {} for an error under another key than err even with its standard serializers', async () => {
    const record = await only(serialized, (log) => log.error({ error: failure() }, 'failed'));
    expect(record.fields.error).toEqual({});
  });

  it('writes an error in front with its stack even without serializers', async () => {
    const record = await only(emits, (log) => log.error(failure(), 'failed'));
    expect(record.message).toBe('failed');
    expect(record.fields.err).toMatchObject({ message: 'boom', stack: failure().stack });
  });

  it('lets a field overwrite what the logger says of itself', async () => {
    const record = await only(emits, (log) => log.info({ name: 'Ann' }, 'msg'));
    expect(record.fields.name).toBe('Ann');
  });
});

describe('keys of the record that pino and bunyan have themselves', () => {
  it.each(['level', 'time', 'msg'])('pino writes %s twice', async (key) => {
    const record = await only(pinoEmits(), (log) => log.info({ [key]: 'mine' }, 'text'));
    expect(record.text.split(`"${key}":`)).toHaveLength(3);
  });

  it('bunyan lets level and time replace its own, and drops msg and v', async () => {
    const record = await only(bunyanEmits(), (log) =>
      log.info({ level: 50, time: 'then', v: 4711, msg: 'mine' }, 'text'),
    );
    expect(record).toMatchObject({ level: 50, message: 'text', fields: { time: 'then' } });
    expect(record.text).not.toMatch(/mine|4711/);
    expect(await bunyanEmits()((log) => log.info({ level: 'mine' }, 'text'))).toEqual([]);
  });

  it.each([
    { name: 'pino', emits: pinoEmits() },
    { name: 'bunyan', emits: bunyanEmits({ serializers: bunyan.stdSerializers }) },
  ])('$name empties an error inside of a field', async ({ emits }) => {
    const record = await only(emits, (log) => log.error({ meta: { err: failure() } }, 'failed'));
    expect(record.fields.meta).toEqual({ err: {} });
    expectNoStack(record.text);
  });
});

describe.each([
  { name: 'pino', emits: pinoEmits() },
  { name: 'bunyan', emits: bunyanEmits() },
  { name: 'winston', emits: winstonEmits() },
])('a child of $name', ({ emits }) => {
  it('has a field for each letter of a text', async () => {
    const record = await only(emits, (log) => log.child('ab').info('text'));
    expect(record).toMatchObject({ message: 'text', fields: { 0: 'a', 1: 'b' } });
  });
});

describe('winston', () => {
  const emits = winstonEmits();
  const child = winstonEmits([], { child: true });
  const withErrors = winstonEmits([winston.format.errors({ stack: true })]);
  const withSplat = winstonEmits([winston.format.splat()]);

  it('loses text that stands behind fields', async () => {
    for (const each of [emits, child, withErrors]) {
      const record = await only(each, (log) => log.info({ a: 1 }, 'lost'));
      expect(record.message).toEqual({ a: 1 });
      expect(record.text).not.toContain('lost');
    }
    const right = await only(emits, (log) => log.info('msg', { a: 1 }));
    expect(right).toMatchObject({ message: 'msg', fields: { a: 1 } });
  });

  it('makes one field of each letter of text behind fields with format.splat', async () => {
    const record = await only(withSplat, (log) => log.info({ a: 1 }, 'ab'));
    expect(record).toMatchObject({ message: { a: 1 }, fields: { 0: 'a', 1: 'b' } });
  });

  it('drops text and numbers behind the message', async () => {
    for (const each of [emits, child, withErrors]) {
      const record = await only(each, (log) => log.info('msg', 'lost', 4711));
      expect(record.message).toBe('msg');
      expect(record.text).not.toMatch(/lost|4711/);
    }
  });

  it('drops all arguments behind the first fields', async () => {
    const record = await only(emits, (log) => log.info('msg', { a: 1 }, { lost: 2 }));
    expect(record).toMatchObject({ message: 'msg', fields: { a: 1 } });
    expect(record.fields).not.toHaveProperty('lost');
    const error = await only(emits, (log) => log.error('failed', { a: 1 }, failure()));
    expect(error.text).not.toContain('boom');
  });

  it('makes one field of each letter of text that no placeholder takes with format.splat', async () => {
    const record = await only(withSplat, (log) => log.info('msg', 'ab'));
    expect(record).toMatchObject({ message: 'msg', fields: { 0: 'a', 1: 'b' } });
    const filled = await only(withSplat, (log) => log.info('msg %s', 'x', 'ab'));
    expect(filled).toMatchObject({ message: 'msg x', fields: { 0: 'a', 1: 'b' } });
  });

  it('keeps fields behind fields with format.splat', async () => {
    const record = await only(withSplat, (log) => log.info('msg', { a: 1 }, { b: 2 }));
    expect(record).toMatchObject({ message: 'msg', fields: { a: 1, b: 2 } });
  });

  it('fills placeholders with format.splat only', async () => {
    const act = (log: Loose) => log.info('order %s', 'o-1');
    expect((await only(emits, act)).message).toBe('order %s');
    expect((await only(emits, act)).text).not.toContain('o-1');
    expect((await only(withSplat, act)).message).toBe('order o-1');
  });

  it('drops the fields of a message with text like a placeholder in it', async () => {
    const record = await only(emits, (log) => log.info('saved 50%discount', { a: 1 }));
    expect(record.message).toBe('saved 50%discount');
    expect(record.fields).not.toHaveProperty('a');
  });

  it('glues the text of an error to the message, and keeps the stack', async () => {
    const record = await only(emits, (log) => log.error('failed', failure()));
    expect(record.message).toBe('failed boom');
    expect(record.fields.stack).toBe(failure().stack);
  });

  it('glues a field named message to the message', async () => {
    expect((await only(emits, (log) => log.error('failed', { message: 'hidden' }))).message).toBe(
      'failed hidden',
    );
  });

  it('drops a field named level', async () => {
    const record = await only(emits, (log) => log.warn('msg', { level: 'mine' }));
    expect(record.level).toBe('warn');
    expect(record.text).not.toContain('mine');
  });

  it('takes one object with a message as the record', async () => {
    for (const act of [
      (log: Loose) => log.log({ level: 'warn', message: 'msg', a: 1 }),
      (log: Loose) => log.warn({ message: 'msg', a: 1 }),
    ]) {
      const record = await only(emits, act);
      expect(record).toMatchObject({ level: 'warn', message: 'msg', fields: { a: 1 } });
    }
    const error = await only(emits, (log) => log.log({ level: 'error', message: failure() }));
    expect(error.message).toEqual({});
    const whole = await only(withErrors, (log) => log.log({ level: 'error', message: failure() }));
    expect(whole).toMatchObject({ message: 'boom', fields: { stack: failure().stack } });
  });

  it('drops a stack behind the message', async () => {
    const record = await only(emits, (log) => log.error('failed', failure().stack));
    expectNoStack(record.text);
  });

  it('empties an error inside of a field', async () => {
    const record = await only(emits, (log) => log.error('failed', { meta: { err: failure() } }));
    expect(record.fields).toEqual({ meta: { err: {} } });
  });

  it('writes an error among the fields without message and stack, even with format.errors', async () => {
    for (const each of [emits, child, withErrors, withSplat]) {
      for (const key of ['err', 'error', 'cause']) {
        const record = await only(each, (log) => log.error('failed', { [key]: failure() }));
        expect(record.fields[key]).toEqual({});
      }
    }
  });

  it('loses message and stack of an error logged alone', async () => {
    const record = await only(emits, (log) => log.error(failure()));
    expect(record.message).toBeUndefined();
    expect(record.text).not.toContain('boom');
    expectNoStack(record.text);
  });

  it('prints the message of an error logged alone as text', async () => {
    const { combine, printf, simple, timestamp } = winston.format;
    const line = printf(({ level, message }) => `${level}: ${String(message)}`);
    for (const format of [simple(), combine(timestamp(), line)]) {
      const output: string[] = [];
      const stream = new Writable({
        write(chunk, _encoding, done) {
          output.push(String(chunk));
          done();
        },
      });
      const transports = [new winston.transports.Stream({ stream })];
      winston.createLogger({ format, transports }).error(failure());
      expect(output.join('')).toContain('boom');
      expectNoStack(output.join(''));
    }
  });

  it('writes an error logged alone with format.errors, or as a child', async () => {
    for (const each of [withErrors, child]) {
      const record = await only(each, (log) => log.error(failure()));
      expect(record.message).toBe('boom');
      expect(record.fields.stack).toBe(failure().stack);
    }
  });

  it('keeps the text of an error beside its stack', async () => {
    const error = failure();
    const record = await only(emits, (log) =>
      log.error('failed', { error: error.message, stack: error.stack }),
    );
    expect(record).toMatchObject({ message: 'failed', fields: { error: 'boom', stack: error.stack } });
  });
});

describe('Nest over its ConsoleLogger', () => {
  const named = nestEmits('OrdersService');
  const unnamed = nestEmits();

  it('fills no placeholders, and writes the argument as another record', async () => {
    const records = await named((log) => log.log('order %s', 'o-1'));
    expect(records.map(({ message }) => message)).toEqual(['order %s', 'o-1']);
  });

  it('takes text behind the message for the context of a logger without one', async () => {
    const record = await only(unnamed, (log) => log.log('order %s', 'o-1'));
    expect(record).toMatchObject({ message: 'order %s', fields: { context: 'o-1' } });
  });

  it('writes fields behind the message as params (Nest 12)', async () => {
    const record = await only(named, (log) => log.log('msg', { a: 1 }));
    expect(record).toMatchObject({ message: 'msg', fields: { params: { a: 1 } } });
  });

  it('writes text behind fields as another record', async () => {
    expect(await named((log) => log.log({ a: 1 }, 'msg'))).toHaveLength(2);
  });

  it('writes an error behind the message with its stack (Nest 12)', async () => {
    const record = await only(named, (log) => log.error('failed', failure()));
    expect(record).toMatchObject({ message: 'failed', fields: { error: { stack: failure().stack } } });
  });

  it('writes a stack behind the message at error and fatal alone as the stack', async () => {
    const { stack } = failure();
    for (const method of ['error', 'fatal']) {
      const record = await only(named, (log) => log[method]('failed', stack));
      expect(record).toMatchObject({ message: 'failed', fields: { stack } });
    }
    for (const method of ['verbose', 'debug', 'log', 'warn']) {
      const records = await named((log) => log[method]('failed', stack));
      expect(records.map(({ message }) => message)).toEqual(['failed', stack]);
    }
  });

  it('takes a context of its own for the stack, and a stack before it for another record', async () => {
    const { stack } = failure();
    const records = await named((log) => log.error('failed', stack, 'Other'));
    expect(records.map(({ message }) => message)).toEqual(['failed', stack]);
    expect(records.map(({ fields }) => fields.stack)).toEqual(['Other', 'Other']);
    const alone = await only(named, (log) => log.error('failed', 'Other'));
    expect(alone.fields).toMatchObject({ context: 'OrdersService', stack: 'Other' });
    const right = await only(unnamed, (log) => log.error('failed', stack, 'Other'));
    expect(right.fields).toMatchObject({ context: 'Other', stack });
  });

  it('writes nothing before the application has its logger where logs are buffered', async () => {
    const records = await named((log) => {
      NestLogger.attachBuffer();
      log.error('cannot start');
      NestLogger.error('cannot start');
    });
    expect(records).toEqual([]);
    expect(await named(() => NestLogger.flush())).toHaveLength(2);
  });

  it('writes the message of an error in the place of its stack', async () => {
    const record = await only(named, (log) => log.error('failed', failure().message));
    expect(record.fields.stack).toBe('boom');
    expectNoStack(record.text);
  });
});

describe('Nest over nestjs-pino', () => {
  const named = nestOverPinoEmits('OrdersService');
  const unnamed = nestOverPinoEmits();

  it('drops fields behind the message', async () => {
    const record = await only(named, (log) => log.log('msg', { a: 1 }));
    expect(record.message).toBe('msg');
    expect(record.fields).not.toHaveProperty('a');
    const right = await only(named, (log) => log.log({ msg: 'msg', a: 1 }));
    expect(right).toMatchObject({ message: 'msg', fields: { a: 1, context: 'OrdersService' } });
  });

  it('takes fields behind the message for the context of a logger without one', async () => {
    const record = await only(unnamed, (log) => log.log('msg', { a: 1 }));
    expect(record).toMatchObject({ message: 'msg', fields: { context: { a: 1 } } });
  });

  it('drops an error behind the message', async () => {
    for (const each of [named, unnamed]) {
      const record = await only(each, (log) => log.error('failed', failure()));
      expect(record.message).toBe('failed');
      expect(record.text).not.toContain('boom');
    }
  });

  it('makes an error of a stack behind the message, at error alone', async () => {
    const { stack } = failure();
    const record = await only(named, (log) => log.error('failed', stack));
    expect(record).toMatchObject({ message: 'failed', fields: { err: { stack } } });
    for (const method of ['warn', 'fatal']) {
      expectNoStack((await only(named, (log) => log[method]('failed', stack))).text);
    }
  });

  it('takes a stack behind fields for the message', async () => {
    const { stack } = failure();
    const record = await only(named, (log) => log.error({ msg: 'failed', a: 1 }, stack));
    expect(record.message).toBe(stack);
  });

  it('fills placeholders of a logger with a context', async () => {
    expect((await only(named, (log) => log.log('order %s', 'o-1'))).message).toBe('order o-1');
  });
});

describe.each([
  { name: 'nest-winston', emits: nestWinstonEmits },
  { name: 'Nest over nest-winston', emits: nestOverWinstonEmits },
])('$name', ({ emits }) => {
  it('writes {} for an error behind the message', async () => {
    const error = await only(emits, (log) => log.error('failed', failure()));
    expect(error).toMatchObject({ message: 'failed', fields: { stack: [{}] } });
    const warning = await only(emits, (log) => log.warn('failed', failure()));
    expect(warning).toMatchObject({ message: 'failed', fields: { context: {} } });
    expectNoStack(error.text + warning.text);
  });

  it('keeps a stack behind the message, and one in the record', async () => {
    const { stack } = failure();
    expectStack((await only(emits, (log) => log.error('failed', stack))).text);
    const record = await only(emits, (log) => log.warn({ message: 'failed', a: 1, stack }));
    expect(record).toMatchObject({ message: 'failed', fields: { a: 1, stack } });
  });

  it('fills no placeholders', async () => {
    expect((await only(emits, (log) => log.log('order %s', 'o-1'))).message).toBe('order %s');
  });
});

describe('Firebase', () => {
  it('takes what comes last for the fields, and prints what stands before it into the text', async () => {
    const record = await only(firebaseEmits, (log) => log.info('msg', 'x', { lost: 1 }, { a: 1 }));
    expect(record).toMatchObject({ message: 'msg x { lost: 1 }', fields: { a: 1 } });
  });

  it('writes {} for an error among the fields', async () => {
    for (const key of ['err', 'error', 'e']) {
      const record = await only(firebaseEmits, (log) => log.error('failed', { [key]: failure() }));
      expect(record.fields[key]).toEqual({});
      expectNoStack(record.text);
    }
  });

  it('keeps the stack of an error before the fields in the text, and both', async () => {
    const record = await only(firebaseEmits, (log) => log.error('failed', failure(), { a: 1 }));
    expect(record.fields).toEqual({ a: 1 });
    expectStack(String(record.message));
    const after = await only(firebaseEmits, (log) => log.error('failed', { a: 1 }, failure()));
    expect(after.fields).toEqual({});
  });

  it('fills placeholders with what stands before the fields, never with them', async () => {
    const record = await only(firebaseEmits, (log) => log.info('order %s', 'o-1', { a: 1 }));
    expect(record).toMatchObject({ message: 'order o-1', fields: { a: 1 } });
    expect((await only(firebaseEmits, (log) => log.info('100%% %d', { a: 1 }))).message).toBe('100%% %d');
  });
});

describe('Sentry', () => {
  it('sends an error among the attributes as {}, and none that stands for them', async () => {
    const among = await only(sentryEmits, (log) => log.error('failed', { err: failure() }));
    expect(among.fields).toEqual({ err: '{}' });
    const instead = await only(sentryEmits, (log) => log.error('failed', failure()));
    expect(instead.fields).toEqual({});
    expect(instead.text).not.toContain('boom');
    const { stack } = failure();
    expect((await only(sentryEmits, (log) => log.error('failed', { stack }))).fields).toEqual({ stack });
  });

  it('fills no placeholders, and makes an attribute of each letter', async () => {
    const record = await only(sentryEmits, (log) => log.info('order %s', 'o1'));
    expect(record).toMatchObject({ message: 'order %s', fields: { 0: 'o', 1: '1' } });
  });

  it('loses text behind fields', async () => {
    expect((await only(sentryEmits, (log) => log.info({ a: 1 }, 'msg'))).text).not.toContain('msg');
  });
});

describe('LogTape', () => {
  it('fills braces with the fields, which it keeps', async () => {
    const record = await only(logtapeEmits, (log) => log.info('order {id} of {{kind}}', { id: 'o-1' }));
    expect(record).toMatchObject({ message: 'order "o-1" of {kind}', fields: { id: 'o-1' } });
  });

  it('writes an error under any key, and one for all fields, with its stack', async () => {
    for (const act of [
      (log: Loose) => log.error('failed', failure()),
      (log: Loose) => log.error('failed', { error: failure() }),
    ]) {
      expect((await only(logtapeEmits, act)).fields).toMatchObject({ error: { stack: failure().stack } });
    }
  });

  it('drops what stands behind the fields', async () => {
    const record = await only(logtapeEmits, (log) => log.error('failed', { a: 1 }, failure()));
    expect(record.fields).toEqual({ a: 1 });
    expect(record.text).not.toContain('boom');
  });

  it('fills no placeholders of printf, and drops the argument', async () => {
    const record = await only(logtapeEmits, (log) => log.info('order %s', 'o-1'));
    expect(record).toMatchObject({ message: 'order %s', fields: {} });
  });
});

describe('Roarr', () => {
  it('drops fields and what no placeholder takes behind the message', async () => {
    const record = await only(roarrEmits, (log) => log.info('order %s', 'o-1', { a: 1 }, 'lost'));
    expect(record).toMatchObject({ message: 'order o-1', fields: {} });
    expect((await only(roarrEmits, (log) => log.info({ a: 1 }, 'msg'))).fields).toEqual({ a: 1 });
  });

  it('writes {} for an error among the fields, and none of one behind the message', async () => {
    expect((await only(roarrEmits, (log) => log.error({ err: failure() }, 'failed'))).fields.err).toEqual({});
    expect((await only(roarrEmits, (log) => log.error('failed', failure()))).text).not.toContain('boom');
  });
});

describe('lambda-log', () => {
  it('drops an error that stands for the fields', async () => {
    const record = await only(lambdaLogEmits, (log) => log.error('failed', failure()));
    expect(record.text).not.toContain('boom');
    const { stack } = failure();
    for (const key of ['err', 'error']) {
      const right = await only(lambdaLogEmits, (log) => log.error('failed', { [key]: failure() }));
      expect(right.fields[key]).toMatchObject({ message: 'boom', stack });
    }
  });

  it('writes text behind fields as its meta, and no message', async () => {
    const record = await only(lambdaLogEmits, (log) => log.info({ a: 1 }, 'msg'));
    expect(record).toMatchObject({ message: { a: 1 }, fields: { meta: 'msg' } });
  });

  it('fills no placeholders', async () => {
    expect((await only(lambdaLogEmits, (log) => log.info('order %s', 'o-1'))).message).toBe('order %s');
  });
});

describe('LogLayer', () => {
  it('makes one text of all arguments, and takes fields and the error from calls before', () => {
    const written: unknown[] = [];
    const log = new LogLayer({
      transport: new StructuredTransport({
        logger: { error: (record: unknown) => written.push(record) } as never,
      }),
    });
    const error = failure();
    Reflect.apply(log.error, log, ['failed', { a: 1 }, error]);
    log.withMetadata({ a: 1 }).withError(error).error('failed');
    expect(written).toMatchObject([
      { msg: 'failed [object Object] Error: boom' },
      { msg: 'failed', a: 1, err: error },
    ]);
  });
});

describe('trigger.dev', () => {
  it('writes an error under any key, and one for all properties, with its stack', async () => {
    for (const act of [
      (log: Loose) => log.error('failed', failure()),
      (log: Loose) => log.error('failed', { e: failure() }),
    ]) {
      expectStack((await only(triggerEmits, act)).text);
    }
  });

  it('drops what stands behind the properties, and fills no placeholders', async () => {
    const behind = await only(triggerEmits, (log) => log.error('failed', { a: 1 }, failure()));
    expect(behind.text).not.toContain('boom');
    expect((await only(triggerEmits, (log) => log.info('order %s', 'o-1'))).message).toBe('order %s');
  });
});

describe('Temporal', () => {
  it('drops an error that stands for the fields, and keeps one among them', async () => {
    expect((await only(temporalEmits, (log) => log.error('failed', failure()))).text).not.toContain('boom');
    expectStack((await only(temporalEmits, (log) => log.error('failed', { error: failure() }))).text);
  });
});

describe('Backstage', () => {
  it('writes {} for an error among the fields, and one behind the message with its stack', async () => {
    const among = await only(backstageEmits, (log) => log.error('failed', { error: failure() }));
    expect(among.fields.error).toEqual({});
    expectStack((await only(backstageEmits, (log) => log.error('failed', failure()))).text);
  });

  it('loses text behind fields, and fills no placeholders', async () => {
    expect((await only(backstageEmits, (log) => log.info({ a: 1 }, 'lost'))).text).not.toContain('lost');
    const record = await only(backstageEmits, (log) => log.info('order %s', 'o-1'));
    expect(record.text).not.toContain('o-1');
  });
});

describe('Powertools', () => {
  it('writes text behind fields under extra, and no message', async () => {
    const record = await only(powertoolsEmits, (log) => log.info({ a: 1 }, 'msg'));
    expect(record.message).toBeUndefined();
    expect(record.fields).toMatchObject({ a: 1, extra: 'msg' });
    const right = await only(powertoolsEmits, (log) => log.info('msg', { a: 1 }));
    expect(right).toMatchObject({ message: 'msg', fields: { a: 1 } });
  });

  it('fills no placeholders', async () => {
    const record = await only(powertoolsEmits, (log) => log.info('order %s', 'o-1'));
    expect(record).toMatchObject({ message: 'order %s', fields: { extra: 'o-1' } });
  });

  it('loses the stack of an error logged alone', async () => {
    const record = await only(powertoolsEmits, (log) => log.error(failure()));
    expect(record.message).toBe('boom');
    expectNoStack(record.text);
  });

  it('writes an error behind the message, or under any key, with its stack', async () => {
    const { stack } = failure();
    const behind = await only(powertoolsEmits, (log) => log.error('failed', failure()));
    expect(behind).toMatchObject({ message: 'failed', fields: { error: { message: 'boom', stack } } });
    for (const key of ['error', 'err', 'cause']) {
      const record = await only(powertoolsEmits, (log) => log.error('failed', { [key]: failure() }));
      expect(record.fields[key]).toMatchObject({ message: 'boom', stack });
    }
  });

  it('warns of a field with a name of its own, and drops it', async () => {
    const records = await powertoolsEmits((log) => log.info('msg', { level: 'gold' }));
    expect(records.map(({ level }) => level)).toEqual(['WARN', 'INFO']);
    expect(records[1]?.text).not.toContain('gold');
  });
});

describe('OpenTelemetry', () => {
  it('drops an error among the attributes', async () => {
    for (const key of ['err', 'error', 'exception']) {
      const act = (log: Loose) => log.emit({ body: 'failed', attributes: { a: 1, [key]: failure() } });
      expect((await only(otelEmits, act)).fields).toEqual({ a: 1 });
    }
  });

  it('writes the exception of a record as attributes, with its stack', async () => {
    const record = await only(otelEmits, (log) => log.emit({ body: 'failed', exception: failure() }));
    expect(record.fields).toEqual({
      'exception.type': 'Error',
      'exception.message': 'boom',
      'exception.stacktrace': failure().stack,
    });
  });
});

describe('tslog as JSON', () => {
  it('drops an error among the fields', async () => {
    for (const key of ['err', 'error', 'cause']) {
      const record = await only(tslogEmits, (log) => log.error('failed', { a: 1, [key]: failure() }));
      expect(record).toMatchObject({ message: 'failed', fields: { a: 1 } });
      expect(record.fields).not.toHaveProperty(key);
      expect(record.text).not.toContain('boom');
    }
  });

  it('writes an error behind the message with the frames of its stack', async () => {
    const record = await only(tslogEmits, (log) => log.error('failed', failure()));
    expect(record.message).toBe('failed');
    expect(record.fields.error).toMatchObject({ name: 'Error', message: 'boom' });
    expectStack(record.text);
  });

  it('writes fields under a number when an error stands behind them', async () => {
    const record = await only(tslogEmits, (log) => log.error('failed', { a: 1 }, failure()));
    expect(record.fields).toHaveProperty('1', { a: 1 });
    expect(record.fields).not.toHaveProperty('a');
  });

  it('fills no placeholders, and writes the argument under a number', async () => {
    const record = await only(tslogEmits, (log) => log.info('order %s', 'o-1'));
    expect(record).toMatchObject({ message: 'order %s', fields: { 1: 'o-1' } });
  });
});

describe('tracer', () => {
  it('prints fields and whatever else stands behind the message', async () => {
    expect((await only(tracerEmits, (log) => log.info('msg', { a: 1 }, 'x', 3))).text).toBe(
      'msg { a: 1 } x 3',
    );
  });

  it('fills four placeholders, and keeps two percent signs', async () => {
    expect((await only(tracerEmits, (log) => log.info('%s %d %j', 'o-1', 2, { a: 1 }))).text).toBe(
      'o-1 2 {"a":1}',
    );
    expect((await only(tracerEmits, (log) => log.info('5%% of %i', { a: 1 }))).text).toBe(
      '5%% of %i { a: 1 }',
    );
  });

  it('prints an error behind the message and among the fields with its stack', async () => {
    for (const act of [
      (log: Loose) => log.error('failed', failure()),
      (log: Loose) => log.error('failed', { err: failure() }),
    ]) {
      const { text } = await only(tracerEmits, act);
      expect(text).toMatch(/^failed /);
      expectStack(text);
    }
  });

  it('hands back what it has printed', async () => {
    let returned: unknown;
    await only(tracerEmits, (log) => {
      returned = log.info('msg');
    });
    expect(returned).toMatchObject({ title: 'info', message: 'msg' });
  });
});

describe('signale', () => {
  it('prints of one object alone its prefix, message and suffix', async () => {
    expect((await only(signaleEmits, (log) => log.info({ message: 'm', a: 1 }))).text).toBe('m');
    expect((await only(signaleEmits, (log) => log.info({ a: 1 }))).text).toBe('{ a: 1 }');
  });
});

describe.each([
  { name: 'log4js', emits: log4jsEmits },
  { name: 'consola', emits: consolaEmits },
  { name: 'loglevel', emits: loglevelEmits },
  { name: 'signale', emits: signaleEmits },
  { name: 'logplease', emits: logpleaseEmits },
  { name: 'the console', emits: consoleEmits },
  { name: 'electron-log', emits: electronLogEmits },
  { name: 'Azure Functions', emits: azureEmits },
])('$name', ({ emits }) => {
  it('prints fields and whatever else stands behind the message', async () => {
    expect((await only(emits, (log) => log.info('msg', { a: 1 }, 'x', 3))).text).toBe('msg { a: 1 } x 3');
  });

  it('fills placeholders', async () => {
    expect((await only(emits, (log) => log.info('order %s', 'o-1', { a: 1 }))).text).toBe(
      'order o-1 { a: 1 }',
    );
  });

  it('prints one percent sign for two when arguments follow, and both when none does', async () => {
    expect((await only(emits, (log) => log.info('5%% of %%s', { a: 1 }))).text).toBe('5% of %s { a: 1 }');
    expect((await only(emits, (log) => log.info('5%% of %%s'))).text).toBe('5%% of %%s');
  });

  it('prints an error behind the message, among the fields and behind them with its stack', async () => {
    for (const act of [
      (log: Loose) => log.error('failed', failure()),
      (log: Loose) => log.error('failed', { err: failure() }),
      (log: Loose) => log.error('failed', { a: 1 }, failure()),
    ]) {
      const { text } = await only(emits, act);
      expect(text).toMatch(/^failed /);
      expect(text).toContain('boom');
      expectStack(text);
    }
  });
});

describe('log4js', () => {
  it('knows an error that is an argument of its own, and none among fields', async () => {
    const error = failure();
    const behind = await only(log4jsEmits, (log) => log.error('failed', { a: 1 }, error));
    expect(behind.fields.error).toBe(error);
    const among = await only(log4jsEmits, (log) => log.error('failed', { err: error }));
    expect(among.fields.error).toBeUndefined();
  });
});

type Loose = Parameters<Parameters<Emitter>[0]>[0];
