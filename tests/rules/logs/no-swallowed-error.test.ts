import { describe } from 'vitest';
import rule from '../../../rules/logs/no-swallowed-error.js';
import { lines, project, ruleTester } from '../rule-tester.js';

const dropped = (guarded: string) => ({ messageId: 'dropped' as const, data: { guarded } });
const answered = (status: number) => ({ messageId: 'answered' as const, data: { status } });
const inFunction = (...body: string[]) => lines('async function run(req, res, next) {', ...body, '}');
const valid = (name: string, ...body: string[]) => ({ name, code: inFunction(...body) });

describe('errors that are used', () => {
  ruleTester.run('no-swallowed-error', rule, {
    valid: [
      valid('logged', 'try { await work(); } catch (err) { logger.error({ err }, "failed"); }'),
      valid('logged without the error', 'try { await work(); } catch { logger.warn("failed"); }'),
      valid('rethrown', 'try { await work(); } catch (err) { throw err; }'),
      valid('wrapped', 'try { await work(); } catch { throw new UnavailableError(); }'),
      valid('passed on', 'try { await work(); } catch (err) { next(err); }'),
      valid(
        'rejected',
        'new Promise((resolve, reject) => { try { work(); } catch (err) { reject(err); } });',
      ),
      valid('recorded', 'try { await work(); } catch (err) { span.recordException(err); }'),
      valid('handed to Sentry', 'try { await work(); } catch (err) { Sentry.captureException(err); }'),
      valid('counted', 'try { await work(); } catch { failures.inc(); }'),
      valid('destructured', 'try { await work(); } catch ({ message }) { res.status(500).send(message); }'),
      valid('used by a function inside', 'try { await work(); } catch (err) { after(() => report(err)); }'),
      valid('a fallback returned', 'try { return await work(); } catch { return undefined; }'),
      valid(
        'a question answered with no',
        'let found = false; try { (await list()).forEach((each) => { if (each.id === req.id) found = true; }); } catch {}',
        'return found;',
      ),
      valid(
        'an item that is not collected',
        'const valid = []; for (const item of req.items) { try { valid.push(open(item)); } catch {} }',
      ),
      valid(
        'an answer with the error at hand',
        'function answer(error) { try { return page(error); } catch { return new Response(error.stack, { status: 500 }); } }',
      ),
      valid(
        'explained in front of what is prepared for it',
        'if (full) { // A best-effort attempt.',
        'const reason = why(); this.publish(reason).catch(() => {}); }',
      ),
      valid(
        'a function that handles its errors itself',
        'const connect = () => open().catch((err) => { failed = err; throw err; }); void connect().catch(() => undefined);',
      ),
      valid(
        'cleanup in a callback that handles a failure',
        'return open().catch(async (err) => { await ownedDispose().catch(() => undefined); throw err; });',
      ),
      valid('a lookup', 'try { clearInterval(registry.getInterval("sync")); } catch {}'),
      valid('a flag set', 'let ok = true; try { await work(); } catch { ok = false; }'),
      valid('counted by hand', 'let failed = 0; try { await work(); } catch { failed++; }'),
      valid('retried', 'for (;;) { try { await work(); break; } catch { continue; } }'),
      valid('the process ends', 'try { await work(); } catch { process.exit(1); }'),
      valid('a callback that logs', 'work().catch((err) => logger.error({ err }, "failed"));'),
      valid('a callback by its name', 'work().catch(console.error);', 'work().catch(report);'),
      valid('second callback of then', 'work().then(done, (err) => next(err));'),
      valid('then without a second callback', 'work().then(() => {});'),
    ],
    invalid: [],
  });
});

