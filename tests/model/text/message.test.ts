import { describe, expect, it } from 'vitest';
import { constantMessage } from '../../../src/model/text/message.js';

/** A message's text and what names its values; `%` stands for a value. */
function read(text: string): readonly unknown[] {
  const pieces = text.split('%').flatMap((part, i) => [...(i > 0 ? [{ value: i - 1 }] : []), { text: part }]);
  const { pieces: left, hints } = constantMessage(pieces)!;
  return [left.map((piece) => ('text' in piece ? piece.text : '?')).join(''), ...hints.values()];
}

describe('the name before a value', () => {
  it.each([
    ['saw status: % in it', 'saw status in it', { word: 'status' }],
    ['saw $status: % in it', 'saw $status in it', { word: '$status' }],
    ['saw my-status: % in it', 'saw my-status in it', { word: 'myStatus' }],
    ['saw /my-status: % in it', 'saw /my-status in it', { word: 'status' }],
    ['saw a.b-c: % in it', 'saw a.b-c in it', { word: 'c' }],
  ])('%s', (text, message, hint) => expect(read(text)).toEqual([message, hint]));

  it.each(['saw a.b: % in it', 'saw /a: % in it', 'saw 12: % in it'])('is none: %s', (text) => {
    expect(read(text)).toHaveLength(1);
  });
});

describe('a text of any length', () => {
  it.each([
    ['names', `seen ${'$'.repeat(200_000)}`],
    ['names with hyphens', `seen ${'a-'.repeat(100_000)}b`],
  ])('%s', (_, text) => expect(read(`${text} %`)).toEqual([text]));

  it('marks', () => expect(read(`a${' -'.repeat(100_000)} b %`)).toEqual([`a${' -'.repeat(100_000)} b`]));
  it('marks before a value', () => expect(read(`a${' ,'.repeat(100_000)}%`)).toEqual(['a']));
  it('opening brackets', () =>
    expect(read(`a ${'('.repeat(100_000)}b %`)).toEqual([`a ${'('.repeat(100_000)}b`]));
});
