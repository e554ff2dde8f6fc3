/**
 * How each logging library wants a record written: which method has which severity, where the text, the
 * fields and the error go, and what it does with anything else. Every line that a fix relies on is run
 * against the library in `tests/catalog/written-calls.test.ts`.
 */

/** Severity, from the least to the most severe. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];

export type DialectId =
  | 'pino'
  | 'bunyan'
  | 'winston'
  | 'nest'
  | 'log4js'
  | 'tslog'
  | 'consola'
  | 'powertools'
  | 'otel'
  | 'loglevel'
  | 'console';

/** Where the library serialises an error with its stack. */
export type ErrorPlace =
  /** Under this key of the fields. */
  | { readonly at: 'field'; readonly key: string }
  /** As an argument of its own behind the fields. */
  | { readonly at: 'argument' }
  /** As text: the stack goes under this key of the fields, the whole error nowhere. */
  | { readonly at: 'stack-field'; readonly key: string; readonly aloneAsArgument: boolean }
  /**
   * As text under this key of the record. Beside a bare message, and at level error alone, it may be the
   * argument behind it; anywhere else NestJS makes a second record of it.
   */
  | { readonly at: 'stack-argument'; readonly key: string };

export interface Dialect {
  readonly id: DialectId;
  /** Logging methods and the severity each stands for. */
  readonly methods: Readonly<Record<string, Level>>;
  /** The method that a severity is written with. */
  readonly methodFor: Readonly<Record<Level, string>>;
  /**
   * `fields-first`: `(fields, message)`. `message-first`: `(message, fields)`. `record`: one object with
   * the text under `messageKey`, or the text alone. `emit`: OpenTelemetry's log record.
   */
  readonly shape: 'fields-first' | 'message-first' | 'record' | 'emit';
  readonly messageKey: string;
  readonly error: ErrorPlace;
  /** Keys of the record that belong to the library: a field of that name would be lost or overwrite it. */
  readonly reserved: readonly string[];
  /** Whether `%s` in the text takes an argument; `unknown` where a format set elsewhere decides. */
  readonly printf: 'yes' | 'no' | 'unknown';
  /** What becomes of an argument that is neither text, fields nor taken by a placeholder. */
  readonly extra: 'dropped' | 'into-text' | 'kept' | 'extra-record';
  /** Whether a logging call's value is `undefined`, like that of `console.log`. */
  readonly returnsUndefined: boolean;
}

const plainMethods = {
  trace: 'trace',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'fatal',
} as const satisfies Record<string, Level>;

const pino: Dialect = {
  id: 'pino',
  methods: plainMethods,
  methodFor: plainMethods,
  shape: 'fields-first',
  messageKey: 'msg',
  error: { at: 'field', key: 'err' },
  reserved: ['level', 'time', 'pid', 'hostname', 'msg', 'err', 'reqId', 'req', 'res'],
  printf: 'yes',
  extra: 'dropped',
  returnsUndefined: true,
};

