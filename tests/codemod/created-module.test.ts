import { symlinkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const MODULES = join(import.meta.dirname, '../../node_modules');
const CALL = 'console.log(`Order ${id} paid`);\n';
const MANIFEST = { name: 'shop', type: 'module', dependencies: { express: '*', axios: '*' } };
const CODE = "import express from 'express';\n\nexport const app = express();\n";

/** As Windows ends lines. */
const dos = (text: string) => text.replaceAll('\n', '\r\n');
const ONLY_DOS = /^import \{ pino \} from ["']pino["'];\r\n(?:[^\n]*\r\n)+$/;

/** A service without a logger, and the module that is created in it. */
async function created(
  files: Readonly<Record<string, string | object>>,
  path = 'src/logger.ts',
): Promise<string> {
  const project = new Project({ 'package.json': MANIFEST, 'src/a.ts': CALL, 'src/app.ts': CODE, ...files });
  for (const name of ['prettier', '@biomejs/biome'])
    if (JSON.stringify(files['package.json'] ?? {}).includes(`"${name}"`)) {
      mkdirSync(join(project.root, 'node_modules'), { recursive: true });
      symlinkSync(join(MODULES, name), join(project.root, 'node_modules', name));
    }
  const { code, stderr } = await project.run('src', '--allow-dirty');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return project.read(path);
}

describe('the style of a module that is created', () => {
  it.each([
    [
      'of its neighbours',
      {},
      /^import \{ pino \} from 'pino';\n[\s\S]*\n {2}level: process\.env\.LOG_LEVEL \?\? 'info',\n/,
    ],
    [
      'double quotes and no semicolons beside it',
      { 'src/app.ts': CODE.replaceAll("'", '"').replaceAll(';', '') },
      /^import \{ pino \} from "pino"\n/,
    ],
    [
      'of .prettierrc',
      { '.prettierrc': '{ "singleQuote": true, "semi": false, "tabWidth": 4 }' },
      /^import \{ pino \} from 'pino'\n[\s\S]*\n {4}level:/,
    ],
    [
      "of Prettier's defaults",
      { '.prettierrc': '{}' },
      /^import \{ pino \} from "pino";\n[\s\S]*\n {2}level: process\.env\.LOG_LEVEL \?\? "info",/,
    ],
    [
      'of a configuration in JavaScript, which is not run',
      { 'prettier.config.js': 'throw 1;\nexport default { singleQuote: true, useTabs: true };' },
      /^import \{ pino \} from 'pino';\n[\s\S]*\n\tlevel:/,
    ],
    [
      'of package.json',
      { 'package.json': { ...MANIFEST, prettier: { semi: false } } },
      /^import \{ pino \} from "pino"\n/,
    ],
    [
      'of biome.json',
      { 'biome.json': { javascript: { formatter: { quoteStyle: 'single', semicolons: 'asNeeded' } } } },
      /^import \{ pino \} from 'pino'\n[\s\S]*\n\tlevel:/,
    ],
    [
      'of .editorconfig',
      { '.editorconfig': '[*]\nindent_style = space\nindent_size = 4\n' },
      /^import \{ pino \} from 'pino';\n[\s\S]*\n {4}level:/,
    ],
    ['lines of its neighbours', { 'src/a.ts': dos(CALL), 'src/app.ts': dos(CODE) }, ONLY_DOS],
    ['lines of .editorconfig', { '.editorconfig': '[*]\nend_of_line = crlf\n' }, ONLY_DOS],
    ['lines of .prettierrc', { '.prettierrc': '{ "endOfLine": "crlf" }' }, ONLY_DOS],
    ['lines of .gitattributes', { '.gitattributes': '# all\n* text=auto eol=crlf\n*.sh eol=lf\n' }, ONLY_DOS],
    [
      "lines of .gitattributes before the neighbours'",
      { '.gitattributes': '* text eol=lf\n', 'src/a.ts': dos(CALL), 'src/app.ts': dos(CODE) },
      /^[^\r]*$/,
    ],
  ])('%s', async (_, files: Record<string, string | object>, written) => {
    expect(await created(files)).toMatch(written);
  });

  it('is what Prettier writes, where that is installed', async () => {
    const files = {
      'package.json': { ...MANIFEST, devDependencies: { prettier: '*' } },
      '.prettierrc':
        '{ "singleQuote": true, "trailingComma": "none", "objectWrap": "collapse", "printWidth": 200 }',
    };
    expect(await created(files)).toMatch(
      /^import \{ pino \} from 'pino';\n\nexport const logger = pino\(\{\n {2}level: [^\n]*[^,\n]\n\}\);\n$|redact: \[[^\n]*\]\n\}\);\n$/,
    );
  });
});

