import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../src/model/code/expression.js';
import { unitOfValue } from '../../../src/model/metrics/quantity.js';
import { unitMismatch } from '../../../src/model/metrics/unit-mismatch.js';
import { type Unit, unitInName, unitOfMetric } from '../../../src/model/metrics/unit.js';
import { EstreeSource } from '../../../src/estree/source.js';
import { metric, otel } from './definitions.js';

/** The argument of the call of `record` in a file. */
function recorded(text: string): { value: Expression; source: EstreeSource } {
  const { ast, scopeManager } = parser.parseForESLint(text, { range: true, loc: true, sourceType: 'module' });
  const source = new EstreeSource({
    file: '/app/a.ts',
    text,
    parsed: () => ({ ast, scopeManager }),
    follow: () => undefined,
  });
  let found: TSESTree.Node | undefined;
  const visit = (node: TSESTree.Node, parent: TSESTree.Node | undefined): void => {
    Object.assign(node, { parent });
    if (
      node.type === 'CallExpression' &&
      node.callee.type === 'Identifier' &&
      node.callee.name === 'record'
    ) {
      found = node.arguments[0];
    }
    for (const [key, inside] of Object.entries(node)) {
      if (key === 'parent') continue;
      for (const child of [inside].flat()) {
        if (typeof child?.type === 'string') visit(child as TSESTree.Node, node);
      }
    }
  };
  visit(ast, undefined);
  if (!found) throw new Error(`nothing is recorded in ${text}`);
  return { value: source.expression(found), source };
}

function unitOf(text: string): Unit | undefined {
  const { value, source } = recorded(text);
  return unitOfValue(value, source);
}

