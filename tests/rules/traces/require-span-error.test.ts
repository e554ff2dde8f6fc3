import { describe } from 'vitest';
import rule from '../../../rules/traces/require-span-error.js';
import { commonJs, lines, project, ruleTester } from '../rule-tester.js';

const OTEL = lines(
  "import { SpanStatusCode, trace } from '@opentelemetry/api';",
  "const tracer = trace.getTracer('orders');",
  '',
);
const ONLY_TRACE = lines(
  "import { trace } from '@opentelemetry/api';",
  "const tracer = trace.getTracer('orders');",
  '',
);

/** A span held by a variable, ended in a `finally`, with a `catch` of the given lines. */
const manual = (...handler: readonly string[]) =>
  lines(
    'export async function load() {',
    "  const span = tracer.startSpan('load');",
    '  try {',
    '    return await find();',
    '  } catch (error) {',
    ...handler.map((line) => `    ${line}`),
    '  } finally {',
    '    span.end();',
    '  }',
    '}',
  );

/** What the fix puts there, for an `unknown` error in a TypeScript file. */
const MARK = [
  'span.recordException(error as Error);',
  'span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });',
] as const;
const load = {
  span: 'Span "load"',
  name: 'span',
  error: 'error',
  record: 'Call `span.recordException(error)`',
};
const UNNAMED = { ...load, record: 'Name the error and record it on `span`' };

