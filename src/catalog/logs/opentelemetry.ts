import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'opentelemetry',
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
