/**
 * Published packages with sources of servers: of different age and style, and between them everything that the rules judge. Versions are
 * pinned, so that their texts never change.
 */
export const PACKAGES: readonly string[] = [
  '@autotelic/fastify-opentelemetry@0.23.0', // spans of requests, ended in hooks
  '@cap-js/telemetry@2.0.1', // an OpenTelemetry set-up, its metrics and spans
  '@eth-optimism/common-ts@0.8.9', // TypeScript: a logger class around pino, prom-client
  '@fluidframework/server-lambdas@7.0.1', // TypeScript: a logger that is passed in
  '@hocuspocus/server@4.7.0', // TypeScript and the console
  '@hyperledger/caliper-core@0.7.1', // CommonJS: loggers by name, prom-client
  '@lodestar/validator@1.5.1', // compiled ES modules: loggers by name, metrics made by helpers
  '@loopback/logging@0.13.5', // TypeScript: a class around winston
  '@loopback/metrics@0.15.11', // TypeScript: a class around prom-client
  '@node-red/runtime@5.0.7', // CommonJS: a logger of its own
  '@temporalio/worker@1.24.0', // TypeScript and what it compiles to
  'artillery-plugin-publish-metrics@2.38.0', // CommonJS: OpenTelemetry, Datadog, StatsD
  'cors-anywhere@0.4.4', // CommonJS without a logging library
  'express-prom-bundle@8.0.0', // CommonJS: prom-client
  'hubot@14.1.0', // ES modules, pino and the console
  'nodebb@1.4.0', // CommonJS of 2017: callbacks, winston and the console
  'ponder@0.16.6', // TypeScript: a logger of its own, prom-client
  'restify@12.0.0', // CommonJS: pino
  'statsd@0.9.0', // CommonJS without a logging library, and configuration that does not parse
];
