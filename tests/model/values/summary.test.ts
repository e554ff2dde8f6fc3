import { describe, expect, it } from 'vitest';
import { returnedBy, telemetrySummaryOf } from '../../../src/model/summaries.js';
import { logContractOf } from '../../../src/model/logs/contract.js';
import type { Settings } from '../../../src/model/settings.js';
import { REJECTS, RETURNS, THROWS } from '../../../src/model/values/outcomes.js';
import { Resolver } from '../../../src/model/values/resolver.js';
import { ROLES, type RoleFact } from '../../../src/model/values/roles.js';
import { type Summary, parameterUses } from '../../../src/model/values/summary.js';
import { contextOf } from '../../../src/model/values/value.js';
import { type Program, argumentOf, read } from '../program.js';

const SETTINGS: Settings = { root: '/app' };

const LIBRARIES = `
  import { context, propagation, trace } from '@opentelemetry/api';
  import StatsD from 'hot-shots';
  import pino from 'pino';
  import { Counter } from 'prom-client';
  import { createLogger } from 'winston';
  const logger = pino();
  const winston = createLogger();
  const tracer = trace.getTracer('app');
  const statsd = new StatsD();
  const requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: ['path'] });
`;

/** The summary of the function that the argument of the last `ask()` is. */
function summed(program: Program | string): Summary {
  const source = read(program);
  const declared = new Resolver().function(argumentOf(source), contextOf(source));
  if (!declared) throw new Error('no function');
  return telemetrySummaryOf(declared, SETTINGS);
}

/** What becomes of its parameters: `0 message`, `1.path label route`; what is only made of one is in brackets. */
function uses(program: Program | string): string {
  const found = parameterUses(summed(program)).map(({ parameter, role, key, isWhole }) => {
    const { index, isRest, path } = parameter;
    const from = [`${isRest ? '...' : ''}${index}`, ...path].join('.');
    return [isWhole ? from : `(${from})`, role, key].filter((each) => each !== undefined).join(' ');
  });
  return [...new Set(found)].join(', ');
}

const inFile = (text: string) => `${LIBRARIES}\n${text}`;
const sumOf = (text: string) => inFile(`${text}\nask(sum);`);

describe('what becomes of a parameter', () => {
  it.each(ROLES.map((fact: RoleFact) => [fact.role, fact] as const))('%s', (_, fact) => {
    const has = (text: string) =>
      parameterUses(summed(sumOf(text))).filter(
        ({ role, key, parameter }) =>
          role === fact.role && key === fact.key && parameter.index === 0 && parameter.path.length === 0,
      ).length > 0;
    expect(has(fact.example)).toBe(true);
    expect(has(fact.counterexample)).toBe(false);
  });
});

describe('what a function returns', () => {
  it.each(RETURNS.map((fact) => [fact.outcome, fact] as const))('%s', (outcome, fact) => {
    expect(returnedBy(summed(sumOf(fact.example)), SETTINGS)).toEqual([outcome]);
    expect(returnedBy(summed(sumOf(fact.counterexample)), SETTINGS)).not.toContain(outcome);
  });

  it('through others', () => {
    const returned = (text: string) => returnedBy(summed(sumOf(text)), SETTINGS).join();
    expect(returned('const id = (a) => a; const sum = (b) => id(b);')).toBe('parameter');
    expect(returned('const id = (a, b = {}) => a ?? b.c; const sum = (b) => id(b);')).toBe(
      'parameter,nothing',
    );
    expect(returned('const wrap = (e) => new Error(e); const sum = (b) => wrap(b);')).toBe('error');
    expect(returned('const first = ({ a }) => a; const sum = (b) => first({ a: b });')).toBe('parameter');
    expect(returned('const rest = (...all) => all; const sum = (b) => rest(1, b)[1];')).toBe('parameter');
  });
});

