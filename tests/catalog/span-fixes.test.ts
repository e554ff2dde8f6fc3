import { fileURLToPath } from 'node:url';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { printed as printedTogether, printedAlone, serviceFolder } from './programs.js';

// What the rules on span names and ends repair is run by the real libraries, and so is every claim of their messages.

const root = fileURLToPath(new URL('../..', import.meta.url));
const service = serviceFolder();

const config = (rule: string) => [
  {
    files: ['**'],
    languageOptions: { parser },
    plugins: { observability: plugin as never },
    rules: { [`observability/${rule}`]: 'error' as const },
  },
];

function reported(program: string, rule: string): number {
  return new Linter({ cwd: service }).verify(program, config(rule), 'src/program.ts').length;
}

/** A program as a rule leaves it: its fixes applied, or else the last suggestion of its first report. */
function repaired(program: string, rule: string): string {
  const linter = new Linter({ cwd: service });
  const [report] = linter.verify(program, config(rule), 'src/program.ts');
  const suggestion = report?.suggestions?.at(-1)?.fix;
  if (suggestion) {
    const [from, to] = suggestion.range;
    return program.slice(0, from) + suggestion.text + program.slice(to);
  }
  const { fixed, output, messages } = linter.verifyAndFix(program, config(rule), 'src/program.ts');
  expect(fixed).toBe(true);
  expect(messages).toEqual([]);
  return output;
}

/** What a program prints, as JSON line by line. */
async function printed(program: string): Promise<unknown[]> {
  // dd-trace is set up once a process.
  const isAlone = program.includes("'dd-trace'");
  const lines = isAlone ? printedAlone(program) : await printedTogether(program);
  return lines.map((line) => JSON.parse(line) as unknown);
}

/** A program whose ended spans are printed as `[name, attributes, status, names of events]`. */
const withSdk = (...body: readonly string[]) =>
  [
    "import { context, trace } from '@opentelemetry/api';",
    "import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';",
    "import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';",
    'const exporter = new InMemorySpanExporter();',
    'context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());',
    'trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));',
    "const tracer = trace.getTracer('orders');",
    ...body,
    'for (const { name, attributes, status, events } of exporter.getFinishedSpans())',
    '  console.log(JSON.stringify([name, attributes, status.code, events.map((event) => event.name)]));',
  ].join('\n');

/** A program whose transactions Sentry would send are printed as `[name, status, [child, attributes][]]`. */
const withSentry = (...body: readonly string[]) =>
  [
    "import * as Sentry from '@sentry/node';",
    'const sent = [];',
    "const own = (data) => Object.fromEntries(Object.entries(data ?? {}).filter(([key]) => !key.startsWith('sentry.')));",
    "Sentry.init({ dsn: 'http://public@127.0.0.1:9/1', tracesSampleRate: 1, traceLifecycle: 'static', defaultIntegrations: false,",
    '  beforeSendTransaction: (event) => { sent.push(event); return null; } });',
    ...body,
    'await new Promise((resolve) => setTimeout(resolve, 50)); await Sentry.flush(200);',
    'for (const { transaction, contexts, spans } of sent)',
    '  console.log(JSON.stringify([transaction, contexts.trace.status, spans.map((span) => [span.description, own(span.data)])]));',
    'process.exit();',
  ].join('\n');

/** A program whose spans, as dd-trace sends them to an agent, are printed as `[name, text of what was sent]`. */
const withDatadog = (...body: readonly string[]) =>
  [
    "import { createServer } from 'node:http';",
    "process.env.DD_TRACE_STARTUP_LOGS = process.env.DD_INSTRUMENTATION_TELEMETRY_ENABLED = 'false';",
    'const sent = [];',
    'const agent = createServer((request, response) => {',
    '  const chunks = [];',
    "  request.on('data', (chunk) => chunks.push(chunk));",
    "  request.on('end', () => { if (request.url.includes('traces')) sent.push(Buffer.concat(chunks).toString('latin1')); response.end('{}'); });",
    '});',
    "await new Promise((resolve) => agent.listen(0, '127.0.0.1', resolve));",
    "const { default: tracer } = await import('dd-trace');",
    'tracer.init({ url: `http://127.0.0.1:${agent.address().port}`, flushInterval: 50, plugins: false, remoteConfig: { enabled: false } });',
    ...body,
    'await new Promise((resolve) => setTimeout(resolve, 400));',
    "for (const word of ['renamed', 'late.tag', 'no broker']) console.log(JSON.stringify([word, sent.some((text) => text.includes(word))]));",
    'process.exit();',
  ].join('\n');

