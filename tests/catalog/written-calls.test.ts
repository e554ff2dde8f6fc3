import { inspect } from 'node:util';
import bunyan from 'bunyan';
import { describe, expect, it } from 'vitest';
import winston from 'winston';
import { LIBRARIES_BY_ID } from '../../src/catalog/index.js';
import { LOG_DIALECTS } from '../../src/catalog/logs/dialects.js';
import { type Dialect, LEVELS, type Level } from '../../src/catalog/schema.js';
import type { Call, Expression } from '../../src/model/code/expression.js';
import { reasonText } from '../../src/model/text/reason.js';
import { type Entry, type LogPlan, planLog } from '../../src/model/logs/plan.js';
import type { Source } from '../../src/model/code/source.js';
import type { LogCall } from '../../src/model/logs/call.js';
import { fileStyleOf, styleAt, writeLogCall } from '../../src/model/logs/dialect-text.js';
import {
  type Emitted,
  type Emitter,
  FRAME,
  azureEmits,
  backstageEmits,
  bunyanEmits,
  consoleEmits,
  consolaEmits,
  electronLogEmits,
  failure,
  fastifyEmits,
  firebaseEmits,
  keysOf,
  lambdaLogEmits,
  log4jsEmits,
  loglevelEmits,
  logpleaseEmits,
  logtapeEmits,
  nestEmits,
  nestOverPinoEmits,
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
import { identifier, literal, member, newError } from './expressions.js';

/** A logger that calls in a dialect are written for, set up as projects do. */
interface Target {
  readonly name: string;
  readonly dialect: Dialect;
  readonly emits: Emitter;
  /** How the library spells each severity in its record. */
  readonly levels: Readonly<Record<Level, unknown>>;
  /** `line`: one line of text, fields and error printed behind the message. */
  readonly form: 'json' | 'line';
  /** The logger has a name of its own, and the stack is an argument. */
  readonly hasContext?: boolean;
  /** An error is printed into the text, the stack with it, and the fields are kept beside it. */
  readonly printsErrors?: true;
  /** The levels at which errors are tried; all of them where not said. */
  readonly errorsAt?: readonly Level[];
}

const numbered = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };
const named = { trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'fatal' };
const upper = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', warn: 'WARN', error: 'ERROR', fatal: 'FATAL' };
const npm = { ...named, trace: 'silly', fatal: 'error' };
const nest = { ...named, trace: 'verbose', info: 'log' };

const withSerializers = bunyanEmits({ serializers: bunyan.stdSerializers });
const withStacks = winstonEmits([winston.format.errors({ stack: true })]);

const json = (name: string, dialect: Dialect, emits: Emitter, levels: Target['levels']): Target => ({
  name,
  dialect,
  emits,
  levels,
  form: 'json',
});
const line = (name: string, dialect: Dialect, emits: Emitter, levels: Target['levels']): Target => ({
  ...json(name, dialect, emits, levels),
  form: 'line',
});

/** How the calls of a library's loggers are written, by its entry in the catalog. */
function dialectOf(library: string, kind = 'logger'): Dialect {
  return LIBRARIES_BY_ID.get(library)!.kinds[kind]!.logger!;
}

const NEST = dialectOf('nestjs');
const NEST_OVER_PINO = dialectOf('nestjs-pino', 'nestLogger');

