import type { Dialect, InstalledPackages, Library, Replacement } from '../schema.js';
import { PINO_DIALECT } from './pino.js';

const PACKAGE = '@nestjs/common';
const BRIDGE = 'nestjs-pino';
/** It reads the text of a record under `message`: run with 2.0. */
const WINSTON_BRIDGE = 'nest-winston';

/** What a module says that declares a logger which may stand in the place of NestJS's. */
const DECLARES_LOGGER = /\bimplements\s[\w,\s]*\bLoggerService\b|\bextends\s+ConsoleLogger\b/;
/** What puts another logger under NestJS's: it takes the arguments as it likes. */
const OWN_LOGGER = new RegExp(
  [
    /\.useLogger\(\s*(?!\[|false|new\s+ConsoleLogger\()/,
    DECLARES_LOGGER,
    /\bNestFactory\b[^;]*\blogger(?!\s*:\s*(?:\[|false|new\s+ConsoleLogger\())\s*[:,}]/,
  ]
    .map(({ source }) => source)
    .join('|'),
);
/** Where a program is started, with or without a logger in the place of NestJS's own. */
const REPLACED: Replacement = {
  program: /\bNestFactory\b/,
  puts: {
    says: /\.useLogger\(|\bNestFactory\.\w[^;]*?\blogger\s*[:,}]/,
    holds: putsOwnLogger,
  },
  declares: DECLARES_LOGGER,
  printsRecords,
};
/** With it, what is logged waits until the application has its logger: run with 12.5. */
const BUFFERS = /\bbufferLogs\s*:\s*true\b/;

const DIALECT: Dialect = {
  name: 'nestjs',
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
  messageKeyOver: (installed) =>
    isOverWinston(installed) ? 'message' : isOverPino(installed) ? 'msg' : undefined,
  replacedBy: REPLACED,
  heldBackBy: BUFFERS,
  error: {
    at: 'stack-argument',
    key: 'stack',
    takenBy: (method, installed) => method === 'error' || (method === 'fatal' && !isBelow(12, installed)),
  },
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
  // nest-winston takes them for the context or the stack, nestjs-pino for values of placeholders: run with 2.0 and 5.2.
  extraOver: (installed) =>
    isOverWinston(installed) ? 'kept' : isOverPino(installed) ? 'dropped' : undefined,
  returnsUndefined: true,
  stampsRecords: true,
  loses: {
    // pino, which the logger may stand on, fills placeholders, and merges objects only where they come first.
    fillsPlaceholders: isOverPino,
    fieldsAfterMessage: (installed) => isOverPino(installed) || isBelow(12, installed),
    textsBesideContext: {
      // Until version 8, the context was an argument of each call.
      holds: (installed) => !isOverPino(installed) && !isOverWinston(installed) && !isBelow(8, installed),
      mayBeTakenBy: OWN_LOGGER,
    },
  },
  losesErrors: {
    asArgument: ({ index, installed }) => {
      if (index === 0) return undefined;
      if (isOverPino(installed)) return 'dropped';
      if (isOverWinston(installed)) return 'emptied';
      return isBelow(11, installed) ? 'flattened' : undefined;
    },
  },
};

export const NESTJS: Library = {
  id: 'nestjs',
  packages: [PACKAGE],
  exports: { Logger: 'Logger', ConsoleLogger: 'ConsoleLogger' },
  types: { Logger: 'logger', ConsoleLogger: 'logger', LoggerService: 'service' },
  kinds: {
    Logger: { logger: DIALECT, steps: { new: 'logger' } },
    ConsoleLogger: { steps: { new: 'logger' } },
    logger: { logger: DIALECT },
    // What is injected as one is chosen by the module: it may be of any library.
    service: { logger: { ...DIALECT, isContractOpen: true } },
  },
  loggerDependency: { is: 'framework' },
  loggerModule: { imports: { Logger: PACKAGE }, expression: 'new Logger(CLASS)', isPerFile: true },
};

export const NESTJS_PINO: Library = {
  id: 'nestjs-pino',
  packages: [BRIDGE],
  exports: { PinoLogger: 'PinoLogger', Logger: 'Logger' },
  types: { PinoLogger: 'logger', Logger: 'nestLogger' },
  kinds: {
    PinoLogger: { steps: { new: 'logger' } },
    Logger: { steps: { new: 'nestLogger' } },
    nestLogger: {
      logger: {
        ...DIALECT,
        messageKeyOver: () => DIALECT.messageKey,
        loses: { fillsPlaceholders: () => true, fieldsAfterMessage: () => true },
        losesErrors: { asArgument: ({ index }) => (index === 0 ? undefined : 'dropped') },
      },
    },
    logger: { logger: PINO_DIALECT, steps: { logger: 'logger' } },
  },
  loggerDependency: { is: 'bridge', writes: NESTJS.id },
};

export const NEST_WINSTON: Library = {
  id: 'nest-winston',
  packages: [WINSTON_BRIDGE],
  exports: { WinstonModule: 'WinstonModule', WinstonLogger: 'WinstonLogger' },
  types: { WinstonLogger: 'logger' },
  kinds: {
    WinstonModule: { steps: { 'createLogger()': 'logger' } },
    WinstonLogger: { steps: { new: 'logger' } },
    logger: {
      logger: {
        ...DIALECT,
        messageKey: 'message',
        messageKeyOver: () => 'message',
        // winston's logger.
        returnsUndefined: false,
        loses: {},
        losesErrors: { asArgument: ({ index }) => (index === 0 ? undefined : 'emptied') },
      },
    },
  },
  loggerDependency: { is: 'bridge', writes: NESTJS.id },
};

const COMMENT_LINE = /^[ \t]*(?:\/\/|\/?\*).*$/gm;
/** What a program says is its logger: `useLogger(…)`, `NestFactory.create(AppModule, { logger: … })`. */
const GIVEN_LOGGER = /\.useLogger\(\s*([^\n]*)|\bNestFactory\.\w[^;]*?\blogger\b\s*(?::\s*([^\n]*)|[,}])/g;

/** Whether a module puts a logger that is not NestJS's own in its place: levels alone, `['error', 'warn']`, choose what it prints. */
function putsOwnLogger(module: string): boolean {
  const code = module.replace(COMMENT_LINE, '');
  return [...code.matchAll(GIVEN_LOGGER)].some(([, used, option]) => {
    const value = used ?? option ?? 'logger';
    const name = /^(\w+)\b(?!\s*[.(])/.exec(value)?.[1];
    return !isLevels(value) && !(name !== undefined && isDeclaredAsLevels(name, code));
  });
}

/** A whole object is written, or handed on to NestJS's own. */
const HANDS_ON =
  /\.\.\.\(?message\b|\b(?:JSON\.stringify|(?:util\.)?inspect|Object\.assign)\([^()]*\bmessage\b|\bsuper\.(?:log|error|warn|debug|verbose|fatal)\(\s*message\b/;
/** A method of its own: `log(message: unknown) {`. */
const OWN_METHOD =
  /^[ \t]*(?:(?:public|protected|override|async)\s+)*(?:log|error|warn|debug|verbose|fatal|formatMessage|printMessages|stringifyMessage)\s*\(/m;

/** What is given is taken for a text: an object becomes `[object Object]` there. */
const TAKES_TEXT =
  /\bnew \w*Error\(\s*message\b|\$\{\s*message\s*\}|\bString\(\s*message\s*\)|\bmessage\s*\+|\+\s*message\b|\bcaptureMessage\(\s*message\b/;

function printsRecords(module: string): boolean {
  if (TAKES_TEXT.test(module)) return false;
  return HANDS_ON.test(module) || (/\bextends\s+ConsoleLogger\b/.test(module) && !OWN_METHOD.test(module));
}

/** `config.logLevels`, `getLogLevels()`: named for what it holds. */
const NAMED_LEVELS = /^(?:await\s+)?(?:[\w$]+\??\.)*(?:\w*[lL]ogLevels?|levels)\b(?!\s*\.)/;

function isLevels(value: string): boolean {
  return /^(?:false\b|new\s+ConsoleLogger\(|[^(\n]*\[)/.test(value) || NAMED_LEVELS.test(value);
}

function isDeclaredAsLevels(name: string, module: string): boolean {
  const [, declared = ''] = new RegExp(`\\b(?:const|let|var)\\s+${name}\\b([^;]{0,300})`).exec(module) ?? [];
  const [, value = ''] = /=\s*([^]*)/.exec(declared) ?? [];
  return /\bLogLevel\b|\.split\(/.test(declared) || isLevels(value) || givesLevels(value, module);
}

/** Whether a value is that of a function of the module that says it gives levels: `function chosen(): LogLevel[] {`. */
function givesLevels(value: string, module: string): boolean {
  const called = /^(?:await\s+)?(\w+)\(/.exec(value)?.[1];
  if (called === undefined) return false;
  return new RegExp(
    `\\b${called}\\b(?:\\s*=\\s*(?:async\\s*)?)?\\([^()]*\\)\\s*:[^{=\\n]*\\bLogLevel\\b`,
  ).test(module);
}

/** Whether NestJS's logger stands on pino: nestjs-pino takes its place. */
function isOverPino({ allDependencies }: InstalledPackages): boolean {
  return allDependencies.has(BRIDGE);
}

/** Whether it stands on winston: nest-winston takes its place. */
function isOverWinston({ allDependencies }: InstalledPackages): boolean {
  return allDependencies.has(WINSTON_BRIDGE);
}

/** Whether the version of NestJS is known to be below a major one. */
function isBelow(major: number, { versions }: InstalledPackages): boolean {
  const own = /\d+/.exec(versions.get(PACKAGE) ?? '')?.[0];
  return own !== undefined && Number(own) < major;
}
