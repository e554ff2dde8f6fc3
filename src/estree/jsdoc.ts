import { isLoggerName } from '../model/code/logger-named.js';
import type { Node } from './nodes.js';

/** The types of a JavaScript file's comments, as a TypeScript module that declares them. */
export interface JsdocTypes {
  readonly text: string;
  /** What each comment says of what stands after it, by where that starts. */
  readonly comments: ReadonlyMap<number, JsdocComment>;
}

/** The names that the module has for the types of one comment. */
export interface JsdocComment {
  readonly type?: string;
  readonly returns?: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Whether comments may declare types that code of a file is read with. */
export function mayHaveJsdocTypes(path: string, text: string): boolean {
  return /\.[cm]?jsx?$/.test(path) && /@(?:param|type|returns?)\s*\{/.test(text);
}

/** What the names in comments of a file may stand for. */
interface Surroundings {
  /** Whether the file declares or imports something of a name, or its project declares a global type of it. */
  readonly isDeclared: (name: string) => boolean;
  /** Whether a module is one of the project, or of a package that there is for it. */
  readonly hasPackage: (module: string) => boolean;
}

/**
 * Reads the types of all comments of a file.
 *
 * @param isType whether a text is one type
 */
export function jsdocTypesOf(
  text: string,
  isType: (text: string) => boolean,
  { isDeclared, hasPackage }: Surroundings,
): JsdocTypes {
  const lines: string[] = [];
  const comments = new Map<number, JsdocComment>();
  const named = namesOfTypes(text);
  // `{Logger} log` of what nobody declares is a word for whoever reads it, as is a type of a package that nobody depends on: the code
  // says what it is.
  const isUndeclared = (name: string) => {
    const [, module] = /^import\(\s*['"]([^'"]+)['"]\s*\)/.exec(name) ?? [];
    if (module !== undefined) return !hasPackage(module);
    return /^[A-Z][\w$]*$/.test(name) && !(name in globalThis) && !named.has(name) && !isDeclared(name);
  };
  const words = new Map<string, boolean>();
  const isWord = (type: string) => {
    const name = asTypeScript(type);
    const known = words.get(name) ?? isUndeclared(name);
    words.set(name, known);
    return known;
  };
  const nameOf = (type: string) => {
    const read = isWord(type) ? 'unknown' : asTypeScript(type);
    if (!isType(read)) return undefined;
    const name = `Jsdoc${String(lines.length)}`;
    lines.push(`export type ${name} = ${read};`);
    return name;
  };
  for (const { comment, end } of commentsIn(text)) {
    if (lines.length > MAX_TYPES) break;
    const tags = tagsIn(comment);
    for (const [, imported = ''] of comment.matchAll(/@import ([^\n]+)/g)) {
      const statement = /^(?:\{[\w$ ,]*\}|[\w$]+|\* as [\w$]+) from (?:'[^']*'|"[^"]*")/.exec(imported)?.[0];
      if (statement !== undefined) lines.push(`import type ${statement};`);
    }
    const written = membersOf(tags);
    for (const { tag, type, name } of tags) {
      if (tag !== 'typedef' || !/^\w+$/.test(name)) continue;
      const read = isObject(type) ? literalOf(written.get('') ?? []) : asTypeScript(type);
      if (isType(read)) lines.push(`export type ${name} = ${read};`);
    }
    const type = tags.find(({ tag }) => tag === 'type')?.type;
    const parameters = new Map<string, string>();
    for (const { tag, type: declared, name } of tags) {
      if (tag !== 'param' || name.includes('.')) continue;
      const members = isObject(declared) ? written.get(name) : undefined;
      const isOpen = members?.some((member) => isLoggerName(member.name) && isWord(member.type)) === true;
      const known = nameOf(isOpen ? 'unknown' : members ? literalOf(members) : declared);
      if (known !== undefined) parameters.set(name, known);
    }
    const own = type === undefined ? undefined : nameOf(type);
    const result = tags.find(({ tag }) => tag === 'returns' || tag === 'return')?.type;
    const returns = result === undefined || isPrimitive(result) ? undefined : nameOf(result);
    if (own === undefined && returns === undefined && parameters.size === 0) continue;
    const start = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
    comments.set(start, {
      parameters,
      ...(own !== undefined && { type: own }),
      ...(returns !== undefined && { returns }),
    });
  }
  return { text: lines.join('\n'), comments };
}

function* commentsIn(text: string): Iterable<{ readonly comment: string; readonly end: number }> {
  for (let at = text.indexOf('/**'); at >= 0;) {
    const close = text.indexOf('*/', at + 3);
    if (close < 0) return;
    yield { comment: text.slice(at, close + 2), end: close + 2 };
    at = text.indexOf('/**', close + 2);
  }
}

/** Where the comment of a function may stand: before it, or what it is the value of. */
export function* commentedStarts(node: Node): Iterable<number> {
  yield node.range[0];
  for (let at = node.parent; at && COMMENTED.has(at.type); at = at.parent) yield at.range[0];
}

interface Tag {
  readonly tag: string;
  readonly type: string;
  /** Of a parameter or type: `options.log` of `[options.log=console]`. */
  readonly name: string;
}

function tagsIn(comment: string): readonly Tag[] {
  const found: Tag[] = [];
  for (const match of comment.matchAll(/@(param|type|typedef|property|prop|returns|return)\s*\{/g)) {
    const start = match.index + match[0].length;
    const end = closing(comment, start);
    if (end === undefined) continue;
    const type = comment.slice(start, end).replace(/\n[ \t]*\*/g, '\n');
    const name = /^\s*\[?([\w$.]+)/.exec(comment.slice(end + 1))?.[1] ?? '';
    found.push({ tag: match[1] ?? '', type, name });
  }
  return found;
}

/** The brace that closes what is open at a place; undefined where there is none. */
function closing(text: string, start: number): number | undefined {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return at;
  }
  return undefined;
}

/** The members that comments list of their objects: of parameters by their names, of a type under no name. */
function membersOf(tags: readonly Tag[]): ReadonlyMap<string, readonly Tag[]> {
  const found = new Map<string, Tag[]>();
  const add = (owner: string, tag: Tag) => {
    const known = found.get(owner);
    if (known) known.push(tag);
    else found.set(owner, [tag]);
  };
  for (const each of tags) {
    if (each.tag === 'property' || each.tag === 'prop') add('', each);
    const [owner = '', member, ...deeper] = each.name.split('.');
    if (each.tag === 'param' && member !== undefined && deeper.length === 0)
      add(owner, { ...each, name: member });
  }
  return found;
}

function literalOf(members: readonly Tag[]): string {
  return `{ ${members.map(({ name, type }) => `${name}: ${asTypeScript(type)}`).join('; ')} }`;
}

function isObject(type: string): boolean {
  return ['object', 'Object', '{}'].includes(asTypeScript(type).trim());
}

/** Whether a type has no members that code of the project is asked about. */
function isPrimitive(type: string): boolean {
  return /^[?!]?(?:string|number|boolean|void|undefined|null|any|unknown|\*)(?:\[\])?$/i.test(type.trim());
}

/** The names in comments that declare or import types. */
function namesOfTypes(text: string): ReadonlySet<string> {
  const declaring = text.matchAll(/@(?:typedef|callback|import|template)\b([^@]*)/g);
  return new Set([...declaring].flatMap(([, said = '']) => said.match(/[A-Z][\w$]*/g) ?? []));
}

/** What JSDoc writes in its own way: `?Logger`, `Logger=`, `Array.<Logger>`, `*`. */
function asTypeScript(type: string): string {
  const plain = type
    .trim()
    .replace(/^[?!.]+/, '')
    .replace(/=$/, '');
  return plain === '*' || plain === '' ? 'unknown' : plain.replaceAll('.<', '<');
}

/** Comments beyond these are of no file that a person wrote. */
const MAX_TYPES = 400;

const COMMENTED: ReadonlySet<string> = new Set([
  ...['VariableDeclarator', 'VariableDeclaration', 'ExportNamedDeclaration', 'ExportDefaultDeclaration'],
  ...['MethodDefinition', 'PropertyDefinition', 'Property', 'AssignmentExpression', 'ExpressionStatement'],
]);
