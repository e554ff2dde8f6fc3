import rule from '../../../rules/traces/no-ended-span-use.js';
import { lines, project, ruleTester } from '../rule-tester.js';

const HEAD = "import { trace } from '@opentelemetry/api'; const tracer = trace.getTracer('orders');";

/** A function with a span of its own. */
const inFunction = (...body: string[]) =>
  lines(
    HEAD,
    'export async function run(order, xs) {',
    "const span = tracer.startSpan('run');",
    ...body,
    '}',
  );

const used = (call: string, line: number, end: number, way = '') => ({
  messageId: 'used' as const,
  line,
  data: { call: `span.${call}()`, end: 'span.end()', line: end, way },
});
const again = (line: number, end: number, way = '', span = 'span') => ({
  messageId: 'again' as const,
  line,
  data: { call: `${span}.end()`, end: `${span}.end()`, line: end, way },
});

ruleTester.run('no-ended-span-use', rule, {
  valid: [
    { name: 'ended last', code: inFunction("span.setAttribute('a', 1);", 'span.end();') },
    {
      name: 'what is only read after the end',
      code: inFunction('span.end();', 'log(span.spanContext().traceId, span.isRecording());'),
    },
    {
      name: 'ended in the try and again in the catch, with nothing that fails between',
      code: inFunction(
        'try {',
        '  const result = await work(order);',
        '  span.setStatus({ code: 1 });',
        '  span.end();',
        '  return reply.json(result);',
        '} catch (error) {',
        '  span.recordException(error);',
        '  span.end();',
        '  throw error;',
        '}',
      ),
    },
    {
      name: 'ended again in the catch of a promise that may never be rejected',
      code: inFunction(
        'const answer = deferred();',
        'try {',
        '  answer.resolve(await work(order));',
        '  span.end();',
        '  return await answer.promise;',
        '} catch (error) {',
        '  span.end();',
        '}',
      ),
    },
    {
      name: 'ended on an early return and at the end',
      code: inFunction('if (!order) {', '  span.end();', '  return;', '}', 'await work();', 'span.end();'),
    },
    {
      name: 'ended in one branch or the other',
      code: inFunction('if (order) span.end();', "else span.setAttribute('a', 1).end();"),
    },
    {
      name: 'ended under a condition that may exclude the other',
      code: inFunction('if (order.failed) span.end();', 'if (order.done) span.end();'),
    },
    {
      name: 'guarded by a flag',
      code: inFunction(
        'let ended = false;',
        'if (order) { span.end(); ended = true; }',
        'await work();',
        'if (!ended) span.end();',
      ),
    },
    {
      name: 'guarded by what the span says of itself',
      code: inFunction('if (order) span.end();', 'if (span.isRecording()) span.end();'),
    },
    {
      name: 'a closure that ends it once',
      code: inFunction(
        'let ended = false;',
        'const finish = () => { if (ended) return; ended = true; span.end(); };',
        "order.on('close', finish);",
        'finish();',
      ),
    },
    {
      name: 'used in a callback that was handed out before the end',
      code: inFunction("order.on('item', () => span.addEvent('item'));", 'span.end();'),
    },
    {
      name: 'a closure that only works where the end did not happen',
      code: inFunction('if (!isStream(order)) span.end();', 'return { onEnd: () => { span.end(); } };'),
    },
    {
      name: 'the variable holds the next span',
      code: lines(
        HEAD,
        "let span = tracer.startSpan('first');",
        'span.end();',
        "span = tracer.startSpan('second');",
        "span.setAttribute('a', 1);",
        'span.end();',
      ),
    },
    {
      name: 'a span of its own in every turn',
      code: lines(
        HEAD,
        "for (const x of xs) { const span = tracer.startSpan('x'); span.setAttribute('a', x); span.end(); }",
        "for (const span of tracer.startSpan('a').links) span.end();",
      ),
    },
    {
      name: 'another function gives the variable its next span',
      code: lines(
        HEAD,
        "let span = tracer.startSpan('first');",
        "function next() { span = tracer.startSpan('next'); }",
        'export function run() { span.end(); next(); span.addEvent("a"); }',
      ),
    },
    {
      name: 'spans in properties, which anything may replace',
      code: lines(
        HEAD,
        "class A { span = tracer.startSpan('a'); stop() { this.span.end(); this.span.end(); } }",
      ),
    },
    {
      name: 'a child of an ended span',
      code: inFunction("span.end(); tracer.startSpan('b', {}, trace.setSpan(context.active(), span)).end();"),
    },
    {
      name: 'Datadog sends the tags that a span has when its trace is sent',
      code: lines(
        "import tracer from 'dd-trace';",
        "const span = tracer.startSpan('a'); span.finish(); span.setTag('b', 1);",
      ),
    },
    {
      name: 'Sentry sends the attributes that a span has when its trace is sent',
      code: lines(
        "import * as Sentry from '@sentry/node';",
        "const span = Sentry.startInactiveSpan({ name: 'a' }); span.end(); span.setAttribute('b', 1);",
      ),
    },
    { name: 'no span at all', code: 'response.end(); response.end(); stream.end(); stream.addEvent(1);' },
    { name: 'a span by its name only', code: 'export function f(span) { span.end(); span.end(); }' },
    {
      name: 'a call that does not return',
      code: inFunction('if (!order) {', '  span.end();', '  throwNotFound(order);', '}', 'span.end();'),
    },
    {
      name: 'tests of tracing end spans as they like',
      code: inFunction('span.end();', 'span.end();'),
      filename: 'src/tracing.test.ts',
    },
  ],
  invalid: [
    {
      name: 'an attribute after the end',
      code: inFunction('span.end();', "span.setAttribute('a', 1);"),
      errors: [used('setAttribute', 5, 4)],
    },
    {
      name: 'only the first of many',
      code: inFunction(
        'span.end();',
        "span.setAttribute('a', 1);",
        'span.setStatus({ code: 2 });',
        'span.end();',
      ),
      errors: [used('setAttribute', 5, 4)],
    },
    {
      name: 'ended in the try and again in the finally',
      code: inFunction('try {', '  await work();', '  span.end();', '} finally {', '  span.end();', '}'),
      errors: [again(8, 6)],
    },
    {
      name: 'ended in the catch and again behind it',
      code: inFunction(
        'try {',
        '  await work();',
        '} catch (error) {',
        '  span.recordException(error);',
        '  span.end();',
        '}',
        'span.end();',
      ),
      errors: [again(10, 8)],
    },
    {
      name: 'the error of what is awaited behind the end',
      code: inFunction(
        'try {',
        '  span.end();',
        '  await publish(order);',
        '} catch (error) {',
        '  span.recordException(error);',
        '  throw error;',
        '}',
      ),
      errors: [used('recordException', 8, 5, ' when `publish(order)` throws (line 6)')],
    },
    {
      name: 'ended before a throw to the catch of the same function',
      code: inFunction(
        'try {',
        '  const result = await work(order);',
        '  if (!result.ok) {',
        '    span.end();',
        "    throw new Error('work failed');",
        '  }',
        '} catch (error) {',
        '  span.end();',
        '}',
      ),
      errors: [again(11, 7, ' when line 8 throws')],
    },
    {
      name: 'a missing return',
      code: inFunction(
        'work(order, (error) => {',
        '  if (error) {',
        '    span.end();',
        '  }',
        '  span.end();',
        '});',
      ),
      errors: [again(8, 6)],
    },
    {
      name: 'one span for every turn of a loop',
      code: inFunction('for (const x of xs) {', "  span.addEvent('x');", '  span.end();', '}'),
      errors: [used('addEvent', 5, 6, ', an iteration before')],
    },
    {
      name: 'a timer that is set after the end',
      code: inFunction('span.end();', "setTimeout(() => span.setAttribute('late', true), 100);"),
      errors: [used('setAttribute', 5, 4)],
    },
    {
      name: 'chained and optional',
      code: inFunction('span?.setStatus({ code: 1 }).end();', "span?.addEvent('a');"),
      errors: [used('addEvent', 5, 4)],
    },
    {
      name: 'the span of a callback',
      code: lines(HEAD, "tracer.startActiveSpan('a', (span) => {", '  span.end();', '  span.end();', '});'),
      errors: [again(4, 3)],
    },
    {
      name: 'a span that other code started',
      code: lines(
        "import type { Span } from '@opentelemetry/api';",
        'export function finish(parent: Span) {',
        '  parent.end();',
        '  parent.end();',
        '}',
      ),
      errors: [again(4, 3, '', 'parent')],
    },
    {
      name: 'a span by its name, where the presumed are asked for',
      code: 'export function f(span) {\n  span.end();\n  span.end();\n}',
      options: [{ presumed: true }],
      errors: [again(3, 2)],
    },
  ],
});

project({
  'package.json': { name: 'app' },
  'src/tracing.ts':
    "import { trace } from '@opentelemetry/api'; export const tracer = trace.getTracer('app');",
}).run('no-ended-span-use across modules', rule, {
  valid: [],
  invalid: [
    {
      name: 'a tracer of the project',
      code: lines(
        "import { tracer } from './tracing.js';",
        "const span = tracer.startSpan('a');",
        'span.end();',
        'span.end();',
      ),
      filename: 'src/app.ts',
      errors: [again(4, 3)],
    },
  ],
});
