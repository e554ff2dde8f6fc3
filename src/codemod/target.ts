import { LOGGER_MODULE } from '../catalog/logs/names.js';
import { errorsHoldRequest } from '../catalog/packages.js';
import type { LoggerModule } from '../catalog/schema.js';
import { LIBRARIES_BY_ID } from '../catalog/index.js';
import { DEFAULT_LOGGER, DETECTABLE } from '../catalog/logs/detection.js';
import { LOGGERS } from '../catalog/logs/libraries.js';
import {
  type ImportEnding,
  type ModuleStyle,
  isImportable,
  relativeSpecifier,
} from '../model/text/import-statement.js';
import { quoted } from '../model/text/quote.js';
import type { LibraryReason, MigrationReason } from '../model/text/reasons/migration.js';
import { seenContract, serializesErrors } from '../model/logs/dialect-text.js';
import { type OwnTarget, ownTargetOf } from '../model/logs/own-target.js';
import { kindOf, loggerOf, originOfBinding, ownOfBinding } from '../model/values/provenance.js';
import type { Settings } from '../model/settings.js';
import type { Modules } from '../estree/modules.js';
import type { EstreeSource } from '../estree/source.js';
import { fileLoggerMakers } from '../project/file-loggers.js';
import { wouldCycle } from '../project/import-graph.js';
import { deployedFolders } from '../project/deployed-folders.js';
import {
  isFromOneOf,
  loggerExportsOf,
  loggerModules,
  loggerRank,
  unknownLoggerOf,
  usedLoggersOf,
} from '../project/logger-modules.js';
import { sourcesThatSay } from '../project/package-sources.js';
import type { Package } from '../project/packages.js';
import { basename, dirname, isUnder, join, relative, resolve } from '../project/path.js';
import { existing } from '../project/existing.js';
import { resolveModule } from '../project/resolve.js';
import type { AnalysedFile } from '../recognize/file.js';
import { freeLocalName, localLogger, namesIn } from '../recognize/logs/logger-import.js';
import { compilesJavaScript, defaultStyleOf } from '../recognize/import-style.js';
import { textFormatOf } from './fields-argument.js';
import { type FileLogger, fileLogger, workspaceFileLogger } from './file-logger.js';
import type { MessageFormat } from './fix-format.js';
import { aliasFor } from './import-alias.js';
import { type Language, languageOf } from './language.js';
import type { TargetLogger } from './migrate.js';
import { inStyle } from './module-style.js';
import { type SharedLogger, workspaceLogger } from './workspace-logger.js';

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
      readonly writesFields: boolean | undefined;
      /** It is made so that it takes out the credentials in errors. */
      readonly redacts?: boolean;
      /** It is a logger of the project's own. */
      readonly own?: OwnTarget;
    }
  /** A package or alias, as `--logger-import` gave it or other packages of the workspace import it. */
  | {
      readonly at: 'specifier';
      readonly from: string;
      readonly name: string;
      /** What is seen of it, where it was found in the workspace. */
      readonly shared?: SharedLogger;
    }
  /** Every file makes its own. */
  | { readonly at: 'own'; readonly make: LoggerModule }
  /** Every file makes its own, as others of the package do. */
  | ({ readonly at: 'convention' } & FileLogger)
  /** None, and why; what keeps a logger that is there from being one. */
  | { readonly at: 'nowhere'; readonly reason: MigrationReason; readonly format?: MessageFormat };

export interface TargetOptions {
  readonly logger: string | undefined;
  /** `--logger-import module#name`. */
  readonly loggerImport: { readonly from: string; readonly name: string } | undefined;
  /** The package.json says so, and no flag. */
  readonly isTold?: boolean;
  /** The packages of loggers that the settings describe. */
  readonly described?: readonly string[];
  readonly roots: readonly string[];
  /** Whether what is written there ends up in one of the roots. */
  readonly isWithin: (path: string) => boolean;
  readonly cwd: string;
}

/** Libraries that console output can be migrated to. */
export const TARGET_LIBRARIES: readonly string[] = LOGGERS.flatMap(({ id, loggerModule }) =>
  loggerModule ? [id] : [],
);

