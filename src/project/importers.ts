import { filesStarted, importsOf } from '../model/code/program-text.js';
import { sourceOfBuilt } from './built.js';
import { dependentsOf } from './dependents.js';
import { existing } from './existing.js';
import { importedFiles } from './import-graph.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { sourcesOf } from './package-sources.js';
import { basename, dirname, isUnder, relative, resolve } from './path.js';
import { type Project, query } from './project.js';

/** The files of a package by what they load. */
interface ImportIndex {
  /** By the last part of what they import. */
  readonly byStem: ReadonlyMap<string, readonly string[]>;
  /** By the folders that they load modules of by names that they put together. */
  readonly byFolder: ReadonlyMap<string, readonly string[]>;
  /** By the files that they start as a process or a thread of its own. */
  readonly byStarted: ReadonlyMap<string, readonly string[]>;
}

/** `import('./jobs/' + name)`, ``require(`./jobs/${name}.js`)``: whatever stands in a folder. */
const LOADS_OF_FOLDER =
  /\b(?:import|require)\(\s*(?:(['"])(\.{1,2}\/(?:[\w.-]+\/)*)\1\s*\+|`(\.{1,2}\/(?:[\w.-]+\/)*)\$\{)/g;

const importIndex = query((project, root): ImportIndex | undefined => {
  const files = sourcesOf(project, root);
  if (!files) return undefined;
  const byStem = new Map<string, string[]>();
  const byFolder = new Map<string, string[]>();
  const byStarted = new Map<string, string[]>();
  for (const file of files) {
    const text = project.read(file) ?? '';
    for (const stem of new Set(importsOf(text).map(stemOf))) put(byStem, stem, file);
    for (const [, , added, filled = ''] of text.matchAll(LOADS_OF_FOLDER))
      put(byFolder, resolve(dirname(file), added ?? filled), file);
    for (const started of startedBy(project, root, file, text)) put(byStarted, started, file);
  }
  return { byStem, byFolder, byStarted };
});

function put(index: Map<string, string[]>, key: string, file: string): void {
  const known = index.get(key);
  if (known) known.push(file);
  else index.set(key, [file]);
}

/** The files of a package that one of its files starts, wherever its paths start from: beside it, or where the package is run. */
function startedBy(project: Project, root: string, file: string, text: string): ReadonlySet<string> {
  const found = filesStarted(text).flatMap((path) =>
    [resolve(dirname(file), path), resolve(root, path)].flatMap((each) => {
      const source = sourceOfBuilt(project, root, relative(root, each)) ?? existing(project, each);
      return source !== undefined && source !== file && isUnder(root, source) ? [source] : [];
    }),
  );
  return new Set(found);
}

/** The files of its package that start one as a process or a thread of its own. */
export function startersOf(project: Project, module: string): readonly string[] {
  return importIndex(project, packageOf(project, module).root)?.byStarted.get(module) ?? [];
}

/** Whether the importers of a package's files can be told: it has no more sources than are read. */
export function knowsImporters({ project, root }: Package): boolean {
  return importIndex(project, root) !== undefined;
}

/** The files, tests aside, that import one: of its own package, and of those of the workspace that depend on it. */
export const importersOf = query((project, module): readonly string[] => {
  const owner = packageOf(project, module);
  const index = importIndex(project, owner.root);
  const own = candidates(index, module, owner);
  const loaders = index?.byFolder.get(dirname(module)) ?? [];
  const found = [
    ...new Set([...importing(project, own, module), ...loaders.filter((each) => each !== module)]),
  ];
  // Other packages import it by the package's name, as a rule through what the package exports.
  if (owner.name === undefined) return found;
  const others = dependentsOf(owner, projectRootOf(owner)).flatMap(({ root }) => [
    ...candidates(importIndex(project, root), module, owner),
  ]);
  return others.length === 0 ? found : [...found, ...importing(project, others, module)];
});

/** What a folder is imported by, where it has one; `public_api` is what Angular's libraries have. */
const FRONT = /^(?:index|public[-_]api)$/;

/** The files that may import a module of a package, by the last words of what they import. */
function candidates(
  index: ImportIndex | undefined,
  module: string,
  { root, name }: Package,
): ReadonlySet<string> {
  const stem = stemOf(module);
  // A package stands for its entry, a folder for its `index.ts`, and an alias for any folder above that: `@acme/data`.
  const folders = FRONT.test(stem) ? ['', '.', '..', ...relative(root, dirname(module)).split('/')] : [];
  const names = new Set([stem, basename(name ?? stem), ...folders]);
  return new Set([...names].flatMap((each) => index?.byStem.get(each) ?? []));
}

function importing(project: Project, files: Iterable<string>, module: string): readonly string[] {
  return [...files].filter((each) => each !== module && importedFiles(project, each).includes(module));
}

function stemOf(specifier: string): string {
  return basename(specifier).replace(/\.[cm]?[jt]sx?$/, '');
}
