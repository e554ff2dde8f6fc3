import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/codemod/parser.js';
import { Project, service } from './project.js';

const CALL = "console.log('up', id);\n";
const MIGRATED = "import { logger } from './logger.js';\n\nlogger.info({ id }, 'up');\n";

describe('every output parses', () => {
  const migrated = async (text: string, path = 'src/a.ts') => {
    const project = service('pino', { [path]: text });
    const { stdout } = await project.run('src', '--allow-dirty');
    const after = project.read(path);
    expect(() => parseFile(after, path)).not.toThrow();
    await project.run('src', '--allow-dirty');
    expect(project.read(path)).toBe(after);
    return { after, stdout };
  };
  const LOGGER = "import { logger } from './logger.js';\n";

  it('where an error alone has another beside it that a text says more of', async () => {
    const { after } = await migrated(
      "export function syncOrders() {\n  try {\n    open();\n  } catch (err) {\n    console.error(err);\n  }\n  try {\n    send();\n  } catch (err) {\n    console.log('Sending failed.');\n    console.log(err);\n  }\n}\n",
    );
    expect(after).toContain("logger.error({ err }, 'syncOrders failed');");
    expect(after).toContain("logger.error({ err }, 'Sending failed.');");
  });

  it.each([
    ["import { format } from 'node:util';\n", "logger.info(format('x %s', ...args));\n"],
    ["import { format } from 'node:util';\n", "logger.info(format('x %s %s', a, ...args));\n"],
    ["import util from 'node:util';\n", "logger.info('sent ' + util.format('x %s', ...args));\n"],
    ["import util from 'node:util';\n", "console.log(util.format('x %s', ...args), b);\n"],
  ])('where values are spread into a format: %s%s', async (imports, call) => {
    const { after, stdout } = await migrated(imports + LOGGER + call);
    expect(after).toBe(imports + LOGGER + call);
    expect(stdout).toContain('left alone  1 call: its arguments are spread from an array\n');
  });

  it('where a key has a line break or a quote', async () => {
    const { after } = await migrated(
      `${LOGGER}logger.info('order: ' + b, { 'x\\ny': 1, "it's": 2, 'a\\\\b': 3 });\n`,
    );
    expect(after).toBe(
      `${LOGGER}logger.info({ order: b, 'x\\u000ay': 1, "it's": 2, 'a\\\\b': 3 }, 'order');\n`,
    );
  });

  it.each<[string, string, string]>([
    [
      'in an argument',
      "logger.info('out ' + a, logger.info('order: ' + b));",
      "logger.info('out ' + a, logger.info({ order: b }, 'order'));",
    ],
    [
      'in a callback',
      "logger.info(`out ${list.map((x) => console.log('order: ' + x))}`);",
      "logger.info(`out ${list.map((x) => logger.info({ order: x }, 'order'))}`);",
    ],
    [
      'in the receiver',
      "logger.child({ a: logger.info('order: ' + a) }).info('out ' + b);",
      "logger.child({ a: logger.info({ order: a }, 'order') }).info('out ' + b);",
    ],
    [
      'in the console',
      "console.log('out ' + a, console.warn('order: ' + b));",
      "console.log('out ' + a, logger.warn({ order: b }, 'order'));",
    ],
  ])('where a log call stands %s of another', async (_name, before, after) => {
    const { after: text, stdout } = await migrated(`${LOGGER}${before}\n`);
    expect(text).toBe(`${LOGGER}${after}\n`);
    expect(stdout).toContain('left alone  1 call: another log call stands inside it\n');
  });
});

