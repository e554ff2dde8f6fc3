import { describe } from 'vitest';
import rule from '../../../rules/metrics/require-timer-end.js';
import { lines, ruleTester } from '../rule-tester.js';

const LATENCY = lines(
  "import { Histogram } from 'prom-client';",
  "const latency = new Histogram({ name: 'latency_seconds', help: 'Latency', labelNames: ['route'] });",
  '',
);

describe('not reported', () => {
  ruleTester.run('require-timer-end', rule, {
    valid: [
      {
        name: 'finally',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            '  const end = latency.startTimer();',
            '  try {',
            '    await work();',
            '  } finally {',
            '    end();',
            '  }',
            '}',
          ),
      },
      {
        name: 'dates read and compared in between',
        code:
          LATENCY +
          lines(
            'export function isOpen(shop) {',
            '  const end = latency.startTimer();',
            '  if (Date.parse(shop.closes) < Date.parse(new Date().toISOString())) {',
            '    end();',
            '    return false;',
            '  }',
            '  end();',
            '  return true;',
            '}',
          ),
      },
      {
        name: 'only what gave something counts',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            '  const end = latency.startTimer();',
            '  const order = await find();',
            '  if (order) {',
            '    end();',
            '  }',
            '  return order;',
            '}',
          ),
      },
      {
        name: 'parts of the work, with labels of their own',
        code:
          LATENCY +
          lines(
            'function handle() {',
            '  const end = latency.startTimer();',
            "  end({ route: 'read' });",
            "  end({ route: 'parsed' });",
            '}',
          ),
      },
      {
        name: 'one of two branches',
        code:
          LATENCY +
          lines(
            'function handle(isRead) {',
            '  const end = latency.startTimer();',
            "  if (isRead) end({ route: 'read' });",
            '  else end();',
            '}',
          ),
      },
      {
        name: 'a gauge, whose work fails',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const last = new Gauge({ name: 'startup_seconds', help: 'Startup' });",
          'async function start() {',
          '  const end = last.startTimer();',
          '  await listen();',
          '  end();',
          '}',
        ),
      },
      {
        name: 'a gauge, which is set again',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const last = new Gauge({ name: 'last_seconds', help: 'Last' });",
          'function handle() {',
          '  const end = last.startTimer();',
          '  end();',
          '  end();',
          '}',
        ),
      },
      {
        name: 'hand-off to a listener',
        code:
          LATENCY +
          lines(
            'function handle(stream) {',
            '  const end = latency.startTimer();',
            "  stream.on('end', end);",
            '  stream.resume();',
            '}',
          ),
      },
      {
        name: 'closure of a listener',
        code:
          LATENCY +
          lines(
            'export function middleware(req, res, next) {',
            '  const end = latency.startTimer();',
            "  res.on('finish', () => end({ route: req.route.path }));",
            '  next();',
            '}',
          ),
      },
      {
        name: 'promise.finally',
        code:
          LATENCY +
          lines(
            'function handle() {',
            '  const end = latency.startTimer();',
            '  return work().finally(end);',
            '}',
          ),
      },
      {
        name: 'returned',
        code: LATENCY + lines('export function start() {', '  return latency.startTimer();', '}'),
      },
      {
        name: 'returned through a constant',
        code:
          LATENCY +
          lines(
            'export function start() {',
            "  const end = latency.startTimer({ route: '/' });",
            '  return end;',
            '}',
          ),
      },
      {
        name: 'kept in a Map',
        code:
          LATENCY +
          lines(
            'const timers = new Map();',
            "bus.on('start', (id) => timers.set(id, latency.startTimer()));",
          ),
      },
      {
        name: 'kept on the request',
        code:
          LATENCY +
          lines(
            "app.addHook('onRequest', async (request) => {",
            '  request.endTimer = latency.startTimer();',
            '});',
          ),
      },
      {
        name: 'a check before the try that stops it',
        code:
          LATENCY +
          lines(
            'async function* handle(orders) {',
            '  const end = latency.startTimer();',
            '  for (const order of orders) {',
            "    if (!order) throw new Error('none');",
            '  }',
            '  try {',
            '    yield* work(orders);',
            '  } finally {',
            '    end();',
            '  }',
            '}',
          ),
      },
      {
        name: 'a condition for the stop alone',
        code:
          LATENCY +
          lines(
            'async function load(id) {',
            '  const end = latency.startTimer();',
            '  let order;',
            '  try {',
            '    order = await find(id);',
            '  } catch (error) {',
            '    end();',
            '    throw error;',
            '  }',
            '  if (order) {',
            '    end();',
            '  }',
            '  return order;',
            '}',
          ),
      },
      {
        name: 'both branches',
        code:
          LATENCY +
          lines(
            'function handle(isFast: boolean) {',
            '  const end = latency.startTimer();',
            "  if (isFast) end({ route: 'fast' });",
            "  else end({ route: 'slow' });",
            '}',
          ),
      },
      {
        name: 'catch and end',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            '  const end = latency.startTimer();',
            '  try {',
            '    await work();',
            '    end();',
            '  } catch (error) {',
            '    end();',
            '    throw error;',
            '  }',
            '}',
          ),
      },
      {
        name: 'gauge',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const last = new Gauge({ name: 'last_seconds', help: 'Last' });",
          'async function handle() {',
          '  const end = last.startTimer();',
          '  try {',
          '    await work();',
          '  } finally {',
          '    end();',
          '  }',
          '}',
        ),
      },
      {
        name: 'method of the same name on an unknown object',
        code: lines(
          "import { game } from '@acme/game';",
          'game.startTimer();',
          'const end = game.startTimer();',
        ),
      },
      {
        name: 'passed to a wrapper',
        code:
          LATENCY +
          lines(
            'function handle() {',
            '  const end = latency.startTimer();',
            '  return withTimer(end, work);',
            '}',
          ),
      },
      { name: 'exported', code: LATENCY + 'export const end = latency.startTimer();' },
      {
        name: 'of the module, stopped in a handler',
        code: LATENCY + lines('const end = latency.startTimer();', "server.once('listening', () => end());"),
      },
      {
        name: 'assigned to a variable of the module',
        code: LATENCY + lines('let end;', 'function start() {', '  end = latency.startTimer();', '}'),
      },
      {
        name: 'assigned, stopped in a finally',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            '  let end;',
            '  try {',
            '    end = latency.startTimer();',
            '    await work();',
            '  } finally {',
            '    end?.();',
            '  }',
            '}',
          ),
      },
      {
        name: 'kept in a field',
        code:
          LATENCY + lines('class Job {', '  end = latency.startTimer();', '  stop() { this.end(); }', '}'),
      },
      {
        name: 'stopped in the same expression',
        code: LATENCY + lines('latency.startTimer()();', 'void latency.startTimer()();'),
      },
      {
        name: 'destructured, which it is not made for',
        code: LATENCY + 'const { end } = latency.startTimer();',
      },
      { name: 'result of an arrow function', code: LATENCY + 'const start = () => latency.startTimer();' },
      {
        name: 'an async function that nobody waits for, which throws nothing itself',
        code:
          LATENCY +
          lines(
            'const save = async (order) => { await db.insert(order); };',
            'export function handle(order) {',
            '  const end = latency.startTimer();',
            '  const saved = save(order);',
            '  end();',
            '  return saved;',
            '}',
          ),
      },
      {
        name: 'a function that always throws, into a catch that stops it',
        code:
          LATENCY +
          lines(
            'async function handle(order) {',
            '  const end = latency.startTimer();',
            '  try {',
            '    if (!order.id) {',
            '      errors.rethrowAndCount(order);',
            '    } else {',
            '      end();',
            '    }',
            '  } catch (error) {',
            '    end();',
            '    throw error;',
            '  }',
            '}',
          ),
      },
      {
        name: 'started on a condition, stopped where it was',
        code:
          LATENCY +
          lines(
            'function handle() {',
            '  const end = isTimed ? latency.startTimer() : undefined;',
            '  try { work(); } finally { end?.(); }',
            '}',
          ),
      },
    ],
    invalid: [],
  });
});

