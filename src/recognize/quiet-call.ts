import type { TSESTree } from '@typescript-eslint/types';
import { neverFails } from '../model/code/never-fails.js';
import { rootOf } from '../estree/tree.js';
import type { AnalysedFile } from './file.js';

/** Whether a call is known neither to throw nor to reject: telemetry's own, or of a function elsewhere that catches all. */
export function isQuietCall(call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  return file.cached(judge, call);
}

function judge(call: TSESTree.CallExpression, { source, settings }: AnalysedFile): boolean {
  // A function of another module is judged from there.
  if (rootOf(call) !== source.program) return false;
  const expression = source.expression(call);
  return expression.kind === 'call' && neverFails(expression, source, settings);
}
