import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { CONSOLE_TEXTS } from '../../src/model/text/reasons/console.js';
import { main } from '../../src/codemod/cli.js';
import plugin from '../../src/index.js';
import { type Language, type Library, type Program, sharedModules } from './programs.js';

/** The rules whose fixes the codemod makes. */
const RULES = ['no-console-logging', 'no-interpolated-message', 'valid-logger-call', 'log-error-object'];

/** The logger that the console's calls are written with where none is in scope, as the README writes it. */
const LOGGER = './src/logging/logger.js';

/** What one side made of a program. */
export interface Outcome {
  readonly text: string;
  /** It says that a call should be written otherwise, or writes it. */
  readonly found: boolean;
}

/** The programs of one library in one language, on disk once for each side. */
export class Project {
  private readonly folders: string[] = [];
  readonly byEslint = new Map<Program, Outcome>();
  readonly byCodemod = new Map<Program, Outcome>();

  private constructor(
    private readonly library: Library,
    private readonly language: Language,
    private readonly list: readonly Program[],
  ) {}

  static async run(library: Library, language: Language, list: readonly Program[]): Promise<Project> {
    const project = new Project(library, language, list);
    await project.fix(project.written());
    await project.migrate(project.written());
    return project;
  }

  /** Removes what is on disk. */
  remove(): void {
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }

  private written(): string {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'differential-')));
    this.folders.push(root);
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    const manifest = {
      name: 'shop',
      type: this.language === 'ts' ? 'module' : 'commonjs',
      dependencies: { [this.library]: '*', express: '*' },
      imports: { '#logger': './src/logging/logger.ts' },
    };
    write('package.json', JSON.stringify(manifest));
    if (this.language === 'ts')
      write(
        'tsconfig.json',
        JSON.stringify({ compilerOptions: { module: 'NodeNext', paths: { '@/*': ['./src/*'] } } }),
      );
    for (const [path, text] of Object.entries(sharedModules(this.library, this.language))) write(path, text);
    for (const { path, text, beside } of this.list) {
      write(path, text);
      if (beside) write(beside.path, beside.text);
    }
    return root;
  }

  private async fix(root: string): Promise<void> {
    const rules = Object.entries(plugin.configs.all.rules).filter(([name]) =>
      RULES.includes(name.replace('observability/', '')),
    );
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      fix: true,
      overrideConfig: {
        files: [`**/*.${this.language}`],
        languageOptions: { parser, sourceType: this.language === 'ts' ? 'module' : 'commonjs' },
        plugins: { observability: plugin },
        rules: Object.fromEntries(rules),
        settings: {
          observability: {
            logger: { library: this.library, import: { from: LOGGER, name: 'logger' } },
          },
        },
      },
    });
    const results = new Map(
      (await eslint.lintFiles(['src/programs'])).map((result) => [result.filePath, result]),
    );
    for (const program of this.list) {
      const path = join(root, program.path);
      const { messages, output } = results.get(path) ?? { messages: [{ message: 'not linted' }] };
      this.byEslint.set(program, {
        text: output ?? readFileSync(path, 'utf8'),
        found: output !== undefined || messages.length > 0,
      });
    }
  }

  private async migrate(root: string): Promise<void> {
    let stdout = '';
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        stdout += chunk.toString();
        done();
      },
    });
    const options = ['--allow-dirty', '--format', 'json', '--logger', this.library];
    const argv = ['src/programs', ...options, '--logger-import', `${LOGGER}#logger`];
    const code = await main(argv, '0.0.0', {
      cwd: root,
      stdout: sink,
      stderr: new Writable({ write: (_c, _e, done) => done() }),
    });
    if (code !== 0) throw new Error(`obs-codemod ended with ${code}`);
    const found = new Set(
      (JSON.parse(stdout) as { files: CodemodFile[] }).files.filter(isFound).map(({ path }) => path),
    );
    for (const program of this.list) {
      const { path } = program;
      this.byCodemod.set(program, { text: readFileSync(join(root, path), 'utf8'), found: found.has(path) });
    }
  }
}

interface CodemodFile {
  readonly path: string;
  readonly migrated: readonly unknown[];
  readonly left: readonly { readonly reason: string }[];
}

/** What is no log is listed by the codemod, and not reported by a rule. */
function isFound({ migrated, left }: CodemodFile): boolean {
  const reasons = Object.values(CONSOLE_TEXTS).map(String);
  return migrated.length > 0 || left.some(({ reason }) => !reasons.includes(reason));
}