describe('the unit of a value', () => {
  it.each<[string, Unit | undefined]>([
    ['record(Date.now() - start)', 'ms'],
    ['record(performance.now() - t0)', 'ms'],
    ['record(+new Date() - start)', 'ms'],
    ['record(new Date().getTime() - started.getTime())', 'ms'],
    ['record((Date.now() - start) / 1000)', 's'],
    ['record((Date.now() - start) / 1e3)', 's'],
    ['record((Date.now() - start) * 0.001)', 's'],
    ['record((Date.now() - start) * 1000)', 'us'],
    ['record((Date.now() - start) / 1000 / 60)', undefined],
    // Names that are given a value more than once, and what callers hand over.
    ['let took = 0; took = Date.now() - start; record(took)', 'ms'],
    ['let took = 0; took += Date.now() - start; record(took)', undefined],
    ['let took; took = Date.now() - start; record(took)', 'ms'],
    ['function observe(took) { record(took); } observe(Date.now() - start);', 'ms'],
    ['function observe(took) { record(took); } observe(5); observe(Date.now() - start);', 'ms'],
    ['function observe(took) { record(took); } observe(1); observe(2);', undefined],
    ['function observe(tookMs) { record(tookMs); } observe(1);', 'ms'],
    ['function observe(tookMs) { record(tookMs); } observe((Date.now() - start) / 1000);', 's'],
    ['export function observe(took) { record(took); } observe(Date.now() - start);', undefined],
    [
      'const each = (ms, count) => ms / count; const tookMs = each(Date.now() - start, 7); record(tookMs)',
      'ms',
    ],
    ['class A { private start = Date.now(); stop() { record(Date.now() - this.start); } }', 'ms'],
    ['class A { private took = 0; stop() { this.took = Date.now() - start; record(this.took); } }', 'ms'],
    ['class A { took = 0; stop() { this.took = Date.now() - start; record(this.took); } }', undefined],
    ['record((Date.now() - start) * weight)', undefined],
    ['record((Date.now() - start) / total)', undefined],
    ['record(Date.now())', 'ms'],
    ['record(Math.round(Date.now() / 1000))', 's'],
    ['record(Math.round((performance.now() - t0) * 100) / 100)', 'ms'],
    ['record(Math.max(0, Date.now() - start))', 'ms'],
    ['record(Number((performance.now() - t0).toFixed(2)))', 'ms'],
    ['record(parseFloat(((Date.now() - start) / 1000).toFixed(3)))', 's'],
    ['record(+((Date.now() - start) / 1000).toFixed(3))', 's'],
    ['record(process.hrtime.bigint() - start)', 'ns'],
    ['record(Number(process.hrtime.bigint() - start) / 1e9)', 's'],
    ['record(Number(process.hrtime.bigint() - start) / 1_000_000)', 'ms'],
    ['record(Number((process.hrtime.bigint() - start) / 1000000n))', 'ms'],
    ['const ns = process.hrtime.bigint() - start; record(Number(ns) / 1e9)', 's'],
    ['const hr = process.hrtime(start); record(hr[0] + hr[1] / 1e9)', 's'],
    ['const hr = process.hrtime(start); record(hr[0] * 1000 + hr[1] / 1e6)', 'ms'],
    ['const hr = process.hrtime(start); record(hr[0] * 1e9 + hr[1])', 'ns'],
    ['const hr = process.hrtime(start); record((hr[0] * 1e9 + hr[1]) / 1e6)', 'ms'],
    ['const hr = process.hrtime(start); record(hr[0] + hr[1])', undefined],
    ['const [s, n] = process.hrtime(start); record(s * 1e3 + n * 1e-6)', 'ms'],
    ["import { hrtime } from 'node:process'; record(Number(hrtime.bigint() - a) / 1e6)", 'ms'],
    ["import { performance } from 'node:perf_hooks'; record(performance.now() - t)", 'ms'],
    ["const { performance } = require('perf_hooks'); record(performance.now() - t)", 'ms'],
    ['const now = () => Date.now(); record(now() - t)', 'ms'],
    ['const elapsed = () => { return (Date.now() - t) / 1000 }; record(elapsed())', 's'],
    ['const now = Date.now; record(now() - t)', 'ms'],
    ['const MS = 1000; record((Date.now() - t) / MS)', 's'],
    ['record(process.uptime())', 's'],
    ["import os from 'os'; record(os.uptime())", 's'],
    ["import * as os from 'node:os'; record(os.freemem())", 'By'],
    ['record(process.memoryUsage().heapUsed)', 'By'],
    ['const { heapUsed } = process.memoryUsage(); record(heapUsed)', 'By'],
    ['record(process.memoryUsage().rss / 1024)', undefined],
    ['record(process.cpuUsage().user)', 'us'],
    ['record(process.cpuUsage().user / 1e6)', 's'],
    [
      "import { monitorEventLoopDelay } from 'perf_hooks'; const h = monitorEventLoopDelay(); record(h.mean / 1e9)",
      's',
    ],
    ['record(Buffer.byteLength(body))', 'By'],
    ['record(Buffer.from(body).length)', 'By'],
    ["record(Number(req.headers['content-length']))", 'By'],
    ["record(Number(req.headers['content-length'] ?? 0))", 'By'],
    ["record(parseInt(res.getHeader('Content-Length') as string, 10))", 'By'],
    ["import fs from 'fs'; const stat = fs.statSync(p); record(stat.size)", 'By'],
    ["import { stat } from 'node:fs/promises'; record((await stat(p)).size)", 'By'],
    ['record(durationMs)', 'ms'],
    ['record(elapsedSeconds)', 's'],
    ['record(duration_ms / 1000)', 's'],
    ['record(event.durationMs)', 'ms'],
    ['record(differenceInMilliseconds(a, b))', 'ms'],
    ['record(ok ? Date.now() - t : 0)', 'ms'],
    ['const seconds = Date.now() - start; record(seconds)', 'ms'],
    ['record(duration)', undefined],
    ['record(5)', undefined],
    ['record(sales_us)', undefined],
    ['record(ns)', undefined],
    ['record(date.getSeconds())', undefined],
    ['record(seconds(5))', undefined],
    ['record(requestsPerSecond)', undefined],
    ['record(clock.now() - t)', undefined],
    ['const Date = { now: () => 5 }; record(Date.now() - t)', undefined],
    ['let took = Date.now() - t; took = took / 1000; record(took)', undefined],
    ['record(ok ? durationMs : elapsedSeconds)', undefined],
    ['const a = b; const b = a; record(a)', undefined],
    ['const f = (n) => (n > 0 ? f(n - 1) + f(n - 2) : f(n)); record(f(5))', undefined],
  ])('%s', (text, unit) => {
    expect(unitOf(text)).toBe(unit);
  });
});

