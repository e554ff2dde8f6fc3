import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

/**
 * Read (`log/logger.ts`, `log/base_handler.ts` of @std/log 0.224) and not run: what stands after the message goes to `record.args`, which
 * the default format leaves out and `jsonFormatter` prints.
 */
const DIALECT: Dialect = {
  name: '@std/log',
  methods: { debug: 'debug', info: 'info', warn: 'warn', warning: 'warn', error: 'error', critical: 'fatal' },
  methodFor: { ...PLAIN_METHODS, trace: 'debug', fatal: 'critical' },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument' },
  reserved: [],
  printf: 'no',
  extra: 'kept',
  returnsUndefined: false,
  isTarget: false,
  isContractOpen: true,
};

/** The logger of Deno's standard library. */
export const DENO_STD: Library = {
  id: '@std/log',
  packages: ['@std/log'],
  exports: { '*': 'logger', getLogger: 'getLogger', Logger: 'Logger' },
  types: { Logger: 'logger' },
  kinds: {
    getLogger: { steps: { '()': 'logger' } },
    Logger: { steps: { new: 'logger' } },
    logger: { logger: DIALECT, steps: { 'getLogger()': 'logger', getLogger: 'getLogger', Logger: 'Logger' } },
  },
};
