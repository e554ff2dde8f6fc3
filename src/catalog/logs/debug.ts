import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

/** Seen with debug 4.4: `hi %s` takes an argument, what no placeholder takes is printed after the text, an error with its stack. */
const DIALECT: Dialect = {
  name: 'debug',
  methods: {},
  methodFor: PLAIN_METHODS,
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument' },
  reserved: [],
  printf: 'yes',
  printsText: true,
  extra: 'kept',
  keepsErrorProperties: true,
  returnsUndefined: true,
  isTarget: false,
  isContractOpen: true,
};

/** Text for who looks for a fault, off unless `DEBUG` names it: it stands beside a service's logger and is none. */
export const DEBUG: Library = {
  id: 'debug',
  packages: ['debug'],
  exports: { default: 'create', '*': 'create', debug: 'create' },
  types: { Debugger: 'function', IDebugger: 'function' },
  kinds: {
    create: { steps: { '()': 'function', 'debug()': 'function', default: 'create', debug: 'create' } },
    function: { logFunction: { level: 'debug', dialect: DIALECT }, steps: { 'extend()': 'function' } },
  },
};