describe('not reported', () => {
  ruleTester.run('require-span-error', rule, {
    valid: [
      { name: 'recorded and set', code: OTEL + manual(...MARK, 'throw error;') },
      {
        name: 'recorded under a condition',
        code: OTEL + manual('if (!isExpected(error)) {', `  ${MARK[0]}`, `  ${MARK[1]}`, '}', 'throw error;'),
      },
      {
        name: 'decided to be no failure',
        code: OTEL + manual('span.setStatus({ code: SpanStatusCode.OK });', 'return undefined;'),
      },
      ...[
        '// Inner spans already record the exception, with a better stack.',
        '// The activity captures it; avoid a duplicate on the root span.',
        '// Do not export what a provider answers, nor credentials.',
        '// The exception may contain addresses and keys: a category is enough.',
        '// Only the outcome is recorded here.',
      ].map((comment) => ({
        name: `marked, and ${comment}`,
        code:
          OTEL +
          manual(
            comment,
            "span.setStatus({ code: SpanStatusCode.ERROR, message: 'failed' });",
            'throw error;',
          ),
      })),
      { name: 'handed to a helper', code: OTEL + manual('recordSpanError(span, error);', 'throw error;') },
      {
        name: 'handed to a helper, the error first',
        code: OTEL + manual('traceException(error, span);', 'throw error;'),
      },
      { name: 'handed over in an object', code: OTEL + manual('finish({ span, error });', 'throw error;') },
      {
        name: 'a helper that speaks of recording',
        code: OTEL + manual('telemetry.recordError(error);', 'throw error;'),
      },
      {
        name: 'a method that records it in Go, which valid-span-call reports',
        code:
          OTEL +
          manual(
            'span.recordError(error);',
            'span.setStatus({ code: SpanStatusCode.ERROR });',
            'throw error;',
          ),
      },
      {
        name: 'a handler that may record it',
        code: OTEL + manual('this.handleError(error);', 'return undefined;'),
      },
      {
        name: 'recorded on the active span',
        code:
          OTEL +
          manual(
            'trace.getActiveSpan()?.recordException(error);',
            'trace.getActiveSpan()?.setStatus({ code: 2 });',
            'throw error;',
          ),
      },
      {
        name: 'a helper of the file',
        code: lines(
          OTEL,
          'export async function load() {',
          "  const span = tracer.startSpan('load');",
          '  const fail = (error) => {',
          '    span.recordException(error);',
          '    span.setStatus({ code: SpanStatusCode.ERROR });',
          '  };',
          '  try {',
          '    return await find();',
          '  } catch (error) {',
          '    fail(error);',
          '    throw error;',
          '  } finally {',
          '    span.end();',
          '  }',
          '}',
        ),
      },
      {
        name: 'status, and the error in a log record',
        code:
          OTEL +
          manual(
            "logger.error({ err: error }, 'not loaded');",
            'span.setStatus({ code: SpanStatusCode.ERROR });',
            'throw error;',
          ),
      },
      { name: 'ignored without a look', code: OTEL + manual('return null;') },
      {
        name: 'logged as of no interest',
        code: OTEL + manual("logger.debug({ err: error }, 'no cache');", 'return null;'),
      },
      {
        name: 'swallowed with an attribute of its own',
        code: OTEL + manual("span.setAttribute('cache.hit', false);", 'logger.warn(error);', 'return null;'),
      },
      {
        name: 'dealt with inside the work',
        code: lines(
          OTEL,
          'export async function load(text) {',
          "  const span = tracer.startSpan('load');",
          '  try {',
          '    let options = {};',
          '    try {',
          '      options = JSON.parse(text);',
          '    } catch (error) {',
          '      logger.warn(error);',
          '    }',
          '    return render(options);',
          '  } finally {',
          '    span.end();',
          '  }',
          '}',
        ),
      },
      {
        name: 'passed on to a catch that records',
        code: lines(
          OTEL,
          'export async function load(text) {',
          "  const span = tracer.startSpan('load');",
          '  try {',
          '    try {',
          '      return JSON.parse(text);',
          '    } catch (error) {',
          "      throw new Error('bad input', { cause: error });",
          '    }',
          '  } catch (error) {',
          '    span.recordException(error);',
          '    span.setStatus({ code: SpanStatusCode.ERROR });',
          '    throw error;',
          '  } finally {',
          '    span.end();',
          '  }',
          '}',
        ),
      },
      {
        name: 'told in the finally',
        code: lines(
          OTEL,
          'export async function load() {',
          "  const span = tracer.startSpan('load');",
          '  let failure;',
          '  try {',
          '    return await find();',
          '  } catch (error) {',
          '    failure = error;',
          '    throw error;',
          '  } finally {',
          '    if (failure) span.setStatus({ code: SpanStatusCode.ERROR });',
          '    span.end();',
          '  }',
          '}',
        ),
      },
      {
        name: 'kept for the code behind',
        code: lines(
          OTEL,
          'export async function load() {',
          "  const span = tracer.startSpan('load');",
          '  let failure;',
          '  try {',
          '    await find();',
          '  } catch (error) {',
          '    failure = error;',
          '  } finally {',
          '    span.end();',
          '  }',
          '  return failure;',
          '}',
        ),
      },
      {
        name: 'the span is ended before the try',
        code: lines(
          OTEL,
          'export async function load() {',
          "  const span = tracer.startSpan('load');",
          '  const found = await find();',
          '  span.end();',
          '  try {',
          '    return parse(found);',
          '  } catch (error) {',
          '    throw new Error("bad", { cause: error });',
          '  }',
          '}',
        ),
      },
      {
        name: 'a span of another',
        code: lines(
          OTEL,
          'export async function load() {',
          '  const span = trace.getActiveSpan();',
          '  try {',
          '    return await find();',
          '  } catch (error) {',
          '    throw error;',
          '  }',
          '}',
        ),
      },
      {
        name: 'a span handed out',
        code: lines(
          OTEL,
          'export function begin() {',
          "  const span = tracer.startSpan('load');",
          '  try {',
          '    prepare();',
          '  } catch (error) {',
          '    throw error;',
          '  }',
          '  return span;',
          '}',
        ),
      },
      {
        name: 'a library that marks the span itself',
        code: lines(
          "import * as Sentry from '@sentry/node';",
          "export const load = () => Sentry.startSpan({ name: 'load' }, async (span) => {",
          '  try {',
          '    return await find();',
          '  } catch (error) {',
          '    span.end();',
          '    throw error;',
          '  }',
          '});',
        ),
      },
      {
        name: 'a wrapper that marks the span itself',
        code: lines(
          "import { trace } from '@opentelemetry/api';",
          "import { wrapTracer } from '@opentelemetry/api/experimental';",
          "const tracer = wrapTracer(trace.getTracer('orders'));",
          "export const load = () => tracer.withActiveSpan('load', async (span) => {",
          '  try {',
          '    return await find();',
          '  } catch (error) {',
          '    throw error;',
          '  }',
          '});',
        ),
      },
      {
        name: 'a tracer of another kind, by its name',
        code: lines(
          'export async function load(tracer) {',
          "  const span = tracer.startSpan('load');",
          '  try {',
          '    return await find();',
          '  } catch (error) {',
          '    throw error;',
          '  } finally {',
          '    span.end();',
          '  }',
          '}',
        ),
      },
      { name: 'a test', filename: 'src/load.test.ts', code: ONLY_TRACE + manual('throw error;') },
      {
        name: 'rejection callback that records',
        code: lines(
          OTEL,
          'export function load() {',
          "  const span = tracer.startSpan('load');",
          '  return find().catch((error) => {',
          '    span.recordException(error);',
          '    span.setStatus({ code: SpanStatusCode.ERROR });',
          '    span.end();',
          '    throw error;',
          '  });',
          '}',
        ),
      },
      {
        name: 'Datadog, tagged',
        code: lines(
          "import tracer from 'dd-trace';",
          manual("span.setTag('error', error);", 'throw error;').replace('span.end()', 'span.finish()'),
        ),
      },
      {
        name: 'Datadog, tagged with an object that has a name',
        code: lines(
          "import tracer from 'dd-trace';",
          manual(
            "const tags = { 'error.type': error.name, 'error.message': error.message };",
            'span.addTags(tags);',
            'throw error;',
          ).replace('span.end()', 'span.finish()'),
        ),
      },
      {
        name: 'Datadog, tagged with what a function makes',
        code: lines(
          "import tracer from 'dd-trace';",
          "import { tags } from './tags.js';",
          manual('span.addTags(tags);', 'throw error;').replace('span.end()', 'span.finish()'),
        ),
      },
    ],
    invalid: [],
  });
});

