import { format } from 'node:util';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

type Log = (...given: readonly unknown[]) => void;
interface Logger {
  readonly info: Log;
  readonly error: Log;
}
type Print = readonly [method: string, ...given: readonly unknown[]];

const CALLS = [
  'export const pay = async (id) => {',
  '  LOGGER.info(`Order ${id} paid`);',
  '  try {',
  '    await send(id);',
  '  } catch (err) {',
  '    LOGGER.error(`Order ${id} not sent: ${err.message}`);',
  '  }',
  '};',
].join('\n');

const WRITTEN = [
  "LOGGER.info('Order {orderId} paid', { orderId: id });",
  "LOGGER.error('Order {orderId} not sent', { orderId: id, error: err });",
];
const WRITTEN_AS_JSON = [
  "LOGGER.info('Order {orderId} paid', { orderId: id });",
  "LOGGER.error('Order {orderId} not sent', {\n      orderId: id,\n      stack: err instanceof Error ? err.stack : err,\n    });",
];

interface Shape {
  readonly of: string;
  readonly path: string;
  readonly module: string;
  /** It prints fields as JSON, in which an error is nothing. */
  readonly isJson?: true;
  /** What the module has after it. */
  readonly written: readonly string[];
  /** How a file imports the logger, and what it calls it on. */
  readonly uses?: readonly [statement: string, logger: string];
}

const DIRECT = ["import { logger } from './logger.js';", 'logger'] as const;

const service = ({ path, module, uses = DIRECT }: Shape) =>
  new Project({
    'package.json': { name: 'shop', type: 'module', dependencies: { express: '*' } },
    [path]: module,
    [path.replace('logger', 'pay')]:
      `${uses[0]}\n\n${CALLS.replaceAll('LOGGER', uses[1]).replace('(id)', path.endsWith('.ts') ? '(id: string)' : '(id)')}\n`,
  });

/** What a logger's module prints when its logger is used. */
function printed(text: string, use: (logger: Logger) => void): readonly Print[] {
  const prints: Print[] = [];
  const console = new Proxy(
    {},
    {
      get:
        (_, method: string) =>
        (...given: readonly unknown[]) =>
          prints.push([method, ...given]),
    },
  );
  const streamOf = (name: string) => ({ write: (line: string) => prints.push([name, line]) });
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: Record<string, unknown> = {};
  runInNewContext(outputText, {
    ...{ exports, module: { exports }, console },
    process: { stdout: streamOf('stdout'), stderr: streamOf('stderr') },
    Date: class {
      toISOString = () => '2026-01-01T00:00:00.000Z';
    },
  });
  const { logger, Logger: type } = exports as {
    logger?: Logger;
    Logger?: { instance?: () => Logger } & Logger;
  };
  use(logger ?? type?.instance?.() ?? (type as Logger));
  return prints;
}

