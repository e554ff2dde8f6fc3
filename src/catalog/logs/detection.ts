import type { LoggerDependency } from '../schema.js';
import { LOGGERS } from './libraries.js';
import { PINO } from './pino.js';

const RANKS: readonly LoggerDependency['is'][] = ['bridge', 'logger', 'framework'];

/** Libraries that a package's dependencies can name as its logger, the most specific first. */
export const DETECTABLE: readonly { readonly dependency: string; readonly library: string }[] = RANKS.flatMap(
  (rank) =>
    LOGGERS.flatMap(({ id, packages: [dependency], loggerDependency }) =>
      dependency !== undefined && loggerDependency?.is === rank
        ? [{ dependency, library: loggerDependency.writes ?? id }]
        : [],
    ),
);

/** Frameworks that give each of their services a logger, and how a service reads it. */
export const LOGGER_OF_SERVICES: Readonly<Record<string, string>> = { moleculer: 'this.logger' };

/** The library that is written where a package has none. */
export const DEFAULT_LOGGER = PINO.id;
