import { runInNewContext } from 'node:vm';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

type Files = Readonly<Record<string, string | object>>;

const service = (files: Files) =>
  new Project({
    'package.json': {
      name: 'orders',
      type: 'module',
      dependencies: { pino: '*', winston: '*', bunyan: '*', express: '*' },
    },
    ...files,
  });

/** A module whose logger has the usual methods, each with a body in which LEVEL is its name. */
const methods = (parameters: string, body: string) =>
  ['debug', 'info', 'warn', 'error']
    .map((level) => `  ${level}(${parameters}) { ${body.replaceAll('LEVEL', level)} },\n`)
    .join('');

const logger = (parameters: string, body: string, before = '') =>
  `${before}export const logger = {\n${methods(parameters, body)}};\n`;

const WINSTON = (format: string) =>
  `import winston from 'winston';\nconst root = winston.createLogger({ format: ${format} });\n`;
const JSON_FORMAT = WINSTON('winston.format.json()');

const CALLS = [
  'export const load = async (id) => {',
  '  logger.info(`Loading order ${id}`);',
  '  try {',
  '    await read(id);',
  '  } catch (err) {',
  '    logger.error(`Order ${id} not loaded`, err);',
  '  }',
  '};',
].join('\n');

const using = (calls: string) => `import { logger } from './logger.js';\n\n${calls}\n`;

