import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Project, service } from './project.js';

const CALL = 'console.log(`Order ${order.id} paid`);\n';

describe('--exclude', () => {
  const files = {
    'src/a.ts': CALL,
    'src/legacy/b.ts': CALL,
    'src/legacy/deep/c.ts': CALL,
    'src/d.gen.ts': CALL,
  };

  it.each([
    { globs: ['src/legacy'], changed: ['src/a.ts', 'src/d.gen.ts'] },
    { globs: ['src/legacy/'], changed: ['src/a.ts', 'src/d.gen.ts'] },
    { globs: ['**/*.gen.ts', '**/deep'], changed: ['src/a.ts', 'src/legacy/b.ts'] },
    { globs: ['src/{legacy,a.ts}'], changed: ['src/d.gen.ts'] },
  ])('leaves $globs alone', async ({ globs, changed }) => {
    const project = service('pino', files);
    const flags = globs.flatMap((glob) => ['--exclude', glob]);
    const { stdout } = await project.run('src', '--check', '--format', 'json', ...flags);
    const report = JSON.parse(stdout) as { files: { path: string; changed: boolean }[] };
    expect(report.files.map(({ path }) => path)).toEqual(changed);
  });

  it('stands in the settings, from where they are', async () => {
    const project = service('pino', files);
    project.write('package.json', {
      name: 'shop',
      type: 'module',
      dependencies: { pino: '*', express: '*' },
      observability: { codemod: { exclude: ['src/legacy/**'] } },
    });
    const { stdout } = await project.run('src', '--check');
    expect(stdout).toContain('would change  src/a.ts');
    expect(stdout).not.toContain('legacy');
  });
});

describe('--only', () => {
  const text = `import { logger } from './logger.js';
${CALL}logger.info(\`Order \${order.id} sent\`);
try {
  send();
} catch (err) {
  logger.error({ error: err }, 'Send failed');
}
`;

  it.each([
    { only: 'console', written: ["logger.info({ orderId: order.id }, 'Order {orderId} paid')"] },
    { only: 'interpolated', written: ["logger.info({ orderId: order.id }, 'Order {orderId} sent')"] },
    { only: 'errors', written: ["logger.error({ err }, 'Send failed')"] },
    {
      only: 'console,errors',
      written: [
        "logger.info({ orderId: order.id }, 'Order {orderId} paid')",
        "logger.error({ err }, 'Send failed')",
      ],
    },
  ])('$only', async ({ only, written }) => {
    const project = service('pino', { 'src/a.ts': text });
    const { stdout } = await project.run('src', '--check', '--format', 'json', '--only', only);
    const [file] = (JSON.parse(stdout) as { files: { migrated: { written: string }[] }[] }).files;
    expect(file?.migrated.map((call) => call.written)).toEqual(written);
  });

  it('takes no other kind', async () => {
    const { code, stderr } = await service('pino', {}).run('--only', 'warnings');
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Allowed choices are console, interpolated, errors.'),
    });
  });
});

describe('--message', () => {
  it.each([
    ['Request to ${endpoint} succeeded after ${retries} retries', 'Request succeeded after retries'],
    ['Loading ${id}', 'Loading'],
    ['Order ${order.id} paid', 'Order paid'],
    ['Moved ${file} from ${from} to ${to} (${size} bytes)', 'Moved (bytes)'],
    ['Listening on http://localhost:${port}', 'Listening'],
    ['${count} of ${total}: "${name}" is ready', '{count} of {total}: {name} is ready'],
  ])('strip: %s', async (before, after) => {
    const text = `export function run(endpoint, retries, id, order, file, from, to, size, port, count, total, name) {\n  console.log(\`${before}\`);\n}\n`;
    const written = await service('pino', { 'src/a.ts': text }).migrated('src/a.ts', '--message', 'strip');
    expect(written).toContain(`'${after}');`);
  });

  it('is a template by default, and as the settings say', async () => {
    const project = service('pino', { 'src/a.ts': CALL });
    expect((await project.run('src', '--dry-run')).stdout).toContain("'Order {orderId} paid'");
    project.write('package.json', {
      ...{ name: 'shop', type: 'module', dependencies: { pino: '*', express: '*' } },
      observability: { messageStyle: 'strip' },
    });
    expect((await project.run('src', '--dry-run')).stdout).toContain("'Order paid'");
    expect((await project.run('src', '--dry-run', '--message', 'template')).stdout).toContain(
      "'Order {orderId} paid'",
    );
  });
});

