import {
  type Conditional,
  type Expression,
  isPlainRead,
  propertyName,
  sameRead,
  unwrap,
} from '../code/expression.js';
import { formForOne, isConnective, isCopula, isNoun } from '../text/prose/english.js';
import type { Source } from '../code/source.js';
import type { MessagePart } from './message.js';
import { uncoloured } from './terminal-text.js';

/**
 * Replaces the conditional words among the parts of a message, which the text has or has not: the ending of a plural goes
 * (`file${n === 1 ? '' : 's'}`), a word that says how something is becomes a boolean field (`is ${on ? '' : 'not '}enabled`), what
 * only adds a value adds it always (`${id ? ` (${id})` : ''}`). Undefined where one of them says something that no field would.
 */
export function withoutConditionalWords(
  parts: readonly MessagePart[],
  source: Source,
): readonly MessagePart[] | undefined {
  const written: MessagePart[] = [];
  let skipped = '';
  for (const [i, part] of parts.entries()) {
    if (part.is === 'text') {
      written.push({ is: 'text', text: part.text.slice(skipped.length) });
      skipped = '';
      continue;
    }
    const added = part.is === 'value' ? addedValue(part.expression) : undefined;
    if (added === 'words') return undefined;
    if (added) {
      written.push(...added);
      continue;
    }
    const words = part.is === 'value' ? wordsOf(part.expression, source) : undefined;
    const before = textAt(parts[i - 1]);
    // Behind a colon, or printed alone, it is a value like any other.
    if (!words || parts.length === 1 || /[:=]\s*["'`(]?$/.test(before)) {
      written.push(part);
      continue;
    }
    const after = textAt(parts[i + 1]);
    const one = formForOne(words.whenTrue, words.whenFalse);
    if (one !== undefined && !isNegation(words)) {
      written.push({ is: 'text', text: one });
      continue;
    }
    if (isNamed(words, before, after)) {
      written.push(part);
      continue;
    }
    const state = stateOf(words, before, after);
    if (!state) return undefined;
    skipped = state.skipped;
    written.push({ is: 'value', expression: state.value, name: state.name });
  }
  return written;
}

interface Words {
  readonly test: Expression;
  readonly whenTrue: string;
  readonly whenFalse: string;
}

function wordsOf(expression: Expression, source: Source): Words | undefined {
  const read = unwrap(expression);
  if (read.kind !== 'conditional') return undefined;
  const [whenTrue, whenFalse] = [read.whenTrue, read.whenFalse].map((branch) =>
    literalText(uncoloured(branch, source) ?? branch),
  );
  if (whenTrue === undefined || whenFalse === undefined) return undefined;
  return { test: unwrap(read.test), whenTrue, whenFalse };
}

/** `id ? ` (${id})` : ''`: the parts of what is added; `words` where it adds more than a value. */
function addedValue(expression: Expression): readonly MessagePart[] | 'words' | undefined {
  const read = unwrap(expression);
  if (read.kind !== 'conditional') return undefined;
  if (/[\p{L}\p{N}]/u.test(literalText(read.whenFalse) ?? 'x'))
    return saysWords(read.whenTrue) || saysWords(read.whenFalse) ? 'words' : undefined;
  const added = pieced(read.whenTrue);
  if (!added || added.expressions.length === 0) return undefined;
  const [value, ...others] = added.expressions;
  const isTested = value && others.length === 0 && isPlainRead(value) && tests(read.test, value);
  const isOnlyTied = added.quasis.every(isOnlyConnective);
  if (!value || !isTested || !isOnlyTied) return 'words';
  const [first = '', last = ''] = added.quasis;
  return [
    { is: 'text', text: first },
    { is: 'value', expression: value },
    { is: 'text', text: last },
  ];
}

function isOnlyConnective(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).every(isConnective);
}

/** `, retrying in ${n} seconds`: a text with a value that has words of its own. */
function saysWords(expression: Expression): boolean {
  const { quasis, expressions } = pieced(expression) ?? { quasis: [], expressions: [] };
  return (
    expressions.length > 0 &&
    quasis.some((text) => /\p{L}{2}\s|\s\p{L}{2}/u.test(text) && !isOnlyConnective(text))
  );
}

/** A text with values in it, as its texts and values: a template, or a text that is added up. */
function pieced(
  expression: Expression,
): { readonly quasis: readonly string[]; readonly expressions: readonly Expression[] } | undefined {
  const read = unwrap(expression);
  if (read.kind === 'template') return read;
  const quasis = [''];
  const expressions: Expression[] = [];
  for (const operand of addedUp(read)) {
    const text = literalText(operand);
    if (text === undefined) {
      expressions.push(operand);
      quasis.push('');
    } else quasis.push(`${quasis.pop() ?? ''}${text}`);
  }
  return quasis.some((text) => text !== '') ? { quasis, expressions } : undefined;
}

