import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const PINO = "import { pino } from 'pino';\nexport const logger = pino();\n";
const IMPORT = "import { logger } from './logger.js';\n";

/** A service some of whose code logs records already; what becomes of a function of another file. */
async function migrated(body: string, records: string): Promise<string> {
  const project = new Project({
    'package.json': { name: 'shop', type: 'module', dependencies: { express: '*', pino: '*' } },
    'src/logger.ts': PINO,
    'src/records.ts': `${IMPORT}export function records(order, dto, user, tenantId, cart) {\n  ${records}\n}\n`,
    'src/a.ts': `${IMPORT}export function run(order, dto, user, tenantId, cart, id) {\n${body}\n}\n`,
  });
  const text = await project.migrated('src/a.ts');
  return text.split('\n').slice(2, -2).join('\n').trim();
}

describe('what records call a value already', () => {
  it.each<[string, string, string, string]>([
    [
      'as it is written',
      "logger.info({ shipmentRef: order.shipment.ref }, 'Sent');",
      'console.log(`Sending ${order.shipment.ref}`);',
      "logger.info({ shipmentRef: order.shipment.ref }, 'Sending {shipmentRef}');",
    ],
    [
      'after the message',
      "logger.info('Sent', { userUuid: dto.user });",
      'console.log(`Sending to ${dto.user}`);',
      "logger.info({ userUuid: dto.user }, 'Sending to {userUuid}');",
    ],
    [
      'by the name that it would get, in snake case',
      "logger.warn({ tenant_id: user.tenantId }, 'Sent');",
      'console.log(`Tenant ${tenantId} sent`);',
      "logger.info({ tenant_id: tenantId }, 'Tenant {tenant_id} sent');",
    ],
    [
      'of an optional chain',
      "logger.info({ tenant: user?.tenantId, n: 1 }, 'Sent');",
      'console.log(`Sending for ${user.tenantId}`);',
      "logger.info({ tenant: user.tenantId }, 'Sending for {tenant}');",
    ],
    [
      'as most do',
      "logger.info({ ref: order.ref }, 'a'); logger.info({ orderRef: order.ref }, 'b'); logger.info({ orderRef: order.ref }, 'c');",
      'console.log(`Sending ${order.ref}`);',
      "logger.info({ orderRef: order.ref }, 'Sending {orderRef}');",
    ],
  ])('is what it is called: %s', async (_, records, before, after) => {
    expect(await migrated(`  ${before}`, records)).toBe(after);
  });

  it.each<[string, string]>([
    ['a name that says too little', "logger.info({ id: user.tenantId }, 'Sent');"],
    ['names that differ', "logger.info({ a: user.tenantId }, 'a'); logger.info({ b: user.tenantId }, 'b');"],
    ['an object that is no record', "show({ tenant: user.tenantId }); logger.info('Sent');"],
    ['another word of one record', "logger.info({ owners: user.tenantId }, 'Sent');"],
    ['a role that it has there alone', "logger.info({ senderTenant: tenantId, at: 1 }, 'Sent');"],
    ['a computed value', "logger.info({ tenant: show(user.tenantId) }, 'Sent');"],
  ])('is not learned from %s', async (_, records) => {
    expect(await migrated('  console.log(`Sending for ${user.tenantId}`);', records)).toBe(
      "logger.info({ tenantId: user.tenantId }, 'Sending for {tenantId}');",
    );
  });

  it('gives way to a key in the message that is taken', async () => {
    const records = "logger.info({ tenant: user.tenantId }, 'Sent');";
    expect(await migrated('  console.log(`tenant=${cart.tenant} ${user.tenantId}`);', records)).toBe(
      "logger.info({ tenant: cart.tenant, userTenant: user.tenantId }, 'tenant={tenant} {userTenant}');",
    );
  });
});

