import { importsOf, listens } from '../model/code/program-text.js';
import type { FileFacts } from '../model/code/file-facts.js';
import { filesIn, startsService } from '../model/code/package-scripts.js';
import { readsCommandLine } from '../model/code/role.js';
import { sourceOfBuilt } from './built.js';
import type { Package } from './packages.js';
import { existing } from './existing.js';
import { dirname, isUnder, join, relative } from './path.js';
import { type Project, query } from './project.js';
import { resolveModule } from './resolve.js';

const MAX_FILES = 5000;

/**
 * Whether importing a module from a file would close an import cycle: the module already leads back to the
 * file, through the project's own modules.
 */
export function wouldCycle(project: Project, module: string, file: string): boolean {
  return module === file || reachable(project, [module]).has(file);
}

/**
 * Every file of the project that a set of files imports, directly or not, themselves included.
 *
 * @param folder of which files are wanted alone: what files elsewhere import is not looked at
 */
export function reachable(
  project: Project,
  entries: readonly string[],
  folder?: string,
): ReadonlySet<string> {
  const seen = new Set(entries);
  for (const file of seen) {
    if (seen.size > MAX_FILES) break;
    for (const imported of importedFiles(project, file))
      if (folder === undefined || isUnder(folder, imported)) seen.add(imported);
  }
  return seen;
}

/** The files of the project that a file imports. */
export const importedFiles = query((project, file): readonly string[] =>
  importsOf(project.read(file) ?? '').flatMap((specifier) => resolveModule(project, specifier, file) ?? []),
);

interface BinFiles {
  readonly entries: ReadonlySet<string>;
  readonly reached: ReadonlySet<string>;
  /** What is started waits for requests: what it runs is a server's. */
  readonly serves: boolean;
  /** Something that the package has, and its `bin` leads to, waits for requests. */
  readonly startsServer: boolean;
  /** Something that is reached loads modules by a name that is only known when it runs. */
  readonly isOpen: boolean;
}

/**
 * What loads modules whose names it puts together, `require(join(folder, name))`, or finds by a pattern: `globSync(pattern).map(require)`,
 * `import.meta.glob(pattern)`, a plugin that loads a folder.
 */
export const LOADS_BY_NAME =
  /\b(?:require|import)\(\s*(?:[A-Za-z_]|`\.)|\.(?:map|forEach)\(\s*require\s*\)|\bimport\.meta\.glob\(|['"](?:@fastify\/autoload|require-all|require-dir|require-directory|include-all|consign)['"]/;

/** How a package's `bin` leads to a file. */
export function binReach(owner: Package, file: string): ReturnType<FileFacts['bin']> {
  const { project, root, bins, json } = owner;
  if (bins.length === 0) return 'no';
  const { entries, reached, serves, startsServer, isOpen } = binFiles(
    project,
    JSON.stringify([root, ...bins]),
  );
  if (entries.has(file)) return 'entry';
  // A command line that others install may serve as well; what nobody installs is a service that has options.
  if (serves || (startsServer && json.private === true)) return 'no';
  if (reached.has(file)) return isOfProgram(owner, file) ? 'no' : 'reached';
  if (!isOpen) return 'no';
  // What is loaded by name stands beside what loads it, under the same folder of the package.
  const folder = relative(root, file).split('/')[0] ?? '';
  const isBeside = [...reached].some((path) => path.startsWith(`${join(root, folder)}/`));
  return isBeside ? 'maybe' : 'no';
}

/** Whether a file is part of what `npm start` runs, where that is no `bin` and waits for requests. */
function isOfProgram({ project, root, bins, scripts }: Package, file: string): boolean {
  const { start } = scripts;
  return start !== undefined && programFiles(project, JSON.stringify([root, start, ...bins])).has(file);
}

const programFiles = query((project, key): ReadonlySet<string> => {
  const [root = '', start = '', ...bins] = JSON.parse(key) as string[];
  const commands = new Set(bins.map((bin) => sourceOfBuilt(project, root, bin)));
  const entries = filesIn(start).flatMap((path) => {
    if (!/^[\w@]/.test(path)) return [];
    const entry = sourceOfBuilt(project, root, path) ?? sourceOfBuilt(project, root, `${path}/index.js`);
    return entry !== undefined && !commands.has(entry) ? [entry] : [];
  });
  const reached = reachable(project, entries);
  return [...reached].some((path) => isUnder(root, path) && listens(project.read(path) ?? ''))
    ? reached
    : new Set();
});

const binFiles = query((project, key): BinFiles => {
  const [root = '', ...bins] = JSON.parse(key) as string[];
  const entries = bins.flatMap((bin) => sourceOfBuilt(project, root, bin) ?? []);
  const reached = reachable(project, entries);
  const own = [...reached].filter((path) => isUnder(root, path));
  const isOpen = own.some((path) => LOADS_BY_NAME.test(project.read(path) ?? ''));
  const serves = entries.some((path) => listens(project.read(path) ?? ''));
  const startsServer = own.some((path) => listens(project.read(path) ?? ''));
  return { entries: new Set(entries), reached, serves, startsServer, isOpen };
});

/** A package's folders of everything: what stands there is not a command line's own. */
const COMMON_FOLDER = /^(?:src|lib|app|apps|server|source|packages)?$/;
const MAX_ENTRIES = 20;

/**
 * The script of a package that runs a command line which a file is a part of: its entry reads a command line and imports the file from
 * its own folder, directly or through others of the folder.
 */
export function commandScript({ project, root, scripts }: Package, file: string): string | undefined {
  const found = commandFiles(project, JSON.stringify([root, scripts]));
  return found.get(file);
}

const commandFiles = query((project, key): ReadonlyMap<string, string> => {
  const [root, scripts] = JSON.parse(key) as [string, Package['scripts']];
  const named = Object.entries(scripts).flatMap(([name, command]) =>
    startsService(name, command) ? [] : filesIn(command).map((path) => ({ name, path })),
  );
  const files = new Map<string, string>();
  for (const { name, path } of named.filter(({ path }) => path.includes('/')).slice(0, MAX_ENTRIES)) {
    if (COMMON_FOLDER.test(dirname(path))) continue;
    const entry = existing(project, join(root, path));
    if (entry === undefined || !readsCommandLine(project.read(entry) ?? '')) continue;
    for (const reached of reachable(project, [entry], dirname(entry))) files.set(reached, name);
  }
  return files;
});