describe('errors that are expected', () => {
  ruleTester.run('no-swallowed-error', rule, {
    valid: [
      valid('a comment says why', 'try { await work(); } catch { /* the cache is optional */ }'),
      valid(
        'a comment in a line of its own',
        'try { await work(); } catch {',
        '// nothing depends on it',
        '}',
      ),
      valid(
        'a guard',
        'class JwtGuard { async canActivate(context) {',
        'try { context.user = await this.users.load(context); await touch(); } catch {}',
        'return Boolean(context.user); } }',
      ),
      valid(
        'a function that authenticates',
        'async function authenticateRequest(req) {',
        'try { await sessions.load(req); await touch(); } catch {}',
        '}',
      ),
      valid('a comment in front', '// Best effort.', 'try { await work(); } catch {}'),
      valid('a comment behind', 'work().catch(() => {}); // fire and forget'),
      valid('a comment in a callback', 'work().catch(() => { /* best effort */ });'),
      valid('an optional dependency', 'try { require("bufferutil"); } catch {}'),
      valid('an optional import', 'try { await import("bufferutil"); } catch (e) {}'),
      valid('cleanup', 'try { await client.close(); } catch {}'),
      valid('cleanup by several calls', 'try { fs.closeSync(fd); fs.unlinkSync(path); } catch {}'),
      valid(
        'cleanup of a promise',
        'await reader.cancel().catch(() => {});',
        'rm(dir).catch(() => undefined);',
      ),
      valid('cleanup by noop', 'client.disconnect().catch(noop);'),
      valid(
        'on the way out of another failure',
        'try { await work(); } catch (err) { await undo().catch(() => {}); throw err; }',
      ),
      valid('in a finally', 'try { await work(); } finally { try { undo(); } catch {} }'),
      {
        name: 'in a function named for it',
        code: 'async function cleanupBucket() { await send(x).catch(() => {}); }',
      },
      valid('a value under a condition', 'let user; try { if (id) { user = await load(id); } } catch {}'),
      valid('killed', 'try { process.kill(pid, "SIGKILL"); } catch {}'),
      valid('parsed', 'try { JSON.parse(text); } catch {}', 'try { new URL(text); } catch {}'),
      valid('whether a file exists', 'try { await fs.access(path); } catch {}'),
      valid('made if missing', 'try { fs.mkdirSync(path); } catch (e) {}'),
      valid('telemetry must not break the program', 'try { logger.info("a"); trackEvent("b"); } catch {}'),
      valid('nothing that is called', 'try { target.property = 1; } catch {}'),
      valid('first of two ways', 'try { return await primary(); } catch {}', 'return secondary();'),
      valid('left where it works', 'for (const url of urls) { try { await get(url); break; } catch {} }'),
      valid('a value that stays as it is', 'let user; try { user = await load(); } catch {}'),
      valid('a fallback that is used', 'const user = await load().catch(() => undefined);'),
      valid('one of several', 'await Promise.all(ids.map((id) => load(id).catch(() => null)));'),
      valid('waited for elsewhere', 'const job = start(); job.catch(() => {}); await job;'),
      valid(
        'a schema’s default',
        'const schema = z.string().catch("");',
        'const list = z.array(z.string()).catch(() => []);',
      ),
      valid('404 by a lookup', 'try { await load(); } catch { res.status(404).end(); }'),
      valid('a readiness check', 'try { await db.ping(); } catch { res.status(503).end(); }'),
      valid('500 and a metric', 'try { await work(); } catch { failures.inc(); res.status(500).end(); }'),
      valid('500 and a helper', 'try { await work(); } catch { fail(res); res.status(500).end(); }'),
      valid('a status that is not written out', 'try { await work(); } catch { res.status(code).end(); }'),
      valid(
        'telemetry and signs of life',
        "sendTelemetry('started').catch(() => {});",
        "bot.sendChatAction(req.chatId, 'typing').catch(() => {});",
      ),
      valid('500 outside a handler of errors', 'res.status(500).end();'),
    ],
    invalid: [],
  });

  project({ 'package.json': { name: 'app', bin: './cli.js' } }).run('no-swallowed-error', rule, {
    valid: [
      { name: 'a test', filename: 'src/load.test.ts', code: 'try { load(); } catch {}' },
      { name: 'a command line', filename: 'cli.js', code: 'try { load(); } catch {}' },
      { name: 'a script', filename: 'scripts/load.ts', code: 'try { load(); } catch {}' },
      { name: 'an example', filename: 'src/agents/example/load.ts', code: 'try { load(); } catch {}' },
    ],
    invalid: [],
  });
});

describe('errors beside pages', () => {
  const page = 'export async function charge(req, res) { try { await orders.charge(req.id); } catch {} }';
  const server = lines("import { Pool } from 'pg';", 'export const pool = new Pool();', page);
  project({
    'package.json': { name: 'shop', dependencies: { next: '15.0.0', pg: '8.0.0', react: '19.0.0' } },
    'lib/charge.ts': page,
    'lib/payments.ts': server,
  }).run('no-swallowed-error', rule, {
    valid: [{ name: 'in a module that a page may load', filename: 'lib/charge.ts', code: page }],
    invalid: [
      {
        name: 'in one that no page can load',
        filename: 'lib/payments.ts',
        code: server,
        errors: [dropped('`orders.charge()`')],
      },
    ],
  });
});

describe('errors that cannot be', () => {
  ruleTester.run('no-swallowed-error', rule, {
    valid: [
      valid(
        'of a function that deals with its errors itself',
        'notify().catch(() => {}); async function notify() { try { await send(); } catch (error) { logger.warn({ err: error }, "not sent"); } }',
      ),
      valid(
        'of a function that hands on to one that does',
        'async function go() { try { await tell(1); } catch {} } const tell = async (id) => { await quietly(id); }; const quietly = (id) => send(id).catch((error) => console.warn(error));',
      ),
    ],
    invalid: [
      {
        name: 'of a function that hands on to one that does not',
        code: 'async function go() { try { await tell(1); } catch {} } const tell = async (id) => { await send(id); };',
        errors: [dropped('`tell()`')],
      },
    ],
  });
});

