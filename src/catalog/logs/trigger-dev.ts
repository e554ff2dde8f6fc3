import type { Dialect, Library } from '../schema.js';

/** Properties become attributes of OpenTelemetry's log record, an error among them with its stack. `trace` starts a span. */
const DIALECT: Dialect = {
  name: 'trigger.dev',
  methods: { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' },
  methodFor: { trace: 'debug', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'error' },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'field', key: 'error' },
  reserved: [],
  printf: 'no',
  extra: 'dropped',
  returnsUndefined: true,
  losesErrors: { asArgument: ({ index }) => (index > 1 ? 'dropped' : undefined) },
};

export const TRIGGER_DEV: Library = {
  id: 'trigger.dev',
  packages: ['@trigger.dev/sdk', '@trigger.dev/sdk/v3'],
  exports: { logger: 'logger' },
  kinds: { logger: { logger: DIALECT } },
};