const SHAPES: readonly Shape[] = [
  {
    of: 'methods of an object',
    path: 'src/logger.js',
    module:
      'export const logger = {\n  info(message) {\n    console.log(`INFO ${message}`);\n  },\n  warn: (message) => console.warn(`WARN ${message}`),\n  error: message => console.error(`ERROR ${message}`),\n};\n',
    written: [
      '  info(message, fields) {\n    console.log(`INFO ${message}`, ...(fields ? [fields] : []));\n  },',
      '  warn: (message, fields) => console.warn(`WARN ${message}`, ...(fields ? [fields] : [])),',
      '  error: (message, fields) => console.error(`ERROR ${message}`, ...(fields ? [fields] : [])),',
    ],
  },
  {
    of: 'one function for all levels',
    path: 'src/logger.js',
    module:
      "const write = (level, text) => {\n  const line = `${new Date().toISOString()} ${level} ${text}`;\n  if (level === 'ERROR') console.error(line);\n  else console.log(line);\n};\n\nexport const logger = {\n  info: (text) => write('INFO', text),\n  warn: (text) => write('WARN', text),\n  error: (text) => write('ERROR', text),\n};\n",
    written: [
      'const write = (level, text, fields) => {',
      "if (level === 'ERROR') console.error(line, ...(fields ? [fields] : []));",
      'else console.log(line, ...(fields ? [fields] : []));',
      "error: (text, fields) => write('ERROR', text, fields),",
    ],
  },
  {
    of: 'a function whose level may be left out, and a name that is taken',
    path: 'src/logger.js',
    module:
      "const fields = { service: 'shop' };\nfunction print(text, level = 'INFO') {\n  console.log(level, fields.service, text);\n}\n\nexport const logger = {\n  info(text) {\n    print(text);\n  },\n  error(text) {\n    print(text, 'ERROR');\n  },\n};\n",
    written: [
      "function print(text, level = 'INFO', data) {\n  console.log(level, fields.service, text, ...(data ? [data] : []));",
      'info(text, fields) {\n    print(text, undefined, fields);',
      "error(text, fields) {\n    print(text, 'ERROR', fields);",
    ],
  },
  {
    of: 'lines of a stream',
    path: 'src/logger.js',
    isJson: true,
    module:
      "const write = (level, text) => process.stdout.write(`${level} ${text}\\n`);\n\nexport const logger = {\n  info: (text) => write('INFO', text),\n  warn: (text) => process.stderr.write('WARN ' + text + '\\n'),\n  error(text) {\n    process.stderr.write('ERROR ' + text + '\\n');\n  },\n};\n",
    written: [
      "const write = (level, text, fields) => process.stdout.write(`${level} ${text}${fields ? ` ${JSON.stringify(fields)}` : ''}\\n`);",
      "info: (text, fields) => write('INFO', text, fields),",
      "process.stderr.write('ERROR ' + text + (fields ? ` ${JSON.stringify(fields)}` : '') + '\\n');",
    ],
  },
  {
    of: 'a class',
    path: 'src/logger.js',
    module:
      "class Log {\n  constructor(name) {\n    this.name = name;\n  }\n  debug(message) { this.print('debug', message); }\n  info(message) { this.print('info', message); }\n  error(message) { this.print('error', message); }\n  print(level, message) { console[level](`[${this.name}] ${message}`); }\n}\n\nexport const logger = new Log('shop');\n",
    written: [
      "info(message, fields) { this.print('info', message, fields); }",
      'print(level, message, fields) { console[level](`[${this.name}] ${message}`, ...(fields ? [fields] : [])); }',
    ],
  },
  {
    of: 'static methods of a class',
    path: 'src/logger.ts',
    module:
      'export class Logger {\n  static info(message: string): void {\n    console.log(`INFO ${message}`);\n  }\n\n  static error(message: string): void {\n    console.error(`ERROR ${message}`);\n  }\n}\n',
    uses: ["import { Logger } from './logger.js';", 'Logger'],
    written: [
      'static info(message: string, fields?: Record<string, unknown>): void {\n    console.log(`INFO ${message}`, ...(fields ? [fields] : []));',
    ],
  },
  {
    of: 'arrow functions of the one instance of a class',
    path: 'src/logger.ts',
    module:
      "export class Logger {\n  private static one: Logger | undefined;\n\n  static instance(): Logger {\n    return (this.one ??= new Logger());\n  }\n\n  info = (message: string): void => {\n    const line = new Date().toISOString() + '> ' + message;\n    console.log(line);\n  };\n\n  error = (message: string): void => {\n    console.error(message);\n  };\n}\n",
    uses: ["import { Logger } from './logger.js';", 'Logger.instance()'],
    written: [
      'info = (message: string, fields?: Record<string, unknown>): void => {',
      'console.log(line, ...(fields ? [fields] : []));',
    ],
  },
  {
    of: 'an object of an interface',
    path: 'src/logger.ts',
    module:
      "export interface Log {\n  info(message: string): void;\n  error: (message: string) => void;\n}\n\nexport const logger: Log = {\n  info: (message) => console.log('info', message),\n  error: (message) => console.error('error', message),\n};\n",
    written: [
      'info(message: string, fields?: Record<string, unknown>): void;',
      'error: (message: string, fields?: Record<string, unknown>) => void;',
      "info: (message, fields?: Record<string, unknown>) => console.log('info', message, ...(fields ? [fields] : [])),",
    ],
  },
];

