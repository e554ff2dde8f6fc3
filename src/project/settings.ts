import type { Settings } from '../model/settings.js';
import { isSlipOfSettings, misspeltSettings, settingsProblems } from '../model/settings/check.js';
import { type CodemodSettings, readCodemodSettings } from '../model/settings/codemod.js';
import { type WrittenSettings, namedModules, readSettings } from '../model/settings/read.js';
import { existing } from './existing.js';
import { jsonObject, jsonProblem } from './json.js';
import { packageNameOf } from './package-name.js';
import { projectRootOf, packageOf } from './packages.js';
import { dirname, isUnder, join, relative } from './path.js';
import { type Project, query } from './project.js';
import { resolveModule } from './resolve.js';

/**
 * `"observability"` of a package.json: of the nearest one that has it, from a folder up to the root of the repository.
 * The same object for as long as it holds.
 */
export const packageSettings = query((project, folder): WrittenSettings | undefined => {
  const top = projectRootOf(packageOf(project, join(folder, 'package.json'), folder));
  let misspelt: WrittenSettings | undefined;
  for (let root = folder; isUnder(top, root); root = dirname(root)) {
    const path = join(root, 'package.json');
    const text = project.isFile(path) ? project.read(path) : undefined;
    const json = jsonObject(text);
    if (json && Object.hasOwn(json, 'observability')) return { written: json.observability, root };
    if (!json && text?.includes('"observability"')) return { written: {}, root, unread: jsonProblem(text) };
    const slip = Object.keys(json ?? {}).find(isSlipOfSettings);
    if (slip !== undefined) misspelt ??= { written: {}, root, misspelt: slip };
    if (root === top) break;
  }
  return misspelt;
});

/**
 * What the package.json alone says, and what is wrong with that, for whoever works in a folder.
 *
 * @param found loggers that are described nowhere, and how they are called
 */
export function projectSettings(
  project: Project,
  folder: string,
  found: readonly object[] = [],
): {
  readonly settings: Settings;
  readonly codemod: CodemodSettings;
  readonly problems: readonly string[];
} {
  const written = packageSettings(project, folder);
  const fields = (written?.written ?? {}) as { readonly codemod?: unknown; readonly loggers?: unknown };
  const told = Array.isArray(fields.loggers) ? (fields.loggers as unknown[]) : [];
  const more = { written: { loggers: [...told, ...found] }, root: written?.root ?? folder };
  const sources = [...(written ? [written] : []), ...(found.length > 0 ? [more] : [])];
  const settings = readSettings(sources, folder);
  const codemod = readCodemodSettings(fields.codemod, written?.root ?? folder);
  return { settings, codemod, problems: packageSettingsProblems(project, written, folder) };
}

/**
 * What is wrong with the settings of a package.json, one sentence each; its path is told from the folder.
 *
 * @param lost what the settings name and is not there
 */
export function packageSettingsProblems(
  project: Project,
  written: WrittenSettings | undefined,
  folder: string,
  lost: (written: WrittenSettings) => readonly string[] = (each) => lostPaths(project, each),
): readonly string[] {
  if (!written) return [];
  const path = relative(folder, join(written.root, 'package.json'));
  if (written.misspelt !== undefined) return [misspeltSettings(path, written.misspelt)];
  const problems =
    written.unread === undefined
      ? [...settingsProblems(written.written), ...lost(written)]
      : [`it is not read, as the file is not JSON: ${written.unread}.`];
  return problems.map((problem) => `"observability" in ${path}: ${problem}`);
}

/** Exports that the settings name by the path of a file that does not exist, one sentence each. */
export function lostPaths(project: Project, { written, root }: WrittenSettings): readonly string[] {
  return namedModules(written).flatMap(({ at, from }) => {
    if (isPathWithoutDot(project, from, root))
      return [`\`${at}.from\`: there is no package "${from}": did you mean "./${from}"?`];
    return from.startsWith('.') && existing(project, join(root, from)) === undefined
      ? [`\`${at}.from\`: there is no file ${JSON.stringify(from)}.`]
      : [];
  });
}

/** Whether what should name a package or an alias, `src/log.js`, is the path of a file, seen from a folder, and neither of them. */
export function isPathWithoutDot(project: Project, from: string, root: string): boolean {
  if (/^[./#]/.test(from) || existing(project, join(root, from)) === undefined) return false;
  const manifest = join(root, 'package.json');
  return (
    resolveModule(project, from, manifest) === undefined &&
    !packageOf(project, manifest).allDependencies.has(packageNameOf(from)) &&
    !project.isDirectory(join(root, 'node_modules', packageNameOf(from)))
  );
}
