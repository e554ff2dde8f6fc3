import { packageAt } from './packages.js';
import { targetsOf } from './package-targets.js';
import { typesPackageOf } from './package-name.js';
import { dirname, join, resolve } from './path.js';
import { type Project, query } from './project.js';

/** Whether a file is an installed package's. */
export function isInstalled(path: string): boolean {
  return path.includes('/node_modules/');
}

/**
 * The declaration file of an installed package, or of a module that stands beside another one's: by the package's `exports`,
 * `types` and `main`, else what DefinitelyTyped has of it. Undefined where there is none.
 */
export function declarationsOf(project: Project, specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return declarationAt(project, resolve(dirname(from), specifier));
  const [, name, subpath = ''] = /^((?:@[\w.-]+\/)?[\w.-]+)(\/.*)?$/.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  const typed = typesPackageOf(name);
  for (const each of [name, typed]) {
    const folder = installedFolder(project, each, from);
    const found = folder === undefined ? undefined : entryOf(project, `${folder}\n.${subpath}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function installedFolder(project: Project, name: string, from: string): string | undefined {
  for (let at = dirname(from); ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (project.isFile(join(folder, 'package.json'))) return project.host.real?.(folder) ?? folder;
    if (dirname(at) === at) return undefined;
  }
}

const entryOf = query((project, key): string | undefined => {
  const [folder = '', subpath = '.'] = key.split('\n');
  const json = packageAt(project, folder)?.json;
  if (!json) return undefined;
  const exported =
    typeof json.exports === 'object' && json.exports !== null
      ? targetsOf(json.exports as Readonly<Record<string, unknown>>, subpath)
      : [];
  // A condition `types` is as a rule beside what it declares.
  const targets = [...exported].sort((a, b) => Number(isDeclaration(b)) - Number(isDeclaration(a)));
  const conventional =
    subpath === '.' ? [json.types, json.typings, json.main, 'index'] : [subpath, join('dist', subpath)];
  for (const target of [...targets, ...conventional]) {
    const found = typeof target === 'string' ? declarationAt(project, join(folder, target)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
});

/** What declares the module at a path: `log.d.ts` beside `log.js`, or in a folder its index. */
const declarationAt = query((project, path): string | undefined => {
  if (isDeclaration(path)) return project.isFile(path) ? path : undefined;
  const [, base = path, letter = ''] = /^(.*)\.([cm]?)[jt]sx?$/.exec(path) ?? [];
  const candidates = [`${base}.d.${letter}ts`, `${base}.d.ts`, `${path}.d.ts`, join(path, 'index.d.ts')];
  return candidates.find((each) => project.isFile(each));
});

function isDeclaration(path: string): boolean {
  return /\.d\.[cm]?ts$/.test(path);
}
