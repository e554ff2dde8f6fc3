import type { Dialect } from '../schema.js';
import { OWN_METHODS } from './names.js';
import { PLAIN_METHODS } from './levels.js';

/** How calls are read whose fields and errors go to a logger that is set elsewhere: the first text is the message. */
export const OPEN_DIALECT: Dialect = {
  name: 'The logger',
  methods: OWN_METHODS,
  methodFor: PLAIN_METHODS,
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument' },
  reserved: [],
  printf: 'unknown',
  extra: 'kept',
  returnsUndefined: false,
  isTarget: false,
  isContractOpen: true,
};
