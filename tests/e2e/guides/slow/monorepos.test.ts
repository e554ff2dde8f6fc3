import { describe, expect, it } from 'vitest';
import { pack } from '../../workspace.js';
import { section } from '../page.js';
import { Reader } from '../reader.js';

const STARTED = 'docs/guides/getting-started.md';
const CACHES = 'docs/guides/monorepo-caches.md';
const SECTION = 'A monorepo with a shared logger';
const TOOLS = ['eslint@10', 'typescript@~6.0', '@typescript-eslint/parser@8'];

const scripts = { lint: 'eslint .' };
const PACKAGES = (workspace: string) => ({
  'packages/log/package.json': {
    ...{ name: '@shop/log', version: '1.0.0', main: 'dist/index.js', scripts },
    dependencies: { pino: '^10.0.0' },
  },
  'services/orders/package.json': {
    ...{ name: '@shop/orders', version: '1.0.0', scripts },
    dependencies: { '@shop/log': workspace },
  },
  'services/users/package.json': {
    ...{ name: '@shop/users', version: '1.0.0', scripts },
    dependencies: { express: '^5.0.0' },
  },
  'services/users/src/main.ts': 'export const name = (user: { name: string }) => user.name;\n',
  '.gitignore': 'node_modules\n.turbo\n.nx\n',
});
const ROOT = { name: 'shop', version: '1.0.0', private: true };
const WORKSPACES = { workspaces: ['packages/*', 'services/*'] };

async function installedBy(reader: Reader, command: string): Promise<void> {
  const { code, stdout, stderr } = await reader.sh(command);
  expect(code, stdout + stderr).toBe(0);
}

/** A project without anything installed. */
const bare = (files: Readonly<Record<string, string | object>>) => new Reader('', files);

describe('a monorepo with a shared logger', () => {
  it.each([
    {
      manager: 'npm',
      install: (tarball: string) => `npm install --no-audit --no-fund -D ${tarball} ${TOOLS.join(' ')}`,
    },
    {
      manager: 'Yarn',
      install: (tarball: string) =>
        `npx --yes yarn@1 add --silent --no-progress -W -D file:${tarball} ${TOOLS.join(' ')}`,
    },
    {
      manager: 'pnpm',
      install: (tarball: string) => `npx --yes pnpm@12 add -w -D ${tarball} ${TOOLS.join(' ')}`,
      workspace: 'workspace:*',
      files: { 'pnpm-workspace.yaml': "packages: ['packages/*', 'services/*']\n" },
    },
  ])('of $manager', async ({ manager, install, workspace = '1.0.0', files = {} }) => {
    const root = manager === 'pnpm' ? ROOT : { ...ROOT, ...WORKSPACES };
    const reader = bare({ 'package.json': root, ...PACKAGES(workspace), ...files });
    await installedBy(reader, install(await pack('.')));
    const [step] = await reader.follow(STARTED, SECTION);
    expect(step?.code).toBe(1);
    const linted = await reader.sh('npx eslint . --format json');
    expect(linted.stdout.match(/"ruleId":"[^"]+"/g)).toEqual([
      '"ruleId":"observability/no-interpolated-message"',
    ]);
  });
});

describe('with a cache by package', () => {
  const written = async (tools: string): Promise<Reader> => {
    const reader = bare({
      'package.json': { ...ROOT, ...WORKSPACES, packageManager: 'npm@11.0.0' },
      ...PACKAGES('1.0.0'),
    });
    // The service's message is constant: its task succeeds, and is cached.
    for (const { file, text } of section(STARTED, SECTION))
      if (file) reader.write(file, text.replace('`Order accepted: ${order.id}`', "'Order accepted'"));
    await installedBy(
      reader,
      `npm install --no-audit --no-fund -D ${await pack('.')} ${TOOLS.join(' ')} ${tools}`,
    );
    await reader.sh('git init --quiet && git add . && git commit --quiet --message start');
    return reader;
  };
  const append = (reader: Reader, file: string, text: string) => reader.write(file, reader.read(file) + text);
  const ENV = 'TURBO_TELEMETRY_DISABLED=1 NX_DAEMON=false NX_NO_CLOUD=true';

  it('Turborepo lints again what changed and what depends on it', async () => {
    const reader = await written('turbo@2');
    const [cold] = await reader.follow(CACHES, 'Turborepo');
    expect(cold).toMatchObject({ code: 0, stdout: expect.stringContaining('0 cached, 3 total') });
    const missed = async () => {
      const { stdout } = await reader.sh(`${ENV} ${cold?.command ?? ''}`);
      return [...stdout.matchAll(/^(\S+):lint: cache miss/gm)].map(([, name]) => name).sort();
    };
    expect(await missed()).toEqual([]);
    append(reader, 'packages/log/src/index.ts', 'export const audit = logger.child({});\n');
    expect(await missed()).toEqual(['@shop/log', '@shop/orders']);
    append(reader, 'services/users/src/main.ts', 'export const one = 1;\n');
    expect(await missed()).toEqual(['@shop/users']);
    append(reader, 'eslint.config.mjs', '\n');
    expect(await missed()).toHaveLength(3);
    reader.write(
      'services/users/package.json',
      reader.read('services/users/package.json').replace('1.0.0', '1.0.1'),
    );
    expect(await missed()).toHaveLength(3);
    expect(await missed()).toEqual([]);
  });

  it('Nx lints again what changed and what depends on it', async () => {
    const reader = await written('nx@24');
    const lint =
      section(CACHES, 'Nx')
        .find(({ language }) => language === 'sh')
        ?.text.trim() ?? '';
    const [config] = section(CACHES, 'Nx');
    reader.write('nx.json', config?.text ?? '');
    /** How many of the three packages were linted. */
    const linted = async () => {
      const { code, stdout, stderr } = await reader.sh(`${ENV} ${lint} --output-style=static`);
      expect(code, stdout + stderr).toBe(0);
      const cached = /from the cache instead of running the command for (\d) out of/.exec(stdout)?.[1] ?? '0';
      return 3 - Number(cached);
    };
    expect(await linted()).toBe(3);
    expect(await linted()).toBe(0);
    append(reader, 'packages/log/src/index.ts', 'export const audit = logger.child({});\n');
    expect(await linted()).toBe(2);
    append(reader, 'services/users/src/main.ts', 'export const one = 1;\n');
    expect(await linted()).toBe(1);
    append(reader, 'eslint.config.mjs', '\n');
    expect(await linted()).toBe(3);
    expect(await linted()).toBe(0);
  });
});
