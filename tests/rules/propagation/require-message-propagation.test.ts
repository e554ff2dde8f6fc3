import { describe } from 'vitest';
import rule from '../../../rules/propagation/require-message-propagation.js';
import { commonJs, lines, project } from '../rule-tester.js';

const SDK = { '@opentelemetry/sdk-node': '^0.200.0', '@opentelemetry/api': '^1.9.0' };
const shop = (dependencies: Record<string, string> = {}) => ({
  'package.json': { name: 'shop', dependencies: { ...SDK, ...dependencies } },
});
const filename = 'src/orders.ts';
const tester = project(shop());

const KAFKA = lines(
  "import { Kafka } from 'kafkajs';",
  "import { context, propagation } from '@opentelemetry/api';",
  'const producer = new Kafka({ brokers }).producer();',
  '',
);
const kafka = (...code: readonly string[]) => KAFKA + lines(...code);

const REMEDY = {
  ioredis: 'Add the fields that `propagation.inject()` gives to the entry.',
  kafkajs: 'Register `@opentelemetry/instrumentation-kafkajs`.',
  amqplib: 'Register `@opentelemetry/instrumentation-amqplib`.',
  aws: 'Register `@opentelemetry/instrumentation-aws-sdk`.',
  azure: 'Register `@azure/opentelemetry-instrumentation-azure-sdk`.',
  bullmq: "Give the queue and its worker `telemetry: new BullMQOtel('app')` of bullmq-otel.",
  headers: 'Fill `headers` with `propagation.inject()`.',
  mqtt: 'Fill `properties.userProperties` with `propagation.inject()`.',
  pairs: 'Fill its headers with `propagation.inject()`.',
  redis: 'Fill the entry with `propagation.inject()`.',
  pubsub: 'Set `enableOpenTelemetryTracing: true` on the client.',
} as const;

const missing = (call: string, remedy: keyof typeof REMEDY, output?: string) => ({
  messageId: 'missing' as const,
  data: { call, remedy: REMEDY[remedy] },
  suggestions: output === undefined ? [] : [{ messageId: 'inject' as const, output }],
});