describe("calls of a logger of the project's own", () => {
  it.each<[string, string, string, string]>([
    [
      'hands the fields to winston',
      logger('message, meta', 'root.LEVEL(message, meta);', JSON_FORMAT),
      "logger.info('Loading order', { orderId: id });",
      "logger.error('Order {orderId} not loaded', {",
    ],
    [
      'hands all after the text to winston',
      logger('message, ...rest', 'root.LEVEL(message, ...rest);', JSON_FORMAT),
      "logger.info('Loading order', { orderId: id });",
      "logger.error('Order {orderId} not loaded', {",
    ],
    [
      'hands all it is given to pino',
      logger('...given', 'root.LEVEL(...given);', "import pino from 'pino';\nconst root = pino();\n"),
      "logger.info({ orderId: id }, 'Loading order');",
      "logger.error({ orderId: id, err }, 'Order {orderId} not loaded');",
    ],
    [
      'is made of the methods of bunyan',
      `import bunyan from 'bunyan';\nconst root = bunyan.createLogger({ name: 'a', serializers: bunyan.stdSerializers });\nexport const logger = {\n${[
        'info',
        'error',
      ]
        .map((level) => `  ${level}: root.${level}.bind(root),\n`)
        .join('')}};\n`,
      "logger.info({ orderId: id }, 'Loading order');",
      "logger.error({ orderId: id, err }, 'Order {orderId} not loaded');",
    ],
    [
      'prints one thing after the text',
      logger('text, data', 'data ? console.LEVEL(`LEVEL ${text}`, data) : console.LEVEL(`LEVEL ${text}`);'),
      "logger.info('Loading order', { orderId: id });",
      "logger.error('Order {orderId} not loaded', { orderId: id, error: err });",
    ],
    [
      'prints all that stands after the text',
      logger('text, ...rest', "console.LEVEL(new Date().toISOString() + ' ' + text, ...rest);"),
      "logger.info('Loading order', { orderId: id });",
      "logger.error('Order {orderId} not loaded', { orderId: id }, err);",
    ],
    [
      'prints all it is given after a prefix',
      logger('...given', "console.LEVEL('[orders]', ...given);"),
      "logger.info('Loading order', { orderId: id });",
      "logger.error('Order {orderId} not loaded', { orderId: id }, err);",
    ],
  ])('are written in its own way: it %s', async (_, module, info, error) => {
    const project = service({ 'src/logger.js': module, 'src/load.js': using(CALLS) });
    const text = await project.migrated('src/load.js');
    expect(text).toContain(info);
    expect(text).toContain(error);
    expect((await project.run('src', '--allow-dirty', '--check')).code).toBe(0);
  });

  const AS_JSON =
    "logger.error('Order {orderId} not loaded', {\n      orderId: id,\n      stack: err instanceof Error ? err.stack : err,\n    });";
  const AS_PRINTED = "logger.error('Order {orderId} not loaded', { orderId: id, error: err });";

  it.each<[string, string, string]>([
    ['or an empty text', "console.LEVEL(`LEVEL ${text}`, data || '');", AS_PRINTED],
    ['or nothing, by ??', "console.LEVEL(`LEVEL ${text}`, data ?? '');", AS_PRINTED],
    ['or nothing, spread', 'console.LEVEL(`LEVEL ${text}`, ...(data ? [data] : []));', AS_PRINTED],
    ['as JSON beside the text', "console.LEVEL(text, data ? JSON.stringify(data) : '');", AS_JSON],
    ['as JSON in the text', "console.LEVEL(`${text} ${data ? JSON.stringify(data) : ''}`);", AS_JSON],
    [
      'as JSON of the sum',
      "console.LEVEL('LEVEL ' + text + (data ? ' ' + JSON.stringify(data) : ''));",
      AS_JSON,
    ],
    [
      'as JSON kept in a variable',
      "const more = data ? ` ${JSON.stringify(data)}` : ''; console.LEVEL(`${text}${more}`);",
      AS_JSON,
    ],
    ['as the console prints it', "console.LEVEL(`${text}${data ? ` ${inspect(data)}` : ''}`);", AS_PRINTED],
    ['by a function for all', 'print("LEVEL", text, data);', AS_JSON],
  ])('are written where it prints what stands after the text, %s', async (_, body, error) => {
    const print =
      'const print = (level, text, data) => console.log(`[${level}] ${text} ${JSON.stringify(data)}`);\n';
    const project = service({
      'src/logger.js': logger('text, data', body, `import { inspect } from 'node:util';\n${print}`),
      'src/load.js': using(CALLS),
    });
    const text = await project.migrated('src/load.js');
    expect(text).toContain("logger.info('Loading order', { orderId: id });");
    expect(text).toContain(error);
    expect((await project.run('src', '--allow-dirty', '--check')).code).toBe(0);
    // Every value is in what is printed, and the stack of the error.
    const printed: string[] = [];
    const note = (...given: readonly unknown[]) =>
      printed.push(given.map((each) => (typeof each === 'string' ? each : inspect(each))).join(' '));
    const code = `${print}const logger = {\n${methods('text, data', body)}};\nconst [id, err] = ['o-17', new Error('gone')];\nlogger.info('Loading order', { orderId: id });\n${error}`;
    runInNewContext(code, {
      inspect,
      console: { log: note, debug: note, info: note, warn: note, error: note },
    });
    expect(printed).toHaveLength(2);
    expect(printed[0]).toContain('o-17');
    expect(printed[1]).toMatch(/o-17[^]*Error: gone[^]*at /);
  });

  it.each<[string, string]>([
    ['its JSON beside it whole', 'console.LEVEL(`${text} ${JSON.stringify(data)} ${data}`);'],
    ['a member of it', 'console.LEVEL(`${text} ${JSON.stringify(data.id)}`);'],
    ['how many there are', 'console.LEVEL(`${text} ${Object.keys(data).length}`);'],
    ['the text of it', 'console.LEVEL(`${text} ${String(data)}`);'],
    ['what a function makes of it', 'console.LEVEL(`${text} ${short(data)}`);'],
  ])('are left where it prints of what stands after the text %s', async (_, body) => {
    const calls = using('export const load = (id) => logger.info(`Loading order ${id}`);');
    const before = "import { short } from './short.js';\n";
    const project = service({ 'src/logger.js': logger('text, data', body, before), 'src/load.js': calls });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/load.js')).toBe(calls);
  });

  it.each<[string, string]>([
    ['takes text alone', logger('text', 'console.LEVEL(`LEVEL ${text}`);')],
    ['drops what stands after the text', logger('text, data', 'console.LEVEL(text);')],
    ['glues what stands after the text to it', logger('text, data', 'console.LEVEL(`${text} ${data}`);')],
    [
      'prints what stands after the text elsewhere',
      logger('text, data', "console.LEVEL(text); if (data) console.debug('data', data);"),
    ],
    ['joins what it is given', logger('...given', "console.LEVEL(given.join(' '));")],
    [
      'hands the text alone to winston',
      logger('message, meta', 'root.LEVEL(message); audit(meta);', JSON_FORMAT),
    ],
    [
      'has pino drop what stands after the text',
      logger(
        'text, ...rest',
        'root.LEVEL(text, ...rest);',
        "import pino from 'pino';\nconst root = pino();\n",
      ),
    ],
    [
      'has winston print the message alone',
      logger(
        'message, ...rest',
        'root.LEVEL(message, ...rest);',
        WINSTON('winston.format.printf(({ message }) => `> ${message}`)'),
      ),
    ],
  ])('are left where it %s', async (_, module) => {
    const calls = 'export const load = (id) => logger.info(`Loading order ${id}`);';
    const project = service({ 'src/logger.js': module, 'src/load.js': using(calls) });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/load.js')).toBe(using(calls));
  });

  it('are written where it is a function', async () => {
    const project = service({
      'src/log.js': `${JSON_FORMAT}export const logInfo = (message, meta) => { root.info(message, meta); };\n`,
      'src/load.js':
        "import { logInfo } from './log.js';\n\nexport const load = (id) => logInfo(`Loading order ${id}`);\n",
    });
    expect(await project.migrated('src/load.js')).toContain("logInfo('Loading order', { orderId: id })");
  });

  it('are written where the format of winston prints what stands after the text', async () => {
    const format =
      "winston.format.printf((info) => `${info.message} ${JSON.stringify(info[Symbol.for('splat')])}`)";
    const project = service({
      'src/logger.js': logger('message, ...rest', 'root.LEVEL(message, ...rest);', WINSTON(format)),
      'src/load.js': using('export const load = (id) => logger.info(`Loading order ${id}`);'),
    });
    expect(await project.migrated('src/load.js')).toContain("logger.info('Loading order', { orderId: id })");
  });
});

