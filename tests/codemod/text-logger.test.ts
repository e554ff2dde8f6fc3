import { describe, expect, it } from 'vitest';
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
    ['prints what else it is given', logger('message, scope', 'console.LEVEL(`[${scope}] ${message}`);')],
    ['wants something else first', logger('scope, message', 'console.LEVEL(`[${scope}] ${message}`);')],
  ])('leaves them where it %s', async (_, module) => {
    const project = service({ 'src/logger.js': module, 'src/app.js': CALLS });
    expect(await project.migrated('src/app.js')).toBe(CALLS);
  });
});