describe('what carries the context, or may', () => {
  const valid = (name: string, code: string) => ({ name, filename, code });
  tester.run('require-message-propagation', rule, {
    valid: [
      valid(
        'injected into the headers',
        kafka(
          'const headers = {};',
          'propagation.inject(context.active(), headers);',
          "await producer.send({ topic: 'orders', messages: [{ value, headers }] });",
        ),
      ),
      valid(
        'injected into the headers of each message',
        kafka(
          "await producer.send({ topic: 'orders', messages: orders.map((order) => {",
          '  const headers = {};',
          '  propagation.inject(context.active(), headers);',
          '  return { value: order.id, headers };',
          '}) });',
        ),
      ),
      valid(
        'headers that a function of the project makes',
        kafka(
          "import { headersOfTrace } from './tracing.js';",
          "await producer.send({ topic: 'orders', messages: [{ value, headers: headersOfTrace() }] });",
        ),
      ),
      valid(
        'a channel of Redis, which has its text alone',
        lines(
          "import { createClient } from 'redis';",
          "await createClient().publish('orders', JSON.stringify({ id }));",
        ),
      ),
      valid(
        'a stream of Redis, an entry that is made elsewhere',
        lines(
          "import { createClient } from 'redis';",
          "await createClient().xAdd('orders', '*', entryOf(order));",
        ),
      ),
      ...[
        ['with the context', "await redis.xadd('orders', '*', 'id', order.id, 'traceparent', traceparent);"],
        ['with a carrier spread', "await redis.xadd('orders', '*', ...Object.entries(fields).flat());"],
        ['with computed names', "await redis.xadd('orders', '*', key, order.id);"],
        ['under an id of its own', "await redis.xadd('orders', id, 'id', order.id);"],
        ['without fields', "await redis.xadd('orders', '*');"],
      ].map(([name = '', send = '']) =>
        valid(
          `a stream of ioredis, ${name}`,
          lines("import Redis from 'ioredis';", 'const redis = new Redis(url);', send),
        ),
      ),
      valid(
        'an entry of a client that is none of ioredis’s',
        lines("import Redis from './redis.js';", "await new Redis(url).xadd('orders', '*', 'id', order.id);"),
      ),
      valid(
        'an invocation of a function on AWS, with a client context',
        lines(
          "import { InvokeCommand } from '@aws-sdk/client-lambda';",
          "await lambda.send(new InvokeCommand({ FunctionName: 'orders', ClientContext: contextOf(order) }));",
        ),
      ),
      valid(
        'written by hand',
        kafka("await producer.send({ topic: 'orders', messages: [{ value, headers: { traceparent } }] });"),
      ),
      valid(
        'passed on from the message that came in',
        kafka("await producer.send({ topic: 'dlq', messages: [{ value, headers: message.headers }] });"),
      ),
      valid(
        'in the payload, by its name',
        kafka(
          "await producer.send({ topic: 'orders', messages: [{ value: JSON.stringify({ order, traceContext }) }] });",
        ),
      ),
      valid(
        "in a header of the project's own",
        kafka(
          'const ctx = span.spanContext();',
          "const headers = { 'x-parent': JSON.stringify(ctx) };",
          "await producer.send({ topic: 'orders', messages: [{ value, headers }] });",
          "await producer.send({ topic: 'orders', messages: [{ value, headers: { 'correlation-context': serialized } }] });",
        ),
      ),
      valid(
        'in a payload that is injected into',
        kafka(
          'const payload = { id };',
          'propagation.inject(context.active(), payload);',
          "await producer.send({ topic: 'orders', messages: [{ value: JSON.stringify(payload) }] });",
        ),
      ),
      valid('messages that are made elsewhere', kafka("await producer.send({ topic: 'orders', messages });")),
      valid(
        'a message that is made elsewhere',
        kafka("await producer.send({ topic: 'orders', messages: [toMessage(order)] });"),
      ),
      valid(
        'a message whose rest is made elsewhere',
        kafka("await producer.send({ topic: 'orders', messages: [{ ...message, value }] });"),
      ),
      valid(
        'the whole record is a parameter',
        kafka('export const send = (record) => producer.send(record);'),
      ),
      valid(
        'messages that are pushed into the array',
        kafka(
          'const messages = [];',
          'messages.push({ value, headers });',
          "await producer.send({ topic: 'orders', messages });",
        ),
      ),
      valid(
        'headers that are assigned to the message later',
        kafka(
          'const message = { value };',
          'message.headers = headersOf(order);',
          "await producer.send({ topic: 'orders', messages: [message] });",
        ),
      ),
      valid(
        'headers that are filled in a loop',
        kafka(
          'const headers = {};',
          'for (const [key, value] of Object.entries(given)) headers[key] = value;',
          "await producer.send({ topic: 'orders', messages: [{ value, headers }] });",
        ),
      ),
      valid(
        "a producer of the project's own",
        "import { producer } from './producer.js';\nawait producer.send({ topic: 'orders', messages: [{ value }] });",
      ),
      valid(
        'a producer that only its name tells',
        "export const send = (producer) => producer.send({ topic: 'orders', messages: [{ value }] });",
      ),
      valid(
        'SQS: the context in an attribute',
        lines(
          "import { SendMessageCommand } from '@aws-sdk/client-sqs';",
          'await sqs.send(new SendMessageCommand({',
          '  QueueUrl, MessageBody,',
          "  MessageAttributes: { traceparent: { DataType: 'String', StringValue: traceparent } },",
          '}));',
        ),
      ),
      valid(
        "SQS: AWS's own header",
        lines(
          "import { SendMessageCommand } from '@aws-sdk/client-sqs';",
          'await sqs.send(new SendMessageCommand({',
          '  QueueUrl, MessageBody,',
          "  MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: header } },",
          '}));',
        ),
      ),
      valid(
        'SQS: a client with middleware',
        lines(
          "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';",
          'const sqs = new SQSClient({});',
          'sqs.middlewareStack.add(inject, { step: "initialize" });',
          'await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));',
        ),
      ),
      valid(
        'SQS: a command whose input is made elsewhere',
        "import { SendMessageCommand } from '@aws-sdk/client-sqs';\nawait sqs.send(new SendMessageCommand(input));",
      ),
      valid(
        'SNS: a text to a phone',
        "import { PublishCommand } from '@aws-sdk/client-sns';\nawait sns.send(new PublishCommand({ PhoneNumber, Message }));",
      ),
      valid(
        'EventBridge and Kinesis have no place for it',
        lines(
          "import { PutEventsCommand } from '@aws-sdk/client-eventbridge';",
          "import { PutRecordCommand } from '@aws-sdk/client-kinesis';",
          'await events.send(new PutEventsCommand({ Entries: [{ Detail }] }));',
          'await kinesis.send(new PutRecordCommand({ Data, PartitionKey }));',
        ),
      ),
      valid(
        'AMQP: options that are made elsewhere',
        lines(
          "import amqp from 'amqplib';",
          'const channel = await (await amqp.connect(url)).createChannel();',
          'channel.publish(exchange, key, content, options);',
        ),
      ),
      valid(
        'AMQP: the answer to a message',
        lines(
          "import amqp from 'amqplib';",
          'const channel = await (await amqp.connect(url)).createChannel();',
          'channel.sendToQueue(message.properties.replyTo, content, { correlationId });',
        ),
      ),
      valid(
        'BullMQ: the queue injects by itself',
        lines(
          "import { Queue } from 'bullmq';",
          "const queue = new Queue('mails', { connection, telemetry: new BullMQOtel('shop') });",
          "await queue.add('welcome', { userId });",
        ),
      ),
      valid(
        'BullMQ: a queue whose options are not seen',
        lines(
          "import { Queue } from 'bullmq';",
          "import { queueOptions } from './queues.js';",
          "const queue = new Queue('mails', queueOptions);",
          "await queue.add('welcome', { userId });",
        ),
      ),
      valid(
        'BullMQ: a queue that is handed in',
        lines(
          "import { Queue } from 'bullmq';",
          'export class Mails {',
          '  constructor(private readonly queue: Queue) {}',
          "  add(userId: string) { return this.queue.add('welcome', { userId }); }",
          '}',
        ),
      ),
      valid(
        'BullMQ: data that are made elsewhere',
        lines(
          "import { Queue } from 'bullmq';",
          "const queue = new Queue('mails', { connection });",
          "await queue.add('welcome', data);",
          "await queue.add('welcome', { ...data, userId });",
        ),
      ),
      valid(
        'BullMQ: a job that a timer repeats, and one with telemetry of its own',
        lines(
          "import { Queue } from 'bullmq';",
          "const queue = new Queue('mails', { connection });",
          "await queue.add('digest', { kind }, { repeat: { every: 1000 } });",
          "await queue.add('digest', { kind }, { telemetry: { metadata } });",
          "await queue.addBulk([{ name: 'digest', data: { kind }, opts: { telemetry: { metadata } } }]);",
          "await queue.addBulk([{ name: 'digest', data: { kind }, opts: { repeat: { every: 1000 } } }]);",
          "await queue.addBulk(kinds.map((kind) => ({ name: 'digest', data: { kind }, opts })));",
        ),
      ),
      valid(
        'Pub/Sub: the client injects by itself',
        lines(
          "import { PubSub } from '@google-cloud/pubsub';",
          'const pubsub = new PubSub({ enableOpenTelemetryTracing: true });',
          "await pubsub.topic('orders').publishMessage({ data });",
        ),
      ),
      valid(
        'Pub/Sub: a topic that is handed in',
        "import { Topic } from '@google-cloud/pubsub';\nexport const send = (topic: Topic) => topic.publishMessage({ data });",
      ),
      valid(
        'NATS: headers that are injected into',
        lines(
          "import { connect, headers } from 'nats';",
          'const connection = await connect({ servers });',
          'const carrier = headers();',
          'propagation.inject(context.active(), carrier, setter);',
          "connection.publish('orders', payload, { headers: carrier });",
        ),
      ),
      valid(
        'MQTT 3 has no place for it, and neither has what it speaks by default',
        lines(
          "import mqtt from 'mqtt';",
          'const old = mqtt.connect(url, { protocolVersion: 4 });',
          "old.publish('orders', payload);",
          'const plain = mqtt.connect(url);',
          "plain.publish('orders', payload);",
          'const unseen = mqtt.connect(url, options);',
          "unseen.publish('orders', payload);",
        ),
      ),
      valid(
        'Service Bus: a batch that is filled elsewhere',
        lines(
          "import { ServiceBusClient } from '@azure/service-bus';",
          "const sender = new ServiceBusClient(url).createSender('orders');",
          'await sender.sendMessages(batch);',
        ),
      ),
      {
        name: 'a test',
        filename: 'src/orders.test.ts',
        code: kafka('producer.send({ messages: [{ value }] });'),
      },
      {
        name: 'a script',
        filename: 'scripts/seed.ts',
        code: kafka('producer.send({ messages: [{ value }] });'),
      },
    ],
    invalid: [],
  });
});

