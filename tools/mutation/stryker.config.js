/**
 * `npm run test:mutation`: changes one thing at a time in the analyses that every rule rests on, and shows which changes
 * no test notices. `npm run test:mutation -- --mutate src/flow/paths.ts` takes one file; a whole run takes hours.
 * `MUTATION_TESTS=tests/model/values/cardinality.test.ts npm run test:mutation -- --mutate src/model/values/cardinality.ts:40-120`
 * tries some lines against some tests; with `--incremental`, only what has changed since the last run is tried again.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['src/flow/**/*.ts', 'src/model/values/**/*.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // A text in a message, and what is thrown where the code cannot come, are nothing to test.
  mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral'] },
  ignorePatterns: ['dist', 'docs', 'examples', 'bench', '.corpus', 'tests/corpus', 'tests/e2e', 'coverage'],
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false },
  htmlReporter: { fileName: '.cache/mutation/report.html' },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  tempDirName: '.cache/mutation/tmp',
  cleanTempDir: true,
  allowConsoleColors: false,
  tsconfigFile: 'none.json',
  checkers: [],
  timeoutMS: 20_000,
};
