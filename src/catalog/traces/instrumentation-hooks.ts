import { OPTION_CALLBACKS } from './option-callbacks.js';
import type { Kind, Library } from '../schema.js';
import { chained } from './chained.js';
import { CHAINED_METHODS, OPENTELEMETRY_SPAN } from './opentelemetry.js';

/**
 * The hooks of OpenTelemetry's instrumentations: each gets the span that the instrumentation makes, and ends. Read in the types of
 * the packages that `@opentelemetry/auto-instrumentations-node` 0.82 brings; those of http are run in `tests/catalog/span-calls.test.ts`.
 */

const hooked: Kind = {
  optionCallbacks: Object.fromEntries([...OPTION_CALLBACKS].map((hook) => [hook, ['span']])),
};

/** The last part of a package's name, and the class that it exports. */
const INSTRUMENTATIONS: Readonly<Record<string, string>> = {
  amqplib: 'AmqplibInstrumentation',
  'aws-lambda': 'AwsLambdaInstrumentation',
  'aws-sdk': 'AwsInstrumentation',
  bunyan: 'BunyanInstrumentation',
  'cassandra-driver': 'CassandraDriverInstrumentation',
  express: 'ExpressInstrumentation',
  fastify: 'FastifyInstrumentation',
  fs: 'FsInstrumentation',
  graphql: 'GraphQLInstrumentation',
  grpc: 'GrpcInstrumentation',
  hapi: 'HapiInstrumentation',
  http: 'HttpInstrumentation',
  ioredis: 'IORedisInstrumentation',
  kafkajs: 'KafkaJsInstrumentation',
  koa: 'KoaInstrumentation',
  mongodb: 'MongoDBInstrumentation',
  mongoose: 'MongooseInstrumentation',
  mysql2: 'MySQL2Instrumentation',
  pg: 'PgInstrumentation',
  pino: 'PinoInstrumentation',
  redis: 'RedisInstrumentation',
  restify: 'RestifyInstrumentation',
  undici: 'UndiciInstrumentation',
  winston: 'WinstonInstrumentation',
};

export const INSTRUMENTATION_HOOKS: Library = {
  id: 'opentelemetry-instrumentation',
  packages: [
    ...Object.keys(INSTRUMENTATIONS).map((name) => `@opentelemetry/instrumentation-${name}`),
    '@opentelemetry/auto-instrumentations-node',
  ],
  exports: {
    getNodeAutoInstrumentations: 'instrumentation',
    ...Object.fromEntries(Object.values(INSTRUMENTATIONS).map((name) => [name, 'instrumentation'])),
  },
  kinds: {
    instrumentation: hooked,
    span: {
      span: { dialect: OPENTELEMETRY_SPAN, isForeign: true },
      steps: chained('span', CHAINED_METHODS),
    },
  },
};