describe('who injects', () => {
  const sending = kafka(
    "const headers = { type: 'order' };",
    "await producer.send({ topic: 'orders', messages: [{ value, headers }] });",
  );
  const valid = (name: string, files: Record<string, string | object>) =>
    project(files).run('require-message-propagation', rule, {
      valid: [{ name, filename, code: sending }],
      invalid: [],
    });
  valid('all of OpenTelemetry', shop({ '@opentelemetry/auto-instrumentations-node': '^1.0.0' }));
  valid("the client's instrumentation", shop({ '@opentelemetry/instrumentation-kafkajs': '^1.0.0' }));
  valid('an instrumentation by somebody else', shop({ '@somebody/opentelemetry-plugin-kafkajs': '^1.0.0' }));
  valid("an instrumentation of the project's own", {
    ...shop(),
    'src/tracing.ts':
      "import { KafkaInstrumentation } from './kafka';\nregister([new KafkaInstrumentation()]);",
  });
  valid("a vendor's agent", shop({ 'dd-trace': '^1.0.0' }));
  valid('nobody, and nothing makes spans', { 'package.json': { name: 'shop' } });

  project(shop({ '@opentelemetry/instrumentation-http': '^1.0.0' })).run(
    'require-message-propagation',
    rule,
    {
      valid: [
        {
          name: 'the settings say so',
          filename,
          code: sending,
          settings: { observability: { instrumentation: 'auto' } },
        },
      ],
      invalid: [
        {
          name: 'an instrumentation of another client',
          filename,
          code: sending,
          errors: [missing('producer.send', 'kafkajs')],
        },
      ],
    },
  );
});

