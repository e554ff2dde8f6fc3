import { describe } from 'vitest';
import rule from '../../../rules/traces/require-span-end.js';
import { commonJs, lines, project, ruleTester } from '../rule-tester.js';

const OTEL = lines(
  "import { context, trace, SpanStatusCode } from '@opentelemetry/api';",
  "const tracer = trace.getTracer('orders');",
  '',
);

/** A case of code that runs in a function after the tracer is made. */
function inFunction(name: string, ...body: readonly string[]) {
  return { name, code: OTEL + lines('export async function run(order) {', ...body, '}') };
}

/** The data of a report. */
function data(span: string, where: string, end = 'span.end()', method = 'startSpan') {
  return { span, method, end, where };
}

describe('ended or handed off', () => {
  ruleTester.run('require-span-end', rule, {
    valid: [
      inFunction(
        'finally',
        "  const span = tracer.startSpan('a');",
        '  try {',
        '    return await work();',
        '  } finally {',
        '    span.end();',
        '  }',
      ),
      inFunction(
        'fetched and ended by the callback of the context that it is put into',
        "  return context.with(trace.setSpan(context.active(), tracer.startSpan('a')), async () => {",
        '    const activeSpan = trace.getActiveSpan();',
        '    try {',
        '      return await work();',
        '    } finally {',
        '      activeSpan?.end();',
        '    }',
        '  });',
      ),
      inFunction(
        'a child logger before the `try`',
        "  const span = tracer.startSpan('a');",
        '  const log = this.logger.child({ id: order.id });',
        '  span.end();',
        '  return log;',
      ),
      inFunction(
        'what hardly throws before the `try`, in a `try` that answers',
        '  try {',
        "    const span = tracer.startSpan('a');",
        '    const options = readOptions(order);',
        '    try {',
        '      await work(options);',
        '    } finally {',
        '      span.end();',
        '    }',
        '  } catch (error) {',
        '    return { error };',
        '  }',
      ),
      inFunction(
        'a child by hand, whose end cannot throw',
        "  const parent = tracer.startSpan('parent');",
        "  const child = tracer.startSpan('child', {}, trace.setSpan(context.active(), parent));",
        "  child.setAttribute('a', 1);",
        '  child.end();',
        '  parent.end();',
      ),
      {
        name: 'metrics, records and propagation, which never throw',
        code:
          OTEL +
          lines(
            "import { metrics, propagation } from '@opentelemetry/api';",
            "import { audit } from './audit.js';",
            "const orders = metrics.getMeter('a').createCounter('orders');",
            'export async function run(log) {',
            "  const span = tracer.startSpan('a');",
            '  const carrier = {};',
            '  propagation.inject(trace.setSpan(context.active(), span), carrier);',
            '  orders.add(1, { ok: true });',
            "  log.info('done');",
            '  span.end();',
            '}',
          ),
      },
      {
        name: 'a tree of spans that is built by a function that calls itself',
        code:
          OTEL +
          lines(
            'export function build(nodes, parent) {',
            '  nodes.filter((node) => node.parent === parent).forEach((node) => {',
            '    tracer.startActiveSpan(node.name, (span) => {',
            '      build(nodes, node.id);',
            '      span.end();',
            '    });',
            '  });',
            '}',
            'export function run(order) {',
            "  const span = tracer.startSpan('a');",
            '  build(order.nodes, order.id);',
            '  span.end();',
            '}',
          ),
      },
      inFunction(
        'what fails is a value',
        "  const span = tracer.startSpan('a');",
        '  const result = await load(order);',
        '  if (result.isErr()) span.setStatus({ code: SpanStatusCode.ERROR });',
        '  span.end();',
        '  return result;',
      ),
      inFunction(
        'a middleware that asks how the rest went',
        "  const span = tracer.startSpan('a');",
        '  const result = await order.next();',
        '  if (!result.ok) span.setStatus({ code: SpanStatusCode.ERROR });',
        '  span.end();',
        '  return result;',
      ),
      inFunction(
        'the active context of a tracing API that is handed on',
        "  const span = tracer.startSpan('a');",
        '  order.api.trace.setSpan(order.api.context.active(), span);',
        '  span.end();',
      ),
      inFunction(
        'what fails is the first element',
        "  const span = tracer.startSpan('a');",
        '  const [error, user] = await tryCatch(load(order));',
        '  span.end();',
        '  return error ?? user;',
      ),
      inFunction(
        'options of a child that are returned',
        "  const span = tracer.startSpan('a');",
        '  await work();',
        '  return { parentSpan: span };',
      ),
      inFunction(
        'options of a child that are kept',
        "  const span = tracer.startSpan('a');",
        '  await work();',
        '  const options = { childOf: span };',
        '  queue.push(options);',
      ),
      {
        name: 'a method of the class that catches everything',
        code:
          OTEL +
          lines(
            'class Orders {',
            '  async run() {',
            "    const span = tracer.startSpan('a');",
            '    await this.report();',
            '    span.end();',
            '  }',
            '  async report() {',
            '    try { await fetch(this.url); } catch (error) { console.error(error); }',
            '  }',
            '}',
          ),
      },
      {
        name: 'an async function of the file that nothing waits for',
        code:
          OTEL +
          lines(
            'export function run() {',
            "  const span = tracer.startSpan('a');",
            '  main();',
            '  span.end();',
            '}',
            "async function main() { throw new Error('no broker'); }",
          ),
      },
      {
        name: 'a function of the file in which nothing can throw',
        code:
          OTEL +
          lines(
            'export function run(order) {',
            "  const span = tracer.startSpan('a');",
            '  const total = sum(order.price, order.tax);',
            '  span.end();',
            '  return total;',
            '}',
            'function sum(a, b) { return Math.round(a + b); }',
          ),
      },
      {
        name: "k6's tracer, which is of another runtime",
        code: lines(
          "import { Tracer } from 'k6/x/otel';",
          "import http from 'k6/http';",
          'const tracer = new Tracer();',
          'export default function () {',
          "  const span = tracer.startSpan('index', { user: 1 });",
          '  http.get(url, { headers: headersOf(span.traceParent()) });',
          '  span.end();',
          '}',
        ),
      },
      inFunction(
        'only what hardly throws',
        "  const span = tracer.startSpan('a');",
        '  const response = new Response(JSON.stringify({}));',
        '  span.setAttributes(attributesOf(order));',
        "  counter.add(1, { of: url.searchParams.get('of') });",
        "  const isPartial = req.store.getState().getIn(['rendering', 'isPartial']);",
        '  span.end();',
        '  return response;',
      ),
      {
        name: 'a promise that a function of the file deals with',
        code:
          OTEL +
          lines(
            'export async function run(url) {',
            "  const span = tracer.startSpan('a');",
            '  const name = await getName(url);',
            "  span.setAttribute('app.name', name);",
            '  span.end();',
            '}',
            'const getName = (url) =>',
            '  fetch(url).then((data) => data.text()).catch((error) => console.error(`no name: ${error}`));',
          ),
      },
      inFunction(
        'code between the start and the try',
        "  const span = tracer.startSpan('a');",
        '  const id = randomUUID();',
        '  try { await work(id); } finally { span.end(); }',
      ),
      inFunction(
        'in the try and in every branch of the catch',
        "  const span = tracer.startSpan('a');",
        '  try {',
        '    const result = await work();',
        '    span.end();',
        '    return result;',
        '  } catch (error) {',
        '    if (error.retry) { span.end(); return retry(); }',
        '    span.end();',
        '    throw error;',
        '  }',
      ),
      inFunction(
        'an active span ended in a finally',
        "  return tracer.startActiveSpan('a', async (span) => {",
        '    try { return await work(); } finally { span.end(); }',
        '  });',
      ),
      inFunction(
        'with options, context and callback',
        "  return tracer.startActiveSpan('a', { kind: 1 }, context.active(), (span) => {",
        '    try { return work(); } finally { span.end(); }',
        '  });',
      ),
      inFunction(
        'nothing between start and end can throw',
        "  const span = tracer.startSpan('a');",
        "  span.setAttribute('id', order.id);",
        '  span.end();',
      ),
      inFunction(
        'only members of the span are called',
        "  const span = tracer.startSpan('a').setAttribute('a', 1);",
        '  span.setStatus({ code: SpanStatusCode.OK }).end();',
      ),
      inFunction(
        'ended at once',
        "  tracer.startSpan('a').end();",
        "  tracer.startSpan('b').setAttribute('id', 1).end();",
      ),
      inFunction('returned', "  return tracer.startSpan('a');"),
      inFunction('returned later', "  const span = tracer.startSpan('a');", '  return span;'),
      inFunction(
        'returned in a tuple',
        "  const span = tracer.startSpan('a');",
        '  return [span, await work()];',
      ),
      inFunction(
        'put on an object that another method ends it on',
        "  const span = tracer.startSpan('a');",
        '  order.currentSpan = span;',
        '  await work();',
      ),
      inFunction('started into a field', "  order.span = tracer.startSpan('a');", '  await work();'),
      inFunction(
        'put in a map',
        "  const span = tracer.startSpan('a');",
        '  spans.set(order.id, span);',
        '  await work();',
      ),
      inFunction(
        'passed to a function of another file',
        "  const span = tracer.startSpan('a');",
        '  await finishLater(span);',
      ),
      inFunction(
        'ended by an event',
        "  const span = tracer.startSpan('a');",
        "  stream.on('end', () => span.end());",
        "  stream.on('error', (error) => { span.recordException(error); span.end(); });",
        '  stream.resume();',
      ),
      inFunction(
        'ended by promise.finally',
        "  const span = tracer.startSpan('a');",
        '  return work().finally(() => span.end());',
      ),
      inFunction(
        'ended in callbacks of options',
        "  const span = tracer.startSpan('a');",
        '  subscribe({ onComplete: () => span.end(), onError: () => span.end() });',
      ),
      inFunction(
        'ended inside the context',
        "  const span = tracer.startSpan('a');",
        '  return context.with(trace.setSpan(context.active(), span), async () => {',
        '    try { return await work(); } finally { span.end(); }',
        '  });',
      ),
      inFunction(
        'started on a condition',
        "  const span = order.traced ? tracer.startSpan('a') : undefined;",
        '  try { await work(); } finally { span?.end(); }',
      ),
      inFunction(
        'started on a condition, ended on the same',
        '  let span;',
        "  if (order.traced) span = tracer.startSpan('a');",
        '  try { await work(); } finally { if (span) span.end(); }',
      ),
      inFunction(
        'by another name',
        "  const span = tracer.startSpan('a');",
        '  const current = span;',
        '  try { await work(); } finally { current.end(); }',
      ),
      inFunction(
        'ended once by a flag',
        "  const span = tracer.startSpan('a');",
        '  let ended = false;',
        '  try { await work(); span.end(); ended = true; } finally { if (!ended) span.end(); }',
      ),
      inFunction(
        'the active span is ended by fetching it',
        "  return tracer.startActiveSpan('a', async () => {",
        '    try { return await work(); } finally { trace.getActiveSpan()?.end(); }',
        '  });',
      ),
      inFunction(
        'an active span handed to a helper that may end it',
        "  return tracer.startActiveSpan('a', (span) => runAndEnd(span, order));",
      ),
      {
        name: 'a helper of the file ends it',
        code:
          OTEL +
          lines(
            'function finish(span, error) { if (error) span.recordException(error); span.end(); }',
            "export function run() { const span = tracer.startSpan('a'); work(); finish(span); }",
          ),
      },
      {
        name: 'a wrapper that ends the span of its callback',
        code:
          OTEL +
          lines(
            'export function withSpan(name, fn) {',
            '  return tracer.startActiveSpan(name, async (span) => {',
            '    try { return await fn(span); } finally { span.end(); }',
            '  });',
            '}',
            "export const load = () => withSpan('load', async () => { await work(); });",
          ),
      },
      {
        name: 'a class of the project that is named like a tracer',
        code: lines(
          'class Tracer {',
          '  startActiveSpan(name, fn) { const span = begin(name); try { return fn(span); } finally { span.end(); } }',
          '}',
          'const tracer = new Tracer();',
          "export const load = () => tracer.startActiveSpan('load', async (span) => { await work(); });",
        ),
      },
      {
        name: 'a project helper that takes the tracer',
        code:
          OTEL +
          lines(
            "import { startSpan } from './telemetry';",
            "export const load = () => startSpan(tracer, 'load', async (span) => { await work(); });",
          ),
      },
      {
        name: 'a tracer of unknown origin, whose span nobody here ends',
        code: "export function run(tracer) { tracer.startActiveSpan('a', (span) => work()); }",
      },
      {
        name: 'a startSpan that is no tracer',
        code: "import { timeline } from './timeline'; export function run() { timeline.startSpan('a'); work(); }",
      },
      {
        name: 'spans that the library ends',
        code: lines(
          "import * as Sentry from '@sentry/node';",
          "import tracer from 'dd-trace';",
          "import { wrapTracer } from '@opentelemetry/api/experimental';",
          'export async function run(inner) {',
          "  await Sentry.startSpan({ name: 'a' }, async (span) => work(span.name));",
          "  await tracer.trace('b', async (span) => work());",
          "  tracer.wrap('c', () => work());",
          "  await wrapTracer(inner).withActiveSpan('d', async (span) => { await work(); });",
          '}',
        ),
      },
      {
        name: 'Sentry’s manual spans, ended',
        code: lines(
          "import { startInactiveSpan, startSpanManual } from '@sentry/node';",
          'export async function run(stream) {',
          "  const span = startInactiveSpan({ name: 'a' });",
          '  try { await work(); } finally { span.end(); }',
          "  startSpanManual({ name: 'b' }, (inner, finish) => { stream.on('end', finish); });",
          "  startSpanManual({ name: 'c' }, (inner) => { try { work(); } finally { inner.end(); } });",
          '}',
        ),
      },
      {
        name: 'dd-trace with a done callback',
        code: lines(
          "const tracer = require('dd-trace').init();",
          'exports.run = (job) => {',
          "  tracer.trace('a', (span, done) => { job.run(done); });",
          "  const span = tracer.startSpan('b');",
          '  try { job.check(); } finally { span.finish(); }',
          '};',
        ),
        languageOptions: commonJs,
      },
      {
        name: 'using',
        code: OTEL + "export function run() { using span = tracer.startSpan('a'); work(); }",
      },
      {
        name: 'in a test, whose failure needs no trace',
        filename: 'src/orders.test.ts',
        code:
          OTEL +
          "it('loads', async () => { const span = tracer.startSpan('a'); await load(); span.end(); });",
      },
      {
        name: 'a generator that ends it',
        code:
          OTEL +
          lines(
            'export function* pages() {',
            "  const span = tracer.startSpan('a');",
            '  try { yield* read(); } finally { span.end(); }',
            '}',
          ),
      },
      {
        name: 'a method that starts and another that ends',
        code:
          OTEL +
          lines(
            'export class Job {',
            "  onStart() { this.span = tracer.startSpan('job'); this.open(); }",
            '  onStop() { this.span.end(); }',
            '}',
          ),
      },
    ],
    invalid: [],
  });
});

