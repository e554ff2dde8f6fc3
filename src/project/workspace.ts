import { sourceOfBuilt } from './built.js';
import { targetsOf } from './package-targets.js';
import { type Package, packageAt, packageOf } from './packages.js';
import { dirname, join, resolve } from './path.js';
import { type Project, query } from './project.js';

/**
 * The source file that a bare specifier names where it is a package of the same workspace (npm, pnpm, yarn, lerna), or one
 * that is linked by its folder (`"@acme/log": "link:../log"`). Installed or not, built or not: a repository is linted before
 * it is built.
 * @param from the file that imports
 */
export function workspaceModule(project: Project, specifier: string, from: string): string | undefined {
  const [, name, subpath = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  const folder = folderOf(project, name, from);
  const found = folder === undefined ? undefined : packageAt(project, folder);
  return found && entryOf(found, `.${subpath}`);
}

/** The folders of the packages of the same workspace that a package depends on. */
export function workspaceDependencies({ project, root, dependencies }: Package): readonly string[] {
  const from = join(root, 'package.json');
  return [...dependencies].flatMap((name) => folderOf(project, name, from) ?? []);
}

function folderOf(project: Project, name: string, from: string): string | undefined {
  const importer = packageOf(project, from);
  const linked = /^(?:file|link|portal):(.*)$/.exec(importer.versions.get(name) ?? '')?.[1];
  if (linked !== undefined) return resolve(importer.root, linked);
  for (const folders of foldersAround(project, importer.root)) {
    const folder = folders.get(name);
    if (folder !== undefined) return folder;
  }
  return undefined;
}

/** The packages of the workspaces that a directory is in, by name; the nearest first. */
const foldersAround = query((project, root): readonly ReadonlyMap<string, string>[] => {
  const found: ReadonlyMap<string, string>[] = [];
  for (let at = root; ; at = dirname(at)) {
    const folders = foldersByName(project, at);
    if (folders) found.push(folders);
    if (dirname(at) === at) return found;
  }
});

/** The packages of the workspace that a directory is the root of, by name. */
const foldersByName = query((project, root): ReadonlyMap<string, string> | undefined => {
  const workspace = project.workspace(root);
  if (!workspace) return undefined;
  const named = workspace.packages.flatMap((folder) => {
    const name = packageAt(project, folder)?.name;
    return name === undefined ? [] : [[name, folder] as const];
  });
  return new Map(named);
});

/** The source of what a package exports under `.` or `./sub`. */
function entryOf({ project, root, json }: Package, key: string): string | undefined {
  for (const target of [...exported(json, key), ...conventional(json, key)]) {
    const found = sourceOfBuilt(project, root, target);
    if (found) return found;
  }
  return undefined;
}

function exported({ exports }: Package['json'], key: string): readonly string[] {
  if (exports === undefined || exports === null) return [];
  const isMap = typeof exports === 'object' && Object.keys(exports).some((each) => each.startsWith('.'));
  // `"exports": "./index.js"` and conditions alone are about `.`.
  return targetsOf(isMap ? (exports as Record<string, unknown>) : { '.': exports }, key);
}

/** Where a package without `exports`, or whose `exports` are only there once it is built, has its modules. */
function conventional({ main, module, types, typings }: Package['json'], key: string): readonly string[] {
  if (key !== '.') return [key, join('src', key), join('dist', key)];
  const said = [types, typings, module, main].filter((each) => typeof each === 'string');
  return [...said, 'src/index', 'index'];
}
