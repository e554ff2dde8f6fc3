import type { TSESTree } from '@typescript-eslint/types';
import { LIBRARIES_BY_ID } from '../../catalog/index.js';
import { kindOf, originOfBinding } from '../../model/values/provenance.js';
import { quoted } from '../../model/text/quote.js';
import { relativeSpecifier } from '../../model/text/import-statement.js';
import { wouldCycle } from '../../project/import-graph.js';
import { loggerExportsOf, loggerModules, loggersOfNeighbours } from '../../project/logger-modules.js';
import { namedImports } from '../../model/code/program-text.js';
import { isExample } from '../../model/code/demonstration.js';
import { isTestPath } from '../../model/code/role.js';
import { importersOf } from '../../project/importers.js';
import { basename, dirname, isUnder, join, relative } from '../../project/path.js';
import { projectRootOf } from '../../project/packages.js';
import { resolveModule } from '../../project/resolve.js';
import { workspaceLoggersOf } from '../../project/workspace-loggers.js';
import type { AnalysedFile } from '../file.js';
import { neededEndingOf, ownEndingOf } from '../import-style.js';
import { loggerNameOf } from '../../model/logs/logger-name.js';

/** The logger that a file could write with, though nothing there holds it yet. */
export type NearbyLogger =
  /** What a module exports; `isEarlier` where making it runs this file first, so that it does not exist here yet. */
  | { readonly name: string; readonly from: string; readonly isEarlier: boolean }
  /** One that every class or file makes for itself, as it is written there. */
  | { readonly make: string };

/**
 * The package's own logger as seen from a file: what its neighbours import, else the module that is named for it, else what the package
 * imports from another one of its workspace.
 */
export function nearbyLogger(file: AnalysedFile, near: TSESTree.Node): NearbyLogger | undefined {
  const { project, directory, package: owner } = file;
  const { loggerModule } = LIBRARIES_BY_ID.get(file.loggingLibrary ?? '') ?? {};
  if (loggerModule?.isPerFile && !takesOther(file, loggerModule.imports))
    return { make: perFileLogger(file, loggerModule.expression, near) };
  for (const { name, from } of loggersOfNeighbours(project, directory))
    if (exportsLogger(file, from, name)) return nearby(file, name, from);
  const ending = ownEndingOf(file) ?? neededEndingOf(file);
  const isBeside = isAside(relative(owner.root, file.path));
  const modules = loggerModules(project, owner.root).filter(
    (path) => (isBeside || !isAside(path)) && isMeantFor(file, join(owner.root, path)),
  );
  for (const path of modules.slice(0, MAX_MODULES)) {
    const from = relativeSpecifier(join(owner.root, path), directory, ending);
    const name = loggerExportsOf(path).find((each) => exportsLogger(file, from, each));
    if (name !== undefined) return nearby(file, name, from);
  }
  const shared = workspaceLoggersOf(project, projectRootOf(owner)).find(
    ({ name, from, isFactory, importers }) =>
      !isFactory && !from.startsWith('.') && importers.includes(owner) && exportsLogger(file, from, name),
  );
  return shared && nearby(file, shared.name, shared.from);
}

const MAX_MODULES = 5;

/** Folders that hold what all of a program uses: a logger there is of what is around them. */
const SHARED_FOLDER =
  /^(?:src|app|server|backend|libs?|utils?|helpers?|common|core|shared|config|infra(?:structure)?|services?|logs?|logger|logging|observability|telemetry)$/;

/** Whether a logger is for a file as well: one that only the files of its own part of the program use, `features/git`, is theirs. */
function isMeantFor({ project, path }: AnalysedFile, module: string): boolean {
  let home = dirname(module);
  while (SHARED_FOLDER.test(basename(home))) home = dirname(home);
  if (isUnder(home, path)) return true;
  const importers = importersOf(project, module);
  return importers.length === 0 || importers.some((each) => !isUnder(home, each));
}

/** Whether a module is of examples or tests, whose logger is theirs alone. */
function isAside(path: string): boolean {
  return isExample(path) || isTestPath(path);
}

function nearby(file: AnalysedFile, name: string, from: string): NearbyLogger {
  const module = resolveModule(file.project, from, file.path);
  const isEarlier = module !== undefined && wouldCycle(file.project, module, file.path);
  return { name: name === 'default' ? 'logger' : name, from, isEarlier };
}

function exportsLogger(file: AnalysedFile, from: string, name: string): boolean {
  const located = file.source.module(from)?.exported(name);
  const origin = located && originOfBinding(located.binding, [], located.source, file.settings);
  return (
    origin !== undefined &&
    kindOf(origin).logger?.isTarget !== false &&
    origin.kind !== 'module' &&
    kindOf(origin).logger !== undefined
  );
}

/** Whether a file imports from elsewhere what has the name of something that its logger would be made with. */
function takesOther({ text }: AnalysedFile, needed: Readonly<Record<string, string>>): boolean {
  return namedImports(text).some(({ specifier, names }) =>
    names.some((name) => needed[name] !== undefined && needed[name] !== specifier),
  );
}

/** How a class makes its logger, as a field, and a module without one. */
function perFileLogger(file: AnalysedFile, expression: string, near: TSESTree.Node): string {
  const written = (context: string) => expression.replace('CLASS', () => context);
  for (let at: TSESTree.Node | undefined = near; at; at = at.parent)
    if (at.type === 'ClassDeclaration' && at.id)
      return `a field \`logger = ${written(`${at.id.name}.name`)}\``;
  return `\`const logger = ${written(quoted(loggerNameOf(file.path, file.text), "'"))}\``;
}
