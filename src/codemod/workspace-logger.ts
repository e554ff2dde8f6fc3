import { LIBRARIES_BY_ID } from '../catalog/index.js';
import type { Modules } from '../estree/modules.js';
import { type SeenContract, seenContract } from '../model/logs/dialect-text.js';
import type { Settings } from '../model/settings.js';
import type { MigrationReason } from '../model/text/reasons/migration.js';
import { kindOf, originOfBinding } from '../model/values/provenance.js';
import { LOGGER_EXPORTS } from '../project/logger-modules.js';
import { type Package, projectRootOf } from '../project/packages.js';
import { relative } from '../project/path.js';
import {
  type WorkspaceLogger,
  isNeededBy,
  loggerDependenciesOf,
  mayImport,
  workspaceLoggersOf,
} from '../project/workspace-loggers.js';

/** What is seen of a logger that another package of the workspace exports. */
export interface SharedLogger extends SeenContract {
  readonly library: string;
  /** The module that makes it. */
  readonly path: string;
}

/** The workspace's logger as one of its packages may use it, or why it cannot. */
export type FoundLogger =
  | { readonly from: string; readonly name: string; readonly shared: SharedLogger }
  | { readonly reason: MigrationReason };

/** The logger that the workspace of a package has, where one of its packages exports it and others log with it. */
export function workspaceLogger(
  owner: Package,
  isScript: boolean,
  settings: Settings,
  modules: Modules,
): FoundLogger | undefined {
  const root = projectRootOf(owner);
  // A package's own logger is not looked for here.
  const loggers = [
    ...workspaceLoggersOf(owner.project, root),
    ...dependencies(owner, settings, modules),
  ].filter(({ home }) => home.root !== owner.root);
  const isReachable = (each: WorkspaceLogger) =>
    isLoadable(owner, isScript, each) && mayImport(owner, each) && !isNeededBy(owner, each);
  const best =
    loggers.find(({ importers }) => importers.includes(owner)) ??
    loggers.find(isReachable) ??
    // What nobody can write with, and this package has nothing to do with, is no logger for it.
    loggers.find((each) => contractOf(each, settings, modules) !== undefined);
  if (!best) return undefined;
  const { from, name, module } = best;
  const shared = contractOf(best, settings, modules);
  if (shared && isReachable(best)) return { from, name, shared };
  const evidence = `\`${name}\` of ${from.startsWith('.') ? relative(root, module) : from}`;
  if (!shared) return { reason: { code: 'workspace-logger-unknown', evidence } };
  if (isNeededBy(owner, best)) return { reason: { code: 'workspace-logger-needs-package', evidence } };
  if (!isLoadable(owner, isScript, best)) return { reason: { code: 'logger-is-esm' } };
  return { reason: { code: 'workspace-logger-out-of-reach', evidence, library: shared.library } };
}

/** The loggers that the packages export which a package depends on, whether somebody logs with them or not. */
function dependencies(owner: Package, settings: Settings, modules: Modules): readonly WorkspaceLogger[] {
  return loggerDependenciesOf(owner).flatMap(({ isNamed, ...each }) => {
    const source = modules.read(each.module);
    const name = LOGGER_EXPORTS.find((exported) => source?.exported(exported) !== undefined);
    if (name === undefined) return [];
    const found = { ...each, name, isFactory: false, importers: [] };
    return isNamed || contractOf(found, settings, modules) ? [found] : [];
  });
}

/** A CommonJS file that runs as it is cannot require an ES module. */
function isLoadable(owner: Package, isScript: boolean, { home }: WorkspaceLogger): boolean {
  return !isScript || owner.type === 'module' || home.type !== 'module';
}

/** What the logger's own module says about it; undefined where it is of no library that calls can be written for. */
function contractOf(
  { module, name, isFactory }: WorkspaceLogger,
  settings: Settings,
  modules: Modules,
): SharedLogger | undefined {
  if (isFactory) return undefined;
  const located = modules.read(module)?.exported(name);
  const origin = located && originOfBinding(located.binding, [], located.source, settings);
  const dialect = origin && kindOf(origin).logger;
  if (!origin || !dialect || origin.kind === 'module') return undefined;
  const { id, isConsole } = origin.library;
  if (isConsole || dialect.isTarget === false || !LIBRARIES_BY_ID.has(id)) return undefined;
  return {
    library: id,
    path: module,
    ...seenContract(dialect, origin),
  };
}