const TARGETS: readonly Target[] = [
  json('pino', dialectOf('pino'), pinoEmits(), numbered),
  json('fastify app.log', dialectOf('pino'), fastifyEmits('app'), numbered),
  json('fastify request.log', dialectOf('pino'), fastifyEmits('request'), numbered),
  json('pino-http', dialectOf('pino'), pinoHttpEmits, numbered),
  json('nestjs-pino PinoLogger', dialectOf('pino'), nestjsPinoEmits, numbered),
  json('bunyan with serializers', dialectOf('bunyan'), withSerializers, numbered),
  json('winston', dialectOf('winston'), winstonEmits(), npm),
  json('winston child', dialectOf('winston'), winstonEmits([], { child: true }), npm),
  json('winston with format.errors', dialectOf('winston'), withStacks, npm),
  json('winston with format.splat', dialectOf('winston'), winstonEmits([winston.format.splat()]), npm),
  json('Nest without a context', NEST, nestEmits(), nest),
  json('Nest with a context, the stack in the record', NEST, nestEmits('OrdersService'), nest),
  {
    ...json('Nest with a context', NEST, nestEmits('OrdersService'), nest),
    hasContext: true,
    errorsAt: ['error', 'fatal'],
  },
  json('Nest over nestjs-pino without a context', NEST_OVER_PINO, nestOverPinoEmits(), numbered),
  json(
    'Nest over nestjs-pino with a context, the stack in the record',
    NEST_OVER_PINO,
    nestOverPinoEmits('OrdersService'),
    numbered,
  ),
  line('log4js', dialectOf('log4js'), log4jsEmits, upper),
  json('tslog', dialectOf('tslog'), tslogEmits, upper),
  line('consola', dialectOf('consola'), consolaEmits, named),
  json('Powertools', dialectOf('powertools'), powertoolsEmits, { ...upper, fatal: 'CRITICAL' }),
  json('OpenTelemetry', dialectOf('opentelemetry'), otelEmits, {
    trace: 1,
    debug: 5,
    info: 9,
    warn: 13,
    error: 17,
    fatal: 21,
  }),
  json('nest-winston', dialectOf('nest-winston'), nestWinstonEmits, { ...nest, info: 'info' }),
  {
    ...json('Firebase', dialectOf('firebase-functions'), firebaseEmits, {
      trace: 'DEBUG',
      debug: 'DEBUG',
      info: 'INFO',
      warn: 'WARNING',
      error: 'ERROR',
      fatal: 'ERROR',
    }),
    printsErrors: true,
  },
  json('Sentry', dialectOf('sentry-logs'), sentryEmits, named),
  json('LogTape', dialectOf('logtape'), logtapeEmits, upper),
  json('Roarr', dialectOf('roarr'), roarrEmits, numbered),
  json('lambda-log', dialectOf('lambda-log'), lambdaLogEmits, { ...named, trace: 'debug', fatal: 'error' }),
  json('trigger.dev', dialectOf('trigger.dev'), triggerEmits, { ...named, trace: 'debug', fatal: 'error' }),
  json('Temporal', dialectOf('temporal'), temporalEmits, { ...upper, fatal: 'ERROR' }),
  json('Backstage', dialectOf('backstage'), backstageEmits, { ...named, trace: 'debug', fatal: 'error' }),
  line('electron-log', dialectOf('electron-log'), electronLogEmits, npm),
  line('Azure Functions', dialectOf('azure-functions', 'context'), azureEmits, {
    ...named,
    info: 'information',
    warn: 'warning',
    fatal: 'error',
  }),
  line('loglevel', dialectOf('loglevel'), loglevelEmits, { ...named, debug: 'log', fatal: 'error' }),
  line('signale', dialectOf('signale'), signaleEmits, { ...named, trace: 'debug', warn: 'warning' }),
  line('tracer', dialectOf('tracer'), tracerEmits, named),
  line('logplease', dialectOf('logplease'), logpleaseEmits, { ...upper, trace: 'DEBUG', fatal: 'ERROR' }),
  line('console', dialectOf('console', 'console'), consoleEmits, {
    ...named,
    trace: 'debug',
    fatal: 'error',
  }),
];

const values = { orderId: 'o-1', total: 12.5, paid: true, user: { id: 'u-1' } };

function plan(level: Level, text: string, ...entries: readonly Entry[]): LogPlan {
  return { level, message: [{ text }], entries };
}

function field(name: string, value: Expression = identifier(name)): Entry {
  return { is: 'field', name, value };
}

const theError: Entry = { is: 'error', value: identifier('err') };
const someFields = [field('orderId'), field('total'), field('userId', member(identifier('user'), 'id'))];
const whatTheyHold = { orderId: 'o-1', total: 12.5, userId: 'u-1' };

/** Writes a plan for a target, as text. */
function write(target: Target, planned: LogPlan, valueUsed = false): string {
  const text = writeLogCall(planned, {
    dialect: target.dialect,
    messageKey: target.dialect.messageKey,
    receiver: 'log',
    hasContext: target.hasContext ?? false,
    style: styleAt(fileStyleOf("log.info('')"), [0, 12]),
    valueUsed,
  });
  if (typeof text !== 'string') throw new Error(`refused: ${reasonText(text.refused)}`);
  return text;
}

