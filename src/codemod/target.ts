import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import type { LoggerModule } from '../catalog/schema.js';
import { LIBRARIES_BY_ID } from '../catalog/index.js';
import { DEFAULT_LOGGER, DETECTABLE } from '../catalog/logs/detection.js';
import { LOGGERS } from '../catalog/logs/libraries.js';
import type { PackageFacts } from '../model/code/role.js';
import { type ModuleStyle, relativeSpecifier } from '../model/text/import-statement.js';
import { serializesErrors, writesFields } from '../model/logs/dialect-text.js';
import { kindOf, loggerOf, originOfBinding } from '../model/code/provenance.js';
import type { Settings } from '../model/settings.js';
import { wouldCycle } from '../project/import-graph.js';
import { existing } from '../project/resolve.js';
import { isInside } from './files.js';
import type { TargetLogger } from './migrate.js';
import type { ModuleCache } from './parse.js';
import type { TsSource } from './source.js';

/** The logger that a package's files are migrated to. */
export interface PackageTarget {
  readonly library: string;
  /** How the library was found, for the report. */
  readonly because: string;
  /** The package to install first; undefined when it is a dependency already. */
  readonly install: string | undefined;
  readonly module: LoggerModulePlace;
}

/** Where files import their logger from. */
export type LoggerModulePlace =
  /** A module of the project, there already or to be created. */
  | {
      readonly at: 'file';
      readonly path: string;
      readonly name: string;
      /** Its text, where it is to be created. */
      readonly create: string | undefined;
      readonly serializesErrors: boolean;
      readonly writesFields: boolean;
    }
  /** A package or alias, as `--logger-import` gave it. */
  | { readonly at: 'specifier'; readonly from: string; readonly name: string }
  /** Every file makes its own. */
  | { readonly at: 'own'; readonly make: LoggerModule }
  /** None, and why. */
  | { readonly at: 'nowhere'; readonly why: string };

export interface TargetOptions {
  readonly logger: string | undefined;
  /** `--logger-import module#name`. */
  readonly loggerImport: { readonly from: string; readonly name: string } | undefined;
  readonly roots: readonly string[];
  readonly cwd: string;
}

/** Libraries that console output can be migrated to. */
export const TARGET_LIBRARIES: readonly string[] = LOGGERS.flatMap(({ id, loggerModule }) =>
  loggerModule ? [id] : [],
);

/** What a file is written in: a JavaScript file that is run as it is cannot import a TypeScript module. */
export type Language = 'ts' | 'js';

/** Decides what a package's files are migrated to. */
export function targetOf(
  facts: PackageFacts,
  language: Language,
  options: TargetOptions,
  modules: ModuleCache,
): PackageTarget {
  const { library, because } = libraryOf(facts, options);
  const { packages = [], loggerModule } = LIBRARIES_BY_ID.get(library) ?? {};
  const isMade = loggerModule !== undefined && !loggerModule.isPerFile;
  const isInstalled = packages.some((name) => facts.allDependencies.has(name));
  return {
    library,
    because,
    install: isMade && !isInstalled ? packages[0] : undefined,
    module: modulePlace(library, facts, language, options, modules),
  };
}

/** The logger for one file of a package, for `migrateFile` to ask when a call needs it. */
export function loggerForFile(
  target: PackageTarget,
  facts: PackageFacts,
  file: string,
  used: ReadonlySet<string>,
  ending: 'none' | '.js' | 'source',
  defaultStyle: ModuleStyle,
  className: string,
): TargetLogger {
  const { module, library } = target;
  if (module.at === 'nowhere') return { unavailable: module.why };
  const origin = loggerOf(library, 'settings');
  const dialect = origin && kindOf(origin).logger;
  if (!dialect) return { unavailable: `${library} has no logger to write records with` };
  const local = freeLocal(module.at === 'own' || module.name === 'default' ? 'logger' : module.name, used);
  if (local === undefined) return { unavailable: 'every name for the logger is taken' };
  const logger = {
    dialect,
    text: local,
    hasContext: false,
    serializesErrors: serializesErrors(dialect, undefined),
    writesFields: true,
  };
  if (module.at === 'own') {
    const statement = `const ${local} = ${module.make.expression.replace('CLASS', () => `'${className}'`)};`;
    const [[name, from] = ['', '']] = Object.entries(module.make.imports);
    return used.has(name)
      ? { unavailable: `the name \`${name}\` is taken` }
      : {
          logger: { ...logger, hasContext: true },
          needs: { from, name, local: name, statement, defaultStyle },
        };
  }
  if (module.at === 'specifier') {
    return { logger, needs: { from: module.from, name: module.name, local, defaultStyle } };
  }
  if (file === module.path) return { unavailable: 'it is the logger itself' };
  if (defaultStyle === 'cjs' && isEsModule(module.path, facts)) {
    return { unavailable: 'the logger module is an ES module, which a CommonJS file cannot require' };
  }
  if (module.create === undefined && wouldCycle(module.path, file)) {
    return { unavailable: 'the logger module imports this file: importing it here would close a cycle' };
  }
  const from = relativeSpecifier(slashes(module.path), slashes(dirname(file)), ending);
  return {
    logger: { ...logger, serializesErrors: module.serializesErrors, writesFields: module.writesFields },
    needs: { from, name: module.name, local, defaultStyle },
  };
}