describe('a format of winston that is not understood', () => {
  // One of two formats prints the message alone.
  const formats =
    'process.env.SIMPLE ? winston.format.printf(({ message }) => message) : winston.format.printf(({ message, ...rest }) => `${message} ${JSON.stringify(rest)}`)';
  const module = `${WINSTON(formats)}export const logger = root;\n`;
  const records = (count: number, record: string): Files =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `src/part${i}.js`,
        using(`export const part${i} = (size) => logger.info('Part stored', ${record});`),
      ]),
    );
  const calls = using('export const load = (id) => logger.info(`Loading order ${id}`);');

  it.each<[string, Files, string]>([
    ['prints the fields that many records have', records(5, '{ size }'), "'Loading order', { orderId: id }"],
    ['may print no fields where few have some', records(4, '{ size }'), '`Loading order ${id}`'],
    ['may print no fields where none has some', records(9, 'size'), '`Loading order ${id}`'],
  ])('%s', async (_, parts, written) => {
    const project = service({ 'src/logger.js': module, 'src/load.js': calls, ...parts });
    await project.run('src/load.js', '--allow-dirty');
    expect(project.read('src/load.js')).toContain(written);
  });

  const audit = "import pino from 'pino';\n\nexport const logger = pino();\n";
  const auditing = (call: string): Files =>
    Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [
        `src/part${i}.js`,
        `import { logger } from './audit.js';\n\nexport const part${i} = (size) => ${call};\n`,
      ]),
    );

  it('may print no fields that another logger of the package is given', async () => {
    const others = auditing("logger.info({ size }, 'Part stored')");
    const project = service({
      'src/logger.js': module,
      'src/load.js': calls,
      'src/audit.js': audit,
      ...others,
    });
    await project.run('src/load.js', '--allow-dirty');
    expect(project.read('src/load.js')).toBe(calls);
  });

  it('may print no fields on a second run either, when the first gave another logger some', async () => {
    const others = auditing('logger.info(`Stored ${size}`)');
    const project = service({
      'src/logger.js': module,
      'src/load.js': calls,
      'src/audit.js': audit,
      ...others,
    });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/part0.js')).toContain('{ size }');
    expect((await project.run('src', '--allow-dirty', '--check')).code).toBe(0);
    expect(project.read('src/load.js')).toBe(calls);
  });

  it.each([
    [
      'a child of it',
      "import { logger as root } from './logger.js';\n\nconst log = root.child({ part: 1 });\n\n",
    ],
    ['one that is required', "const { logger: log } = require('./logger.js');\n\n"],
  ])('prints the fields that many records have, %s', async (_, head) => {
    const others = Object.fromEntries(
      Array.from({ length: 5 }, (_each, i) => [
        `src/part${i}.js`,
        `${head}export const part${i} = (size) => log.info('Part stored', { size });\n`,
      ]),
    );
    const project = service({ 'src/logger.js': module, 'src/load.js': calls, ...others });
    await project.run('src/load.js', '--allow-dirty');
    expect(project.read('src/load.js')).toContain("'Loading order', { orderId: id }");
  });

  it('that prints the message alone prints no fields, however many records have some', async () => {
    const alone = `${WINSTON('winston.format.printf(({ message }) => message)')}export const logger = root;\n`;
    const project = service({ 'src/logger.js': alone, 'src/load.js': calls, ...records(9, '{ size }') });
    await project.run('src/load.js', '--allow-dirty');
    expect(project.read('src/load.js')).toBe(calls);
  });
});

