import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

type Files = Readonly<Record<string, string | object>>;

const manifest = (...dependencies: string[]) => ({
  name: 'shop',
  type: 'module',
  dependencies: Object.fromEntries(['express', ...dependencies].map((name) => [name, '*'])),
});

const PINO = "import pino from 'pino';\n\nexport const logger = pino();\n";
const WINSTON =
  "import winston from 'winston';\n\nexport const logger = winston.createLogger({ format: winston.format.json() });\n";
const USED = "import { logger } from './logger.js';\n\n";

/** What a file becomes. */
async function migrated(files: Files, path = 'src/a.js'): Promise<string> {
  const project = new Project({ 'package.json': manifest('pino'), ...files });
  await project.run('src', '--allow-dirty');
  return project.read(path);
}

const withPino = async (code: string) =>
  migrated({ 'src/logger.js': PINO, 'src/a.js': `${USED}logger.info('up');\n${code}\n` });

describe('a word of the text that names a field', () => {
  it.each([
    [
      'without the underscore that ties it to the value',
      'console.log(`Client joined room: login_${data.code}`);',
      "logger.info({ loginCode: data.code }, 'Client joined room: login_{loginCode}');",
    ],
    [
      'without its accents',
      'console.log(`Retomando período=${run.from}..${run.to} agora`);',
      '{ periodo: run.from,',
    ],
  ])('is taken %s', async (_, code, expected) => {
    expect(await withPino(code)).toContain(expected);
  });
});

describe('metrics that are printed', () => {
  it.each([
    [
      'held by a name',
      'export function count(name, value) {\n  const metric = { _aws: { Timestamp: 1 }, [name]: value };\n  console.log(JSON.stringify(metric));\n}',
    ],
    [
      'written out',
      'export function count(name, value) {\n  console.log(JSON.stringify({ _aws: { Timestamp: 1 }, name, value }));\n}',
    ],
  ])('stay on the console: %s', async (_, code) => {
    expect(await withPino(code)).toContain('console.log(JSON.stringify(');
  });

  it('are none without their key', async () => {
    const code =
      'export function countOrders(name, value) {\n  console.log(JSON.stringify({ name, value }));\n}';
    expect(await withPino(code)).not.toContain('console.log(');
  });
});

