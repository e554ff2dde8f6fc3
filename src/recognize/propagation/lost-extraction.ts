import type { TSESTree } from '@typescript-eslint/types';
import { type Call, type Expression, propertyName, unwrap } from '../../model/code/expression.js';
import { carrierReadAsIs } from '../../model/propagation/injection.js';
import { settled } from '../../model/values/literal.js';
import type { AnalysedFile } from '../file.js';
import { incomingWorkAround } from './incoming-work.js';

/** A call that reads the trace context from where its default getter finds none. */
export interface LostExtraction {
  readonly node: TSESTree.CallExpression;
  /** What brings the message. */
  readonly client: string;
  readonly carrier: Expression;
}

/** The attributes of messages of SQS and SNS: objects with the value in them, whatever code is called with them. */
const AWS_ATTRIBUTES = /^[mM]essageAttributes$/;

/**
 * Whether a call extracts from the headers of a message as they come, whose client gives Buffers or objects there.
 * OpenTelemetry's default getter reads properties, and takes none but texts.
 */
export function lostExtraction(
  node: TSESTree.CallExpression,
  call: Call,
  file: AnalysedFile,
): LostExtraction | undefined {
  const carrier = carrierReadAsIs(call, file.source);
  const name = carrier && propertyName(orNothing(settled(carrier, file.source)));
  if (!carrier || name === undefined) return undefined;
  if (AWS_ATTRIBUTES.test(name)) return { node, client: 'SQS', carrier };
  const work = incomingWorkAround({ node, file });
  if (!work?.consume.needsGetter || name !== work.consume.carrier.split('.').at(-1)) return undefined;
  return { node, client: work.client, carrier };
}

/** `message.headers` of `message.headers ?? {}`. */
function orNothing(carrier: Expression): Expression {
  const read = unwrap(carrier);
  const isFallback = read.kind === 'operation' && (read.operator === '??' || read.operator === '||');
  return isFallback ? unwrap(read.left) : read;
}