describe('reported', () => {
  tester.run('require-message-propagation', rule, {
    valid: [],
    invalid: [
      {
        name: 'Kafka: messages that are made before the context can be injected',
        filename,
        code: kafka('const messages = [{ value }];', "await producer.send({ topic: 'orders', messages });"),
        errors: [missing('producer.send', 'kafkajs')],
      },
      {
        name: 'Kafka: messages that a function makes',
        filename,
        code: kafka(
          'const messagesOf = (order) => [{ value: order.text }];',
          "await producer.send({ topic: 'orders', messages: messagesOf(order) });",
        ),
        errors: [missing('producer.send', 'kafkajs')],
      },
      {
        name: 'Kafka: a message without headers',
        filename,
        code: kafka(
          "await producer.send({ topic: 'orders', messages: [{ value: JSON.stringify(order) }] });",
        ),
        errors: [
          missing(
            'producer.send',
            'kafkajs',
            kafka(
              'const traceHeaders: Record<string, string> = {};',
              'propagation.inject(context.active(), traceHeaders);',
              "await producer.send({ topic: 'orders', messages: [{ value: JSON.stringify(order), headers: traceHeaders }] });",
            ),
          ),
        ],
      },
      {
        name: 'Kafka: headers of another kind are kept',
        filename,
        code: kafka(
          'await producer.send({',
          "  topic: 'orders',",
          '  messages: orders.map((order) => ({',
          '    key: order.id,',
          "    headers: { type: 'order' },",
          '  })),',
          '});',
        ),
        errors: [
          missing(
            'producer.send',
            'kafkajs',
            kafka(
              'const traceHeaders: Record<string, string> = {};',
              'propagation.inject(context.active(), traceHeaders);',
              'await producer.send({',
              "  topic: 'orders',",
              '  messages: orders.map((order) => ({',
              '    key: order.id,',
              "    headers: { type: 'order', ...traceHeaders },",
              '  })),',
              '});',
            ),
          ),
        ],
      },
      {
        name: 'Kafka: a batch',
        filename,
        code: kafka(
          'await producer.sendBatch({ topicMessages: [{ topic, messages: [{ value }, { value }] }] });',
        ),
        errors: [
          missing(
            'producer.sendBatch',
            'kafkajs',
            kafka(
              'const traceHeaders: Record<string, string> = {};',
              'propagation.inject(context.active(), traceHeaders);',
              'await producer.sendBatch({ topicMessages: [{ topic, messages: [{ value, headers: traceHeaders }, { value, headers: traceHeaders }] }] });',
            ),
          ),
        ],
      },
      {
        name: 'Kafka: a producer in a field, and an arrow that has no statement to inject in',
        filename,
        code: lines(
          "import { Kafka, Producer } from 'kafkajs';",
          'export class Orders {',
          '  constructor(private readonly producer: Producer) {}',
          "  send = (value: string) => this.producer.send({ topic: 'orders', messages: [{ value }] });",
          '}',
        ),
        errors: [missing('this.producer.send', 'kafkajs')],
      },
      {
        name: 'Kafka: the words of a contract say nothing of traces',
        filename,
        code: kafka(
          'const message = { value: JSON.stringify({ contract, lifespan }) };',
          "await producer.send({ topic: 'contracts', messages: [message] });",
        ),
        errors: [missing('producer.send', 'kafkajs')],
      },
      {
        name: 'Kafka: required, with an import that is added',
        filename: 'src/orders.js',
        languageOptions: commonJs,
        code: lines(
          "const { Kafka } = require('kafkajs');",
          "const { context } = require('@opentelemetry/api');",
          'const producer = new Kafka({ brokers }).producer();',
          'async function send(value) {',
          "  await producer.send({ topic: 'orders', messages: [{ value }] });",
          '}',
        ),
        errors: [
          missing(
            'producer.send',
            'kafkajs',
            lines(
              "const { Kafka } = require('kafkajs');",
              "const { context, propagation } = require('@opentelemetry/api');",
              'const producer = new Kafka({ brokers }).producer();',
              'async function send(value) {',
              '  const traceHeaders = {};',
              '  propagation.inject(context.active(), traceHeaders);',
              "  await producer.send({ topic: 'orders', messages: [{ value, headers: traceHeaders }] });",
              '}',
            ),
          ),
        ],
      },
      {
        name: 'SQS: no attributes',
        filename,
        code: lines(
          "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';",
          'const sqs = new SQSClient({});',
          'export async function send(body: string) {',
          '  await sqs.send(',
          '    new SendMessageCommand({',
          '      QueueUrl,',
          '      MessageBody: body,',
          '    }),',
          '  );',
          '}',
        ),
        errors: [
          missing(
            'SendMessageCommand',
            'aws',
            lines(
              "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';",
              "import { context, propagation } from '@opentelemetry/api';",
              'const sqs = new SQSClient({});',
              'export async function send(body: string) {',
              '  const traceAttributes: Record<string, { DataType: string; StringValue: string }> = {};',
              "  propagation.inject(context.active(), traceAttributes, { set: (carrier, key, value) => { carrier[key] = { DataType: 'String', StringValue: value }; } });",
              '  await sqs.send(',
              '    new SendMessageCommand({',
              '      QueueUrl,',
              '      MessageBody: body,',
              '      MessageAttributes: traceAttributes,',
              '    }),',
              '  );',
              '}',
            ),
          ),
        ],
      },
      {
        name: 'SNS: the old SDK, and the new one called by methods',
        filename,
        code: lines(
          "import AWS from 'aws-sdk';",
          "import { SQS } from '@aws-sdk/client-sqs';",
          'if (ready) new AWS.SNS().publish({ TopicArn, Message }).promise();',
          'if (ready) new SQS({}).sendMessage({ QueueUrl, MessageBody });',
        ),
        errors: [missing('new AWS.SNS().publish', 'aws'), missing('new SQS({}).sendMessage', 'aws')],
      },
      {
        name: 'AMQP: no options, and options without headers',
        filename,
        code: lines(
          "import amqp from 'amqplib';",
          "import { context, propagation } from '@opentelemetry/api';",
          'const channel = await (await amqp.connect(url)).createChannel();',
          'channel.sendToQueue(queue, content, { persistent: true });',
        ),
        errors: [
          missing(
            'channel.sendToQueue',
            'amqplib',
            lines(
              "import amqp from 'amqplib';",
              "import { context, propagation } from '@opentelemetry/api';",
              'const channel = await (await amqp.connect(url)).createChannel();',
              'const traceHeaders: Record<string, string> = {};',
              'propagation.inject(context.active(), traceHeaders);',
              'channel.sendToQueue(queue, content, { persistent: true, headers: traceHeaders });',
            ),
          ),
        ],
      },
      {
        name: 'AMQP: the callback API',
        filename,
        code: lines(
          "import amqp from 'amqplib/callback_api';",
          "import { context, propagation } from '@opentelemetry/api';",
          'amqp.connect(url, (error, connection) => {',
          '  connection.createChannel((error, channel) => {',
          '    channel.publish(exchange, key, content);',
          '  });',
          '});',
        ),
        errors: [
          missing(
            'channel.publish',
            'amqplib',
            lines(
              "import amqp from 'amqplib/callback_api';",
              "import { context, propagation } from '@opentelemetry/api';",
              'amqp.connect(url, (error, connection) => {',
              '  connection.createChannel((error, channel) => {',
              '    const traceHeaders: Record<string, string> = {};',
              '    propagation.inject(context.active(), traceHeaders);',
              '    channel.publish(exchange, key, content, { headers: traceHeaders });',
              '  });',
              '});',
            ),
          ),
        ],
      },
      {
        name: 'AMQP: a channel that reconnects',
        filename,
        code: lines(
          "import { connect } from 'amqp-connection-manager';",
          'const channel = connect([url]).createChannel({ json: true });',
          'export const send = (order: Order) => channel.sendToQueue(queue, order);',
        ),
        errors: [missing('channel.sendToQueue', 'amqplib')],
      },
      {
        name: 'BullMQ: nothing in the data, or in the queue',
        filename,
        code: lines(
          "import { Queue } from 'bullmq';",
          "const queue = new Queue('mails', { connection });",
          "await queue.add('welcome', { userId }, { attempts: 3 });",
          "await queue.addBulk([{ name: 'welcome', data: { userId } }]);",
        ),
        errors: [missing('queue.add', 'bullmq'), missing('queue.addBulk', 'bullmq')],
      },
      {
        name: 'Pub/Sub: attributes of another kind, and none',
        filename,
        code: lines(
          "import { PubSub } from '@google-cloud/pubsub';",
          'const topic = new PubSub({ projectId }).topic(name);',
          "const attributes = { type: 'order' };",
          'if (ready) topic.publishMessage({ data, attributes });',
          'if (ready) topic.publish(data);',
        ),
        errors: [missing('topic.publishMessage', 'pubsub'), missing('topic.publish', 'pubsub')].map(
          (each, i) => ({
            ...each,
            data: {
              ...each.data,
              remedy: i === 0 ? each.data.remedy : each.data.remedy.replace('`attributes`', 'the attributes'),
            },
          }),
        ),
      },
      {
        name: 'NATS: no headers',
        filename,
        code: lines(
          "import { connect } from 'nats';",
          "import { context, propagation } from '@opentelemetry/api';",
          'const connection = await connect({ servers });',
          "connection.publish('orders', payload);",
        ),
        errors: [
          missing(
            'connection.publish',
            'headers',
            lines(
              "import { connect, headers } from 'nats';",
              "import { context, propagation } from '@opentelemetry/api';",
              'const connection = await connect({ servers });',
              'const traceHeaders = headers();',
              'propagation.inject(context.active(), traceHeaders, { set: (carrier, key, value) => carrier.set(key, value) });',
              "connection.publish('orders', payload, { headers: traceHeaders });",
            ),
          ),
        ],
      },
      {
        name: 'MQTT 5: no properties, and no user properties among them',
        filename,
        code: lines(
          "import mqtt from 'mqtt';",
          "import { context, propagation } from '@opentelemetry/api';",
          'const client = mqtt.connect(url, { protocolVersion: 5 });',
          'if (ready) client.publish(topic, payload);',
          "client.publish(topic, payload, { qos: 1, properties: { contentType: 'json' } });",
        ),
        errors: [
          missing('client.publish', 'mqtt'),
          missing(
            'client.publish',
            'mqtt',
            lines(
              "import mqtt from 'mqtt';",
              "import { context, propagation } from '@opentelemetry/api';",
              'const client = mqtt.connect(url, { protocolVersion: 5 });',
              'if (ready) client.publish(topic, payload);',
              'const traceHeaders: Record<string, string> = {};',
              'propagation.inject(context.active(), traceHeaders);',
              "client.publish(topic, payload, { qos: 1, properties: { contentType: 'json', userProperties: traceHeaders } });",
            ),
          ),
        ],
      },
      {
        name: "Confluent's client: both of its interfaces",
        filename,
        code: lines(
          "import { KafkaJS, Producer } from '@confluentinc/kafka-javascript';",
          'const producer = new KafkaJS.Kafka({}).producer();',
          'if (ready) producer.send({ topic, messages: [{ value }] });',
          'new Producer({}).produce(topic, null, value, key, Date.now());',
        ),
        errors: [
          { ...missing('producer.send', 'kafkajs'), data: { call: 'producer.send', remedy: REMEDY.headers } },
          missing('new Producer({}).produce', 'pairs'),
        ],
      },
      {
        name: 'Service Bus: one message, and several',
        filename,
        code: lines(
          "import { ServiceBusClient } from '@azure/service-bus';",
          "const sender = new ServiceBusClient(url).createSender('orders');",
          'if (ready) sender.sendMessages({ body });',
          "if (ready) sender.sendMessages([{ body, applicationProperties: { type: 'order' } }]);",
        ),
        errors: [missing('sender.sendMessages', 'azure'), missing('sender.sendMessages', 'azure')],
      },
      {
        name: 'Event Hubs: a list, and a batch',
        filename,
        code: lines(
          "import { EventHubProducerClient } from '@azure/event-hubs';",
          "const producer = new EventHubProducerClient(url, 'orders');",
          'if (ready) await producer.sendBatch([{ body }]);',
          'const batch = await producer.createBatch();',
          "if (ready) batch.tryAdd({ body, properties: { type: 'order' } });",
        ),
        errors: [missing('producer.sendBatch', 'azure'), missing('batch.tryAdd', 'azure')],
      },
      {
        name: 'an invocation of a function on AWS',
        filename,
        code: lines(
          "import { InvokeCommand } from '@aws-sdk/client-lambda';",
          "await lambda.send(new InvokeCommand({ FunctionName: 'orders', Payload: body }));",
        ),
        errors: [missing('InvokeCommand', 'aws')],
      },
      {
        name: 'RabbitMQ through NestJS, a connection that is handed in',
        filename,
        code: lines(
          "import { AmqpConnection } from '@golevelup/nestjs-rabbitmq';",
          'export class Orders {',
          '  constructor(private readonly rabbit: AmqpConnection) {}',
          '  created(order) {',
          "    if (ready) this.rabbit.publish('orders', 'created', order, { persistent: true });",
          '  }',
          '}',
        ),
        errors: [missing('this.rabbit.publish', 'amqplib')],
      },
      ...[
        [
          'by its class',
          "const redis = new Redis(url);\nawait redis.xadd('orders', '*', 'id', order.id);",
          'redis.xadd',
        ],
        [
          'with a limit',
          "const redis = new Redis(url);\nawait redis.xadd('orders', 'MAXLEN', '~', 1000, '*', 'id', order.id, 'shop', shop);",
          'redis.xadd',
        ],
        [
          'by its type',
          "export const send = (redis: Redis, order) => redis.xadd('orders', '*', 'id', order.id);",
          'redis.xadd',
        ],
        [
          'in a pipeline',
          "const batch = new Redis(url).pipeline();\nbatch.xadd('orders', '*', 'id', order.id);",
          'batch.xadd',
        ],
      ].map(([name = '', send = '', call = '']) => ({
        name: `a stream of ioredis, ${name}`,
        filename,
        code: lines("import Redis from 'ioredis';", send),
        errors: [missing(call, 'ioredis')],
      })),
      {
        name: 'a stream of Redis',
        filename,
        code: lines(
          "import { context, propagation } from '@opentelemetry/api';",
          "import { createClient } from 'redis';",
          'const redis = await createClient({ url }).connect();',
          "await redis.xAdd('orders', '*', { id: order.id });",
        ),
        errors: [
          missing(
            'redis.xAdd',
            'redis',
            lines(
              "import { context, propagation } from '@opentelemetry/api';",
              "import { createClient } from 'redis';",
              'const redis = await createClient({ url }).connect();',
              'const traceHeaders: Record<string, string> = {};',
              'propagation.inject(context.active(), traceHeaders);',
              "await redis.xAdd('orders', '*', { id: order.id, ...traceHeaders });",
            ),
          ),
        ],
      },
      {
        name: 'a name that is taken',
        filename,
        code: lines(
          "import { Kafka } from 'kafkajs';",
          'const producer = new Kafka({ brokers }).producer();',
          'export async function handle(event, context) {',
          "  await producer.send({ topic: 'orders', messages: [{ value: event.id }] });",
          '}',
        ),
        errors: [missing('producer.send', 'kafkajs')],
      },
    ],
  });
});
