import type { TSESTree } from '@typescript-eslint/types';
import { type Call, type Expression, unwrap } from '../../model/code/expression.js';
import { isText } from '../../model/logs/message.js';
import { kindOf, provenanceOf } from '../../model/values/provenance.js';
import type { AnalysedFile } from '../file.js';

/** `logger.child('orders')`: pino, bunyan and winston write `"0":"o","1":"r"`, … on each of its records. */
export interface TextChild {
  readonly node: TSESTree.CallExpression;
  readonly library: string;
  readonly text: Expression;
}

/** Reads a call as one that makes a child of a text. */
export function textChild(
  node: TSESTree.CallExpression,
  call: Call,
  { source, settings }: AnalysedFile,
): TextChild | undefined {
  const [text, ...rest] = call.arguments;
  const callee = unwrap(call.callee);
  if (!text || rest.length > 0 || callee.kind !== 'member' || !isText(text, source)) return undefined;
  const provenance = provenanceOf(callee.object, source, settings);
  if (provenance.is !== 'library' || provenance.origin.evidence === 'fallback') return undefined;
  const { logger } = kindOf(provenance.origin);
  if (!logger?.childCopies) return undefined;
  return { node, library: logger.name, text };
}
