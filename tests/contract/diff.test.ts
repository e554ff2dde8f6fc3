import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Ajv } from 'ajv';
import { revisionAt } from '../../src/contract/diff/revision.js';
import { DIFF_SCHEMA } from '../../src/contract/diff/schema.js';
import { DIFF, generateDiffSchema } from '../../tools/docs.js';
import { Repository } from './project.js';

const MANIFEST = {
  name: 'shop',
  type: 'module',
  dependencies: { 'prom-client': '*', express: '*', pino: '*', '@opentelemetry/api': '*' },
};

/** A repository with a commit, and other files in its work tree. */
function changed(
  before: Readonly<Record<string, string | object>>,
  after: Readonly<Record<string, string | object>>,
): Repository {
  const repository = new Repository({ 'package.json': MANIFEST, ...before });
  repository.git();
  for (const [path, content] of Object.entries(after)) repository.write(path, content);
  return repository;
}

/** What changed of the metrics: the name, the change, whether it breaks, and what is said of it. */
async function metricChanges(before: string, after: string): Promise<readonly Record<string, unknown>[]> {
  const repository = changed({ 'src/metrics.ts': before }, { 'src/metrics.ts': after });
  const { stdout, stderr } = await repository.contract('diff', 'HEAD', '--format', 'json');
  expect(stderr).toBe('');
  const { metrics } = described(stdout) as { metrics: Record<string, unknown>[] };
  const beside = new Set(['package', 'at', 'isAllowed', 'from', 'readers']);
  return metrics.map((change) =>
    Object.fromEntries(Object.entries(change).filter(([key]) => !beside.has(key))),
  );
}

const validate = new Ajv({ strict: false }).compile(DIFF_SCHEMA);

/** What was printed, which is what the published schema says. */
function described(stdout: string): unknown {
  const report: unknown = JSON.parse(stdout);
  validate(report);
  expect(validate.errors).toBeNull();
  return report;
}

it('is JSON whose schema is published', async () => {
  const before = "import pino from 'pino';\nexport const log = pino();\nlog.info('Started');\n";
  const repository = changed({ 'src/log.ts': before }, { 'src/log.ts': before.replace('Started', 'Begun') });
  const { stdout } = await repository.contract('diff', 'HEAD', '--format', 'json');
  expect(described(stdout)).toMatchObject({
    logs: [{ before: { message: 'Started' } }, { after: { message: 'Begun' } }],
    spans: [],
  });
  expect(readFileSync(DIFF, 'utf8')).toBe(await generateDiffSchema());
});

const IMPORT = "import { Counter, Gauge, Histogram } from 'prom-client';\n";

