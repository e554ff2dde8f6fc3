import type { Analysis, PlaygroundProject } from '../project.js';
import { inventory } from './inventory.js';
import { lint } from './lint.js';
import { migrate } from './migrate.js';
import { FOLDER, host, warnings } from './surroundings.js';

/** Puts a project's files in the place of those that were there before. */
export function open({ files }: PlaygroundProject): void {
  const wanted = new Map(Object.entries(files).map(([path, text]) => [`${FOLDER}/${path}`, text]));
  for (const path of known) if (!wanted.has(path)) host.remove(path);
  for (const [path, text] of wanted) if (host.read(path) !== text) host.write(path, text);
  known = new Set(wanted.keys());
}

let known: ReadonlySet<string> = new Set();

/** All that the engine has to say about a project. */
export function analyse(project: PlaygroundProject): Analysis {
  const started = performance.now();
  open(project);
  warnings.clear();
  const findings = lint(project);
  const problems = new Set(warnings);
  const migration = attempt(() => migrate(project), { diff: '', migrated: 0, left: [] }, problems);
  const found = attempt(() => inventory(project), { tables: [], warnings: [] }, problems);
  for (const warning of found.warnings) problems.add(warning);
  return {
    findings,
    warnings: [...problems],
    migration,
    inventory: { tables: found.tables },
    milliseconds: Math.round(performance.now() - started),
  };
}

/** A file that does not parse is ESLint's to name; the rest goes on without. */
function attempt<Result>(make: () => Result, otherwise: Result, problems: Set<string>): Result {
  try {
    return make();
  } catch (error) {
    problems.add(error instanceof Error ? error.message : String(error));
    return otherwise;
  }
}
