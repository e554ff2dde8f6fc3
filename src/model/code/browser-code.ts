import {
  ANGULAR,
  BROWSER_PACKAGES,
  COMPONENT_PACKAGES,
  DOCUMENTATION_PACKAGES,
  FULL_STACK_PACKAGES,
  HOOK_MODULES,
  ONLY_ON_NODE,
  SERVER_PACKAGES,
  isOnlyOnServer,
} from '../../catalog/packages.js';
import type { RoleReason } from '../text/reasons/role.js';
import type { FileFacts, PackageFacts } from './file-facts.js';
import { makesPageOfSources, servesPage, startsProgram } from './package-scripts.js';
import { importsOf, isUsedAtRunTime, withoutStrings, withoutTemplates } from './program-text.js';

const BROWSER_DIRECTORY =
  /^(?:public|static|assets|www|web|browser|client)\/|(?:^|\/)(?:frontend|webapp|client-only|client-side|(?:browser|chrome|web)-?extension|public\/(?:[^/]+\/)*(?:js|javascripts?|scripts|plugins|libs?|assets))\//;
/** What only a page has, and no property of another object: `message.document.id` is none, `globalThis.document.title` is. */
const BROWSER_SOURCE =
  /(?<!(?<!\b(?:globalThis|self|contentWindow))(?<=[\w$)\]!])\??\.)\b(?:document|window|localStorage|sessionStorage|navigator|indexedDB)\.[A-Za-z]|^[ \t]*['"]use client['"]/m;
/** What only an app on a telephone imports, whatever its folder's own package.json says. */
const DEVICE_PACKAGE = /^(?:react-native(?:-[\w-]+)?|@react-native(?:-[\w-]+)?\/[\w-]+|expo(?:-[\w-]+)?)$/;
/** `stripe.client.ts`: in a package that has browser code, what the browser gets. */
const CLIENT_FILE = /\.client\.[cm]?[jt]sx?$/;
/** What Angular runs, in a package of everything: its components, services and interceptors. */
const ANGULAR_IMPORT = /\bfrom\s*['"]@angular\/(?:core|common|router|forms)['"]/;
/** What only an extension of a browser, or its service worker, has. */
const EXTENSION_SOURCE =
  /\b(?:chrome|browser)\.(?:runtime|tabs|storage|action|scripting|webRequest|contextMenus|devtools)\b/;
const SERVICE_WORKER = /\bself\.addEventListener\(\s*['"](?:install|activate|notificationclick|push)['"]/;
const USE_CLIENT = /^[ \t]*['"]use client['"]/m;
const USE_SERVER = /^[ \t]*['"]use server['"]/m;
const SERVER_FILE =
  /(?:^|\/)(?:api|server)\/|(?:^|\/)(?:route|middleware|instrumentation)\.[jt]s$|\.server\.[jt]s$/;
/** What a browser's code calls the server with: `frontend/src/api/team.ts`. Next.js has its routes in `pages/api` and `app/api`. */
const CLIENT_OF_API =
  /(?:^client|(?:^|\/)(?:frontend|webapp|client-only|client-side))\/(?:[^/]+\/)*(?<!\/(?:pages|app|server|routes)\/)api\//;
/** Modules that a bundler refuses to give to the browser: React Router's folder, or what a module imports. */
const SERVER_DIRECTORY = /(?:^|\/)\.server\//;
const SERVER_ONLY = /\b(?:from|import|require\()\s*['"](?:server-only|next\/headers)['"]/;
const NAMED_IMPORT = /\bimport\s+(?!type\b)(?:[\w$]+\s*,\s*)?\{([^{}]*)\}\s*from\s*['"]([^'"]+)['"]/g;
/** Files that Next.js makes a server component of, wherever they stand under `app/`. */
const NEXT_COMPONENT = /(?:^|\/)app\/(?:[^/]+\/)*(?:page|layout|template|loading|not-found|default)\.[jt]sx$/;
const ASYNC_COMPONENT =
  /\bexport\s+(?:default\s+)?async\s+function\s*[A-Z(]|\bexport\s+(?:const\s+[A-Z]\w*\s*=|default)\s*async\s*\(/;

/** Why a file is code that runs in a browser; undefined where it runs on a server, as far as its text and package say. */
export function browserCode(file: FileFacts): RoleReason | undefined {
  const { path, projectPath, text } = file;
  const { allDependencies, dependencies } = file.package;
  const isDocumented = [...allDependencies].some((name) => DOCUMENTATION_PACKAGES.has(name));
  const frameworks = isDocumented ? dependencies : allDependencies;
  const isBrowser =
    [...frameworks].some((name) => BROWSER_PACKAGES.has(name)) || servesPage(file.package.scripts);
  const isServer =
    [...dependencies].some((name) => SERVER_PACKAGES.has(name)) || buildsPageBesideProgram(file.package);
  if (isServerComponent(file) || SERVER_DIRECTORY.test(path)) return undefined;
  if (importsOf(text).some((name) => DEVICE_PACKAGE.test(name))) return { code: 'device' };
  if (/\.[jt]sx$/.test(path)) return runsOnNode(text) ? undefined : { code: 'browser-jsx' };
  const isFullStack = [...allDependencies].some((name) => FULL_STACK_PACKAGES.has(name));
  if (isBrowser && !isServer && !isFullStack) return { code: 'browser-package' };
  if (CLIENT_FILE.test(path) && (isBrowser || !isServer)) return { code: 'browser-client-file' };
  if (usesHooks(text)) return { code: 'browser-hook' };
  if (importsOf(text).some((name) => COMPONENT_PACKAGES.has(name) && isUsedAtRunTime(name, text)))
    return { code: 'browser-component' };
  if (ANGULAR_IMPORT.test(text)) return { code: 'browser-angular' };
  if (SERVICE_WORKER.test(text) || isOfExtension(text)) return { code: 'browser-extension' };
  if (SERVER_ONLY.test(text) || USE_SERVER.test(text)) return undefined;
  if (callsServerFromBrowser(file)) return { code: 'browser-path' };
  if (SERVER_FILE.test(path)) return undefined;
  if (isFullStack) return runsOnNode(text) ? undefined : { code: 'browser-maybe' };
  if (isBundledWithPage(file)) return { code: 'browser-package' };
  if (allDependencies.has(ANGULAR) && /\.(?:component|directive|pipe)\.ts$/.test(path))
    return { code: 'browser-angular' };
  if (usesDom(text) && !runsOnNode(text)) return { code: 'browser-dom' };
  if (isBrowser && !isServer) return { code: 'browser-package' };
  if (BROWSER_DIRECTORY.test(path) || BROWSER_DIRECTORY.test(projectPath)) return { code: 'browser-path' };
  if (isBrowser && isOfClient(file)) return { code: 'browser-path' };
  return undefined;
}

/** `'com.chrome.devtools.json'` is what a browser asks a server for, and no code of an extension. */
function isOfExtension(text: string): boolean {
  return EXTENSION_SOURCE.test(text) && EXTENSION_SOURCE.test(withoutTemplates(withoutStrings(text)));
}

/** Whether a file stands where a page is made of everything, and imports nothing that no page can have. */
function isBundledWithPage({ path, text, package: { scripts } }: FileFacts): boolean {
  return (
    path.startsWith('src/') &&
    makesPageOfSources(scripts) &&
    !importsOf(text).some((name) => isOnlyOnServer(name) && isUsedAtRunTime(name, text))
  );
}

/** What Node.js is started with, but for what builds a page or serves it to who works on it. */
const RUNS_ON_NODE =
  /(?:^|[\s;&'"])(?:node|nodemon|ts-node|tsx|pm2(?:-runtime)? start)\s+(?:-\S+\s+)*(?:\.\/)?(?!(?:build|config|scripts?|tools?|webpack|dev|examples?)\/)[\w@]/;

/** Whether what a package has of browsers is only there to build a page with, beside a program of its own that Node.js runs. */
function buildsPageBesideProgram({ dependencies, scripts }: PackageFacts): boolean {
  return (
    ![...dependencies].some((name) => BROWSER_PACKAGES.has(name)) &&
    startsProgram(scripts) &&
    RUNS_ON_NODE.test(scripts.start ?? '')
  );
}

/** Whether a file is in a browser's folder of calls to the server, and uses nothing that only a server has. */
function callsServerFromBrowser({
  path,
  projectPath,
  text,
  package: { allDependencies },
}: FileFacts): boolean {
  if (!CLIENT_OF_API.test(path) && !CLIENT_OF_API.test(projectPath)) return false;
  if ([...allDependencies].some((name) => FULL_STACK_PACKAGES.has(name))) return false;
  return !importsOf(text).some((name) => SERVER_PACKAGES.has(name) || name.startsWith('node:'));
}

/** The half of a package that renders on both sides that is the browser's, and what a browser installs. */
const CLIENT_HALF = /^(?:src|app|lib)\/(?:[^/]+\/)?client\/|(?:^|\/)service-?workers?\//i;

function isOfClient({ path, text }: FileFacts): boolean {
  if (!CLIENT_HALF.test(path)) return false;
  return !importsOf(text).some((name) => SERVER_PACKAGES.has(name) || name.startsWith('node:'));
}

/** A component that Next.js renders on the server alone: it is asynchronous, or a page's own file, and uses no hook. */
export function isServerComponent({
  path,
  text,
  package: { allDependencies },
}: Pick<FileFacts, 'path' | 'text' | 'package'>): boolean {
  if (!/\.[jt]sx$/.test(path) || !allDependencies.has('next') || !/(?:^|\/)app\//.test(path)) return false;
  if (!NEXT_COMPONENT.test(path) && !ASYNC_COMPONENT.test(text)) return false;
  return !USE_CLIENT.test(text) && !usesHooks(text) && !usesDom(text);
}

function usesHooks(text: string): boolean {
  if (!/\buse[A-Z]/.test(text)) return false;
  return [...text.matchAll(NAMED_IMPORT)].some(
    ([, names = '', module = '']) => /\buse[A-Z]/.test(names) && HOOK_MODULES.test(module),
  );
}

/** Whether a file uses what only runs on Node.js: its `document` is that of a page that it drives. */
function runsOnNode(text: string): boolean {
  return importsOf(text).some((name) => ONLY_ON_NODE.has(name) && isUsedAtRunTime(name, text));
}

/** jQuery of the whole page: `$(window).height()`. */
const PAGE = /(?:\$|\bjQuery)\(\s*(?:window|document)\s*\)/g;

/** What a declaration names `window` or `document`, or a parameter: a call's arguments are followed by no body. */
const DECLARED = /\b(?:const|let|var)\s+(?:\{[^}]{0,500}\b)?(?:window|document)\b(?!\.|\s+as\b|\[)/;
const PARAMETER =
  /(?<!\b(?:if|while|switch|for)\s{0,3})[(,](?:\s*\{)?[^(){},]*?\b(?:window|document)\b(?!\.|\s+as\b|\[)(?:[^()]{0,300}\)\s{0,20}(?::[^;()]{0,200})?)?\s{0,20}(?:=>|\{)/;

/** What a driver of a browser is given to run in the page: `page.evaluate(() => window.scrollTo(0, 0))`, but `document.evaluate`. */
const IN_PAGE =
  /(?<!\bdocument)\.(?:evaluate(?:Handle|OnNewDocument)?|\$\$?eval|waitForFunction|addInitScript)\(/g;

/** Code without the functions that run in a page that it drives; with them where their end is not found. */
function withoutPageFunctions(code: string): string {
  let rest = '';
  let from = 0;
  for (const { index, 0: start } of code.matchAll(IN_PAGE)) {
    const at = index + start.length;
    const end = at < from ? undefined : endOfArguments(code, at);
    if (end === undefined) continue;
    rest += code.slice(from, at);
    from = end;
  }
  return rest + code.slice(from);
}

/** Where the parenthesis is closed that is open before `at`. */
function endOfArguments(code: string, at: number): number | undefined {
  let depth = 1;
  for (let end = at; end < code.length; end += 1) {
    if (code[end] === '(') depth += 1;
    else if (code[end] === ')') depth -= 1;
    if (depth === 0) return end;
  }
  return undefined;
}

function usesDom(text: string): boolean {
  const page = text.replace(PAGE, 'document.documentElement');
  if (!BROWSER_SOURCE.test(page)) return false;
  const code = withoutPageFunctions(withoutTemplates(withoutStrings(page)));
  return (
    BROWSER_SOURCE.test(code) &&
    !/\btypeof\s+(?:window|document)\b(?!\.)/.test(text) &&
    // A name of its own, not the browser's.
    !DECLARED.test(code) &&
    !PARAMETER.test(code)
  );
}
