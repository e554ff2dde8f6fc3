import { describe, expect, it } from 'vitest';
import { exclusionOf } from '../../src/codemod/exclusion.js';
import { shown } from '../../src/codemod/files.js';
import { readCodemodSettings } from '../../src/model/settings/codemod.js';

const CWD = 'C:\\work\\shop';

describe('paths of Windows', () => {
  it.each([
    ['C:\\work\\shop\\src\\a.ts', 'src/a.ts'],
    ['c:\\work\\shop\\src\\a.ts', 'src/a.ts'],
    ['C:/work/shop/src/a.ts', 'src/a.ts'],
    ['C:\\work\\shop', '.'],
    ['C:\\work\\other\\a.ts', 'C:/work/other/a.ts'],
    ['D:\\a.ts', 'D:/a.ts'],
  ])('%s is shown as %s', (path, written) => {
    expect(shown(path, CWD)).toBe(written);
  });

  it('are excluded by globs with slashes', () => {
    const settings = readCodemodSettings({ exclude: ['legacy/**'] }, 'C:/work/shop');
    const isExcluded = exclusionOf(['src/generated', '**/*.spec.ts'], { cwd: CWD, settings });
    const paths = ['src\\generated\\a.ts', 'src\\a.spec.ts', 'legacy\\b.ts', 'src\\b.ts'];
    expect(paths.filter((path) => isExcluded(`c:\\work\\shop\\${path}`))).toEqual(paths.slice(0, 3));
  });
});