describe('names of files and packages in code', () => {
  const nest = (files: Readonly<Record<string, string>>) =>
    new Project({
      'package.json': { name: 'service', dependencies: { '@nestjs/common': '*' } },
      ...files,
    });

  it.each([
    ["it's.ts", `new Logger("it's")`],
    ['a\\b.ts', "new Logger('a\\\\b')"],
    ['a\nb.ts', "new Logger('a\\u000ab')"],
    [`"'.ts`, `new Logger('"\\'')`],
  ])("the name of a file's logger: %j", async (name, made) => {
    const project = nest({ [`src/${name}`]: CALL });
    await project.run('src', '--allow-dirty');
    const text = project.read(`src/${name}`);
    expect(text).toContain(made);
    expect(() => parseFile(text, 'a.ts')).not.toThrow();
  });

  it.each(["it's", '$&', "$'", 'a\\b', 'a\nb'])('the name of a package: %j', async (name) => {
    const project = new Project({
      'package.json': { name, type: 'module', dependencies: { bunyan: '*' } },
      'src/a.ts': CALL,
    });
    await project.run('src', '--allow-dirty');
    const text = project.read('src/logger.ts');
    const { body } = parseFile(text, 'logger.ts').ast;
    const made = body[1]?.type === 'ExportNamedDeclaration' ? body[1].declaration : undefined;
    const init = made?.type === 'VariableDeclaration' ? made.declarations[0]?.init : undefined;
    const options = init?.type === 'CallExpression' ? init.arguments[0] : undefined;
    const [first] = options?.type === 'ObjectExpression' ? options.properties : [];
    expect(first).toMatchObject({ value: { value: name } });
  });

  it('a folder in the specifier of an import', async () => {
    const project = new Project({
      'package.json': { name: 'service', type: 'module', dependencies: { pino: '*' } },
      "src/it's/logger.ts": "import { pino } from 'pino';\nexport const logger = pino();\n",
      'src/a.ts': CALL,
    });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/a.ts')).toMatch(/^import \{ logger \} from "\.\/it's\/logger\.js";\n/);
  });

  it.each(['a\\b', '50%', 'a#b', 'a?b'])('a folder that no import can name: %j', async (folder) => {
    const project = new Project({
      'package.json': { name: 'service', type: 'module', dependencies: { pino: '*' } },
      [`src/${folder}/logger.ts`]: "import { pino } from 'pino';\nexport const logger = pino();\n",
      [`src/${folder}/b.ts`]: CALL,
      'src/a.ts': CALL,
    });
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(project.read('src/a.ts')).toBe(CALL);
    expect(stdout).toContain(`: the logger's path cannot be imported: ./${folder}/logger.js\n`);
    expect(project.read(`src/${folder}/b.ts`)).toBe(MIGRATED);
  });
});

describe('nothing is written where it was not asked for', () => {
  it('a new module into a folder that leads out', async () => {
    const outside = new Project({ 'keep.txt': '' });
    const project = new Project({ 'package.json': { name: 'service', type: 'module' }, 'a.ts': CALL });
    symlinkSync(outside.root, join(project.root, 'src'));
    await project.run('.', '--allow-dirty');
    expect(readdirSync(outside.root)).toEqual(['keep.txt']);
    expect(project.read('logger.ts')).toContain('pino');
    expect(project.read('a.ts')).toBe(MIGRATED);
  });

  it.each(['logger.ts', 'logger.js'])(
    'a new module in place of a link that leads nowhere: %s',
    async (name) => {
      const project = new Project({ 'package.json': { name: 'service', type: 'module' }, 'src/a.ts': CALL });
      const path = join(project.root, 'src', name);
      symlinkSync('/nowhere/at/all.ts', path);
      await project.run('src', '--allow-dirty');
      expect(readlinkSync(path)).toBe('/nowhere/at/all.ts');
      expect(project.read('src/structured-logger.ts')).toContain('pino');
    },
  );

  it('what is given through a link is there, and nothing beside it', async () => {
    const project = service('pino', { 'src/a.ts': CALL, 'src/lib/b.ts': CALL });
    symlinkSync(join(project.root, 'src/lib'), join(project.root, 'given'));
    await project.run('given', '--allow-dirty');
    expect(project.read('src/a.ts')).toBe(CALL);
    expect(project.read('src/lib/b.ts')).toContain('logger.info');
  });

  it('no file that imports a module which could not be created', async () => {
    const project = new Project({ 'package.json': { name: 'service', type: 'module' }, 'src/a.ts': CALL });
    const before = project.snapshot();
    chmodSync(join(project.root, 'src'), 0o555);
    const { stdout } = await project.runUnprivileged('src', '--allow-dirty');
    chmodSync(join(project.root, 'src'), 0o755);
    expect(project.snapshot()).toEqual(before);
    expect(stdout).toContain('skipped  src/logger.ts: permission denied\n');
    expect(stdout).toContain('skipped  src/a.ts: its logger module could not be created; left alone\n');
  });

  it.each([0o444, 0o555])('a file that is read-only: %o', async (mode) => {
    const project = service('pino', { 'src/a.ts': CALL, 'src/b.ts': CALL });
    chmodSync(join(project.root, 'src/a.ts'), mode);
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(stdout).toContain('skipped  src/a.ts: read-only; left alone\n');
    expect(project.read('src/a.ts')).toBe(CALL);
    expect(project.read('src/b.ts')).toBe(MIGRATED);
    expect(lstatSync(join(project.root, 'src/a.ts')).mode & 0o777).toBe(mode);
  });
});