describe('a comment that leaves a call', () => {
  it.each([
    ['before it', `// obs-codemod-ignore: read by the installer\n${CALL}`],
    ['after it', `${CALL.trimEnd()} // obs-codemod-ignore: read by the installer\n`],
    ['a block before it', `/* obs-codemod-ignore -- read by the installer */\n${CALL}`],
    ['for its file', `${CALL}\n// obs-codemod-ignore-file: read by the installer\n`],
  ])('%s', async (_, text) => {
    const project = service('pino', { 'src/a.ts': text });
    const { code, stdout } = await project.run('src', '--check');
    expect(code).toBe(0);
    expect(stdout).toContain('1 call: a comment ignores it: read by the installer');
  });

  it('leaves no other', async () => {
    const project = service('pino', { 'src/a.ts': `// obs-codemod-ignore\n${CALL}${CALL}` });
    const { stdout } = await project.run('src', '--check');
    expect(stdout).toContain('1 would be migrated in 1 file, 1 left alone');
    expect(stdout).toContain('1 call: a comment ignores it\n');
  });

  it('is for calls of a logger as well', async () => {
    const text =
      "import { logger } from './logger.js';\n// obs-codemod-ignore: parsed downstream\nlogger.info(`Order ${id}`);\n";
    expect((await service('pino', { 'src/a.ts': text }).run('src', '--check')).stdout).toContain(
      'parsed downstream',
    );
  });
});

describe('settings', () => {
  const shop = (observability: object, text: string) =>
    new Project({
      'package.json': {
        name: 'shop',
        type: 'module',
        dependencies: { pino: '*', express: '*' },
        observability,
      },
      'src/logger.ts': "import { pino } from 'pino';\nexport const logger = pino();\n",
      'src/a.ts': text,
    });

  it('say the levels of the methods of the console', async () => {
    const text =
      "console.log('started', port);\nconsole.info('ready', port);\ntry { run(); } catch (err) { console.log('failed', err); }\n";
    const written = await shop({ levels: { log: 'debug' } }, text).migrated('src/a.ts');
    expect(written).toContain("logger.debug({ port }, 'started');\nlogger.info({ port }, 'ready');");
    expect(written).toContain("logger.error({ err }, 'failed')");
  });

  it('say what fields are called: by the value, and by the name that they would get', async () => {
    const glossary = { 'user.id': 'accountId', uid: 'userId' };
    const text = 'console.log(`Signed in: ${user.id}`);\nconsole.log(`Signed out: ${uid}`);\n';
    const written = await shop({ glossary }, text).migrated('src/a.ts');
    expect(written).toContain(
      "logger.info({ accountId: user.id }, 'Signed in');\nlogger.info({ userId: uid }, 'Signed out');",
    );
  });

  it('take in kinds of file', async () => {
    const project = shop({ codemod: { include: ['scripts'] } }, '');
    project.write(
      'scripts/seed.ts',
      "import { logger } from '../src/logger.js';\nconsole.log(`Seeded ${n}`);\n",
    );
    expect((await project.run('.', '--check')).code).toBe(1);
  });

  it.each([
    [{ levels: { log: 'verbose' } }, '"verbose" of `levels.log`'],
    [{ codemod: { excludes: [] } }, 'Unknown key `codemod.excludes`: did you mean `exclude`?'],
    [{ messageStyle: 'templates' }, 'did you mean `template`?'],
    [{ glossary: { uid: 'user id' } }, 'of `glossary.uid`: write it like `userId`.'],
  ])('are told once where they are wrong: %j', async (observability, told) => {
    const { stderr } = await shop(observability, CALL).run('src', '--check');
    expect(stderr.split(told)).toHaveLength(2);
  });
});

