import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');

/** The programs of the examples. */
export const PROGRAMS = join(root, 'examples/before-and-after');

/** Inside the repository, so that programs find express, prom-client and OpenTelemetry. */
const work = join(root, '.cache/before-and-after');

/** Loads a program's text as a module of its own. */
export async function load<Exports>(name: string, text: string): Promise<Exports> {
  mkdirSync(work, { recursive: true });
  const file = join(work, name);
  writeFileSync(file, text);
  try {
    return (await import(`${pathToFileURL(file).href}?${Date.now()}`)) as Exports;
  } finally {
    rmSync(file);
  }
}
