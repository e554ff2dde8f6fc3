#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { printable, printableLines } from '../model/text/printable.js';
import { main } from './cli.js';

// The package's own manifest, from the sources and from `dist` alike.
const manifestPath = import.meta.url.includes('/dist/src/') ? '../../../package.json' : '../../package.json';
const manifest = JSON.parse(readFileSync(new URL(manifestPath, import.meta.url), 'utf8')) as {
  version: string;
};

try {
  process.exitCode = await main(process.argv.slice(2), manifest.version, {
    cwd: process.cwd(),
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
