import { existsSync, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { join } from 'node:path';
import { main as codemod } from '../../src/codemod/cli.js';
import { main as contract } from '../../src/contract/cli.js';
import { ROOT } from './page-fences.js';

const { scripts, devDependencies, dependencies } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
) as Record<'scripts' | 'devDependencies' | 'dependencies', Record<string, string>>;

const OWN = ['eslint-plugin-observability', 'obs-codemod', 'obs-contract'];
/** Programs that every reader has, or that a page installs first. */
const PROGRAMS = /^(?:cd|git|cat|export|eslint|oxlint|node|pnpm|yarn)$/;

/** What is wrong with the commands of a fence: programs, scripts, packages, files and flags that there are not. */
export async function shellProblems(text: string): Promise<readonly string[]> {
  const commands = text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line) => line.replace(/(?:^|\s)#.*$/, '').split('&&'))
    .map((command) => command.replace(/^\$ /, '').trim())
    .filter((command) => command !== '');
  const problems = await Promise.all(commands.map(problemOf));
  return problems.flatMap((problem, index) =>
    problem === undefined ? [] : [`${commands[index]}: ${problem}`],
  );
}

async function problemOf(command: string): Promise<string | undefined> {
  const [program = '', ...words] = (command.split(/[|>]/)[0] ?? '').trim().split(/\s+/);
  if (program === 'npm') return npmProblem(words);
  if (program === 'npx') return npxProblem(words.filter((word) => word !== '--yes'));
  return PROGRAMS.test(program) ? undefined : `nobody has ${program}`;
}

function npmProblem([verb = '', ...words]: readonly string[]): string | undefined {
  if (verb === 'test') return undefined;
  if (verb === 'run') return scripts[words[0] ?? ''] ? undefined : 'no such script';
  if (verb !== 'install' && verb !== 'ci' && verb !== 'i') return `npm ${verb}?`;
  const unknown = words
    .filter((word) => !word.startsWith('-'))
    .map(packageOf)
    .filter((name) => !OWN.includes(name) && !(name in devDependencies) && !(name in dependencies));
  return unknown.length === 0 ? undefined : `unknown packages: ${unknown.join(', ')}`;
}

async function npxProblem([program = '', ...words]: readonly string[]): Promise<string | undefined> {
  const flags = words.filter((word) => /^--\w/.test(word)).map((word) => word.split('=')[0] ?? '');
  switch (packageOf(program)) {
    case 'obs-codemod':
      return missing(flags, await helpOf(codemod, words[0] === 'doctor' ? ['doctor'] : []));
    case 'obs-contract':
      return missing(flags, await helpOf(contract, words.slice(0, 1)));
    case 'tsx':
    case 'vitest': {
      const path = words.find((word) => word.includes('/'));
      return path === undefined || existsSync(join(ROOT, path)) ? undefined : `no ${path}`;
    }
    case 'eslint':
    case 'oxlint':
    case 'changeset':
    case 'prettier':
      return undefined;
    default:
      return `nobody runs ${program}`;
  }
}

function missing(flags: readonly string[], help: string): string | undefined {
  if (help === '') return 'no such command';
  const unknown = flags.filter((flag) => !new RegExp(`${flag}\\b`).test(help));
  return unknown.length === 0 ? undefined : `no ${unknown.join(', ')}`;
}

/** What a command says of its flags; empty where there is no such command. */
export async function helpOf(main: typeof contract, subcommand: readonly string[]): Promise<string> {
  const { code, printed } = await printedBy(main, [...subcommand, '--help']);
  return code === 0 ? printed : '';
}

/** Runs a command line in a folder. Returns its exit code, and all that it prints. */
export async function printedBy(
  main: typeof contract,
  argv: readonly string[],
  cwd = ROOT,
): Promise<{ readonly code: number; readonly printed: string }> {
  let printed = '';
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      printed += chunk.toString();
      done();
    },
  });
  const code = await main(argv, '0.0.0', { cwd, stdout, stderr: stdout });
  return { code, printed };
}

/** A package without its version: `eslint@9`. */
function packageOf(word: string): string {
  const at = word.indexOf('@', 1);
  return at < 0 ? word : word.slice(0, at);
}