/** Runs a written call with the values in scope, and returns what was emitted. */
async function run(
  target: Target,
  planned: LogPlan,
  more: Readonly<Record<string, unknown>> = {},
): Promise<readonly Emitted[]> {
  // Each run has an error of its own: winston writes a level onto those it is given.
  const scope = { ...values, err: failure(), ...more };
  const call = new Function('log', ...Object.keys(scope), `${write(target, planned)};`);
  return target.emits((log) => call(log, ...Object.values(scope)) as unknown);
}

/** The one record; two records for one call are as bad as none. */
function only(records: readonly Emitted[]): Emitted {
  expect(records.map((record) => record.text)).toHaveLength(1);
  return records[0]!;
}

interface Said {
  readonly level: Level;
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Text of the error that must be there, beside its stack. */
  readonly error?: string;
}

function expectRecord(target: Target, records: readonly Emitted[], said: Said): void {
  const record = only(records);
  expect(record.level).toBe(target.levels[said.level]);
  if (target.form === 'json') {
    const isGlued = target.printsErrors && said.error !== undefined;
    expect(isGlued ? String(record.message).slice(0, said.message.length) : record.message).toBe(
      said.message,
    );
    expect(record.fields).toMatchObject(said.fields ?? {});
    const keys = keysOf(record.text);
    expect(keys).toEqual([...new Set(keys)]);
  } else {
    const printed = [said.message, ...(said.fields ? [inspect(said.fields)] : [])].join(' ');
    const text = record.text.replace(/^Trace: /, '');
    // Behind the record stand the error, and where `console.trace` was called.
    if (said.error === undefined && said.level !== 'trace') expect(text).toBe(printed);
    else expect(text.slice(0, printed.length)).toBe(printed);
  }
  if (said.error !== undefined) {
    for (const part of [said.error, ...FRAME]) expect(record.text).toContain(part);
  }
}

const AT_LEVELS = TARGETS.flatMap((target) =>
  LEVELS.map((level) => ({ target, level, title: `${target.name} at ${level}` })),
);
const ERRORS_AT_LEVELS = AT_LEVELS.filter(({ target, level }) => (target.errorsAt ?? LEVELS).includes(level));
const JSON_TARGETS = TARGETS.filter((target) => target.form === 'json');

it('tries every dialect', () => {
  const tried = new Set(TARGETS.map((target) => target.dialect));
  // No call is written where it is open what becomes of its arguments.
  const written = LOG_DIALECTS.filter((dialect) => !dialect.isContractOpen);
  expect(written.filter((dialect) => !tried.has(dialect))).toEqual([]);
});

describe.each(AT_LEVELS)('$title', ({ target, level }) => {
  it('writes a message alone', async () => {
    expectRecord(target, await run(target, plan(level, 'Order stored')), { level, message: 'Order stored' });
  });

  it('writes fields at their keys', async () => {
    const records = await run(target, plan(level, 'Order stored', ...someFields));
    expectRecord(target, records, { level, message: 'Order stored', fields: whatTheyHold });
  });
});

describe.each(ERRORS_AT_LEVELS)('$title', ({ target, level }) => {
  it('writes an error with its stack', async () => {
    const records = await run(target, plan(level, 'Order failed', theError));
    expectRecord(target, records, { level, message: 'Order failed', error: 'boom' });
  });

  it('writes fields and an error together', async () => {
    const records = await run(target, plan(level, 'Order failed', ...someFields, theError));
    expectRecord(target, records, { level, message: 'Order failed', fields: whatTheyHold, error: 'boom' });
  });
});

