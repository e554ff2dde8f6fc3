import type { ClientOption, ConsumeMethod, Covered, Kind, Library, SendMethod } from '../schema.js';

/**
 * Every messaging client the plugin knows: what sends messages, where in a message the trace context goes, and
 * what is run for messages that arrive. To add one: an entry here and its outcomes in
 * `tests/catalog/messaging.test.ts`, which runs the real client where it can be run without its server.
 *
 * EventBridge and Kinesis are left out on purpose: their records have no place beside the payload, and what
 * stands in the payload is a contract with the consumers. So are the channels of Redis, Bull, pg-boss and Agenda; and NestJS's
 * `ClientProxy`, whose transport is set elsewhere, and gRPC's clients, whose methods are a service's own.
 */

type Sends = Readonly<Record<string, SendMethod>>;

const byName = (names: readonly string[], method: SendMethod): Sends =>
  Object.fromEntries(names.map((name) => [name, method]));

const kafkaSends = (via: Covered): Sends => ({
  send: { via, argument: 0, messages: ['messages', '[]'], carriers: [['headers']], form: 'headers' },
  sendBatch: {
    via,
    argument: 0,
    messages: ['topicMessages', '[]', 'messages', '[]'],
    carriers: [['headers']],
    form: 'headers',
  },
});

const kafkaKinds = (via: Covered): Readonly<Record<string, Kind>> => ({
  Kafka: { steps: { new: 'kafka' } },
  kafka: { steps: { 'producer()': 'producer', 'consumer()': 'consumer' } },
  producer: { sends: kafkaSends(via), steps: { 'transaction()': 'producer' } },
  consumer: {
    consumes: {
      run: {
        via,
        argument: [0],
        options: { eachMessage: 'one', eachBatch: 'many' },
        what: 'message',
        carrier: 'message.headers',
        // Buffers.
        needsGetter: true,
      },
    },
  },
});

/** librdkafka's own producer: `produce(topic, partition, message, key, timestamp, opaque, headers)`. */
const rdkafkaKinds = (via: Covered): Readonly<Record<string, Kind>> => ({
  Producer: { steps: { new: 'rdkafka' } },
  rdkafka: {
    sends: { produce: { via, argument: 6, messages: [], carriers: [[]], form: 'pairs' } },
  },
});

const amqpSends: Sends = {
  publish: { via: 'amqplib', argument: 3, messages: [], carriers: [['headers']], form: 'headers' },
  sendToQueue: { via: 'amqplib', argument: 2, messages: [], carriers: [['headers']], form: 'headers' },
};

const amqpConsume: ConsumeMethod = {
  via: 'amqplib',
  argument: [1],
  what: 'message',
  carrier: 'message.properties.headers',
};

const sqs = (messages: readonly string[]): SendMethod => ({
  via: 'aws-sdk',
  argument: 0,
  messages,
  carriers: [['MessageAttributes'], ['MessageSystemAttributes']],
  form: 'attributes',
});

const sns = (messages: readonly string[]): SendMethod => ({
  via: 'aws-sdk',
  argument: 0,
  messages,
  carriers: [['MessageAttributes']],
  form: 'attributes',
  // A text to a phone, a push to a device: nothing there goes on with the trace.
  unless: ['PhoneNumber', 'TargetArn'],
});

const BATCH = ['Entries', '[]'];
const SNS_BATCH = ['PublishBatchRequestEntries', '[]'];

const sqsSends: Sends = { sendMessage: sqs([]), sendMessageBatch: sqs(BATCH) };
const snsSends: Sends = { publish: sns([]), publishBatch: sns(SNS_BATCH) };

/**
 * `new Queue(name, { telemetry: new BullMQOtel('app') })`. Run by hand on a redis with bullmq 6.7 and bullmq-otel 2.0: the
 * queue puts the context into `opts.telemetry.metadata` of each job, also in `addBulk`, and leaves the data alone; a worker
 * with the option goes on with that trace, also where the metadata were put there by hand, and one without begins its own.
 */
const BULLMQ_TELEMETRY = { argument: [1], name: 'telemetry' } as const;

