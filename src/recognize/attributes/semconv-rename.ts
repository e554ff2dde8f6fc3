import type { ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { type Edit, type Range, remove, replace } from '../../model/text/edits.js';
import { groupedBy } from '../../model/code/grouping.js';
import { endsLine, nextLine } from '../../model/text/lines.js';
import { SEMANTIC_CONVENTIONS } from '../../catalog/opentelemetry.js';
import { currentConstant, spellingsOf } from '../../model/attributes/semconv.js';
import { exportsConstant } from '../../project/semconv-package.js';
import type { AnalysedFile } from '../file.js';
import { type SemconvUse, surroundings } from './semconv-use.js';

type Node = TSESTree.Node;

/** The braces that names of the package are taken out of: an import's, or those of a `require`. */
interface NameList {
  readonly braces: Range;
  /** The whole statement, to go when no name is left. */
  readonly statement: Range;
  readonly quote: string;
  readonly names: readonly {
    readonly exported: string;
    readonly variable: ScopeVariable;
    readonly text: string;
  }[];
}

/** How a use of a deprecated name is rewritten to the new one. */
export interface Renaming {
  readonly edits: readonly Edit[];
  /** Whether all deprecated names of the function around it are rewritten as well: half a migration is for a person. */
  readonly isWhole: boolean;
}

/**
 * How each use of a deprecated name is rewritten to the new one; a use that has no entry is left to the user. A
 * string becomes the new string; a constant the new constant where the installed package has it, else a string.
 */
export function renamings(
  uses: readonly SemconvUse[],
  file: AnalysedFile,
): ReadonlyMap<SemconvUse, Renaming> {
  const safety = new Safety(uses, file);
  const safe = uses.filter((use) => use.renamed !== undefined && safety.isSafe(use));
  const isSafe = new Set(safe);
  const left = uses.filter((use) => !isSafe.has(use) || !editsOf([use], file).has(use));
  const leftIn = groupedBy(left, ({ node }) => groupOf(node));
  const isWhole = ({ what, node }: SemconvUse) =>
    leftIn.get(groupOf(node))?.some((other) => other.what === what) !== true;
  const found = new Map<SemconvUse, Renaming>();
  for (const [use, edits] of editsOf(safe.filter(isWhole), file)) found.set(use, { edits, isWhole: true });
  for (const use of safe.filter((each) => !isWhole(each))) {
    const edits = editsOf([use], file).get(use);
    if (edits) found.set(use, { edits, isWhole: false });
  }
  return found;
}

/** What one function says, the start of a span and what it is given later, is read together; so is one object of a module. */
function groupOf(node: Node): Node {
  const around = surroundings(node);
  const object = node.parent?.type === 'Property' ? node.parent.parent : undefined;
  return around.type === 'Program' && object?.type === 'ObjectExpression' ? object : around;
}

/** The edits that rewrite uses, all of which are safe to rewrite, by the use. */
function editsOf(safe: readonly SemconvUse[], file: AnalysedFile): ReadonlyMap<SemconvUse, readonly Edit[]> {
  const inPlace = new Map(safe.map((use) => [use, ownEdit(use, file)]));
  const listed = new Map<NameList, SemconvUse[]>();
  for (const use of safe) {
    const list = use.constant && use.constant.form !== 'package' ? nameListOf(use, file) : undefined;
    if (list) listed.set(list, [...(listed.get(list) ?? []), use]);
  }
  const isListed = new Set([...listed.values()].flat());
  const all = [...inPlace.values()].flatMap((edit) => edit ?? []);
  for (const [list, users] of listed) {
    const inOrder = users.sort((a, b) => a.node.range[0] - b.node.range[0]);
    all.push(...listEdits(list, inOrder, file));
  }
  const fixes = new Map<SemconvUse, readonly Edit[]>();
  for (const use of safe) {
    const own = inPlace.get(use);
    // Names that share an import change together with it, and with what stands between them.
    if (listed.size > 0) {
      if (own ?? isListed.has(use)) fixes.set(use, all);
    } else if (own) fixes.set(use, [own]);
  }
  return fixes;
}

/** Tells which names can be rewritten: nothing else in the file would notice, and no two names would become one. */
class Safety {
  private readonly byName: ReadonlyMap<string, readonly SemconvUse[]>;
  /** The deprecated names of the whole file, and those around each use. */
  private readonly names: Names;
  private readonly namesIn = new Map<Node, Names>();
  private readonly kept = new Map<string, boolean>();

  constructor(
    uses: readonly SemconvUse[],
    private readonly file: AnalysedFile,
  ) {
    const namesOf = (some: readonly SemconvUse[]): Names =>
      new Map(some.map(({ deprecated }) => [deprecated.name, deprecated.to]));
    this.byName = groupedBy(uses, ({ deprecated }) => deprecated.name);
    this.names = namesOf(uses);
    for (const [around, some] of groupedBy(uses, ({ node }) => surroundings(node)))
      this.namesIn.set(around, namesOf(some));
  }

  isSafe({ what, node, deprecated, renamed }: SemconvUse): boolean {
    const others = (what === 'metric' ? this.names : this.namesIn.get(surroundings(node))) ?? [];
    for (const [name, to] of others) {
      if (name !== deprecated.name && renamed !== undefined && to?.includes(renamed) === true) return false;
    }
    return !this.isKept(deprecated.name);
  }

  /** Whether a name stays in one place, and so is not to go from another; asked of a file once. */
  private isKept(name: string): boolean {
    let known = this.kept.get(name);
    if (known === undefined) {
      const uses = this.byName.get(name) ?? [];
      known = uses.some(({ renamed }) => renamed === undefined) || this.isReadElsewhere(name, uses);
      this.kept.set(name, known);
    }
    return known;
  }

  /** Whether the name is written where it is not given to telemetry: code that reads it would find nothing. */
  private isReadElsewhere(name: string, uses: readonly SemconvUse[]): boolean {
    const { syntax } = this.file;
    const known = [
      ...uses.map(({ node }) => node.range),
      ...syntax.comments.map(({ range }) => range),
      ...syntax.ast.body.flatMap((statement) => (takesNames(statement) ? [statement.range] : [])),
    ].sort((a, b) => a[0] - b[0]);
    let next = 0;
    let end = 0;
    for (const { index } of syntax.text.matchAll(spellingsOf(name))) {
      for (let range = known[next]; range && range[0] <= index; range = known[++next])
        end = Math.max(end, range[1]);
      if (index >= end) return true;
    }
    return false;
  }
}

/** Deprecated names, and what each has become. */
type Names = ReadonlyMap<string, readonly string[] | undefined>;

/** Whether a statement only takes names out of the package. */
function takesNames(statement: Node): boolean {
  if (statement.type === 'ImportDeclaration') return true;
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.every(({ id, init }) => id.type === 'ObjectPattern' && isRequire(init))
  );
}

