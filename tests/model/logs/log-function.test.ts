/** Functions and methods of the project that log for their callers: which calls are seen, at which level, with which text. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../analysis/program.js';
import { readSettings } from '../../../src/model/settings/read.js';
import { messageOf } from '../../../src/model/logs/message.js';

type Files = Readonly<Record<string, string>>;

/** Each call of the first file: its level, how it is known, and the text that it is found to log. */
function calls(files: Files, written: object = {}): readonly string[] {
  const all = { 'package.json': '{ "name": "shop", "dependencies": { "winston": "*" } }', ...files };
  const placed = Object.fromEntries(Object.entries(all).map(([path, text]) => [`/app/${path}`, text]));
  const [[path, text] = ['', '']] = Object.entries(files);
  const settings = readSettings([{ written, root: '/app' }], '/app');
  return eventsOf({ path: `/app/${path}`, text, files: placed, settings }).flatMap((each) => {
    if (each.event !== 'logCall') return [];
    const { call, file } = each.found;
    const level = call.isLevelOpen ? 'any' : call.level;
    return `${level} ${call.provenance} ${messageOf(call, file.source)?.expression.text ?? ''}`;
  });
}

const file = (log: string, use: string): Files => ({
  'src/main.ts': `import { log, logRequest, logError, Log } from './log'; ${use}`,
  'src/log.ts': `import { sinks } from '@acme/sinks'; ${log}`,
});

describe('a function that takes the level', () => {
  const LOG =
    "export function log(message: string, severity: 'info' | 'warning' | 'error' = 'info', data?: any) { sinks.map((sink) => sink.log.apply(sink, [severity, message, data])); }";
  it.each<[string, string[], Files]>([
    ['after the text', ["warn type 'Scan slow'"], file(LOG, "log('Scan slow', 'warning', { id });")],
    ['left out', ["any type 'Scanned'"], file(LOG, "log('Scanned');")],
    ['that is a variable', ["any type 'Scanned'"], file(LOG, "log('Scanned', severity);")],
    [
      'before the text',
      ["error type 'Lost'"],
      file(
        'export function log(level: Level, text: string) { sinks.send({ level, text }); }',
        "log('error', 'Lost');",
      ),
    ],
    [
      'in JavaScript',
      ["warn type 'Lost'"],
      {
        'src/main.js': "const { log } = require('./log'); log('Lost', 'warn');",
        'src/log.js': 'exports.log = function (msg, level) { send({ level, msg }); };',
      },
    ],
    [
      'of a name that says what is logged',
      ["warn type 'Slow request'"],
      file(
        "export function logRequest(id: number, message: string, level: 'info' | 'warn') { sinks.send({ id, level, message }); }",
        "logRequest(1, 'Slow request', 'warn');",
      ),
    ],
    [
      'a method of what is called a logger',
      ["warn type 'Jammed'"],
      file(
        "export class Log { print(message: string, level?: 'info' | 'warn') { sinks.send({ level, message }); } }",
        "class Shop { private readonly shopLog = new Log(); sell() { this.shopLog.print('Jammed', 'warn'); } }",
      ),
    ],
    [
      'a method of a class that logs in its own way',
      ["info type 'No rebalances'"],
      {
        'src/main.ts':
          "class Shop { constructor(private readonly logger: any) {} private log(message: string, data?: object, level: Levels = 'debug') { this.logger[level]({ at: 'Shop', message, ...data }); } sell() { this.log('No rebalances', undefined, 'info'); } }",
      },
    ],
  ])('%s', (_, expected, files) => {
    expect(calls(files).filter((each) => !each.endsWith(' '))).toEqual(expected);
  });

  it.each<[string, Files]>([
    [
      'a method that prints, of what is no logger',
      file(
        'export class Log { print(message: string, level: string) { sinks.send(level, message); } }',
        "const page = new Log(); page.print('Page', 'warn');",
      ),
    ],
    [
      'what draws by its level',
      file('export function logRequest(level: number) { return level * 2; }', 'logRequest(3);'),
    ],
    [
      'what logs in',
      file(
        'export function logRequest(user: string, name: string) { return sinks.enter(user, name); }',
        "logRequest('ann', 'shop');",
      ),
    ],
    [
      'what prints for people',
      file(
        'export function log(message: string, level: string) { console.log(level, message); }',
        "log('Done', 'info');",
      ),
    ],
  ])('is not %s', (_, files) => {
    expect(calls(files)).toEqual([]);
  });
});

