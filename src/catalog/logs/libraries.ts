import type { Dialect, Library, LoggerDependency } from '../schema.js';
import { BUNYAN } from './bunyan.js';
import { CONSOLA } from './consola.js';
import { CONSOLE } from './console.js';
import { FASTIFY } from './fastify.js';
import { LOG4JS } from './log4js.js';
import { LOGLEVEL } from './loglevel.js';
import { NESTJS, NESTJS_PINO } from './nestjs.js';
import { OPENTELEMETRY } from './opentelemetry.js';
import { PINO, PINO_DIALECT, PINO_HTTP } from './pino.js';
import { POWERTOOLS } from './powertools.js';
import { TSLOG } from './tslog.js';
import { WINSTON } from './winston.js';

/**
 * Every logging library the plugin knows. To add one: a file beside this one with what the library exports and how its
 * calls are written, its line here, and its emitter in `tests/catalog/capture.ts`.
 */
export const LOGGERS: readonly Library[] = [
  PINO,
  PINO_HTTP,
  WINSTON,
  BUNYAN,
  POWERTOOLS,
  LOG4JS,
  TSLOG,
  CONSOLA,
  NESTJS,
  NESTJS_PINO,
  FASTIFY,
  OPENTELEMETRY,
  LOGLEVEL,
  CONSOLE,
];

/** The library that is written where a project has none, and how its calls are written. */
export const DEFAULT_LOGGER = PINO.id;
export const DEFAULT_DIALECT = PINO_DIALECT;

/** How the calls of all of them are written. */
export const LOG_DIALECTS: readonly Dialect[] = [
  ...new Set(LOGGERS.flatMap(({ kinds }) => Object.values(kinds).flatMap(({ logger }) => logger ?? []))),
];

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
