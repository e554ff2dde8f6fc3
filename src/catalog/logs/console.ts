import type { Dialect, Library } from '../schema.js';

const COUNTS = { level: 'info', byHand: 'it counts: use a metric counter' } as const;
const INDENTS = {
  level: 'info',
  byHand: 'it indents the lines that follow: records have no indentation, give them a common field',
} as const;
const PRINTS_TIMER = { level: 'info', byHand: 'it prints a timer: use a histogram or a span' } as const;

const DIALECT: Dialect = {
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
  special: {
    assert: { level: 'error' },
    table: { level: 'info' },
    dir: { level: 'info' },
    dirxml: { level: 'info', byHand: 'it prints a tree for a person to read' },
    trace: { level: 'info', byHand: 'it prints a stack trace: log an Error, or remove it' },
    count: COUNTS,
    countReset: COUNTS,
    group: INDENTS,
    groupCollapsed: INDENTS,
    groupEnd: { level: 'info', byHand: 'it ends a group of indented lines' },
    time: { level: 'info', byHand: 'it starts a timer: use a histogram or a span' },
    timeLog: PRINTS_TIMER,
    timeEnd: PRINTS_TIMER,
    timeStamp: { level: 'info', byHand: 'it marks the timeline of a profiler' },
    clear: { level: 'info', byHand: 'it clears the terminal' },
  },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument' },
  reserved: [],
  printf: 'yes',
  extra: 'kept',
  returnsUndefined: true,
  isTarget: false,
};

export const CONSOLE: Library = {
  id: 'console',
  packages: ['console', 'node:console'],
  exports: { default: 'console', '*': 'console' },
  types: { Console: 'console' },
  kinds: {
    console: { logger: DIALECT },
  },
  globals: { console: 'console' },
  isConsole: true,
};
