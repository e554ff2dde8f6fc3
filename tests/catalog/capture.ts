import { Console } from 'node:console';
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { Logger as AdonisLogger } from '@adonisjs/logger';
import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import { InvocationContext } from '@azure/functions';
import * as logtape from '@logtape/logtape';
import { ConsoleLogger, Logger as NestLogger } from '@nestjs/common';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import * as sentry from '@sentry/node';
import { LoggerWithComposedMetadata } from '@temporalio/common/lib/logger.js';
import { OtelTaskLogger } from '@trigger.dev/core/v3/workers';
import bunyan from 'bunyan';
import { createConsola } from 'consola/basic';
import electronLog from 'electron-log/node.js';
import fastify from 'fastify';
import { Hono } from 'hono';
import { pinoLogger } from 'hono-pino';
import log4js from 'log4js';
import loglevel from 'loglevel';
import logplease from 'logplease';
import { WinstonLogger } from 'nest-winston';
import { Logger as NestPinoLogger, type Params, PinoLogger } from 'nestjs-pino';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { Signale } from 'signale';
import tracer from 'tracer';
import { Logger as Tslog } from 'tslog';
import winston from 'winston';

/** One record as a library wrote it. */
export interface Emitted {
  /** The library's own word or number for the severity. */
  readonly level: unknown;
  readonly message: unknown;
  /** Everything else at the record's top level; empty where the library writes a line of text. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The record as it was written. */
  readonly text: string;
}

/** The keys at the top level of a JSON text, those that stand twice included, which parsing hides. */
export function keysOf(json: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (const [token, key] of json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (key !== undefined && depth === 1) keys.push(JSON.parse(token.slice(0, -key.length)) as string);
  }
  return keys;
}

/** Runs an action on a real logger of a library and returns what it wrote, silent towards the terminal. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests pass what the types forbid
export type Emitter = (act: (log: any) => unknown) => Promise<readonly Emitted[]>;

type Json = Record<string, unknown>;

export function pinoEmits(options: Json = {}): Emitter {
  return async (act) => {
    const memory = new Memory();
    act(pino({ level: 'trace', ...options }, memory));
    return pinoRecords(memory);
  };
}

/** `app.log`, and `request.log` inside a handler. */
export function fastifyEmits(of: 'app' | 'request'): Emitter {
  return async (act) => {
    const memory = new Memory();
    const app = fastify({ logger: { level: 'trace', stream: memory } });
    let records: readonly Emitted[] = [];
    if (of === 'app') {
      act(app.log);
      records = pinoRecords(memory);
    } else {
      app.get('/', async (request) => {
        // What Fastify says of the request itself stands before and behind.
        memory.chunks.length = 0;
        act(request.log);
        records = pinoRecords(memory);
        return '';
      });
      const reply = await app.inject('/');
      if (reply.statusCode !== 200) throw new Error(`the handler failed: ${reply.body}`);
    }
    await app.close();
    return records;
  };
}

export const pinoHttpEmits: Emitter = async (act) => {
  const memory = new Memory();
  act(pinoHttp({ level: 'trace' }, memory).logger);
  return pinoRecords(memory);
};

/** `PinoLogger` of nestjs-pino, injected. */
export const nestjsPinoEmits: Emitter = async (act) => {
  underNest.chunks.length = 0;
  act(new PinoLogger(nestPinoParams));
  return pinoRecords(underNest);
};

/** Nest's own `Logger` after `app.useLogger(app.get(Logger))` of nestjs-pino. */
export function nestOverPinoEmits(context?: string): Emitter {
  return async (act) => {
    underNest.chunks.length = 0;
    NestLogger.overrideLogger(new NestPinoLogger(new PinoLogger(nestPinoParams), nestPinoParams));
    act(context === undefined ? new NestLogger() : new NestLogger(context));
    return pinoRecords(underNest);
  };
}

export function bunyanEmits(options: Json = {}): Emitter {
  return async (act) => {
    const memory = new Memory();
    act(bunyan.createLogger({ name: 'app', level: 'trace', stream: memory, ...options }));
    return memory.records().map((record) => emitted(record, 'level', 'msg'));
  };
}

