/**
 * What injects the trace context into outgoing requests and messages by itself. What each covers is read by
 * `tests/catalog/propagation.test.ts` and `tests/instrumentations.mjs` off a real server, where the package can be run
 * without its backend.
 */

import type { Covered, HttpTransport, Instrumentation } from '../schema.js';

export const INSTRUMENTATIONS: readonly Instrumentation[] = [
  {
    package: /^@opentelemetry\/auto-instrumentations-node$/,
    covers: ['http', 'undici', 'grpc', 'kafkajs', 'amqplib', 'aws-sdk'],
    canBeDisabled: true,
  },
  {
    package: /^@opentelemetry\/instrumentation-http$/,
    covers: ['http'],
    canBeDisabled: true,
    class: 'HttpInstrumentation',
  },
  {
    package: /^@opentelemetry\/instrumentation-undici$/,
    covers: ['undici'],
    canBeDisabled: true,
    class: 'UndiciInstrumentation',
  },
  { package: /^opentelemetry-instrumentation-(?:fetch-node|undici)$/, covers: ['undici'] },
  { package: /^@opentelemetry\/instrumentation-grpc$/, covers: ['grpc'] },
  { package: /^@opentelemetry\/instrumentation-kafkajs$/, covers: ['kafkajs'] },
  { package: /^opentelemetry-instrumentation-kafkajs$/, covers: ['kafkajs'] },
  { package: /^@opentelemetry\/instrumentation-amqplib$/, covers: ['amqplib'] },
  { package: /^@opentelemetry\/instrumentation-aws-sdk$/, covers: ['aws-sdk'] },
  // Several people have made one of each of these.
  { package: /^bullmq-otel$|instrumentation-bullmq$/, covers: ['bullmq'] },
  { package: /(?:instrumentation|plugin)-kafkajs$/, covers: ['kafkajs'] },
  { package: /instrumentation-(?:node-rdkafka|.*confluent.*)$/, covers: ['confluent-kafka'] },
  { package: /instrumentation-(?:amqplib|amqp)$/, covers: ['amqplib'] },
  { package: /instrumentation-(?:aws-sdk|sqs|sns)$/, covers: ['aws-sdk'] },
  { package: /instrumentation-(?:nats|mqtt)$/, covers: ['nats', 'mqtt'] },
  { package: /^@azure\/opentelemetry-instrumentation-azure-sdk$/, covers: ['service-bus'] },
  { package: /^@vercel\/otel$/, covers: ['undici'] },
  // Its set has node:http and Azure's own clients, and nothing for `fetch`.
  { package: /^@azure\/monitor-opentelemetry$/, covers: ['http', 'service-bus'] },
  // Vendors' agents and distributions: each brings its own set, and most of it.
  {
    package:
      /^(?:dd-trace|newrelic|elastic-apm-node|applicationinsights|skywalking-backend-js|pinpoint-node-agent|@elastic\/opentelemetry-node|@microsoft\/opentelemetry|@hyperdx\/node-opentelemetry|@honeycombio\/opentelemetry-node|@splunk\/otel|@lumigo\/opentelemetry|@instana\/collector|@appsignal\/nodejs|@dynatrace\/oneagent|@aws\/aws-distro-opentelemetry-node-autoinstrumentation|@solarwinds-apm\/.*|@grafana\/otel.*|@signalfx\/.*|signalfx-tracing|aws-xray-sdk.*|logfire|@pydantic\/logfire-node|@microlabs\/otel-cf-workers|@sentry\/(?:node|nestjs|nextjs|bun|deno|cloudflare|aws-serverless|google-cloud-serverless|remix|nuxt|sveltekit|astro|serverless|electron))$/,
    covers: 'all',
  },
];

/** The package that injects into what is sent over a transport or by a messaging client, where OpenTelemetry has one. */
export const INSTRUMENTED_BY: Readonly<Partial<Record<Covered | HttpTransport, string>>> = {
  http: '@opentelemetry/instrumentation-http',
  undici: '@opentelemetry/instrumentation-undici',
  kafkajs: '@opentelemetry/instrumentation-kafkajs',
  amqplib: '@opentelemetry/instrumentation-amqplib',
  'aws-sdk': '@opentelemetry/instrumentation-aws-sdk',
  'service-bus': '@azure/opentelemetry-instrumentation-azure-sdk',
};

/** What a class that instruments a messaging client has in its name: `PubSubInstrumentation` of the project itself. */
export const OWN_INSTRUMENTATIONS: Readonly<Partial<Record<Covered, RegExp>>> = {
  kafkajs: /kafka\w*Instrumentation/i,
  'confluent-kafka': /kafka\w*Instrumentation/i,
  amqplib: /(?:amqp|rabbit)\w*Instrumentation/i,
  'aws-sdk': /(?:aws|sqs|sns)\w*Instrumentation/i,
  bullmq: /bull\w*Instrumentation/i,
  pubsub: /pub-?sub\w*Instrumentation/i,
  'service-bus': /(?:service-?bus|azure)\w*Instrumentation/i,
  nats: /nats\w*Instrumentation/i,
  mqtt: /mqtt\w*Instrumentation/i,
};

/** Packages that make spans and export them: a process that has one traces. */
export const TRACING_SDK =
  /^(?:@opentelemetry\/(?:sdk-node|sdk-trace-(?:node|base)|node|tracing|auto-instrumentations-node)|@vercel\/otel|@azure\/monitor-opentelemetry)$/;
