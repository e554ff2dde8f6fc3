import type { PackageFacts } from '../model/code/file-facts.js';
import { importsOf } from '../model/code/program-text.js';
import { isString, jsonObject, jsonWithComments } from './json.js';
import { packageNameOf } from './package-name.js';
import { sourcesOf } from './package-sources.js';
import type { Package } from './packages.js';
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
  if (part === undefined) return owner;
  const imported = importedPackages(owner.project, part);
  if (!imported) return owner;
  const only = (names: ReadonlySet<string>) => new Set([...names].filter((name) => imported.has(name)));
  return {
    ...owner,
    dependencies: only(owner.dependencies),
    allDependencies: only(owner.allDependencies),
  };
}

/** The folder of the project that a file is of; undefined where its package is one program. */
function partOf({ project, root }: Package, file: string): string | undefined {
  for (let folder = dirname(file); folder !== root && isUnder(root, folder); folder = dirname(folder))
    if (isProject(project, folder)) return folder;
  return listedProjects(project, root).find((folder) => isUnder(folder, file));
}

const isProject = query((project, folder): boolean => {
  const path = join(folder, PROJECT_FILE);
  if (!project.isFile(path)) return false;
  const json = jsonObject(project.read(path));
  return json !== undefined && PROJECT_KEYS.some((key) => key in json);
});

/** Those that a list in the root of a package names, the innermost first. One that is the root itself is no part. */
const listedProjects = query((project: Project, root): readonly string[] =>
  LISTS.flatMap((name) => {
    const path = join(root, name);
    const { projects } = (project.isFile(path) ? jsonWithComments(project.read(path)) : undefined) ?? {};
    if (typeof projects !== 'object' || projects === null) return [];
    return Object.values(projects as Readonly<Record<string, unknown>>).flatMap((each) => {
      const folder = isString(each) ? each : (each as { readonly root?: unknown } | null)?.root;
      return isString(folder) && folder !== '' && folder !== '.' ? [join(root, folder)] : [];
    });
  }).toSorted((a, b) => b.length - a.length),
);

/** The packages that the sources under a folder import, tests aside; undefined where there are more sources than are read. */
const importedPackages = query((project, folder): ReadonlySet<string> | undefined => {
  const sources = sourcesOf(project, folder);
  return sources && new Set(sources.flatMap((path) => importsOf(project.read(path) ?? '').map(packageNameOf)));
});
