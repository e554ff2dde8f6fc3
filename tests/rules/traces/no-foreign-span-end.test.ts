import rule from '../../../rules/traces/no-foreign-span-end.js';
import { lines, project, ruleTester } from '../rule-tester.js';

const OTEL = "import { context, trace } from '@opentelemetry/api';";
const SENTRY = "import * as Sentry from '@sentry/node';";

const foreign = (taken: string, call: string, output: string) => ({
  messageId: 'foreign' as const,
  data: { taken },
  suggestions: [{ messageId: 'remove' as const, data: { call }, output }],
});

ruleTester.run('no-foreign-span-end', rule, {
  valid: [
    {
      name: 'a span of its own',
      code: lines(OTEL, "const span = trace.getTracer('a').startSpan('a'); span.end();"),
    },
    {
      name: 'the active span is only described',
      code: lines(OTEL, "export const f = () => trace.getActiveSpan()?.setAttribute('a', 1);"),
    },
    {
      name: 'the active span of an own callback that takes no parameter',
      code: lines(
        OTEL,
        "trace.getTracer('a').startActiveSpan('a', async () => {",
        '  await work();',
        '  trace.getActiveSpan()?.end();',
        '});',
      ),
    },
    {
      name: 'a context that was made here with an own span',
      code: lines(
        OTEL,
        "const ctx = trace.setSpan(context.active(), trace.getTracer('a').startSpan('a'));",
        'context.with(ctx, () => { trace.getSpan(context.active())?.end(); });',
        'trace.getSpan(ctx)?.end();',
      ),
    },
    {
      name: 'a context that is handed in, with whatever its maker put there',
      code: lines(OTEL, 'export function onEnd(ctx) { trace.getSpan(ctx)?.end(); }'),
    },
    {
      name: 'state of an instrumentation',
      code: lines(
        OTEL,
        "import { InstrumentationBase } from '@opentelemetry/instrumentation';",
        'export class A extends InstrumentationBase { patch() { trace.getActiveSpan()?.end(); } }',
      ),
    },
    {
      name: 'a span that may be its own',
      code: lines(
        OTEL,
        'export function f() { let span = trace.getActiveSpan(); if (!span) span = start(); span.end(); }',
        'export function g() { const span = trace.getActiveSpan() ?? start(); span.end(); }',
      ),
    },
    {
      name: 'a helper that ends the span for whoever calls it',
      code: lines(OTEL, 'export function endSpan() { trace.getActiveSpan()?.end(); }'),
    },
    {
      name: 'the last moment of the process',
      code: lines(OTEL, 'export function shutdownTelemetry() { trace.getActiveSpan()?.end(); }'),
    },
    {
      name: 'a wrapper that leaves the end to its handler',
      code: lines(
        OTEL,
        "import { observe } from '@langfuse/tracing';",
        'export const POST = observe(async () => stream({ onFinish() { trace.getActiveSpan()?.end(); } }), { endOnExit: false });',
      ),
    },
    { name: 'some other active span', code: 'export const f = () => text.getActiveSpan()?.end();' },
    {
      name: 'an own span under a self-ending start',
      code: lines(
        SENTRY,
        "Sentry.startSpan({ name: 'a' }, () => { const span = Sentry.startInactiveSpan({ name: 'b' }); span.end(); });",
      ),
    },
    {
      name: 'ended by hand, as it must be',
      code: lines(
        SENTRY,
        "Sentry.startSpanManual({ name: 'a' }, async (span) => { try { await work(); } finally { span.end(); } });",
      ),
    },
    {
      name: 'ended a moment before the library would, with nothing that fails between',
      code: lines(
        SENTRY,
        "Sentry.startSpan({ name: 'a' }, async (span) => { const result = await work(); span.end(); return result; });",
      ),
    },
    {
      name: 'a callback with a done function is ended by hand',
      code: lines(
        "import tracer from 'dd-trace';",
        "tracer.trace('a', (span, done) => { try { work(); } finally { span.finish(); done(); } });",
      ),
    },
    {
      name: 'a wrapper of the project',
      code: lines(
        OTEL,
        "import { startSpan } from './tracing.js';",
        "startSpan('a', async (span) => { try { await work(); } finally { span.end(); } });",
      ),
    },
    {
      name: 'tests of tracing',
      code: lines(OTEL, 'trace.getActiveSpan()?.end();'),
      filename: 'src/tracing.test.ts',
    },
  ],
  invalid: [
    {
      name: 'the active span',
      code: lines(OTEL, 'export function onError(error) {', '  trace.getActiveSpan()?.end();', '}'),
      errors: [
        foreign(
          'trace.getActiveSpan()',
          'trace.getActiveSpan()?.end()',
          lines(OTEL, 'export function onError(error) {', '}'),
        ),
      ],
    },
    {
      name: 'the active span in a variable',
      code: lines(
        OTEL,
        'app.use((err, req, res, next) => {',
        '  const span = trace.getActiveSpan();',
        '  if (span) {',
        '    span.recordException(err);',
        '    span.end();',
        '  }',
        '  next(err);',
        '});',
      ),
      errors: [
        foreign(
          'trace.getActiveSpan()',
          'span.end()',
          lines(
            OTEL,
            'app.use((err, req, res, next) => {',
            '  const span = trace.getActiveSpan();',
            '  if (span) {',
            '    span.recordException(err);',
            '  }',
            '  next(err);',
            '});',
          ),
        ),
      ],
    },
    {
      name: 'the span of the active context',
      code: lines(
        OTEL,
        'export function handle(a) {',
        '  const active = context.active();',
        '  trace.getSpan(active)?.end(); return a;',
        '}',
      ),
      errors: [
        foreign(
          'trace.getSpan(active)',
          'trace.getSpan(active)?.end()',
          lines(
            OTEL,
            'export function handle(a) {',
            '  const active = context.active();',
            '   return a;',
            '}',
          ),
        ),
      ],
    },
    {
      name: 'the only statement of a finally behind a catch',
      code: lines(
        OTEL,
        'export async function handle() {',
        '  try { await work(); } catch (error) { log(error); } finally {',
        '    trace.getActiveSpan()?.end();',
        '  }',
        '}',
      ),
      errors: [
        foreign(
          'trace.getActiveSpan()',
          'trace.getActiveSpan()?.end()',
          lines(
            OTEL,
            'export async function handle() {',
            '  try { await work(); } catch (error) { log(error); }',
            '}',
          ),
        ),
      ],
    },
    {
      name: 'no statement of its own, nothing to remove',
      code: lines(OTEL, 'export const handle = () => trace.getActiveSpan()?.end();'),
      errors: [{ messageId: 'foreign', data: { taken: 'trace.getActiveSpan()' } }],
    },
    {
      name: 'of Sentry and of Datadog',
      code: lines(
        "import { getActiveSpan } from '@sentry/node';",
        "import ddTracer from 'dd-trace';",
        'export const sentry = () => getActiveSpan()?.end();',
        'export const datadog = () => ddTracer.scope().active()?.finish();',
      ),
      errors: [
        { messageId: 'foreign', data: { taken: 'getActiveSpan()' } },
        { messageId: 'foreign', data: { taken: 'ddTracer.scope().active()' } },
      ],
    },
    {
      name: 'a span that the library ends, in a finally',
      code: lines(
        SENTRY,
        "export const run = () => Sentry.startSpan({ name: 'a' }, async (span) => {",
        '  try {',
        '    return await work();',
        '  } catch (error) {',
        '    log(error);',
        '    throw error;',
        '  } finally {',
        '    span.end();',
        '  }',
        '});',
      ),
      errors: [
        {
          messageId: 'library',
          data: { method: 'startSpan' },
          suggestions: [
            {
              messageId: 'remove',
              data: { call: 'span.end()' },
              output: lines(
                SENTRY,
                "export const run = () => Sentry.startSpan({ name: 'a' }, async (span) => {",
                '  try {',
                '    return await work();',
                '  } catch (error) {',
                '    log(error);',
                '    throw error;',
                '  }',
                '});',
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'a span that the library ends, before what can fail',
      code: lines(
        "import tracer from 'dd-trace';",
        "tracer.trace('a', async (span) => {",
        '  span.finish();',
        '  await publish();',
        '});',
      ),
      errors: [
        {
          messageId: 'library',
          data: { method: 'trace' },
          suggestions: [
            {
              messageId: 'remove',
              data: { call: 'span.finish()' },
              output: lines(
                "import tracer from 'dd-trace';",
                "tracer.trace('a', async (span) => {",
                '  await publish();',
                '});',
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'a span that the library ends, of a sugared tracer',
      code: lines(
        OTEL,
        "import { wrapTracer } from '@opentelemetry/api/experimental';",
        "wrapTracer(trace.getTracer('a')).withActiveSpan('a', (span) => { try { work(); } finally { span.end(); } });",
      ),
      errors: [{ messageId: 'library', data: { method: 'withActiveSpan' } }],
    },
  ],
});

project({
  'package.json': { name: 'app', dependencies: { '@langfuse/otel': '^4.0.0' } },
}).run('no-foreign-span-end in a package whose wrapper leaves the end to its handlers', rule, {
  valid: [{ code: lines(OTEL, 'export function onFinish() { trace.getActiveSpan()?.end(); }') }],
  invalid: [],
});

project({ 'package.json': { name: 'app' } }).run(
  'no-foreign-span-end in the hooks of instrumentations',
  rule,
  {
    valid: [
      "new HttpInstrumentation({ requestHook: (span) => { span.setAttribute('a', 1); } });",
      'new HttpInstrumentation({ ignoreIncomingRequestHook: (span) => { span.end(); } });',
      'new Server({ requestHook: (span) => { span.end(); } });',
    ].map((code) => ({
      name: code,
      code: "import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';\n" + code,
    })),
    invalid: [
      ['express', 'ExpressInstrumentation', '{ requestHook: function (span, info) { span.end(); } }'],
      ['http', 'HttpInstrumentation', '{ responseHook(span) { span.end(); } }'],
      ['pg', 'PgInstrumentation', '{ enhanced: true, responseHook: (span) => span.end() }'],
      ['kafkajs', 'KafkaJsInstrumentation', '{ consumerHook: (span, info) => { span.end(); } }'],
    ].map(([name = '', type = '', options = '']) => {
      const code = `import { ${type} } from '@opentelemetry/instrumentation-${name}';\nnew ${type}(${options});`;
      const isStatement = options.includes('span.end();');
      return {
        name: options,
        code,
        errors: [
          {
            messageId: 'library' as const,
            data: { method: type },
            suggestions: isStatement
              ? [
                  {
                    messageId: 'remove' as const,
                    data: { call: 'span.end()' },
                    output: code.replace('{ span.end(); }', '{  }'),
                  },
                ]
              : [],
          },
        ],
      };
    }),
  },
);
