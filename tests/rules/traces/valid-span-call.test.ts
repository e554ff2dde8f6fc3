import { describe } from 'vitest';
import rule from '../../../rules/traces/valid-span-call.js';
import { lines, project } from '../rule-tester.js';

const OTEL = lines(
  "import { context, propagation, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';",
  "const tracer = trace.getTracer('orders');",
  '',
);
/** A tester in a package that asks for versions of OpenTelemetry's packages, and has others installed. */
function withPackages(asked: Record<string, string>, installed: Record<string, string> = {}) {
  const manifests = Object.entries(installed).map(([name, version]) => [
    `node_modules/${name}/package.json`,
    { name, version },
  ]);
  return project({
    'package.json': { name: 'app', dependencies: asked },
    ...(Object.fromEntries(manifests) as Record<string, object>),
  });
}

const SDK = '@opentelemetry/sdk-trace-base';
const ruleTester = withPackages({ [SDK]: '2.12.1' });

/** A call on a proven span. */
const on = (call: string) => `${OTEL}tracer.startActiveSpan('a', (span) => {\n  ${call};\n  span.end();\n});`;

describe('not reported', () => {
  ruleTester.run('valid-span-call', rule, {
    valid: [
      ...[
        "tracer.startSpan('a')",
        "tracer.startSpan('a', {})",
        "tracer.startSpan('a', undefined, context.active())",
        "tracer.startSpan('a', {}, trace.setSpan(ROOT_CONTEXT, parent))",
        "tracer.startSpan('a', { kind: 1, attributes: { id: 1 }, links: [], root: true, startTime: 1 })",
        "tracer.startActiveSpan('a', (span) => span.end())",
        "tracer.startActiveSpan('a', {}, ROOT_CONTEXT, (span) => span.end())",
        'tracer.startActiveSpan(...args)',
        // The parent is the active span with and without it.
        "tracer.startSpan('a', context.active())",
        // What a name says is no proof.
        "tracer.startSpan('a', ctx)",
        "tracer.startSpan('a', options)",
      ].map((call) => ({ name: call, code: OTEL + call })),
      ...[
        "span.setAttribute('a', 'text')",
        "span.setAttribute('a', 1)",
        "span.setAttribute('a', ['x', 'y'])",
        "span.setAttribute('a', [1, null])",
        "span.setAttribute('a', [])",
        "span.setAttribute('a', new Date().toISOString())",
        "span.setAttribute('a', Date.now())",
        "span.setAttribute('a', JSON.stringify({ b: 1 }))",
        "span.setAttribute('a', user)",
        "span.setAttribute('a', user.createdAt)",
        "span.setAttribute('a', isNew ? 1 : undefined)",
        "span.setAttribute('a', undefined)",
        'span.setAttributes({ a: 1, ...rest })',
        // Of other objects that are named like a span.
        'otherSpan.recordError(new Error())',
        'range.finish()',
        'span.setAttributes(attributes)',
        "span.addEvent('e', { a: null })",
        "span.addEvent('e')",
        'span.setStatus({ code: SpanStatusCode.OK })',
        "span.setStatus({ code: SpanStatusCode.ERROR, message: 'text' })",
        'span.setStatus({ code, message })',
        'span.setStatus({ ...status })',
        'span.setStatus(status)',
        "span.recordException('text')",
        "span.recordException({ message: 'text' })",
        'span.recordException({ ...error })',
        'span.recordException(error)',
        'span.end(Date.now())',
        'span.end(performance.now())',
        'span.end(endTime)',
        'span.end(new Date())',
      ].map((call) => ({ name: call, code: on(call) })),
      {
        name: 'an error that may be a text',
        code: on(
          "find().catch((err) => { if (typeof err === 'string') { span.setStatus({ code: SpanStatusCode.ERROR, message: err }); } })",
        ),
      },
      {
        name: 'a type that only ends like one of an error',
        code: on("const f = (e: LoadError) => span.setAttribute('a', e)"),
      },
      {
        name: 'a date or a text',
        code: on("const f = (at: Date | string) => span.setAttribute('a', at)"),
      },
      {
        name: "a type of the project's own",
        code: `class Date {}\n${on("const f = (at: Date) => span.setAttribute('a', at)")}`,
      },
      { name: 'a span by its name alone', code: "span.setAttribute('a', { b: 1 });" },
      {
        name: 'Sentry with options',
        code: "import * as Sentry from '@sentry/node';\nSentry.startSpan({ name: 'a' }, work);\nSentry.startSpan(options, work);",
      },
      {
        name: "Datadog's tags",
        code: "import tracer from 'dd-trace';\nconst span = tracer.startSpan('a', { childOf: parent, tags: {} });\nspan.setTag('a', { b: 1 });",
      },
      {
        name: "a tracer of the project's own",
        code: "class Tracer { startSpan(name, context) {} }\nnew Tracer().startSpan('a', ctx);",
      },
    ],
    invalid: [],
  });
});

