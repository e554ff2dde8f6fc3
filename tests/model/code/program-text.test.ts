import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutStrings } from '../../../src/model/code/program-text.js';
import { runs } from '../../runs.js';

it.each([
  ["a('window.b') + c", 'a( ) + c'],
  ['a("it\\"s") // b', 'a( )  '],
  ['a /* b */ + c', 'a   + c'],
  ["'use client'; a('b')", "'use client'; a( )"],
  ['fetch(`http://a`)', 'fetch(`http://a`)'],
  ['a /* b', 'a /* b'],
  ["a('/*') + b('*/')", 'a( ) + b( )'],
])('code without strings and comments: %s', (text, expected) => {
  expect(withoutStrings(text)).toBe(expected);
});

it('is what one expression finds that tries each comment to the end of the text', () => {
  const whole = /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
  const pieces = fc.constantFrom(
    ...['/*', '*/', '//', ':', "'", '"', '\\', '\n', 'a', ' ', "'use client'", '/', '*'],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const expected = text.replace(whole, (match) => (/^['"]use client['"]$/.test(match) ? match : ' '));
      expect(withoutStrings(text)).toBe(expected);
    }),
    { numRuns: runs(3000) },
  );
});
