import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { Project, service } from './project.js';

const PAID = 'console.log(`Order ${order.id} paid`);\n';
const schema = JSON.parse(
  readFileSync(new URL('../../schema/codemod-report.json', import.meta.url), 'utf8'),
) as object;
const isReport = new Ajv({ allErrors: true, strict: false }).compile(schema);

/** A repository of two services, one of which has an owner of its own. */
function shop(): Project {
  const manifest = { type: 'module', dependencies: { pino: '*', express: '*' } };
  const logger = "import { pino } from 'pino';\nexport const logger = pino();\n";
  return new Project({
    'package.json': { name: 'shop', private: true, workspaces: ['services/*'] },
    CODEOWNERS:
      '# who answers\n* @acme/platform\n/services/orders/ @acme/orders @acme/money\n/services/orders/src/legacy/\n',
    'services/orders/package.json': { name: 'orders', ...manifest },
    'services/orders/src/logger.ts': logger,
    'services/orders/src/a.ts': `${PAID}console.log('-----');\nconsole.log('-----');\n`,
    'services/orders/src/legacy/b.ts': PAID,
    'services/users/package.json': { name: 'users', ...manifest },
    'services/users/src/logger.ts': logger,
    'services/users/src/a.ts': `${PAID}${PAID}console.log('users', users);\n`,
  });
}

describe('the text report', () => {
  it('counts by reason first, then by folder and owner', async () => {
    const { stdout } = await shop().run('.', '--check');
    expect(stdout.slice(stdout.indexOf('left alone'))).toBe(`left alone  2 calls: it prints decoration
  services/orders/src/a.ts:2:1  console.log('-----')
  services/orders/src/a.ts:3:1  console.log('-----')

By folder
  services/orders      2 migrated      2 left
  services/users       3 migrated      0 left

By owner
  @acme/money         1 migrated      2 left
  @acme/orders        1 migrated      2 left
  @acme/platform      3 migrated      0 left
  (nobody)            1 migrated      0 left

7 calls found in 5 files: 5 would be migrated in 3 files, 2 left alone.

Next:
  - Logger in services/orders: pino (package.json depends on pino).
  - Logger in services/users: pino (package.json depends on pino).
  - Run without --dry-run or --check to write the changes.
`);
  });

  it('lists a few calls of each reason: a file holds all of them', async () => {
    const project = service('pino', { 'src/a.ts': "console.log('-----');\n".repeat(50) });
    const { stdout } = await project.run('src', '--check', '--report', 'left.md');
    expect(stdout).toContain(
      "  src/a.ts:20:1  console.log('-----')\n  … and 30 more; --report left.md lists all\n",
    );
    expect(project.read('left.md').match(/^- `src\/a\.ts:\d+`/gm)).toHaveLength(50);
  });
});