describe('a metric', () => {
  it('is new', async () => {
    expect(
      await metricChanges(
        IMPORT,
        `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x' });`,
      ),
    ).toEqual([{ name: 'orders_total', change: 'added', kind: 'counter', isBreak: false }]);
  });

  it('is gone', async () => {
    expect(
      await metricChanges(
        `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x' });`,
        IMPORT,
      ),
    ).toEqual([{ name: 'orders_total', change: 'removed', kind: 'counter', isBreak: true }]);
  });

  it('has another name, with what says so', async () => {
    expect(
      await metricChanges(
        `${IMPORT}export const a = new Counter({ name: 'orders', help: 'Orders taken', labelNames: ['status'] });`,
        `${IMPORT}export const a = new Counter({ name: 'shop_orders_total', help: 'Orders taken', labelNames: ['status'] });`,
      ),
    ).toEqual([
      {
        name: 'orders',
        change: 'renamed',
        to: 'shop_orders_total',
        evidence: ['same help text', 'made in the same file', 'same labels', 'same kind'],
        isBreak: true,
      },
    ]);
  });

  it('is gone and another is new where they have nothing in common', async () => {
    const changes = await metricChanges(
      `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'Orders taken' });`,
      `${IMPORT}export const a = new Gauge({ name: 'queue_length', help: 'Jobs that wait' });`,
    );
    expect(changes.map(({ name, change }) => [name, change])).toEqual([
      ['orders_total', 'removed'],
      ['queue_length', 'added'],
    ]);
  });

  it('has another kind, other labels and other buckets', async () => {
    expect(
      await metricChanges(
        `${IMPORT}export const a = new Gauge({ name: 'jobs_total', help: 'x' });
export const b = new Counter({ name: 'orders_total', help: 'x', labelNames: ['status', 'shop'] });
export const c = new Histogram({ name: 'took_seconds', help: 'x', buckets: [0.1, 0.5, 1] });`,
        `${IMPORT}export const a = new Counter({ name: 'jobs_total', help: 'x' });
export const b = new Counter({ name: 'orders_total', help: 'x', labelNames: ['state', 'shop'] });
export const c = new Histogram({ name: 'took_seconds', help: 'x', buckets: [0.1, 1, 5] });`,
      ),
    ).toEqual([
      { name: 'jobs_total', change: 'kind', before: 'gauge', after: 'counter', isBreak: true },
      { name: 'orders_total', change: 'labels', removed: ['status'], added: ['state'], isBreak: true },
      { name: 'took_seconds', change: 'buckets', removed: [0.5], added: [5], isBreak: true },
    ]);
  });

  it('loses a value of a closed list', async () => {
    const code = (values: string) =>
      `${IMPORT}const a = new Counter({ name: 'orders_total', help: 'x', labelNames: ['status'] });
export const done = (ok: boolean) => { a.inc({ status: ok ? ${values} }); };`;
    expect(await metricChanges(code("'paid' : 'failed'"), code("'paid' : 'error'"))).toEqual([
      {
        name: 'orders_total',
        change: 'values',
        label: 'status',
        removed: ['failed'],
        added: ['error'],
        isBreak: true,
      },
    ]);
  });

  it('breaks nobody with one more label', async () => {
    expect(
      await metricChanges(
        `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x', labelNames: ['shop'] });`,
        `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x', labelNames: ['shop', 'status'] });`,
      ),
    ).toEqual([{ name: 'orders_total', change: 'labels', removed: [], added: ['status'], isBreak: false }]);
  });

  it('is not known to be gone where a name that is not seen as a whole may be it', async () => {
    expect(
      await metricChanges(
        `${IMPORT}export const a = new Counter({ name: 'shop_orders_total', help: 'x' });`,
        `${IMPORT}export const a = new Counter({ name: \`\${process.env.TEAM}_orders_total\`, help: 'x' });`,
      ),
    ).toEqual([{ name: '*_orders_total', change: 'added', kind: 'counter', isBreak: false }]);
  });

  it('is the same where the code of one side may also put something in front of it', async () => {
    const exact = `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x' });`;
    const open = `${IMPORT}const prefix = process.env.TEAM ? load() : '';
export const a = new Counter({ name: \`\${prefix}orders_total\`, help: 'x' });`;
    expect(await metricChanges(exact, open)).toEqual([]);
    expect(await metricChanges(open, exact)).toEqual([]);
  });

  it('is the same in another file, and in another package', async () => {
    const metric = `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x' });`;
    const repository = changed(
      { 'src/metrics.ts': metric },
      {
        'src/metrics.ts': '',
        'packages/metrics/package.json': { ...MANIFEST, name: 'metrics' },
        'packages/metrics/src/a.ts': metric,
      },
    );
    const { code, stdout } = await repository.contract('diff', 'HEAD');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Compared with HEAD \(\w{9}\): nothing breaks\n$/),
    });
  });

  it('is another one in Prometheus when its unit changes', async () => {
    const code = (unit: string) => `import { metrics } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
export const exporter = new OTLPMetricExporter();
export const a = metrics.getMeter('shop').createHistogram('db.latency', { unit: '${unit}' });`;
    expect((await metricChanges(code('ms'), code('s'))).map(({ change }) => change)).toEqual([
      'names',
      'unit',
    ]);
  });
});

it('says who reads what is gone: by the metric, and by the label', async () => {
  const repository = changed(
    {
      'alerts.yml': `groups:
- name: shop
  rules:
  - alert: Failing
    expr: |
      sum(rate(orders_total{status="failed"}[5m])) > 1
  - alert: Busy
    expr: sum(rate(orders_total[5m])) > 100
`,
      'src/metrics.ts': `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x', labelNames: ['status'] });`,
    },
    {
      'src/metrics.ts': `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x', labelNames: ['state'] });`,
    },
  );
  const { stdout, code } = await repository.contract('diff', 'HEAD');
  expect(code).toBe(1);
  expect(stdout).toContain(
    'break  orders_total  label status is gone, new label state; read by alert Failing (alerts.yml:6)  src/metrics.ts:2',
  );
});

it('may break where that is allowed', async () => {
  const repository = changed(
    { 'src/metrics.ts': `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x' });` },
    { 'src/metrics.ts': '' },
  );
  expect((await repository.contract('diff', 'HEAD')).code).toBe(1);
  expect((await repository.contract('diff', 'HEAD', '--allow', 'orders_total')).code).toBe(0);
  expect((await repository.contract('diff', 'HEAD', '--allow', 'orders_*')).code).toBe(0);
  expect((await repository.contract('diff', 'HEAD', '--allow', 'refunds_total')).code).toBe(1);
});

