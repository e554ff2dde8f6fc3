import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SEMANTIC_CONVENTIONS } from '../catalog/opentelemetry.js';

/** The files of the package that define what an entry exports, without their extension. */
const FILES = {
  stable: ['stable_attributes', 'stable_metrics'],
  incubating: ['stable_attributes', 'stable_metrics', 'experimental_attributes', 'experimental_metrics'],
} as const;

const byDirectory = new Map<string, ReadonlyMap<keyof typeof FILES, string>>();

/**
 * Whether the version of the semantic conventions' package that is installed for a file exports a constant from an
 * entry. False where no package is installed: what is not seen is not relied on.
 */
export function exportsConstant(constant: string, entry: keyof typeof FILES, file: string): boolean {
  const directory = dirname(file);
  let texts = byDirectory.get(directory);
  if (!texts) {
    texts = readPackage(file);
    byDirectory.set(directory, texts);
  }
  return new RegExp(`\\bexports\\.${constant}\\b`).test(texts.get(entry) ?? '');
}

function readPackage(file: string): ReadonlyMap<keyof typeof FILES, string> {
  let built: string;
  try {
    built = dirname(createRequire(file).resolve(SEMANTIC_CONVENTIONS));
  } catch {
    return new Map();
  }
  return new Map([
    ['stable', textOf(FILES.stable, built)],
    ['incubating', textOf(FILES.incubating, built)],
  ]);
}

function textOf(files: readonly string[], directory: string): string {
  return files
    .flatMap((name) => [`${name}.cjs`, `${name}.js`])
    .map((name) => {
      try {
        return readFileSync(join(directory, name), 'utf8');
      } catch {
        // Not in this version, or under its other extension.
        return '';
      }
    })
    .join('\n');
}
