import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'tslog',
  methods: { ...PLAIN_METHODS, silly: 'trace' },
  methodFor: PLAIN_METHODS,
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'stack-field', key: 'stack', aloneAsArgument: true },
  reserved: ['message', 'level', 'levelId', 'time', 'error', 'stack', 'cause', 'err', '_logMeta', '_meta'],
  printf: 'no',
  extra: 'kept',
  returnsUndefined: false,
  loses: { keepsUnfilled: true },
  losesErrors: {
    underKey: (_key, making) => (/type:\s*['"]json['"]/.test(making?.text ?? '') ? 'dropped' : undefined),
  },
};

export const TSLOG: Library = {
  id: 'tslog',
  packages: ['tslog'],
  exports: { Logger: 'Logger' },
  types: { Logger: 'logger', ILogObj: 'record' },
  kinds: {
    Logger: { steps: { new: 'logger' } },
    record: {},
    logger: { logger: DIALECT, steps: { 'getSubLogger()': 'logger', 'child()': 'logger' } },
  },
  loggerDependency: { is: 'logger' },
  loggerModule: { imports: { Logger: 'tslog' }, expression: "new Logger({ type: 'json' })" },
};
