import { describe } from 'vitest';
import noInterpolatedMessage from '../../../rules/logs/no-interpolated-message.js';
import { lines, project, presuming } from '../rule-tester.js';

// Methods that the project's own logger has beside those of its levels, and that say in their names at which they log.

const LEVELS = [
  '  error(message: string, trace?: unknown) { this.root.error({ message, trace }); }',
  '  warn(message: string, trace?: unknown) { this.root.warn({ message, trace }); }',
  '  debug(message: string, trace?: unknown) { this.root.debug({ message, trace }); }',
];
const MORE = [
  '  logUnknownAsError(message: string, cause: unknown) { this.error(message, cause); }',
  '  logSlowWarning(message: string) { this.warn(message); }',
  '  logError(name: string) { return this.names.has(name); }',
];

const app = project({
  'package.json': { name: 'orders', dependencies: { winston: '^3.0.0' } },
  'src/log.ts': lines(
    "import { createLogger } from 'winston';",
    'export class Log {',
    '  private readonly root = createLogger({});',
    ...LEVELS,
    ...MORE,
    '}',
  ),
  // One method that is called so is no logger's.
  'src/forms.ts': lines(
    'export class Forms {',
    '  logUnknownAsError(message: string, cause: unknown) { this.shown.push(message); }',
    '}',
  ),
});

const inClass = (type: string, from: string, call: string) => ({
  code: lines(
    `import { ${type} } from '${from}';`,
    'class Orders {',
    `  constructor(private readonly logger: ${type}) {}`,
    `  load(id: string, cause: unknown) { ${call} }`,
    '}',
  ),
  filename: 'src/orders.ts',
});

const NAMED = {
  observability: { loggers: [{ called: 'hLog', call: 'hLog(message, ...values)' }] },
};

describe('functions that the settings give an example of, whatever they are called', () => {
  app.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [
      { name: 'another function', code: 'gLog(`Lost ${id}`);', settings: NAMED },
      { name: 'a method', code: 'store.hLog(`Lost ${id}`);', settings: NAMED },
    ],
    invalid: [
      {
        name: 'by its name',
        code: 'hLog(`Lost ${id}`);',
        settings: NAMED,
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
      },
    ],
  });
});

describe('methods that end in a level', () => {
  presuming(app).run('no-interpolated-message', noInterpolatedMessage, {
    valid: [
      { name: 'a constant', ...inClass('Log', './log.js', "this.logger.logUnknownAsError('Lost', cause);") },
      {
        name: 'of what is no logger',
        ...inClass('Forms', './forms.js', 'this.logger.logUnknownAsError(`Lost ${id}`, cause);'),
      },
      {
        name: 'that the logger does not have',
        ...inClass('Log', './log.js', 'this.logger.logKnownAsError(`Lost ${id}`, cause);'),
      },
    ],
    invalid: [
      {
        name: 'with an error',
        ...inClass('Log', './log.js', 'this.logger.logUnknownAsError(`Lost ${id}`, cause);'),
        errors: [
          { messageId: 'textAlone', data: { method: 'this.logger.logUnknownAsError', values: '`id`' } },
        ],
      },
      {
        name: 'with a message alone',
        ...inClass('Log', './log.js', 'this.logger.logSlowWarning(`Slow ${id}`);'),
        errors: [{ messageId: 'textAlone', data: { method: 'this.logger.logSlowWarning', values: '`id`' } }],
      },
    ],
  });
});
