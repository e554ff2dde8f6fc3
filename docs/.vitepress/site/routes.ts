/**
 * Which file of the repository is which page of the site. The pages are the Markdown as it lies in the repository, so that it reads
 * the same there and here.
 */

/** Pages that lie outside of `docs/`, or that are called otherwise there. Both by their paths without a leading slash. */
const OWN_PLACE: Readonly<Record<string, string>> = {
  'README.md': 'start.md',
  'CONTRIBUTING.md': 'contributing.md',
  'packages/obs-codemod/README.md': 'packages/obs-codemod.md',
  'packages/obs-contract/README.md': 'packages/obs-contract.md',
  'docs/checks/README.md': 'checks/index.md',
};
const SOURCES = Object.fromEntries(Object.entries(OWN_PLACE).map(([source, page]) => [page, source]));

/** The page that a Markdown file becomes; undefined for one that is none. */
export function pageOf(source: string): string | undefined {
  if (Object.hasOwn(OWN_PLACE, source)) return OWN_PLACE[source];
  return source.startsWith('docs/') && source.endsWith('.md') ? source.slice('docs/'.length) : undefined;
}

/** The Markdown file that a page is made of; the same for the file itself, which the search knows instead of the page. */
export function sourceOf(page: string): string {
  return pageOf(page) === undefined ? (SOURCES[page] ?? `docs/${page}`) : page;
}

/** Markdown files that are no pages, as globs. */
export const NO_PAGES = [
  '.*/**',
  'bench/**',
  'coverage/**',
  'examples/**',
  'schema/**',
  'tests/**',
  'tools/**',
  'packages/*/!(README).md',
  'packages/*/*/**',
  '!(README|CONTRIBUTING).md',
];
