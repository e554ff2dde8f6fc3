/**
 * `npm run docs:pictures`: runs the programs of `examples/` as they are written and as the tools leave them, on the real libraries, and
 * draws what each emits: the pictures of `docs/before-and-after.md`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { growthPicture } from './pictures/growth-chart.js';
import { type LogLine, logPicture } from './pictures/log-lines.js';
import { serviceLogs } from './pictures/logs.js';
import { seriesGrowth } from './pictures/series.js';
import { exportedTraces } from './pictures/spans.js';
import { COLORS } from './pictures/svg.js';
import { tracePicture } from './pictures/waterfall.js';

const folder = join(import.meta.dirname, '../docs/pictures');

/** A record of the migrated service. */
interface LogRecord extends Readonly<Record<string, unknown>> {
  readonly level: number;
  readonly msg: string;
}

function draw(name: string, picture: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.svg`), picture);
}

const logs = await serviceLogs();
draw(
  'logs-before',
  logPicture(
    'What the store has: lines of text',
    '{app="orders"}',
    logs.before.map((text) => ({ text })),
    `${logs.before.length} lines, ${logs.before.filter((line) => line.startsWith('{')).length} with a level. Which are errors, and of which order?`,
  ),
);

const records = logs.after.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as LogRecord] : []));
const errors = records.filter(({ level }) => level >= 50);
draw(
  'logs-after',
  logPicture(
    'The same requests after obs-codemod: the errors alone, with what is known',
    '{app="orders"} | json | level >= 50',
    errors.flatMap(recordLines),
    `${records.length} records, all with a level. ${errors.length} errors, with the order and the stack as fields.`,
  ),
);

const growth = await seriesGrowth();
draw('series', growthPicture('Time series of one counter, 600 requests', growth.before, growth.after));

const traces = await exportedTraces();
draw(
  'trace-before',
  tracePicture(
    'The trace of a failed checkout',
    traces.before,
    'Nothing failed, says the trace. What took the time is not in it.',
  ),
);
draw(
  'trace-after',
  tracePicture(
    'The same checkout after fixes and a suggestion',
    traces.after,
    'It failed, why, and where the time went.',
  ),
);

/** A record's message, and its fields a line each; of a stack, its first lines. */
function recordLines({ msg, ...fields }: LogRecord): readonly LogLine[] {
  const shown = Object.entries(fields).filter(
    ([name]) => !['level', 'time', 'pid', 'hostname'].includes(name),
  );
  return [
    { text: `ERROR  ${msg}`, color: COLORS.red },
    ...shown.flatMap(([name, value]) =>
      fieldLines(name, value).map((text) => ({ text: `  ${text}`, color: COLORS.green })),
    ),
  ];
}

function fieldLines(name: string, value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${name}: ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, part]) => {
    const [first = '', ...stack] = String(part).split('\n');
    const own = stack.slice(0, 2).map((line) => line.replace(/\(?file:\/\/.*\/src\//, '(src/'));
    return [`${name}.${key}: ${first}`, ...own];
  });
}
