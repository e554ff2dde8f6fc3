import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/contract/checks/checks.js';
import { CHECKS_PAGE, generateCheckPage, generateChecksPage } from '../../../tools/docs.js';
import { Repository } from '../project.js';

const PAGES = new URL('../../../docs/checks/', import.meta.url);

/** The code fences of a page, each with what its info string says and its text. */
function fencesOf(page: string) {
  return [...page.matchAll(/^```([^\n]+)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({
    info,
    text,
  }));
}

/** What a check says of an artifact in a repository of this code. */
async function saidOf(
  id: string,
  code: string,
  language: string,
  artifact: string,
): Promise<readonly string[]> {
  const repository = new Repository({
    'package.json': {
      name: 'shop',
      dependencies: { 'prom-client': '*', pino: '*', '@opentelemetry/api': '*' },
    },
    ...(code === '' ? {} : { 'src/telemetry.ts': code }),
    [`monitoring/artifact.${language === 'json' ? 'json' : 'yml'}`]: artifact,
  });
  const { stdout } = await repository.contract('check', '--format', 'json', '--strict');
  const { findings } = JSON.parse(stdout) as { findings: { check: string; message: string }[] };
  return findings.filter(({ check }) => check === id).map(({ message }) => message);
}

it('every check has a page, and every page a check', () => {
  const pages = readdirSync(PAGES).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual(CHECKS.map(({ id }) => `${id}.md`).sort());
});

it('the list of all pages is that of the checks (`npm run docs` writes it)', async () => {
  const list = readFileSync(CHECKS_PAGE, 'utf8');
  expect(list).toBe(await generateChecksPage(list));
});

it('messages are short', () => {
  const messages = CHECKS.flatMap(({ id }) => {
    const page = readFileSync(new URL(`${id}.md`, PAGES), 'utf8');
    return fencesOf(page).flatMap(({ info, text }) => (info === 'text' ? text.trimEnd().split('\n') : []));
  });
  expect(Math.max(...messages.map(({ length }) => length))).toBeLessThanOrEqual(140);
});

describe.each(CHECKS.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const page = readFileSync(new URL(`${id}.md`, PAGES), 'utf8');
  const fences = fencesOf(page);
  const code = fences.find(({ info }) => info === 'ts code')?.text ?? '';

  it('says of the wrong artifact what the page shows', async () => {
    const wrong = fences.findIndex(({ info }) => info.endsWith(' incorrect'));
    const { info, text } = fences[wrong]!;
    const messages = fences[wrong + 1]!.text.trimEnd().split('\n');
    expect([...(await saidOf(id, code, info.split(' ')[0]!, text))].sort()).toEqual([...messages].sort());
  });

  it('says nothing of the right one', async () => {
    const { info, text } = fences.find((fence) => fence.info.endsWith(' correct'))!;
    expect(await saidOf(id, code, info.split(' ')[0]!, text)).toEqual([]);
  });

  it('has its sections', () => {
    expect(page).toMatch(
      /^# [a-z-]+\n\n.+\n\n[\s\S]+\n## Examples\n[\s\S]+\n## When not to use it\n\n.{40}[\s\S]+\n## What it does not see\n\n- /,
    );
  });

  it('ends as the check says (`npm run docs` writes it)', async () => {
    expect(page).toBe(await generateCheckPage(page, check));
  });
});
