import { LIBRARIES_BY_ID } from '../catalog/index.js';
import type { Modules } from '../estree/modules.js';
import { seenContract } from '../model/logs/dialect-text.js';
import type { Settings } from '../model/settings.js';
import { kindOf, originOfBinding } from '../model/values/provenance.js';
import { type FileLoggerConvention, fileLoggerConvention } from '../project/file-loggers.js';
import { usedLoggersOf } from '../project/logger-modules.js';
import { type Package, projectRootOf } from '../project/packages.js';
import { isNeededBy, mayImport, workspaceLoggersOf } from '../project/workspace-loggers.js';
import type { SharedLogger } from './workspace-logger.js';

/** How each file of a package makes its logger, and what is seen of that. */
export interface FileLogger {
  readonly convention: FileLoggerConvention;
  readonly contract: Omit<SharedLogger, 'path'>;
}

/** The logger that each file of a package makes for itself, where more do so than import one that is there. */
export function fileLogger(owner: Package, settings: Settings, modules: Modules): FileLogger | undefined {
  const convention = fileLoggerConvention(owner);
  if (!convention || usedLoggersOf(owner).length > convention.count) return undefined;
  const contract = contractOf(convention, settings, modules);
  return contract && { convention, contract };
}

/** The logger that files of other packages make with a function of the workspace, for a package that may import that. */
export function workspaceFileLogger(
  owner: Package,
  settings: Settings,
  modules: Modules,
): FileLogger | undefined {
  for (const shared of workspaceLoggersOf(owner.project, projectRootOf(owner))) {
    if (!shared.isFactory || !mayImport(owner, shared) || isNeededBy(owner, shared)) continue;
    for (const importer of shared.importers) {
      const convention = fileLoggerConvention(importer);
      if (convention?.module !== shared.module || convention.from.startsWith('.')) continue;
      const contract = contractOf(convention, settings, modules);
      if (contract) return { convention, contract };
    }
  }
  return undefined;
}

/** What the files that make their logger so can be seen to log with, by the first of them in which it is seen. */
function contractOf(
  { examples }: FileLoggerConvention,
  settings: Settings,
  modules: Modules,
): FileLogger['contract'] | undefined {
  for (const { path, local } of examples) {
    const contract = contractIn(path, local, settings, modules);
    if (contract) return contract;
  }
  return undefined;
}

function contractIn(
  path: string,
  local: string,
  settings: Settings,
  modules: Modules,
): FileLogger['contract'] | undefined {
  const source = modules.read(path);
  const binding = source?.named(local);
  const origin = source && binding && originOfBinding(binding, [], source, settings);
  const dialect = origin && kindOf(origin).logger;
  if (!origin || !dialect || origin.kind === 'module' || dialect.isTarget === false) return undefined;
  const { id, isConsole } = origin.library;
  if (isConsole || !LIBRARIES_BY_ID.has(id)) return undefined;
  return {
    library: id,
    ...seenContract(dialect, origin),
  };
}