describe('lost', () => {
  ruleTester.run('require-span-end', rule, {
    valid: [],
    invalid: [
      {
        ...inFunction('never', "  const span = tracer.startSpan('a');", '  await work();'),
        output: inFunction(
          '',
          "  const span = tracer.startSpan('a');",
          '  try {',
          '    await work();',
          '  } finally {',
          '    span.end();',
          '  }',
        ).code,
        errors: [{ messageId: 'never', data: data('Span "a"', '') }],
      },
      {
        ...inFunction(
          'put into a context, and fetched there without an end',
          "  return context.with(trace.setSpan(context.active(), tracer.startSpan('a')), async () => {",
          "    trace.getActiveSpan()?.setAttribute('id', order.id);",
          '    return work();',
          '  });',
        ),
        errors: [{ messageId: 'never', data: { span: 'Span "a"', end: 'span.end()', where: '' } }],
      },
      {
        ...inFunction('result thrown away', "  tracer.startSpan('a');"),
        errors: [{ messageId: 'never', data: data('Span "a"', '') }],
      },
      {
        ...inFunction(
          'when the work throws',
          "  const span = tracer.startSpan('a');",
          '  await work();',
          '  span.end();',
        ),
        output: inFunction(
          '',
          "  const span = tracer.startSpan('a');",
          '  try {',
          '    await work();',
          '  } finally {',
          '    span.end();',
          '  }',
        ).code,
        errors: [{ messageId: 'throw', data: data('Span "a"', '`work()` throws (line 5)') }],
      },
      {
        name: 'when a function of the file throws',
        code:
          OTEL +
          lines(
            'export function run(order) {',
            "  const span = tracer.startSpan('a');",
            '  check(order);',
            '  span.end();',
            '}',
            "function check(order) { if (!order.id) throw new Error('no id'); }",
          ),
        output:
          OTEL +
          lines(
            'export function run(order) {',
            "  const span = tracer.startSpan('a');",
            '  try {',
            '    check(order);',
            '  } finally {',
            '    span.end();',
            '  }',
            '}',
            "function check(order) { if (!order.id) throw new Error('no id'); }",
          ),
        errors: [{ messageId: 'throw', data: data('Span "a"', '`check(order)` throws (line 5)') }],
      },
      {
        ...inFunction(
          'on a return',
          "  const span = tracer.startSpan('a');",
          '  if (!order) return;',
          '  span.end();',
        ),
        output: inFunction(
          '',
          "  const span = tracer.startSpan('a');",
          '  try {',
          '    if (!order) return;',
          '  } finally {',
          '    span.end();',
          '  }',
        ).code,
        errors: [{ messageId: 'exit', data: data('Span "a"', 'on the return in line 5') }],
      },
      {
        ...inFunction(
          'after a catch that does not end it',
          "  const span = tracer.startSpan('a');",
          '  try {',
          '    await work();',
          '    span.end();',
          '  } catch (error) {',
          '    log(error);',
          '  }',
        ),
        output: inFunction(
          '',
          "  const span = tracer.startSpan('a');",
          '  try {',
          '    await work();',
          '  } catch (error) {',
          '    log(error);',
          '  } finally {',
          '    span.end();',
          '  }',
        ).code,
        errors: [{ messageId: 'exit', data: data('Span "a"', 'after the `catch` in line 8') }],
      },
      {
        ...inFunction(
          'when a loop is left',
          '  for (const item of order.items) {',
          "    const span = tracer.startSpan('a');",
          '    if (!item) continue;',
          '    span.end();',
          '  }',
        ),
        output: inFunction(
          '',
          '  for (const item of order.items) {',
          "    const span = tracer.startSpan('a');",
          '    try {',
          '      if (!item) continue;',
          '    } finally {',
          '      span.end();',
          '    }',
          '  }',
        ).code,
        errors: [{ messageId: 'exit', data: data('Span "a"', 'when line 6 leaves the loop') }],
      },
      {
        ...inFunction(
          'an active span whose callback throws',
          "  return tracer.startActiveSpan('a', async (span) => {",
          '    await work();',
          '    span.end();',
          '  });',
        ),
        output: inFunction(
          '',
          "  return tracer.startActiveSpan('a', async (span) => {",
          '    try {',
          '      await work();',
          '    } finally {',
          '      span.end();',
          '    }',
          '  });',
        ).code,
        errors: [
          {
            messageId: 'throw',
            data: data('Span "a"', '`work()` throws (line 5)', 'span.end()', 'startActiveSpan'),
          },
        ],
      },
      {
        ...inFunction(
          'an active span that is never ended',
          "  return tracer.startActiveSpan('a', { kind: 1 }, async (span) => work());",
        ),
        errors: [{ messageId: 'callback', data: data('Span "a"', '', 'span.end()', 'startActiveSpan') }],
      },
      {
        ...inFunction(
          'an active span that the callback does not take',
          "  return tracer.startActiveSpan('a', () => work());",
        ),
        errors: [{ messageId: 'callback', data: data('Span "a"', '', 'span.end()', 'startActiveSpan') }],
      },
      {
        name: 'a callback by its name',
        code:
          OTEL +
          lines(
            "export const run = () => tracer.startActiveSpan('a', handle);",
            'async function handle(active) { await work(); active.end(); }',
          ),
        output:
          OTEL +
          lines(
            "export const run = () => tracer.startActiveSpan('a', handle);",
            'async function handle(active) { try { await work(); } finally { active.end(); } }',
          ),
        errors: [
          {
            messageId: 'throw',
            data: data('Span "a"', '`work()` throws (line 4)', 'active.end()', 'startActiveSpan'),
          },
        ],
      },
      {
        ...inFunction(
          'the context keeps nothing',
          "  const span = tracer.startSpan('a');",
          '  return context.with(trace.setSpan(context.active(), span), () => work());',
        ),
        errors: [{ messageId: 'never', data: data('Span "a"', '') }],
      },
      {
        name: 'a helper of the file only marks it',
        code:
          OTEL +
          lines(
            'function mark(span, error) { span.recordException(error); }',
            'export function run() {',
            "  const span = tracer.startSpan('a');",
            '  try { work(); } catch (error) { mark(span, error); }',
            '}',
          ),
        output:
          OTEL +
          lines(
            'function mark(span, error) { span.recordException(error); }',
            'export function run() {',
            "  const span = tracer.startSpan('a');",
            '  try { work(); } catch (error) { mark(span, error); } finally { span.end(); }',
            '}',
          ),
        errors: [{ messageId: 'never', data: data('Span "a"', '') }],
      },
      {
        ...inFunction(
          'a name that is not written out',
          '  const outer = tracer.startSpan(order.name);',
          '  await work();',
          '  outer.end();',
        ),
        output: inFunction(
          '',
          '  const outer = tracer.startSpan(order.name);',
          '  try {',
          '    await work();',
          '  } finally {',
          '    outer.end();',
          '  }',
        ).code,
        errors: [
          { messageId: 'throw', data: data('Span `outer`', '`work()` throws (line 5)', 'outer.end()') },
        ],
      },
      {
        name: 'a child keeps its parent only to look at it',
        code: lines(
          "import { globalTracer } from 'opentracing';",
          'export function run() {',
          "  const parent = globalTracer().startSpan('parent');",
          "  const child = globalTracer().startSpan('child', { childOf: parent });",
          '  child.finish();',
          '}',
        ),
        output: lines(
          "import { globalTracer } from 'opentracing';",
          'export function run() {',
          "  const parent = globalTracer().startSpan('parent');",
          '  try {',
          "    const child = globalTracer().startSpan('child', { childOf: parent });",
          '    child.finish();',
          '  } finally {',
          '    parent.finish();',
          '  }',
          '}',
        ),
        errors: [{ messageId: 'never', data: data('Span "parent"', '', 'parent.finish()') }],
      },
      {
        name: 'Sentry’s manual spans',
        code: lines(
          "import * as Sentry from '@sentry/node';",
          'export async function run() {',
          "  const span = Sentry.startInactiveSpan({ name: 'a' });",
          '  await work();',
          '  span.end();',
          "  Sentry.startSpanManual({ name: 'b' }, async (inner, finish) => { await work(); finish(); });",
          '}',
        ),
        output: lines(
          "import * as Sentry from '@sentry/node';",
          'export async function run() {',
          "  const span = Sentry.startInactiveSpan({ name: 'a' });",
          '  try {',
          '    await work();',
          '  } finally {',
          '    span.end();',
          '  }',
          "  Sentry.startSpanManual({ name: 'b' }, async (inner, finish) => { await work(); finish(); });",
          '}',
        ),
        errors: [
          {
            messageId: 'throw',
            data: data('Span "a"', '`work()` throws (line 4)', 'span.end()', 'startInactiveSpan'),
          },
          {
            messageId: 'throw',
            data: data('Span "b"', '`work()` throws (line 6)', 'inner.end()', 'startSpanManual'),
          },
        ],
      },
      {
        name: 'dd-trace',
        code: lines(
          "import tracer from 'dd-trace';",
          'export async function run() {',
          "  const span = tracer.startSpan('a');",
          '  await work();',
          '  span.finish();',
          "  tracer.trace('b', (inner, done) => { work(); });",
          '}',
        ),
        output: lines(
          "import tracer from 'dd-trace';",
          'export async function run() {',
          "  const span = tracer.startSpan('a');",
          '  try {',
          '    await work();',
          '  } finally {',
          '    span.finish();',
          '  }',
          "  tracer.trace('b', (inner, done) => { try { work(); } finally { inner.finish(); } });",
          '}',
        ),
        errors: [
          { messageId: 'throw', data: data('Span "a"', '`work()` throws (line 4)', 'span.finish()') },
          { messageId: 'callback', data: data('Span "b"', '', 'inner.finish()', 'trace') },
        ],
      },
      {
        name: 'a tracer that only its name says to be one, whose span is ended here',
        code: lines(
          "import { tracer } from '@company/telemetry';",
          'export async function run() {',
          "  const span = tracer.startSpan('a');",
          '  await work();',
          '  span.end();',
          '}',
        ),
        output: lines(
          "import { tracer } from '@company/telemetry';",
          'export async function run() {',
          "  const span = tracer.startSpan('a');",
          '  try {',
          '    await work();',
          '  } finally {',
          '    span.end();',
          '  }',
          '}',
        ),
        errors: [{ messageId: 'throw', data: data('Span "a"', '`work()` throws (line 4)') }],
      },
      {
        name: 'the settings name the tracer',
        code: "import { tracing } from '@company/telemetry'; export function run() { tracing.startSpan('a'); }",
        settings: { observability: { tracers: ['tracing'] } },
        errors: [{ messageId: 'never', data: data('Span "a"', '') }],
      },
      {
        name: 'a tracer held in a field, by its type',
        code: lines(
          "import type { Tracer } from '@opentelemetry/api';",
          'export class Orders {',
          '  constructor(private readonly tracer: Tracer) {}',
          '  async load() {',
          "    const span = this.tracer.startSpan('a');",
          '    await this.read();',
          '    span.end();',
          '  }',
          '}',
        ),
        output: lines(
          "import type { Tracer } from '@opentelemetry/api';",
          'export class Orders {',
          '  constructor(private readonly tracer: Tracer) {}',
          '  async load() {',
          "    const span = this.tracer.startSpan('a');",
          '    try {',
          '      await this.read();',
          '    } finally {',
          '      span.end();',
          '    }',
          '  }',
          '}',
        ),
        errors: [{ messageId: 'throw', data: data('Span "a"', '`this.read()` throws (line 6)') }],
      },
      {
        name: 'a tracer of a parameter, a function and a provider',
        code: lines(
          "import { trace, type Tracer } from '@opentelemetry/api';",
          "import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';",
          "const getTracer = () => trace.getTracer('orders');",
          'const provider = new NodeTracerProvider();',
          "export function a(tracer: Tracer) { tracer.startSpan('a'); }",
          "export function b() { getTracer().startSpan('b'); }",
          "export function c() { provider.getTracer('c').startSpan('c'); }",
          "export function d() { trace.getTracerProvider().getTracer('d').startSpan('d'); }",
        ),
        errors: ['a', 'b', 'c', 'd'].map((name) => ({
          messageId: 'never' as const,
          data: data(`Span "${name}"`, ''),
        })),
      },
      {
        name: 'a method that gives back a span, ended here',
        code: lines(
          "import type { Tracer } from '@opentelemetry/api';",
          'export class Orders {',
          '  constructor(private readonly tracer: Tracer) {}',
          "  private beginSpan() { return this.tracer.startSpan('load'); }",
          '  async load() {',
          '    const span = this.beginSpan();',
          '    await this.read();',
          '    span.end();',
          '  }',
          '}',
        ),
        output: lines(
          "import type { Tracer } from '@opentelemetry/api';",
          'export class Orders {',
          '  constructor(private readonly tracer: Tracer) {}',
          "  private beginSpan() { return this.tracer.startSpan('load'); }",
          '  async load() {',
          '    const span = this.beginSpan();',
          '    try {',
          '      await this.read();',
          '    } finally {',
          '      span.end();',
          '    }',
          '  }',
          '}',
        ),
        errors: [
          {
            messageId: 'throw',
            data: data('Span `span`', '`this.read()` throws (line 7)', 'span.end()', 'beginSpan'),
          },
        ],
      },
    ],
  });
});

