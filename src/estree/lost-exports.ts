import { closest, meant } from '../model/text/closest.js';
import { declaredExports } from '../model/code/program-text.js';
import { type WrittenSettings, namedModules } from '../model/settings/read.js';
import { existing } from '../project/existing.js';
import { LOGGER_EXPORTS } from '../project/logger-modules.js';
import { join } from '../project/path.js';
import type { Project } from '../project/project.js';
import type { Modules } from './modules.js';
import type { EstreeSource } from './source.js';

/** Exports that the settings name and that their module of the project has not, one sentence each, with what was meant. */
export function lostExports(
  project: Project,
  modules: Modules,
  { written, root }: WrittenSettings,
): readonly string[] {
  return namedModules(written).flatMap(({ at, from, name }) => {
    const path = from.startsWith('.') ? existing(project, join(root, from)) : undefined;
    const module = path === undefined ? undefined : modules.read(path);
    if (!module || name === undefined || !lacksExport(module, name)) return [];
    const others = exportsByText(module);
    const which = others.length > 0 ? meant(closest(name, others), others) : '.';
    return [`\`${at}.name\`: ${JSON.stringify(from)} has no export \`${name}\`${which}`];
  });
}

/** Whether a module surely has no export of a name. */
export function lacksExport(module: EstreeSource, name: string): boolean {
  return (
    name !== '*' &&
    module.program.body.length > 0 &&
    !module.exported(name) &&
    !MAY_EXPORT_MORE.test(module.text)
  );
}

/** The names that a module is seen to export: those that are declared as they are exported, and those of loggers. */
export function exportsByText(module: EstreeSource): readonly string[] {
  const declared = declaredExports(module.text).map(({ name }) => name);
  return [...new Set([...LOGGER_EXPORTS, ...declared])].filter((name) => module.exported(name));
}

/** What a module may export besides what is seen: all of another one, members that are computed. */
const MAY_EXPORT_MORE =
  /\bexport\s*[*=]|\bexports\s*(?:\[|=\s*[^\s{])|\b__exportStar\b|Object\.(?:assign|define\w+)\(\s*(?:module\.)?exports\b/;