describe('console output of a package with a logger of its own', () => {
  const prints = (module = './logger.js') =>
    `import { logger } from '${module}';\n\nexport const load = (id) => {\n  console.log('Loading order', id);\n};\n`;

  it.each<[string, string, string]>([
    [
      'that hands its fields to winston',
      logger('message, meta', 'root.LEVEL(message, meta);', JSON_FORMAT),
      "logger.info('Loading order', { orderId: id });",
    ],
    [
      'that writes JSON to the console',
      logger('message, fields', 'console.log(JSON.stringify({ level: "LEVEL", message, ...fields }));'),
      "logger.info('Loading order', { orderId: id });",
    ],
    [
      'that prints what stands after the text',
      logger('text, ...rest', 'console.LEVEL(`LEVEL ${text}`, ...rest);'),
      "logger.info('Loading order', { orderId: id });",
    ],
  ])('goes to a logger %s', async (_, module, written) => {
    const bare = "export const store = (id) => {\n  console.log('Loading order', id);\n};\n";
    const project = service({ 'src/logger.js': module, 'src/load.js': prints(), 'src/store.js': bare });
    expect(await project.migrated('src/load.js')).toContain(written);
    expect(project.read('src/store.js')).toContain("import { logger } from './logger.js';");
    expect(project.read('src/store.js')).toContain(written);
  });

  it.each<[string, string]>([
    ['takes text alone', logger('text', 'console.LEVEL(`LEVEL ${text}`);')],
    [
      'takes a category first',
      logger('category, message, meta', 'root.LEVEL(message, { category, ...meta });', JSON_FORMAT),
    ],
    [
      'has no method for errors',
      `${JSON_FORMAT}export const logger = { info: (message, meta) => root.info(message, meta), warn: (message, meta) => root.warn(message, meta), debug: (message, meta) => root.debug(message, meta) };\n`,
    ],
  ])('stays where that %s', async (_, module) => {
    const bare = "export const store = (id) => {\n  console.log('Loading order', id);\n};\n";
    const project = service({ 'src/logger.js': module, 'src/store.js': bare });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/store.js')).toBe(bare);
  });
});

