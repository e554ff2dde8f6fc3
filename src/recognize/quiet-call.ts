import type { TSESTree } from '@typescript-eslint/types';
import { neverFails } from '../model/never-fails.js';
import { rootOf } from '../estree/tree.js';
import type { AnalysedFile } from './file.js';

/**
 * Whether a call is known not to throw or, where it is awaited, not to reject: telemetry's own, or of a function that
 * catches all.
 */
export function isQuietCall(call: TSESTree.CallExpression, file: AnalysedFile, isAwaited: boolean): boolean {
  return file.cached(isAwaited ? judgeAwaited : judge, call);
}

function judge(call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  return judged(call, file, false);
}

function judgeAwaited(call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  return judged(call, file, true);
}

function judged(
  call: TSESTree.CallExpression,
  { source, settings }: AnalysedFile,
  isAwaited: boolean,
): boolean {
  // A function of another module is judged from there.
  if (rootOf(call) !== source.program) return false;
  const expression = source.expression(call);
  return expression.kind === 'call' && neverFails(expression, source, settings, isAwaited);
}
