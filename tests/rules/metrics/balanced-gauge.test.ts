import { describe } from 'vitest';
import rule from '../../../rules/metrics/balanced-gauge.js';
import { lines, ruleTester } from '../rule-tester.js';

const GAUGE = lines(
  "import { Gauge } from 'prom-client';",
  "const inFlight = new Gauge({ name: 'requests_in_flight', help: 'Requests in flight', labelNames: ['route'] });",
  '',
);
const OTEL = lines(
  "import { metrics } from '@opentelemetry/api';",
  "const meter = metrics.getMeter('shop');",
  "const inFlight = meter.createUpDownCounter('requests.active');",
  '',
);

describe('not reported', () => {
  ruleTester.run('balanced-gauge', rule, {
    valid: [
      {
        name: 'finally',
        code:
          GAUGE +
          lines(
            'async function handle() {',
            '  inFlight.inc();',
            '  try {',
            '    await work();',
            '  } finally {',
            '    inFlight.dec();',
            '  }',
            '}',
          ),
      },
      {
        name: 'finally, with labels',
        code:
          GAUGE +
          lines(
            'async function handle(route: string) {',
            '  inFlight.inc({ route });',
            '  try {',
            '    return await work();',
            '  } finally {',
            '    inFlight.dec({ route });',
            '  }',
            '}',
          ),
      },
      {
        name: 'bound labels',
        code:
          GAUGE +
          lines(
            'async function handle() {',
            "  inFlight.labels('/').inc();",
            '  try {',
            '    await work();',
            '  } finally {',
            "    inFlight.labels('/').dec();",
            '  }',
            '}',
          ),
      },
      {
        name: 'another handler takes it down',
        code:
          GAUGE +
          lines(
            "server.on('connection', (socket) => {",
            '  inFlight.inc();',
            "  socket.on('close', () => inFlight.dec());",
            '});',
          ),
      },
      {
        name: 'two handlers of one emitter',
        code:
          GAUGE +
          lines("pool.on('acquire', () => inFlight.inc());", "pool.on('release', () => inFlight.dec());"),
      },
      {
        name: 'two methods of a class',
        code:
          GAUGE +
          lines(
            'class Pool {',
            '  open() {',
            '    inFlight.inc();',
            '    this.connect();',
            '  }',
            '  close() {',
            '    inFlight.dec();',
            '  }',
            '}',
          ),
      },
      {
        name: 'promise.finally',
        code:
          GAUGE +
          lines(
            'function handle() {',
            '  inFlight.inc();',
            '  return work().finally(() => inFlight.dec());',
            '}',
          ),
      },
      {
        name: 'nothing between',
        code: GAUGE + lines('function touch() {', '  inFlight.inc();', '  inFlight.dec();', '}'),
      },
      {
        name: 'return in front of inc',
        code:
          GAUGE +
          lines(
            'async function handle(skip: boolean) {',
            '  if (skip) return;',
            '  inFlight.inc();',
            '  try {',
            '    await work();',
            '  } finally {',
            '    inFlight.dec();',
            '  }',
            '}',
          ),
      },
      {
        name: 'a number of items',
        code:
          GAUGE +
          lines(
            'async function load(items: string[]) {',
            '  inFlight.inc(items.length);',
            '  await work();',
            '  inFlight.dec(items.length);',
            '}',
          ),
      },
      {
        name: 'gauge that only goes up',
        code: GAUGE + lines('function enqueue() {', '  inFlight.inc();', '  send();', '}'),
      },
      {
        name: 'listener of the response',
        code:
          GAUGE +
          lines(
            'export function middleware(req, res, next) {',
            '  inFlight.inc();',
            "  res.on('finish', () => inFlight.dec());",
            '  next();',
            '}',
          ),
      },
      {
        name: 'unknown object',
        code: lines(
          "import { gauge } from '@acme/ui';",
          'async function handle() {',
          '  gauge.inc();',
          '  await work();',
          '  gauge.dec();',
          '}',
        ),
      },
      {
        name: 'OpenTelemetry, finally',
        code:
          OTEL +
          lines(
            'async function handle() {',
            '  inFlight.add(1);',
            '  try {',
            '    await work();',
            '  } finally {',
            '    inFlight.add(-1);',
            '  }',
            '}',
          ),
      },
      {
        name: 'catch and end',
        code:
          GAUGE +
          lines(
            'async function handle() {',
            '  inFlight.inc();',
            '  try {',
            '    await work();',
            '  } catch (error) {',
            '    inFlight.dec();',
            '    throw error;',
            '  }',
            '  inFlight.dec();',
            '}',
          ),
      },
    ],
    invalid: [],
  });
});

