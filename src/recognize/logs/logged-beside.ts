import type { TSESTree } from '@typescript-eslint/types';
import { isConsole } from '../../catalog/index.js';
import type { LogCall } from '../../model/logs/library-call.js';
import type { AnalysedFile } from '../file.js';
import { beside } from './record-pair.js';

type Node = TSESTree.Node;

/**
 * Whether the statement before or after a call of the console logs all that the call prints: `console.error(err); logger.error({ err },
 * 'Not saved');`. Written with the logger, it would be one record twice.
 *
 * @param logCallAt what another call logs
 */
export function isLoggedBeside(
  node: TSESTree.CallExpression,
  file: AnalysedFile,
  logCallAt: (node: Node) => LogCall | undefined,
): boolean {
  const printed = partsOf(node, file.text);
  if (printed.length === 0) return false;
  return ([-1, 1] as const).some((step) => {
    const other = beside(node, step, file);
    const call = other && logCallAt(other);
    if (!other || !call || isConsole(call.library)) return false;
    const logged = new Set(partsOf(other, file.text));
    return printed.every((part) => logged.has(part));
  });
}

/** What a call says, one text or value each, as it is written. */
function partsOf({ arguments: given }: TSESTree.CallExpression, text: string): readonly string[] {
  return given.flatMap((argument) => {
    if (argument.type !== 'ObjectExpression') return partOf(argument, text);
    return argument.properties.map((each) => partOf(each.type === 'Property' ? each.value : each, text));
  });
}

function partOf(node: Node, text: string): string {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : text.slice(...node.range);
}
