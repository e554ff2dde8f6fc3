import { describe, expect, test } from 'vitest';
import { consoleAllowed } from '../../src/estree/lint-directives.js';
import { fileOf } from '../analysis/program.js';

/** The lines of a text on which a comment allows the console. */
function allowed(...lines: readonly string[]): readonly number[] {
  const { isOn } = consoleAllowed(fileOf({ text: lines.join('\n') }));
  return lines.flatMap((_, index) => (isOn(index + 1) ? [index + 1] : []));
}

describe('the next line', () => {
  test.each([
    '// eslint-disable-next-line no-console',
    '// eslint-disable-next-line no-console -- the operator reads it',
    '// eslint-disable-next-line no-undef, no-console',
    '/* eslint-disable-next-line */',
    '// oxlint-disable-next-line no-console',
    '// oxlint-disable-next-line eslint/no-console',
    '// biome-ignore lint/suspicious/noConsole: shown on start',
    '// biome-ignore lint/suspicious/noConsoleLog: shown on start',
    '// biome-ignore lint/suspicious: shown on start',
    '// biome-ignore lint: shown on start',
    '// tslint:disable-next-line no-console',
    '// tslint:disable-next-line:no-console',
    '// deno-lint-ignore no-console',
  ])('%s', (comment) => {
    expect(allowed(comment, 'a();', 'b();')).toEqual([2]);
  });

  test('after a comment of several lines', () => {
    expect(allowed('/*', ' * eslint-disable-next-line no-console', ' */', 'a();', 'b();')).toEqual([4]);
  });

  test.each([
    '// eslint-disable-next-line no-undef',
    '// eslint-disable-next-line no-undef -- no-console is on',
    '// eslint-disable-next-line no-console-logging',
    '// biome-ignore lint/style/useConst: set below',
    '// the eslint-disable-next-line no-console of old',
    '// no-console',
  ])('not by %s', (comment) => {
    expect(allowed(comment, 'a();')).toEqual([]);
  });
});

test('comments of any length', () => {
  const space = ' '.repeat(300_000);
  expect(allowed(`/* eslint no-console:${space} */`, 'a();')).toEqual([]);
  expect(allowed(`/* eslint no-console:${space}[${space}'off'] */`, 'a();')).toEqual([1, 2]);
  expect(allowed(`/* eslint-disable-next-line${space}no-console */`, 'a();')).toEqual([2]);
});

describe('its own line', () => {
  test.each([
    'a(); // eslint-disable-line no-console',
    'a(); // eslint-disable-line',
    'a(); // oxlint-disable-line no-console',
    'a(); // tslint:disable-line no-console',
  ])('%s', (line) => {
    expect(allowed('b();', line, 'c();')).toEqual([2]);
  });
});

describe('the lines from here on', () => {
  test.each([
    '/* eslint-disable no-console */',
    '/* eslint-disable */',
    '/* oxlint-disable no-console */',
    '/* tslint:disable:no-console */',
    '// tslint:disable no-console',
  ])('%s', (comment) => {
    expect(allowed('a();', comment, 'b();', 'c();')).toEqual([2, 3, 4]);
  });

  test.each([
    ['/* eslint-disable no-console */', '/* eslint-enable no-console */'],
    ['/* eslint-disable no-console */', '/* eslint-enable */'],
    ['/* oxlint-disable */', '/* oxlint-enable no-console */'],
    [
      '// biome-ignore-start lint/suspicious/noConsole: x',
      '// biome-ignore-end lint/suspicious/noConsole: x',
    ],
  ])('%s to %s', (start, end) => {
    expect(allowed(start, 'a();', end, 'b();')).toEqual([1, 2, 3]);
  });

  test('two blocks', () => {
    const [start, end] = ['/* eslint-disable no-console */', '/* eslint-enable no-console */'];
    expect(allowed(start, end, 'a();', start, end, 'b();')).toEqual([1, 2, 4, 5]);
  });

  test('an end that names another rule ends nothing', () => {
    expect(allowed('/* eslint-disable no-console */', '/* eslint-enable no-undef */', 'a();')).toEqual([
      1, 2, 3,
    ]);
  });
});

describe('the whole file', () => {
  test.each([
    '/* eslint no-console: 0 */',
    '/* eslint no-console: "off" */',
    "/* eslint no-undef: 2, 'no-console': ['off'] */",
    '// biome-ignore-all lint/suspicious/noConsole: a tool',
    '// deno-lint-ignore-file no-console',
  ])('%s', (comment) => {
    expect(allowed('a();', comment, 'b();')).toEqual([1, 2, 3]);
  });

  test.each(['/* eslint no-console: 2 */', '/* eslint no-undef: 0 */'])('not by %s', (comment) => {
    expect(allowed('a();', comment)).toEqual([]);
  });
});
