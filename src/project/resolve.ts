import { packageOf } from './packages.js';
import { dirname, join, resolve } from './path.js';
import { type Project, query } from './project.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What TypeScript reads where an import says `.js`. */
const SOURCE_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/**
 * The file of the project that a module specifier names, seen from another of its files: relative paths,
 * tsconfig `paths` and `baseUrl`, package.json `imports`. Undefined for packages and what does not exist.
 */
export function resolveModule(project: Project, specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return existing(project, resolve(dirname(from), specifier));
  if (specifier.startsWith('/') || /^(?:node|https?|data):/.test(specifier)) return undefined;
  if (specifier.startsWith('#')) {
    const imported = fromPackageImports(project, specifier, from);
    if (imported) return imported;
  }
  for (const candidate of aliases(project, dirname(from))?.candidates(specifier) ?? []) {
    const found = candidate.includes('/node_modules/') ? undefined : existing(project, candidate);
    if (found) return found;
  }
  return undefined;
}

/** The file a path names with or without its extension, a folder's index file included. */
export const existing = query((project, path): string | undefined => {
  if (project.isFile(path)) return path;
  const built = /^(.*)(\.[cm]?jsx?)$/.exec(path);
  for (const source of SOURCE_OF[built?.[2] ?? ''] ?? []) {
    const candidate = (built?.[1] ?? '') + source;
    if (project.isFile(candidate)) return candidate;
  }
  for (const suffix of EXTENSIONS) if (project.isFile(path + suffix)) return path + suffix;
  if (!project.isDirectory(path)) return undefined;
  for (const suffix of EXTENSIONS)
    if (project.isFile(join(path, `index${suffix}`))) return join(path, `index${suffix}`);
  return undefined;
});

function fromPackageImports(project: Project, specifier: string, from: string): string | undefined {
  const { root, json } = packageOf(project, from);
  for (const [pattern, target] of Object.entries(json.imports ?? {})) {
    const [head = '', tail] = pattern.split('*');
    const matches =
      tail === undefined
        ? specifier === pattern
        : specifier.startsWith(head) && specifier.endsWith(tail) && specifier.length >= pattern.length;
    if (!matches) continue;
    const star = tail === undefined ? '' : specifier.slice(head.length, specifier.length - tail.length);
    for (const path of targets(target)) {
      const found = path.startsWith('.')
        ? existing(project, join(root, path.replaceAll('*', star)))
        : undefined;
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

const aliases = query((project, directory) => {
  const found = project.host.aliases(directory);
  for (const path of found?.readFrom ?? []) project.note(path);
  return found;
});
