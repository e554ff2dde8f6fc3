import type { TSESTree } from '@typescript-eslint/types';
import { ParseError, parseFile } from '../../src/codemod/parser.js';
import { childrenWithTypes } from '../../src/estree/tree.js';
import type { Range } from '../../src/model/text/edits.js';

/** The pieces of a program that can change places with others of their kind. */
export interface Pieces {
  readonly expressions: readonly Range[];
  readonly statements: readonly Range[];
  readonly strings: readonly Range[];
  readonly names: readonly Range[];
}

const IS_EXPRESSION = /Expression$|^(?:Identifier|Literal|TemplateLiteral)$/;
const IS_STATEMENT = /Statement$|^(?:VariableDeclaration|FunctionDeclaration|ClassDeclaration)$/;
/** Where an identifier or a literal is no expression. */
const NAMED =
  /Specifier$|^(?:Import|Export)|^TS|Pattern$|^(?:Function|Class|Method|Labeled|Break|Continue|Catch)/;

/** The pieces of a text; undefined where it does not parse. */
export function piecesOf(text: string, path: string): Pieces | undefined {
  const ast = parsed(text, path);
  if (!ast) return undefined;
  const pieces = {
    expressions: [] as Range[],
    statements: [] as Range[],
    strings: [] as Range[],
    names: [] as Range[],
  };
  const open: (readonly [TSESTree.Node, TSESTree.Node | undefined])[] = [[ast, undefined]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, parent] = next;
    if (node.type === 'Identifier') pieces.names.push(node.range);
    if (node.type === 'Literal' && typeof node.value === 'string') pieces.strings.push(node.range);
    if (IS_EXPRESSION.test(node.type) && parent && isExpression(node, parent))
      pieces.expressions.push(node.range);
    if (IS_STATEMENT.test(node.type) && isListed(parent)) pieces.statements.push(node.range);
    for (const child of childrenWithTypes(node)) open.push([child, node]);
  }
  return pieces;
}

function isExpression(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  if (parent.type === 'Property' || parent.type === 'PropertyDefinition') return parent.value === node;
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (parent.type === 'VariableDeclarator') return parent.init === node;
  return !NAMED.test(parent.type);
}

/** Whether a statement is one of a list, so that others can stand beside it. */
function isListed(parent: TSESTree.Node | undefined): boolean {
  return parent?.type === 'Program' || parent?.type === 'BlockStatement' || parent?.type === 'SwitchCase';
}

function parsed(text: string, path: string): TSESTree.Program | undefined {
  try {
    return parseFile(text, path).ast;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
