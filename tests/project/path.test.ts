import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  basename,
  dirname,
  isAbsolute,
  isUnder,
  join,
  normalised,
  pathFrom,
  relative,
  resolve,
} from '../../src/project/path.js';

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

test('paths of Windows are those of node:path, with forward slashes', () => {
  const back = (path: string) => path.replaceAll('/', '\\');
  fc.assert(
    fc.property(absolute, absolute, relatives, (a, b, path) => {
      const [from, to] = [back(`C:${a}`), back(`c:${b}`)];
      expect(pathFrom(from, to)).toBe(win32.relative(from, to).replaceAll('\\', '/'));
      expect(back(join(normalised(from), normalised(path)))).toBe(
        win32.join(from, back(path)).replace(/(?<=[^:])\\$/, ''),
      );
      expect(back(resolve(normalised(from), normalised(to)))).toBe(
        win32.resolve(from, to).replace(/^c/, 'C'),
      );
    }),
    { numRuns: 500 },
  );
});

test('a drive is one, whichever way it is written', () => {
  expect(normalised('c:\\work\\a.ts')).toBe('C:/work/a.ts');
  expect(normalised('C:/work\\a.ts')).toBe('C:/work/a.ts');
  expect(normalised('src\\a.ts')).toBe('src/a.ts');
  expect(normalised('/srv/a\\b.ts')).toBe('/srv/a\\b.ts');
  expect(pathFrom('C:\\work', 'c:\\work\\src\\a.ts')).toBe('src/a.ts');
  expect(pathFrom('C:\\work', 'D:\\lib')).toBe('../../D:/lib');
});

test('folders that another machine shares keep their two slashes', () => {
  const root = normalised('\\\\build\\shop');
  expect(root).toBe('//build/shop');
  expect(join(root, 'src/a.ts')).toBe('//build/shop/src/a.ts');
  expect(join(root, 'src', '../lib', './a.ts')).toBe('//build/shop/lib/a.ts');
  expect(resolve(root, '../x')).toBe('//build/x');
  expect(isUnder(root, join(root, 'src'))).toBe(true);
  expect(pathFrom('\\\\build\\shop', '\\\\build\\shop\\src\\a.ts')).toBe('src/a.ts');
  expect(join('/', 'a')).toBe('/a');
  expect(join('/', '/a')).toBe('/a');
});