/** What winston writes as JSON, in front of it the formats named in `before`. */
export function winstonEmits(
  before: readonly winston.Logform.Format[] = [],
  setup: { readonly child?: boolean; readonly levels?: Record<string, number> } = {},
): Emitter {
  return async (act) => {
    const memory = new Memory();
    const levels = setup.levels ?? winston.config.npm.levels;
    const lowest = Object.keys(levels).at(-1);
    const logger = winston.createLogger({
      ...(lowest === undefined ? {} : { level: lowest }),
      levels,
      format: winston.format.combine(...before, winston.format.json()),
      transports: [new winston.transports.Stream({ stream: memory })],
    });
    act(setup.child ? logger.child({ request: 'r-1' }) : logger);
    return memory.records().map((record) => emitted(record, 'level', 'message'));
  };
}

/** Nest's own `Logger` over its `ConsoleLogger`, as JSON. */
export function nestEmits(context?: string): Emitter {
  return async (act) => {
    const output = await duringOutput(() => {
      NestLogger.overrideLogger(new ConsoleLogger({ json: true, colors: false }));
      act(context === undefined ? new NestLogger() : new NestLogger(context));
    });
    return output.records().map((record) => {
      const { level, message, ...fields } = record.json;
      if (!isObject(message)) return { level, message, fields, text: record.text };
      // An object as the message stays one object, the text among its keys.
      const { msg, ...own } = message;
      return { level, message: msg, fields: { ...fields, ...own }, text: record.text };
    });
  };
}

/** log4js: the line its `messagePassThrough` layout prints, the event's parts as fields. */
export const log4jsEmits: Emitter = async (act) => {
  const events: Emitted[] = [];
  const appender: log4js.AppenderModule = {
    configure: (_, layouts) => (event) => {
      events.push({
        level: event.level.levelStr,
        message: event.data[0],
        fields: { data: event.data.slice(1), error: event.error },
        text: layouts?.messagePassThroughLayout(event) ?? '',
      });
    },
  };
  log4js.configure({
    appenders: { memory: { type: appender } },
    categories: { default: { appenders: ['memory'], level: 'all' } },
  });
  act(log4js.getLogger('app'));
  return events;
};

export const tslogEmits: Emitter = async (act) => {
  const output = await duringOutput(async () => {
    const logger = new Tslog({ type: 'json', minLevel: 0 });
    act(logger);
    await logger.flush();
  });
  return output.records().map((record) => emitted(record, 'level', 'message'));
};

/** consola's plain reporter, `[type] line` on the terminal. */
export const consolaEmits: Emitter = async (act) => {
  const memory = new Memory();
  const stream = memory as unknown as NodeJS.WriteStream;
  act(createConsola({ level: Number.POSITIVE_INFINITY, throttle: 0, stdout: stream, stderr: stream }));
  return memory.chunks.map((chunk) => {
    const text = chunk.replace(/\n$/, '');
    const [, type = 'log', line = text] = /^\[(\w+)\] ([\s\S]*)$/.exec(text) ?? [];
    return { level: type, message: line, fields: {}, text: line };
  });
};

export const powertoolsEmits: Emitter = async (act) => {
  const output = await duringOutput(() => {
    act(new PowertoolsLogger({ serviceName: 'app', logLevel: 'TRACE' }));
  });
  return output.records().map((record) => emitted(record, 'level', 'message'));
};

/** OpenTelemetry's SDK: the record as an exporter gets it. */
export const otelEmits: Emitter = async (act) => {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] });
  act(provider.getLogger('app'));
  await provider.forceFlush();
  return exporter.getFinishedLogRecords().map((record) => ({
    level: record.severityNumber,
    message: record.body,
    fields: { ...record.attributes },
    text: JSON.stringify({ body: record.body, attributes: record.attributes }),
  }));
};