/** A case of a job that starts a span and calls a method of its own in between. */
function inJob(name: string, call: string, members = '', base = '') {
  return {
    name,
    code:
      OTEL +
      lines(
        `export class Job ${base}{`,
        '  async run() {',
        "    const span = tracer.startSpan('job');",
        `    ${call};`,
        '    span.end();',
        '  }',
        ...(members === '' ? [] : [`  ${members}`]),
        '}',
      ),
  };
}

describe('while a method of its own runs', () => {
  const reported = (where: string) => [{ messageId: 'throw', data: data('Span "job"', where) }];
  ruleTester.run('require-span-end', rule, {
    valid: [
      inJob('that gives a text', 'this.label = this.getName()', 'getName() { return `job ${this.id}`; }'),
      inJob('that is private', 'this.#note(1)', '#note(count) { this.count = count; }'),
      inJob('that is a field', 'this.note()', 'note = () => { this.count += 1; };'),
      inJob(
        'in an arrow function',
        'this.ids.forEach((id) => this.note(id))',
        'note(id) { this.last = id; }',
      ),
      inJob('that is inherited and answers', 'this.label = this.getName()', '', 'extends Base '),
      inJob(
        'that is abstract and answers',
        'this.label = this.getName()',
        'abstract getName(): string;',
        'extends Base ',
      ),
    ],
    invalid: [
      ['that throws', 'this.getName()', 'getName() { if (!this.id) throw new Error(); }'],
      ['that loads', 'await this.getName()', 'async getName() { return load(this.id); }'],
      ['that is inherited and waited for', 'await this.getName()', ''],
      ['that is inherited and works', 'this.process()', ''],
      ['that is inherited and is asked for something', 'this.getName(order)', ''],
    ].map(([name = '', call = '', members = '']) => {
      const { code } = inJob(name, call, members, 'extends Base ');
      const at = call.replace(/^await /, '');
      return {
        ...inJob(name, call, members, 'extends Base '),
        output: code
          .replace(`    ${call};`, `    try {\n      ${call};\n    } finally {\n      span.end();\n    }`)
          .replace('    }\n    span.end();', '    }'),
        errors: reported(`\`${at}\` throws (line 6)`),
      };
    }),
  });
});

