import { basename, isUnder, join, relative } from './path.js';
import { sourcesThatSay } from './package-sources.js';
import { type Package, packageOf } from './packages.js';
import { type Project, query } from './project.js';
import { resolveModule } from './resolve.js';
import { filesUnder } from './walk.js';

/** Export names in the order in which they are tried. */
export const LOGGER_EXPORTS = ['logger', 'log', 'default', 'rootLogger', 'appLogger', 'Logger'];

/** The export names of a module that may be its logger, in the order in which they are tried: the module's own name last. */
export function loggerExportsOf(path: string): readonly string[] {
  const stem = basename(path).replace(/\.\w+$/, '');
  const isName = /^[A-Za-z_$][\w$]*$/.test(stem) && !LOGGER_EXPORTS.includes(stem);
  return isName ? [...LOGGER_EXPORTS, stem] : LOGGER_EXPORTS;
}

/** A module that may export a package's logger: `logger.ts`, `lib/app-logger.js`, `logging/index.ts`. */
const LOGGER_MODULE =
  /(?:^|\/)(?:[^/]*(?:logger|Logger|logging)[^/]*|[lL]og|logs)\.(?:[mc]?ts|[mc]?js)$|(?:^|\/)(?:logger|log|logging|logs)\/index\.(?:ts|[mc]?js)$/;
const NO_LOGGER_FOLDER = /^(?:node_modules|dist|build|coverage|out|__tests__|tests?|\.(?!server$).*)$/;
const NO_LOGGER_MODULE = /\.(?:test|spec|d)\.[^/]*$/;

/** The modules under a package's root that are named as its logger's is, the likeliest first; relative to the root. */
export const loggerModules = query((project, root): readonly string[] =>
  filesUnder(project, root, (name) => !NO_LOGGER_FOLDER.test(name))
    .map((path) => relative(root, path))
    .filter((path) => LOGGER_MODULE.test(path) && !NO_LOGGER_MODULE.test(path))
    .filter((path) => isOwn(project, root, path))
    .sort((a, b) => loggerRank(a) - loggerRank(b) || a.length - b.length || (a < b ? -1 : 1)),
);

/** Whether a module below a package's root is of that package, and of none within it; by its path from the root. */
function isOwn(project: Project, root: string, path: string): boolean {
  const ownerOf = (each: string) => packageOf(project, join(root, each), root).root;
  return ownerOf(path) === ownerOf('package.json');
}

/** Whether a module is a package's own: below its root, and of no package within it. */
export function isOwnModule({ project, root }: Package, module: string): boolean {
  return isUnder(root, module) && isOwn(project, root, relative(root, module));
}

/** How much a module's name says that it is the package's logger; the least says most. */
export function loggerRank(path: string): number {
  const base = basename(path)
    .replace(/\.\w+$/, '')
    .toLowerCase();
  if (base === 'logger' || (base === 'index' && path.includes('logger/index'))) return 0;
  return base === 'log' || base === 'logging' ? 1 : 2;
}

/** An import of something that is named like a logger. */
export interface LoggerImport {
  /** As the module exports it; `default` for its default export. */
  readonly name: string;
  readonly from: string;
}

const IMPORTS_LOGGER =
  /\bimport\s+(?:\{[^{}]*?\b(logger|log|rootLogger|appLogger)\b[^{}]*\}|(logger|log))\s+from\s*['"]([^'"]+)['"]/g;
const REQUIRES_LOGGER =
  /\b(?:const|let|var)\s+(?:\{[^{}]*?\b(logger|log)\b[^{}]*\}|(logger|log))\s*=\s*require\(\s*['"]([^'"]+)['"]\s*\)/g;
const IMPORTS_FACTORY =
  /\bimport\s+\{[^{}]*?\b((?:create|get|make)\w*Logger)\b[^{}]*\}\s+from\s*['"]([^'"]+)['"]/g;