/** Decides what a package's files are migrated to. */
export function targetOf(
  owner: Package,
  language: Language,
  options: TargetOptions,
  modules: Modules,
): PackageTarget {
  const { library, reason } = libraryOf(owner, options);
  const module = modulePlace({ library, reason }, owner, language, options, modules);
  if (module.at === 'specifier' && module.shared) {
    const evidence = `\`${module.name}\` of ${module.from}`;
    return {
      library: module.shared.library,
      reason: { code: 'library-workspace', evidence },
      install: undefined,
      module,
    };
  }
  if (module.at === 'convention') {
    const { name, root, from } = module.convention;
    const evidence = `\`${name === 'default' ? root : name}\` of ${from}`;
    return {
      library: module.contract.library,
      reason: { code: 'library-per-file', evidence },
      install: undefined,
      module,
    };
  }
  if (module.at === 'file' && module.own) {
    const evidence = relative(owner.root, module.path);
    return {
      library: module.name,
      reason: { code: 'library-own', evidence },
      install: undefined,
      module,
    };
  }
  const { packages = [], loggerModule } = LIBRARIES_BY_ID.get(library) ?? {};
  const isMade = loggerModule !== undefined && !loggerModule.isPerFile;
  const isInstalled = packages.some((name) => owner.allDependencies.has(name));
  return {
    library,
    reason,
    install: isMade && !isInstalled ? (forOldTypeScript(owner, loggerModule) ?? packages[0]) : undefined,
    module,
  };
}

function forOldTypeScript(owner: Package, { forTypeScript4 }: LoggerModule): string | undefined {
  const major = /\d+/.exec(owner.versions.get('typescript') ?? '')?.[0];
  return major !== undefined && Number(major) < 5 ? forTypeScript4 : undefined;
}

/** The logger for one file of a package, for `migrateFile` to ask when a call needs it. */
export function loggerForFile(
  target: PackageTarget,
  file: AnalysedFile,
  ending: ImportEnding,
  className: string,
): TargetLogger {
  const { path, project, package: owner } = file;
  const { module, library } = target;
  if (module.at === 'nowhere') return { unavailable: module.reason, format: module.format };
  if (module.at === 'convention') return loggerByConvention(module, file, ending);
  const defaultStyle = defaultStyleOf(file);
  const own = module.at === 'file' ? module.own : undefined;
  const origin = own ? undefined : loggerOf(library, 'settings');
  const dialect = own?.dialect ?? (origin && kindOf(origin).logger);
  if (!dialect) return { unavailable: { code: 'writes-no-records', library } };
  const place = module.at === 'file' ? module.path : module.at === 'specifier' ? module.from : '';
  const named = localLogger(file, place, module.at === 'own' ? 'logger' : module.name);
  if (named === undefined) return { unavailable: { code: 'logger-names-taken' } };
  const { local, isImported } = named;
  const logger = {
    dialect,
    text: local,
    hasContext: false,
    serializesErrors: serializesErrors(dialect, undefined),
    writesFields: true,
  };
  if (module.at === 'own') {
    const statement = `const ${local} = ${module.make.expression.replace('CLASS', () => quoted(className, "'"))};`;
    const [[name, from] = ['', '']] = Object.entries(module.make.imports);
    return namesIn(file.syntax).has(name)
      ? { unavailable: { code: 'logger-class-taken', evidence: name } }
      : {
          logger: { ...logger, hasContext: true },
          needs: { from, name, local: name, statement, defaultStyle },
        };
  }
  if (module.at === 'specifier') {
    const { shared } = module;
    if (shared && !isImported && wouldCycle(project, shared.path, path))
      return { unavailable: { code: 'logger-imports-file' } };
    const needs = { from: module.from, name: module.name, local, defaultStyle };
    const {
      serializesErrors: serializes,
      writesFields: writes,
      redacts,
    } = shared ?? { ...logger, redacts: undefined };
    return {
      logger: { ...logger, serializesErrors: serializes, writesFields: writes, redacts },
      needs: isImported ? undefined : needs,
    };
  }
  if (path === module.path) return { unavailable: { code: 'is-the-logger' } };
  if (defaultStyle === 'cjs' && isEsModule(module.path, owner)) {
    return { unavailable: { code: 'logger-is-esm' } };
  }
  if (module.create === undefined && wouldCycle(project, module.path, path)) {
    return { unavailable: { code: 'logger-imports-file' } };
  }
  const near = relativeSpecifier(module.path, dirname(path), ending);
  // Who imports nothing by going up would not begin with the logger.
  const from = (near.startsWith('../') && !isImported ? aliasFor(module.path, file) : undefined) ?? near;
  if (!isImported && from === near && !isImportable(from))
    return { unavailable: { code: 'import-path', evidence: from } };
  const { serializesErrors: serializes, writesFields: writes, redacts } = module;
  return {
    logger: { ...logger, serializesErrors: serializes, writesFields: writes, redacts, ...own },
    needs: isImported ? undefined : { from, name: module.name, local, defaultStyle },
  };
}

