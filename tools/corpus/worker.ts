import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Writable } from 'node:stream';
import parser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import { main } from '../../src/codemod/cli.js';
import plugin from '../../src/index.js';
import { type LineEdit, diffsIn } from './diff.js';

/** The child process of `recordTree`: lints batches of files of one tree, and asks the codemod for its plan. */
export interface Fix {
  readonly range: readonly [number, number];
  readonly text: string;
}

export interface Finding {
  readonly rule: string;
  readonly file: string;
  /** `line:column-endLine:endColumn`, counting from 1. */
  readonly at: string;
  readonly message: string;
  readonly fix?: Fix;
  readonly suggestions?: readonly { readonly message: string; readonly fix: Fix }[];
}

export interface Unreadable {
  readonly file: string;
  readonly why: string;
}

export interface LintedBatch {
  readonly findings: Finding[];
  readonly unparsed: Unreadable[];
  readonly crashed: Unreadable[];
}

/** A call that the codemod found: what it writes, or why it leaves it. */
export interface CodemodCall {
  readonly file: string;
  /** `line:column`, counting from 1. */
  readonly at: string;
  readonly call: string;
  readonly written?: string;
  readonly left?: string;
}

export interface CodemodPlan {
  readonly loggers: readonly object[];
  readonly created: readonly string[];
  readonly calls: readonly CodemodCall[];
  readonly skipped: readonly Unreadable[];
  /** Of each file that is changed or created: a hash of its whole new text, and the lines that are replaced. */
  readonly texts: readonly {
    readonly file: string;
    readonly hash: string;
    readonly edits: readonly LineEdit[];
  }[];
  readonly crashed?: string;
}

type Request =
  { readonly do: 'lint'; readonly files: readonly string[] } | { readonly do: 'codemod' | 'end' };

const root = process.argv[2] ?? '.';
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  allowInlineConfig: false,
  errorOnUnmatchedPattern: false,
  warnIgnored: false,
  overrideConfig: [
    {
      ...(plugin.configs.all as object),
      files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
      languageOptions: { parser },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
  ],
});

process.on('message', (request: Request) => {
  void answer(request).then((result) => process.send?.(result));
});

async function answer(request: Request): Promise<object> {
  if (request.do === 'lint') return lint(request.files);
  if (request.do === 'codemod') return plan();
  return { megabytes: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** Lints files together; when one of them makes a rule throw, each alone. */
async function lint(files: readonly string[]): Promise<LintedBatch> {
  const batch: LintedBatch = { findings: [], unparsed: [], crashed: [] };
  let results: ESLint.LintResult[];
  try {
    results = await eslint.lintFiles([...files]);
  } catch (error) {
    const [only] = files;
    if (files.length === 1 && only !== undefined) {
      batch.crashed.push({ file: only, why: crashOf(error) });
      return batch;
    }
    for (const file of files) {
      const alone = await lint([file]);
      batch.findings.push(...alone.findings);
      batch.unparsed.push(...alone.unparsed);
      batch.crashed.push(...alone.crashed);
    }
    return batch;
  }
  const linted = new Set<string>();
  for (const { filePath, messages } of results) {
    const file = slashes(relative(root, filePath));
    linted.add(file);
    for (const message of messages) {
      if (message.fatal) batch.unparsed.push({ file, why: message.message });
      else batch.findings.push(findingOf(file, message));
    }
  }
  for (const file of files) if (!linted.has(file)) batch.unparsed.push({ file, why: 'ESLint ignores it' });
  return batch;
}

function findingOf(file: string, found: Linter.LintMessage): Finding {
  const { ruleId, line, column, endLine, endColumn, message, fix, suggestions } = found;
  return {
    rule: (ruleId ?? 'eslint').replace(/^observability\//, ''),
    file,
    at: `${line}:${column}-${endLine ?? line}:${endColumn ?? column}`,
    message,
    ...(fix ? { fix: fixOf(fix) } : {}),
    ...(suggestions && suggestions.length > 0
      ? { suggestions: suggestions.map((each) => ({ message: each.desc, fix: fixOf(each.fix) })) }
      : {}),
  };
}

function fixOf({ range, text }: Linter.LintMessage['fix'] & object): Fix {
  return { range, text };
}

/** The message of a crash and the rule it happened in, without a path of this machine. */
function crashOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.split('\n').filter((line, index) => index === 0 || line.startsWith('Rule:'));
  return lines.join(' ').replaceAll(root, '.');
}

/** What a dry run reports, and the texts it would write. */
async function plan(): Promise<CodemodPlan> {
  try {
    const json = await dryRun('--format', 'json');
    const report = JSON.parse(json.stdout);
    const text = await dryRun();
    const calls: CodemodCall[] = report.files.flatMap((file: ReportedFile) =>
      [...file.migrated, ...file.left].map(({ line, column, call, written, reason }) => ({
        file: slashes(file.path),
        at: `${line}:${column}`,
        call,
        ...(written === undefined ? { left: reason } : { written }),
      })),
    );
    return {
      loggers: report.loggers,
      created: report.created,
      calls,
      skipped: report.skipped.map(({ path, reason }: { path: string; reason: string }) => ({
        file: slashes(path),
        why: reason,
      })),
      texts: diffsIn(text.stdout).map(({ file, apply }) => {
        const { after, edits } = apply(report.created.includes(file) ? '' : sourceText(file));
        return { file, hash: createHash('sha256').update(after).digest('hex').slice(0, 16), edits };
      }),
    };
  } catch (error) {
    return { loggers: [], created: [], calls: [], skipped: [], texts: [], crashed: crashOf(error) };
  }
}

interface ReportedFile {
  readonly path: string;
  readonly migrated: readonly ReportedCall[];
  readonly left: readonly ReportedCall[];
}

interface ReportedCall {
  readonly line: number;
  readonly column: number;
  readonly call: string;
  readonly written?: string;
  readonly reason?: string;
}

async function dryRun(...argv: string[]): Promise<{ stdout: string }> {
  const stdout = new Collected();
  const stderr = new Collected();
  const code = await main(['.', '--dry-run', ...argv], '0.0.0', { cwd: root, stdout, stderr });
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr.text}`);
  return { stdout: stdout.text };
}

class Collected extends Writable {
  private readonly chunks: string[] = [];

  get text(): string {
    return this.chunks.join('');
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk.toString());
    done();
  }
}

function sourceText(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/^\uFEFF/, '');
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
