import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { REPOSITORY } from '../../../src/model/text/pages.js';
import { pageOf, sourceOf } from './routes.js';

/** What VitePress hands along with a page. */
interface Env {
  /** Absent where a title alone is read. */
  readonly relativePath?: string;
}

const EXTERNAL = /^(?:[a-z][a-z+.-]*:|\/\/|#)/i;

/**
 * Links as they lead on GitHub, from file to file: to the page that the file has become, else to the file in the repository.
 *
 * @param root the repository, absolute
 * @throws where there is no such file; VitePress itself sees only links to pages
 */
export function repositoryLinks(md: MarkdownRenderer, root: string): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const { relativePath } = env as Env;
    if (relativePath === undefined) return;
    const source = sourceOf(relativePath);
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (href !== null) token.attrSet('href', target(href, source, root));
    }
  });
}

function target(href: string, source: string, root: string): string {
  if (EXTERNAL.test(href) || href.startsWith('/')) return href;
  const [, path = '', hash = ''] = /^([^#]*)(#.*)?$/.exec(href) ?? [];
  const file = posix.join(posix.dirname(source), decodeURI(path));
  if (!existsSync(posix.join(root, file))) throw new Error(`${source}: no such file: ${href}`);
  const page = pageOf(file);
  return page === undefined ? `${REPOSITORY}/blob/main/${file}${hash}` : `/${page}${hash}`;
}

/** The anchor of a heading as GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
