import { type Expression, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Item } from './items.js';
import type { MessagePart } from './message.js';

/** The time at which a text is printed: `new Date().toISOString()`, `Date.now()`; asking for it does nothing else. */
const NOW =
  /^(?:new Date\(\)(?:\.to(?:ISO|UTC|(?:Locale)?(?:Date|Time)|Locale)?String\((?:undefined|'[^']*'|"[^"]*")?\))?|Date\.now\(\))$/;

/**
 * What is printed, without the time that it begins with: `[${new Date().toISOString()}] Server started` is `Server started`. For
 * loggers that write the time of each record.
 */
export function withoutPrintedTime(items: readonly Item[], source: Source): readonly Item[] {
  const [first, ...others] = items;
  if (first?.is === 'value') return others.length > 0 && isNow(first.expression, source) ? others : items;
  if (first?.is !== 'parts') return items;
  const parts = withoutTime(first.parts, source);
  if (parts === first.parts) return items;
  if (parts.length > 0) return [{ is: 'parts', parts }, ...others];
  return others.length > 0 ? others : items;
}

function withoutTime(parts: readonly MessagePart[], source: Source): readonly MessagePart[] {
  const [head, ...others] = parts;
  const opening =
    head?.is === 'text' && ['', '[', '('].includes(head.text.trim()) ? head.text.trim() : undefined;
  const [time, after, ...rest] = opening === undefined ? parts : others;
  if (time?.is !== 'value' || !isNow(time.expression, source)) return parts;
  if (!after) return [];
  if (after.is !== 'text') return parts;
  const mark = opening === '[' ? ']' : opening === '(' ? ')' : '';
  // `${new Date().toISOString()}.json`: a text that goes on is about that time.
  if (!after.text.startsWith(mark)) return parts;
  const more = after.text.slice(mark.length);
  const text = more.replace(/^\s*(?:[:|–—»→-]|[-=]>)?(?:\s+|$)/, '');
  const isTied = text !== more || (mark !== '' && more.startsWith('['));
  if (!isTied) return parts;
  return text === '' ? rest : [{ is: 'text', text }, ...rest];
}

function isNow(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  if (!NOW.test(read.text)) return false;
  let root = read;
  while (root.kind === 'call' || root.kind === 'new' || root.kind === 'member')
    root = unwrap(root.kind === 'member' ? root.object : root.callee);
  return root.kind === 'identifier' && source.binding(root).kind === 'global';
}
