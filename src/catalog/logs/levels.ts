import type { Level } from '../schema.js';

/** The methods of most loggers, each named for its severity. */
export const PLAIN_METHODS = {
  trace: 'trace',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'fatal',
} as const satisfies Record<string, Level>;
