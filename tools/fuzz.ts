/**
 * `npm run fuzz` tries mutants of programs on all rules, their fixes and suggestions, and the codemod: nothing crashes, everything
 * written parses, `--fix` converges, and a second run of the codemod is empty. `--tree DIR` tries the files of a folder instead, as
 * they are and mutated. `--kills COUNT` ends real runs of the codemod half way.
 */
import { realpathSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import type { Finding } from './fuzz/check.js';
import { type FuzzResult, checkAll, fuzz, reduced } from './fuzz/fuzz.js';
import { killRuns } from './fuzz/kills.js';
import { programsOf, seedPrograms } from './fuzz/programs.js';

interface Flags {
  readonly seed: number;
  readonly count: number;
  readonly tree?: readonly string[];
  readonly kills?: number;
  readonly reduce: boolean;
}

const flags = new Command('fuzz')
  .option('--seed <number>', 'of the random choices: the same seed, the same mutants', number, 1)
  .option('--count <number>', 'mutants tried', number, 1000)
  .option('--tree <folders...>', 'files to try as they are and, with pieces of the usual programs, mutated')
  .option('--kills <number>', 'runs of the codemod that are killed half way, instead of mutants', number)
  .option('--no-reduce', 'print findings with the whole program')
  .parse()
  .opts<Flags>();

if (flags.kills === undefined) await tryPrograms();
else await tryKills(flags.kills);

async function tryPrograms(): Promise<void> {
  const seeds = seedPrograms();
  const { seed, count } = flags;
  const results: FuzzResult[] = [];
  if (flags.tree) {
    const programs = flags.tree.flatMap((folder) => programsOf(realpathSync(folder)));
    results.push(await checkAll(programs, progress));
    const parsed = results[0]?.done.tried ?? 0;
    console.log(`${parsed} of ${programs.length} files parse.`);
    // Pieces of the files in programs that log, and the other way round.
    if (count > 0 && parsed > 0) {
      results.push(
        await fuzz({
          programs: seeds,
          donors: programs,
          seed,
          count: Math.ceil(count / 2),
          onProgress: progress,
        }),
      );
      results.push(
        await fuzz({ programs, donors: seeds, seed, count: Math.floor(count / 2), onProgress: progress }),
      );
    }
  } else results.push(await fuzz({ programs: seeds, seed, count, onProgress: progress }));
  const findings = results.flatMap((result) => result.findings);
  for (const list of byKind(findings)) await print(list);
  const sum = (of: (result: FuzzResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  console.log(
    `${sum(({ done }) => done.tried)} programs tried (seed ${seed}): ${sum(({ done }) => done.messages)} messages, ` +
      `${sum(({ done }) => done.repairs)} repairs, ${sum(({ done }) => done.migrated)} calls migrated; ${findings.length} findings.`,
  );
  if (findings.length > 0) process.exitCode = 1;
}

async function tryKills(count: number): Promise<void> {
  const { halfDone, runs, findings } = await killRuns({
    count,
    seed: flags.seed,
    fromOutside: true,
    onProgress: progress,
  });
  for (const finding of findings) console.log(finding);
  console.log(
    `${halfDone} runs ended with some and not all files changed, of ${runs} killed; ${findings.length} findings.`,
  );
  if (findings.length > 0 || halfDone < count) process.exitCode = 1;
}

function byKind(findings: readonly Finding[]): Finding[][] {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) kinds.set(finding.kind, [...(kinds.get(finding.kind) ?? []), finding]);
  return [...kinds.values()];
}

async function print(list: readonly Finding[]): Promise<void> {
  const [shortest] = list.toSorted((a, b) => a.program.text.length - b.program.text.length);
  if (!shortest) return;
  const { kind, program, detail } = flags.reduce ? await reduced(shortest) : shortest;
  console.log(`== ${kind} (${list.length}): ${program.name}\n${program.text}\n-- ${detail}\n`);
}

function progress(done: number): void {
  if (process.stderr.isTTY && done % 20 === 0) process.stderr.write(`\r${done} `);
}

function number(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('Write a number.');
  return Number(value);
}
