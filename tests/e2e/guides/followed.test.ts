import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { sectionsOf } from './page.js';

const TESTS = globSync(['*.test.ts', 'slow/*.test.ts'], { cwd: import.meta.dirname })
  .filter((file) => file !== 'followed.test.ts')
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n');

/** Pages that tests of their own read: `tests/settings-guide.test.ts`, `tests/codemod/rollout-guide.test.ts`. */
const ELSEWHERE = ['architecture', 'codemod', 'metrics', 'rollout', 'settings'];
/** Pages whose examples are taken all at once. */
const WHOLE = ['labels'];

const PAGES = globSync('docs/guides/*.md', { cwd: join(import.meta.dirname, '../../..') })
  .map((path) => path.replace(/^.*\/|\.md$/g, ''))
  .filter((page) => !ELSEWHERE.includes(page) && !WHOLE.includes(page))
  .filter((page) => sectionsOf(`docs/guides/${page}.md`).some(({ fences }) => fences.length > 0))
  .sort();

it.each(PAGES)('each section of %s that shows something is followed by a test', (page) => {
  const titles = sectionsOf(`docs/guides/${page}.md`).flatMap(({ title, fences }) =>
    fences.length > 0 ? [title] : [],
  );
  expect(titles).not.toEqual([]);
  const unnamed = titles.filter((title) => !TESTS.includes(`'${title}'`) && !TESTS.includes(`"${title}"`));
  expect(unnamed).toEqual([]);
  expect(TESTS).toContain(page);
});
