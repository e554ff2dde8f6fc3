import type { TSESTree } from '@typescript-eslint/types';
import { isFunction } from '../../estree/nodes.js';
import type { LogSite } from './log-site.js';

type Node = TSESTree.Node;

/**
 * Whether a variable that holds a message has its text for somebody else as well: it is returned, sent, thrown. Its words are not
 * the log's alone to choose.
 */
export function isSharedText(message: Node, site: LogSite): boolean {
  if (message.type !== 'Identifier') return false;
  const held = site.file.source.variable(message, message.name);
  return (held?.references ?? []).some(
    (each) => each.isRead() && each.identifier !== message && !isLogged(each.identifier, site),
  );
}

function isLogged(read: Node, site: LogSite): boolean {
  for (let at = read.parent; at && !isFunction(at) && !at.type.endsWith('Statement'); at = at.parent)
    if (at.type === 'CallExpression' && site.logCallAt(at)) return true;
  return false;
}
