import type { TSESTree } from '@typescript-eslint/types';
import { EstreeSource } from '../estree/source.js';
import { isFunction } from '../estree/nodes.js';
import { unwrap } from '../estree/tree.js';
import { Resolver } from '../model/values/resolver.js';
import { contextOf } from '../model/values/value.js';

type Node = TSESTree.Node;

export type Callable =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** A function of the project, and the file that it stands in. */
export interface CallableAt {
  readonly node: Callable;
  readonly source: EstreeSource;
}

/** The function that a callee or callback is, or names, wherever in the project it stands; undefined where it is not seen. */
export function calledFunction(node: Node, source: EstreeSource): CallableAt | undefined {
  const read = unwrap(node);
  if (isFunction(read)) return { node: read, source };
  if (read.type !== 'Identifier') return undefined;
  const found = new Resolver().function(source.expression(read), contextOf(source));
  const home = found?.context.source;
  const callable = found && home instanceof EstreeSource ? home.nodeOfFunction(found.binding) : undefined;
  return callable && home instanceof EstreeSource ? { node: callable, source: home } : undefined;
}

/** The same within a file: what other modules export is not read. */
export function ownFunction(node: Node | undefined, source: EstreeSource): Callable | undefined {
  const name = node && unwrap(node);
  if (!name) return undefined;
  const read = name.type === 'Identifier' ? source.expression(name) : undefined;
  if (read?.kind === 'identifier' && source.binding(read).kind === 'import') return undefined;
  const found = calledFunction(name, source);
  return found?.source === source ? found.node : undefined;
}
