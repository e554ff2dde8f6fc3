import { pathFrom } from '../values/access-path.js';
import { constantText, textConstancy, valueConstancy } from '../values/constant.js';
import { isStringification } from '../values/error.js';
import { type Call, type Expression, propertyName, propertyOf, unwrap } from '../code/expression.js';
import type { LogCall } from './call.js';
import { isCallersMessage, isOwnClassName } from './callers-message.js';
import type { Source } from '../code/source.js';
import { Resolver } from '../values/resolver.js';
import { contextOf } from '../values/value.js';
import { uncoloured } from './terminal-text.js';
import { areFewTexts } from './text-variants.js';

/** A message taken apart: its own text, names of constant text, and the values put into it. */
export type MessagePart =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'constant'; readonly expression: Expression }
  | {
      readonly is: 'value';
      readonly expression: Expression;
      /** What it is called, where the text says so and not the expression. */
      readonly name?: string;
    };

/** How a message puts values into text; the name that messages of the rules use. */
export type Interpolation = 'template' | 'concatenation' | 'join' | 'format' | 'placeholders';

const PLACEHOLDER = /%(?:[sdifjoOc%])/g;

/** Whether an expression is text for certain: what a logger takes as the message, not as fields. */
export function isText(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'literal':
      return typeof read.value === 'string';
    case 'template':
      return true;
    case 'tagged':
      return isRawTag(read.tag);
    case 'operation':
      return read.operator === '+' && (isText(read.left, source) || isText(read.right, source));
    case 'call': {
      const callee = unwrap(read.callee);
      const method = propertyName(callee);
      if (isFormat(callee, source) || isSprintf(callee, read.arguments, source)) return true;
      if (method === 'replace') return replacedIn(read, source) !== undefined;
      if (isStringification(callee, source)) return true;
      const plain = uncoloured(read, source);
      if (plain) return isText(plain, source);
      if (callee.kind !== 'member') return false;
      if (method === 'join') return unwrap(callee.object).kind === 'array';
      return method === 'concat' && isText(callee.object, source);
    }
    case 'member':
      return uncoloured(read, source) !== undefined || textConstancy(read, source) === 'constant';
    case 'conditional':
      return isText(read.whenTrue, source) && isText(read.whenFalse, source);
    default:
      return textConstancy(read, source) === 'constant';
  }
}

/** How an expression interpolates values that are not all constant, or undefined when it does not. */
function interpolationOf(expression: Expression, source: Source): Interpolation | undefined {
  const read = unwrap(expression);
  const how = interpolationKind(read, source);
  if (how === undefined) return undefined;
  return varyingIn(flatten(read, source), source).length > 0 ? how : undefined;
}

/** The values among the parts of a message that change its text; none where it is one of few constant texts. */
function varyingIn(parts: readonly MessagePart[], source: Source): readonly Expression[] {
  const values = parts.flatMap((part) =>
    part.is === 'value' && valueConstancy(part.expression, source) === 'varying' ? [part.expression] : [],
  );
  return areFewTexts(values, source) ? [] : values;
}

function interpolationKind(read: Expression, source: Source): Interpolation | undefined {
  if (read.kind === 'template' || (read.kind === 'tagged' && isRawTag(read.tag))) return 'template';
  if (read.kind === 'operation' && read.operator === '+' && isText(read, source)) return 'concatenation';
  if (read.kind !== 'call') return undefined;
  const callee = unwrap(read.callee);
  if (isFormat(callee, source) || isSprintf(callee, read.arguments, source)) return 'format';
  if (!isText(read, source)) return undefined;
  const method = propertyName(callee);
  if (method === 'replace') return 'template';
  if (method === 'join') return 'join';
  return method === 'concat' ? 'concatenation' : undefined;
}

/** Whether a text has printf placeholders that take an argument. */
export function placeholdersIn(text: string): number {
  return (text.match(PLACEHOLDER) ?? []).filter((placeholder) => placeholder !== '%%').length;
}