/** loglevel over a console in memory; the level is the console method it called. */
export const loglevelEmits: Emitter = async (act) => {
  const { console: inMemory, records } = memoryConsole();
  const original = globalThis.console;
  globalThis.console = inMemory;
  try {
    const logger = loglevel.getLogger(Symbol('app'));
    logger.setLevel('trace', false);
    act(logger);
  } finally {
    globalThis.console = original;
  }
  return records();
};

/** Node's console over streams in memory; the level is the method that was called. */
export const consoleEmits: Emitter = async (act) => {
  const { console: inMemory, records } = memoryConsole();
  act(inMemory);
  return records();
};

/** nest-winston's own logger, over a winston that has a level for each of its methods. */
export const nestWinstonEmits: Emitter = (act) =>
  winstonEmits([], { levels: { fatal: 0, error: 1, warn: 2, info: 3, debug: 4, verbose: 5 } })((logger) =>
    act(new WinstonLogger(logger as winston.Logger)),
  );

/** NestJS's logger over nest-winston's. */
export const nestOverWinstonEmits: Emitter = (act) =>
  nestWinstonEmits((logger) => {
    NestLogger.overrideLogger(logger as WinstonLogger);
    act(new NestLogger('OrdersService'));
  });

/** Backstage's logger, as it is written there: a winston that it hands all it is given. */
export const backstageEmits: Emitter = (act) =>
  winstonEmits()((winston: Record<string, (...args: unknown[]) => unknown>) => {
    const at = (method: string) => (message: unknown, meta?: unknown) => {
      winston[method]?.(message, meta);
    };
    act({ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') });
  });

/** AdonisJS's logger: a pino of its own. */
export const adonisEmits: Emitter = async (act) => {
  const memory = new Memory();
  // It spells the option so.
  act(new AdonisLogger({ name: 'app', enabled: true, level: 'trace', desination: memory }));
  return pinoRecords(memory);
};

/** `c.var.logger` of hono-pino. */
export const honoPinoEmits: Emitter = async (act) => {
  const memory = new Memory();
  const app = new Hono<{ Variables: { logger: unknown } }>();
  app.use(pinoLogger({ pino: pino({ level: 'trace' }, memory), http: false }));
  app.get('/', (c) => {
    act(c.var.logger);
    return c.text('');
  });
  const reply = await app.request('/');
  if (reply.status !== 200) throw new Error('the handler failed');
  return pinoRecords(memory);
};

/**
 * Firebase's logger. At level error it makes an error of a text that no error goes with, whose stack says where it was
 * logged: that is left out, as the text is what the call says.
 */
export const firebaseEmits: Emitter = async (act) => {
  // It keeps the console that is there when it is loaded.
  const { console: inMemory, records } = underFirebase;
  const original = globalThis.console;
  globalThis.console = inMemory;
  const firebase = await import('firebase-functions/logger').finally(() => {
    globalThis.console = original;
  });
  const before = records().length;
  act(firebase);
  return records()
    .slice(before)
    .map(({ text }) => {
      const { severity, message, ...fields } = JSON.parse(text) as Json;
      const [, said = message] = /^Error: ([\s\S]*?)\n {4}at entryFromArgs /.exec(String(message)) ?? [];
      return { level: severity, message: said, fields, text };
    });
};

/** What Sentry's logger sends. */
export const sentryEmits: Emitter = async (act) => {
  const sent: Emitted[] = [];
  sentry.init({
    dsn: 'https://key@example.com/1',
    defaultIntegrations: false,
    transport: () => ({
      send: async ([, items]) => {
        for (const [head, payload] of items) {
          if (head.type !== 'log') continue;
          for (const { level, body, attributes = {} } of (payload as { items: SentryLog[] }).items) {
            const own = Object.entries(attributes).filter(([key]) => !/^(?:sentry|server)\./.test(key));
            const fields = Object.fromEntries(own.map(([key, { value }]) => [key, value]));
            sent.push({ level, message: body, fields, text: JSON.stringify({ message: body, ...fields }) });
          }
        }
        return {};
      },
      flush: async () => true,
    }),
  });
  act(sentry.logger);
  await sentry.close();
  return sent;
};

interface SentryLog {
  readonly level: string;
  readonly body: unknown;
  readonly attributes?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** LogTape with its formatter of JSON lines. */
export const logtapeEmits: Emitter = async (act) => {
  const lines: string[] = [];
  const format = logtape.getJsonLinesFormatter();
  await logtape.configure({
    reset: true,
    sinks: { memory: (record) => lines.push(format(record)) },
    loggers: [
      { category: ['app'], sinks: ['memory'], lowestLevel: 'trace' },
      { category: ['logtape', 'meta'], sinks: [] },
    ],
  });
  act(logtape.getLogger(['app']));
  await logtape.dispose();
  return lines.map((line) => {
    const { level, message, properties } = JSON.parse(line) as Json;
    return { level, message, fields: properties as Json, text: line };
  });
};

/** Roarr; the level and fields are its record's context. */
export const roarrEmits: Emitter = async (act) => {
  const lines: string[] = [];
  // It reads that when it is loaded.
  process.env.ROARR_LOG = 'true';
  const { Roarr, ROARR } = await import('roarr');
  const { write } = ROARR;
  ROARR.write = (line) => lines.push(line);
  try {
    act(Roarr);
  } finally {
    ROARR.write = write;
  }
  return lines.map((line) => {
    const { message, context } = JSON.parse(line) as { message: string; context: Json };
    const { logLevel, ...fields } = context;
    return { level: logLevel, message, fields, text: line };
  });
};

/** It has no types. */
const { LambdaLog } = createRequire(import.meta.url)('lambda-log') as {
  LambdaLog: new (options: object) => unknown;
};

export const lambdaLogEmits: Emitter = async (act) => {
  const { console: inMemory, records } = memoryConsole();
  act(new LambdaLog({ debug: true, logHandler: inMemory }));
  return records().map(({ text }) => emitted({ json: JSON.parse(text) as Json, text }, '_logLevel', 'msg'));
};

/** electron-log outside of Electron: what its console transport prints, without its head. */
export const electronLogEmits: Emitter = async (act) => {
  const written: Emitted[] = [];
  const logger = electronLog.create({ logId: 'app' });
  for (const transport of Object.values(logger.transports)) if (transport) transport.level = false;
  logger.transports.console.level = 'silly';
  logger.transports.console.format = '{text}';
  logger.transports.console.writeFn = ({ message: { data, level } }) => {
    const text = format(...data);
    written.push({ level, message: text, fields: {}, text });
  };
  act(logger);
  return written;
};

/** What an Azure function hands to its host, which prints it as `util.format` does. */
export const azureEmits: Emitter = async (act) => {
  const written: Emitted[] = [];
  act(
    new InvocationContext({
      functionName: 'orders',
      invocationId: '1',
      logHandler: (level, ...args) => {
        const text = format(...args);
        written.push({ level, message: text, fields: {}, text });
      },
    }),
  );
  return written;
};

/** The logger of a trigger.dev task, over OpenTelemetry's SDK. */
export const triggerEmits: Emitter = async (act) => {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] });
  act(
    new OtelTaskLogger({
      logger: provider.getLogger('app'),
      tracer: undefined as never,
      level: 'debug',
      maxAttributeCount: 1000,
    }),
  );
  await provider.forceFlush();
  return exporter.getFinishedLogRecords().map(({ severityText, body, attributes }) => {
    const own = Object.entries(attributes).filter(([key]) => !key.startsWith('$'));
    const fields = Object.fromEntries(own);
    return { level: severityText, message: body, fields, text: JSON.stringify({ body, ...fields }) };
  });
};

