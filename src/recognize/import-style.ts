import { importsOf } from '../model/code/program-text.js';
import { type ImportEnding, type ModuleStyle } from '../model/text/import-statement.js';
import type { Package } from '../project/packages.js';
import { join } from '../project/path.js';
import type { AnalysedFile } from './file.js';

/** How a file is loaded where it has no imports of its own, by its extension and its package. */
export function defaultStyleOf({ path, package: owner }: AnalysedFile): ModuleStyle {
  if (/\.c[jt]s$/.test(path)) return 'cjs';
  if (/\.(?:m[jt]s|tsx?)$/.test(path)) return 'esm';
  return owner.type === 'module' ? 'esm' : 'cjs';
}

/** How the relative imports of a file end; undefined where it has none. */
export function ownEndingOf({ path, text }: AnalysedFile): ImportEnding | undefined {
  const relatives = importsOf(text).filter(
    (specifier) => /^\.\.?\//.test(specifier) && !/\.(?:json|css|node)$/.test(specifier),
  );
  if (relatives.length === 0) return undefined;
  const first = relatives.find((specifier) => /\.[cm]?[jt]sx?$/.test(specifier));
  if (first === undefined) return 'none';
  return /\.[cm]?tsx?$/.test(first) || !/\.[cm]?tsx?$/.test(path) ? 'source' : '.js';
}

/** How somebody wants a module imported who names it as the built file: `./src/logger.js`. */
export function namedEndingOf(specifier: string): ImportEnding | undefined {
  return /\.[cm]?jsx?$/.test(specifier) ? '.js' : undefined;
}

/** How a relative import has to end where nothing shows how its neighbours are written. */
export function neededEndingOf(file: AnalysedFile): ImportEnding {
  const { path, text, package: owner } = file;
  if (!/\.[cm]?tsx?$/.test(path)) {
    const style = /^[ \t]*(?:import|export)\b/m.test(text) ? 'esm' : defaultStyleOf(file);
    return style === 'esm' ? '.js' : 'none';
  }
  if (importsSources(owner)) return 'source';
  return owner.type === 'module' && needsExtensions(owner) ? '.js' : 'none';
}

/** Whether the package's TypeScript imports its files under their own names: `./logger.ts`. */
function importsSources(owner: Package): boolean {
  return /"(?:allowImportingTsExtensions|rewriteRelativeImportExtensions)"\s*:\s*true/.test(
    tsconfigOf(owner),
  );
}

/** Whether the package's TypeScript resolves modules as Node does, which needs extensions in ES modules. */
function needsExtensions(owner: Package): boolean {
  return !/"moduleResolution"\s*:\s*"(?:bundler|node|node10)"/i.test(tsconfigOf(owner));
}

/** Whether the package's TypeScript compiles its JavaScript too, so that each may import the other. */
export function compilesJavaScript(owner: Package): boolean {
  const config = tsconfigOf(owner);
  return (
    /"allowJs"\s*:\s*true/.test(config) && !/"noEmit"\s*:\s*true/.test(config) && config.includes('"outDir"')
  );
}

/** Whether the package's TypeScript looks at JavaScript too and writes nothing: it may be there for checks alone. */
export function checksJavaScript(owner: Package): boolean {
  const config = tsconfigOf(owner);
  return /"(?:allowJs|checkJs)"\s*:\s*true/.test(config) && /"noEmit"\s*:\s*true/.test(config);
}

function tsconfigOf({ project, root }: Package): string {
  const text = project.read(join(root, 'tsconfig.json')) ?? '';
  return text.replace(/\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm, '');
}
