import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { rules } from '../../../rules/index.js';
import type { Rule } from '../../../src/eslint/define-rule.js';
import { groupedBy } from '../../../src/model/code/grouping.js';
import { CHECK_GROUPS } from '../../../tools/docs/check-groups.js';

type Item = DefaultTheme.SidebarItem;

/**
 * Everything there is, by what a reader looks for: guides, rules by their signal, checks by what they read.
 *
 * @param docs the folder of the pages, absolute
 */
export function sidebar(docs: string): Item[] {
  return [
    {
      text: 'Start',
      items: [
        { text: 'Overview', link: '/start' },
        { text: 'Before and after', link: '/before-and-after' },
        { text: 'Playground', link: '/playground' },
      ],
    },
    { text: 'Guides', collapsed: false, items: guides(docs) },
    {
      text: 'Command lines',
      collapsed: false,
      items: [
        { text: 'obs-codemod', link: '/packages/obs-codemod' },
        { text: 'obs-contract', link: '/packages/obs-contract' },
      ],
    },
    ...rulesBySignal(),
    { text: 'Checks of obs-contract', link: '/checks/', collapsed: true, items: checksByGroup() },
    { text: 'Contributing', link: '/contributing' },
  ];
}

/** Every guide, in the order in which the README names them: first things first. */
function guides(docs: string): Item[] {
  const readme = readFileSync(join(docs, '..', 'README.md'), 'utf8');
  const place = (file: string) => {
    const at = readme.indexOf(`docs/guides/${file}`);
    return at === -1 ? readme.length : at;
  };
  return readdirSync(join(docs, 'guides'))
    .filter((file) => file.endsWith('.md'))
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((file) => {
      const title = /^# (.+)$/m.exec(readFileSync(join(docs, 'guides', file), 'utf8'))?.[1] ?? file;
      return { text: title.replaceAll('`', ''), link: `/guides/${file.replace('.md', '')}` };
    });
}

function rulesBySignal(): Item[] {
  const bySignal = groupedBy(Object.entries<Rule>(rules), ([, { meta }]) => meta.docs?.signal ?? '');
  return [...bySignal].map(([signal, list]) => ({
    text: `Rules: ${signal}`,
    collapsed: true,
    items: list.map(([name]) => ({ text: name, link: `/rules/${name}` })),
  }));
}

function checksByGroup(): Item[] {
  return Object.entries(CHECK_GROUPS).map(([group, ids]) => ({
    text: group,
    items: ids.map((id) => ({ text: id, link: `/checks/${id}` })),
  }));
}
