import { filesIn, startsService } from '../model/code/package-scripts.js';
import { EXPORTS, LISTENS, importsOf, isOnlyExports, listens } from '../model/code/program-text.js';
import { isTestPath, roleOf } from '../model/code/role.js';
import { servesByItself } from '../model/code/service-text.js';
import { moduleName } from '../model/settings.js';
import { dependentsOf } from './dependents.js';
import { LOADS_BY_NAME, binReach, importedFiles, commandScript } from './import-graph.js';
import { type Package, factsOf, projectRootOf } from './packages.js';
import { isService } from './shared-library.js';
import { someSourceSays, someSourceSurelySays, sourcesOf } from './package-sources.js';
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
    if (importers.length === 0 && !(module !== file && onlyExports(owner, module))) return false;
    for (const importer of importers) {
      if (runsAsCommand(owner, importer)) isCommand = true;
      else seen.add(importer);
    }
  }
  return isCommand;
}

/** Whether a module gives on what others declare, to nothing of the workspace that serves. */
function onlyExports(owner: Package, file: string): boolean {
  const { project } = owner;
  return isOnlyExports(project.read(file) ?? '') && !isUsedByService(owner);
}

/** Whether a service of the workspace depends on a package. */
function isUsedByService(owner: Package): boolean {
  return dependentsOf(owner, projectRootOf(owner)).some((each) => isService(each));
}

/** Modules that are climbed from one to those that import it; a file with more is a part of the program itself. */
const MAX_CLIMBED = 150;

/**
 * Whether a file is a part of what serves: by itself, or because something that is imports it, directly or not. True as well where
 * a service of the workspace uses its package, where nothing of the package is seen to serve, and where there is more than is read.
 */
export function isServed(owner: Package, file: string, text: string): boolean {
  const { project, root } = owner;
  const serves = (path: string) => servesByItself(relative(root, path), project.read(path) ?? '');
  if (servesByItself(relative(root, file), text)) return true;
  const index = importIndex(project, root);
  if (!index || startedBy(owner, file)) return true;
  const seen = new Set([file]);
  for (const module of seen) {
    if (seen.size > MAX_CLIMBED) return true;
    for (const importer of importersOf(project, index, module)) {
      if (seen.has(importer)) continue;
      if (serves(importer) || startedBy(owner, importer)) return true;
      seen.add(importer);
    }
  }
  // Only beside a program that serves is what it does not use something else.
  if (!someSourceSurelySays(owner, LISTENS)) return true;
  // What nothing imports, and has something to give, may be loaded by its name.
  if (seen.size === 1 && EXPORTS.test(text) && someSourceSays(owner, LOADS_BY_NAME)) return true;
  return isUsedByService(owner);
}

/** Whether a script of the package that goes on running starts a file. */
function startedBy({ scripts, root }: Package, file: string): boolean {
  const path = moduleName(relative(root, file));
  return Object.entries(scripts).some(
    ([name, command]) =>
      startsService(name, command) &&
      filesIn(command).some(
        (word) =>
          moduleName(word.replace(/^(?:dist|build|out|lib)\//, 'src/')) === path || moduleName(word) === path,
      ),
  );
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
