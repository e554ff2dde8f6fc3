import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { median } from './measure.js';
import { DEFAULT_TREE, type TreeOptions, writeTree } from './tree.js';

/**
 * Measures what all rules of the plugin add to ESLint: a process with `configs.all` against a process with core
 * `no-console` alone, over the same files and the same parser. The two take turns, a few files each, so that a machine
 * that is slow for a while is slow for both; a process is charged from its start to its last file, the loading of the
 * configuration and the plugin included. Reports the ratio; fails when the two do not lint the same files or one finds
 * nothing, never because of a time.
 */
const HERE = import.meta.dirname;
const WORK = join(HERE, '.work');
const EXTENSIONS = '{ts,mts,cts,tsx,js,mjs,cjs,jsx}';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    files: { type: 'string', default: '1200' },
    /** Files in a turn. */
    turn: { type: 'string', default: '10' },
    /** A folder of one's own instead of the generated tree. */
    tree: { type: 'string' },
    config: { type: 'string', default: 'all' },
    /** The plugin to measure: another build of it. */
    plugin: { type: 'string', default: join(HERE, '../dist/src/index.js') },
  },
});
const runs = Number(values.runs);
const turn = Number(values.turn);
const plugin = resolve(values.plugin);

/** What is linted with, by the label that the report gives it. */
const CONTENDERS = {
  plugin: `observability.configs[${JSON.stringify(values.config)}]`,
  core: `{ rules: { 'no-console': 'error' } }`,
};
type Contender = keyof typeof CONTENDERS;
const NAMES = Object.keys(CONTENDERS) as Contender[];

/** What a process found, and what it cost. */
interface Result {
  readonly files: number;
  readonly findings: number;
  readonly fatal: number;
  /** Processor seconds of all its threads. */
  readonly cpu: number;
  /** Seconds in which it was waited for. */
  readonly wall: number;
}
type Results = Readonly<Record<Contender, Result>>;

async function main(): Promise<void> {
  if (!existsSync(plugin)) throw new Error(`${plugin} is not there: npm run build`);
  mkdirSync(WORK, { recursive: true });
  const root = values.tree ? resolve(values.tree) : generated();
  for (const name of NAMES) writeFileSync(configOf(name), configText(CONTENDERS[name]));
  const ignore = ['**/node_modules/**', '**/dist/**'];
  const files = globSync(`**/*.${EXTENSIONS}`, { cwd: root, absolute: true, ignore }).sort();
  const results: Results[] = [];
  // The first run fills the file system's cache and is not counted.
  for (let run = 0; run <= runs; run++) {
    const result = await inTurns(files, root, run % 2 === 0);
    check(result);
    if (run > 0) results.push(result);
  }
  report(results);
}

function generated(): string {
  const files = Number(values.files);
  const share = files / DEFAULT_TREE.files;
  const scaled = (count: number) => Math.round(count * share);
  const options: TreeOptions = {
    files,
    bytes: scaled(DEFAULT_TREE.bytes),
    noisyFiles: scaled(DEFAULT_TREE.noisyFiles),
    calls: scaled(DEFAULT_TREE.calls),
    telemetry: true,
  };
  return writeTree(join(WORK, 'lint-tree'), options).root;
}

function configOf(name: Contender): string {
  return join(WORK, `lint-${name}.config.mjs`);
}

/** Both load the plugin's module or not, as a user's configuration does. */
function configText(config: string): string {
  const parser = createRequire(import.meta.url).resolve('@typescript-eslint/parser');
  const loads = config.startsWith('observability')
    ? `import observability from ${JSON.stringify(plugin)};\n`
    : '';
  return `${loads}import parser from ${JSON.stringify(parser)};
export default [{
  files: ['**/*.${EXTENSIONS}'],
  languageOptions: { parser },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  ...${config},
}];
`;
}

/** Lints all files with both, in turns; who begins changes from turn to turn. */
async function inTurns(files: readonly string[], root: string, isPluginFirst: boolean): Promise<Results> {
  const processes = {} as Record<Contender, ChildProcess>;
  const wall: Record<Contender, number> = { plugin: 0, core: 0 };
  const timed = async (name: Contender, act: () => unknown): Promise<unknown> => {
    const start = performance.now();
    act();
    const [answer] = (await once(processes[name], 'message')) as unknown[];
    wall[name] += (performance.now() - start) / 1000;
    return answer;
  };
  const order = isPluginFirst ? NAMES : NAMES.toReversed();
  for (const name of order) {
    await timed(name, () => {
      processes[name] = fork(join(HERE, 'lint-worker.mjs'), [configOf(name), root], { execArgv: [] });
    });
  }
  for (let at = 0; at < files.length; at += turn) {
    const part = files.slice(at, at + turn);
    const swap = (at / turn) % 2 === 1;
    for (const name of swap ? order.toReversed() : order) await timed(name, () => processes[name].send(part));
  }
  const results = {} as Record<Contender, Result>;
  for (const name of NAMES) {
    processes[name].send('end');
    const [counted] = (await once(processes[name], 'message')) as [Omit<Result, 'wall'>];
    results[name] = { ...counted, wall: wall[name] };
  }
  return results;
}

function check({ plugin: own, core }: Results): void {
  if (own.files !== core.files) throw new Error(`${own.files} files against ${core.files}`);
  // A real tree may have files that the parser rejects and nothing to find: they are shown, not judged.
  if (!values.tree && (own.fatal > 0 || own.findings === 0 || core.findings === 0))
    throw new Error(`not as generated: ${JSON.stringify({ own, core })}`);
}

function report(results: readonly Results[]): void {
  const [first] = results;
  if (!first) throw new Error('no run was counted: --runs 1 at least');
  const { files, fatal } = first.plugin;
  console.log(
    `${files} files of ${values.tree ?? 'the generated tree'}${fatal > 0 ? `, ${fatal} not parsed` : ''}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; ${runs} runs after a warm-up, in turns of ${turn} files.\n`,
  );
  console.log('| | wall, median | lowest–highest | processor, median | findings |\n|---|---|---|---|---|');
  const row = (label: string, name: Contender) => {
    const wall = results.map((each) => each[name].wall);
    const cpu = results.map((each) => each[name].cpu);
    const spread = `${Math.min(...wall).toFixed(2)}–${Math.max(...wall).toFixed(2)}`;
    console.log(
      `| ${label} | ${median(wall).toFixed(2)} s | ${spread} s | ${median(cpu).toFixed(2)} s | ${first[name].findings} |`,
    );
  };
  row(`configs.${values.config}`, 'plugin');
  row('core no-console', 'core');
  const ratios = (of: (result: Result) => number) => {
    const all = results.map((each) => of(each.plugin) / of(each.core));
    return `${median(all).toFixed(3)} (${all.map((each) => each.toFixed(3)).join(', ')})`;
  };
  console.log(`\nRatio of wall time, median of the runs: ${ratios(({ wall }) => wall)}`);
  console.log(`Ratio of processor time, median of the runs: ${ratios(({ cpu }) => cpu)}`);
}

await main();
