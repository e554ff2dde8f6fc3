import { constantText } from '../values/constant.js';
import type { Expression } from '../code/expression.js';
import type { LogCall } from './call.js';
import { messageOf } from './message.js';
import { wordsOf } from '../text/words.js';
import type { Source } from '../code/source.js';

/** How the constant messages of a project are written. */
export const MESSAGE_STYLES = ['sentence', 'snake_case', 'dotted'] as const;
export type MessageStyle = (typeof MESSAGE_STYLES)[number];

const FORMS: Readonly<Record<MessageStyle, RegExp>> = {
  // Begins with a capital letter, digit or sign, has no full stop at the end, and is no bare identifier.
  sentence: /^(?![A-Za-z\d]+(?:[_.][A-Za-z\d]+)+$)[^a-z\s].*[^.\s]$/s,
  snake_case: /^[a-z][a-z\d]*(?:_[a-z\d]+)*$/,
  dotted: /^[a-z][a-z\d_]*(?:\.[a-z\d_]+)+$/,
};

/** A message that is not written in a style, and how it would be, where that is plain. */
export interface MisstyledMessage {
  readonly at: Expression;
  readonly text: string;
  readonly styled: string | undefined;
}

/** The constant message of a log call, where it is not in a style. One that is built from values is not judged. */
export function misstyled(call: LogCall, source: Source, style: MessageStyle): MisstyledMessage | undefined {
  const at = messageOf(call, source)?.expression;
  const text = at && constantText(at, source);
  if (!at || text === undefined || text.trim() === '' || FORMS[style].test(text)) return undefined;
  const styled = inStyle(text, style);
  return { at, text, styled: styled !== undefined && FORMS[style].test(styled) ? styled : undefined };
}

/** A text in another style; undefined where words would have to be made up. */
function inStyle(text: string, style: MessageStyle): string | undefined {
  const isName = /^[\w.-]+$/.test(text);
  switch (style) {
    case 'snake_case':
      return /^[\w\s.-]+$/.test(text) ? wordsOf(text).join('_') : undefined;
    case 'sentence':
      return isName ? capital(wordsOf(text).join(' ')) : capital(text.trim().replace(/\.$/, ''));
    case 'dotted':
      // Which words make a namespace is not for a machine to say.
      return undefined;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
