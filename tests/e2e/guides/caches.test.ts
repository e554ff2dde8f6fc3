import { beforeAll, describe, expect, it } from 'vitest';
import { found } from './findings.js';
import { installed } from './installed.js';
import { Reader } from './reader.js';

const PAGE = 'docs/guides/caches.md';

let modules: string;
beforeAll(async () => {
  modules = await installed();
}, 300_000);

/** A service whose logger nothing is known of, until it is pino's. */
async function service(): Promise<Reader> {
  const reader = new Reader(modules, {
    'package.json': { name: 'shop', type: 'module', dependencies: { pino: '^10', '@acme/log': '^1' } },
    'src/logger.js': "export { log as logger } from '@acme/log';\n",
    'src/orders.js':
      "import { logger } from './logger.js';\n\nexport const load = (id) => logger.info(`Order loaded: ${id}`);\n",
    'src/users.js': 'export const name = (user) => user.name;\n',
    '.gitignore': 'node_modules\n.eslintcache\n',
  });
  await reader.sh('git init --quiet && git add . && git commit --quiet --message start');
  return reader;
}

const PINO = "import { pino } from 'pino';\n\nexport const logger = pino();\n";
const CACHED = 'npx eslint . --cache --cache-location .eslintcache';

/** The files that a run says something of. */
const reported = async (reader: Reader, command: string) => Object.keys(await found(reader, command));

describe("ESLint's cache", () => {
  it('alone keeps what was said of a file when the logger that it imports changes', async () => {
    const reader = await service();
    reader.write(
      'eslint.config.mjs',
      "import observability from 'eslint-plugin-observability';\n\nexport default [observability.configs.recommended];\n",
    );
    expect(await reported(reader, CACHED)).toEqual([]);
    reader.write('src/logger.js', PINO);
    expect(await reported(reader, CACHED)).toEqual([]);
    expect(await reported(reader, 'npx eslint .')).toEqual(['src/orders.js']);
  });

  it('with the key of the guide does not', async () => {
    const reader = await service();
    const [step] = await reader.follow(PAGE, "ESLint's cache");
    expect(step?.code).toBe(0);
    expect(await reported(reader, step?.command ?? '')).toEqual([]);
    reader.write('src/logger.js', PINO);
    expect(await reported(reader, step?.command ?? '')).toEqual(['src/orders.js']);
    // Nor with a change of the package.json, nor when a listed file goes.
    reader.write(
      'package.json',
      JSON.stringify({
        ...(reader.json('package.json') as object),
        observability: { logger: { library: 'winston' } },
      }),
    );
    await reader.sh('rm src/logger.js');
    expect(await reported(reader, step?.command ?? '')).toEqual(await reported(reader, 'npx eslint .'));
  });

  it('with that key is used: a file that has not changed is not linted again', async () => {
    const reader = await service();
    const [step] = await reader.follow(PAGE, "ESLint's cache");
    reader.write('src/users.js', 'export const name = (user) => user.firstName;\n');
    const { stderr } = await reader.sh(`DEBUG=eslint:eslint-helpers ${step?.command ?? ''}`);
    const skipped = [...stderr.matchAll(/Skipping file since it hasn't changed: (\S+)/g)].map(
      ([, file]) => file,
    );
    expect(skipped.sort()).toEqual(['eslint.config.mjs', 'src/logger.js', 'src/orders.js']);
  });

  it('and threads find the same', async () => {
    const reader = await service();
    await reader.follow(PAGE, "ESLint's cache");
    reader.write('src/logger.js', PINO);
    const [step] = await reader.follow(PAGE, 'Threads');
    expect(step?.code).toBe(1);
    const alone = await reported(reader, 'npx eslint .');
    for (const threads of ['--concurrency 2', '--concurrency 2 --cache', '--concurrency 2 --cache'])
      expect(await reported(reader, `npx eslint . ${threads}`)).toEqual(alone);
    expect(alone).toEqual(['src/orders.js']);
  });
});
