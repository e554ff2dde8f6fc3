import { importsMetrics, observesMetrics } from '../catalog/metrics/observing-text.js';
import { importedFiles } from './import-graph.js';
import { type Project, type Query, query } from './project.js';

/** Modules that are looked into behind one import: those that a barrel passes on. */
const MAX_PASSED_ON = 30;
const MAX_BYTES = 1_000_000;

const PASSES_ON = /\bexport\s*(?:\*|(?:type\s*)?\{[^}]*\}\s*from)|\bmodule\.exports\s*=\s*require\(/;

/** What is asked of a file's imports: whether a module among them says something, or passes on one that does. */
interface ImportsThat {
  /** Whether one of the modules that a file imports does. */
  readonly imports: Query<boolean>;
  /** Whether a module does, or imports one that does. */
  readonly gives: Query<boolean>;
}

function importsThat(says: (text: string) => boolean): ImportsThat {
  const offers = query((project: Project, module): boolean => {
    const seen = new Set([module]);
    for (const path of seen) {
      const text = project.read(path, MAX_BYTES) ?? '';
      if (says(text)) return true;
      if (!PASSES_ON.test(text)) continue;
      for (const each of importedFiles(project, path)) if (seen.size < MAX_PASSED_ON) seen.add(each);
    }
    return false;
  });
  const imports = query((project: Project, file): boolean =>
    importedFiles(project, file).some((each) => offers(project, each)),
  );
  const gives = query(
    (project: Project, module): boolean => offers(project, module) || imports(project, module),
  );
  return { imports, gives };
}

const observing = importsThat(observesMetrics);
const making = importsThat((text) => observesMetrics(text) || importsMetrics(text));

/**
 * Whether one of the modules that a file imports observes metrics, by its text, or passes on one that does: only then can a call
 * in the file be that of a function that observes for it.
 */
export const importsMetricHelpers = observing.imports;

/** Whether a module observes metrics by its text, or imports or passes on one that does. */
export const givesMetricHelpers = observing.gives;

/** The same of functions that make metrics: they observe some, or import a library that has them. */
export const importsMetricMakers = making.imports;
export const givesMetricMakers = making.gives;
