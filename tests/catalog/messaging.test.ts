import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';

// What is said of messaging clients is seen on the real ones: what arrives at a server on this machine, where a
// small one can be written. Pub/Sub, Service Bus, BullMQ and Confluent's client want servers of their own and are
// not run here; the rule's page says so.

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program as the suggestion of its first report leaves it. */
function injected(program: string): string {
  const [report, ...others] = new Linter({ cwd: root }).verify(
    program,
    [
      {
        files: ['**'],
        languageOptions: { parser },
        plugins: { observability: plugin },
        settings: { observability: { instrumentation: 'manual' } },
        rules: { 'observability/require-message-propagation': 'error' },
      },
    ],
    'src/program.mjs',
  );
  expect(others).toEqual([]);
  const fix = report?.suggestions?.[0]?.fix;
  expect(fix).toBeDefined();
  const [from, to] = fix?.range ?? [0, 0];
  return program.slice(0, from) + (fix?.text ?? '') + program.slice(to);
}

/** What a program prints, as JSON line by line, run by Node.js with the packages installed here. */
function printed(program: string): unknown[] {
  const text = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** A tracing SDK, and `inSpan(work)`, which runs work in an active span and ends the process after it. */
const SDK = `
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
const require = createRequire(import.meta.url);
const provider = new BasicTracerProvider();
trace.setGlobalTracerProvider(provider);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
const inSpan = (work) => trace.getTracer('shop').startActiveSpan('order', work);
const print = (value) => console.log(JSON.stringify(value ?? null));
const traceOf = (traceparent) => traceparent?.toString().split('-')[1];
const isOurs = (traceparent) => traceOf(traceparent) === trace.getActiveSpan().spanContext().traceId;
const listening = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
`;

/** Prints, for each program, whether what arrives carries the trace of the span that it is sent in. */
const arrives = (program: string) => ({
  plain: printed(SDK + program),
  repaired: printed(injected(SDK + program)),
});

describe('Kafka', () => {
  // A producer that only shows what it would send: a broker is not to be had.
  const program = `
import { Kafka } from 'kafkajs';
const producer = new Kafka({ brokers: ['127.0.0.1:1'], logLevel: 0 }).producer();
producer.send = async ({ messages }) => print(isOurs(messages[0].headers?.traceparent));
await inSpan(async () => {
  await producer.send({ topic: 'orders', messages: [{ value: 'x', headers: { kind: 'order' } }] });
});`;

  it('gets the context in the headers that the suggestion adds', () => {
    expect(arrives(program)).toEqual({ plain: [false], repaired: [true] });
  });

  it('gets it from the instrumentation, which writes into the headers of each message', () => {
    const instrumented = `
const { KafkaJsInstrumentation } = require('@opentelemetry/instrumentation-kafkajs');
const instrumentation = new KafkaJsInstrumentation();
instrumentation.setTracerProvider(provider);
const { Kafka } = require('kafkajs');
const producer = new Kafka({ brokers: ['127.0.0.1:1'], logLevel: 0, retry: { retries: 0 } }).producer();
const messages = [{ value: 'x' }];
await inSpan(async () => {
  await producer.send({ topic: 'orders', messages }).catch(() => {});
  print(isOurs(messages[0].headers?.traceparent));
});
process.exit();`;
    expect(printed(SDK + instrumented)).toEqual([true]);
  });
});

describe('SQS and SNS', () => {
  const server = `
const bodies = [];
const port = await listening(createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += part)).on('end', () => {
    bodies.push(body);
    response.end('{"MessageId":"1","MD5OfMessageBody":"9dd4e461268c8034f5c8564e155c67a6"}');
  });
}));
const options = {
  endpoint: 'http://127.0.0.1:' + port, region: 'eu-west-1', md5: false, maxAttempts: 1,
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
};
`;
  const send = `
  await sqs.send(new SendMessageCommand({ QueueUrl: options.endpoint + '/1/q', MessageBody: 'x' })).catch(() => {});
  print(isOurs(JSON.parse(bodies[0]).MessageAttributes?.traceparent?.StringValue));
`;

  it('carries it in attributes that the suggestion adds', () => {
    const program = `
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
${server}const sqs = new SQSClient(options);
await inSpan(async () => {${send}});
process.exit();`;
    expect(arrives(program)).toEqual({ plain: [false], repaired: [true] });
  });

  it('carries it in attributes of SNS, in the form of its own', () => {
    const program = `
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
${server}const sns = new SNSClient(options);
await inSpan(async () => {
  await sns.send(new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-1:1:t', Message: 'x' })).catch(() => {});
  const body = new URLSearchParams(bodies[0]);
  const name = [...body].find(([, value]) => value === 'traceparent')?.[0];
  print(name !== undefined && isOurs(body.get(name.replace('.Name', '.Value.StringValue'))));
});
process.exit();`;
    expect(arrives(program)).toEqual({ plain: [false], repaired: [true] });
  });

  it('gets it from the instrumentation', () => {
    const program = `
const { AwsInstrumentation } = require('@opentelemetry/instrumentation-aws-sdk');
const instrumentation = new AwsInstrumentation();
instrumentation.setTracerProvider(provider);
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
${server}const sqs = new SQSClient(options);
await inSpan(async () => {${send}});
process.exit();`;
    expect(printed(SDK + program)).toEqual([true]);
  });
});

describe('Lambda', () => {
  const program = `
const port = await listening(createServer((request, response) => {
  const context = request.headers['x-amz-client-context'];
  print(context !== undefined && isOurs(JSON.parse(Buffer.from(context, 'base64')).custom.traceparent));
  response.end('{}');
}));
const { InvokeCommand, LambdaClient } = require('@aws-sdk/client-lambda');
const lambda = new LambdaClient({
  endpoint: 'http://127.0.0.1:' + port, region: 'eu-west-1', maxAttempts: 1,
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});
await inSpan(async () => {
  active = trace.getActiveSpan();
  await lambda.send(new InvokeCommand({ FunctionName: 'orders', Payload: '{}' }));
});
process.exit();`.replace('isOurs(', '((header) => traceOf(header) === active.spanContext().traceId)(');
  const instrumented = `
const { AwsInstrumentation } = require('@opentelemetry/instrumentation-aws-sdk');
const instrumentation = new AwsInstrumentation();
instrumentation.setTracerProvider(provider);`;

  it('gets the context in its client context, from the instrumentation alone', () => {
    expect(printed(`${SDK}let active;${program}`)).toEqual([false]);
    expect(printed(`${SDK}let active;${instrumented}${program}`)).toEqual([true]);
  });
});

describe('streams of Redis', () => {
  it('carry it in the fields that the suggestion adds', () => {
    const program = `
import { createClient } from 'redis';
let received = '';
const port = await listening(createTcpServer((socket) => {
  socket.on('data', (data) => {
    received += data;
    // Each command is an array of texts, and any answer will do.
    for (const _ of data.toString().matchAll(/^\\*\\d/gm)) socket.write('+OK\\r\\n');
  });
}));
const redis = await createClient({ url: 'redis://127.0.0.1:' + port, RESP: 2 }).connect();
await inSpan(async () => {
  await redis.xAdd('orders', '*', { id: '1' });
  print(isOurs(/traceparent\\s+\\$\\d+\\s+(\\S+)/.exec(received)?.[1]));
});
process.exit();`;
    expect(arrives(program)).toEqual({ plain: [false], repaired: [true] });
  });
});

describe('NATS', () => {
  const server = `
let received = '';
const port = await listening(createTcpServer((socket) => {
  socket.write('INFO {"server_id":"1","version":"2.10.0","proto":1,"headers":true,"max_payload":1000000}\\r\\n');
  socket.on('data', (data) => {
    received += data;
    if (data.includes('PING')) socket.write('PONG\\r\\n');
  });
}));
`;

  it('carries it in headers that the suggestion adds', () => {
    const program = `
import { connect } from 'nats';
${server}const connection = await connect({ servers: '127.0.0.1:' + port });
await inSpan(async () => {
  connection.publish('orders', 'x');
  await connection.flush();
  print(isOurs(/traceparent: (\\S+)/.exec(received)?.[1]));
});
process.exit();`;
    expect(arrives(program)).toEqual({ plain: [false], repaired: [true] });
  });

  it('is given nothing by `inject` without a setter, as its headers are no plain object', () => {
    const program = `
import { headers } from 'nats';
await inSpan(async () => {
  const carrier = headers();
  propagation.inject(context.active(), carrier);
  print(carrier.has('traceparent'));
});`;
    expect(printed(SDK + program)).toEqual([false]);
  });
});

describe('MQTT', () => {
  const program = (version: number) => `
import mqtt from 'mqtt';
const { generate, parser } = require('mqtt-packet');
const published = [];
const port = await listening(createTcpServer((socket) => {
  const packets = parser({ protocolVersion: ${version} });
  packets.on('packet', (packet) => {
    const options = { protocolVersion: ${version} };
    if (packet.cmd === 'connect') socket.write(generate({ cmd: 'connack', reasonCode: 0, returnCode: 0, sessionPresent: false }, options));
    if (packet.cmd !== 'publish') return;
    published.push(packet);
    socket.write(generate({ cmd: 'puback', messageId: packet.messageId, reasonCode: 0 }, options));
  });
  socket.on('data', (data) => packets.parse(data));
}));
const client = await mqtt.connectAsync('mqtt://127.0.0.1:' + port, { protocolVersion: ${version} });
await inSpan(async () => {
  await client.publishAsync('orders', 'x', { qos: 1 });
  print(isOurs(published[0].properties?.userProperties?.traceparent));
});
process.exit();`;

  it('carries it in user properties that the suggestion adds', () => {
    expect(arrives(program(5))).toEqual({ plain: [false], repaired: [true] });
  });

  it('has no place for it before version 5: the properties are not sent', () => {
    const inProperties = program(4).replace(
      '{ qos: 1 }',
      "{ qos: 1, properties: { userProperties: { traceparent: '00-' + '1'.repeat(32) } } }",
    );
    const shown = inProperties.replace(/print\(.*\);/, 'print(Object.keys(published[0].properties ?? {}));');
    expect(printed(SDK + shown)).toEqual([[]]);
  });
});

describe('AMQP', () => {
  const server = `
const path = require.resolve('amqplib').replace(/[\\\\/][^\\\\/]*$/, '');
const defs = require(path + '/lib/defs.js');
const frames = require(path + '/lib/frame.js');
let headers;
const port = await listening(createTcpServer((socket) => {
  const say = (id, channel, fields) => socket.write(defs.encodeMethod(id, channel, fields));
  let buffer = Buffer.alloc(0);
  let isGreeted = false;
  socket.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    if (!isGreeted) {
      if (buffer.length < 8) return;
      isGreeted = true;
      buffer = buffer.subarray(8);
      say(defs.ConnectionStart, 0, { versionMajor: 0, versionMinor: 9, serverProperties: {}, mechanisms: Buffer.from('PLAIN'), locales: Buffer.from('en_US') });
    }
    for (let raw; (raw = frames.parseFrame(buffer)); ) {
      buffer = raw.rest;
      const frame = frames.decodeFrame(raw);
      if (frame.id === defs.ConnectionStartOk) say(defs.ConnectionTune, 0, { channelMax: 0, frameMax: 4096, heartbeat: 0 });
      if (frame.id === defs.ConnectionOpen) say(defs.ConnectionOpenOk, 0, { knownHosts: '' });
      if (frame.id === defs.ChannelOpen) say(defs.ChannelOpenOk, frame.channel, { channelId: Buffer.from('') });
      if (frame.id === defs.BasicProperties) {
        headers = frame.fields.headers;
        print(isOursIn(headers));
        process.exit();
      }
    }
  });
}));
let isOursIn;
`;

  const send = `
const connection = await amqp.connect('amqp://127.0.0.1:' + port);
const channel = await connection.createChannel();
await inSpan(async () => {
  const { traceId } = trace.getActiveSpan().spanContext();
  isOursIn = (given) => given?.traceparent?.includes(traceId) === true;
  channel.publish('orders', 'created', Buffer.from('x'));
});`;

  it('carries it in headers that the suggestion adds', () => {
    const program = `\nimport amqp from 'amqplib';\n${server}${send}`;
    expect(arrives(program)).toEqual({ plain: [false], repaired: [true] });
  });

  it('gets it from the instrumentation', () => {
    const program = `
const { AmqplibInstrumentation } = require('@opentelemetry/instrumentation-amqplib');
const instrumentation = new AmqplibInstrumentation();
instrumentation.setTracerProvider(provider);
const amqp = require('amqplib');
${server}${send}`;
    expect(printed(SDK + program)).toEqual([true]);
  });
});

describe('the context of what came in', () => {
  const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
  /** Whether a span that starts with the extracted context is in the sender's trace. */
  const extracted = (carrier: string, getter = '') => `
const carried = propagation.extract(context.active(), ${carrier}${getter});
const span = trace.getTracer('shop').startSpan('order', {}, carried);
print(span.spanContext().traceId === '${'1'.repeat(32)}');`;

  it('is not looked at by a span that is only started', () => {
    const program =
      "print(trace.getTracer('shop').startSpan('order').spanContext().traceId === '1'.repeat(32));";
    expect(printed(SDK + program)).toEqual([false]);
  });

  it.each([
    ['plain text', `{ traceparent: '${traceparent}' }`],
    [
      "AMQP's, Pub/Sub's and Node's headers among others",
      `{ ...{ traceparent: '${traceparent}' }, kind: 'order' }`,
    ],
  ])('is read from %s', (_, carrier) => {
    expect(printed(SDK + extracted(carrier))).toEqual([true]);
  });

  it.each([
    ['the Buffers of kafkajs', `{ traceparent: Buffer.from('${traceparent}') }`, 'carrier[key]?.toString()'],
    [
      'the attributes of SQS',
      `{ traceparent: { DataType: 'String', StringValue: '${traceparent}' } }`,
      'carrier[key]?.StringValue',
    ],
    [
      'the headers of NATS',
      `(() => { const all = require('nats').headers(); all.set('traceparent', '${traceparent}'); return all; })()`,
      'carrier.get(key)',
    ],
  ])('is read from %s with a getter alone', (_, carrier, get) => {
    const getter = `, { get: (carrier, key) => ${get}, keys: (carrier) => Object.keys(carrier) }`;
    expect(printed(SDK + extracted(carrier))).toEqual([false]);
    expect(printed(SDK + extracted(carrier, getter))).toEqual([true]);
  });
});
