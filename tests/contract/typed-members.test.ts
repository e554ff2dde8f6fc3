import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../src/contract/inventory/inventory.js';
import { Repository } from './project.js';

const METRICS = `import { Gauge, Histogram } from 'prom-client';

export function createMetrics() {
  return {
    queue: {
      length: new Gauge({ name: 'queue_length', help: 'l' }),
      dropped: new Gauge({ name: 'queue_dropped', help: 'd' }),
      took: new Histogram({ name: 'queue_seconds', help: 't' }),
    },
    other: new Gauge({ name: 'other', help: 'o' }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
`;
const TYPES = `export interface OwnGauge { inc(by?: number): void; dec(): void; set(to: number): void }
export interface OwnHistogram { observe(value: number): void; startTimer(): () => void }
export type QueueMetrics = { length: OwnGauge; dropped: OwnGauge; took: OwnHistogram };
export interface Modules { logger: object; queueMetrics?: QueueMetrics | null }
`;
const QUEUE = `import type { QueueMetrics } from './types.js';

export class Queue {
  private readonly metrics?: QueueMetrics;
  constructor(readonly jobs: unknown[], metrics?: QueueMetrics) {
    this.metrics = metrics;
    metrics?.length.set(0);
  }
  push(): void {
    this.metrics?.dropped.inc();
    const timer = this.metrics?.took.startTimer();
    timer?.();
  }
}
`;

/** Of each metric, what is done with it. */
async function operations(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const repository = new Repository({
    'package.json': { name: 'shop', type: 'module', dependencies: { 'prom-client': '*' } },
    'src/metrics.ts': METRICS,
    'src/types.ts': TYPES,
    'src/queue.ts': QUEUE,
    ...files,
  });
  const { stdout, stderr } = await repository.contract('inventory', '--format', 'json');
  expect(stderr).toBe('');
  const { packages } = JSON.parse(stdout) as Inventory;
  return Object.fromEntries(
    packages.flatMap(({ metrics }) => metrics.map((each) => [each.name, each.operations.join(' ')])),
  );
}

const SEEN = { queue_length: 'set', queue_dropped: 'add', queue_seconds: 'record', other: '' };
const UNSEEN = { queue_length: '', queue_dropped: '', queue_seconds: '', other: '' };