describe('reported and fixed', () => {
  ruleTester.run('require-span-error', rule, {
    valid: [],
    invalid: [
      {
        name: 'rethrown',
        code: OTEL + manual('throw error;'),
        errors: [{ messageId: 'mark', data: load, line: 7, column: 5 }],
        output: OTEL + manual(...MARK, 'throw error;'),
      },
      {
        name: 'wrapped, with a comment and a log record before it',
        code:
          OTEL +
          manual('// told to the caller', 'logger.error(error);', "throw new Error('x', { cause: error });"),
        errors: [{ messageId: 'mark', data: load }],
        output:
          OTEL +
          manual(
            ...MARK,
            '// told to the caller',
            'logger.error(error);',
            "throw new Error('x', { cause: error });",
          ),
      },
      {
        name: 'swallowed by the work of the span, and logged as an error',
        code: OTEL + manual('logger.error(error);', 'return null;'),
        errors: [{ messageId: 'mark', data: load }],
        output: OTEL + manual(...MARK, 'logger.error(error);', 'return null;'),
      },
      {
        name: 'the error goes to a callback',
        code: OTEL + manual('next(error);'),
        errors: [{ messageId: 'mark', data: load }],
        output: OTEL + manual(...MARK, 'next(error);'),
      },
      {
        name: 'only the exception',
        code: OTEL + manual('span.recordException(error as Error); // kept', 'throw error;'),
        errors: [{ messageId: 'status', data: load }],
        output: OTEL + manual('span.recordException(error as Error); // kept', MARK[1], 'throw error;'),
      },
      {
        name: 'only the exception, in every branch',
        code:
          OTEL +
          manual(
            'if (error instanceof Error) {',
            '  span.recordException(error);',
            '} else {',
            '  span.recordException(String(error));',
            '}',
            'throw error;',
          ),
        errors: [{ messageId: 'status', data: load }],
        output:
          OTEL +
          manual(
            MARK[1],
            'if (error instanceof Error) {',
            '  span.recordException(error);',
            '} else {',
            '  span.recordException(String(error));',
            '}',
            'throw error;',
          ),
      },
      {
        name: 'only the exception, under a condition: the status under it too',
        code:
          OTEL +
          manual('if (error instanceof Error) {', '  span.recordException(error);', '}', 'throw error;'),
        errors: [{ messageId: 'status', data: load }],
        output:
          OTEL +
          manual(
            'if (error instanceof Error) {',
            '  span.recordException(error);',
            `  ${MARK[1]}`,
            '}',
            'throw error;',
          ),
      },
      {
        name: 'only the status',
        code: OTEL + manual('span.setStatus({ code: SpanStatusCode.ERROR });', 'throw error;'),
        errors: [{ messageId: 'exception', data: load }],
        output: OTEL + manual(MARK[0], 'span.setStatus({ code: SpanStatusCode.ERROR });', 'throw error;'),
      },
      {
        name: 'behind an early return for what is expected',
        code: OTEL + manual('if (error.status === 404) return null;', 'throw error;'),
        errors: [{ messageId: 'mark', data: load }],
        output: OTEL + manual('if (error.status === 404) return null;', ...MARK, 'throw error;'),
      },
      {
        name: 'an error without a name, and one that is taken',
        code: lines(
          OTEL,
          'export async function load() {',
          "  const span = tracer.startSpan('load');",
          '  try {',
          '    return await find();',
          '  } catch {',
          '    throw error;',
          '  } finally {',
          '    span.end();',
          '  }',
          '}',
        ),
        errors: [{ messageId: 'mark', data: UNNAMED }],
        output: lines(
          OTEL,
          'export async function load() {',
          "  const span = tracer.startSpan('load');",
          '  try {',
          '    return await find();',
          '  } catch (err) {',
          '    span.recordException(err as Error);',
          '    span.setStatus({ code: SpanStatusCode.ERROR, message: err instanceof Error ? err.message : String(err) });',
          '    throw error;',
          '  } finally {',
          '    span.end();',
          '  }',
          '}',
        ),
      },
      {
        name: 'active span, one line, tabs',
        code: lines(
          OTEL,
          "export const load = () => tracer.startActiveSpan('load', async (span) => {",
          '\ttry { return await find(); } catch (error) { throw error; } finally { span.end(); }',
          '});',
        ),
        errors: [{ messageId: 'mark', data: load }],
        output: lines(
          OTEL,
          "export const load = () => tracer.startActiveSpan('load', async (span) => {",
          `\ttry { return await find(); } catch (error) { ${MARK.join(' ')} throw error; } finally { span.end(); }`,
          '});',
        ),
      },
      {
        name: 'CRLF',
        code: (OTEL + manual('throw error;')).replaceAll('\n', '\r\n'),
        errors: [{ messageId: 'mark', data: load }],
        output: (OTEL + manual(...MARK, 'throw error;')).replaceAll('\n', '\r\n'),
      },
      {
        name: 'no semicolons',
        code: (OTEL + manual('throw error;')).replaceAll(';', ''),
        errors: [{ messageId: 'mark', data: load }],
        output: (OTEL + manual(...MARK, 'throw error;')).replaceAll(';', ''),
      },
      {
        name: 'a span that may be missing',
        code: lines(
          OTEL,
          'export async function load() {',
          '  let span;',
          '  try {',
          "    span = tracer.startSpan('load');",
          '    return await find();',
          '  } catch (error) {',
          '    throw error;',
          '  } finally {',
          '    span?.end();',
          '  }',
          '}',
        ),
        errors: [{ messageId: 'mark', data: load }],
        output: lines(
          OTEL,
          'export async function load() {',
          '  let span;',
          '  try {',
          "    span = tracer.startSpan('load');",
          '    return await find();',
          '  } catch (error) {',
          ...MARK.map((line) => `    ${line.replace('span.', 'span?.')}`),
          '    throw error;',
          '  } finally {',
          '    span?.end();',
          '  }',
          '}',
        ),
      },
      {
        name: 'callback of a rejection',
        code: lines(
          OTEL,
          'export function load() {',
          "  const span = tracer.startSpan('load');",
          '  return find().then((found) => { span.end(); return found; }, (error) => {',
          '    span.end();',
          '    throw error;',
          '  });',
          '}',
        ),
        errors: [{ messageId: 'mark', data: load }],
        output: lines(
          OTEL,
          'export function load() {',
          "  const span = tracer.startSpan('load');",
          '  return find().then((found) => { span.end(); return found; }, (error) => {',
          '    span.recordException(error);',
          `    ${MARK[1]}`,
          '    span.end();',
          '    throw error;',
          '  });',
          '}',
        ),
      },
      {
        name: 'ended in a closure of its context',
        code: lines(
          "import { context, SpanStatusCode, trace } from '@opentelemetry/api';",
          'export function load() {',
          "  const span = trace.getTracer('orders').startSpan('load');",
          '  return context.with(trace.setSpan(context.active(), span), async () => {',
          '    try {',
          '      return await find();',
          '    } catch (error: any) {',
          '      throw error;',
          '    } finally {',
          '      span.end();',
          '    }',
          '  });',
          '}',
        ),
        errors: [{ messageId: 'mark', data: load }],
        output: lines(
          "import { context, SpanStatusCode, trace } from '@opentelemetry/api';",
          'export function load() {',
          "  const span = trace.getTracer('orders').startSpan('load');",
          '  return context.with(trace.setSpan(context.active(), span), async () => {',
          '    try {',
          '      return await find();',
          '    } catch (error: any) {',
          '      span.recordException(error);',
          `      ${MARK[1]}`,
          '      throw error;',
          '    } finally {',
          '      span.end();',
          '    }',
          '  });',
          '}',
        ),
      },
      {
        name: 'Datadog',
        code: lines(
          "import tracer from 'dd-trace';",
          manual('throw error;').replace('span.end()', 'span.finish()'),
        ),
        errors: [{ messageId: 'tag', data: load }],
        output: lines(
          "import tracer from 'dd-trace';",
          manual("span.setTag('error', error);", 'throw error;').replace('span.end()', 'span.finish()'),
        ),
      },
      {
        name: 'Datadog, tagged with something else',
        code: lines(
          "import tracer from 'dd-trace';",
          manual('const tags = { order: id };', 'span.addTags(tags);', 'throw error;').replace(
            'span.end()',
            'span.finish()',
          ),
        ),
        errors: [{ messageId: 'tag', data: load }],
        output: lines(
          "import tracer from 'dd-trace';",
          manual(
            "span.setTag('error', error);",
            'const tags = { order: id };',
            'span.addTags(tags);',
            'throw error;',
          ).replace('span.end()', 'span.finish()'),
        ),
      },
      {
        name: 'OpenTracing',
        code: lines(
          "import { globalTracer } from 'opentracing';",
          'const tracer = globalTracer();',
          manual('throw error;').replace('span.end()', 'span.finish()'),
        ),
        errors: [{ messageId: 'tag', data: { ...load, error: 'true' } }],
        output: lines(
          "import { globalTracer } from 'opentracing';",
          'const tracer = globalTracer();',
          manual("span.setTag('error', true);", 'throw error;').replace('span.end()', 'span.finish()'),
        ),
      },
    ],
  });
});