describe('options', () => {
  ruleTester.run('require-span-end', rule, {
    valid: [
      {
        ...inFunction(
          'beforeTry: what gives its error back',
          "  const span = tracer.startSpan('a');",
          '  const { status, error } = await work();',
          "  if (status === 'error') span.recordException(error);",
          '  span.end();',
        ),
        options: [{ beforeTry: true }],
      },
      {
        ...inFunction(
          'beforeTry: a function that logs',
          "  const span = tracer.startSpan('a');",
          "  logError('Query failed', { query });",
          '  span.end();',
        ),
        options: [{ beforeTry: true }],
      },
      {
        ...inFunction(
          'beforeTry: what the same finally cleans up',
          "  const span = tracer.startSpan('a');",
          '  try { await work(); } finally {',
          '    release?.();',
          '    span.end();',
          '  }',
        ),
        options: [{ beforeTry: true }],
      },
      {
        ...inFunction(
          'beforeTry: time that passes',
          "  const span = tracer.startSpan('a');",
          '  await new Promise((resolve) => setTimeout(resolve, 50));',
          '  await new Promise((done) => { setTimeout(done, delay); });',
          '  span.end();',
        ),
        options: [{ beforeTry: true }],
      },
    ],
    invalid: [
      {
        ...inFunction(
          'beforeTry: code between the start and the try',
          "  const span = tracer.startSpan('a');",
          '  const id = randomUUID();',
          '  try { await work(id); } finally { span.end(); }',
        ),
        options: [{ beforeTry: true }],
        errors: [{ messageId: 'throw', data: data('Span "a"', '`randomUUID()` throws (line 5)') }],
      },
      {
        ...inFunction(
          'beforeTry: what hardly throws',
          "  const span = tracer.startSpan('a');",
          '  const text = JSON.stringify(order);',
          '  span.end();',
          '  return text;',
        ),
        options: [{ beforeTry: true }],
        errors: [{ messageId: 'throw', data: data('Span "a"', '`JSON.stringify(order)` throws (line 5)') }],
        output: inFunction(
          '',
          "  const span = tracer.startSpan('a');",
          '  try {',
          '    const text = JSON.stringify(order);',
          '    return text;',
          '  } finally {',
          '    span.end();',
          '  }',
        ).code,
      },
      {
        name: 'presumed: a tracer that only its name says to be one',
        code: "import { tracer } from '@company/telemetry'; export function run() { tracer.startSpan('a'); }",
        options: [{ presumed: true }],
        errors: [{ messageId: 'never', data: data('Span "a"', '') }],
      },
    ],
  });
});

