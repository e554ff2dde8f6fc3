import { describe, expect, test } from 'vitest';
import { filesRunBy, servesPage, startsProgram } from '../../../src/model/code/package-scripts.js';

describe('the files that a command runs', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['a program', 'node scripts/seed.js', ['scripts/seed.js']],
    ['a bundler alone', 'esbuild src/index.ts --bundle --outdir=dist', []],
    ['a bundler after a program', 'node scripts/check.cjs && esbuild index.ts', ['scripts/check.cjs']],
    ['a bundler by npx', 'cross-env NODE_ENV=production npx tsup src/main.ts', []],
  ])('%s', (_, command, expected) => {
    expect(filesRunBy(command).filter((word) => /\.[cm]?[jt]s$/.test(word))).toEqual(expected);
  });
});

describe('npm start', () => {
  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['node', { start: 'node dist/index.js' }],
    ['a build and then a program', { start: 'tsc && node dist/index.js' }],
    ['a framework', { start: 'nest start' }],
    ['a program by another script', { start: 'npm run serve', serve: 'node server.js' }],
    ['one of several', { start: 'concurrently "webpack --watch" "node server.js"' }],
    ['what no script is', { start: 'npm run missing' }],
    ['a program, and says so', { start: 'echo "Listening soon" && node server.js' }],
  ])('starts a program: %s', (_, scripts) => {
    expect(startsProgram(scripts)).toBe(true);
  });

  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['nothing', { build: 'tsc' }],
    ['a compiler that watches', { start: 'tsc --watch' }],
    ['a bundler', { start: 'cross-env NODE_ENV=development webpack serve --open' }],
    ['several', { start: 'npx vite build && npx http-server dist' }],
    [
      'several by other scripts',
      {
        start: 'concurrently "npm run start-server" "npm run start-webpack"',
        'start-server': 'npx http-server --cors -c-1',
        'start-webpack': 'webpack --stats=errors-only && webpack --watch --devtool source-map',
      },
    ],
    ['scripts that run each other', { start: 'npm run again', again: 'npm run start' }],
    ['stories', { start: 'start-storybook -p 6006' }],
    ['what says that nothing starts', { start: "echo 'Create a project with the command first.'" }],
    ['what refuses to start', { start: 'echo "Run npm run dev" && exit 1' }],
  ])('builds or serves files alone: %s', (_, scripts) => {
    expect(startsProgram(scripts)).toBe(false);
  });
});

describe('a page that a bundler serves', () => {
  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['vite', { dev: 'vite', build: 'vite build' }],
    ['vite by another script', { start: 'npm run build:dev', 'build:dev': 'npm run clean && vite' }],
    ['webpack', { start: 'cross-env NODE_ENV=development webpack serve --open' }],
    ['parcel', { start: 'parcel index.html' }],
    ['what was built', { start: 'npm run build && http-server', build: 'webpack --mode production' }],
    ['what was built, in a folder', { start: 'serve -s build', build: 'webpack' }],
    ['its preview', { dev: 'vite --host', serve: 'vite preview' }],
  ])('is all there is: %s', (_, scripts) => {
    expect(servesPage(scripts)).toBe(true);
  });

  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['nothing is started', { build: 'vite build' }],
    ['a program is started as well', { dev: 'vite', start: 'node dist/server.js' }],
    ['a bundler beside a server', { dev: 'concurrently "vite" "node server.js"' }],
    ['a program is named as what serves files', { start: 'serve-orders --port 80' }],
    ['it renders on a server', { dev: 'vite', build: 'vite build && vite build --ssr src/server.ts' }],
    ['modules run by its compiler', { start: 'vite-node src/main.ts' }],
    ['scripts that run each other', { start: 'npm run dev', dev: 'npm run start' }],
  ])('is not all there is: %s', (_, scripts) => {
    expect(servesPage(scripts)).toBe(false);
  });
});