it('shows series, log events and spans on one screen', async () => {
  const code = (label: string, message: string, span: string) => `import express from 'express';
import { Counter } from 'prom-client';
import { pino } from 'pino';
import { trace } from '@opentelemetry/api';
const logger = pino();
const orders = new Counter({ name: 'orders_total', help: 'x', labelNames: ['shop', 'status'] });
express().post('/orders/:id', (req, res) => {
  orders.inc({ status: ${label} });
  logger.info({ id: req.body.id }, '${message}');
  trace.getTracer('shop').startSpan('${span}').end();
});`;
  const repository = changed(
    { 'src/app.ts': code("req.body.ok ? 'paid' : 'failed'", 'Order was paid', 'take order') },
    { 'src/app.ts': code('req.path', 'Order has been paid', 'accept order') },
  );
  const { stdout, code: status } = await repository.contract('diff', 'HEAD');
  expect(stdout.replace(/\(\w{9}\)/, '(abc)')).toBe(`Compared with HEAD (abc): nothing breaks

Series at most, where bounded: 0 → 0
  orders_total  ?  →  unbounded

Log events
  changed  "Order was paid" → "Order has been paid"

Spans
  removed  "take order"
  added  "accept order"
`);
  expect(status).toBe(0);
});

it('is a comment on a pull request', async () => {
  const repository = changed(
    {
      'alerts.yml': `groups:
- name: shop
  rules:
  - { alert: NoOrders, expr: 'rate(orders_total[5m]) == 0', for: 5m }
`,
      'src/metrics.ts': `${IMPORT}export const a = new Counter({ name: 'orders_total', help: 'x' });`,
    },
    { 'src/metrics.ts': `${IMPORT}export const b = new Gauge({ name: 'queue_length', help: 'y' });` },
  );
  const { stdout } = await repository.contract('diff', 'HEAD', '--format', 'md');
  expect(stdout.replace(/\(\w{9}\)/, '(abc)')).toBe(`<!-- obs-contract diff -->

### Telemetry contract: 1 break

Compared with \`HEAD\` (abc).

|  | Metric | Change | Read by | Where |
| --- | --- | --- | --- | --- |
| **break** | \`orders_total\` | the counter is gone | alert \`NoOrders\` \`alerts.yml:4\` | \`src/metrics.ts:2\` |

<details><summary>1 other change of metrics</summary>

| Metric | Change | Where |
| --- | --- | --- |
| \`queue_length\` | new gauge | \`src/metrics.ts:2\` |

</details>

<details><summary>Series at most, where bounded: 1 → 1</summary>

| Metric | Before | After |
| --- | --- | --- |
| \`queue_length\` | – | 1 |
| \`orders_total\` | 1 | – |

</details>
`);
});

describe('a comparison', () => {
  it('touches neither the work tree nor the index', async () => {
    const repository = changed(
      { 'src/a.ts': 'export const a = 1;' },
      { 'src/a.ts': 'export const a = 2;', 'src/b.ts': '' },
    );
    const status = () =>
      execFileSync('git', ['-C', repository.root, 'status', '--porcelain'], { encoding: 'utf8' });
    const [files, before] = [repository.snapshot(), status()];
    await repository.contract('diff', 'HEAD');
    expect({ files: repository.snapshot(), status: status() }).toEqual({ files, status: before });
  });

  it('is made in a folder of a repository as well', async () => {
    const metric = (name: string) => `${IMPORT}export const a = new Counter({ name: '${name}', help: 'x' });`;
    const repository = changed(
      { 'services/a/src/m.ts': metric('a_total'), 'services/b/src/m.ts': metric('b_total') },
      { 'services/a/src/m.ts': '', 'services/b/src/m.ts': '' },
    );
    expect((await repository.contractIn('services/a', 'diff', 'HEAD')).stdout).toContain('a_total');
    expect((await repository.contractIn('services/a', 'diff', 'HEAD')).stdout).not.toContain('b_total');
  });

  it('sees what is installed as the work tree does, whether it is committed or not', () => {
    const lib = { name: 'lib', version: '1.0.0' };
    const repository = new Repository({
      'package.json': MANIFEST,
      'node_modules/lib/package.json': lib,
      'packages/a/package.json': { name: 'a' },
    });
    repository.git();
    repository.write('packages/a/node_modules/lib/package.json', lib);
    const revision = revisionAt('HEAD', repository.root);
    const installed = (folder: string) =>
      realpathSync(join(revision.folder, folder, 'node_modules/lib/package.json'));
    const there = (folder: string) =>
      realpathSync(join(repository.root, folder, 'node_modules/lib/package.json'));
    expect([installed('.'), installed('packages/a')]).toEqual([there('.'), there('packages/a')]);
    revision.remove();
    expect(existsSync(join(repository.root, 'node_modules/lib/package.json'))).toBe(true);
  });

  it('says in one line that there is no such commit, or no repository', async () => {
    const repository = changed({}, {});
    expect(await repository.contract('diff', 'no-such-branch')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'obs-contract: no commit "no-such-branch" in this repository; a shallow clone may lack it\n',
    });
    expect(await repository.contract('diff', '--output=/tmp/x')).toMatchObject({ code: 2, stdout: '' });
    expect(await new Repository({ 'a.ts': '' }).contract('diff', 'HEAD')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'obs-contract: .: not a git repository\n',
    });
  });
});
