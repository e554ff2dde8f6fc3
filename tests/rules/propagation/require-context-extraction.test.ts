import { describe } from 'vitest';
import rule from '../../../rules/propagation/require-context-extraction.js';
import { lines, project } from '../rule-tester.js';

const SDK = { '@opentelemetry/sdk-node': '^0.200.0', '@opentelemetry/api': '^1.9.0' };
const shop = (dependencies: Record<string, string> = {}) => ({
  'package.json': { name: 'shop', dependencies: { ...SDK, ...dependencies } },
});
const filename = 'src/orders.ts';
const tester = project(shop());

const API = lines(
  "import { context, propagation, trace } from '@opentelemetry/api';",
  "const tracer = trace.getTracer('shop');",
  '',
);
const kafka = (...code: readonly string[]) =>
  API +
  lines(
    "import { Kafka } from 'kafkajs';",
    "const consumer = new Kafka({ brokers }).consumer({ groupId: 'shop' });",
    ...code,
  );

const SPAN = "const span = tracer.startSpan('order'); handle(message, span); span.end();";

const one = (client: string, carrier: string, what = 'message', span = 'Span "order"') => ({
  messageId: 'one' as const,
  data: { span, what, client, carrier },
});

describe('the trace goes on, or may', () => {
  const valid = (name: string, code: string) => ({ name, filename, code });
  tester.run('require-context-extraction', rule, {
    valid: [
      valid(
        'the extracted context is the parent',
        kafka(
          'await consumer.run({ eachMessage: async ({ message }) => {',
          '  const parent = propagation.extract(context.active(), message.headers, getter);',
          "  const span = tracer.startSpan('order', {}, parent);",
          '  span.end();',
          '} });',
        ),
      ),
      valid(
        'the span starts in the extracted context',
        kafka(
          'await consumer.run({ eachMessage: async ({ message }) => {',
          '  await context.with(propagation.extract(context.active(), message.headers, getter), async () => {',
          `    ${SPAN}`,
          '  });',
          '} });',
        ),
      ),
      valid(
        'a context that a function of the project makes',
        kafka(
          'await consumer.run({ eachMessage: async ({ message }) => {',
          "  const span = tracer.startSpan('order', {}, contextOf(message));",
          '  span.end();',
          '} });',
        ),
      ),
      valid(
        'links',
        kafka(
          'await consumer.run({ eachBatch: async ({ batch }) => {',
          "  tracer.startActiveSpan('batch', { links: linksOf(batch) }, (span) => span.end());",
          '} });',
        ),
      ),
      valid(
        'a link made of a header of the project itself',
        kafka(
          'const onMessage = async ({ message }) => {',
          "  const options = { links: [{ context: JSON.parse(message.headers['correlation-context'].toString()) }] };",
          "  tracer.startActiveSpan('order', options, (span) => span.end());",
          '};',
          'await consumer.run({ eachMessage: onMessage });',
        ),
      ),
      valid(
        'options that are made elsewhere, and a root on purpose',
        kafka(
          'await consumer.run({ eachMessage: async ({ message }) => {',
          "  tracer.startSpan('order', optionsOf(message)).end();",
          "  tracer.startSpan('order', { root: true }).end();",
          '} });',
        ),
      ),
      valid(
        'a function of the project runs the handler',
        kafka(`await consumer.run({ eachMessage: inTrace(async ({ message }) => { ${SPAN} }) });`),
      ),
      valid(
        'a function of the project runs the work',
        kafka(
          'await consumer.run({ eachMessage: async ({ message }) => {',
          `  await inContextOf(message, async () => { ${SPAN} });`,
          '} });',
        ),
      ),
      valid(
        'a function that is run for anything',
        kafka(`export const work = async (message) => { ${SPAN} };`),
      ),
      valid(
        'a consumer that is not seen',
        API +
          `export const start = (consumer) => consumer.run({ eachMessage: async ({ message }) => { ${SPAN} } });`,
      ),
      valid(
        'an emitter that is no subscription',
        API +
          lines(
            "import { EventEmitter } from 'node:events';",
            `new EventEmitter().on('message', (message) => { ${SPAN} });`,
          ),
      ),
      valid(
        'another event of a subscription',
        API +
          lines(
            "import { PubSub } from '@google-cloud/pubsub';",
            `new PubSub().subscription('orders').on('error', (message) => { ${SPAN} });`,
          ),
      ),
      valid(
        'a client that goes on with the trace by itself',
        API +
          lines(
            "import { PubSub } from '@google-cloud/pubsub';",
            "import { Worker } from 'bullmq';",
            'const pubsub = new PubSub({ enableOpenTelemetryTracing: true });',
            `pubsub.subscription('orders').on('message', (message) => { ${SPAN} });`,
            `new Worker('mails', async (message) => { ${SPAN} }, { connection, telemetry: new BullMQOtel('shop') });`,
            `new Worker('mails', async (message) => { ${SPAN} }, workerOptions);`,
          ),
      ),
      valid(
        'MQTT 3 brings no context',
        API +
          lines(
            "import mqtt from 'mqtt';",
            `mqtt.connect(url).on('message', (topic, message) => { ${SPAN} });`,
          ),
      ),
      {
        name: 'a test',
        filename: 'src/orders.test.ts',
        code: kafka(`consumer.run({ eachMessage: async ({ message }) => { ${SPAN} } });`),
      },
    ],
    invalid: [],
  });

  const code = kafka(`await consumer.run({ eachMessage: async ({ message }) => { ${SPAN} } });`);
  const instrumented = (name: string, files: Record<string, string | object>) =>
    project(files).run('require-context-extraction', rule, {
      valid: [{ name, filename, code }],
      invalid: [],
    });
  instrumented('the consumer is instrumented', shop({ '@opentelemetry/instrumentation-kafkajs': '^0.30.0' }));
  instrumented("a vendor's agent", shop({ 'dd-trace': '^5.0.0' }));
  instrumented('nothing makes spans', { 'package.json': { name: 'shop' } });
});

