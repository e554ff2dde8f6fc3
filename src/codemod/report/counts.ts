import { dirname } from 'node:path';
import { reasonText } from '../../model/text/reason.js';
import { shown } from '../files.js';
import type { LeftCall } from '../migrate.js';
import type { ChangedFile, RunResult } from '../run.js';
import { sum } from './options.js';
import type { OwnersOf } from './owners.js';

/** What a run found, in numbers. */
export function totals(result: RunResult) {
  const migrated = sum(result.files, (file) => file.migrated.length);
  const left = sum(result.files, (file) => file.left.length);
  return {
    scanned: result.scanned,
    changed: result.files.filter((file) => file.before !== undefined).length,
    found: migrated + left,
    migrated,
    left,
    skipped: result.problems.length,
  };
}

/** Calls that are left alone for one reason, with the files that they are in. */
export interface LeftForReason {
  readonly code: string;
  readonly reason: string;
  readonly calls: readonly (LeftCall & { readonly path: string })[];
}

/** Calls left alone by reason, the most frequent first. */
export function byReason(result: RunResult): readonly LeftForReason[] {
  const groups = new Map<string, { code: string; reason: string; calls: (LeftCall & { path: string })[] }>();
  for (const { path, left } of result.files) {
    for (const call of left) {
      const reason = reasonText(call.reason);
      const group = groups.get(reason) ?? { code: call.reason.code, reason, calls: [] };
      groups.set(reason, group);
      group.calls.push({ ...call, path });
    }
  }
  return [...groups.values()].sort((a, b) => b.calls.length - a.calls.length);
}

/** The calls of one folder or owner. */
export interface Share {
  readonly name: string;
  readonly migrated: number;
  readonly left: number;
}

/** Folders of this many parts are told apart: `services/orders`, `src/routes`. */
const FOLDER_PARTS = 2;

/** Calls by folder, the most first. */
export function byFolder(result: RunResult, cwd: string): readonly Share[] {
  return shares(result.files, ({ path }) => {
    const parts = dirname(shown(path, cwd)).split(/[\\/]/);
    return [parts.slice(0, FOLDER_PARTS).join('/')];
  });
}

/** Calls by who owns their files, the most first; what two own counts for both. */
export function byOwner(result: RunResult, owners: OwnersOf): readonly Share[] {
  return shares(result.files, ({ path }) => {
    const names = owners(path);
    return names.length > 0 ? names : ['(nobody)'];
  });
}

function shares(
  files: readonly ChangedFile[],
  namesOf: (file: ChangedFile) => readonly string[],
): readonly Share[] {
  const found = new Map<string, Share>();
  for (const file of files)
    for (const name of namesOf(file)) {
      const { migrated, left } = found.get(name) ?? { migrated: 0, left: 0 };
      found.set(name, { name, migrated: migrated + file.migrated.length, left: left + file.left.length });
    }
  return [...found.values()].sort(
    (a, b) => b.migrated + b.left - (a.migrated + a.left) || (a.name < b.name ? -1 : 1),
  );
}
