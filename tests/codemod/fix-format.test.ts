import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const CALL = 'logger.info(`Order ${order.id} paid`);\n';
const WRITTEN = "logger.info('Order {orderId} paid', { orderId: order.id });\n";

/** A service that logs with winston and a format of its own. */
function service(printf: string): Project {
  return new Project({
    'package.json': { name: 'shop', type: 'module', dependencies: { winston: '*', express: '*' } },
    'src/logger.js': `import { createLogger, format, transports } from 'winston';\n\nexport const logger = createLogger({\n  format: format.combine(\n    format.timestamp(),\n    format.printf(${printf}),\n  ),\n  transports: [new transports.Console()],\n});\n`,
    'src/a.js': `import { logger } from './logger.js';\n\n${CALL}`,
  });
}

const FORMATS = [
  [
    'members that are taken from the record',
    '({ level, message, timestamp }) => `${timestamp} ${level}: ${message}`',
    '({ level, message, timestamp, ...fields }) => `${timestamp} ${level}: ${message} ${JSON.stringify(fields)}`',
  ],
  [
    'members that are read of it',
    '(info) => `${info.level}: ${info.message}`',
    '(info) => `${info.level}: ${info.message} ${JSON.stringify({ ...info, level: undefined, message: undefined })}`',
  ],
  [
    'a function with a body',
    'function ({ level, message }) {\n      const name = level.toUpperCase();\n      return `${name} ${message}`;\n    }',
    'function ({ level, message, ...fields }) {\n      const name = level.toUpperCase();\n      return `${name} ${message} ${JSON.stringify(fields)}`;\n    }',
  ],
] as const;

describe('a format that prints the message alone', () => {
  it.each(FORMATS)('is named with its line: %s', async (_, printf) => {
    const project = service(printf);
    const before = project.snapshot();
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(stdout).toContain(
      '1 call would lose its fields in the format of the logger at src/logger.js:6: --fix-format has it print them.',
    );
    expect(project.snapshot()).toEqual(before);
  });

  it.each(FORMATS)(
    'prints fields with --fix-format, and the calls are migrated: %s',
    async (_, printf, fixed) => {
      const project = service(printf);
      const before = project.read('src/logger.js');
      const { stdout } = await project.run('src', '--dry-run', '--fix-format');
      expect(stdout).toContain('+++ src/logger.js\n');
      expect(stdout).toContain('Review src/logger.js, whose format would print fields now.');
      expect(project.read('src/logger.js')).toBe(before);
      await project.run('src', '--allow-dirty', '--fix-format');
      expect(project.read('src/logger.js')).toBe(before.replace(printf, () => fixed));
      expect(project.read('src/a.js')).toBe(`import { logger } from './logger.js';\n\n${WRITTEN}`);
      expect((await project.run('src', '--check', '--fix-format')).code).toBe(0);
    },
  );

  it.each([
    ['what is read otherwise', '(info) => `${info.level}: ${render(info)}`'],
    [
      'several ways out',
      '({ level, message }) => {\n  if (level === "x") return `x`;\n  return `${message}`;\n}',
    ],
    ['no template', '({ message }) => message'],
  ])('is for a person to change: %s', async (_, printf) => {
    const project = service(printf);
    const before = project.snapshot();
    const { stdout } = await project.run('src', '--allow-dirty', '--fix-format');
    expect(stdout).toContain('at src/logger.js:6: have it print them, then run again.');
    expect(project.snapshot()).toEqual(before);
  });

  const ALONE = '({ level, message }) => `${level}: ${message}`';
  const MADE = "import { createLogger, format, transports } from 'winston';\n\n";

  it.each([
    [
      'beside JSON by a condition',
      `${MADE}export const logger = createLogger({\n  format: process.env.JSON ? format.json() : format.printf(${ALONE}),\n  transports: [new transports.Console()],\n});\n`,
    ],
    [
      'beside JSON that is pushed to a list',
      `${MADE}const formats = [];\nif (process.env.JSON) formats.push(format.json());\nelse formats.push(format.printf(${ALONE}));\nexport const logger = createLogger({ format: format.combine(...formats), transports: [new transports.Console()] });\n`,
    ],
    [
      'of one transport of several',
      `${MADE}export const logger = createLogger({\n  transports: [\n    new transports.Console({ format: format.printf(${ALONE}) }),\n    new transports.File({ filename: 'all.log', format: format.printf((info) => JSON.stringify(info)) }),\n  ],\n});\n`,
    ],
  ])('prints fields with --fix-format: %s', async (_, module) => {
    const project = service(ALONE);
    project.write('src/logger.js', module);
    const { stdout } = await project.run('src', '--dry-run');
    expect(stdout).toContain('--fix-format has it print them.');
    await project.run('src', '--allow-dirty', '--fix-format');
    const fixed = '({ level, message, ...fields }) => `${level}: ${message} ${JSON.stringify(fields)}`';
    expect(project.read('src/logger.js')).toBe(module.replace(ALONE, () => fixed));
    expect(project.read('src/a.js')).toContain(WRITTEN);
    expect((await project.run('src', '--check', '--fix-format')).code).toBe(0);
  });

  it('is found in a package of thousands of files', async () => {
    const project = service(ALONE);
    for (let i = 0; i < 3000; i += 1) project.write(`src/apps/a${i}.js`, '');
    await project.run('src', '--allow-dirty', '--fix-format');
    expect(project.read('src/a.js')).toContain(WRITTEN);
  });

  it('is not changed where it is outside of the given paths', async () => {
    const project = service(FORMATS[0][1]);
    const before = project.snapshot();
    await project.run('src/a.js', '--allow-dirty', '--fix-format');
    expect(project.snapshot()).toEqual(before);
  });
});
