import { shown } from '../files.js';
import type { RunResult } from '../run.js';
import { callFindings } from './findings.js';
import { type CodeQualityFinding, codeQualityReport } from './code-quality.js';
import type { ReportOptions } from './options.js';

/** A report for GitLab's merge requests: what would be migrated as minor, what is left alone as information. */
export function gitlabReport({ files }: RunResult, options: ReportOptions): string {
  return codeQualityReport(
    files.flatMap((file) =>
      callFindings(file, options).map(({ call, rule, message, isMigrated, id }): CodeQualityFinding => ({
        rule,
        message,
        severity: isMigrated && options.preview ? 'minor' : 'info',
        path: shown(file.path, options.cwd),
        line: call.line,
        id,
      })),
    ),
  );
}
