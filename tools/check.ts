/**
 * `npm test`: everything a change must pass, in about half the time that one after the other takes on two cores. The
 * tests run beside the formatting, the lint and the types; each prints what it has to say when it is done.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import picocolors from 'picocolors';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules/.bin');
const colors = picocolors.isColorSupported ? { FORCE_COLOR: '1' } : {};

/** Runs a program and prints its output, under its name. Returns whether it went well. */
async function run(program: string, ...args: readonly string[]): Promise<boolean> {
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...colors },
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const verdict = code === 0 ? picocolors.green('passed') : picocolors.red('failed');
  process.stdout.write(`${picocolors.bold([program, ...args].join(' '))}: ${verdict} after ${seconds} s\n`);
  if (code !== 0 || args.includes('test:unit')) process.stdout.write(`${stdout}${stderr}\n`);
  return code === 0;
}

const build = run('npm', 'run', 'build', '--silent');

async function lint(): Promise<boolean> {
  // The plugin lints itself as it was built.
  const isLinted = (await build) && (await run('eslint', '.'));
  const isFormatted = await run('prettier', '--check', '.', '--log-level', 'warn');
  return (
    isLinted &&
    isFormatted &&
    (await run('oxlint', '--type-check')) &&
    (await run('knip', '--no-config-hints'))
  );
}

/** What is packed, installed and run: it waits for npm most of the time. */
async function publish(): Promise<boolean> {
  return (await build) && run('vitest', 'run', '--project', 'e2e');
}

const results = await Promise.all([run('npm', 'run', 'test:unit', '--silent'), lint(), publish()]);
if (results.includes(false)) process.exitCode = 1;