describe('whether a function fails', () => {
  it.each(THROWS.map((fact) => [fact.outcome, fact] as const))('throws: %s', (outcome, fact) => {
    expect(summed(sumOf(fact.example)).throws).toBe(outcome);
    expect(summed(sumOf(fact.counterexample)).throws).not.toBe(outcome);
  });

  it.each(REJECTS.map((fact) => [fact.outcome, fact] as const))('rejects: %s', (outcome, fact) => {
    expect(summed(sumOf(fact.example)).rejects).toBe(outcome);
    expect(summed(sumOf(fact.counterexample)).rejects).not.toBe(outcome);
  });

  it.each([
    ['const save = () => { throw new Error(); }; const sum = () => { save(); };', 'yes', 'no'],
    ['const save = async () => { throw new Error(); }; const sum = () => save();', 'no', 'yes'],
    ['const save = async () => { throw new Error(); }; const sum = () => { void save(); };', 'no', 'no'],
    [
      'const save = async () => { throw new Error(); }; const sum = async () => { await save(); };',
      'no',
      'yes',
    ],
    [
      'const save = async () => { throw new Error(); }; const sum = () => save().catch(() => {});',
      'no',
      'no',
    ],
    ['const sum = () => load().catch((error) => { throw error; });', 'no', 'yes'],
    ['const sum = (work) => { work(); };', 'unknown', 'no'],
    ['const sum = (list) => { list.map((each) => { throw each; }); };', 'yes', 'no'],
    ['const sum = () => { setTimeout(() => { throw new Error(); }, 10); };', 'no', 'no'],
    ["const sum = (work) => tracer.startActiveSpan('a', async () => { await work(); });", 'no', 'unknown'],
    ["const sum = (work) => tracer.startActiveSpan('a', () => { throw new Error(); });", 'yes', 'no'],
    ['const seen = new Map(); const sum = (a) => { seen.set(a, seen.get(a) ?? 1); };', 'no', 'no'],
    ['const sum = async (promise) => { await promise; };', 'no', 'unknown'],
    ['const sum = (sql) => { query`select ${sql}`; };', 'unknown', 'no'],
    ['const sum = (n) => { if (n > 0) sum(n - 1); };', 'no', 'no'],
    [
      'const sum = (n) => { if (n > 0) other(n - 1); }; const other = (n) => { sum(n); JSON.parse(n); };',
      'unknown',
      'no',
    ],
    ['function* sum() { yield load(); }', 'no', 'unknown'],
  ])('%s', (text, throws, rejects) => {
    expect(summed(sumOf(text))).toMatchObject({ throws, rejects });
  });
});

describe('forwarded', () => {
  it.each([
    // Through several functions.
    ['const log = (a, b) => logger.info({ b }, a); const sum = (x, y) => log(y, x);', '0 field b, 1 message'],
    [
      "const one = (a) => logger.info({ a: 1 }, a); const two = (b) => one(b); const sum = (c) => two('x ' + c);",
      '(0) message',
    ],
    // Rest and spread.
    ['const sum = (...all) => logger.info(...all);', '...0 record'],
    ['const log = (...all) => logger.info(...all); const sum = (a, b) => log(a, b);', '0 fields, 1 message'],
    ['const log = (...all) => logger.info(...all); const sum = (...some) => log(...some);', '...0 record'],
    [
      'const log = (a, ...all) => logger.info({ a }, ...all); const sum = (x, y) => log(x, y);',
      '0 field a, 1 message',
    ],
    ['const sum = (...all) => logger.info({ all }, all[0]);', '...0 field all, 0 message'],
    // Destructured, with defaults.
    [
      'const sum = ({ user, path: { route } }) => requests.inc({ path: route, user });',
      '0.path.route label path, 0.user label user',
    ],
    [
      'const log = ({ message, ...rest }) => logger.info(rest, message); const sum = (m) => log({ message: m, a: 1 });',
      '(0) fields, 0 message',
    ],
    ["const sum = (path = '/') => requests.inc({ path });", '0 label path'],
    ['const sum = ([path]) => requests.inc({ path });', '0.0 label path'],
    // Objects that are taken apart and put together again.
    [
      'const count = (options) => requests.inc({ path: options.route }); const sum = (p) => count({ route: p });',
      '0 label path',
    ],
    [
      'const count = (options) => requests.inc({ path: options.route }); const sum = (p) => count({ ...p, user: 1 });',
      '0.route label path',
    ],
    ["const sum = (fields) => { const all = { ...fields, a: 1 }; logger.info(all, 'x'); };", '0 fields'],
    ['const sum = (fields) => { const { path } = fields; requests.inc({ path }); };', '0.path label path'],
    // Choices and what is made of it.
    ['const sum = (a, b) => requests.inc({ path: a ?? b });', '(0) label path, (1) label path'],
    ['const sum = (a) => requests.inc({ path: a.trim() });', '(0) label path'],
    ['const norm = (a) => a.trim(); const sum = (a) => requests.inc({ path: norm(a) });', '(0) label path'],
    ['const same = (a) => a; const sum = (a) => requests.inc({ path: same(a) });', '0 label path'],
    ['const sum = (a) => { a = a.trim(); requests.inc({ path: a }); };', '(0) label path'],
    ['const sum = (paths) => paths.forEach((path) => requests.inc({ path }));', '(0) label path'],
    // Functions inside, which run later.
    [
      'const sum = (name, work) => tracer.startActiveSpan(name, (span) => { work(span); span.end(); });',
      '0 spanName',
    ],
    ['const sum = (path) => { queue.push(() => requests.inc({ path })); };', '0 label path'],
    // Recursion.
    [
      'function sum(text, n) { if (n) sum(text, n - 1); else logger.info({ n }, text); }',
      '1 field n, 0 message, (1) field n',
    ],
    [
      'function sum(tree) { requests.inc({ path: tree.path }); sum(tree.child); }',
      '0.path label path, 0.child.path label path, 0.child.child.path label path, 0.child.child.child.path label path, (0.child.child.child.child) label path',
    ],
    [
      'function sum(a, b) { other(b, a); } function other(c, d) { requests.inc({ path: c }); sum(c, d); }',
      '1 label path, 0 label path',
    ],
    // Of a logger that writes to the console.
    [
      "const sum = (message, fields) => console.log(JSON.stringify({ level: 'info', message, ...fields }));",
      '0 message, 1 fields',
    ],
    ['const sum = (message, meta) => winston.info(message, meta);', '0 message, 1 fields'],
    ['const sum = (level, message) => winston.log(level, message);', '0 level, 1 message'],
    ["const sum = (error: Error) => logger.error(error, 'failed');", '0 error'],
    ['const sum = (message: string) => logger.info(message);', '0 message'],
  ])('%s', (text, expected) => {
    expect(uses(sumOf(text))).toBe(expected);
  });
});