/** `[name of the message, data, before, after]`: the second text is what the fix makes of the call. */
type Case = readonly [
  id: string,
  data: Readonly<Record<string, string>>,
  before: string,
  after: string | null,
  suggested?: string,
];

describe('the start of a span', () => {
  const cases: readonly Case[] = [
    [
      'context',
      { method: 'startSpan', context: 'trace.setSpan(context.active(), parent)' },
      "tracer.startSpan('a', trace.setSpan(context.active(), parent))",
      "tracer.startSpan('a', {}, trace.setSpan(context.active(), parent))",
    ],
    [
      'context',
      { method: 'startActiveSpan', context: 'ROOT_CONTEXT' },
      "tracer.startActiveSpan('a', ROOT_CONTEXT, (span) => span.end())",
      "tracer.startActiveSpan('a', {}, ROOT_CONTEXT, (span) => span.end())",
    ],
    [
      'context',
      { method: 'startSpan', context: 'parent' },
      "const parent = propagation.extract(ROOT_CONTEXT, headers);\ntracer.startSpan('a', parent)",
      "const parent = propagation.extract(ROOT_CONTEXT, headers);\ntracer.startSpan('a', {}, parent)",
    ],
    ['callback', { method: 'startActiveSpan' }, "tracer.startActiveSpan('a')", null],
    [
      'option',
      { option: 'parent', instead: 'Pass `trace.setSpan(context.active(), root)` third' },
      "tracer.startSpan('a', { parent: root })",
      null,
    ],
    [
      'option',
      { option: 'tags', instead: 'Name it `attributes`' },
      "tracer.startSpan('a', { tags: { b: 1 } })",
      null,
    ],
    [
      'value',
      { key: 'at', what: 'a Date', value: 'new Date()' },
      "tracer.startSpan('a', { attributes: { at: new Date() } })",
      "tracer.startSpan('a', { attributes: { at: new Date().toISOString() } })",
    ],
  ];
  ruleTester.run('valid-span-call', rule, {
    valid: [],
    invalid: cases.map(([messageId, data, before, after]) => ({
      name: before,
      code: OTEL + before,
      errors: [{ messageId, data }],
      output: after === null ? null : OTEL + after,
    })),
  });
  ruleTester.run('valid-span-call', rule, {
    valid: [],
    invalid: [
      {
        name: 'a parameter that is typed as a context',
        code: lines(
          "import { type Context, trace } from '@opentelemetry/api';",
          "export const start = (ctx: Context) => trace.getTracer('a').startSpan('b', ctx);",
        ),
        errors: [{ messageId: 'context', data: { method: 'startSpan', context: 'ctx' } }],
        output: lines(
          "import { type Context, trace } from '@opentelemetry/api';",
          "export const start = (ctx: Context) => trace.getTracer('a').startSpan('b', {}, ctx);",
        ),
      },
      {
        name: 'Sentry with a name',
        code: "import * as Sentry from '@sentry/node';\nSentry.startSpan('load', () => find());",
        errors: [{ messageId: 'name', data: { library: 'Sentry', method: 'startSpan', name: "'load'" } }],
        output: "import * as Sentry from '@sentry/node';\nSentry.startSpan({ name: 'load' }, () => find());",
      },
    ],
  });
});

