import { LOGGER_OF_SERVICES } from '../catalog/logs/detection.js';
import { LOGGER_MODULE } from '../catalog/logs/names.js';
import { LOGGER_PACKAGES } from '../catalog/logs/libraries.js';
import type { LibraryReason } from '../model/text/reasons/migration.js';
import { seenContract } from '../model/logs/dialect-text.js';
import { type OwnTarget, describedTarget, ownTargetOf } from '../model/logs/own-target.js';
import { textLoggerOf } from '../model/logs/text-target.js';
import { kindOf, originOfBinding, ownOfBinding } from '../model/values/provenance.js';
import type { Settings } from '../model/settings.js';
import type { NamedValue } from '../model/settings/named-value.js';
import type { Modules } from '../estree/modules.js';
import type { EstreeSource } from '../estree/source.js';
import { fileLoggerMakers } from '../project/file-loggers.js';
import {
  type LoggerImport,
  globalLoggerOf,
  isFromOneOf,
  isOwnModule,
  loggerExportsOf,
  loggerModules,
  loggerRank,
  printingModuleOf,
  unknownLoggerOf,
  usedLoggersOf,
} from '../project/logger-modules.js';
import { sourcesThatSay } from '../project/package-sources.js';
import type { Package } from '../project/packages.js';
import { basename, isUnder, join, relative } from '../project/path.js';
import { resolveModule } from '../project/resolve.js';
import { compilesJavaScript } from '../recognize/import-style.js';
import { textFormatOf } from './fields-argument.js';
import { type Language, languageOf } from './language.js';
import type { LoggerModulePlace, TargetOptions } from './logger-place.js';

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
  return methods.size >= 3 || namesLoggerPackage(text);
}

/** Whether a text names a library of loggers, as an import of it does. */
function namesLoggerPackage(text: string): boolean {
  return [...LOGGER_PACKAGES].some((name) => text.includes(`'${name}'`) || text.includes(`"${name}"`));
}

/** What a server is to load, which hands no logger to who imports it: `{ plugin: require('…'), options: { … } }`. */
const REGISTERS_PLUGIN = /\bplugin: ?[^\n]*\n[ \t]*options:/;

/** Something with a logger's name; not what one is made with, `export const loggerConfig`. */
const EXPORTS_LOGGER =
  /\bexport\s+(?:default\b|(?:abstract\s+|async\s+)?(?:function|class|const|let)\s+\w*log(?!\w*(?:Config(?:uration)?|Opt(?:ion)?s|Settings|Levels?|Formats?|Middleware|Interceptor)\b))|\bexports\b[^\n]*log|\bmodule\.exports\s*=/i;