const job = (argument: number, messages: readonly string[], data: readonly string[]): SendMethod => ({
  via: 'bullmq',
  argument,
  messages,
  carriers: [data],
  form: 'payload',
  // A repeated job is added by a timer.
  unless: ['repeat'],
  injectsWith: { ...BULLMQ_TELEMETRY, of: ['Queue'] },
  remedy: "Give the queue and its worker `telemetry: new BullMQOtel('app')` of bullmq-otel.",
});

/**
 * `new PubSub({ enableOpenTelemetryTracing: true })`. Run by hand with version 5.3 on a stubbed transport: all three ways to
 * publish then put the context into the attributes, as `googclient_traceparent`, and none does without the option.
 */
const PUBSUB_TRACING: ClientOption = {
  of: ['PubSub'],
  argument: [0],
  name: 'enableOpenTelemetryTracing',
  value: true,
};

const attributes = (argument: number, carrier: readonly string[]): SendMethod => ({
  via: 'pubsub',
  argument,
  messages: [],
  carriers: [carrier],
  form: 'headers',
  injectsWith: PUBSUB_TRACING,
});

const natsPublish: SendMethod = {
  via: 'nats',
  argument: 2,
  messages: [],
  carriers: [['headers']],
  form: 'msgHdrs',
};

/** Properties came with version 5 of the protocol, and mqtt.js speaks 3.1.1 unless it is told otherwise. */
const MQTT_5: ClientOption = {
  of: ['connect', 'connectAsync'],
  argument: [1, 0],
  name: 'protocolVersion',
  value: 5,
};

const mqttPublish: SendMethod = {
  via: 'mqtt',
  argument: 2,
  messages: [],
  carriers: [['properties', 'userProperties']],
  form: 'headers',
  needs: MQTT_5,
};

/**
 * Run by hand with version 7.9 on a stubbed link: with `@azure/opentelemetry-instrumentation-azure-sdk` 1.0 one message, an
 * array and a batch get a `Diagnostic-Id` in the form of a `traceparent`, and nothing without it.
 */
const serviceBusSend = (messages: readonly string[]): SendMethod => ({
  via: 'service-bus',
  argument: 0,
  messages,
  carriers: [['applicationProperties']],
  form: 'headers',
});

/**
 * Read in version 6.0, not run: with `@azure/opentelemetry-instrumentation-azure-sdk` each event gets a `Diagnostic-Id`, as
 * Service Bus's messages do.
 */
const eventHubSend = (messages: readonly string[]): SendMethod => ({
  via: 'service-bus',
  argument: 0,
  messages,
  carriers: [['properties']],
  form: 'headers',
});

/** `ClientContext` is a text, in Base64, of which the function that is called finds the key `custom`. */
const invocation: SendMethod = {
  via: 'aws-sdk',
  argument: 0,
  messages: [],
  carriers: [['ClientContext']],
  form: 'pairs',
};

/** An entry of a stream is an object of texts by name; `publish` to a channel has its text alone. */
const streamEntry: SendMethod = {
  via: 'redis',
  argument: 2,
  messages: [],
  carriers: [[]],
  form: 'headers',
  remedy: 'Fill the entry with `propagation.inject()`.',
};

/** Read in the types of ioredis 5, not run: an entry's names and values come in turn, and its instrumentation injects nothing. */
const streamFields: SendMethod = {
  via: 'redis',
  argument: 2,
  messages: [],
  carriers: [[]],
  form: 'fields',
  remedy: 'Add the fields that `propagation.inject()` gives to the entry.',
};

/** Node's own server, without a framework. */
export const HTTP_SERVER: ConsumeMethod = {
  via: 'http',
  argument: [1, 0],
  what: 'request',
  carrier: 'request.headers',
};

