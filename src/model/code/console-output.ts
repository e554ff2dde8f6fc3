import { ONLY_LOGGER_PACKAGES } from '../../catalog/logs/libraries.js';
import {
  DESKTOP_FRAMEWORK,
  LANGUAGE_SERVER_PACKAGES,
  MCP_PACKAGES,
  SERVER_PACKAGES,
  GIVES_LOGGER,
  HANDLES_REQUESTS,
  NODE_ADAPTER,
  NODE_SERVER_PACKAGES,
  TRANSPORT_PACKAGE,
  IMPORTS_WORKFLOW,
} from '../../catalog/packages.js';
import type { ConsoleReason } from '../text/reasons/console.js';
import type { RoleReason } from '../text/reasons/role.js';
import { STARTS_TELEMETRY } from '../../catalog/setup/telemetry-sdk.js';
import { isExample, isTemplate } from './demonstration.js';
import { importsOf, listens } from './program-text.js';
import { REPLACES_CONSOLE } from './replaced-console.js';
import type { FileFacts } from './file-facts.js';
import { keepsRunning } from './package-scripts.js';
import { type FileRole, type RoleVerdict, isTestPath, wordsOfName } from './role.js';

/** Who reads what a file prints to the console, where that is no log of a server. */
export interface ConsoleOutput {
  /** The kind of file whose inclusion makes it a log after all; none where nothing does. */
  readonly kind: FileRole | undefined;
  readonly reason: RoleReason | ConsoleReason;
}

/**
 * Who runs a file, as far as its importers say:
 * - `service`: a program that serves is seen, and the file is a part of it, or something that is imports it, directly or not;
 * - `part`: it is written as parts of services are, or something that imports it is, and no program that serves is seen to run it, or a
 *   page is as well;
 * - `commands`: all that imports it are command lines and scripts;
 * - `nobody`: beside a program that serves, nothing that does is seen to use it;
 * - `unknown`: nothing says either.
 */
export type Runner = 'service' | 'part' | 'commands' | 'nobody' | 'unknown';

/** What console output is judged by, beyond what a file's role is. All but `file` costs a look at other files. */
export interface ConsoleFacts {
  readonly file: FileFacts;
  readonly role: RoleVerdict;
  /** Whether a package deploys to an edge runtime, by its configuration. */
  readonly deploysToEdge: () => boolean;
  /** Whether some file of the package serves a protocol over stdin and stdout. */
  readonly servesOverStdio: () => boolean;
  readonly isSharedLibrary: () => boolean;
  /** Whether the package is a library that is published for anyone. */
  readonly isForAnyone: () => boolean;
  readonly runner: () => Runner;
  /** Whether the file runs on a server, by its role or by what alone imports it. */
  readonly isOfServer: () => boolean;
  /** Whether a page of the package loads the file. */
  readonly isOfPage: () => boolean;
  /** Whether the file is among a page's components: in a folder of `.vue` or `.svelte` files, or under one. */
  readonly isAmongComponents: () => boolean;
  /** Whether the file is deployed as the text of a function, with no module beside it. */
  readonly isInlined: () => boolean;
  /** Whether the file is of an editor extension, as a package within it. */
  readonly isOfEditorExtension: () => boolean;
  /** Whether the file is copied from a library, by the licence beside it. */
  readonly isThirdParty: () => boolean;
  /** Whether the file's package is a part of a desktop application, with a manifest of its own. */
  readonly isWithinDesktopApp: () => boolean;
  /** Whether the file's package only shows how another one is used. */
  readonly isOfExamplePackage: () => boolean;
  /** Whether the file is of a copy of what stands beside it, which nothing uses any more. */
  readonly isKeptCopy: () => boolean;
}

/** What takes a service's place while code is developed, and shows what it was given: `createMockMailer`, `fake-gateway`. */
const STANDS_IN = /(?:^|_)(?:mock|fake|stub|dummy)(?:_|$)/;

/** The same of a workspace: `packages/simulator`. A service may simulate what it decides on, and be called so. */
const SIMULATES = /(?:^|_)(?:simulator|emulator)$/;

/** Whether a file, or its package, is called what takes a service's place. */
function standsIn({ path, projectPath, package: { name: owner = '' } }: FileFacts): boolean {
  const isOfWorkspace = path !== projectPath;
  return (
    STANDS_IN.test(wordsOfName(path)) ||
    STANDS_IN.test(wordsOfName(owner)) ||
    (isOfWorkspace && SIMULATES.test(wordsOfName(owner)))
  );
}

