import type { LoggerModule } from '../catalog/schema.js';
import { LIBRARIES_BY_ID } from '../catalog/index.js';
import { DEFAULT_LOGGER } from '../catalog/logs/detection.js';
import { LOGGERS } from '../catalog/logs/libraries.js';
import { type ImportEnding, isImportable, relativeSpecifier } from '../model/text/import-statement.js';
import { quoted } from '../model/text/quote.js';
import type { LibraryReason } from '../model/text/reasons/migration.js';
import { serializesErrors } from '../model/logs/dialect-text.js';
import { kindOf, loggerOf } from '../model/values/provenance.js';
import type { Modules } from '../estree/modules.js';
import { askedLogger } from '../project/asked-logger.js';
import { wouldCycle } from '../project/import-graph.js';
import type { Package } from '../project/packages.js';
import { dirname, relative, resolve } from '../project/path.js';
import { existing } from '../project/existing.js';
import type { AnalysedFile } from '../recognize/file.js';
import { freeLocalName, localLogger, usesName } from '../recognize/logs/logger-import.js';
import { compilesJavaScript, defaultStyleOf } from '../recognize/import-style.js';
import { type FileLogger, fileLogger, workspaceFileLogger } from './file-logger.js';
import { aliasFor } from './import-alias.js';
import type { Language } from './language.js';
import type { TargetLogger } from './migrate.js';
import { workspaceLogger } from './workspace-logger.js';
import type { LoggerModulePlace, PackageTarget, TargetOptions } from './logger-place.js';
import { ownModule, passedOver, handedIn } from './own-module.js';
import { newModule } from './new-module.js';

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
  if (module.at === 'file' && (module.own ?? module.texts)) {
    const evidence = relative(owner.root, module.path);
    return {
      // What a module hands out as a whole has no name but the module's.
      library: module.name === 'default' ? evidence : module.name,
      reason: { code: 'library-own', evidence },
      install: undefined,
      module,
    };
  }
  if (module.at === 'specifier' && module.own) {
    const { name, from } = module;
    return {
      library: name,
      reason: { code: 'library-own', evidence: from },
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
  const own =
    module.at === 'file' ? (module.own ?? module.texts) : module.at === 'specifier' ? module.own : undefined;
  const origin = own ? undefined : loggerOf(library, 'settings');
  const dialect = own?.dialect ?? (origin && kindOf(origin).logger);
  if (!dialect) return { unavailable: { code: 'writes-no-records', library } };
  const place = module.at === 'file' ? module.path : module.at === 'specifier' ? module.from : '';
  const named = localLogger(file, place, module.at === 'own' ? 'logger' : module.name);
  if (named === undefined) return { unavailable: { code: 'logger-names-taken' } };
  const { local, isImported } = named;
  const isNew = module.at === 'file' && module.create !== undefined && !isImported;
  if (isNew && local !== module.name && makesLogger(file.text, module.name))
    return { unavailable: { code: 'home-made-logger', evidence: `\`${module.name}\` of the file itself` } };
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
    return usesName(file.syntax, name)
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
      logger: { ...logger, serializesErrors: serializes, writesFields: writes, redacts, ...own, text: local },
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
    logger: { ...logger, serializesErrors: serializes, writesFields: writes, redacts, ...own, text: local },
    needs: isImported ? undefined : { from, name: module.name, local, defaultStyle },
  };
}

/** Whether a file makes a logger of that name, whatever it is made with, and logs with it: one of another module is no second one. */
function makesLogger(text: string, name: string): boolean {
  const declares = new RegExp(`^(?:export )?(?:const|let|var) ${name}\\b[^\\n]*=`, 'm');
  return declares.test(text) && new RegExp(`\\b${name}\\.(?:info|warn|error|debug)\\(`).test(text);
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
  const local = freeLocalName(file.syntax, convention.local);
  if (local === undefined) return { unavailable: { code: 'logger-names-taken' } };
  if (usesName(file.syntax, root)) return { unavailable: { code: 'logger-class-taken', evidence: root } };
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
  const asked = askedLogger(owner);
  if (asked)
    return { library: asked.library, reason: { code: 'library-dependency', evidence: asked.dependency } };
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

/** Whether Node loads a file as an ES module. */
function isEsModule(path: string, owner: Package): boolean {
  return path.endsWith('.mjs') || (path.endsWith('.js') && owner.type === 'module');
}
