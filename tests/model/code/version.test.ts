import { describe, expect, it } from 'vitest';
import { holdsFor } from '../../../src/model/code/version.js';

const RANGE = [{ package: 'a', from: '2.6.1', before: '3.0.0' }];

describe('holdsFor', () => {
  it.each([
    ['2.6.1', true],
    ['2.99.0', true],
    ['^2.6.1', true],
    ['~2.7.3', true],
    ['2.7', true],
    ['2.8.x', true],
    ['v2.6.1', true],
    ['2.6.0', false],
    ['3.0.0', false],
    ['^3.1.0', false],
    ['1', false],
    ['^1.0.0', false],
    ['~2.5.0', false],
    ['2.6.1-rc.1', true],
    ['^2.0.0', undefined],
    ['2.x', undefined],
    ['>=2.7.0', undefined],
    ['>=3.0.0', false],
    ['*', undefined],
    ['latest', undefined],
    ['workspace:^', undefined],
    ['>=2.7.0 <2.9.0', undefined],
    [' 2.7.0 ', true],
    ['2.*', undefined],
    [undefined, undefined],
  ] as const)('%s', (version, expected) => {
    expect(holdsFor(RANGE, () => version)).toBe(expected);
  });

  it('of any length', () => {
    expect(holdsFor(RANGE, () => `2.7.${'1'.repeat(300_000)}!`)).toBeUndefined();
    expect(holdsFor(RANGE, () => `2.7.${'1'.repeat(300_000)}`)).toBe(true);
  });

  it('reads carets below 1 as npm does', () => {
    const zero = [{ package: 'a', from: '0.214.0' }];
    expect(holdsFor(zero, () => '^0.214.0')).toBe(true);
    expect(holdsFor(zero, () => '^0.213.9')).toBe(false);
  });

  it('asks the first package that is known', () => {
    const ranges = [{ package: 'new', from: '3.0.0' }, ...RANGE];
    expect(holdsFor(ranges, (name) => (name === 'a' ? '2.7.0' : undefined))).toBe(true);
    expect(holdsFor(ranges, (name) => (name === 'a' ? '2.7.0' : '2.0.0'))).toBe(false);
  });
});
