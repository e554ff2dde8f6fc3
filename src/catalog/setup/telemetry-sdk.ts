/**
 * What starts telemetry in a process, and which modules it patches as they are loaded.
 * `tests/catalog/setup.test.ts` runs the real libraries for what is claimed of them.
 */

import type { SdkStart } from '../schema.js';

/**
 * Instrumentations hook the module loader when they are made, before `sdk.start()`; the construction of the SDK is
 * where that has happened.
 */
export const SDK_STARTS: readonly SdkStart[] = [
  { sdk: 'NodeSDK', packages: ['@opentelemetry/sdk-node'], exported: ['NodeSDK'] },
  {
    sdk: 'registerInstrumentations',
    packages: ['@opentelemetry/instrumentation'],
    exported: ['registerInstrumentations'],
  },
  {
    sdk: 'dd-trace',
    packages: ['dd-trace'],
    exported: ['default', '*', 'tracer'],
    method: 'init',
    isAgent: true,
  },
];

/** Modules that start an SDK by being loaded. */
export const STARTING_MODULES: ReadonlyMap<string, string> = new Map([['dd-trace/init', 'dd-trace']]);

/** What a file says in which one of them may start: most say nothing of the kind. */
export const MAY_START = /@opentelemetry\/(?:sdk-node|instrumentation)['"]|dd-trace/;

/** What a file says that starts tracing or error tracking, or that the module it starts is for. */
export const STARTS_TELEMETRY =
  /\bnew (?:NodeSDK|NodeTracerProvider)\(|['"]@opentelemetry\/sdk-node['"]|\bregisterInstrumentations\(|\bSentry\.init\(/;

/**
 * Words without which a file neither starts one nor makes a processor or exporter for it: looked for many times faster than
 * expressions are run.
 */
export const SETUP_WORDS = [
  'NodeSDK',
  'NodeTracerProvider',
  'Processor',
  'Exporter',
  '@opentelemetry/',
  'dd-trace',
];

/** The package that brings the instrumentations below. */
export const AUTO_INSTRUMENTATIONS = '@opentelemetry/auto-instrumentations-node';

/** The instrumentation of one module. */
export const INSTRUMENTATION_PREFIX = '@opentelemetry/instrumentation-';

/**
 * Modules that are patched when they are loaded and then make spans, by the name of their instrumentation: what the
 * instrumentations of `@opentelemetry/auto-instrumentations-node` 0.82 define in their `init()`. Left out on purpose:
 *
 * - `undici` and `fetch`, which tell their subscribers through `diagnostics_channel` whenever they were loaded;
 * - `http`, `https`, `net`, `dns` and `fs`, which almost anything loads again after the start and which are patched in place then;
 * - `@grpc/grpc-js`, which set-ups load themselves for the credentials of an exporter, and which is patched in place as well;
 * - loggers (`pino`, `winston`, `bunyan`) and `lru-memoizer`, whose instrumentations make no spans.
 */
export const PATCHED_ON_LOAD: ReadonlyMap<string, string> = new Map([
  ['express', 'express'],
  ['router', 'router'],
  ['connect', 'connect'],
  ['koa', 'koa'],
  ['fastify', 'fastify'],
  ['@hapi/hapi', 'hapi'],
  ['restify', 'restify'],
  ['@nestjs/core', 'nestjs-core'],
  ['graphql', 'graphql'],
  ['dataloader', 'dataloader'],
  ['pg', 'pg'],
  ['mysql', 'mysql'],
  ['mysql2', 'mysql2'],
  ['mysql2/promise', 'mysql2'],
  ['oracledb', 'oracledb'],
  ['mongodb', 'mongodb'],
  ['mongoose', 'mongoose'],
  ['redis', 'redis'],
  ['@redis/client', 'redis'],
  ['ioredis', 'ioredis'],
  ['memcached', 'memcached'],
  ['cassandra-driver', 'cassandra-driver'],
  ['knex', 'knex'],
  ['generic-pool', 'generic-pool'],
  ['tedious', 'tedious'],
  ['kafkajs', 'kafkajs'],
  ['amqplib', 'amqplib'],
  ['amqplib/callback_api', 'amqplib'],
  ['socket.io', 'socket.io'],
  ['openai', 'openai'],
  ['@aws-sdk', 'aws-sdk'],
]);

/**
 * The name under which a module stands above. The clients of the AWS SDK stand there as one: what is patched is the
 * middleware that all of them load, `@smithy/core`, `@smithy/smithy-client` or `@aws-sdk/smithy-client` by their version.
 */
export function patchedAs(module: string): string {
  return /^@aws-sdk\/(?:client|lib)-/.test(module) ? '@aws-sdk' : module;
}

/** Of these, what the set of `@opentelemetry/auto-instrumentations-node` leaves to be registered by itself. */
export const NOT_IN_THE_SET: ReadonlySet<string> = new Set(['fastify']);

/** Of these, what dd-trace 5 does not patch: no key of `packages/datadog-instrumentations/src/helpers/hooks.js`. */
export const UNKNOWN_TO_AGENTS: ReadonlySet<string> = new Set(['@nestjs/core', 'dataloader', 'socket.io']);

/** What start commands preload that starts no SDK. */
export const HARMLESS_PRELOADS =
  /^(?:ts-node|tsx|tsconfig-paths|dotenv|source-map-support|@swc|@swc-node|@babel|esbuild|esbuild-register|esm|reflect-metadata|module-alias|tsm|sucrase|extensionless|dotenv-flow|dotenv-expand)(?:\/|$)/;

/** Classes whose construction sets up what a process exports, by the module that exports them. */
export const EXPORTING_SDKS: ReadonlyMap<string, RegExp> = new Map([
  ['NodeSDK', /^@opentelemetry\/sdk-node$/],
  ['NodeTracerProvider', /^@opentelemetry\/(?:sdk-trace-node|node|sdk-node)$/],
]);

/** Resources of OpenTelemetry that name no service but `unknown_service`, or what the environment says. */
export const DEFAULT_RESOURCES =
  /^(?:defaultResource|emptyResource|Resource\.(?:default|empty|DEFAULT|EMPTY))$/;

/** What makes a resource from the attributes that are its first argument. */
export const RESOURCE_MAKERS = /^(?:resourceFromAttributes|Resource)$/;