describe('across CommonJS modules', () => {
  const load = (call: string, brought: string) => ({
    name: `${brought} ${call}`,
    filename: 'load.js',
    code: lines(
      "const { trace } = require('@opentelemetry/api');",
      "const tracer = trace.getTracer('app');",
      brought,
      'exports.load = async () => {',
      "  const span = tracer.startSpan('a');",
      `  await ${call};`,
      '  span.end();',
      '};',
    ),
    languageOptions: commonJs,
  });
  const QUIET = '{ try { return await fetch(url); } catch (error) { return []; } }';
  project({
    'package.json': { name: 'app' },
    'object.js': lines(
      `async function list() ${QUIET}`,
      'async function loud() { return await fetch(url); }',
      'module.exports = { list, loud };',
    ),
    'named.js': lines(
      `exports.list = async function () ${QUIET};`,
      `module.exports.all = async () => ${QUIET};`,
    ),
    'function.js': `module.exports = async function list() ${QUIET};`,
  }).run('require-span-end', rule, {
    valid: [
      load('list()', "const { list } = require('./object');"),
      load('find()', "const { list: find } = require('./object');"),
      load('db.list()', "const db = require('./object.js');"),
      load('db.all()', "const db = require('./named');"),
      load('list()', "const { list } = require('./named');"),
      load('list()', "const list = require('./function');"),
    ],
    invalid: [
      load('loud()', "const { loud } = require('./object');"),
      load('db.loud()', "const db = require('./object');"),
      load('list()', "let { list } = require('./object'); list = other;"),
      load('list()', "const { list } = require('./missing');"),
    ].map((each) => {
      const [, call = ''] = / {2}await (.*);/.exec(each.code) ?? [];
      const ended = lines('  try {', `    await ${call};`, '  } finally {', '    span.end();', '  }', '};');
      return {
        ...each,
        output: each.code.replace(/ {2}await [^]*$/, ended),
        errors: [{ messageId: 'throw' as const, data: data('Span "a"', `\`${call}\` throws (line 6)`) }],
      };
    }),
  });
});

