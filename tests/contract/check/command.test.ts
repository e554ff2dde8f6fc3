import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { CHECK_SCHEMA } from '../../../src/contract/check/schema.js';
import { CHECK, generateCheckSchema } from '../../../tools/docs.js';
import { Repository } from '../project.js';

const CODE = `import { Counter } from 'prom-client';

export const orders = new Counter({ name: 'shop_orders_total', help: 'Orders', labelNames: ['state'] });
export function placed(state: string): void {
  orders.inc({ state });
}
`;
const MANIFEST = { name: 'shop', dependencies: { 'prom-client': '*' } };
const rules = (expr: string, comment = '') => `groups:
  - name: shop
    rules:
${comment}      - alert: NoOrders
        expr: ${expr}
        for: 5m
        annotations: { runbook_url: https://example.org }
`;
const shop = (files: Record<string, string | object>) =>
  new Repository({ 'package.json': MANIFEST, 'src/metrics.ts': CODE, ...files });
const WRONG = 'rate(shop_order_total[5m]) == 0';
const SCRAPE = 'scrape_configs:\n  - job_name: shop\n';
const RIGHT = 'rate(shop_orders_total[5m]) == 0';

describe('obs-contract check', () => {
  it('says of an anchor that holds itself that nothing of the file is loaded', async () => {
    const cyclic = `groups:
  - &shop
    rules:
      - *shop
      - alert: NoOrders
        expr: ${WRONG}
        for: 5m
        annotations: { runbook_url: https://example.org }
`;
    const { stdout, code } = await shop({ 'alerts.yml': cyclic, 'others.yml': rules(WRONG) }).contract(
      'check',
    );
    expect(code).toBe(1);
    expect(stdout).toContain(
      '4:9       error    Nothing of the file is loaded: not valid YAML: the anchor `shop` contains itself.',
    );
    expect(stdout).toContain('others.yml\n');
  });

  it('holds a named file against what the others record and set', async () => {
    const files = {
      'rules/records.yml': `groups:\n  - name: r\n    rules:\n      - record: shop_rate\n        expr: rate(shop_orders_total[5m])\n        labels: { tier: a }\n`,
      'prometheus.yml': `${SCRAPE}    static_configs: [{ targets: ['shop:80'], labels: { zone: b } }]\n`,
      'rules/alerts.yml': rules(`shop_rate{tier="a"} > 1 and rate(shop_orders_total{zone="b"}[5m]) > 1`),
      'rules/wrong.yml': rules(WRONG),
      'broken.yml': 'groups:\n  - rules:\n    - alert: A\n      expr: x\n     for: 1m\n',
    };
    expect(await shop(files).contract('check', 'rules/alerts.yml')).toEqual({
      code: 0,
      stdout: '0 errors, 0 warnings, 0 info in 1 file with 1 expression.\n',
      stderr: '',
    });
    const { stdout, code } = await shop(files).contract('check', 'rules/wrong.yml', 'rules/alerts.yml');
    expect({ code, of: stdout.match(/^\S+\.\w+$/gm) }).toEqual({ code: 1, of: ['rules/wrong.yml'] });
  });

  it('finds artifacts and says what no longer matches, with both places', async () => {
    const { code, stdout, stderr } = await shop({ 'monitoring/alerts.yml': rules(WRONG) }).contract('check');
    expect(stdout).toBe(`monitoring/alerts.yml
  5:20      error    No code emits \`shop_order_total\`. It emits \`shop_orders_total\`.  metric-unknown
            in alert NoOrders
            src/metrics.ts:3  \`shop_orders_total\` is defined here

src/metrics.ts
  3:23      info     Nothing here reads \`shop_orders_total\`.  unused-metric
            in metric shop_orders_total

1 error, 0 warnings, 1 info in 1 file with 1 expression.
`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('exits with 0 where nothing is broken', async () => {
    const { code, stdout } = await shop({ 'monitoring/alerts.yml': rules(RIGHT) }).contract('check');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '0 errors, 0 warnings, 0 info in 1 file with 1 expression.\n',
    });
  });

  it('says that there is nothing to check, and that nothing is emitted', async () => {
    expect((await shop({}).contract('check')).stdout).toBe(
      'No rules, dashboards, objectives or collector configuration found.\n',
    );
    const empty = new Repository({ 'package.json': { name: 'x' }, 'alerts.yml': rules(WRONG) });
    expect((await empty.contract('check')).stdout).toContain(
      'No metric is defined in this code: names and labels were not checked.',
    );
  });

  it('reads the files that are named, and leaves those of others', async () => {
    const repository = shop({
      '.gitignore': 'local/\n',
      'local/alerts.yml': rules(WRONG),
      'vendor/alerts.yml': rules(WRONG),
      'node_modules/x/alerts.yml': rules(WRONG),
      'tests/fixtures/alerts.yml': rules(WRONG),
      'alerts.yml': rules(RIGHT),
    });
    symlinkSync(join(repository.root, 'vendor/alerts.yml'), join(repository.root, 'linked.yml'));
    expect((await repository.contract('check')).code).toBe(0);
    expect((await repository.contract('check', 'vendor/alerts.yml')).code).toBe(1);
    expect(await repository.contract('check', 'nowhere.yml')).toMatchObject({
      code: 2,
      stderr: 'obs-contract: nowhere.yml: no such file or directory\n',
    });
  });

  it('does not know the jobs that a file lists which cannot be read', async () => {
    const files = { 'alerts.yml': rules('up{job="store"} == 0'), 'prometheus.yml': SCRAPE };
    const { stdout } = await shop(files).contract('check');
    expect(stdout).toContain('No scrape job is called `store`: they are `shop`.');
    const template = `${SCRAPE}    static_configs:\n__TARGETS__\n  - job_name: store\n`;
    const open = await shop({ ...files, 'prometheus-host.yml': template }).contract('check');
    expect(open.stdout).toContain('skipped  prometheus-host.yml');
    expect(open.stdout).not.toContain('job-unknown');
  });

  it('names what it cannot read and goes on; templates are said once', async () => {
    const { code, stdout } = await shop({
      'broken.json': '{"panels": [{"expr": "up"',
      'broken.yml': 'groups:\n  - rules:\n      - expr: "up\n',
      'chart/templates/a.yaml': 'a: {{ b }}\n{{ c }}: [\nexpr: up\n',
      'chart/templates/b.yaml': 'a: {{ b }}\n{{ c }}: [\nexpr: up\n',
      'alerts.yml': rules(WRONG),
    }).contract('check');
    expect(code).toBe(1);
    expect(stdout).toMatch(/skipped {2}broken\.json:1:26: not valid JSON: /);
    expect(stdout).toMatch(/skipped {2}broken\.yml:\d+:\d+: not valid YAML: /);
    expect(stdout).toContain(
      'skipped  2 templates that only Helm can read: chart/templates/a.yaml, chart/templates/b.yaml',
    );
    expect(stdout).toContain('No code emits `shop_order_total`.');
  });
});

describe('rules and dashboards that no program loads', () => {
  const BROKEN = `${rules(RIGHT)}\n- "/etc/prometheus/more.yml"\n`;
  const DASHBOARD = '{"panels": [{"targets": [{"expr": "up"}]}],}]';

  it('are an error, which the baseline and the settings excuse', async () => {
    const repository = shop({ 'alerts.yml': BROKEN, 'board.json': DASHBOARD });
    const { code, stdout } = await repository.contract('check');
    expect(code).toBe(1);
    expect(stdout).toMatch(/Nothing of the file is loaded: not valid YAML: /);
    expect(stdout).toMatch(/Nothing of the file is loaded: not valid JSON: /);
    expect(stdout).not.toContain('skipped');
    await repository.contract('check', '--baseline', 'base.json', '--update-baseline');
    expect((await repository.contract('check', '--baseline', 'base.json')).code).toBe(0);
  });

  it.each([
    ['a trailing comma', '{"panels": [{"targets": [{"expr": "up"}]},]}'],
    ['a comment', '{"panels": [{"targets": [{"expr": "up"}]}] // the only one\n}'],
  ])('Grafana reads JSON strictly: %s', async (_, text) => {
    const { code, stdout } = await shop({ 'board.json': text }).contract('check');
    expect(stdout).toContain('Nothing of the file is loaded: not valid JSON: ');
    expect(code).toBe(1);
  });

  it('a comment in JSON that is no dashboard is none of its business', async () => {
    const files = { 'queries.json': '{ "expr": "up" /* of the shop */ }' };
    expect((await shop(files).contract('check')).code).toBe(0);
  });

  it.each([
    ['chart/templates/alerts.yml', `${BROKEN}{{- if .Values.alerts }}\n`],
    ['alerts.yml', `{% for rule in rules %}\n${BROKEN}`],
    ['alerts.yml.tpl', BROKEN],
    ['manifest.yml', `apiVersion: v1\n${BROKEN}`],
    ['prometheus.yml', 'scrape_configs:\n  - job_name: "a\n'],
    ['board.json', `{\n"id": \${ID},\n"panels": [{"targets": [{"expr": "up"}]}]}`],
    ['data.json', '{"expr": "up"'],
  ])('are not what is filled in first, nor other files: %s', async (path, text) => {
    const { code, stdout } = await shop({ [path]: text }).contract('check');
    expect(code).toBe(0);
    expect(stdout).toContain('skipped');
  });
});

describe('formats', () => {
  it('JSON is sorted, with relative paths, and the same twice', async () => {
    const repository = shop({ 'monitoring/alerts.yml': rules(WRONG) });
    const { stdout } = await repository.contract('check', '--format', 'json');
    expect(stdout).toBe((await repository.contract('check', '--format', 'json')).stdout);
    expect(stdout).not.toContain(repository.root);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      summary: { files: 1, expressions: 1, errors: 1, warnings: 0, infos: 1, excused: 0 },
      findings: [
        {
          id: 'metric-unknown|monitoring/alerts.yml|alert NoOrders|shop_order_total',
          check: 'metric-unknown',
          severity: 'error',
          file: 'monitoring/alerts.yml',
          line: 5,
          column: 20,
          endLine: 5,
          endColumn: 36,
          related: [{ file: 'src/metrics.ts', line: 3 }],
        },
        { check: 'unused-metric' },
      ],
      skipped: [],
    });
  });

  it('JSON is what the published schema says', async () => {
    const repository = shop({ 'a.yml': rules(WRONG), 'b.json': '{"expr": "up"', 'd.yml': rules(RIGHT) });
    const { stdout } = await repository.contract('check', '--format', 'json', '--strict');
    const validate = new Ajv({ strict: false }).compile(CHECK_SCHEMA);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect(readFileSync(CHECK, 'utf8')).toBe(await generateCheckSchema());
  });

  it('SARIF has the checks as rules and the ids as fingerprints', async () => {
    const { stdout } = await shop({ 'monitoring/alerts.yml': rules(WRONG) }).contract(
      'check',
      '--format',
      'sarif',
    );
    const { version, runs } = JSON.parse(stdout) as {
      version: string;
      runs: { tool: { driver: { rules: { id: string }[] } }; results: object[] }[];
    };
    const [run] = runs;
    expect(version).toBe('2.1.0');
    expect(run!.tool.driver).toMatchObject({ name: 'obs-contract', version: '0.0.0' });
    expect(run!.tool.driver.rules.map(({ id }) => id)).toContain('metric-unknown');
    expect(run!.results[0]).toMatchObject({
      ruleId: 'metric-unknown',
      level: 'error',
      partialFingerprints: {
        'obs-contract/v1': 'metric-unknown|monitoring/alerts.yml|alert NoOrders|shop_order_total',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'monitoring/alerts.yml' },
            region: { startLine: 5, startColumn: 20, endLine: 5, endColumn: 36 },
          },
        },
      ],
    });
  });

  it('GitLab’s code quality: one fingerprint a finding, which stays where lines move', async () => {
    const wrong = `${rules(WRONG)}      - alert: NoOrders
        expr: ${WRONG}
        for: 10m
`;
    const report = async (text: string) => {
      const { stdout, code } = await shop({ 'monitoring/alerts.yml': text }).contract(
        'check',
        '--format',
        'gitlab',
      );
      expect(code).toBe(1);
      return JSON.parse(stdout) as { fingerprint: string }[];
    };
    const findings = await report(wrong);
    expect(findings[0]).toEqual({
      description: 'No code emits `shop_order_total`. It emits `shop_orders_total`.',
      check_name: 'metric-unknown',
      severity: 'major',
      fingerprint: expect.stringMatching(/^[\da-f]{64}$/) as string,
      location: { path: 'monitoring/alerts.yml', lines: { begin: 5 } },
    });
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual([
      ...new Set(findings.map(({ fingerprint }) => fingerprint)),
    ]);
    const moved = await report(`# moved\n\n${wrong}`);
    expect(moved.map(({ fingerprint }) => fingerprint)).toEqual(
      findings.map(({ fingerprint }) => fingerprint),
    );
  });

  it('GitHub’s annotations', async () => {
    const { stdout } = await shop({ 'monitoring/a,b.yml': rules(WRONG) }).contract(
      'check',
      '--format',
      'github',
    );
    expect(stdout.split('\n')[0]).toBe(
      '::error file=monitoring/a%2Cb.yml,line=5,col=20,title=metric-unknown::No code emits `shop_order_total`. It emits `shop_orders_total`.',
    );
  });

  it('keeps what a terminal would obey out of every format', async () => {
    for (const format of ['text', 'json', 'github', 'gitlab', 'sarif']) {
      const { stdout } = await shop({
        'd.json': {
          title: 'x\u001b[2J',
          panels: [{ title: 'a\u001b[31m', targets: [{ refId: 'A', expr: WRONG }] }],
        },
      }).contract('check', '--format', format);
      expect(stdout).not.toContain('\u001b');
    }
  });
});

