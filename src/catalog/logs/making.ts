import { literally } from '../pattern.js';
import type { LoggerMaking } from '../schema.js';

/** What is seen of how a logger is made, for the entries whose records depend on it. */

/** Whether a pattern occurs in it; `KEY` in the pattern stands for the key of a field. */
export function mentions(making: LoggerMaking | undefined, pattern: string, key: string): boolean {
  const literal = literally(key);
  return new RegExp(pattern.replaceAll('KEY', () => literal)).test(making?.text ?? '');
}

/** Whether it is seen as a call with options, and a word does not occur in it. */
export function isSeenWithout(making: LoggerMaking | undefined, word: string): boolean {
  return (
    making?.by === 'call' && making.options !== undefined && !making.hasUnseen && !making.text.includes(word)
  );
}
