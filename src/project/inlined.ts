import { sourcesThatSay } from './package-sources.js';
import type { Package } from './packages.js';
import { dirname, resolve } from './path.js';
import { type Project, query } from './project.js';

/** Where a template of a deployment takes the text of a function, and nothing beside it. */
const TAKES_TEXT = /\bZipFile\b|\bfromInline\(|\bInlineCode\(/;
const READS_TEXT = /\breadFile(?:Sync)?\(/;
/** A script's path in parts, `path.join(__dirname, 'lambda', 'handler.js')`. */
const SCRIPT_PATH = /(?:['"`][\w./-]{1,100}['"`], ?){0,4}['"`][\w./-]{1,200}\.[cm]?js['"`]/g;
/** What stands before the path of a module that is imported, and not read. */
const IMPORTS = /\b(?:require\(|import\(|from) ?$/;

/**
 * Whether a file is deployed as the text of a function, read into a template (CloudFormation's `ZipFile`, CDK's `Code.fromInline`): a
 * module that it imports is not there.
 */
export function isInlined({ project, root }: Package, file: string): boolean {
  return inlinedFiles(project, root).has(file);
}

const inlinedFiles = query((project: Project, root): ReadonlySet<string> => {
  const templates = sourcesThatSay({ project, root }, TAKES_TEXT);
  return new Set(templates.flatMap((path) => scriptsIn(project.read(path) ?? '', dirname(path))));
});

function scriptsIn(text: string, folder: string): readonly string[] {
  if (!READS_TEXT.test(text)) return [];
  return [...text.matchAll(SCRIPT_PATH)].flatMap(({ 0: parts, index }) => {
    if (IMPORTS.test(text.slice(Math.max(0, index - 10), index))) return [];
    const names = parts.split(',').map((part) => part.trim().slice(1, -1));
    return resolve(folder, `./${names.join('/').replace(/^\/+/, '')}`);
  });
}