const LOGS_WITH = /\b(?:logger|log)\??\.(?:info|warn|error|debug|log)\(/;
/** Files that log with a logger before it is taken for that of the package. */
const ENOUGH = 2;

/** A logger that a file imports and logs with. */
export interface UsedLogger extends LoggerImport {
  /** What the file calls it. */
  readonly local: string;
  /** The file. */
  readonly path: string;
}

/** The loggers that the files of a package import and log with, one for each file that does. */
export function usedLoggersOf(owner: Package): readonly UsedLogger[] {
  const found: UsedLogger[] = [];
  for (const path of sourcesThatSay(owner, LOGS_WITH)) {
    if (!isOwnModule(owner, path)) continue;
    const text = owner.project.read(path, MAX_BYTES) ?? '';
    for (const [, named, alone, from = ''] of [
      ...text.matchAll(IMPORTS_LOGGER),
      ...text.matchAll(REQUIRES_LOGGER),
    ]) {
      const local = named ?? alone ?? 'logger';
      if (new RegExp(`\\b${local}\\??\\.(?:info|warn|error|debug|log)\\(`).test(text))
        found.push({ name: named ?? 'default', local, from, path });
    }
  }
  return found;
}

/** The functions that files of a package import, make their loggers with and log with those. */
export function usedFactoriesOf(owner: Package): readonly Omit<UsedLogger, 'local'>[] {
  return sourcesThatSay(owner, LOGS_WITH).flatMap((path) => {
    const text = owner.project.read(path, MAX_BYTES) ?? '';
    return [...text.matchAll(IMPORTS_FACTORY)].flatMap(([, name = '', from = '']) =>
      new RegExp(`\\b(?:logger|log)\\s*=\\s*${name}\\(`).test(text) ? [{ name, from, path }] : [],
    );
  });
}

/** Whether a specifier is one of some modules, or of a part of one. */
export function isFromOneOf(modules: readonly string[], from: string): boolean {
  return modules.some((each) => from === each || from.startsWith(`${each}/`));
}

/** A logger of no known library that several files of a package import and log with. */
export function unknownLoggerOf(owner: Package, known: readonly string[]): LoggerImport | undefined {
  const counts = new Map<string, number>();
  for (const { local, from } of usedLoggersOf(owner)) {
    if (isFromOneOf(known, from)) continue;
    // One module has many specifiers; each is named as it is most often.
    counts.set(`${local} ${from}`, (counts.get(`${local} ${from}`) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!most || total < ENOUGH) return undefined;
  const [name = '', from = ''] = most[0].split(' ');
  return { name, from };
}

/** Not what prints: `global.log = console.log`. */
const GIVES_GLOBAL = /\bglobal(?:This)?\.(logger|log)\s*=(?![=>]|\s*(?:console|null|undefined)\b)/;

/** The logger that a module of a package gives to all others as a global: `global.logger = pino()`. */
export function globalLoggerOf(owner: Package): LoggerImport | undefined {
  const [path] = sourcesThatSay(owner, GIVES_GLOBAL);
  const name = path && GIVES_GLOBAL.exec(owner.project.read(path, MAX_BYTES) ?? '')?.[1];
  return name ? { name: `global.${name}`, from: relative(owner.root, path) } : undefined;
}

const LOGS_AS_OBJECT = /\b[A-Z]\w*\.(?:log|error|warn|info)\(\s*['"`]/;
const CALLS_AS_LOGGER = /\b([A-Z]\w*)\.(?:log|error|warn|info)\(\s*['"`]/g;
/** Files that print with what a module exports before the package is seen to log with it, whatever it is called. */
const ENOUGH_TO_PRINT = 10;

/** What many files of a package print with: an object of one of its modules that hands texts on to the console. */
export function printingModuleOf(owner: Package): LoggerImport | undefined {
  const found = new Map<string, LoggerImport & { readonly paths: Set<string> }>();
  for (const path of sourcesThatSay(owner, LOGS_AS_OBJECT)) {
    const text = owner.project.read(path, MAX_BYTES) ?? '';
    for (const [, name = ''] of text.matchAll(CALLS_AS_LOGGER)) {
      const from = importedAs(name, text);
      const module = from?.startsWith('.') ? resolveModule(owner.project, from, path) : undefined;
      if (from === undefined || module === undefined) continue;
      const known = found.get(module) ?? { name, from: relative(owner.root, module), paths: new Set() };
      found.set(module, known);
      known.paths.add(path);
    }
  }
  const [most] = [...found].sort((a, b) => b[1].paths.size - a[1].paths.size);
  if (!most || most[1].paths.size < ENOUGH_TO_PRINT) return undefined;
  const [module, { name, from }] = most;
  const text = owner.project.read(module, MAX_BYTES) ?? '';
  const hasMethods = /\blog\s*[=:(]/.test(text) && /\berror\s*[=:(]/.test(text);
  return hasMethods && /\bconsole\b/.test(text) ? { name, from } : undefined;
}

/** Where a name is imported from as a whole, or under that name. */
function importedAs(name: string, text: string): string | undefined {
  const imported = new RegExp(
    `\\bimport\\s+(?:${name}|\\{[^{}]*\\b${name}\\b[^{}]*\\})\\s+from\\s*['"]([^'"\\n]+)['"]|\\b(?:const|let|var)\\s+(?:${name}|\\{[^{}]*\\b${name}\\b[^{}]*\\})\\s*=\\s*require\\(\\s*['"]([^'"\\n]+)['"]`,
  ).exec(text);
  return imported?.[1] ?? imported?.[2];
}

const MAX_NEIGHBOURS = 40;
const MAX_BYTES = 200_000;

/** The loggers that the files of a folder import. */
export const loggersOfNeighbours = query((project, folder): readonly LoggerImport[] => {
  const found = new Map<string, LoggerImport>();
  const files = project
    .entries(folder)
    .filter(({ name, kind }) => kind === 'file' && /\.[cm]?[jt]s$/.test(name));
  for (const { name } of files.slice(0, MAX_NEIGHBOURS)) {
    const text = project.read(join(folder, name), MAX_BYTES) ?? '';
    for (const [, named, , from = ''] of text.matchAll(IMPORTS_LOGGER)) {
      found.set(`${named} ${from}`, { name: named ?? 'default', from });
    }
  }
  return [...found.values()];
});
