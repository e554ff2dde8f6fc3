import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { DEFAULT_TREE, writeTree } from './tree.js';

/**
 * Measures what somebody waits for: how long the plugin takes to load, and what it adds to the lint of one open file in an
 * editor's process that runs for a while. A process with `configs.recommended` and one with core `no-console` alone lint the same
 * files in turns, each when it is opened and after each of three edits; the share of a file is the difference of the two. Reports
 * the share's median and 95th percentile beside `no-console`'s own time. No time ever fails it.
 */
const HERE = import.meta.dirname;
const WORK = join(HERE, '.work');
const { values } = parseArgs({
  options: {
    /** A repository of one's own instead of the generated tree, and which of its files are opened. */
    tree: { type: 'string' },
    open: { type: 'string', default: '**/*.{ts,tsx}' },
    files: { type: 'string', default: '300' },
    /** Files that are linted before any is measured. */
    warm: { type: 'string', default: '100' },
    loads: { type: 'string', default: '15' },
    plugin: { type: 'string', default: join(HERE, '../dist/src/index.js') },
  },
});
const plugin = resolve(values.plugin);
const require = createRequire(import.meta.url);

/** Milliseconds of one file. */
interface Lint {
  readonly opened: number;
  readonly typed: number;
}

async function main(): Promise<void> {
  if (!existsSync(plugin)) throw new Error(`${plugin} is not there: npm run build`);
  mkdirSync(WORK, { recursive: true });
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}.\n`);
  reportLoads();
  const root = values.tree ? resolve(values.tree) : writeTree(join(WORK, 'editor-tree'), OPTIONS).root;
  const ignore = ['**/node_modules/**', '**/dist/**', '**/*.d.ts'];
  const all = globSync(values.open, { cwd: root, absolute: true, ignore }).sort();
  // Some from everywhere: a few that lie beside each other would be read for each other.
  const wanted = Number(values.files) + Number(values.warm);
  const step = Math.max(1, all.length / wanted);
  const files = Array.from(
    { length: Math.min(wanted, all.length) },
    (_, index) => all[Math.floor(index * step)]!,
  );
  const own = await editor('plugin', `observability.configs.recommended`, root);
  const core = await editor('core', `{ rules: { 'no-console': 'error' } }`, root);
  const shares: Lint[] = [];
  const peers: Lint[] = [];
  const order = shuffled(files);
  for (const [index, file] of order.entries()) {
    const first = index % 2 === 0 ? own : core;
    const results = new Map<ChildProcess, Lint>();
    for (const process of [first, first === own ? core : own])
      results.set(process, await lint(process, file));
    if (index < Number(values.warm)) continue;
    const [mine, peer] = [results.get(own)!, results.get(core)!];
    shares.push({ opened: mine.opened - peer.opened, typed: mine.typed - peer.typed });
    peers.push(peer);
  }
  own.kill();
  core.kill();
  console.log(
    `\n${shares.length} of ${all.length} files of ${values.tree ?? 'the generated tree'}, after ${values.warm} others.\n`,
  );
  console.log(
    '| | `no-console` alone, median | p95 | share of the plugin, median | p95 |\n|---|---|---|---|---|',
  );
  for (const when of ['opened', 'typed'] as const) {
    const cells = [peers, shares].flatMap((list) => [
      at(
        list.map((each) => each[when]),
        0.5,
      ),
      at(
        list.map((each) => each[when]),
        0.95,
      ),
    ]);
    console.log(
      `| when it is ${when === 'opened' ? 'opened' : 'edited'} | ${cells.map((each) => `${each.toFixed(1)} ms`).join(' | ')} |`,
    );
  }
}

const OPTIONS = { ...DEFAULT_TREE, telemetry: true };

/** In processes of their own, in turns; the parser that most configurations load is the peer. */
function reportLoads(): void {
  const peers = { plugin, '@typescript-eslint/parser': require.resolve('@typescript-eslint/parser') };
  const times = new Map(Object.keys(peers).map((name) => [name, [] as number[]]));
  for (let run = 0; run <= Number(values.loads); run++) {
    for (const [name, path] of Object.entries(peers)) {
      const time = Number(
        execFileSync(process.execPath, ['--input-type=module', '--eval', loadText(path)], { cwd: HERE }),
      );
      if (run > 0) times.get(name)!.push(time);
    }
  }
  console.log('| loads, in a process that has ESLint | median | lowest–highest |\n|---|---|---|');
  for (const [name, all] of times)
    console.log(
      `| ${name === 'plugin' ? 'eslint-plugin-observability' : name} | ${at(all, 0.5).toFixed(0)} ms | ${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)} ms |`,
    );
}

function loadText(path: string): string {
  return `import 'eslint';
const start = performance.now();
await import(${JSON.stringify(path)});
console.log(performance.now() - start);`;
}

async function editor(name: string, config: string, root: string): Promise<ChildProcess> {
  const path = join(WORK, `editor-${name}.config.mjs`);
  writeFileSync(
    path,
    `${name === 'plugin' ? `import observability from ${JSON.stringify(plugin)};\n` : ''}import parser from ${JSON.stringify(require.resolve('@typescript-eslint/parser'))};
export default [{
  files: ['**/*.{ts,tsx}'],
  languageOptions: { parser },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  ...${config},
}];
`,
  );
  const process = fork(join(HERE, 'editor-worker.mjs'), [path, root], { execArgv: [] });
  await once(process, 'message');
  return process;
}

async function lint(process: ChildProcess, file: string): Promise<Lint> {
  process.send(file);
  const [result] = (await once(process, 'message')) as [Lint];
  return result;
}

/** The same order each time. */
function shuffled<Item>(list: readonly Item[]): readonly Item[] {
  const result = [...list];
  let seed = 1;
  for (let index = result.length - 1; index > 0; index--) {
    seed = (seed * 48_271) % 2_147_483_647;
    const other = seed % (index + 1);
    [result[index], result[other]] = [result[other]!, result[index]!];
  }
  return result;
}

function at(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

await main();
