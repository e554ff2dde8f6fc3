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
      {
        name: 'connect that failed; close takes it down after all',
        code:
          GAUGE +
          lines(
            'async function connect() {',
            '  inFlight.inc();',
            '  try {',
            '    await open();',
            '  } catch (error) {',
            '    inFlight.dec();',
            '    throw error;',
            '  }',
            '}',
          ),
      },
      {
        name: 'request that is turned away; the others are taken down elsewhere',
        code:
          GAUGE +
          lines(
            'function admit(request) {',
            '  inFlight.inc();',
            '  if (isFull(request)) {',
            '    inFlight.dec();',
            '    return false;',
            '  }',
            '  queue.push(request);',
            '  return true;',
            '}',
          ),
      },
      {
        name: 'toggle',
        code:
          GAUGE +
          lines(
            'function toggle(isOpen: boolean) {',
            '  if (isOpen) inFlight.inc();',
            '  else inFlight.dec();',
            '}',
          ),
      },
      {
        name: 'another condition takes it down',
        code:
          GAUGE +
          lines(
            'async function watch() {',
            '  if (isOpened) inFlight.inc();',
            '  await work();',
            '  if (isClosed) inFlight.dec();',
            '}',
          ),
      },
    ],
    invalid: [],
  });
});

/** A reported program, and what the suggestion makes of it: the line of the step up, of what leaves, and why. */
interface Reported {
  readonly name: string;
  readonly head?: string;
  readonly metric?: string;
  readonly release?: string;
  readonly kind?: 'exit' | 'throw';
  readonly up?: number;
  readonly at: number;
  readonly before: string;
  /** Undefined where nothing is suggested. */
  readonly after: string | undefined;
}

/** Lines are counted in the body, from 1. */
function reported({ name, head = GAUGE, metric = 'requests_in_flight', ...rest }: Reported) {
  const { release = 'inFlight.dec()', kind = 'throw', up = 2, at, before, after } = rest;
  const above = head.split('\n').length - 1;
  const data = { metric, line: String(above + at) };
  const suggestions = [
    { messageId: 'finally' as const, data: { release }, output: head + undented(after ?? '') },
  ];
  return {
    name,
    code: head + undented(before),
    errors: [
      { messageId: kind, data, line: above + up, suggestions: after === undefined ? null : suggestions },
    ],
  };
}

/** Text without the margin that it has in this file. */
function undented(text: string): string {
  const [, ...inner] = text.split('\n');
  const margin = /^ */.exec(inner[0] ?? '')?.[0].length ?? 0;
  return lines(...inner.map((line) => line.slice(margin)));
}

