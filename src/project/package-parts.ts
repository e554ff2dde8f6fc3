import type { PackageFacts } from '../model/code/file-facts.js';
import { importsOf } from '../model/code/program-text.js';
import { isString, jsonObject, jsonWithComments } from './json.js';
import { packageNameOf } from './package-name.js';
import { sourcesOf } from './package-sources.js';
import { type Package, packageOf } from './packages.js';
import { dirname, isUnder, join } from './path.js';
import { type Project, query } from './project.js';

/**
 * Several programs and libraries may share one package.json, each with a folder of its own: Nx, Nest and Angular call them projects.
 * The one manifest then says of none of them what it is made of; its own sources do.
 */

/** What lists the projects of a package, in its root. */
const LISTS = ['nest-cli.json', 'angular.json', 'workspace.json'];
/** What stands in the folder of one, for Nx. */
const PROJECT_FILE = 'project.json';
/** What tells it from other files of that name. */
const PROJECT_KEYS = ['targets', 'sourceRoot', 'projectType'];

/**
 * What a package is as far as a file of it is concerned: where the file is of one of several projects with one package.json, only what
 * that project's sources import is among its dependencies.
 */
export function packageFactsFor(owner: Package, file: string): PackageFacts {
  const part = partOf(owner, file);
  return part ? (factsOfPart(owner.project, part.root) ?? owner) : owner;
}

/** The same for the folder of a project; undefined where it has more sources than are read. */
const factsOfPart = query((project, folder): PackageFacts | undefined => {
  const sources = sourcesOf(project, folder);
  if (!sources) return undefined;
  const imported = new Set(sources.flatMap((path) => importsOf(project.read(path) ?? '').map(packageNameOf)));
  const owner = packageOf(project, join(folder, PROJECT_FILE));
  const only = (names: ReadonlySet<string>) => new Set([...names].filter((name) => imported.has(name)));
  return {
    ...owner,
    dependencies: only(owner.dependencies),
    allDependencies: only(owner.allDependencies),
  };
});

/** A project that shares its package.json with others. */
export interface PackagePart {
  readonly root: string;
  /** Whether it is no program of its own, but what others are made of. */
  readonly isLibrary: boolean;
}

/** The project that a file is of; undefined where its package is one program. */
export function partOf({ project, root }: Package, file: string): PackagePart | undefined {
  for (let folder = dirname(file); folder !== root && isUnder(root, folder); folder = dirname(folder)) {
    const part = projectIn(project, folder);
    if (part) return part;
  }
  return listedProjects(project, root).find((part) => isUnder(part.root, file));
}

const projectIn = query((project, folder): PackagePart | undefined => {
  const path = join(folder, PROJECT_FILE);
  if (!project.isFile(path)) return undefined;
  const json = jsonObject(project.read(path));
  return json && PROJECT_KEYS.some((key) => key in json)
    ? { root: folder, isLibrary: json.projectType === 'library' }
    : undefined;
});

/** A project in a list: `projectType` is Angular's and Nx's word, `type` Nest's. */
interface Listed {
  readonly root?: unknown;
  readonly projectType?: unknown;
  readonly type?: unknown;
}

/** Those that a list in the root of a package names, the innermost first. One that is the root itself is no part. */
const listedProjects = query((project: Project, root): readonly PackagePart[] =>
  LISTS.flatMap((name) => {
    const path = join(root, name);
    const { projects } = (project.isFile(path) ? jsonWithComments(project.read(path)) : undefined) ?? {};
    if (typeof projects !== 'object' || projects === null) return [];
    return Object.values(projects as Readonly<Record<string, unknown>>).flatMap((each) => {
      const { root: folder, projectType, type }: Listed = isString(each) ? { root: each } : (each ?? {});
      if (!isString(folder) || folder === '' || folder === '.') return [];
      return [{ root: join(root, folder), isLibrary: (projectType ?? type) === 'library' }];
    });
  }).toSorted((a, b) => b.root.length - a.root.length),
);
