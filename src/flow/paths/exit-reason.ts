import type { TSESTree } from '@typescript-eslint/types';
import type { FileSyntax } from '../../estree/syntax.js';
import type { ExitReason } from '../../model/text/reasons/paths.js';
import type { Leak } from '../paths.js';

/** Characters that are shown of code that throws. */
const MAX_SHOWN = 40;

/** The exit on which a resource is not released, as a reader finds it in the file; undefined where it never is. */
export function exitReason(leak: Leak, syntax: FileSyntax): ExitReason | undefined {
  if (leak.kind === 'never') return undefined;
  const { at } = leak;
  const line = syntax.lineOf(at.range[0]);
  if (leak.settles === 'rejected') return { code: 'promise-rejects', evidence: shown(at, syntax), line };
  if (leak.settles === 'fulfilled') return { code: 'promise-fulfils', evidence: shown(at, syntax), line };
  if (leak.kind === 'throw' || at.type === 'ThrowStatement') return throwReason(at, syntax);
  switch (at.type) {
    case 'ReturnStatement':
      return { code: 'returns', line };
    case 'BreakStatement':
    case 'ContinueStatement':
      return { code: 'leaves-loop', line };
    case 'AssignmentExpression':
      return { code: 'overwritten', evidence: shown(at.left, syntax), line };
    case 'CatchClause':
      return { code: 'after-catch', line };
    default:
      // The end of a `try` or an `if` that ends a body, not where that starts.
      return { code: 'at-end', line: syntax.lineOf(at.range[1] - 1) };
  }
}

/** What throws: a `throw`, or code that may. */
export function throwReason(at: TSESTree.Node, syntax: FileSyntax): ExitReason {
  const line = syntax.lineOf(at.range[0]);
  if (at.type === 'ThrowStatement') return { code: 'statement-throws', line };
  const isWaiting = at.type === 'AwaitExpression' && at.argument.type === 'CallExpression';
  return { code: 'code-throws', evidence: shown(isWaiting ? at.argument : at, syntax), line };
}

function shown(at: TSESTree.Node, syntax: FileSyntax): string {
  const text = syntax.textOf(at).replace(/\s+/g, ' ');
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 3)}...` : text;
}
