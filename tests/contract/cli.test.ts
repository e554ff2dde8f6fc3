import { expect, it } from 'vitest';
import { Repository } from './project.js';

it('lists its subcommands', async () => {
  const { code, stdout } = await new Repository({}).contract('--help');
  expect(code).toBe(0);
  expect(stdout).toContain('doctor [options] [paths...]');
});

it('says in one line what the user got wrong', async () => {
  expect(await new Repository({}).contract('doctor', 'nowhere')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'obs-contract: nowhere: no such file or directory\n',
  });
});

it('answers as the doctor of obs-codemod does', async () => {
  const project = new Repository({
    'package.json': { name: 'shop', dependencies: { 'prom-client': '*', express: '*' } },
    'src/metrics.ts': `import { Counter } from 'prom-client';
export const orders = new Counter({ name: 'orders_total', help: 'Orders' });`,
  });
  expect((await project.contract('doctor')).stdout).toContain('Metrics: 1 definition recognised');
});
