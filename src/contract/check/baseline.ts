import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { InputError, reasonOf } from '../../codemod/files.js';
import type { ReportedFinding } from './check-artifacts.js';

/** The ids that a baseline file lists: what was found before, and is let pass. Throws an InputError where it cannot be read. */
export function readBaseline(path: string): ReadonlySet<string> {
  if (!existsSync(path)) throw new InputError(`${path}: no such file; \`--update-baseline\` writes it`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError(`${path}: ${error instanceof SyntaxError ? 'not valid JSON' : reasonOf(error)}`);
  }
  const ids = (json as { readonly findings?: unknown } | null)?.findings;
  if (!Array.isArray(ids)) throw new InputError(`${path}: not a baseline: it has no list \`findings\``);
  return new Set(ids.filter((id): id is string => typeof id === 'string'));
}

/** Writes what is found as the baseline of later runs. */
export function writeBaseline(path: string, findings: readonly ReportedFinding[]): void {
  const ids = [...new Set(findings.map(({ id }) => id))].sort();
  try {
    writeFileSync(path, `${JSON.stringify({ version: 1, findings: ids }, null, 2)}\n`);
  } catch (error) {
    throw new InputError(`${path}: ${reasonOf(error)}`);
  }
}
