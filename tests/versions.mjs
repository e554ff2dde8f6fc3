/**
 * `npm run test:versions`: what rules say of a library, run on its oldest and its newest version in use, and on both sides of each range
 * of versions in the catalog. Installs from the registry; minutes, not part of `npm test`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEPRECATED_SINCE } from '../src/catalog/attributes/semconv-since.ts';
import { WINSTON_DIALECT } from '../src/catalog/logs/winston.ts';
import { OPENTELEMETRY_SPAN } from '../src/catalog/traces/opentelemetry.ts';
import { holdsFor } from '../src/model/code/version.ts';
import { SINCE_TABLE, generateSince, readSince } from '../tools/semconv-since.ts';

const folder = process.env.KEEP ?? mkdtempSync(join(tmpdir(), 'observability-versions-'));
const only = process.argv.slice(2);

/** A range of the catalog, as the version that is installed decides it. */
const byRange = (ranges) => (name, version) =>
  holdsFor(ranges, (each) => (each === name ? version : undefined));
const always = (value) => () => value;

const SPANS = `
const api = require('@opentelemetry/api');
const exporter = new sdk.InMemorySpanExporter();
// Version 3 takes options where those before it take the exporter.
const processor = new sdk.SimpleSpanProcessor(version >= 3 ? { exporter } : exporter);
const Provider = sdk.BasicTracerProvider ?? sdk.TracerProvider;
const provider = version < 2 ? new Provider() : new Provider({ spanProcessors: [processor] });
if (version < 2) provider.addSpanProcessor(processor);
const tracer = provider.getTracer('a');
const exported = (act, start = () => tracer.startSpan('a')) => {
  exporter.reset();
  const span = start();
  act(span);
  span.end();
  return exporter.getFinishedSpans();
};
const one = (act, start) => exported(act, start)[0];
const value = (given) => one((span) => span.setAttribute('k', given)).attributes.k;
const dropsAll = (...values) => values.every((each) => value(each) === undefined);
const parentOf = (span) => span.parentSpanContext?.spanId ?? span.parentSpanId;
const parent = tracer.startSpan('parent');
const context = api.trace.setSpan(api.ROOT_CONTEXT, parent);
say('drops the message of a status OK', one((span) => span.setStatus({ code: 1, message: 'm' })).status.message === undefined);
say('exports the message of a status ERROR', one((span) => span.setStatus({ code: 2, message: 'm' })).status.message === 'm');
say('drops an Error as message', one((span) => span.setStatus({ code: 2, message: new Error('m') })).status.message === undefined);
say('drops objects, null and mixed lists', dropsAll({ a: 1 }, null, [1, 'a'], [['a']], [{ a: 1 }], Buffer.from('a')));
say('drops instances, functions and bigints', dropsAll(new Date(0), new Error('a'), new Map(), /a/, new URL('http://a'), () => 1, 1n));
say('drops an empty name', Object.keys(one((span) => span.setAttribute('', 1)).attributes).length === 0);
say('a number is no status', one((span) => span.setStatus(2)).status.code === undefined);
say('an ended span takes no more', one((span) => { span.end(); span.setAttribute('k', 1); }).attributes.k === undefined);
say('ends once', exported((span) => span.end()).length === 1);
say('ignores a context as options', parentOf(one(() => {}, () => tracer.startSpan('a', context))) === undefined);
say('takes a context third', parentOf(one(() => {}, () => tracer.startSpan('a', {}, context))) === parent.spanContext().spanId);
say('ignores a parent option', parentOf(one(() => {}, () => tracer.startSpan('a', { parent }))) === undefined);
say('starts nothing without a function', tracer.startActiveSpan('a') === undefined);
say('a duration as end makes it 0 ms', String(one((span) => span.end(5)).duration) === '0,0');
say('records no exception without a text', one((span) => span.recordException({})).events.length === 0);
`;

