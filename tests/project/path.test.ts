import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basename, dirname, isAbsolute, isUnder, join, relative, resolve } from '../../src/project/path.js';

const segment = fc.constantFrom('a', 'b.ts', '..', '.', 'node_modules', '@x');
const absolute = fc
  .array(segment, { maxLength: 6 })
  .map((parts) => posix.normalize(`/${parts.join('/')}`).replace(/(?<=.)\/$/, ''));
const relatives = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));

test('paths are those of node:path', () => {
  fc.assert(
    fc.property(absolute, absolute, relatives, (a, b, path) => {
      expect(dirname(a)).toBe(posix.dirname(a));
      expect(basename(a)).toBe(posix.basename(a));
      expect(join(a, path)).toBe(posix.join(a, path).replace(/(?<=.)\/$/, ''));
      expect(resolve(a, path)).toBe(posix.resolve(a, path));
      expect(relative(a, b)).toBe(posix.relative(a, b));
    }),
    { numRuns: 500 },
  );
});

test('drives of Windows are roots', () => {
  expect(dirname('C:/work/a.ts')).toBe('C:/work');
  expect(dirname('C:/work')).toBe('C:/');
  expect(dirname('C:/')).toBe('C:/');
  expect(join('C:/work', '../lib', './a.ts')).toBe('C:/lib/a.ts');
  expect(resolve('C:/work', 'D:/a.ts')).toBe('D:/a.ts');
  expect(relative('C:/work/src', 'C:/work/lib/a.ts')).toBe('../lib/a.ts');
  expect(isAbsolute('C:/a')).toBe(true);
  expect(isAbsolute('src/a')).toBe(false);
  expect(isUnder('C:/work', 'C:/work/a.ts')).toBe(true);
  expect(isUnder('/work', '/workshop/a.ts')).toBe(false);
});
