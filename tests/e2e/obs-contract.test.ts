import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { InstalledAlone, itIsOfTheRepository, packedFiles, run } from './workspace.js';

const NAME = 'obs-contract';
let installed: InstalledAlone;

beforeAll(async () => {
  installed = await InstalledAlone.of(NAME);
  installed.write(
    'package.json',
    JSON.stringify({ name: 'shop', type: 'module', dependencies: { 'prom-client': '*' } }),
  );
  installed.write(
    'src/metrics.js',
    `import { Counter } from 'prom-client';
export const orders = new Counter({ name: 'orders_total', help: 'Orders', labelNames: ['status'] });
export const paid = () => orders.inc({ status: 'paid' });
`,
  );
  await run(installed.service, 'git', 'init', '-q');
  await run(installed.service, 'git', 'add', '-A');
  await run(
    installed.service,
    'git',
    '-c',
    'user.email=a@example.com',
    '-c',
    'user.name=A',
    'commit',
    '-qm',
    'start',
  );
}, 180_000);

describe('obs-contract, packed and installed alone', () => {
  it('holds what users need and nothing else', async () => {
    const files = await packedFiles(`packages/${NAME}`);
    expect(files.filter((path) => path.startsWith('dist/docs/checks/'))).toHaveLength(29);
    expect(files.filter((path) => !path.startsWith('dist/docs/'))).toEqual([
      'LICENSE',
      'README.md',
      'dist/bin.js',
      'dist/schema/audit.json',
      'dist/schema/check.json',
      'dist/schema/diff.json',
      'dist/schema/inventory.json',
      'package.json',
    ]);
  });

  itIsOfTheRepository(NAME, () => installed);

  it('says what no longer matches it, in every format', async () => {
    installed.write(
      'alerts.yml',
      'groups:\n  - name: shop\n    rules:\n      - alert: NoOrders\n        expr: rate(order_total[5m]) == 0\n        for: 5m\n',
    );
    for (const format of ['text', 'json', 'sarif', 'github', 'gitlab']) {
      const { code, stdout } = await installed.run('check', '--format', format);
      expect(code).toBe(1);
      expect(stdout).toContain('No code emits `order_total`.');
    }
  });

  it('says what the code emits', async () => {
    const { code, stdout } = await installed.run('inventory');
    expect(code).toBe(0);
    expect(stdout).toContain('orders_total  counter  1 series  status (1)');
  });

  it('says what a change breaks', async () => {
    installed.write(
      'src/metrics.js',
      readFileSync(join(installed.service, 'src/metrics.js'), 'utf8').replace(
        'orders_total',
        'shop_orders_total',
      ),
    );
    const { code, stdout } = await installed.run('diff', 'HEAD');
    expect(code).toBe(1);
    expect(stdout).toContain('break  orders_total  now shop_orders_total');
  });
});
