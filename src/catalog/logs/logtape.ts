import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

/** A formatter of the project's own that makes JSON of a record's properties, without a replacer. */
const JSON_FORMATTER =
  /\.\.\.\s*\w+\.properties\b[^]{0,300}?\bJSON\.stringify\(\s*[\w.]+\s*\)|\bJSON\.stringify\(\s*(?:\w+\.properties|\{[^{}]{0,300}\.\.\.\s*\w+\.properties\b[^{}]{0,200}\})\s*\)/;

const DIALECT: Dialect = {
  name: 'LogTape',
  methods: { ...PLAIN_METHODS, warning: 'warn' },
  methodFor: PLAIN_METHODS,
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'field', key: 'error' },
  reserved: [],
  printf: 'no',
  extra: 'dropped',
  returnsUndefined: true,
  fillsBraces: true,
  losesErrors: {
    asArgument: ({ index }) => (index > 1 ? 'dropped' : undefined),
    areEmptiedBy: JSON_FORMATTER,
  },
  // The formatters of text, one of which is the default, print the message alone.
  writesFields: (module) => (/json-?lines/i.test(module) ? true : undefined),
};

export const LOGTAPE: Library = {
  id: 'logtape',
  packages: ['@logtape/logtape'],
  exports: { getLogger: 'getLogger' },
  types: { Logger: 'logger' },
  kinds: {
    getLogger: { steps: { '()': 'logger' } },
    logger: { logger: DIALECT, steps: { 'getChild()': 'logger', 'with()': 'logger' } },
  },
  loggerDependency: { is: 'logger' },
};