// Functions are called where no caller is seen: else there would be only as many values as calls.
const CALL = 'globalThis.call = (made, ...given) => made(...given);';

describe('programs that no-dynamic-span-name has fixed', () => {
  const cases = [
    {
      name: 'a manual span, on success, on failure and on an early return',
      body: [
        'async function load(id, work) {',
        '  const span = tracer.startSpan(`load order ${id}`, { attributes: { tier: 1 } });',
        '  try { if (!work) return; await work(); } catch (error) { span.setStatus({ code: 2 }); } finally { span.end(); }',
        '}',
        'await call(load, 1, async () => {});',
        'await call(load, 2, async () => { throw new Error(); });',
        'await call(load, 3);',
      ],
      spans: [
        ['load order', { id: '1', tier: 1 }, 0, []],
        ['load order', { id: '2', tier: 1 }, 2, []],
        ['load order', { id: '3', tier: 1 }, 0, []],
      ],
    },
    {
      name: 'an active span with options and a context',
      body: [
        'function load(user) {',
        'tracer.startActiveSpan(`load user ${user.id}`, (span) => span.end());',
        'tracer.startActiveSpan(`load user ${user.id}`, { kind: 2 }, (span) => span.end());',
        'tracer.startActiveSpan(`load user ${user.id}`, {}, context.active(), (span) => span.end());',
        '} call(load, { id: "u1" });',
      ],
      spans: Array.from({ length: 3 }, () => ['load user', { userId: 'u1' }, 0, []]),
    },
    {
      name: 'values that are objects, missing or made for the name',
      body: [
        'let made = 0;',
        'function charge(order, userId, getSessionId) {',
        '  tracer.startSpan(`charge ${order._id} of ${userId} as ${getSessionId()}`).end();',
        '}',
        "call(charge, { _id: { toString: () => '64af' } }, undefined, () => `n${++made}`);",
      ],
      spans: [['charge', { orderId: '64af', userId: 'undefined', sessionId: 'n1' }, 0, []]],
    },
    {
      name: 'a new name',
      body: [
        "function load(user) { const span = tracer.startSpan('request');",
        'span.updateName(`load user ${user.id}`);',
        'span.end(); }',
        'call(load, { id: 7 });',
      ],
      spans: [['load user', { userId: '7' }, 0, []]],
    },
  ];

  it.each(cases)('$name', async ({ body, spans }) => {
    const program = withSdk(CALL, ...body);
    const before = (await printed(program)) as [string][];
    expect(before.map(([name]) => name)).not.toEqual(spans.map(([name]) => name));
    expect(await printed(repaired(program, 'no-dynamic-span-name'))).toEqual(spans);
  });

  it('of Sentry', async () => {
    const program = withSentry(
      CALL,
      "const load = (user) => Sentry.startSpan({ name: `load user ${user.id}`, op: 'db' }, () => {});",
      "Sentry.startSpan({ name: 'root' }, () => call(load, { id: 7 }));",
    );
    expect(await printed(repaired(program, 'no-dynamic-span-name'))).toEqual([
      ['root', 'ok', [['load user', { userId: '7' }]]],
    ]);
  });

  it('compile against the types of the API, whatever is known of the values', () => {
    const program = [
      "import { trace } from '@opentelemetry/api';",
      'interface Order { id: string; note?: string; ownerId: bigint }',
      "const tracer = trace.getTracer('orders');",
      'export function f(order: Order, userId: unknown, sessionId: symbol | null, email?: string) {',
      '  tracer.startSpan(`a ${order.id} ${order.ownerId} ${userId} ${String(sessionId)} ${email}`).end();',
      '  trace.getActiveSpan()?.updateName(`a ${order.id} ${userId}`);',
      '}',
    ].join('\n');
    const output = repaired(program, 'no-dynamic-span-name');
    expect(output).toContain('orderId: order.id, ');
    expect(output).toContain('email }');
    const file = `${root}tests/catalog/program.ts`;
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
    };
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists, readFile } = host;
    host.getSourceFile = (name, target) =>
      name === file ? ts.createSourceFile(name, output, target) : getSourceFile.call(host, name, target);
    host.fileExists = (name) => name === file || fileExists.call(host, name);
    host.readFile = (name) => (name === file ? output : readFile.call(host, name));
    const compiled = ts.createProgram([file], options, host);
    const errors = ts
      .getPreEmitDiagnostics(compiled, compiled.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(errors).toEqual([]);
  });
});

