import { PLAIN_LOGGER_PACKAGES } from '../catalog/logs/libraries.js';
import { COMMAND_FRAMEWORKS, COMMAND_LINE_PACKAGES, FULL_STACK_PACKAGES } from '../catalog/packages.js';
import { filesIn, startsProgram } from '../model/code/package-scripts.js';
import { EXPORTS, LISTENS, isOnlyExports, listens } from '../model/code/program-text.js';
import { isTestPath, roleOf } from '../model/code/role.js';
import {
  type ServiceEvidence,
  isStarted,
  mayBeEntry,
  mayBeLoadedByName,
  serviceEvidence,
  startsProgramIn,
} from '../model/code/service-evidence.js';
import { type Runner, STDIO_SERVER, isOfMcp } from '../model/code/console-output.js';
import type { FileFacts } from '../model/code/file-facts.js';
import type { RoleReason } from '../model/text/reasons/role.js';
import { dependentsOf } from './dependents.js';
import { isDeployedFunction } from './deployed-functions.js';
import { factsOf } from './file-facts.js';
import { LOADS_BY_NAME } from './import-graph.js';
import { importersOf, knowsImporters, startersOf } from './importers.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { someSourceSays, someSourceSurelySays, sourcesOf, sourcesThatSay } from './package-sources.js';
import { isOfPage } from './pages.js';
import { dirname, isUnder, join, relative } from './path.js';
import { type Project, query } from './project.js';
import { isPublished, isService } from './shared-library.js';

/** Modules that are climbed from one to those that import it; one with more is a part of the program itself. */
const MAX_CLIMBED = 500;

/**
 * Who runs a file, by the evidence of `model/code/service-evidence.ts` in it and in what imports it, directly or not.
 *
 * @param text of the file, which an editor may not have written yet
 */
export function runnerOf(owner: Package, file: string, text: string): Runner {
  const { project } = owner;
  // A file that stands alone: there is nothing that could say more.
  if (Object.keys(owner.json).length === 0) return 'service';
  const evidence = evidenceOf(factsOf(file, text, owner), owner, file);
  if (evidence && isProven(evidence, owner)) return 'service';
  if (!knowsImporters(owner)) return evidence ? 'part' : 'unknown';

  const seen = new Set([file]);
  let isOfService = false;
  let isOfScript = false;
  let isPart = evidence !== undefined;
  let isOfPage = false;
  let hasCommands = false;
  let hasOthers = false;
  for (const module of seen) {
    if (seen.size > MAX_CLIMBED) return isPart ? 'part' : 'unknown';
    const importers = importersOf(project, module).filter((each) => !isTest(project, each));
    if (importers.length === 0 && isLoadedByName(project, module)) isOfService = true;
    if (importers.length === 0 && !(module !== file && isIdleBarrel(project, module))) hasOthers = true;
    // What a service starts beside itself is of it. What else starts a program says nothing of what that is.
    for (const starter of startersOf(project, module).filter((each) => !isTest(project, each))) {
      const standing = standingOf(project, starter);
      if (standing === 'service') isOfService = true;
      else if (standing === 'part') seen.add(starter);
    }
    for (const importer of importers) {
      const standing = standingOf(project, importer);
      if (standing === 'service') isOfService = true;
      else if (standing === 'service-script') isOfScript = true;
      else if (standing === 'service-part') {
        // A package around it may have what serves: `apps/api` of a repository whose libraries have no manifest of their own.
        isPart = true;
        seen.add(importer);
      } else if (standing === 'command') hasCommands = true;
      else if (standing === 'page') isOfPage = true;
      else if (standing === 'other') hasOthers = true;
      else seen.add(importer);
    }
    if (isOfService) return isOfPage ? 'part' : 'service';
  }
  // What one of a folder's scripts serves with and others print with has both their readers.
  if (isOfScript && !hasCommands) return isOfPage ? 'part' : 'service';
  if (isPart || isOfScript) return 'part';
  if (hasCommands && !hasOthers && !isOfPage) return 'commands';
  if (isOfPage && !hasOthers && !hasCommands) return 'nobody';
  // Only beside a program that serves is what it does not use something else.
  if (!someSourceSurelySays(owner, LISTENS)) return 'unknown';
  if ([...seen].some((module) => mayBeEntry(relative(packageOf(project, module).root, module))))
    return 'unknown';
  // What nothing imports, and has something to give, may be loaded by its name.
  if (seen.size === 1 && EXPORTS.test(text) && someSourceSays(owner, LOADS_BY_NAME)) return 'unknown';
  return isUsedByService(owner) ? 'unknown' : 'nobody';
}

