import { isLoggerName } from '../model/code/logger-named.js';
import { sourcesThatSay } from './package-sources.js';
import type { Package } from './packages.js';
import { basename, dirname } from './path.js';
import { query } from './project.js';
import { resolveModule } from './resolve.js';

/** How the files of a package make loggers of their own: `const logger = createLogger('orders')`. */
export interface FileLoggerConvention {
  /** What a file calls its logger. */
  readonly local: string;
  /** What it imports for that, as the module exports it; `default` for its default export. */
  readonly name: string;
  /** What it calls that. */
  readonly root: string;
  readonly from: string;
  /** The module of the project that the specifier leads to; undefined where it is a package's. */
  readonly module: string | undefined;
  /** Files that do so, a few of them: what is made may not be seen in each. */
  readonly examples: readonly { readonly path: string; readonly local: string }[];
  /** How many do. */
  readonly count: number;
  /** How a file makes it, by what its arguments are in the others. */
  readonly expressionFor: (path: string) => string;
}

/** A statement of a module that makes a logger: its name, what it is made with, and the arguments. */
const MADE =
  /^(export )?(?:const|let|var) (\w*[lL]og(?:ger)?)(?:\s*:\s*[\w.<>]+)?\s*=\s*(new )?([A-Za-z_$][\w$]*)((?:\.[\w$]+)*)\(([^()\n]*)\);?\s*$/gm;
const MAKES = new RegExp(MADE.source, 'm');
const MAX_BYTES = 300_000;
const MAX_EXAMPLES = 10;
/** Files that make theirs so before it is what a package does. */
const ENOUGH = 2;

interface Made {
  readonly path: string;
  readonly local: string;
  readonly argument: string;
}

/** How most files of a package that make a logger of their own do it; undefined where few do, or nothing says with which argument. */
export function fileLoggerConvention(owner: Package): FileLoggerConvention | undefined {
  return conventionAt(owner.project, owner.root);
}

/** What several files of a package make a logger of their own with: as its module exports it, `*` for a member of the module. */
export function fileLoggerMakers(owner: Package): readonly Pick<FileLoggerConvention, 'name' | 'from'>[] {
  return makersAt(owner.project, owner.root).flatMap(({ of, made }) => (made.length < ENOUGH ? [] : [of]));
}

interface MakerGroup {
  readonly of: ImportedMaker;
  readonly made: readonly Made[];
}

/** What the files of a package make loggers with; first what most do. */
const makersAt = query((project, root): readonly MakerGroup[] => {
  const groups = new Map<string, { readonly of: ImportedMaker; readonly made: Made[] }>();
  for (const path of sourcesThatSay({ project, root }, MAKES)) {
    const text = project.read(path, MAX_BYTES) ?? '';
    for (const [
      ,
      exported,
      local = '',
      isNew = '',
      called = '',
      members = '',
      argument = '',
    ] of text.matchAll(MADE)) {
      const imported = importOf(called, text);
      // What is exported may be for others, unless it is named for its file.
      const isForOthers =
        exported !== undefined && !NAMES.some((name) => name(path) === QUOTED.exec(argument)?.[2]);
      if (!imported || isForOthers || !isLoggerName(local)) continue;
      const module = resolveModule(project, imported.from, path);
      const maker = { ...imported, root: called, module, callee: `${isNew}${called}${members}` };
      const key = JSON.stringify([maker.callee, imported.name, module ?? imported.from]);
      const group = groups.get(key) ?? { of: maker, made: [] };
      groups.set(key, group);
      group.made.push({ path, local, argument: argument.trim() });
    }
  }
  return [...groups.values()].sort((a, b) => b.made.length - a.made.length);
});

const conventionAt = query((project, root): FileLoggerConvention | undefined => {
  const [best] = makersAt(project, root);
  const argumentFor = best && argumentStyle(best.made);
  if (!best || !argumentFor || best.made.length < ENOUGH || best.of.name === '*') return undefined;
  const { name, root: called, from, module, callee } = best.of;
  return {
    local: mostOf(best.made.map(({ local }) => local)),
    ...{ name, root: called, from, module, count: best.made.length },
    examples: best.made.slice(0, MAX_EXAMPLES),
    expressionFor: (path) => `${callee}(${argumentFor(path)})`,
  };
});

interface ImportedMaker {
  readonly name: string;
  readonly from: string;
  readonly root: string;
  readonly module: string | undefined;
  readonly callee: string;
}

