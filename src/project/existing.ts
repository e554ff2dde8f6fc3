import { join } from './path.js';
import { query } from './project.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts'];
/** What TypeScript reads where an import says `.js`. */
const SOURCE_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

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
