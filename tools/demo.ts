/**
 * `npm run demo`: the main job on the service in examples/orders-service. Lints it, previews the codemod,
 * migrates a copy, then runs the old and the new service with the same requests and prints what each logs. Then holds the alerts
 * and the dashboard of examples/metrics-prom-client against its code, and audits it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { ESLint } from 'eslint';
import picocolors from 'picocolors';
import plugin from '../src/index.js';

const root = join(import.meta.dirname, '..');
const original = join(root, 'examples/orders-service');
// Inside the repository, so that the service finds express and pino; not among its examples, which are left alone.
const work = join(root, '.cache/orders-service');
const codemod = join(root, 'packages/obs-codemod/dist/bin.js');
const measured = join(root, 'examples/metrics-prom-client');
const contract = join(root, 'packages/obs-contract/dist/bin.js');

function title(text: string): void {
  process.stdout.write(`\n${picocolors.bold(picocolors.inverse(` ${text} `))}\n\n`);
}

async function lint(directory: string): Promise<void> {
  const eslint = new ESLint({
    cwd: directory,
    overrideConfigFile: true,
    overrideConfig: [plugin.configs.recommended],
  });
  const results = await eslint.lintFiles(['src']);
  for (const { filePath, messages } of results) {
    if (messages.length === 0) continue;
    process.stdout.write(`${picocolors.underline(relative(directory, filePath))}\n`);
    for (const { line, column, message, ruleId } of messages) {
      process.stdout.write(`  ${line}:${column}  ${message}  ${picocolors.dim(ruleId ?? '')}\n`);
    }
  }
  const found = results.flatMap((result) => result.messages);
  const fixable = found.filter((message) => message.fix).length;
  process.stdout.write(`\n${found.length} findings, ${fixable} fixed by --fix.\n`);
}

function migrate(...flags: string[]): void {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [codemod, 'src', '--allow-dirty', ...flags],
    {
      cwd: work,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  process.stdout.write(stdout);
}

/** Runs `obs-contract` on the service with alerts; it ends with 1 where it finds errors, as it does here. */
function hold(...flags: string[]): void {
  const { stdout, stderr, status } = spawnSync(process.execPath, [contract, ...flags], {
    cwd: measured,
    encoding: 'utf8',
  });
  if (status === null || status > 1) throw new Error(stderr);
  process.stdout.write(stdout);
}

/** Runs a service, sends it the requests of the demo, and gives back what it wrote. */
async function outputOf(directory: string): Promise<string> {
  const port = await freePort();
  const service = spawn(process.execPath, ['src/server.js'], {
    cwd: directory,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [service.stdout, service.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  }
  try {
    await ready(port, service);
    await fetch(`http://127.0.0.1:${port}/orders/404`);
    await fetch(`http://127.0.0.1:${port}/orders/1/pay`, { method: 'POST' });
    await fetch(`http://127.0.0.1:${port}/orders/9/pay`, { method: 'POST' });
  } finally {
    service.kill();
    await once(service, 'close');
  }
  return chunks.join('');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function ready(port: number, service: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200 && service.exitCode === null; tries += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/orders/1`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('the service of the demo did not start');
}

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
cpSync(original, work, { recursive: true });
try {
  title('1. ESLint on examples/orders-service, with observability.configs.recommended');
  await lint(work);
  title('2. npx obs-codemod src --dry-run');
  migrate('--dry-run');
  title('3. npx obs-codemod src');
  migrate();
  title('4. What the service logged before');
  process.stdout.write(await outputOf(original));
  title('5. What it logs now, for the same requests');
  process.stdout.write(await outputOf(work));
  title('6. npx obs-contract check, in examples/metrics-prom-client');
  hold('check');
  title('7. npx obs-contract audit');
  hold('audit');
} finally {
  rmSync(work, { recursive: true, force: true });
}
