import type { Dialect, Library } from '../schema.js';
import { SENTRY_METRICS } from '../metrics/sentry.js';
import { PLAIN_METHODS } from './levels.js';

/** What it is given beside the text are attributes: an error among them is sent as `{}`, and one as them is lost. */
const DIALECT: Dialect = {
  name: 'Sentry',
  methods: PLAIN_METHODS,
  methodFor: PLAIN_METHODS,
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'stack-field', key: 'stack', aloneAsArgument: false },
  reserved: [],
  printf: 'no',
  extra: 'dropped',
  returnsUndefined: true,
  // It is sent, and printed nowhere.
  isTarget: false,
  loses: { messageAfterFields: true },
  losesErrors: {
    asArgument: ({ index }) => (index === 0 ? undefined : 'dropped'),
    underKey: () => 'emptied',
  },
};

export const SENTRY_LOGS: Library = {
  id: 'sentry-logs',
  packages: SENTRY_METRICS.packages,
  exports: { logger: 'logger' },
  kinds: { logger: { logger: DIALECT } },
};
