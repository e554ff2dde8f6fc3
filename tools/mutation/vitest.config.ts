import { defineConfig } from 'vitest/config';

/** The tests of what is mutated, and no others: a rule's test that happens to notice a mutant says little of it. */
export default defineConfig({
  test: {
    include: ['tests/{flow,estree}/**/*.test.ts', 'tests/model/values/**/*.test.ts'],
    testTimeout: 60_000,
    isolate: false,
  },
});
