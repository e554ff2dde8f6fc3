import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const ROOT = join(import.meta.dirname, '..');
/** In the repository, so that the packages that a command line loads are found from there. */
const FOLDER = join(ROOT, '.cache/command-lines');

type Name = 'codemod' | 'contract';

const made = new Map<Name, Promise<string>>();

/**
 * A command line of the sources as they are, for tests that start it as a process of its own: one file, which starts in a fifth of the
 * time that Node takes to load the modules one by one. Returns its path.
 */
export function commandLine(name: Name): Promise<string> {
  let path = made.get(name);
  if (!path) made.set(name, (path = bundled(name)));
  return path;
}

async function bundled(name: Name): Promise<string> {
  const bundle = await rolldown({
    input: join(ROOT, 'src', name, 'bin.ts'),
    platform: 'node',
    external: (id) => /^(?:node:|[@a-z])/i.test(id) && !id.startsWith(ROOT),
    resolve: { extensionAlias: { '.js': ['.ts'] } },
  });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  const path = join(FOLDER, `${name}.mjs`);
  // Another process may be making it, or starting it.
  const fresh = `${path}.${randomUUID()}`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fresh, output[0].code);
  renameSync(fresh, path);
  return path;
}
