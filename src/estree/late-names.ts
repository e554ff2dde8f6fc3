import type { TSESTree } from '@typescript-eslint/types';
import { type DeclaredName, type Node, type Variable, isFunction } from './nodes.js';
import { declaredIdentifiers, declaredNames } from './pattern.js';
import { namesAssigned } from './assigned-names.js';
import { putUnder } from './tree.js';

/**
 * Names as the blocks around a use tell them, each with its declaration: where it is read is found, with the scopes of the whole file,
 * when somebody asks for that. Most ask what a name is given where it is declared.
 */
export class LateNames {
  private readonly known = new Map<Node, DeclaredName>();
  private readonly written = new Map<Node, ReadonlySet<string>>();
  private assigned: { readonly names: ReturnType<typeof namesAssigned> } | undefined;

  constructor(
    private readonly program: TSESTree.Program,
    private readonly text: string,
    private readonly variable: (at: Node, name: string) => Variable | undefined,
  ) {}

  /** What a node declares under a name; undefined for a variable without a value, and where more than one thing may be meant. */
  of(name: string, by: Node): DeclaredName | undefined {
    const found = definitionOf(name, by);
    if (!found) return undefined;
    const known = this.known.get(found.name);
    if (known) return known;
    const made = new LateName(name, found, isConst(by) || !this.isWritten(name, found), this.variable);
    this.known.set(found.name, made);
    return made;
  }

  /** Whether something gives a name another value where what is declared may be meant. */
  private isWritten(name: string, declared: Definition): boolean {
    const reach = reachOf(declared) ?? this.program;
    // The text first: it costs less than the tree, and says no of nearly every name.
    this.assigned ??= { names: namesAssigned(this.text) };
    const { names } = this.assigned;
    const [start, end] = reach.range;
    if (names && names.get(name)?.some((at) => start <= at && at < end) !== true) return false;
    let written = this.written.get(reach);
    if (!written) this.written.set(reach, (written = namesWrittenIn(reach)));
    return written.has(name);
  }
}

/**
 * A class, not an object with a getter: V8 makes a hidden class of its own for each of those, which keeps what the getter sees, the
 * whole tree, until the next full collection.
 */
class LateName implements DeclaredName {
  readonly defs: readonly Definition[];

  constructor(
    readonly name: string,
    private readonly declared: Definition,
    readonly isNeverWritten: boolean,
    private readonly variable: (at: Node, name: string) => Variable | undefined,
  ) {
    this.defs = [declared];
  }

  get references(): DeclaredName['references'] {
    return this.variable(this.declared.name, this.name)?.references ?? [];
  }
}

type Definition = DeclaredName['defs'][number] & { readonly name: Node };

function definitionOf(name: string, by: Node): Definition | undefined {
  const [type, patterns] = patternsOf(name, by) ?? [];
  const found = patterns?.flatMap(declaredIdentifiers).find((each) => each.name === name);
  return found && ({ type, node: by, name: found, parent: by.parent ?? null } as unknown as Definition);
}

function patternsOf(name: string, by: Node): readonly [type: string, patterns: readonly Node[]] | undefined {
  if (by.type === 'VariableDeclarator') return by.init || loopOver(by) ? ['Variable', [by.id]] : undefined;
  if (by.type === 'CatchClause') return by.param ? ['CatchClause', [by.param]] : undefined;
  const own = 'id' in by && by.id?.type === 'Identifier' && by.id.name === name ? by.id : undefined;
  if (!own) return isFunction(by) ? ['Parameter', by.params] : undefined;
  switch (by.type) {
    case 'FunctionDeclaration':
      // A parameter of the same name may be meant, by who stands in the function.
      return by.params.flatMap(declaredNames).includes(name) ? undefined : ['FunctionName', [own]];
    case 'ClassDeclaration':
      return ['ClassName', [own]];
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return ['Type', [own]];
    case 'TSEnumDeclaration':
      return ['TSEnumName', [own]];
    default:
      return undefined;
  }
}

function isConst(by: Node): boolean {
  return (
    by.type === 'VariableDeclarator' &&
    by.parent.type === 'VariableDeclaration' &&
    by.parent.kind !== 'let' &&
    by.parent.kind !== 'var'
  );
}

/** The node that everything stands in which may name what another declares; undefined for the whole file. */
function reachOf({ type, node }: Definition): Node | undefined {
  const by = node as Node;
  if (type === 'Parameter' || type === 'CatchClause') return by;
  if (by.type !== 'VariableDeclarator' || by.parent.kind === 'var') return undefined;
  let at: Node | undefined = by.parent.parent;
  while (at && (at.type === 'SwitchCase' || at.type.startsWith('Export'))) at = at.parent;
  return at;
}

/** The loop that gives a variable its values: `for (const each of list)`. */
export function loopOver({
  parent,
}: TSESTree.VariableDeclarator): TSESTree.ForInStatement | TSESTree.ForOfStatement | undefined {
  const loop = parent.parent;
  const isLoop = loop.type === 'ForInStatement' || loop.type === 'ForOfStatement';
  return isLoop && loop.left === parent ? loop : undefined;
}

/** The names that code gives another value somewhere. Read once, so that nothing is kept on the nodes. */
export function namesWrittenIn(code: Node): ReadonlySet<string> {
  const found = new Set<string>();
  const open: Node[] = [code];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const name of namesWritten(node)) found.add(name);
    putUnder(node, open);
  }
  return found;
}

/** The names that a node gives another value. */
function namesWritten(node: Node): readonly string[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return declaredNames(withoutType(node.left));
    case 'UpdateExpression':
      return declaredNames(withoutType(node.argument));
    case 'ForInStatement':
    case 'ForOfStatement':
      return declaredNames(withoutType(node.left));
    default:
      return [];
  }
}

/** `(count as number)++` */
function withoutType(node: Node): Node {
  let at = node;
  while ('expression' in at && at.type.startsWith('TS')) at = at.expression as Node;
  return at;
}