describe('across modules', () => {
  project({
    'package.json': { name: 'app' },
    'src/audit.ts': lines(
      "import { save } from './db.js';",
      'export async function audit(id: string) {',
      '  try {',
      '    await save(id);',
      '  } catch (error) {',
      "    console.error('audit failed', error);",
      '  }',
      '}',
      'export async function auditLoudly(id: string) {',
      '  try {',
      '    await save(id);',
      '  } catch (error) {',
      '    throw new Error(`audit of ${id} failed`, { cause: error });',
      '  }',
      '}',
      'export class Auditor {',
      '  async record(id: string) { await audit(id); this.count(id); }',
      '  private count(id: string) { console.info(id); }',
      '}',
    ),
    'src/tracing.ts': lines(
      "import { trace } from '@opentelemetry/api';",
      "export const tracer = trace.getTracer('app');",
      'export class Spans {',
      '  startActiveSpan(name: string, fn: (span: unknown) => unknown) {',
      '    return tracer.startActiveSpan(name, (span) => { try { return fn(span); } finally { span.end(); } });',
      '  }',
      '}',
      'export const spans = new Spans();',
    ),
  }).run('require-span-end', rule, {
    valid: [
      {
        name: 'a wrapper of the project ends the span itself',
        filename: 'src/load.ts',
        code: "import { spans } from './tracing.js'; spans.startActiveSpan('a', async (span) => { await work(); });",
      },
      {
        name: 'a function of another module that catches everything',
        filename: 'src/load.ts',
        code: "import { tracer } from './tracing.js'; import { audit } from './audit.js'; export async function load(id) { const span = tracer.startSpan('a'); await audit(id); span.end(); }",
      },
      {
        name: 'a method of another module that goes through functions which catch everything',
        filename: 'src/load.ts',
        code: "import { tracer } from './tracing.js'; import { Auditor } from './audit.js'; const auditor = new Auditor(); export async function load(id) { const span = tracer.startSpan('a'); await auditor.record(id); span.end(); }",
      },
      {
        name: 'a tracer of the project, which takes its options last',
        filename: 'src/load.ts',
        options: [{ presumed: true }],
        code: "import { tracer } from '@acme/tracer'; tracer.startActiveSpan('a', async (span) => { await work(); }, { attributes: {} });",
      },
    ],
    invalid: [
      {
        name: 'a function of another module that throws again',
        filename: 'src/load.ts',
        code: "import { tracer } from './tracing.js'; import { auditLoudly } from './audit.js'; export async function load(id) { const span = tracer.startSpan('a'); await auditLoudly(id); span.end(); }",
        output:
          "import { tracer } from './tracing.js'; import { auditLoudly } from './audit.js'; export async function load(id) { const span = tracer.startSpan('a'); try { await auditLoudly(id); } finally { span.end(); } }",
        errors: [{ messageId: 'throw', data: data('Span "a"', '`auditLoudly(id)` throws (line 1)') }],
      },
      {
        name: 'Datadog: a span that is made active is not handed off',
        filename: 'src/load.ts',
        code: lines(
          "import tracer from 'dd-trace';",
          'export function run(order) {',
          "  const span = tracer.startSpan('a');",
          '  return tracer.scope().activate(span, () => load(order));',
          '}',
        ),
        output: null,
        errors: [{ messageId: 'never', data: data('Span "a"', '', 'span.finish()') }],
      },

      {
        name: 'the project’s tracer',
        filename: 'src/load.ts',
        code: "import { tracer } from './tracing.js'; tracer.startActiveSpan('a', async (span) => { await work(); });",
        output:
          "import { tracer } from './tracing.js'; tracer.startActiveSpan('a', async (span) => { try { await work(); } finally { span.end(); } });",
        errors: [{ messageId: 'callback', data: data('Span "a"', '', 'span.end()', 'startActiveSpan') }],
      },
    ],
  });
});

