import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { ESLint } from 'eslint';
import plugin from '../src/index.js';
import { DEFAULT_TREE, writeTree } from './tree.js';

/**
 * Measures the recommended rules under oxlint against the same rules under ESLint: two command lines over the same files, each with
 * nothing else switched on, one after the other and over again. Reports the ratio; fails when the two find different things, never
 * because of a time.
 */
const HERE = import.meta.dirname;
const WORK = join(HERE, '.work');
const PLUGIN = join(HERE, '../dist/src/index.js');
const OXLINTRC = join(WORK, 'oxlintrc.json');
const CONFIG = join(WORK, 'oxlint-eslint.config.mjs');
const USAGE = join(WORK, 'usage.mjs');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    files: { type: 'string', default: '1200' },
    /** A folder of one's own instead of the generated tree: linked, and left as it is. */
    tree: { type: 'string' },
    /** Another oxlint than that of the repository. */
    oxlint: { type: 'string', default: join(HERE, '../node_modules/oxlint/bin/oxlint') },
  },
});
const runs = Number(values.runs);
/** oxlint leaves what git ignores, and ESLint does not. */
const LEFT = ['**/node_modules/**', '**/dist/**', '**/.next/**'].map((glob) => `--ignore-pattern=${glob}`);
const require = createRequire(import.meta.url);

interface Sample {
  readonly wall: number;
  /** Of all its threads. */
  readonly cpu: number;
  readonly findings: readonly string[];
}

function main(): void {
  mkdirSync(WORK, { recursive: true });
  const root = values.tree ? resolve(values.tree) : generated();
  writeConfigurations();
  const eslint = join(require.resolve('eslint/package.json'), '../bin/eslint.js');
  const contenders = {
    oxlint: () =>
      measure(
        root,
        [
          resolve(values.oxlint),
          '-c',
          OXLINTRC,
          '--disable-nested-config',
          '--no-ignore',
          ...LEFT,
          '--format',
          'json',
        ],
        fromOxlint,
      ),
    ESLint: () => measure(root, [eslint, '-c', CONFIG, ...LEFT, '--format', 'json', '.'], fromEslint),
  };
  const samples: Record<keyof typeof contenders, Sample[]> = { oxlint: [], ESLint: [] };
  // The first run fills the file system's cache and is not counted.
  for (let run = 0; run <= runs; run++) {
    for (const name of ['oxlint', 'ESLint'] as const) {
      const sample = contenders[name]();
      if (run > 0) samples[name].push(sample);
    }
  }
  report(samples);
}

function generated(): string {
  const files = Number(values.files);
  const scaled = (count: number) => Math.round((count * files) / DEFAULT_TREE.files);
  const { bytes, noisyFiles, calls } = DEFAULT_TREE;
  // Not below this repository, whose `.gitignore` oxlint heeds.
  return writeTree(join(tmpdir(), 'observability-bench-oxlint'), {
    ...{ files, bytes: scaled(bytes), noisyFiles: scaled(noisyFiles), calls: scaled(calls), telemetry: true },
  }).root;
}

/** The same rules for both, and nothing else. */
function writeConfigurations(): void {
  const { rules } = plugin.configs.recommended;
  const oxlintrc = { jsPlugins: [PLUGIN], categories: { correctness: 'off' }, plugins: [], rules };
  writeFileSync(OXLINTRC, JSON.stringify(oxlintrc));
  writeFileSync(
    CONFIG,
    `import observability from ${JSON.stringify(PLUGIN)};
import parser from ${JSON.stringify(require.resolve('@typescript-eslint/parser'))};
export default [
  {
    files: ['**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  observability.configs.recommended,
];
`,
  );
  writeFileSync(
    USAGE,
    `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(process.env.BENCH_USAGE, JSON.stringify(process.cpuUsage())));
`,
  );
}

function measure(root: string, args: readonly string[], read: (stdout: string) => readonly string[]): Sample {
  const usage = join(WORK, 'usage.json');
  const start = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', pathToFileURL(USAGE).href, ...args], {
    ...{ cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 },
    env: { ...process.env, BENCH_USAGE: usage },
  });
  const wall = (performance.now() - start) / 1000;
  const { user, system } = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.CpuUsage;
  try {
    return { wall, cpu: (user + system) / 1e6, findings: [...read(stdout)].sort() };
  } catch {
    throw new Error(`${args.join(' ')}: ${stderr || stdout.slice(0, 500)}`);
  }
}

/** `no-console-logging src/a.ts:3`, of the plugin's rules alone. */
function fromOxlint(stdout: string): readonly string[] {
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
  return diagnostics.flatMap(({ code, filename, labels }) => {
    const [, rule] = /^observability\((.*)\)$/.exec(code) ?? [];
    return rule === undefined ? [] : [`${rule} ${filename}:${labels[0]?.span.line ?? 0}`];
  });
}

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

function fromEslint(stdout: string): readonly string[] {
  return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ filePath, messages }) =>
    messages.flatMap(({ ruleId, line }) =>
      ruleId?.startsWith('observability/') === true
        ? [`${ruleId.slice('observability/'.length)} ${relative(process.cwd(), filePath)}:${line}`]
        : [],
    ),
  );
}

function report(samples: Readonly<Record<'oxlint' | 'ESLint', readonly Sample[]>>): void {
  const found = (name: 'oxlint' | 'ESLint') => samples[name][0]?.findings.length ?? 0;
  // Comments that switch rules off are not the same for both, and a real tree has them.
  if (!values.tree && (found('oxlint') !== found('ESLint') || found('oxlint') === 0))
    throw new Error(`oxlint finds ${found('oxlint')}, ESLint ${found('ESLint')}`);
  console.log(
    `${values.tree ?? `${values.files} generated files`}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; ${runs} runs after a warm-up.\n`,
  );
  console.log('| | wall, median | lowest–highest | processor, median | findings |\n|---|---|---|---|---|');
  for (const name of ['oxlint', 'ESLint'] as const) {
    const walls = samples[name].map(({ wall }) => wall);
    const cpu = median(samples[name].map((sample) => sample.cpu));
    console.log(
      `| ${name} | ${median(walls).toFixed(2)} s | ${Math.min(...walls).toFixed(2)}–${Math.max(...walls).toFixed(2)} s | ${cpu.toFixed(2)} s | ${found(name)} |`,
    );
  }
  const ratio = (of: (sample: Sample) => number) =>
    median(samples.ESLint.map((each, run) => of(each) / of(samples.oxlint[run] ?? each))).toFixed(2);
  console.log(
    `\noxlint is ${ratio(({ wall }) => wall)} times as fast by the clock, ${ratio(({ cpu }) => cpu)} times by the processor.`,
  );
}

function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

main();
