/**
 * Has a real Prometheus scrape the example services and holds what it knows of them against what the inventory says: names, kinds and
 * labels. `npm run contract:prometheus`; needs `prometheus` and `promtool` on the path (Debian: `apt-get install prometheus`).
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inventoryOf } from '../src/contract/inventory/command.js';
import type { MetricEntry } from '../src/contract/inventory/inventory.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The example services, and the paths that Prometheus reads of each. */
const SERVICES = [
  { name: 'metrics-prom-client', paths: ['/metrics', '/legacy'] },
  { name: 'metrics-opentelemetry', paths: ['/metrics'] },
];
/** What the server, or an exporter for the process as a whole, adds to every target. */
const NOT_OURS = /^(?:scrape_\w+|target_info)$/;
const OF_TARGETS = /^(?:__name__|job|instance|le|quantile|otel_scope_\w+)$/;
const TRIES = 60;

/** What Prometheus knows of a family. */
interface Family {
  readonly kind: string;
  readonly labels: ReadonlySet<string>;
}

const running: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'contract-prometheus-'));
try {
  process.exitCode = await run();
} finally {
  for (const child of running) child.kill();
  await setTimeout(500);
  rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<number> {
  const services = await Promise.all(
    SERVICES.map(async (service) => ({ ...service, port: await freePort() })),
  );
  for (const { name, port } of services)
    start(process.execPath, ['src/server.js'], join(ROOT, 'examples', name), port);
  for (const { port } of services)
    for (const path of ['/orders', '/orders?paid'])
      await until(() => fetch(`http://127.0.0.1:${port}${path}`));

  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, configuration(services));
  execFileSync('promtool', ['check', 'config', config], { stdio: 'ignore' });
  const port = await freePort();
  start(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    folder,
  );
  const ask = (path: string) => askPrometheus(port, path);
  const targets = services.reduce((total, { paths }) => total + paths.length, 0);
  await until(async () => {
    const { result } = await ask(`query?query=${encodeURIComponent(`count(up == 1) >= ${targets}`)}`);
    if (result.length === 0) throw new Error('not all targets are up');
  });
  // A second scrape, for what counts scrapes itself.
  await setTimeout(2500);

  let differences = 0;
  for (const { name } of services) {
    const known = await familiesOf(name, ask);
    const { inventory } = inventoryOf(['.'], join(ROOT, 'examples', name));
    const found = differencesOf(
      inventory.packages.flatMap(({ metrics }) => metrics),
      known,
    );
    console.log(
      `${name}: Prometheus knows ${known.size} families, ${found.length} of them, or of the inventory's, differ`,
    );
    for (const difference of found) console.log(`  ${difference}`);
    differences += found.length;
  }
  return differences === 0 ? 0 : 1;
}

function differencesOf(
  metrics: readonly MetricEntry[],
  known: ReadonlyMap<string, Family>,
): readonly string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const metric of metrics) {
    const family = metric.families.find((name) => known.has(name));
    const real = family === undefined ? undefined : known.get(family);
    if (family === undefined || !real) {
      // A library may register what it does not write before it has a value: garbage collection, open handles.
      if (metric.from === undefined) found.push(`${metric.families.join(' or ')}: not in Prometheus`);
      continue;
    }
    seen.add(family);
    if (real.kind !== kindOf(metric))
      found.push(`${family}: ${real.kind} in Prometheus, ${kindOf(metric)} in the inventory`);
    const labels = metric.labels.map(({ name }) => name);
    const missing = [...real.labels].filter((label) => !labels.includes(label));
    // A label of a library's may be set at times alone.
    const unset = metric.from === undefined ? labels.filter((label) => !real.labels.has(label)) : [];
    if (missing.length > 0 && !metric.labelsAreOpen)
      found.push(`${family}: labels ${missing.join(', ')} are not in the inventory`);
    if (unset.length > 0) found.push(`${family}: labels ${unset.join(', ')} are not in Prometheus`);
  }
  for (const family of known.keys()) if (!seen.has(family)) found.push(`${family}: not in the inventory`);
  return found;
}

function kindOf({ kind }: MetricEntry): string {
  return kind === 'upDownCounter' ? 'gauge' : kind;
}

async function familiesOf(job: string, ask: Ask): Promise<ReadonlyMap<string, Family>> {
  const target = encodeURIComponent(`{job="${job}"}`);
  const metadata = (await ask(`targets/metadata?match_target=${target}`)) as unknown as Metadata[];
  const series = (await ask(`series?match[]=${target}`)) as unknown as Record<string, string>[];
  const families = new Map<string, Family>();
  for (const { metric, type } of metadata) {
    if (NOT_OURS.test(metric)) continue;
    const of = series.filter(
      ({ __name__ = '' }) =>
        __name__ === metric ||
        (/^_(?:bucket|sum|count)$/.test(__name__.slice(metric.length)) && __name__.startsWith(metric)),
    );
    const labels = new Set(
      of.flatMap((each) => Object.keys(each)).filter((label) => !OF_TARGETS.test(label)),
    );
    families.set(metric, { kind: type, labels });
  }
  return families;
}

interface Metadata {
  readonly metric: string;
  readonly type: string;
}

type Ask = (path: string) => Promise<{ readonly result: readonly unknown[] }>;

async function askPrometheus(port: number, path: string): Promise<{ readonly result: readonly unknown[] }> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
  return ((await answer.json()) as { data: { result: unknown[] } }).data;
}

function configuration(
  services: readonly { name: string; paths: readonly string[]; port: number }[],
): string {
  const jobs = services.flatMap(({ name, paths, port }) =>
    paths.map(
      (path) => `  - job_name: ${name}${path === '/metrics' ? '' : path.replace('/', '-')}
    metrics_path: ${path}
    static_configs: [{ targets: ['127.0.0.1:${port}'] }]
    relabel_configs:
      - { target_label: job, replacement: ${name} }
      - { target_label: instance, replacement: '${path}' }`,
    ),
  );
  return `global: { scrape_interval: 1s }\nscrape_configs:\n${jobs.join('\n')}\n`;
}

function start(command: string, args: readonly string[], cwd: string, port?: number): void {
  const env = { ...process.env, ...(port !== undefined && { PORT: String(port) }) };
  // What Prometheus logs is of no interest where it runs.
  const errors = command === 'prometheus' ? 'ignore' : 'inherit';
  running.push(spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', errors] }));
}

async function until(attempt: () => Promise<unknown>): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (i === TRIES) throw error;
      await setTimeout(500);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}
