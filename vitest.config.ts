import { defineConfig } from 'vitest/config';

/**
 * The libraries keep global state (providers, registries, overridden loggers), so that a test file that uses them has a
 * process of its own. These only run programs that use them, or use none.
 */
const WITHOUT_LIBRARIES = [
  'baggage',
  'claims',
  'messaging',
  'named-nowhere',
  'propagation',
  'semconv',
  'semconv-fixes',
  'span-fixes',
].map((name) => `tests/catalog/${name}.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A worker that has removed thousands of files takes its time to end on a busy machine.
    teardownTimeout: 60_000,
    // Both of two cores: by default one is left to whoever watches.
    maxWorkers: '100%',
    globalSetup: 'tests/temporary-folder.ts',
    // A test that checks nothing cannot fail.
    expect: { requireAssertions: true },
    setupFiles: ['tests/plain-output.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/!(catalog|e2e)/**/*.test.ts', 'tests/*.test.ts', ...WITHOUT_LIBRARIES],
          // Most of a file's time goes into loading ESLint and TypeScript: they are loaded once a worker.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'libraries', include: ['tests/catalog/**/*.test.ts'], exclude: WITHOUT_LIBRARIES },
      },
      // What is published: needs `npm run build`, npm and a registry.
      {
        extends: true,
        test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], exclude: ['tests/e2e/guides/slow/**'] },
      },
      // Guides whose set-up is large to install: `npm run test:guides`.
      {
        extends: true,
        test: {
          name: 'guides',
          include: ['tests/e2e/guides/slow/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
