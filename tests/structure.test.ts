import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FILES = globSync(['src/**/*.ts', 'rules/**/*.ts'], { cwd: ROOT }).sort();

/** The modules that each file imports, types included; the project's own by their paths. */
const IMPORTS = new Map(
  FILES.map((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const specifiers = [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)];
    return [
      file,
      specifiers.map(([, from, dynamic, alone]) => {
        const specifier = from ?? dynamic ?? alone ?? '';
        return specifier.startsWith('.')
          ? posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts')
          : specifier;
      }),
    ] as const;
  }),
);

/** From each layer only to those that stand before it. */
const LAYERS = ['catalog', 'model', 'project', 'estree', 'flow', 'recognize', 'analysis', 'eslint', 'rules'];
const layerOf = (file: string) => (file.startsWith('rules/') ? 'rules' : (file.split('/')[1] ?? ''));

describe('the structure that the architecture guide draws', () => {
  it('is read from all files', () => {
    expect(FILES.length).toBeGreaterThan(200);
    expect([...IMPORTS.values()].flat().length).toBeGreaterThan(1000);
  });

  it('has no import cycle', () => {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const imported of IMPORTS.get(file) ?? [])
        if (IMPORTS.has(imported)) visit(imported, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of FILES) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('has its arrows one way', () => {
    const upward = FILES.flatMap((file) =>
      (IMPORTS.get(file) ?? []).flatMap((imported) => {
        if (!IMPORTS.has(imported) || file === 'src/index.ts') return [];
        const [from, to] = [layerOf(file), layerOf(imported)];
        const isUpward =
          from === 'codemod'
            ? to === 'eslint' || to === 'rules'
            : to === 'codemod' || LAYERS.indexOf(to) > LAYERS.indexOf(from);
        return isUpward ? [`${file} → ${imported}`] : [];
      }),
    );
    expect(upward).toEqual([]);
  });

  it('keeps ESLint and Node out of the engine', () => {
    const isAdapter = (file: string) =>
      /^(?:src\/(?:eslint|codemod)\/|rules\/|src\/index\.ts$|src\/project\/disk\.ts$)/.test(file);
    const foreign = FILES.filter((file) => !isAdapter(file)).flatMap((file) =>
      (IMPORTS.get(file) ?? [])
        .filter((specifier) =>
          /^(?:node:|eslint|@typescript-eslint\/utils|ts-morph|oxc-parser)/.test(specifier),
        )
        .map((specifier) => `${file} → ${specifier}`),
    );
    expect(foreign).toEqual([]);
  });
});