describe('git', () => {
  const REFUSED =
    /^obs-codemod: the git tree (\S+ )?has uncommitted changes; commit or stash them, or pass --allow-dirty\n$/;

  it('every tree is asked that a file is in', async () => {
    const clean = service('pino', { 'src/a.ts': CALL }).git();
    const project = new Project({});
    for (const name of ['one', 'two']) {
      mkdirSync(join(project.root, name));
      execFileSync('cp', ['-r', `${clean.root}/.`, join(project.root, name)]);
    }
    expect((await project.run('one', 'two', '--check')).code).toBe(1);
    project.write('two/notes.txt', 'mine');
    for (const paths of [['one', 'two'], ['two', 'one'], ['.']]) {
      const { code, stderr } = await project.run(...paths);
      expect(code).toBe(2);
      expect(stderr).toBe(
        'obs-codemod: the git tree two has uncommitted changes; commit or stash them, or pass --allow-dirty\n',
      );
    }
    expect((await project.run('one')).code).toBe(0);
  });

  it('says that some files are in none', async () => {
    const project = new Project({ 'package.json': { name: 'service', type: 'module' }, 'src/a.ts': CALL });
    const clean = service('pino', { 'src/a.ts': CALL }).git();
    const { code, stderr } = await project.run('src', join(clean.root, 'src'));
    expect(code).toBe(0);
    expect(stderr).toBe(
      'obs-codemod: some files are in no git repository: the changes cannot be undone with git\n',
    );
  });

  it('a tree with more than a megabyte of changes is dirty', async () => {
    const project = service('pino', { 'src/a.ts': CALL }).git();
    for (let i = 0; i < 6000; i++) writeFileSync(join(project.root, `${'x'.repeat(180)}${i}.txt`), '');
    const { code, stderr } = await project.run('src');
    expect(code).toBe(2);
    expect(stderr).toMatch(REFUSED);
  });

  it('a tree that git cannot be asked about is refused in one line, unless it is allowed', async () => {
    const project = service('pino', { 'src/a.ts': CALL }).git();
    const { PATH } = process.env;
    process.env.PATH = '';
    try {
      const { code, stderr } = await project.run('src');
      expect(code).toBe(2);
      expect(stderr).toBe(
        'obs-codemod: cannot see whether the git tree has uncommitted changes (git is not installed); pass --allow-dirty to go on\n',
      );
      expect(await project.run('src', '--allow-dirty')).toMatchObject({ code: 0, stderr: '' });
      const none = service('pino', { 'src/a.ts': CALL });
      expect(await none.run('src')).toMatchObject({ code: 0 });
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('runs no command of the repository', async () => {
    const project = service('pino', { 'src/a.ts': CALL, '.gitattributes': '* filter=mine\n' }).git();
    const mark = join(realpathSync(mkdtempSync(join(tmpdir(), 'ran-'))), 'mark');
    const script = join(project.root, '.git/run.sh');
    writeFileSync(script, `#!/bin/sh\necho "$0" >> ${mark}\ncat\n`);
    chmodSync(script, 0o755);
    const hooks = join(project.root, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const hook of ['post-index-change', 'fsmonitor-watchman', 'reference-transaction'])
      execFileSync('cp', [script, join(hooks, hook)]);
    const git = (...args: string[]) => execFileSync('git', ['-C', project.root, ...args]);
    git('config', 'core.fsmonitor', script);
    git('config', 'filter.mine.clean', script);
    git('config', 'filter.mine.process', script);
    git('config', 'core.pager', script);
    // What has changed on disk since the index was written is converted to be compared.
    const { root } = project;
    writeFileSync(join(root, 'src/a.ts'), CALL);
    writeFileSync(join(root, 'src/logger.ts'), project.read('src/logger.ts'));
    const { stderr } = await project.run('src');
    expect(stderr).toBe('');
    expect(existsSync(mark)).toBe(false);
    // The same question asked plainly runs some: the test can fail.
    writeFileSync(join(root, 'src/a.ts'), CALL);
    execFileSync('git', ['-C', root, 'status', '--porcelain'], { stdio: 'ignore' });
    expect(existsSync(mark)).toBe(true);
  });
});

describe('what is printed of the tree', () => {
  // A name may hold anything but a slash and NUL.
  const NAME = 'a\u001b[2J\u009b1m\u202e\u2028\nx.ts';
  const SHOWN = 'a\\u001b[2J\\u009b1m\\u202e\\u2028\\nx.ts';
  const SOURCE = "console.log('\u001b[31mred\u202e', id);\nconsole.log('----\u001b]0;x\u0007');\n";
  const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

  it.each([
    ['the report', []],
    ['a preview', ['--dry-run']],
    ['JSON', ['--dry-run', '--format', 'json']],
  ])('has nothing that a terminal obeys: %s', async (_name, argv) => {
    const project = service('pino', { [`src/${NAME}`]: SOURCE, [`src/b${NAME}`]: 'console.log(' });
    const { stdout, stderr } = await project.run('src', '--allow-dirty', ...argv);
    expect(stdout + stderr).not.toMatch(OBEYED);
    if (argv.includes('json')) expect(JSON.parse(stdout).files[0].path).toBe(`src/${NAME}`);
    else expect(stdout).toContain(`src/${SHOWN}`);
  });

  it('an error', async () => {
    const project = service('pino', { [`src/${NAME}`.replace('.ts', '.txt')]: '' });
    const { stderr } = await project.run(`src/${NAME}`.replace('.ts', '.txt'));
    expect(stderr).not.toMatch(OBEYED);
    expect(stderr.split('\n')).toHaveLength(2);
  });
});
