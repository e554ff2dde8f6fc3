import { reachable } from './import-graph.js';
import { existing } from './existing.js';
import type { Package } from './packages.js';
import { dirname, isUnder, join } from './path.js';
import { type Project, query } from './project.js';

/** A module of the project that a page loads, as a bundler's own page does. */
const MODULE_SCRIPT =
  /<script\b[^>]{0,200}?\btype=["']module["'][^>]{0,200}?\bsrc=["']\.?\/?([^"':?#]+)["']/gi;
const MAX_BYTES = 200_000;

/** Whether a page of the package, above a file, loads it: `index.html` with `<script type="module" src="/js/main.js">`. */
export function isOfPage({ project, root }: Package, file: string): boolean {
  for (let folder = dirname(file); isUnder(root, folder); folder = dirname(folder)) {
    if (modulesOfPage(project, folder).has(file)) return true;
    if (folder === root) break;
  }
  return false;
}

const modulesOfPage = query((project: Project, folder): ReadonlySet<string> => {
  const page = join(folder, 'index.html');
  if (!project.isFile(page)) return new Set();
  const text = project.read(page, MAX_BYTES) ?? '';
  const entries = [...text.matchAll(MODULE_SCRIPT)].flatMap(
    ([, source = '']) => existing(project, join(folder, source)) ?? [],
  );
  return reachable(project, entries);
});
