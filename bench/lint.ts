import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_TREE, type TreeOptions, writeTree } from './tree.js';

/**
 * Measures what all rules of the plugin add to ESLint: the whole process with `configs.all` against the whole
 * process with core `no-console` alone, over the same files and the same parser, in turn. Reports the ratio;
 * fails when the two do not lint the same files or one finds nothing, never because of a time.
 */
const HERE = import.meta.dirname;
const WORK = join(HERE, '.work');
const ESLINT = join(dirname(createRequire(import.meta.url).resolve('eslint/package.json')), 'bin/eslint.js');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    files: { type: 'string', default: '1200' },
    /** A folder of one's own instead of the generated tree. */
    tree: { type: 'string' },
    config: { type: 'string', default: 'all' },
    /** The plugin to measure: another build of it. */
    plugin: { type: 'string', default: join(HERE, '../dist/src/index.js') },
  },
});
const runs = Number(values.runs);
const plugin = resolve(values.plugin);

/** What is linted with, by the label that the report gives it. */
const CONTENDERS = {
  plugin: `observability.configs[${JSON.stringify(values.config)}]`,
  core: `{ rules: { 'no-console': 'error' } }`,
};
type Contender = keyof typeof CONTENDERS;

interface Counted {
  readonly files: number;
  readonly findings: number;
  readonly fatal: number;
  /** Processor seconds of the whole process, from its start until it formats what it found. */
  readonly cpu: number;
}

function main(): void {
  if (!existsSync(plugin)) throw new Error(`${plugin} is not there: npm run build`);
  mkdirSync(WORK, { recursive: true });
  const root = values.tree ? resolve(values.tree) : generated();
  for (const [name, config] of Object.entries(CONTENDERS)) {
    writeFileSync(configOf(name as Contender), configText(config));
  }
  writeFileSync(join(WORK, 'count.cjs'), FORMATTER);
  const seconds: Record<Contender, number[]> = { plugin: [], core: [] };
  const cpu: Record<Contender, number[]> = { plugin: [], core: [] };
  const counted: Partial<Record<Contender, Counted>> = {};
  for (let round = 0; round <= runs; round++) {
    // Who comes first changes from round to round.
    const order: Contender[] = round % 2 === 0 ? ['plugin', 'core'] : ['core', 'plugin'];
    for (const name of order) {
      const start = performance.now();
      const result = lint(name, root);
      counted[name] = result;
      // The first round fills the file system's cache and is not counted.
      if (round === 0) continue;
      seconds[name].push((performance.now() - start) / 1000);
      cpu[name].push(result.cpu);
    }
  }
  check(counted.plugin!, counted.core!);
  report(seconds, cpu, counted.plugin!, counted.core!);
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
  files: ['**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}'],
  languageOptions: { parser },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  ...${config},
}];
`;
}

/** Prints how much was found, as text for thousands of findings would be measured too. */
const FORMATTER = `module.exports = (results) => {
  const messages = results.flatMap((result) => result.messages);
  const fatal = messages.filter((message) => message.fatal).length;
  const { user, system } = process.cpuUsage();
  const cpu = (user + system) / 1e6;
  return JSON.stringify({ files: results.length, findings: messages.length - fatal, fatal, cpu });
};
`;

function lint(name: Contender, root: string): Counted {
  const args = ['--no-inline-config', '--config', configOf(name), '--format', join(WORK, 'count.cjs'), '.'];
  const result = spawnSync('node', [ESLINT, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (result.status !== 0 && result.status !== 1)
    throw new Error(`${name}: ${result.stderr}${result.stdout}`);
  return JSON.parse(result.stdout) as Counted;
}

function check(own: Counted, core: Counted): void {
  if (own.files !== core.files) throw new Error(`${own.files} files against ${core.files}`);
  // A real tree may have files that the parser rejects and nothing to find: they are shown, not judged.
  if (!values.tree && (own.fatal > 0 || own.findings === 0 || core.findings === 0))
    throw new Error(`not as generated: ${JSON.stringify({ own, core })}`);
}

type Samples = Record<Contender, number[]>;

function report(seconds: Samples, cpu: Samples, own: Counted, core: Counted): void {
  console.log(
    `${own.files} files of ${values.tree ?? 'the generated tree'}${own.fatal > 0 ? `, ${own.fatal} not parsed` : ''}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; ${runs} alternating runs after a warm-up.\n`,
  );
  console.log('| | wall, median | lowest–highest | processor, median | findings |\n|---|---|---|---|---|');
  const row = (label: string, name: Contender, { findings }: Counted) => {
    const wall = seconds[name];
    const spread = `${Math.min(...wall).toFixed(2)}–${Math.max(...wall).toFixed(2)}`;
    console.log(
      `| ${label} | ${median(wall).toFixed(2)} s | ${spread} s | ${median(cpu[name]).toFixed(2)} s | ${findings} |`,
    );
  };
  row(`configs.${values.config}`, 'plugin', own);
  row('core no-console', 'core', core);
  const ratios = (of: (list: readonly number[]) => number) =>
    [seconds, cpu].map((samples) => (of(samples.plugin) / of(samples.core)).toFixed(3)).join(' and ');
  console.log(`\nRatio of the medians, wall and processor: ${ratios(median)} (target: at most 1.10).`);
  console.log(`Ratio of the lowest: ${ratios((list) => Math.min(...list))}.`);
  console.log(
    'On a machine that is doing other work, read the processor time: waiting for the machine is not in it.',
  );
}

function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

main();