describe('the syntax of a module that is created', () => {
  const level = async (files: Readonly<Record<string, string | object>>, manifest: object = {}) => {
    const project = new Project({
      'package.json': { name: 'shop', dependencies: { express: '*' }, ...manifest },
      ...{ 'src/a.js': CALL, ...files },
    });
    await project.run('src', '--allow-dirty');
    return /LOG_LEVEL (\S+)/.exec(project.read('src/logger.js'))?.[1];
  };
  it.each<[string, Readonly<Record<string, string | object>>, object?]>([
    ['nothing says that newer is read', {}],
    ['Node.js is older', {}, { engines: { node: '>=12' } }],
    ['Node.js may be older', {}, { engines: { node: '^18 || ^12.20' } }],
    ['Node.js has no lower end', {}, { engines: { node: '<20' } }],
    ['ESLint reads older', { '.eslintrc.json': { parserOptions: { ecmaVersion: 2018 } } }],
    [
      'ESLint reads older, by its edition',
      { '.eslintrc.js': 'module.exports = { parserOptions: { ecmaVersion: 9 } };' },
    ],
    [
      'ESLint reads older, and Node.js runs newer',
      { '.eslintrc': 'extends: airbnb-base\n' },
      { engines: { node: '>=18' } },
    ],
    ['package.json says so', {}, { eslintConfig: { parserOptions: { ecmaVersion: 2019 } } }],
    [
      'a flat configuration says so',
      { 'eslint.config.js': 'module.exports = [{ languageOptions: { ecmaVersion: 2019 } }];' },
    ],
  ])('is older where %s', async (_, files, manifest) => {
    expect(await level(files, manifest)).toBe('||');
  });
  it.each<[string, Readonly<Record<string, string | object>>, object?]>([
    ['Node.js runs it', {}, { engines: { node: '>=18' } }],
    ['each Node.js runs it', {}, { engines: { node: '^16.13 || 18.x || v20' } }],
    ['ESLint reads it', { '.eslintrc.json': { parserOptions: { ecmaVersion: 2021 } } }],
    ['ESLint reads it, by its environment', { '.eslintrc.yml': 'env:\n  es2022: true\n' }],
    ['ESLint reads all', { '.eslintrc.json': { parserOptions: { ecmaVersion: 'latest' } } }],
    ['another parser does', { '.eslintrc.json': { parser: '@babel/eslint-parser' } }],
    ['a flat configuration says nothing', { 'eslint.config.mjs': 'export default [];' }],
    ['other modules have it', { 'src/b.js': 'module.exports = (a) => a?.b ?? 1;' }],
  ])('is newer where %s', async (_, files, manifest) => {
    expect(await level(files, manifest)).toBe('??');
  });

  it.each<[string, object, string]>([
    ['is newer, which it compiles', {}, '??'],
    ['is newer, which its version compiles', { devDependencies: { typescript: '^4.9.0' } }, '??'],
    ['is older, where its version reads no newer', { devDependencies: { typescript: '~3.5.1' } }, '||'],
    ['is older, where Node.js is', { engines: { node: '12' } }, '||'],
  ])('in TypeScript %s', async (_, manifest, operator) => {
    const text = await created({ 'package.json': { ...MANIFEST, ...manifest } });
    expect(text).toContain(`LOG_LEVEL ${operator} `);
  });
});