/** What Temporal's loggers of activities and workflows hand to the one that a worker is given. */
export const temporalEmits: Emitter = async (act) => {
  const written: Emitted[] = [];
  const log = (level: string, message: string, meta: Json = {}) => {
    const text = inspect({ message, ...meta }, { depth: null });
    written.push({ level, message, fields: meta, text });
  };
  const at = (level: string) => (message: string, meta?: Json) => log(level, message, meta);
  const logger = {
    log,
    trace: at('TRACE'),
    debug: at('DEBUG'),
    info: at('INFO'),
    warn: at('WARN'),
    error: at('ERROR'),
  };
  act(LoggerWithComposedMetadata.compose(logger, { taskQueue: 'orders' }));
  return written;
};

/** An error whose stack is the same on every machine. */
export function failure(message = 'boom'): Error {
  return Object.assign(new Error(message), {
    stack: `Error: ${message}\n    at charge (/app/billing.js:7:11)`,
  });
}

/** What only the stack of a `failure` says, whether a library keeps it as text or takes its frames apart. */
export const FRAME = ['charge', 'billing.js'] as const;

class Memory extends Writable {
  readonly chunks: string[] = [];

  constructor() {
    super({ decodeStrings: false });
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk.toString());
    done();
  }

  records(): { json: Json; text: string }[] {
    return this.chunks
      .join('')
      .split('\n')
      .filter((line) => line !== '')
      .map((text) => ({ json: JSON.parse(text) as Json, text }));
  }
}

