import type { Dialect } from '../schema.js';
import { LOGGERS } from './libraries.js';
import { PINO_DIALECT } from './pino.js';

/** How the calls of all logging libraries are written. */
export const LOG_DIALECTS: readonly Dialect[] = [
  ...new Set(LOGGERS.flatMap(({ kinds }) => Object.values(kinds).flatMap(({ logger }) => logger ?? []))),
];

/** How calls are written where no library is known. */
export const DEFAULT_DIALECT = PINO_DIALECT;
