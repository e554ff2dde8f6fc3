import { sourcesThatSay } from './package-sources.js';
import type { Package } from './packages.js';
import { dirname, resolve } from './path.js';
import { type Project, query } from './project.js';

/** Where a template of a deployment takes the text of a function, and nothing beside it. */
const TAKES_TEXT = /\bZipFile\b|\bfromInline\(|\bInlineCode\(/;
const READS_TEXT = /\breadFile(?:Sync)?\(/;
/** A script's path in parts, `path.join(__dirname, 'lambda', 'handler.js')`, that is read and not imported. */
const SCRIPT_PATH =
  /(?<!\b(?:require|import)\(\s*|\bfrom\s*)(?:['"`][\w./-]+['"`]\s*,\s*)*['"`][\w./-]+\.[cm]?js['"`]/g;

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
  return [...text.matchAll(SCRIPT_PATH)].map(([parts]) => {
    const names = parts.split(',').map((part) => part.trim().slice(1, -1));
    return resolve(folder, `./${names.join('/').replace(/^\/+/, '')}`);
  });
}
