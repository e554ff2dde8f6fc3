import { roleOf } from '../model/code/role.js';
import { factsOf } from './file-facts.js';
import { sourcesThatSay } from './package-sources.js';
import { type Package, packageOf } from './packages.js';
import { join, relative } from './path.js';
import { query } from './project.js';

/** What a logger would take the place of. */
const PRINTS = /\bconsole\s*\.\s*(?:log|info|warn|error|debug|trace)\b/;

/**
 * The one folder of a package's root that holds all of its server code that prints: `server` beside `client`. Undefined where there are
 * several, or some of it stands in the root itself.
 */
export function serverFolderOf({ project, root }: Package): string | undefined {
  return serverFolder(project, root).folder;
}

const serverFolder = query((project, root): { readonly folder?: string } => {
  const folders = new Set<string>();
  for (const file of sourcesThatSay({ project, root }, PRINTS)) {
    const owner = packageOf(project, file);
    if (owner.root !== root) continue;
    if (roleOf(factsOf(file, project.read(file) ?? '', owner)).role !== 'server') continue;
    const [top = '', ...rest] = relative(root, file).split('/');
    folders.add(rest.length > 0 ? top : '');
    if (folders.size > 1) return {};
  }
  const [only] = folders;
  return only ? { folder: join(root, only) } : {};
});
