import { Session } from '../../analysis/session.js';
import { readSettings } from '../../model/settings/read.js';
import type { ObservabilitySettings } from '../../model/settings/written.js';
import { DiskHost } from '../../project/disk.js';
import { packageOf, projectRootOf } from '../../project/packages.js';
import { join, normalised, relative } from '../../project/path.js';
import { packageSettings, packageSettingsProblems } from '../../project/settings.js';
import { type FoundFiles, InputError, readSource, reasonOf } from '../files.js';
import { ParseError } from '../parser.js';
import { type Recognised, type Unattributed, examine } from './examine.js';
import { type Group, fewOrigins, grouped, keyOf, settingFor, withMore } from './suggest.js';

/** What was seen of a repository, and what would have more of it seen. */
export interface Diagnosis {
  /** The folder that paths are shown from. */
  readonly folder: string;
  /** Files of server code. */
  readonly files: number;
  readonly recognised: readonly Recognised[];
  readonly groups: readonly AttributableGroup[];
  /** The package.json to write settings into, and `"observability"` as it would be. */
  readonly manifest: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether there is anything to add. */
  readonly hasMore: boolean;
  /** What is wrong with the settings that are there, and with files. */
  readonly warnings: readonly string[];
}

export interface AttributableGroup extends Group {
  /** What would attribute its calls, and how many of them: found out by looking again with it. */
  readonly setting: ObservabilitySettings | undefined;
  readonly attributed: number;
}

/** Looks at all files, and once more at those with calls that are not attributed. */
export function diagnose({ files }: FoundFiles, cwd: string): Diagnosis {
  const session = new Session(new DiskHost());
  const folder = normalised(cwd);
  const written = packageSettings(session.project, folder);
  const top = packageOf(session.project, join(folder, 'package.json'), folder);
  const root = written?.root ?? projectRootOf(top);
  const warnings = [...packageSettingsProblems(session.project, written, folder)];
  const settings = readSettings(written ? [written] : [], folder);

  const recognised: Recognised[] = [];
  const unattributed: Unattributed[] = [];
  let count = 0;
  for (const path of files) {
    try {
      const found = examine({ path: normalised(path), text: readSource(path).text }, session, settings, root);
      if (!found) continue;
      count++;
      recognised.push(...found.recognised);
      unattributed.push(...found.unattributed);
    } catch (error) {
      warnings.push(`${relative(folder, normalised(path))}: ${problemOf(error)}`);
    }
  }

  const placed = fewOrigins(unattributed);
  const groups = grouped(unattributed.map(placed));
  const wanted = groups.map((group) => settingFor(group));
  const there = (written?.written ?? {}) as Readonly<Record<string, unknown>>;
  const tried = withMore(
    there,
    wanted.filter((each) => each !== undefined),
  );
  const left = stillUnattributed(
    unattributed,
    session,
    readSettings([{ written: tried, root }], folder),
    root,
    placed,
  );
  const attributable = groups.map((group, i): AttributableGroup => {
    const attributed = group.calls.length - (left.get(keyOf(group)) ?? 0);
    return { ...group, attributed, setting: attributed > 0 ? wanted[i] : undefined };
  });
  const helpful = attributable.flatMap(({ setting }) => setting ?? []);
  return {
    folder,
    files: count,
    recognised,
    groups: attributable,
    manifest: relative(folder, join(root, 'package.json')),
    settings: withMore(there, helpful),
    hasMore: helpful.length > 0,
    warnings,
  };
}

/** How many calls of each group are not attributed with other settings. */
function stillUnattributed(
  calls: readonly Unattributed[],
  session: Session,
  settings: ReturnType<typeof readSettings>,
  root: string,
  placed: (call: Unattributed) => Unattributed,
): ReadonlyMap<string, number> {
  const left = new Map<string, number>();
  for (const path of new Set(calls.map((call) => call.path))) {
    const found = examine({ path, text: readSource(path).text }, session, settings, root);
    for (const call of found?.unattributed ?? []) {
      const key = keyOf(placed(call));
      left.set(key, (left.get(key) ?? 0) + 1);
    }
  }
  return left;
}

function problemOf(error: unknown): string {
  if (error instanceof ParseError) return `line ${error.line}: ${error.message}`;
  return error instanceof InputError ? error.message : reasonOf(error);
}