describe('ended by the callbacks of a promise', () => {
  const started = (rest: string, before = '') =>
    OTEL + `${before}export async function run(order, on) { const span = tracer.startSpan('a'); ${rest} }`;
  const rejects = '`work()` rejects (line 3)';
  const reported = (name: string, code: string, where: string, messageId = 'throw') => ({
    name,
    code,
    output: null,
    errors: [{ messageId, data: { span: 'Span "a"', end: 'span.end()', where } }],
  });
  ruleTester.run('require-span-end', rule, {
    valid: [
      ...[
        'return work().finally(() => span.end());',
        'return work().then(() => span.end(), () => span.end());',
        'return work().then((r) => { span.end(); return r; }).catch((e) => { span.end(); throw e; });',
        'return work().catch((e) => { span.recordException(e); }).then(() => span.end());',
        'return work().then(() => {}).finally(() => { span.end(); });',
        'return work().then(() => span.end(), report);',
        'return work().then(() => span.end()).catch(report);',
        'const done = work().then(() => span.end()); done.catch(() => span.end()); return done;',
        'return work().then((stream) => stream.on("end", () => span.end()));',
        'return work((x) => on(x, () => span)).then(() => span.end());',
        'keep(span); return work().then(() => span.end());',
        'return Promise.resolve(1).then(() => span.end());',
      ].map((rest) => ({ name: rest, code: started(rest) })),
      {
        name: 'a function of this file that never rejects',
        code: started(
          'return quiet().then(() => span.end());',
          'async function quiet() { try { await work(); } catch {} }\n',
        ),
      },
    ],
    invalid: [
      reported('then, returned', started('return work().then((r) => { span.end(); return r; });'), rejects),
      reported('then, awaited', started('await work().then(() => span.end());'), rejects),
      reported(
        'then, with what goes on',
        started('return work().then(parse).then(() => span.end());'),
        rejects,
      ),
      reported(
        'then, and a catch that marks it',
        started('return work().then(() => span.end()).catch((e) => { span.recordException(e); throw e; });'),
        rejects,
      ),
      reported(
        'catch that throws on, then',
        started('return work().catch((e) => { throw e; }).then(() => span.end());'),
        rejects,
      ),
      reported(
        'catch alone',
        started('return work().catch((e) => { span.end(); throw e; });'),
        'when `work()` resolves (line 3)',
        'exit',
      ),
      {
        ...reported(
          'the span of a callback',
          OTEL +
            "export const run = () => tracer.startActiveSpan('a', (span) => work().then(() => span.end()));",
          rejects,
        ),
      },
    ],
  });
});

describe('overwritten while open', () => {
  const reported = (name: string, code: string, line: number) => ({
    name,
    code: OTEL + `export async function run(on) { ${code} }`,
    output: null,
    errors: [
      {
        messageId: 'overwritten',
        data: { span: 'Span "a"', end: 'span.end()', where: `before line ${line} overwrites \`span\`` },
      },
    ],
  });
  ruleTester.run('require-span-end', rule, {
    valid: [
      ...[
        "let span = tracer.startSpan('a'); span.end(); span = tracer.startSpan('b'); span.end();",
        "let span; if (on) { span = tracer.startSpan('a'); } else { span = tracer.startSpan('b'); } span.end();",
        "let span = tracer.startSpan('a'); const outer = span; keep(outer); span = tracer.startSpan('b'); span.end();",
        "let span = on ? tracer.startSpan('a') : undefined; span?.end(); span = undefined;",
      ].map((code) => ({ name: code, code: OTEL + `export async function run(on) { ${code} }` })),
    ],
    invalid: [
      reported(
        'one after the other',
        "let span = tracer.startSpan('a'); span = tracer.startSpan('b'); span.end();",
        3,
      ),
      reported(
        'on one path',
        "let span = tracer.startSpan('a'); if (on) { span = tracer.startSpan('b'); } span.end();",
        3,
      ),
      reported(
        'before a try',
        "let span = tracer.startSpan('a'); span = tracer.startSpan('b'); try { await work(); } finally { span.end(); }",
        3,
      ),
    ],
  });
});

