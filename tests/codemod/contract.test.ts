import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
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
    expect(stderr).not.toMatch(/\n[^\S\n]+at /);
    expect(project.snapshot()).toEqual(before);
  });

  // Windows has neither links for everybody nor named pipes.
  it.skipIf(process.platform === 'win32').each([
    ['a path inside a file', 'README.md/0_0.js', 'not a directory'],
    ['a link to itself', 'loop', 'too many symbolic links'],
    ['a path through a link to itself', 'loop/a.js', 'too many symbolic links'],
    ['a long name', `${'a'.repeat(300)}.js`, 'the name is too long'],
    ['a NUL byte', 'src/a\0.js', 'a NUL byte in the path'],
    ['a named pipe', 'pipe.js', 'neither a file nor a folder'],
  ])('2 for %s, said in one line', async (_name, path, reason) => {
    const project = service('pino', { 'src/a.ts': CALL, 'README.md': '' });
    symlinkSync(join(project.root, 'loop'), join(project.root, 'loop'));
    execFileSync('mkfifo', [join(project.root, 'pipe.js')]);
    const { code, stdout, stderr } = await project.run('src', path);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`obs-codemod: ${path.replace('\0', '\\u0000')}: ${reason}\n`);
    expect(project.read('src/a.ts')).toBe(CALL);
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

  // Windows has no such modes.
  it.skipIf(process.platform === 'win32')('a file that cannot be read', async () => {
    const project = service('pino', { 'src/a.ts': CALL, 'src/b.ts': CALL });
    chmodSync(join(project.root, 'src/b.ts'), 0);
    const { code, stdout } = await project.runUnprivileged('src', '--allow-dirty');
    chmodSync(join(project.root, 'src/b.ts'), 0o644);
    expect(code).toBe(0);
    expect(stdout).toContain('skipped  src/b.ts: permission denied');
    expect(project.read('src/a.ts')).toContain('logger.info');
    expect(project.read('src/b.ts')).toBe(CALL);
  });

  it.skipIf(process.platform === 'win32')('links to themselves and named pipes', async () => {
    const project = service('pino', { 'src/a.ts': CALL });
    for (const path of ['.git', '.gitignore', 'src/loop', 'src/loop.ts', 'tsconfig.json'])
      symlinkSync(join(project.root, path), join(project.root, path));
    for (const path of ['src/pipe.ts', 'src/orders.ts']) execFileSync('mkfifo', [join(project.root, path)]);
    const { code, stdout } = await project.run('src', '--allow-dirty');
    expect(code).toBe(0);
    expect(stdout).toContain('1 call found in 2 files: 1 migrated in 1 file, 0 left alone.');
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

it('finds what React Router keeps on the server, and nothing else that is hidden', () => {
  const project = service('pino', {
    'src/a.ts': CALL,
    'src/.server/b.ts': CALL,
    'src/.server/deep/c.ts': CALL,
    'src/.cache/d.ts': CALL,
    'src/.server/.cache/e.ts': CALL,
  });
  const { files } = findFiles(['src'], project.root);
  expect(files.map((path) => relative(project.root, path).replaceAll('\\', '/'))).toEqual([
    'src/.server/b.ts',
    'src/.server/deep/c.ts',
    'src/a.ts',
    'src/logger.ts',
  ]);
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

describe('when it is killed in the middle', { timeout: 120_000 }, () => {
  const OLD = CALL.repeat(20);
  const NEW = `import { logger } from './logger.js';\n\n${"logger.info({ id }, 'up');\n".repeat(20)}`;
  const names = Array.from({ length: 120 }, (_, i) => `f${i}.ts`);
  const large = () => service('pino', Object.fromEntries(names.map((name) => [`src/${name}`, OLD] as const)));
  const written = (project: Project) => names.filter((name) => project.read(`src/${name}`) !== OLD);

  /** Runs the codemod until it has replaced some more files, and ends it there. */
  async function kill(project: Project, signal: 'SIGKILL' | 'SIGINT', after: number) {
    const child = await project.spawn('src', '--allow-dirty');
    const isOld = new Set(names.filter((name) => project.read(`src/${name}`) === OLD));
    const replaced = new Set<string>();
    const watcher = watch(join(project.root, 'src'), (_event, name) => {
      if (name === null || !isOld.has(name) || project.read(`src/${name}`) === OLD) return;
      replaced.add(name);
      if (replaced.size >= after) child.kill(signal);
    });
    const [, endedBy] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    watcher.close();
    return { endedBy, pid: child.pid };
  }

  /** Runs it on new projects until one was left half done, which is what the test is about. */
  async function leftHalfDone(signal: 'SIGKILL' | 'SIGINT', after: number) {
    for (let attempt = 1; attempt <= 5; attempt++) {
      const project = large();
      const { endedBy, pid } = await kill(project, signal, after);
      const count = written(project).length;
      if (endedBy === signal && count > 0 && count < names.length) return { project, pid };
    }
    throw new Error(`five runs were over before ${signal} came`);
  }

  it.each([1, 60])('every file is old or new, and the next run does the rest: %d', async (after) => {
    const { project } = await leftHalfDone('SIGKILL', after);
    for (const name of names) expect([OLD, NEW]).toContain(project.read(`src/${name}`));
    expect(readdirSync(join(project.root, 'src')).sort()).toEqual([...names, 'logger.ts'].sort());
    expect((await project.run('src', '--allow-dirty')).code).toBe(0);
    for (const name of names) expect(project.read(`src/${name}`)).toBe(NEW);
  });

  it('takes back what is on its way when the user ends it', async () => {
    const { project, pid } = await leftHalfDone('SIGINT', 1);
    for (const name of names) expect([OLD, NEW]).toContain(project.read(`src/${name}`));
    expect(readdirSync(join(project.root, 'src')).sort()).toEqual([...names, 'logger.ts'].sort());
    const waiting = readdirSync(tmpdir()).filter((name) => name.startsWith(`.obs-codemod-${pid}-`));
    expect(waiting).toEqual([]);
  });
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
      $schema: 'https://unpkg.com/obs-codemod/dist/schema/codemod-report.json',
      preview: true,
      summary: { scanned: 2, changed: 1, found: 2, migrated: 1, left: 1, skipped: 0 },
      reasons: [{ code: 'decoration', reason: 'it prints decoration', calls: 1 }],
      folders: [{ name: 'src', migrated: 1, left: 1 }],
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
            {
              id: expect.stringMatching(/^[\da-f]{12}$/),
              ...{ line: 1, column: 1, end: { line: 1, column: 22 } },
              ...{ call: "console.log('up', id)", excerpt: "console.log('up', id)" },
              written: "logger.info({ id }, 'up')",
            },
          ],
          left: [
            {
              id: expect.stringMatching(/^[\da-f]{12}$/),
              ...{ line: 2, column: 1, end: { line: 2, column: 20 } },
              ...{ call: "console.log('----')", excerpt: "console.log('----')" },
              code: 'decoration',
              reason: 'it prints decoration',
            },
          ],
        },
      ],
      skipped: [],
      next: [
        'Logger: pino (package.json depends on pino).',
        'Run without --dry-run or --check to write the changes.',
      ],
    });
  });

  it('has no colours and no progress in a pipe', async () => {
    const project = service('pino', { 'src/a.ts': CALL });
    const { stdout, stderr } = await project.run('src', '--dry-run');
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('prints the version of its package', async () => {
    const child = await new Project({}).spawn('--version');
    const [[code], stdout] = await Promise.all([once(child, 'close'), text(child.stdout!)]);
    const manifest = new URL('../../package.json', import.meta.url);
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    expect([code, stdout]).toEqual([0, `${version}\n`]);
  });

  it('prints help', async () => {
    const project = new Project({});
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
