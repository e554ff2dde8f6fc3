import { join, relative } from './path.js';
import { type Project, query } from './project.js';
import { existing } from './existing.js';

/** Folders that compilers write to, by their usual names. */
const OUTPUT = /^(?:dist|build|out|output|lib|esm|cjs|es|types|typings|bin)(?:[-_.][^/]*)?$/;
/** Those of them that as often hold what was written by hand. */
const EITHER = /^(?:lib|bin|types|typings|es)$/;

/**
 * The source that a built file of a package was compiled from: `dist/cli.js` from `src/cli.ts` or `cli.ts`. The compiler's
 * own settings say it where there are any, the names of folders otherwise. A path that no compiler wrote is its own source.
 * @param root the package's folder
 * @param path of the built file, relative to the root, with or without `./`; it need not exist
 */
export function sourceOfBuilt(project: Project, root: string, path: string): string | undefined {
  const file = join(root, path.replace(/^(?:\.\/)+/, ''));
  const compiled = bySettings(project, root, file);
  if (compiled) return compiled;
  const parts = relative(root, file).split('/');
  const [folder = ''] = parts;
  const asIs = existing(project, withoutDeclaration(file));
  const mayBeSource = EITHER.test(folder) || !OUTPUT.test(folder);
  return (mayBeSource ? asIs : undefined) ?? byName(project, root, parts) ?? asIs;
}

const outputOf = query((project, root) => project.output(root));

/** What stands under `outDir` was compiled from what stands under `rootDir`. */
function bySettings(project: Project, root: string, file: string): string | undefined {
  const output = outputOf(project, root);
  if (!output) return undefined;
  for (const directory of output.directories) {
    if (!file.startsWith(`${directory}/`)) continue;
    const inner = withoutDeclaration(file.slice(directory.length + 1));
    for (const source of output.rootDir === undefined ? [root, join(root, 'src')] : [output.rootDir]) {
      const found = existing(project, join(source, inner));
      if (found) return found;
    }
  }
  return undefined;
}

/** `dist/src/x.js`, `dist/esm/x.mjs`: without the folders that the compiler put before it, under `src` or as it is. */
function byName(project: Project, root: string, parts: readonly string[]): string | undefined {
  let start = 0;
  while (start < parts.length - 1 && OUTPUT.test(parts[start] ?? '')) start++;
  if (start === 0) return undefined;
  const inner = withoutDeclaration(parts.slice(start).join('/'));
  for (const candidate of [inner, join('src', inner), join('lib', inner)]) {
    const found = existing(project, join(root, candidate));
    if (found) return found;
  }
  return undefined;
}

/** `x.d.ts` declares what `x.js` does. */
function withoutDeclaration(path: string): string {
  return path.replace(/\.d\.([cm]?)ts$/, '.$1js');
}
