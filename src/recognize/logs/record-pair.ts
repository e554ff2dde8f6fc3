import type { TSESTree } from '@typescript-eslint/types';
import { isConsole } from '../../catalog/index.js';
import { type Expression, sameRead, unwrap } from '../../model/code/expression.js';
import { specialOf } from '../../model/logs/call.js';
import { itemsOf } from '../../model/logs/items.js';
import type { LogCall } from '../../model/logs/library-call.js';
import { isDressedError } from '../../model/logs/dressed-error.js';
import { withoutStringification } from '../../model/logs/field-value.js';
import { isText } from '../../model/logs/message.js';
import { errorText, isError } from '../../model/values/error.js';
import type { AnalysedFile } from '../file.js';

type Node = TSESTree.Node;

/** A log call as a statement. */
export interface LogStatement {
  readonly node: TSESTree.CallExpression;
  readonly call: LogCall;
}

/**
 * Two neighbouring calls that say one thing: `console.error('Sync failed'); console.error(err);`, `console.log('Memory usage:');
 * console.log(usage);`.
 */
export interface RecordPair {
  readonly text: LogStatement;
  readonly error: LogStatement;
}

/**
 * The pair that a call is one half of. Both are statements of the same block and call the same method of the same logger, or any of
 * the console where the second prints an error; the first says a text, the second an error and nothing else, or the one value that a colon announces; and nothing stands between
 * them, no comment either.
 *
 * @param logCallAt what another call logs
 */
export function pairOf(
  site: LogStatement,
  file: AnalysedFile,
  logCallAt: (node: Node) => LogCall | undefined,
): RecordPair | undefined {
  if (site.node.parent.type !== 'ExpressionStatement') return undefined;
  const isSecond = soleError(site.call, file) !== undefined || isSoleValue(site.call, file);
  const node = beside(site.node, isSecond ? -1 : 1, file);
  if (!node) return undefined;
  const call = logCallAt(node);
  if (!call) return undefined;
  // `console.log('Sync failed'); console.error(err);`
  const pair = isSecond ? { text: { node, call }, error: site } : { text: site, error: { node, call } };
  if (!isSameMethod(site.node, node, file.text) && !saysThatItFailed(pair, file)) return undefined;
  return isPair(pair, file) ? pair : undefined;
}

const FAILURE =
  /\bfail|\berr(?:ors?)?\b|\bcould ?n[o']t\b|\bcan(?:not|'t)\b|\bunable\b|\bexception\b|\bwrong\b/i;

/** Whether a text of the console says that something failed, and its error is printed next, by whatever method. */
function saysThatItFailed({ text, error }: RecordPair, file: AnalysedFile): boolean {
  if (!isConsole(text.call.library) || !isConsole(error.call.library)) return false;
  return FAILURE.test(text.call.arguments[0]?.text ?? '') && soleError(error.call, file) !== undefined;
}

function isPair({ text, error }: RecordPair, file: AnalysedFile): boolean {
  const { source, syntax } = file;
  if (text.call.library !== error.call.library || specialOf(text.call) || specialOf(error.call)) return false;
  if (!saysTextAlone(text.call, file)) return false;
  const isSaidOfIt =
    soleError(error.call, file) !== undefined ||
    (isSoleValue(error.call, file) && announces(text.call, file));
  if (!isSaidOfIt) return false;
  const [, start] = text.node.range;
  const [end] = error.node.range;
  return (
    ['', ';'].includes(source.text.slice(start, end).trim()) &&
    [...syntax.commentsInside(text.node), ...syntax.commentsInside(error.node)].length === 0
  );
}

/** The error that is all that a call prints, whole or its text; a word that says no more than that it is one may stand before it. */
function soleError(call: LogCall, { source }: AnalysedFile): Expression | undefined {
  const isLabelled =
    call.arguments.length === 2 &&
    /^['"`]\W*(?:err(?:or)?|exception)\b\W*$/i.test(call.arguments[0]?.text ?? '');
  const [only, ...others] = isLabelled ? call.arguments.slice(1) : call.arguments;
  if (!only || others.length > 0 || (call.leading ?? 0) > 0) return undefined;
  const value = withoutStringification(only, source);
  if (isDressedError(value, source)) return value;
  const error = errorText(only, source)?.error ?? (isError(only, source) ? only : undefined);
  return error && unwrap(error).kind === 'identifier' && sameRead(error, error) ? error : undefined;
}

/** Whether a call of the console prints one value, and no text. */
function isSoleValue({ library, arguments: [only, ...others] }: LogCall, { source }: AnalysedFile): boolean {
  if (!isConsole(library) || !only || others.length > 0) return false;
  const read = unwrap(only);
  return read.kind !== 'literal' && read.kind !== 'spread' && !isText(read, source);
}

/** `Memory usage:`: what comes next is what the text is of. */
function announces(call: LogCall, { source }: AnalysedFile): boolean {
  const items = itemsOf(call, source);
  const last = 'refused' in items ? undefined : items.at(-1);
  const part = last?.is === 'parts' ? last.parts.at(-1) : undefined;
  return part?.is === 'text' && /\p{L}['")\]]?:\s*$/u.test(part.text);
}

/** Whether a call prints a text that has words, with values or not, and no error of its own. */
function saysTextAlone(call: LogCall, { source }: AnalysedFile): boolean {
  const items = itemsOf(call, source);
  if ('refused' in items || (call.leading ?? 0) > 0) return false;
  const isOfError = (value: Expression) => errorText(value, source) !== undefined || isError(value, source);
  let hasWords = false;
  for (const item of items) {
    if (item.is === 'parts') {
      if (item.parts.some((part) => part.is === 'value' && isOfError(part.expression))) return false;
      hasWords ||= item.parts.some((part) => part.is === 'text' && /\p{L}{3}/u.test(part.text));
    } else if (item.is === 'fields') {
      if (item.object.properties.some(({ value }) => isOfError(value))) return false;
    } else if (item.is === 'error' || item.is === 'context' || isOfError(item.expression)) return false;
  }
  return hasWords;
}

/** Whether two calls are of the same method of the same logger, as they are written. */
function isSameMethod(one: TSESTree.CallExpression, other: TSESTree.CallExpression, text: string): boolean {
  const methodOf = ({ callee }: TSESTree.CallExpression) =>
    callee.type === 'MemberExpression' && !callee.computed ? text.slice(...callee.range) : undefined;
  const method = methodOf(one);
  return method !== undefined && method === methodOf(other);
}

/** The call that is the statement before or after that of a call. */
export function beside(
  node: TSESTree.CallExpression,
  step: -1 | 1,
  file: AnalysedFile,
): TSESTree.CallExpression | undefined {
  const statement = node.parent;
  const block = statement?.parent;
  if (!statement || (block?.type !== 'BlockStatement' && block?.type !== 'Program')) return undefined;
  const position = file.cached(positionsIn, block).get(statement);
  const found = position === undefined ? undefined : block.body[position + step];
  return found?.type === 'ExpressionStatement' && found.expression.type === 'CallExpression'
    ? found.expression
    : undefined;
}

function positionsIn(block: TSESTree.BlockStatement | TSESTree.Program): ReadonlyMap<Node, number> {
  return new Map(block.body.map((statement, at) => [statement, at]));
}