/** A file's own logger, made as other files of the package make theirs. */
function loggerByConvention(
  { convention, contract }: FileLogger,
  file: AnalysedFile,
  ending: ImportEnding,
): TargetLogger {
  const { path, project } = file;
  const { name, root, module, expressionFor } = convention;
  const origin = loggerOf(contract.library, 'settings');
  const dialect = origin && kindOf(origin).logger;
  if (!dialect) return { unavailable: { code: 'writes-no-records', library: contract.library } };
  if (path === module) return { unavailable: { code: 'is-the-logger' } };
  if (module !== undefined && wouldCycle(project, module, path))
    return { unavailable: { code: 'logger-imports-file' } };
  const names = namesIn(file.syntax);
  const local = freeLocalName(names, convention.local);
  if (local === undefined) return { unavailable: { code: 'logger-names-taken' } };
  if (names.has(root)) return { unavailable: { code: 'logger-class-taken', evidence: root } };
  const near = module === undefined ? '' : relativeSpecifier(module, dirname(path), ending);
  const isRelative = convention.from.startsWith('.');
  const alias =
    isRelative && near.startsWith('../') && module !== undefined ? aliasFor(module, file) : undefined;
  const from = isRelative ? (alias ?? near) : convention.from;
  const statement = `const ${local} = ${expressionFor(path)};`;
  return {
    logger: { dialect, text: local, hasContext: false, ...contract },
    needs: { from, name, local: root, statement, defaultStyle: defaultStyleOf(file) },
  };
}

function libraryOf(
  owner: Package,
  options: TargetOptions,
): { readonly library: string; readonly reason: LibraryReason } {
  const { logger: chosen, isTold } = options;
  if (chosen !== undefined)
    return { library: chosen, reason: { code: isTold ? 'library-setting' : 'library-option' } };
  for (const { dependency, library } of DETECTABLE) {
    if (owner.dependencies.has(dependency))
      return { library, reason: { code: 'library-dependency', evidence: dependency } };
  }
  const library = DEFAULT_LOGGER;
  return { library, reason: { code: 'library-default', library } };
}

function modulePlace(
  { library, reason }: ReturnType<typeof libraryOf>,
  owner: Package,
  language: Language,
  options: TargetOptions,
  modules: Modules,
): LoggerModulePlace {
  const { loggerImport } = options;
  if (loggerImport) {
    if (!loggerImport.from.startsWith('.')) return { at: 'specifier', ...loggerImport };
    const path = existing(owner.project, resolve(options.cwd, loggerImport.from));
    const origin = loggerOf(library, 'settings');
    const dialect = origin && kindOf(origin).logger;
    if (!path) return { at: 'nowhere', reason: { code: 'no-such-module', evidence: loggerImport.from } };
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
    ownConvention(owner, modules, options) ??
    ownModule(library, owner, language, modules, options) ??
    sharedLogger(owner, language, modules, options) ??
    passedOver(owner, options) ??
    handedIn(owner, reason, options) ??
    newModule(library, owner, language, options)
  );
}

const LOGGER_PACKAGES = LOGGERS.flatMap(({ packages }) => packages);

/**
 * Whether a module that is named as a logger hands one out in a way that is not followed: a factory around a library, a class
 * of the project's own. Another logger beside it would write elsewhere, and in another format.
 */
