import { LOGGERS } from '../../catalog/logs/libraries.js';
import {
  ANGULAR,
  BROWSER_PACKAGES,
  COMMAND_LINE_PACKAGES,
  FULL_STACK_PACKAGES,
  LOAD_TEST_PACKAGE,
  SERVER_PACKAGES,
} from '../../catalog/packages.js';
import type { RoleReason } from '../text/reasons/role.js';

/**
 * What a file is for, as far as it decides whether its console output is a log. `server` is what is left
 * when nothing says otherwise: code whose output nobody watches while it runs.
 */
export type FileRole = 'server' | 'cli' | 'scripts' | 'tests' | 'browser' | 'generated' | 'declaration';

export interface RoleVerdict {
  readonly role: FileRole;
  readonly reason: RoleReason;
}

/** What is read of a package.json; empty where there is none. */
export interface PackageFacts {
  /** Absolute directory of the package.json, or of the tree's root without one. */
  readonly root: string;
  readonly name: string | undefined;
  readonly dependencies: ReadonlySet<string>;
  readonly allDependencies: ReadonlySet<string>;
  readonly versions: ReadonlyMap<string, string>;
  readonly type: 'module' | 'commonjs';
  readonly hasBin: boolean;
  readonly scripts: Readonly<Record<string, string>>;
}

export interface FileFacts {
  /** Relative to the package's root, with forward slashes. */
  readonly path: string;
  /** Relative to the root of the repository or workspace that the package is part of. */
  readonly projectPath: string;
  readonly text: string;
  readonly package: PackageFacts;
  /**
   * Whether the package's `bin` leads to the file: it is the entry itself, or imported from it; `maybe` where
   * what is reached loads modules by names that are not written down.
   */
  readonly bin: () => 'entry' | 'reached' | 'maybe' | 'no';
}

const TEST_DIRECTORY =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|(?:[\w-]+-)?tests?(?:-[\w-]+)?|testing|specs?|(?:[\w-]+-)?e2e|mocks?|fixtures?|cypress|playwright)\//;
const TEST_FILE =
  /(?:\.|-|_)(?:test|tests|spec|e2e|e2e-spec|bench|stories|cy|mock|fixture)\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|mocha|test)(?:[\w.-]*[.-])?(?:setup|teardown|global|env)[\w.-]*\.[cm]?[jt]s$|(?:^|\/)tests?\.[cm]?[jt]sx?$/;
