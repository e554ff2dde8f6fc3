import { dependentsOf, workspaceOf } from './dependents.js';
import { type LoggerImport, usedFactoriesOf, usedLoggersOf } from './logger-modules.js';
import { packageNameOf } from './package-name.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { join } from './path.js';
import { query } from './project.js';
import { resolveModule } from './resolve.js';
import { workspaceDependencies, workspaceModule } from './workspace.js';

/** A logger of one package of a workspace that others import, as they import it. */
export interface WorkspaceLogger extends LoggerImport {
  /** The module that the specifier leads to. */
  readonly module: string;
  /** The package that the module is of. */
  readonly home: Package;
  /** It is a function that every file makes its logger with. */
  readonly isFactory: boolean;
  /** The other packages that log with it. */
  readonly importers: readonly Package[];
}

/** The loggers that packages of a workspace import from others of it, those first that most import, and functions that make one last. */
export const workspaceLoggersOf = query((project, root): readonly WorkspaceLogger[] => {
  const found = new Map<string, Omit<WorkspaceLogger, 'importers'> & { readonly importers: Set<Package> }>();
  for (const owner of workspaceOf(project, root)) {
    const factories = usedFactoriesOf(owner);
    for (const used of [...usedLoggersOf(owner), ...factories]) {
      const { name, from, path } = used;
      const module = resolveModule(project, from, path);
      const home = module === undefined ? undefined : packageOf(project, module);
      if (module === undefined || !home || home.root === owner.root) continue;
      const key = `${name} ${module}`;
      const logger = found.get(key) ?? {
        name,
        from,
        module,
        home,
        isFactory: factories.includes(used),
        importers: new Set<Package>(),
      };
      logger.importers.add(owner);
      found.set(key, logger);
    }
  }
  return [...found.values()]
    .map((logger) => ({ ...logger, importers: [...logger.importers] }))
    .sort((a, b) => Number(a.isFactory) - Number(b.isFactory) || b.importers.length - a.importers.length);
});

const LOGGER_PACKAGE = /(?:^|[/-])(?:log|logger|logging)$/;

/** What an entry gives on of a module that is named as a logger's is: `export * from './lib/logger'`. */
const GIVES_ON_LOGGER =
  /\bexport\s+(?:\*|\{[^{}]*\})\s*from\s*['"][^'"\n]*\/(?:log|logger|logging)(?:\/index)?(?:\.[jt]s)?['"]/;

/** The entry of a package of the workspace that a package depends on, which may export a logger. */
export interface LoggerDependency extends Pick<WorkspaceLogger, 'from' | 'module' | 'home'> {
  /** The package is named as a logger is; else it exports one among other things. */
  readonly isNamed: boolean;
}

/** The modules of the workspace's packages that a package depends on and that are named as loggers are, or give one on. */
export function loggerDependenciesOf(owner: Package): readonly LoggerDependency[] {
  const { project } = owner;
  return workspaceDependencies(owner)
    .flatMap((folder) => {
      const home = packageOf(project, join(folder, 'package.json'));
      const from = home.name ?? '';
      const module = workspaceModule(project, from, join(owner.root, 'package.json'));
      const isNamed = LOGGER_PACKAGE.test(from);
      const isOne = module !== undefined && (isNamed || GIVES_ON_LOGGER.test(project.read(module) ?? ''));
      return isOne ? [{ from, module, home, isNamed }] : [];
    })
    .sort((a, b) => Number(b.isNamed) - Number(a.isNamed));
}

/**
 * Whether files of a package can import a logger of its workspace as others do: it depends on the logger's package, or nobody
 * there has to, because a path of the tsconfig.json leads to it.
 */
export function mayImport(owner: Package, { from, module, home, importers }: WorkspaceLogger): boolean {
  if (from.startsWith('.')) return false;
  // The folder of an alias need not be called what its package is.
  const names = [home.name ?? from, packageNameOf(from)];
  const isDeclared = names.some((name) => owner.dependencies.has(name));
  const isByPath =
    importers.length > 0 &&
    !importers.some(({ allDependencies }) => names.some((name) => allDependencies.has(name))) &&
    owner.project.isFile(join(owner.root, 'tsconfig.json'));
  return (
    (isDeclared || isByPath) &&
    resolveModule(owner.project, from, join(owner.root, 'package.json')) === module
  );
}

/** Whether the logger's package depends on a package itself, which then cannot depend on the logger. */
export function isNeededBy(owner: Package, { home }: WorkspaceLogger): boolean {
  return dependentsOf(owner, projectRootOf(owner)).some(({ root }) => root === home.root);
}