describe('what is let pass', () => {
  const errors = async (files: Record<string, string | object>, ...argv: readonly string[]) => {
    const { stdout } = await shop(files).contract('check', '--format', 'json', ...argv);
    const { summary } = JSON.parse(stdout) as { summary: { errors: number; excused: number } };
    return summary;
  };

  it.each([
    [
      'above the rule',
      rules(WRONG, '      # obs-contract-ignore metric-unknown: it comes with the next release\n'),
    ],
    [
      'above the rule, under another comment',
      rules(WRONG, '      # obs-contract-ignore metric-unknown\n      # see the runbook\n'),
    ],
    ['on the line', rules(`${WRONG} # obs-contract-ignore`)],
    [
      'for the file',
      `# obs-contract-ignore-file metric-unknown, label-unknown: kept for the old release\n${rules(WRONG)}`,
    ],
  ])('by a comment %s', async (_, text) => {
    expect(await errors({ 'alerts.yml': text })).toMatchObject({ errors: 0, excused: 1 });
  });

  it.each([
    ['of another check', rules(WRONG, '      # obs-contract-ignore label-unknown\n')],
    [
      'of another rule',
      `${rules(RIGHT, '      # obs-contract-ignore\n')}      - alert: Other\n        expr: ${WRONG}\n        for: 5m\n`,
    ],
  ])('but not by a comment %s', async (_, text) => {
    expect(await errors({ 'alerts.yml': text })).toMatchObject({ errors: 1, excused: 0 });
  });

  it('by a baseline, wherever lines have moved; new findings are said', async () => {
    const repository = shop({ 'alerts.yml': rules(WRONG) });
    expect(await repository.contract('check', '--baseline', 'base.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('base.json: no such file; `--update-baseline` writes it') as string,
    });
    expect((await repository.contract('check', '--baseline', 'base.json', '--update-baseline')).code).toBe(0);
    expect(JSON.parse(readFileSync(join(repository.root, 'base.json'), 'utf8'))).toEqual({
      version: 1,
      findings: [
        'metric-unknown|alerts.yml|alert NoOrders|shop_order_total',
        'unused-metric|src/metrics.ts|metric shop_orders_total|shop_orders_total',
      ],
    });
    writeFileSync(join(repository.root, 'alerts.yml'), `# moved\n\n${rules(WRONG)}`);
    expect((await repository.contract('check', '--baseline', 'base.json')).code).toBe(0);
    writeFileSync(join(repository.root, 'alerts.yml'), rules('rate(shop_orderz_total[5m]) == 0'));
    expect((await repository.contract('check', '--baseline', 'base.json')).code).toBe(1);
    writeFileSync(join(repository.root, 'base.json'), '{');
    expect(await repository.contract('check', '--baseline', 'base.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('base.json: not valid JSON') as string,
    });
  });

  it('by the settings, and by flags', async () => {
    const foreign = { 'alerts.yml': rules('rate(shop_legacy_total[5m]) == 0') };
    const withSettings = (contract: object) => ({
      ...foreign,
      'package.json': { ...MANIFEST, observability: { contract } },
    });
    expect(await errors(foreign)).toMatchObject({ errors: 1 });
    expect(await errors(foreign, '--external', 'shop_legacy_*')).toMatchObject({ errors: 0 });
    expect(await errors(withSettings({ external: ['shop_legacy_*'] }))).toMatchObject({ errors: 0 });
    expect(await errors(withSettings({ disable: ['metric-unknown'] }))).toMatchObject({ errors: 0 });
    expect(await shop(withSettings({ disable: ['metric-unknwn'] })).contract('check')).toMatchObject({
      code: 1,
      stderr:
        'obs-contract: "observability" in package.json: Unknown value "metric-unknwn" of `contract.disable`: did you mean `metric-unknown`?\n',
    });
    expect(
      await errors({ 'alerts.yml': rules('rate(acme_shop_orders_total[5m]) == 0') }, '--prefix', 'acme_'),
    ).toMatchObject({ errors: 0 });
  });

  it('by what a running system shows, and by another repository’s inventory', async () => {
    const files = {
      'alerts.yml': rules('rate(shop_seen_total[5m]) == 0 and shop_told > 1'),
      'scrape.txt': '# TYPE shop_seen_total counter\nshop_seen_total{a="b"} 1\n',
      'metadata.json': { status: 'success', data: { shop_told: [{ type: 'gauge', help: '', unit: '' }] } },
    };
    expect(await errors(files)).toMatchObject({ errors: 2 });
    expect(await errors(files, '--metrics', 'scrape.txt', '--metadata', 'metadata.json')).toMatchObject({
      errors: 0,
    });
    const other = new Repository({
      'package.json': MANIFEST,
      'src/m.ts': CODE.replaceAll('shop_orders_total', 'shop_seen_total'),
    });
    const inventory = (await other.contract('inventory', '--format', 'json')).stdout;
    expect(await errors({ ...files, 'other.json': inventory }, '--inventory', 'other.json')).toMatchObject({
      errors: 1,
    });
    for (const [flag, file] of [
      ['--metrics', 'no.txt'],
      ['--metrics', 'metadata.json'],
      ['--metadata', 'scrape.txt'],
      ['--metadata', 'package.json'],
      ['--inventory', 'package.json'],
    ] as const)
      expect((await shop(files).contract('check', flag, file)).code).toBe(2);
  });

  it('by being written in code that no inventory knows it from', async () => {
    const alerts = { 'alerts.yml': rules('rate(shop_sent_total[5m]) == 0') };
    expect(await errors(alerts)).toMatchObject({ errors: 1 });
    expect(await errors({ ...alerts, 'exporter/main.go': 'var sent = "shop_sent_total"' })).toMatchObject({
      errors: 0,
    });
    const helper = { 'alerts.yml': rules('shop_sent_avg > 1'), 'lib/x.ts': "many('shop_sent')" };
    expect(await errors(helper)).toMatchObject({ errors: 0 });
    const repository = shop(alerts);
    const folder = join(repository.root, 'node_modules/shop-metrics/lib');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, '../package.json'),
      '{"name": "shop-metrics", "dependencies": {"prom-client": "*"}}',
    );
    writeFileSync(join(folder, 'index.js'), "register('shop_sent_total')");
    expect((await repository.contract('check')).code).toBe(0);
  });

  describe('by a dependency that puts a prefix before its own names', () => {
    const read = async (code: string, folder = 'node_modules/queue-metrics') => {
      const repository = shop({ 'alerts.yml': rules('rate(shop_queue_jobs_failed_total[5m]) > 1') });
      mkdirSync(join(repository.root, folder), { recursive: true });
      const manifest = '{"name": "queue-metrics", "peerDependencies": {"prom-client": "*"}}';
      writeFileSync(join(repository.root, folder, 'package.json'), manifest);
      writeFileSync(join(repository.root, folder, 'index.js'), code);
      return (await repository.contract('check')).code;
    };

    it.each([
      'new Counter({ name: `${prefix}queue_jobs_failed_total` })',
      'new Counter({ name: `${config.prefix ?? ""}queue_jobs_failed_total` })',
      'new Counter({ name: prefix + "queue_jobs_failed_total" })',
      'new Counter({ name: "".concat(prefix, "queue_jobs_failed_total") })',
    ])('%s', async (code) => {
      expect(await read(code)).toBe(0);
    });

    it.each([
      ['another name', 'new Counter({ name: `${prefix}queue_jobs_done_total` })'],
      ['two words, which many names end in', 'new Counter({ name: `${prefix}failed_total` })'],
      ['the end of a name with nothing before it', 'new Counter({ name: "queue_jobs_failed_total" })'],
    ])('but not by %s', async (_, code) => {
      expect(await read(code)).toBe(1);
    });

    it('nor by code of the repository, which the inventory reads', async () => {
      expect(await read('log(`${prefix}queue_jobs_failed_total`)', 'tools')).toBe(1);
    });
  });

  describe('by code in another language that joins it of parts', () => {
    const alerts = { 'alerts.yml': rules('rate(shop_mail_sent_total[5m]) == 0') };
    const go = (options: string) =>
      `import "github.com/prometheus/client_golang/prometheus"\nvar sent = prometheus.NewCounter(prometheus.CounterOpts{${options}})\n`;

    it.each([
      [
        'namespace, subsystem and name',
        { 'a.go': go('Namespace: "shop", Subsystem: "mail", Name: "sent_total"') },
      ],
      ['namespace and name', { 'a.go': go('Namespace: "shop_mail", Name: "sent_total"') }],
      [
        'a prefix of the registry, in another file',
        { 'a.go': go('Name: "sent_total"'), 'b.go': 'prometheus.WrapRegistererWithPrefix("shop_mail_", r)' },
      ],
      [
        'a namespace in Python',
        {
          'a.py':
            "from prometheus_client import Counter\nsent = Counter('sent', 'Sent', namespace='shop', subsystem='mail')\n",
        },
      ],
    ])('%s', async (_, files) => {
      expect(await errors({ ...alerts, ...files })).toMatchObject({ errors: 0 });
    });

    it.each([
      ['without the part in the middle', { 'a.go': go('Namespace: "shop", Name: "sent_total"') }],
      ['without its end', { 'a.go': go('Namespace: "shop", Subsystem: "mail", Name: "read_total"') }],
      ['in code that makes no metrics', { 'a.go': 'var parts = []string{"shop", "mail", "sent_total"}' }],
      [
        'with an end of one word, where nothing says that names are joined',
        { 'a.go': go('Name: "sent", Of: "shop_mail"') },
      ],
    ])('but not %s', async (_, files) => {
      const { stdout } = await shop({
        ...files,
        'alerts.yml': rules('rate(shop_mail_sent_total[5m]) == 0'),
      }).contract('check', '--format', 'json');
      expect(stdout).toContain('No code emits `shop_mail_sent_total`');
    });
  });

  it('by a framework of another language, where Prometheus scrapes this repository alone', async () => {
    const files = {
      'alerts.yml': rules('ledger_lag_seconds > ledger_lag_limit or rate(ledger_entries_total[5m]) == 0'),
      'prometheus.yml':
        "scrape_configs:\n  - job_name: shop\n    static_configs: [{ targets: ['shop:3000'] }]\n",
    };
    const severities = async (more: Readonly<Record<string, string>>) => {
      const { stdout } = await shop({ ...files, ...more }).contract('check', '--format', 'json');
      return (JSON.parse(stdout) as { findings: { check: string; severity: string }[] }).findings
        .filter(({ check }) => check === 'metric-unknown')
        .map(({ severity }) => severity);
    };
    const three = Array<string>(3).fill('warning');
    expect(await severities({ 'tools/rename.py': 'import os\n' })).toEqual(three);
    const framework = 'from prometheus_fastapi_instrumentator import Instrumentator\n';
    // What others emit is said once.
    expect(await severities({ 'api/app.py': framework })).toEqual(['info']);
  });

  it('but not by a property or a constant of code that is called alike', async () => {
    const alerts = { 'alerts.yml': rules('rate(shop_sent_total[5m]) == 0') };
    const script = (text: string) => errors({ ...alerts, 'src/x.ts': text });
    expect(await script('export const count = (shop) => shop.sent.total;')).toMatchObject({ errors: 1 });
    expect(await script('export enum Code { SHOP_SENT }')).toMatchObject({ errors: 1 });
    expect(await script("export const name = 'shop.sent.total';")).toMatchObject({ errors: 0 });
    expect(await script('export const name = (at) => `${at}.shop.sent.total`;')).toMatchObject({ errors: 0 });
    expect(await script("export const SHOP_SENT = 'shop_sent';")).toMatchObject({ errors: 0 });
  });
});
