import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { type Fence, ROOT } from './page-fences.js';

/** A test that runs fences of some pages. */
interface Owner {
  /** The test, from the repository's root. */
  readonly test: string;
  readonly pages: RegExp;
  /** Which of their fences it runs, by what stands after the backticks. */
  readonly infos: RegExp;
}

/** Who runs what. A fence that none of these takes is run by its language, or fails `fences.test.ts`. */
export const OWNERS: readonly Owner[] = [
  { test: 'tests/docs.test.ts', pages: /^docs\/rules\//, infos: /^(?:ts (?:in)?correct|text)$/ },
  {
    test: 'tests/contract/checks/pages.test.ts',
    pages: /^docs\/checks\/(?!README)/,
    infos: /^(?:\w+ (?:in)?correct|ts code|text)$/,
  },
  {
    test: 'tests/settings-guide.test.ts',
    pages: /^docs\/guides\/settings\.md$/,
    infos: /^(?:json settings|ts incorrect|ts|text)$/,
  },
  {
    test: 'tests/codemod/rollout-guide.test.ts',
    pages: /^docs\/guides\/rollout\.md$/,
    infos: /^(?:sh \w+|text|json package\.json)$/,
  },
  { test: 'tests/e2e/guides/adopting.test.ts', pages: /^docs\/guides\/labels\.md$/, infos: /./ },
];

/** The tests of guides, which follow a section of a page from its first fence to its last. */
const FOLLOWED = globSync('tests/e2e/**/*.test.ts', { cwd: ROOT }).map((file) => ({
  file,
  text: readFileSync(join(ROOT, file), 'utf8'),
}));

/** The test that runs a fence, where one is named for its page; a guide's by the page and the section that it follows. */
export function ownerOf({ page, info, section }: Fence): string | undefined {
  const owner = OWNERS.find(({ pages, infos }) => pages.test(page) && infos.test(info));
  const quoted = [`'${section}'`, `"${section}"`, `\`${section}\``];
  return (
    owner?.test ??
    FOLLOWED.find(({ text }) => names(text, page) && quoted.some((title) => text.includes(title)))?.file
  );
}

/** Whether a test names a page: by its path, or a guide by its name alone, `page('legacy')`. */
function names(test: string, page: string): boolean {
  const guide = /^docs\/guides\/([\w-]+)\.md$/.exec(page)?.[1];
  return test.includes(`'${page}'`) || (guide !== undefined && test.includes(`('${guide}')`));
}
