import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judge } from './fences/judge.js';
import { OWNERS, ownerOf } from './fences/owners.js';
import { PAGES, ROOT, fencesOf } from './fences/page-fences.js';

describe.each(PAGES)('%s', (page) => {
  const own = fencesOf(page);
  it.each(own.filter((fence) => ownerOf(fence) === undefined))(
    'line $line ($info) is run by its language',
    async (fence) => {
      expect(await judge(fence), 'a fence that nobody runs').toEqual([]);
    },
  );

  it('has fences that are closed', () => {
    const marks = readFileSync(join(ROOT, page), 'utf8').match(/^ *```/gm) ?? [];
    expect(own).toHaveLength(marks.length / 2);
  });
});

it('tests that are said to run fences read those pages', () => {
  for (const { test, pages } of OWNERS) {
    expect(existsSync(join(ROOT, test)), test).toBe(true);
    const text = readFileSync(join(ROOT, test), 'utf8');
    const [page = ''] = PAGES.filter((each) => pages.test(each));
    const isNamed =
      [basename(page), `('${basename(page, '.md')}')`].some((name) => text.includes(name)) ||
      /docs\/checks\/|pageOf/.test(text);
    expect(isNamed, `${test} reads ${page}`).toBe(true);
  }
});
