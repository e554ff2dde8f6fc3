import type { ArtifactFile } from '../artifacts/artifact.js';
import type { SkippedFile } from '../artifacts/read-file.js';
import { CHECKS } from '../checks/checks.js';
import type { Check, Finding, Severity } from '../checks/check.js';
import { Knowledge, type KnowledgeOptions } from '../matching/knowledge.js';
import { excusesIn, isExcused } from './excused.js';

/** A finding of a named check. */
export interface ReportedFinding extends Finding {
  readonly check: string;
  /** The same as long as the check, file, subject and name are. */
  readonly id: string;
}

export interface CheckResult {
  readonly findings: readonly ReportedFinding[];
  readonly skipped: readonly SkippedFile[];
  readonly artifacts: readonly ArtifactFile[];
  /** Findings that a comment or the baseline excuses. */
  readonly excused: number;
  /** What the artifacts were held against. */
  readonly known: Knowledge;
}

export interface CheckOptions extends KnowledgeOptions {
  readonly isStrict: boolean;
  /** Checks that are not asked. */
  readonly disabled: ReadonlySet<string>;
  /** Ids of findings that are known and let pass. */
  readonly baseline: ReadonlySet<string>;
  /** The files that are asked about; the others say what these read. Undefined for all. */
  readonly only?: ReadonlySet<string> | undefined;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Holds artifacts against what the code emits. */
export function checkArtifacts(options: CheckOptions): CheckResult {
  const known = new Knowledge(options);
  const files = new Map(options.artifacts.map(({ file }) => [file.path, { file, excuses: excusesIn(file) }]));
  const found: ReportedFinding[] = [];
  let excused = 0;
  const isAsked = ({ file }: { readonly file: string }) => options.only?.has(file) ?? true;
  const seen = new Set<string>();
  for (const check of CHECKS) {
    if (options.disabled.has(check.id) || (check.isStrict === true && !options.isStrict)) continue;
    for (const finding of judged(check, options.artifacts, known)) {
      if (!isAsked(finding)) continue;
      const id = idOf(check.id, finding);
      // What an alias repeats is read once more, and one expression may read a metric twice.
      const place = `${id}|${finding.position.line}|${finding.message}`;
      if (seen.has(place)) continue;
      seen.add(place);
      const home = files.get(finding.file);
      if (options.baseline.has(id) || (home && isExcused(check.id, finding, home.excuses, home.file)))
        excused += 1;
      else found.push({ ...finding, check: check.id, id });
    }
  }
  return {
    findings: found.sort(inOrder),
    // What is broken is a finding.
    skipped: options.skipped.filter((each) => isAsked(each) && !found.some(({ file }) => file === each.file)),
    artifacts: options.artifacts.filter(({ file }) => isAsked({ file: file.path })),
    excused,
    known,
  };
}

function* judged(check: Check, artifacts: readonly ArtifactFile[], known: Knowledge): Generator<Finding> {
  if (check.judge) for (const artifact of artifacts) yield* check.judge(artifact, known);
  if (check.judgeAll) yield* check.judgeAll(artifacts, known);
}

function idOf(check: string, { file, subject, name }: Finding): string {
  return [check, file, subject, name].map((part) => part.replaceAll('|', '/')).join('|');
}

function inOrder(a: ReportedFinding, b: ReportedFinding): number {
  return (
    compare(a.file, b.file) ||
    a.position.line - b.position.line ||
    a.position.column - b.position.column ||
    RANK[a.severity] - RANK[b.severity] ||
    compare(a.check, b.check) ||
    compare(a.name, b.name)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
