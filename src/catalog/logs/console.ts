import type { Dialect, Library } from '../schema.js';

const DIALECT: Dialect = {
  name: 'console',
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
    dirxml: { level: 'info', byHand: 'prints-tree' },
    trace: { level: 'info', byHand: 'prints-stack' },
    count: { level: 'info', byHand: 'counts' },
    countReset: { level: 'info', byHand: 'counts', printsNothing: true },
    group: { level: 'info', byHand: 'indents' },
    groupCollapsed: { level: 'info', byHand: 'indents' },
    groupEnd: { level: 'info', byHand: 'ends-indent', printsNothing: true },
    time: { level: 'info', byHand: 'starts-timer', printsNothing: true },
    timeLog: { level: 'info', byHand: 'prints-timer' },
    timeEnd: { level: 'info', byHand: 'prints-timer' },
    timeStamp: { level: 'info', byHand: 'marks-profile' },
    clear: { level: 'info', byHand: 'clears-terminal' },
  },
  shape: 'message-first',
  messageKey: 'message',
  otherMessageKeys: ['msg', 'text'],
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
