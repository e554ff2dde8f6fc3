import { describe, expect, it } from 'vitest';
import { checkAll, fuzz } from '../../tools/fuzz/fuzz.js';
import { mutate } from '../../tools/fuzz/mutate.js';
import { seedPrograms } from '../../tools/fuzz/programs.js';
import { Random } from '../../tools/fuzz/random.js';
import { killRuns } from '../../tools/fuzz/kills.js';

const programs = seedPrograms();

describe('the fuzz', { timeout: 300_000 }, () => {
  it('finds nothing in some mutants', async () => {
    const { findings, done } = await fuzz({ programs, seed: 1, count: 250 });
    expect(findings).toEqual([]);
    expect(done.tried).toBe(250);
    // Nothing would be found where nothing is reported or written.
    expect(done.messages).toBeGreaterThan(50);
    expect(done.repairs).toBeGreaterThan(5);
    expect(done.migrated).toBeGreaterThan(20);
  });

  it('starts from all kinds of programs', () => {
    const kinds = programs.map(({ name }) =>
      name.startsWith('differential') ? 'differential' : name.includes('.test.ts') ? 'rules' : 'package',
    );
    for (const kind of ['differential', 'rules', 'package'])
      expect(kinds.filter((each) => each === kind).length).toBeGreaterThan(100);
  });

  it('makes the same mutants of the same seed, and others of another', () => {
    const made = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 10 }, () => mutate(random.pick(programs), random.pick(programs), random));
    };
    expect(made(7)).toEqual(made(7));
    expect(made(7)).not.toEqual(made(8));
  });

  it('tries programs as they are, and leaves out what does not parse', async () => {
    const path = 'src/a.ts';
    const { done } = await checkAll([
      { name: 'one', path, text: "console.log('up', id);\n" },
      { name: 'other', path, text: 'const = 1;' },
    ]);
    expect(done).toMatchObject({ tried: 1, migrated: 1 });
  });

  it('finds nothing in runs that are killed', async () => {
    const { findings, halfDone } = await killRuns({ count: 1, seed: 1, fromOutside: false });
    expect(findings).toEqual([]);
    expect(halfDone).toBe(1);
  });
});
