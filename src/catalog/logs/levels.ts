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

/** Severity numbers of the OpenTelemetry log data model, first of each range. */
export const SEVERITY_NUMBER: Readonly<Record<Level, number>> = {
  trace: 1,
  debug: 5,
  info: 9,
  warn: 13,
  error: 17,
  fatal: 21,
};