function libraryOf(facts: PackageFacts, options: TargetOptions): { library: string; because: string } {
  if (options.logger !== undefined) return { library: options.logger, because: '--logger' };
  for (const { dependency, library } of DETECTABLE) {
    if (facts.dependencies.has(dependency))
      return { library, because: `package.json depends on ${dependency}` };
  }
  const because = `no logging library was found; ${DEFAULT_LOGGER} is the default`;
  return { library: DEFAULT_LOGGER, because };
}

function modulePlace(
  library: string,
  facts: PackageFacts,
  language: Language,
  options: TargetOptions,
  modules: ModuleCache,
): LoggerModulePlace {
  const { loggerImport } = options;
  if (loggerImport) {
    if (!loggerImport.from.startsWith('.')) return { at: 'specifier', ...loggerImport };
    const path = existing(resolve(options.cwd, loggerImport.from));
    const origin = loggerOf(library, 'settings');
    const dialect = origin && kindOf(origin).logger;
    if (!path) return { at: 'nowhere', why: `there is no module ${loggerImport.from}` };
    return {
      at: 'file',
      path,
      name: loggerImport.name,
      create: undefined,
      serializesErrors: dialect === undefined || serializesErrors(dialect, undefined),
      writesFields: true,
    };
  }
  const make = LIBRARIES_BY_ID.get(library)?.loggerModule;
  if (make?.isPerFile) return { at: 'own', make };
  return (
    ownModule(library, facts, language, modules, options) ?? newModule(library, facts, language, options)
  );
}