describe('--logger', () => {
  it('says what an untyped logger is', async () => {
    const text = 'export function pay(order, logger) {\n  logger.info(`Order ${order.id} paid`);\n}\n';
    const project = service('pino', { 'src/a.js': text });
    expect((await project.run('src', '--check')).code).toBe(0);
    expect(await project.migrated('src/a.js', '--logger', 'pino')).toContain(
      "logger.info({ orderId: order.id }, 'Order {orderId} paid');",
    );
  });

  it('does not say what a name is that nothing declares', async () => {
    const text = 'export function pay(order) {\n  logger.info(`Order ${order.id} paid`);\n}\n';
    const project = service('pino', { 'src/a.js': text });
    expect((await project.run('src', '--check', '--logger', 'pino')).code).toBe(0);
  });

  it('says nothing more of it in a second run', async () => {
    const text =
      'export function pay(order) {\n  console.log(`Order ${order.id} paid`);\n  logger.info(`Order ${order.id} sent`);\n}\n';
    const project = service('pino', { 'src/a.js': text });
    await project.run('src', '--allow-dirty');
    const once = project.read('src/a.js');
    await project.run('src', '--allow-dirty', '--logger', 'pino');
    expect(project.read('src/a.js')).toBe(once);
  });

  it.each([
    ['./src/logger.ts#log', 'no export `log`; it has `logger`'],
    ['./src/logger.ts#default', 'no export `default`; it has `logger`'],
    ['./src/log.ts#log', 'no such module'],
  ])('--logger-import %s: %s', async (written, told) => {
    const { code, stderr } = await service('pino', { 'src/a.ts': CALL }).run(
      'src',
      '--logger-import',
      written,
      '--check',
    );
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(told) });
  });
});

describe('what installs the logging library', () => {
  const bare = (files: Readonly<Record<string, string | object>>) =>
    new Project({
      'package.json': { name: 'shop', dependencies: { express: '*' } },
      'src/a.js': CALL,
      ...files,
    });

  it.each([
    ['npm install pino', {}],
    ['npm install pino', { 'package-lock.json': '{}' }],
    ['pnpm add pino', { 'pnpm-lock.yaml': '' }],
    ['pnpm add -w pino', { 'pnpm-workspace.yaml': 'packages: []\n' }],
    ['yarn add pino', { 'yarn.lock': '' }],
    ['bun add pino', { 'bun.lock': '' }],
    [
      'yarn add pino',
      { 'package.json': { name: 'shop', packageManager: 'yarn@4.1.0', dependencies: { express: '*' } } },
    ],
  ])('%s', async (command, files: Record<string, string | object>) => {
    const { stdout } = await bare(files).run('src', '--dry-run');
    expect(stdout).toContain(`Install it: ${command}\n`);
  });

  it('is run by --install, and only when something is written', async () => {
    const project = bare({ 'pnpm-lock.yaml': '' });
    const bin = join(project.root, '.bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'pnpm'), '#!/bin/sh\necho "$@" >> pnpm-calls\n');
    chmodSync(join(bin, 'pnpm'), 0o755);
    const { PATH } = process.env;
    process.env.PATH = `${bin}${delimiter}${PATH ?? ''}`;
    try {
      await project.run('src', '--dry-run', '--install');
      expect(() => project.read('pnpm-calls')).toThrow();
      const { stdout } = await project.run('src', '--install');
      expect(stdout).toContain('Installed it: pnpm add pino\n');
    } finally {
      process.env.PATH = PATH;
    }
    expect(readFileSync(join(project.root, 'pnpm-calls'), 'utf8')).toBe('add pino\n');
  });
});