/** The operands of `a + b + c`, from left to right. */
function addedUp(expression: Expression): readonly Expression[] {
  const operands: Expression[] = [];
  let at = unwrap(expression);
  while (at.kind === 'operation' && at.operator === '+') {
    operands.unshift(unwrap(at.right));
    at = unwrap(at.left);
  }
  return [at, ...operands];
}

/** Whether a test asks whether there is a value. */
function tests(test: Expression, value: Expression): boolean {
  const read = unwrap(test);
  if (sameRead(read, value)) return true;
  return (
    read.kind === 'operation' && ['!==', '!=', '>'].includes(read.operator) && sameRead(read.left, value)
  );
}

function literalText(expression: Conditional['test']): string | undefined {
  const read = unwrap(expression);
  if (read.kind === 'template') return read.expressions.length === 0 ? read.quasis[0] : undefined;
  return read.kind === 'literal' && typeof read.value === 'string' ? read.value : undefined;
}

function textAt(part: MessagePart | undefined): string {
  return part?.is === 'text' ? part.text : '';
}

const isNot = (text: string) => /^\s*(?:not|n't|un|in|dis|no)\s*$/i.test(text);

function isNegation({ whenTrue, whenFalse }: Words): boolean {
  return (whenTrue.trim() === '' && isNot(whenFalse)) || (whenFalse.trim() === '' && isNot(whenTrue));
}

/** The last word of a text and the one before it, where white space ends the text. */
function lastWords(text: string): { readonly last: string | undefined; readonly second: string | undefined } {
  const words = /\s$/.test(text) ? (text.match(/\S+/g) ?? []) : [];
  return { last: words.at(-1), second: words.at(-2) };
}

/** `Cache ${hit ? 'hit' : 'miss'}`: one word or the other, under the noun before it. */
function isNamed({ whenTrue, whenFalse }: Words, before: string, after: string): boolean {
  const { last: noun, second } = lastWords(before);
  const isWhole = [whenTrue, whenFalse].every((word) => /^[\w-]+$/.test(word));
  return isWhole && isEnd(after) && noun !== undefined && isNoun(noun, second);
}

function isEnd(after: string): boolean {
  return /^(?:\s*$|[\s.,;:!?)])/.test(after);
}

/** `is ${on ? '' : 'not '}enabled`, `is ${on ? 'enabled' : 'disabled'}`: a boolean called `enabled`. */
function stateOf(
  words: Words,
  before: string,
  after: string,
): { readonly value: Expression; readonly name: string; readonly skipped: string } | undefined {
  const { last = '' } = lastWords(before);
  if (!isCopula(last)) return undefined;
  const { test, whenTrue, whenFalse } = words;
  if (isNegation(words)) {
    const said = /^\s*([A-Za-z]+)(?![\w-])/.exec(after);
    const name = said?.[1];
    if (name === undefined || !isNot(whenTrue + whenFalse)) return undefined;
    const isTrue = whenTrue.trim() === '';
    return {
      value: isTrue ? truth(test) : negated(test),
      name: name.toLowerCase(),
      skipped: said?.[0] ?? '',
    };
  }
  const [yes, no] = [whenTrue.trim(), whenFalse.trim()];
  if (!isEnd(after) || !/^[a-z]+$/i.test(yes) || !/^[a-z]+$/i.test(no)) return undefined;
  return { value: truth(test), name: yes.toLowerCase(), skipped: '' };
}

/** A test as a value that is `true` or `false`. */
function truth(test: Expression): Expression {
  return isBoolean(test) ? test : derived(test, `Boolean(${test.text})`);
}

function negated(test: Expression): Expression {
  const read = unwrap(test);
  if (read.kind === 'unary' && read.operator === '!') return truth(unwrap(read.operand));
  const isOperation = read.kind === 'operation' || read.kind === 'conditional' || read.kind === 'other';
  return derived(test, isOperation ? `!(${test.text})` : `!${test.text}`);
}

function isBoolean(test: Expression): boolean {
  if (test.kind === 'operation') return /^(?:[!=]==?|[<>]=?|in|instanceof)$/.test(test.operator);
  // A name says that it is one: `isOpen`, `enabled`. Of others nobody knows.
  if (test.kind === 'unary') return test.operator === '!';
  const name = test.kind === 'identifier' ? test.name : (propertyName(test) ?? '');
  return /^(?:is|has|can|should|was|did)[A-Z]|ed$/.test(name);
}

/** The same value under another text. */
function derived(from: Expression, text: string): Expression {
  return { kind: 'unary', operator: '!', operand: from, text, range: from.range };
}
