import type { Dialect, Library } from '../schema.js';

const DIALECT: Dialect = {
  name: 'lambda-log',
  methods: { debug: 'debug', info: 'info', warn: 'warn', error: 'error' },
  methodFor: { trace: 'debug', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'error' },
  levelMethod: 'log',
  shape: 'message-first',
  messageKey: 'msg',
  error: { at: 'field', key: 'err' },
  reserved: ['_logLevel', '_tags', 'msg'],
  printf: 'no',
  extra: 'kept',
  returnsUndefined: false,
  loses: { messageAfterFields: true },
  losesErrors: { asArgument: ({ index }) => (index > 0 ? 'dropped' : undefined) },
};

export const LAMBDA_LOG: Library = {
  id: 'lambda-log',
  packages: ['lambda-log'],
  exports: { default: 'logger', '*': 'logger', LambdaLog: 'LambdaLog' },
  types: { LambdaLog: 'logger' },
  kinds: {
    LambdaLog: { steps: { new: 'logger' } },
    logger: { logger: DIALECT, steps: { default: 'logger', LambdaLog: 'LambdaLog' } },
  },
  loggerDependency: { is: 'logger' },
};
