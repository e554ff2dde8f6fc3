import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

describe('npm run demo', () => {
  // `npm test` has built what it runs, and asks for colours where its own output has them.
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/demo.ts'], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  const part = (from: string, to: string) => stdout.slice(stdout.indexOf(from), stdout.indexOf(to));

  it('ends well', () => {
    expect(status).toBe(0);
  });

  it('shows a service that prints before and logs records after', () => {
    const lines = part('5. What it logs now', '6. npx obs-contract').split('\n').slice(1);
    const written = lines.filter((line) => line.trim() !== '' && !/^-+$/.test(line));
    expect(written.length).toBeGreaterThan(8);
    expect(written.filter((line) => !line.startsWith('{'))).toEqual([]);
    expect(part('4. What the service logged', '5. What it logs now')).toContain('Charging card {');
  });

  it('shows an alert that can never fire, and an audit', () => {
    expect(stdout).toContain('No code emits `shop_order_count_total`.  metric-unknown');
    expect(stdout).toContain('metrics-prom-client .: level 0 of 7');
  });
});
