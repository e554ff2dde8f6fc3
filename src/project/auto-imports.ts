import { AUTO_IMPORTS } from '../catalog/setup/auto-imports.js';
import { declaredExports } from '../model/code/program-text.js';
import { sourcesOf } from './package-sources.js';
import { packageOf } from './packages.js';
import { basename, join, relative } from './path.js';
import { type Project, query } from './project.js';

/** An export of a module of the project, by the module's path. */
interface Export {
  readonly module: string;
  readonly name: string;
}

const LISTED = /(?:^|;)[ \t]*export\s*\{([^}]*)\}/gm;
const DEFAULT = /(?:^|;)[ \t]*export\s+default\b/m;

/** What the framework of a file's package imports for it under a name that the file does not declare. */
export function autoImport(project: Project, name: string, file: string): Export | undefined {
  const { root } = packageOf(project, file);
  for (const { readers, exports } of autoImportsOf(project, root)) {
    const found = readers.test(relative(root, file)) ? exports.get(name) : undefined;
    if (found && found.module !== file) return found;
  }
  return undefined;
}

/** What the frameworks of a package import by themselves, and for which of its files. */
const autoImportsOf = query((project, root) => {
  const { allDependencies } = packageOf(project, join(root, 'package.json'));
  return AUTO_IMPORTS.filter(({ dependency }) =>
    [...allDependencies].some((each) => dependency.test(each)),
  ).map(({ readers, folders }) => ({ readers, exports: exportsIn(project, root, folders) }));
});

/** What stands in some folders of a package: the first of a name counts. */
function exportsIn(project: Project, root: string, folders: RegExp): ReadonlyMap<string, Export> {
  const found = new Map<string, Export>();
  for (const module of sourcesOf(project, root) ?? []) {
    if (!folders.test(relative(root, module))) continue;
    for (const [as, name] of exportedNames(project.read(module) ?? '', module))
      if (!found.has(as)) found.set(as, { module, name });
  }
  return found;
}

/** The names that a module's exports get, each with that of the export; a default export gets the file's. */
function exportedNames(text: string, module: string): readonly (readonly [string, string])[] {
  const declared = declaredExports(text).flatMap(({ name, isType }) =>
    isType ? [] : [[name, name] as const],
  );
  const listed = [...text.matchAll(LISTED)]
    .flatMap(([, names = '']) => names.split(','))
    .flatMap((each) => {
      const words = each.trim().split(/\s+/);
      const name = words.at(-1) ?? '';
      return words[0] === 'type' || name === 'default' ? [] : [[name, name] as const];
    });
  return DEFAULT.test(text)
    ? [...declared, ...listed, [nameOf(module), 'default']]
    : [...declared, ...listed];
}

/** `orderLog` of `order-log.ts`; an index has its folder's. */
function nameOf(module: string): string {
  const name = basename(module.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, ''));
  return name.replace(/[-_.](\w)/g, (_, letter: string) => letter.toUpperCase());
}
