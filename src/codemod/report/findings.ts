import { reasonText } from '../../model/text/reason.js';
import { shown } from '../files.js';
import type { FoundCall } from '../migrate.js';
import type { ChangedFile } from '../run.js';
import { callIds } from './json.js';
import type { ReportOptions } from './options.js';

/** The rule of calls that are, or would be, migrated. */
export const MIGRATED = 'print-style-logging';

/** What a run says of one call, for what shows findings at their places. */
export interface CallFinding {
  readonly call: FoundCall;
  readonly rule: string;
  readonly message: string;
  /** It is, or would be, migrated; else it is left alone. */
  readonly isMigrated: boolean;
  /** The same as long as the call is. */
  readonly id: string;
}

/** What a run says of the calls of a file: first of those that are migrated, then of those left alone. */
export function callFindings(file: ChangedFile, { cwd, preview }: ReportOptions): readonly CallFinding[] {
  const { path, migrated, left } = file;
  const ids = callIds(shown(path, cwd), [...migrated, ...left], file.text());
  return [
    ...migrated.map((call) => ({
      call,
      rule: MIGRATED,
      message: `${preview ? 'Would become' : 'Became'} \`${call.written}\`.`,
      isMigrated: true,
      id: ids.get(call) ?? '',
    })),
    ...left.map((call) => ({
      call,
      rule: call.reason.code,
      message: `Left alone: ${reasonText(call.reason)}.`,
      isMigrated: false,
      id: ids.get(call) ?? '',
    })),
  ];
}