const METRICS = `
class Reader extends sdk.MetricReader { async onShutdown() {} async onForceFlush() {} }
const points = async (act) => {
  const reader = new Reader({});
  act(new sdk.MeterProvider({ readers: [reader] }).getMeter('a'));
  const { resourceMetrics } = await reader.collect();
  return resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics).flatMap(({ dataPoints }) => dataPoints);
};
(async () => {
  say('drops a negative counter', (await points((meter) => { const c = meter.createCounter('a'); c.add(2); c.add(-1); }))[0].value === 2);
  say('folds what is past 2000 series', (await points((meter) => { const c = meter.createCounter('a'); for (let i = 0; i < 2500; i++) c.add(1, { i }); })).length === 2000);
  say('has boundaries in milliseconds', (await points((meter) => meter.createHistogram('a', { unit: 's' }).record(1)))[0].value.buckets.boundaries.at(-1) === 10000);
  say('takes advised boundaries', (await points((meter) => meter.createHistogram('a', { advice: { explicitBucketBoundaries: [1, 2] } }).record(1)))[0].value.buckets.boundaries.length === 2);
})();
`;

const PROM = `
const throws = (act) => { sdk.register.clear(); try { act(); return false; } catch { return true; } };
const labelled = () => new sdk.Counter({ name: 'a', help: 'h', labelNames: ['b', 'd'] });
say('throws on a decrease', throws(() => new sdk.Counter({ name: 'a', help: 'h' }).inc(-1)));
say('throws on dec() of a counter', throws(() => new sdk.Counter({ name: 'a', help: 'h' }).dec()));
say('throws on a label that is not declared', throws(() => labelled().inc({ c: 1 })));
say('throws on another number of labels', throws(() => labelled().labels('x').inc()));
say('throws on a name that is registered', throws(() => { labelled(); labelled(); }));
say('throws on the label le', throws(() => new sdk.Histogram({ name: 'a', help: 'h', labelNames: ['le'] })));
say('throws on a name with a dot', throws(() => new sdk.Counter({ name: 'a.b', help: 'h' })));
say('takes a label that is left out', !throws(() => labelled().inc({ b: 'x' })));
say('takes unsorted buckets', !throws(() => new sdk.Histogram({ name: 'a', help: 'h', buckets: [5, 1, 2] })));
say('a summary throws on swapped arguments', throws(() => new sdk.Summary({ name: 'a', help: 'h', labelNames: ['b'] }).observe(2, { b: 'x' })));
`;

/** Output of a logger as lines of JSON, read back. */
const CAPTURED = `
const { Writable } = require('node:stream');
const written = [];
const stream = new Writable({ write(chunk, _, done) { written.push(String(chunk)); done(); } });
`;
const PINO = `${CAPTURED}
const logger = (sdk.pino ?? sdk)({}, stream);
const record = (act) => { written.length = 0; act(); return JSON.parse(written.join('')); };
say('drops an object after the message', record(() => logger.info('m', { a: 1 })).a === undefined);
say('drops an error after the message', !JSON.stringify(record(() => logger.error('m', new Error('boom')))).includes('boom'));
say('keeps an error under err', record(() => logger.error({ err: new Error('boom') }, 'm')).err?.stack !== undefined);
say('empties an error under error', JSON.stringify(record(() => logger.error({ error: new Error('boom') }, 'm')).error) === '{}');
say('fills placeholders', record(() => logger.info('hi %s', 'x')).msg === 'hi x');
`;
const WINSTON = `${CAPTURED}
const logger = sdk.createLogger({ format: sdk.format.json(), transports: [new sdk.transports.Stream({ stream })] });
const record = (act) => { written.length = 0; act(); return JSON.parse(written.join('')); };
say('takes fields second', record(() => logger.info('m', { a: 1 })).a === 1);
say('loses the text behind an object', !JSON.stringify(record(() => logger.info({ a: 1 }, 'text'))).includes('text'));
say('fills no placeholders without splat', record(() => logger.info('hi %s', 'x')).message === 'hi %s');
say('empties an error in fields', JSON.stringify(record(() => logger.error('m', { err: new Error('boom') })).err) === '{}');
const merging = sdk.createLogger({ format: sdk.format.combine(sdk.format.splat(), sdk.format.json()), transports: [new sdk.transports.Stream({ stream })] });
say('makes a field of each letter with splat', record(() => merging.info('m', 'ab'))['0'] === 'a');
`;
const NEST = `
require('reflect-metadata');
const written = [];
for (const out of [process.stdout, process.stderr]) {
  const write = out.write.bind(out);
  out.write = (chunk, ...rest) => (String(chunk).startsWith('{"fact"') ? write(chunk, ...rest) : (written.push(String(chunk)), true));
}
const logger = new sdk.ConsoleLogger('App');
const text = (act) => { written.length = 0; act(); return written.join(''); };
say('prints fields after the message', text(() => logger.log('m', { apples: 1 })).includes('apples'));
say('keeps the stack of an error after the message', text(() => logger.error('m', new Error('boom'))).includes('    at '));
`;