describe('where the status code comes from', () => {
  const js = (head: string, ...handler: readonly string[]) => lines(head, manual(...handler));
  const mark = (code: string) => [
    'span.recordException(error);',
    `span.setStatus({ code: ${code}.ERROR, message: error instanceof Error ? error.message : String(error) });`,
  ];
  const cases: readonly (readonly [name: string, before: string, after: string, code: string])[] = [
    [
      'added to an import',
      "import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('a');",
      "import { trace, SpanStatusCode } from '@opentelemetry/api';\nconst tracer = trace.getTracer('a');",
      'SpanStatusCode',
    ],
    [
      'under another name',
      "import { SpanStatusCode as Code, trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('a');",
      "import { SpanStatusCode as Code, trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('a');",
      'Code',
    ],
    [
      'of the namespace',
      "import * as api from '@opentelemetry/api';\nconst tracer = api.trace.getTracer('a');",
      "import * as api from '@opentelemetry/api';\nconst tracer = api.trace.getTracer('a');",
      'api.SpanStatusCode',
    ],
  ];
  ruleTester.run('require-span-error', rule, {
    valid: [],
    invalid: cases.map(([name, before, after, code]) => ({
      name,
      filename: 'src/load.js',
      code: js(before, 'throw error;'),
      errors: [{ messageId: 'mark', data: load }],
      output: js(after, ...mark(code), 'throw error;'),
    })),
  });
  ruleTester.run('require-span-error', rule, {
    valid: [],
    invalid: [
      {
        name: 'of a required module',
        filename: 'src/load.cjs',
        languageOptions: commonJs,
        code: js(
          "const api = require('@opentelemetry/api');\nconst tracer = api.trace.getTracer('a');",
          'throw error;',
        ).replace('export ', ''),
        errors: [{ messageId: 'mark', data: load }],
        output: js(
          "const api = require('@opentelemetry/api');\nconst tracer = api.trace.getTracer('a');",
          ...mark('api.SpanStatusCode'),
          'throw error;',
        ).replace('export ', ''),
      },
      {
        name: 'added to a destructured require',
        filename: 'src/load.cjs',
        languageOptions: commonJs,
        code: js(
          "const { trace } = require('@opentelemetry/api');\nconst tracer = trace.getTracer('a');",
          'throw error;',
        ).replace('export ', ''),
        errors: [{ messageId: 'mark', data: load }],
        output: js(
          "const { trace, SpanStatusCode } = require('@opentelemetry/api');\nconst tracer = trace.getTracer('a');",
          ...mark('SpanStatusCode'),
          'throw error;',
        ).replace('export ', ''),
      },
      {
        name: 'the name is taken: no fix',
        code: `const SpanStatusCode = {};\n${ONLY_TRACE}${manual('throw error;')}`,
        errors: [{ messageId: 'mark', data: load }],
        output: null,
      },
      {
        name: 'the error is destructured: no fix',
        code: OTEL + manual('throw new Error(message);').replace('catch (error)', 'catch ({ message })'),
        errors: [{ messageId: 'mark', data: UNNAMED }],
        output: null,
      },
      {
        name: 'the error is of a type that is no Error for sure: no fix',
        code: lines(
          OTEL,
          'export function load() {',
          "  const span = tracer.startSpan('load');",
          '  return find().catch((error: Failure) => {',
          '    span.end();',
          '    throw error;',
          '  });',
          '}',
        ),
        errors: [{ messageId: 'mark', data: load }],
        output: null,
      },
      {
        name: 'types alone are imported',
        code: lines(
          "import type { Tracer } from '@opentelemetry/api';",
          'declare const tracer: Tracer;',
          manual('throw error;'),
        ),
        errors: [{ messageId: 'mark', data: load }],
        output: lines(
          "import type { Tracer } from '@opentelemetry/api';",
          "import { SpanStatusCode } from '@opentelemetry/api';",
          'declare const tracer: Tracer;',
          manual(...MARK, 'throw error;'),
        ),
      },
    ],
  });
});

