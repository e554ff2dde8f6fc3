import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const PREFIX = 'observability-tests-';

/**
 * All that tests write lies in one folder, which goes when the last of them is done: modules are shared between test
 * files, and a hook that such a module registers runs behind the first file alone.
 */
export default function setup(): (() => void) | undefined {
  // It is asked for by each project of the configuration.
  if (basename(tmpdir()).startsWith(PREFIX)) return undefined;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), PREFIX)));
  // For tests that run as another user.
  chmodSync(folder, 0o755);
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder, TMP: folder });
  return () => rmSync(folder, { recursive: true, force: true });
}
