import { describe } from 'vitest';
import rule from '../../../rules/logs/no-log-in-loop.js';
import { lines, project, ruleTester } from '../rule-tester.js';
import { PINO } from './loggers.js';

const inFunction = (...body: string[]) => PINO + lines('async function sync(users, running) {', ...body, '}');
const valid = (name: string, ...body: string[]) => ({ name, code: inFunction(...body) });
const invalid = (loop: string, ...body: string[]) => ({
  code: inFunction(...body),
  errors: [{ messageId: 'inLoop' as const, data: { loop } }],
});

describe('records of which a loop writes few', () => {
  ruleTester.run('no-log-in-loop', rule, {
    valid: [
      valid('debug', 'for (const user of users) logger.debug({ user }, "Synced");'),
      valid('behind the loop', 'for (const user of users) save(user);', 'logger.info("Synced");'),
      valid(
        'a failed item, caught',
        'for (const user of users) { try { save(user); } catch (err) { logger.error({ err }, "Lost"); } }',
      ),
      valid(
        'a failed item, tested',
        'for (const user of users) { if (!user.email) { logger.warn({ user }, "No e-mail"); continue; } }',
      ),
      valid(
        'a failed item of a callback',
        'users.forEach((user) => { if (!user.email) logger.error({ user }, "No e-mail"); });',
      ),
      valid(
        'a skipped item',
        'users.flatMap((user) => { if (!user.email) { logger.info("No e-mail"); return []; } return user; });',
      ),
      valid(
        'a chosen item',
        'for (const user of users) { if (user.isNew) logger.info({ user }, "Created"); }',
      ),
      valid(
        'a failed item that is left over',
        'users.map((user) => { if (user.email) { return save(user); } logger.warn("No e-mail"); return null; });',
      ),
      valid(
        'a skipped item that is left over',
        'for (const user of users) { if (user.email) { save(user); continue; } logger.info("Skipped"); }',
      ),
      valid(
        'a skipped item after those that are taken',
        'users.forEach((user) => { if (user.email) return; logger.info({ user }, "Ignoring a user"); });',
      ),
      valid(
        'the end of a process',
        'process.on("SIGTERM", async () => { for (const user of users) logger.info("Leaving"); });',
        'process.once("beforeExit", () => { users.forEach((user) => { logger.info("Leaving"); }); });',
      ),
      ...[
        'shutdownAll',
        'gracefulShutdown',
        'upgrade',
        'upgradeSchema',
        'runMigrations',
        'performUpgrade',
      ].map((name) => valid(name, `function ${name}() { for (const user of users) logger.info("Step"); }`)),
      valid('a list of failures', 'users.errors.forEach((error) => { logger.error(error); });'),
      valid('issues by a loop', 'for (const issue of users.issues) logger.error({ issue }, "Invalid");'),
      valid(
        'values over time',
        'timer(1000).reduce(isPaused).map((paused) => { logger.info({ paused }, "Network"); return paused; });',
      ),
      valid(
        'one of the ways',
        'for (const user of users) { switch (user.plan) { case "free": logger.info("Free"); break; default: save(user); } }',
      ),
      valid(
        'batches by their name',
        'for (const batch of batches) logger.info({ n: batch.length }, "Syncing");',
      ),
      valid(
        'chunks',
        'chunk(users, 100).map(async (some) => { logger.info({ n: some.length }, "Syncing"); });',
      ),
      {
        name: 'tearing down',
        code: `${PINO}class Sync { async teardown(users) { for (const user of users) logger.info("Closed"); } }`,
      },
      valid('batches', 'for (let i = 0; i < users.length; i += SIZE) logger.info({ i }, "Syncing");'),
      {
        name: 'an IIFE that starts the process',
        code: `${PINO}setImmediate(async () => { for (const job of jobs) logger.info("Scheduled"); });`,
      },
      valid(
        'a failed promise',
        'for (const user of users) save(user).catch((err) => logger.error({ err }, "Lost"));',
      ),
      valid(
        'the record ends the loop',
        'for (const user of users) { if (user.isAdmin) { logger.info({ user }, "Found"); break; } }',
      ),
      valid(
        'the record returns',
        'for (const user of users) { if (user.isAdmin) { logger.info({ user }, "Found"); return user; } }',
      ),
      valid(
        'the record throws',
        'users.map((user) => { if (!user) { logger.info("Lost"); throw new Error("Lost"); } });',
      ),
      valid(
        'every thousandth',
        'let i = 0; for (const user of users) { if (++i % 1000 === 0) logger.info({ i }, "Syncing"); }',
      ),
      valid(
        'every minute',
        'for (const user of users) { if (Date.now() - last > 60_000) logger.info("Syncing"); }',
      ),
      valid(
        'once',
        'let told = false; for (const user of users) { if (!told) { told = true; logger.info("Old user"); } }',
      ),
      valid(
        'once for each',
        'for (const { plan } of users) { if (!seen.has(plan)) { seen.add(plan); logger.info({ plan }, "Old plan"); } }',
      ),
      valid(
        'an event handler',
        'for (const socket of users) socket.on("close", () => logger.info("Closed"));',
      ),
      valid(
        'a function made in a loop',
        'for (const user of users) { jobs.push(async () => { logger.info("Synced"); }); }',
      ),
      valid(
        'a fixed list',
        'for (const signal of ["SIGTERM", "SIGINT"]) { logger.info({ signal }, "Listening"); }',
      ),
      valid(
        'a fixed list by its name',
        'const parts = ["a", "b"]; for (const part of parts) logger.info({ part }, "Loaded");',
      ),
      valid(
        'a fixed list of callbacks',
        '["a", "b"].forEach((part) => { logger.info({ part }, "Loaded"); });',
      ),
      valid(
        'keys of a fixed object',
        'const parts = { a: 1 }; for (const [key] of Object.entries(parts)) logger.info({ key }, "Loaded");',
      ),
      valid('a constant', 'for (const region of REGIONS) logger.info({ region }, "Ready");'),
      valid('few turns', 'for (let i = 0; i < 3; i++) logger.info({ i }, "Ready");'),
      valid('a worker', 'while (true) { const job = await take(); logger.info({ job }, "Taken"); }'),
      valid('a worker with no test', 'for (;;) { const job = await take(); logger.info({ job }, "Taken"); }'),
      valid('a worker that can be stopped', 'while (running) { await sleep(1000); logger.info("Polled"); }'),
      valid(
        'a consumer',
        'for await (const message of consumer) logger.info({ id: message.id }, "Received");',
      ),
      valid('pages', 'do { page = await next(page); logger.info({ page }, "Fetched"); } while (page);'),
      valid(
        'retries',
        'for (let attempt = 0; attempt < max; attempt++) { logger.info({ attempt }, "Connecting"); }',
      ),
      valid('a method that is no iteration', 'users.subscribe((user) => logger.info({ user }, "Seen"));'),
      valid('the list of a loop', 'for (const user of logger.info("Syncing") ?? users) save(user);'),
      {
        name: 'start of a process',
        code: `${PINO}for (const port of ports) { logger.info({ port }, "Listening"); }`,
      },
      {
        name: 'a function that starts it',
        code: `${PINO}function bootstrap(apps) { for (const app of apps) logger.info("Ready"); }`,
      },
      {
        name: 'a function that stops it',
        code: `${PINO}class App { async onModuleDestroy() { for (const app of this.apps) logger.info("Stopped"); } }`,
      },
      {
        name: 'a constructor',
        code: `${PINO}class App { constructor(parts) { parts.forEach((part) => { logger.info("Ready"); }); } }`,
      },
      { name: 'the console', code: 'function sync(users) { for (const user of users) console.log(user); }' },
      {
        name: 'a logger that is only named so',
        code: 'function sync(users) { for (const user of users) logger.info("Synced"); }',
      },
    ],
    invalid: [],
  });

  project({ 'package.json': { name: 'app' } }).run('no-log-in-loop', rule, {
    valid: [
      'src/sync.test.ts',
      'scripts/sync.ts',
      'bin/sync.ts',
      'src/userMigration.ts',
      'src/examples/sync.ts',
    ].map((filename) => ({
      name: filename,
      filename,
      code: inFunction('for (const user of users) logger.info("Synced");'),
    })),
    invalid: [],
  });
});