describe('suggested where the failure is a matter of opinion', () => {
  ruleTester.run('require-span-error', rule, {
    valid: [],
    invalid: [
      {
        name: 'swallowed with a warning',
        code: OTEL + manual('logger.warn(error);', 'return null;'),
        errors: [
          {
            messageId: 'mark',
            data: load,
            suggestions: [
              {
                messageId: 'suggestion',
                output: OTEL + manual(...MARK, 'logger.warn(error);', 'return null;'),
              },
            ],
          },
        ],
        output: null,
      },
      {
        name: 'recorded and swallowed',
        code: OTEL + manual('span.recordException(error as Error);', 'return { error };'),
        errors: [
          {
            messageId: 'status',
            data: load,
            suggestions: [
              {
                messageId: 'suggestion',
                output: OTEL + manual('span.recordException(error as Error);', MARK[1], 'return { error };'),
              },
            ],
          },
        ],
        output: null,
      },
    ],
  });
});

describe("with a tracer of the project's own module", () => {
  const app = project({
    'package.json': { name: 'app', dependencies: { '@opentelemetry/api': '^1.9.0' } },
    'src/tracing.ts':
      "import { trace } from '@opentelemetry/api';\nexport const tracer = trace.getTracer('app');\n",
  });
  app.run('require-span-error', rule, {
    valid: [],
    invalid: [
      {
        name: 'the import is added',
        filename: 'src/load.ts',
        code: lines("import { tracer } from './tracing.js';", manual('throw error;')),
        errors: [{ messageId: 'mark', data: load }],
        output: lines(
          "import { tracer } from './tracing.js';",
          "import { SpanStatusCode } from '@opentelemetry/api';",
          manual(...MARK, 'throw error;'),
        ),
      },
    ],
  });
});