const EDGE_TEXT =
  /\bruntime\s*[:=]\s*['"](?:experimental-)?edge['"]|['"]cloudflare:\w+['"]|\bDeno\.|\baddEventListener\(\s*['"]fetch['"]|\bNextFetchEvent\b|\b(?:DurableObject(?:State|Namespace)|KVNamespace|ExportedHandler)\b/;
const EDGE_PATH = /(?:^|\/)(?:edge-functions|supabase\/functions)\/|[.-]edge(?:\.config)?\.[cm]?[jt]s$/;
/** Next.js runs it at the edge unless it says otherwise. */
const NEXT_MIDDLEWARE = /^(?:src\/)?middleware\.[jt]s$/;

/** Says that a program speaks MCP over stdin and stdout, or is a language server. */
export const STDIO_SERVER = /\bStdioServerTransport\b|\bserveStdio\b|\btransportType\s*:\s*['"]stdio['"]/;
const LANGUAGE_SERVER = /\bcreateConnection\(\s*ProposedFeatures\b/;

/** What reads the configuration, which a logger is made with, by the words of a file's name: `env.server.ts`, `loadConfig.js`. */
const CONFIGURATION_WORDS = /^(?:config(?:uration|s)?|env(?:ironment|s)?|settings)$/;
const READS_CONFIGURATION =
  /^(?:load|read|get|parse|check|valid(?:ate|ation|ator)|schema|server|app|default)(?:er|or|s)?$/;

/** Whether a file is named for reading the configuration, and for nothing else. */
export function loadsConfiguration(path: string): boolean {
  const words = wordsOfName(path).split('_');
  return (
    words.some((word) => CONFIGURATION_WORDS.test(word)) &&
    words.every((word) => CONFIGURATION_WORDS.test(word) || READS_CONFIGURATION.test(word))
  );
}

/** What reads the configuration, and gives up without it. */
const CONFIGURATION_FILE = /(?:^|\/)(?:config|configuration|env|environment|settings)\.[cm]?[jt]s$/;
const FAILS = /\bprocess\.exit\(\s*[1-9]/;

/** A file that starts tracing, which a logger must not be loaded before. */
const INSTRUMENTATION_FILE = /(?:^|\/)instrumentation(?:[.-][\w-]+)?\.[cm]?[jt]s$/;
const LOGGER_FILE =
  /(?:^|\/)(?:[\w.-]*[._-])?(?:log(?:ger|ging)?|console)\.[cm]?[jt]s$|(?:Logger|LogManager|ConsoleTransport|ConsoleExporter)\.[cm]?[jt]s$|(?:^|\/)[lL]og(?:ger|ging)?\//;

/** A workspace's package that is its logger: `@acme/logger`. */
const LOGGER_PACKAGE = /^(?:@[\w.-]+\/)?(?:[\w.-]+[-.])?(?:logger|logging)$/;

/** Who reads the console output of a file; undefined where it is the log of a server, as far as is known. */
export function consoleOutputOf(facts: ConsoleFacts): ConsoleOutput | undefined {
  return ownOutputOf(facts) ?? outputByUse(facts);
}

/** The same, as far as the file itself and its manifest tell. */
export function ownOutputOf(facts: ConsoleFacts): ConsoleOutput | undefined {
  const { file, role } = facts;
  const { path, projectPath, text } = file;
  if (!facts.isOfServer()) return { kind: role.role, reason: role.reason };
  if (isTestPath(projectPath)) return { kind: 'tests', reason: { code: 'test' } };
  if (isExample(projectPath) || isTemplate(path, projectPath, file.package))
    return { kind: 'scripts', reason: { code: 'example' } };
  if (standsIn(file)) return { kind: 'scripts', reason: { code: 'development' } };
  if (isDesktopApp(file.package) || facts.isWithinDesktopApp())
    return { kind: 'browser', reason: { code: 'desktop-app' } };
  if (runsAtEdge(facts)) return { kind: 'browser', reason: { code: 'edge-runtime' } };
  if (speaksOverStdio(facts)) return { kind: 'cli', reason: { code: 'protocol-on-stdout' } };
  if (IMPORTS_WORKFLOW.test(text)) return { kind: undefined, reason: { code: 'workflow-sandbox' } };
  if (CONFIGURATION_FILE.test(path) && FAILS.test(text))
    return { kind: undefined, reason: { code: 'stops-process' } };
  if (STARTS_TELEMETRY.test(text) || INSTRUMENTATION_FILE.test(path))
    return { kind: undefined, reason: { code: 'starts-telemetry' } };
  if (isOwnLogger(path, text, file.package.name)) return { kind: undefined, reason: { code: 'own-logger' } };
  return undefined;
}

/** The same by who uses the file, which takes reading others. */
function outputByUse(facts: ConsoleFacts): ConsoleOutput | undefined {
  // What a library for anyone makes listen is somebody else's server.
  if ((!listens(facts.file.text) || facts.isForAnyone()) && facts.isSharedLibrary())
    return { kind: undefined, reason: { code: 'shared-library' } };
  const runner = facts.runner();
  if (runner === 'commands') return { kind: 'cli', reason: { code: 'cli-imported-by-commands' } };
  if (facts.isOfPage() || (runner !== 'service' && facts.isAmongComponents()))
    return { kind: 'browser', reason: { code: 'browser-page' } };
  if (facts.isInlined()) return { kind: undefined, reason: { code: 'deployed-as-text' } };
  if (facts.isOfEditorExtension()) return { kind: 'browser', reason: { code: 'editor-extension' } };
  if (facts.isOfExamplePackage()) return { kind: 'scripts', reason: { code: 'example' } };
  if (facts.isThirdParty()) return { kind: 'generated', reason: { code: 'generated-code' } };
  if (runner === 'nobody' || facts.isKeptCopy()) return { kind: undefined, reason: { code: 'unreached' } };
  return undefined;
}

/** What starts a program on Node.js, and not a desktop application. */
const RUNS_NODE =
  /(?:^|&&|;)\s*(?:cross-env\s+)?(?:\w+=\S*\s+)*(?:node|nodemon|pm2(?:-runtime)?|ts-node|tsx|bun)\s/;

/**
 * Whether a package is a desktop application that logs with no library: what listens in it answers the application itself, and who uses
 * that sees no console. One that is also started as a server is a service as well.
 */
export function isDesktopApp({ allDependencies, dependencies, scripts }: FileFacts['package']): boolean {
  if (!allDependencies.has(DESKTOP_FRAMEWORK)) return false;
  const isStartedAsServer = Object.entries(scripts).some(
    ([name, command]) => keepsRunning(name, command, false) === 'operators' && RUNS_NODE.test(command),
  );
  return !isStartedAsServer && ![...dependencies].some((name) => ONLY_LOGGER_PACKAGES.has(name));
}

function runsAtEdge({ file, deploysToEdge }: ConsoleFacts): boolean {
  const { path, text } = file;
  const { dependencies, allDependencies } = file.package;
  const runsOnNode = NODE_SERVER_PACKAGES.some((name) => dependencies.has(name));
  const isPortable = !runsOnNode && dependencies.has(NODE_ADAPTER);
  // What serves on Node.js as well is shared with the edge, but for what starts it there.
  if (isPortable) return deploysToEdge() && !listens(text) && !importsOf(text).includes(NODE_ADAPTER);
  if (runsOnNode) return false;
  if (EDGE_TEXT.test(text) || EDGE_PATH.test(path)) return true;
  return (allDependencies.has('next') && NEXT_MIDDLEWARE.test(path)) || deploysToEdge();
}

/** A file that listens, in a package that offers other transports as well, is a server like any other. */
function speaksOverStdio({ file, servesOverStdio }: ConsoleFacts): boolean {
  if (listens(file.text)) return false;
  if (STDIO_SERVER.test(file.text) || LANGUAGE_SERVER.test(file.text)) return true;
  if ([...file.package.dependencies].some((name) => LANGUAGE_SERVER_PACKAGES.has(name))) return true;
  return isOfMcp(file.package) && servesOverStdio();
}

/** Whether a package is an MCP server: one that is run as a command, serves nothing else, or is called so. */
export function isOfMcp({ name, dependencies, hasBin }: FileFacts['package']): boolean {
  if (![...dependencies].some((each) => MCP_PACKAGES.has(each))) return false;
  return hasBin || MCP_NAME.test(name ?? '') || ![...dependencies].some((each) => SERVER_PACKAGES.has(each));
}

/** `@acme/mcp`, `mcp-server-notes`, `notes-mcp`. */
const MCP_NAME = /(?:^|[/-])mcp(?:-|$)/;

/** A module that is the project's own logger, home-made around the console, or a transport of one. */
function isOwnLogger(path: string, text: string, owner: string | undefined): boolean {
  if (REPLACES_CONSOLE.test(text) || LOGGER_PACKAGE.test(owner ?? '')) return true;
  const imports = importsOf(text);
  if (!LOGGER_FILE.test(path) && !imports.some((name) => TRANSPORT_PACKAGE.test(name))) return false;
  return !imports.some(
    (name) => SERVER_PACKAGES.has(name) && (!GIVES_LOGGER.has(name) || HANDLES_REQUESTS.test(text)),
  );
}