// nestjs-pino makes one root logger for the whole process.
const underNest = new Memory();
const underFirebase = memoryConsole();
const nestPinoParams: Params = { pinoHttp: [{ level: 'trace' }, underNest] };

function emitted(record: { json: Json; text: string }, level: string, message: string): Emitted {
  const { [level]: severity, [message]: said, ...fields } = record.json;
  return { level: severity, message: said, fields, text: record.text };
}

function pinoRecords(memory: Memory): Emitted[] {
  return memory.records().map((record) => emitted(record, 'level', 'msg'));
}

function memoryConsole(): { console: Console; records: () => Emitted[] } {
  const written: Emitted[] = [];
  let method = '';
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      const text = chunk.replace(/\n$/, '');
      written.push({ level: method, message: text, fields: {}, text });
      done();
    },
  });
  const inMemory = new Console({ stdout: stream, stderr: stream, colorMode: false });
  for (const name of ['log', 'info', 'debug', 'warn', 'error', 'trace'] as const) {
    const original = inMemory[name].bind(inMemory);
    inMemory[name] = (...args: unknown[]) => {
      method ||= name;
      original(...args);
      method = '';
    };
  }
  return { console: inMemory, records: () => written };
}

/** Keeps what is written to the process's own streams meanwhile, for libraries that take no stream. */
async function duringOutput(act: () => unknown): Promise<Memory> {
  const memory = new Memory();
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write);
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => {
      memory.chunks.push(chunk.toString());
      return true;
    };
  }
  try {
    await act();
  } finally {
    streams.forEach((stream, i) => {
      stream.write = originals[i]!;
    });
  }
  return memory;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SIGNALE_LINE =
  /^(?:(awaiting|complete|debug|error|fatal|favorite|info|note|pause|pending|start|star|success|waiting|warning|watching) +)?(\S[^]*)\n$/;

/** signale without its badges and labels; the level is the type of the call. */
export const signaleEmits: Emitter = async (act) => {
  const memory = new Memory();
  const logger = new Signale({
    stream: memory as unknown as NodeJS.WriteStream,
    config: { displayBadge: false, underlineLabel: false },
    logLevel: 'info',
  });
  act(logger);
  return memory.chunks.map((chunk) => {
    // Calls of `log` have no label.
    const [, label = '', line = ''] = SIGNALE_LINE.exec(chunk) ?? [];
    return { level: label, message: line, fields: {}, text: line };
  });
};

/** tracer through a transport in memory. */
export const tracerEmits: Emitter = async (act) => {
  const events: Emitted[] = [];
  act(
    tracer.console({
      format: '{{message}}',
      transport: ({ title, output }) => {
        events.push({ level: title, message: output, fields: {}, text: output });
      },
    }),
  );
  return events;
};

/** logplease, which prints to the console; its own listeners are told the level. */
export const logpleaseEmits: Emitter = async (act) => {
  const events: Emitted[] = [];
  const listen = (_: string, level: string, text: string) => {
    events.push({ level, message: text, fields: {}, text });
  };
  logplease.events.on('data', listen);
  try {
    await duringOutput(() => {
      act(logplease.create('app'));
    });
  } finally {
    logplease.events.off('data', listen);
  }
  return events;
};
