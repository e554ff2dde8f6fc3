import { defineConfig } from 'vitest/config';

/** The tests of what is mutated, and no others: a rule's test that happens to notice a mutant says little of it. */
export default defineConfig({
  test: {
    include: [
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
