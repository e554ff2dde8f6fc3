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

  it('is not changed where it is outside of the given paths', async () => {
    const project = service(FORMATS[0][1]);
    const before = project.snapshot();
    await project.run('src/a.js', '--allow-dirty', '--fix-format');
    expect(project.snapshot()).toEqual(before);
  });
});
