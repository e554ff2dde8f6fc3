import { EFFECT, EFFECT_MODULE } from '../effect.js';
import { API } from '../opentelemetry.js';
import { SERVER_PACKAGES } from '../packages.js';
import type { Library } from '../schema.js';
import { AZURE_FUNCTIONS } from './azure-functions.js';
import { BACKSTAGE } from './backstage.js';
import { BUNYAN } from './bunyan.js';
import { CONSOLA } from './consola.js';
import { CONSOLE } from './console.js';
import { DENO_STD } from './deno-std.js';
import { ELECTRON_LOG } from './electron-log.js';
import { FASTIFY } from './fastify.js';
import { FIREBASE, FIREBASE_LOGGER } from './firebase.js';
import { INNGEST, TEMPORAL } from './job-runners.js';
import { LAMBDA_LOG } from './lambda-log.js';
import { LOG4JS } from './log4js.js';
import { LOGLAYER } from './loglayer.js';
import { LOGLEVEL } from './loglevel.js';
import { LOGPLEASE } from './logplease.js';
import { LOGTAPE } from './logtape.js';
import { NESTJS, NESTJS_PINO, NEST_WINSTON } from './nestjs.js';
import { OPENTELEMETRY } from './opentelemetry.js';
import { PINO, PINO_HTTP } from './pino.js';
import { ADONIS, HAPI_PINO, HONO_PINO, PAYLOAD, PROBOT, STRAPI } from './frameworks.js';
import { POWERTOOLS } from './powertools.js';
import { ROARR } from './roarr.js';
import { SENTRY_LOGS } from './sentry.js';
import { SIGNALE } from './signale.js';
import { TRACER } from './tracer.js';
import { TRIGGER_DEV } from './trigger-dev.js';
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
  NEST_WINSTON,
  FASTIFY,
  OPENTELEMETRY,
  LOGLEVEL,
  SIGNALE,
  TRACER,
  LOGPLEASE,
  FIREBASE,
  FIREBASE_LOGGER,
  SENTRY_LOGS,
  LOGTAPE,
  LOGLAYER,
  ROARR,
  LAMBDA_LOG,
  ELECTRON_LOG,
  AZURE_FUNCTIONS,
  TRIGGER_DEV,
  INNGEST,
  TEMPORAL,
  BACKSTAGE,
  DENO_STD,
  ADONIS,
  HONO_PINO,
  HAPI_PINO,
  PROBOT,
  PAYLOAD,
  STRAPI,
  EFFECT,
  EFFECT_MODULE,
  CONSOLE,
];

const IN_USE = LOGGERS.filter((library) => !library.isWholeProgram);

/** All that gives a logger, a server's framework included. */
export const LOGGER_PACKAGES: ReadonlySet<string> = new Set(IN_USE.flatMap(({ packages }) => packages));

/**
 * What is there to log with alone. OpenTelemetry's API has a logger of its own, and is what libraries are instrumented with, as a server's
 * framework is what they serve with: neither says who logs.
 */
export const ONLY_LOGGER_PACKAGES: ReadonlySet<string> = new Set(
  IN_USE.flatMap(({ packages }) =>
    packages.includes(API) || packages.some((name) => SERVER_PACKAGES.has(name)) ? [] : packages,
  ),
);

/** Those without error trackers that write logs as well: whoever depends on one may only report errors with it. */
export const PLAIN_LOGGER_PACKAGES: ReadonlySet<string> = new Set(
  [...ONLY_LOGGER_PACKAGES].filter((name) => !SENTRY_LOGS.packages.includes(name)),
);