export const DIALECTS: Readonly<Record<DialectId, Dialect>> = {
  pino,
  bunyan: {
    ...pino,
    id: 'bunyan',
    reserved: ['level', 'time', 'pid', 'hostname', 'msg', 'err', 'v', 'name', 'src'],
    extra: 'into-text',
  },
  winston: {
    id: 'winston',
    methods: {
      silly: 'trace',
      debug: 'debug',
      verbose: 'debug',
      http: 'info',
      info: 'info',
      notice: 'info',
      warn: 'warn',
      warning: 'warn',
      error: 'error',
      crit: 'fatal',
      alert: 'fatal',
      emerg: 'fatal',
    },
    methodFor: {
      trace: 'silly',
      debug: 'debug',
      info: 'info',
      warn: 'warn',
      error: 'error',
      fatal: 'error',
    },
    shape: 'message-first',
    messageKey: 'message',
    error: { at: 'stack-field', key: 'stack', aloneAsArgument: false },
    reserved: ['level', 'message', 'timestamp', 'stack', 'label', 'splat', 'cause'],
    printf: 'unknown',
    extra: 'dropped',
    returnsUndefined: false,
  },
  nest: {
    id: 'nest',
    methods: {
      verbose: 'trace',
      debug: 'debug',
      log: 'info',
      warn: 'warn',
      error: 'error',
      fatal: 'fatal',
    },
    methodFor: {
      trace: 'verbose',
      debug: 'debug',
      info: 'log',
      warn: 'warn',
      error: 'error',
      fatal: 'fatal',
    },
    shape: 'record',
    messageKey: 'msg',
    error: { at: 'stack-argument', key: 'stack' },
    reserved: [
      'level',
      'pid',
      'hostname',
      'timestamp',
      'time',
      'msg',
      'message',
      'context',
      'stack',
      'err',
      'req',
      'res',
    ],
    printf: 'no',
    extra: 'extra-record',
    returnsUndefined: true,
  },
  log4js: {
    id: 'log4js',
    methods: { ...plainMethods, mark: 'fatal' },
    methodFor: plainMethods,
    shape: 'message-first',
    messageKey: 'message',
    error: { at: 'argument' },
    reserved: [],
    printf: 'yes',
    extra: 'kept',
    returnsUndefined: true,
  },
  tslog: {
    id: 'tslog',
    methods: { ...plainMethods, silly: 'trace' },
    methodFor: plainMethods,
    shape: 'message-first',
    messageKey: 'message',
    error: { at: 'stack-field', key: 'stack', aloneAsArgument: true },
    reserved: ['message', 'level', 'levelId', 'time', 'error', 'stack', 'cause', 'err', '_logMeta', '_meta'],
    printf: 'no',
    extra: 'kept',
    returnsUndefined: false,
  },
  consola: {
    id: 'consola',
    methods: {
      ...plainMethods,
      verbose: 'trace',
      log: 'info',
      success: 'info',
      ready: 'info',
      start: 'info',
      box: 'info',
      fail: 'error',
    },
    methodFor: plainMethods,
    shape: 'message-first',
    messageKey: 'message',
    error: { at: 'argument' },
    reserved: ['message', 'args', 'type', 'level', 'tag', 'date', 'additional'],
    printf: 'yes',
    extra: 'kept',
    // `false` for a record below the logger's level.
    returnsUndefined: false,
  },
  powertools: {
    id: 'powertools',
    methods: {
      trace: 'trace',
      debug: 'debug',
      info: 'info',
      warn: 'warn',
      error: 'error',
      critical: 'fatal',
    },
    methodFor: { ...plainMethods, fatal: 'critical' },
    shape: 'message-first',
    messageKey: 'message',
    error: { at: 'field', key: 'error' },
    reserved: [
      'message',
      'level',
      'timestamp',
      'service',
      'sampling_rate',
      'error',
      'xray_trace_id',
      'constructor',
    ],
    printf: 'no',
    extra: 'kept',
    returnsUndefined: true,
  },
  otel: {
    id: 'otel',
    methods: {},
    methodFor: plainMethods,
    shape: 'emit',
    messageKey: 'body',
    error: { at: 'field', key: 'exception' },
    reserved: ['exception.type', 'exception.message', 'exception.stacktrace'],
    printf: 'no',
    extra: 'dropped',
    returnsUndefined: true,
  },
  loglevel: {
    id: 'loglevel',
    methods: { trace: 'trace', debug: 'debug', log: 'debug', info: 'info', warn: 'warn', error: 'error' },
    methodFor: { ...plainMethods, fatal: 'error' },
    shape: 'message-first',
    messageKey: 'message',
    error: { at: 'argument' },
    reserved: [],
    printf: 'yes',
    extra: 'kept',
    returnsUndefined: true,
  },
  console: {
    id: 'console',
    methods: {
      log: 'info',
      info: 'info',
      debug: 'debug',
      warn: 'warn',
      error: 'error',
    },
    methodFor: {
      trace: 'debug',
      debug: 'debug',
      info: 'info',
      warn: 'warn',
      error: 'error',
      fatal: 'error',
    },
    shape: 'message-first',
    messageKey: 'message',
    error: { at: 'argument' },
    reserved: [],
    printf: 'yes',
    extra: 'kept',
    returnsUndefined: true,
  },
};

/** Severity numbers of the OpenTelemetry log data model, first of each range. */
export const SEVERITY_NUMBER: Readonly<Record<Level, number>> = {
  trace: 1,
  debug: 5,
  info: 9,
  warn: 13,
  error: 17,
  fatal: 21,
};