function handsOutLogger(candidate: string, source: EstreeSource): boolean {
  if (!LOGGER_MODULE.test(basename(candidate))) return false;
  const { text } = source;
  if (!EXPORTS_LOGGER.test(text) || REGISTERS_PLUGIN.test(text) || isAuditTrail(text)) return false;
  if (PRINTING_CLASS.test(text) && PRINTS.test(text)) return true;
  const methods = new Set(text.match(/\b(?:debug|info|warn|error|log|verbose)\b(?=\s*(?:[:=]\s*)?\()/g));
  return (
    methods.size >= 3 ||
    LOGGER_PACKAGES.some((name) => text.includes(`'${name}'`) || text.includes(`"${name}"`))
  );
}

/** What a server is to load, which hands no logger to who imports it: `{ plugin: require('…'), options: { … } }`. */
const REGISTERS_PLUGIN = /\bplugin: ?[^\n]*\n[ \t]*options:/;

/** Something with a logger's name; not what one is made with, `export const loggerConfig`. */
const EXPORTS_LOGGER =
  /\bexport\s+(?:default\b|(?:abstract\s+)?(?:function|class|const)\s+\w*log(?!\w*(?:Config(?:uration)?|Opt(?:ion)?s|Settings|Levels?|Formats?)\b))|\bexports\b[^\n]*log|\bmodule\.exports\s*=/i;

/** Whether a module with a logger's name exports something of that name that is no known library's. */
function isHomeMade(candidate: string, source: EstreeSource): boolean {
  const exportsLogger =
    /\bexport\s+(?:default\b|(?:async\s+)?(?:function|class|const|let)\s+\w*log)|\bexports\b[^\n]*log|\bmodule\.exports\s*=/i;
  const levels = new Set(source.text.match(/\b(?:debug|info|warn|error)\b(?=\s*[:=(])/g));
  return (
    loggerRank(candidate) < 2 &&
    levels.size >= 3 &&
    exportsLogger.test(source.text) &&
    !isAuditTrail(source.text)
  );
}

const IN_BROWSER = /\bfrom\s*['"]react['"]|^[ \t]*['"]use client['"]/m;
/** `export class Logger { static log(…) {…} }` */
const PRINTING_CLASS = /\bexport\s+(?:default\s+)?(?:abstract\s+)?class\s+\w*Logger\b[\s\S]*?\blog\s*\(/;
const PRINTS = /\bconsole\b|\bprocess\.std(?:out|err)\b/;
const STORES = /\.(?:create|insert(?:One|Many)?|save|\$transaction)\(/;
/** A last resort. */
const CATCH = /\bcatch\s*(?:\([^)]*\)\s*)?\{[^{}]*\}/g;

/** Whether a module writes what it is given to a database, and prints nothing: what a user's account did is no log of the program. */
function isAuditTrail(text: string): boolean {
  if (!STORES.test(text) || PRINTS.test(text.replace(CATCH, ''))) return false;
  return !LOGGER_PACKAGES.some((name) => text.includes(`'${name}'`) || text.includes(`"${name}"`));
}

/** Whether files of the package that are written in a language log with what a module exports: it can be imported there. */
function isLoggedWith(module: string, owner: Package, language: Language): boolean {
  return usedLoggersOf(owner).some(
    ({ from, path }) => languageOf(path) === language && resolveModule(owner.project, from, path) === module,
  );
}

/** The module of a package that exports a logger of the library, by the names such modules have. */
function ownModule(
  library: string,
  owner: Package,
  language: Language,
  modules: Modules,
  options: TargetOptions,
): LoggerModulePlace | undefined {
  const { root, project } = owner;
  const isMixed = compilesJavaScript(owner);
  const settings: Settings = { root: options.cwd };
  let handedOut: LoggerModulePlace | undefined;
  let ofOtherLanguage: string | undefined;
  for (const candidate of loggerModules(project, root)) {
    const path = join(root, candidate);
    const isOther = !isMixed && languageOf(path) !== language && !isLoggedWith(path, owner, language);
    const source = modules.read(path);
    let isKnown = false;
    let own: LoggerModulePlace | undefined;
    for (const name of source ? loggerExportsOf(path) : []) {
      const located = source?.exported(name);
      const origin = located && originOfBinding(located.binding, [], located.source, settings);
      const dialect = origin && kindOf(origin).logger;
      isKnown ||= dialect !== undefined && !origin?.library.isConsole;
      if (located && !origin) own ??= ownPlace(path, name, located, settings);
      if (origin?.library.id === library && dialect && origin.kind !== 'module') {
        if (isOther) ofOtherLanguage ??= candidate;
        if (isOther) break;
        return {
          at: 'file',
          path,
          name,
          create: undefined,
          ...seenContract(dialect, origin),
        };
      }
    }
    if (isOther || (source && IN_BROWSER.test(source.text))) continue;
    if (own && !isKnown && options.logger === undefined) return own;
    if (source && !isKnown && options.logger === undefined && isHomeMade(candidate, source)) {
      return homeMade(candidate, source, settings);
    }
    if (source && !isKnown && handsOutLogger(candidate, source))
      handedOut ??= homeMade(candidate, source, settings);
  }
  if (ofOtherLanguage !== undefined)
    return { at: 'nowhere', reason: { code: 'logger-other-language', evidence: ofOtherLanguage } };
  return options.logger === undefined ? handedOut : undefined;
}

/** A logger of the project's own that is not seen to take fields. */
function homeMade(candidate: string, source: EstreeSource, settings: Settings): LoggerModulePlace {
  const [own] = loggerExportsOf(candidate).flatMap((name) => {
    const located = source.exported(name);
    return (located && ownOfBinding(located.binding, [], located.source, settings)) ?? [];
  });
  const format = own && textFormatOf(own, settings);
  return {
    ...{ at: 'nowhere', reason: { code: 'home-made-logger', evidence: candidate } },
    ...(format && { format }),
  };
}

/** A logger of the project's own that a module exports, where its contract is seen. */
function ownPlace(
  path: string,
  name: string,
  { binding, source }: NonNullable<ReturnType<EstreeSource['exported']>>,
  settings: Settings,
): LoggerModulePlace | undefined {
  // What a module hands out that is called as a logger's is, is a logger by that name.
  const own = ownTargetOf(binding, [], name === 'default' ? 'logger' : name, source, settings);
  if (!own) return undefined;
  const { serializesErrors: serializes, writesFields: writes, redacts } = own;
  return {
    ...{ at: 'file', path, name, create: undefined, own },
    ...{ serializesErrors: serializes, writesFields: writes, redacts },
  };
}

/** The logger that each file of the package makes for itself; not where another library is asked for. */
function ownConvention(
  owner: Package,
  modules: Modules,
  { logger: chosen, cwd }: TargetOptions,
): LoggerModulePlace | undefined {
  const settings = { root: cwd };
  const found = fileLogger(owner, settings, modules) ?? workspaceFileLogger(owner, settings, modules);
  return found && (chosen === undefined || chosen === found.contract.library)
    ? { at: 'convention', ...found }
    : undefined;
}

/** The logger that packages of the workspace share; not where another library is asked for. */
function sharedLogger(
  owner: Package,
  language: Language,
  modules: Modules,
  { logger: chosen, cwd }: TargetOptions,
): LoggerModulePlace | undefined {
  const found = workspaceLogger(
    owner,
    language === 'js' && !compilesJavaScript(owner),
    { root: cwd },
    modules,
  );
  if (!found) return undefined;
  if ('reason' in found) return chosen === undefined ? { at: 'nowhere', reason: found.reason } : undefined;
  return chosen === undefined || chosen === found.shared.library ? { at: 'specifier', ...found } : undefined;
}

/** Another logger, whose contract is unknown, that files of the package log with: a new one beside it would write elsewhere. */
function passedOver(owner: Package, options: TargetOptions): LoggerModulePlace | undefined {
  if (options.logger !== undefined) return undefined;
  const known = [...LOGGER_PACKAGES, ...(options.described ?? [])];
  const other =
    unknownLoggerOf(owner, known) ?? fileLoggerMakers(owner).find(({ from }) => !isFromOneOf(known, from));
  if (!other) return undefined;
  return {
    at: 'nowhere',
    reason: {
      code: 'home-made-logger',
      evidence: other.name === '*' ? other.from : `\`${other.name}\` of ${other.from}`,
    },
  };
}

/** As many folders are named in a report. */
const MAX_NAMED = 3;

/** Where a platform hands its logger to each function: `context.log.info(…)`, `const { log } = context`. */
const HANDED_LOGGER =
  /\b(?:context|ctx|this\.context)\.(?:log|logger)\.(?:info|warn|error|debug)\(|\bconst\s*\{[^{}]*\b(?:log|logger)\b[^{}]*\}\s*=\s*(?:this\.)?(?:context|ctx)\b/;
/** So many files that log with it say that the package has one. */
const ENOUGH_FILES = 5;

/** The logger that a platform hands to functions, in a package that depends on no library of loggers. */
function handedIn(
  owner: Package,
  reason: LibraryReason,
  options: TargetOptions,
): LoggerModulePlace | undefined {
  if (options.logger !== undefined || reason.code !== 'library-default') return undefined;
  const files = sourcesThatSay(owner, HANDED_LOGGER);
  if (files.length < ENOUGH_FILES) return undefined;
  return { at: 'nowhere', reason: { code: 'home-made-logger', evidence: '`log` of the context' } };
}

function newModule(
  library: string,
  owner: Package,
  language: Language,
  options: TargetOptions,
): LoggerModulePlace {
  const make = LIBRARIES_BY_ID.get(library)?.loggerModule;
  if (!make) return { at: 'nowhere', reason: { code: 'no-logger-module', library } };
  // What stands outside of the folder that a Lambda is made of is not there when it runs.
  const deployed = deployedFolders(owner);
  if (deployed.length > 1) {
    const names = deployed.slice(0, MAX_NAMED).map(basename).join(', ');
    const evidence = deployed.length > MAX_NAMED ? `${names} and others` : names;
    return { at: 'nowhere', reason: { code: 'deployed-apart', evidence } };
  }
  const folders = deployed.length > 0 ? deployed : [join(owner.root, 'src'), owner.root, ...options.roots];
  const folder = folders.find(
    (each) =>
      options.roots.some((root) => isUnder(root, each)) &&
      owner.project.isDirectory(each) &&
      options.isWithin(join(each, 'logger')),
  );
  if (folder === undefined) {
    return { at: 'nowhere', reason: { code: 'outside-given-paths' } };
  }
  // A link that leads nowhere is there as well.
  const taken = new Set(
    owner.project
      .entries(folder)
      .flatMap(({ name, kind }) => (kind === 'directory' ? [] : [name.replace(/\.[cm]?[jt]sx?$/, '')])),
  );
  // Whatever it hands out, it is what the package calls its logger.
  const other = modulesIn(folder, owner.project).find(
    ({ name: path }) =>
      basename(path).replace(/\.[cm]?[jt]s$/, '') === 'logger' && languageOf(path) === language,
  );
  if (other && options.logger === undefined)
    return {
      at: 'nowhere',
      reason: { code: 'home-made-logger', evidence: relative(owner.root, other.name) },
    };
  const name = ['logger', 'structured-logger', 'app-logger'].find(
    (each) => !taken.has(each) && !existing(owner.project, join(folder, each)),
  );
  if (name === undefined) return { at: 'nowhere', reason: { code: 'no-module-name-free' } };
  const style: ModuleStyle = language === 'ts' || owner.type === 'module' ? 'esm' : 'cjs';
  const path = join(folder, `${name}.${language}`);
  return {
    at: 'file',
    path,
    name: 'logger',
    create: inStyle(
      moduleText(make, style, owner),
      owner,
      modulesIn(folder, owner.project)
        .slice(0, 8)
        .map(({ name: path }) => owner.project.read(path, 20_000) ?? ''),
    ),
    serializesErrors: true,
    writesFields: true,
    redacts: make.redacting !== undefined,
  };
}

function moduleText(make: LoggerModule, style: ModuleStyle, owner: Package): string {
  const expression = errorsHoldRequest(owner) ? (make.redacting ?? make.expression) : make.expression;
  const made = expression.replace('SERVICE', () => quoted(owner.name ?? 'app', "'"));
  const imports = Object.entries(make.imports).map(([names, module]) =>
    style === 'esm' ? `import { ${names} } from '${module}';` : `const { ${names} } = require('${module}');`,
  );
  const exported =
    style === 'esm'
      ? `export const logger = ${made};`
      : `const logger = ${made};\n\nmodule.exports = { logger };`;
  return `${imports.join('\n')}\n\n${exported}\n`;
}

/** The modules of a folder, or those of the folders in it. */
function modulesIn(folder: string, project: Package['project']): readonly { readonly name: string }[] {
  const entries = project.entries(folder);
  const isModule = (name: string) => /\.[cm]?[jt]s$/.test(name);
  const own = entries.filter(({ name, kind }) => kind === 'file' && isModule(name));
  if (own.length > 0) return own.map(({ name }) => ({ name: join(folder, name) }));
  return entries
    .filter(({ name, kind }) => kind === 'directory' && name !== 'node_modules')
    .slice(0, 4)
    .flatMap(({ name }) =>
      project
        .entries(join(folder, name))
        .filter((each) => each.kind === 'file' && isModule(each.name))
        .map((each) => ({ name: join(folder, name, each.name) })),
    );
}

/** Whether Node loads a file as an ES module. */
function isEsModule(path: string, owner: Package): boolean {
  return path.endsWith('.mjs') || (path.endsWith('.js') && owner.type === 'module');
}