describe('spans and transactions of Elastic APM', () => {
  const APM = "import apm from 'elastic-apm-node';\n";
  const never = (name: string, code: string, span: string, held: string) => ({
    name,
    code: APM + code,
    output: APM + code.replace(/ await work\(\); \}$/, ` try { await work(); } finally { ${held}.end(); } }`),
    errors: [{ messageId: 'never', data: { span, end: `${held}.end()`, where: '' } }],
  });
  ruleTester.run('require-span-end', rule, {
    valid: [
      "export async function run() { const span = apm.startSpan('load'); try { await work(); } finally { if (span) span.end(); } }",
      "export async function run() { const span = apm.startSpan('load'); try { await work(); } finally { span?.end(); } }",
      'export function run() { apm.currentTransaction?.setLabel("a", 1); }',
    ].map((code) => ({ name: code, code: APM + code })),
    invalid: [
      never(
        'a transaction',
        "export async function run() { const job = apm.startTransaction('load', 'job'); await work(); }",
        'Span "load"',
        'job',
      ),
      never(
        'a span of a transaction',
        "export async function run(job: apm.Transaction) { const span = apm.startSpan('find'); await work(); }",
        'Span "find"',
        'span',
      ),
    ],
  });
});

describe('a tracer that reads the context of a trace itself', () => {
  ruleTester.run('require-span-end', rule, {
    valid: [
      {
        name: 'between the start and the end',
        code: lines(
          "import { type Tracer, FORMAT_TEXT_MAP } from 'opentracing';",
          'export function handle(tracer: Tracer, message: Message) {',
          "  const span = tracer.startSpan('handle');",
          '  const parent = tracer.extract(FORMAT_TEXT_MAP, message.params);',
          '  span.finish();',
          '  return parent;',
          '}',
        ),
      },
    ],
    invalid: [],
  });
});

describe('a middleware whose next() gives back how the rest went', () => {
  const traced = (next: string, parameter: string) =>
    OTEL +
    lines(
      `export const timed = t.middleware(async (${parameter}) => {`,
      "  const span = tracer.startSpan('procedure');",
      `  const result = await ${next};`,
      '  span.end();',
      '  return result;',
      '});',
    );
  const cases = [
    { name: 'taken from its options', code: traced('next()', '{ next, path }') },
    { name: 'of its options', code: traced('opts.next()', 'opts') },
  ];
  const errors = [
    { messageId: 'throw' as const, data: data('Span "procedure"', '`next()` throws (line 5)') },
  ];
  project({ 'package.json': { name: 'api', dependencies: { '@trpc/server': '^11.0.0' } } }).run(
    'require-span-end',
    rule,
    {
      valid: cases,
      invalid: [
        {
          name: 'another’s, in the same package',
          code: traced('next()', 'request, next'),
          errors,
          output:
            OTEL +
            lines(
              'export const timed = t.middleware(async (request, next) => {',
              "  const span = tracer.startSpan('procedure');",
              '  try {',
              '    const result = await next();',
              '    return result;',
              '  } finally {',
              '    span.end();',
              '  }',
              '});',
            ),
        },
      ],
    },
  );
});

describe('a tracer that an instrumentation has', () => {
  const INSTRUMENTATION = "import { InstrumentationBase } from '@opentelemetry/instrumentation';";
  const REPORT = [{ messageId: 'throw' as const, data: data('Span "a"', '`work()` throws (line 2)') }];
  ruleTester.run('require-span-end', rule, {
    valid: [
      {
        name: 'a member of that name of a class that extends another',
        code: lines(
          "import { Base } from 'acme-base';",
          "class Plugin extends Base { async run() { const span = this.tracer.startSpan('a'); return { span }; } }",
        ),
      },
      {
        name: 'one that is ended',
        code: lines(
          INSTRUMENTATION,
          "class Plugin extends InstrumentationBase { async run() { const span = this.tracer.startSpan('a'); try { await work(); } finally { span.end(); } } }",
        ),
      },
    ],
    invalid: [
      {
        name: 'of `this`',
        code: lines(
          INSTRUMENTATION,
          "class Plugin extends InstrumentationBase { async run() { const span = this.tracer.startSpan('a'); await work(); span.end(); } }",
        ),
        output: lines(
          INSTRUMENTATION,
          "class Plugin extends InstrumentationBase { async run() { const span = this.tracer.startSpan('a'); try { await work(); } finally { span.end(); } } }",
        ),
      },
      {
        name: 'of what stands for `this`',
        code: lines(
          INSTRUMENTATION,
          "class Plugin extends InstrumentationBase { wrap() { const plugin = this; return async function () { const span = plugin.tracer.startSpan('a'); await work(); span.end(); }; } }",
        ),
        output: lines(
          INSTRUMENTATION,
          "class Plugin extends InstrumentationBase { wrap() { const plugin = this; return async function () { const span = plugin.tracer.startSpan('a'); try { await work(); } finally { span.end(); } }; } }",
        ),
      },
      {
        name: 'through a method of its own',
        code: lines(
          INSTRUMENTATION,
          "class Plugin extends InstrumentationBase { startSpan(name) { return this.tracer.startSpan(name); } async run() { const span = this.startSpan('a'); await work(); span.end(); } }",
        ),
        output: lines(
          INSTRUMENTATION,
          "class Plugin extends InstrumentationBase { startSpan(name) { return this.tracer.startSpan(name); } async run() { const span = this.startSpan('a'); try { await work(); } finally { span.end(); } } }",
        ),
      },
      {
        name: 'by what its maker returns',
        code: lines(
          "import { trace } from '@opentelemetry/api';",
          "export async function run(tracer: ReturnType<typeof trace.getTracer>) { const span = tracer.startSpan('a'); await work(); span.end(); }",
        ),
        output: lines(
          "import { trace } from '@opentelemetry/api';",
          "export async function run(tracer: ReturnType<typeof trace.getTracer>) { const span = tracer.startSpan('a'); try { await work(); } finally { span.end(); } }",
        ),
      },
    ].map((each) => ({ ...each, errors: REPORT })),
  });
});
