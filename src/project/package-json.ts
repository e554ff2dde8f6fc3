import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { FileFacts, PackageFacts } from '../model/code/role.js';
import { Memory } from './cache.js';

interface PackageJson {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly bin?: unknown;
  readonly main?: unknown;
  readonly private?: unknown;
  readonly files?: unknown;
  readonly exports?: unknown;
  readonly types?: unknown;
  readonly publishConfig?: unknown;
  readonly workspaces?: unknown;
  readonly repository?: unknown;
  readonly scripts?: Record<string, unknown>;
  readonly imports?: Record<string, unknown>;
  readonly dependencies?: Record<string, unknown>;
  readonly devDependencies?: Record<string, unknown>;
  readonly peerDependencies?: Record<string, unknown>;
  readonly optionalDependencies?: Record<string, unknown>;
}

/** A package.json that was found, with what is needed beyond the facts about the package. */
export interface Package extends PackageFacts {
  readonly json: PackageJson;
  /** Targets of `bin`, relative to the root. */
  readonly bins: readonly string[];
}

interface Cached {
  readonly mtime: number;
  readonly package: Package | undefined;
}

const byFile = new Map<string, Cached>();

const emptyByRoot = new Map<string, Package>();

/**
 * The package a file belongs to: the nearest package.json with a name, scripts or dependencies, from the
 * file's directory upwards; one that does not parse counts as none. A file without one belongs to an empty
 * package at `fallback`, the root that the user works in, or in its own directory.
 */
export function packageOf(file: string, fallback?: string): Package {
  const folder = dirname(file);
  return nearest.recallFound(folder, () => nearestPackage(folder)) ?? emptyPackage(fallback ?? folder);
}

function nearestPackage(folder: string): Package | undefined {
  for (let directory = folder; ; directory = dirname(directory)) {
    const found = readPackage(join(directory, 'package.json'));
    if (found || dirname(directory) === directory) return found;
  }
}

/** The package that a folder's files belong to. */
const nearest = new Memory<Package>();

function readPackage(path: string): Package | undefined {
  const mtime = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (mtime === undefined) return undefined;
  const cached = byFile.get(path);
  if (cached?.mtime === mtime) return cached.package;
  const json = parse(path);
  // `{"type":"module"}` in a subfolder only sets how its files are loaded.
  const isReal =
    json !== undefined &&
    (json.name !== undefined || json.dependencies !== undefined || json.scripts !== undefined);
  const found = isReal ? describe(dirname(path), json) : undefined;
  byFile.set(path, { mtime, package: found });
  return found;
}

function parse(path: string): PackageJson | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function describe(root: string, json: PackageJson): Package {
  const own = { ...json.dependencies, ...json.peerDependencies, ...json.optionalDependencies };
  const all = { ...json.devDependencies, ...own };
  const bins = typeof json.bin === 'string' ? [json.bin] : Object.values(json.bin ?? {}).filter(isString);
  const scripts = Object.entries(json.scripts ?? {}).filter((entry): entry is [string, string] =>
    isString(entry[1]),
  );
  return {
    root,
    json,
    name: isString(json.name) ? json.name : undefined,
    dependencies: new Set(Object.keys(own)),
    allDependencies: new Set(Object.keys(all)),
    versions: new Map(Object.entries(all).filter((entry): entry is [string, string] => isString(entry[1]))),
    type: json.type === 'module' ? 'module' : 'commonjs',
    hasBin: bins.length > 0,
    bins: bins.map((bin) => bin.replace(/^\.\//, '')),
    scripts: Object.fromEntries(scripts),
  };
}

function emptyPackage(root: string): Package {
  const known = emptyByRoot.get(root) ?? describe(root, {});
  emptyByRoot.set(root, known);
  return known;
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

const projectRoots = new Memory<string>();
const PROJECT_MARKS = ['.git', 'pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json', 'rush.json'];

/** The root of the repository or workspace that a package is part of; its own where it stands alone. */
export function projectRootOf(owner: PackageFacts): string {
  return projectRoots.recall(owner.root, () => markedRoot(owner));
}

function markedRoot(owner: PackageFacts): string {
  const isMarked = (directory: string) =>
    PROJECT_MARKS.some((mark) => statSync(join(directory, mark), { throwIfNoEntry: false }) !== undefined);
  let root = owner.root;
  // A checkout may lack its `.git`, as in a container: then the outermost package.json with `workspaces` tells.
  let workspace = owner.root;
  for (; !isMarked(root) && dirname(root) !== root; root = dirname(root))
    if (readPackage(join(root, 'package.json'))?.json.workspaces !== undefined) workspace = root;
  return isMarked(root) ? root : workspace;
}

/** The facts about a file that its role is judged by. */
export function factsOf(file: string, text: string, owner: Package, bin: FileFacts['bin']): FileFacts {
  const under = (root: string) => relative(root, file).replaceAll('\\', '/');
  return { path: under(owner.root), projectPath: under(projectRootOf(owner)), text, package: owner, bin };
}

const widths = new Memory<number | undefined>();
const PRETTIER_FILES = [
  '.prettierrc',
  '.prettierrc.json',
  '.prettierrc.yaml',
  '.prettierrc.yml',
  '.prettierrc.js',
  '.prettierrc.cjs',
  '.prettierrc.mjs',
  'prettier.config.js',
  'prettier.config.cjs',
  'prettier.config.mjs',
  'biome.json',
  'biome.jsonc',
  '.editorconfig',
];

/** The line width a package is formatted with, by its formatter's settings; undefined where nothing says so. */
export function lineWidthOf(owner: Package): number | undefined {
  return widths.recall(
    owner.root,
    () =>
      configuredWidth(owner.root) ??
      configuredWidth(projectRootOf(owner)) ??
      (owner.allDependencies.has('prettier') ? 80 : undefined),
  );
}

function configuredWidth(root: string): number | undefined {
  for (const name of ['package.json', ...PRETTIER_FILES]) {
    try {
      const text = readFileSync(join(root, name), 'utf8');
      const width = /['"]?(?:printWidth|lineWidth|max_line_length)['"]?\s*[:=]\s*(\d{2,3})\b/.exec(text)?.[1];
      if (width !== undefined) return Number(width);
      if (/prettierrc|prettier\.config/.test(name)) return 80;
    } catch {
      // Not there, like most of them.
    }
  }
  return undefined;
}
