import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { SEMANTIC_CONVENTIONS } from '../../catalog/opentelemetry.js';
import { currentConstant, spellingsOf } from '../../model/attributes/semconv.js';
import { exportsConstant } from '../../project/semconv-package.js';
import type { LintedFile } from '../../eslint/linted-file.js';
import { type SemconvUse, surroundings } from './semconv-use.js';

type Node = TSESTree.Node;
type Fix = TSESLint.ReportFixFunction;

/** Text to put in the place of a range of the file. */
interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** The braces that names of the package are taken out of: an import's, or those of a `require`. */
interface NameList {
  readonly braces: readonly [number, number];
  /** The whole statement, to go when no name is left. */
  readonly statement: readonly [number, number];
  readonly quote: string;
  readonly names: readonly {
    readonly exported: string;
    readonly variable: TSESLint.Scope.Variable;
    readonly text: string;
  }[];
}

/**
 * How each use of a deprecated name is rewritten to the new one; a use that has no entry is left to the user. A
 * string becomes the new string; a constant the new constant where the installed package has it, else a string.
 */
export function renamings(uses: readonly SemconvUse[], file: LintedFile): ReadonlyMap<SemconvUse, Fix> {
  const safe = uses.filter((use) => use.renamed !== undefined && isSafe(use, uses, file));
  const inPlace = new Map(safe.map((use) => [use, ownEdit(use, file)]));
  const listed = new Map<NameList, SemconvUse[]>();
  for (const use of safe) {
    const list = use.constant && use.constant.form !== 'package' ? nameListOf(use, file) : undefined;
    if (list) listed.set(list, [...(listed.get(list) ?? []), use]);
  }
  const edits = [...inPlace.values()].flatMap((edit) => edit ?? []);
  for (const [list, users] of listed) {
    const inOrder = users.sort((a, b) => a.node.range[0] - b.node.range[0]);
    edits.push(...listEdits(list, inOrder, file));
  }
  const whole = fixOf(edits);
  const fixes = new Map<SemconvUse, Fix>();
  for (const use of safe) {
    const own = inPlace.get(use);
    // Names that share an import change together with it, and with what stands between them.
    if (listed.size > 0) {
      if (own ?? [...listed.values()].flat().includes(use)) fixes.set(use, whole);
    } else if (own) fixes.set(use, fixOf([own]));
  }
  return fixes;
}

/** Whether nothing else in the file would notice, and no two names would become one. */
function isSafe(use: SemconvUse, uses: readonly SemconvUse[], file: LintedFile): boolean {
  const { deprecated, renamed } = use;
  const around = surroundings(use.node);
  const isShared = uses.some(
    (other) =>
      other.deprecated.name !== deprecated.name &&
      renamed !== undefined &&
      other.deprecated.to?.includes(renamed) === true &&
      (use.what === 'metric' || surroundings(other.node) === around),
  );
  // A name that stays in one place is not to go from another.
  const isWhole = uses.every(
    (other) => other.deprecated.name !== deprecated.name || other.renamed !== undefined,
  );
  return !isShared && isWhole && !isReadElsewhere(use, uses, file);
}

/** Whether the name is written where it is not given to telemetry: code that reads it would find nothing. */
function isReadElsewhere(use: SemconvUse, uses: readonly SemconvUse[], { sourceCode }: LintedFile): boolean {
  const known: readonly (readonly [number, number])[] = [
    ...uses.filter((other) => other.deprecated.name === use.deprecated.name).map(({ node }) => node.range),
    ...sourceCode.getAllComments().map(({ range }) => range),
    ...sourceCode.ast.body.flatMap((statement) => (takesNames(statement) ? [statement.range] : [])),
  ];
  return [...sourceCode.text.matchAll(spellingsOf(use.deprecated.name))].some(
    ({ index }) => !known.some(([from, to]) => from <= index && index < to),
  );
}

/** Whether a statement only takes names out of the package. */
function takesNames(statement: Node): boolean {
  if (statement.type === 'ImportDeclaration') return true;
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.every(({ id, init }) => id.type === 'ObjectPattern' && isRequire(init))
  );
}