describe('reported', () => {
  ruleTester.run('balanced-gauge', rule, {
    valid: [],
    invalid: [
      {
        name: 'throws between',
        code:
          GAUGE +
          lines(
            'async function handle() {',
            '  inFlight.inc();',
            '  await work();',
            '  inFlight.dec();',
            '}',
          ),
        errors: [{ messageId: 'throw', data: { metric: 'requests_in_flight', line: '5' }, line: 4 }],
      },
      {
        name: 'returns early',
        code:
          GAUGE +
          lines(
            'async function handle(order) {',
            '  inFlight.inc();',
            '  if (!order) return;',
            '  inFlight.dec();',
            '}',
          ),
        errors: [{ messageId: 'exit', data: { metric: 'requests_in_flight', line: '5' }, line: 4 }],
      },
      {
        name: 'returns early in try',
        code:
          GAUGE +
          lines(
            'async function handle(order) {',
            '  inFlight.inc();',
            '  try {',
            '    if (!order) return;',
            '    await work();',
            '    inFlight.dec();',
            '  } catch (error) {',
            '    inFlight.dec();',
            '  }',
            '}',
          ),
        errors: [{ messageId: 'exit', data: { metric: 'requests_in_flight', line: '6' }, line: 4 }],
      },
      {
        name: 'not in catch',
        code:
          GAUGE +
          lines(
            'async function handle() {',
            '  inFlight.inc();',
            '  try {',
            '    await work();',
            '    inFlight.dec();',
            '  } catch (error) {',
            '    report(error);',
            '  }',
            '}',
          ),
        errors: [{ messageId: 'exit', data: { metric: 'requests_in_flight', line: '8' }, line: 4 }],
      },
      {
        name: 'throw statement',
        code:
          GAUGE +
          lines(
            'function handle(order) {',
            '  inFlight.inc();',
            "  if (!order) throw new Error('none');",
            '  inFlight.dec();',
            '}',
          ),
        errors: [{ messageId: 'throw', data: { metric: 'requests_in_flight', line: '5' }, line: 4 }],
      },
      {
        name: 'with labels',
        code:
          GAUGE +
          lines(
            'async function handle(route: string) {',
            '  inFlight.inc({ route });',
            '  await work();',
            '  inFlight.dec({ route });',
            '}',
          ),
        errors: [{ messageId: 'throw', data: { metric: 'requests_in_flight', line: '5' }, line: 4 }],
      },
      {
        name: 'bound labels, throws between',
        code:
          GAUGE +
          lines(
            'async function handle(route: string) {',
            '  inFlight.labels(route).inc();',
            '  await work();',
            '  inFlight.labels(route).dec();',
            '}',
          ),
        errors: [{ messageId: 'throw', data: { metric: 'requests_in_flight', line: '5' }, line: 4 }],
      },
      {
        name: 'continue in a loop',
        code:
          GAUGE +
          lines(
            'function drain(orders: string[]) {',
            '  for (const order of orders) {',
            '    inFlight.inc();',
            "    if (order === '') continue;",
            '    inFlight.dec();',
            '  }',
            '}',
          ),
        errors: [{ messageId: 'exit', data: { metric: 'requests_in_flight', line: '6' }, line: 5 }],
      },
      {
        name: 'gauge in a field',
        code: lines(
          "import { Gauge } from 'prom-client';",
          'class Server {',
          "  private readonly active = new Gauge({ name: 'active', help: 'Active' });",
          '  async handle() {',
          '    this.active.inc();',
          '    await this.work();',
          '    this.active.dec();',
          '  }',
          '}',
        ),
        errors: [{ messageId: 'throw', data: { metric: 'active', line: '6' }, line: 5 }],
      },
      {
        name: 'OpenTelemetry, throws between',
        code:
          OTEL +
          lines(
            'async function handle() {',
            '  inFlight.add(1);',
            '  await work();',
            '  inFlight.add(-1);',
            '}',
          ),
        errors: [{ messageId: 'throw', data: { metric: 'requests.active', line: '6' }, line: 5 }],
      },
    ],
  });
});
