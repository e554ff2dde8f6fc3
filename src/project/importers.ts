import { importsOf, listens } from '../model/code/program-text.js';
import { isTestPath, roleOf } from '../model/code/role.js';
import { binReach, importedFiles, commandScript } from './import-graph.js';
import { type Package, factsOf } from './packages.js';
import { sourcesOf } from './package-sources.js';
import { basename, dirname, relative } from './path.js';
import { type Project, query } from './project.js';

/** A file that leads to more importers than these is a part of something larger than a command. */
const MAX_IMPORTERS = 40;

/**
 * Whether all that imports a file, directly or not, are command lines and scripts: what it prints is theirs. False where nothing is
 * seen to import it, as what is loaded by name or read by other packages.
 */
export function isForCommands(owner: Package, file: string): boolean {
  const { project, root } = owner;
  const index = importIndex(project, root);
  if (!index) return false;
  const seen = new Set([file]);
  let isCommand = false;
  for (const module of seen) {
    if (seen.size > MAX_IMPORTERS) return false;
    const importers = importersOf(project, index, module).filter((each) => !isTestPath(relative(root, each)));
    if (importers.length === 0) return false;
    for (const importer of importers) {
      if (runsAsCommand(owner, importer)) isCommand = true;
      else seen.add(importer);
    }
  }
  return isCommand;
}

/** What a server or a worker may be started by as well. */
const STARTS: ReadonlySet<string> = new Set(['cli-bin', 'cli-shebang', 'package-script']);

/** Whether a file is a command line or a script, and serves nothing. */
function runsAsCommand(owner: Package, file: string): boolean {
  const text = owner.project.read(file) ?? '';
  if (listens(text)) return false;
  const { role, reason } = roleOf(
    factsOf(file, text, owner, {
      bin: () => binReach(owner, file),
      commandScript: () => commandScript(owner, file),
    }),
  );
  return (role === 'cli' || role === 'scripts') && !STARTS.has(reason.code);
}

/** The files of a package by the last part of what they import. */
type ImportIndex = ReadonlyMap<string, readonly string[]>;

const importIndex = query((project, root): ImportIndex | undefined => {
  const files = sourcesOf(project, root);
  if (!files) return undefined;
  const index = new Map<string, string[]>();
  for (const file of files)
    for (const name of new Set(importsOf(project.read(file) ?? '').map(stemOf))) {
      const known = index.get(name);
      if (known) known.push(file);
      else index.set(name, [file]);
    }
  return index;
});

function importersOf(project: Project, index: ImportIndex, module: string): readonly string[] {
  const stem = stemOf(module);
  // A folder stands for its `index.ts`.
  const names = stem === 'index' ? [stem, basename(dirname(module)), '', '.', '..'] : [stem];
  const candidates = new Set(names.flatMap((name) => index.get(name) ?? []));
  return [...candidates].filter((each) => each !== module && importedFiles(project, each).includes(module));
}

function stemOf(specifier: string): string {
  return basename(specifier).replace(/\.[cm]?[jt]sx?$/, '');
}