describe('what no-ended-span-use says', () => {
  it('an ended span takes nothing more, and a second end is ignored', async () => {
    const program = withSdk(
      // As dates: a small number is taken for a time since the process began, once that has passed.
      "const span = tracer.startSpan('a', { startTime: new Date(1000) });",
      'span.end(new Date(2000));',
      "span.setAttribute('late', 1); span.setAttributes({ late: 2 }); span.addEvent('late'); span.addLink({ context: span.spanContext() });",
      "span.setStatus({ code: 2 }); span.updateName('late'); span.recordException(new Error('late'));",
      'span.end(new Date(3000));',
      'const [{ duration, links }] = exporter.getFinishedSpans();',
      'console.log(JSON.stringify([duration, links, exporter.getFinishedSpans().length, span.isRecording()]));',
    );
    // Once for each end, on the first use behind it.
    expect(reported(program, 'no-ended-span-use')).toBe(1);
    expect(await printed(program)).toEqual([
      [[1, 0], [], 1, false],
      ['a', {}, 0, []],
    ]);
  });

  it('every method that the catalog says changes a span is dropped after its end', async () => {
    const program = withSdk(
      "const span = tracer.startSpan('a');",
      'console.log(JSON.stringify(Object.getOwnPropertyNames(Object.getPrototypeOf(span)).filter((name) => /^(?:set|add|update|record)/.test(name))));',
    );
    const [methods] = (await printed(program)) as [string[]];
    expect(methods.filter((method) => !method.startsWith('_')).sort()).toEqual(
      [
        'addEvent',
        'addLink',
        'addLinks',
        'recordException',
        'setAttribute',
        'setAttributes',
        'setStatus',
        'updateName',
      ].sort(),
    );
  });

  it('the error of what is awaited behind the end is lost, and recorded where the end stands last', async () => {
    const around = (first: string, last: string) =>
      withSdk(
        'async function submit() {',
        "  const span = tracer.startSpan('submit');",
        '  try {',
        `    ${first} await Promise.reject(new Error('no broker'));`,
        '  } catch (error) {',
        '    span.recordException(error); span.setStatus({ code: 2 });',
        `  } finally { ${last} }`,
        '}',
        'await submit();',
      );
    expect(reported(around('span.end();', ''), 'no-ended-span-use')).toBe(1);
    expect(await printed(around('span.end();', ''))).toEqual([['submit', {}, 0, []]]);
    expect(reported(around('', 'span.end();'), 'no-ended-span-use')).toBe(0);
    expect(await printed(around('', 'span.end();'))).toEqual([['submit', {}, 2, ['exception']]]);
  });

  it('dd-trace sends an ended span with what it holds when its trace is sent', async () => {
    const program = withDatadog(
      "const root = tracer.startSpan('root'); const span = tracer.startSpan('child', { childOf: root });",
      "span.finish(); span.setTag('late.tag', 1); span.setOperationName('renamed'); root.finish();",
    );
    expect(await printed(program)).toEqual([
      ['renamed', true],
      ['late.tag', true],
      ['no broker', false],
    ]);
  });

  it('Sentry sends an ended span with what it holds when its trace is sent', async () => {
    const program = withSentry(
      "await Sentry.startSpan({ name: 'root' }, async () => {",
      "  const span = Sentry.startInactiveSpan({ name: 'child' }); span.end(); span.setAttribute('late', 1);",
      '});',
    );
    expect(reported(program, 'no-ended-span-use')).toBe(0);
    expect(await printed(program)).toEqual([['root', 'ok', [['child', { late: 1 }]]]]);
  });
});

