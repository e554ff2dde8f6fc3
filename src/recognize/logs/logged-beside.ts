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

/** What a call says, one text or value each: a text by its words, whatever tag stands before them, and an error by its name. */
function partsOf({ arguments: given }: TSESTree.CallExpression, text: string): readonly string[] {
  const parts = given.flatMap((argument) => {
    if (argument.type !== 'ObjectExpression') return partOf(argument, text);
    return argument.properties.map((each) => partOf(each.type === 'Property' ? each.value : each, text));
  });
  return parts.filter((part) => part !== '');
}

function partOf(node: Node, text: string): string {
  if (node.type === 'Literal' && typeof node.value === 'string') return wordsIn(node.value);
  const written = text.slice(...node.range);
  if (node.type === 'TemplateLiteral') return wordsIn(written.slice(1, -1));
  // What it loses so is said of the logger's call.
  return written.replace(/^(\w+)\??\.(?:message|stack)$/, '$1');
}

/** The words of a text, without the tag in brackets that it may start with: `[server] Port in use:`. */
function wordsIn(text: string): string {
  return (text.replace(/^\s*\[[^\]]*\]/, '').match(/[\p{L}\p{N}$]+/gu) ?? []).join(' ');
}
