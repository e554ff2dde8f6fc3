import type { Finding } from '../checks/check.js';
import type { SourceFile } from '../artifacts/source-file.js';

/** `# obs-contract-ignore label-unknown: the gateway adds it`; without an id, of all checks. */
const COMMENT = /(?:#|\/\/)\s*obs-contract-ignore(-file)?\b([^:\n]*)/g;

/** The comments of a file that excuse findings, by line; line 0 is the whole file's. */
export type Excuses = ReadonlyMap<number, readonly string[]>;

/** Reads the comments that excuse findings. */
export function excusesIn(file: SourceFile): Excuses {
  const excuses = new Map<number, readonly string[]>();
  for (const { index, 1: isFile, 2: ids = '' } of file.text.matchAll(COMMENT)) {
    const line = isFile === undefined ? file.position(index).line : 0;
    const names = ids.split(/[\s,]+/).filter((id) => /^[a-z][a-z-]*$/.test(id));
    excuses.set(line, [...(excuses.get(line) ?? []), ...(names.length === 0 ? ['*'] : names)]);
  }
  return excuses;
}

/**
 * Whether a comment excuses a finding: on its line, on the lines of comments above it, at the head of the rule it is in, or for
 * the file.
 */
export function isExcused(check: string, finding: Finding, excuses: Excuses, file: SourceFile): boolean {
  if (excuses.size === 0) return false;
  const holds = (line: number) => excuses.get(line)?.some((id) => id === '*' || id === check) ?? false;
  if (holds(0)) return true;
  return [finding.position.line, finding.ownerLine ?? finding.position.line].some((line) => {
    if (holds(line)) return true;
    for (let above = line - 1; above > 0 && /^\s*(?:#|\/\/)/.test(file.line(above)); above -= 1)
      if (holds(above)) return true;
    return false;
  });
}