describe('the unit of a metric', () => {
  it.each<[string, Unit | undefined]>([
    ['http_duration_seconds', 's'],
    ['cpu_seconds_total', 's'],
    ['http_duration_milliseconds', 'ms'],
    ['http_ms', 'ms'],
    ['http.request.durationMs', 'ms'],
    ['size_bytes', 'By'],
    ['size_bytes_total', 'By'],
    ['http_duration_s', 's'],
    ['http_duration_seconds_histogram', 's'],
    ['http_duration_us', 'us'],
    ['sales_us', undefined],
    ['kube_ns', undefined],
    ['bytes_per_second', undefined],
    ['http_seconds_count', undefined],
    ['uptime_minutes', undefined],
    ['size_kb', undefined],
    ['seconds', undefined],
    ['orders_total', undefined],
  ])('is read from the name %s', (name, unit) => {
    expect(unitOfMetric(metric({ name }))).toBe(unit);
  });

  it.each<[string, Unit | undefined]>([
    ['s', 's'],
    ['ms', 'ms'],
    ['By', 'By'],
    ['seconds', 's'],
    ['milliseconds', 'ms'],
    ['{request}', undefined],
    ['1', undefined],
    ['min', undefined],
    ['KiBy', undefined],
  ])('is read from `unit` %s before the name', (unit, expected) => {
    expect(unitOfMetric(otel({ name: 'x_ns', unit }))).toBe(expected);
  });
});

describe('a value in another unit than its metric', () => {
  const mismatch = (name: string, text: string) => {
    const { value, source } = recorded(text);
    return unitMismatch(metric({ name }), value, source);
  };

  it.each<[string, string, string]>([
    ['x_seconds', 'record(Date.now() - start)', '(Date.now() - start) / 1000'],
    ['x_seconds', 'record((Date.now() - start))', '(Date.now() - start) / 1000'],
    ['x_seconds', 'record(durationMs)', 'durationMs / 1000'],
    ['x_seconds', 'record(durationMs as number)', '(durationMs as number) / 1000'],
    ['x_seconds', 'record(process.hrtime.bigint() - t)', 'Number(process.hrtime.bigint() - t) / 1e9'],
    ['x_seconds', 'record(Number(process.hrtime.bigint() - t))', 'Number(process.hrtime.bigint() - t) / 1e9'],
    ['x_seconds_total', 'record(process.cpuUsage().user)', 'process.cpuUsage().user / 1e6'],
    ['x_ms', 'record((Date.now() - start) / 1000)', '(Date.now() - start) / 1000 * 1000'],
    ['x_ms', 'record(process.uptime())', 'process.uptime() * 1000'],
    ['x_timestamp_seconds', 'record(Date.now())', 'Date.now() / 1000'],
    ['x_seconds', 'record(ok ? Date.now() - t : 0)', '(ok ? Date.now() - t : 0) / 1000'],
  ])('%s: %s', (name, text, replacement) => {
    const found = mismatch(name, text);
    expect(found?.replacement).toBe(replacement);
    expect(replacement.endsWith(found?.conversion ?? '?')).toBe(true);
  });

  it.each<[string, string]>([
    ['x_seconds', 'record((Date.now() - start) / 1000)'],
    ['x_ms', 'record(performance.now() - t)'],
    ['x_seconds', 'record(duration)'],
    ['x', 'record(Date.now() - start)'],
    ['x_bytes', 'record(Date.now() - start)'],
    ['x_bytes', 'record(Buffer.byteLength(body))'],
    ['x_seconds', 'record(uptimeMinutes)'],
  ])('is none: %s, %s', (name, text) => {
    expect(mismatch(name, text)).toBeUndefined();
  });

  it('is not told where the metric contradicts itself', () => {
    const { value, source } = recorded('record(Date.now() - start)');
    expect(unitMismatch(otel({ name: 'x.duration_ms', unit: 's' }), value, source)).toBeUndefined();
    expect(unitMismatch(otel({ name: 'x.duration', unit: 's' }), value, source)).toMatchObject({
      recorded: 'ms',
      declared: 's',
    });
  });
});