/** Whether a module with a logger's name exports something of that name that is no known library's. */
function isHomeMade(candidate: string, source: EstreeSource): boolean {
  const levels = new Set(source.text.match(/\b(?:debug|info|warn|error)\b(?=\s*[:=(])/g));
  return (
    loggerRank(candidate) < 2 &&
    levels.size >= 3 &&
    EXPORTS_LOGGER.test(source.text) &&
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
  return !namesLoggerPackage(text);
}

/** Whether files of the package that are written in a language log with what a module exports: it can be imported there. */
function isLoggedWith(module: string, owner: Package, language: Language): boolean {
  return usedLoggersOf(owner).some(
    ({ from, path }) => languageOf(path) === language && resolveModule(owner.project, from, path) === module,
  );
}

/** A folder of parts that come and go by themselves. */
const UNIT = /(?:^|\/)(?:plugins?|extensions?|add-?ons?|integrations?)\/[^/]+\//;

/**
 * Whether a logger is that of one plugin, and nothing outside of its folder imports it: others do not depend on a plugin to log.
 * Where that plugin alone is migrated, it is the one.
 */
function isOfOtherUnit(candidate: string, owner: Package, options: TargetOptions): boolean {
  const { root, project } = owner;
  const unit = UNIT.exec(candidate);
  if (!unit) return false;
  const folder = join(root, candidate.slice(0, unit.index + unit[0].length - 1));
  if (options.roots.every((each) => isUnder(folder, each))) return false;
  const module = join(root, candidate);
  return !usedLoggersOf(owner).some(
    ({ from, path }) => !isUnder(folder, path) && resolveModule(project, from, path) === module,
  );
}

/** So many files that import a logger from a module say that it is the package's, whatever the module is called. */
const ENOUGH_IMPORTERS = 2;

/** The modules of a package that its files import their logger from, the one that most do first; relative to the root. */
function modulesLoggedWith(owner: Package): readonly string[] {
  const { project, root } = owner;
  const counts = new Map<string, number>();
  for (const { from, path } of usedLoggersOf(owner)) {
    const module = resolveModule(project, from, path);
    if (module !== undefined && isOwnModule(owner, module)) counts.set(module, (counts.get(module) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= ENOUGH_IMPORTERS)
    .sort((a, b) => b[1] - a[1])
    .map(([module]) => relative(root, module));
}

/**
 * The module of a package that exports a logger of the library: by the names such modules have, else what its files log with.
 */
export function ownModule(
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
  for (const candidate of [...loggerModules(project, root), ...modulesLoggedWith(owner)]) {
    const path = join(root, candidate);
    if (isOfOtherUnit(candidate, owner, options)) continue;
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
      // A library that logs by itself is the package's logger where its files log with it so: `module.exports = winston`.
      const isLogger = origin?.kind !== 'module' || isLoggedWith(path, owner, language);
      if (origin?.library.id === library && dialect && isLogger) {
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

/** A logger of the project's own that is not seen to take fields: it is given text, where it is seen to log that. */
function homeMade(candidate: string, source: EstreeSource, settings: Settings): LoggerModulePlace {
  const exported = loggerExportsOf(candidate).flatMap((name) => {
    const located = source.exported(name);
    const own = located && ownOfBinding(located.binding, [], located.source, settings);
    return own ? [{ name, located, own }] : [];
  });
  const [first] = exported;
  const format = first && textFormatOf(first.own, settings);
  for (const { name, located } of exported) {
    const local = name === 'default' ? 'logger' : name;
    const texts = textLoggerOf(located.binding, [], local, located.source, settings);
    if (!texts) continue;
    return {
      ...{ at: 'file', path: source.file, name, create: undefined, texts },
      ...{ serializesErrors: true, writesFields: true },
      ...(format && { format }),
    };
  }
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

/** Another logger, whose contract is unknown, that files of the package log with: a new one beside it would write elsewhere. */
export function passedOver(owner: Package, options: TargetOptions): LoggerModulePlace | undefined {
  if (options.logger !== undefined) return undefined;
  const { described = [] } = options;
  const inUse = unknownLoggerOf(owner, [...LOGGER_PACKAGES]);
  const own = inUse && describedAs(inUse, described);
  if (inUse && own) return { at: 'specifier', ...inUse, own };
  const known = [...LOGGER_PACKAGES, ...described.flatMap(({ from }) => from ?? [])];
  const other =
    unknownLoggerOf(owner, known) ??
    fileLoggerMakers(owner).find(({ from }) => !isFromOneOf(known, from)) ??
    globalLoggerOf(owner) ??
    printingModuleOf(owner);
  if (!other) return undefined;
  return {
    at: 'nowhere',
    reason: {
      code: 'home-made-logger',
      evidence: other.name === '*' ? other.from : `\`${other.name}\` of ${other.from}`,
    },
  };
}

/** The logger that the settings describe by an example, where that is what files import. */
function describedAs({ name, from }: LoggerImport, described: readonly NamedValue[]): OwnTarget | undefined {
  const found = described.find((each) => each.from === from && each.path.join('.') === name);
  return found && !('library' in found.is) ? describedTarget(found.is) : undefined;
}

/** Where a platform hands its logger to each function: `context.log.info(…)`, `const { log } = context`. */
const HANDED_LOGGER =
  /\b(?:context|ctx|this\.context)\.(?:log|logger)\.(?:info|warn|error|debug)\(|\bconst\s*\{[^{}]*\b(?:log|logger)\b[^{}]*\}\s*=\s*(?:this\.)?(?:context|ctx)\b/;
/** So many files that log with it say that the package has one. */
const ENOUGH_FILES = 5;

/** The logger that a platform hands to functions, in a package that depends on no library of loggers. */
export function handedIn(
  owner: Package,
  reason: LibraryReason,
  options: TargetOptions,
): LoggerModulePlace | undefined {
  if (options.logger !== undefined) return undefined;
  for (const [framework, logger] of Object.entries(LOGGER_OF_SERVICES))
    if (owner.allDependencies.has(framework))
      return {
        at: 'nowhere',
        reason: { code: 'home-made-logger', evidence: `\`${logger}\` of ${framework}` },
      };
  if (reason.code !== 'library-default') return undefined;
  const files = sourcesThatSay(owner, HANDED_LOGGER);
  if (files.length < ENOUGH_FILES) return undefined;
  return { at: 'nowhere', reason: { code: 'home-made-logger', evidence: '`log` of the context' } };
}