/** The edit of a use that needs no import: a string, or a member of the whole package. */
function ownEdit(use: SemconvUse, file: AnalysedFile): Edit | undefined {
  const { node, constant, deprecated, renamed = '' } = use;
  const text = file.syntax.textOf(node);
  if (!constant) {
    const quote = text.charAt(0);
    return text === quote + deprecated.name + quote && /['"`]/.test(quote)
      ? replace(node, quote + renamed + quote)
      : undefined;
  }
  if (constant.form !== 'package') return undefined;
  const wanted = currentConstant(renamed);
  return wanted !== undefined && exportsConstant(file.project, wanted, constant.entry, file.path)
    ? replace(node, `${constant.root.name}.${wanted}`)
    : undefined;
}

/** The edits of uses whose names come out of one list, the list's own included. */
function listEdits(list: NameList, uses: readonly SemconvUse[], file: AnalysedFile): readonly Edit[] {
  const added = new Set<string>();
  const edits = uses.map((use): Edit => {
    const wanted = use.renamed === undefined ? undefined : currentConstant(use.renamed);
    const local = wanted === undefined ? undefined : localName(wanted, use, list, file);
    if (local !== undefined) {
      if (!list.names.some(({ exported }) => exported === wanted)) added.add(local);
      return replace(use.node, local);
    }
    return replace({ range: keyRange(use.node, file) }, list.quote + (use.renamed ?? '') + list.quote);
  });
  const replaced = uses.map(({ node }) => node.range);
  const kept = list.names.filter(({ variable }) =>
    variable.references.some(
      ({ identifier, init }) =>
        init !== true &&
        !replaced.some(([from, to]) => from <= identifier.range[0] && identifier.range[1] <= to),
    ),
  );
  const unused = list.names.filter(({ variable }) => variable.references.every(({ init }) => init === true));
  const left = list.names.filter((name) => kept.includes(name) || unused.includes(name));
  if (left.length === list.names.length && added.size === 0) return edits;
  return [...edits, listEdit(list, [...left.map(({ text }) => text), ...added], file)];
}

function listEdit(list: NameList, names: readonly string[], { syntax }: AnalysedFile): Edit {
  const { text } = syntax;
  if (names.length === 0) {
    const [from, end] = list.statement;
    return remove({ range: [from, endsLine(text, end) ? nextLine(text, end) : end] });
  }
  const [from, to] = list.braces;
  const inside = text.slice(from + 1, to - 1);
  const [, opening = ' '] = /^(\s*)/.exec(inside) ?? [];
  const rest = inside.trimEnd();
  const comma = rest.endsWith(',') ? ',' : '';
  const closing = inside.slice(rest.length);
  const separator = opening.includes('\n') ? `,${opening}` : ', ';
  return replace({ range: list.braces }, `{${opening}${names.join(separator)}${comma}${closing}}`);
}

/** The name that a constant has, or can be imported under, where a use stands; undefined where it is not to be had. */
function localName(
  wanted: string,
  { constant }: SemconvUse,
  list: NameList,
  file: AnalysedFile,
): string | undefined {
  if (!constant || !exportsConstant(file.project, wanted, constant.entry, file.path)) return undefined;
  const known = list.names.find(({ exported }) => exported === wanted);
  const name = known?.variable.name ?? wanted;
  const isFree = file.syntax
    .variablesNamed(name)
    .every((variable) => variable.defs.length === 0 || variable === known?.variable);
  return isFree ? name : undefined;
}

/** Where the name that a constant is taken from is imported; undefined for what cannot be rewritten. */
function nameListOf({ constant }: SemconvUse, file: AnalysedFile): NameList | undefined {
  const root = constant && file.source.nodeOf(constant.root);
  const variable = root?.type === 'Identifier' ? file.source.variable(root, root.name) : undefined;
  const definition = variable?.defs.at(-1);
  const node = definition?.node as Node | undefined;
  const holder = node?.type === 'ImportSpecifier' ? node.parent : node;
  if (!holder) return undefined;
  return file.cached(readList, holder);
}

function readList(holder: Node, file: AnalysedFile): NameList | undefined {
  const { syntax } = file;
  if (syntax.commentsInside(holder).length > 0) return undefined;
  const nameOf = (local: TSESTree.Identifier, exported: string, node: Node) => {
    const variable = file.source.variable(local, local.name);
    return variable ? [{ exported, variable, text: syntax.textOf(node) }] : [];
  };
  if (holder.type === 'ImportDeclaration') {
    const [first, last] = [holder.specifiers[0], holder.specifiers.at(-1)];
    const opening = first && syntax.punctuatorBefore(first, '{');
    const closing = last && closingBrace(last, file);
    if (!opening || !closing || holder.importKind === 'type') return undefined;
    const names = holder.specifiers.flatMap((each) =>
      each.type === 'ImportSpecifier' && each.imported.type === 'Identifier'
        ? nameOf(each.local, each.imported.name, each)
        : [],
    );
    if (names.length < holder.specifiers.length) return undefined;
    return {
      braces: [opening[0], closing[1]],
      statement: holder.range,
      quote: holder.source.raw.charAt(0),
      names,
    };
  }
  if (holder.type !== 'VariableDeclarator' || holder.id.type !== 'ObjectPattern') return undefined;
  const { init, id, parent } = holder;
  if (!isRequire(init) || parent.declarations.length > 1 || id.typeAnnotation) return undefined;
  const names = id.properties.flatMap((each) =>
    each.type === 'Property' && each.key.type === 'Identifier' && each.value.type === 'Identifier'
      ? nameOf(each.value, each.key.name, each)
      : [],
  );
  if (names.length < id.properties.length) return undefined;
  const [module] = init.arguments;
  const quote = module?.type === 'Literal' ? module.raw.charAt(0) : "'";
  return { braces: id.range, statement: parent.range, quote, names };
}

/** The brace after the last name of a list, which may end with a comma. */
function closingBrace(last: Node, { syntax }: AnalysedFile): Range | undefined {
  const comma = syntax.punctuatorAfter(last, ',');
  return syntax.punctuatorAfter(comma ? { range: comma } : last, '}');
}

function isRequire(init: Node | null): init is TSESTree.CallExpression {
  if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier') return false;
  const [module] = init.arguments;
  return (
    init.callee.name === 'require' &&
    module?.type === 'Literal' &&
    typeof module.value === 'string' &&
    module.value.startsWith(SEMANTIC_CONVENTIONS)
  );
}

/** A name with the brackets of a computed key: a string needs none. */
function keyRange(node: Node, { syntax }: AnalysedFile): Range {
  const { parent } = node;
  if (parent?.type !== 'Property' || !parent.computed || parent.key !== node) return node.range;
  const opening = syntax.punctuatorBefore(node, '[');
  const closing = syntax.punctuatorAfter(node, ']');
  return opening && closing ? [opening[0], closing[1]] : node.range;
}
