import { defineConfig } from 'vitest/config';

/**
 * The tests of what is mutated, and no others: a rule's test that happens to notice a mutant says little of it. `MUTATION_TESTS`
 * names those of one file: fewer tests a mutant, minutes for a file instead of an hour.
 */
export default defineConfig({
  test: {
    include: process.env.MUTATION_TESTS?.split(',') ?? [
      'tests/flow/**/*.test.ts',
      'tests/estree/reached.test.ts',
      'tests/model/values/**/*.test.ts',
      // The words of `values/claims.ts`, and what `values/summary.ts` makes of whole programs.
      'tests/catalog/claims.test.ts',
      'tests/analysis/summaries.test.ts',
    ],
    testTimeout: 60_000,
    isolate: false,
    setupFiles: ['tools/mutation/seed.ts'],
  },
});
