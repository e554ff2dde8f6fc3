import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { CodemodPlan, Finding, LintedBatch, Unreadable } from './worker.js';

/** Everything the plugin and the codemod say about one tree: paths are relative to it, and nothing in it depends on the machine. */
export interface TreeRecord {
  readonly tree: string;
  /** Of the paths and texts that were linted: two records of different sources cannot be compared. */
  readonly sources: { readonly files: number; readonly hash: string };
  readonly unparsed: readonly Unreadable[];
  readonly crashed: readonly Unreadable[];
  readonly findings: readonly Finding[];
  readonly codemod: CodemodPlan;
}

/** What a record took; it is printed and never stored. */
export interface Cost {
  readonly lintSeconds: number;
  readonly codemodSeconds: number;
  /** Peak memory of the child process. */
  readonly megabytes: number;
}

const SOURCES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
const NOT_SOURCES = [
  '**/{node_modules,bower_components,dist,build,coverage}/**',
  '**/*.{min,bundle,generated}.*',
];
const HUGE_FILE_BYTES = 500_000;
const FILES_PER_BATCH = 40;
/** The machine may be busy: far more than the slowest file needs. */
const MILLISECONDS_PER_REQUEST = 600_000;

/**
 * Records every finding of `configs.all` and the codemod's whole plan for a tree. The work is done in a child process, so that a
 * file that hangs or kills it is one crash in the record; its memory is given back with it.
 */
export async function recordTree(root: string, tree: string): Promise<{ record: TreeRecord; cost: Cost }> {
  const files = sourceFiles(root);
  const child = new Child(root);
  const started = performance.now();
  const linted: LintedBatch = { findings: [], unparsed: [], crashed: [] };
  for (let start = 0; start < files.length; start += FILES_PER_BATCH) {
    const batch = files.slice(start, start + FILES_PER_BATCH);
    for (const each of await lint(child, batch)) {
      linted.findings.push(...each.findings);
      linted.unparsed.push(...each.unparsed);
      linted.crashed.push(...each.crashed);
    }
  }
  const afterLint = performance.now();
  const codemod = await child.ask({ do: 'codemod' });
  const afterCodemod = performance.now();
  const megabytes = await child.end();
  const record: TreeRecord = {
    tree,
    sources: { files: files.length, hash: hashOf(root, files) },
    unparsed: sorted(linted.unparsed, fileOf),
    crashed: sorted(linted.crashed, fileOf),
    findings: sorted(linted.findings, ({ file, at, rule, message }) => [file, ...inOrder(at), rule, message]),
    codemod: 'died' in codemod ? { ...NO_PLAN, crashed: codemod.died } : sortedPlan(codemod as CodemodPlan),
  };
  const seconds = (from: number, to: number) => (to - from) / 1000;
  return {
    record,
    cost: {
      lintSeconds: seconds(started, afterLint),
      codemodSeconds: seconds(afterLint, afterCodemod),
      megabytes,
    },
  };
}

const NO_PLAN: CodemodPlan = { loggers: [], created: [], calls: [], skipped: [], texts: [] };

function sortedPlan(plan: CodemodPlan): CodemodPlan {
  return {
    ...plan,
    loggers: sorted(plan.loggers, (logger) => [JSON.stringify(logger)]),
    created: [...plan.created].sort(),
    calls: sorted(plan.calls, ({ file, at }) => [file, ...inOrder(at)]),
    skipped: sorted(plan.skipped, fileOf),
    texts: sorted(plan.texts, fileOf),
  };
}

/** JSON with one finding, call or text a line, so that a record in version control has readable differences. */
export function recordText(record: TreeRecord): string {
  const list = (items: readonly unknown[], indent: string) =>
    items.length === 0
      ? '[]'
      : `[\n${items.map((item) => `${indent}  ${JSON.stringify(item)}`).join(',\n')}\n${indent}]`;
  const object = (value: object, indent: string): string =>
    `{\n${Object.entries(value)
      .map(([key, each]) => {
        const text = Array.isArray(each)
          ? list(each, `${indent}  `)
          : key === 'codemod'
            ? object(each as object, `${indent}  `)
            : JSON.stringify(each);
        return `${indent}  ${JSON.stringify(key)}: ${text}`;
      })
      .join(',\n')}\n${indent}}`;
  return `${object(record, '')}\n`;
}

/** One batch; what the child process does not survive is asked again file by file. */
async function lint(child: Child, files: readonly string[]): Promise<LintedBatch[]> {
  const answer = await child.ask({ do: 'lint', files });
  if (!('died' in answer)) return [answer as LintedBatch];
  const [only] = files;
  if (files.length === 1 && only !== undefined)
    return [{ findings: [], unparsed: [], crashed: [{ file: only, why: answer.died }] }];
  const alone: LintedBatch[] = [];
  for (const file of files) alone.push(...(await lint(child, [file])));
  return alone;
}

/** Loads TypeScript as this process does. ESLint warns about a tree's own `.eslintignore`, which plays no part here. */
const EXEC_ARGV = [...process.execArgv, '--disable-warning=ESLintIgnoreWarning'];

/** The child process that lints and migrates, started again when it dies. */
class Child {
  private running: ChildProcess | undefined;

  constructor(private readonly root: string) {}

  async ask(request: object): Promise<object | { readonly died: string }> {
    const child = (this.running ??= fork(join(import.meta.dirname, 'worker.ts'), [this.root], {
      execArgv: EXEC_ARGV,
    }));
    child.send(request);
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), MILLISECONDS_PER_REQUEST);
    try {
      const [answer] = (await Promise.race([
        once(child, 'message', { signal: over.signal }),
        once(child, 'exit', { signal: over.signal }).then(([code, signal]) => [
          { died: `the process ended with ${String(signal ?? code)}` },
        ]),
      ])) as [object];
      if ('died' in answer) this.running = undefined;
      return answer;
    } catch (error) {
      if (!over.signal.aborted) throw error;
      child.kill('SIGKILL');
      this.running = undefined;
      return { died: 'it takes more than ten minutes' };
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  }

  /** Ends the process and returns its peak memory in megabytes. */
  async end(): Promise<number> {
    const answer = await this.ask({ do: 'end' });
    this.running?.disconnect();
    return 'megabytes' in answer ? (answer.megabytes as number) : NaN;
  }
}

function sourceFiles(root: string): string[] {
  return globSync(SOURCES, { cwd: root, followSymbolicLinks: false, ignore: NOT_SOURCES })
    .filter((file) => !isGenerated(join(root, file)))
    .sort();
}

/** Too long for a person to have written it, or with lines that nobody writes. */
function isGenerated(path: string): boolean {
  const { size } = statSync(path);
  if (size < 5000) return false;
  return size > HUGE_FILE_BYTES || size / readFileSync(path, 'utf8').split('\n').length > 400;
}

function hashOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

function fileOf({ file }: { readonly file: string }): readonly string[] {
  return [file];
}

/** The numbers of a place, so that they sort as numbers do. */
function inOrder(at: string): string[] {
  return at.split(/\D/).map((number) => number.padStart(8, '0'));
}

function sorted<Item>(items: readonly Item[], key: (item: Item) => readonly string[]): Item[] {
  return items
    .map((item) => [key(item).join('\0'), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, item]) => item);
}
