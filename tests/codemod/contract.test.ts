import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { findFiles } from '../../src/codemod/files.js';
import { run } from '../../src/codemod/run.js';
import { Project, service } from './project.js';

const CALL = "console.log('up', id);\n";

describe('exit codes', () => {
  it('0 when done, 1 when --check would change something, 0 when it would not', async () => {
    const project = service('pino', { 'src/a.ts': CALL }).git();
    const before = project.snapshot();
    expect((await project.run('src', '--check')).code).toBe(1);
    expect(project.snapshot()).toEqual(before);
    expect((await project.run('src')).code).toBe(0);
    expect((await project.run('src', '--check')).code).toBe(0);
  });

  it.each<[string, string[], RegExp]>([
    [
      'an unknown logger',
      ['--logger', 'nope'],
      /^error: option '--logger <library>' argument 'nope' is invalid\. Allowed choices are pino/,
    ],
    ['an unknown flag', ['--what'], /^error: unknown option '--what'/],
    ['an unknown kind', ['--include', 'everything'], /Allowed choices are cli, scripts, tests, browser/],
    ['an import without a name', ['--logger-import', './src/logger.js'], /module#name/],
    [
      'an import that is not there',
      ['--logger-import', './src/none.js#logger'],
      /^obs-codemod: --logger-import \.\/src\/none\.js: no such module\n$/,
    ],
    ['a missing path', ['nowhere'], /^obs-codemod: nowhere: no such file or directory\n$/],
    [
      'a path that is no source',
      ['README.md'],
      /^obs-codemod: README\.md: not a JavaScript or TypeScript file\n$/,
    ],
  ])('2 for %s, said in one line, nothing written', async (_name, argv, message) => {
    const project = service('pino', { 'src/a.ts': CALL, 'README.md': '' }).git();
    const before = project.snapshot();
    const { code, stderr } = await project.run(...argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(project.snapshot()).toEqual(before);
  });

  it('2 for a dirty git tree, unless it is allowed', async () => {
    const project = service('pino', { 'src/a.ts': CALL }).git();
    project.write('notes.txt', 'mine');
    const { code, stderr } = await project.run('src');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'obs-codemod: the git tree has uncommitted changes; commit or stash them, or pass --allow-dirty\n',
    );
    expect((await project.run('src', '--dry-run')).code).toBe(0);
    expect((await project.run('src', '--allow-dirty')).code).toBe(0);
  });
});

describe('bad input is named, and the rest goes on', () => {
  it('outside git it runs, and says so once', async () => {
    const project = service('pino', { 'src/a.ts': CALL, 'src/b.ts': CALL });
    const { code, stderr } = await project.run('src');
    expect(code).toBe(0);
    expect(stderr).toBe('obs-codemod: not a git repository: the changes cannot be undone with git\n');
  });

  it('a file that does not parse', async () => {
    const project = service('pino', { 'src/a.ts': CALL, 'src/b.ts': `${CALL}\nconst = 1;\n` });
    const { code, stdout } = await project.run('src', '--allow-dirty');
    expect(code).toBe(0);
    expect(stdout).toContain('skipped  src/b.ts: line 3: Unexpected token\n');
    expect(project.read('src/a.ts')).toContain('logger.info');
    expect(project.read('src/b.ts')).toContain('console.log');
  });

  it('a file that is not UTF-8', async () => {
    const project = service('pino', { 'src/a.ts': CALL });
    const bytes = Buffer.from([...Buffer.from(CALL), 0xff, 0xfe]);
    writeFileSync(join(project.root, 'src/b.js'), bytes);
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(stdout).toContain('skipped  src/b.js: not valid UTF-8');
    expect(readFileSync(join(project.root, 'src/b.js'))).toEqual(bytes);
  });

  it('a file that cannot be read', async () => {
    const project = service('pino', { 'src/a.ts': CALL, 'src/b.ts': CALL });
    chmodSync(join(project.root, 'src/b.ts'), 0);
    // Root reads everything; what is checked then is that nothing is lost.
    const isRoot = process.getuid?.() === 0;
    const { code, stdout } = await project.run('src', '--allow-dirty');
    chmodSync(join(project.root, 'src/b.ts'), 0o644);
    expect(code).toBe(0);
    if (!isRoot) expect(stdout).toContain('skipped  src/b.ts: permission denied');
    expect(project.read('src/a.ts')).toContain('logger.info');
  });

  it('no package.json', async () => {
    const project = new Project({ 'src/a.mjs': CALL });
    const { code, stdout } = await project.run('src', '--allow-dirty');
    expect(code).toBe(0);
    expect(stdout).toContain('npm install pino');
    expect(project.read('src/a.mjs')).toContain("logger.info({ id }, 'up');");
  });

  it('a package.json that does not parse', async () => {
    const project = new Project({ 'package.json': '{ "name": ', 'src/a.mjs': CALL });
    expect((await project.run('src', '--allow-dirty')).code).toBe(0);
  });

  it('links in circles, and links out of the given folder', async () => {
    const outside = service('pino', { 'src/out.ts': CALL });
    const project = service('pino', { 'src/a.ts': CALL });
    symlinkSync(join(project.root, 'src'), join(project.root, 'src/again'));
    symlinkSync(join(outside.root, 'src'), join(project.root, 'src/away'));
    symlinkSync(join(outside.root, 'src/out.ts'), join(project.root, 'src/linked.ts'));
    const { code } = await project.run('src', '--allow-dirty');
    expect(code).toBe(0);
    expect(outside.read('src/out.ts')).toBe(CALL);
    expect(project.read('src/a.ts')).toContain('logger.info');
  });

  it('a huge file and one of a single long line', async () => {
    const project = service('pino', {
      'src/big.ts': `${'export const x = 1;\n'.repeat(1)}${"console.log('line', process.pid);\n".repeat(3000)}`,
      'src/bundle.js': `console.log('x', 1);${'var a=1;'.repeat(20_000)}`,
    });
    const { stdout } = await project.run('src', '--allow-dirty', '--format', 'json');
    expect(JSON.parse(stdout).summary).toMatchObject({ migrated: 3000, left: 1 });
  });
});

it('leaves a file alone that changed on disk during the run', async () => {
  const project = service('pino', { 'src/a.ts': CALL, 'src/b.ts': CALL });
  const edited = `${CALL}// edited by hand\n`;
  const result = await run({
    found: findFiles(['src'], project.root),
    cwd: project.root,
    logger: undefined,
    loggerImport: undefined,
    include: [],
    preview: false,
    onProgress: (done, total) => {
      if (done === total) project.write('src/a.ts', edited);
    },
  });
  expect(result.problems).toEqual([
    { path: join(project.root, 'src/a.ts'), reason: 'changed on disk during the run; left alone' },
  ]);
  expect(project.read('src/a.ts')).toBe(edited);
  expect(project.read('src/b.ts')).toContain('logger.info');
});

it('keeps the mode of a file', async () => {
  const project = service('pino', { 'src/a.ts': CALL });
  chmodSync(join(project.root, 'src/a.ts'), 0o755);
  await project.run('src', '--allow-dirty');
  expect(statSync(join(project.root, 'src/a.ts')).mode & 0o777).toBe(0o755);
});

it('leaves every file old or new when it is killed', { timeout: 60_000 }, async () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`src/f${i}.ts`, CALL.repeat(20)]));
  const project = service('pino', files);
  const old = CALL.repeat(20);
  const made = `import { logger } from './logger.js';\n\n${"logger.info({ id }, 'up');\n".repeat(20)}`;
  const cli = join(import.meta.dirname, '../../node_modules/.bin/tsx');
  const script = join(import.meta.dirname, '../../src/codemod/bin.ts');
  for (const delay of [700, 900, 1100, 1300, 1500]) {
    await promisify(execFile)(cli, [script, 'src', '--allow-dirty'], {
      cwd: project.root,
      timeout: delay,
      killSignal: 'SIGKILL',
    }).catch(() => undefined);
    for (const path of Object.keys(files)) expect([old, made]).toContain(project.read(path));
  }
});

