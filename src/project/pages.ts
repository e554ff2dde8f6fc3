import { reachable } from './import-graph.js';
import { existing } from './existing.js';
import type { Package } from './packages.js';
import { basename, dirname, isUnder, join } from './path.js';
import { type Project, query } from './project.js';

/** A file of the project that a page loads, as a bundler's own page does. */
const PAGE_SCRIPT = /<script\b[^>]{0,200}?\bsrc=["']\.?\/?([^"':?#]+)["']/gi;
const MAX_BYTES = 200_000;

/**
 * Whether a page of the package, above a file, loads it: `index.html` with `<script type="module" src="/js/main.js">`; or it is put
 * into a bundle for pages, or is the page's half of something.
 */
export function isOfPage({ project, root }: Package, file: string, code: string): boolean {
  if (isClientHalf(project, file, code) || modulesOfBundles(project, root).has(file)) return true;
  for (let folder = dirname(file); isUnder(root, folder); folder = dirname(folder)) {
    if (modulesOfPage(project, folder).has(file)) return true;
    if (folder === root) break;
  }
  return false;
}

const COMPONENT = /\.(?:vue|svelte)$/;
/** Folders of a server, whatever is around them. */
const SERVER_FOLDER = /^(?:server|functions|lambdas?)$/;

/** Whether a page's components are in a file's folder, or in one around it, below the package's root. */
export function isAmongComponents({ project, root }: Package, file: string): boolean {
  for (let folder = dirname(file); folder !== root && isUnder(root, folder); folder = dirname(folder)) {
    if (SERVER_FOLDER.test(basename(folder))) return false;
    if (project.entries(folder).some(({ name }) => COMPONENT.test(name))) return true;
  }
  return false;
}

const CLIENT = /\/client(\.[cm]?[jt]s)$/;
const NEEDS_NODE = /\b(?:from|import|require\()\s*['"](?!\.)|\bprocess\.(?!env\b)/;

/** `client.js` beside `server.js` that imports no package: a client of a server's elsewhere imports what carries its calls. */
function isClientHalf(project: Project, file: string, code: string): boolean {
  if (!CLIENT.test(file) || !existing(project, join(dirname(file), 'server'))) return false;
  return !NEEDS_NODE.test(code);
}

const modulesOfPage = query((project: Project, folder): ReadonlySet<string> => {
  const page = join(folder, 'index.html');
  if (!project.isFile(page)) return new Set();
  const text = project.read(page, MAX_BYTES) ?? '';
  const entries = [...text.matchAll(PAGE_SCRIPT)].flatMap(
    ([, source = '']) => existing(project, join(folder, source)) ?? [],
  );
  return reachable(project, entries);
});

const BUNDLER_CONFIGS = ['rollup', 'webpack'].flatMap((name) =>
  ['js', 'mjs', 'cjs', 'ts'].map((ending) => `${name}.config.${ending}`),
);
/** Says that a bundle is for a page: Node.js loads modules. */
const BUNDLES_FOR_PAGE = /\bformat\s*:\s*['"](?:umd|iife|amd)['"]|\btarget\s*:\s*['"]web(?:worker)?['"]/;
const BUNDLED = /\b(?:input|entry)\s*:\s*['"]([^'"\n]+)['"]/g;
const COMMENT_LINE = /^[ \t]*\/\/.*$/gm;

/** The modules of a package that a bundler puts together for pages, by its configuration. */
const modulesOfBundles = query((project: Project, root): ReadonlySet<string> => {
  const entries = BUNDLER_CONFIGS.flatMap((name) => {
    const config = join(root, name);
    const text = project.isFile(config) ? (project.read(config) ?? '').replace(COMMENT_LINE, '') : '';
    if (!BUNDLES_FOR_PAGE.test(text)) return [];
    return [...text.matchAll(BUNDLED)].flatMap(
      ([, entry = '']) => existing(project, join(root, entry)) ?? [],
    );
  });
  return entries.length > 0 ? reachable(project, entries) : new Set();
});
