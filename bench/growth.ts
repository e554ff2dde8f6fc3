import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './measure.js';

/**
 * Measures how time and memory of both front doors grow with what stands in one file: `n` and `4n` of a shape, in processes
 * of their own that take turns. Linear growth is a factor of about 4, less the start-up. Processor time is compared, as the
 * wall clock of a shared machine says little. A process that takes longer than the limit is ended, and the table says so.
 * With `--large`, what one file of 4 MB with 60 000 calls takes.
 */
const ROOT = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '3' },
    /** Only shapes whose name contains this. */
    only: { type: 'string', default: '' },
    /** Only front doors whose command contains this; `eslint without rules` tells what of it is ESLint's own. */
    door: { type: 'string', default: '' },
    /** Seconds after which a process is ended. */
    limit: { type: 'string', default: '120' },
    /** One file of 4 MB instead of the shapes. */
    large: { type: 'boolean', default: false },
  },
});
const n = Number(values.n);
const runs = Number(values.runs);
const limit = Number(values.limit);

const HEAD = "import express from 'express';\nimport { logger } from './log.js';\n";
const TRACER = "import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('orders');\n";
const METRICS =
  "import { Counter, Histogram } from 'prom-client';\nconst orders = new Counter({ name: 'orders_total', help: 'Orders', labelNames: ['user_id', 'kind'] });\nconst seconds = new Histogram({ name: 'order_seconds', help: 'Orders' });\n";
const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

/** What may stand often in one file. */
const SHAPES: Readonly<Record<string, (count: number) => string>> = {
  'console calls': (count) =>
    HEAD +
    times(
      count,
      (i) => `export const f${i} = (order) => {\n  console.log(\`order \${order.id} of ${i}\`);\n};\n`,
    ),
  'logger calls': (count) =>
    HEAD +
    times(
      count,
      (i) => `export const f${i} = (order) => {\n  logger.info(\`order \${order.id} of ${i}\`);\n};\n`,
    ),
  'calls in one function': (count) =>
    `${HEAD}export function f(order) {\n${times(count, (i) => `  console.log(\`order \${order.id} of ${i}\`);\n`)}}\n`,
  'attributes in one callback': (count) =>
    `${TRACER}export const f = (order) =>\n  tracer.startActiveSpan('f', (span) => {\n${times(count, (i) => `    span.setAttribute('order.part${i}', order.part${i});\n`)}    span.end();\n  });\n`,
  'spans in one function': (count) =>
    `${TRACER}export function f(order) {\n${times(count, (i) => `  const span${i} = tracer.startSpan('part ${i}');\n  work(order);\n  span${i}.end();\n`)}}\n`,
  'early returns': (count) =>
    `${TRACER}export function f(order) {\n  const span = tracer.startSpan('f');\n${times(count, (i) => `  if (order.kind === ${i}) {\n    span.end();\n    return ${i};\n  }\n`)}  span.end();\n}\n`,
  metrics: (count) =>
    `import { Counter } from 'prom-client';\n${times(count, (i) => `export const c${i} = new Counter({ name: 'orders_${i}', help: 'Orders', labelNames: ['user_id'] });\nexport const f${i} = (user) => c${i}.inc({ user_id: user.id });\n`)}`,
  imports: (count) =>
    `${times(count, (i) => `import { part${i} } from './part${i}.js';\n`)}export const f = (order) => {\n  console.log(\`order \${order.id}\`, part1, part2);\n};\n`,
  'catch clauses': (count) =>
    `${HEAD}export function f(order) {\n${times(count, (i) => `  try {\n    work(order, ${i});\n  } catch (error) {\n    logger.error('failed: ' + error.message);\n  }\n`)}}\n`,
  'string concatenations': (count) =>
    `${HEAD}export function f(order) {\n  logger.info(${times(count, (i) => `'part ${i} ' + order.part${i} + `)}'');\n}\n`,
  'template literals in one function': (count) =>
    `${HEAD}export function f(order) {\n${times(count, (i) => `  const text${i} = \`part ${i} of \${order.id}\`;\n  logger.info(text${i});\n`)}}\n`,
  'spans over many functions, one logger': (count) =>
    TRACER +
    HEAD +
    times(
      count,
      (i) =>
        `export async function f${i}(order) {\n  const outer = tracer.startSpan('outer ${i}');\n  const inner = tracer.startSpan('inner ${i}');\n  try {\n    await work(order);\n    logger.info({ order }, 'done ${i}');\n  } finally {\n    inner.end();\n  }\n  outer.end();\n}\n`,
    ),
  'caught spans in one function': (count) =>
    `${TRACER}${HEAD}export async function f(order) {\n${times(count, (i) => `  const span${i} = tracer.startSpan('part ${i}');\n  try {\n    await work(order);\n  } catch (error) {\n    logger.error({ error }, 'failed');\n  }\n  span${i}.end();\n`)}}\n`,
  'callbacks with spans': (count) =>
    TRACER +
    times(
      count,
      (i) =>
        `export const f${i} = (order) => tracer.startActiveSpan('part ${i}', async (span) => {\n  span.setAttribute('http.method', order.method);\n  if (!order) return;\n  await work(order);\n  span.end();\n});\n`,
    ),
  'metrics observed in many functions': (count) =>
    METRICS +
    times(
      count,
      (i) =>
        `export async function f${i}(user) {\n  const stop = seconds.startTimer();\n  orders.inc({ user_id: user.id, kind: 'k${i}' });\n  await work(user);\n  stop();\n}\n`,
    ),
  'gauges in one function': (count) =>
    `import { Gauge } from 'prom-client';\nconst open = new Gauge({ name: 'open', help: 'Open' });\nexport async function f(user) {\n${times(count, () => `  open.inc();\n  await work(user);\n  open.dec();\n`)}}\n`,
  'class members': (count) =>
    `${HEAD}export class Orders {\n  logger = logger;\n${times(count, (i) => `  f${i}(order) {\n    this.logger.info('order ' + order.id);\n    this.count${i} = order.count;\n  }\n`)}}\n`,
  'outbound calls': (count) =>
    HEAD +
    times(
      count,
      (i) =>
        `export const f${i} = async (order) => {\n  const answer = await fetch('http://orders/' + order.id, { method: 'POST', headers: { a: 'b' } });\n  return answer.json();\n};\n`,
    ),
  secrets: (count) =>
    HEAD +
    times(
      count,
      (i) =>
        `export const f${i} = (user, token) => {\n  logger.info({ token, password: user.password }, 'login ${i}');\n};\n`,
    ),
  'blank lines': (count) => `${HEAD}console.log(\`order \${id}\`);\n${'\n'.repeat(count * 20)}`,
};