/** Whether a module with a logger's name exports something of that name that is no known library's. */
function isHomeMade(candidate: string, source: TsSource): boolean {
  const exportsLogger =
    /\bexport\s+(?:default\b|(?:async\s+)?(?:function|class|const|let)\s+\w*log)|\bexports\b[^\n]*log|\bmodule\.exports\s*=/i;
  const levels = new Set(source.text.match(/\b(?:debug|info|warn|error)\b(?=\s*[:=(])/g));
  return rank(candidate) < 2 && levels.size >= 3 && exportsLogger.test(source.text);
}

/** Export names in the order in which they are tried. */
const EXPORT_NAMES = ['logger', 'log', 'default', 'rootLogger', 'appLogger', 'Logger'];

/** The module of a package that exports a logger of the library, by the names such modules have. */
function ownModule(
  library: string,
  facts: PackageFacts,
  language: Language,
  modules: ModuleCache,
  options: TargetOptions,
): LoggerModulePlace | undefined {
  const { root } = facts;
  const isMixed = compilesJavaScript(root);
  const candidates = globSync(
    [
      '**/{logger,log,logging,logs}.{ts,mts,cts,js,mjs,cjs}',
      '**/*{logger,Logger,logging}*.{ts,mts,cts,js,mjs,cjs}',
      '**/{logger,log,logging,logs}/index.{ts,js,mjs,cjs}',
    ],
    {
      cwd: root,
      followSymbolicLinks: false,
      ignore: [
        '**/node_modules/**',
        '**/{dist,build,coverage,out}/**',
        '**/*.{test,spec,d}.*',
        '**/__tests__/**',
        '**/{test,tests}/**',
      ],
    },
  ).sort((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1));
  const settings: Settings = { root: options.cwd };
  for (const candidate of candidates) {
    const path = join(root, candidate);
    if (!isMixed && languageOf(path) !== language) continue;
    const source = modules.read(path);
    let isKnown = false;
    for (const name of source ? EXPORT_NAMES : []) {
      const located = source?.exported(name);
      const origin = located && originOfBinding(located.binding, [], located.source, settings);
      const dialect = origin && kindOf(origin).logger;
      isKnown ||= dialect !== undefined && !origin?.library.isConsole;
      if (origin?.library.id === library && dialect && origin.kind !== 'module') {
        return {
          at: 'file',
          path,
          name,
          create: undefined,
          serializesErrors: serializesErrors(dialect, origin.creation),
          writesFields: writesFields(dialect, origin.madeIn),
        };
      }
    }
    if (source && !isKnown && options.logger === undefined && isHomeMade(candidate, source)) {
      const why = `the project has a logger of its own, ${candidate}: name a logger with --logger and --logger-import`;
      return { at: 'nowhere', why };
    }
  }
  return undefined;
}

function rank(path: string): number {
  const base = basename(path)
    .replace(/\.\w+$/, '')
    .toLowerCase();
  if (base === 'logger' || (base === 'index' && path.includes('logger/index'))) return 0;
  return base === 'log' || base === 'logging' ? 1 : 2;
}

function newModule(
  library: string,
  facts: PackageFacts,
  language: Language,
  options: TargetOptions,
): LoggerModulePlace {
  const make = LIBRARIES_BY_ID.get(library)?.loggerModule;
  if (!make)
    return { at: 'nowhere', why: `there is no ${library} logger module; name one with --logger-import` };
  const folders = [join(facts.root, 'src'), facts.root, ...options.roots];
  const folder = folders.find((each) => isInside(each, options.roots) && isDirectory(each));
  if (folder === undefined) {
    return {
      at: 'nowhere',
      why: 'there is no logger module and none may be created outside the given paths; name one with --logger-import',
    };
  }
  const name = ['logger', 'structured-logger', 'app-logger'].find((each) => !existing(join(folder, each)));
  if (name === undefined)
    return { at: 'nowhere', why: 'no name is free for a logger module; name one with --logger-import' };
  const style: ModuleStyle = language === 'ts' || facts.type === 'module' ? 'esm' : 'cjs';
  const path = join(folder, `${name}.${language}`);
  return {
    at: 'file',
    path,
    name: 'logger',
    create: moduleText(make, style, facts.name),
    serializesErrors: true,
    writesFields: true,
  };
}

function moduleText(
  { imports: names, expression }: LoggerModule,
  style: ModuleStyle,
  service: string | undefined,
): string {
  const made = expression.replace('SERVICE', `'${(service ?? 'app').replace(/['\\]/g, '')}'`);
  const imports = Object.entries(names).map(([name, module]) =>
    style === 'esm' ? `import { ${name} } from '${module}';` : `const { ${name} } = require('${module}');`,
  );
  const exported =
    style === 'esm'
      ? `export const logger = ${made};`
      : `const logger = ${made};\n\nmodule.exports = { logger };`;
  return `${imports.join('\n')}\n\n${exported}\n`;
}

/** The language of a file by its name. */
export function languageOf(path: string): Language {
  return /\.[cm]?tsx?$/.test(path) ? 'ts' : 'js';
}

/** Whether the package's TypeScript compiles its JavaScript too, so that each may import the other. */
function compilesJavaScript(root: string): boolean {
  const config = readTsconfig(root);
  return (
    /"allowJs"\s*:\s*true/.test(config) && !/"noEmit"\s*:\s*true/.test(config) && config.includes('"outDir"')
  );
}

/** Whether the package's TypeScript resolves modules as Node does, which needs extensions in ES modules. */
export function needsExtensions(root: string): boolean {
  const config = readTsconfig(root);
  return !/"moduleResolution"\s*:\s*"(?:bundler|node|node10)"/i.test(config);
}

function readTsconfig(root: string): string {
  try {
    return readFileSync(join(root, 'tsconfig.json'), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  } catch {
    return '';
  }
}

/** Whether Node loads a file as an ES module. */
function isEsModule(path: string, facts: PackageFacts): boolean {
  return path.endsWith('.mjs') || (path.endsWith('.js') && facts.type === 'module');
}

function freeLocal(wanted: string, used: ReadonlySet<string>): string | undefined {
  return [wanted, 'appLogger', 'rootLogger', 'structuredLogger'].find((name) => !used.has(name));
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
