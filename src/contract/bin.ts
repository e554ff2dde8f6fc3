#!/usr/bin/env node
import manifest from '../../packages/obs-contract/package.json' with { type: 'json' };
import { printable, printableLines } from '../model/text/printable.js';
import { main } from './cli.js';

try {
  process.exitCode = await main(process.argv.slice(2), manifest.version, {
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
  });
} catch (error) {
  // Nothing a user did should end here; one line all the same, the stack only when asked for.
  const { message, stack } = error as Error;
  const debug = process.env.OBS_CONTRACT_DEBUG !== undefined && process.env.OBS_CONTRACT_DEBUG !== '';
  const told = debug ? printableLines(stack ?? message) : printable(message);
  console.error(`obs-contract: ${told}`);
  process.exitCode = 2;
}
