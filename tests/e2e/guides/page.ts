import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const REPOSITORY = join(import.meta.dirname, '../../..');

/** A code fence of a page. */
export interface Fence {
  readonly language: string;
  /**
   * The file that it is, where it is one: its first line is a comment with the path, or the line above it has nothing but
   * the path in backticks.
   */
  readonly file?: string;
  readonly text: string;
}

const COMMENTED = /^(?:\/\/|#) ([^\s./]*[./]\S*)\n/;
const FENCE = /(?:^`([^`\s]+)`:?\n\n)?^```(\w+)(?: [^\n]*)?\n([\s\S]*?)^```$/gm;

/** The fences of a page's section, in order: from its heading to the next. */
export function section(page: string, title: string): readonly Fence[] {
  const found = sectionsOf(page).find((one) => one.title === title);
  if (!found) throw new Error(`${page} has no section "${title}"`);
  return found.fences;
}

/** The sections of a page, in order; what stands in front of the first heading is none. */
export function sectionsOf(
  page: string,
): readonly { readonly title: string; readonly fences: readonly Fence[] }[] {
  const text = pageText(page);
  // In a fence such a line is a comment.
  const prose = text.replace(/^```[\s\S]*?^```$/gm, (fence) => fence.replace(/[^\n]/g, ' '));
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)];
  return headings.map(({ 1: title = '', index }, i) => ({
    title,
    fences: fencesOf(text.slice(index, headings[i + 1]?.index)),
  }));
}

/** All fences of a page. */
export function fencesOf(text: string): readonly Fence[] {
  return [...text.matchAll(FENCE)].map(([, above, language = '', code = '']) => {
    const file = above ?? COMMENTED.exec(code)?.[1];
    return { language, text: code, ...(file === undefined ? {} : { file }) };
  });
}

/** The text of a page, from the repository's root. */
export function pageText(page: string): string {
  return readFileSync(join(REPOSITORY, page), 'utf8');
}
