import { type Edit, type Range, replace } from '../model/text/edits.js';
import type { FileSyntax } from './syntax.js';
import type { Node } from './nodes.js';

/**
 * The edit that removes a statement, with the whole of `range` where more goes with it, such as its line. Where the code before
 * it has no semicolon and the code after it would go on with that (`const x = y`, `(function () {})()`), a semicolon stays.
 */
export function removeStatement(statement: Node, syntax: FileSyntax, range: Range = statement.range): Edit {
  return joinsNeighbours(statement, syntax) ? replace(statement, ';') : { range, text: '' };
}

/** Characters that go on with an expression, and may begin a statement. */
const GOES_ON = /[([`+\-*/<,.]/;

function joinsNeighbours(statement: Node, syntax: FileSyntax): boolean {
  const next = syntax.text.charAt(syntax.codeAfter(statement.range[1]));
  if (!GOES_ON.test(next)) return false;
  const before = statementBefore(statement);
  return before !== undefined && isOpen(before, syntax);
}

function statementBefore({ parent, range }: Node): Node | undefined {
  const list: readonly Node[] =
    parent?.type === 'BlockStatement' || parent?.type === 'Program' || parent?.type === 'StaticBlock'
      ? parent.body
      : parent?.type === 'SwitchCase'
        ? parent.consequent
        : [];
  return list.findLast((each) => each.range[1] <= range[0]);
}

/** Whether a statement ends where the next line does not go on with it, rather than with a semicolon or a block. */
function isOpen(statement: Node, syntax: FileSyntax): boolean {
  if (syntax.text.charAt(statement.range[1] - 1) === ';') return false;
  switch (statement.type) {
    case 'ExpressionStatement':
    case 'VariableDeclaration':
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'DebuggerStatement':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSImportEqualsDeclaration':
    case 'TSExportAssignment':
      return true;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return (
        statement.declaration === null ||
        !/^(?:Function|Class|TSInterface|TSEnum|TSModule)/.test(statement.declaration.type)
      );
    case 'IfStatement':
      return isOpen(statement.alternate ?? statement.consequent, syntax);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      return isOpen(statement.body, syntax);
    default:
      return false;
  }
}
