import type { TSESTree } from '@typescript-eslint/types';
import type { NodeType, RecognisedNodes } from '../recognize/recogniser.js';

/** What hangs on a node beside its syntax. */
const NO_SYNTAX = new Set(['parent', 'loc', 'range', 'tokens', 'comments']);
const RECOGNISED: Readonly<Record<NodeType, true>> = {
  CallExpression: true,
  NewExpression: true,
  CatchClause: true,
};

/** The nodes of a tree that recognisers look at, in the order of the text. Not recursive: code nests as deep as it likes. */
export function* recognised(program: TSESTree.Program): Generator<RecognisedNodes[NodeType]> {
  const open: TSESTree.Node[] = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    if (Object.hasOwn(RECOGNISED, node.type)) yield node as RecognisedNodes[NodeType];
    const start = open.length;
    for (const key of Object.keys(node)) {
      if (NO_SYNTAX.has(key)) continue;
      const value = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(value)) for (const each of value) put(each, open);
      else put(value, open);
    }
    // The first child of the text is taken first.
    const under = open.splice(start).sort((a, b) => b.range[0] - a.range[0]);
    open.push(...under);
  }
}

function put(value: unknown, open: TSESTree.Node[]): void {
  if (typeof value === 'object' && value !== null && 'type' in value && 'range' in value)
    open.push(value as TSESTree.Node);
}