describe('the steps at its end', () => {
  const steps = async (project: Project, ...argv: readonly string[]) => {
    const { stdout } = await project.run('.', '--check', '--format', 'json', ...argv);
    return (JSON.parse(stdout) as { next: string[] }).next;
  };

  it('name the setting for a logger whose contract is unknown', async () => {
    const project = service('pino', {
      'src/a.ts':
        "import { log } from '@acme/log';\nlog.info(`Order ${id} paid`);\nlog.warn(`Order ${id} late`);\n",
    });
    expect(await steps(project)).toContain(
      '2 calls use `log` of @acme/log, whose contract is unknown: say it in package.json, for example "observability": { "loggers": [{ "from": "@acme/log", "name": "log", "call": "info(message, fields)" }] }.',
    );
  });

  it('show how it is called', async () => {
    const project = service('pino', {
      'src/log.ts': `class Logger {
  info(module: string, msg: unknown) { this.log(module, msg, 'info'); }
  warn(module: string, msg: unknown) { this.log(module, msg, 'warn'); }
  error(module: string, msg: unknown) { this.log(module, msg, 'error'); }
  log(module: string, msg: unknown, level: string) { if (level) sink.write(module + msg); }
}
export const log = new Logger();
`,
      'src/a.ts':
        "import { log } from './log';\nlog.info('orders', `Order ${id} paid`);\nlog.warn('orders', `Order ${id} late`);\n",
      'src/b.ts': "import { log } from '@acme/log';\nlog.info({ id }, `Order ${id} paid`);\n",
    });
    expect(await steps(project)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^2 calls use `log` of \.\/src\/log\.ts, which is not seen to write fields: have it take some, .*"call": "info\(context, message, fields\)"/,
        ),
        expect.stringContaining('"from": "@acme/log", "name": "log", "call": "info(fields, message)"'),
      ]),
    );
  });

  it('name tests that look at the console', async () => {
    const project = service('pino', {
      'src/a.ts': PAID,
      'test/a.test.ts': "jest.spyOn(console, 'log').mockImplementation(() => {});\n",
      'test/b.test.ts': "import { vi } from 'vitest';\nconsole.error = vi.fn();\n",
      'test/c.test.ts': "console.log('running');\n",
    });
    expect(await steps(project)).toContainEqual(
      '2 tests spy on the console (test/a.test.ts, test/b.test.ts): what is logged now is not printed there.',
    );
  });

  it('name tests that check what a logger is called with, where its calls change', async () => {
    const checks = {
      'test/a.test.ts': "expect(logger.info).toHaveBeenCalledWith('Order 7 paid');\n",
      'test/b.test.ts':
        'expect(\n  this.mockLogger.warn,\n).not.toHaveBeenLastCalledWith(expect.any(String));\n',
      'test/c.test.ts': "sinon.assert.calledWith(logger.error, 'Order 7 late');\n",
      'test/d.test.ts': 'expect(logger.info.mock.calls[0][0]).toBe(1);\n',
      'test/e.test.ts':
        'expect(logger.info).toHaveBeenCalled();\nexpect(catalogue.info).toHaveBeenCalledWith(1);\n',
    };
    const records = "import { logger } from './logger.js';\nlogger.info(`Order ${id} paid`);\n";
    expect(await steps(service('pino', { 'src/a.ts': records, ...checks }))).toContain(
      '4 tests check what a logger is called with (test/a.test.ts, test/b.test.ts, test/c.test.ts, test/d.test.ts): records that are written otherwise fail them.',
    );
    const { stdout } = await service('pino', { 'src/a.ts': records, ...checks }).run(
      ...['src/a.ts', 'test/a.test.ts', '--check'],
    );
    expect(stdout).toContain('test/a.test.ts checks what a logger is called with');
    // What was printed is no record that a test has checked.
    expect(await steps(service('pino', { 'src/a.ts': PAID, ...checks }))).not.toContainEqual(
      expect.stringContaining('check what a logger'),
    );
  });

  it('name the one test that looks at the console, and five of many', async () => {
    const spy = "jest.spyOn(console, 'log').mockImplementation(() => {});\n";
    const one = service('pino', { 'src/a.ts': PAID, 'test/a.test.ts': spy });
    expect(await steps(one)).toContain(
      'test/a.test.ts spies on the console: what is logged now is not printed there.',
    );
    const seven = Object.fromEntries([...'abcdefg'].map((name) => [`test/${name}.test.ts`, spy]));
    expect(await steps(service('pino', { 'src/a.ts': PAID, ...seven }))).toContain(
      `7 tests spy on the console (${[...'abcde'].map((name) => `test/${name}.test.ts`).join(', ')} and 2 others): what is logged now is not printed there.`,
    );
  });

  it('name kinds of file that could be taken in', async () => {
    const project = service('pino', { 'scripts/seed.ts': `${PAID}${PAID}`, 'src/a.ts': PAID });
    expect(await steps(project)).toContain(
      '2 calls are in scripts, seeds and migrations: --include scripts takes them in.',
    );
    expect(await steps(project, '--include', 'scripts')).not.toContainEqual(
      expect.stringContaining('--include'),
    );
  });

  it('ask to review what may be a secret, which is not migrated', async () => {
    const project = service('pino', { 'src/a.ts': 'console.log(`Signed in with ${password}`);\n' });
    expect(await steps(project)).toContain('1 call may log a secret: review it first.');
    expect((await project.run('src', '--check')).code).toBe(0);
  });

  it('are five at most of those', async () => {
    const loggers = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const project = service('pino', {
      'src/a.ts': loggers
        .map(
          (name, i) =>
            `import { log as ${name} } from '@acme/${name}';\n${`${name}.info(\`x \${y} z\`);\n`.repeat(i + 1)}`,
        )
        .join(''),
    });
    const found = (await steps(project)).filter((step) => step.includes('contract is unknown'));
    expect(found.map((step) => /^\d calls use `log` of (\S+),/.exec(step)?.[1])).toEqual(
      ['g', 'f', 'e', 'd', 'c'].map((name) => `@acme/${name}`),
    );
  });
});

describe('the JSON report', () => {
  it.each([
    ['of a preview', ['--check']],
    ['of a run', []],
    ['of a check of types', ['--check', '--verify']],
    ['of what is taken in', ['--check', '--include', 'tests,scripts']],
  ])('%s is as its schema says', async (_, flags) => {
    const project = shop();
    project.write('services/users/src/broken.ts', 'console.log(');
    project.write('services/new/package.json', { name: 'new', dependencies: { express: '*' } });
    project.write('services/new/src/a.js', PAID);
    project.write('services/new/src/log.test.js', PAID);
    const { stdout } = await project.run('.', '--allow-dirty', '--format', 'json', ...flags);
    const report: unknown = JSON.parse(stdout);
    expect(isReport(report) ? [] : isReport.errors).toEqual([]);
    expect(report).toMatchObject({
      created: ['services/new/src/logger.js'],
      skipped: [{ path: 'services/users/src/broken.ts' }],
    });
  });

  it('has ids that stay when lines are added, and tell the same calls of one file apart', async () => {
    const project = service('pino', { 'src/a.ts': `${PAID}${PAID}`, 'src/b.ts': PAID });
    const ids = async () => {
      const { stdout } = await project.run('src', '--check', '--format', 'json');
      const { files } = JSON.parse(stdout) as { files: { migrated: { id: string }[] }[] };
      return files.flatMap(({ migrated }) => migrated.map(({ id }) => id));
    };
    const before = await ids();
    expect(new Set(before).size).toBe(3);
    project.write('src/a.ts', `export const added = 1;\n\n${PAID}${PAID}`);
    expect(await ids()).toEqual(before);
  });

  it('holds excerpts whole, with where they end', async () => {
    const long = `console.log(\n  'a very long text that is cut in the list of calls that a person reads',\n  { first, second },\n  'and more of it',\n);\n`;
    const { stdout } = await service('pino', { 'src/a.ts': long }).run('src', '--check', '--format', 'json');
    const { files } = JSON.parse(stdout) as { files: { migrated: object[]; left: object[] }[] };
    expect(files.flatMap(({ migrated, left }) => [...migrated, ...left])).toMatchObject([
      { excerpt: long.slice(0, -2), line: 1, column: 1, end: { line: 5, column: 2 } },
    ]);
  });
});

describe('--report', () => {
  it('writes each format by the name of its file, beside what is printed', async () => {
    const project = shop();
    const names = ['report.json', 'report.md', 'report.sarif'];
    const { stdout } = await project.run('.', '--check', ...names.flatMap((name) => ['--report', name]));
    expect(stdout).toContain('5 would be migrated');
    const [json = '', markdown = '', sarif = ''] = names.map((name) => project.read(name));
    expect(isReport(JSON.parse(json))).toBe(true);
    expect(markdown).toContain('**5 of 7 calls** would be migrated in 3 files, 2 left alone.');
    expect(markdown).toContain('| 2 | it prints decoration |');
    expect(markdown).toContain('| `@acme/platform` | 3 | 0 |');
    expect((JSON.parse(sarif) as Log).version).toBe('2.1.0');
  });

  it('refuses a name of no format, and says what cannot be written', async () => {
    const project = shop();
    expect(await project.run('.', '--check', '--report', 'report.html')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Its name ends in .json, .md or .sarif.'),
    });
    expect(await project.run('.', '--check', '--report', 'no/such/report.md')).toMatchObject({
      code: 2,
      stderr: 'obs-codemod: --report no/such/report.md: no such file or directory\n',
    });
  });
});

describe('the Markdown report', () => {
  it('keeps what code says as code', async () => {
    const project = service('pino', { 'src/a|b.ts': 'console.log(`----`);\nconsole.log("<b>", ...rest);\n' });
    const { stdout } = await project.run('src', '--check', '--format', 'md');
    expect(stdout).toContain('- `src/a\\|b.ts:1` ``console.log(`----`)``: it prints decoration\n');
    expect(stdout).toContain('- `src/a\\|b.ts:2` `console.log("<b>", ...rest)`: ');
  });
});

describe('the GitLab report', () => {
  it('has a finding for each call, told apart where the text is the same', async () => {
    const { stdout, code } = await shop().run('services/orders', '--check', '--format', 'gitlab');
    const report = JSON.parse(stdout) as { check_name: string; severity: string; fingerprint: string }[];
    expect(code).toBe(1);
    expect(report.map(({ check_name: rule, severity }) => [rule, severity])).toEqual([
      ['print-style-logging', 'minor'],
      ['decoration', 'info'],
      ['decoration', 'info'],
      ['print-style-logging', 'minor'],
    ]);
    expect(report[0]).toMatchObject({
      description: "Would become `logger.info({ orderId: order.id }, 'Order {orderId} paid')`.",
      location: { path: 'services/orders/src/a.ts', lines: { begin: 1 } },
    });
    expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });
});

describe('the SARIF report', () => {
  it('has a warning for each call that would be migrated and a note for each that is left, with its whole region', async () => {
    const { stdout } = await shop().run('services/orders', '--check', '--format', 'sarif');
    const [run] = (JSON.parse(stdout) as Log).runs;
    const { rules = [] } = run?.tool.driver ?? {};
    expect(rules.map(({ id }) => id)).toEqual(['decoration', 'print-style-logging']);
    expect(run?.results?.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level])).toEqual([
      ['print-style-logging', 1, 'warning'],
      ['decoration', 0, 'note'],
      ['decoration', 0, 'note'],
      ['print-style-logging', 1, 'warning'],
    ]);
    expect(run?.results?.[0]).toMatchObject({
      message: { text: "Would become `logger.info({ orderId: order.id }, 'Order {orderId} paid')`." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'services/orders/src/a.ts', uriBaseId: 'ROOT' },
            region: {
              startLine: 1,
              startColumn: 1,
              endLine: 1,
              endColumn: 38,
              snippet: { text: PAID.slice(0, -2) },
            },
          },
        },
      ],
      partialFingerprints: { 'obsCodemod/v1': expect.stringMatching(/^[\da-f]{12}$/) },
    });
  });

  it('names the files that could not be read', async () => {
    const project = service('pino', { 'src/a.ts': 'console.log(' });
    const { stdout } = await project.run('src', '--check', '--format', 'sarif');
    expect((JSON.parse(stdout) as Log).runs[0]?.invocations?.[0]?.toolExecutionNotifications).toMatchObject([
      { level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'src/a.ts' } } }] },
    ]);
  });
});

describe('CODEOWNERS', () => {
  const ownersIn = async (codeowners: string, path: string) => {
    const project = service('pino', { '.github/CODEOWNERS': codeowners, [path]: PAID });
    const { stdout } = await project.run('.', '--check', '--format', 'json');
    return (JSON.parse(stdout) as { files: { owners?: string[] }[] }).files[0]?.owners ?? [];
  };

  it.each([
    ['the last pattern counts', '* @a\n*.ts @b\n', 'src/x.ts', ['@b']],
    ['a folder is all that is in it', 'src/ @a\n', 'src/deep/x.ts', ['@a']],
    ['a pattern without owners takes them back', '* @a\n/src\n', 'src/x.ts', []],
    ['comments', '* @a # everything\n# * @b\n', 'src/x.ts', ['@a']],
    [
      "GitLab's sections",
      '[Orders][2] @orders\nsrc/\n^[Docs] @docs\ndocs/ @writers\n',
      'src/x.ts',
      ['@orders'],
    ],
    ['an e-mail address', 'src/* a@example.com @b\n', 'src/x.ts', ['a@example.com', '@b']],
  ])('%s', async (_, codeowners, path, owners) => {
    expect(await ownersIn(codeowners, path)).toEqual(owners);
  });
});

describe('--check', () => {
  it('fails with 2 on a file that could not be read, and with 1 on changes all the same', async () => {
    const project = service('pino', { 'src/broken.ts': 'console.log(' });
    expect((await project.run('src', '--check')).code).toBe(2);
    project.write('src/a.ts', PAID);
    expect((await project.run('src', '--check')).code).toBe(1);
    expect((await project.run('src', '--dry-run')).code).toBe(0);
  });
});

describe('--owner', () => {
  it('migrates only the files of an owner', async () => {
    const project = shop();
    await project.run('.', '--allow-dirty', '--owner', '@acme/money');
    expect(project.read('services/orders/src/a.ts')).toContain('logger.info');
    expect(project.read('services/orders/src/legacy/b.ts')).toBe(PAID);
    expect(project.read('services/users/src/a.ts')).toContain('console.log');
  });

  it.each([
    ['an owner of nothing', shop, '@acme/nobody', '--owner @acme/nobody: owns none of the files'],
    ['no CODEOWNERS', () => service('pino', {}), '@acme/orders', '--owner: there is no CODEOWNERS file'],
  ])('says what is wrong: %s', async (_, project, owner, told) => {
    expect(await project().run('.', '--check', '--owner', owner)).toMatchObject({
      code: 2,
      stderr: `obs-codemod: ${told}\n`,
    });
  });
});
