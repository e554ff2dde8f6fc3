import { observesMetrics } from '../catalog/metrics/observing-text.js';
import { importedFiles } from './import-graph.js';
import { type Project, query } from './project.js';

/** Modules that are looked into behind one import: those that a barrel passes on. */
const MAX_PASSED_ON = 30;
const MAX_BYTES = 1_000_000;

const PASSES_ON = /\bexport\s*(?:\*|(?:type\s*)?\{[^}]*\}\s*from)|\bmodule\.exports\s*=\s*require\(/;

/**
 * Whether one of the modules that a file imports observes metrics, by its text, or passes on one that does: only then can a call
 * in the file be that of a function that observes for it.
 */
export const importsMetricHelpers = query((project, file): boolean =>
  importedFiles(project, file).some((each) => offersMetricHelpers(project, each)),
);

/** Whether a module observes metrics by its text, or imports or passes on one that does. */
export const givesMetricHelpers = query(
  (project: Project, module): boolean =>
    offersMetricHelpers(project, module) || importsMetricHelpers(project, module),
);

const offersMetricHelpers = query((project: Project, module): boolean => {
  const seen = new Set([module]);
  for (const path of seen) {
    const text = project.read(path, MAX_BYTES) ?? '';
    if (observesMetrics(text)) return true;
    if (!PASSES_ON.test(text)) continue;
    for (const each of importedFiles(project, path)) if (seen.size < MAX_PASSED_ON) seen.add(each);
  }
  return false;
});
