import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const STRUCTURED = [
  "log.info('Order placed', { orderId });",
  "log.warn('Order is late', { orderId });",
  "log.error('Order was lost', { orderId, reason: 'gone' });",
];

/** A service that logs with a package whose code is not there, and calls it as the lines do. */
function shop(lines: readonly string[]): Project {
  const body = ['log.info(`Order loaded: ${orderId}`);', ...lines].map((line) => `  ${line}`).join('\n');
  return new Project({
    'package.json': {
      name: 'shop',
      type: 'module',
      main: 'src/server.js',
      dependencies: { express: '*', 'acme-log': '*' },
    },
    'src/server.js': `import express from 'express';
import { log } from 'acme-log';
import { load } from './load.js';
import { save } from './save.js';

export function place(orderId) {
${body}
  load(orderId);
  save(orderId);
}
express().get('/', (req) => place(req.query.id)).listen(80);
`,
    'src/load.js': `import { log } from 'acme-log';

export function load(orderId) {
  try {
    parse(orderId);
  } catch (error) {
    log.error(\`Order not read: \${error.message}\`);
  }
}
`,
    'src/save.js': `import { log } from 'acme-log';

export function save(orderId) {
  log.debug('Saving', { orderId });
  console.log(\`Order saved: \${orderId}\`);
}
`,
  });
}

describe('the calls of a logger whose code is not read', () => {
  it('show that it takes fields after a text, which the others are written with', async () => {
    const project = shop(STRUCTURED);
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(project.read('src/server.js')).toContain("log.info('Order loaded', { orderId });");
    expect(stdout).toContain('`log` of acme-log is called as 4 calls of it are, info(message, fields)');
  });

  it('get the stack of an error, as nothing says what it makes of errors', async () => {
    const project = shop(STRUCTURED);
    await project.run('src', '--allow-dirty');
    expect(project.read('src/load.js')).toContain(
      "log.error('Order not read', { stack: error instanceof Error ? error.stack : error });",
    );
  });

  it.each([
    '`Not loaded: ${JSON.stringify(error)}`',
    '`Not loaded: ${inspect(error)}`',
    '`Not loaded: ${util.inspect(error, { depth: 3 })}`',
    'JSON.stringify(error)',
  ])('keep %s, which shows more of an error than its stack', async (shown) => {
    const line = `load(orderId).catch((error) => log.error(${shown}));`;
    const project = shop([...STRUCTURED, line]);
    await project.run('src', '--allow-dirty');
    expect(project.read('src/server.js')).toContain(line);
  });

  it('are what the console is migrated to', async () => {
    const project = shop(STRUCTURED);
    await project.run('src', '--allow-dirty');
    expect(project.read('src/save.js')).toContain("log.info('Order saved', { orderId });");
    expect(project.read('src/save.js')).not.toContain('pino');
  });

  it('are left alone by a second run', async () => {
    const project = shop(STRUCTURED);
    await project.run('src', '--allow-dirty');
    const once = ['server', 'load', 'save'].map((name) => project.read(`src/${name}.js`));
    await project.run('src', '--allow-dirty');
    expect(['server', 'load', 'save'].map((name) => project.read(`src/${name}.js`))).toEqual(once);
  });

  it.each([
    ['they are few', STRUCTURED.slice(0, 1)],
    ['some give it fields first', [...STRUCTURED, "log.info({ orderId }, 'Order packed');"]],
    ['some give it several texts', [...STRUCTURED, "log.info('order', 'packed');"]],
  ])('show nothing where %s', async (_, lines) => {
    const project = shop(lines);
    await project.run('src', '--allow-dirty');
    expect(project.read('src/server.js')).toContain('log.info(`Order loaded: ${orderId}`);');
  });
});

describe('a logger that a file makes of a class whose code is not read', () => {
  const code = (uses: string) => `import express from 'express';
import { CoreLogger } from '@acme/core';

export const logger = new CoreLogger({ pretty: true });
${uses}
express().listen(80, () => {
  console.log('up');
});
`;
  const manifest = { name: 'shop', type: 'module', main: 'src/server.js', dependencies: { express: '*' } };

  it('is not passed over for a new one', async () => {
    const project = new Project({
      'package.json': manifest,
      'src/server.js': code("logger.info('starting');"),
    });
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(project.read('src/server.js')).toContain("console.log('up');");
    expect(stdout).toContain('`logger` of the file itself');
  });

  it('is no logger where nothing is logged with it', async () => {
    const project = new Project({ 'package.json': manifest, 'src/server.js': code('logger.start();') });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/server.js')).toContain("appLogger.info('up');");
  });
});
