import { LIBRARIES_BY_MODULE } from '../catalog/index.js';
import { HOLDS_RECORD } from '../model/logs/record-names.js';
import type { Package } from './packages.js';
import { sourcesThatSay } from './package-sources.js';
import { type Project, query } from './project.js';
import { resolveModule } from './resolve.js';

/** So many modules whose records have fields say that somebody reads them. */
const ENOUGH_RECORDS = 5;
const RECORDS = new RegExp(HOLDS_RECORD.source, 'g');
/** The last name of what a record is given to. */
const RECEIVER = /(?<![\w$])[\w$]+(?=\??\.$)/;

/**
 * Whether many modules of a package give fields to the logger that a file calls by a name: its format is made for that. Records that
 * other loggers get prove nothing of it. So what the codemod writes never does: it gives no fields to a logger of which this is asked.
 */
export function isGivenFields({ project, root }: Package, file: string, text: string, name: string): boolean {
  const home = homeOf(project, file, text, name);
  return home !== undefined && modulesLogging(project, JSON.stringify([root, home])) >= ENOUGH_RECORDS;
}

const modulesLogging = query((project, key): number => {
  const [root = '', home = ''] = JSON.parse(key) as string[];
  return sourcesThatSay({ project, root }, HOLDS_RECORD).filter((path) => {
    const text = project.read(path) ?? '';
    return receiversIn(text).some((name) => homeOf(project, path, text, name) === home);
  }).length;
});

/** What the records in a text are given to. */
function receiversIn(text: string): readonly string[] {
  const names = [...text.matchAll(RECORDS)].map(
    ({ index }) => RECEIVER.exec(text.slice(Math.max(0, index - 60), index + 1))?.[0] ?? '',
  );
  return [...new Set(names)];
}

/** The module of the project, or the package without an entry in the catalog, that a file has a logger from; undefined where it is not seen. */
function homeOf(project: Project, file: string, text: string, name: string): string | undefined {
  const imports = importedNames(text);
  let root: string | undefined = name;
  // `const log = logger.child(…)`, `log = createLogger(…)`, `logger: Logger`
  for (let steps = 0; steps < 3 && root !== undefined; steps += 1) {
    const specifier = imports.get(root);
    if (specifier !== undefined)
      return LIBRARIES_BY_MODULE.has(specifier)
        ? undefined
        : (resolveModule(project, specifier, file) ?? specifier);
    root = madeOf(root, text);
  }
  return undefined;
}

/** What a variable or a member is made of, or its class where it is handed in. */
function madeOf(name: string, text: string): string | undefined {
  const written = name.replaceAll('$', '\\$');
  const declared = new RegExp(
    `\\b${written}[?!]?\\s*(?::\\s*([A-Z][\\w$]*)[^=;,)\\n]*)?(?:=\\s*(?:await\\s+)?(?:new\\s+)?([A-Za-z_$][\\w$]*)\\b)?`,
    'g',
  );
  for (const [, type, value] of text.matchAll(declared)) {
    const made = value ?? type;
    if (made !== undefined && made !== name && made !== 'this') return made;
  }
  return undefined;
}

/** Starts at the quotes, which are rarer than words, and looks back. */
const IMPORTED =
  /['"](?<=(?:\bimport\s+([^;'"()]{1,400}?)\bfrom|\b(?:const|let|var)\s+([^;=]{1,400})=\s*require\()\s*['"])([^'"\n]+)['"]/g;

/** The specifiers that a text's imports name, by the names that they are used by. */
function importedNames(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [, statement, pattern, specifier = ''] of text.matchAll(IMPORTED))
    for (const part of (statement ?? pattern ?? '').split(/[{},]/)) {
      const local = part.trim().split(/\s/).at(-1);
      if (local) names.set(local, specifier);
    }
  return names;
}