/** How many arguments the placeholders of a message take, those of its constants included. */
export function placeholdersOf(message: Expression, source: Source): number {
  return flatten(message, source).reduce((count, part) => {
    const text =
      part.is === 'text' ? part.text : part.is === 'constant' ? constantText(part.expression, source) : '';
    return count + placeholdersIn(text ?? '');
  }, 0);
}

/** Takes a message apart, through nested templates, concatenation, `join`, `util.format` and `String.raw`. */
export function flatten(expression: Expression, source: Source): readonly MessagePart[] {
  const read = unwrap(uncoloured(expression, source) ?? expression);
  const asValue: readonly MessagePart[] = [{ is: 'value', expression: read }];
  switch (read.kind) {
    case 'literal':
      return read.value === undefined ? asValue : [{ is: 'text', text: String(read.value) }];
    case 'template':
      return interleave(read.quasis, read.expressions, source);
    case 'tagged':
      return isRawTag(read.tag) ? interleave(read.raw, read.quasi.expressions, source) : asValue;
    case 'operation':
      if (!isText(read, source) || read.operator !== '+') return asValue;
      return [...flatten(read.left, source), ...flatten(read.right, source)];
    case 'call': {
      const callee = unwrap(read.callee);
      const [first, ...rest] = read.arguments;
      if (first && (isFormat(callee, source) || isSprintf(callee, read.arguments, source))) {
        return flattenArguments([first, ...rest], source, true);
      }
      if (!isText(read, source) || callee.kind !== 'member') return asValue;
      if (read.arguments.some((argument) => argument.kind === 'spread')) return asValue;
      const object = unwrap(callee.object);
      const replaced = replacedIn(read, source);
      if (replaced)
        return [
          { is: 'text', text: replaced.before },
          ...flatten(replaced.value, source),
          { is: 'text', text: replaced.after },
        ];
      if (propertyName(callee) === 'concat') {
        return [object, ...read.arguments].flatMap((part) => flatten(part, source));
      }
      if (object.kind === 'array' && object.elements.every((element) => element.kind !== 'spread')) {
        if (first && (first.kind !== 'literal' || typeof first.value !== 'string')) return asValue;
        const separator = first?.kind === 'literal' ? String(first.value) : ',';
        return object.elements.flatMap((element, i) => [
          ...(i === 0 ? [] : [{ is: 'text' as const, text: separator }]),
          ...flatten(element, source),
        ]);
      }
      return asValue;
    }
    default:
      return textConstancy(read, source) === 'constant' ? [{ is: 'constant', expression: read }] : asValue;
  }
}

/**
 * Takes a print-style argument list apart: placeholders of the first text filled in, the rest after it,
 * one space between, as `console.log` and `util.format` print them.
 */
function flattenArguments(
  list: readonly Expression[],
  source: Source,
  printf: boolean,
): readonly MessagePart[] {
  const [first, ...rest] = list;
  if (!first) return [];
  const text = flatten(first, source);
  const filled = printf && rest.length > 0 ? fillPlaceholders(text, rest, source) : { parts: text, used: 0 };
  const parts: MessagePart[] = [...filled.parts];
  for (const argument of rest.slice(filled.used))
    parts.push({ is: 'text', text: ' ' }, ...flatten(argument, source));
  return parts;
}

/** Puts arguments where the placeholders of a text stand; `used` says how many were taken. */
export function fillPlaceholders(
  text: readonly MessagePart[],
  values: readonly Expression[],
  source: Source,
): { readonly parts: readonly MessagePart[]; readonly used: number } {
  const parts: MessagePart[] = [];
  let used = 0;
  for (const part of text) {
    if (part.is !== 'text') {
      parts.push(part);
      continue;
    }
    let end = 0;
    for (const { 0: placeholder, index } of part.text.matchAll(PLACEHOLDER)) {
      const value = placeholder === '%%' ? undefined : values[used];
      if (placeholder !== '%%' && !value) continue;
      parts.push({ is: 'text', text: part.text.slice(end, index) });
      end = index + 2;
      if (!value) {
        parts.push({ is: 'text', text: '%' });
        continue;
      }
      used += 1;
      // `%c` takes a style for a browser's console, which is no part of the record.
      if (placeholder !== '%c') parts.push(...flatten(value, source));
      else if (value.kind !== 'literal') parts.push({ is: 'value', expression: value });
    }
    parts.push({ is: 'text', text: part.text.slice(end) });
  }
  return { parts, used };
}

