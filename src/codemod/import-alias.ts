import { importsOf } from '../model/code/program-text.js';
import { moduleName } from '../model/settings.js';
import { isUnder, relative } from '../project/path.js';
import { resolveModule } from '../project/resolve.js';
import type { AnalysedFile } from '../recognize/file.js';

/**
 * How a file would import a module of its package by an alias (`@/logger`), as it imports others; undefined where it goes up by
 * relative paths, or names no alias that leads there.
 *
 * @param module the module's path, be it there or not
 */
export function aliasFor(
  module: string,
  { path, text, project, package: owner }: AnalysedFile,
): string | undefined {
  const specifiers = importsOf(text);
  if (specifiers.some((specifier) => specifier.startsWith('../'))) return undefined;
  for (const specifier of specifiers) {
    if (/^(?:\.|\/|node:)/.test(specifier)) continue;
    const target = resolveModule(project, specifier, path);
    if (target === undefined || !isUnder(owner.root, target)) continue;
    const alias = aliasOf(specifier, target);
    if (!alias || !isUnder(alias.folder, module)) continue;
    const ending = /\.[cm]?[jt]sx?$/.exec(specifier)?.[0] ?? '';
    const written = alias.prefix + moduleName(relative(alias.folder, module)) + ending;
    const leadsTo = resolveModule(project, written, path);
    if (leadsTo === undefined || leadsTo === module) return written;
  }
  return undefined;
}

/** What a specifier stands for, less what both end in: `@/` is `/app/src` where `@/orders/load` is `/app/src/orders/load.ts`. */
function aliasOf(
  specifier: string,
  target: string,
): { readonly prefix: string; readonly folder: string } | undefined {
  const [names, folders] = [moduleName(specifier).split('/'), moduleName(target).split('/')];
  let same = 0;
  while (same < names.length - 1 && names.at(-1 - same) === folders.at(-1 - same)) same += 1;
  if (same === 0) return undefined;
  return {
    prefix: `${names.slice(0, -same).join('/')}/`,
    folder: folders.slice(0, -same).join('/'),
  };
}