const TEST_RUNNER =
  /\b(?:from|require\()\s*['"](?:node:test|bun:test|vitest|@jest\/globals|ava|tap|@playwright\/test)['"]/;
const SCRIPT_DIRECTORY =
  /(?:^|\/)(?:scripts?|seeds?|seeders?|migrations?|\.github|\.husky|\.storybook|codemods?)\/|^(?:tools?|tooling|hack|dev|ci|extra|deploy[\w-]*|release|examples?|demos?|docs?|bench|benchmarks?|packages\/[^/]+\/(?:scripts|tools|bench))\//;
const ACCEPTANCE_TEST =
  /(?:^|\/)acceptance\/|\.(?:test|spec)\.(?:db|int|integration|unit|node|browser|jsdom|dom|client|server)\.[cm]?[jt]sx?$/;
const LOGGER_PACKAGES: ReadonlySet<string> = new Set(LOGGERS.flatMap(({ packages }) => packages));
const TEST_PACKAGE = /(?:^|[-/])(?:acceptance|integration|e2e|playwright|cypress)(?:-tests?)?$/;
const SCRIPT_FILE =
  /(?:^|\/)(?:seed|seeder|gulpfile|gruntfile|jakefile|knexfile|ormconfig|makefile)\.[cm]?[jt]s$|(?:^|\/)(?:[\w.-]+\.config|\.[\w-]+rc|[\w-]*webpack[\w.-]*)\.[cm]?[jt]s$|(?:^|\/)\d{8,}[-_][\w-]+\.[cm]?[jt]s$/i;
const CLI_FILE = /(?:^|\/)(?:bin|cli)\/|(?:^|\/)cli\.[cm]?[jt]s$/;
/** Folders of packages that are command lines: `cli-tools/`, `admin-cli/`. */
const CLI_PACKAGE = /(?:^|\/)(?:cli-[\w-]+|[\w-]+-cli)\//;
const GENERATED_FILE =
  /(?:\.min|\.generated|\.gen|_pb|\.pb|_grpc_pb|\.bundle)\.[cm]?[jt]sx?$|(?:^|\/)(?:__generated__|generated|dist|build|out|\.next|\.nuxt|coverage)\//;
/**
 * Folders of copied third-party code. `vendors/`, `external/` and `third-party/` are as a rule the project's own adapters to
 * vendors' services, except among a site's assets.
 */
const VENDORED_DIRECTORY =
  /(?:^|\/)(?:vendor|vendored|third_party|bower_components)\/|(?:^|\/)(?:public|static|assets)\/(?:[^/]+\/)*vendors\//;
/** `vendor/vendor.service.ts`, `vendor/dto/update.dto.ts`: a vendor that sells is a part of the project's domain. */
const VENDOR_OF_DOMAIN =
  /(?:^|\/)vendor\/(?:[^/]+\/)*(?:[^/]*vendor[^/]*|[^/]+\.(?:service|controller|module|entity|dto|repository|resolver|model|schema|guard|routes?))\.[cm]?[jt]sx?$/i;
const BROWSER_DIRECTORY = /^(?:public|static|assets|www|web|browser|client)\/|(?:^|\/)(?:frontend|webapp)\//;
const BROWSER_SOURCE =
  /\b(?:document|window|localStorage|sessionStorage|navigator)\.[A-Za-z]|^[ \t]*['"]use client['"]/m;
const IMPORT = /\b(?:from|import|require\()\s*['"]([^'"]+)['"]/g;

/** Judges what a file is for from its path, its text and its package. */
export function roleOf(facts: FileFacts): RoleVerdict {
  const { text } = facts;
  // A service is what its own package says, wherever in the repository it stands: `examples/orders`.
  const isService = [...facts.package.dependencies].some((name) => SERVER_PACKAGES.has(name));
  const file = isService ? { ...facts, projectPath: facts.path } : facts;
  const path = file.projectPath;
  if (/\.d\.[cm]?ts$/.test(path)) return { role: 'declaration', reason: { code: 'declaration-file' } };
  if (isGenerated(path, text)) return { role: 'generated', reason: { code: 'generated-code' } };
  if (TEST_DIRECTORY.test(path) || TEST_FILE.test(path) || runsTests(text))
    return { role: 'tests', reason: { code: 'test' } };
  const cli = commandLine(file);
  if (cli) return { role: 'cli', reason: cli };
  if (isAcceptanceTest(file)) return { role: 'tests', reason: { code: 'test' } };
  const script = scripted(file);
  if (script) return { role: 'scripts', reason: script };
  const browser = browserCode(file);
  if (browser) return { role: 'browser', reason: browser };
  return { role: 'server', reason: { code: 'server' } };
}

function isGenerated(path: string, text: string): boolean {
  if (GENERATED_FILE.test(path) || isVendored(path)) return true;
  const head = text.slice(0, 1000);
  if (
    /@generated\b|\b(?:auto-?generated|generated by)\b[^\n]*\b(?:do not|don't)\b|\bDO NOT EDIT\b/i.test(head)
  )
    return true;
  // Minified: a line longer than any person writes, in a file of few lines.
  return text.length > 5000 && text.length / (text.split('\n').length || 1) > 400;
}

function isVendored(path: string): boolean {
  return VENDORED_DIRECTORY.test(path) && !VENDOR_OF_DOMAIN.test(path);
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
  if (text.startsWith('#!')) return { code: 'cli-shebang' };
  const bin = file.package.hasBin ? file.bin() : 'no';
  if (bin === 'entry') return { code: 'cli-bin' };
  const parser = importsOf(text).find((name) => COMMAND_LINE_PACKAGES.has(name));
  if (parser) return { code: 'cli-parser', evidence: parser };
  if (/\bparseArgs\b/.test(text) && /['"](?:node:)?util['"]/.test(text)) {
    return { code: 'cli-parses-arguments' };
  }
  if (/\bprocess\.argv\s*(?:\.slice|\[\s*[2-9])/.test(text)) return { code: 'cli-reads-argv' };
  if (CLI_FILE.test(path) || (file.package.hasBin && CLI_PACKAGE.test(path))) return { code: 'cli-path' };
  // A package that serves requests may start from a `bin`; everything it runs is reached from there. One
  // that also parses a command line could be either, and is left alone.
  const dependsOnParser = [...file.package.dependencies].some((name) => COMMAND_LINE_PACKAGES.has(name));
  const isServer = [...file.package.dependencies].some((name) => SERVER_PACKAGES.has(name));
  if ((bin === 'reached' && !isServer) || ((bin === 'reached' || bin === 'maybe') && dependsOnParser)) {
    return { code: 'cli-reached-from-bin' };
  }
  if (file.package.hasBin && isBundledCommandLine(file.package) && !isServer) {
    return { code: 'cli-package' };
  }
  if (file.package.hasBin && dependsOnParser && /(?:^|\/)commands?\//.test(path)) {
    return { code: 'cli-command' };
  }
  return undefined;
}

/** Whether a package bundles its parser of command lines, so that its `bin` leads to no source, and logs with no library. */
function isBundledCommandLine({ allDependencies, dependencies }: PackageFacts): boolean {
  const parsers = [...allDependencies].filter((name) => COMMAND_LINE_PACKAGES.has(name));
  return (
    parsers.length > 0 &&
    ![...dependencies].some((name) => LOGGER_PACKAGES.has(name) || parsers.includes(name))
  );
}

function scripted(file: FileFacts): RoleReason | undefined {
  if (importsOf(file.text).some((name) => LOAD_TEST_PACKAGE.test(name))) return { code: 'load-test' };
  // What listens is no script, whatever runs it.
  const listens = file.text.includes('.listen(');
  if (
    SCRIPT_DIRECTORY.test(file.path) ||
    SCRIPT_DIRECTORY.test(file.projectPath) ||
    SCRIPT_FILE.test(file.path)
  )
    return { code: 'script' };
  const stem = file.path.replace(/\.[cm]?[jt]sx?$/, '');
  for (const [name, command] of Object.entries(listens ? {} : file.package.scripts)) {
    if (/\b(?:start|serve|server|dev|develop|prod|production|watch|debug|inspect|preview)\b/.test(name))
      continue;
    if (/\b(?:nodemon|ts-node-dev|pm2|forever|nest start|tsx watch|node --watch)\b/.test(command)) continue;
    if (
      command
        .split(/[\s'"&|;]+/)
        .some((word) => word.replace(/^\.\//, '').replace(/\.[cm]?[jt]sx?$/, '') === stem && word !== '')
    ) {
      return { code: 'package-script', evidence: name };
    }
  }
  return undefined;
}

function browserCode(file: FileFacts): RoleReason | undefined {
  const { path, projectPath, text } = file;
  const isBrowser = [...file.package.allDependencies].some((name) => BROWSER_PACKAGES.has(name));
  const isServer = [...file.package.dependencies].some((name) => SERVER_PACKAGES.has(name));
  if (/\.[jt]sx$/.test(path)) return { code: 'browser-jsx' };
  const isFullStack = [...file.package.allDependencies].some((name) => FULL_STACK_PACKAGES.has(name));
  if (isBrowser && !isServer && !isFullStack) return { code: 'browser-package' };
  const isServerFile =
    /(?:^|\/)(?:api|server)\/|(?:^|\/)(?:route|middleware|instrumentation)\.[jt]s$|\.server\.[jt]s$/.test(
      path,
    );
  if (isServerFile || /^[ \t]*['"]use server['"]/m.test(text)) return undefined;
  if (isFullStack) return { code: 'browser-maybe' };
  const isAngular = file.package.allDependencies.has(ANGULAR);
  if (isAngular && /\.(?:component|directive|pipe)\.ts$/.test(path)) return { code: 'browser-angular' };
  if (
    BROWSER_SOURCE.test(withoutStrings(text)) &&
    !/\btypeof\s+(?:window|document)\b/.test(text) &&
    // A name of its own, not the browser's.
    !/(?:\b(?:const|let|var)\s+(?:\{[^}]*\b)?|[(,]\s*\{?[^(){}]*?\b)(?:window|document)\b(?!\.|\s+as\b|\[)/.test(
      withoutStrings(text),
    )
  )
    return { code: 'browser-dom' };
  if (isBrowser && !isServer) return { code: 'browser-package' };
  if (BROWSER_DIRECTORY.test(path) || BROWSER_DIRECTORY.test(projectPath)) return { code: 'browser-path' };
  return undefined;
}

/** Text without comments and one-line strings, where `window.` is no use of the DOM. */
function withoutStrings(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
    (match) => (/^['"]use client['"]$/.test(match) ? match : ' '),
  );
}

/** The packages a text imports, by its import statements and `require` calls as they are written. */
export function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? '');
}
