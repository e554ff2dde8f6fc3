import { FLAVOURS, type Finding, Playground } from './check.js';
import { type Program, mutate } from './mutate.js';
import { Random } from './random.js';
import { piecesOf } from './syntax.js';

export interface FuzzOptions {
  readonly programs: readonly Program[];
  /** Where pieces come from; the programs themselves by default. */
  readonly donors?: readonly Program[];
  readonly seed: number;
  /** How many mutants are tried. */
  readonly count: number;
  readonly onProgress?: (done: number) => void;
}

export interface FuzzResult {
  readonly findings: readonly Finding[];
  /** What was tried, and what there was to find anything in. */
  readonly done: { readonly tried: number } & Playground['done'];
}

/** Programs that are migrated in one run. */
const BATCH = 50;

/** Tries mutants of programs; the same ones again for the same seed. */
export async function fuzz({
  programs,
  donors = programs,
  seed,
  count,
  onProgress,
}: FuzzOptions): Promise<FuzzResult> {
  const random = new Random(seed);
  function* mutants(): Generator<Program> {
    for (let made = 0, tries = 0; made < count && tries < count * 3; tries++) {
      const program = random.pick(programs);
      const text = mutate(program, random.pick(donors), random);
      if (text === undefined) continue;
      made++;
      yield { ...program, text };
    }
  }
  return check(mutants(), onProgress);
}

/** Tries programs as they are; those that do not parse are left out. */
export async function checkAll(
  programs: readonly Program[],
  onProgress?: (done: number) => void,
): Promise<FuzzResult> {
  return check(
    programs.filter(({ text, path }) => piecesOf(text, path)),
    onProgress,
  );
}

async function check(programs: Iterable<Program>, onProgress?: (done: number) => void): Promise<FuzzResult> {
  const playgrounds = FLAVOURS.map((flavour) => new Playground(flavour));
  const findings: Finding[] = [];
  const done = { tried: 0, messages: 0, repairs: 0, migrated: 0 };
  try {
    for (const batch of inBatches(programs)) {
      // Each batch in another project: what a program is rewritten to depends on what there is to log with.
      const playground = playgrounds[Math.floor(done.tried / BATCH) % playgrounds.length];
      if (!playground) break;
      for (const program of batch) {
        findings.push(...playground.lint(program));
        done.tried++;
        onProgress?.(done.tried);
      }
      findings.push(...(await playground.migrate(batch)));
    }
    for (const { done: own } of playgrounds)
      for (const key of ['messages', 'repairs', 'migrated'] as const) done[key] += own[key];
  } finally {
    for (const playground of playgrounds) playground.remove();
  }
  return { findings, done };
}

function* inBatches(programs: Iterable<Program>): Generator<readonly Program[]> {
  let batch: Program[] = [];
  for (const program of programs) {
    batch.push(program);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** Takes statements and pieces out of the program of a finding while it shows the same. */
export async function reduced(finding: Finding): Promise<Finding> {
  const playground = new Playground(finding.flavour);
  try {
    let best = finding;
    for (let again = true, left = 300; again;) {
      again = false;
      const pieces = piecesOf(best.program.text, best.program.path);
      const ranges = [...(pieces?.statements ?? []), ...(pieces?.expressions ?? [])].sort(
        (a, b) => b[1] - b[0] - (a[1] - a[0]),
      );
      for (const [start, end] of ranges) {
        for (const by of ['', 'a']) {
          if (left-- <= 0) return best;
          const { text } = best.program;
          if (end - start <= by.length || text.slice(start, end) === by) continue;
          const program = { ...best.program, text: text.slice(0, start) + by + text.slice(end) };
          if (!piecesOf(program.text, program.path)) continue;
          const shown = [...playground.lint(program), ...(await playground.migrate([program]))];
          const same = shown.find(({ kind }) => kind === finding.kind);
          if (!same) continue;
          best = same;
          again = true;
          break;
        }
        if (again) break;
      }
    }
    return best;
  } finally {
    playground.remove();
  }
}