/** How many seconds pass between the two readings of every clock below. */
const SECONDS = 90;
const clock = fc.constantFrom(
  '(Date.now() - date)',
  '(+new Date() - date)',
  '(performance.now() - moment)',
  'Number(process.hrtime.bigint() - tick)',
  '(spent[0] + spent[1] / 1e9)',
  '(spent[0] * 1e3 + spent[1] / 1e6)',
  '(spent[0] * 1e9 + spent[1])',
  'elapsed',
  'getElapsed()',
  'process.uptime()',
);
const steps: readonly ((text: string) => string)[] = [
  ...[10, 100, 1000, '1e3', '1e6', '1e9', '1_000', 'THOUSAND', 60, 7].flatMap((by) => [
    (text: string) => `(${text}) / ${by}`,
    (text: string) => `${by} * (${text})`,
    (text: string) => `(${text}) * ${by}`,
  ]),
  (text) => `Number(${text})`,
  (text) => `+(${text})`,
  (text) => `Math.abs(${text})`,
  (text) => `Math.max(0, ${text})`,
  (text) => `(${text}) + 0`,
  (text) => `(${text}) as number`,
  (text) => `(flag ? ${text} : 0)`,
  (text) => `-(-(${text}))`,
];
const SETUP = `
const date = Date.now(), moment = performance.now(), tick = process.hrtime.bigint(), from = process.hrtime();
pass();
const spent = process.hrtime(from);
const elapsed = Date.now() - date;
const getElapsed = () => (performance.now() - moment) / 1000;
const THOUSAND = 1000, flag = true;
`;
const SCALES: Readonly<Record<Unit, number>> = { s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9, By: NaN };

/** Runs code against clocks that all start at zero, until `pass()` moves them. */
function run(code: string): number {
  let now = 0;
  class FakeDate extends Date {
    constructor() {
      super(now * 1000);
    }
    static override now(): number {
      return now * 1000;
    }
  }
  const hrtime = Object.assign((from = [0, 0]) => [now - from[0]!, 0 - from[1]!], {
    bigint: () => BigInt(now) * 1_000_000_000n,
  });
  const body = `${SETUP}return ${code.replaceAll(' as number', '')};`;
  const made = new Function('Date', 'performance', 'process', 'pass', body);
  return made(
    FakeDate,
    { now: () => now * 1000 },
    { hrtime, uptime: () => now },
    () => (now = SECONDS),
  ) as number;
}

describe('any arithmetic over clocks', () => {
  const code = fc
    .tuple(clock, fc.array(fc.constantFrom(...steps), { maxLength: 5 }))
    .map(([read, wraps]) => wraps.reduce<string>((text, wrap) => wrap(text), read));

  it('has the unit that its value shows when it runs', () => {
    let known = 0;
    fc.assert(
      fc.property(code, (text) => {
        const unit = unitOf(`${SETUP}record(${text});`);
        const shown = run(text);
        if (unit !== undefined) {
          known++;
          expect(shown * SCALES[unit]).toBeCloseTo(SECONDS, 3);
        }
        // And the other way round: what comes out in a unit is found to be.
        else for (const scale of [1, 1e-3, 1e-6, 1e-9]) expect(shown * scale).not.toBeCloseTo(SECONDS, 3);
      }),
      { numRuns: 400 },
    );
    expect(known).toBeGreaterThan(80);
  });

  it('is converted to what the metric declares', () => {
    const declared = fc.constantFrom<[string, Unit]>(
      ['x_seconds', 's'],
      ['x_ms', 'ms'],
      ['x_nanoseconds', 'ns'],
    );
    fc.assert(
      fc.property(code, declared, (text, [name, unit]) => {
        const { value, source } = recorded(`${SETUP}record(${text});`);
        const found = unitMismatch(metric({ name }), value, source);
        fc.pre(found !== undefined);
        expect(run(found.replacement) * SCALES[unit]).toBeCloseTo(SECONDS, 3);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the unit in any name', () => {
  it('is the same in every spelling', () => {
    const word = fc.constantFrom(
      'http',
      'request',
      'duration',
      'size',
      'total',
      'seconds',
      'ms',
      'us',
      'bytes',
      'per',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const snake = unitInName(words.join('_'));
        const camel = words.map((w, i) => (i === 0 ? w : w[0]!.toUpperCase() + w.slice(1))).join('');
        expect(unitInName(words.join('.'))).toEqual(snake);
        expect(unitInName(camel)).toEqual(snake);
      }),
    );
  });
});
