import type { PackageFacts } from '../model/code/file-facts.js';
import { isNodeModule } from '../catalog/packages.js';
import { isString, jsonObject } from './json.js';
import { packageNameOf, typesPackageOf } from './package-name.js';
import { dirname, join } from './path.js';
import { type Project, query } from './project.js';

interface PackageJson {
  readonly name?: unknown;
  readonly description?: unknown;
  readonly type?: unknown;
  readonly bin?: unknown;
  readonly main?: unknown;
  readonly private?: unknown;
  readonly files?: unknown;
  readonly exports?: unknown;
  readonly types?: unknown;
  readonly typings?: unknown;
  readonly module?: unknown;
  readonly publishConfig?: unknown;
  readonly workspaces?: unknown;
  readonly version?: unknown;
  readonly engines?: Record<string, unknown>;
  readonly license?: unknown;
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
  /** The files that it was found among. */
  readonly project: Project;
  readonly json: PackageJson;
  /** Targets of `bin`, relative to the root. */
  readonly bins: readonly string[];
}

/**
 * The package a file belongs to: the nearest package.json with a name, scripts or dependencies, from the
 * file's directory upwards; one that does not parse counts as none. A file without one belongs to an empty
 * package at `fallback`, the root that the user works in, or in its own directory.
 */
export function packageOf(project: Project, file: string, fallback?: string): Package {
  const folder = dirname(file);
  return nearestPackage(project, folder) ?? emptyPackage(project, fallback ?? folder);
}

const nearestPackage = query((project, folder): Package | undefined => {
  // No question of one folder to the next: a path may have thousands.
  for (let at = folder; ; at = dirname(at)) {
    const found = readPackage(project, join(at, 'package.json'));
    if (found || dirname(at) === at) return found;
  }
});

/** The package whose folder a directory is. */
export function packageAt(project: Project, folder: string): Package | undefined {
  return readPackage(project, join(folder, 'package.json'));
}

const emptyPackage = query((project, root) => describe(project, root, {}));

const readPackage = query((project, path): Package | undefined => {
  if (!project.isFile(path)) return undefined;
  const json: PackageJson | undefined = jsonObject(project.read(path));
  // `{"type":"module"}` in a subfolder only sets how its files are loaded.
  const isReal =
    json !== undefined &&
    [json.name, json.dependencies, json.scripts, json.workspaces].some((each) => each !== undefined);
  return isReal ? describe(project, dirname(path), json) : undefined;
});

function describe(project: Project, root: string, json: PackageJson): Package {
  const own = { ...json.dependencies, ...json.peerDependencies, ...json.optionalDependencies };
  const all = { ...json.devDependencies, ...own };
  const bins = typeof json.bin === 'string' ? [json.bin] : Object.values(json.bin ?? {}).filter(isString);
  const scripts = Object.entries(json.scripts ?? {}).filter((entry): entry is [string, string] =>
    isString(entry[1]),
  );
  return {
    project,
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

/**
 * Whether a specifier is of the project, or of a package that the manifest of a file's package or of its project asks for; true where no
 * manifest asks for any.
 */
export function hasPackage(project: Project, specifier: string, file: string): boolean {
  if (!/^(?:@[\w.-]+\/)?\w/.test(specifier)) return true;
  const name = packageNameOf(specifier);
  const owner = packageOf(project, file);
  const root = packageOf(project, join(projectRootOf(owner), 'package.json'));
  const asked = [owner, root].map(({ allDependencies }) => allDependencies);
  return (
    asked.every(({ size }) => size === 0) ||
    asked.some((each) => each.has(name) || each.has(typesPackageOf(name))) ||
    isNodeModule(specifier)
  );
}

const PROJECT_MARKS = ['.git', 'pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'rush.json'];
/** Stands in every package of a workspace, too. */
const PACKAGE_MARK = 'turbo.json';

/** The root of the repository or workspace that a package is part of; its own where it stands alone. */
export function projectRootOf({ project, root }: Package): string {
  return markedRoot(project, root);
}

const markedRoot = query((project, start) => {
  const isMarked = (directory: string) => PROJECT_MARKS.some((mark) => project.exists(join(directory, mark)));
  let root = start;
  // A checkout may lack its `.git`, as in a container: then the outermost package.json with `workspaces` tells.
  let workspace = start;
  for (; !isMarked(root) && dirname(root) !== root; root = dirname(root))
    if (
      project.exists(join(root, PACKAGE_MARK)) ||
      readPackage(project, join(root, 'package.json'))?.json.workspaces !== undefined
    )
      workspace = root;
  return isMarked(root) ? root : workspace;
});

/** Where formatters have their settings. */
export const PRETTIER_FILES = [
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
  const { project, root } = owner;
  const configured = configuredWidth(project, root) ?? configuredWidth(project, projectRootOf(owner));
  return configured ?? (owner.allDependencies.has('prettier') ? 80 : undefined);
}

const configuredWidth = query((project, root): number | undefined => {
  for (const name of ['package.json', ...PRETTIER_FILES]) {
    const path = join(root, name);
    const text = project.isFile(path) ? project.read(path) : undefined;
    // Not there, like most of them.
    if (text === undefined) continue;
    const width = /['"]?(?:printWidth|lineWidth|max_line_length)['"]?\s*[:=]\s*(\d{2,3})\b/.exec(text)?.[1];
    if (width !== undefined) return Number(width);
    if (/prettierrc|prettier\.config/.test(name)) return 80;
  }
  return undefined;
});
