import type { Covered, SendMethod } from '../../catalog/schema.js';

/** The package that injects into what a client sends, where OpenTelemetry has one. */
const INSTRUMENTED_BY: Readonly<Partial<Record<Covered, string>>> = {
  kafkajs: '@opentelemetry/instrumentation-kafkajs',
  amqplib: '@opentelemetry/instrumentation-amqplib',
  'aws-sdk': '@opentelemetry/instrumentation-aws-sdk',
  'service-bus': '@azure/opentelemetry-instrumentation-azure-sdk',
};

/** The sentence of a message that says how messages get the trace context. */
export function messageRemedy(via: Covered, { carriers, form, injectsWith }: SendMethod): string {
  if (via === 'bullmq') {
    return "Make the queue and its worker with `telemetry: new BullMQOtel('app')` of bullmq-otel, or put what `propagation.inject()` gives into the job's data.";
  }
  const option = injectsWith && `Make the client with \`${injectsWith.name}: true\`, or `;
  const registered = INSTRUMENTED_BY[via];
  const register = registered ? `Register \`${registered}\`, or ` : '';
  const way = carriers[0]?.join('.') ?? '';
  const place = way === '' ? (form === 'pairs' ? 'its headers' : 'the attributes') : `\`${way}\``;
  const start = option ?? register;
  return `${start}${start === '' ? 'Inject' : 'inject'} the active context into ${place} with \`propagation.inject()\`.`;
}