function interleave(
  texts: readonly string[],
  values: readonly Expression[],
  source: Source,
): readonly MessagePart[] {
  return texts.flatMap((text, i) => {
    const value = values[i];
    return [{ is: 'text' as const, text }, ...(value ? flatten(value, source) : [])];
  });
}

function isRawTag(tag: Expression): boolean {
  return tag.kind === 'member' && tag.text === 'String.raw';
}

/** `util.format` and an imported `format` of `node:util`. */
function isFormat(callee: Expression, source: Source): boolean {
  if (callee.kind === 'member' ? propertyName(callee) !== 'format' : callee.kind !== 'identifier')
    return false;
  // The text first: what is imported from elsewhere would be looked for there.
  if (!source.text.includes('util')) return false;
  return pathFrom(/^(?:node:)?util$/, callee, source)?.join('.') === 'format';
}

/** `sprintf` of sprintf-js, with placeholders that `util.format` has too. */
function isSprintf(callee: Expression, [text]: readonly Expression[], source: Source): boolean {
  if (!source.text.includes('sprintf')) return false;
  if (pathFrom(/^sprintf-js$/, callee, source)?.at(-1) !== 'sprintf') return false;
  const format = text && constantText(text, source);
  return format !== undefined && !/%(?![sdij%])/.test(format);
}

/** `'order {}'.replace('{}', id)`: a constant text, and the value that is put into it. */
function replacedIn(
  read: Call,
  source: Source,
): { readonly before: string; readonly value: Expression; readonly after: string } | undefined {
  const callee = unwrap(read.callee);
  const [pattern, value, ...rest] = read.arguments;
  if (callee.kind !== 'member' || propertyName(callee) !== 'replace' || rest.length > 0) return undefined;
  if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string' || !value) return undefined;
  if (value.kind === 'function' || value.kind === 'spread' || pattern.value === '') return undefined;
  const object = unwrap(callee.object);
  const text = object.kind === 'literal' ? constantText(object, source) : undefined;
  const at = text?.indexOf(pattern.value) ?? -1;
  return text === undefined || at < 0
    ? undefined
    : { before: text.slice(0, at), value, after: text.slice(at + pattern.value.length) };
}

/** Which argument of a log call is its message, and what stands after it. */
export interface MessagePlace {
  readonly expression: Expression;
  /** Arguments after the message: for placeholders, or to be lost. */
  readonly behind: readonly Expression[];
}

/** Finds the message among a log call's arguments, by the order its library wants; undefined where unclear. */
export function messageOf(call: LogCall, source: Source): MessagePlace | undefined {
  const [first, second, ...rest] = call.arguments;
  if (!first || first.kind === 'spread') return undefined;
  if (isText(first, source)) return { expression: first, behind: call.arguments.slice(1) };
  const shape = call.dialect?.shape;
  if (shape === 'record' || shape === 'emit') {
    const key = ['msg', 'message', 'body'].map((name) => propertyOf(unwrap(first), name)).find(Boolean);
    return key && { expression: key, behind: [] };
  }
  const record = second === undefined ? recordTextOf(call) : undefined;
  if (record) return isText(record, source) ? { expression: record, behind: [] } : undefined;
  const isFieldsFirst = shape === 'fields-first' || shape === undefined;
  return isFieldsFirst && second && isText(second, source) ? { expression: second, behind: rest } : undefined;
}