describe('a trace of its own', () => {
  tester.run('require-context-extraction', rule, {
    valid: [],
    invalid: [
      {
        name: 'Kafka: each message',
        filename,
        code: kafka(`await consumer.run({ eachMessage: async ({ message }) => { ${SPAN} } });`),
        errors: [one('kafkajs', 'message.headers, getter')],
      },
      {
        name: 'Kafka: a batch',
        filename,
        code: kafka(
          "await consumer.run({ async eachBatch({ batch }) { tracer.startActiveSpan('batch', {}, context.active(), (span) => span.end()); } });",
        ),
        errors: [
          {
            messageId: 'many' as const,
            data: { span: 'Span "batch"', client: 'kafkajs', carrier: '`message.headers`' },
          },
        ],
      },
      {
        name: 'in a loop over the messages of a batch; the span inside has a parent',
        filename,
        code: kafka(
          'await consumer.run({ eachMessage: async ({ message }) => {',
          '  parse(message).forEach((line) => {',
          "    tracer.startActiveSpan('line', (span) => { tracer.startSpan('inner').end(); span.end(); });",
          '  });',
          '} });',
        ),
        errors: [one('kafkajs', 'message.headers, getter', 'message', 'Span "line"')],
      },
      {
        name: 'a handler by its name, and a method that is bound',
        filename,
        code:
          API +
          lines(
            "import amqp, { type Channel } from 'amqplib';",
            'const channel = await (await amqp.connect(url)).createChannel();',
            `async function onOrder(message) { ${SPAN} }`,
            'await channel.consume(queue, onOrder);',
            'export class Orders {',
            '  constructor(private readonly channel: Channel) {}',
            '  start() { return this.channel.consume(queue, this.onOrder.bind(this)); }',
            `  private async onOrder(message) { ${SPAN} }`,
            '}',
          ),
        errors: [one('amqplib', 'message.properties.headers'), one('amqplib', 'message.properties.headers')],
      },
      {
        name: 'BullMQ, Pub/Sub, MQTT 5, Service Bus, SQS, Event Hubs',
        filename,
        code:
          API +
          lines(
            "import { ServiceBusClient } from '@azure/service-bus';",
            "import { PubSub } from '@google-cloud/pubsub';",
            "import { Worker } from 'bullmq';",
            "import mqtt from 'mqtt';",
            "import { Consumer } from 'sqs-consumer';",
            `new Worker('mails', async (message) => { ${SPAN} }, { connection });`,
            `new PubSub().subscription('orders').on('message', (message) => { ${SPAN} });`,
            `mqtt.connect(url, { protocolVersion: 5 }).on('message', (topic, message, packet) => { ${SPAN} });`,
            `new ServiceBusClient(url).createReceiver(queue).subscribe({ processMessage: async (message) => { ${SPAN} }, processError });`,
            `Consumer.create({ queueUrl, handleMessage: async (message) => { ${SPAN} } }).start();`,
            "import { EventHubConsumerClient } from '@azure/event-hubs';",
            `new EventHubConsumerClient(group, url).subscribe({ processEvents: async (events) => { for (const event of events) { ${SPAN} } }, processError });`,
          ),
        errors: [
          one('bullmq', 'job.data', 'job'),
          one('@google-cloud/pubsub', 'message.attributes'),
          one('mqtt', 'packet.properties.userProperties'),
          one('@azure/service-bus', 'message.applicationProperties'),
          one('sqs-consumer', 'message.MessageAttributes, getter'),
          { ...one('@azure/event-hubs', '`event.properties`'), messageId: 'many' as const },
        ],
      },
      {
        name: 'NATS: a loop, and a callback',
        filename,
        code:
          API +
          lines(
            "import { connect } from 'nats';",
            'const connection = await connect({ servers });',
            "const subscription = connection.subscribe('orders');",
            `for await (const message of subscription) { ${SPAN} }`,
            `connection.subscribe('orders', { callback: (error, message) => { ${SPAN} } });`,
          ),
        errors: [one('nats', 'message.headers, getter'), one('nats', 'message.headers, getter')],
      },
      {
        name: "Node's own server",
        filename,
        code:
          API +
          lines(
            "import http, { createServer } from 'node:http';",
            "http.createServer((message, response) => { tracer.startActiveSpan('order', (span) => { span.end(); response.end(); }); });",
            `createServer({ keepAlive: true }, async (message, response) => { ${SPAN} });`,
          ),
        errors: [
          one('node:http', 'request.headers', 'request'),
          one('node:http', 'request.headers', 'request'),
        ],
      },
    ],
  });
});

