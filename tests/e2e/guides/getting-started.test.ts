import { lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../workspace.js';
import { found } from './findings.js';
import { installed } from './installed.js';
import { section } from './page.js';
import { Reader, expectPrinted } from './reader.js';

const PAGE = 'docs/guides/getting-started.md';
const MANIFEST = { name: 'shop', private: true, dependencies: { pino: '^10.0.0' } };
const [ORDERS = ''] = section(PAGE, 'JavaScript, ES modules')
  .filter(({ file }) => file === 'src/orders.js')
  .map(({ text }) => text);
const COMMONJS = ORDERS.replace("import { pino } from 'pino'", "const { pino } = require('pino')").replace(
  'export async function pay',
  'exports.pay = async function',
);
const TYPESCRIPT = ORDERS.replace('(order)', '(order: { id: string; charge(): Promise<void> })');
const FOUND = 'log-error-object';

let modules: string;
let modulesOfESLint8: string;

beforeAll(async () => {
  modules = await installed();
  modulesOfESLint8 = withESLint8(modules);
}, 300_000);

/** The same packages, and `eslint` is ESLint 8.57. */
function withESLint8(from: string): string {
  const folder = join(emptyFolder(), 'node_modules');
  mkdirSync(join(folder, '.bin'), { recursive: true });
  for (const name of readdirSync(from))
    if (name !== '.bin') symlinkSync(join(from, name === 'eslint' ? 'eslint8' : name), join(folder, name));
  symlinkSync(join(from, 'eslint8/bin/eslint.js'), join(folder, '.bin/eslint'));
  expect(lstatSync(join(folder, 'eslint')).isSymbolicLink()).toBe(true);
  return folder;
}

describe('the first use', () => {
  it('in JavaScript with ES modules, to the fixed line', async () => {
    const reader = new Reader(modules, { 'package.json': { ...MANIFEST, type: 'module' } });
    reader.write('src/orders.js', ORDERS);
    reader.write('.gitignore', 'node_modules\n');
    await reader.sh('git init --quiet && git add . && git commit --quiet --message start');
    const steps = await reader.follow(PAGE, 'JavaScript, ES modules');
    expect(steps.map(({ code }) => code)).toEqual([1, 0, 0]);
    expect((await reader.sh('npx eslint .')).code).toBe(0);
  });

  it('of the README, with what the log says before and after', async () => {
    const reader = new Reader(modules, { 'package.json': { ...MANIFEST, type: 'module' } });
    reader.write('src/orders.js', ORDERS);
    reader.write(
      'main.js',
      "import { pay } from './src/orders.js';\npay({ id: '1842', charge: () => Promise.reject(new Error('timeout')) });\n",
    );
    reader.write('.gitignore', 'node_modules\n');
    await reader.sh('git init --quiet && git add . && git commit --quiet --message start');
    const before = (await reader.sh('node main.js')).stdout;
    const steps = await reader.follow('README.md', 'Quick start');
    expect(steps.map(({ code }) => code)).toEqual([1, 0, 0]);
    const after = (await reader.sh('node main.js')).stdout;
    const [shownBefore, shownAfter] = section('README.md', 'What the log says');
    expectPrinted(before, shownBefore?.text ?? '');
    expectPrinted(after, shownAfter?.text ?? '');
  });

  it('in JavaScript with CommonJS', async () => {
    const reader = new Reader(modules, { 'package.json': MANIFEST, 'src/orders.js': COMMONJS });
    await reader.follow(PAGE, 'JavaScript, CommonJS');
    expect(await found(reader)).toEqual({ 'src/orders.js': [FOUND] });
  });

  it('in TypeScript with typescript-eslint', async () => {
    const reader = new Reader(modules, { 'package.json': MANIFEST, 'src/orders.ts': TYPESCRIPT });
    await reader.follow(PAGE, 'TypeScript');
    expect(await found(reader)).toEqual({ 'src/orders.ts': [FOUND] });
  });

  it('in TypeScript with the parser alone', async () => {
    const reader = new Reader(modules, { 'package.json': MANIFEST, 'src/orders.ts': TYPESCRIPT });
    await reader.follow(PAGE, 'TypeScript without typescript-eslint');
    expect(await found(reader)).toEqual({ 'src/orders.ts': [FOUND] });
  });

  it('with a typed configuration, in which what is misspelt is an error', async () => {
    const reader = new Reader(modules, { 'package.json': { ...MANIFEST, type: 'module' } });
    await reader.follow(PAGE, 'A typed configuration');
    const check = () =>
      reader.sh(
        'npx tsc --noEmit --strict --module nodenext --target es2023 --skipLibCheck eslint.config.ts',
      );
    expect(await check()).toMatchObject({ code: 0, stdout: '' });
    const config = reader.read('eslint.config.ts');
    for (const [right, wrong] of [
      ['max: 500', 'maximum: 500'],
      ["library: 'pino'", "libary: 'pino'"],
    ] as const) {
      reader.write('eslint.config.ts', config.replace(right, wrong));
      const { code, stdout } = await check();
      expect({ code, stdout }).toMatchObject({ code: 2, stdout: expect.stringContaining('does not exist') });
    }
  });

  it('with ESLint 8.57, flat, imported and required', async () => {
    const reader = new Reader(modulesOfESLint8, {
      'package.json': MANIFEST,
      'src/orders.ts': TYPESCRIPT,
    });
    await reader.follow(PAGE, 'ESLint 8 with a flat config');
    expect((await reader.sh('npx eslint --version')).stdout).toMatch(/^v8\.57/);
    for (const config of ['eslint.config.mjs', 'eslint.config.cjs'])
      expect(await found(reader, `npx eslint --config ${config} .`)).toEqual({ 'src/orders.ts': [FOUND] });
  });

  it('with eslintrc', async () => {
    const reader = new Reader(modulesOfESLint8, {
      'package.json': MANIFEST,
      'src/orders.ts': TYPESCRIPT,
      'src/orders.js': ORDERS,
    });
    const steps = await reader.follow(PAGE, 'eslintrc');
    expect(steps.map(({ code }) => code)).toEqual([1]);
    expect(await found(reader, 'npx eslint --ext .js,.ts src')).toEqual({
      'src/orders.js': [FOUND],
      'src/orders.ts': [FOUND],
    });
    expect(await found(reader, 'npx eslint --no-eslintrc --config .eslintrc.json --ext .js src')).toEqual({
      'src/orders.js': [FOUND],
    });
  });

  it('under oxlint', async () => {
    const reader = new Reader(modules, { 'package.json': MANIFEST, 'src/orders.ts': TYPESCRIPT });
    const steps = await reader.follow(PAGE, 'oxlint');
    expect(steps.map(({ code }) => code)).toEqual([1, 1]);
  });

  it('in a monorepo with a shared logger, built or not', async () => {
    const scope = join(emptyFolder(), 'node_modules');
    mkdirSync(join(scope, '@shop'), { recursive: true });
    for (const name of readdirSync(modules)) symlinkSync(join(modules, name), join(scope, name));
    const reader = new Reader(scope, {
      'package.json': { name: 'shop', private: true, workspaces: ['packages/*', 'services/*'] },
      'packages/log/package.json': {
        name: '@shop/log',
        main: 'dist/index.js',
        dependencies: { pino: '^10' },
      },
      'services/orders/package.json': { name: 'orders', dependencies: { '@shop/log': '*' } },
    });
    symlinkSync(join(reader.root, 'packages/log'), join(scope, '@shop/log'));
    const [step] = await reader.follow(PAGE, 'A monorepo with a shared logger');
    expect(step?.code).toBe(1);
    // Without the logger's source nothing is known of it.
    await reader.sh('rm -r packages/log/src');
    expect(await found(reader)).toEqual({});
  });

  it('that finds nothing, and what it says then', async () => {
    const reader = new Reader(modules, {
      'package.json': { name: 'shop' },
      'src/orders.ts': 'console.log(1);\n',
    });
    reader.write('eslint.config.mjs', "export { default } from 'eslint/config';\n");
    const [step] = await reader.follow(PAGE, 'Nothing is reported?');
    expect(step?.code).toBe(0);
    expectPrinted(step?.stdout ?? '', '1  console  not structured');
    reader.write('eslint.config.mjs', 'export default [];\n');
    expect((await reader.sh('npx eslint --print-config src/orders.ts')).stdout).toBe('undefined\n');
  });
});
