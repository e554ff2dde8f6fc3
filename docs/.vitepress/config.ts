import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { REPOSITORY, SITE } from '../../src/model/text/pages.js';
import { judgedFences } from './site/fences.js';
import { plainInlineCode } from './site/inline-code.js';
import { anchorOf, repositoryLinks } from './site/links.js';
import { playgroundModules } from './site/playground-bundle.js';
import { promql } from './site/promql.js';
import { NO_PAGES, pageOf } from './site/routes.js';
import { sidebar } from './site/sidebar.js';

const docs = join(import.meta.dirname, '..');
const root = join(docs, '..');
const base = new URL(SITE).pathname;

export default defineConfig({
  title: 'observability',
  titleTemplate: ':title · eslint-plugin-observability',
  description:
    'ESLint rules, a codemod and a contract check for logs, metrics and traces that help the on-call.',
  base,
  srcDir: root,
  srcExclude: NO_PAGES,
  rewrites: (source) => pageOf(source) ?? source,
  cleanUrls: true,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  markdown: {
    anchor: { slugify: anchorOf },
    languages: [promql],
    config(md) {
      repositoryLinks(md, root);
      judgedFences(md);
      plainInlineCode(md);
    },
  },
  themeConfig: {
    logo: '/icon.svg',
    siteTitle: 'observability',
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Rules', link: '/start#rules' },
      { text: 'Checks', link: '/checks/' },
      { text: 'Before and after', link: '/before-and-after' },
      { text: 'Playground', link: '/playground' },
    ],
    sidebar: sidebar(docs),
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/:path`, text: 'Edit this page on GitHub' },
    footer: { message: 'MIT licensed' },
  },
  vite: {
    publicDir: join(docs, 'public'),
    plugins: [playgroundModules(root)],
    worker: { format: 'es', plugins: () => [playgroundModules(root)] },
    // The engine is large, and in its worker, which the page does not wait for.
    build: { chunkSizeWarningLimit: 5000 },
  },
});