describe('an exception recorded outside of a handler, before the function fails', () => {
  const inFunction = (body: string, parameters = '') =>
    OTEL + `export function load(${parameters}) { const span = tracer.startSpan('load'); ${body} }`;
  const STATUS = 'span.setStatus({ code: SpanStatusCode.ERROR });';
  const RECORD = 'span.recordException(error);';
  const FAILS = [
    'if (!ok) { const error = new Error("x"); span.recordException(error); span.end(); throw error; } span.end();',
    'if (!ok) { span.recordException(error); span.end(); return Promise.reject(error); } span.end();',
    'find((error, found) => { if (error) { span.recordException(error); span.end(); return next(error); } span.end(); });',
    'find((error, found) => { if (error) { span.recordException(error); span.end(); callback(error); return; } span.end(); });',
    'return new Promise((resolve, reject) => { find((error) => { if (error) { span.recordException(error); span.end(); reject(error); } }); });',
    'if (!ok) { span.recordException(error); log.error(error); span.end(); cb(new Error("not found")); } span.end();',
    'span.recordException(error); span.end(); throw error;',
  ];
  ruleTester.run('require-span-error', rule, {
    valid: [
      ...FAILS.map((body) => inFunction(body.replace(RECORD, `${RECORD} ${STATUS}`))),
      ...FAILS.map((body) => inFunction(body.replace(RECORD, `${STATUS} ${RECORD}`))),
      inFunction('if (!ok) { span.recordException(error); } span.end();'),
      inFunction('if (!ok) { span.recordException(error); span.end(); return undefined; } span.end();'),
      inFunction(
        'if (!ok) { span.recordException(error); fail(span, error); span.end(); throw error; } span.end();',
      ),
      inFunction('if (!ok) { span.recordException(error); span.end(); callback(null, error); } span.end();'),
      inFunction(
        `if (!ok) ${STATUS.slice(0, -1)}; if (!ok) { span.recordException(error); span.end(); throw error; } span.end();`,
      ),
      inFunction(
        `try { if (!ok) { span.recordException(error); throw error; } } catch (e) { span.recordException(e); ${STATUS} throw e; } finally { span.end(); }`,
      ),
      inFunction(
        `try { if (!ok) { span.recordException(error); throw error; } } finally { if (!ok) ${STATUS} span.end(); }`,
      ),
    ].map((code) => ({ name: code.slice(OTEL.length), code })),
    invalid: FAILS.map((body) => ({
      name: body,
      code: inFunction(body),
      errors: [{ messageId: 'status', data: { span: 'Span "load"', name: 'span' } }],
      output: inFunction(body.replace(RECORD, `${RECORD} ${STATUS}`)),
    })),
  });
});

