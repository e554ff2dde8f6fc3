/** What only its name says to be a logger is judged by `recommended` where it is called as loggers are, here or elsewhere in the package. */
import { describe } from 'vitest';
import noSensitiveData from '../../../rules/logs/no-sensitive-data.js';
import validLoggerCall from '../../../rules/logs/valid-logger-call.js';
import { lines, project } from '../rule-tester.js';

const app = project({
  'package.json': { name: 'orders', dependencies: { pino: '^9.0.0', 'acme-host': '^1.0.0' } },
  'src/other.ts': lines(
    'export function watch(host: any) {',
    "  host.trail.log.debug('Watching');",
    "  host.trail.log.error('Lost');",
    "  host.trail.log.info('Found');",
    '}',
  ),
});
/** A package that calls no other logger. */
const alone = project({
  'package.json': { name: 'orders', dependencies: { pino: '^9.0.0' } },
});

const inFile = (...code: string[]) => ({ code: lines(...code), filename: 'src/orders.ts' });
const secret = [{ messageId: 'field' as const, data: { name: 'password', what: 'a password' } }];
const within = (body: string) => `export function load(device: any, password: string) { ${body} }`;

describe('used as a logger', () => {
  alone.run('no-sensitive-data', noSensitiveData, {
    valid: [
      { name: 'called at one level', ...inFile(within("device.log.info('Loaded', { password });")) },
      {
        name: 'called at levels that what shows messages has',
        ...inFile(within("device.log.info('Loaded', { password }); device.log.error('Lost');")),
      },
      {
        name: 'of another name',
        ...inFile(
          within(
            "device.catalog.info('a', { password }); device.catalog.error('b'); device.catalog.debug('c');",
          ),
        ),
      },
      {
        name: 'a function that names its level, alone',
        ...inFile(within("device.logDebug('Loaded', { password });")),
      },
      {
        name: 'a function called as what is called at one level',
        ...inFile(within("device.log('Loaded it', { password }); device.log.info('a');")),
      },
      {
        name: 'a method that is declared',
        ...inFile(
          'class Ledger { log(text: string, entry: object) { return [text, entry]; } }',
          'export function load(password: string, ledger: any, log: any) {',
          "  new Ledger().log('Loaded it', { password }); log.info('a'); log.error('b'); log.debug('c');",
          '}',
        ),
      },
      {
        name: 'a function that is given no text',
        ...inFile(
          within(
            "device.log({ password }, 'a'); device.log.info('a'); device.log.error('b'); device.log.debug('c');",
          ),
        ),
      },
    ],
    invalid: [
      {
        name: 'called at a quiet level and at a loud one',
        ...inFile(
          within("device.log.info('a', { password }); device.log.error('b'); device.log.debug('c');"),
        ),
        errors: secret,
      },
      {
        name: 'called at the usual levels',
        ...inFile(within("device.log.info('a', { password }); device.log.warn('b'); device.log.error('c');")),
        errors: secret,
      },
      {
        name: 'made by what says that it makes a logger',
        ...inFile(within("const log = device.tools.getLogger('a'); log.info('Loaded', { password });")),
        errors: secret,
      },
      {
        name: 'a logger that is a function as well',
        ...inFile(
          within(
            "device.log('Loaded it', { password }); device.log.warn('a'); device.log.error('b'); device.log.debug('c');",
          ),
        ),
        errors: secret,
      },
      {
        name: 'functions that name their level',
        ...inFile(within("device.logDebug(1, 'Loaded', { password }); device.logError('lost', 'Lost');")),
        errors: secret,
      },
    ],
  });
  app.run('no-sensitive-data', noSensitiveData, {
    valid: [],
    invalid: [
      {
        name: 'called so elsewhere in the package',
        ...inFile(within("device.log.info('Loaded', { password });")),
        errors: secret,
      },
    ],
  });
});

describe('what a library makes of the arguments', () => {
  app.run('valid-logger-call', validLoggerCall, {
    valid: [
      {
        name: 'is not said of what is only used as a logger',
        ...inFile(within("device.log.info('Loaded', { a: 1 });")),
      },
    ],
    invalid: [],
  });
});