describe('extracted from headers that hold no texts', () => {
  const extracting = (carrier: string, more = '') =>
    `const parent = propagation.extract(context.active(), ${carrier}${more}); await context.with(parent, () => handle(message));`;
  const NATS = API + "import { connect } from 'nats';\nconst nats = await connect({ servers });\n";
  const inNats = (code: string) => NATS + `for await (const message of nats.subscribe('orders')) { ${code} }`;
  const inKafka = (code: string) =>
    kafka(`await consumer.run({ eachMessage: async ({ message }) => { ${code} } });`);
  const ofLambda = (code: string) =>
    API + `export const handler = async (event) => { for (const message of event.Records) { ${code} } };`;
  const reported = (name: string, code: string, client: string, carrier: string) => ({
    name,
    filename,
    code,
    errors: [{ messageId: 'getter' as const, data: { carrier, client } }],
  });
  tester.run('require-context-extraction', rule, {
    valid: [
      inKafka(extracting('message.headers', ', getter')),
      inKafka(`const headers = textsOf(message.headers); ${extracting('headers')}`),
      inKafka(extracting('JSON.parse(message.value).trace')),
      inNats(extracting('message.headers', ', getter')),
      ofLambda(extracting('message.messageAttributes', ', getter')),
      API +
        `import { createServer } from 'node:http';\ncreateServer(async (message) => { ${extracting('message.headers')} });`,
      API +
        `import amqp from 'amqplib';\nconst channel = await (await amqp.connect('a')).createChannel();\nchannel.consume('q', async (message) => { ${extracting('message.properties.headers')} });`,
    ].map((code) => ({ name: code.slice(API.length), filename, code })),
    invalid: [
      reported('kafkajs', inKafka(extracting('message.headers')), 'kafkajs', 'message.headers'),
      reported(
        'kafkajs, or nothing',
        inKafka(extracting('message.headers ?? {}')),
        'kafkajs',
        'message.headers ?? {}',
      ),
      reported(
        'kafkajs, of a variable',
        inKafka(`const { headers } = message; const carrier = message.headers; ${extracting('carrier')}`),
        'kafkajs',
        'carrier',
      ),
      reported('NATS', inNats(extracting('message.headers')), 'nats', 'message.headers'),
      reported(
        'SQS in a lambda',
        ofLambda(extracting('message.messageAttributes')),
        'SQS',
        'message.messageAttributes',
      ),
      reported(
        'SQS, received',
        API +
          `export async function poll() { for (const message of await receive()) { ${extracting('message.MessageAttributes ?? {}')} } }`,
        'SQS',
        'message.MessageAttributes ?? {}',
      ),
    ],
  });
});

describe('a function that is called for each message', () => {
  const onOrder = `function onOrder(message) { ${SPAN} }`;
  const run = (eachMessage: string, ...code: readonly string[]) =>
    kafka(...code, `await consumer.run({ eachMessage: ${eachMessage} });`);
  tester.run('require-context-extraction', rule, {
    valid: [
      {
        name: 'within an extracted context',
        filename,
        code: run(
          'async ({ message }) => { const parent = propagation.extract(context.active(), message.headers, getter); await context.with(parent, () => onOrder(message)); }',
          onOrder,
        ),
      },
      {
        name: 'of other code as well',
        filename,
        code: run(
          'async ({ message }) => onOrder(message)',
          onOrder,
          'export const again = () => onOrder(last);',
        ),
      },
      {
        name: 'handed on as well',
        filename,
        code: run('async ({ message }) => onOrder(message)', onOrder, 'retry(onOrder);'),
      },
      {
        name: 'by itself',
        filename,
        code: API + `function onOrder(message) { ${SPAN} onOrder(message); }`,
      },
    ],
    invalid: [
      {
        name: 'by its name',
        filename,
        code: run('async ({ message }) => onOrder(message)', onOrder),
        errors: [one('kafkajs', 'message.headers, getter')],
      },
      {
        name: 'a method',
        filename,
        code: kafka(
          'export class Orders {',
          '  start() { return consumer.run({ eachMessage: async ({ message }) => { await this.handle(message); } }); }',
          `  private async handle(message) { ${SPAN} }`,
          '}',
        ),
        errors: [one('kafkajs', 'message.headers, getter')],
      },
    ],
  });
});
