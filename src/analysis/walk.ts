import type { TSESTree } from '@typescript-eslint/types';
import { inSource, putUnder } from '../estree/tree.js';
import type { NodeType, RecognisedNodes } from '../recognize/recogniser.js';

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
    putUnder(node, open);
    // The first child of the text is taken first.
    const under = open.splice(start).sort((a, b) => inSource(b, a));
    open.push(...under);
  }
}
