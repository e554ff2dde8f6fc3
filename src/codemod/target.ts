import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { DIALECTS } from '../catalog/logs/dialects.js';
import { LOGGER_MODULES } from '../catalog/logs/logger-modules.js';
import { DETECTABLE } from '../catalog/logs/loggers.js';
import type { PackageFacts } from '../model/code/role.js';
import { type ModuleStyle, relativeSpecifier } from '../model/text/import-statement.js';
import type { LibraryReason, MigrationReason } from '../model/text/reasons/migration.js';
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
  readonly reason: LibraryReason;
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
  /** NestJS: every file makes its own. */
  | { readonly at: 'own' }
  /** None, and why. */
  | { readonly at: 'nowhere'; readonly reason: MigrationReason };

export interface TargetOptions {
  readonly logger: string | undefined;
  /** `--logger-import module#name`. */
  readonly loggerImport: { readonly from: string; readonly name: string } | undefined;
  readonly roots: readonly string[];
  readonly cwd: string;
}

/** Libraries that console output can be migrated to. */
export const TARGET_LIBRARIES: readonly string[] = [...Object.keys(LOGGER_MODULES), 'nestjs'];

/** What a file is written in: a JavaScript file that is run as it is cannot import a TypeScript module. */
export type Language = 'ts' | 'js';

/** Decides what a package's files are migrated to. */
export function targetOf(
  facts: PackageFacts,
  language: Language,
  options: TargetOptions,
  modules: ModuleCache,
): PackageTarget {
  const { library, reason } = libraryOf(facts, options);
  const recipe = LOGGER_MODULES[library];
  const isInstalled = recipe?.dependencies.some((name) => facts.allDependencies.has(name)) ?? true;
  return {
    library,
    reason,
    install: isInstalled ? undefined : recipe?.install,
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
  if (module.at === 'nowhere') return { unavailable: module.reason };
  const origin = loggerOf(library, 'settings');
  const id = origin && kindOf(origin).logger;
  if (!id) return { unavailable: { code: 'writes-no-records', library } };
  const dialect = DIALECTS[id];
  const local = freeLocal(module.at === 'own' || module.name === 'default' ? 'logger' : module.name, used);
  if (local === undefined) return { unavailable: { code: 'logger-names-taken' } };
  const logger = {
    dialect,
    text: local,
    hasContext: false,
    serializesErrors: serializesErrors(dialect, undefined),
    writesFields: true,
  };
  if (module.at === 'own') {
    const statement = `const ${local} = new Logger('${className}');`;
    const needs = { from: '@nestjs/common', name: 'Logger', local: 'Logger', statement, defaultStyle };
    return used.has('Logger')
      ? { unavailable: { code: 'logger-class-taken' } }
      : { logger: { ...logger, hasContext: true }, needs };
  }
  if (module.at === 'specifier') {
    return { logger, needs: { from: module.from, name: module.name, local, defaultStyle } };
  }
  if (file === module.path) return { unavailable: { code: 'is-the-logger' } };
  if (defaultStyle === 'cjs' && isEsModule(module.path, facts)) {
    return { unavailable: { code: 'logger-is-esm' } };
  }
  if (module.create === undefined && wouldCycle(module.path, file)) {
    return { unavailable: { code: 'logger-imports-file' } };
  }
  const from = relativeSpecifier(slashes(module.path), slashes(dirname(file)), ending);
  return {
    logger: { ...logger, serializesErrors: module.serializesErrors, writesFields: module.writesFields },
    needs: { from, name: module.name, local, defaultStyle },
  };
}

function libraryOf(
  facts: PackageFacts,
  options: TargetOptions,
): { readonly library: string; readonly reason: LibraryReason } {
  if (options.logger !== undefined) return { library: options.logger, reason: { code: 'library-option' } };
  for (const { dependency, library } of DETECTABLE) {
    if (facts.dependencies.has(dependency))
      return { library, reason: { code: 'library-dependency', evidence: dependency } };
  }
  const library = 'pino';
  return { library, reason: { code: 'library-default', library } };
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
    if (!path) return { at: 'nowhere', reason: { code: 'no-such-module', evidence: loggerImport.from } };
    return {
      at: 'file',
      path,
      name: loggerImport.name,
      create: undefined,
      serializesErrors: library !== 'bunyan',
      writesFields: true,
    };
  }
  if (library === 'nestjs') return { at: 'own' };
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
      const kind = origin && kindOf(origin).logger;
      isKnown ||= kind !== undefined && kind !== 'console';
      if (origin?.library.id === library && kind && origin.kind !== 'module') {
        return {
          at: 'file',
          path,
          name,
          create: undefined,
          serializesErrors: serializesErrors(DIALECTS[kind], origin.creation),
          writesFields: writesFields(DIALECTS[kind], origin.madeIn),
        };
      }
    }
    if (source && !isKnown && options.logger === undefined && isHomeMade(candidate, source)) {
      return { at: 'nowhere', reason: { code: 'home-made-logger', evidence: candidate } };
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
  const recipe = LOGGER_MODULES[library];
  if (!recipe) return { at: 'nowhere', reason: { code: 'no-logger-module', library } };
  const folders = [join(facts.root, 'src'), facts.root, ...options.roots];
  const folder = folders.find((each) => isInside(each, options.roots) && isDirectory(each));
  if (folder === undefined) {
    return { at: 'nowhere', reason: { code: 'outside-given-paths' } };
  }
  const name = ['logger', 'structured-logger', 'app-logger'].find((each) => !existing(join(folder, each)));
  if (name === undefined) return { at: 'nowhere', reason: { code: 'no-module-name-free' } };
  const style: ModuleStyle = language === 'ts' || facts.type === 'module' ? 'esm' : 'cjs';
  const path = join(folder, `${name}.${language}`);
  return {
    at: 'file',
    path,
    name: 'logger',
    create: moduleText(library, style, facts.name),
    serializesErrors: true,
    writesFields: true,
  };
}

function moduleText(library: string, style: ModuleStyle, service: string | undefined): string {
  const recipe = LOGGER_MODULES[library];
  if (!recipe) return '';
  const made = recipe.expression.replace('SERVICE', `'${(service ?? 'app').replace(/['\\]/g, '')}'`);
  const imports = Object.entries(recipe.imports).map(([names, module]) =>
    style === 'esm' ? `import { ${names} } from '${module}';` : `const { ${names} } = require('${module}');`,
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
