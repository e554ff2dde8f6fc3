import { importedFiles } from './import-graph.js';
import { sourcesOf, sourcesThatSay } from './package-sources.js';
import type { Package } from './packages.js';
import { dirname, isUnder, join } from './path.js';
import { query } from './project.js';
import { mayBeTemplate, templatesIn } from './sam-templates.js';

const CODE_FOLDER = /(?:^|[{,])[ \t]*CodeUri:[ \t]*['"]?(\.{0,2}[\w./-]+)['"]?[ \t]*(?:\r?$|[,}])/gm;

/** What a platform of functions calls. */
const HANDLER =
  /\bexports\.(?:lambdaH|h)andler\s*=|\bexport\s+(?:const|let|(?:async\s+)?function)\s+(?:lambdaH|h)andler\b/;
/** What deploys or bundles a package as it says there. */
const DEPLOYS =
  /^(?:serverless(?:[.-][\w.-]+)?\.(?:ya?ml|json|[cm]?[jt]s)|samconfig\.toml|cdk\.json|sst\.config\.\w+|[\w.-]*Dockerfile[\w.-]*|(?:webpack|rollup|vite|esbuild|tsup|tsdown|rspack)[\w.-]*\.[cm]?[jt]s|netlify\.toml|vercel\.json|amplify\.yml|host\.json|firebase\.json)$/i;
const BUNDLERS = [
  'esbuild',
  'webpack',
  'rollup',
  'parcel',
  '@vercel/ncc',
  'tsup',
  'serverless',
  'aws-cdk-lib',
  'sst',
];

/**
 * The folders below a package's root that are deployed by themselves, as its SAM templates say: what stands outside of them is
 * not there when their code runs. None where one of them is the whole package. Where nothing says how functions are deployed, each
 * folder of one that imports nothing from outside of it may be.
 */
export function deployedFolders(owner: Package): readonly string[] {
  const { project, root } = owner;
  const told = readFolders(project, root);
  return told.length > 0 || isDeployedWhole(owner) ? told : foldersOfFunctions(owner);
}

function isDeployedWhole({ project, root, allDependencies }: Package): boolean {
  const isTold = project
    .entries(root)
    .some(({ name, kind }) => kind === 'file' && (DEPLOYS.test(name) || mayBeTemplate(name)));
  return isTold || BUNDLERS.some((name) => allDependencies.has(name));
}

function foldersOfFunctions(owner: Package): readonly string[] {
  const { project, root } = owner;
  const folders = [...new Set(sourcesThatSay(owner, HANDLER).map(dirname))];
  if (folders.length < 2 || folders.includes(root)) return [];
  const files = sourcesOf(project, root) ?? [];
  const isApart = folders.every((folder) =>
    files
      .filter((file) => isUnder(folder, file))
      .every((file) => importedFiles(project, file).every((imported) => isUnder(folder, imported))),
  );
  return isApart ? folders : [];
}

const readFolders = query((project, root): readonly string[] => {
  const found = new Set<string>();
  for (const text of templatesIn(project, root))
    for (const [, folder = ''] of text.matchAll(CODE_FOLDER)) found.add(join(root, ...folder.split('/')));
  const folders = [...found];
  if (folders.includes(root)) return [];
  return folders.filter((each) => each !== root && isUnder(root, each) && project.isDirectory(each));
});
