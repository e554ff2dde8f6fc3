import { isString } from './json.js';
import { join } from './path.js';
import { type Package, projectRootOf } from './packages.js';

/** Since when there is `??`: the year of the standard, and the major version of Node.js that runs it. */
const NULLISH = { year: 2020, node: 14, typescript: 3.7 } as const;

/** What configures ESLint, in the order that ESLint looks for it; only a flat one reads the newest syntax by default. */
const FLAT_FILES = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`);
const LEGACY_FILES = ['.js', '.cjs', '.yaml', '.yml', '.json', ''].map((ending) => `.eslintrc${ending}`);

/** Parsers that read newer syntax than `ecmaVersion` says. */
const OTHER_PARSER = /\bbabel-eslint\b|@babel\/eslint-parser|@typescript-eslint/;

/**
 * Whether `??` can be written in a package. In TypeScript, which compiles it, unless its compiler or Node.js is known to be
 * too old; in JavaScript only where `engines`, ESLint's settings or other modules say so, and none of them says otherwise.
 *
 * @param neighbours texts of modules beside the one that is to be written
 */
export function readsNullish(owner: Package, language: 'ts' | 'js', neighbours: readonly string[]): boolean {
  const node = lowestNode(owner);
  if (node !== undefined && node < NULLISH.node) return false;
  if (language === 'ts') return !(compilerOf(owner) < NULLISH.typescript);
  const year = lintedYear(owner);
  if (year !== undefined) return year >= NULLISH.year;
  return node !== undefined || neighbours.some((text) => /\?\?[=\s]|\w\?\.[A-Za-z_[(]/.test(text));
}

/** The oldest major version of Node.js that `engines` lets through; 0 where a range has no lower end. */
function lowestNode({ json: { engines } }: Package): number | undefined {
  const range = engines?.node;
  if (!isString(range)) return undefined;
  return Math.min(...range.split('||').map((each) => Number(/^[\s~^=v>]*(\d+)/.exec(each)?.[1] ?? 0)));
}

/** The version of TypeScript as a number: 3.7; what is not known is `NaN`. */
function compilerOf({ versions }: Package): number {
  const [, major, minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(versions.get('typescript') ?? '') ?? [];
  // `^4.9` is newer than 3.7, and so is 3.10 than 3.9: the minor ones of 3 end with 9.
  return major === undefined ? NaN : Number(`${major}.${minor}`);
}

/** The year of the syntax that ESLint is set to read; undefined where no settings are found. */
function lintedYear(owner: Package): number | undefined {
  const { project } = owner;
  for (const root of new Set([owner.root, projectRootOf(owner)])) {
    const read = (name: string) => {
      const path = join(root, name);
      return project.isFile(path) ? project.read(path) : undefined;
    };
    const flat = FLAT_FILES.map(read).find(isString);
    if (flat !== undefined) return writtenYear(flat) ?? Infinity;
    const manifest = read('package.json');
    const legacy =
      LEGACY_FILES.map(read).find(isString) ??
      (manifest?.includes('"eslintConfig"') ? manifest.slice(manifest.indexOf('"eslintConfig"')) : undefined);
    // Nothing but what it extends says more.
    if (legacy !== undefined) return writtenYear(legacy) ?? 0;
  }
  return undefined;
}

function writtenYear(text: string): number | undefined {
  if (OTHER_PARSER.test(text)) return Infinity;
  const [, written] = /\becmaVersion['"]?\s*:\s*['"]?(\d+|latest)\b/.exec(text) ?? [];
  if (written === 'latest') return Infinity;
  // 6 is ES2015.
  if (written !== undefined) return Number(written) < 100 ? Number(written) + 2009 : Number(written);
  const [, year] = /\bes(20\d\d)['"]?\s*:\s*true\b/.exec(text) ?? [];
  return year === undefined ? undefined : Number(year);
}
