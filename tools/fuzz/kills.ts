import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandLine } from '../command-line.js';
import { Random } from './random.js';

const KILL_ITSELF = pathToFileURL(join(import.meta.dirname, 'kill-itself.mjs')).href;
const SIGNALS = ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const;

const FILES = 150;
/** On the disk, for each file. */
const OPERATIONS = 3;
const OLD = "console.log('up', id);\n".repeat(20);
const NEW = `import { logger } from './logger.js';\n\n${"logger.info({ id }, 'up');\n".repeat(20)}`;

export interface KillOptions {
  /** How many runs are to end with some and not all files changed. */
  readonly count: number;
  readonly seed: number;
  /** Every other run is killed from outside, while it writes. */
  readonly fromOutside: boolean;
  readonly onProgress?: (halfDone: number) => void;
}

export interface Kills {
  /** Runs that ended with some and not all files changed. */
  readonly halfDone: number;
  /** All runs, those included that were over too early or too late. */
  readonly runs: number;
  readonly findings: readonly string[];
}

/**
 * Kills real runs of the codemod while they write: every file has its old text or its new one, the logger module is there
 * where a file imports it, and there is nothing else.
 */
export async function killRuns({ count, seed, fromOutside, onProgress }: KillOptions): Promise<Kills> {
  const random = new Random(seed);
  const findings: string[] = [];
  let halfDone = 0;
  let runs = 0;
  for (; halfDone < count && runs < count * 3; runs++) {
    const root = project();
    try {
      const signal = random.pick(SIGNALS);
      if (fromOutside && runs % 2 === 0) await killedFromOutside(root, signal, 1 + random.below(FILES - 30));
      else await killedFromInside(root, signal, 10 + random.below((FILES - 20) * OPERATIONS));
      const wrong = problemsIn(root);
      findings.push(...wrong.findings.map((finding) => `${signal}: ${finding}`));
      if (wrong.isHalfDone) halfDone++;
      onProgress?.(halfDone);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
  return { halfDone, runs, findings };
}

function project(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'kills-')));
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'service', type: 'module', dependencies: { pino: '*' } }),
  );
  mkdirSync(join(root, 'src'));
  for (let i = 0; i < FILES; i++) writeFileSync(join(root, 'src', `f${i}.ts`), OLD);
  return root;
}

/** Runs the codemod and ends it when it has written so many files. */
async function killedFromOutside(root: string, signal: NodeJS.Signals, after: number): Promise<void> {
  const child = await started(root);
  const replaced = new Set<string>();
  const watcher = watch(join(root, 'src'), (_event, name) => {
    if (name === null) return;
    replaced.add(name);
    if (replaced.size >= after) child.kill(signal);
  });
  await once(child, 'exit');
  watcher.close();
}

/** Runs the codemod, which ends itself in the midst of writing: under load, a signal from outside often comes too late. */
async function killedFromInside(root: string, signal: NodeJS.Signals, at: number): Promise<void> {
  const child = await started(root, ['--import', KILL_ITSELF], { KILL_AT: `${signal} ${at}` });
  await once(child, 'exit');
}

async function started(
  root: string,
  options: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<ChildProcess> {
  const argv = [...options, await commandLine('codemod'), 'src', '--allow-dirty'];
  return spawn(process.execPath, argv, { cwd: root, stdio: 'ignore', env: { ...process.env, ...env } });
}

function problemsIn(root: string): { readonly isHalfDone: boolean; readonly findings: readonly string[] } {
  const findings: string[] = [];
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  const expected = /^(?:package\.json|src\/f\d+\.ts|src\/logger\.ts)$/;
  for (const path of files) if (!expected.test(path)) findings.push(`left behind: ${path}`);
  const texts = Array.from({ length: FILES }, (_, i) => join(root, 'src', `f${i}.ts`)).map(
    (path) => [path, readFileSync(path, 'utf8')] as const,
  );
  for (const [path, text] of texts)
    if (text !== OLD && text !== NEW) findings.push(`neither old nor new: ${relative(root, path)}`);
  const changed = texts.filter(([, text]) => text === NEW).length;
  if (changed > 0 && !files.includes(join('src', 'logger.ts')))
    findings.push('files import a logger that is not there');
  return { isHalfDone: changed > 0 && changed < FILES, findings };
}
