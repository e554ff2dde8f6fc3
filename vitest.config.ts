import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Both of two cores: by default one is left to whoever watches.
    maxWorkers: '100%',
    // A test that checks nothing cannot fail.
    expect: { requireAssertions: true },
    setupFiles: ['tests/plain-output.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/catalog/**', 'tests/e2e/**'],
          // Most of a file's time goes into loading ESLint and TypeScript: they are loaded once a worker.
          isolate: false,
        },
      },
      // The libraries keep global state (providers, registries, overridden loggers): each file has a process of its own.
      { extends: true, test: { name: 'libraries', include: ['tests/catalog/**/*.test.ts'] } },
      // What is published: needs `npm run build`, npm and a registry.
      { extends: true, test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'] } },
    ],
  },
});
