import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** What was made: files that are new or changed, absolute, and what is left to a person. */
export interface Made {
  readonly files: readonly string[];
  readonly next: readonly string[];
}

/** Writes new files of a repository, formatted as it formats its own. Throws before the first where one is there already. */
export async function writeNew(root: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const taken = Object.keys(files).filter((path) => existsSync(join(root, path)));
  if (taken.length > 0) throw new Error(`${taken.join(', ')}: there already`);
  const written: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await formatted(text, file));
    written.push(file);
  }
  return written;
}

/** Changes a file of a repository. */
export async function change(root: string, path: string, by: (text: string) => string): Promise<string> {
  const file = join(root, path);
  writeFileSync(file, await formatted(by(readFileSync(file, 'utf8')), file));
  return file;
}

/** Puts a line after the last one that a pattern matches. Throws where none does. */
export function behindLast(text: string, pattern: RegExp, line: string): string {
  const last = [...text.matchAll(new RegExp(pattern, 'gm'))].at(-1);
  if (!last) throw new Error(`nothing matches ${String(pattern)}`);
  const end = last.index + last[0].length;
  return `${text.slice(0, end)}\n${line}${text.slice(end)}`;
}

/** `no-foo` as `noFoo`. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `no-foo` as `NO_FOO`. */
export function constantCase(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}

async function formatted(text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