describe('the time that a text begins with', () => {
  it.each([
    [
      'in brackets',
      'console.log(`[${new Date().toISOString()}] Socket open`);',
      "logger.info('Socket open');",
    ],
    [
      'before a dash',
      'console.log(`${new Date().toLocaleString()} - Socket open`);',
      "logger.info('Socket open');",
    ],
    [
      'as an argument',
      "console.log(new Date().toISOString(), 'Socket open');",
      "logger.info('Socket open');",
    ],
    [
      'before an arrow',
      'console.log(`${new Date().toISOString()} → Socket open`);',
      "logger.info('Socket open');",
    ],
    [
      'before an arrow of two signs',
      'console.log(`[${new Date().toISOString()}] -> Socket open`);',
      "logger.info('Socket open');",
    ],
    [
      'added',
      "console.log('[' + new Date().toISOString() + '] Socket open');",
      "logger.info('Socket open');",
    ],
  ])('is the record’s own: %s', async (_, code, expected) => {
    expect(await withPino(code)).toContain(expected);
  });

  it.each([
    ['a file is called after it', 'console.log(`${new Date().toISOString()}.json written`);'],
    ['it is said later', 'console.log(`Socket open at ${new Date().toISOString()}`);'],
    ['it is another time', 'console.log(`[${new Date(order.at).toISOString()}] Order placed`);'],
  ])('stays a field where %s', async (_, code) => {
    expect(await withPino(code)).toMatch(/logger\.info\(\{/);
  });

  it('stays where records need not have a time', async () => {
    const files = {
      'package.json': manifest('winston'),
      'src/logger.js': WINSTON,
      'src/a.js': `${USED}logger.info('up');\nconsole.log(\`[\${new Date().toISOString()}] Socket open\`);\n`,
    };
    expect(await migrated(files)).toContain(
      "logger.info('Socket open', { date: new Date().toISOString() });",
    );
  });
});

describe('the level of what a handler prints', () => {
  it.each([
    ["send().catch(() => console.log('Failed to send'));", 'error'],
    ["try { send(); } catch { console.log('Error in send'); }", 'error'],
    ["try { send(); } catch { console.log('Failed to send, retrying'); }", 'info'],
    ["try { send(); } catch { console.log('Nothing to send'); }", 'info'],
    ["send().then(() => console.log('Failed orders are sent'));", 'info'],
    ["console.log('Failed orders are listed below');", 'info'],
    ["console.log('ERROR: no config file');", 'error'],
    ["console.log('Warning: the cache is off');", 'warn'],
    ["console.log('[WARN] the cache is off');", 'warn'],
    ["console.log('Errors: none are known');", 'info'],
    ["console.log('The last error: all is well');", 'info'],
    ["console.info('ERROR: no config file');", 'info'],
    ["client.on('reconnect_error', (err) => console.log('Not reconnected'));", 'info'],
  ])('%s', async (code, level) => {
    expect(await withPino(code)).toContain(`logger.${level}('`);
  });
});

describe('the level of what a listener prints of its parameter', () => {
  it.each([
    ['of errors', 'error', 'error'],
    ['of another failure', 'reconnect_failed', 'error'],
    ['of another event', 'reconnecting', 'info'],
    ['of an end', 'end', 'info'],
  ])('%s', async (_, event, level) => {
    const code = `client.on('${event}', (err) => console.log('Cache changed', err));`;
    expect(await withPino(code)).toContain(`logger.${level}({ err }, 'Cache changed')`);
  });
});

describe('the status of a response', () => {
  it('is not that of the thing before it', async () => {
    const code = 'const res = await fetch(url);\nconsole.log(`Create meeting ${res.status}`);';
    expect(await withPino(code)).toContain('{ status: res.status }');
  });

  it('is that of what has it', async () => {
    expect(await withPino('console.log(`Create meeting ${params.status}`);')).toContain(
      '{ meetingStatus: params.status }',
    );
  });
});

describe('a logger that a package makes', () => {
  const typed = (returns: string) => ({
    'package.json': manifest('pino', '@acme/kit'),
    'src/log.ts':
      "import { Kit } from '@acme/kit';\nimport type Pino from 'pino';\n\nconst kit = new Kit();\n\n" +
      `export function getLogger(name: string)${returns} {\n  return kit.getLogger(name);\n}\n`,
    'src/a.ts':
      "import { getLogger } from './log.js';\n\nconst logger = getLogger('orders');\n\n" +
      'export const load = (id: string) => logger.info(`Loading order ${id}`);\n',
  });

  it('is of the library that its type is of', async () => {
    expect(await migrated(typed(': Pino.Logger'), 'src/a.ts')).toContain(
      "logger.info({ orderId: id }, 'Loading order')",
    );
  });

  it('is unknown without a type', async () => {
    expect(await migrated(typed(''), 'src/a.ts')).toContain('logger.info(`Loading order ${id}`)');
  });

  const handed = (name: string) => ({
    'package.json': manifest('winston', name),
    'src/a.ts':
      "import winston from 'winston';\n\nexport class Orders {\n  constructor(private readonly logger: winston.Logger) {}\n\n" +
      '  fail(error: Error, id: string): void {\n    this.logger.error({ message: `Order ${id} failed`, error });\n  }\n}\n',
  });

  it('may write errors under any key', async () => {
    expect(await migrated(handed('@acme/logger'), 'src/a.ts')).toMatch(/\berror,?\s*\}/);
  });

  it('writes none under a key where no package is seen to make it', async () => {
    expect(await migrated(handed('@acme/orders'), 'src/a.ts')).toContain('stack: error');
  });
});

describe('the message of an error that may hold a request', () => {
  const axios = (code: string) => ({
    'package.json': manifest('pino', 'axios'),
    'src/logger.js': PINO,
    'src/a.js': `${USED}try {\n  run();\n} catch (error) {\n  ${code}\n}\n`,
  });

  it('stays a text, as a field beside the stack', async () => {
    expect(await migrated(axios('logger.error(`Tax not read: ${error.message}`);'))).toContain(
      "logger.error({ errorMessage: error.message, stack: error.stack }, 'Tax not read');",
    );
  });

  it('is left under the key that it has', async () => {
    const code = "logger.error({ error: error.message }, 'Tax not read');";
    expect(await migrated(axios(code))).toContain(code);
  });
});

describe('a function whose name says that it logs', () => {
  it('is no logger where it says something itself', async () => {
    const code =
      'const logDelivery = (order) => {\n  console.log(`Order ${order.id} was delivered today`);\n};';
    expect(await withPino(code)).toContain(
      "logger.info({ orderId: order.id }, 'Order {orderId} was delivered today');",
    );
  });

  it.each([
    'const logLine = (text) => {\n  console.log(`[the shop server] ${text}`);\n};',
    'const logOrder = (order) => {\n  console.log(`Order ${order.id}: ${order.text}`);\n};',
    'const logError = (where, err) => {\n  console.error(`There was an error in ${where}`, err);\n};',
  ])('is one where its caller does: %s', async (code) => {
    expect(await withPino(code)).toContain(code);
  });
});

describe('an error without a text', () => {
  const caught = (code: string) => withPino(`try { ship(); pay(); } catch (error) {\n  ${code}\n}`);

  it.each([
    [
      "console.error(error instanceof Error ? error.message : 'Failed to ship the order');",
      'Failed to ship the order',
    ],
    ["console.error(error.message || 'Failed to ship the order');", 'Failed to ship the order'],
  ])('has what is said where it has none: %s', async (code, message) => {
    expect(await caught(code)).toContain(`logger.error({ err: error }, '${message}');`);
  });

  it('has nothing of what says no more than that', async () => {
    const code = "console.error(error instanceof Error ? error.message : 'Unknown error');";
    expect(await caught(code)).toContain(code);
  });

  it.each([
    ['await db.insert(orders).values(given).returning();', 'db.insert failed'],
    ['await Order.find({ id }).populate("items").lean().exec();', 'Order.find failed'],
  ])('is of the query that failed: %s', async (tried, message) => {
    expect(await withPino(`try {\n  ${tried}\n} catch (err) {\n  console.error(err);\n}`)).toContain(
      `logger.error({ err }, '${message}');`,
    );
  });
});

describe('what a value belongs to is in its name', () => {
  it.each([
    ['console.log(`Kicked ${candidate.id} for good`);', '{ candidateId: candidate.id }'],
    [
      'console.log(`Video ${video.id} and ${provider.id} are gone`);',
      'videoId: video.id, providerId: provider.id',
    ],
    ['console.log(`Seen ${userId.id} in the shop`);', '{ id: userId.id }'],
    [
      'console.log(`Changed the email of a user from ${user.email} to ${userEmail}`);',
      'userEmail: user.email, newUserEmail: userEmail',
    ],
  ])('%s', async (code, fields) => {
    expect(await withPino(code)).toContain(fields);
  });
});

describe('bytes', () => {
  it.each([
    "const body = Buffer.from(text);\nconsole.log('Read body', body);",
    "child.stdout.on('data', (data) => {\n  console.log('Output', data);\n});",
  ])('are not written as a list: %s', async (code) => {
    expect(await withPino(code)).toContain(code);
  });

  it('are written as the text that is made of them', async () => {
    const code = 'const body = Buffer.from(text);\nconsole.log(`Read ${body} from disk`);';
    expect(await withPino(code)).toContain("logger.info({ body: String(body) }, 'Read {body} from disk');");
  });

  it('are counted', async () => {
    const code = "const body = Buffer.from(text);\nconsole.log('Read', body.length);";
    expect(await withPino(code)).toMatch(/logger\.info\(\{ body\w+: body\.length \}, 'Read'\);/);
  });
});

it('counts the batches that there are', async () => {
  const code = 'console.log(`Sending batch ${batch} of ${Math.ceil(mails.length / size)}`);';
  expect(await withPino(code)).toContain('{ batch, batchCount: Math.ceil(mails.length / size) }');
});

describe('a label that says what was done', () => {
  it.each([
    ['console.log(`Sync done, failed: ${failures}`);', "{ failures }, 'Sync done, failed: {failures}'"],
    ['console.log(`Mails sent, bounced: ${n}`);', "'Mails sent, bounced: {n}'"],
  ])('keeps its value: %s', async (code, record) => {
    expect(await withPino(code)).toContain(record);
  });

  it('names what is the opposite of a value', async () => {
    const code = 'console.log(`Updated plan of ${org}, cancelled: ${!isActive}`);';
    expect(await withPino(code)).toContain("{ org, cancelled: !isActive }, 'Updated plan'");
  });

  it.each([
    ['console.log(`Checked the door`, !locked);', '{ notLocked: !locked }'],
    ['console.log(`Checked the door`, !isOpen);', '{ isNotOpen: !isOpen }'],
    ['console.log(`Checked the door`, !!isOpen);', '{ isOpen: !!isOpen }'],
  ])('is no name of what it is the opposite of: %s', async (code, record) => {
    expect(await withPino(code)).toContain(record);
  });
});

describe('an id', () => {
  it.each([
    ['console.log(`Channel is gone, remove from db: ${id}`);', '{ id }'],
    ['console.log(`Channel is up to date: ${id}`);', '{ id }'],
    ['console.log(`Transfer needs a key and a signature: ${id}`);', '{ id }'],
    ['console.log(`Failed to update project info: ${project.id}`);', '{ projectId: project.id }'],
    ['console.log(`Sent to user: ${id}`);', '{ userId: id }'],
  ])('is not that of a place, or of one of several things: %s', async (code, record) => {
    expect(await withPino(code)).toContain(record);
  });
});

describe('what the text says of many', () => {
  it.each([
    ["console.log('Plan changed. Updated rows:', result.length);", 'rowCount: result.length'],
    ["console.log(`Enabled filters ${menu.values.join(', ')}`);", "filters: menu.values.join(', ')"],
    ['console.log(`Found ${users.length.toLocaleString()} users`);', '{ userCount: users.length }'],
    ['console.log(`Paid on ${day.toLocaleString()}`);', 'day.toLocaleString()'],
    ['console.log(`No prices. reason:${priceRes.reason}`);', '{ priceReason: priceRes.reason }'],
  ])('names them: %s', async (code, record) => {
    expect(await withPino(code)).toContain(record);
  });
});
