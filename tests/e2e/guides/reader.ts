import { stripVTControlCharacters } from 'node:util';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type Ran, emptyFolder, run } from '../workspace.js';
import { type Fence, section } from './page.js';

/** What a command of a page did. */
export interface Step extends Ran {
  readonly command: string;
}

/**
 * Somebody who follows a page in a project: writes the files that it shows, runs its commands, and compares what they print
 * with what the page says they do.
 */
export class Reader {
  /**
   * @param modules the `node_modules` that the project has, or nothing where it is to install them
   * @param files the project before the page
   * @param root its folder
   */
  constructor(
    readonly modules: string,
    files: Readonly<Record<string, string | object>> = {},
    readonly root = emptyFolder(),
  ) {
    if (modules !== '' && !existsSync(join(root, 'node_modules')))
      symlinkSync(modules, join(root, 'node_modules'));
    for (const [path, text] of Object.entries(files))
      this.write(path, typeof text === 'string' ? text : JSON.stringify(text, undefined, 2));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  json(path: string): unknown {
    return JSON.parse(this.read(path));
  }

  /** Follows a section to its end. Returns what its commands did. */
  async follow(page: string, title: string): Promise<readonly Step[]> {
    const fences = section(page, title);
    expect(fences, `${page}: ${title}`).not.toEqual([]);
    const steps: Step[] = [];
    let printed: string | undefined;
    for (const fence of fences) {
      if (fence.file !== undefined) this.writeFence(fence);
      else if (fence.language === 'text' || fence.language === 'diff') {
        // What no command stands in front of is for the reader's eyes.
        if (printed !== undefined) expectPrinted(printed, fence.text);
      } else if (fence.language === 'sh') {
        const done = await this.runAll(fence.text);
        steps.push(...done);
        printed = done.length === 0 ? undefined : done.map(({ stdout, stderr }) => stdout + stderr).join('');
      }
    }
    return steps;
  }

  /** Runs a line of a page, or of a test. */
  async sh(command: string): Promise<Step> {
    const ran = await run(
      this.root,
      'env',
      `PATH=${join(this.root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
      ...ENVIRONMENT,
      'sh',
      '-c',
      // What is installed needs no look-up.
      command.replace(/\bnpx (?!--yes)/g, ''),
    );
    const plain = (text: string) => text.replaceAll(`${this.root}/`, '');
    return { command, code: ran.code, stdout: plain(ran.stdout), stderr: plain(ran.stderr) };
  }

  private async runAll(text: string): Promise<readonly Step[]> {
    const steps: Step[] = [];
    for (const line of text.replaceAll('\\\n', '').trim().split('\n')) {
      if (line.startsWith('#') || line.trim() === '') continue;
      if (line.startsWith('npm install ')) this.expectInstalled(line);
      else steps.push(await this.sh(line));
    }
    return steps;
  }

  /** What the page has its reader install is what the project has. */
  private expectInstalled(command: string): void {
    for (const word of command.split(' ').slice(2)) {
      if (word.startsWith('-')) continue;
      const version = word.indexOf('@', 1);
      const name = version < 0 ? word : word.slice(0, version);
      expect(existsSync(join(this.modules, name)), `${command}: ${name} is not installed`).toBe(true);
    }
  }

  /** A package.json is a part of the one that is there. */
  private writeFence({ file = '', text }: Fence): void {
    if (file.endsWith('package.json') && existsSync(join(this.root, file)))
      this.write(
        file,
        JSON.stringify(merged(this.json(file) as object, JSON.parse(text) as object), undefined, 2),
      );
    else this.write(file, text);
  }
}

const ENVIRONMENT = [
  ...['NO_COLOR=1', 'GIT_AUTHOR_NAME=A', 'GIT_AUTHOR_EMAIL=a@example.com'],
  ...['GIT_COMMITTER_NAME=A', 'GIT_COMMITTER_EMAIL=a@example.com'],
];

/** Every line that a page shows was printed, in this order; `…` is any text. A cross may be the letter, where there is no other. */
export function expectPrinted(printed: string, shown: string): void {
  let rest = stripVTControlCharacters(printed).replaceAll('×', 'x');
  for (const line of shown.split('\n').map((shownLine) => shownLine.trim())) {
    if (line === '') continue;
    const pattern = line
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, ' +'))
      .join('.*');
    const found = new RegExp(`^[ \\t]*${pattern}[ \\t]*$`, 'm').exec(rest);
    if (!found) expect.fail(`"${line}" is not printed (again) in:\n${printed}`);
    rest = rest.slice(found.index + found[0].length);
  }
}

function merged(one: object, other: object): object {
  const result: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const old = result[key];
    result[key] =
      typeof old === 'object' && old !== null && typeof value === 'object' && value !== null
        ? merged(old, value as object)
        : value;
  }
  return result;
}