describe('a record a turn', () => {
  ruleTester.run('no-log-in-loop', rule, {
    valid: [],
    invalid: [
      invalid(
        'for (const user of users)',
        'for (const user of users) { await save(user); logger.info({ user }, "Synced"); }',
      ),
      invalid('for (const id in users)', 'for (const id in users) logger.info({ id }, "Synced");'),
      invalid(
        'for (let i = 0; i < users.length; i++)',
        'for (let i = 0; i < users.length; i++) logger.warn({ i }, "Synced");',
      ),
      invalid(
        'while (users.length)',
        'while (users.length) { logger.info({ user: users.pop() }, "Synced"); }',
      ),
      invalid(
        'while (users.length)',
        'do { logger.info({ user: users.pop() }, "Synced"); } while (users.length)',
      ),
      invalid('users.forEach()', 'users.forEach((user) => { logger.info({ user }, "Synced"); });'),
      invalid(
        'users.map()',
        'await Promise.all(users.map(async (user) => { await save(user); logger.info("Synced"); }));',
      ),
      invalid(
        'users .filter(Boolean) .forEach()',
        'users',
        '.filter(Boolean)',
        '.forEach((user) => logger.info("Synced"));',
      ),
      {
        ...invalid(
          'for (const user of users)',
          'for (const user of users) { save(user); logger.error({ user }, "Synced"); }',
        ),
        name: 'an error for every item',
      },
      {
        ...invalid(
          'for (const user of users)',
          'for (const user of users) { if (user.isOld) continue; logger.info({ user }, "Created"); }',
        ),
        name: 'behind a test that passes most items',
      },
      {
        ...invalid(
          'for (const user of users)',
          'users.on("change", () => { for (const user of users) logger.info("Seen"); });',
        ),
        name: 'a listener of something else',
      },
      {
        ...invalid('for (const user of [...users])', 'for (const user of [...users]) logger.info("Synced");'),
        name: 'a list that is spread',
      },
      {
        ...invalid(
          'for (const user of found)',
          'const found = []; collect(found); for (const user of found) logger.info("Synced");',
        ),
        name: 'a list that is filled later',
      },
      {
        name: 'a logger that is only named so, where presumed loggers are judged',
        code: 'function sync(users) { for (const user of users) logger.info("Synced"); }',
        options: [{ presumed: true }],
        errors: [{ messageId: 'inLoop', data: { loop: 'for (const user of users)' } }],
      },
    ],
  });
});
