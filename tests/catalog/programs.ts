import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const HOST = fileURLToPath(new URL('program-host.mjs', import.meta.url));

/** The folder of a service that is linted as one, from which the libraries of this repository are found. */
export function serviceFolder(): string {
  const folder = join(root, '.cache/service');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'orders', private: true }));
  return folder;
}

/** The lines that a program prints in a process of its own; its errors are thrown. */
export function printedAlone(program: string, type: 'module' | 'commonjs' = 'module'): string[] {
  const text = execFileSync(process.execPath, [`--input-type=${type}`, '--eval', program], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return linesOf(text);
}

/**
 * The lines that a program prints; its errors are thrown. The programs of a worker run one after the other in one
 * process, so that the packages they import are loaded once. Before each, OpenTelemetry's global state and
 * prom-client's registry are as new. A program with other global state, or that exits in a callback, runs alone.
 */
export async function printed(program: string): Promise<string[]> {
  host ??= spawn(process.execPath, [HOST], { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] });
  const { stdin, stdout } = host;
  stdin.write(`${JSON.stringify(program)}\n`);
  let text = '';
  stdout.setEncoding('utf8');
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const [whole, own = '', failure = ''] = /^([^\0]*)\0(.*)\n/.exec(text) ?? [];
    if (whole === undefined) continue;
    if (failure !== 'null') throw new Error(JSON.parse(failure) as string);
    if (whole !== text) throw new Error(`printed after its end: ${text.slice(whole.length)}`);
    return linesOf(own);
  }
  throw new Error(`the process ended: ${text}`);
}

/** It ends with the worker of the tests, as its stdin does. */
let host: ChildProcessByStdio<Writable, Readable, null> | undefined;

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
