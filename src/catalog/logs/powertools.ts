import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'powertools',
  methods: {
    trace: 'trace',
    debug: 'debug',
    info: 'info',
    warn: 'warn',
    error: 'error',
    critical: 'fatal',
  },
  methodFor: { ...PLAIN_METHODS, fatal: 'critical' },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'field', key: 'error' },
  reserved: [
    'message',
    'level',
    'timestamp',
    'service',
    'sampling_rate',
    'error',
    'xray_trace_id',
    'constructor',
  ],
  printf: 'no',
  extra: 'kept',
  returnsUndefined: true,
  stampsRecords: true,
  loses: { messageAfterFields: true },
  losesErrors: { asArgument: ({ index }) => (index === 0 ? 'flattened' : undefined) },
};

export const POWERTOOLS: Library = {
  id: 'powertools',
  packages: ['@aws-lambda-powertools/logger'],
  exports: { Logger: 'Logger' },
  types: { Logger: 'logger' },
  kinds: {
    Logger: { steps: { new: 'logger' } },
    logger: { logger: DIALECT, steps: { 'createChild()': 'logger' } },
  },
  loggerDependency: { is: 'logger' },
  loggerModule: {
    imports: { Logger: '@aws-lambda-powertools/logger' },
    expression: 'new Logger({ serviceName: SERVICE })',
  },
};
