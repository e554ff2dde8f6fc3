import { once } from 'node:events';
import { expect, it } from 'vitest';
import { service } from './project.js';

const FILES = 40;
const CALLS = 60;

it('ends what it does, without a word, when the reader of its output goes away', async () => {
  const text = Array.from({ length: CALLS }, (_, at) => `console.log('order paid ${at}', orderId);\n`).join(
    '',
  );
  const paths = Array.from({ length: FILES }, (_, at) => `src/file-${at}.ts`);
  const project = service('pino', Object.fromEntries(paths.map((path) => [path, text]))).git();
  const child = await project.spawn('src', '--format', 'json');
  let told = '';
  child.stderr!.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stdout!.destroy();
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, told }).toEqual({ code: 0, told: '' });
  for (const path of paths) expect(project.read(path)).not.toContain('console.log');
});
