import { LOGGER_PACKAGES } from '../../catalog/logs/libraries.js';
import {
  BUILD_PACKAGES,
  COMMAND_FRAMEWORKS,
  COMMAND_LINE_PACKAGES,
  EDITOR_PACKAGES,
  LOADER_PACKAGES,
  LOAD_TEST_PACKAGE,
  SERVER_PACKAGES,
} from '../../catalog/packages.js';
import type { RoleReason } from '../text/reasons/role.js';
import { browserCode } from './browser-code.js';
import type { FileFacts, PackageFacts } from './file-facts.js';
import { filesIn, filesRunBy, isForDevelopers, startsProgram, startsService } from './package-scripts.js';
import { answersRequests } from './service-evidence.js';
import { moduleName } from '../settings.js';
import { EXPORTS, exitsWhenDone, importsOf, isUsedAtRunTime, listens, runsOnce } from './program-text.js';

/**
 * What a file is for, as far as it decides whether its console output is a log. `server` is what is left
 * when nothing says otherwise: code whose output nobody watches while it runs.
 */
export type FileRole = 'server' | 'cli' | 'scripts' | 'tests' | 'browser' | 'generated' | 'declaration';

export interface RoleVerdict {
  readonly role: FileRole;
  readonly reason: RoleReason;
}

const TEST_DIRECTORY =
  /(?:^|\/)(?:__(?:tests?|mocks?|stubs|(?:stub|mock|fake)s?[-_](?:apis?|servers?|services?|backends?)|fixtures?|utils?|helpers?|setup|support|e2e|integration)__|(?:[\w-]+[-_])?tests?(?:[-_][\w-]+)?|[\w-]*[a-z]Tests?|test(?:apps?|utils?|helpers?|support)|testing|specs?|(?:[\w-]+[-_])?e2e(?:[-_][\w-]+)?|mocks?|stubs|(?:stub|mock|fake)s?[-_](?:apis?|servers?|services?|backends?)|fixtures?|cypress|playwright|bats)\//;
const TEST_FILE =
  /(?:\.|-|_)(?:test|tests|spec|e2e|e2e-spec|bench|stories|cy|mock|fixture)\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|mocha|test)(?:[\w.-]*[.-])?(?:setup|teardown|global|env)[\w.-]*\.[cm]?[jt]s$|(?:^|\/)tests?(?:[-_.]?(?:[uU]til(?:itie)?s?|[hH]elpers?|[sS]upport|[fF]ixtures?|[hH]arness))?\.[cm]?[jt]sx?$/;
