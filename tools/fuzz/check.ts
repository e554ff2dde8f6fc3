import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { type FoundFiles } from '../../src/codemod/files.js';
import { syntaxError } from '../../src/codemod/parser.js';
import { type RunResult, run } from '../../src/codemod/run.js';
import plugin from '../../src/index.js';
import { sharedModules } from '../../tests/differential/programs.js';
import type { Program } from './mutate.js';

/** Something that must never happen, and the program that it happened to. */
export interface Finding {
  /** What it is, the same for all programs that show it. */
  readonly kind: string;
  readonly program: Program;
  /** Of the project it stood in. */
  readonly flavour: Flavour;
  readonly detail: string;
}

// Control characters but for the line ends and tabs of layout; separators; what turns text around.
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** What a project logs with: a module of its own, one that is created, a logger in each file. */
export const FLAVOURS = ['pino', 'winston', 'none', 'nestjs'] as const;

export type Flavour = (typeof FLAVOURS)[number];

const INSTALLED = ['pino', 'winston', 'express', 'prom-client', '@opentelemetry/api', 'axios', 'kafkajs'];
const DEPENDENCIES: Readonly<Record<Flavour, readonly string[]>> = {
  pino: INSTALLED,
  winston: INSTALLED.filter((name) => name !== 'pino'),
  none: [],
  nestjs: ['@nestjs/common'],
};

/** A project for programs to stand in, with the modules that the differential test's programs import. */
export class Playground {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'fuzz-')));
  private readonly linter = new Linter({ cwd: this.root });
  private readonly config: Linter.Config[];

  constructor(private readonly flavour: Flavour) {
    const manifest = {
      name: 'shop',
      dependencies: Object.fromEntries(DEPENDENCIES[flavour].map((name) => [name, '*'])),
      imports: { '#logger': './src/logging/logger.ts' },
    };
    this.write('package.json', JSON.stringify(manifest));
    const library = flavour === 'pino' || flavour === 'winston' ? flavour : undefined;
    for (const language of library ? (['js', 'ts'] as const) : [])
      for (const [path, text] of Object.entries(sharedModules(library ?? 'pino', language)))
        this.write(path, text);
    const logger = library && { library, import: { from: './src/logging/logger.js', name: 'logger' } };
    this.config = [
      {
        files: ['**/*'],
        languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
        plugins: { observability: plugin },
        rules: plugin.configs.all.rules,
        settings: { observability: logger ? { logger } : {} },
      },
    ];
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** What was done, to see that there was something to find. */
  readonly done = { messages: 0, repairs: 0, migrated: 0 };

  /** Lints with all rules; makes each fix and each suggestion alone, and all fixes until there are no more. */
  lint(program: Program): Finding[] {
    const { path } = program;
    // Offsets of fixes do not count it.
    const text = program.text.replace(/^\uFEFF/, '');
    const findings: Finding[] = [];
    const found = (kind: string, detail: string) =>
      findings.push({ kind, detail, program, flavour: this.flavour });
    const filename = join(this.root, path);
    try {
      const messages = this.linter.verify(text, this.config, { filename });
      if (messages.some(({ fatal }) => fatal)) return [];
      for (const { ruleId, message, fix, suggestions = [] } of messages) {
        this.done.messages++;
        for (const each of [message, ...suggestions.map(({ desc }) => desc)])
          if (UNPRINTABLE.test(each)) found(`message of ${ruleId} with control characters`, each);
        const repairs = [
          ...(fix ? [{ is: 'fix', fix }] : []),
          ...suggestions.map((each) => ({ is: 'suggestion', fix: each.fix })),
        ];
        for (const {
          is,
          fix: { range, text: written },
        } of repairs) {
          this.done.repairs++;
          const after = text.slice(0, range[0]) + written + text.slice(range[1]);
          const error = syntaxError(after, path);
          if (error) found(`${is} of ${ruleId} that does not parse`, `${error.message}\n${after}`);
        }
      }
      let fixed = this.linter.verifyAndFix(text, this.config, { filename });
      const fatal = fixed.messages.find((message) => message.fatal);
      if (fatal) found('--fix that does not parse', `${fatal.message}\n${fixed.output}`);
      else if (fixed.fixed) {
        const once = fixed.output;
        fixed = this.linter.verifyAndFix(once, this.config, { filename });
        // ESLint stops after ten rounds, whatever is left.
        if (fixed.fixed) found('--fix that does not converge', `${once}\n----\n${fixed.output}`);
      }
    } catch (error) {
      found(`crash of a rule: ${firstLine(error)}`, (error as Error).stack ?? '');
    }
    return findings;
  }

  /** Migrates programs twice: what is written parses, and the second run writes nothing. */
  async migrate(programs: readonly Program[]): Promise<Finding[]> {
    const findings: Finding[] = [];
    const byFile = new Map<string, Program>();
    for (const [index, program] of programs.entries()) {
      // As many of one folder as can be, so that what is seen from each is the same.
      const path = program.path.replace(/(?<![^/])[^/]*(\.[cm]?[jt]sx?)$/, `m${index}$1`);
      this.write(path, program.text);
      byFile.set(join(this.root, path), program);
    }
    const found = (path: string, kind: string, detail: string) => {
      const program = byFile.get(path);
      if (program) findings.push({ kind, detail, program, flavour: this.flavour });
      else throw new Error(`${kind} of ${path}: ${detail}`);
    };
    const migrated = await this.run([...byFile.keys()]);
    for (const { path, left, migrated: calls } of migrated.files) {
      this.done.migrated += calls.length;
      for (const { reason, call } of left)
        if (reason.code === 'syntax-error' || reason.code === 'edits-overlap')
          found(path, `migration refused at the last moment: ${reason.code}`, call);
    }
    for (const { path, reason } of migrated.problems) found(path, `crash of the codemod: ${reason}`, '');
    const after = new Map(migrated.files.map(({ path }) => [path, readFileSync(path, 'utf8')]));
    for (const [path, text] of after) {
      const error = syntaxError(text, path);
      if (error) found(path, 'migration that does not parse', `${error.message}\n${text}`);
    }
    const again = await this.run([...byFile.keys()]);
    for (const { path, migrated: calls } of again.files)
      if (calls.length > 0)
        found(
          path,
          'second run that is not empty',
          `${after.get(path)}\n----\n${readFileSync(path, 'utf8')}`,
        );
    for (const path of byFile.keys()) rmSync(path);
    return findings;
  }

  private run(files: readonly string[]): Promise<RunResult> {
    const found: FoundFiles = { files, roots: [this.root] };
    return run({
      found,
      cwd: this.root,
      logger: undefined,
      loggerImport: undefined,
      include: ['cli', 'scripts', 'tests', 'browser'],
      preview: false,
    });
  }

  private write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }
}

function firstLine(error: unknown): string {
  return ((error as Error).message ?? String(error)).split('\n')[0] ?? '';
}