describe('metrics that are handed over as members of a type of the project', () => {
  const start = (body: string, imports = '') => ({
    'src/main.ts': `import { type Metrics, createMetrics } from './metrics.js';
import { Queue } from './queue.js';
${imports}
${body}
`,
  });

  it.each([
    ['by a constructor', 'export const queue = new Queue([], createMetrics().queue);'],
    [
      'from a parameter',
      'export const start = (metrics: Metrics | null) => new Queue([], metrics?.queue ?? undefined);',
    ],
    [
      'of what is made later',
      `export function start(on: boolean) {
  let metrics = null;
  if (on) metrics = createMetrics();
  return new Queue([], metrics ? metrics.queue : undefined);
}`,
    ],
    [
      'on a condition',
      'export function start(metrics: Metrics | undefined) { return new Queue([], metrics ? metrics.queue : undefined); }',
    ],
    [
      'one by one',
      'export function start(metrics: Metrics) { return new Queue([], { length: metrics.queue.length, dropped: metrics.queue.dropped, took: metrics.queue.took }); }',
    ],
  ])('are observed there: %s', async (_, body) => expect(await operations(start(body))).toEqual(SEEN));

  it.each([
    [
      'in an object of other things',
      `export class Server {
  private readonly queue: Queue;
  constructor(options: object, { queueMetrics }: Modules) { this.queue = new Queue([], queueMetrics ?? undefined); }
}
export const start = (metrics: Metrics) => new Server({}, { logger: {}, queueMetrics: metrics.queue });`,
    ],
    [
      'in an object of an intersection',
      `class Base { constructor(modules: Modules) { const { queueMetrics } = modules; new Queue([], queueMetrics!); } }
export class Server extends Base { constructor(modules: Modules & { port: number }) { super(modules); } }
export const start = (metrics: Metrics) => new Server({ logger: {}, port: 1, queueMetrics: metrics.queue });`,
    ],
    [
      'to a method of an interface',
      `interface Database { setMetrics(metrics: QueueMetrics): void }
export const start = (db: Database, metrics: Metrics) => db.setMetrics(metrics.queue);`,
    ],
    [
      'to a type that is written out',
      `export function make(options: { metrics?: QueueMetrics }) { return new Queue([], options.metrics); }
export const start = (metrics: Metrics) => make({ metrics: metrics.queue });`,
    ],
    [
      'as another type of the same members',
      `interface Same { length: OwnGauge; dropped: OwnGauge; took: OwnHistogram }
const make = (metrics: Same) => new Queue([], metrics);
export const start = (metrics: Metrics) => make(metrics.queue);`,
    ],
  ])('are observed there: %s', async (_, body) => {
    const imports = `import type { Modules, OwnGauge, OwnHistogram, QueueMetrics } from './types.js';`;
    expect(await operations(start(body, imports))).toEqual(SEEN);
  });

  it('are observed there: by a variable that is filled later, and through a barrel', async () => {
    expect(
      await operations({
        'src/index.ts': `export { Queue } from './queue.js';\nexport type { QueueMetrics } from './types.js';\n`,
        'src/main.ts': `import { Gauge, Histogram } from 'prom-client';
import { Queue, type QueueMetrics } from './index.js';
let metrics: QueueMetrics | undefined;
if (process.env.METRICS) {
  metrics = {
    length: new Gauge({ name: 'late_length', help: 'l' }),
    dropped: new Gauge({ name: 'late_dropped', help: 'd' }),
    took: new Histogram({ name: 'late_seconds', help: 't' }),
  };
}
export const queue = new Queue([], metrics);
`,
      }),
    ).toMatchObject({ late_length: 'set', late_dropped: 'add', late_seconds: 'record', ...UNSEEN });
  });

  it.each([
    ['{ ...metrics, ...monitor }', SEEN],
    ['{ ...metrics, ...monitor, close: () => undefined }', SEEN],
    ['{ ...monitor, ...metrics }', SEEN],
    ['{ ...metrics, ...loaded }', UNSEEN],
    ['{ ...metrics, ...filled }', UNSEEN],
  ])('are followed through what is spread together: %s', async (all, seen) => {
    const main = `import { Queue } from './queue.js';
import { createMetrics } from './metrics.js';
function createMonitor() { return { scrape() {}, slots: 3 }; }
function createAll(loaded: any) {
  const metrics = createMetrics();
  const monitor = createMonitor();
  const filled: any = {};
  filled[loaded.name] = loaded;
  return ${all};
}
export function start(on: boolean, loaded: any) {
  let metrics = null;
  if (on) metrics = createAll(loaded);
  return new Queue([], metrics ? metrics.queue : null);
}`;
    expect(await operations({ 'src/main.ts': main })).toEqual(seen);
  });

  it('are not, where nothing hands them over, or as another type', async () => {
    expect(await operations(start('export const queue = new Queue([]);'))).toEqual(UNSEEN);
    const other = `interface Others { dropped: OwnGauge }
class Other { constructor(readonly metrics: Others) {} }
export const start = (metrics: Metrics) => new Other(metrics.queue);`;
    const imports = `import type { OwnGauge } from './types.js';`;
    expect(await operations(start(other, imports))).toEqual(UNSEEN);
  });

  it('ends where types lead back to themselves', async () => {
    const loop = `interface A { metrics: A; b: B; dropped: OwnGauge }
interface B { metrics: B; a: A; dropped: OwnGauge }
const f = (metrics: A): void => g(metrics);
const g = (metrics: B): void => { f(metrics); metrics.dropped.inc(); };
export const start = (metrics: A) => f({ metrics, b: metrics, dropped: metrics.dropped });
const self: any = { metrics: self };
g(self);`;
    expect(await operations(start(loop, `import type { OwnGauge } from './types.js';`))).toEqual(UNSEEN);
  });
});