describe('what no-foreign-span-end says', () => {
  const OWNER = [
    "await tracer.startActiveSpan('owner', async (span) => {",
    '  handle();',
    "  span.setAttribute('rows', 3); span.setStatus({ code: 2 });",
    '  span.end();',
    '});',
  ];

  it('an active span that is ended by other code loses what its owner adds later', async () => {
    const handle =
      "import { trace } from '@opentelemetry/api';\nexport function handle() {\n  trace.getActiveSpan()?.end();\n}\n";
    expect(reported(handle, 'no-foreign-span-end')).toBe(1);
    const inline = (text: string) => text.replace(/^import.*\n/, '').replace('export ', '');
    expect(await printed(withSdk(inline(handle), ...OWNER))).toEqual([['owner', {}, 0, []]]);
    const left = repaired(handle, 'no-foreign-span-end');
    expect(await printed(withSdk(inline(left), ...OWNER))).toEqual([['owner', { rows: 3 }, 2, []]]);
  });

  it('so does one of Sentry: its later children are not sent with it', async () => {
    const program = (end: string) =>
      withSentry(
        `const handle = () => { ${end} };`,
        "await Sentry.startSpan({ name: 'owner' }, async () => {",
        "  handle(); await new Promise((resolve) => setTimeout(resolve, 5)); Sentry.startSpan({ name: 'later' }, () => {});",
        '});',
      );
    expect(await printed(program(''))).toEqual([['owner', 'ok', [['later', {}]]]]);
    const [cut] = (await printed(program('Sentry.getActiveSpan()?.end();'))) as [unknown[]];
    expect(cut).toEqual(['owner', 'ok', []]);
  });

  it('a sugared tracer that does not find its span open records no error', async () => {
    const program = withSdk(
      "const { wrapTracer } = await import('@opentelemetry/api/experimental');",
      "await wrapTracer(tracer).withActiveSpan('a', async (span) => {",
      "  try { throw new Error('a'); } catch (error) { console.error(error); throw error; } finally { span.end(); }",
      '}).catch(() => {});',
    );
    expect(await printed(program)).toEqual([['a', {}, 0, []]]);
    expect(await printed(program.replace(' finally { span.end(); }', ''))).toEqual([
      ['a', {}, 2, ['exception']],
    ]);
  });

  it('Sentry sends a span that was ended before its callback has failed as successful', async () => {
    const program = withSentry(
      "await Sentry.startSpan({ name: 'a' }, async (span) => {",
      "  try { throw new Error('a'); } catch (error) { console.error(error); throw error; } finally { span.end(); }",
      '}).catch(() => {});',
    );
    expect(reported(program, 'no-foreign-span-end')).toBe(1);
    expect(await printed(program)).toEqual([['a', 'ok', []]]);
    expect(await printed(repaired(program, 'no-foreign-span-end'))).toEqual([['a', 'internal_error', []]]);
  });

  it('dd-trace sends a span that was finished before its callback has failed without the error', async () => {
    const program = (finish: string) =>
      withDatadog(
        `try { tracer.trace('a', (span) => { ${finish} throw new Error('no broker'); }); } catch {}`,
      );
    expect(await printed(program(''))).toContainEqual(['no broker', true]);
    expect(await printed(program('span.finish();'))).toContainEqual(['no broker', false]);
  });

  it('so does an active span of dd-trace that is finished by other code', async () => {
    const program = (finish: string) =>
      withDatadog(
        `const handle = () => { ${finish} };`,
        "try { await tracer.trace('a', async () => { handle(); await new Promise((resolve) => setTimeout(resolve, 150)); throw new Error('no broker'); }); } catch {}",
      );
    expect(await printed(program(''))).toContainEqual(['no broker', true]);
    expect(await printed(program('tracer.scope().active()?.finish();'))).toContainEqual(['no broker', false]);
  });
});

