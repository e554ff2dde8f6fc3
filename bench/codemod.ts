import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Sample, hasTime, measured, median } from './measure.js';
import { DEFAULT_TREE, type Tree, writeTree } from './tree.js';

/**
 * Measures obs-codemod against jscodeshift and ast-grep on one tree, in one run, one after the other, and
 * reports ratios. Fails when they do not rewrite the same calls; never because of a time.
 */
const HERE = import.meta.dirname;
const WORK = join(HERE, '.work');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    /** Times as many console calls, in the same files. */
    density: { type: 'string', default: '1' },
    /** The obs-codemod to measure: another build of it. */
    bin: { type: 'string', default: join(HERE, '../packages/obs-codemod/dist/bin.js') },
    /** Only what is named, comma-separated. */
    only: { type: 'string' },
  },
});
const runs = Number(values.runs);
const density = Number(values.density);
const bin = resolve(values.bin);
const only = values.only?.split(',');

interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  /** What the command ends with when all is well. */
  readonly status: number;
  readonly writes: boolean;
}

function main(): void {
  if (!existsSync(bin)) throw new Error(`${bin} is not there: npm run build`);
  installPeers();
  const tree = prepareTree();
  const contenders = contendersOf().filter(({ name }) => !only || only.includes(name));
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  const counted = new Map<string, number>();
  for (let round = 0; round <= runs; round++) {
    for (const contender of contenders) {
      const { sample, output } = measured(contender.command, tree.root, [contender.status]);
      // The first round fills the file system's cache and is not counted.
      if (round > 0) samples.get(contender.name)!.push(sample);
      const calls = contender.writes ? rewrittenCalls(tree) : plannedCalls(output);
      if (calls !== (counted.get(contender.name) ?? calls))
        throw new Error(`${contender.name} rewrites ${calls} calls now`);
      counted.set(contender.name, calls);
      if (contender.writes) reset(tree.root);
    }
  }
  for (const [name, calls] of counted) {
    if (calls !== tree.calls) throw new Error(`${name} rewrites ${calls} of ${tree.calls} calls`);
  }
  report(tree, samples);
}

/** The peers have a package.json of their own, so that nobody else installs them. */
function installPeers(): void {
  if (existsSync(join(HERE, 'node_modules/jscodeshift')) && existsSync(astGrep())) return;
  console.log('Installing jscodeshift and ast-grep …');
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], HERE);
  // Its binary is put in place by an install script, which some set-ups do not run.
  if (spawnSync(astGrep(), ['--version']).status !== 0) throw new Error(`${astGrep()} does not run`);
}

function astGrep(): string {
  return join(HERE, 'node_modules/.bin/ast-grep');
}

/** A repository of its own: the tools read ignore files up to its root, and git puts back what they wrote. */
function prepareTree(): Tree {
  mkdirSync(WORK, { recursive: true });
  const root = join(WORK, density === 1 ? 'tree' : `tree-${density}`);
  const tree = writeTree(root, { ...DEFAULT_TREE, calls: DEFAULT_TREE.calls * density });
  git(root, 'init', '--quiet');
  git(root, 'config', 'core.autocrlf', 'false');
  git(root, 'add', '--all');
  git(
    root,
    ...['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false'],
    ...['commit', '--quiet', '--message', 'tree'],
  );
  return tree;
}

function contendersOf(): Contender[] {
  const transform = join(HERE, 'jscodeshift-transform.cjs');
  const jscodeshift = join(HERE, 'node_modules/jscodeshift/bin/jscodeshift.js');
  const options = ['--parser', 'ts', '--extensions', 'ts', '--silent', '--ignore-pattern', '**/*.json'];
  // Quicker than the same pattern as a rule of `ast-grep scan`; it leaves `log` a `log`.
  const rewrite = ['--pattern', 'console.$METHOD($$$ARGUMENTS)', '--rewrite', 'logger.$METHOD($$$ARGUMENTS)'];
  return [
    { name: 'plan', command: ['node', bin, '--check', '--format', 'json'], status: 1, writes: false },
    { name: 'write', command: ['node', bin, '.'], status: 0, writes: true },
    {
      name: 'jscodeshift',
      command: ['node', jscodeshift, '--transform', transform, ...options, 'src'],
      status: 0,
      writes: true,
    },
    {
      name: 'ast-grep',
      command: [astGrep(), 'run', ...rewrite, '--lang', 'ts', '--update-all', '.'],
      status: 0,
      writes: true,
    },
  ];
}

