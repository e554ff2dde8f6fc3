import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import plugin from '../../src/index.js';

const all = {
  name: 'all',
  plugins: { observability: plugin },
  rules: Object.fromEntries(Object.keys(rules).map((name) => [`observability/${name}`, 'error' as const])),
};

/** Code that has the rules ask for the package, its sources, installed packages, other modules and deployment files. */
const CODE = `
import pino from 'pino';
import axios from 'axios';
import { Counter } from 'prom-client';
import { trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { ATTR_HTTP_METHOD } from '@opentelemetry/semantic-conventions';
import { headers, save } from './headers.js';
import { alias } from '@/alias.js';
const logger = pino();
const sdk = new NodeSDK({ instrumentations: [] });
sdk.start();
const orders = new Counter({ name: 'orders', help: 'Orders', labelNames: ['user_id'] });
const tracer = trace.getTracer('orders');
export async function handle(request) {
  const span = tracer.startSpan('order ' + request.id, { attributes: { [ATTR_HTTP_METHOD]: request.method } });
  console.log('order ' + request.id);
  logger.info('order %s ' + request.id, alias);
  orders.inc({ user_id: request.id });
  try {
    await axios.get('http://stock/' + request.id, { headers });
    await save(request);
  } catch (error) {
    logger.error(error.message);
  }
}
`;
/** What is reported wherever the code stands. */
const ALWAYS = ['observability/no-interpolated-message', 'observability/require-span-end'];

/** A folder with files, each of which no program can read as one. */
function folder(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'obs-paths-')));
  writeFileSync(join(root, 'package.json'), '{ "name": "app", "dependencies": { "express": "5" } }');
  writeFileSync(join(root, 'README.md'), CODE);
  return root;
}

/** The rules that report something in the code at a path. */
function reported(root: string, path: string): readonly string[] {
  const messages = new Linter({ cwd: root }).verify(CODE, [{ ...all, files: ['**'] }], join(root, path));
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return [...new Set(messages.flatMap(({ ruleId }) => ruleId ?? []))].sort();
}

describe('code at a path of which the disk says nothing', () => {
  it.each([
    ['inside another file', 'README.md/0_0.js'],
    ['deep inside another file', 'README.md/docs/0_0.js'],
    ['with a long name', `${'a'.repeat(300)}.js`],
    ['in a folder with a long name', `${'a'.repeat(300)}/src/a.js`],
    ['with a long path', `${'abc/'.repeat(2000)}a.js`],
    ['with a NUL byte', 'src/a\0b.js'],
    ['in a folder with a NUL byte', 'src\0/a.js'],
    ['that is not there', 'nowhere/a.js'],
    ['with a lone surrogate', 'src/\uD800.js'],
  ])('%s', (_, path) => expect(reported(folder(), path)).toEqual(expect.arrayContaining(ALWAYS)));

  it('a code block that a processor takes out of a file', async () => {
    const cwd = folder();
    const blocks = {
      preprocess: (text: string) => [{ text, filename: '0.js' }],
      postprocess: (messages: readonly Linter.LintMessage[][]) => messages.flat(),
    };
    const eslint = new ESLint({
      cwd,
      overrideConfigFile: true,
      overrideConfig: [
        { files: ['**/*.md'], processor: blocks },
        { ...all, files: ['**/*.md/*.js'] },
      ],
    });
    const [result] = await eslint.lintFiles(['README.md']);
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(ALWAYS));
  });
});

// Windows has neither links for everybody nor named pipes.
describe.skipIf(process.platform === 'win32')('a project with files that cannot be read', () => {
  /** Read by Node.js and by get-tsconfig as well, which wait for a named pipe. */
  const READ_BY_OTHERS = ['package.json', 'tsconfig.json'];
  const NAMES = [
    'pnpm-workspace.yaml',
    'lerna.json',
    '.env',
    'Dockerfile',
    'node_modules',
    'src/headers.js',
    'src/tracing.js',
    'src/logger.js',
  ];
  const link = (target: string, path: string) => symlinkSync(target, path);

  it.each<[string, readonly string[], (path: string) => void]>([
    ['links to themselves', [...READ_BY_OTHERS, ...NAMES], (path) => link(path, path)],
    ['folders', [...READ_BY_OTHERS, ...NAMES], (path) => mkdirSync(path)],
    ['links into a file', [...READ_BY_OTHERS, ...NAMES], (path) => link(import.meta.filename + '/x', path)],
    ['named pipes', NAMES, (path) => void execFileSync('mkfifo', [path])],
    ['devices without an end', NAMES, (path) => link('/dev/zero', path)],
  ])('%s', (_, names, spoil) => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'obs-paths-')));
    mkdirSync(join(root, 'src'));
    for (const name of names) spoil(join(root, name));
    expect(reported(root, 'src/main.js')).toEqual(expect.arrayContaining(ALWAYS));
  });

  it('code in a folder that links to itself', () => {
    const root = folder();
    symlinkSync(join(root, 'loop'), join(root, 'loop'));
    expect(reported(root, 'loop/src/a.js')).toEqual(expect.arrayContaining(ALWAYS));
  });
});
