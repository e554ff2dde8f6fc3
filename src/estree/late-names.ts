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
  private written: ReadonlySet<string> | undefined;
  private assigned: { readonly names: ReadonlySet<string> | undefined } | undefined;

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
    const { variable } = this;
    const made: DeclaredName = {
      name,
      defs: [found],
      isNeverWritten: isConst(by) || !this.isWritten(name),
      get references() {
        return variable(found.name, name)?.references ?? [];
      },
    };
    this.known.set(found.name, made);
    return made;
  }

  /** Whether something in the file gives a name of this kind another value. */
  private isWritten(name: string): boolean {
    // The text first: it costs less than the tree, and says no of nearly every name.
    this.assigned ??= { names: namesAssigned(this.text) };
    if (this.assigned.names?.has(name) === false) return false;
    this.written ??= namesWrittenIn(this.program);
    return this.written.has(name);
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

/** The loop that gives a variable its values: `for (const each of list)`. */
export function loopOver({
  parent,
}: TSESTree.VariableDeclarator): TSESTree.ForInStatement | TSESTree.ForOfStatement | undefined {
  const loop = parent.parent;
  const isLoop = loop.type === 'ForInStatement' || loop.type === 'ForOfStatement';
  return isLoop && loop.left === parent ? loop : undefined;
}

/** The names that a program gives another value somewhere. Read once, so that nothing is kept on the nodes. */
export function namesWrittenIn(program: TSESTree.Program): ReadonlySet<string> {
  const found = new Set<string>();
  const open: Node[] = [program];
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