describe('reported', () => {
  ruleTester.run('balanced-gauge', rule, {
    valid: [],
    invalid: [
      reported({
        name: 'throws between',
        at: 3,
        before: `
          async function handle() {
            inFlight.inc();
            await work(); // long
            // it is over
            inFlight.dec();
          }`,
        after: `
          async function handle() {
            inFlight.inc();
            try {
              await work(); // long
            } finally {
              // it is over
              inFlight.dec();
            }
          }`,
      }),
      reported({
        name: 'returns early',
        kind: 'exit',
        at: 3,
        before: `
          async function handle(order) {
            inFlight.inc();
            if (!order) return;
            inFlight.dec();
          }`,
        after: `
          async function handle(order) {
            inFlight.inc();
            try {
              if (!order) return;
            } finally {
              inFlight.dec();
            }
          }`,
      }),
      reported({
        name: 'returns early in try, which gets a finally',
        kind: 'exit',
        at: 4,
        before: `
          async function handle(order) {
            inFlight.inc();
            try {
              if (!order) return;
              await work();
              inFlight.dec();
            } catch (error) {
              inFlight.dec();
            }
          }`,
        after: `
          async function handle(order) {
            inFlight.inc();
            try {
              if (!order) return;
              await work();
            } catch (error) {
            } finally {
              inFlight.dec();
            }
          }`,
      }),
      reported({
        name: 'not in catch, which gets a finally',
        kind: 'exit',
        at: 6,
        before: `
          async function handle() {
            inFlight.inc();
            try {
              await work();
              inFlight.dec();
            } catch (error) {
              report(error);
            }
          }`,
        after: `
          async function handle() {
            inFlight.inc();
            try {
              await work();
            } catch (error) {
              report(error);
            } finally {
              inFlight.dec();
            }
          }`,
      }),
      reported({
        name: 'throw statement',
        at: 3,
        before: `
          function handle(order) {
            inFlight.inc();
            if (!order) throw new Error('none');
            inFlight.dec();
          }`,
        after: `
          function handle(order) {
            inFlight.inc();
            try {
              if (!order) throw new Error('none');
            } finally {
              inFlight.dec();
            }
          }`,
      }),
      reported({
        name: 'with labels, and a result',
        release: 'inFlight.dec({ route })',
        at: 3,
        before: `
          async function handle(route: string) {
            inFlight.inc({ route });
            const result = await work();
            inFlight.dec({ route });
            return result;
          }`,
        after: `
          async function handle(route: string) {
            inFlight.inc({ route });
            try {
              const result = await work();
              return result;
            } finally {
              inFlight.dec({ route });
            }
          }`,
      }),
      reported({
        name: 'bound labels, throws between',
        release: 'inFlight.labels(route).dec()',
        at: 3,
        before: `
          async function handle(route: string) {
            inFlight.labels(route).inc();
            await work();
            inFlight.labels(route).dec();
          }`,
        after: `
          async function handle(route: string) {
            inFlight.labels(route).inc();
            try {
              await work();
            } finally {
              inFlight.labels(route).dec();
            }
          }`,
      }),
      reported({
        name: 'continue in a loop',
        kind: 'exit',
        up: 3,
        at: 4,
        before: `
          function drain(orders: string[]) {
            for (const order of orders) {
              inFlight.inc();
              if (order === '') continue;
              inFlight.dec();
            }
          }`,
        after: `
          function drain(orders: string[]) {
            for (const order of orders) {
              inFlight.inc();
              try {
                if (order === '') continue;
              } finally {
                inFlight.dec();
              }
            }
          }`,
      }),
      reported({
        name: 'gauge in a field',
        head: "import { Gauge } from 'prom-client';\n",
        metric: 'active',
        release: 'this.active.dec()',
        up: 4,
        at: 5,
        before: `
          class Server {
            private readonly active = new Gauge({ name: 'active', help: 'Active' });
            async handle() {
              this.active.inc();
              await this.work();
              this.active.dec();
            }
          }`,
        after: `
          class Server {
            private readonly active = new Gauge({ name: 'active', help: 'Active' });
            async handle() {
              this.active.inc();
              try {
                await this.work();
              } finally {
                this.active.dec();
              }
            }
          }`,
      }),
      reported({
        name: 'OpenTelemetry, throws between',
        head: OTEL,
        metric: 'requests.active',
        release: 'inFlight.add(-1)',
        at: 3,
        before: `
          async function handle() {
            inFlight.add(1);
            await work();
            inFlight.add(-1);
          }`,
        after: `
          async function handle() {
            inFlight.add(1);
            try {
              await work();
            } finally {
              inFlight.add(-1);
            }
          }`,
      }),
      reported({
        name: 'result that later code needs',
        at: 3,
        before: `
          async function handle() {
            inFlight.inc();
            const result = await work();
            inFlight.dec();
            await store(result);
          }`,
        after: undefined,
      }),
      reported({
        name: 'both branches take it down',
        at: 3,
        before: `
          async function handle() {
            inFlight.inc();
            const isDone = await work();
            if (isDone) {
              done.inc();
              inFlight.dec();
            } else {
              failed.inc();
              inFlight.dec();
            }
          }`,
        after: `
          async function handle() {
            inFlight.inc();
            try {
              const isDone = await work();
              if (isDone) {
                done.inc();
              } else {
                failed.inc();
              }
            } finally {
              inFlight.dec();
            }
          }`,
      }),
      reported({
        name: 'up and down under one condition',
        at: 3,
        before: `
          async function handle() {
            if (config.isTracked) inFlight.inc();
            await work();
            if (config.isTracked) inFlight.dec();
          }`,
        after: undefined,
      }),
      reported({
        name: 'gauge that may be missing',
        release: 'inFlight?.dec()',
        at: 3,
        before: `
          async function handle() {
            inFlight?.inc();
            await work();
            inFlight?.dec();
          }`,
        after: undefined,
      }),
    ],
  });
});

describe('what throws before the `try`', () => {
  const code =
    GAUGE +
    lines(
      'async function handle() {',
      '  inFlight.inc();',
      '  await prepare();',
      '  try {',
      '    await work();',
      '  } finally {',
      '    inFlight.dec();',
      '  }',
      '}',
    );
  ruleTester.run('balanced-gauge', rule, {
    valid: [
      { name: 'is tolerated', code },
      {
        name: 'is not awaited',
        code: code.replace('await prepare()', 'prepare()'),
        options: [{ beforeTry: true }],
      },
    ],
    invalid: [
      {
        name: 'is reported where that is asked for',
        code,
        options: [{ beforeTry: true }],
        errors: [{ messageId: 'throw', data: { metric: 'requests_in_flight', line: '5' } }],
      },
    ],
  });
});