/** What a module that imports another says of it: nothing but that it is used, as a `part` of what imports it in turn. */
type Standing = 'service' | 'service-script' | 'service-part' | 'command' | 'part' | 'page' | 'other';

const SERVES: ReadonlySet<Standing> = new Set(['service', 'service-script', 'service-part']);

/** What a server or a worker may be started by as well. */
const STARTS: ReadonlySet<string> = new Set(['cli-bin', 'cli-shebang', 'package-script']);

/** What runs in a browser, as far as is known, and may be a server's all the same: what it hands to a page it drives uses the DOM. */
const MAY_SERVE: ReadonlySet<string> = new Set([
  'browser-maybe',
  'browser-package',
  'browser-dom',
  'browser-path',
  'browser-client-file',
]);

/**
 * Whether a file that may run in a browser runs on a server alone: it is what the package starts, or all that imports it is a
 * part of what serves.
 */
export const isOfServiceAlone = query((project, file): boolean => {
  const owner = packageOf(project, file);
  if (isStarted(factsOf(file, '', owner), 'operators')) return true;
  if (!knowsImporters(owner)) return false;
  const seen = new Set([file]);
  let isOfService = false;
  for (const module of seen) {
    if (seen.size > MAX_CLIMBED) return false;
    const importers = importersOf(project, module).filter((each) => !isTest(project, each));
    if (importers.length === 0) return false;
    for (const importer of importers) {
      const standing = standingOf(project, importer);
      if (standing === 'part') seen.add(importer);
      else if (SERVES.has(standing)) isOfService = true;
      else if (standing !== 'command') return false;
    }
  }
  return isOfService;
});

/** What surely runs in a browser, where no console is a log. */
const IN_PAGE: ReadonlySet<string> = new Set([
  'browser-hook',
  'browser-client-file',
  'browser-extension',
  'browser-angular',
]);

/** Whether a module is a page's; one with JSX in a package that has pages, and renders none on a server. */
function isOfPages(code: RoleReason['code'], { allDependencies }: Package): boolean {
  if (code !== 'browser-jsx') return IN_PAGE.has(code);
  return (
    allDependencies.has('react-dom') && ![...allDependencies].some((name) => FULL_STACK_PACKAGES.has(name))
  );
}

const standingOf = query((project, file): Standing => {
  const owner = packageOf(project, file);
  const text = project.read(file) ?? '';
  const facts = factsOf(file, text, owner);
  const { role, reason } = roleOf(facts);
  switch (role) {
    case 'server':
      // What serves a protocol over stdout writes its log to stderr, and so does what it uses.
      if (speaksOverStdio(owner)) return 'command';
      return (
        standingBy(evidenceOf(facts, owner, file), owner) ?? (isOfPage(owner, file, text) ? 'page' : 'part')
      );
    case 'cli':
    case 'scripts':
      if (STARTS.has(reason.code)) return 'part';
      // `scripts/start.js`, which the package is started with.
      if (reason.code === 'script' && isStarted(facts, 'operators') && mayServe(owner))
        return 'service-script';
      // What developers start the same with is no command beside it.
      if (reason.code === 'script' && startsProgramIn(facts)) return 'part';
      // `container.config.ts`: what a program is put together with, where it imports that.
      if (/\.config\.[cm]?[jt]s$/.test(file) && importersOf(project, file).length > 0) return 'part';
      if (role === 'scripts' || !listens(text)) return 'command';
      return isCommandLine(owner) ? 'service-part' : 'service';
    case 'generated':
      return 'part';
    default:
      if (isOfPages(reason.code, owner) || isOfPage(owner, file, text)) return 'page';
      if (!MAY_SERVE.has(reason.code)) return 'other';
      return isStarted(facts, 'operators') ? 'service' : 'part';
  }
});

/** What says that a file is a part of a service: its own text, else what deploys it. */
function evidenceOf(facts: FileFacts, owner: Package, file: string): Evidence | undefined {
  return serviceEvidence(facts) ?? (isDeployedFunction(owner, file) ? { serves: true } : undefined);
}

type Evidence = Pick<ServiceEvidence, 'serves'>;

