import { Effect, Logger, Metric } from 'effect';
import { describe, expect, it } from 'vitest';
import dynamicName from '../../rules/traces/no-dynamic-span-name.js';
import interpolated from '../../rules/logs/no-interpolated-message.js';
import naming from '../../rules/metrics/metric-naming.js';
import sensitive from '../../rules/logs/no-sensitive-data.js';
import { lines, ruleTester } from '../rules/rule-tester.js';

// Effect's logger, spans and metrics: what it does, and what rules say of it.

const HEAD = "import { Effect, Layer, Metric } from 'effect';";

const MOVED = {
  messageId: 'move',
  data: { part: 'user.id', because: 'one value per user', name: "'load'", values: '`user.id`' },
} as const;

describe('its logger', () => {
  it('makes a list of all arguments, and leaves to the logger that is provided what is written of them', () => {
    const messages: unknown[] = [];
    const keep = Logger.make(({ logLevel, message }) => {
      messages.push([logLevel.label, message]);
    });
    const program = Effect.gen(function* () {
      yield* Effect.log('Loaded', { id: 1 });
      yield* Effect.logWarning('Slow %d', 5);
      yield* Effect.logFatal({ id: 1 }, 'Lost');
    });
    Effect.runSync(program.pipe(Effect.provide(Logger.replace(Logger.defaultLogger, keep))));
    expect(messages).toEqual([
      ['INFO', ['Loaded', { id: 1 }]],
      ['WARN', ['Slow %d', 5]],
      ['FATAL', [{ id: 1 }, 'Lost']],
    ]);
  });

  ruleTester.run('no-interpolated-message', interpolated, {
    valid: [
      { name: 'fields', code: lines(HEAD, "Effect.logInfo('Loaded', { id });") },
      {
        name: 'another Effect',
        code: lines("import { Effect } from './effect.js';", 'Effect.logInfo(`Loaded ${id}`);'),
      },
    ],
    invalid: [
      {
        name: 'in a generator',
        code: lines(HEAD, 'Effect.gen(function* () { yield* Effect.logInfo(`Loaded ${id}`); });'),
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
        output: null,
      },
      {
        name: 'of its module',
        code: lines("import * as Effect from 'effect/Effect';", 'Effect.log(`Loaded ${id}`);'),
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
        output: null,
      },
    ],
  });
});

describe('its spans', () => {
  it('are around an effect, whichever way they are written, a function without a name among them', () => {
    const name = Effect.map(Effect.option(Effect.currentSpan), (span) =>
      span._tag === 'Some' ? span.value.name : undefined,
    );
    const ended = Effect.map(Effect.currentSpan, (span) => () => span.status._tag);
    const named = Effect.fn('named')(function* () {
      return yield* name;
    });
    const unnamed = Effect.fn(function* () {
      return yield* name;
    });
    const [names, status] = Effect.runSync(
      Effect.all([
        Effect.all([Effect.withSpan(name, 'first'), name.pipe(Effect.withSpan('last')), named(), unnamed()]),
        Effect.withSpan(ended, 'ended'),
      ]),
    );
    expect(names).toEqual(['first', 'last', 'named', '<anonymous>']);
    expect(status()).toBe('Ended');
  });

  ruleTester.run('no-dynamic-span-name', dynamicName, {
    valid: [
      { name: 'constant', code: lines(HEAD, "work.pipe(Effect.withSpan('load', { attributes: { id } }));") },
      { name: 'no name', code: lines(HEAD, 'Effect.fn(function* () { yield* load(user.id); });') },
      {
        name: 'what it is around',
        code: lines(HEAD, "Effect.withSpan(load(`/users/${user.id}`), 'load');"),
      },
    ],
    invalid: [
      {
        name: 'the name alone',
        code: lines(HEAD, 'work.pipe(Effect.withSpan(`load ${user.id}`));'),
        errors: [MOVED],
        output: lines(
          HEAD,
          "work.pipe(Effect.withSpan('load', { attributes: { userId: String(user.id) } }));",
        ),
      },
      {
        name: 'a name after what it is around',
        code: lines(HEAD, 'Effect.withSpan(work, `load ${user.id}`, { attributes: { page } });'),
        errors: [MOVED],
        output: lines(
          HEAD,
          "Effect.withSpan(work, 'load', { attributes: { userId: String(user.id), page } });",
        ),
      },
      {
        name: 'of a layer',
        code: lines(HEAD, 'Layer.withSpan(Live, `load ${user.id}`);'),
        errors: [MOVED],
        output: lines(HEAD, "Layer.withSpan(Live, 'load', { attributes: { userId: String(user.id) } });"),
      },
      {
        name: 'of a function',
        code: lines(HEAD, 'Effect.fn(`load ${user.id}`)(function* () {});'),
        errors: [MOVED],
        output: lines(
          HEAD,
          "Effect.fn('load', { attributes: { userId: String(user.id) } })(function* () {});",
        ),
      },
    ],
  });

  ruleTester.run('no-sensitive-data', sensitive, {
    valid: [{ name: 'an id', code: lines(HEAD, "Effect.withSpan('load', { attributes: { id } });") }],
    invalid: [
      {
        name: 'an attribute',
        code: lines(HEAD, "Effect.withSpan('load', { attributes: { password: user.password } });"),
        errors: [
          {
            messageId: 'attribute',
            data: { kind: 'attribute', name: 'password', what: 'a password' },
          },
        ],
      },
    ],
  });
});

describe('its metrics', () => {
  it('are counted up by what they are handed to', () => {
    const orders = Metric.counter('orders', { description: 'Orders' });
    const open = Metric.gauge('open');
    const program = Effect.gen(function* () {
      yield* Metric.increment(orders);
      yield* Metric.incrementBy(orders, 2);
      yield* Metric.set(open, 5);
      return [yield* Metric.value(orders), yield* Metric.value(open)];
    });
    expect(Effect.runSync(program)).toMatchObject([{ count: 3 }, { value: 5 }]);
  });

  ruleTester.run('metric-naming', naming, {
    valid: [
      {
        name: 'a unit in its name, for want of any other place',
        code: lines(HEAD, "Metric.histogram('latency_ms', bounds);"),
      },
    ],
    invalid: [],
  });
});