describe('one module is created in a package', () => {
  it('in the language of its files, and JavaScript that is run as it is is left', async () => {
    const project = new Project({
      'package.json': MANIFEST,
      'src/a.js': CALL,
      'src/b.ts': CALL,
      'src/c.ts': CALL,
    });
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(project.snapshot()).not.toHaveProperty(['src/logger.js']);
    expect(project.read('src/b.ts')).toContain("from './logger");
    expect(stdout).toContain(
      "1 call: the package's logger, src/logger.ts, is of another language than this file",
    );
    expect((await project.run('src', '--check')).code).toBe(0);
  });

  it('for both, where TypeScript compiles the JavaScript', async () => {
    const project = new Project({
      'package.json': MANIFEST,
      'tsconfig.json': { compilerOptions: { allowJs: true, outDir: 'dist' } },
      ...{ 'src/a.js': CALL, 'src/b.ts': CALL, 'src/c.ts': CALL },
    });
    await project.run('src', '--allow-dirty');
    expect(project.snapshot()).not.toHaveProperty(['src/logger.js']);
    for (const path of ['src/a.js', 'src/b.ts']) expect(project.read(path)).toContain("from './logger");
  });

  it('in JavaScript, where TypeScript only checks it and tests aside most files are in it', async () => {
    const project = new Project({
      'package.json': MANIFEST,
      'tsconfig.json': { compilerOptions: { allowJs: true, noEmit: true } },
      ...{ 'src/a.js': CALL, 'src/b.js': CALL, 'public/page.ts': 'export {};' },
      ...{ 'test/a.test.ts': CALL, 'test/b.test.ts': CALL, 'test/c.test.ts': CALL },
    });
    await project.run('.', '--allow-dirty');
    expect(project.snapshot()).not.toHaveProperty(['src/logger.ts']);
    for (const path of ['src/a.js', 'src/b.js']) expect(project.read(path)).toContain('./logger');
  });

  it('in TypeScript, where a configuration in JavaScript is checked beside it', async () => {
    const project = new Project({
      'package.json': MANIFEST,
      'tsconfig.json': { compilerOptions: { allowJs: true, noEmit: true } },
      ...{ 'src/b.ts': CALL, 'src/c.ts': CALL, 'tool.config.js': 'module.exports = {};' },
    });
    await project.run('.', '--allow-dirty');
    expect(project.snapshot()).toHaveProperty(['src/logger.ts']);
  });

  it('none beside a logger of the other language', async () => {
    const project = new Project({
      'package.json': { ...MANIFEST, dependencies: { express: '*', pino: '*' } },
      'src/logger.ts': "import { pino } from 'pino';\nexport const logger = pino();\n",
      'src/a.js': CALL,
    });
    const { stdout } = await project.run('src', '--check');
    expect(stdout).toContain("the package's logger, src/logger.ts, is of another language");
    expect(stdout).not.toContain('would create');
  });

  it('in each package of a workspace, in its own language', async () => {
    const project = new Project({
      'package.json': { name: 'root', private: true, workspaces: ['packages/*'] },
      'packages/a/package.json': { ...MANIFEST, name: 'a' },
      'packages/a/src/x.ts': CALL,
      'packages/b/package.json': { ...MANIFEST, name: 'b' },
      'packages/b/src/x.js': CALL,
    });
    const { stdout } = await project.run('.', '--dry-run');
    expect(stdout.match(/^would create {2}\S+/gm)).toEqual([
      'would create  packages/a/src/logger.ts',
      'would create  packages/b/src/logger.js',
    ]);
  });
});

