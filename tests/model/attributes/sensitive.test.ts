import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HARMLESS_TAILS, PREDICATES, SENSITIVE_WORDS } from '../../../src/catalog/attributes/sensitive.js';
import type { Expression } from '../../../src/model/code/expression.js';
import { type SensitiveOptions, disclosureOf } from '../../../src/model/attributes/sensitive.js';
import type { Source } from '../../../src/model/code/source.js';

const source = {
  text: '',
  binding: () => ({ kind: 'unknown' }),
  typeOf: () => undefined,
} as unknown as Source;
const none: SensitiveOptions = { words: [], allow: [] };

/** The value of `data.<name>`, as a field of the same name. */
function read(name: string): Expression {
  const range = [0, 0] as const;
  const data: Expression = { kind: 'identifier', name: 'data', text: 'data', range };
  return { kind: 'member', object: data, property: name, optional: false, text: `data.${name}`, range };
}
const verdict = (name: string, options = none) =>
  disclosureOf({ name, value: read(name) }, source, options)?.reason.code;

const upper = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const STYLES: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.join('_'),
  (words) => words.join('-'),
  (words) => words.join('.'),
  (words) => words.join('_').toUpperCase(),
  (words) => words.map((word, i) => (i === 0 ? word : upper(word))).join(''),
  (words) => words.map(upper).join(''),
];

const tails = [...SENSITIVE_WORDS.keys()].map((tail) => tail.split('_'));
const words = fc.array(fc.stringMatching(/^[a-z]{3,8}$/), { maxLength: 2 });
const names = fc.tuple(words, fc.constantFrom(...tails)).map(([before, tail]) => [...before, ...tail]);

describe('a name', () => {
  test('is judged alike in every case style', () => {
    fc.assert(
      fc.property(fc.oneof(names, words), (name) => {
        const verdicts = STYLES.map((style) => verdict(style(name)));
        expect(new Set(verdicts).size).toBe(1);
      }),
    );
  });

  test('of a secret is judged so whatever is before it, unless that says otherwise', () => {
    const plain = tails.filter((tail) => !SENSITIVE_WORDS.get(tail.join('_'))?.isAmbiguous);
    fc.assert(
      fc.property(
        fc.constantFrom('billing', 'customer', 'tenant', 'x'),
        fc.constantFrom(...plain),
        (owner, tail) => {
          expect(verdict([owner, ...tail].join('_'))).toBeDefined();
        },
      ),
    );
  });

  test('that only tells something about a secret is none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...tails),
        fc.constantFrom(...PREDICATES),
        fc.constantFrom(...[...HARMLESS_TAILS].filter((tail) => !tail.includes('_') && tail !== 'number')),
        (tail, question, about) => {
          expect(verdict([question, ...tail].join('_'))).toBeUndefined();
          expect(verdict([...tail, about].join('_'))).toBeUndefined();
        },
      ),
    );
  });

  test('of the project’s own is judged and allowed in every case style', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STYLES), fc.constantFrom(...STYLES), (style, other) => {
        const name = ['national', 'insurance'];
        expect(verdict(style(name), { words: [other(name)], allow: [] })).toBe('secret');
        expect(verdict(style(['api', 'key']), { words: [], allow: [other(['api', 'key'])] })).toBeUndefined();
      }),
    );
  });
});
