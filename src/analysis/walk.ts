import type { TSESTree } from '@typescript-eslint/types';
import { inSource, putUnder } from '../estree/tree.js';
import type { NodeType, RecognisedNodes } from '../recognize/recogniser.js';

/** The nodes of a tree that recognisers look at, in the order of the text. Not recursive: code nests as deep as it likes. */
export function recognised(program: TSESTree.Program): readonly RecognisedNodes[NodeType][] {
  const found: RecognisedNodes[NodeType][] = [];
  const open: TSESTree.Node[] = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isRecognised(node)) found.push(node);
    putUnder(node, open);
  }
  // Of two that begin together, `a()` and `a().b()`, the outer one comes first.
  return found.sort((a, b) => inSource(a, b) || b.range[1] - a.range[1]);
}

function isRecognised(node: TSESTree.Node): node is RecognisedNodes[NodeType] {
  return node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'CatchClause';
}