/** How one way through a program went: the spans that it exported, its outcome, what it did on the way, and how long it took. */
type Run = readonly [spans: readonly string[], outcome: string, said: readonly string[], ticks: number];

/**
 * A program that calls `run(order)` three times: its work succeeds, its work fails, and there is nothing to do. What
 * `run` does is `say` and `work` alone, so a change of their order shows, as does a turn of the event loop more.
 */
const threeWays = (finished: string) => [
  'let said = [];',
  'const say = (text) => { said.push(text); return text; };',
  'async function work(order) { await null; return read(order); }',
  "function read(order) { say(`read ${order.id}`); if (order.fails) throw new Error('no broker'); return order.id; }",
  'for (const order of [{ id: 1 }, { id: 2, fails: true }, { id: 3, empty: true }]) {',
  '  said = []; let ticks = 0; let isDone = false;',
  '  const clock = (async () => { while (!isDone) { await null; ticks++; } })();',
  '  let outcome;',
  '  try { const result = run(order); outcome = `returned ${typeof result} ${await result}`; } catch (error) { outcome = `threw ${error.message}`; }',
  '  isDone = true; await clock;',
  `  console.log(JSON.stringify([${finished}, outcome, said, ticks]));`,
  '}',
];

/** The three runs of `run`, which stands in `body`, with the SDK of OpenTelemetry. */
const otelRuns = (body: readonly string[]) =>
  withSdk(
    'function finished() { const names = exporter.getFinishedSpans().map((span) => span.name); exporter.reset(); return names; }',
    ...body,
    ...threeWays('finished()'),
  );