describe('of a function that is reached', () => {
  it('as a method, a member or what a function returns', () => {
    const wrapper = `
      class Log {
        constructor(private readonly pino = logger) {}
        info(message, fields) { this.write('info', message, fields); }
        private write(level, message, fields) { this.pino[level](fields, message); }
        static create() { return new Log(); }
        arrow = (message) => this.info(message, { a: 1 });
      }
      const log = new Log();
      const api = { count(path) { requests.inc({ path }); }, nested: { hit: (p) => api.count(p) } };
      const prefixed = (prefix) => (text) => logger.info({ prefix }, text);
      const audit = prefixed('audit');
      function use(given: Log) { ask(CALLEE); }`;
    const of = (callee: string) => uses(inFile(wrapper.replace('CALLEE', callee)));
    expect(of('log.info')).toBe('1 fields, 0 message');
    expect(of('given.info')).toBe('1 fields, 0 message');
    expect(of('Log.create().info')).toBe('1 fields, 0 message');
    expect(of('log.arrow')).toBe('0 message');
    expect(of('api.count')).toBe('0 label path');
    expect(of('api.nested.hit')).toBe('0 label path');
    expect(of('audit')).toBe('0 message');
  });

  it('in other modules, in circles', () => {
    const modules = {
      'main.ts': "import { count } from './a'; ask(count);",
      'a.ts': `import { hit } from './b';
        export function count(path, again) { if (again) hit({ path, again }); else local(path); }
        function local(route) { hit({ path: route }); }`,
      'b.ts': `import { requests } from './metrics'; import { count } from './a';
        export const hit = ({ path, again }) => { if (again) count(path, false); requests.inc({ path }); };`,
      'metrics.ts': `import { Counter } from 'prom-client';
        export const requests = new Counter({ name: 'requests_total', help: 'r', labelNames: ['path'] });`,
    };
    expect(uses(modules)).toBe('0 label path');
    expect(summed(modules).isComplete).toBe(true);
  });
});

describe('what is not seen', () => {
  const unseen = (text: string) => [...new Set(summed(sumOf(text)).unseen.map(({ index }) => index))];

  it('gets what is handed to it, and may change it', () => {
    expect(unseen('const sum = (headers) => fill(headers);')).toEqual([0]);
    expect(unseen('const sum = (headers) => headers.set("a", 1);')).toEqual([0]);
    expect(unseen('const sum = (a, b) => fill({ b });')).toEqual([1]);
    expect(unseen('const pass = (h) => fill(h); const sum = (headers) => pass(headers);')).toEqual([0]);
    expect(unseen('const sum = (id) => fill(`order ${id}`);')).toEqual([]);
    expect(unseen('const sum = (headers) => Object.keys(headers).join();')).toEqual([]);
    expect(unseen('const sum = (text) => logger.info({ a: 1 }, text);')).toEqual([]);
  });
});

