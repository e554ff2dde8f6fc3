import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from '../demo/orders-service.js';

const root = join(import.meta.dirname, '../..');
const original = join(root, 'examples/orders-service');
const work = join(root, '.cache/before-and-after-logs');

/** What the service of the demo logs for the same requests, a line a record: as it is written, and as `obs-codemod` leaves it. */
export async function serviceLogs(): Promise<{
  readonly before: readonly string[];
  readonly after: readonly string[];
}> {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  cpSync(original, work, { recursive: true });
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(root, 'src/codemod/bin.ts'), 'src', '--allow-dirty'],
      { cwd: work, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return { before: linesOf(await outputOf(original)), after: linesOf(await outputOf(work)) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function linesOf(output: string): readonly string[] {
  return output.split('\n').filter((line) => line.trim() !== '');
}
