import { fileURLToPath } from 'node:url';
import { type Span, SpanStatusCode, ROOT_CONTEXT, context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import * as Sentry from '@sentry/node';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { MockTracer } from 'opentracing';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { OPENTELEMETRY_SPAN } from '../../src/catalog/traces/opentelemetry.js';
import plugin from '../../src/index.js';
import { printed } from './programs.js';

// What the messages of require-span-error and valid-span-call rest on, run by the real libraries. Every claim that
// something is lost stands beside the same call written so that it is not.

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests pass what the types forbid
type Loose = any;

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer: Loose = provider.getTracer('test');
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

beforeEach(() => exporter.reset());
afterAll(() => provider.shutdown());

/** The span that an action leaves in the exporter. */
function exported(act: (span: Loose) => unknown) {
  const span: Span = tracer.startSpan('a');
  act(span);
  span.end();
  const [only] = exporter.getFinishedSpans();
  exporter.reset();
  if (!only) throw new Error('no span was exported');
  return only;
}

const valueOf = (value: unknown) => exported((span) => span.setAttribute('k', value)).attributes;

describe('errors given to a span as text', () => {
  const error = new Error('boom');

  it('recordException keeps the type and stack of an error, and the text of a text alone', () => {
    const [whole] = exported((span) => span.recordException(error)).events;
    expect(whole?.attributes).toMatchObject({
      'exception.type': 'Error',
      'exception.stacktrace': error.stack,
    });
    const [text] = exported((span) => span.recordException(error.message)).events;
    expect(text?.attributes).toEqual({ 'exception.message': 'boom' });
  });

  it.each([
    ['an error', error],
    ['a text', 'boom'],
  ])('addEvent drops %s that stands where the attributes do', (_, given) => {
    const [event] = exported((span) => span.addEvent('failed', given)).events;
    expect(event?.attributes ?? {}).toEqual({});
    const [right] = exported((span) => span.addEvent('failed', { reason: 'boom' })).events;
    expect(right?.attributes).toEqual({ reason: 'boom' });
  });
});

describe('OpenTelemetry drops attribute values', () => {
  const lost: readonly (readonly [string, unknown])[] = [
    ['an object', { a: 1 }],
    ['a Date', new Date(0)],
    ['an Error', new Error('x')],
    ['a Map', new Map([['a', 1]])],
    ['a URL', new URL('http://localhost/')],
    ['a RegExp', /a/],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['a Promise', Promise.resolve(1)],
    ['an array of string and number values', ['a', 1]],
    ['an array of arrays', [['a', 1]]],
    ['an array with an object in it', [{ a: 1 }]],
    ['an array with a Date in it', [new Date(0)]],
    ['null', null],
    ['undefined', undefined],
  ];
  it.each(lost)('%s', (_, value) => {
    expect(valueOf(value)).toEqual({});
    expect(exported((span) => span.setAttributes({ k: value })).attributes).toEqual({});
    const { attributes } = exported(() => undefined);
    expect(attributes).toEqual({});
  });
  it.each(lost)('%s, in the options', (_, value) => {
    tracer.startSpan('a', { attributes: { k: value } }).end();
    expect(exporter.getFinishedSpans()[0]?.attributes).toEqual({});
  });
  it.each(lost.filter(([, value]) => value != null))('%s, of an event', (_, value) => {
    expect(exported((span) => span.addEvent('e', { k: value })).events[0]?.attributes).toEqual({});
  });
  it.each([['text'], [1], [true], [['a', 'b']], [[1, null]], [[]]])('but keeps %j', (value) => {
    expect(valueOf(value)).toEqual({ k: value });
  });
  it('and keeps null of an event', () => {
    expect(exported((span) => span.addEvent('e', { k: null })).events[0]?.attributes).toEqual({ k: null });
  });
  it('an attribute with an empty name', () => {
    expect(exported((span) => span.setAttribute('', 1)).attributes).toEqual({});
  });
  it('an object given to setAttribute, a name given to setAttributes', () => {
    expect(exported((span) => span.setAttribute({ k: 1 })).attributes).toEqual({});
    expect(exported((span) => span.setAttributes('k', 1)).attributes).not.toHaveProperty('k');
    expect(exported((span) => span.setAttributes({ k: 1 })).attributes).toEqual({ k: 1 });
  });
});

describe('the status of a span', () => {
  const statusOf = (...status: unknown[]) => exported((span) => span.setStatus(...status)).status;

  it('has no code when it is given one alone', () => {
    expect(statusOf(SpanStatusCode.ERROR)).toEqual({});
    expect(statusOf(SpanStatusCode.ERROR, 'text')).toEqual({});
    expect(statusOf({ message: 'text' })).toEqual({ message: undefined });
    expect(statusOf({ code: SpanStatusCode.ERROR, message: 'text' })).toEqual({
      code: SpanStatusCode.ERROR,
      message: 'text',
    });
  });
  it('has a code that is none when it is given its name', () => {
    expect(statusOf({ code: 'ERROR' })).toEqual({ code: 'ERROR' });
  });
  it('has a message with ERROR alone, and a text alone', () => {
    expect(statusOf({ code: SpanStatusCode.OK, message: 'text' })).toEqual({ code: SpanStatusCode.OK });
    expect(statusOf({ code: SpanStatusCode.UNSET, message: 'text' })).toEqual({ code: SpanStatusCode.UNSET });
    expect(statusOf({ code: SpanStatusCode.ERROR, message: new Error('x') })).toEqual({
      code: SpanStatusCode.ERROR,
    });
  });
});

describe('recordException', () => {
  const eventsOf = (...exception: unknown[]) => exported((span) => span.recordException(...exception)).events;

  it.each([[{ orderId: 1 }], [{ error: new Error('x') }], [undefined], [null], [3], ['']])(
    'records nothing of %j',
    (exception) => {
      expect(eventsOf(exception)).toEqual([]);
    },
  );
  it.each([[new Error('x')], ['x'], [{ message: 'x' }], [{ name: 'x' }], [{ code: 'x' }]])(
    'records %j',
    (exception) => {
      expect(eventsOf(exception)).toHaveLength(1);
    },
  );
  it('leaves the status UNSET', () => {
    expect(exported((span) => span.recordException(new Error('x'))).status).toEqual({
      code: SpanStatusCode.UNSET,
    });
  });
});

describe('the start of a span', () => {
  const parent: Span = tracer.startSpan('parent');
  const ctx = trace.setSpan(ROOT_CONTEXT, parent);
  const parentOf = (start: () => Span) => {
    start().end();
    return exporter.getFinishedSpans()[0]?.parentSpanContext?.spanId;
  };

  it('takes a context in third place alone', () => {
    expect(parentOf(() => tracer.startSpan('a', ctx))).toBeUndefined();
    exporter.reset();
    expect(parentOf(() => tracer.startActiveSpan('a', ctx, (span: Span) => span))).toBeUndefined();
    exporter.reset();
    expect(parentOf(() => tracer.startSpan('a', {}, ctx))).toBe(parent.spanContext().spanId);
    exporter.reset();
    expect(parentOf(() => tracer.startActiveSpan('a', {}, ctx, (span: Span) => span))).toBe(
      parent.spanContext().spanId,
    );
  });
  it('has the active parent, whatever stands there', () => {
    const start = () => tracer.startSpan('a', context.active());
    expect(parentOf(() => context.with(ctx, start))).toBe(parent.spanContext().spanId);
  });
  it.each(['parent', 'parentSpan', 'childOf'])('ignores the option %s', (option) => {
    expect(parentOf(() => tracer.startSpan('a', { [option]: parent }))).toBeUndefined();
  });
  it.each(['parentContext', 'context'])('ignores the option %s', (option) => {
    expect(parentOf(() => tracer.startSpan('a', { [option]: ctx }))).toBeUndefined();
  });
  it('ignores tags, references and startTimestamp', () => {
    const link = { context: parent.spanContext() };
    tracer.startSpan('a', { tags: { k: 1 }, references: [link], startTimestamp: 5 }).end();
    const [span] = exporter.getFinishedSpans();
    expect([span?.attributes, span?.links]).toEqual([{}, []]);
    expect(span?.startTime[0]).toBeGreaterThan(1e9);
  });
  it('does nothing without a function', () => {
    expect(tracer.startActiveSpan('a')).toBeUndefined();
    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});

describe('a method', () => {
  it('has no methods of other tracing APIs', () => {
    const span = provider.getTracer('t').startSpan('a');
    const { lacks = {} } = OPENTELEMETRY_SPAN;
    expect(Object.keys(lacks).filter((method) => method in span)).toEqual([]);
    expect(Object.values(lacks).filter((method) => !(method in span))).toEqual([]);
    span.end();
  });
});

describe('end', () => {
  it('takes a duration for a time before the start', async () => {
    const start = performance.now();
    const span = tracer.startSpan('a');
    await new Promise((resolve) => setTimeout(resolve, 20));
    span.end(performance.now() - start);
    tracer.startSpan('b').end(50);
    expect(exporter.getFinishedSpans().map(({ duration }) => duration)).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('Sentry.startSpan', () => {
  it('makes a span without a name of a string', async () => {
    const sent: unknown[] = [];
    Sentry.init({
      dsn: 'http://key@127.0.0.1:9/1',
      tracesSampleRate: 1,
      defaultIntegrations: false,
      traceLifecycle: 'static',
      beforeSendTransaction: ({ transaction }: Loose) => {
        sent.push(transaction);
        return null;
      },
    } as Loose);
    const nameOf = (options: Loose) =>
      Sentry.startSpan(options, (span) => (Sentry.spanToJSON(span) as Loose).name as unknown);
    expect(nameOf('load')).toBe('');
    expect(nameOf({ name: 'load' })).toBe('load');
    await Sentry.flush(1000);
    expect(sent).toEqual(['<unlabeled transaction>', 'load']);
    await Sentry.close(0);
  });
});

describe('OpenTracing', () => {
  it('marks a failure by the tag error', () => {
    const mock = new MockTracer();
    mock.startSpan('a').setTag('error', true).finish();
    expect((mock.report() as Loose).spans[0].tags()).toEqual({ error: true });
  });
});

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program as the rules leave it. */
function repaired(program: string, rule: string): string {
  const { fixed, output, messages } = new Linter({ cwd: root }).verifyAndFix(
    program,
    [
      {
        files: ['**'],
        languageOptions: { parser },
        plugins: { observability: plugin },
        rules: { [`observability/${rule}`]: 'error' },
      },
    ],
    'src/program.js',
  );
  expect(fixed).toBe(true);
  expect(messages).toEqual([]);
  return output;
}

/** What a program prints: its result, and its spans as `[name, status, message, exceptions]`. */
async function run(program: string): Promise<unknown> {
  return JSON.parse((await printed(program)).at(-1) ?? '');
}

const withSdk = (body: string) => `
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
const tracer = trace.getTracer('test');
${body}
const results = [];
for (const input of ['good', 'bad', 'none']) results.push(await load(input).then((value) => value ?? 'nothing', (error) => 'thrown ' + error.message));
const spans = exporter.getFinishedSpans().map(({ status, events }) => [status.code, status.message ?? null, events.map(({ name, attributes }) => [name, attributes['exception.type'], attributes['exception.message']])]);
console.log(JSON.stringify({ results, spans }));
`;

const FIND =
  "const find = async (input) => { if (input === 'bad') throw new TypeError('no such thing'); return input; };";
const unmarked = [0, null, []];
const marked = [2, 'no such thing', [['exception', 'TypeError', 'no such thing']]];

describe('what require-span-error repairs is exported as a failure', () => {
  const programs = {
    'a manual span': `
${FIND}
async function load(input) {
  const span = tracer.startSpan('load');
  try {
    if (input === 'none') return undefined;
    return await find(input);
  } catch (error) {
    throw error;
  } finally {
    span.end();
  }
}`,
    'an active span, ended in the catch': `
${FIND}
const load = (input) => tracer.startActiveSpan('load', async (span) => {
  if (input === 'none') { span.end(); return undefined; }
  try {
    const found = await find(input);
    span.end();
    return found;
  } catch {
    span.end();
    throw new TypeError('no such thing');
  }
});`,
    'the callback of a rejection': `
${FIND}
function load(input) {
  const span = tracer.startSpan('load');
  if (input === 'none') { span.end(); return Promise.resolve(undefined); }
  return find(input).then((found) => { span.end(); return found; }).catch((error) => {
    span.end();
    throw error;
  });
}`,
    'a span that may be missing': `
${FIND}
async function load(input) {
  let span;
  try {
    span = tracer.startSpan('load');
    if (input === 'none') return undefined;
    return await find(input);
  } catch (error) { throw error; } finally {
    span?.end();
  }
}`,
  };
  it.each(Object.entries(programs))('%s', async (_, body) => {
    const before = withSdk(body);
    const results = ['good', 'thrown no such thing', 'nothing'];
    expect(await run(before)).toEqual({ results, spans: [unmarked, unmarked, unmarked] });
    expect(await run(repaired(before, 'require-span-error'))).toEqual({
      results,
      spans: [unmarked, marked, unmarked],
    });
  });

  it.each([
    ['status', 'span.recordException(error);', [0, null, marked[2]]],
    ['exception', 'span.setStatus({ code: 2, message: error.message });', [2, 'no such thing', []]],
  ])('a span without its %s', async (_, half, spanBefore) => {
    const before = withSdk(`
${FIND}
async function load(input) {
  const span = tracer.startSpan('load');
  try {
    return await find(input);
  } catch (error) {
    ${half}
    throw error;
  } finally {
    span.end();
  }
}`);
    const results = ['good', 'thrown no such thing', 'none'];
    expect(await run(before)).toEqual({ results, spans: [unmarked, spanBefore, unmarked] });
    expect(await run(repaired(before, 'require-span-error'))).toEqual({
      results,
      spans: [unmarked, marked, unmarked],
    });
  });
});

describe('what valid-span-call repairs is exported', () => {
  it('the parent, the status and the attributes', async () => {
    const before = `
import { ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
const tracer = trace.getTracer('test');
const parent = tracer.startSpan('parent');
const ctx = trace.setSpan(ROOT_CONTEXT, parent);
const span = tracer.startSpan('child', ctx);
span.setAttribute({ a: 1 });
span.setAttributes('b', 'x');
span.setAttribute('c', { d: [1, 'e'] });
span.setAttribute('f', new Date());
span.setStatus(SpanStatusCode.ERROR, 'text');
span.end();
const [child] = exporter.getFinishedSpans();
const { f, ...rest } = child.attributes;
console.log(JSON.stringify([child.parentSpanContext?.spanId === parent.spanContext().spanId, rest, typeof f, child.status]));
`;
    expect(await run(before)).toEqual([false, { 0: 'b' }, 'undefined', {}]);
    expect(await run(repaired(before, 'valid-span-call'))).toEqual([
      true,
      { a: 1, b: 'x', c: '{"d":[1,"e"]}' },
      'string',
      { code: 2, message: 'text' },
    ]);
  });
});