describe('the contract of a project\u2019s own logger', () => {
  const contract = (text: string) => logContractOf(summed(sumOf(text)));

  it.each([
    [
      'const sum = (message, meta) => logger.info(meta, message);',
      { message: 0, fields: 1, level: 'info', library: 'pino' },
    ],
    [
      'const sum = (message, err, meta) => logger.error({ err, ...meta }, message);',
      { message: 0, error: 1, fields: 2, level: 'error' },
    ],
    [
      'const sum = (level, message) => logger[level]({ a: 1 }, message);',
      { levelAt: 0, message: 1, level: undefined },
    ],
    ['const sum = (...all) => logger.warn(...all);', { restFrom: 0, message: undefined, level: 'warn' }],
    ['const sum = (message) => logger.info(message);', { message: 0, level: 'info' }],
    [
      'const sum = (message, err) => { if (err) logger.error({ err }, message); else logger.error({ a: 1 }, message); };',
      { message: 0, error: 1, level: 'error', isExact: true },
    ],
    [
      'const sum = (message, err) => { logger.error({ err }, message); capture(err); };',
      { message: 0, error: 1, isExact: false },
    ],
    [
      'const sum = (text, flag) => { if (flag) logger.info({ a: 1 }, text); else logger.warn({ a: 1 }, text); };',
      { message: 0, level: undefined },
    ],
    [
      'const sum = (a) => logger.info({ a: 1 }, `[api] ${a}`);',
      { message: 0, addsText: true, level: 'info' },
    ],
    ['const sum = (a) => logger.info({ a: 1 }, a);', { message: 0, addsText: false }],
  ])('%s', (text, expected) => expect(contract(text)).toMatchObject(expected));

  it('is none where no text is handed on', () => {
    expect(contract("const sum = (fields) => logger.info(fields, 'x');")).toBeUndefined();
    expect(
      contract('const sum = (a, b) => { logger.info({ b }, a); logger.warn({ a }, b); };'),
    ).toBeUndefined();
    expect(contract('const sum = (job) => logger.info({ a: 1 }, job.name);')).toBeUndefined();
    expect(contract('const sum = (path) => requests.inc({ path });')).toBeUndefined();
  });
});

/** What a function does when it fails, called plainly: `throws`, and what its promise does: `rejects`. */
const FAILING: readonly (readonly [body: string, throws: string, rejects: string])[] = [
  ['String(value);', 'no', 'no'],
  ['parse(value);', 'unknown', 'no'],
  ['new Map(value);', 'no', 'no'],
  ['new Thing(value);', 'unknown', 'no'],
  ['new lib.Map(value);', 'unknown', 'no'],
  ['Promise.all(value);', 'no', 'no'],
  ['save(value).then(done);', 'unknown', 'no'],
  ['save(value).catch(() => {});', 'no', 'no'],
  ['save(value).catch(a, b);', 'unknown', 'no'],
  ['const list = []; list.push(value);', 'no', 'no'],
  ['const seen = new Set(); seen.add(value);', 'no', 'no'],
  ['const bus = makeBus(); bus.add(value);', 'unknown', 'no'],
  ['value.add(1);', 'unknown', 'no'],
  ['value[0](1);', 'unknown', 'no'],
  ['value()();', 'unknown', 'no'],
  ['console.log(value);', 'no', 'no'],
  ['setTimeout(() => { throw new Error(); }, 1);', 'no', 'no'],
  ['list.map(() => { throw new Error(); });', 'yes', 'no'],
  ['try { parse(value); } catch {}', 'no', 'no'],
  ["parse(value); throw new Error('x');", 'yes', 'no'],
  ["throw new Error('x'); parse(value);", 'yes', 'no'],
  ['return save(value);', 'unknown', 'unknown'],
  ['return value;', 'no', 'unknown'],
  ['return undefined;', 'no', 'no'],
  ['return [value];', 'no', 'no'],
  ['return ready ? save(value) : 1;', 'unknown', 'unknown'],
  ['return ready ? [] : 1;', 'no', 'no'],
  ['return ready ? 1 : value;', 'no', 'unknown'],
  ['return ready ? value : 1;', 'no', 'unknown'],
  ['return value ?? 1;', 'no', 'unknown'],
  ['return 1 ?? value;', 'no', 'unknown'],
  ['return 1 ?? 2;', 'no', 'no'],
  ['return new Promise(run);', 'no', 'unknown'],
  ['return new Map();', 'no', 'no'],
  ['return Promise.all(value);', 'no', 'unknown'],
  ['return Promise.allSettled(value);', 'no', 'no'],
  ['return promise.then(done);', 'no', 'unknown'],
  ['return promise.finally(done);', 'no', 'unknown'],
  ['return promise.catch(() => {});', 'no', 'no'],
  ['return promise.catch(handle);', 'no', 'unknown'],
];

describe('how a function fails', () => {
  it.each(FAILING)('%s throws: %s, rejects: %s', (body, throws, rejects) => {
    expect(summed(sumOf(`const sum = (value) => { ${body} };`))).toMatchObject({ throws, rejects });
  });

  it.each(FAILING.filter(([body]) => !body.startsWith('return')))(
    '%s in an async function rejects where it would throw: %s',
    (body, rejects) => {
      expect(summed(sumOf(`const sum = async (value) => { ${body} };`))).toMatchObject({
        throws: 'no',
        rejects,
      });
    },
  );

  it.each(['String(value);', 'return [value];', 'try { parse(value); } catch {}'])(
    '%s in a generator may fail where it is read',
    (body) => {
      const summary = summed(sumOf(`function* sum(value) { ${body} }`));
      expect(summary).toMatchObject({ throws: 'no', rejects: 'unknown' });
    },
  );
});