describe('the import of the logger', () => {
  const tsconfig = { compilerOptions: { baseUrl: '.', paths: { '@/*': ['src/*'] } } };
  const pino = { 'src/logger.ts': "import { pino } from 'pino';\nexport const logger = pino();\n" };
  const orders = { 'src/db/orders.ts': 'export const orders = [];\n' };
  const imported = async (files: Record<string, string | object>) => {
    const project = new Project({
      'package.json': { ...MANIFEST, dependencies: { express: '*', pino: '*' } },
      'tsconfig.json': tsconfig,
      ...orders,
      ...files,
    });
    await project.run('src', '--allow-dirty');
    return /import \{ logger \} from ['"](.*)['"]/.exec(project.read('src/api/deep/a.ts'))?.[1];
  };

  it.each([
    ['by the alias that the file imports by', "import { orders } from '@/db/orders';\n", '@/logger'],
    ['with the ending that the alias has', "import { orders } from '@/db/orders.js';\n", '@/logger.js'],
    [
      'by a relative path, where the file goes up by those',
      "import { orders } from '@/db/orders';\nimport { x } from '../x';\n",
      '../../logger',
    ],
    ['by a relative path, where it imports nothing of its own', '', '../../logger.js'],
  ])('is written %s', async (_, head, from) => {
    expect(await imported({ ...pino, 'src/api/deep/a.ts': head + CALL })).toBe(from);
  });

  it('is written by the alias for a module that is created, too', async () => {
    expect(await imported({ 'src/api/deep/a.ts': `import { orders } from '@/db/orders';\n${CALL}` })).toBe(
      '@/logger',
    );
  });

  it('is written by an import of package.json', async () => {
    const manifest = {
      ...MANIFEST,
      dependencies: { express: '*', pino: '*' },
      imports: { '#app/*': './src/*' },
    };
    const project = new Project({
      'package.json': manifest,
      ...pino,
      ...orders,
      'src/api/a.ts': `import { orders } from '#app/db/orders.ts';\n${CALL}`,
    });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/api/a.ts')).toContain("import { logger } from '#app/logger.ts';");
  });
});

describe('a module of a package whose scripts are strict', () => {
  const files = (head: string) => ({
    'package.json': { name: 'shop', dependencies: { express: '*' } },
    'src/app.js': `${head}const app = require('express')();\nconsole.log(\`Order \${id} paid\`);\napp.listen(80);\n`,
    'src/b.js': `/* Copyright of the shop */\n${head}module.exports = {};\n`,
    'src/c.js': `${head}module.exports = {};\n`,
  });
  it.each([
    ["'use strict';\n\n", true],
    ['', false],
  ])('begins as they do: %j', async (head, isStrict) => {
    const project = new Project(files(head));
    await project.run('src', '--allow-dirty');
    expect(project.read('src/logger.js').startsWith("'use strict';\n\nconst { pino }")).toBe(isStrict);
  });
});

describe('a module that is created where files are routes', () => {
  const HANDLER = "export default function feed(req, res) {\n  console.log('Feed sent');\n  res.end();\n}\n";
  const placed = async (files: Readonly<Record<string, string | object>>) => {
    const project = new Project({ 'package.json': { name: 'feeder', type: 'module' }, ...files });
    const { stdout } = await project.run('.', '--allow-dirty', '--dry-run');
    return /would create {2}(\S+)/.exec(stdout)?.[1];
  };

  it('stands beside the functions of a platform', async () => {
    const files = { 'api/feed.js': HANDLER, 'lib/tenants.js': 'export const tenants = [];\n' };
    expect(await placed({ ...files, 'vercel.json': '{}' })).toBe('lib/logger.js');
  });

  it('stands in the root where the package has no other folder', async () => {
    expect(await placed({ 'api/feed.js': HANDLER, 'vercel.json': '{}' })).toBe('logger.js');
  });

  it('stands in a folder of that name where nothing serves it', async () => {
    expect(await placed({ 'api/feed.js': HANDLER })).toBe('api/logger.js');
  });
});