describe('reports', () => {
  it('a dry run prints unified diffs and writes nothing', async () => {
    const project = service('pino', { 'src/a.ts': CALL }).git();
    const { stdout } = await project.run('src', '--dry-run');
    expect(stdout).toContain(
      [
        '--- src/a.ts',
        '+++ src/a.ts',
        '@@ -1,1 +1,3 @@',
        "-console.log('up', id);",
        "+import { logger } from './logger.js';",
        '+',
        "+logger.info({ id }, 'up');",
        '',
      ].join('\n'),
    );
    expect(project.read('src/a.ts')).toBe(CALL);
  });

  it('names every call left alone with its place and the reason', async () => {
    const project = service('pino', { 'src/a.ts': `${CALL}console.log('----');\n` });
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(stdout).toContain(
      "left alone  1 call: it prints decoration\n  src/a.ts:2:1  console.log('----')\n",
    );
    expect(stdout).toContain('2 calls found in 2 files: 1 migrated in 1 file, 1 left alone.');
  });

  it('the JSON report holds all of it', async () => {
    const project = service('pino', { 'src/a.ts': `${CALL}console.log('----');\n` });
    const { stdout } = await project.run('src', '--check', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      preview: true,
      summary: { scanned: 2, changed: 1, found: 2, migrated: 1, left: 1, skipped: 0 },
      loggers: [
        {
          package: '.',
          library: 'pino',
          because: 'package.json depends on pino',
          code: 'library-dependency',
          module: 'src/logger.ts',
          name: 'logger',
        },
      ],
      created: [],
      files: [
        {
          path: 'src/a.ts',
          changed: true,
          migrated: [
            { line: 1, column: 1, call: "console.log('up', id)", written: "logger.info({ id }, 'up')" },
          ],
          left: [
            {
              line: 2,
              column: 1,
              call: "console.log('----')",
              code: 'decoration',
              reason: 'it prints decoration',
            },
          ],
        },
      ],
      skipped: [],
    });
  });

  it('has no colours and no progress in a pipe', async () => {
    const project = service('pino', { 'src/a.ts': CALL });
    const { stdout, stderr } = await project.run('src', '--dry-run');
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('prints help and version', async () => {
    const project = new Project({});
    expect(await project.run('--version')).toMatchObject({ code: 0, stdout: '0.0.0\n' });
    const { code, stdout } = await project.run('--help');
    expect(code).toBe(0);
    for (const flag of [
      '--logger',
      '--logger-import',
      '--dry-run',
      '--check',
      '--format',
      '--include',
      '--allow-dirty',
    ]) {
      expect(stdout).toContain(flag);
    }
  });
});
