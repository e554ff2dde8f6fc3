import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Sample, measured, median } from './measure.js';
import { DEFAULT_TREE, writeTree } from './tree.js';

/**
 * Measures obs-contract against the codemod's dry run over the same tree, in one run, one after the other: `inventory`,
 * `check` with dashboards, and `check` with four times the panels. Reports ratios; fails when the dashboards are not read or
 * read no metric of the tree, never because of a time.
 */
const HERE = import.meta.dirname;
const WORK = join(HERE, '.work');
const PACKAGES = join(HERE, '../packages');
const CODEMOD = join(PACKAGES, 'obs-codemod/dist/bin.js');
const CONTRACT = join(PACKAGES, 'obs-contract/dist/bin.js');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    /** Of the generated tree. */
    files: { type: 'string', default: '3200' },
    /** A folder of one's own instead of the generated tree. Nothing is written to it. */
    tree: { type: 'string' },
    dashboards: { type: 'string', default: '30' },
    /** In each dashboard, with two expressions each. */
    panels: { type: 'string', default: '20' },
  },
});
const runs = Number(values.runs);
const dashboards = Number(values.dashboards);
const panels = Number(values.panels);

/** What `inventory --format json` says of a metric, as far as a dashboard needs it. */
interface Metric {
  readonly families: readonly string[];
  readonly labels?: readonly { readonly name: string }[];
}

function main(): void {
  for (const bin of [CODEMOD, CONTRACT])
    if (!existsSync(bin)) throw new Error(`${bin} is not there: npm run build`);
  mkdirSync(WORK, { recursive: true });
  const root = values.tree ? resolve(values.tree) : generated();
  const metrics = metricsOf(root);
  const few = writeDashboards('dashboards', metrics, panels);
  const many = writeDashboards('dashboards-4', metrics, 4 * panels);
  const contenders: Record<string, readonly string[]> = {
    'codemod, dry run': [CODEMOD, '--check', '--format', 'json'],
    inventory: [CONTRACT, 'inventory', '--format', 'json'],
    check: [CONTRACT, 'check', few],
    'check, 4 × the panels': [CONTRACT, 'check', many],
  };
  const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as Sample[]]));
  // The first round fills the file system's cache and is not counted.
  for (let round = 0; round <= runs; round++) {
    for (const [name, command] of Object.entries(contenders)) {
      const { sample } = measured(['node', ...command], root, [0, 1]);
      if (round > 0) samples[name]!.push(sample);
    }
  }
  report(root, metrics.length, samples);
}

function generated(): string {
  const files = Number(values.files);
  const share = files / DEFAULT_TREE.files;
  const scaled = (count: number) => Math.round(count * share);
  const { bytes, noisyFiles, calls } = DEFAULT_TREE;
  const options = { bytes: scaled(bytes), noisyFiles: scaled(noisyFiles), calls: scaled(calls) };
  return writeTree(join(WORK, 'contract-tree'), { files, ...options, telemetry: true }).root;
}

/** The metrics of a tree that have a name, as the inventory lists them. */
function metricsOf(root: string): Metric[] {
  const { output } = measured(['node', CONTRACT, 'inventory', '--format', 'json'], root, [0]);
  const { packages } = JSON.parse(output) as { packages: readonly { metrics: readonly Metric[] }[] };
  const metrics = packages
    .flatMap((each) => each.metrics)
    .filter(({ families: [name] }) => name !== undefined && !name.includes('*'));
  if (metrics.length === 0) throw new Error(`${root} has no metric to draw`);
  return metrics;
}

/** Dashboards outside the tree whose panels read its metrics, one after the other. Returns their folder. */
function writeDashboards(name: string, metrics: readonly Metric[], count: number): string {
  const folder = join(WORK, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  let at = 0;
  for (let number = 0; number < dashboards; number++) {
    const drawn = Array.from({ length: count }, (_, id) => {
      const { families, labels = [] } = metrics[at++ % metrics.length]!;
      const metric = families[0]!;
      const by = labels[0] ? ` by (${labels[0].name})` : '';
      const targets = [`sum${by}(rate(${metric}[5m]))`, `max${by}(${metric})`].map((expr, ref) => ({
        refId: String.fromCharCode(65 + ref),
        datasource: { type: 'prometheus' },
        expr,
      }));
      return { id, type: 'timeseries', title: `${metric} ${id}`, targets };
    });
    const board = { title: `Bench ${number}`, uid: `bench-${number}`, schemaVersion: 39, panels: drawn };
    writeFileSync(join(folder, `board-${number}.json`), JSON.stringify(board, null, 2));
  }
  return folder;
}

function report(root: string, metrics: number, samples: Readonly<Record<string, readonly Sample[]>>): void {
  console.log(
    `${values.tree ? root : `${values.files} files of the generated tree`}, ${metrics} metrics, ${dashboards} dashboards of ${panels} panels with two expressions; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; ${runs} runs after a warm-up.\n`,
  );
  console.log('| | wall, median | lowest–highest | peak memory | ratio |\n|---|---|---|---|---|');
  const [base] = Object.values(samples);
  const seconds = (of: readonly Sample[]) => of.map((each) => each.seconds);
  for (const [name, of] of Object.entries(samples)) {
    const spread = `${Math.min(...seconds(of)).toFixed(2)}–${Math.max(...seconds(of)).toFixed(2)}`;
    const memory = of.flatMap(({ megabytes }) => megabytes ?? []);
    const peak = memory.length > 0 ? `${median(memory).toFixed(0)} MB` : 'unknown';
    const ratio = median(of.map((each, run) => each.seconds / base![run]!.seconds));
    console.log(
      `| ${name} | ${median(seconds(of)).toFixed(2)} s | ${spread} s | ${peak} | ${ratio.toFixed(2)} |`,
    );
  }
  const more = median(seconds(samples['check, 4 × the panels']!)) - median(seconds(samples.check!));
  const expressions = 3 * panels * dashboards * 2;
  console.log(
    `\nOne more expression: ${((1000 * more) / expressions).toFixed(2)} ms (${expressions} of them).`,
  );
}

main();
