import { readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type FileFacts, importsOf } from '../model/code/role.js';
import type { Package } from './package-json.js';
import { existing, resolveModule } from './resolve.js';

interface Cached {
  readonly mtime: number;
  readonly imports: readonly string[];
}

const byFile = new Map<string, Cached>();
const MAX_FILES = 5000;

/**
 * Whether importing a module from a file would close an import cycle: the module already leads back to the
 * file, through the project's own modules.
 */
export function wouldCycle(module: string, file: string): boolean {
  return module === file || reachable([module]).has(file);
}

/** Every file of the project that a set of files imports, directly or not, themselves included. */
export function reachable(entries: readonly string[]): ReadonlySet<string> {
  const seen = new Set(entries);
  for (const file of seen) {
    if (seen.size > MAX_FILES) break;
    for (const imported of importedFiles(file)) seen.add(imported);
  }
  return seen;
}

function importedFiles(file: string): readonly string[] {
  const mtime = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (mtime === undefined) return [];
  const cached = byFile.get(file);
  if (cached?.mtime === mtime) return cached.imports;
  const imports = importsOf(readText(file)).flatMap((specifier) => resolveModule(specifier, file) ?? []);
  byFile.set(file, { mtime, imports });
  return imports;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

interface BinFiles {
  readonly entries: ReadonlySet<string>;
  readonly reached: ReadonlySet<string>;
  /** Something that is reached loads modules by a name that is only known when it runs. */
  readonly isOpen: boolean;
}

const binFiles = new WeakMap<Package, BinFiles>();
const LOADS_BY_NAME = /\b(?:require|import)\(\s*(?:[A-Za-z_]|`\.)/;

/** How a package's `bin` leads to a file. */
export function binReach(owner: Package, file: string): ReturnType<FileFacts['bin']> {
  let known = binFiles.get(owner);
  if (!known) {
    const entries = owner.bins.flatMap((bin) => sourceOfBuilt(owner.root, bin) ?? []);
    const reached = reachable(entries);
    const isOpen = [...reached].some((path) => LOADS_BY_NAME.test(readText(path)));
    known = { entries: new Set(entries), reached, isOpen };
    binFiles.set(owner, known);
  }
  if (known.entries.has(file)) return 'entry';
  if (known.reached.has(file)) return 'reached';
  if (!known.isOpen) return 'no';
  // What is loaded by name stands beside what loads it, under the same folder of the package.
  const folder = relative(owner.root, file).split(sep)[0] ?? '';
  const isBeside = [...known.reached].some((path) => path.startsWith(join(owner.root, folder) + sep));
  return isBeside ? 'maybe' : 'no';
}

/** The source behind a built file: `dist/cli.js` is built from `src/cli.ts` or `cli.ts`. */
function sourceOfBuilt(root: string, path: string): string | undefined {
  const inner = path.replace(/^(?:dist|build|lib|out|output|bin|esm|cjs)\//, '');
  for (const candidate of [path, inner, `src/${inner}`, `lib/${inner}`]) {
    const isBuilt = candidate === path && inner !== path && /^(?:dist|build|out|output|esm|cjs)\//.test(path);
    const found = isBuilt ? undefined : existing(join(root, candidate));
    if (found) return found;
  }
  return existing(join(root, path));
}
