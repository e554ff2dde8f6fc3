import type { Package } from './packages.js';
import { isUnder, join } from './path.js';
import { query } from './project.js';

/** A template of AWS SAM or CloudFormation. */
const TEMPLATE = /^[\w.-]*(?:template|sam|stack|serverless)[\w.-]*\.ya?ml$/i;
const CODE_FOLDER = /^[ \t]*CodeUri:[ \t]*['"]?(\.{0,2}[\w./-]+)['"]?[ \t]*\r?$/gm;
const MAX_BYTES = 500_000;

/**
 * The folders below a package's root that are deployed by themselves, as its SAM templates say: what stands outside of them is
 * not there when their code runs. None where one of them is the whole package.
 */
export function deployedFolders(owner: Package): readonly string[] {
  return readFolders(owner.project, owner.root);
}

const readFolders = query((project, root): readonly string[] => {
  const found = new Set<string>();
  for (const { name, kind } of project.entries(root)) {
    if (kind !== 'file' || !TEMPLATE.test(name)) continue;
    const text = project.read(join(root, name), MAX_BYTES) ?? '';
    for (const [, folder = ''] of text.matchAll(CODE_FOLDER)) found.add(join(root, ...folder.split('/')));
  }
  const folders = [...found];
  if (folders.includes(root)) return [];
  return folders.filter((each) => each !== root && isUnder(root, each) && project.isDirectory(each));
});