/** What a name is imported as, and from where. */
function importOf(local: string, text: string): Pick<ImportedMaker, 'name' | 'from'> | undefined {
  const name = local.replaceAll('$', '\\$');
  const named = new RegExp(
    `\\bimport\\s+\\{(?:[^{}]*,)?\\s*${name}\\s*(?:,[^{}]*)?\\}\\s*from\\s*['"]([^'"\\n]+)['"]|\\b(?:const|let|var)\\s+\\{(?:[^{}]*,)?\\s*${name}\\s*(?:,[^{}]*)?\\}\\s*=\\s*require\\(\\s*['"]([^'"\\n]+)['"]`,
  ).exec(text);
  const from = named?.[1] ?? named?.[2];
  if (from !== undefined) return { name: local, from };
  const whole = new RegExp(
    `\\bimport\\s+${name}\\s*(?:,\\s*\\{[^{}]*\\}\\s*)?from\\s*['"]([^'"\\n]+)['"]|\\b(?:const|let|var)\\s+${name}\\s*=\\s*require\\(\\s*['"]([^'"\\n]+)['"]\\s*\\)`,
  ).exec(text);
  const module = whole?.[1] ?? whole?.[2];
  if (module !== undefined) return { name: 'default', from: module };
  const space = new RegExp(`\\bimport\\s+\\*\\s+as\\s+${name}\\s+from\\s*['"]([^'"\\n]+)['"]`).exec(text);
  return space?.[1] === undefined ? undefined : { name: '*', from: space[1] };
}

/** What an argument is by the file that it stands in. */
const NAMES: readonly ((path: string) => string)[] = [
  baseOf,
  (path) => kebab(baseOf(path)),
  (path) => camel(baseOf(path)),
  (path) => pascal(baseOf(path)),
  (path) => `${basename(dirname(path))}/${baseOf(path)}`,
  (path) => `${basename(dirname(path))}:${baseOf(path)}`,
  (path) => `${basename(dirname(path))}.${baseOf(path)}`,
  (path) => basename(path),
  (path) => path.replace(/^.*\/src\//, '').replace(/\.\w+$/, ''),
];
const QUOTED = /(['"`])([\w./:@-]+)\1/;

/** How the argument follows from the file, where most of them agree; the same for all, where all are. */
function argumentStyle(made: readonly Made[]): ((path: string) => string) | undefined {
  const [first] = made;
  if (!first) return undefined;
  const shared = sharedArgument(made);
  if (shared !== undefined) return () => shared;
  const named = made.flatMap(({ path, argument }) => {
    const text = QUOTED.exec(argument);
    return text ? [{ path, argument, text: text[2] ?? '' }] : [];
  });
  const matching = (name: (path: string) => string) => named.filter(({ path, text }) => name(path) === text);
  const [best] = [...NAMES].sort((a, b) => matching(b).length - matching(a).length);
  const [example] = best ? matching(best) : [];
  // A name that somebody chose for one file says nothing of the others.
  if (best && example && matching(best).length * 2 >= made.length) return withName(example.argument, best);
  return chosenNames(named, made.length);
}

function withName(argument: string, name: (path: string) => string): (path: string) => string {
  return (path) => argument.replace(QUOTED, (_, quote: string) => quote + name(path) + quote);
}

/** So many files with a name of their own say that each has one, whatever it follows from. */
const ENOUGH_CHOSEN = 8;

/** Names that somebody chose for each file, spelled alike: another file is named by itself, spelled so. */
function chosenNames(
  named: readonly { readonly argument: string; readonly text: string }[],
  all: number,
): ((path: string) => string) | undefined {
  const [first] = named;
  const isOwn = new Set(named.map(({ text }) => text)).size * 3 >= named.length * 2;
  const isNameAlone = named.every(({ argument }) => /^(['"`])[^'"`]*\1$/.test(argument));
  if (!first || named.length < ENOUGH_CHOSEN || named.length < all || !isOwn || !isNameAlone)
    return undefined;
  const spelled = (name: (text: string) => string) => named.filter(({ text }) => name(text) === text).length;
  const [spelling] = [kebab, camel, pascal].sort((a, b) => spelled(b) - spelled(a));
  return spelling && spelled(spelling) * 3 >= named.length * 2
    ? withName(first.argument, (path) => spelling(baseOf(path)))
    : undefined;
}

/** The argument that all of them have, or so many that a file without its own is right to have it: the name of the service. */
function sharedArgument(made: readonly Made[]): string | undefined {
  const said = made.map(({ argument }) => QUOTED.exec(argument)?.[2] ?? argument);
  const most = mostOf(said);
  const share = said.filter((each) => each === most).length;
  if (share < said.length && (share < ENOUGH_SHARE || share * 3 < said.length * 2)) return undefined;
  return mostOf(made.flatMap(({ argument }, index) => (said[index] === most ? [argument] : [])));
}

/** Files that say the same before it is what others say. */
const ENOUGH_SHARE = 4;

/** A file's name without its extension, its folder's for an `index`. */
function baseOf(path: string): string {
  const base = basename(path).replace(/\.[cm]?[jt]sx?$/, '');
  return base === 'index' ? basename(dirname(path)) : base;
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter(Boolean);
}

function kebab(name: string): string {
  return wordsOf(name).join('-').toLowerCase();
}

function pascal(name: string): string {
  return wordsOf(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function camel(name: string): string {
  const joined = pascal(name);
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

function mostOf(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
