import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import rule from '../../../rules/logs/no-interpolated-message.js';
import { lines, packageOf, testerOn } from '../rule-tester.js';

// Where the parser has types, a logger is known however it came here.
const root = packageOf({
  'package.json': { name: 'shop', type: 'module' },
  'tsconfig.json': {
    compilerOptions: { strict: true, module: 'NodeNext', skipLibCheck: true, types: [] },
    include: ['*.ts'],
  },
  'file.ts': '',
  'deps.ts': lines(
    "import type { Logger } from 'pino';",
    "import type { Logger as WinstonLogger } from 'winston';",
    'export type AppLogger = Logger;',
    'export interface Deps {',
    '  readonly logger: Logger;',
    '  readonly audit: WinstonLogger;',
    '}',
    'export declare function getDeps(): Deps;',
  ),
});
symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(root, 'node_modules'));
const typed = testerOn(root, { project: './tsconfig.json' });

const errors = [{ messageId: 'interpolated', data: { values: '`id`', fields: 'a field', them: 'it' } }];

describe('by the type checker', () => {
  typed.run('no-interpolated-message', rule, {
    valid: [
      {
        name: 'object of another type with a method named info',
        code: lines(
          'declare const toast: { info(message: string): void };',
          'export function load(id: string) {',
          '  toast.info(`Loading ${id}`);',
          '}',
        ),
      },
    ],
    invalid: [
      {
        name: 'member of what a function returns',
        code: lines(
          "import { getDeps } from './deps.js';",
          'export function load(id: string) {',
          '  getDeps().logger.info(`Loading ${id}`);',
          '}',
        ),
        errors,
        output: lines(
          "import { getDeps } from './deps.js';",
          'export function load(id: string) {',
          "  getDeps().logger.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
      {
        name: 'destructured parameter typed by an interface',
        code: lines(
          "import type { Deps } from './deps.js';",
          'export function load({ audit }: Deps, id: string) {',
          '  audit.info(`Loading ${id}`);',
          '}',
        ),
        errors,
        output: lines(
          "import type { Deps } from './deps.js';",
          'export function load({ audit }: Deps, id: string) {',
          "  audit.info('Loading {id}', { id });",
          '}',
        ),
      },
      {
        name: 'alias of a type',
        code: lines(
          "import type { AppLogger } from './deps.js';",
          'export function load(logger: AppLogger, id: string) {',
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
        errors,
        output: lines(
          "import type { AppLogger } from './deps.js';",
          'export function load(logger: AppLogger, id: string) {',
          "  logger.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
    ],
  });
});