function standingBy(evidence: Evidence | undefined, owner: Package): Standing | undefined {
  return evidence && (isProven(evidence, owner) ? 'service' : 'service-part');
}

/** Whether what says that a file is a part of a service proves it: a program that serves is seen, in its package or in one that depends on it. */
function isProven({ serves }: Evidence, owner: Package): boolean {
  if (!mayServe(owner)) return false;
  return (
    serves ||
    [owner, ...dependentsOf(owner, projectRootOf(owner))].some(({ project, root }) =>
      hasServer(project, root),
    )
  );
}

/** Whether some file of a package serves by itself. */
const hasServer = query((project, root): boolean => {
  const owner = packageOf(project, join(root, 'package.json'));
  return (
    mayServe(owner) &&
    (sourcesOf(project, root) ?? []).some(
      (file) => packageOf(project, file).root === root && serves(owner, file),
    )
  );
});

function serves(owner: Package, file: string): boolean {
  const facts = factsOf(file, owner.project.read(file) ?? '', owner);
  if (serviceEvidence(facts)?.serves !== true && !isDeployedFunction(owner, file)) return false;
  const { role } = roleOf(facts);
  // A job that is deployed may read how it is to run; what a `bin` names is started by people.
  return role === 'server' || (role === 'cli' && (!owner.hasBin || listens(facts.text)));
}

/**
 * Whether what serves in a package does so for operators: a command line that serves and the HTTP half of an MCP server have others who
 * read what they print.
 */
function mayServe(owner: Package): boolean {
  return !isCommandLine(owner) && !speaksOverStdio(owner);
}

/**
 * Whether a package is a command line: it has a `bin` and is not started in another way, and reads what is typed, or is published with the
 * files it lists for anyone to run, and logs with no library.
 */
function isCommandLine(owner: Package): boolean {
  const { hasBin, dependencies, scripts, json } = owner;
  if (!hasBin) return false;
  const logs = [...dependencies].some((name) => PLAIN_LOGGER_PACKAGES.has(name));
  if (startsProgram(scripts)) return !logs && startsCommand(owner);
  if ([...dependencies].some((name) => COMMAND_LINE_PACKAGES.has(name))) return true;
  return json.files !== undefined && isPublished(owner) && !logs;
}

/** Whether `npm start` runs one of the commands that a framework of command lines makes of a package's `bin`: `./bin/run serve`. */
function startsCommand({ dependencies, scripts, bins }: Package): boolean {
  if (![...dependencies].some((name) => COMMAND_FRAMEWORKS.has(name))) return false;
  return filesIn(scripts.start ?? '').some((path) => bins.includes(path));
}

function speaksOverStdio(owner: Package): boolean {
  return isOfMcp(owner) && someSourceSays(owner, STDIO_SERVER);
}

function isTest(project: Project, file: string): boolean {
  return isTestPath(relative(packageOf(project, file).root, file));
}

/** Whether a module gives on what others declare, to nothing of the workspace that serves. */
function isIdleBarrel(project: Project, file: string): boolean {
  return isOnlyExports(project.read(file) ?? '') && !isUsedByService(packageOf(project, file));
}

/** Whether a service of the workspace depends on a package. */
function isUsedByService(owner: Package): boolean {
  return dependentsOf(owner, projectRootOf(owner)).some((each) => isService(each));
}

/**
 * Whether a module that nothing imports stands where a program that serves operators loads its parts by their names: near what loads
 * them in its own package, anywhere in one that another loads.
 */
const isLoadedByName = query((project, file): boolean => {
  const owner = packageOf(project, file);
  if (!mayBeLoadedByName(relative(owner.root, file)) || !EXPORTS.test(project.read(file) ?? '')) return false;
  const loadsOwn =
    (surelyServes(owner) || hasServer(project, owner.root)) &&
    sourcesThatSay(owner, LOADS_BY_NAME).some((loader) => isUnder(dirname(dirname(loader)), file));
  return (
    loadsOwn ||
    dependentsOf(owner, projectRootOf(owner)).some(
      (each) => surelyServes(each) && someSourceSurelySays(each, LOADS_BY_NAME),
    )
  );
});

/** Whether some file of a package that serves operators listens. */
function surelyServes(owner: Package): boolean {
  return mayServe(owner) && someSourceSurelySays(owner, LISTENS);
}