describe('programs that require-span-end has fixed', () => {
  const cases: readonly {
    readonly name: string;
    readonly body: readonly string[];
    /** The spans that are exported before: with the work done, failed, and without work. */
    readonly before: readonly (readonly string[])[];
    readonly after?: readonly (readonly string[])[];
  }[] = [
    {
      name: 'a manual span that is ended behind its work',
      body: [
        'async function run(order) {',
        "  const span = tracer.startSpan('a');",
        "  if (order.empty) { say('nothing'); return 0; }",
        '  const result = await work(order);',
        "  say('worked');",
        '  span.end();',
        '  return result;',
        '}',
      ],
      before: [['a'], [], []],
    },
    {
      name: 'a manual span that is never ended, in a function that does not wait',
      body: [
        'function run(order) {',
        "  const span = tracer.startSpan('a');",
        "  if (order.empty) { say('nothing'); return 0; }",
        '  const result = read(order);',
        '  span.setAttribute("id", result);',
        "  say('worked');",
        '  return result * 2;',
        '}',
      ],
      before: [[], [], []],
    },
    {
      name: 'an active span',
      body: [
        'async function run(order) {',
        "  return tracer.startActiveSpan('a', async (span) => {",
        "    if (order.empty) { say('nothing'); return 0; }",
        '    const result = await work(order);',
        '    span.end();',
        '    return result;',
        '  });',
        '}',
      ],
      before: [['a'], [], []],
    },
    {
      name: 'an active span whose callback ends it on some ways',
      body: [
        'const run = (order) => tracer.startActiveSpan("a", { kind: 1 }, (span) => {',
        '  if (order.empty) {',
        '    span.end();',
        "    return 'nothing';",
        '  }',
        '  read(order);',
        '  span.end();',
        "  return 'done';",
        '});',
      ],
      before: [['a'], [], ['a']],
    },
    {
      name: 'a try with a catch that stands',
      body: [
        'async function run(order) {',
        "  const span = tracer.startSpan('a');",
        '  try {',
        "    if (order.empty) return 'nothing';",
        '    await work(order);',
        '    span.end();',
        '  } catch (error) {',
        '    span.recordException(error); span.setStatus({ code: 2 });',
        '    say(error.message);',
        '    throw error;',
        '  }',
        '}',
      ],
      before: [['a'], [], []],
    },
    {
      name: 'a catch that swallows the error',
      body: [
        'async function run(order) {',
        "  const span = tracer.startSpan('a');",
        '  try {',
        "    if (order.empty) return 'nothing';",
        '    await work(order);',
        '    span.end();',
        '  } catch (error) {',
        '    say(error.message);',
        '  }',
        '}',
      ],
      before: [['a'], [], []],
    },
    {
      name: 'a try with a finally that ends something else',
      body: [
        'async function run(order) {',
        "  const span = tracer.startSpan('a');",
        '  try {',
        "    if (order.empty) return 'nothing';",
        '    const result = await work(order);',
        '    span.end();',
        '    return result;',
        '  } finally {',
        "    say('closed');",
        '  }',
        '}',
      ],
      before: [['a'], [], []],
    },
    {
      name: 'a span of each turn of a loop',
      body: [
        'async function run(order) {',
        '  for (const step of [1, 2, 3]) {',
        '    const span = tracer.startSpan(`step`);',
        '    if (order.empty && step === 2) continue;',
        '    if (order.empty && step === 3) break;',
        '    await work(order);',
        '    say(`step ${step}`);',
        '    span.end();',
        '  }',
        '}',
      ],
      before: [['step', 'step', 'step'], [], ['step']],
      after: [['step', 'step', 'step'], ['step'], ['step', 'step', 'step']],
    },
    {
      name: 'a child in a parent',
      body: [
        'async function run(order) {',
        "  const parent = tracer.startSpan('parent');",
        "  const child = tracer.startSpan('child', {}, trace.setSpan(context.active(), parent));",
        "  if (order.empty) { say('nothing'); return 0; }",
        '  await work(order);',
        '  child.end();',
        '  parent.end();',
        '}',
      ],
      before: [['child', 'parent'], [], []],
      after: Array.from({ length: 3 }, () => ['child', 'parent']),
    },
    {
      name: 'a span that may be missing',
      body: [
        'async function run(order) {',
        "  const span = order.untraced ? undefined : tracer.startSpan('a');",
        "  if (order.empty) return 'nothing';",
        '  await work(order);',
        '  span?.end();',
        '}',
      ],
      before: [['a'], [], []],
    },
  ];

  it.each(cases)('$name', async ({ body, before, after }) => {
    const program = otelRuns(body);
    const runs = async (text: string) => (await printed(text)) as Run[];
    const lost = await runs(program);
    expect(lost.map(([spans]) => spans)).toEqual(before);
    const kept = await runs(repaired(program, 'require-span-end'));
    expect(kept.map(([spans]) => spans)).toEqual(after ?? [['a'], ['a'], ['a']]);
    // What the program itself does is the same, to the turn of the event loop.
    expect(kept.map(([, ...own]) => own)).toEqual(lost.map(([, ...own]) => own));
    expect(lost.map(([, outcome]) => outcome.split(' ')[0])).toContain('returned');
  });

  it('of Sentry', async () => {
    const program = withSentry(
      "await Sentry.startSpan({ name: 'root' }, async () => {",
      'async function run(order) {',
      "  const span = Sentry.startInactiveSpan({ name: 'a', attributes: { id: order.id } });",
      "  if (order.empty) return 'nothing';",
      '  await work(order);',
      '  span.end();',
      '}',
      ...threeWays('[]'),
      '});',
    );
    const output = repaired(program, 'require-span-end');
    const [lost, kept] = [await printed(program), await printed(output)];
    expect(lost.slice(0, 3)).toEqual(kept.slice(0, 3));
    expect(lost.at(-1)).toEqual(['root', 'ok', [['a', { id: 1 }]]]);
    expect(kept.at(-1)).toEqual([
      'root',
      'ok',
      [
        ['a', { id: 1 }],
        ['a', { id: 2 }],
        ['a', { id: 3 }],
      ],
    ]);
  });
});