describe('reported', () => {
  ruleTester.run('require-timer-end', rule, {
    valid: [],
    invalid: [
      {
        name: 'discarded',
        code: LATENCY + lines('function handle() {', '  latency.startTimer();', '  work();', '}'),
        errors: [{ messageId: 'discarded', data: { metric: 'latency_seconds' }, line: 4 }],
      },
      {
        name: 'of a metric that a function names as its caller says',
        code:
          LATENCY +
          lines(
            "const make = (name) => new Histogram({ name, help: 'Took' });",
            "const metrics = { orders: make('orders_seconds') };",
            'function handle() {',
            '  metrics.orders.startTimer();',
            '}',
          ),
        errors: [{ messageId: 'discarded', data: { metric: 'metrics.orders' }, line: 6 }],
      },
      {
        name: 'discarded by void',
        code: LATENCY + lines('async function handle() {', '  void latency.startTimer();', '}'),
        errors: [{ messageId: 'discarded', data: { metric: 'latency_seconds' }, line: 4 }],
      },
      {
        name: 'discarded after an await',
        code: LATENCY + lines('async function handle() {', '  await latency.startTimer();', '}'),
        errors: [{ messageId: 'discarded', data: { metric: 'latency_seconds' }, line: 4 }],
      },
      {
        name: 'discarded in a sequence',
        code:
          LATENCY + lines('async function handle() {', '  const id = (latency.startTimer(), next());', '}'),
        errors: [{ messageId: 'discarded', data: { metric: 'latency_seconds' }, line: 4 }],
      },
      {
        name: 'discarded on a condition',
        code: LATENCY + lines('async function handle() {', '  isTimed && latency.startTimer();', '}'),
        errors: [{ messageId: 'discarded', data: { metric: 'latency_seconds' }, line: 4 }],
      },
      {
        name: 'assigned, throws between',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            '  let end;',
            '  end = latency.startTimer();',
            '  await work();',
            '  end();',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'latency_seconds', stop: 'end', where: '`work()` throws (line 6)' },
            line: 5,
          },
        ],
      },
      {
        name: 'assigned and never stopped',
        code: LATENCY + lines('function handle() {', '  let end;', '  end = latency.startTimer();', '}'),
        errors: [
          {
            messageId: 'never',
            data: { metric: 'latency_seconds', stop: 'end', where: '' },
            line: 5,
          },
        ],
      },
      {
        name: 'started on a condition, throws between',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            '  const end = isTimed ? latency.startTimer() : undefined;',
            '  await work();',
            '  end?.();',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'latency_seconds', stop: 'end', where: '`work()` throws (line 5)' },
            line: 4,
          },
        ],
      },
      {
        name: 'never stopped',
        code: LATENCY + lines('function handle() {', '  const end = latency.startTimer();', '  work();', '}'),
        errors: [
          {
            messageId: 'never',
            data: { metric: 'latency_seconds', stop: 'end', where: '' },
            line: 4,
          },
        ],
      },
      {
        name: 'throws between',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            '  const end = latency.startTimer();',
            '  await work();',
            '  end();',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'latency_seconds', stop: 'end', where: '`work()` throws (line 5)' },
            line: 4,
          },
        ],
      },
      {
        name: 'the one that is waited for, not the first that is called',
        code:
          LATENCY +
          lines(
            'async function handle(order) {',
            '  const end = latency.startTimer();',
            '  const request = toRequest(order);',
            '  await send(request);',
            '  end();',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'latency_seconds', stop: 'end', where: '`send(request)` throws (line 6)' },
            line: 4,
          },
        ],
      },
      {
        name: 'a function that always throws, in a catch that does not stop it',
        code:
          LATENCY +
          lines(
            'async function handle(order) {',
            '  try {',
            '    const end = latency.startTimer();',
            '    await save(order);',
            '    end();',
            '  } catch (error) {',
            '    errors.rethrow(error);',
            '  }',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: {
              metric: 'latency_seconds',
              stop: 'end',
              where: '`errors.rethrow(error)` throws (line 9)',
            },
            line: 5,
          },
        ],
      },
      {
        name: 'a check that throws only sometimes',
        code:
          LATENCY +
          lines(
            'async function handle(signal) {',
            '  const end = latency.startTimer();',
            '  try {',
            '    signal.throwIfAborted();',
            '  } catch (error) {',
            '    end();',
            '  }',
            '}',
          ),
        errors: [
          {
            messageId: 'exit',
            data: { metric: 'latency_seconds', stop: 'end', where: 'at the end (line 9)' },
            line: 4,
          },
        ],
      },
      {
        name: 'returns early',
        code:
          LATENCY +
          lines(
            'async function handle(order) {',
            '  const end = latency.startTimer();',
            '  if (!order) return;',
            '  end();',
            '}',
          ),
        errors: [
          {
            messageId: 'exit',
            data: { metric: 'latency_seconds', stop: 'end', where: 'on the return in line 5' },
            line: 4,
          },
        ],
      },
      {
        name: 'not in catch',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            '  const stop = latency.startTimer();',
            '  try {',
            '    await work();',
            '    stop();',
            '  } catch (error) {',
            '    report(error);',
            '  }',
            '}',
          ),
        errors: [
          {
            messageId: 'exit',
            data: { metric: 'latency_seconds', stop: 'stop', where: 'after the `catch` in line 8' },
            line: 4,
          },
        ],
      },
      {
        name: 'one branch',
        code:
          LATENCY +
          lines(
            'function handle(isFast: boolean) {',
            '  const end = latency.startTimer();',
            '  if (isFast) end();',
            '}',
          ),
        errors: [
          {
            messageId: 'exit',
            data: { metric: 'latency_seconds', stop: 'end', where: 'at the end (line 5)' },
            line: 4,
          },
        ],
      },
      {
        name: 'one case of a switch',
        code:
          LATENCY +
          lines(
            'function handle(kind: string) {',
            '  const end = latency.startTimer();',
            '  switch (kind) {',
            "    case 'a':",
            '      end();',
            '      break;',
            "    case 'b':",
            '      break;',
            '  }',
            '}',
          ),
        errors: [
          {
            messageId: 'exit',
            data: { metric: 'latency_seconds', stop: 'end', where: 'at the end (line 11)' },
            line: 4,
          },
        ],
      },
      {
        name: 'a histogram whose definition is elsewhere',
        code: lines(
          "import type { Histogram } from 'prom-client';",
          'interface Metrics { latency: Histogram }',
          'async function handle(metrics: Metrics) {',
          '  const end = metrics.latency.startTimer();',
          '  await work();',
          '  end();',
          '}',
        ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'metrics.latency', stop: 'end', where: '`work()` throws (line 5)' },
            line: 4,
          },
        ],
      },
      {
        name: 'throw statement before a try that does not stop it',
        code:
          LATENCY +
          lines(
            'function handle(order) {',
            '  const end = latency.startTimer();',
            "  if (!order) throw new Error('none');",
            '  try { work(); } catch (error) { note(error); }',
            '  end();',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'latency_seconds', stop: 'end', where: 'line 5 throws' },
            line: 4,
          },
        ],
      },
      {
        name: 'throw statement in a catch, before the stop in it',
        code:
          LATENCY +
          lines(
            'function handle() {',
            '  const end = latency.startTimer();',
            '  try { work(); } catch (error) {',
            '    if (error.isFatal) throw error;',
            '    end();',
            '    return;',
            '  }',
            '  end();',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'latency_seconds', stop: 'end', where: 'line 6 throws' },
            line: 4,
          },
        ],
      },
      {
        name: 'throw statement',
        code:
          LATENCY +
          lines(
            'function handle(order) {',
            '  const end = latency.startTimer();',
            "  if (!order) throw new Error('none');",
            '  end();',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'latency_seconds', stop: 'end', where: 'line 5 throws' },
            line: 4,
          },
        ],
      },
      {
        name: 'bound labels',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            "  const end = latency.labels('/').startTimer();",
            '  await work();',
            '  end();',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'latency_seconds', stop: 'end', where: '`work()` throws (line 5)' },
            line: 4,
          },
        ],
      },
      {
        name: 'labels given, returned value',
        code:
          LATENCY +
          lines(
            'async function handle(route: string) {',
            '  const end = latency.startTimer({ route });',
            '  const result = await work();',
            '  end();',
            '  return result;',
            '}',
          ),
        errors: [
          {
            messageId: 'throw',
            data: { metric: 'latency_seconds', stop: 'end', where: '`work()` throws (line 5)' },
            line: 4,
          },
        ],
      },
      {
        name: 'gauge that is never stopped',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const last = new Gauge({ name: 'last_seconds', help: 'Last' });",
          'function handle() {',
          '  const end = last.startTimer();',
          '  work();',
          '}',
        ),
        errors: [{ messageId: 'never', data: { metric: 'last_seconds', stop: 'end', where: '' }, line: 4 }],
      },
    ],
  });
});

describe('stopped twice', () => {
  ruleTester.run('require-timer-end', rule, {
    valid: [],
    invalid: [
      {
        name: 'in a finally, after each way through the try',
        code:
          LATENCY +
          lines(
            'async function handle() {',
            '  const end = latency.startTimer();',
            '  try {',
            '    const result = await work();',
            "    end({ route: 'found' });",
            '    return result;',
            '  } catch (error) {',
            "    end({ route: 'failed' });",
            '    throw error;',
            '  } finally {',
            '    end();',
            '  }',
            '}',
          ),
        errors: [{ messageId: 'again', data: { metric: 'latency_seconds', stop: 'end' }, line: 13 }],
      },
      {
        name: 'with the same labels',
        code:
          LATENCY +
          lines(
            'function handle(route) {',
            '  const end = latency.startTimer();',
            '  end({ route });',
            '  end({ route });',
            '}',
          ),
        errors: [{ messageId: 'again', data: { metric: 'latency_seconds', stop: 'end' }, line: 6 }],
      },
    ],
  });
});
