import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the benchmarks of whole commands share: running one, and the middle of what was measured. */

/** What one run of a command cost. */
export interface Sample {
  readonly seconds: number;
  /** Peak resident size of the largest single process; undefined without GNU time. */
  readonly megabytes: number | undefined;
}

const TIME = '/usr/bin/time';
/** Whether memory is measured: GNU time is there. Another one exits with an error, as its format is not known. */
export const hasTime = spawnSync(TIME, ['-f', '%M', 'true']).status === 0;

/**
 * Runs a command to its end.
 *
 * @param statuses the exit codes that say that all went well
 * @throws where it ends with any other
 */
export function measured(
  command: readonly string[],
  cwd: string,
  statuses: readonly (number | null)[],
): { readonly sample: Sample; readonly output: string } {
  const memoryFile = join(tmpdir(), `bench-memory-${process.pid}`);
  const timed = hasTime ? [TIME, '-f', '%M', '-o', memoryFile, '--', ...command] : command;
  const start = performance.now();
  const result = spawnSync(timed[0]!, timed.slice(1), { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const seconds = (performance.now() - start) / 1000;
  if (!statuses.includes(result.status)) {
    const said = `${result.stderr}${result.stdout.slice(-2000)}`;
    throw new Error(`${command.join(' ')} ended with ${result.status}: ${said}`);
  }
  const kilobytes = hasTime ? Number(readFileSync(memoryFile, 'utf8').trim().split('\n').at(-1)) : undefined;
  return {
    sample: { seconds, megabytes: kilobytes === undefined ? undefined : kilobytes / 1024 },
    output: result.stdout,
  };
}

/** The middle of a list, or of its two middle values; 0 of an empty one. */
export function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
