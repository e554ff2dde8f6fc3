import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Runs a service, sends it the requests of the demo, and gives back what it wrote. */
export async function outputOf(directory: string): Promise<string> {
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
    // What was logged last is on its way.
    await new Promise((resolve) => setTimeout(resolve, 300));
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
