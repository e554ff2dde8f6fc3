import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { make } from '../../tools/new.js';

const REPOSITORY = join(import.meta.dirname, '../..');
const PARTS = [
  ...[
    'src',
    'rules',
    'tools',
    'docs/rules',
    'tests/docs.test.ts',
    'tests/rules/rule-tester.ts',
    'tests/temporary-folder.ts',
    'tests/plain-output.ts',
    '.changeset',
  ],
  ...[
    'package.json',
    'README.md',
    'tsconfig.json',
    'vitest.config.ts',
    'eslint.config.js',
    '.prettierrc.json',
  ],
];
const RULES = [
  'logs/no-foo',
  'metrics/require-foo',
  'traces/prefer-foo',
  'propagation/foo',
  'setup/no-foo-bar',
];
const LIBRARIES = ['logs/acme', 'metrics/acme-metrics', 'http/acme-http'];

/** A copy of the repository, in which everything was made that can be. */
let root: string;
const made: string[] = [];

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'new-')));
  for (const part of PARTS) cpSync(join(REPOSITORY, part), join(root, part), { recursive: true });
  symlinkSync(realpathSync(join(REPOSITORY, 'node_modules')), join(root, 'node_modules'));
  for (const path of RULES) made.push(...(await make(root, 'rule', path)).files);
  for (const path of LIBRARIES) made.push(...(await make(root, 'library', path)).files);
  await run('tsx', 'tools/docs.ts');
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (program: string, ...args: string[]) =>
  promisify(execFile)(join(root, 'node_modules/.bin', program), args, { cwd: root });
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('npm run new', () => {
  it('makes every file of a rule', () => {
    expect(made.slice(0, 5).map((file) => relative(root, file))).toEqual([
      'rules/logs/no-foo.ts',
      'docs/rules/no-foo.md',
      'tests/rules/logs/no-foo.test.ts',
      '.changeset/no-foo.md',
      'rules/index.ts',
    ]);
    expect(read('rules/index.ts')).toContain("  'no-foo': noFoo,\n");
    expect(read('docs/rules/no-foo.md')).toContain('# no-foo\n\nDisallow foo.\n\nOnly in the `all` config.');
    expect(read('README.md')).toContain('[no-foo](docs/rules/no-foo.md)');
  });

  it('makes every file of a library', () => {
    expect(made.slice(-4).map((file) => relative(root, file))).toEqual([
      'src/catalog/propagation/acme-http.ts',
      'tests/catalog/propagation/acme-http.test.ts',
      '.changeset/acme-http.md',
      'src/catalog/propagation/http-clients.ts',
    ]);
    expect(read('src/catalog/logs/libraries.ts')).toMatch(/\n {2}ACME,\n\];/);
  });

  it('makes what compiles and passes the lint', async () => {
    const files = made.filter((file) => file.endsWith('.ts'));
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, root);
    const program = ts.createProgram(files, options);
    const errors = files.flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)));
    expect(errors.map(({ messageText }) => messageText)).toEqual([]);

    // The plugin itself is not built here: the lint is all of the others.
    mkdirSync(join(root, 'dist/src'), { recursive: true });
    writeFileSync(join(root, 'dist/src/index.js'), 'export default { configs: { strict: {} } };\n');
    const parserOptions = { programs: [program], projectService: false };
    const eslint = new ESLint({ cwd: root, overrideConfig: { languageOptions: { parserOptions } } });
    const results = await eslint.lintFiles(files);
    expect(results).toHaveLength(new Set(files).size);
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it('makes what passes its tests, and the pages’ own', { timeout: 120_000 }, async () => {
    const tests = made.filter((file) => file.endsWith('.test.ts'));
    const pages = `every rule has a page|table of the README|${RULES.map((path) => path.split('/')[1]).join('|')}|acme`;
    const json = join(root, 'tests.json');
    await run(
      'vitest',
      'run',
      'tests/docs.test.ts',
      ...tests,
      '-t',
      pages,
      '--reporter=json',
      `--outputFile=${json}`,
    );
    const { numFailedTests, testResults } = JSON.parse(readFileSync(json, 'utf8')) as {
      numFailedTests: number;
      testResults: { assertionResults: { status: string }[] }[];
    };
    expect(numFailedTests).toBe(0);
    // Each file has tests that were run.
    const passed = testResults.map(({ assertionResults }) =>
      assertionResults.filter((each) => each.status === 'passed'),
    );
    expect(passed.map((each) => each.length > 0)).toEqual(
      Array.from({ length: tests.length + 1 }, () => true),
    );
  });

  it.each([
    ['rule', 'logs/NoFoo', /in kebab-case/],
    ['rule', 'no-foo', /in kebab-case/],
    ['rule', 'elsewhere/no-foo', /rule logs\|metrics\|traces\|propagation\|setup\/<name>/],
    ['rule', 'logs/no-foo', /no-foo\.md.*: there already/],
    ['library', 'traces/acme', /library logs\|metrics\|http\/<name>/],
    ['preset', 'logs/foo', /npm run new rule/],
  ])('refuses %s %s', async (what, path, message) => {
    await expect(make(root, what, path)).rejects.toThrow(message);
  });
});
