/**
 * `npm run corpus -- DIR…` records what the plugin and the codemod say about whole trees, and prints what a change adds, removes or
 * rewords. `npm run corpus:packages` does it for pinned packages, whose records are in the repository.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { checkTree } from './corpus/check.js';
import { PACKAGES } from './corpus/packages.js';

const REPOSITORY = join(import.meta.dirname, '..');

interface Flags {
  readonly out: string;
  readonly packages?: boolean;
  readonly accept: boolean;
  readonly limit: number;
}

const program = new Command('corpus')
  .argument('[trees...]', 'checkouts of repositories, or folders of packages')
  .option('--out <folder>', 'where records are stored', join(REPOSITORY, '.corpus'))
  .option('--packages', 'check the pinned packages (those named, or all) against tests/corpus')
  .option('--accept', 'store the new records, whatever differs', false)
  .option('--limit <number>', 'differences printed of each rule', parseLimit, 20)
  .parse();
const flags = program.opts<Flags>();

const differences = flags.packages ? await checkPackages(program.args) : await checkTrees(program.args);
if (differences > 0 && !flags.accept) process.exitCode = 1;

async function checkTrees(trees: readonly string[]): Promise<number> {
  if (trees.length === 0) program.error('name at least one tree');
  const roots = new Map(trees.map((tree) => [basename(resolve(tree)), realpathSync(tree)]));
  const noFolder = trees.find((tree) => !statSync(tree).isDirectory());
  if (noFolder !== undefined) program.error(`${noFolder} is no folder`);
  if (roots.size < trees.length) program.error('two trees have the same name');
  let count = 0;
  for (const [tree, root] of roots) {
    count += await checkTree({ ...flags, root, tree, path: resolve(flags.out, `${tree}.json`) });
  }
  return count;
}

async function checkPackages(names: readonly string[]): Promise<number> {
  const asked =
    names.length === 0 ? PACKAGES : PACKAGES.filter((spec) => names.some((name) => spec.startsWith(name)));
  if (asked.length === 0) program.error(`no package is named ${names.join(', ')}`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'corpus-')));
  let count = 0;
  try {
    for (const tree of asked) {
      const root = unpack(tree, folder);
      count += await checkTree({
        ...flags,
        root,
        tree,
        path: join(REPOSITORY, 'tests/corpus', `${fileName(tree)}.json`),
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return count;
}

/**
 * Unpacks a package outside the repository, where nothing around it can be mistaken for its own; its archive is downloaded once.
 * Returns the root of its sources.
 */
function unpack(spec: string, folder: string): string {
  const cache = resolve(flags.out, 'packages');
  const archive = join(cache, `${fileName(spec)}.tgz`);
  mkdirSync(cache, { recursive: true });
  if (!existsSync(archive)) {
    const packed = execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', folder], {
      cwd: folder,
      encoding: 'utf8',
    });
    execFileSync('mv', [join(folder, packed.trim().split('\n').at(-1) ?? ''), archive]);
  }
  const root = join(folder, fileName(spec));
  mkdirSync(root);
  execFileSync('tar', ['xzf', archive, '-C', root, '--strip-components=1']);
  return root;
}

/** `@scope/name@1.0.0` as `scope+name@1.0.0`. */
function fileName(spec: string): string {
  return spec.replace(/^@/, '').replace('/', '+');
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 0) throw new InvalidArgumentError('Write a number.');
  return limit;
}
