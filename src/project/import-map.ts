import { publishedName } from '../model/code/published.js';
import { isString, jsonWithComments } from './json.js';
import { dirname, join } from './path.js';
import { type Project, query } from './project.js';

/** A specifier, or the beginning of one where it ends with a slash, and what it stands for. */
type ImportMap = ReadonlyMap<string, string>;

/** Where Deno and its tools have an import map. */
const FILES = ['deno.json', 'deno.jsonc', 'import_map.json'];

const NONE: ImportMap = new Map();

/**
 * The import maps that hold for a folder: those of the folders above it, of which the nearer win. Paths of the project are
 * absolute in it.
 * @see https://docs.deno.com/runtime/fundamentals/configuration/#dependencies
 */
const importMapOf = query((project, folder): ImportMap => {
  const entries: [string, string][] = [];
  for (let at = folder; ; at = dirname(at)) {
    for (const name of FILES) entries.push(...entriesOf(project, join(at, name)));
    if (dirname(at) === at) break;
  }
  return entries.length > 0 ? new Map(entries.reverse()) : NONE;
});

function entriesOf(project: Project, path: string): [string, string][] {
  if (!project.isFile(path)) return [];
  const { imports, importMap } = jsonWithComments(project.read(path)) ?? {};
  const own = Object.entries(typeof imports === 'object' && imports !== null ? imports : {}).flatMap(
    ([key, target]): [string, string][] =>
      isString(target) ? [[key, target.startsWith('.') ? inFolder(dirname(path), target) : target]] : [],
  );
  const other = isString(importMap) && importMap.startsWith('.') ? join(dirname(path), importMap) : undefined;
  return other === undefined || other === path ? own : [...own, ...entriesOf(project, other)];
}

/** `./src/` stays a beginning. */
function inFolder(folder: string, target: string): string {
  return join(folder, target) + (target.endsWith('/') ? '/' : '');
}

/** What the import maps around a file say that a bare specifier stands for: a path of the project, or the specifier of a package. */
export function mappedSpecifier(project: Project, specifier: string, from: string): string | undefined {
  const map = importMapOf(project, dirname(from));
  if (map.size === 0) return undefined;
  const exact = map.get(specifier);
  if (exact !== undefined) return exact;
  let best = '';
  for (const key of map.keys()) if (key.length > best.length && begins(specifier, key, map)) best = key;
  const target = map.get(best);
  return target === undefined ? undefined : target + specifier.slice(best.length);
}

/** A key with a slash at its end is a beginning; what stands for a package has all paths in it. */
function begins(specifier: string, key: string, map: ImportMap): boolean {
  if (key.endsWith('/')) return specifier.startsWith(key);
  return specifier.startsWith(`${key}/`) && /^(?:npm|jsr):/.test(map.get(key) ?? '');
}

/** The name of the package that a specifier of Deno's, or of an import map, names; else the specifier as it is written. */
export function packageSpecifier(project: Project, specifier: string, from: string): string {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return specifier;
  const mapped = mappedSpecifier(project, specifier, from);
  return publishedName(mapped ?? specifier) ?? specifier;
}
