import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson, printableLines } from '../../../src/model/text/printable.js';
import { quoted } from '../../../src/model/text/quote.js';

const OBEYED = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b',
      '\u009b',
      '\n',
      '\r',
      '\t',
      '\u2028',
      '\u202e',
      '\u2066',
      '\u0000',
      "'",
      '"',
      '\\',
    ),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
});

describe('printable text', () => {
  it('has nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(printable(text)).not.toMatch(OBEYED);
      }),
    );
  });

  it('keeps line ends and tabs where it has several lines', () => {
    expect(printableLines('a\tb\r\nc\rd\u001b[1m\n')).toBe('a\tb\r\nc\\rd\\u001b[1m\n');
  });

  it('is the text where there is nothing to escape', () => {
    const text = "console.log('größer 日本 😀', `\\n`);";
    expect(printable(text)).toBe(text);
  });

  it('in JSON means the same', () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), (value) => {
        const json = printableJson(JSON.stringify(value, null, 2));
        expect(JSON.parse(json)).toEqual(value);
        expect(json.replaceAll('\n', '')).not.toMatch(OBEYED);
      }),
    );
  });
});

it('quoted text is a literal of that text', () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom("'", '"'), (text, preferred) => {
      expect((0, eval)(quoted(text, preferred))).toBe(text);
    }),
  );
});
