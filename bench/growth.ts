import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Measures how time and memory of both front doors grow with what stands in one file: `n` and `4n` of a shape, in processes
 * of their own that take turns. Linear growth is a factor of about 4, less the start-up. Processor time is compared, as the
 * wall clock of a shared machine says little.
 */
const ROOT = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '3' },
    /** Only shapes whose name contains this. */
    only: { type: 'string', default: '' },
  },
});
const n = Number(values.n);
const runs = Number(values.runs);

const HEAD = "import express from 'express';\nimport { logger } from './log.js';\n";
const TRACER = "import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('orders');\n";
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
  'blank lines': (count) => `${HEAD}console.log(\`order \${id}\`);\n${'\n'.repeat(count * 20)}`,
};

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

function measure(command: readonly string[], cwd: string): Cost {
  const result = spawnSync('/usr/bin/time', ['-f', '%U %S %M', ...command], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const [user = 0, system = 0, kilobytes = 0] = (result.stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  if (Number.isNaN(user)) throw new Error(`${command.join(' ')}: ${result.stderr}`);
  return { seconds: user + system, megabytes: kilobytes / 1024 };
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? NaN;
}

function main(): void {
  const work = mkdtempSync(join(tmpdir(), 'growth-'));
  symlinkSync(join(ROOT, 'node_modules'), join(work, 'node_modules'));
  const doors = {
    'obs-codemod --dry-run': ['node', join(ROOT, 'dist/src/codemod/bin.js'), '--dry-run'],
    'eslint --fix-dry-run': [
      'node',
      join(ROOT, 'node_modules/.bin/eslint'),
      '--fix-dry-run',
      '--format',
      'json',
      'a.js',
    ],
  };
  console.log(`| shape | front door | ${n} | ${4 * n} | factor | memory |\n|---|---|---|---|---|---|`);
  for (const [shape, text] of Object.entries(SHAPES)) {
    if (!shape.includes(values.only)) continue;
    const folders = [n, 4 * n].map((count) => project(join(work, `${shape} ${count}`), text(count)));
    for (const [door, command] of Object.entries(doors)) {
      const costs = folders.map((): Cost[] => []);
      for (let run = 0; run < runs; run++)
        folders.forEach((folder, index) => costs[index]?.push(measure(command, folder)));
      const [small = NaN, large = NaN] = costs.map((each) => median(each.map(({ seconds }) => seconds)));
      const memory = Math.max(...costs.flat().map(({ megabytes }) => megabytes));
      console.log(
        `| ${shape} | ${door} | ${small.toFixed(2)} s | ${large.toFixed(2)} s | ${(large / small).toFixed(1)} | ${memory.toFixed(0)} MB |`,
      );
    }
  }
  rmSync(work, { recursive: true });
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
  writeFileSync(join(folder, 'a.js'), text);
  return folder;
}

main();
