import { expect, it } from 'vitest';
import {
  alternativesOf,
  matchesPattern,
  matchesRegExp,
  patternsMeet,
} from '../../../src/contract/promql/regexp.js';

it.each([
  ['a|b', ['a', 'b']],
  ['a_(b|c)_d', ['a_b_d', 'a_c_d']],
  ['^x.*$', ['x*']],
  ['5..', ['5**']],
  ['(?:GET|POST)', ['GET', 'POST']],
  ['a\\.b', ['a.b']],
  ['[0-9]+x', ['*x']],
  ['ab?c', ['ac', 'abc']],
  ['(a', undefined],
  ['(?i)a', undefined],
  [Array(20).fill('(a|b)').join(''), undefined],
])('reads %s', (text, expected) => {
  // `b?` repeats only its own letter.
  expect(alternativesOf(text)).toEqual(expected);
});

it('matches as Prometheus does, anchored', () => {
  expect(matchesRegExp('5..', '500')).toBe(true);
  expect(matchesRegExp('5', '500')).toBe(false);
  expect(matchesRegExp('GET|POST', 'POST')).toBe(true);
});

it('cannot tell of an expression that may take for ever', () => {
  expect(matchesRegExp('(a+)+$', `${'a'.repeat(40)}b`)).toBeUndefined();
  expect(matchesRegExp('(', 'x')).toBeUndefined();
});

it('compares patterns', () => {
  expect(matchesPattern('a*b', 'axxb')).toBe(true);
  expect(matchesPattern('a*a', 'a')).toBe(false);
  expect(matchesPattern('*_total', 'x_total')).toBe(true);
  expect(patternsMeet('a_*_total', 'a_b*')).toBe(true);
  expect(patternsMeet('a_*', 'b_*')).toBe(false);
});
