import { describe, expect, it } from 'vitest';
import {
  endsLine,
  eolOf,
  indentAt,
  lineEnd,
  lineStart,
  nextLine,
  startsLine,
} from '../../../src/model/text/lines.js';

describe.each(['\n', '\r\n'])('lines that end with %j', (eol) => {
  const text = ['a', '  \tb c', '', 'd'].join(eol);
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((each) => text.indexOf(each)) as [
    number,
    number,
    number,
    number,
  ];

  it('start and end', () => {
    expect([a, b, c, d].map((at) => lineStart(text, at))).toEqual([0, 1 + eol.length, 1 + eol.length, d]);
    expect([a, b, c, d].map((at) => lineEnd(text, at))).toEqual([1, c + 1, c + 1, d + 1]);
    expect([a, c, d].map((at) => nextLine(text, at))).toEqual([1 + eol.length, c + 1 + eol.length, d + 1]);
  });

  it('are indented', () => {
    expect([a, b, c, d].map((at) => indentAt(text, at))).toEqual(['', '  \t', '  \t', '']);
    expect([a, b, c, d].map((at) => startsLine(text, at))).toEqual([true, true, false, true]);
    expect([a, b, c, d].map((at) => endsLine(text, at + 1))).toEqual([true, false, true, true]);
  });

  it('are told apart', () => {
    expect(eolOf(text)).toBe(eol);
  });
});

it('starts the first line at 0, be it empty', () => {
  expect(lineStart('\na', 0)).toBe(0);
  expect(lineStart('\na', 1)).toBe(1);
});
