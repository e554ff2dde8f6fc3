import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { Project } from './project.js';

type Files = Readonly<Record<string, string | object>>;

const service = (files: Files) =>
  new Project({
    'package.json': { name: 'orders', type: 'module', dependencies: { express: '*' } },
    ...files,
  });

const LEVELS = ['debug', 'info', 'warn', 'error'];
const logger = (parameters: string, body: string, before = '') =>
  `${before}export const logger = {\n${LEVELS.map(
    (level) => `  ${level}(${parameters}) { ${body.replaceAll('LEVEL', level)} },\n`,
  ).join('')}};\n`;

const CALLS = [
  "import express from 'express';",
  '',
  'const app = express();',
  "app.get('/orders/:id', async (req, res) => {",
  '  console.log(`Loading order ${req.params.id}`);',
  "  console.warn('Order is late');",
  "  console.error('Order failed: ' + req.params.id);",
  '  res.end();',
  '});',
  '',
].join('\n');

const WRITTEN = [
  'logger.info(`Loading order ${req.params.id}`);',
  "logger.warn('Order is late');",
  "logger.error('Order failed: ' + req.params.id);",
];

describe('a package whose own logger prints text alone', () => {
  it.each<[string, string]>([
    ['prints it', logger('message', 'console.LEVEL(message);')],
    [
      'prints it after a prefix',
      logger('message', 'console.log(`[LEVEL] ${new Date().toISOString()} ${message}`);'),
    ],
    [
      'prints it in colour',
      logger('message', 'console.LEVEL(chalk.red(message));', "import chalk from 'chalk';\n"),
    ],
    [
      'prints it by its level',
      logger(
        'message',
        "if (enabled('LEVEL')) console.log('LEVEL', message);",
        "const enabled = (level) => level !== 'debug';\n",
      ),
    ],
    [
      'hands it to a function that prints',
      logger(
        'message',
        "write('LEVEL', message);",
        'const write = (level, text) => { console.log(level.toUpperCase() + text); };\n',
      ),
    ],
    ['writes it to a stream', logger('message', 'process.stdout.write(`LEVEL ${message}\\n`);')],
    [
      'hands it to winston',
      logger(
        'message',
        'root.LEVEL(message);',
        "import winston from 'winston';\nconst root = winston.createLogger({ format: winston.format.simple() });\n",
      ),
    ],
    [
      'is an instance of a class',
      `class Log {\n${LEVELS.map((l) => `  ${l}(text) { this.write('${l}', text); }\n`).join('')}  write(level, text) { if (this.level === level) return; console.log(level, text); }\n}\nexport const logger = new Log();\n`,
    ],
  ])('writes calls of the console in its contract: it %s', async (_, module) => {
    const project = service({ 'src/logger.js': module, 'src/app.js': CALLS });
    const text = await project.migrated('src/app.js');
    for (const written of WRITTEN) expect(text).toContain(written);
    expect((await project.run('src', '--allow-dirty', '--check')).code).toBe(0);
  });

  it.each<[string, string]>([
    [
      'sends it to somebody',
      logger(
        'message',
        'console.LEVEL(message); tracker.captureMessage(message);',
        "import tracker from './tracker.js';\n",
      ),
    ],
    ['throws', logger('message', "console.LEVEL(message); if (!message) throw new Error('no text');")],
    ['ends the program', logger('message', 'console.LEVEL(message); process.exit(1);')],
    [
      'keeps it',
      logger('message', 'console.LEVEL(message); history.push(message);', 'const history = [];\n'),
    ],
    [
      'sends a copy of it',
      logger(
        'message',
        'const line = `LEVEL ${message}`; console.LEVEL(line); send({ line });',
        "import { send } from './tracker.js';\n",
      ),
    ],
    [
      'does something beside it',
      logger('message', 'console.LEVEL(message); notify();', "import { notify } from './tracker.js';\n"),
    ],
    [
      'is a class that is made first',
      `export class Logger {\n${LEVELS.map((l) => `  ${l}(text) { console.${l}(text); }\n`).join('')}}\n`,
    ],
    ['prints what else it is given', logger('message, scope', 'console.LEVEL(`[${scope}] ${message}`);')],
    ['wants something else first', logger('scope, message', 'console.LEVEL(`[${scope}] ${message}`);')],
  ])('leaves them where it %s', async (_, module) => {
    const project = service({ 'src/logger.js': module, 'src/app.js': CALLS });
    expect(await project.migrated('src/app.js')).toBe(CALLS);
  });

  const PRINTING = logger('message', 'console.LEVEL(message);');
  const WITH_ERROR = PRINTING.replace(
    'error(message) { console.error(message); }',
    'error(message, err) { console.error(message); if (err) console.error(err); }',
  );
  const NEEDS_ERROR = PRINTING.replace(
    'error(message) { console.error(message); }',
    'error(message, err) { console.error(message, err); }',
  );
  const handler = (...lines: string[]) =>
    `import { logger } from './logger.js';\n\nexport async function handle(req, res) {\n${lines
      .map((line) => `  ${line}\n`)
      .join('')}}\n`;

  it.each<[string, string, string, string]>([
    [
      'several arguments as one text',
      PRINTING,
      "console.log('Found', rows.length, `rows of ${req.params.id}`, true);",
      'logger.info(`Found ${rows.length} rows of ${req.params.id} true`);',
    ],
    [
      'what is derived from texts and numbers',
      PRINTING,
      "const port = process.env.PORT || 3000; console.log('Listening on', port);",
      'logger.info(`Listening on ${port}`);',
    ],
    [
      'what would be a placeholder in a template',
      PRINTING,
      "console.log('Costs ${', rows.length, '`');",
      'logger.info(`Costs \\${ ${rows.length} \\``);',
    ],
    [
      'the text of an error',
      PRINTING,
      'console.error(`Not read: ${err.message}`);',
      'logger.error(`Not read: ${err.message}`);',
    ],
    [
      'an error where it is printed whole',
      WITH_ERROR,
      "try { await load(); } catch (err) { console.error('Not loaded:', err); }",
      "logger.error('Not loaded:', err);",
    ],
    [
      'a rejection where it is printed whole',
      WITH_ERROR,
      'load().catch(console.error);',
      "load().catch((err) => logger.error('load failed', err));",
    ],
    [
      'a text beside another',
      PRINTING,
      "console.log('one'); console.log('two');",
      "logger.info('one'); logger.info('two');",
    ],
    [
      'a text and its error in two calls',
      WITH_ERROR,
      "load().catch((err) => { console.error('Not loaded'); console.error(err); });",
      "{ logger.error('Not loaded', err); }",
    ],
    [
      "an error's stack where it takes text alone",
      PRINTING,
      "try { await load(); } catch (err) { console.error('Not loaded:', err); }",
      '`Not loaded: ${err instanceof Error ? err.stack : err}`',
    ],
    [
      "an error's stack after other values",
      PRINTING,
      'load().catch((err) => console.error(`Not loaded ${req.params.id}`, rows.length, err));',
      '`Not loaded ${req.params.id} ${rows.length} ${err instanceof Error ? err.stack : err}`',
    ],
    [
      'the stack of an error that is made for it',
      PRINTING,
      "console.error('Not loaded:', new Error('no order'));",
      "logger.error(`Not loaded: ${new Error('no order').stack}`);",
    ],
    [
      "a rejection's stack where it takes text alone",
      PRINTING,
      'load().catch(console.error);',
      '`load failed: ${err instanceof Error ? err.stack : err}`',
    ],
    [
      'a text and the stack of its error in two calls',
      PRINTING,
      "load().catch((err) => { console.error('Not loaded'); console.error(err); });",
      '`Not loaded ${err instanceof Error ? err.stack : err}`',
    ],
    [
      'an error where it is needed',
      NEEDS_ERROR,
      "load().catch((err) => console.error('Not loaded', err));",
      "load().catch((err) => logger.error('Not loaded', err));",
    ],
  ])('is given %s', async (_, module, call, written) => {
    const project = service({ 'src/logger.js': module, 'src/handle.js': handler(call) });
    expect(await project.migrated('src/handle.js', '--include', 'scripts')).toContain(written);
    expect((await project.run('src', '--allow-dirty', '--check')).code).toBe(0);
  });

  it.each<[string, string, string]>([
    ['an object', PRINTING, "console.log('Order', { id: 1 });"],
    ['a value that is not seen', PRINTING, "console.log('Order', order);"],
    ['what may be an object', PRINTING, "console.log('Order', req.body.order || 'none');"],
    ['what its name alone says to be an error', PRINTING, "console.error('Not loaded', res.locals.error);"],
    [
      'an error that would be asked for twice',
      PRINTING,
      "load().catch(() => console.error('Not loaded', errorOf(req)));",
    ],
    ['an error alone', WITH_ERROR, 'load().catch((err) => console.error(err));'],
    ['placeholders', PRINTING, "console.log('%s is late', req.params.id);"],
    ['a table', PRINTING, 'console.table(rows);'],
    ['drawing', PRINTING, "console.log('----------');"],
    ['a text without the error that it needs', NEEDS_ERROR, "console.error('Not loaded');"],
    ['a level that it does not have', PRINTING.replace(/ {2}warn.*\n/, ''), "console.warn('Order is late');"],
    ['a comment that would be lost', PRINTING, "console.log('Found', /* all */ rows.length);"],
  ])('is not given %s', async (_, module, call) => {
    const before = handler(call);
    const project = service({ 'src/logger.js': module, 'src/handle.js': before });
    expect(await project.migrated('src/handle.js')).toBe(before);
  });

  it('is given all arguments as they are where it hands them to the console', async () => {
    const module = logger('...args', "console.LEVEL('[orders]', ...args);");
    const project = service({
      'src/logger.js': module,
      'src/handle.js': handler(
        "console.log('Order', order);",
        "load().catch((err) => console.error('Not loaded', err));",
      ),
    });
    const text = await project.migrated('src/handle.js');
    expect(text).toContain("logger.info('Order', { order });");
    expect(text).toContain("logger.error('Not loaded', err)");
  });

  it('prints fields in the same run where it is asked to', async () => {
    const project = service({ 'src/logger.js': PRINTING, 'src/app.js': CALLS });
    const text = await project.migrated('src/app.js', '--fix-format');
    expect(text).toContain("logger.info('Loading order', { orderId: req.params.id });");
  });

  it('prints fields in a later run', async () => {
    const project = service({ 'src/logger.js': PRINTING, 'src/app.js': CALLS });
    await project.run('src', '--allow-dirty');
    const text = await project.migrated('src/app.js', '--fix-format', '--allow-dirty');
    expect(text).not.toContain('${');
  });

  it('is written alike by the fix of no-console-logging, and by no rule again', async () => {
    const calls = handler(
      "console.log('Found', rows.length, `rows of ${req.params.id}`);",
      "console.warn('Order is late');",
      'console.error(`Not read: ${err.message}`);',
      "console.log('Order', req.body);",
      "load().catch((err) => console.error('Not loaded:', err));",
      'load().catch(console.error);',
    );
    const project = service({ 'src/logger.js': WITH_ERROR, 'src/handle.js': calls });
    const lint = (fix: boolean) =>
      new ESLint({
        ...{ cwd: project.root, overrideConfigFile: true, fix },
        overrideConfig: { ...plugin.configs.recommended, languageOptions: { sourceType: 'module' } },
      }).lintFiles([join(project.root, 'src/handle.js')]);
    const [fixed] = await lint(true);
    const migrated = await project.migrated('src/handle.js');
    expect(fixed?.output).toBe(migrated);
    const [again] = await lint(false);
    expect(again?.messages.map(({ line, ruleId }) => `${ruleId} ${line}`)).toEqual([
      'observability/no-console-logging 7',
    ]);
  });
});
