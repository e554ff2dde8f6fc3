import { join } from './path.js';
import { type Project, query } from './project.js';

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
  const source = sourceBeside(project, path);
  if (source !== undefined) return source;
  for (const suffix of EXTENSIONS) if (project.isFile(path + suffix)) return path + suffix;
  if (!project.isDirectory(path)) return undefined;
  for (const suffix of EXTENSIONS)
    if (project.isFile(join(path, `index${suffix}`))) return join(path, `index${suffix}`);
  return undefined;
});

/** The file of TypeScript beside a file of JavaScript, there or not, that has its name. */
export function sourceBeside(project: Project, path: string): string | undefined {
  const [, name = '', extension = ''] = /^(.*)(\.[cm]?jsx?)$/.exec(path) ?? [];
  return SOURCE_OF[extension]?.map((source) => name + source).find((each) => project.isFile(each));
}
