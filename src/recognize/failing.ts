import type { TSESTree } from '@typescript-eslint/types';
import { unwrap } from '../estree/tree.js';
import { telemetrySummaryOf } from '../model/summaries.js';
import { Resolver } from '../model/values/resolver.js';
import type { Summary } from '../model/values/summary.js';
import { contextOf } from '../model/values/value.js';
import type { AnalysedFile } from './file.js';

type Node = TSESTree.Node;

/** What a call of one of the project's functions means for its caller; undefined where the function is not seen. */
function summaryOfCall(node: Node, file: AnalysedFile): Summary | undefined {
  const call = node.type === 'CallExpression' ? file.source.expression(node) : undefined;
  if (call?.kind !== 'call') return undefined;
  const run = new Resolver().function(call.callee, contextOf(file.source));
  return run && telemetrySummaryOf(run, file.settings);
}

/**
 * Whether a call, or the promise that an `await` waits for, is proven not to fail, by what the function does that it runs.
 * It may read other modules, so it is asked last.
 */
export function neverFails(node: Node, file: AnalysedFile): boolean {
  return node.type === 'AwaitExpression'
    ? neverRejects(unwrap(node.argument), file)
    : summaryOfCall(node, file)?.throws === 'no';
}

/** Whether a promise that one of the project's functions gives back is proven not to reject. */
export function neverRejects(promise: Node, file: AnalysedFile): boolean {
  return summaryOfCall(promise, file)?.rejects === 'no';
}