describe.each(TARGETS)('$name', (target) => {
  it('has the same message whatever the values are', async () => {
    const planned = plan('error', 'Order failed', field('orderId'), field('total'), theError);
    const other = { orderId: 'o-2', total: -1, err: failure('declined') };
    const [first, second] = [only(await run(target, planned)), only(await run(target, planned, other))];
    if (target.form === 'json' && !target.printsErrors) expect(second.message).toBe(first.message);
    for (const record of [first, second]) expect(String(record.message)).toMatch(/^Order failed/);
    expect(second.text).toContain('declined');
  });

  it('writes a percent sign as it is', async () => {
    const message = '100% done, 5 % left';
    expectRecord(target, await run(target, plan('info', message)), { level: 'info', message });
    const records = await run(target, plan('info', message, field('orderId')));
    expectRecord(target, records, { level: 'info', message, fields: { orderId: 'o-1' } });
  });

  it('writes text that looks like a placeholder as it is', async () => {
    const message = 'Kept %s, %d and %j';
    if (target.dialect.fillsEach) {
      // Nothing stands for it in a text of its own.
      await expect(run(target, plan('info', message))).rejects.toThrow(/^refused: .*%/);
      return;
    }
    expectRecord(target, await run(target, plan('info', message)), { level: 'info', message });
  });

  it('writes quotes, backslashes and line ends as they are', async () => {
    const message = `It's "C:\\temp" \`here\`\n\u2028end`;
    expectRecord(target, await run(target, plan('info', message)), { level: 'info', message });
  });

  it('writes a message of constant text and a constant', async () => {
    const planned: LogPlan = {
      level: 'info',
      message: [{ constant: identifier('PREFIX') }, { text: ' order `stored` for ${nobody}' }],
      entries: [field('orderId')],
    };
    expectRecord(target, await run(target, planned, { PREFIX: '[billing]' }), {
      level: 'info',
      message: '[billing] order `stored` for ${nobody}',
      fields: { orderId: 'o-1' },
    });
  });

  it('writes an error made in the call', async () => {
    const thrown: Entry = { is: 'error', value: newError('no card') };
    const record = only(await run(target, plan('error', 'Order failed', thrown)));
    expect(record.text).toContain('no card');
    expect(record.text).toContain('eval');
  });

  it('keeps what was thrown when it is no Error', async () => {
    const record = only(await run(target, plan('error', 'Order failed', theError), { err: 'card declined' }));
    expect(record.text).toContain('card declined');
    expect(String(record.message)).toMatch(/^Order failed/);
  });

  it('writes an error and nothing more when nothing was thrown', async () => {
    const record = only(await run(target, plan('error', 'Order failed', theError), { err: undefined }));
    expect(String(record.message)).toMatch(/^Order failed/);
  });

  it('has every method the catalog names, and one record a call', async () => {
    const methods = Object.keys(target.dialect.methods);
    // OpenTelemetry's logger has `emit` alone, which every other test calls.
    expect(methods.length > 0).toBe(target.dialect.shape !== 'emit');
    for (const method of methods) {
      const emits = SYSLOG_METHODS.has(method) ? syslog : target.emits;
      expect(only(await emits((log) => log[method]('Order stored'))).text, method).toContain('Order stored');
    }
  });

  it('gives back undefined where the catalog says so, and always behind `void`', async () => {
    const returned = async (text: string) => {
      let value: unknown;
      await target.emits((log) => {
        value = new Function('log', `return ${text}`)(log) as unknown;
      });
      return value;
    };
    const planned = plan('info', 'Order stored');
    const { returnsUndefined } = target.dialect;
    // consola's value depends on the level it is set to, so only the promise of `undefined` is checked.
    if (returnsUndefined || target.dialect !== dialectOf('consola')) {
      expect((await returned(write(target, planned))) === undefined).toBe(returnsUndefined);
    }
    expect(await returned(write(target, planned, true))).toBeUndefined();
  });
});

describe.each(TARGETS.filter(({ name }) => /^Nest .*without a context$/.test(name)))('$name', (target) => {
  const withContext = (planned: LogPlan): LogPlan => ({ ...planned, context: identifier('CONTEXT') });
  const scope = { CONTEXT: 'BillingService' };

  it.each(LEVELS)('keeps the context a call names, at %s', async (level) => {
    const message = 'Order failed';
    const alone = await run(target, withContext(plan(level, message)), scope);
    expectRecord(target, alone, { level, message, fields: { context: 'BillingService' } });
    const records = await run(target, withContext(plan(level, message, ...someFields, theError)), scope);
    const fields = { ...whatTheyHold, context: 'BillingService' };
    expectRecord(target, records, { level, message, fields, error: 'boom' });
  });
});