describe('a call on a span', () => {
  const value = (what: string, of: string, key = 'a') => ({ key, what, value: of });
  const cases: readonly Case[] = [
    [
      'value',
      value('an object', "{ b: 'c', d: [1] }"),
      "span.setAttribute('a', { b: 'c', d: [1] })",
      "span.setAttribute('a', JSON.stringify({ b: 'c', d: [1] }))",
    ],
    ['value', value('a RegExp', '/b/'), "span.setAttribute('a', /b/)", "span.setAttribute('a', /b/.source)"],
    ['value', value('a function', '() => 1'), "span.setAttribute('a', () => 1)", null],
    ['value', value('a Map', 'new Map()'), 'span.setAttributes({ a: new Map() })', null],
    ['value', value('`null`', 'null'), "span.setAttribute('a', null)", null],
    [
      'value',
      value('an array of string and number values', "['b', 1]"),
      "span.addEvent('e', { a: ['b', 1] })",
      "span.addEvent('e', { a: JSON.stringify(['b', 1]) })",
    ],
    ['key', { value: '1' }, "span.setAttribute('', 1)", null],
    ['attributes', { attributes: '{ a: 1 }' }, 'span.setAttribute({ a: 1 })', 'span.setAttributes({ a: 1 })'],
    ['pair', { key: "'a'" }, "span.setAttributes('a', 1)", "span.setAttribute('a', 1)"],
    [
      'status',
      { status: 'SpanStatusCode.ERROR', instead: '{ code: SpanStatusCode.ERROR }' },
      'span.setStatus(SpanStatusCode.ERROR)',
      'span.setStatus({ code: SpanStatusCode.ERROR })',
    ],
    [
      'status',
      { status: '2', instead: '{ code: 2, message: text }' },
      'span.setStatus(2 as any, text)',
      'span.setStatus({ code: 2, message: text })',
    ],
    ['code', { status: "{ message: 'text' }" }, "span.setStatus({ message: 'text' })", null],
    ['code', { status: "{ code: 'ERROR' }" }, "span.setStatus({ code: 'ERROR' })", null],
    [
      'message',
      { code: 'OK', message: "'done'" },
      "span.setStatus({ code: SpanStatusCode.OK, message: 'done' })",
      'span.setStatus({ code: SpanStatusCode.OK })',
    ],
    ['exception', { exception: '{ orderId }' }, 'span.recordException({ orderId })', null],
    ['exception', { exception: 'undefined' }, 'span.recordException(undefined)', null],
    ['endTime', { end: 'span.end(50)', time: '50' }, 'span.end(50)', 'span.end()'],
  ];
  ruleTester.run('valid-span-call', rule, {
    valid: [],
    invalid: cases.map(([messageId, data, before, after]) => ({
      name: before,
      code: on(before),
      errors: [{ messageId, data }],
      output: after === null ? null : on(after),
    })),
  });
});

describe('suggested, where the repair can fail or loses something', () => {
  const value = (what: string, of: string) => ({ key: 'a', what, value: of });
  const cases: readonly Case[] = [
    [
      'value',
      value('a Date', 'new Date(text)'),
      "span.setAttribute('a', new Date(text))",
      "span.setAttribute('a', new Date(text).toISOString())",
      'new Date(text).toISOString()',
    ],
    [
      'value',
      value('an object', '{ user }'),
      "span.setAttribute('a', { user })",
      "span.setAttribute('a', JSON.stringify({ user }))",
      'JSON.stringify({ user })',
    ],
    [
      'value',
      value('a bigint', '10n'),
      "span.setAttribute('a', 10n)",
      "span.setAttribute('a', '10')",
      "'10'",
    ],
    [
      'value',
      value('an Error', 'e'),
      "try { work(); } catch (e) { span.setAttribute('a', e); }",
      "try { work(); } catch (e) { span.setAttribute('a', String(e)); }",
      'String(e)',
    ],
    [
      'value',
      value('a Date', 'at'),
      "const f = (at: Date) => span.setAttribute('a', at)",
      "const f = (at: Date) => span.setAttribute('a', at.toISOString())",
      'at.toISOString()',
    ],
    [
      'value',
      value('an object', 'a'),
      'const a = { b: user };\n  span.setAttributes({ a })',
      'const a = { b: user };\n  span.setAttributes({ a: JSON.stringify(a) })',
      'a: JSON.stringify(a)',
    ],
    [
      'errorMessage',
      { message: 'e' },
      'try { work(); } catch (e) { span.setStatus({ code: SpanStatusCode.ERROR, message: e }); }',
      'try { work(); } catch (e) { span.setStatus({ code: SpanStatusCode.ERROR, message: String(e) }); }',
      'String(e)',
    ],
    [
      'endTime',
      { end: 'span.end(Date.now() - start)', time: 'Date.now() - start' },
      'span.end(Date.now() - start)',
      'span.end()',
      'span.end()',
    ],
    [
      'absent',
      { method: 'recordError', right: 'recordException' },
      'span.recordError(new Error())',
      'span.recordException(new Error())',
      'recordException',
    ],
    [
      'absent',
      { method: 'setTag', right: 'setAttribute' },
      "span.setTag('a', 1)",
      "span.setAttribute('a', 1)",
      'setAttribute',
    ],
    ['absent', { method: 'finish', right: 'end' }, 'span.finish()', 'span.end()', 'end'],
  ];
  ruleTester.run('valid-span-call', rule, {
    valid: [],
    invalid: cases.map(([messageId, data, before, after, text]) => ({
      name: before,
      code: on(before),
      errors: [
        {
          messageId,
          data,
          suggestions: [{ messageId: 'suggestion', data: { text }, output: on(after ?? '') }],
        },
      ],
      output: null,
    })),
  });
});

