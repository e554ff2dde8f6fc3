import { describe, expect, it } from 'vitest';
import { isKnownMissing } from '../../../src/model/values/missing.js';
import { argumentOf, read } from '../program.js';

function judged(program: string): boolean {
  const source = read(`function f(token, other, req) { ${program} }`);
  const asked = argumentOf(source);
  return isKnownMissing(asked, asked, source);
}

describe('a value that a test has shown to be missing', () => {
  it.each([
    ['negated', 'if (!token) ask(token);'],
    ['else of its own test', 'if (token) work(); else ask(token);'],
    ['left with what is there', 'if (token) return; ask(token);'],
    ['equal to undefined', 'if (token === undefined) ask(token);'],
    ['loosely equal to null', 'if (token == null) ask(token);'],
    ['equal to an empty text', "if (token === '') ask(token);"],
    ['else of unequal', 'if (token !== undefined) work(); else ask(token);'],
    ['left where it is loosely unequal', 'if (token != null) return; ask(token);'],
    ['first of two tests that hold', 'if (!token && other) ask(token);'],
    ['second of two tests that hold', 'if (other && !token) ask(token);'],
    ['first of two tests that do not hold', 'if (token || other) return; ask(token);'],
    ['second of two tests that do not hold', 'if (other || token) return; ask(token);'],
    ['negated three times', 'if (!!!token) ask(token);'],
    ['negated test of both', 'if (!(token || other)) ask(token);'],
    ['member', 'if (req.token === undefined) ask(req.token);'],
    ['under a test of something else', 'if (!token) { if (other) ask(token); }'],
  ])('%s', (_, program) => expect(judged(program)).toBe(true));
});

describe('a value that may be there', () => {
  it.each([
    ['no test', 'ask(token);'],
    ['its own test', 'if (token) ask(token);'],
    ['else of its negation', 'if (!token) work(); else ask(token);'],
    ['double negation', 'if (!!token) ask(token);'],
    ['test of another value', 'if (!other) ask(token);'],
    ['another value that is missing', 'if (other === undefined) ask(token);'],
    ['equal to a text', "if (token === 'x') ask(token);"],
    ['unequal to undefined', 'if (token !== undefined) ask(token);'],
    ['else of equal to null', 'if (token == null) work(); else ask(token);'],
    ['compared with null otherwise', 'if (token >= null) ask(token);'],
    ['else of such a comparison', 'if (token < null) work(); else ask(token);'],
    ['one of two tests holds', 'if (!token || other) ask(token);'],
    ['one of two tests does not hold', 'if (token && other) return; ask(token);'],
    ['another operator around it', 'if (~token) ask(token);'],
    ['case of a switch', "switch (token) { case 'x': ask(token); }"],
    ['two tests of other values', 'if (other === 1 && req === 2) ask(token);'],
  ])('%s', (_, program) => expect(judged(program)).toBe(false));

  it('more tests around it than one question may read', () => {
    const under = (tests: number) => `if (!token) ${'if (other) '.repeat(tests)} ask(token);`;
    expect(judged(under(50))).toBe(true);
    expect(judged(under(500))).toBe(false);
  });
});