describe('programs that all rules on spans have fixed at once', () => {
  const RULES = [
    'require-span-end',
    'require-span-error',
    'no-dynamic-span-name',
    'no-deprecated-semconv',
    'valid-span-call',
    'no-ended-span-use',
    'no-foreign-span-end',
  ];
  const all = [
    {
      files: ['**'],
      languageOptions: { parser },
      plugins: { observability: plugin as never },
      rules: Object.fromEntries(RULES.map((rule) => [`observability/${rule}`, 'error' as const])),
    },
  ];
  const runs = async (text: string) => (await printed(text)) as [readonly unknown[], ...unknown[]][];
  const otelSpans = (body: readonly string[]) =>
    withSdk(
      "import { SpanStatusCode } from '@opentelemetry/api';",
      'function finished() { const spans = exporter.getFinishedSpans().map(({ name, attributes, status, events }) => [name, attributes, status.code, events.map((event) => event.name)]); exporter.reset(); return spans; }',
      ...body,
      ...threeWays('finished()'),
    );

  const programs: readonly {
    readonly name: string;
    readonly body: readonly string[];
    /** The rules that have something to say. */
    readonly reporting: readonly string[];
    /** What is exported after: with the work done, failed, and without work. */
    readonly spans: readonly (readonly unknown[])[];
  }[] = [
    {
      name: 'a manual span, whose end brings its `catch` into view',
      body: [
        'async function run(order) {',
        '  const span = tracer.startSpan(`load order ${order.id}`, { attributes: { "http.method": "GET" } });',
        "  if (order.empty) { say('nothing'); return 0; }",
        '  try {',
        "    span.setAttribute('http.status_code', 200);",
        '    const result = await work(order);',
        '    span.setAttribute({ rows: 1 });',
        '    span.end();',
        '    return result;',
        '  } catch (error) {',
        "    throw new Error('not loaded', { cause: error });",
        '  }',
        '}',
      ],
      reporting: ['no-deprecated-semconv', 'no-dynamic-span-name', 'require-span-end', 'valid-span-call'],
      spans: [
        [
          [
            'load order',
            { 'http.request.method': 'GET', 'http.response.status_code': 200, orderId: '1', rows: 1 },
            0,
            [],
          ],
        ],
        [
          [
            'load order',
            { 'http.request.method': 'GET', 'http.response.status_code': 200, orderId: '2' },
            2,
            ['exception'],
          ],
        ],
        [['load order', { 'http.request.method': 'GET', orderId: '3' }, 0, []]],
      ],
    },
    {
      name: 'an active span and its child',
      body: [
        'const run = (order) =>',
        '  tracer.startActiveSpan(`charge ${order.id}`, async (span) => {',
        "    const child = tracer.startSpan('ask bank', context.active());",
        '    try {',
        "      if (order.empty) return 'nothing';",
        '      child.setAttribute({ rows: 1 });',
        "      child.setAttribute('http.method', say('GET'));",
        '      await work(order);',
        '      child.end();',
        '    } catch (error) {',
        '      span.recordException(error);',
        '      throw error;',
        '    } finally {',
        '      span.end();',
        '    }',
        '  });',
      ],
      reporting: [
        'no-deprecated-semconv',
        'no-dynamic-span-name',
        'require-span-end',
        'require-span-error',
        'valid-span-call',
      ],
      spans: [
        [
          ['ask bank', { 'http.request.method': 'GET', rows: 1 }, 0, []],
          ['charge', { orderId: '1' }, 0, []],
        ],
        [
          ['ask bank', { 'http.request.method': 'GET', rows: 1 }, 0, []],
          ['charge', { orderId: '2' }, 2, ['exception']],
        ],
        [
          ['ask bank', {}, 0, []],
          ['charge', { orderId: '3' }, 0, []],
        ],
      ],
    },
  ];

  it.each(programs)('$name', async ({ body, reporting, spans }) => {
    const program = otelSpans(body);
    const linter = new Linter({ cwd: service });
    const used = new Set(
      linter.verify(program, all, 'src/program.mjs').map(({ ruleId }) => ruleId?.split('/')[1]),
    );
    expect([...used].sort()).toEqual(reporting);
    const { output, messages } = linter.verifyAndFix(program, all, 'src/program.mjs');
    expect(messages).toEqual([]);
    expect(linter.verifyAndFix(output, all, 'src/program.mjs').output).toBe(output);
    const [before, after] = [await runs(program), await runs(output)];
    expect(after.map(([made]) => made)).toEqual(spans);
    expect(after.map(([, ...own]) => own)).toEqual(before.map(([, ...own]) => own));
  });
});