describe('a tracer that only its name says to be one', () => {
  const CHILD = "export const child = (tracer, span) => tracer.startSpan('child', { childOf: span });";
  const options = [{ presumed: true }] as const;
  for (const [name, dependencies] of [
    ['of another library', { opentracing: '^0.14.3' }],
    ['of an agent', { 'dd-trace': '^5.0.0' }],
  ] as const)
    withPackages(dependencies).run('valid-span-call', rule, {
      valid: [{ name, code: CHILD, options }],
      invalid: [],
    });
  withPackages({ opentracing: '^0.14.3', '@opentelemetry/api': '^1.9.0' }).run('valid-span-call', rule, {
    valid: [],
    invalid: [
      {
        name: 'of one of two libraries, on the way from one to the other',
        code: CHILD,
        options,
        errors: [
          {
            messageId: 'option',
            data: { option: 'childOf', instead: 'Pass `trace.setSpan(context.active(), span)` third' },
          },
        ],
      },
    ],
  });
});

describe('a test', () => {
  ruleTester.run('valid-span-call', rule, {
    valid: [{ filename: 'src/tracer.test.ts', code: on("span.setAttribute('a', new Map())") }],
    invalid: [],
  });
});

describe('with `presumed`', () => {
  ruleTester.run('valid-span-call', rule, {
    valid: [],
    invalid: [
      {
        name: 'a span by its name',
        code: "span.setAttribute('a', new Map());",
        options: [{ presumed: true }],
        errors: [{ messageId: 'value', data: { key: 'a', what: 'a Map', value: 'new Map()' } }],
      },
    ],
  });
});

const MESSAGE = on("span.setStatus({ code: SpanStatusCode.OK, message: 'done' })");
const OBJECT = on("span.setAttribute('a', { b: 1 })");
const MIXED = on("span.setAttribute('a', [1, 'b'])");
const DATE = on("span.setAttribute('a', new Date())");

describe('what a version drops and another one exports', () => {
  const keepsMessage: readonly (readonly [string, Record<string, string>, Record<string, string>?])[] = [
    ['SDK 1', { [SDK]: '1.30.1' }],
    ['the last that exports it', { [SDK]: '2.6.0' }],
    ['a range that reaches from one to the other', { [SDK]: '^2.0.1' }],
    ['a range, and an older one installed', { [SDK]: '^2.0.1' }, { [SDK]: '2.5.1' }],
    ['the SDK for Node.js', { '@opentelemetry/sdk-node': '^0.213.0' }],
    ['only the API', { '@opentelemetry/api': '^1.9.0' }],
    ['none', {}],
  ];
  for (const [name, asked, installed] of keepsMessage)
    withPackages(asked, installed).run('valid-span-call', rule, {
      valid: [{ name, code: MESSAGE }],
      invalid: [],
    });

  const dropsMessage: readonly (readonly [string, Record<string, string>, Record<string, string>?])[] = [
    ['the first that drops it', { [SDK]: '2.6.1' }],
    ['a range above it', { [SDK]: '^2.7.0' }],
    ['a range, and a newer one installed', { [SDK]: '^2.0.1' }, { [SDK]: '2.12.1' }],
    ['the SDK for Node.js', { '@opentelemetry/sdk-node': '~0.214.0' }],
    ['SDK 3', { '@opentelemetry/sdk-trace': '^3.0.0' }],
  ];
  for (const [name, asked, installed] of dropsMessage)
    withPackages(asked, installed).run('valid-span-call', rule, {
      valid: [],
      invalid: [
        {
          name,
          code: MESSAGE,
          output: on('span.setStatus({ code: SpanStatusCode.OK })'),
          errors: [{ messageId: 'message', data: { code: 'OK', message: "'done'" } }],
        },
      ],
    });

  for (const asked of [{ '@opentelemetry/sdk-trace': '^3.1.0' }, { '@opentelemetry/api': '^1.9.0' }, {}]) {
    withPackages(asked as Record<string, string>).run('valid-span-call', rule, {
      valid: [
        OBJECT,
        MIXED,
        on("span.setAttribute('a', null)"),
        on("span.setAttribute('a', Buffer.from('b'))"),
      ].map((code) => ({ name: code, code })),
      // No version keeps these.
      invalid: [
        {
          code: DATE,
          output: on("span.setAttribute('a', new Date().toISOString())"),
          errors: [{ messageId: 'value', data: { key: 'a', what: 'a Date' } }],
        },
      ],
    });
  }
  withPackages({ '@opentelemetry/api': '^1.9.0' }, { '@opentelemetry/api': '1.9.0' }).run(
    'valid-span-call',
    rule,
    {
      valid: [],
      invalid: [
        {
          name: 'only the API, of which SDK 3 asks for a newer one',
          code: OBJECT,
          output: on("span.setAttribute('a', JSON.stringify({ b: 1 }))"),
          errors: [{ messageId: 'value', data: { key: 'a', what: 'an object' } }],
        },
      ],
    },
  );
});