/** What `--check` says it would migrate. */
function plannedCalls(output: string): number {
  const { summary } = JSON.parse(output) as { summary: { migrated: number; left: number } };
  return summary.left === 0 ? summary.migrated : NaN;
}

/** Console calls that are gone and logger calls that have come, counted the same way for every tool. */
function rewrittenCalls({ root, noisyFiles, calls }: Tree): number {
  const changed = git(root, 'diff', '--name-only').trim().split('\n');
  const strays = changed.filter((path) => !noisyFiles.includes(path));
  if (strays.length > 0) throw new Error(`changed without a console call: ${strays.join(', ')}`);
  let left = 0;
  let written = 0;
  for (const path of noisyFiles) {
    const text = readFileSync(join(root, path), 'utf8');
    left += text.match(/\bconsole\s*\./g)?.length ?? 0;
    written += text.match(/\blogger\.(?:log|debug|info|warn|error)\(/g)?.length ?? 0;
  }
  return left === calls - written ? written : NaN;
}

function reset(root: string): void {
  git(root, 'reset', '--quiet', '--hard');
  git(root, 'clean', '--quiet', '-d', '--force');
}

function report(tree: Tree, samples: ReadonlyMap<string, readonly Sample[]>): void {
  const medians = [...samples].map(([name, list]) => ({
    name,
    seconds: median(list.map((sample) => sample.seconds)),
    spread: [
      Math.min(...list.map((sample) => sample.seconds)),
      Math.max(...list.map((sample) => sample.seconds)),
    ],
    megabytes: hasTime ? median(list.map((sample) => sample.megabytes ?? NaN)) : undefined,
  }));
  const of = (name: string) => medians.find((each) => each.name === name)!;
  console.log(
    `${tree.files} TypeScript files, ${(tree.bytes / 1e6).toFixed(1)} MB; ${tree.calls} console calls in ${tree.noisyFiles.length} files, all of them rewritten by each tool; ${tree.decoys} more files that screening by text lets through.`,
  );
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB; medians of ${runs} alternating runs after a warm-up; memory is the peak of the largest process${hasTime ? '' : ', not measured here: there is no GNU time'}.\n`,
  );
  console.log('| | wall | lowest–highest | peak memory |\n|---|---|---|---|');
  for (const { name, seconds, spread, megabytes } of medians) {
    console.log(
      `| ${LABELS[name]} | ${seconds.toFixed(2)} s | ${spread.map((each) => each.toFixed(2)).join('–')} s | ${megabytes === undefined ? 'n/a' : `${megabytes.toFixed(0)} MB`} |`,
    );
  }
  if (only) return;
  const own = of('write');
  const target = (text: string, isMet: boolean) => console.log(`- ${text}: ${isMet ? 'met' : 'NOT met'}`);
  const faster = of('jscodeshift').seconds / own.seconds;
  const slower = own.seconds / of('ast-grep').seconds;
  console.log('');
  target(`${faster.toFixed(1)} times as fast as jscodeshift (target: at least 12)`, faster >= 12);
  target(`${slower.toFixed(2)} times ast-grep's wall time (target: at most 2)`, slower <= 2);
  const peak = Math.max(own.megabytes ?? NaN, of('plan').megabytes ?? NaN);
  if (hasTime) target(`${peak.toFixed(0)} MB at most (target: at most 250)`, peak <= 250);
}

const LABELS: Readonly<Record<string, string>> = {
  plan: 'obs-codemod --check',
  write: 'obs-codemod',
  jscodeshift: 'jscodeshift, plain rewrite',
  'ast-grep': 'ast-grep, plain rewrite',
};

function git(cwd: string, ...args: string[]): string {
  return run('git', args, cwd);
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

main();
