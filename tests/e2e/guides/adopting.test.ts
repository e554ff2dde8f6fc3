import { beforeAll, describe, expect, it } from 'vitest';
import { found, lint } from './findings.js';
import { installed } from './installed.js';
import { fencesOf, pageText, section } from './page.js';
import { Reader, expectPrinted } from './reader.js';

const page = (name: string) => `docs/guides/${name}.md`;

let modules: string;
beforeAll(async () => {
  modules = await installed();
}, 300_000);

const MANIFEST = {
  name: 'shop',
  private: true,
  type: 'module',
  scripts: { start: 'node src/server.js' },
  dependencies: { express: '^5', pino: '^10', 'prom-client': '^15' },
};
const SERVER = `import express from 'express';
import { pino } from 'pino';
import { Counter } from 'prom-client';

const log = pino();
const requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: ['path'] });

express().get('/orders/:id', (req, res) => {
  requests.inc({ path: req.path });
  log.info(\`Order asked for: \${req.params.id}\`);
  try {
    res.json(load(req.params.id));
  } catch (err) {
    log.info({ err }, 'No order');
  }
});
`;
/** A service with a finding of logs and of metrics, and one for those that ask for more. */
const service = (files: Readonly<Record<string, string | object>> = {}) =>
  new Reader(modules, { 'package.json': MANIFEST, 'src/server.js': SERVER, ...files });
/** The same, which loads a module. */
const serving = (module: string, files: Readonly<Record<string, string>> = {}) =>
  service({ 'src/server.js': `import '${module}';\n${SERVER}`, ...files });
const PROVEN = ['no-unbounded-label', 'no-interpolated-message'];
const STRICT = [...PROVEN, 'error-severity'];
const CONFIGURATION =
  "import observability from 'eslint-plugin-observability';\n\nexport default [observability.configs.typescript, observability.configs.recommended];\n";

const PREVIEW = 'npx obs-codemod src --dry-run --only console --allow-dirty';

async function committed(reader: Reader): Promise<Reader> {
  reader.write('.gitignore', 'node_modules\n');
  const { code, stderr } = await reader.sh(
    'git init --quiet && git add . && git commit --quiet --message start',
  );
  expect(code, stderr).toBe(0);
  return reader;
}

describe('which config', () => {
  it('warns for a start, and fails no build', async () => {
    const reader = service();
    await reader.follow(page('which-config'), 'Warn for a start');
    const [result] = (await lint(reader)).filter(({ messages }) => messages.length > 0);
    expect(result?.messages.map(({ severity }) => severity)).toEqual([1, 1]);
    expect((await reader.sh('npx eslint .')).code).toBe(0);
  });

  it.each([
    ['One signal', ['no-unbounded-label']],
    ['A rule more, a rule less', ['no-interpolated-message', 'error-severity']],
    ['Strict for the services, recommended for the rest', PROVEN],
  ])('%s', async (title, rules) => {
    const reader = service();
    await reader.follow(page('which-config'), title);
    expect(await found(reader)).toEqual({ 'src/server.js': rules });
  });

  it('is strict for the services', async () => {
    const reader = service({ 'services/orders/server.js': SERVER });
    await reader.follow(page('which-config'), 'Strict for the services, recommended for the rest');
    expect(await found(reader)).toEqual({ 'services/orders/server.js': STRICT, 'src/server.js': PROVEN });
  });
});

