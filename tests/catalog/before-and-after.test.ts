import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REQUESTS, seriesGrowth } from '../../tools/pictures/series.js';
import { exportedTraces } from '../../tools/pictures/spans.js';

const page = readFileSync(new URL('../../docs/before-and-after.md', import.meta.url), 'utf8');
const picture = (name: string) =>
  readFileSync(new URL(`../../docs/pictures/${name}.svg`, import.meta.url), 'utf8');

it('a path as a label makes the series that the page shows, and the route the few', async () => {
  const { before, after } = await seriesGrowth();
  const [most, few] = [before, after].map((growth) => growth.at(-1)?.series);
  expect(page).toContain(
    `${most} series after ${REQUESTS} requests with the path as a label, ${few} with the route`,
  );
  expect(picture('series')).toContain(`${most} series`);
  expect(picture('series')).toContain(`${few} series`);
});

it('the trace of a failed checkout gets its span from `--fix`, and the error of each by that and a suggestion', async () => {
  const { before, after } = await exportedTraces();
  const shown = (spans: typeof before) => spans.map(({ name, status }) => `${name} ${status}`);
  expect(shown(before)).toEqual(['checkout UNSET', 'load order UNSET']);
  expect(shown(after)).toEqual(['checkout ERROR', 'load order UNSET', 'charge card ERROR']);
  expect(after[0]?.exception).toBe('bank: timeout after 160 ms');
  expect(picture('trace-before')).not.toContain('charge card');
  expect(picture('trace-after')).toContain('charge card');
});
