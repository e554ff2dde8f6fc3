import { ONLY_LOGGER_PACKAGES } from '../catalog/logs/libraries.js';
import {
  BROWSER_PACKAGES,
  FULL_STACK_PACKAGES,
  PAGE_STATE_PACKAGES,
  SERVER_PACKAGES,
} from '../catalog/packages.js';
import { isDesktopApp } from '../model/code/console-output.js';
import { filesRunBy, keepsRunning, startsProgram } from '../model/code/package-scripts.js';
import { moduleName } from '../model/settings.js';
import { dependentsOf } from './dependents.js';
import { deploysFunctions } from './deployed-functions.js';
import { existing } from './existing.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { join } from './path.js';
import { query } from './project.js';

/**
 * Whether a package is a library that is not a server's alone: its console output reaches whoever uses it, in a browser, a command line
 * or a program with another logger. One that logs with a library, or that only services of its workspace use, is a part of theirs.
 */
export function isSharedLibrary(owner: Package): boolean {
  const isLibrary = isImported(owner) && !isStarted(owner);
  if (!isLibrary || (servesItself(owner) && !isHosted(owner)) || dependsOn(owner, FULL_STACK_PACKAGES))
    return false;
  if (isFunction(owner) || deploysFunctions(owner)) return false;
  if (dependsOn(owner, PAGE_STATE_PACKAGES) || isForAnyone(owner)) return true;
  const dependents = dependentsOf(owner, projectRootOf(owner)).filter((each) => !isPlainLibrary(each));
  return dependents.length === 0 || !dependents.every((each) => isService(each) || isPrivateProgram(each));
}

/** A program of the workspace's own that is started as a service is: no command line, and no page. */
function isPrivateProgram(each: Package): boolean {
  const hasOtherReader = each.hasBin || dependsOn(each, BROWSER_PACKAGES) || isDesktopApp(each);
  return each.json.private === true && startsProgram(each.scripts) && !hasOtherReader;
}

/** A library between this one and what runs it, which says nothing of its own. */
function isPlainLibrary(each: Package): boolean {
  const isProgram = startsProgram(each.scripts) || each.hasBin || dependsOn(each, BROWSER_PACKAGES);
  return !isProgram && !servesItself(each) && isImported(each);
}

/** Whether a package serves requests in a program of its own, as far as its manifest says, or logs as services do. */
function servesItself(each: Package): boolean {
  return dependsOn(each, ONLY_LOGGER_PACKAGES) || (dependsOn(each, SERVER_PACKAGES) && !isPublished(each));
}

/**
 * Whether a package that logs with no library is published for anyone, who may be far from its workspace: it, or the workspace, says
 * under which terms.
 */
export function isForAnyone(owner: Package): boolean {
  const { json: shared } = workspaceOf(owner);
  const license = owner.json.license ?? shared.license;
  const repository = owner.json.repository ?? shared.repository;
  const isLibrary = isOnlyImported(owner) && !dependsOn(owner, ONLY_LOGGER_PACKAGES);
  return isLibrary && isPublished(owner) && isReleased(owner) && !!license && !!repository;
}

/**
 * Whether a package is published for others, by what its manifest or its workspace says of that; what it depends on is set up by
 * those.
 */
export function isPublished(owner: Package): boolean {
  const { json } = owner;
  if (json.private === true) return false;
  return (
    json.publishConfig !== undefined ||
    json.files !== undefined ||
    (isReleased(owner) && isImported(owner) && releasesPackages(owner.project, projectRootOf(owner)))
  );
}

function isReleased({ json: { version } }: Package): boolean {
  return typeof version === 'string' && !version.startsWith('0.0.0');
}

/** Where tools that publish the packages of a workspace have their settings. */
const RELEASE_SETTINGS = ['.changeset/config.json', 'lerna.json'];

/** Whether a workspace publishes all packages that are not private. */
const releasesPackages = query((project, root): boolean =>
  RELEASE_SETTINGS.some((path) => project.read(join(root, path)) !== undefined),
);

function workspaceOf(owner: Package): Package {
  const root = projectRootOf(owner);
  return root === owner.root ? owner : packageOf(owner.project, join(root, 'package.json'));
}

const HANDLER =
  /\bexports\.(?:lambdaH|h)andler\s*=|\bexport\s+(?:const|let|(?:async\s+)?function)\s+(?:lambdaH|h)andler\b/;
