import type { Dialect, Library, LoggerMaking } from '../schema.js';
import { OPEN_DIALECT } from './open-contract.js';
import { isSeenWithout, mentions } from './making.js';
import { enclosed } from './text.js';

/** A format that reads the key, looks for errors, or has a replacer may write the stack. */
const KEEPS_ERRORS =
  '\\.KEY\\b|\\binstanceof\\s+Error\\b|\\bisError\\b|[sS]erialize-?[eE]rror|\\breplacer\\b|\\.stack\\b';

/** A module that takes errors apart may do so in the formats that it puts together. */
const SERIALIZES = /\binstanceof\s+Error\b|\bisError\(|[sS]erialize-?[eE]rror|\berrorTo[A-Z]\w*\(/;

export const WINSTON_DIALECT: Dialect = {
  name: 'winston',
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
  levelMethod: 'log',
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'stack-field', key: 'stack', aloneAsArgument: false },
  reserved: ['level', 'message', 'timestamp', 'stack', 'label', 'splat', 'cause'],
  printf: 'unknown',
  extra: 'dropped',
  returnsUndefined: false,
  takesLevels: true,
  // With `format.splat()` more arguments are looked at.
  loses: {
    messageAfterFields: true,
    extrasUnlessMadeWith: 'splat',
    // Before 3.2 they were a field `meta`.
    textsBecomeLetters: { with: mergesExtras, in: [{ package: 'winston', from: '3.2.0', before: '4.0.0' }] },
    ownKey: (key) => (key === 'level' ? 'dropped' : key === 'message' ? 'into-text' : undefined),
  },
  losesErrors: {
    asArgument: ({ index, behind, making }) => {
      if (index === 0) return outcomeAlone(making);
      // The first argument after the message is looked at, and more of them only with `format.splat()`.
      return behind > 0 && isSeenWithout(making, 'splat') ? 'dropped' : undefined;
    },
    underKey: (key, making) => {
      const isWritten =
        making?.hasUnseen === true ||
        mentions(making, KEEPS_ERRORS, key) ||
        SERIALIZES.test(making?.module ?? '');
      return isWritten ? undefined : 'emptied';
    },
    // What is read of errors, and formats that are made elsewhere: `acmeFormat({ … })`.
    mayBeKeptBy:
      /\bcreateLogger\b[^]*\b\w+Format(?:ter)?\s*\(|\b\w+Format(?:ter)?\s*\([^]*\bcreateLogger\b|\bcreateLogger\b[^]*\b(?:replacer|instanceof\s+Error|isError|serialize-?[eE]rror)\b|\b(?:replacer|instanceof\s+Error|isError|serialize-?[eE]rror)\b[^]*\bcreateLogger\b/,
  },
  ownMethods,
  writesFields,
  formats: { madeIn: /['"]winston['"]/, printMessageAlone },
  // With `format.splat()` they fill it, without it they are dropped: run in tests/catalog.
  fieldsFillPlaceholders: true,
  takesRecord: true,
  childCopies: true,
};

export const WINSTON: Library = {
  id: 'winston',
  packages: ['winston'],
  exports: {
    default: 'module',
    '*': 'module',
    createLogger: 'createLogger',
    loggers: 'container',
    Container: 'Container',
    Logger: 'Logger2',
    ...Object.fromEntries(
      ['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'].map((level) => [level, 'detached']),
    ),
  },
  types: { Logger: 'logger', LoggerInstance: 'logger', Container: 'container' },
  kinds: {
    module: {
      logger: WINSTON_DIALECT,
      steps: {
        createLogger: 'createLogger',
        loggers: 'container',
        Container: 'Container',
        Logger: 'Logger2',
        'child()': 'logger',
        default: 'module',
      },
    },
    // `new winston.Logger()` of winston 2, whose fields and errors come out as its transports say.
    Logger2: { steps: { new: 'logger2' } },
    logger2: { logger: { ...OPEN_DIALECT, name: 'winston' } },
    createLogger: { steps: { '()': 'logger' } },
    Container: { steps: { new: 'container' } },
    container: { steps: { 'get()': 'logger', 'add()': 'logger' } },
    detached: {},
    logger: { logger: WINSTON_DIALECT, steps: { 'child()': 'logger', 'configure()': 'logger' } },
  },
  loggerDependency: { is: 'logger' },
  loggerModule: {
    imports: { 'createLogger, format, transports': 'winston' },
    expression: [
      'createLogger({',
      "  level: process.env.LOG_LEVEL ?? 'info',",
      '  format: format.combine(format.timestamp(), format.json()),',
      '  transports: [new transports.Console()],',
      '})',
    ].join('\n'),
  },
};

/** What a `printf` takes more than the message from a record by. */
const READS_FIELDS = /\.\.\.|stringify|metadata|inspect|\bmeta\b|\brest\b|\bsplat\b/i;

/** What looks alike and is of the message or an error: `JSON.stringify(info.message)`, `info.meta instanceof Error`. */
const READS_MESSAGE =
  /stringify\(\s*(?:\w+\.)?(?:message|stack)\b|\w\.meta(?:\.(?:stack|message)\b|\s+instanceof\s+Error\b|\s*&&)/g;

/** A logger or a format is made; a method of the project's own may be called `createLogger` as well. */
const MAKES = /\bprintf\s*\(|\bcreateLogger\s*\((?![^()]*\)\s*(?::\s*[\w.<>]+\s*)?\{)/;

/** Whether all formats of a module print the message alone; undefined where it makes no loggers and no formats. */
function printMessageAlone(module: string): boolean | undefined {
  if (!MAKES.test(module)) return undefined;
  return writesFields(module) === false && !OTHER_FORMATS.test(module);
}

/** Formats that write fields, with or beside a `printf`. */
const OTHER_FORMATS = /\b(?:json|simple|logstash|prettyPrint)\s*\(\s*\)/;

/**
 * A `printf` that names the message and no more drops the fields, whatever format stands before it: the last one writes.
 * Undefined where one does and another does not, or where its function stands elsewhere.
 */
function writesFields(module: string): boolean | undefined {
  const formats = [...module.matchAll(/\bprintf\s*\(/g)].map(({ 0: call, index }) =>
    enclosed(module, index + call.length),
  );
  if (formats.length === 0) return true;
  if (!formats.every((format) => /=>|\bfunction\b/.test(format))) return undefined;
  const writing = formats.filter((format) => READS_FIELDS.test(format.replace(READS_MESSAGE, '')));
  if (writing.length === formats.length) return true;
  return writing.length > 0 || OTHER_FORMAT.test(module) ? undefined : false;
}

/** A format without a `printf`, which writes fields: of a transport of its own, of another logger, or one of two by a condition. */
const OTHER_FORMAT = /[?:]\s*(?:\w+\.)*(?:json|simple|logstash|prettyPrint)\s*\(/;

/** Whether a logger is made with `format.splat()`, and nothing else looks at what stands after the message. */
function mergesExtras({ text }: LoggerMaking): boolean {
  return /\bsplat\(\)/.test(text) && !/splat/i.test(text.replace(/\bsplat\(\)|[{,]\s*splat\b(?!\s*:)/g, ''));
}

/** Formats that leave an Error without a message and stack. */
const PLAIN_FORMATS: ReadonlySet<string> = new Set([
  ...['combine', 'timestamp', 'json', 'colorize', 'label', 'splat', 'align', 'ms'],
]);
/** Formats that print the message of a record as text, and so that of an Error. */
const PRINTS_MESSAGE = /\bsimple\s*\(|\bprintf\s*\([^]*\bmessage\b/;
/** A format by its name, whose making is not seen: `combine(timestamp(), lineFormat)`. */
const NAMED_FORMAT = /[(,]\s*[\w$.]+\s*[,)]/;

/** What becomes of an Error alone in a logger that is seen to be made without `format.errors()`; undefined where that is not seen. */
function outcomeAlone(making: LoggerMaking | undefined): 'emptied' | 'flattened' | undefined {
  if (making?.by !== 'call' || !making.options || making.hasSpread || making.hasUnseen) return undefined;
  const { text, options } = making;
  if (mentions(making, KEEPS_ERRORS, 'stack') || /\bstack\b/.test(text)) return undefined;
  if (PRINTS_MESSAGE.test(text)) return 'flattened';
  const format = options.get('format')?.text;
  if (format === undefined) return 'emptied';
  const calls = [...format.matchAll(/(?<![\w$])([A-Za-z_$][\w$]*)\s*\(/g)].map((match) => match[1] ?? '');
  const isPlain = calls.length > 0 && calls.every((name) => PLAIN_FORMATS.has(name));
  return isPlain && !format.includes('=>') && !NAMED_FORMAT.test(format) ? 'emptied' : undefined;
}

/** The methods of winston's own sets of levels. */
const LEVEL_SETS: Readonly<Record<string, readonly string[]>> = {
  npm: ['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'],
  syslog: ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'],
  cli: ['error', 'warn', 'help', 'data', 'info', 'debug', 'prompt', 'verbose', 'input', 'silly'],
};

/** A logger's levels are its methods. */
function ownMethods(making: LoggerMaking | undefined): readonly string[] | 'unknown' | undefined {
  if (making?.by !== 'call' || /\.child\s*\(|\(\s*\)$/.test(making.text)) return undefined;
  const levels = making.options?.get('levels');
  if (!levels) return making.options && !making.hasSpread ? undefined : 'unknown';
  const set = /\b(npm|syslog|cli)\.levels$/.exec(levels.text)?.[1];
  if (set !== undefined) return LEVEL_SETS[set];
  const keys = levels.keys?.filter((key) => key !== undefined) ?? [];
  return keys.length > 0 && keys.length === levels.keys?.length ? keys : 'unknown';
}