describe("a logger of the project's own that is exported by its own name", () => {
  const printing = (name: string) =>
    `export const ${name} = {\n${['info', 'warn', 'error']
      .map((level) => `  ${level}(...given) { console.${level}('[orders]', ...given); },\n`)
      .join('')}};\n`;

  it.each([
    ['src/common/Log.ts', 'Log'],
    ['src/common/app_logger.ts', 'app_logger'],
  ])('is imported where the console prints: %s', async (module, name) => {
    const project = service({
      [module]: printing(name),
      'src/a.ts': "export const load = async (id) => {\n  console.warn('Losing order', id);\n};\n",
    });
    const text = await project.migrated('src/a.ts');
    expect(text).toContain(`${name}.warn('Losing order', { orderId: id });`);
    expect(text).toContain(`import { ${name} } from './common/`);
  });

  it('is none where the module exports something else by that name', async () => {
    const project = service({
      'src/common/log.ts': `${printing('root')}export const log = 'orders';\n`,
      'src/a.ts': "export const load = async (id) => {\n  console.warn('Losing order', id);\n};\n",
    });
    expect(await project.migrated('src/a.ts')).not.toContain('log.warn(');
  });
});

describe('a logger of bunyan that is handed in', () => {
  const handler =
    "import type Logger from 'bunyan';\nexport const load = async (id: string, log: Logger) => {\n  try {\n    await read(id);\n  } catch (err) {\n    log.error(`Order ${id} not loaded: ${err.message}`);\n  }\n};\n";
  const making = (options: string) =>
    `import bunyan from 'bunyan';\nexport const make = () => bunyan.createLogger({ name: 'orders', ${options} });\n`;
  const migratedWith = (options: string) =>
    service({ 'src/make.ts': making(options), 'src/a.ts': handler }).migrated('src/a.ts');

  it.each(['serializers: bunyan.stdSerializers', 'serializers: { err: bunyan.stdSerializers.err }'])(
    "gets errors where the project's are made to write them: %s",
    async (options) => {
      expect(await migratedWith(options)).toContain(
        "log.error({ orderId: id, err }, 'Order {orderId} not loaded');",
      );
    },
  );

  it.each(['streams: []', 'serializers: { req: bunyan.stdSerializers.req }'])(
    'gets none where nothing says so: %s',
    async (options) => {
      expect(await migratedWith(options)).toBe(handler);
    },
  );
});

describe('a logger of a module that is called otherwise', () => {
  const ENGINE =
    "import { pino } from 'pino';\nconst logger = process.env.QUIET ? pino({ level: 'silent' }) : pino();\nexport { logger };\n";
  const MIDDLEWARE =
    "import pinoHttp from 'pino-http';\nimport { logger } from '../services/engine.js';\nconst middleware = pinoHttp({ logger });\nexport default middleware;\n";
  const user = (name: string) =>
    `import { logger } from './engine.js';\nexport function ${name}(id) {\n  logger.info({ id }, 'Done');\n}\n`;
  const calls =
    "import express from 'express';\nconst app = express();\napp.get('/orders', (req, res) => {\n  console.log('Listing orders');\n  res.end();\n});\n";
  const shop = (...users: string[]) =>
    service({
      'src/services/engine.js': ENGINE,
      'src/middleware/pinoLogger.js': MIDDLEWARE,
      ...Object.fromEntries(users.map((name) => [`src/services/${name}.js`, user(name)])),
      'src/app.js': calls,
    });

  it('is the one of the package where several files log with it', async () => {
    const project = shop('ship', 'bill');
    const text = await project.migrated('src/app.js', '--logger', 'pino');
    expect(text).toContain("import { logger } from './services/engine.js';");
    expect(text).toContain("logger.info('Listing orders');");
    expect((await project.run('src', '--allow-dirty', '--check', '--logger', 'pino')).code).toBe(0);
  });

  it('is not, where one file does', async () => {
    const text = await shop('ship').migrated('src/app.js');
    expect(text).not.toContain('engine.js');
  });
});