/** The text of a call that is given one object as the record, where its library takes that. */
export function recordTextOf({ dialect, arguments: [first, ...rest] }: LogCall): Expression | undefined {
  if (!dialect?.takesRecord || !first || rest.length > 0) return undefined;
  const object = unwrap(first);
  return object.kind === 'object' ? propertyOf(object, dialect.messageKey) : undefined;
}

/** How a log call's message is built from values, and which. */
export function interpolationIn(
  call: LogCall,
  source: Source,
):
  | { readonly how: Interpolation; readonly at: Expression; readonly values: readonly Expression[] }
  | undefined {
  const place = messageOf(call, source) ?? placeOfHeld(call, source);
  if (!place) return undefined;
  const at = unwrap(place.expression);
  const said = heldMessage(at, source) ?? at;
  const how = interpolationOf(said, source);
  const parts = flatten(said, source);
  if (how) {
    const values = withoutPrefixed(varyingIn(parts, source), parts, call, source);
    return values.length > 0 ? { how, at, values } : undefined;
  }
  if (place.behind.length === 0 || (call.dialect?.printf ?? 'no') === 'no') return undefined;
  const taken = place.behind.slice(0, placeholdersOf(at, source));
  const values = varyingIn(
    taken.flatMap((each) => flatten(each, source)),
    source,
  );
  const own = withoutPrefixed(values, parts, call, source);
  return own.length > 0 ? { how: 'placeholders', at, values: own } : undefined;
}

/** A message that a variable of the function holds, where its library takes it: first, or after fields. */
function placeOfHeld(call: LogCall, source: Source): MessagePlace | undefined {
  const [first, second] = call.arguments;
  if (first && heldMessage(first, source)) return { expression: first, behind: [] };
  const isBehindFields = call.dialect?.shape === 'fields-first' && first && unwrap(first).kind === 'object';
  return isBehindFields && second && heldMessage(second, source)
    ? { expression: second, behind: [] }
    : undefined;
}

/** The text that a constant of the function around holds: `const message = \`order ${id}\``. */
function heldMessage(expression: Expression, source: Source): Expression | undefined {
  const read = unwrap(expression);
  if (read.kind !== 'identifier') return undefined;
  const binding = source.binding(read);
  if (binding.kind !== 'variable' || !binding.constant || binding.path.length > 0) return undefined;
  const [given, ...others] = new Resolver().given(binding, contextOf(source))?.values ?? [];
  const held = given && others.length === 0 && given.source === source ? given.expression : undefined;
  // What a module makes once is one text for the process.
  return held && source.isInFunction?.(held) && isText(held, source) ? held : undefined;
}

/**
 * The values of a message less those that it is no prose about: the name of the class whose methods log, and the message that a
 * function which logs was given, with a prefix at most.
 */
function withoutPrefixed(
  values: readonly Expression[],
  parts: readonly MessagePart[],
  call: LogCall,
  source: Source,
): readonly Expression[] {
  const text = parts
    .map((part) => {
      if (part.is === 'text') return part.text;
      return part.is === 'constant' || isOwnClassName(part.expression) ? '[c]' : '';
    })
    .join('');
  const own = values.filter((value) => !isOwnClassName(value));
  const others = own.filter((value) => !isCallersMessage(value, text, call.call, source));
  if (others.length === own.length) return own;
  // `[${name}] ${message}`: what stands in brackets beside the message of the caller is a part of its prefix.
  const prefix = inBrackets(parts);
  return others.filter((value) => !prefix.has(value));
}

/** The values that stand between square brackets. */
function inBrackets(parts: readonly MessagePart[]): ReadonlySet<Expression> {
  const found = new Set<Expression>();
  let isOpen = false;
  for (const part of parts) {
    if (part.is !== 'text') {
      if (isOpen) found.add(part.expression);
      continue;
    }
    const [opened, closed] = [part.text.lastIndexOf('['), part.text.lastIndexOf(']')];
    if (opened !== closed) isOpen = opened > closed;
  }
  return found;
}
