import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type * as GetTsconfig from 'get-tsconfig';
import { Memory } from './cache.js';
import { packageOf } from './package-json.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What TypeScript reads where an import says `.js`. */
const SOURCE_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

type PathsMatcher = (specifier: string) => string[];
const matchers = new Map<string, PathsMatcher | undefined>();
let getTsconfig: typeof GetTsconfig | undefined;

/**
 * The file of the project that a module specifier names, seen from another of its files: relative paths,
 * tsconfig `paths` and `baseUrl`, package.json `imports`. Undefined for packages and what does not exist.
 */
export function resolveModule(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return existing(resolve(dirname(from), specifier));
  if (specifier.startsWith('/') || /^(?:node|https?|data):/.test(specifier)) return undefined;
  if (specifier.startsWith('#')) {
    const imported = fromPackageImports(specifier, from);
    if (imported) return imported;
  }
  for (const candidate of pathsMatcher(dirname(from))?.(specifier) ?? []) {
    const found = candidate.includes('/node_modules/') ? undefined : existing(candidate);
    if (found) return found;
  }
  return undefined;
}

/** What exists is remembered, what does not is looked for again: it may be about to be written. */
const files = new Memory<string>();

/** The file a path names with or without its extension, a folder's index file included. */
export function existing(path: string): string | undefined {
  return files.recallFound(path, () => lookFor(path));
}

function lookFor(path: string): string | undefined {
  if (isFile(path)) return path;
  const built = /^(.*)(\.[cm]?jsx?)$/.exec(path);
  for (const source of SOURCE_OF[built?.[2] ?? ''] ?? []) {
    const candidate = (built?.[1] ?? '') + source;
    if (isFile(candidate)) return candidate;
  }
  for (const suffix of EXTENSIONS) if (isFile(path + suffix)) return path + suffix;
  for (const suffix of EXTENSIONS)
    if (isFile(join(path, `index${suffix}`))) return join(path, `index${suffix}`);
  return undefined;
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}

function fromPackageImports(specifier: string, from: string): string | undefined {
  const { root, json } = packageOf(from);
  for (const [pattern, target] of Object.entries(json.imports ?? {})) {
    const [head = '', tail] = pattern.split('*');
    const matches =
      tail === undefined
        ? specifier === pattern
        : specifier.startsWith(head) && specifier.endsWith(tail) && specifier.length >= pattern.length;
    if (!matches) continue;
    const star = tail === undefined ? '' : specifier.slice(head.length, specifier.length - tail.length);
    for (const path of targets(target)) {
      const found = path.startsWith('.') ? existing(join(root, path.replaceAll('*', star))) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** The paths of a conditional target, in the order in which they are written. */
function targets(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap(targets);
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(targets) : [];
}

function pathsMatcher(directory: string): PathsMatcher | undefined {
  if (matchers.has(directory)) return matchers.get(directory);
  let matcher: PathsMatcher | undefined;
  try {
    // Loaded when a project's alias is first met, as most files need none.
    getTsconfig ??= createRequire(import.meta.url)('get-tsconfig') as typeof GetTsconfig;
    const config = getTsconfig.getTsconfig(directory) ?? getTsconfig.getTsconfig(directory, 'jsconfig.json');
    matcher = config ? (getTsconfig.createPathsMatcher(config) ?? undefined) : undefined;
  } catch {
    // A tsconfig that does not parse or extends what is not installed: its aliases stay unknown.
    matcher = undefined;
  }
  matchers.set(directory, matcher);
  return matcher;
}
