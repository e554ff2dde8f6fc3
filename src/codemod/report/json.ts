import { createHash } from 'node:crypto';
import { printableJson } from '../../model/text/printable.js';
import { reasonText } from '../../model/text/reason.js';
import { shown } from '../files.js';
import type { FoundCall } from '../migrate.js';
import type { RunResult } from '../run.js';
import { byFolder, byOwner, byReason, totals } from './counts.js';
import type { ReportOptions } from './options.js';
import { codeOwners } from './owners.js';
import { nextSteps } from './steps.js';

/** Where the schema of the report is published. */
const REPORT_SCHEMA = 'https://unpkg.com/obs-codemod/dist/schema/codemod-report.json';

/** The same for machines: paths relative to the working directory, calls with their places. */
export function jsonReport(result: RunResult, options: ReportOptions): string {
  const { cwd, preview } = options;
  const owners = codeOwners(cwd);
  const report = {
    $schema: REPORT_SCHEMA,
    preview,
    summary: totals(result),
    reasons: byReason(result).map(({ code, text, calls }) => ({ code, reason: text, calls: calls.length })),
    folders: byFolder(result, cwd),
    ...(owners ? { owners: byOwner(result, owners) } : {}),
    loggers: result.targets.map(({ root, library, reason, install, installCommand, module }) => ({
      package: shown(root, cwd),
      library,
      because: reasonText(reason),
      code: reason.code,
      ...(install === undefined ? {} : { install }),
      ...(installCommand === undefined ? {} : { installCommand }),
      ...(module.at === 'file' ? { module: shown(module.path, cwd), name: module.name } : {}),
      ...(module.at === 'specifier' ? { module: module.from, name: module.name } : {}),
    })),
    created: result.created.map(({ path }) => shown(path, cwd)),
    files: result.files.map((file) => {
      const { path, migrated, left, before } = file;
      const text = file.text();
      const ids = callIds(shown(path, cwd), [...migrated, ...left], text);
      const named = owners?.(path) ?? [];
      return {
        path: shown(path, cwd),
        ...(named.length > 0 ? { owners: named } : {}),
        changed: before !== undefined,
        migrated: migrated.map((call) => ({
          id: ids.get(call),
          ...placeOf(call, text),
          written: call.written,
        })),
        left: left.map((call) => ({
          id: ids.get(call),
          ...placeOf(call, text),
          code: call.reason.code,
          reason: reasonText(call.reason),
        })),
      };
    }),
    ...(result.unchecked.length > 0 ? { unchecked: result.unchecked.map((path) => shown(path, cwd)) } : {}),
    skipped: result.problems.map(({ path, reason }) => ({ path: shown(path, cwd), reason })),
    next: nextSteps(result, options),
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

function placeOf({ line, column, end, call, range }: FoundCall, text: string) {
  return { line, column, end, call, excerpt: text.slice(...range) };
}

/**
 * What tells a call from all others, also in a later run: its file, its text, and which of several of the same text it is. Lines that
 * are added elsewhere do not change it.
 */
export function callIds(
  path: string,
  calls: readonly FoundCall[],
  text: string,
): ReadonlyMap<FoundCall, string> {
  const times = new Map<string, number>();
  const inOrder = [...calls].sort((a, b) => a.line - b.line || a.column - b.column);
  return new Map(
    inOrder.map((call) => {
      const source = text.slice(...call.range).replace(/\s+/g, ' ');
      const before = times.get(source) ?? 0;
      times.set(source, before + 1);
      const hash = createHash('sha256').update([path.replaceAll('\\', '/'), source, before].join('\0'));
      return [call, hash.digest('hex').slice(0, 12)];
    }),
  );
}
