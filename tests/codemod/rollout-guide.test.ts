import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../tools/command-line.js';
import { Project } from './project.js';

const guide = readFileSync(new URL('../../docs/guides/rollout.md', import.meta.url), 'utf8');

/** What the guide runs in one place, with what it says is printed and what it has written before. */
interface Step {
  readonly commands: readonly string[];
  readonly printed: readonly string[];
  readonly manifest?: object;
}

const BLOCK = /```(\w+)(?: ([\w.-]+))?\n([\s\S]*?)```/g;

/** The steps of a kind, in order. */
function stepsOf(kind: string): readonly Step[] {
  const steps: Step[] = [];
  let manifest: object | undefined;
  let isOfKind = false;
  for (const [, language, name, text = ''] of guide.matchAll(BLOCK)) {
    if (language === 'sh') {
      isOfKind = name === kind;
      if (isOfKind)
        steps.push({ commands: text.trim().split('\n'), printed: [], ...(manifest ? { manifest } : {}) });
    } else if (language === 'text' && isOfKind) {
      const last = steps.pop();
      if (last) steps.push({ ...last, printed: text.trimEnd().split('\n') });
    } else if (name === 'package.json') manifest = JSON.parse(text) as object;
  }
  return steps;
}

const MANIFEST = {
  name: 'shop',
  type: 'module',
  dependencies: { express: '*', pino: '*', '@acme/log': '*' },
};
const LOGGER = "import { pino } from 'pino';\nexport const logger = pino();\n";

const service = () =>
  new Project({
    'package.json': MANIFEST,
    'src/logger.js': LOGGER,
    'src/orders.js':
      "import { logger } from './logger.js';\nexport const load = (id) => logger.info(`Order loaded: ${id}`);\n",
    'src/start.js': "console.log('--------');\nconsole.log(`Ready on ${port}`);\n",
    'src/pay.js':
      "import { logger } from './logger.js';\nexport async function pay(uid) {\n  try {\n    await charge(uid);\n  } catch (err) {\n    logger.error({ error: err }, 'Charge failed');\n  }\n}\n",
    'src/charge.js':
      "import { log } from '@acme/log';\nexport const charge = (id) => {\n    log.info(`Order charged: ${id}`);\n};\n",
    'src/legacy/old.js':
      "import { log } from '@acme/log';\nlog.warn(`Old: ${id}`);\nconsole.log('old', id);\n",
  }).git();

const repository = () =>
  new Project({
    'package.json': { name: 'acme', private: true, workspaces: ['services/*'] },
    '.github/CODEOWNERS': '/services/orders/ @acme/orders\n/services/users/ @acme/users\n',
    'services/orders/package.json': { ...MANIFEST, name: 'orders' },
    'services/orders/src/logger.js': LOGGER,
    'services/orders/src/a.js': 'console.log(`Order ${id} paid`);\n',
    'services/orders/src/b.js': 'console.log(`Order ${id} sent`);\n',
    'services/orders/scripts/seed.js': "console.log('seeded', count);\n",
    'services/users/package.json': { ...MANIFEST, name: 'users' },
    'services/users/src/logger.js': LOGGER,
    'services/users/src/a.js': 'console.log(`User ${id} added`);\n',
  }).git();

/** Runs a line of the guide, as whoever reads it would. Returns what it printed. */
async function ran(
  line: string,
  project: Project,
): Promise<{ readonly code: number; readonly text: string }> {
  const [program = '', ...args] = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) =>
    word.replace(/^"|"$/g, ''),
  );
  if (program === 'git') {
    const who = ['-c', 'user.email=test@example.com', '-c', 'user.name=Test'];
    return {
      code: 0,
      text: execFileSync('git', ['-C', project.root, ...who, ...args], { encoding: 'utf8', stdio: 'pipe' }),
    };
  }
  const [command, ...argv] = args;
  expect([program, command]).toEqual(['npx', 'obs-codemod']);
  const { code, stdout, stderr } = await project.run(...argv);
  expect(stderr).toBe('');
  return { code, text: stdout };
}

async function follow(kind: string, project: Project): Promise<readonly number[]> {
  const codes: number[] = [];
  for (const { commands, printed, manifest } of stepsOf(kind)) {
    if (kind === 'service' && manifest && !project.read('package.json').includes('observability')) {
      project.write('package.json', { ...MANIFEST, ...manifest });
      await ran('git commit --all --message "Settings"', project);
    }
    let text = '';
    for (const command of commands) {
      const done = await ran(command, project);
      codes.push(done.code);
      text += done.text;
    }
    for (const line of printed) expect(`\n${text}`).toContain(`\n${line}\n`);
  }
  return codes;
}

describe('the guide of a rollout', () => {
  it('has commands of every kind, and each is of one', () => {
    const kinds = ['service', 'preview', 'repository', 'repositories'];
    expect(kinds.map((kind) => stepsOf(kind).length)).toEqual([6, 1, 3, 1]);
    expect([...guide.matchAll(/^```sh(?: (\w+))?$/gm)].every(([, kind = '']) => kinds.includes(kind))).toBe(
      true,
    );
  });

  it('leads one service from the first look to the gate', async () => {
    const project = service();
    const codes = await follow('service', project);
    expect(codes.at(-1)).toBe(0);
    expect(project.read('../pull-request.md')).toContain('**4 of 5 calls** migrated in 4 files');
    expect(project.read('src/pay.js')).toContain("logger.error({ err }, 'Charge failed')");
  });

  it('cuts a large difference by kind', async () => {
    const project = service();
    const before = project.snapshot();
    expect(await follow('preview', project)).toEqual([0, 0, 0]);
    expect(project.snapshot()).toEqual(before);
  });

  it('leads a repository of many from its size to the gate of an owner', async () => {
    const project = repository();
    expect(await follow('repository', project)).toEqual([1, 0, 0]);
    expect(project.read('services/orders/src/a.js')).toContain('logger.info');
    expect(project.read('services/users/src/a.js')).toContain('console.log');
    expect(project.read('../orders.md')).toContain('**2 of 3 calls** migrated in 2 files, 1 left alone.');
  });

  // The loop is a shell's.
  it.skipIf(process.platform === 'win32')('counts repositories that are apart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'repositories-'));
    for (const name of ['orders', 'users']) {
      mkdirSync(join(folder, name, 'src'), { recursive: true });
      writeFileSync(join(folder, name, 'package.json'), JSON.stringify(MANIFEST));
      writeFileSync(join(folder, name, 'src/a.js'), 'console.log(`User ${id} added`);\n');
    }
    const bin = mkdtempSync(join(tmpdir(), 'bin-'));
    const codemod = await commandLine('codemod');
    writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec "${process.execPath}" "${codemod}" "$@"\n`);
    chmodSync(join(bin, 'npx'), 0o755);
    const [{ commands } = { commands: [] }] = stepsOf('repositories');
    execFileSync('sh', ['-c', commands.join('\n')], {
      cwd: folder,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
      stdio: 'pipe',
    });
    const found = ['orders', 'users'].map((name) => {
      const report = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as {
        summary: { migrated: number };
      };
      return report.summary.migrated;
    });
    expect(found).toEqual([1, 1]);
  });
});