const FACTS = {
  'drops the message of a status OK': byRange(OPENTELEMETRY_SPAN.dropsStatusMessage),
  'drops objects, null and mixed lists': byRange(OPENTELEMETRY_SPAN.dropsComplexValues),
  'makes a field of each letter with splat': byRange(WINSTON_DIALECT.loses.textsBecomeLetters.in),
};

const LIBRARIES = [
  ...['1.30.1', '2.0.0', '2.6.0', '2.6.1', '2.12.1'].map((version) => ({
    name: '@opentelemetry/sdk-trace-base',
    version,
    with: ['@opentelemetry/api@1.9'],
    program: SPANS,
  })),
  { name: '@opentelemetry/sdk-trace', version: '3.1.1', with: ['@opentelemetry/api@1.10'], program: SPANS },
  ...['1.30.1', '2.0.0', '2.12.1'].map((version) => ({
    name: '@opentelemetry/sdk-metrics',
    version,
    with: ['@opentelemetry/api@1.9'],
    program: METRICS,
  })),
  {
    name: '@opentelemetry/sdk-metrics',
    version: '3.1.1',
    with: ['@opentelemetry/api@1.10'],
    program: METRICS,
  },
  ...['12.0.0', '13.2.0', '14.2.0', '15.1.3'].map((version) => ({
    name: 'prom-client',
    version,
    program: PROM,
  })),
  ...['6.14.0', '7.11.0', '8.21.0', '9.14.0', '10.4.0'].map((version) => ({
    name: 'pino',
    version,
    program: PINO,
  })),
  ...['3.0.0', '3.1.0', '3.2.1', '3.8.2', '3.19.0'].map((version) => ({
    name: 'winston',
    version,
    program: WINSTON,
  })),
  ...['10.4.22', '11.1.29', '12.5.1'].map((version) => ({
    name: '@nestjs/common',
    version,
    with: ['reflect-metadata', 'rxjs'],
    program: NEST,
    expected: {
      'prints fields after the message': always(true),
      'keeps the stack of an error after the message': (_, installed) => Number.parseInt(installed, 10) >= 11,
    },
  })),
];

let failed = 0;
for (const library of LIBRARIES) {
  const { name, version } = library;
  if (only.length > 0 && !only.some((each) => name.includes(each))) continue;
  const outcomes = run(library);
  const wrong = Object.entries(outcomes).filter(([fact, outcome]) => {
    const expected = library.expected?.[fact] ?? FACTS[fact] ?? always(true);
    return expected(name, version) !== outcome;
  });
  failed += wrong.length + (Object.keys(outcomes).length === 0 ? 1 : 0);
  console.log(
    `${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${name}@${version}: ${Object.keys(outcomes).length} facts`,
  );
  for (const [fact, outcome] of wrong) console.log(`     ${fact}: ${outcome}`);
}
if (only.length === 0 || only.includes('semantic-conventions')) {
  const isSame = readFileSync(SINCE_TABLE, 'utf8') === (await generateSince(readSince()));
  if (!isSame) failed++;
  console.log(
    `${isSame ? 'ok  ' : 'FAIL'} semantic-conventions: ${Object.values(DEPRECATED_SINCE).flat().length} names by version`,
  );
}
if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true });
process.exitCode = failed > 0 ? 1 : 0;

/** Installs a version in a folder of its own, and runs the program on it: each fact and whether it holds. */
function run({ name, version, with: others = [], program }) {
  const root = join(folder, `${name.replaceAll('/', '+')}-${version}`);
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'facts', private: true }));
  const packages = [`${name}@${version}`, ...others];
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', ...packages], {
    cwd: root,
    stdio: 'pipe',
  });
  writeFileSync(
    join(root, 'facts.cjs'),
    `const sdk = require('${name}');\nconst version = ${Number.parseInt(version, 10)};\nconst say = (fact, outcome) => process.stdout.write(JSON.stringify({ fact, outcome }) + '\\n');\n${program}`,
  );
  const output = execFileSync(process.execPath, ['facts.cjs'], { cwd: root, encoding: 'utf8' });
  const facts = output
    .split('\n')
    .filter((line) => line.startsWith('{"fact"'))
    .map((line) => JSON.parse(line));
  return Object.fromEntries(facts.map(({ fact, outcome }) => [fact, outcome]));
}
