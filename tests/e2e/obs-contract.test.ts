import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ran, emptyFolder, pack, packedFiles, run } from './workspace.js';

const PACKAGE = 'packages/obs-contract';
let tools: string;
let service: string;

/** The packed tarball, installed alone, and a service beside it that has nothing installed. */
beforeAll(async () => {
  tools = emptyFolder();
  writeFileSync(join(tools, 'package.json'), '{ "private": true }');
  const installed = await run(tools, 'npm', 'install', '--no-audit', '--no-fund', await pack(PACKAGE));
  expect(installed.stderr).not.toContain('npm error');
  service = emptyFolder();
  write(
    'package.json',
    JSON.stringify({ name: 'shop', type: 'module', dependencies: { 'prom-client': '*' } }),
  );
  write(
    'src/metrics.js',
    `import { Counter } from 'prom-client';
export const orders = new Counter({ name: 'orders_total', help: 'Orders', labelNames: ['status'] });
export const paid = () => orders.inc({ status: 'paid' });
`,
  );
  await run(service, 'git', 'init', '-q');
  await run(service, 'git', 'add', '-A');
  await run(service, 'git', '-c', 'user.email=a@example.com', '-c', 'user.name=A', 'commit', '-qm', 'start');
}, 180_000);

describe('obs-contract, packed and installed alone', () => {
  it('holds what users need and nothing else', async () => {
    const files = await packedFiles(PACKAGE);
    expect(files.filter((path) => path.startsWith('dist/docs/checks/'))).toHaveLength(29);
    expect(files.filter((path) => !path.startsWith('dist/docs/'))).toEqual([
      'LICENSE',
      'README.md',
      'dist/bin.js',
      'dist/schema/check.json',
      'dist/schema/inventory.json',
      'package.json',
    ]);
  });

  it('is of the version of the plugin', async () => {
    expect((await contract('--version')).stdout.trim()).toBe(manifest('.').version);
  });

  it('takes its dependencies from the ranges that the repository is tested with', () => {
    const { devDependencies, dependencies } = manifest('.');
    const own = Object.entries(manifest(PACKAGE).dependencies ?? {});
    expect(own.length).toBeGreaterThan(5);
    for (const [name, range] of own)
      expect([name, range]).toEqual([name, { ...devDependencies, ...dependencies }[name]]);
  });

  it('says what no longer matches it, in every format', async () => {
    write(
      'alerts.yml',
      'groups:\n  - name: shop\n    rules:\n      - alert: NoOrders\n        expr: rate(order_total[5m]) == 0\n        for: 5m\n',
    );
    for (const format of ['text', 'json', 'sarif', 'github']) {
      const { code, stdout } = await contract('check', '--format', format);
      expect(code).toBe(1);
      expect(stdout).toContain('No code emits `order_total`.');
    }
  });

  it('says what the code emits', async () => {
    const { code, stdout } = await contract('inventory');
    expect(code).toBe(0);
    expect(stdout).toContain('orders_total  counter  1 series  status (1)');
  });

  it('says what a change breaks', async () => {
    write(
      'src/metrics.js',
      readFileSync(join(service, 'src/metrics.js'), 'utf8').replace('orders_total', 'shop_orders_total'),
    );
    const { code, stdout } = await contract('diff', 'HEAD');
    expect(code).toBe(1);
    expect(stdout).toContain('break  orders_total  now shop_orders_total');
  });
});

/** Runs the installed command in the service's folder. */
function contract(...args: readonly string[]): Promise<Ran> {
  return run(service, join(tools, 'node_modules/.bin/obs-contract'), ...args);
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(
    readFileSync(join(import.meta.dirname, '../..', folder, 'package.json'), 'utf8'),
  ) as Manifest;
}

function write(path: string, text: string): void {
  mkdirSync(join(service, path, '..'), { recursive: true });
  writeFileSync(join(service, path), text);
}
