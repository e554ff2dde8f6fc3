import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Writable } from 'node:stream';
import { main } from '../../src/codemod/cli.js';
import { commandLine } from '../../tools/command-line.js';

const NOBODY = 65_534;

/** A project on disk for one test. */
export class Project {
  readonly root: string;

  constructor(files: Readonly<Record<string, string | object>>) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'obs-codemod-')));
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  write(path: string, content: string | object): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Every file by its path and text, to see that nothing changed. */
  snapshot(): Record<string, string> {
    const files = readdirSync(this.root, { recursive: true, encoding: 'utf8' });
    return Object.fromEntries(
      files
        .map((path) => join(this.root, path))
        .filter((path) => !path.includes('/.git/') && statSync(path, { throwIfNoEntry: false })?.isFile())
        .sort()
        .map((path) => [relative(this.root, path), readFileSync(path, 'utf8')]),
    );
  }

  git(): this {
    const git = (...args: string[]) => execFileSync('git', ['-C', this.root, ...args], { stdio: 'ignore' });
    git('init', '-q');
    git('add', '-A');
    git('-c', 'user.email=test@example.com', '-c', 'user.name=Test', 'commit', '-qm', 'start');
    return this;
  }

  /** Runs the command line in the project. */
  async run(...argv: string[]): Promise<Ran> {
    const stdout = new Memory();
    const stderr = new Memory();
    const code = await main(argv, '0.0.0', { cwd: this.root, stdout, stderr });
    return { code, stdout: stdout.text, stderr: stderr.text };
  }

  /** Starts the command line as a process of its own, which can be killed. */
  async spawn(...argv: string[]): Promise<ChildProcess> {
    return spawn(process.execPath, [await commandLine('codemod'), ...argv], {
      cwd: this.root,
      stdio: 'pipe',
    });
  }

  /** Runs the command line as a user who may not read everything: root, as in many containers, may. */
  async runUnprivileged(...argv: string[]): Promise<Ran> {
    if (process.geteuid?.() !== 0) return this.run(...argv);
    for (const path of ['', ...readdirSync(this.root, { recursive: true, encoding: 'utf8' })])
      chownSync(join(this.root, path), NOBODY, NOBODY);
    process.setegid?.(NOBODY);
    process.seteuid?.(NOBODY);
    try {
      return await this.run(...argv);
    } finally {
      process.seteuid?.(0);
      process.setegid?.(0);
    }
  }

  /** Migrates everything and hands back one file's new text. */
  async migrated(path: string, ...argv: string[]): Promise<string> {
    const { code, stderr } = await this.run('.', '--allow-dirty', ...argv);
    if (code !== 0) throw new Error(stderr);
    return this.read(path);
  }
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A service that logs with a library and has a logger module of its own. */
export function service(library: 'pino' | 'winston', files: Readonly<Record<string, string>>): Project {
  const made =
    library === 'pino'
      ? "import { pino } from 'pino';\nexport const logger = pino();\n"
      : "import { createLogger } from 'winston';\nexport const logger = createLogger({});\n";
  return new Project({
    'package.json': { name: 'service', type: 'module', dependencies: { [library]: '*', express: '*' } },
    'src/logger.ts': made,
    ...files,
  });
}

class Memory extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