/** A module as a generator writes it: some 4 MB, 60 000 calls of the console in 6 000 functions. */
const large = (): string =>
  HEAD +
  times(
    6000,
    (i) =>
      `export function f${i}(order, user) {\n${times(10, (j) => `  console.log(\`order \${order.id} of \${user.id} in step ${j}\`);\n`)}}\n`,
  );

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

/** What a process takes; else why it did not get to its end. */
function measure(command: readonly string[], cwd: string): Cost | string {
  const result = spawnSync(
    '/usr/bin/time',
    ['-f', '%U %S %M', 'timeout', '--signal=KILL', String(limit), ...command],
    { cwd, encoding: 'utf8', maxBuffer: 1e9 },
  );
  const [user = 0, system = 0, kilobytes = 0] = (result.stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  // KILL ends `timeout` as well, as a signal or as the exit code that stands for one.
  if (result.signal === 'SIGKILL' || result.status === 137) return `over ${limit} s`;
  if (result.stderr.includes('heap out of memory')) return 'out of memory';
  if (Number.isNaN(user) || (result.status !== 0 && result.status !== 1))
    throw new Error(`${command.join(' ')}: ${result.stderr}`);
  return { seconds: user + system, megabytes: kilobytes / 1024 };
}

function main(): void {
  const work = mkdtempSync(join(tmpdir(), 'growth-'));
  symlinkSync(join(ROOT, 'node_modules'), join(work, 'node_modules'));
  const eslint = ['node', join(ROOT, 'node_modules/.bin/eslint'), '--fix-dry-run', '--format', 'json'];
  const doors: Readonly<Record<string, readonly string[]>> = {
    'obs-codemod --dry-run': ['node', join(ROOT, 'packages/obs-codemod/dist/bin.js'), '--dry-run'],
    'eslint --fix-dry-run': [...eslint, 'a.js'],
    // The share of ESLint itself.
    'eslint without rules': [...eslint, '--config', 'no-rules.config.js', 'a.js'],
  };
  const sizes = values.large ? ['4 MB'] : [String(n), String(4 * n)];
  const shapes: Readonly<Record<string, readonly string[]>> = values.large
    ? { '60 000 calls': [large()] }
    : Object.fromEntries(Object.entries(SHAPES).map(([shape, text]) => [shape, [text(n), text(4 * n)]]));
  console.log(
    `| shape | front door | ${sizes.join(' | ')} | factor | memory |\n|${'---|'.repeat(sizes.length + 4)}`,
  );
  for (const [shape, texts] of Object.entries(shapes)) {
    if (!shape.includes(values.only)) continue;
    const folders = texts.map((text, size) => project(join(work, `${shape} ${size}`), text));
    for (const [door, command] of Object.entries(doors)) {
      if (door.includes(values.door)) console.log(`| ${shape} | ${door} | ${row(command, folders)} |`);
    }
  }
  rmSync(work, { recursive: true });
}

/** The cells of the sizes, in turns; nothing more is started where a process did not get to its end. */
function row(command: readonly string[], folders: readonly string[]): string {
  const costs = folders.map((): Cost[] => []);
  const ended = new Map<number, string>();
  for (let run = 0; run < runs && ended.size === 0; run++) {
    folders.forEach((folder, index) => {
      const cost = measure(command, folder);
      if (typeof cost === 'string') ended.set(index, cost);
      else costs[index]?.push(cost);
    });
  }
  const seconds = costs.map((each) => median(each.map((cost) => cost.seconds)));
  const [small = NaN, most = NaN] = seconds;
  const memory = Math.max(...costs.flat().map(({ megabytes }) => megabytes));
  return [
    ...seconds.map((each, index) => ended.get(index) ?? `${each.toFixed(2)} s`),
    Number.isNaN(most / small) ? '' : (most / small).toFixed(1),
    Number.isFinite(memory) ? `${memory.toFixed(0)} MB` : '',
  ].join(' | ');
}

function project(folder: string, text: string): string {
  mkdirSync(folder);
  const manifest = { name: 'growth', type: 'module', dependencies: { pino: '10', express: '5' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'log.js'), "import pino from 'pino';\nexport const logger = pino();\n");
  writeFileSync(
    join(folder, 'eslint.config.js'),
    `import observability from ${JSON.stringify(join(ROOT, 'dist/src/index.js'))};\nexport default [observability.configs.all];\n`,
  );
  writeFileSync(join(folder, 'no-rules.config.js'), 'export default [{}];\n');
  writeFileSync(join(folder, 'a.js'), text);
  return folder;
}

main();
