import { createHash } from 'node:crypto';
import { printableJson } from '../../model/text/printable.js';

/** A finding in the form of GitLab's code quality reports. */
export interface CodeQualityFinding {
  readonly rule: string;
  readonly message: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly line: number;
  /** The same as long as the finding is. */
  readonly id: string;
}

/** A report that GitLab shows in merge requests. */
export function codeQualityReport(findings: readonly CodeQualityFinding[]): string {
  const times = new Map<string, number>();
  const report = findings.map(({ rule, message, severity, path, line, id }) => {
    const before = times.get(id) ?? 0;
    times.set(id, before + 1);
    // GitLab takes findings of one fingerprint for one.
    const fingerprint = createHash('sha256').update(`${id}\0${before}`).digest('hex');
    return {
      description: message,
      check_name: rule,
      fingerprint,
      severity,
      location: { path, lines: { begin: line } },
    };
  });
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}
