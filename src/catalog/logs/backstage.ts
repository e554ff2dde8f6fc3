import type { Dialect, Library } from '../schema.js';
import { WINSTON_DIALECT } from './winston.js';

/**
 * Run by hand with `WinstonLogger` of @backstage/backend-defaults 0.19, which stands behind it: winston that writes all fields
 * and fills no placeholders, an error among the fields as `{}`, and one after the text with its stack.
 */
const DIALECT: Dialect = {
  name: 'Backstage',
  methods: { debug: 'debug', info: 'info', warn: 'warn', error: 'error' },
  methodFor: { trace: 'debug', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'error' },
  shape: 'message-first',
  messageKey: WINSTON_DIALECT.messageKey,
  error: WINSTON_DIALECT.error,
  reserved: WINSTON_DIALECT.reserved,
  printf: 'no',
  extra: 'dropped',
  returnsUndefined: true,
  loses: { messageAfterFields: true },
  losesErrors: { underKey: () => 'emptied' },
  fieldsFillPlaceholders: true,
};

export const BACKSTAGE: Library = {
  id: 'backstage',
  packages: ['@backstage/backend-plugin-api'],
  exports: {},
  types: { LoggerService: 'logger', RootLoggerService: 'logger' },
  kinds: { logger: { logger: DIALECT, steps: { 'child()': 'logger' } } },
};
