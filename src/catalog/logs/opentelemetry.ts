import type { Dialect, Level, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  methods: {},
  methodFor: PLAIN_METHODS,
  shape: 'emit',
  messageKey: 'body',
  error: { at: 'field', key: 'exception' },
  reserved: ['exception.type', 'exception.message', 'exception.stacktrace'],
  printf: 'no',
  extra: 'dropped',
  returnsUndefined: true,
  isTarget: false,
};

export const OPENTELEMETRY: Library = {
  id: 'opentelemetry',
  packages: ['@opentelemetry/api-logs', '@opentelemetry/api'],
  exports: { logs: 'logs' },
  types: { Logger: 'logger', LoggerProvider: 'provider' },
  kinds: {
    logs: { steps: { 'getLogger()': 'logger', 'getLoggerProvider()': 'provider' } },
    provider: { steps: { 'getLogger()': 'logger' } },
    logger: { logger: DIALECT },
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