describe('a `finally` without a `catch`', () => {
  const ended = (...work: readonly string[]) =>
    lines(
      'export async function load() {',
      "  const span = tracer.startSpan('load');",
      '  try {',
      ...work.map((line) => `    ${line}`),
      '  } finally {',
      '    span.end();',
      '  }',
      '}',
    );
  const caught = (...work: readonly string[]) =>
    ended(...work).replace(
      '  } finally',
      lines('  } catch (error) {', ...[...MARK, 'throw error;'].map((line) => `    ${line}`), '  } finally'),
    );
  ruleTester.run('require-span-error', rule, {
    valid: [
      { name: 'nothing in it fails', code: OTEL + ended('return JSON.stringify(order);') },
      {
        name: 'a function that catches everything',
        code:
          OTEL +
          lines(
            ended('await quiet();'),
            'async function quiet() { try { await find(); } catch { return; } }',
          ),
      },
      { name: 'handed to what may mark it', code: OTEL + ended('return await find(span);') },
      {
        name: 'a child that is told',
        code:
          OTEL +
          ended('return await find().catch((error) => { span.recordException(error); throw error; });'),
      },
      {
        name: 'told of by a flag',
        code:
          OTEL +
          ended('await find(); ok = true;').replace(
            'span.end()',
            'span.setStatus({ code: ok ? 1 : 2 }); span.end()',
          ),
      },
      {
        name: 'a `catch` around it',
        code:
          OTEL +
          lines(
            'export async function load() {',
            "  const span = tracer.startSpan('load');",
            '  try {',
            '    try { await find(); } finally { span.end(); }',
            '  } catch (error) { recordSpanError(span, error); }',
            '}',
          ),
      },
      { name: 'in a test', filename: 'src/load.test.ts', code: OTEL + ended('return await find();') },
      {
        name: 'a span that is ended by its wrapper',
        code: "import * as Sentry from '@sentry/node'; Sentry.startSpan({ name: 'load' }, async () => { try { await find(); } finally { close(); } });",
      },
    ],
    invalid: [
      ...['return await find();', 'const order = await find();', 'throw new Error(await find());'].map(
        (work) => ({
          name: work,
          filename: 'src/load.ts',
          code: OTEL + ended(work),
          errors: [
            {
              messageId: 'uncaught' as const,
              data: { span: 'Span "load"' },
              suggestions: [{ messageId: 'suggestion' as const, output: OTEL + caught(work) }],
            },
          ],
        }),
      ),
      {
        name: 'an active span',
        filename: 'src/load.ts',
        code:
          OTEL +
          "export const load = () => tracer.startActiveSpan('load', async (span) => { try { return await find(); } finally { span.end(); } });",
        errors: [
          {
            messageId: 'uncaught',
            data: { span: 'Span "load"' },
            suggestions: [
              {
                messageId: 'suggestion',
                output:
                  OTEL +
                  lines(
                    "export const load = () => tracer.startActiveSpan('load', async (span) => { try { return await find(); } catch (error) {",
                    ...[...MARK, 'throw error;'].map((line) => `  ${line}`),
                    '} finally { span.end(); } });',
                  ),
              },
            ],
          },
        ],
      },
    ],
  });
});