describe("a class that extends a library's, which is not called a logger", () => {
  it('is that library where it is a declared type', async () => {
    const project = new Project({
      'package.json': { name: 'bot', dependencies: { signale: '*', express: '*' } },
      'src/logger.ts':
        "import pkg from 'signale';\nconst { Signale } = pkg;\nexport default class Logger extends Signale {\n  constructor() {\n    super({ scope: 'bot' });\n  }\n}\n",
      'src/bot.ts':
        "import Logger from './logger';\nexport class Bot {\n  public logger: Logger = new Logger();\n}\n",
      'src/ready.ts':
        "import type { Bot } from './bot';\nexport function ready(bot: Bot, id: string) {\n  bot.logger.error(`Owner of ${id} not found`);\n}\n",
    });
    expect(await project.migrated('src/ready.ts')).toContain(
      "bot.logger.error('Owner of {id} not found', { id });",
    );
  });
});

describe('a logger of the project that prints records as JSON', () => {
  const emit = (parameters: string, body: string) => `function emit(level, ${parameters}) {\n${body}\n}\n`;
  const record = (text: string) =>
    `  console.log(JSON.stringify({ level, ts: new Date().toISOString(), ...fields, ${text} }));`;
  const all = (given: string, handed: string) => logger(given, `emit('LEVEL', ${handed});`);
  const BY_INDEX = [
    '  let fields = {};',
    "  let msg = '';",
    "  if (typeof args[0] === 'object' && args[0] !== null) {",
    '    fields = args[0];',
    "    msg = typeof args[1] === 'string' ? args[1] : '';",
    '  } else {',
    '    msg = String(args[0]);',
    '  }',
    record('msg'),
  ].join('\n');

  it.each<[string, string, string, string, string]>([
    [
      'under msg, fields first',
      `${emit('fields, msg', record('msg'))}${all('fields, msg', 'fields, msg')}`,
      "logger.info({ orderId: id }, 'Loading order');",
      'logger.error(\n      { orderId: id, stack: err instanceof Error ? err.stack : err },',
      "logger.info({}, 'Up');",
    ],
    [
      'under text, after the text',
      `${emit('msg, fields', record('text: msg'))}${all('msg, fields', 'msg, fields')}`,
      "logger.info('Loading order', { orderId: id });",
      "logger.error('Order {orderId} not loaded', {\n      orderId: id,\n      stack: err instanceof Error ? err.stack : err,\n    });",
      "logger.info('Up');",
    ],
    [
      'of what it reads by index',
      `${emit('args', BY_INDEX)}${all('...args', 'args')}`,
      "logger.info({ orderId: id }, 'Loading order');",
      'logger.error(\n      { orderId: id, stack: err instanceof Error ? err.stack : err },',
      "logger.info('Up');",
    ],
    [
      'of a text, or of what a text is made of',
      `${emit('msg, fields', record("message: typeof msg === 'string' ? msg : JSON.stringify(msg)"))}${all('msg, fields', 'msg, fields')}`,
      "logger.info('Loading order', { orderId: id });",
      'stack: err instanceof Error ? err.stack : err,',
      "logger.info('Up');",
    ],
  ])('gets fields: %s', async (_, module, info, error, alone) => {
    const calls = `${CALLS}\nexport const up = () => console.log('Up');`;
    const project = service({ 'src/logger.js': module, 'src/load.js': using(calls) });
    const text = await project.migrated('src/load.js');
    expect(text).toContain(info);
    expect(text).toContain(error);
    expect(text).toContain(alone);
    expect((await project.run('src', '--allow-dirty', '--check')).code).toBe(0);
    // What was written is printed: the text, the value, and the stack of the error.
    const printed: string[] = [];
    runInNewContext(
      `${module.replace('export ', '')}const [id, err] = ['o-17', new Error('gone')];\n${text
        .replace(/^import .*$/m, '')
        .replace('await read(id);', 'throw err;')
        .replaceAll('export ', '')}\nload(id); up();`,
      { console: { log: (line: string) => printed.push(line) }, Error },
    );
    const [loading, failed, up] = printed.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(loading).toMatchObject({ orderId: 'o-17' });
    expect(Object.values(loading ?? {})).toContain('Loading order');
    expect(failed?.stack).toMatch(/Error: gone/);
    expect(Object.values(up ?? {})).toContain('Up');
  });

  it.each<[string, string]>([
    ['has no text', `${emit('fields, msg', record('id: msg'))}${all('fields, msg', 'fields, msg')}`],
    [
      'reads its arguments by what is not seen',
      `${emit('args', `  const fields = args[at()];\n${record('msg: args[1]')}`)}${all('...args', 'args')}`,
    ],
  ])('is left where it %s', async (_, module) => {
    const calls = using('export const load = (id) => logger.info(`Loading order ${id}`);');
    const project = service({ 'src/logger.js': module, 'src/load.js': calls });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/load.js')).toBe(calls);
  });
});

