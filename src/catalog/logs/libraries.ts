import type { Library } from '../schema.js';
import { BUNYAN } from './bunyan.js';
import { CONSOLA } from './consola.js';
import { CONSOLE } from './console.js';
import { FASTIFY } from './fastify.js';
import { LOG4JS } from './log4js.js';
import { LOGLEVEL } from './loglevel.js';
import { NESTJS, NESTJS_PINO } from './nestjs.js';
import { OPENTELEMETRY } from './opentelemetry.js';
import { PINO, PINO_HTTP } from './pino.js';
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