/** What a platform's function is given first, and nothing that is imported. */
const TAKES_EVENT = /[\s(]_?\w{0,40}[eE]vent\b/;
const HEAD_OF_FUNCTION = 200;

/**
 * Whether a package is one function of a platform that calls its handler: nobody else imports it. Many a one is not marked as private,
 * and was made by `npm init`.
 */
function isFunction(owner: Package): boolean {
  const { project, root, json } = owner;
  const main = typeof json.main === 'string' ? json.main : undefined;
  const path = main === undefined || isPublished(owner) ? undefined : existing(project, join(root, main));
  if (path === undefined) return false;
  const text = project.read(path) ?? '';
  const at = text.search(HANDLER);
  if (at < 0 || json.private === true) return at >= 0;
  // Up to its body.
  const [head = ''] = text.slice(at, at + HEAD_OF_FUNCTION).split(/=>|\{\s/);
  return TAKES_EVENT.test(head);
}

/** Whether a package is for others to import, by its manifest, and nothing in that starts it. */
export function isOnlyImported(owner: Package): boolean {
  return isImported(owner) && !isProgram(owner);
}

/** Whether a package is started by itself, by its manifest. */
export function isProgram(owner: Package): boolean {
  return isStarted(owner) || owner.hasBin;
}

function isStarted(owner: Package): boolean {
  return (
    (startsProgram(owner.scripts) && !startsDemonstration(owner)) || startsMain(owner) || isCommand(owner)
  );
}

/** Whether what would be imported is the package's own command: nobody imports that. */
function isCommand({ json: { main }, bins }: Package): boolean {
  if (typeof main !== 'string') return false;
  const module = moduleName(main.replace(/^\.\//, ''));
  return bins.some((bin) => moduleName(bin) === module);
}

/** Whether a script that goes on running, `start-bot` or `start:worker`, runs what would be imported: then that is a program. */
function startsMain({ json: { main }, scripts }: Package): boolean {
  if (typeof main !== 'string') return false;
  const module = moduleName(main.replace(/^\.\//, ''));
  return Object.entries(scripts).some(
    ([name, command]) =>
      keepsRunning(name, command, true) === 'operators' &&
      RUNS_FILE.test(command) &&
      filesRunBy(command).some((file) => moduleName(file) === module),
  );
}

/** A command that runs a file, and does not only test or build it. */
const RUNS_FILE =
  /(?:^|[;&|]\s*)(?:cross-env\s+)?(?:\w+=\S*\s+)*(?:node|nodemon|pm2(?:-runtime)?|forever|ts-node|tsx|bun)\s/;

/**
 * Whether `npm start` starts a program that shows a library: another file than the `main` of a package that is published with types and
 * the files it lists, and has neither a command nor what servers and loggers are made with.
 */
function startsDemonstration(owner: Package): boolean {
  const { main, types, typings, files, private: isPrivate } = owner.json;
  if (isPrivate === true || files === undefined || (types ?? typings) === undefined) return false;
  if (typeof main !== 'string' || owner.hasBin || isService(owner)) return false;
  const started = filesRunBy(owner.scripts.start ?? '').filter((file) => /\.[cm]?[jt]s$/.test(file));
  return (
    started.length > 0 && !started.some((file) => moduleName(file) === moduleName(main.replace(/^\.\//, '')))
  );
}

/** Whether a manifest says what others import. A `main` beside it that is not there is what `npm init` wrote, and says nothing. */
function isImported({ json: { main, exports, module }, project, root }: Package): boolean {
  const isLeftover =
    typeof main === 'string' && /^(?:\.\/)?[^/]+$/.test(main) && !existing(project, join(root, main));
  return [isLeftover ? undefined : main, exports, module].some(Boolean);
}

/** Whether a package serves requests, or logs with a library as services do. */
export function isService(each: Package): boolean {
  return dependsOn(each, SERVER_PACKAGES) || dependsOn(each, ONLY_LOGGER_PACKAGES);
}

/** Whether a package only stands on servers and loggers that whoever uses it brings: an adapter, not a service. */
function isHosted({ json }: Package): boolean {
  const own = Object.keys(json.dependencies ?? {});
  return !own.some((name) => SERVER_PACKAGES.has(name) || ONLY_LOGGER_PACKAGES.has(name));
}

function dependsOn({ dependencies }: Package, packages: ReadonlySet<string>): boolean {
  return [...dependencies].some((name) => packages.has(name));
}