const SYSLOG_METHODS = new Set(['notice', 'warning', 'crit', 'alert', 'emerg']);
const syslog = winstonEmits([], { levels: winston.config.syslog.levels });

/** Names that records often have, and that some library could have a use of its own for. */
const FIELD_NAMES = [
  ...['id', 'name', 'user', 'email', 'error', 'e', 'err', 'ex', 'exception', 'cause', 'errors', 'details'],
  ...['args', 'type', 'tag', 'date', 'time', 'timestamp', 'label', 'splat', 'stack', 'service', 'context'],
  ...['request', 'response', 'reqId', 'responseTime', 'version', 'v', 'src', 'meta', '_meta', '_logMeta'],
  ...['method', 'path', 'url', 'data', 'body', 'code', 'status', 'statusCode', 'size', 'length', 'params'],
  ...['additional', 'message', 'msg', 'text', 'pid', 'level', 'levelId', 'logLevel', 'logLevelName'],
  ...['severity', 'traceId', 'trace_id', 'spanId', 'xray_trace_id', 'cold_start', 'function_name'],
  ...['sampling_rate', 'correlation_id', 'logger', 'key', 'value', 'count', 'toString', 'log', 'info'],
  ...['headers', 'host', 'port', 'event', 'eventName', 'attributes', 'runtime', 'format', 'component'],
];

describe.each(JSON_TARGETS)('$name', (target) => {
  const { reserved } = target.dialect;

  it.each(FIELD_NAMES.filter((name) => !reserved.includes(name)))('keeps a field named %s', async (name) => {
    const records = await run(target, plan('warn', 'Order stored', field(name, identifier('orderId'))));
    expectRecord(target, records, { level: 'warn', message: 'Order stored', fields: { [name]: 'o-1' } });
  });

  // A value that goes by an error's name takes the error's place, whatever it is.
  it.each(reserved.filter((name) => !/^(?:err(?:or)?|exception\.message)$/.test(name)))(
    'gives a value named %s, which it has a use of its own for, another name',
    async (name) => {
      const planned = planLog(printOf(name), NOTHING_KNOWN, target.dialect);
      if ('refused' in planned) throw new Error(reasonText(planned.refused));
      const [entry, ...others] = planned.entries;
      if (entry?.is !== 'field' || others.length > 0) throw new Error('planned no single field');
      expect(reserved).not.toContain(entry.name);
      const head = name.split('.')[0] ?? name;
      const scope = { [head]: name === head ? 'o-1' : nested(name.split('.').slice(1), 'o-1') };
      expectRecord(target, await run(target, planned, scope), {
        level: 'info',
        message: 'Order stored',
        fields: { [entry.name]: 'o-1' },
      });
    },
  );
});

/** `console.log('Order stored', name)`. */
function printOf(name: string): LogCall {
  const [head = name, ...path] = name.split('.');
  const value = path.reduce<Expression>((object, part) => member(object, part), identifier(head));
  const list = [literal('Order stored'), value];
  const callee = member(identifier('console'), 'log');
  const call: Call = {
    kind: 'call',
    callee,
    arguments: list,
    optional: false,
    text: `console.log('Order stored', ${name})`,
    range: [0, 0],
  };
  return {
    library: 'console',
    dialect: dialectOf('console', 'console'),
    method: 'log',
    level: 'info',
    receiver: callee.object,
    arguments: list,
    provenance: 'import',
    creation: undefined,
    call,
  };
}

function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner, name) => ({ [name]: inner }), value);
}

/** A file of which nothing is known but the call itself. */
const NOTHING_KNOWN: Source = {
  file: '/app/orders.ts',
  binding: () => ({ kind: 'unknown' }),
  typeBinding: () => ({ kind: 'unknown' }),
  thisMember: () => undefined,
  optionAround: () => undefined,
  functionOf: () => undefined,
  exportsFunction: () => false,
  follow: () => undefined,
  exported: () => undefined,
  enclosingName: () => undefined,
  visible: () => [],
  handedTo: () => [],
  text: '',
  typeOf: () => undefined,
};
