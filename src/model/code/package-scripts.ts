/**
 * What the scripts of a package.json run, read from their text.
 */

type Scripts = Readonly<Record<string, string>>;

const SERVICE_NAME =
  /\b(?:start|serve|server|worker|dev|develop|prod|production|watch|debug|inspect|preview)\b/;
const KEEPS_RUNNING = /\b(?:nodemon|ts-node-dev|pm2|forever|nest start|tsx watch|node --watch)\b/;

/** Whether a script starts something that goes on running, by its name or by what keeps it running. */
export function startsService(name: string, command: string): boolean {
  return SERVICE_NAME.test(name) || KEEPS_RUNNING.test(command);
}

const RUNS_FOR_GOOD = /\b(?:start|serve|server|prod|production|worker)\b/;
const FOR_DEVELOPERS = /\b(?:dev|develop|development|local|watch|debug|inspect|build|test|lint|preview)\b/;
const KEPT_RUNNING = /\b(?:nodemon|ts-node-dev|pm2|forever|nest start)\b/;

/** Whether a script is for who works on a package, by its name. */
export function isForDevelopers(name: string): boolean {
  return FOR_DEVELOPERS.test(name);
}

/**
 * For whom a script starts a program that is meant to go on: for whoever runs the package, or only for who works on it; undefined where
 * it starts none.
 *
 * @param isOfCommand whether the package is a command line: what restarts one when a file changes does not keep it running
 */
export function keepsRunning(
  name: string,
  command: string,
  isOfCommand: boolean,
): 'operators' | 'developers' | undefined {
  const isForOperators = !isForDevelopers(name);
  if (RUNS_FOR_GOOD.test(name) && isForOperators) return 'operators';
  if (!KEPT_RUNNING.test(command)) return undefined;
  if (isForOperators) return 'operators';
  return isOfCommand ? undefined : 'developers';
}

/** The words of a command that may be the paths of files, relative to the package's root. */
export function filesIn(command: string): string[] {
  return command.split(/[\s'"&|;]+/).flatMap((word) => word.replace(/^\.\//, '') || []);
}

/** The files that a command may run, and not only build. */
export function filesRunBy(command: string): string[] {
  return partsOf(command).flatMap((part) => (BUILD_TOOL.test(part) ? [] : filesIn(part)));
}

/** What builds a package, or serves its files as they are to who works on it. */
const BUILD_TOOL =
  /^(?:webpack(?:-dev-server)?|webpack serve|rspack|vite|rollup|rolldown|esbuild|tsup|tsc|tsc-alias|tscpaths|resolve-tspaths|tsdown|parcel|microbundle|swc|babel|react-scripts|storybook|start-storybook|docusaurus|vitepress|styleguidist|http-server|serve|live-server|browser-sync|lite-server)(?:\s|$)/;
/** What starts nothing, and tells whoever tries to. */
const SAYS_ONLY = /^(?:echo|exit)(?:\s|$)/;
/** What runs other commands, and says nothing of them. */
const RUNS_OTHERS = /^(?:concurrently|run-p|run-s|npm-run-all2?|npx|pnpm exec|yarn exec|cross-env|env)$/;
const RUNS_SCRIPT = /^(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?([\w:.-]+)/;

/** Whether `npm start` starts a program of the package: more than tools that build it, or serve what was built. */
export function startsProgram(scripts: Scripts): boolean {
  const { start } = scripts;
  return start !== undefined && !onlyBuilds(start, scripts, new Set(['start']));
}

/** The servers that only show a page, to who works on it or as it was built. */
const PAGE_SERVER =
  /^(?:vite(?:\s+(?:dev|serve|preview))?(?:\s+-.*)?|webpack(?:-dev-server|\s+serve)\b.*|parcel(?:\s+serve)?\s+\S*\.html\b.*|(?:http-server|live-server|lite-server|serve)(?:\s.*)?)$/;
const RENDERS_ON_SERVER = /--ssr\b/;

/** Whether what a package is started with is the server of a bundler, which has a page in the browser and nothing on a server. */
export function servesPage(scripts: Scripts): boolean {
  const all = Object.values(scripts);
  if (all.some((script) => RENDERS_ON_SERVER.test(script))) return false;
  const started = ['start', 'dev', 'serve'].flatMap((name) => scripts[name] ?? []);
  return started.length > 0 && started.every((command) => isPageServer(command, scripts, new Set()));
}

/** What makes a page of all that stands in a package's `src/`, and of nothing else: create-react-app and what changes its set-up, Vue's. */
const PAGE_OF_SOURCES =
  /^(?:react-scripts|react-app-rewired|craco|vue-cli-service)\s+(?:start|serve|build)\b/;

/** Whether a package's `src/` is a page: its set-up refuses to import anything from elsewhere, and nothing is compiled for Node.js. */
export function makesPageOfSources(scripts: Scripts): boolean {
  return ['start', 'dev', 'serve', 'build'].some((name) =>
    partsOf(scripts[name] ?? '').some((part) => PAGE_OF_SOURCES.test(part)),
  );
}

function isPageServer(command: string, scripts: Scripts, seen: Set<string>): boolean {
  const last = partsOf(command).at(-1) ?? '';
  if (PAGE_SERVER.test(last)) return true;
  const [, other] = /^(?:npm run|yarn(?: run)?|pnpm(?: run)?|bun run) ([\w:-]+)$/.exec(last) ?? [];
  const script = other === undefined || seen.has(other) ? undefined : scripts[other];
  return other !== undefined && script !== undefined && isPageServer(script, scripts, seen.add(other));
}

/** What a command only says, in quotes that may hold another. */
const SAID = /\becho\s+(?:"[^"]*"|'[^']*')/g;

/** The commands that a command runs one after the other, without what sets their environment. */
function partsOf(command: string): string[] {
  return command
    .replace(SAID, 'echo')
    .split(/&&|\|\||[;&|"']/)
    .map((part) => part.trim().replace(/^(?:(?:npx|cross-env|env|\w+=\S*)\s+)+/, ''))
    .filter((part) => part !== '');
}

/** @param seen the scripts that are looked at already: one that is run twice decides once */
function onlyBuilds(command: string, scripts: Scripts, seen: Set<string>): boolean {
  const parts = partsOf(command).filter((part) => !part.startsWith('-') && !RUNS_OTHERS.test(part));
  return parts.length > 0 && parts.every((part) => isBuild(part, scripts, seen));
}

function isBuild(part: string, scripts: Scripts, seen: Set<string>): boolean {
  if (BUILD_TOOL.test(part) || SAYS_ONLY.test(part)) return true;
  const name = RUNS_SCRIPT.exec(part)?.[1] ?? '';
  const run = scripts[name];
  if (run === undefined) return false;
  if (seen.has(name)) return true;
  seen.add(name);
  return onlyBuilds(run, scripts, seen);
}