describe('errors given as text, or as an event', () => {
  const failing = (call: string) => on(`try { run() } catch (error) { ${call} }`);
  const reported = (call: string, data: Record<string, string>, fixed: string) => ({
    name: call,
    code: failing(call),
    output: failing(fixed),
    errors: [{ messageId: 'exceptionText', data }],
  });
  ruleTester.run('valid-span-call', rule, {
    valid: [
      'span.recordException(error)',
      'span.recordException({ name: "Timeout", message: error.message })',
      'span.recordException(text)',
      'span.addEvent("failed", { "exception.message": error.message })',
      'span.addEvent("failed", Date.now())',
      'span.addEvent("failed", attributes)',
    ].map((call) => ({ name: call, code: failing(call) })),
    invalid: [
      reported(
        'span.recordException(error.message)',
        { exception: 'error.message', error: 'error' },
        'span.recordException(error)',
      ),
      reported(
        'span.recordException((error as Error).message)',
        { exception: '(error as Error).message', error: 'error' },
        'span.recordException(error as Error)',
      ),
      reported(
        'span.recordException(error.stack)',
        { exception: 'error.stack', error: 'error' },
        'span.recordException(error)',
      ),
      ...['String(error)', '`${error}`', 'error instanceof Error ? error.message : String(error)'].map(
        (text) => ({
          name: text,
          code: failing(`span.recordException(${text})`),
          output: null,
          errors: [
            {
              messageId: 'exceptionText',
              data: {
                exception: text.length > 50 ? 'error instanceof Error ? error.messag...' : text,
                error: 'error',
              },
              suggestions: [
                {
                  messageId: 'suggestion',
                  data: { text: 'error' },
                  output: failing('span.recordException(error)'),
                },
              ],
            },
          ],
        }),
      ),
      {
        name: 'an event with an error',
        code: failing('span.addEvent("failed", error)'),
        output: null,
        errors: [{ messageId: 'eventError', data: { error: 'error' } }],
      },
      ...['"orders"', 'error.message'].map((text) => ({
        name: `an event with ${text}`,
        code: failing(`span.addEvent("failed", ${text})`),
        output: null,
        errors: [{ messageId: 'eventText', data: { text } }],
      })),
    ],
  });
});

describe('the spans of the hooks of instrumentations', () => {
  const hook = (type: string, from: string, options: string) => ({
    name: options,
    code: `import { ${type} } from '@opentelemetry/${from}';\nexport const made = new ${type}(${options});`,
    output: null,
    errors: [{ messageId: 'eventText', data: { text: "'late'" } }],
  });
  const of = hook(
    'HttpInstrumentation',
    'instrumentation-http',
    "{ requestHook: (it) => { it.addEvent('a', 'late'); } /* span */ }",
  );
  ruleTester.run('valid-span-call', rule, {
    valid: [
      { name: 'of another class', code: of.code.replace('@opentelemetry/instrumentation-http', './own.js') },
    ],
    invalid: [
      of,
      hook(
        'HttpInstrumentation',
        'instrumentation-http',
        "{ applyCustomAttributesOnSpan(span, req, res) { span.addEvent('a', 'late'); } }",
      ),
      {
        ...of,
        name: 'in the set of all',
        code: "import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';\ngetNodeAutoInstrumentations({ '@opentelemetry/instrumentation-http': { requestHook: (span) => { span.addEvent('a', 'late'); } } });",
      },
    ],
  });
});
