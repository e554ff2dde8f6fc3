import { describe, expect, it } from 'vitest';
import {
  type EvidenceFile,
  SERVICE_EVIDENCE,
  mayBeEntry,
  mayBeLoadedByName,
  serviceEvidence,
} from '../../../src/model/code/service-evidence.js';

/** A file in a package of which nothing else is known. */
function described({ path, text, dependencies = [], scripts = {}, hasBin = false }: EvidenceFile) {
  const names = new Set(dependencies);
  return {
    path,
    text,
    package: {
      ...({ root: '/', name: 'shop', versions: new Map(), type: 'module', hasBin, scripts } as const),
      ...{ dependencies: names, allDependencies: names },
    },
  };
}

describe.each(SERVICE_EVIDENCE)('$name', ({ holds, examples, counterexamples }) => {
  it.each(examples)('$path $text', (file) => {
    expect(holds(described(file))).toBe(true);
  });
  it.each(counterexamples)('not $path $text', (file) => {
    expect(holds(described(file))).toBe(false);
    // What no other row takes for a service either.
    expect(serviceEvidence(described(file))).toBeUndefined();
  });
});

it('each row has both', () => {
  for (const { examples, counterexamples } of SERVICE_EVIDENCE)
    expect([examples.length, counterexamples.length]).not.toContain(0);
});

it.each([
  ['src/routes/orders.ts', true],
  ['extensions/thumbnails.ts', true],
  ['lib/tables/drivers/postgres.js', true],
  ['src/orders.ts', false],
  ['src/approutes.ts', false],
])('%s may be loaded by its name: %s', (path, expected) => {
  expect(mayBeLoadedByName(path)).toBe(expected);
});

it.each([
  ['src/index.ts', true],
  ['server.js', true],
  ['src/jobs/clean.ts', true],
  ['src/orders/index.ts', false],
  ['src/bundle/chart.ts', false],
])('%s may be an entry: %s', (path, expected) => {
  expect(mayBeEntry(path)).toBe(expected);
});

it('takes nothing from a program that a file writes', () => {
  const generator = "write('server.js', `\nconst app = express();\napp.listen(3000);\n`);";
  expect(serviceEvidence(described({ path: 'src/generate.ts', text: generator }))).toBeUndefined();
  const server = 'app.get(`/orders`, list);\napp.listen(3000);\nlog(`ready`);';
  expect(serviceEvidence(described({ path: 'src/server.ts', text: server }))?.name).toBe('listens');
});

it('what is printed for a reader shows no bot', () => {
  const text = `console.log('Then add bot.command("clean", run) to the bot');`;
  expect(serviceEvidence(described({ path: 'clean.js', text }))).toBeUndefined();
});