describe('a package that has a logger of which no module is known', () => {
  const PRINT = 'export const load = (id) => { console.log(`Loading order ${id}`); };\n';
  it('gets no second one where a framework hands it to each service', async () => {
    const project = new Project({
      'package.json': { name: 'orders', type: 'module', dependencies: { moleculer: '*', pino: '*' } },
      'src/load.js': PRINT,
      'src/orders.service.js':
        "import { load } from './load.js';\nexport default { name: 'orders', actions: { get: (ctx) => load(ctx.params.id) } };\n",
    });
    await project.run('.', '--allow-dirty');
    expect(project.read('src/load.js')).toBe(PRINT);
  });

  it.each([
    [10, true],
    [3, false],
  ])('is seen to print with an object of its own in %i files', async (files, isLeft) => {
    const names = Array.from({ length: files }, (_, i) => `part${i}`);
    const project = service({
      'src/trace.js':
        "export const Trace = {\n  log(...given) { console.log('<trace>', ...given); },\n  error(...given) { console.error('<trace>', ...given); },\n};\n",
      'src/server.js': `import express from 'express';\n${names.map((name) => `import { ${name} } from './${name}.js';`).join('\n')}\nimport { load } from './load.js';\nexpress().get('/', (req) => load(req.query.id, [${names.join(', ')}])).listen(80);\n`,
      ...Object.fromEntries(
        names.map((name) => [
          `src/${name}.js`,
          `import { Trace } from './trace.js';\nexport const ${name} = (id) => Trace.log('Got ' + id);\n`,
        ]),
      ),
      'src/load.js': PRINT,
    });
    await project.run('.', '--allow-dirty');
    expect(project.read('src/load.js') === PRINT).toBe(isLeft);
  });

  it('logs with a library that its module sets up and hands out', async () => {
    const project = new Project({
      'package.json': { name: 'orders', dependencies: { winston: '*', express: '*' } },
      'src/logger.js':
        "const winston = require('winston');\nwinston.configure({ format: winston.format.json() });\nmodule.exports = winston;\n",
      'src/a.js': "const log = require('./logger');\nexports.a = () => log.info('A');\n",
      'src/b.js': "const log = require('./logger');\nexports.b = () => log.info('B');\n",
      'src/load.js': 'exports.load = (id) => { console.log(`Loading order ${id}`); };\n',
      'src/server.js':
        "const { a } = require('./a');\nconst { b } = require('./b');\nconst { load } = require('./load');\nrequire('express')().get('/', (req) => load(req.query.id, a, b)).listen(80);\n",
    });
    expect(await project.migrated('src/load.js')).toContain("logger.info('Loading order', { orderId: id })");
  });
});
