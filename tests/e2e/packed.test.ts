import { cpSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { section } from './guides/page.js';
import { type Ran, emptyFolder, kilobytesOf, pack, packedFiles, run } from './workspace.js';

const repository = join(import.meta.dirname, '../..');
let project: string;
let tarball: string;

/** A newcomer's project, with the packed tarball and the real eslint installed; older versions of it stand beside. */
beforeAll(async () => {
  tarball = await pack('.');
  project = emptyFolder();
  write('package.json', JSON.stringify({ name: 'service', type: 'module', private: true }));
  const installed = await run(
    project,
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    tarball,
    'eslint@10',
    'eslint9@npm:eslint@9',
    'eslint8@npm:eslint@8.57',
    '@typescript-eslint/parser@8',
    'typescript@~6.0',
    'pino@10',
    'express@5',
  );
  expect(installed.stderr).not.toContain('npm error');
  write(
    'eslint.config.js',
    "import observability from 'eslint-plugin-observability';\nimport { defineConfig } from 'eslint/config';\n\nexport default defineConfig([observability.configs.recommended]);\n",
  );
  write('src/logger.js', "import { pino } from 'pino';\n\nexport const logger = pino();\n");
  write(
    'src/main.js',
    "import { logger } from './logger.js';\n\nexport function start(port) {\n  console.log(`ready on ${port}`);\n  logger.info(`listening on ${port}`);\n}\n",
  );
}, 180_000);

describe('the packed tarball in a fresh project', () => {
  it('is built before it is packed', () => {
    const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(manifest.scripts.prepack).toBe('npm run build');
  });

  it('holds what users need and nothing else', async () => {
    const files = await packedFiles('.');
    expect(files.filter((path) => !/^docs\/(?:guides|rules)\/[\w-]+\.md$/.test(path))).toEqual([
      'LICENSE',
      'README.md',
      'dist/src/eslint/rule-options.d.ts',
      'dist/src/index.cjs',
      'dist/src/index.d.cts',
      'dist/src/index.d.ts',
      'dist/src/index.js',
      'dist/src/lazy/get-tsconfig.cjs',
      'dist/src/lazy/rules.cjs',
      'dist/src/lazy/scope-manager.cjs',
      'dist/src/lazy/tinyglobby.cjs',
      'dist/src/lazy/yaml.cjs',
      'dist/src/model/settings/written.d.ts',
      'docs/pictures/audit.svg',
      'oxlint/recommended.json',
      'oxlint/strict.json',
      'package.json',
      'schema/observability.json',
    ]);
  });

  it('adds at most 8 MB to a project that has eslint', async () => {
    const alone = emptyFolder();
    writeFileSync(join(alone, 'package.json'), '{ "private": true }');
    await run(alone, 'npm', 'install', '--no-audit', '--no-fund', '--legacy-peer-deps', tarball);
    expect(kilobytesOf(join(alone, 'node_modules'))).toBeLessThan(8 * 1024);
  });

  it('lints with the real eslint, and loads neither TypeScript nor ts-morph for it', async () => {
    const linted = await eslint('src', '--format', 'json');
    const [main] = (
      JSON.parse(linted.stdout) as { filePath: string; messages: { ruleId: string }[] }[]
    ).filter(({ filePath }) => filePath.endsWith('main.js'));
    expect(main?.messages.map(({ ruleId }) => ruleId)).toEqual([
      'observability/no-console-logging',
      'observability/no-interpolated-message',
    ]);
    write(
      'loaded.mjs',
      "import 'eslint-plugin-observability';\nimport { createRequire } from 'node:module';\nconsole.log(Object.keys(createRequire(import.meta.url).cache).filter((file) => /ts-morph|typescript/.test(file)).length);\n",
    );
    expect((await run(project, process.execPath, 'loaded.mjs')).stdout).toBe('0\n');
  });

  it('fixes with eslint --fix', async () => {
    await eslint('src', '--fix');
    expect(read('src/main.js')).toBe(
      "import { logger } from './logger.js';\n\nexport function start(port) {\n  logger.info({ port }, 'ready on {port}');\n  logger.info({ port }, 'listening on {port}');\n}\n",
    );
    expect((await eslint('src')).code).toBe(0);
  });

  it('is one plugin, imported and required', async () => {
    write(
      'load.mjs',
      "import imported, * as all from 'eslint-plugin-observability';\nimport { createRequire } from 'node:module';\nconst required = createRequire(import.meta.url)('eslint-plugin-observability');\nconsole.log(required === imported, all.default === imported, typeof required.rules['no-console-logging'].create);\n",
    );
    expect(await run(project, process.execPath, 'load.mjs')).toMatchObject({
      stdout: 'true true function\n',
      stderr: '',
    });
  });
});

/** The guide's configurations for ESLint with `defineConfig`, and for older ones. */
const GUIDE = 'docs/guides/getting-started.md';
const [WITH_DEFINE = ''] = configurations('TypeScript without typescript-eslint');
const [LIST = '', COMMONJS = ''] = configurations('ESLint 8 with a flat config');

function configurations(title: string): readonly string[] {
  return section(GUIDE, title).flatMap(({ file, text }) => (file === undefined ? [] : [text]));
}

describe.each([
  { version: '8.57', installed: 'eslint8', config: LIST },
  { version: '9', installed: 'eslint9', config: WITH_DEFINE },
  { version: '10', installed: 'eslint', config: WITH_DEFINE },
])("a TypeScript project with ESLint $version and the guide's configuration", ({ installed, config }) => {
  const folder = `typescript-${installed}`;
  const found = async (...args: readonly string[]) => {
    const ran = await run(
      join(project, folder),
      process.execPath,
      'node_modules/eslint/bin/eslint.js',
      '.',
      '--format',
      'json',
      ...args,
    );
    const results = ran.stdout === '' ? [] : (JSON.parse(ran.stdout) as Linted[]);
    const findings = results.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, message }) => `${basename(filePath)}: ${ruleId ?? message}`),
    );
    return { code: ran.code, findings, stderr: ran.stderr };
  };
  const BOTH = {
    code: 1,
    findings: ['main.js: observability/no-console-logging', 'worker.ts: observability/no-console-logging'],
  };

  beforeAll(() => {
    const modules = join(project, folder, 'node_modules');
    mkdirSync(modules, { recursive: true });
    symlinkSync(join(project, 'node_modules', installed), join(modules, 'eslint'));
    // A copy of its own: the types of a link are those of the ESLint beside its target.
    const plugin = 'eslint-plugin-observability';
    cpSync(join(project, 'node_modules', plugin), join(modules, plugin), { recursive: true });
    write(
      `${folder}/package.json`,
      JSON.stringify({ name: 'worker', private: true, scripts: { start: 'node src/main.js' } }),
    );
    write(`${folder}/src/main.js`, "require('./worker.js');\nexports.start = () => console.log('start');\n");
    write(
      `${folder}/src/worker.ts`,
      'export const work = (id: string): void => console.log(`work ${id}`);\n',
    );
    write(`${folder}/eslint.config.mjs`, config);
    write(`${folder}/eslint.config.cjs`, COMMONJS);
  });

  it('lints JavaScript and TypeScript', async () => {
    expect(await found('--config', 'eslint.config.mjs')).toMatchObject(BOTH);
  });

  it('takes a CommonJS configuration', async () => {
    expect(await found('--config', 'eslint.config.cjs')).toMatchObject(BOTH);
  });

  // ESLint 8.57 brings no types.
  if (installed === 'eslint8') return;
  it.each([
    { module: 'nodenext', resolution: 'nodenext' },
    { module: 'esnext', resolution: 'bundler' },
  ])('type-checks under strict with $resolution', async ({ module, resolution }) => {
    const more = `import { defineConfig } from 'eslint/config';
import observability, { type ObservabilityRules, type ObservabilitySettings } from 'eslint-plugin-observability';

export const more = defineConfig([
  { files: ['src/**'], extends: [observability.configs.strict] },
  { plugins: { observability }, rules: { ...observability.configs.logs.rules, 'observability/max-series': 'off' } },
]);
export const rule: string | undefined = observability.rules['no-console-logging']?.meta?.type;
export const settings: ObservabilitySettings = { loggers: [{ from: '@acme/log', name: 'log', like: 'pino' }] };
export const options = { 'observability/max-series': ['warn', { max: 500 }] } satisfies ObservabilityRules;
export const typed: ObservabilityRules = { 'observability/no-console-logging': ['error', { include: ['cli'] }] };
export const withOptions = defineConfig([observability.configs['recommended-warn'], { rules: options }, { rules: typed }]);
// @ts-expect-error the option is called max
export const misspelt: ObservabilityRules = { 'observability/max-series': ['error', { maximum: 500 }] };
// @ts-expect-error it is a number
export const mistyped: ObservabilityRules = { 'observability/max-series': ['error', { max: '500' }] };
// @ts-expect-error no rule is called so
export const unknownRule: ObservabilityRules = { 'observability/no-console-log': 'error' };
// @ts-expect-error a setting is misspelt
export const misspeltSettings: ObservabilitySettings = { boundNames: ['accountId'] };
`;
    const required = COMMONJS.replace('const observability =', 'import observability =').replace(
      'module.exports =',
      "const list: import('eslint').Linter.Config[] =",
    );
    write(`${folder}/config.mts`, config);
    write(`${folder}/more.mts`, more);
    write(
      `${folder}/required.cts`,
      `${required}const settings: observability.ObservabilitySettings = {};\nconst rules: observability.ObservabilityRules = {};\nvoid [settings, rules];\nexport = list;\n`,
    );
    write(`${folder}/imported.cts`, more);
    // A bundler's modules have no `import = require()`.
    const files = [
      'config.mts',
      'more.mts',
      ...(resolution === 'nodenext' ? ['required.cts', 'imported.cts'] : []),
    ];
    const checked = await run(
      join(project, folder),
      process.execPath,
      join(project, 'node_modules/typescript/bin/tsc'),
      ...[
        '--noEmit',
        '--strict',
        '--exactOptionalPropertyTypes',
        '--target',
        'es2023',
        '--lib',
        'es2023',
        '--skipLibCheck',
        'false',
      ],
      ...['--module', module, '--moduleResolution', resolution],
      ...files,
    );
    expect(checked).toMatchObject({ code: 0, stdout: '' });
  });
});

describe("the guide's configuration where no TypeScript parser is installed", () => {
  const parser = () => join(project, 'node_modules/@typescript-eslint/parser');
  const lint = (file: string) => run(join(project, 'typescript-eslint'), 'npx', 'eslint', file);

  beforeAll(() => renameSync(parser(), `${parser()}-elsewhere`));
  afterAll(() => renameSync(`${parser()}-elsewhere`, parser()));

  it('lints JavaScript', async () => {
    expect((await lint('src/main.js')).stdout).toContain('observability/no-console-logging');
  });

  it('says at a TypeScript file what to install', async () => {
    const { code, stderr } = await lint('src/worker.ts');
    expect(code).toBe(2);
    expect(stderr).toContain('npm install --save-dev @typescript-eslint/parser typescript');
  });
});

interface Linted {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

function eslint(...args: string[]): Promise<Ran> {
  // The command of that name may be another version's.
  return run(project, process.execPath, 'node_modules/eslint/bin/eslint.js', ...args);
}

function write(path: string, text: string): void {
  mkdirSync(join(project, path, '..'), { recursive: true });
  writeFileSync(join(project, path), text);
}

function read(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}
