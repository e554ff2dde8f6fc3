import { reasonText } from '../../model/text/reason.js';
import { shown } from '../files.js';
import type { RunResult } from '../run.js';
import { type CodeQualityFinding, codeQualityReport } from './code-quality.js';
import { callIds } from './json.js';
import type { ReportOptions } from './options.js';
import { MIGRATED } from './sarif.js';

/** A report for GitLab's merge requests: what would be migrated as minor, what is left alone as information. */
export function gitlabReport({ files }: RunResult, { cwd, preview }: ReportOptions): string {
  return codeQualityReport(
    files.flatMap(({ path, migrated, left, text }): readonly CodeQualityFinding[] => {
      const file = shown(path, cwd);
      const ids = callIds(file, [...migrated, ...left], text());
      return [
        ...migrated.map((call): CodeQualityFinding => ({
          rule: MIGRATED,
          message: `${preview ? 'Would become' : 'Became'} \`${call.written}\`.`,
          severity: preview ? 'minor' : 'info',
          ...{ path: file, line: call.line, id: ids.get(call) ?? '' },
        })),
        ...left.map((call): CodeQualityFinding => ({
          rule: call.reason.code,
          message: `Left alone: ${reasonText(call.reason)}.`,
          severity: 'info',
          ...{ path: file, line: call.line, id: ids.get(call) ?? '' },
        })),
      ];
    }),
  );
}
