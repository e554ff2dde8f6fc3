import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

export const ROOT = join(import.meta.dirname, '../..');

/** A code fence of the documentation. */
export interface Fence {
  /** The page, from the repository's root. */
  readonly page: string;
  readonly line: number;
  /** The heading that it stands under. */
  readonly section: string;
  /** What stands after the backticks; empty for a plain one. */
  readonly info: string;
  readonly text: string;
}

/** All pages that users read. */
export const PAGES: readonly string[] = globSync(
  ['README.md', 'CONTRIBUTING.md', 'docs/**/*.md', 'packages/*/README.md'],
  { cwd: ROOT, ignore: ['**/.vitepress/**', '**/node_modules/**'] },
).sort();

/** The fences of a page, those of list items too, without their indentation. */
export function fencesOf(page: string): readonly Fence[] {
  const lines = readFileSync(join(ROOT, page), 'utf8').split('\n');
  const fences: Fence[] = [];
  let section = '';
  let open: { readonly indent: string; readonly fence: Fence; readonly text: string[] } | undefined;
  for (const [index, line] of lines.entries()) {
    const [, indent = '', mark, info = ''] = /^( *)(```)(.*)$/.exec(line) ?? [];
    if (open && mark !== undefined && indent === open.indent && info === '') {
      fences.push({ ...open.fence, text: `${open.text.join('\n')}\n` });
      open = undefined;
    } else if (open) open.text.push(line.slice(open.indent.length));
    else if (mark !== undefined)
      open = { indent, fence: { page, line: index + 1, section, info: info.trim(), text: '' }, text: [] };
    else section = /^#+ (.*)$/.exec(line)?.[1] ?? section;
  }
  return fences;
}
