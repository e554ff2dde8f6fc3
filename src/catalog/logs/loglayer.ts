import type { Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';
import { OPEN_DIALECT } from './open-contract.js';

/** All arguments are the text; fields and an error are given by calls before it: `log.withMetadata({ id }).info('Loaded')`. */
export const LOGLAYER: Library = {
  id: 'loglayer',
  packages: ['loglayer'],
  exports: { LogLayer: 'LogLayer' },
  types: { LogLayer: 'logger', ILogLayer: 'logger', ILogBuilder: 'logger' },
  kinds: {
    LogLayer: { steps: { new: 'logger' } },
    logger: {
      logger: { ...OPEN_DIALECT, methods: PLAIN_METHODS },
      steps: {
        'child()': 'logger',
        'withContext()': 'logger',
        'withPrefix()': 'logger',
        'withMetadata()': 'logger',
        'withError()': 'logger',
      },
    },
  },
};