export const MESSAGING: readonly Library[] = [
  {
    id: 'kafkajs',
    packages: ['kafkajs'],
    exports: { Kafka: 'Kafka' },
    types: { Kafka: 'kafka', Producer: 'producer', Transaction: 'producer', Consumer: 'consumer' },
    kinds: kafkaKinds('kafkajs'),
  },
  {
    id: '@confluentinc/kafka-javascript',
    packages: ['@confluentinc/kafka-javascript'],
    exports: { KafkaJS: 'KafkaJS', Producer: 'Producer' },
    kinds: {
      KafkaJS: { steps: { Kafka: 'Kafka' } },
      ...kafkaKinds('confluent-kafka'),
      ...rdkafkaKinds('confluent-kafka'),
    },
  },
  {
    id: 'node-rdkafka',
    packages: ['node-rdkafka'],
    exports: { Producer: 'Producer', HighLevelProducer: 'Unknown' },
    kinds: { Unknown: {}, ...rdkafkaKinds('confluent-kafka') },
  },
  {
    id: 'amqplib',
    packages: ['amqplib', 'amqplib/callback_api'],
    exports: { default: 'amqplib', '*': 'amqplib', connect: 'connect' },
    types: {
      Connection: 'connection',
      ChannelModel: 'connection',
      Channel: 'channel',
      ConfirmChannel: 'channel',
    },
    kinds: {
      amqplib: {
        steps: { 'connect()': 'connection', connect: 'connect', default: 'amqplib' },
        callbacks: { connect: ['', 'connection'] },
      },
      connect: { steps: { '()': 'connection' }, callbacks: { '()': ['', 'connection'] } },
      connection: {
        steps: { 'createChannel()': 'channel', 'createConfirmChannel()': 'channel' },
        callbacks: { createChannel: ['', 'channel'], createConfirmChannel: ['', 'channel'] },
      },
      channel: { sends: amqpSends, consumes: { consume: amqpConsume } },
    },
  },
  {
    id: 'amqp-connection-manager',
    packages: ['amqp-connection-manager'],
    exports: { default: 'module', '*': 'module', connect: 'connect' },
    types: { AmqpConnectionManager: 'connection', ChannelWrapper: 'channel' },
    kinds: {
      module: { steps: { 'connect()': 'connection', connect: 'connect', default: 'module' } },
      connect: { steps: { '()': 'connection' } },
      connection: { steps: { 'createChannel()': 'channel' } },
      channel: { sends: amqpSends, consumes: { consume: amqpConsume } },
    },
  },
  // Read in version 9.0, not run: `publish` hands its options to amqp-connection-manager's.
  {
    id: '@golevelup/nestjs-rabbitmq',
    packages: ['@golevelup/nestjs-rabbitmq'],
    exports: { AmqpConnection: 'AmqpConnection' },
    types: { AmqpConnection: 'connection' },
    kinds: {
      AmqpConnection: { steps: { new: 'connection' } },
      connection: {
        sends: {
          publish: {
            via: 'amqplib',
            argument: 3,
            messages: [],
            carriers: [['headers']],
            form: 'headers',
          },
        },
      },
    },
  },
  {
    id: '@aws-sdk/client-lambda',
    packages: ['@aws-sdk/client-lambda'],
    exports: { InvokeCommand: 'Invoke', Lambda: 'Lambda' },
    types: { Lambda: 'lambda' },
    kinds: {
      Invoke: { sends: { new: invocation } },
      Lambda: { steps: { new: 'lambda' } },
      lambda: { sends: { invoke: invocation } },
    },
  },
  {
    id: 'redis',
    packages: ['redis', '@redis/client'],
    exports: { createClient: 'createClient', createCluster: 'createClient' },
    types: { RedisClientType: 'client', RedisClusterType: 'client' },
    kinds: {
      createClient: { steps: { '()': 'client' } },
      client: {
        sends: { xAdd: streamEntry },
        steps: { 'connect()': 'client', 'on()': 'client', 'duplicate()': 'client', 'multi()': 'client' },
      },
    },
  },
  {
    id: 'ioredis',
    packages: ['ioredis'],
    exports: { default: 'Redis', '*': 'Redis', Redis: 'Redis', Cluster: 'Redis' },
    types: {
      Redis: 'client',
      Cluster: 'client',
      Pipeline: 'client',
      ChainableCommander: 'client',
      default: 'client',
    },
    kinds: {
      Redis: { steps: { new: 'client', Redis: 'Redis', Cluster: 'Redis', default: 'Redis' } },
      client: {
        sends: { xadd: streamFields },
        steps: Object.fromEntries(
          ['duplicate', 'pipeline', 'multi', 'on', 'xadd'].map((name) => [`${name}()`, 'client']),
        ),
      },
    },
  },
  {
    id: '@azure/event-hubs',
    packages: ['@azure/event-hubs'],
    exports: { EventHubProducerClient: 'Producer', EventHubConsumerClient: 'Consumer' },
    types: {
      EventHubProducerClient: 'producer',
      EventHubConsumerClient: 'consumer',
      EventDataBatch: 'batch',
    },
    kinds: {
      Producer: { steps: { new: 'producer' } },
      Consumer: { steps: { new: 'consumer' } },
      producer: {
        sends: { sendBatch: eventHubSend(['[]']) },
        steps: { 'createBatch()': 'batch' },
      },
      batch: { sends: { tryAdd: eventHubSend([]) } },
      consumer: {
        consumes: {
          subscribe: {
            via: 'service-bus',
            argument: [0, 1],
            options: { processEvents: 'many' },
            what: 'message',
            carrier: 'event.properties',
          },
        },
      },
    },
  },
  {
    id: '@aws-sdk/client-sqs',
    packages: ['@aws-sdk/client-sqs'],
    exports: { SendMessageCommand: 'SendMessage', SendMessageBatchCommand: 'SendMessageBatch', SQS: 'SQS' },
    types: { SQS: 'sqs' },
    kinds: {
      SendMessage: { sends: { new: sqs([]) } },
      SendMessageBatch: { sends: { new: sqs(BATCH) } },
      SQS: { steps: { new: 'sqs' } },
      sqs: { sends: sqsSends },
    },
  },
  {
    id: '@aws-sdk/client-sns',
    packages: ['@aws-sdk/client-sns'],
    exports: { PublishCommand: 'Publish', PublishBatchCommand: 'PublishBatch', SNS: 'SNS' },
    types: { SNS: 'sns' },
    kinds: {
      Publish: { sends: { new: sns([]) } },
      PublishBatch: { sends: { new: sns(SNS_BATCH) } },
      SNS: { steps: { new: 'sns' } },
      sns: { sends: snsSends },
    },
  },
  {
    id: 'sqs-consumer',
    packages: ['sqs-consumer'],
    exports: { Consumer: 'Consumer' },
    kinds: {
      Consumer: {
        consumes: {
          create: {
            via: 'aws-sdk',
            argument: [0],
            options: { handleMessage: 'one', handleMessageBatch: 'many' },
            what: 'message',
            carrier: 'message.MessageAttributes',
            needsGetter: true,
          },
        },
      },
    },
  },
  {
    id: 'aws-sdk',
    packages: ['aws-sdk', 'aws-sdk/clients/sqs', 'aws-sdk/clients/sns'],
    exports: { SQS: 'SQS', SNS: 'SNS' },
    types: { SQS: 'sqs', SNS: 'sns' },
    kinds: {
      SQS: { steps: { new: 'sqs' } },
      SNS: { steps: { new: 'sns' } },
      sqs: { sends: sqsSends },
      sns: { sends: snsSends },
    },
  },
  {
    id: 'bullmq',
    packages: ['bullmq'],
    exports: { Queue: 'Queue', Worker: 'Worker' },
    types: { Queue: 'queue' },
    kinds: {
      Queue: { steps: { new: 'queue' } },
      queue: { sends: { add: job(1, [], []), addBulk: job(0, ['[]'], ['data']) } },
      Worker: {
        consumes: {
          new: {
            via: 'bullmq',
            argument: [1],
            what: 'job',
            carrier: 'job.data',
            continuesWith: { of: ['Worker'], argument: [2], name: 'telemetry' },
          },
        },
      },
    },
  },
  {
    id: '@google-cloud/pubsub',
    packages: ['@google-cloud/pubsub'],
    exports: { PubSub: 'PubSub' },
    types: { PubSub: 'pubsub', Topic: 'topic', Subscription: 'subscription' },
    kinds: {
      PubSub: { steps: { new: 'pubsub' } },
      pubsub: { steps: { 'topic()': 'topic', 'subscription()': 'subscription' } },
      topic: {
        sends: {
          publishMessage: attributes(0, ['attributes']),
          publish: attributes(1, []),
          publishJSON: attributes(1, []),
        },
        steps: { 'subscription()': 'subscription' },
      },
      subscription: {
        consumes: {
          on: {
            via: 'pubsub',
            argument: [1],
            event: 'message',
            what: 'message',
            carrier: 'message.attributes',
            continuesWith: PUBSUB_TRACING,
          },
        },
      },
    },
  },
  {
    id: 'nats',
    packages: ['nats', '@nats-io/transport-node', '@nats-io/nats-core'],
    exports: { connect: 'connect' },
    types: {
      NatsConnection: 'connection',
      JetStreamClient: 'jetstream',
      Subscription: 'subscription',
    },
    kinds: {
      connect: { steps: { '()': 'connection' } },
      connection: {
        sends: byName(['publish', 'request', 'requestMany'], natsPublish),
        steps: { 'jetstream()': 'jetstream', 'subscribe()': 'subscription' },
        consumes: {
          subscribe: {
            via: 'nats',
            argument: [1],
            options: { callback: 'one' },
            what: 'message',
            carrier: 'message.headers',
            needsGetter: true,
          },
        },
      },
      jetstream: { sends: { publish: natsPublish } },
      subscription: {
        consumes: {
          for: { via: 'nats', argument: [], what: 'message', carrier: 'message.headers', needsGetter: true },
        },
      },
    },
  },
  {
    id: '@nats-io/jetstream',
    packages: ['@nats-io/jetstream'],
    exports: { jetstream: 'jetstream' },
    types: { JetStreamClient: 'client' },
    kinds: { jetstream: { steps: { '()': 'client' } }, client: { sends: { publish: natsPublish } } },
  },
  {
    id: 'mqtt',
    packages: ['mqtt'],
    exports: { default: 'module', '*': 'module', connect: 'connect', connectAsync: 'connect' },
    kinds: {
      module: { steps: { 'connect()': 'client', 'connectAsync()': 'client', default: 'module' } },
      connect: { steps: { '()': 'client' } },
      client: {
        sends: byName(['publish', 'publishAsync'], mqttPublish),
        consumes: {
          on: {
            via: 'mqtt',
            argument: [1],
            event: 'message',
            what: 'message',
            carrier: 'packet.properties.userProperties',
            needs: MQTT_5,
          },
        },
      },
    },
  },
  {
    id: '@azure/service-bus',
    packages: ['@azure/service-bus'],
    exports: { ServiceBusClient: 'ServiceBusClient' },
    types: {
      ServiceBusClient: 'client',
      ServiceBusSender: 'sender',
      ServiceBusReceiver: 'receiver',
      ServiceBusMessageBatch: 'batch',
    },
    kinds: {
      ServiceBusClient: { steps: { new: 'client' } },
      client: { steps: { 'createSender()': 'sender', 'createReceiver()': 'receiver' } },
      sender: {
        sends: byName(['sendMessages', 'scheduleMessages'], serviceBusSend(['[]?'])),
        steps: { 'createMessageBatch()': 'batch' },
      },
      batch: { sends: { tryAddMessage: serviceBusSend([]) } },
      receiver: {
        consumes: {
          subscribe: {
            via: 'service-bus',
            argument: [0],
            options: { processMessage: 'one' },
            what: 'message',
            carrier: 'message.applicationProperties',
          },
        },
      },
    },
  },
];

/** A text that mentions messages: a broker, or what is named for sending to one. */
export const MENTIONS_MESSAGING =
  /kafka|amqp|rabbit|sqs|sns|queue|bull|pub-?sub|nats|mqtt|service-?bus|event-?hub|xadd|invoke|broker|bus|producer|publish|channel|topic|sender/i;
