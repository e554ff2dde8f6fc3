import { describe } from 'vitest';
import rule from '../../../rules/traces/no-dynamic-span-name.js';
import { lines, project, ruleTester } from '../rule-tester.js';

const HEAD = "import { trace } from '@opentelemetry/api'; const tracer = trace.getTracer('orders');";
const EXPRESS = "import express from 'express';";

const inFile = (...body: string[]) => lines(HEAD, ...body);
const perUser = 'one value per user';

interface Said {
  readonly part: string;
  readonly because: string;
  readonly name?: string;
  readonly values?: string;
}

const move = ({ part, because, name = '', values = `\`${part}\`` }: Said) => ({
  messageId: 'move' as const,
  data: { part, because, name, values },
});
const constant = ({ part, because }: Said) => ({
  messageId: 'constant' as const,
  data: { part, because, name: '', values: '' },
});
const user = (name: string) => move({ part: 'user.id', because: perUser, name });

/** One start of a span whose name has `user.id` in it, and what is left of it. */
const fixed = (name: string, before: string, after: string, left: string) => ({
  name,
  code: inFile(before),
  output: inFile(after),
  errors: [user(left)],
});

ruleTester.run('no-dynamic-span-name', rule, {
  valid: [
    { name: 'a constant', code: inFile("tracer.startSpan('process order');") },
    {
      name: 'a constant of this file',
      code: inFile("const PREFIX = 'orders'; tracer.startSpan(`${PREFIX}.process`);"),
    },
    {
      name: 'a class or method by its name',
      code: inFile('class Orders { load() { tracer.startSpan(`${Orders.name}.load`); } }'),
    },
    {
      name: 'a name that is handed in',
      code: inFile('export const start = (name: string) => tracer.startSpan(name);'),
    },
    {
      name: 'values of which nothing is known',
      code: inFile(
        'tracer.startSpan(`tool ${toolName}`); tracer.startSpan(`job ${job.name}`); tracer.startSpan(`db ${operation}`);',
      ),
    },
    {
      name: 'a method and a route template',
      code: lines(
        EXPRESS,
        HEAD,
        "app.use((req, res) => tracer.startSpan(`${req.method} ${req.route?.path ?? 'unmatched'}`));",
      ),
    },
    {
      name: 'a choice of two',
      code: inFile('tracer.startSpan(`order ${paid ? "paid" : "open"}`);'),
    },
    {
      name: 'one of a few by its type',
      code: inFile(
        "type Step = 'pick' | 'pack'; export const run = (step: Step) => tracer.startSpan(`order ${step}`);",
      ),
    },
    {
      name: 'destinations of messages',
      code: inFile('tracer.startSpan(`${subInfo.subId} ack`); tracer.startSpan(`publish ${topicId}`);'),
    },
    { name: 'words that only look like ids', code: inFile('tracer.startSpan(`draw ${grid} ${valid}`);') },
    {
      name: 'another method of the span',
      code: inFile('trace.getActiveSpan()?.setAttribute("name", `order ${order.id}`);'),
    },
    { name: 'a tracer of which only the name is known', code: 'tracer.startSpan(`order ${order.id}`);' },
    {
      name: 'something else that has a name',
      code: 'profile.updateName(`user ${user.id}`); account.setName(user.id);',
    },
    {
      name: 'tests may name spans as they like',
      code: inFile('tracer.startSpan(`order ${order.id}`);'),
      filename: 'src/orders.test.ts',
    },
  ],
  invalid: [
    fixed(
      'a template',
      'tracer.startSpan(`load user ${user.id}`);',
      "tracer.startSpan('load user', { attributes: { userId: String(user.id) } });",
      "'load user'",
    ),
    fixed(
      'a concatenation',
      "tracer.startSpan('user.' + user.id + '.load');",
      "tracer.startSpan('user.load', { attributes: { userId: String(user.id) } });",
      "'user.load'",
    ),
    fixed(
      'what joined the value to the name goes with it',
      'tracer.startSpan(`user.load.${user.id}`);',
      "tracer.startSpan('user.load', { attributes: { userId: String(user.id) } });",
      "'user.load'",
    ),
    fixed(
      'dangling connectives go too',
      'tracer.startSpan(`load orders of (${user.id})`);',
      "tracer.startSpan('load orders', { attributes: { userId: String(user.id) } });",
      "'load orders'",
    ),
    fixed(
      'a callback',
      'tracer.startActiveSpan(`load user ${user.id}`, (span) => span.end());',
      "tracer.startActiveSpan('load user', { attributes: { userId: String(user.id) } }, (span) => span.end());",
      "'load user'",
    ),
    fixed(
      'options without attributes, a context and a callback',
      'tracer.startActiveSpan(`load user ${user.id}`, { kind: 2 }, ctx, (span) => span.end());',
      "tracer.startActiveSpan('load user', { attributes: { userId: String(user.id) }, kind: 2 }, ctx, (span) => span.end());",
      "'load user'",
    ),
    fixed(
      'options with attributes',
      "tracer.startSpan(`load user ${user.id}`, { kind: 2, attributes: { 'app.tier': tier } });",
      "tracer.startSpan('load user', { kind: 2, attributes: { userId: String(user.id), 'app.tier': tier } });",
      "'load user'",
    ),
    fixed(
      'a key that is taken',
      'tracer.startSpan(`load user ${user.id}`, { attributes: { userId: 1 } });',
      "tracer.startSpan('load user', { attributes: { userIdValue: String(user.id), userId: 1 } });",
      "'load user'",
    ),
    fixed(
      'options that are left out',
      'tracer.startSpan(`load user ${user.id}`, undefined, ctx);',
      "tracer.startSpan('load user', { attributes: { userId: String(user.id) } }, ctx);",
      "'load user'",
    ),
    fixed(
      'empty options',
      'tracer.startSpan(`load user ${user.id}`, {});',
      "tracer.startSpan('load user', { attributes: { userId: String(user.id) } });",
      "'load user'",
    ),
    fixed(
      'an attribute that the span is started with anyway',
      "tracer.startSpan(`load user ${user.id}`, { attributes: { 'user.id': user.id } });",
      "tracer.startSpan('load user', { attributes: { 'user.id': user.id } });",
      "'load user'",
    ),
    fixed(
      'an attribute that the span gets at once',
      "const span = tracer.startSpan(`load user ${user.id}`); span.setAttribute('user.id', user.id);",
      "const span = tracer.startSpan('load user'); span.setAttribute('user.id', user.id);",
      "'load user'",
    ),
    fixed(
      'an attribute that the callback sets first',
      "tracer.startActiveSpan(`load user ${user.id}`, (span) => { span.setAttributes({ 'user.id': String(user.id) }); });",
      "tracer.startActiveSpan('load user', (span) => { span.setAttributes({ 'user.id': String(user.id) }); });",
      "'load user'",
    ),
    fixed(
      'a value with a bound, or of which nothing is known, stays',
      'tracer.startSpan(`${kind} ${user.id} ${paid ? "paid" : "open"}`);',
      'tracer.startSpan(`${kind} ${paid ? "paid" : "open"}`, { attributes: { userId: String(user.id) } });',
      '`${kind} ${paid ? "paid" : "open"}`',
    ),
    {
      name: 'the same value twice',
      code: inFile('tracer.startSpan(`compare ${user.id} with ${user.id}`);'),
      output: inFile("tracer.startSpan('compare', { attributes: { userId: String(user.id) } });"),
      errors: [user("'compare'")],
    },
    {
      name: 'values that are known to be text are written as they are',
      code: inFile(
        'interface Order { id: string; total: number }',
        'export function f(order: Order, email: string) {',
        '  tracer.startSpan(`charge ${order.id} of ${email}`);',
        '}',
      ),
      output: inFile(
        'interface Order { id: string; total: number }',
        'export function f(order: Order, email: string) {',
        "  tracer.startSpan('charge', { attributes: { orderId: order.id, email } });",
        '}',
      ),
      errors: [
        move({
          part: 'order.id',
          because: 'one value per order',
          name: "'charge'",
          values: '`order.id` and `email`',
        }),
      ],
    },
    {
      name: 'a word before the value tells whose id it is',
      code: inFile('tracer.startSpan(`job:${id}`);'),
      output: inFile("tracer.startSpan('job', { attributes: { jobId: String(id) } });"),
      errors: [move({ part: 'id', because: 'one value per job', name: "'job'" })],
    },
    {
      name: 'a value that is made for the name is made once, in its turn',
      code: inFile('tracer.startSpan(`run ${crypto.randomUUID()}`, { kind: kindOf(x) }, makeContext());'),
      output: inFile(
        "tracer.startSpan('run', { attributes: { randomUUID: crypto.randomUUID() }, kind: kindOf(x) }, makeContext());",
      ),
      errors: [
        move({
          part: 'crypto.randomUUID()',
          because: 'one value per call',
          name: "'run'",
        }),
      ],
    },
    {
      name: 'a value that would be read behind a call is only suggested',
      code: inFile('tracer.startSpan(`a ${user.id} ${next()}`);'),
      errors: [
        {
          ...user('`a ${next()}`'),
          suggestions: [
            {
              messageId: 'moveIt',
              data: { name: '`a ${next()}`', values: '`user.id`' },
              output: inFile('tracer.startSpan(`a ${next()}`, { attributes: { userId: String(user.id) } });'),
            },
          ],
        },
      ],
    },
    {
      name: 'attributes behind an option that calls something are only suggested',
      code: inFile('tracer.startSpan(`a ${user.id}`, { kind: next(), attributes: {} });'),
      errors: [
        {
          ...user("'a'"),
          suggestions: [
            {
              messageId: 'moveIt',
              data: { name: "'a'", values: '`user.id`' },
              output: inFile(
                "tracer.startSpan('a', { kind: next(), attributes: { userId: String(user.id) } });",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'options that are made elsewhere',
      code: inFile('tracer.startSpan(`load user ${user.id}`, options);'),
      errors: [
        {
          ...user("'load user'"),
          suggestions: [
            {
              messageId: 'moveIt',
              data: { name: "'load user'", values: '`user.id`' },
              output: inFile(
                "tracer.startSpan('load user', { ...options, attributes: { userId: String(user.id), ...options?.attributes } });",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'attributes that are made elsewhere',
      code: inFile('tracer.startSpan(`load user ${user.id}`, { attributes });'),
      errors: [
        {
          ...user("'load user'"),
          suggestions: [
            {
              messageId: 'moveIt',
              data: { name: "'load user'", values: '`user.id`' },
              output: inFile(
                "tracer.startSpan('load user', { attributes: { userId: String(user.id), ...attributes } });",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'options of which it is not seen whether they have attributes, or that are none',
      code: inFile(
        'tracer.startSpan(`load user ${user.id}`, { ...options });',
        'tracer.startSpan(`load user ${user.id}`, ctx);',
        'tracer.startSpan(...[`load user ${user.id}`]);',
      ),
      errors: [user("'load user'"), user("'load user'")],
    },
    {
      name: 'a constant that is all that is left',
      code: inFile("const LOAD = 'load user'; tracer.startSpan(`${LOAD}: ${user.id}`);"),
      output: inFile(
        "const LOAD = 'load user'; tracer.startSpan(LOAD, { attributes: { userId: String(user.id) } });",
      ),
      errors: [user('LOAD')],
    },
    {
      name: 'a comment in the name',
      code: inFile('tracer.startSpan(`load user ${/* their own */ user.id}`);'),
      errors: [user("'load user'")],
    },
    {
      name: 'nothing constant',
      code: inFile(
        'tracer.startSpan(user.id); tracer.startSpan(`${user.id}`); tracer.startSpan(`(${user.id})`);',
      ),
      errors: [
        constant({ part: 'user.id', because: perUser }),
        constant({ part: 'user.id', because: perUser }),
        constant({ part: 'user.id', because: perUser }),
      ],
    },
    {
      name: 'a raw path has a route template',
      code: lines(
        EXPRESS,
        HEAD,
        "app.get('/orders/:id', (req, res) => tracer.startSpan(`${req.method} ${req.path}`));",
      ),
      errors: [
        {
          ...move({
            part: 'req.path',
            because: 'one value per path',
            name: '`${req.method}`',
          }),
          suggestions: [
            {
              messageId: 'template',
              data: { template: "req.route?.path ?? 'unmatched'" },
              output: lines(
                EXPRESS,
                HEAD,
                "app.get('/orders/:id', (req, res) => tracer.startSpan(`${req.method} ${req.route?.path ?? 'unmatched'}`));",
              ),
            },
            {
              messageId: 'moveIt',
              data: { name: '`${req.method}`', values: '`req.path`' },
              output: lines(
                EXPRESS,
                HEAD,
                "app.get('/orders/:id', (req, res) => tracer.startSpan(`${req.method}`, { attributes: { path: String(req.path) } }));",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'a new name',
      code: inFile('trace.getActiveSpan()?.updateName(`load user ${user.id}`);'),
      output: inFile(
        "trace.getActiveSpan()?.updateName('load user').setAttribute('userId', String(user.id));",
      ),
      errors: [user("'load user'")],
    },
    {
      name: 'Sentry',
      code: lines(
        "import * as Sentry from '@sentry/node';",
        "Sentry.startSpan({ name: `load user ${user.id}`, op: 'db' }, () => {});",
        'Sentry.startInactiveSpan({ attributes: { a: 1 }, name: `load user ${user.id}` });',
      ),
      output: lines(
        "import * as Sentry from '@sentry/node';",
        "Sentry.startSpan({ name: 'load user', attributes: { userId: String(user.id) }, op: 'db' }, () => {});",
        "Sentry.startInactiveSpan({ attributes: { userId: String(user.id), a: 1 }, name: 'load user' });",
      ),
      errors: [user("'load user'"), user("'load user'")],
    },
    {
      name: 'Datadog',
      code: lines(
        "import tracer from 'dd-trace';",
        'tracer.trace(`load user ${user.id}`, () => {});',
        'tracer.startSpan(`load user ${user.id}`, { tags: { a: 1 } }).setOperationName(`user ${user.id}`);',
      ),
      output: lines(
        "import tracer from 'dd-trace';",
        "tracer.trace('load user', { tags: { userId: String(user.id) } }, () => {});",
        "tracer.startSpan('load user', { tags: { userId: String(user.id), a: 1 } }).setOperationName('user').setTag('userId', String(user.id));",
      ),
      errors: [user("'load user'"), user("'load user'"), user("'user'")],
    },
    {
      name: 'a tracer of which only the name is known, where those are asked for; never repaired',
      code: 'tracer.startSpan(`load user ${user.id}`);',
      options: [{ presumed: true }],
      errors: [user("'load user'")],
    },
    {
      name: 'a `String` of the file itself',
      code: inFile('function String(x) { return x; }', 'tracer.startSpan(`load user ${user.id}`);'),
      output: inFile(
        'function String(x) { return x; }',
        "tracer.startSpan('load user', { attributes: { userId: `${user.id}` } });",
      ),
      errors: [user("'load user'")],
    },
  ],
});

project({
  'package.json': { name: 'app' },
  'src/tracing.ts':
    "import { trace } from '@opentelemetry/api'; export const tracer = trace.getTracer('app');",
}).run('no-dynamic-span-name across modules', rule, {
  valid: [],
  invalid: [
    {
      name: 'a tracer of the project',
      code: "import { tracer } from './tracing.js';\ntracer.startSpan(`load user ${user.id}`);",
      output:
        "import { tracer } from './tracing.js';\ntracer.startSpan('load user', { attributes: { userId: String(user.id) } });",
      filename: 'src/app.ts',
      errors: [user("'load user'")],
    },
  ],
});

describe('spans of the project’s own helpers', () => {
  const traced = project({
    'package.json': { name: 'shop', dependencies: { '@opentelemetry/api': '1' } },
    'src/tracing.ts': lines(
      "import { trace } from '@opentelemetry/api';",
      "const tracer = trace.getTracer('shop');",
      'export async function withSpan(name, fn) {',
      '  return tracer.startActiveSpan(name, async (span) => {',
      '    try { return await fn(span); } finally { span.end(); }',
      '  });',
      '}',
      'export async function inSpan({ name, attributes }, fn) {',
      '  const span = tracer.startSpan(name, { attributes });',
      '  try { return await fn(); } finally { span.end(); }',
      '}',
      'export const startSpan = (name) => tracer.startSpan(`shop.${name}`);',
      "export const traceKnown = (name, fn) => tracer.startActiveSpan(NAMES.has(name) ? name : 'other', fn);",
      "export const traceOrder = (id, fn) => tracer.startActiveSpan('order', { attributes: { id } }, fn);",
      'export class Tracing { trace(name, fn) { return withSpan(name, fn); } }',
      'export const wrapInSpan = ({ namespace, fnName, fn }) => {',
      "  const name = fnName || fn.name || 'unknown';",
      '  return (...args) => tracer.startActiveSpan(`${namespace}.${name}`, (span) => {',
      '    try { return fn(...args); } finally { span.end(); }',
      '  });',
      '};',
      'export const wrapAllInSpans = ({ namespace, fns }) => {',
      '  const wrapped = {};',
      '  for (const key of Object.keys(fns)) wrapped[key] = wrapInSpan({ namespace, fnName: key, fn: fns[key] });',
      '  return wrapped;',
      '};',
    ),
  });
  const within = (code: string) =>
    `import { Tracing, inSpan, startSpan, traceKnown, traceOrder, withSpan, wrapAllInSpans, wrapInSpan } from './tracing.js';\n${code}`;
  traced.run('no-dynamic-span-name', rule, {
    valid: [
      { name: 'with a constant name', code: "withSpan('get order', () => get(order.id));" },
      { name: 'that is one of a few', code: 'traceKnown(`order ${order.id}`, () => get(order.id));' },
      { name: 'whose value is an attribute', code: 'traceOrder(order.id, () => get(order.id));' },
      {
        name: 'of several constants',
        code: "wrapInSpan({ namespace: 'orders', fnName: 'load', fn: async (order) => get(order.id) });",
      },
      {
        name: 'of a function’s own name',
        code: "wrapInSpan({ namespace: 'orders', fn: findOrderById });",
      },
      {
        name: 'of several functions, named for ids',
        code: "wrapAllInSpans({ namespace: 'orders', fns: { findOrderById, findByUserId } });",
      },
      {
        name: 'that nothing proves to be one',
        code: 'traceOther(`order ${order.id}`, () => get(order.id));',
      },
    ].map((each) => ({ ...each, filename: 'src/orders.ts', code: within(each.code) })),
    invalid: [
      { name: 'that runs a function', code: 'withSpan(`order ${order.id}`, () => get(order.id));' },
      { name: 'that takes options', code: 'inSpan({ name: `order ${order.id}` }, () => get(order.id));' },
      { name: 'that gives the span back', code: 'const span = startSpan(`order ${order.id}`); span.end();' },
      {
        name: 'that makes it of several values',
        code: 'wrapInSpan({ namespace: `order ${order.id}`, fn: load });',
      },
      { name: 'that is a method', code: 'new Tracing().trace(`order ${order.id}`, () => get(order.id));' },
    ].map((each) => ({
      ...each,
      filename: 'src/orders.ts',
      code: within(each.code),
      errors: [move({ part: 'order.id', because: 'one value per order', name: "'order'" })],
    })),
  });
});

describe('spans of a method that the project adds to a library’s tracer', () => {
  const added = project({
    'package.json': { name: 'shop', dependencies: { '@opentelemetry/api': '1' } },
    'src/types.ts': lines(
      "import type { Span, Tracer } from '@opentelemetry/api';",
      'export interface ShopTracer extends Tracer {',
      '  withOrderSpan<T>(name: string, options: object, fn: (span: Span) => T): T;',
      '  withSettings(options: object): ShopTracer;',
      '}',
      'export declare const tracer: ShopTracer;',
    ),
    'src/index.ts': "export { tracer } from './tracing';",
    'src/tracing.ts': "export * from './parts';",
    'src/parts.ts': "export { tracer } from './types';",
  });
  const using = (code: string) => `import { tracer } from './index';\n${code}`;
  added.run('no-dynamic-span-name', rule, {
    valid: [
      { name: 'with a constant name', code: "tracer.withOrderSpan('load', {}, () => load(order.id));" },
      { name: 'that starts none', code: 'tracer.withSettings({ name: `order ${order.id}` });' },
    ].map((each) => ({ ...each, filename: 'src/orders.ts', code: using(each.code) })),
    invalid: [
      { name: 'with options', code: 'tracer.withOrderSpan(`order ${order.id}`, {}, () => load());' },
      { name: 'with a function alone', code: 'tracer.withOrderSpan(`order ${order.id}`, () => load());' },
    ].map((each) => ({
      ...each,
      filename: 'src/orders.ts',
      code: using(each.code),
      errors: [move({ part: 'order.id', because: 'one value per order', name: "'order'" })],
    })),
  });
});

ruleTester.run('no-dynamic-span-name of the agents of New Relic and Elastic', rule, {
  valid: [
    {
      name: 'a constant segment',
      code: "import newrelic from 'newrelic'; export const load = (user) => newrelic.startSegment('load', true, () => find(user.id));",
    },
    {
      name: 'another package',
      code: "import agent from './agent.js'; export const load = (user) => agent.startSegment(`load ${user.id}`, true, find);",
    },
  ],
  invalid: [
    {
      name: 'a segment of New Relic',
      code: "import newrelic from 'newrelic'; export const load = (user) => newrelic.startSegment(`load ${user.id}`, true, find);",
      output: null,
    },
    {
      name: 'a transaction of Elastic APM',
      code: "import apm from 'elastic-apm-node'; export function load(user) { const job = apm.startTransaction(`load ${user.id}`, 'job'); job.end(); }",
      output: null,
    },
  ].map((each) => ({ ...each, errors: [user("'load'")] })),
});

ruleTester.run('no-dynamic-span-name of a decorator', rule, {
  valid: [
    {
      name: 'with a constant name',
      code: "import { Span } from 'nestjs-otel'; export class Orders { @Span('load') load() {} }",
    },
    {
      name: 'without a name',
      code: "import { Span } from 'nestjs-otel'; export class Orders { @Span() load() {} }",
    },
    {
      name: 'of another package',
      code: "import { Span } from './html.js'; export const text = (order) => Span(`order ${order.id}`);",
    },
  ],
  invalid: [
    {
      name: 'that a function makes for each order',
      code: "import { Span } from 'nestjs-otel'; export const traced = (order) => Span(`order ${order.id}`);",
      errors: [move({ part: 'order.id', because: 'one value per order', name: "'order'" })],
      output:
        "import { Span } from 'nestjs-otel'; export const traced = (order) => Span('order', { attributes: { orderId: String(order.id) } });",
    },
  ],
});