/** The edit of a use that needs no import: a string, or a member of the whole package. */
function ownEdit(use: SemconvUse, file: LintedFile): Edit | undefined {
  const { node, constant, deprecated, renamed = '' } = use;
  const text = file.sourceCode.getText(node);
  if (!constant) {
    const quote = text.charAt(0);
    return text === quote + deprecated.name + quote && /['"`]/.test(quote)
      ? { range: node.range, text: quote + renamed + quote }
      : undefined;
  }
  if (constant.form !== 'package') return undefined;
  const wanted = currentConstant(renamed);
  return wanted !== undefined && exportsConstant(wanted, constant.entry, file.path)
    ? { range: node.range, text: `${constant.root.name}.${wanted}` }
    : undefined;
}

/** The edits of uses whose names come out of one list, the list's own included. */
function listEdits(list: NameList, uses: readonly SemconvUse[], file: LintedFile): readonly Edit[] {
  const added = new Set<string>();
  const edits = uses.map((use): Edit => {
    const wanted = use.renamed === undefined ? undefined : currentConstant(use.renamed);
    const local = wanted === undefined ? undefined : localName(wanted, use, list, file);
    if (local !== undefined) {
      if (!list.names.some(({ exported }) => exported === wanted)) added.add(local);
      return { range: use.node.range, text: local };
    }
    return { range: keyRange(use.node, file), text: list.quote + (use.renamed ?? '') + list.quote };
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

function listEdit(list: NameList, names: readonly string[], { sourceCode }: LintedFile): Edit {
  const { text } = sourceCode;
  if (names.length === 0) {
    const [from, end] = list.statement;
    const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
    return { range: [from, end + lineEnd], text: '' };
  }
  const [from, to] = list.braces;
  const inside = text.slice(from + 1, to - 1);
  const [, opening = ' '] = /^(\s*)/.exec(inside) ?? [];
  const [, comma = '', closing = ' '] = /(,?)(\s*)$/.exec(inside) ?? [];
  const separator = opening.includes('\n') ? `,${opening}` : ', ';
  return { range: [from, to], text: `{${opening}${names.join(separator)}${comma}${closing}}` };
}

/** The name that a constant has, or can be imported under, where a use stands; undefined where it is not to be had. */
function localName(
  wanted: string,
  { constant }: SemconvUse,
  list: NameList,
  file: LintedFile,
): string | undefined {
  if (!constant || !exportsConstant(wanted, constant.entry, file.path)) return undefined;
  const known = list.names.find(({ exported }) => exported === wanted);
  const name = known?.variable.name ?? wanted;
  const declared = (file.sourceCode.scopeManager?.scopes ?? []).flatMap((scope) => scope.set.get(name) ?? []);
  const isFree = declared.every((variable) => variable.defs.length === 0 || variable === known?.variable);
  return isFree ? name : undefined;
}

const lists = new WeakMap<Node, NameList | undefined>();

/** Where the name that a constant is taken from is imported; undefined for what cannot be rewritten. */
function nameListOf({ constant }: SemconvUse, file: LintedFile): NameList | undefined {
  const root = constant && file.source.nodeOf(constant.root);
  const variable = root?.type === 'Identifier' ? file.source.variable(root, root.name) : undefined;
  const definition = variable?.defs.at(-1);
  const node = definition?.node as Node | undefined;
  const holder = node?.type === 'ImportSpecifier' ? node.parent : node;
  if (!holder) return undefined;
  if (!lists.has(holder)) lists.set(holder, readList(holder, file));
  return lists.get(holder);
}

function readList(holder: Node, file: LintedFile): NameList | undefined {
  const { sourceCode } = file;
  if (sourceCode.getCommentsInside(holder).length > 0) return undefined;
  const nameOf = (local: TSESTree.Identifier, exported: string, node: Node) => {
    const variable = file.source.variable(local, local.name);
    return variable ? [{ exported, variable, text: sourceCode.getText(node) }] : [];
  };
  if (holder.type === 'ImportDeclaration') {
    const opening = sourceCode.getFirstToken(holder, ({ value }) => value === '{');
    const closing = sourceCode.getLastToken(holder, ({ value }) => value === '}');
    if (!opening || !closing || holder.importKind === 'type') return undefined;
    const names = holder.specifiers.flatMap((each) =>
      each.type === 'ImportSpecifier' && each.imported.type === 'Identifier'
        ? nameOf(each.local, each.imported.name, each)
        : [],
    );
    if (names.length < holder.specifiers.length) return undefined;
    const braces = [opening.range[0], closing.range[1]] as const;
    return { braces, statement: holder.range, quote: holder.source.raw.charAt(0), names };
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
function keyRange(node: Node, { sourceCode }: LintedFile): readonly [number, number] {
  const { parent } = node;
  if (parent?.type !== 'Property' || !parent.computed || parent.key !== node) return node.range;
  const opening = sourceCode.getTokenBefore(node);
  const closing = sourceCode.getTokenAfter(node);
  return opening?.value === '[' && closing?.value === ']' ? [opening.range[0], closing.range[1]] : node.range;
}

function fixOf(edits: readonly Edit[]): Fix {
  return (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange([...range], text));
}
