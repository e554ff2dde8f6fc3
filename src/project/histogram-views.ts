import { type Package, projectRootOf } from './packages.js';
import { join } from './path.js';
import { type Project, query } from './project.js';

/**
 * What code writes that gives histograms other boundaries than the SDK's: the aggregation of a view, in version 2 of
 * `@opentelemetry/sdk-metrics` and in version 1, and the one that a reader or exporter selects.
 */
const AGGREGATION =
  /\b(?:(?:EXPLICIT_BUCKET|EXPONENTIAL)_HISTOGRAM|(?:ExplicitBucket|Exponential)HistogramAggregation|aggregationSelector|aggregationPreference)\b/;
const CODE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const NO_CODE = /^(?:\..*|node_modules|dist|build|coverage|out|vendor|tests?|__tests__|fixtures)$/;
/** Directories nested deeper are not looked into, nor are more files than that; where that much is unseen, so are views. */
const MAX_DEPTH = 12;
const MAX_FILES = 10_000;
/** Larger files are bundles. */
const MAX_SIZE = 500_000;

/**
 * Whether the SDK may give the histograms of a package other boundaries than its default ones: some code of the package,
 * or of the workspace around it, sets up such an aggregation, or there is more code than is looked through.
 */
export function mayHaveHistogramViews(owner: Package): boolean {
  return isFound(owner.project, owner.root) || isFound(owner.project, projectRootOf(owner));
}

const isFound = query((project, root) => search(project, root, { files: 0 }, 0));

function search(project: Project, directory: string, seen: { files: number }, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const entries = project.entries(directory);
  const isHere = entries.some((entry) => {
    if (entry.kind !== 'file' || !CODE.test(entry.name)) return false;
    if (++seen.files > MAX_FILES) return true;
    return AGGREGATION.test(project.read(join(directory, entry.name), MAX_SIZE) ?? '');
  });
  return (
    isHere ||
    entries.some(
      (entry) =>
        entry.kind === 'directory' &&
        !NO_CODE.test(entry.name) &&
        search(project, join(directory, entry.name), seen, depth + 1),
    )
  );
}
