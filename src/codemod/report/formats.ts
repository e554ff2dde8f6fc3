import type { RunResult } from '../run.js';
import { gitlabReport } from './gitlab.js';
import { jsonReport } from './json.js';
import { markdownReport } from './markdown.js';
import type { ReportOptions } from './options.js';
import { sarifReport } from './sarif.js';
import { textReport } from './text.js';

/** What writes a result down, by format. */
const REPORTS = {
  text: textReport,
  json: jsonReport,
  md: markdownReport,
  sarif: sarifReport,
  gitlab: gitlabReport,
} as const satisfies Record<string, (result: RunResult, options: ReportOptions) => string>;

export type ReportFormat = keyof typeof REPORTS;
export const REPORT_FORMATS = Object.keys(REPORTS) as readonly ReportFormat[];

/** A file that a report is written to. */
export interface ReportTo {
  readonly file: string;
  readonly format: ReportFormat;
}

/** The report in one of the formats. */
export function reportIn(format: ReportFormat, result: RunResult, options: ReportOptions): string {
  return REPORTS[format](result, options);
}

/** Formats that a file's name may ask for, by how it ends. */
const ENDINGS: readonly ReportFormat[] = ['json', 'md', 'sarif'];

/** The format that a file's name asks for; undefined where it asks for none. */
export function reportTo(file: string): ReportTo | undefined {
  const format = ENDINGS.find((each) => file.toLowerCase().endsWith(`.${each}`));
  return format && { file, format };
}