const TEST_RUNNER =
  /\b(?:from|require\()\s*['"](?:node:test|bun:test|vitest(?:\/node)?|@jest\/globals|ava|tap|@playwright\/test)['"]/;
const SCRIPT_DIRECTORY =
  /(?:^|\/)(?:(?:[\w-]+[-_])?(?:scripts?|seeds?|seeders?|migrations?|bench|benchmarks?)|\.github|\.husky|\.storybook|codemods?)\/|^(?:tools?|tooling|hack|dev|ci|extra|deploy[\w-]*|release|examples?|demos?|docs?|bench|benchmarks?|packages\/[^/]+\/(?:scripts|tools|bench))\//;
const ACCEPTANCE_TEST =
  /(?:^|\/)acceptance\/|\.(?:test|spec)\.(?:db|int|integration|unit|node|browser|jsdom|dom|client|server)\.[cm]?[jt]sx?$/;
const TEST_PACKAGE =
  /(?:^|[-_/])(?:acceptance|integration|e2e|playwright|cypress)(?:[-_]tests?)?$|^@[^/]+\/tests?$/;
const SCRIPT_FILE =
  /(?:^|\/)(?:seed|seeder|migrate|migrations?|gulpfile|gruntfile|jakefile|knexfile|ormconfig|makefile)\.[cm]?[jt]s$|(?:^|\/)(?:[\w.-]+\.config|\.[\w-]+rc|[\w-]*webpack[\w.-]*)\.[cm]?[jt]s$|(?:^|\/)\d{8,}[-_][\w-]+\.[cm]?[jt]s$/i;
/** What somebody runs to try a package, beside its manifest: `test-webhook.mjs`. */
const TRIES = /^test[-_][\w-]+\.[cm]?[jt]s$/;
/** What somebody runs there to find a fault: `debug-express.js`, `webhook-debug.js`. */
const FINDS_FAULT = /^(?:debug[-_][\w-]+|[\w-]+[-_]debug)\.[cm]?[jt]s$/;
/** What an operator runs and watches: installing, upgrading and building. */
const OPERATION =
  /(?:^|\/)(?:(?:pre|post)?install(?:er|ation)?|upgrades?|upgrader)(?:\/|\.[cm]?[jt]s$)|^(?:setup|build|packag(?:e|er|ing))\.[cm]?[jt]s$|^releases?\//;
/** What a platform's users have installed, in a service that serves them: `github/installation.ts` of an app. */
const INSTALLATION_OF_DOMAIN = /(?:^|\/)installation(?:\/|\.[cm]?[jt]s$)/;
/** The same by the words of a file's name: `settingsMigration`, `schema-upgrade`, `db-installer`, `migrate-users`. */
const OPERATION_WORDS =
  /(?:^|_)(?:migrations?|install(?:er)?|(?:schema|data|database|db|store|storage|settings|config|version)_upgrades?)$|^migrate_/;
/** What holds a start back until something else is there: `wait-for-postgres`. */
const WAITS_FOR = 'wait_for_';
/** A step of an upgrade, named by the version that it leads to: `updates/2.3.0.js`. */
const VERSION_STEP = /(?:^|\/)v?\d+[._]\d+[._]\d+(?:[-_][\w-]+)?\.[cm]?[jt]s$/;
/** What developers run and watch, by the words of a file's name: `dev-server`, `devWatcher`. */
const DEVELOPMENT_WORDS = /^dev_(?:server|watch(?:er)?|proxy|runner)$/;
/** A part of the project's domain by its name: `install.controller.ts`. */
const PART_OF_DOMAIN =
  /\.(?:service|controller|module|entity|dto|repository|resolver|model|schema|guard|routes?|handler)\.[cm]?[jt]sx?$/;
/** Packages that are loaded by a build tool, by their names: `vite-plugin-cloudflare`, `babel-plugin-x`. */
const BUILD_PLUGIN =
  /(?:^|[-/])(?:vite|vitest|webpack|rollup|esbuild|babel|postcss|gulp|grunt|next|nuxt|astro|eslint|unplugin)-(?:[\w-]+-)?(?:plugins?|loader|module|preset)|(?:^|[-/])(?:plugin|preset|loader)-(?:vite|webpack|rollup|esbuild|babel)/;
const CLI_FILE = /(?:^|\/)(?:bin|cli)\/|(?:^|\/)cli\.[cm]?[jt]s$/;
/**
 * A program that starts itself again hands on all after its own path, `process.argv.slice(1)`; one that starts others hands on what it
 * was given itself, `options.concat(process.argv.slice(2))`. One that only looks for its own path asks for no more than that,
 * `process.argv.length > 1`.
 */
const READS_ARGV =
  /(?<!\.concat\()\bprocess\.argv\s*(?:\.(?:slice\b(?!\(\s*1\s*\))|length\b(?!\s*>\s*[01]\b))|\[\s*(?:[2-9]|[a-z]))|\bconst\s*\[\s*,[^\]]*\]\s*=\s*process\.argv\b/;
/** Asks whoever sits in front of it. */
const ASKS = /\bcreateInterface\(\s*(?:\{\s*)?(?:input\s*:\s*)?process\.stdin\b/;
/** Folders of packages that are command lines: `cli-tools/`, `admin-cli/`. */
const CLI_PACKAGE = /(?:^|\/)(?:cli-[\w-]+|[\w-]+-cli)\//;
const GENERATED_FILE =
  /(?:\.min|\.generated|\.gen|_pb|\.pb|_grpc_pb|\.bundle)\.[cm]?[jt]sx?$|(?:^|\/)(?:__generated__|generated|dist(?:[-_.+][^/]*)?|out|\.next|\.nuxt|coverage)\//;
/** What is built, in a folder or the folder itself, unless it stands among sources: `src/build/`. */
export const BUILT_FOLDER = /^(?:(?:(?!src\/).)*\/)?build(?:\/|$)/;
/**
 * Folders of copied third-party code. `vendors/`, `external/` and `third-party/` are as a rule the project's own adapters to
 * vendors' services, except among a site's assets.
 */
const VENDORED_DIRECTORY =
  /(?:^|\/)(?:vendor|vendored|third_party|bower_components)\/|(?:^|\/)(?:public|static|assets)\/(?:[^/]+\/)*vendors\//;
/** `vendor/vendor.service.ts`, `vendor/dto/update.dto.ts`: a vendor that sells is a part of the project's domain. */
const VENDOR_OF_DOMAIN =
  /(?:^|\/)vendor\/(?:[^/]+\/)*(?:[^/]*vendor[^/]*|[^/]+\.(?:service|controller|module|entity|dto|repository|resolver|model|schema|guard|routes?))\.[cm]?[jt]sx?$/i;
/** Judges what a file is for from its path, its text and its package. */
export function roleOf(facts: FileFacts): RoleVerdict {
  const { text } = facts;
  // A service is what its own package says, wherever in the repository it stands: `examples/orders`.
  const isService = [...facts.package.dependencies].some((name) => SERVER_PACKAGES.has(name));
  const file = isService ? { ...facts, projectPath: facts.path } : facts;
  const path = file.projectPath;
  if (/\.d\.[cm]?ts$/.test(path)) return { role: 'declaration', reason: { code: 'declaration-file' } };
  if (isGenerated(path, text) || (isCompiled(text) && facts.isBesideSource()))
    return { role: 'generated', reason: { code: 'generated-code' } };
  if (isTestPath(path) || runsTests(text)) return { role: 'tests', reason: { code: 'test' } };
  const cli = commandLine(file);
  if (cli) return { role: 'cli', reason: cli };
  if (isAcceptanceTest(file)) return { role: 'tests', reason: { code: 'test' } };
  const script = scripted(file);
  if (script) return { role: 'scripts', reason: script };
  const browser = editorExtension(file) ?? browserCode(file);
  if (browser) return { role: 'browser', reason: browser };
  return { role: 'server', reason: { code: 'server' } };
}

/** What bundlers open a module with that runs under any loader: `"object" == typeof exports && "object" == typeof module ? …`. */
const BUNDLE_HEADER =
  /^(?:['"]use strict['"];? ?)?[!;+]?\(? ?function\b[^{]*\{ ?(?:if ?\()?\(?(?:typeof exports ?={2,3} ?["']object["']|["']object["'] ?={2,3} ?typeof exports)/;

function opensAsBundle(head: string): boolean {
  if (!head.includes('typeof exports')) return false;
  const code = head.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').replace(/\s+/g, ' ');
  return BUNDLE_HEADER.test(code.trimStart());
}

function isGenerated(path: string, text: string): boolean {
  if (GENERATED_FILE.test(path) || BUILT_FOLDER.test(path) || isVendored(path)) return true;
  const head = text.slice(0, 1000);
  if (opensAsBundle(head)) return true;
  // A licence that minifiers keep, with a version: a copy of somebody's library.
  if (/^\s*\/\*!(?:[^*]|\*(?!\/))*?\bv?\d+\.\d+\.\d+/.test(head)) return true;
  if (
    /@generated\b|\b(?:auto-?generated|generated by)\b[^\n]*\b(?:do not|don't)\b|\bDO NOT EDIT\b/i.test(head)
  )
    return true;
  // Minified: a line longer than any person writes, in a file of few lines.
  return text.length > 1500 && text.length / (text.split('\n').length || 1) > 400;
}

/** Whether a compiler of TypeScript wrote a text: it marks CommonJS modules, and says where their map is. */
function isCompiled(text: string): boolean {
  return (
    /\bexports, ["']__esModule["']/.test(text.slice(0, 10_000)) ||
    /\n\/\/# sourceMappingURL=[^\s]+\.map\s*$/.test(text.slice(-300))
  );
}

function isVendored(path: string): boolean {
  return VENDORED_DIRECTORY.test(path) && !VENDOR_OF_DOMAIN.test(path);
}

/** Whether a path is that of a test, or of what tests are run with. */
export function isTestPath(path: string): boolean {
  return TEST_DIRECTORY.test(path) || TEST_FILE.test(path);
}

/** Whether a file imports a test runner; one that writes such a file has the import in a template. */
function runsTests(text: string): boolean {
  const at = text.search(TEST_RUNNER);
  return at >= 0 && !text.slice(0, at).includes('`');
}

/** Tests of a running service, `x.spec.db.ts`, or what a package of tests is made of. */
function isAcceptanceTest({ projectPath, package: { name = '' } }: FileFacts): boolean {
  return ACCEPTANCE_TEST.test(projectPath) || TEST_PACKAGE.test(name);
}

function commandLine(file: FileFacts): RoleReason | undefined {
  const { projectPath: path, text } = file;
  // A server may be started as a command is: it is one for as long as it listens.
  const serves = listens(text);
  if (text.startsWith('#!') && !serves) return { code: 'cli-shebang' };
  const bin = file.package.hasBin ? file.bin() : 'no';
  if (bin === 'entry' && !serves) return { code: 'cli-bin' };
  const parser = parserOf(text);
  if (parser) return { code: 'cli-parser', evidence: parser };
  if (parsesArguments(text)) return { code: 'cli-parses-arguments' };
  if (serves) return undefined;
  if (READS_ARGV.test(text)) return { code: 'cli-reads-argv' };
  if (ASKS.test(text)) return { code: 'cli-asks' };
  if (CLI_FILE.test(path) || (file.package.hasBin && CLI_PACKAGE.test(path))) return { code: 'cli-path' };
  // A package that serves requests may start from a `bin`; everything it runs is reached from there. One
  // that also parses a command line could be either, and is left alone, but for what answers requests.
  const dependsOnParser = [...file.package.dependencies].some((name) => COMMAND_LINE_PACKAGES.has(name));
  const isServer = [...file.package.dependencies].some((name) => SERVER_PACKAGES.has(name));
  const mayBeCommand = dependsOnParser && !(isServer && answersRequests(text));
  if ((bin === 'reached' && !isServer) || ((bin === 'reached' || bin === 'maybe') && mayBeCommand)) {
    return { code: 'cli-reached-from-bin' };
  }
  const isCommandLine = isBundledCommandLine(file.package) || loadsCommands(file.package);
  if (file.package.hasBin && isCommandLine && !isServer) {
    return { code: 'cli-package' };
  }
  if (file.package.hasBin && dependsOnParser && /(?:^|\/)commands?\//.test(path)) {
    return { code: 'cli-command' };
  }
  const script = file.commandScript();
  if (script !== undefined) return { code: 'cli-script', evidence: script };
  return undefined;
}

/** The library of command lines that a text imports. */
function parserOf(text: string): string | undefined {
  return importsOf(text).find((name) => COMMAND_LINE_PACKAGES.has(name) && isUsedAtRunTime(name, text));
}

function parsesArguments(text: string): boolean {
  return /\bparseArgs\b/.test(text) && /['"](?:node:)?util['"]/.test(text);
}

/** Whether a program reads the command line that it is started with, and does not wait for requests. */
export function readsCommandLine(text: string): boolean {
  return (parserOf(text) !== undefined || parsesArguments(text) || READS_ARGV.test(text)) && !listens(text);
}

/** Whether a package bundles its parser of command lines, so that its `bin` leads to no source, and logs with no library. */
function isBundledCommandLine({ allDependencies, dependencies }: PackageFacts): boolean {
  const parsers = [...allDependencies].filter((name) => COMMAND_LINE_PACKAGES.has(name));
  return (
    parsers.length > 0 &&
    ![...dependencies].some((name) => LOGGER_PACKAGES.has(name) || parsers.includes(name))
  );
}

/** Whether a package's commands are loaded from a folder, so that its `bin` leads to none of them. */
function loadsCommands({ dependencies }: PackageFacts): boolean {
  return [...dependencies].some((name) => COMMAND_FRAMEWORKS.has(name));
}

function scripted(file: FileFacts): RoleReason | undefined {
  if (importsOf(file.text).some((name) => LOAD_TEST_PACKAGE.test(name))) return { code: 'load-test' };
  if (
    SCRIPT_DIRECTORY.test(file.path) ||
    SCRIPT_DIRECTORY.test(file.projectPath) ||
    SCRIPT_FILE.test(file.path)
  )
    return { code: 'script' };
  if (isDevelopment(file)) return { code: 'development' };
  if (!startsProgram(file.package.scripts) && tellsHowToRun(file)) return { code: 'script' };
  // What listens is no script, whatever runs it.
  const serves = listens(file.text);
  if (isTriedByHand(file, serves)) return { code: 'script' };
  // An installer may listen to see whether a port is reached; it ends all the same.
  if ((!serves || exitsWhenDone(file.text)) && isOperation(file)) return { code: 'operation' };
  if (!serves && isWait(file)) return { code: 'operation' };
  if (!serves && runsOnce(file.text)) return { code: 'runs-once' };
  const tool = serves ? undefined : buildTool(file);
  if (tool !== undefined) return { code: 'build-tool', evidence: tool };
  const stem = file.path.replace(/\.[cm]?[jt]sx?$/, '');
  const running = Object.entries(serves ? {} : file.package.scripts).filter(
    ([, command]) =>
      command.includes(stem) &&
      filesRunBy(command).some((word) => word.replace(/\.[cm]?[jt]sx?$/, '') === stem),
  );
  // `app.ts start` is a service, whatever else `app.ts backfill` does.
  if (running.some(([name, command]) => startsService(name, command))) return undefined;
  const [script] = running;
  return script && { code: 'package-script', evidence: script[0] };
}

/**
 * Whether somebody runs a file to try the package, or to find a fault, by its name. One that waits for requests is, unless a script starts
 * it or others import it: a server that shows what it is sent.
 */
function isTriedByHand({ path, text, package: { scripts } }: FileFacts, serves: boolean): boolean {
  const triesPackage = TRIES.test(path);
  if (!triesPackage && !FINDS_FAULT.test(path)) return false;
  if (triesPackage && !serves) return true;
  return !EXPORTS.test(text) && !Object.values(scripts).some((command) => filesIn(command).includes(path));
}

/** A line of a comment that runs a file: `* ts-node ./src/saml-server`. */
const RUNS_FILE =
  /^[ \t]*(?:\*|\/\/)[ \t]*(?:[$>`][ \t]*)?(?:npx[ \t]+)?(?:ts-node|tsx|node|bun(?:[ \t]+run)?)[ \t]+([^\s`]+)/gm;
const HEAD = 4000;

/** Whether a file begins by telling how somebody runs it, in a package that nothing starts. */
function tellsHowToRun({ path, text }: FileFacts): boolean {
  const module = moduleName(path);
  return [...text.slice(0, HEAD).matchAll(RUNS_FILE)].some(([, word = '']) => {
    const run = moduleName(word.replace(/^(?:\.{1,2}\/)+/, ''));
    return module === run || (run !== '' && module.endsWith(`/${run}`));
  });
}

/** Whether a program does nothing but wait for what the next one needs, by its name. */
function isWait({ path, text }: FileFacts): boolean {
  return wordsOfName(path).startsWith(WAITS_FOR) && !EXPORTS.test(text);
}

/** Whether a file installs or upgrades, by its path. */
export function isOperation({ path, package: { dependencies } }: FileFacts): boolean {
  if (PART_OF_DOMAIN.test(path)) return false;
  if (INSTALLATION_OF_DOMAIN.test(path) && [...dependencies].some((name) => SERVER_PACKAGES.has(name)))
    return false;
  return OPERATION.test(path) || VERSION_STEP.test(path) || OPERATION_WORDS.test(wordsOfName(path));
}

/** What runs on a developer's machine what is deployed as something else: `local.ts` beside a function of a platform, `dev-postgres.ts`. */
const LOCAL_WORDS = /^(?:(?:run_)?local(?:_|$)|dev_)/;

/** Whether a file is what developers run while they work, by its name, or by its name and a script for them. */
function isDevelopment({ path, package: { scripts } }: FileFacts): boolean {
  const words = wordsOfName(path);
  if (DEVELOPMENT_WORDS.test(words)) return true;
  return (
    LOCAL_WORDS.test(words) &&
    Object.entries(scripts).some(
      ([name, command]) =>
        isForDevelopers(name) && filesIn(command).some((word) => moduleName(word) === moduleName(path)),
    )
  );
}

/** The words of a file's name, in lower case and joined by `_`. */
export function wordsOfName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]s$/, '');
  return name.replace(/(?<=[a-z\d])(?=[A-Z])|[.-]/g, '_').toLowerCase();
}

/** The build tool that a file or its package plugs into. */
function buildTool({ text, package: { name = '', allDependencies } }: FileFacts): string | undefined {
  // `yaml-loader` is what webpack loads; `redshift-loader` loads a warehouse.
  const isLoader = name.endsWith('-loader') && [...allDependencies].some((each) => LOADER_PACKAGES.has(each));
  return (
    importsOf(text).find((each) => BUILD_PACKAGES.has(each)) ??
    (isLoader || BUILD_PLUGIN.test(name) ? name : undefined)
  );
}

function editorExtension({ text, package: { allDependencies } }: FileFacts): RoleReason | undefined {
  const isOne =
    importsOf(text).some((each) => EDITOR_PACKAGES.has(each)) ||
    [...allDependencies].some((each) => EDITOR_PACKAGES.has(each));
  return isOne ? { code: 'editor-extension' } : undefined;
}