describe('a legacy code base', () => {
  const METRICS = `import { Counter } from 'prom-client';

export const orders = new Counter({ name: 'orders_total', help: 'Orders' });
`;
  const ALERTS = (metric: string) => `groups:
  - name: shop
    rules:
      - alert: No_${metric}
        expr: rate(${metric}[15m]) == 0
        for: 15m
        annotations: { runbook_url: 'https://runbooks.example.org/${metric}' }
`;

  it('lets what is there pass, fails on what is new, and shrinks its list', async () => {
    const reader = await committed(service({ 'eslint.config.js': CONFIGURATION }));
    const [preview, fixed] = await reader.follow(page('legacy'), 'See how much it is');
    expect(preview?.code).toBe(0);
    expectPrinted(preview?.stdout ?? '', '… would be migrated in 1 file, …');
    // What is left is for people.
    expect(fixed?.code).toBe(1);
    reader.write('src/server.js', SERVER);

    const suppressed = await reader.follow(page('legacy'), 'Let what is there pass');
    expect(suppressed.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    reader.write('src/new.js', SERVER);
    expect(await found(reader)).toEqual({ 'src/new.js': PROVEN });
    await reader.sh('rm src/new.js');

    reader.write('src/server.js', SERVER.replace('`Order asked for: ${req.params.id}`', "'Order asked for'"));
    const pruned = await reader.follow(page('legacy'), 'Shrink the list');
    expect(pruned.map(({ code }) => code)).toEqual([2, 0, 0]);
    expect(
      Object.keys((reader.json('eslint-suppressions.json') as Record<string, object>)['src/server.js'] ?? {}),
    ).toEqual(['observability/no-unbounded-label']);
  });

  it('suppresses one rule alone', async () => {
    const reader = service({ 'eslint.config.js': CONFIGURATION });
    const [, alone] = section(page('legacy'), 'Let what is there pass').filter(
      ({ language }) => language === 'sh',
    );
    await reader.sh(alone?.text.trim() ?? '');
    expect(await found(reader)).toEqual({ 'src/server.js': ['no-unbounded-label'] });
  });

  it('lets dead alerts pass, and fails on a new one', async () => {
    const reader = await committed(
      service({ 'src/metrics.js': METRICS, 'monitoring/alerts.yml': ALERTS('order_count') }),
    );
    expect((await reader.sh('npx obs-contract check')).code).toBe(1);
    const steps = await reader.follow(page('legacy'), 'Alerts and dashboards');
    expect(steps.at(-1)?.code).toBe(0);
    reader.write('monitoring/more.yml', ALERTS('refund_count'));
    const again = await reader.sh(steps.at(-1)?.command ?? '');
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('refund_count');
    expect(again.stdout).not.toContain('order_count');
  });

  it('counts warnings where ESLint is older', async () => {
    const reader = service();
    await reader.follow(page('which-config'), 'Warn for a start');
    const [step] = await reader.follow(page('legacy'), 'Older ESLint');
    expect(step?.code).toBe(0);
    expect((await reader.sh((step?.command ?? '').replace('1000', '1'))).code).toBe(1);
  });
});

describe('beside no-console', () => {
  const CONSOLE = 'export const ready = (port) => console.log(`ready on ${port}`);\n';
  const files = { 'src/listen.js': CONSOLE, 'web/page.js': 'document.title = "Shop";\nconsole.log("hi");\n' };
  const CLI = '#!/usr/bin/env node\nconsole.log("usage: shop <order>");\n';

  it('reports a call once, and keeps what a comment allows', async () => {
    const allowed = CONSOLE.replace('=> ', '=>\n  // eslint-disable-next-line no-console\n  ');
    const reader = serving('./listen.js', { ...files, 'bin/shop.js': CLI });
    reader.write('src/listen.js', `import './allowed.js';\nimport './start.js';\n${CONSOLE}`);
    reader.write('src/allowed.js', allowed);
    await reader.follow(page('no-console'), 'Instead of it');
    const { 'src/listen.js': listen, 'src/allowed.js': kept, ...rest } = await found(reader);
    expect(listen).toEqual(['no-console-logging']);
    expect(kept).toEqual([expect.stringContaining('Unused eslint-disable')]);
    expect(rest).toEqual({ 'src/server.js': PROVEN });
  });

  it('is for other files', async () => {
    const reader = serving('./listen.js', files);
    await reader.follow(page('no-console'), 'Both, each for its files');
    expect(await found(reader)).toEqual({
      'src/listen.js': ['no-console-logging'],
      'src/server.js': PROVEN,
      'web/page.js': ['no-console'],
    });
  });

  it('bans the console of command lines', async () => {
    const reader = service({ 'bin/shop.js': CLI });
    await reader.follow(page('no-console'), 'Ban it in command lines and scripts too');
    expect(await found(reader)).toMatchObject({ 'bin/shop.js': ['no-console-logging'] });
  });

  it('leaves a console that is the logger, and judges its messages', async () => {
    const reader = serving('./listen.js', { 'src/listen.js': CONSOLE });
    await reader.follow(page('no-console'), 'The console is your logger');
    expect((await found(reader))['src/listen.js']).toEqual(['no-interpolated-message']);
  });
});

describe('suppressing', () => {
  it('in code, with a reason, and says when a comment excuses nothing', async () => {
    const reader = serving('./ready.js');
    await reader.follow(page('suppressing'), 'In code');
    await reader.follow(page('suppressing'), 'For a folder');
    expect(await found(reader)).toEqual({ 'src/server.js': PROVEN });
    const text = reader.read('src/ready.js');
    expect((await reader.sh(PREVIEW)).stdout).not.toContain('-  console.log');
    reader.write('src/ready.js', text.replace(/ {2}\/\/ eslint-disable.*\n/, ''));
    expect(await found(reader)).toMatchObject({ 'src/ready.js': ['no-console-logging'] });
    reader.write('src/ready.js', text.replace(/ {2}console.*\n/, ''));
    expect((await found(reader))['src/ready.js']).toEqual([expect.stringContaining('Unused eslint-disable')]);
    // oxlint takes the comment too.
    reader.write('src/ready.js', text);
    const oxlint = async () =>
      (
        await reader.sh(
          'npx oxlint -c node_modules/eslint-plugin-observability/oxlint/recommended.json src/ready.js',
        )
      ).stdout;
    expect(await oxlint()).not.toContain('no-console-logging');
    reader.write('src/ready.js', text.replace(/ {2}\/\/ eslint-disable.*\n/, ''));
    expect(await oxlint()).toContain('no-console-logging');
  });

  it('of a folder', async () => {
    const reader = service({ 'src/legacy/server.js': SERVER });
    await reader.follow(page('suppressing'), 'For a folder');
    expect(await found(reader)).toEqual({
      'src/legacy/server.js': ['no-unbounded-label'],
      'src/server.js': PROVEN,
    });
  });

  it('in alerts', async () => {
    const reader = await committed(
      service({
        'src/metrics.js':
          "import { Counter } from 'prom-client';\n\nexport const orders = new Counter({ name: 'orders_total', help: 'Orders' });\n",
      }),
    );
    const [step] = await reader.follow(page('suppressing'), 'In alerts');
    expect(step).toMatchObject({ code: 0 });
    const rules = reader.read('monitoring/alerts.yml');
    reader.write('monitoring/alerts.yml', rules.replace(/^ *# obs-contract-ignore.*\n/m, ''));
    expect((await reader.sh('npx obs-contract check')).stdout).toContain('metric-unknown');
    expect(reader.json('package.json')).toMatchObject({
      observability: { contract: { disable: ['alert-runbook'] } },
    });
  });

  it('for the codemod', async () => {
    const reader = await committed(serving('./paid.js'));
    await reader.follow(page('suppressing'), 'For the codemod');
    const isMigrated = async () => (await reader.sh(PREVIEW)).stdout.includes('-  console.log');
    expect(await isMigrated()).toBe(false);
    reader.write('src/paid.js', reader.read('src/paid.js').replace(/^ *\/\/ obs-codemod-ignore.*\n/m, ''));
    expect(await isMigrated()).toBe(true);
  });
});

describe('own loggers', () => {
  it('are followed, or named', async () => {
    const reader = await committed(
      new Reader(modules, {
        'package.json': { ...MANIFEST, dependencies: { pino: '^10', '@acme/log': '^1' } },
        'eslint.config.js': CONFIGURATION,
      }),
    );
    await reader.follow(page('own-loggers'), 'Own loggers and wrappers');
    const [wrapped] = await reader.follow(page('own-loggers'), 'A wrapper in your repository');
    expect(wrapped?.code).toBe(1);
    await reader.sh('npx eslint . --fix');
    const [, fixed = ''] = /its own way: `(.*?)`/.exec(pageText(page('own-loggers'))) ?? [];
    expect(reader.read('src/orders.ts')).toContain(fixed);

    const [doctor, named] = await reader.follow(
      page('own-loggers'),
      'A logger from a package without source',
    );
    expect([doctor?.code, named?.code]).toEqual([0, 1]);
  });

  it('are what fixes import', async () => {
    const reader = new Reader(modules, {
      'package.json': MANIFEST,
      'eslint.config.js': CONFIGURATION,
      'src/log.js': "import { pino } from 'pino';\n\nexport const log = pino();\n",
      'src/orders.js': 'export const load = (id) => console.log(`Order loaded: ${id}`);\n',
    });
    await reader.follow(page('own-loggers'), 'What fixes import');
    await reader.sh('npx eslint . --fix');
    expect(reader.read('src/orders.js')).toContain("import { log } from './log.js';");
  });
});

describe('choosing labels', () => {
  const fences = fencesOf(pageText(page('labels'))).map((fence, i, all) => ({ ...fence, next: all[i + 1] }));
  const examples = fences.filter(({ language }) => language === 'ts');

  it('has what is reported and what is not', async () => {
    expect(examples).toHaveLength(6);
    const reader = new Reader(modules, { 'package.json': MANIFEST, 'eslint.config.js': CONFIGURATION });
    for (const [i, { text }] of examples.entries()) reader.write(`src/example-${i}.ts`, text);
    const results = (await lint(reader)).filter(({ filePath }) => filePath.startsWith('src/'));
    expect(results).toHaveLength(6);
    for (const [i, { next }] of examples.entries()) {
      const messages = results.find(({ filePath }) => filePath.includes(`-${i}.`))?.messages ?? [];
      expect(messages.map(({ ruleId }) => ruleId)).toEqual(
        i % 2 === 0 ? ['observability/no-unbounded-label'] : [],
      );
      if (next?.language === 'text')
        expectPrinted(messages.map(({ message }) => message).join('\n'), next.text);
    }
  });
});

describe('editors', () => {
  it('are given JSON and XML', () => {
    const [vscode] = section(page('editors'), 'VS Code');
    expect(JSON.parse(vscode?.text.replace(/^\/\/.*\n/, '') ?? '')).toMatchObject({ 'eslint.enable': true });
    const [jetbrains] = section(page('editors'), 'JetBrains');
    expect(jetbrains?.file).toBe('.idea/jsLinters/eslint.xml');
    expect(jetbrains?.text).toMatch(/^<\?xml [^]*<project version="4">[^]*<\/project>\n$/);
  });

  it('apply fixes and offer suggestions', async () => {
    const reader = new Reader(modules, { 'package.json': MANIFEST, 'eslint.config.js': CONFIGURATION });
    await reader.follow(page('editors'), 'What is a fix and what a suggestion');
    const [result] = (await lint(reader)).filter(({ messages }) => messages.length > 0);
    const kinds = result?.messages.map(({ ruleId, fix, suggestions }) => [
      ruleId,
      fix !== undefined,
      (suggestions?.length ?? 0) > 0,
    ]);
    expect(kinds).toEqual([
      ['observability/no-unbounded-label', false, true],
      ['observability/no-interpolated-message', true, false],
    ]);
  });
});