describe('errors that disappear', () => {
  ruleTester.run('no-swallowed-error', rule, {
    valid: [],
    invalid: [
      { code: inFunction('try { await work(); } catch {}'), errors: [dropped('`work()`')] },
      { code: inFunction('try { await work(); } catch (err) {}'), errors: [dropped('`work()`')] },
      {
        name: 'longer names are cut',
        code: inFunction('try { await this.services.repositories.deliveries.attempts.update(1); } catch {}'),
        errors: [dropped('`this.services.repositories.deliveries...()`')],
      },
      {
        name: 'cleanup beside work',
        code: inFunction('try { await save(order); await file.close(); } catch {}'),
        errors: [dropped('`save()`')],
      },
      {
        name: 'a directive is no reason',
        code: inFunction('try { await work(); } catch {', '// @ts-ignore', '}'),
        errors: [dropped('`work()`')],
      },
      { code: inFunction('work().catch(() => {});'), errors: [dropped('`work()`')] },
      { code: inFunction('void orders.save().catch((err) => {});'), errors: [dropped('`orders.save()`')] },
      {
        code: inFunction('await orders', '  .save()', '  .catch(() => null);'),
        errors: [dropped('`orders.save()`')],
      },
      { code: inFunction('work().catch(() => { return; });'), errors: [dropped('`work()`')] },
      { code: inFunction('work().catch(function () {});'), errors: [dropped('`work()`')] },
      { code: inFunction('work().catch(noop);'), errors: [dropped('`work()`')] },
      { code: inFunction('work().then(done, () => void 0);'), errors: [dropped('`work()`')] },
      {
        name: 'a list that stays empty',
        code: inFunction(
          'const rows = []; try { for (const row of await query()) rows.push(row); } catch {}',
        ),
        errors: [dropped('`query()`')],
      },
      {
        name: 'each by itself',
        code: inFunction('try { await a(); } catch {}', 'try { await b(); } catch {}'),
        errors: [dropped('`a()`'), dropped('`b()`')],
      },
      {
        name: 'a callback that is not run in the try',
        code: inFunction('try { await work(() => client.close()); } catch {}'),
        errors: [dropped('`work()`')],
      },
    ],
  });

  ruleTester.run('no-swallowed-error', rule, {
    valid: [],
    invalid: [
      {
        name: 'Express',
        code: inFunction('try { await work(); } catch (err) { res.status(500).json({ error: "oops" }); }'),
        errors: [answered(500)],
      },
      {
        name: 'Express, by one call',
        code: inFunction('try { await work(); } catch { res.sendStatus(502); }'),
        errors: [answered(502)],
      },
      {
        name: 'Fastify',
        code: inFunction('try { await work(); } catch { return res.code(500).send({ ok: false }); }'),
        errors: [answered(500)],
      },
      {
        name: 'Node.js',
        code: inFunction('try { await work(); } catch { res.statusCode = 500; res.end(); }'),
        errors: [answered(500)],
      },
      {
        name: 'Hono',
        code: 'app.get("/", async (c) => { try { await work(); } catch { return c.json({ ok: false }, 500); } });',
        errors: [answered(500)],
      },
      {
        name: 'fetch API',
        code: 'export async function GET() { try { await work(); } catch { return new Response("oops", { status: 500 }); } }',
        errors: [answered(500)],
      },
      {
        name: 'Lambda',
        code: 'export async function handler() { try { await work(); } catch { return { statusCode: 500, body: "oops" }; } }',
        errors: [answered(500)],
      },
      {
        name: 'a rejection',
        code: inFunction('work().catch(() => res.status(500).end());'),
        errors: [answered(500)],
      },
    ],
  });
});

describe('the call that is named is the one that fails', () => {
  const names = (guarded: string, body: string) => ({
    name: body,
    code: inFunction(`try { ${body} } catch {}`),
    errors: [dropped(guarded)],
  });
  ruleTester.run('no-swallowed-error', rule, {
    valid: [],
    invalid: [
      names('`orders.save()`', 'const id = String(req.id); await orders.save(id);'),
      names('`orders.save()`', 'logger.debug("saving"); await orders.save(req);'),
      names('`orders.save()`', 'const order = prepare(req); await orders.save(order);'),
      names('`orders.save()`', 'for (const each of list.filter(isNew)) orders.save(each);'),
      names('`prepare()`', 'prepare(req); publish(req);'),
      names('`fetch()`', 'const body = JSON.parse(text); await fetch(body.url);'),
    ],
  });
});