describe('a value that several records of a run have', () => {
  it.each<[string, string, string]>([
    [
      'a better name further down',
      '  console.log(`Sending ${id}`);\n  console.log(`Order ${id} sent`);',
      "logger.info({ orderId: id }, 'Sending {orderId}');\n  logger.info({ orderId: id }, 'Order {orderId} sent');",
    ],
    [
      'a unit',
      '  console.log(`Took ${cart.took}`);\n  console.log(`Took ${cart.took}ms`);',
      "logger.info({ cartTookMs: cart.took }, 'Took {cartTookMs}');\n  logger.info({ cartTookMs: cart.took }, 'Took {cartTookMs}ms');",
    ],
    [
      'not what it is beside another',
      '  console.log(`Got new=${cart.path}`);\n  console.log(`Opened ${cart.path}`);',
      "logger.info({ cartPath: cart.path }, 'Got');\n  logger.info({ cartPath: cart.path }, 'Opened');",
    ],
  ])('has one name: %s', async (_, before, after) => {
    const text = await migrated(before, "logger.info('Sent');");
    const names = (line: string) => /\{ (\w+):/.exec(line)?.[1];
    expect(text.split('\n').map(names)).toEqual(after.split('\n').map(names));
  });

  it('has one for each variable, not for each word', async () => {
    const project = new Project({
      'package.json': { name: 'shop', type: 'module', dependencies: { express: '*', pino: '*' } },
      'src/logger.ts': PINO,
      'src/a.ts': `${IMPORT}export const a = (id) => {\n  console.log(\`Order \${id} sent\`);\n};\nexport const b = (id) => {\n  console.log(\`User \${id} sent\`);\n};\n`,
    });
    const text = await project.migrated('src/a.ts');
    expect(text).toContain("{ orderId: id }, 'Order {orderId} sent'");
    expect(text).toContain("{ userId: id }, 'User {userId} sent'");
  });
});

describe('the name of a value', () => {
  it.each<[string, string, string]>([
    [
      'that is one of two, by what it is',
      'console.log(`Cart changed, old: ${cart.oldTotal}, new: ${cart.newTotal}`);',
      "logger.info({ oldTotal: cart.oldTotal, newTotal: cart.newTotal }, 'Cart changed');",
    ],
    [
      'that is one of two, by that where it says nothing else',
      'console.log(`Cart changed, old: ${cart.total}, new: ${dto.total}`);',
      "logger.info({ old: cart.total, new: dto.total }, 'Cart changed');",
    ],
    [
      'whose kind the text says',
      'console.log(`Order ${order.id} of type ${order.name} is done`);',
      "logger.info({ orderId: order.id, orderName: order.name }, 'Order {orderId} of type {orderName} is done');",
    ],
    [
      'of an address in its parts',
      'console.log(`Cart API on ${cart.url}:${cart.port} is ready`);',
      "logger.info({ url: `${cart.url}:${cart.port}` }, 'Cart API on {url} is ready');",
    ],
    [
      'of a length taken out of a list, by what is counted',
      'const { length } = order; console.log(`Writing ${length} payments now`);',
      "const { length } = order; logger.info({ paymentCount: length }, 'Writing {paymentCount} payments now');",
    ],
    [
      'printed after the word for an error, which says how bad it is',
      "console.log('Error:', cart.total, order.id);",
      "logger.error({ cartTotal: cart.total, orderId: order.id }, 'Error');",
    ],
    [
      'before a level at the end',
      'console.log(`Sending ${order.id} failed [ERROR]`);',
      "logger.error({ orderId: order.id }, 'Sending {orderId} failed [ERROR]');",
    ],
    [
      'in one object with its text',
      "try { run(); } catch (error) { logger.error({ msg: 'Failed to store', error, cart }); }",
      "try { run(); } catch (error) { logger.error({ err: error, cart }, 'Failed to store'); }",
    ],
    [
      'of a part of a path, by what it leads to',
      'console.log(`Wrote backup as ${path.basename(backupPath)} now`);',
      "logger.info({ backupName: path.basename(backupPath) }, 'Wrote backup as {backupName} now');",
    ],
    [
      'of a part of a path that leads to a file',
      'console.log(`Wrote ${basename(filePath)} into ${dirname(file)} now`);',
      "logger.info({ fileName: basename(filePath), fileDirectory: dirname(file) }, 'Wrote {fileName} into {fileDirectory} now');",
    ],
    [
      'of a method that is named as one of a path, and is none',
      'console.log(`Wrote ${tree.root().basename()} now`);',
      "logger.info({ basename: tree.root().basename() }, 'Wrote {basename} now');",
    ],
    [
      'of a value as text',
      'console.log(`Went from ${stateToStr(currentState)} to ${stateToStr(next)} now`);',
      "logger.info({ currentState: stateToStr(currentState), next: stateToStr(next) }, 'Went from {currentState} to {next} now');",
    ],
    [
      'of a topic with its last levels',
      'console.log(`Subscribed to ${baseTopic}/set now`);',
      "logger.info({ topic: `${baseTopic}/set` }, 'Subscribed to {topic} now');",
    ],
    [
      'of a path, which is no topic',
      'console.log(`Copied to ${baseFolder}/set now`);',
      "logger.info({ path: `${baseFolder}/set` }, 'Copied to {path} now');",
    ],
    [
      'of the entries of an object',
      'console.log(`Updating ${Object.keys(order.changes).length} orders`);',
      "logger.info({ orderChangeCount: Object.keys(order.changes).length }, 'Updating {orderChangeCount} orders');",
    ],
    [
      'of counts, by what is counted',
      'console.log(`Found ${cart.orderCounts.size} unique pairs today`);',
      "logger.info({ pairCount: cart.orderCounts.size }, 'Found {pairCount} unique pairs today');",
    ],
    [
      'of a count, by the things before it',
      "console.log('Deleting orders', cart.count, 'now');",
      "logger.info({ orderCount: cart.count }, 'Deleting orders {orderCount} now');",
    ],
    [
      'without a name, by what is measured of a thing',
      'console.log(`Order ${order.id} had wait time ${user.end - cart.begun} at the end`);',
      "logger.info({ orderId: order.id, waitTime: user.end - cart.begun }, 'Order {orderId} had wait time {waitTime} at the end');",
    ],
    [
      'that begins what is said after a colon',
      'console.log(`Failed login attempt: ${user.type} is not configured`);',
      "logger.info({ userType: user.type }, 'Failed login attempt: {userType} is not configured');",
    ],
    [
      'of several after a colon',
      'console.log(`Cache miss: ${cart.type}/${cart.key} today`);',
      "logger.info({ cartType: cart.type, cartKey: cart.key }, 'Cache miss: {cartType}/{cartKey} today');",
    ],
    [
      'of what is done by means of something else',
      'console.log(`order stored via webhook: ${order.id} today`);',
      "logger.info({ orderId: order.id }, 'order stored via webhook: {orderId} today');",
    ],
    [
      'that is dressed up, by a function or its own method',
      'console.log(`From ${order.startOfPeriod.formatDate()} to ${jsonStringify(cart.filter)} today`);',
      "logger.info({ startOfPeriod: order.startOfPeriod.formatDate(), cartFilter: jsonStringify(cart.filter) }, 'From {startOfPeriod} to {cartFilter} today');",
    ],
    [
      'that is taken, of the next',
      'logger.warn({ id }, `Retrying (after ${id + 1})...`);',
      "logger.warn({ id, nextId: id + 1 }, 'Retrying (after {nextId})...');",
    ],
    [
      'whose noun is the name of another',
      'console.log(`Field ${user.parent.name}.${cart.fieldName} failed`);',
      "logger.info({ parentName: user.parent.name, fieldName: cart.fieldName }, 'Field {parentName}.{fieldName} failed');",
    ],
    [
      'that is called an error and is none',
      "console.log('error:', order.index);",
      "logger.info({ orderIndex: order.index }, 'error');",
    ],
    [
      'after an id',
      'console.log(`Upgrading user by customerId: ${order.stripe.customer}`);',
      "logger.info({ customerId: order.stripe.customer }, 'Upgrading user');",
    ],
    [
      'without a name, after what it counts',
      'console.log(`Batch ${order.batch}/${Math.ceil(cart.all / id)} done`);',
      "logger.info({ batch: order.batch, batchCount: Math.ceil(cart.all / id) }, 'Batch {batch}/{batchCount} done');",
    ],
    [
      'under the key of a sum',
      'console.log(`Used tokens: ${order.prompt}+${cart.answer}=${user.sum} today`);',
      "logger.info({ orderPrompt: order.prompt, cartAnswer: cart.answer, userSum: user.sum }, 'Used tokens: {orderPrompt}+{cartAnswer}={userSum} today');",
    ],
    [
      'of what a module holds',
      "console.log(`Version ${require('./package.json').version} loaded`);",
      "logger.info({ version: require('./package.json').version }, 'Version {version} loaded');",
    ],
    [
      'under a key that is no identifier',
      "console.log('Sender is', order['body-json'].email, 'today');",
      "logger.info({ email: order['body-json'].email }, 'Sender is {email} today');",
    ],
  ])('is said %s', async (_, before, after) => {
    const joined = (text: string) => text.replace(/\s+/g, '').replaceAll(',}', '}').replaceAll(',)', ')');
    expect(joined(await migrated(`  ${before}`, "logger.info('Sent');"))).toBe(joined(after));
  });
});

describe('what a value is called by its text and its own name', () => {
  it.each<[string, string, string]>([
    [
      'an adjective is no noun',
      'console.log(`Data unavailable (${id})`);',
      "logger.info({ id }, 'Data unavailable');",
    ],
    [
      'a name at the head says who speaks',
      'console.log(`order-worker: ${order.reason}`);',
      "logger.info({ orderReason: order.reason }, 'order-worker');",
    ],
    [
      'a key that the value says more of',
      "console.log('User:', user.id, 'Tenant:', tenantId);",
      "logger.info({ userId: user.id, tenantId }, 'User: {userId} Tenant: {tenantId}');",
    ],
    [
      'what is converted, in its new unit',
      'console.log(`Cart has ${bytesToKb(cart.bytes)} now`);',
      "logger.info({ cartKb: bytesToKb(cart.bytes) }, 'Cart has {cartKb} now');",
    ],
    [
      'what stands before a pair of colons is no key',
      'console.log(`Found all records - repo :: ${JSON.stringify(cart)}`);',
      "logger.info({ cart }, 'Found all records - repo :: {cart}');",
    ],
    [
      'what is current of something',
      'console.log(`Limit ${order.current} reached now`);',
      "logger.info({ orderCurrent: order.current }, 'Limit {orderCurrent} reached now');",
    ],
    [
      'the text and the stack of what is called an error',
      "const error = order.fault;\n  console.error('Cart failed:', error.message, error.stack);",
      "const error = order.fault;\n  logger.error({ err: error }, 'Cart failed');",
    ],
  ])('%s', async (_, before, after) => {
    expect(await migrated(`  ${before}`, '')).toBe(after);
  });

  it('takes no property that is only written longer for a change', async () => {
    const call = "logger.warn({ id: id, user }, 'Order lost');";
    expect(await migrated(`  ${call}`, '')).toBe(call);
  });

  it('leaves the tokens of a sign-in for review', async () => {
    const call = "const { tokens } = await oauth.getToken(id);\n  console.log('Tokens:', tokens);";
    expect(await migrated(`  ${call}`, '')).toBe(call);
  });
});

describe('a value that is read by its path', () => {
  it.each([
    ["get(order, 'failure.code.0')", "logger.info({ failureCode: get(order, 'failure.code.0') }, 'Late');"],
    ["get(order, 'failureCode', '')", "logger.info({ failureCode: get(order, 'failureCode', '') }, 'Late');"],
    ["_.get(order, 'reason')", "logger.info({ reason: _.get(order, 'reason') }, 'Late');"],
    ['get(order, path)', "logger.info({ order: get(order, path) }, 'Late');"],
    ["cart.get('total')", "logger.info({ total: cart.get('total') }, 'Late');"],
  ])('%s', async (value, written) => {
    expect(await migrated(`console.log(\`Late: \${${value}}\`);`, '')).toBe(written);
  });
});

describe('a line of a list', () => {
  it.each([
    ["console.log('  - Order ID:', order.id);", "logger.info({ orderId: order.id }, 'Order ID');"],
    ["console.log('\\t• Status:', order.status);", "logger.info({ orderStatus: order.status }, 'Status');"],
    ["console.log('* Cache is warm');", "logger.info('Cache is warm');"],
  ])('has no bullet: %s', async (call, written) => {
    expect(await migrated(call, '')).toBe(written);
  });
  it.each([
    ["console.log('-1 is free');", "logger.info('-1 is free');"],
    ["console.log('Cart - it is full');", "logger.info('Cart - it is full');"],
  ])('is none: %s', async (call, written) => {
    expect(await migrated(call, '')).toBe(written);
  });
});

describe('a label that is a preposition', () => {
  it('stays the message, where it is all that is said', async () => {
    expect(await migrated("console.log('From:', order.from);", '')).toBe(
      "logger.info({ orderFrom: order.from }, 'From: {orderFrom}');",
    );
  });
  it('is none in a sentence', async () => {
    expect(await migrated('console.log(`${dto.a} to ${dto.b}`);', '')).toContain('console.log(');
  });
});

it.each([
  ['user.accounts.length', 'userAccountCount'],
  ['user.oAuthAccounts.length', 'oAuthAccountCount'],
  ['user.itemCounts.length', 'itemCountsLength'],
])('what is counted: %s is %s', async (value, name) => {
  expect(await migrated(`console.log(\`Late after \${${value}}\`);`, '')).toContain(`{ ${name}:`);
});

describe('a parameter that is named as a text', () => {
  const written = async (head: string, more: string) => {
    const project = new Project({
      'package.json': { name: 'shop', type: 'module', dependencies: { express: '*', pino: '*' } },
      'src/logger.ts': PINO,
      'src/a.ts': `${IMPORT}export function handleDelivery(${head}) {\n  console.log(msg);\n  ${more}\n}\n`,
    });
    const text = await project.migrated('src/a.ts');
    return text.split('\n')[2]?.trim();
  };
  it.each([
    ['it is declared as text', 'msg: string', ''],
    ['it is declared as anything', 'msg: any', ''],
    ['nothing is said of it', 'msg', ''],
    ['it is read as a text', 'msg', 'send(msg.length, msg?.trim(), other.msg.id);'],
  ])('is the message, where %s', async (_, head, more) => {
    expect(await written(head, more)).toBe('logger.info(msg);');
  });
  it.each([
    ['it is declared as an object', 'msg: Delivery', ''],
    ['it may be missing', 'msg: Delivery | null', ''],
    ['its type is written out', 'msg: { id: string }', ''],
    ['members of it are read', 'msg', 'channel.ack(msg.content);'],
    ['they are read where it is there', 'msg', 'channel.ack(msg?.content);'],
  ])('is none, and nothing says what is logged of it, where %s', async (_, head, more) => {
    expect(await written(head, more)).toBe('console.log(msg);');
  });
});

describe('a name that a message gives or withholds', () => {
  it.each<[string, string, string]>([
    [
      'counts what may be one',
      'console.log(`Saved ${order.metadata.length} thumbnail(s) for ${id}`);',
      "logger.info({ thumbnailCount: order.metadata.length, id }, 'Saved {thumbnailCount} thumbnail(s)');",
    ],
    [
      'counts nothing by the key of the next value',
      'console.log(`Parsed ${order.b} offset: ${cart.offset} today`);',
      "logger.info({ b: order.b, offset: cart.offset }, 'Parsed {b} offset: {offset} today');",
    ],
    [
      'goes with an ellipsis where the value is a beginning',
      'console.log(`File hash: ${order.fileHash.slice(0, 8)}...`);',
      "logger.info({ fileHash: order.fileHash.slice(0, 8) }, 'File hash');",
    ],
    [
      'keeps one that says that something goes on',
      'console.log(`Connecting to ${order.host}...`);',
      "logger.info({ orderHost: order.host }, 'Connecting to {orderHost}...');",
    ],
    [
      'is no half of two words',
      "console.log('Unknown mode, expected BATCH|STREAM: ', order.mode);",
      "logger.info({ orderMode: order.mode }, 'Unknown mode, expected BATCH|STREAM');",
    ],
    [
      'is a key after an arrow',
      'console.log(`Uploading to ${user.bucket} now -> uploadedSize: ${order.us}MB`);',
      "logger.info({ userBucket: user.bucket, uploadedSizeMb: order.us }, 'Uploading to {userBucket} now -> uploadedSize: {uploadedSizeMb}MB');",
    ],
    [
      'is that of an environment variable by its key',
      'console.log(`Running server version ${process.env[user.VERSION_KEY]}`);',
      "logger.info({ serverVersion: process.env[user.VERSION_KEY] }, 'Running server version');",
    ],
    [
      'is no type of a database',
      'console.log(`Upgrading from ${order.version.S}`);',
      "logger.info({ orderVersion: order.version.S }, 'Upgrading from {orderVersion}');",
    ],
    [
      'goes on in the words of its owner',
      'console.log(`Started job ${order.workflow_job.name} now`);',
      "logger.info({ jobName: order.workflow_job.name }, 'Started job {jobName} now');",
    ],
    [
      'is that of the owner, in its words',
      "console.log('Started', order.workflow_job.name, 'now');",
      "logger.info({ workflow_job_name: order.workflow_job.name }, 'Started {workflow_job_name} now');",
    ],
    [
      'is that of a number of errors',
      'console.log(`Batch ${id}: ${order.success} stored, ${order.error} errors`);',
      "logger.info({ batchId: id, orderSuccess: order.success, errorCount: order.error }, 'Batch {batchId}: {orderSuccess} stored, {errorCount} errors');",
    ],
    [
      'says that it is a hash',
      'console.log(`Created user_${hashEmail(user.email)} now`);',
      "logger.info({ emailHash: hashEmail(user.email) }, 'Created user_{emailHash} now');",
    ],
    [
      'is none in letters that names are not written in',
      'console.log(`попытка ${id} из ${order.attempts} завершилась`);',
      "logger.info({ id, orderAttempts: order.attempts }, 'попытка {id} из {orderAttempts} завершилась');",
    ],
  ])('%s', async (_, call, written) => {
    expect(
      (await migrated(call, '')).replace(/\s+/g, ' ').replaceAll('( {', '({').replace(', );', ');'),
    ).toContain(written);
  });
});
