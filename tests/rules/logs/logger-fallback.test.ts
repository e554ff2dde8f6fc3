import { describe } from 'vitest';
import noConsoleLogging from '../../../rules/logs/no-console-logging.js';
import noInterpolatedMessage from '../../../rules/logs/no-interpolated-message.js';
import { lines, presuming, project } from '../rule-tester.js';

const app = project({
  'package.json': { name: 'gateway', dependencies: { loglevel: '^1.9.0' } },
  'logger.ts': lines(
    "import log from 'loglevel';",
    'export const defaultLogger = () => log.getLogger("gateway");',
  ),
});

/** A class whose logger is handed over or made. */
const gateway = (declared: string, call: string, type = '') =>
  lines(
    ...(type === '' ? [] : [type]),
    "import { defaultLogger } from './logger';",
    'export class Gateway {',
    `  ${declared}`,
    '  constructor(config) {',
    '    this.logger = config.logger ?? defaultLogger();',
    '  }',
    '  load(id: string) {',
    `    ${call}`,
    '  }',
    '}',
  );
const TYPE = "import type { Logger } from '@apollo/utils.logger';";
const LOADED = 'this.logger.info(`Loading ${id}`);';

describe('a logger that may be of another library', () => {
  presuming(app).run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      {
        name: "another package's type: reported, and not rewritten",
        code: gateway('public readonly logger: Logger;', LOADED, TYPE),
        output: null,
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
      },
      {
        name: 'the same without `type`',
        code: gateway('public readonly logger: Logger;', LOADED, TYPE.replace('import type', 'import')),
        output: null,
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
      },
      {
        name: 'a namespace of another package',
        code: gateway(
          'public readonly logger: utils.Logger;',
          LOADED,
          "import type * as utils from '@apollo/utils.logger';",
        ),
        output: null,
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
      },
      {
        name: 'a parameter with a default',
        code: lines(
          TYPE,
          "import { defaultLogger } from './logger';",
          'export function load(id: string, logger: Logger = defaultLogger()) {',
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
        output: null,
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
      },
      {
        name: 'an option of no type: reported, and not rewritten',
        code: gateway('readonly logger;', LOADED),
        output: null,
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
      },
      {
        name: 'a child of it',
        code: lines(
          "import pino from 'pino';",
          'export function load(id: string, options) {',
          '  const logger = (options.logger || pino()).child({ a: 1 });',
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
        output: null,
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
      },
      {
        name: "an option of the library's type",
        code: lines(
          "import pino from 'pino';",
          'interface Options {',
          '  readonly logger?: pino.Logger;',
          '}',
          'export function load(id: string, options: Options) {',
          '  const logger = options.logger ?? pino();',
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
        output: lines(
          "import pino from 'pino';",
          'interface Options {',
          '  readonly logger?: pino.Logger;',
          '}',
          'export function load(id: string, options: Options) {',
          '  const logger = options.logger ?? pino();',
          "  logger.info({ id }, 'Loading {id}');",
          '}',
        ),
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
      },
    ],
  });
  presuming(app).run('no-console-logging', noConsoleLogging, {
    valid: [],
    invalid: [
      {
        name: 'nothing is written with it',
        code: gateway('readonly logger;', 'console.log(`Loading ${id}`);'),
        output: null,
        errors: 1,
      },
    ] as never,
  });
});