describe('a function that is given a logger', () => {
  it.each<[string, string[], Files]>([
    [
      'beside the text',
      ["error type 'Lost'"],
      file(
        "import type { Trail } from '@acme/trail'; export function logError(log: Trail, message: string, error: unknown) { log.error(`${message}: ${error}`); }",
        "logError(app.log, 'Lost', error);",
      ),
    ],
    [
      'of a written-out type, and puts texts together',
      ["error type 'Lost'"],
      file(
        'export function logError(logger: { error: (msg: string) => void }, prefix: string, err: unknown) { logger.error(`${prefix}: ${err}`); }',
        "logError(app.logger, 'Lost', error);",
      ),
    ],
  ])('%s', (_, expected, files) => {
    expect(calls(files)).toEqual(expected);
  });
});

describe('a category before the text', () => {
  it('is no field of it', () => {
    const text =
      "class Engine extends Base { logError(code, msg, data) { this.logger.error(code, msg, data); } run() { this.logError('multi', 'Found another', { stack }); } }";
    expect(calls({ 'src/main.js': text })).toContain("error type 'Found another'");
  });
});

describe('a function that the settings give an example of', () => {
  it('logs at the level that stands before its text', () => {
    const written = { loggers: [{ called: 'log', call: 'log(context, message)' }] };
    const text = "export const f = (host) => { host.log('warn', 'Lost'); host.log('orders', 'Sold'); };";
    expect(calls({ 'src/main.js': text }, written)).toEqual(["warn settings 'Lost'", "info settings 'Sold'"]);
  });
});

describe('a function that is not seen', () => {
  it.each<[string, string[], string]>([
    [
      'given a text and a level',
      ["warn shape 'Login skipped'"],
      "class A extends Base { run() { this.log('Login skipped', 'warn'); } }",
    ],
    [
      'given a level and a text',
      ['error shape `Lost ${id}`'],
      'class A extends Base { run(id) { this.log("error", `Lost ${id}`); } }',
    ],
    [
      'given a level and a text that is put together',
      ["debug shape 'Unknown mode: ' + mode"],
      "class A extends Base { run(mode) { this.log('debug', 'Unknown mode: ' + mode); } }",
    ],
    ['given a level and a sum', [], "class A extends Base { run(a) { this.log('debug', a + 1); } }"],
    ['given two words', [], "class A extends Base { run() { this.log('login', 'error'); } }"],
    ['given a text alone', [], "class A extends Base { run() { this.log('Login skipped'); } }"],
    ['of a package', [], "import { log } from '@acme/terminal'; log('Login skipped', 'warn');"],
  ])('%s', (_, expected, text) => {
    expect(calls({ 'src/main.js': `import { Base } from '@acme/base'; ${text}` })).toEqual(expected);
  });
});

describe('a method that is computed', () => {
  it('by a function that says it gives a level', () => {
    const text =
      "import winston from 'winston'; const logger = winston.createLogger(); logger[startupLevel(config)]('Started'); logger[nameOf(config)]('Started');";
    expect(calls({ 'src/main.js': text })).toEqual(["any import 'Started'"]);
  });
});

describe('a method of this', () => {
  const SENDS = (name: string) => `${name}(message, data) { this.emit('log', '${name}', message, data); }`;
  const METHODS = ['debug', 'info', 'warn', 'error'].map(SENDS).join(' ');
  it.each<[string, string[], Files]>([
    [
      'of a class that has those of a logger',
      ["warn type 'Lost'"],
      { 'src/main.js': `class States extends Emitter { ${METHODS} load() { this.warn('Lost', 1); } }` },
    ],
    [
      'of a class that extends one',
      ["warn type 'Lost'"],
      {
        'src/main.js':
          "const { Base } = require('./base'); class States extends Base { load() { this.warn('Lost'); } }",
        'src/base.js': `class Base extends Emitter { ${METHODS} } module.exports = { Base };`,
      },
    ],
    [
      'that one of them calls',
      [],
      {
        'src/main.js': `class States extends Emitter { ${METHODS} verbose(message) { this.debug(message); } }`,
      },
    ],
    [
      'of a class that has others',
      [],
      { 'src/main.js': `class Form { ${SENDS('error')} ${SENDS('warn')} load() { this.warn('Lost'); } }` },
    ],
    [
      'that only prints',
      [],
      {
        'src/main.js':
          "class Page { debug(text) { console.debug(text); } warn(text) { console.warn(text); } error(text) { console.error(text); } load() { this.warn('Lost'); } }",
      },
    ],
  ])('%s', (_, expected, files) => {
    expect(calls(files).filter((each) => /'Lost'|message/.test(each))).toEqual(expected);
  });
});
