import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

function service(files: Record<string, string | object>): Project {
  return new Project({
    'package.json': { name: 'orders', type: 'module', dependencies: { pino: '10' } },
    'tsconfig.json': {
      compilerOptions: { strict: true, module: 'nodenext', target: 'es2022', types: [] },
      include: ['src'],
    },
    'node_modules/pino/package.json': { name: 'pino', types: 'index.d.ts' },
    'node_modules/pino/index.d.ts': [
      'export interface Fn { (fields: { [key: string]: string }, message: string): void; (message: string): void; }',
      'export interface Logger { info: Fn; error: Fn; }',
      'export default function pino(): Logger;',
      '',
    ].join('\n'),
    'src/log.ts': "import pino from 'pino';\nexport const logger = pino();\n",
    ...files,
  });
}

const ORDER = [
  "import { logger } from './log.js';",
  'export function place(id: string, count: number): void {',
  '  logger.info(`placing order ${id}`);',
  '  logger.info(`placed ${count} items`);',
  '}',
  '',
].join('\n');

describe('--verify', () => {
  it('leaves the call that would not type-check, and migrates the others of the file', async () => {
    const project = service({ 'src/a.ts': ORDER });
    const { stdout, code } = await project.run('src', '--allow-dirty', '--verify');
    expect(code).toBe(0);
    expect(project.read('src/a.ts')).toContain("logger.info({ orderId: id }, 'placing order');");
    expect(project.read('src/a.ts')).toContain('logger.info(`placed ${count} items`);');
    expect(stdout).toContain("it would not type-check: Type 'number' is not assignable to type 'string'.");
  });

  it('does not look at types without being asked', async () => {
    const project = service({ 'src/a.ts': ORDER });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/a.ts')).not.toContain('`');
  });

  it('does not count errors that are there already', async () => {
    const broken = `${ORDER}export const wrong: number = 'text';\n`;
    const project = service({ 'src/a.ts': broken.replace('count: number', 'count: string') });
    const { stdout } = await project.run('src', '--allow-dirty', '--verify');
    expect(stdout).toContain('2 calls found in 2 files: 2 migrated');
  });

  it('takes back the import that nothing uses any more', async () => {
    const project = service({
      'src/a.ts': 'export function place(count: number): void {\n  console.log(`placed ${count}`);\n}\n',
    });
    const before = project.read('src/a.ts');
    const { stdout } = await project.run('src', '--allow-dirty', '--verify');
    expect(project.read('src/a.ts')).toBe(before);
    expect(stdout).toContain('it would not type-check');
  });

  it('says which files nobody type-checks', async () => {
    const project = new Project({
      'package.json': { name: 'orders', type: 'module', dependencies: { pino: '10', express: '5' } },
      'log.js': "import pino from 'pino';\nexport const logger = pino();\n",
      'a.js': 'console.log(`placed ${id}`);\n',
    });
    const { stdout } = await project.run('.', '--allow-dirty', '--verify', '--dry-run');
    expect(stdout).toContain('Check the types of 1 file: no tsconfig.json holds for them.');
  });
});
