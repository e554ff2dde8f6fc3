import type { Settings } from '../model/settings.js';
import { settingsProblems } from '../model/settings/check.js';
import { type CodemodSettings, readCodemodSettings } from '../model/settings/codemod.js';
import { type WrittenSettings, readSettings } from '../model/settings/read.js';
import { jsonObject } from './json.js';
import { projectRootOf, packageOf } from './packages.js';
import { dirname, isUnder, join, relative } from './path.js';
import { type Project, query } from './project.js';

/**
 * `"observability"` of a package.json: of the nearest one that has it, from a folder up to the root of the repository.
 * The same object for as long as it holds.
 */
export const packageSettings = query((project, folder): WrittenSettings | undefined => {
  const top = projectRootOf(packageOf(project, join(folder, 'package.json'), folder));
  for (let root = folder; isUnder(top, root); root = dirname(root)) {
    const path = join(root, 'package.json');
    const json = project.isFile(path) ? jsonObject(project.read(path)) : undefined;
    if (json && Object.hasOwn(json, 'observability')) return { written: json.observability, root };
    if (root === top) return undefined;
  }
  return undefined;
});

/** What the package.json alone says, and what is wrong with that, for whoever works in a folder. */
export function projectSettings(
  project: Project,
  folder: string,
): {
  readonly settings: Settings;
  readonly codemod: CodemodSettings;
  readonly problems: readonly string[];
} {
  const written = packageSettings(project, folder);
  const settings = readSettings(written ? [written] : [], folder);
  const fields = (written?.written ?? {}) as { readonly codemod?: unknown };
  const codemod = readCodemodSettings(fields.codemod, written?.root ?? folder);
  return { settings, codemod, problems: packageSettingsProblems(written, folder) };
}

/** What is wrong with the settings of a package.json, one sentence each; its path is told from the folder. */
export function packageSettingsProblems(
  written: WrittenSettings | undefined,
  folder: string,
): readonly string[] {
  if (!written) return [];
  const path = relative(folder, join(written.root, 'package.json'));
  return settingsProblems(written.written).map((problem) => `"observability" in ${path}: ${problem}`);
}