describe("a logger of the project's own that prints its text alone", () => {
  it.each(SHAPES)('prints fields with --fix-format, and is called with them: $of', async (shape) => {
    const { path, written } = shape;
    const project = service(shape);
    const before = project.read(path);
    const { stdout } = await project.run('src', '--allow-dirty', '--fix-format');
    const after = project.read(path);
    for (const each of written) expect(after).toContain(each);
    expect(stdout).toContain(`Review ${path}, whose logger prints fields now.`);
    const [, called] = shape.uses ?? DIRECT;
    for (const each of shape.isJson ? WRITTEN_AS_JSON : WRITTEN)
      expect(project.read(path.replace('logger', 'pay'))).toContain(each.replace('LOGGER', called));
    // It prints what it did where it gets a text alone, and all that is in the fields where it gets some.
    const withText = (logger: Logger) => {
      logger.info('Order paid 100%');
      logger.error('Order not sent');
    };
    expect(printed(after, withText)).toEqual(printed(before, withText));
    expect(printed(before, withText)).toHaveLength(2);
    const error = new Error('gone');
    const [one] = printed(after, (logger) => {
      logger.error('Order not sent', {
        orderId: 'o-17',
        ...(shape.isJson ? { stack: error.stack } : { error }),
      });
    });
    expect(format(...(one?.slice(1) ?? []))).toMatch(
      /Order not sent[^]*orderId[^]*o-17[^]*Error: gone(?:\n|\\n) +at /,
    );
    expect((await project.run('src', '--check', '--fix-format')).code).toBe(0);
    expect((await project.run('src', '--check')).code).toBe(0);
  });

  it.each(SHAPES)('is left alone without it, and named: $of', async (shape) => {
    const project = service(shape);
    const before = project.snapshot();
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(stdout).toMatch(
      new RegExp(
        `2 calls would lose their fields in the project's own logger at ${shape.path}:\\d+, which prints its text alone: --fix-format has it print them\\.`,
      ),
    );
    expect(project.snapshot()).toEqual(before);
  });

  it('is what the calls of the console are written with then', async () => {
    const project = new Project({
      'package.json': { name: 'shop', type: 'module', dependencies: { express: '*' } },
      'src/logger.js': SHAPES[0]?.module ?? '',
      'src/orders.js': 'export const load = (id) => {\n  console.log(`Loading order ${id}`);\n};\n',
    });
    const { stdout } = await project.run('src', '--dry-run');
    expect(stdout).toContain(
      "1 call keeps its values in the text for the project's own logger at src/logger.js:2, which prints nothing else: --fix-format has it print fields.",
    );
    expect(stdout).toContain('+  logger.info(`Loading order ${id}`);');
    expect(await project.migrated('src/orders.js', '--fix-format')).toBe(
      "import { logger } from './logger.js';\n\nexport const load = (id) => {\n  logger.info('Loading order', { orderId: id });\n};\n",
    );
  });

  it.each([
    [
      'takes secrets out of its text',
      'const redact = (text) => text.replaceAll(KEY, "…");\nexport const logger = {\n  info: (message) => console.log(redact(message)),\n  error: (message) => console.error(redact(message)),\n};\n',
    ],
    [
      'spreads what it prints',
      'export const logger = {\n  info: (message) => console.log(...prefixed(message)),\n  error: (message) => console.error(...prefixed(message)),\n};\nconst prefixed = (message) => ["shop", message];\n',
    ],
    [
      'takes something else there',
      'export const logger = {\n  info: (message, code) => console.log(`${message} (${code})`),\n  error: (message, code) => console.error(`${message} (${code})`),\n};\n',
    ],
  ])('is left for a person where it %s', async (_, module) => {
    const project = service({ of: '', path: 'src/logger.js', module, written: [] });
    const before = project.snapshot();
    const { stdout } = await project.run('src', '--allow-dirty', '--fix-format');
    expect(stdout).not.toContain('--fix-format');
    expect(project.snapshot()).toEqual(before);
  });

  it('is left as it is where it is outside of the given paths', async () => {
    const [shape] = SHAPES;
    if (!shape) return;
    const project = service(shape);
    const before = project.snapshot();
    await project.run('src/pay.js', '--allow-dirty', '--fix-format');
    expect(project.snapshot()).toEqual(before);
  });
});
