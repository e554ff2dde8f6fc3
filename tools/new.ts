/**
 * `npm run new rule logs/no-foo` and `npm run new library logs|metrics|http/acme`: every file that a new rule or library
 * needs, which compile, pass the lint and pass their tests as they are. What they say is an example to be replaced.
 */
import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newLibrary } from './new/library.js';
import { newRule } from './new/rule.js';
import type { Made } from './new/repository.js';

const USAGE = `npm run new rule (logs|metrics|traces|propagation|setup)/<name>
npm run new library (logs|metrics|http)/<name>
`;

/** Makes a rule or a library in a repository. Throws where the name is no name, or is taken. */
export async function make(root: string, what: string | undefined, path: string | undefined): Promise<Made> {
  const [, folder = '', name = ''] = /^([a-z]+)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(path ?? '') ?? [];
  if (what === 'rule') return newRule(root, folder, name);
  if (what === 'library') return newLibrary(root, folder, name);
  throw new Error(USAGE);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(import.meta.dirname, '..');
  const [what, path] = process.argv.slice(2);
  try {
    const { files, next } = await make(root, what, path);
    // The generated parts of its page, and the table of the README.
    if (what === 'rule') execFileSync('npm', ['run', 'docs', '--silent'], { cwd: root, stdio: 'inherit' });
    process.stdout.write(`${files.map((file) => relative(root, file)).join('\n')}\n\nNext:\n`);
    process.stdout.write(`${next.map((step) => `- ${step}`).join('\n')}\n`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 2;
  }
}
