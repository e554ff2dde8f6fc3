import { describe, expect, it } from 'vitest';
import { FRAMEWORK_LOGGERS } from '../../../src/catalog/logs/names.js';
import { readSettings } from '../../../src/model/settings/read.js';
import type { ObservabilitySettings } from '../../../src/model/settings/written.js';
import { eventsOf } from '../../analysis/program.js';

type Files = Readonly<Record<string, string>>;

const MANIFEST = '{ "name": "shop", "dependencies": { "pino": "^9.0.0" } }';

/** How each logger call of the first file is known: `pino import`, `own type`, `pino name` where it is presumed, or `unseen`. */
function known(files: Files | string, written?: ObservabilitySettings): string {
  const program = typeof files === 'string' ? { 'src/main.ts': files } : files;
  const all = Object.entries({ 'package.json': MANIFEST, ...program });
  const placed = Object.fromEntries(all.map(([path, text]) => [`/app/${path}`, text]));
  const [[path, text] = ['', '']] = Object.entries(program);
  const settings = readSettings(written ? [{ written, root: '/app' }] : [], '/app');
  const events = eventsOf({ path: `/app/${path}`, text, files: placed, settings });
  const found = events.flatMap((each) => {
    const call = each.event === 'logCall' ? each.found.call : undefined;
    return call ? [`${call.library ?? (call.own ? 'own' : 'any')} ${call.provenance}`] : [];
  });
  const calls = [
    ...text.matchAll(/(?:\b(?:info|warn|error|err|success|log|imp|oops|log[A-Z_]\w+)|\])\((?:l, )?'[a-z]'/g),
  ].length;
  return found.length === calls ? [...new Set(found)].join(', ') : [...found, `of ${calls}`].join(', ');
}

const TYPES = {
  'src/types.ts': [
    'export interface Log { debug(m: string, f?: object): void; info(m: string, f?: object): void; error(m: string, f?: object): void }',
    'export interface Ctx { log: Log; config: { logger: Log } }',
  ].join('\n'),
};
const CTX = "import type { Ctx, Log } from './types';\n";

type Case = [string, string, Files | string, ObservabilitySettings?];

function check(
  _name: string,
  expected: string,
  files: Files | string,
  settings?: ObservabilitySettings,
): void {
  expect(known(files, settings)).toBe(expected);
}

describe('a logger by the type that a function is written for', () => {
  it.each<Case>([
    [
      'contextual type alias',
      'own type',
      {
        'src/main.ts': `${CTX}type Handler = (ctx: Ctx) => void; const h: Handler = (ctx) => { ctx.log.info('x'); };`,
        ...TYPES,
      },
    ],
    [
      'contextual type alias, imported',
      'own type',
      {
        'src/main.ts': `import type { Handler } from './h'; const h: Handler = ({ log }) => { log.info('x'); };`,
        'src/h.ts': `${CTX}export type Handler = (ctx: Ctx) => void;`,
        ...TYPES,
      },
    ],
    [
      'handed to a function',
      'own type',
      {
        'src/main.ts': `${CTX}function on(name: string, run: (ctx: Ctx) => void) {} on('a', (ctx) => { ctx.log.info('x'); });`,
        ...TYPES,
      },
    ],
    [
      'handed to an imported function',
      'own type',
      {
        'src/main.ts': `import { on } from './h'; on('a', async (ctx) => { ctx.log.info('x'); });`,
        'src/h.ts': `${CTX}type Handler = (ctx: Ctx) => void;export function on(name: string, run: Handler) {}`,
        ...TYPES,
      },
    ],
    [
      'handed to a method',
      'own type',
      {
        'src/main.ts': `import { Bus } from './h'; const bus = new Bus(); bus.on('a', ({ log }) => { log.info('x'); });`,
        'src/h.ts': `${CTX}type Handler = (ctx: Ctx) => void;export class Bus { on(name: string, run: Handler) {} }`,
        ...TYPES,
      },
    ],
    [
      'handed in an option',
      'own type',
      {
        'src/main.ts': `import { define } from './h'; define({ name: 'a', run(ctx) { ctx.log.info('x'); } });`,
        'src/h.ts': `${CTX}export function define(options: { name: string; run: (ctx: Ctx) => void }) {}`,
        ...TYPES,
      },
    ],
    [
      'object of a type',
      'own type',
      {
        'src/main.ts': `import { Def } from './h'; export const d: Def = { name: 'a', run: async (ctx) => { ctx.log.info('x'); } };`,
        'src/h.ts': `${CTX}export interface Def { name: string; run: (ctx: Ctx) => Promise<void> }`,
        ...TYPES,
      },
    ],
    [
      'object of a type, method',
      'own type',
      {
        'src/main.ts': `import { Def } from './h'; export const d: Def = { name: 'a', async run({ log }) { log.info('x'); } };`,
        'src/h.ts': `${CTX}export interface Def { name: string; run(ctx: Ctx): Promise<void> }`,
        ...TYPES,
      },
    ],
    [
      'object that satisfies',
      'own type',
      {
        'src/main.ts': `import { Def } from './h'; export default { name: 'a', async run({ log }) { log.info('x'); } } satisfies Def;`,
        'src/h.ts': `${CTX}export interface Def { name: string; run(ctx: Ctx): Promise<void> }`,
        ...TYPES,
      },
    ],
    [
      'returned by a function of a type',
      'own type',
      {
        'src/main.ts': `import { Def } from './h'; export function make(): Def { return { name: 'a', run: ({ log }) => { log.info('x'); } }; }`,
        'src/h.ts': `${CTX}export interface Def { name: string; run(ctx: Ctx): Promise<void> }`,
        ...TYPES,
      },
    ],
  ])('%s', check);
});

describe('a logger by the type in a comment', () => {
  it.each<Case>([
    [
      'JSDoc param',
      'pino type',
      { 'src/main.js': `/** @param {import('pino').Logger} log */ function f(log) { log.info('x'); }` },
    ],
    [
      'JSDoc param, method',
      'pino type',
      {
        'src/main.js': `class A { /**\n * Runs.\n * @param {string} a\n * @param {import('pino').Logger} log of the request\n */ f(a, log) { log.info('x'); } }`,
      },
    ],
    [
      'JSDoc param, exported',
      'pino type',
      {
        'src/main.js': `/** @param {import('pino').Logger} log */ export const f = (log) => { log.info('x'); };`,
      },
    ],
    [
      'JSDoc type',
      'pino type',
      {
        'src/main.js': `/** @type {import('pino').Logger} */ let log; export const f = () => { log.info('x'); };`,
      },
    ],
    [
      'JSDoc type of a field',
      'pino type',
      {
        'src/main.js': `class A { /** @type {import('pino').Logger} */ #log; f() { this.#log.info('x'); } }`,
      },
    ],
    [
      'JSDoc type of an assigned field',
      'pino type',
      {
        'src/main.js': `class A { constructor(o) { /** @type {import('pino').Logger} */ this.log = o.x; } f() { this.log.info('x'); } }`,
      },
    ],
    [
      'JSDoc option',
      'pino type',
      {
        'src/main.js': `/** @param {object} o\n * @param {import('pino').Logger} o.log */ function f({ log }) { log.info('x'); }`,
      },
    ],
    [
      'JSDoc option, read',
      'pino type',
      {
        'src/main.js': `/** @param {Object} options\n * @param {import('pino').Logger} [options.log] */ function f(options) { options.log.info('x'); }`,
      },
    ],
    [
      'JSDoc literal',
      'pino type',
      {
        'src/main.js': `/** @param {{ log: import('pino').Logger }} o */ function f({ log }) { log.info('x'); }`,
      },
    ],
    [
      'JSDoc typedef',
      'pino type',
      {
        'src/main.js': `/** @typedef {import('pino').Logger} Logger */\n/** @param {Logger} log */ function f(log) { log.info('x'); }`,
      },
    ],
    [
      'JSDoc import',
      'pino type',
      {
        'src/main.js': `/** @import { Logger } from 'pino' */\n/** @param {Logger} log */ function f(log) { log.info('x'); }`,
      },
    ],
    [
      'JSDoc of an own module',
      'own type',
      {
        'src/main.js': `/** @param {import('./types').Ctx} ctx */ function f(ctx) { ctx.log.info('x'); }`,
        ...TYPES,
      },
    ],
    [
      'JSDoc result',
      'pino type',
      {
        'src/main.js': `const { get } = require('./get'); const log = get(); log.info('x');`,
        'src/get.js': `/** @returns {import('pino').Logger} */ exports.get = function () { return made(); };`,
      },
    ],
    [
      'JSDoc result of a method',
      'pino type',
      {
        'src/main.js': `const { Shop } = require('./shop'); new Shop().log().info('x');`,
        'src/shop.js': `class Shop { /**\n * Its logger.\n * @return {import('pino').Logger} to log with\n */ log() { return this.made; } } exports.Shop = Shop;`,
      },
    ],
    [
      'JSDoc result that is no logger',
      'pino name',
      {
        'src/main.js': `const { get } = require('./get'); const log = get(); log.info('x');`,
        'src/get.js': `/** @returns {string} */ exports.get = function () { return made(); };`,
      },
    ],
    [
      'JSDoc type of a namespace that a module is',
      'own type',
      {
        'src/main.js': `/** @param {import('./shop').Log} log */ function f(log) { log.info('x'); }`,
        'src/shop.js': 'module.exports = class {};',
        'src/shop.d.ts': `declare class Shop {} declare namespace Shop { interface Log { debug(m: string): void; info(m: string): void; error(m: string): void } } export = Shop;`,
      },
    ],
    [
      'JSDoc type of a handler',
      'own type',
      {
        'src/main.js': `/** @type {(ctx: import('./types').Ctx) => void} */ const f = (ctx) => { ctx.log.info('x'); };`,
        ...TYPES,
      },
    ],
  ])('%s', check);
});

describe('a logger by types that are written', () => {
  it.each<Case>([
    ['import type', 'pino type', `function f(log: import('pino').Logger) { log.info('x'); }`],
    [
      'import type of a module',
      'own type',
      { 'src/main.ts': `function f(log: import('./types').Log) { log.info('x'); }`, ...TYPES },
    ],
    [
      'typeof import',
      'pino module',
      {
        'src/main.ts': `function f(m: typeof import('./log')) { m.logger.info('x'); }`,
        'src/log.ts': `import pino from 'pino'; export const logger = pino();`,
      },
    ],
    [
      'Map of loggers',
      'pino type',
      `import type { Logger } from 'pino'; const m = new Map<string, Logger>(); m.get('a')!.info('x');`,
    ],
    [
      'Map of loggers, iterated',
      'pino type',
      `import type { Logger } from 'pino'; const m = new Map<string, Logger>(); for (const [k, log] of m) log.info('x'); for (const log of m.values()) log.info('y');`,
    ],
    [
      'Record of loggers',
      'pino type',
      `import type { Logger } from 'pino'; const m: Record<string, Logger> = {}; m.a.info('x'); m[key].info('y'); const { b } = m; b.info('z'); for (const log of Object.values(m)) log.info('a');`,
    ],
    [
      'index signature',
      'pino type',
      `import type { Logger } from 'pino'; const m: { [k: string]: Logger } = {}; m.a.info('x'); m[key].info('y');`,
    ],
    [
      'mapped type',
      'pino type',
      `import type { Logger } from 'pino'; const m: { [k in 'a' | 'b']: Logger } = {}; m.a.info('x');`,
    ],
    [
      'Array',
      'pino type',
      `import type { Logger } from 'pino'; const m: Logger[] = []; m[0].info('x'); m.forEach((log) => log.info('y')); for (const log of m) log.info('z'); m.find(Boolean)?.info('a'); m.at(0)!.info('b'); m.pop()!.info('c');`,
    ],
    [
      'tuple',
      'pino type',
      `import type { Logger } from 'pino'; function f([log, n]: [Logger, number]) { log.info('x'); }`,
    ],
    [
      'Promise',
      'pino type',
      `import type { Logger } from 'pino'; async function f(p: Promise<Logger>) { (await p).info('x'); }`,
    ],
    [
      'empty object of a type',
      'own type',
      {
        'src/main.ts': `${CTX}const context: Ctx = {} as any; const get = () => context; const { log } = get(); log.info('x');`,
        ...TYPES,
      },
    ],
    [
      'abstract getter',
      'own type',
      {
        'src/main.ts': `${CTX}abstract class A { abstract get log(): Log; go() { this.log.info('x'); } }`,
        ...TYPES,
      },
    ],
    [
      'abstract field',
      'own type',
      {
        'src/main.ts': `${CTX}abstract class A { abstract readonly log: Log; go() { this.log.info('x'); } }`,
        ...TYPES,
      },
    ],
    [
      'declared generic',
      'own type',
      {
        'src/main.ts': `${CTX}interface P<T> { injected: T } function f(p: P<Ctx>) { p.injected.log.info('x'); }`,
        ...TYPES,
      },
    ],
    [
      'generic class',
      'own type',
      {
        'src/main.ts': `${CTX}abstract class Base<C extends { log: Log }> { abstract get(): C; go() { const { log } = this.get(); log.info('x'); } }`,
        ...TYPES,
      },
    ],
    [
      'generic class, subclass',
      'own type',
      {
        'src/main.ts': `${CTX}class Base<C> { constructor(protected readonly ctx: C) {} } class D extends Base<Ctx> { go() { this.ctx.log.info('x'); } }`,
        ...TYPES,
      },
    ],
    [
      'global namespace type',
      'own type',
      {
        'src/main.ts': `class A { constructor(private readonly log: App.Logger) {} go() { this.log.info('x'); } }`,
        'src/global.d.ts': `declare global { namespace App { interface Logger { debug(m: string): void; info(m: string): void; error(m: string): void } } } export {};`,
      },
    ],
    [
      'ambient namespace type',
      'own type',
      {
        'src/main.ts': `class A { constructor(private readonly log: App.Logger) {} go() { this.log.info('x'); } }`,
        'src/global.d.ts': `declare namespace App { interface Logger { debug(m: string): void; info(m: string): void; error(m: string): void } }`,
      },
    ],
    [
      'exported namespace',
      'own type',
      {
        'src/main.ts': `import type { App } from './ns'; class A { constructor(private readonly log: App.Logger) {} go() { this.log.info('x'); } }`,
        'src/ns.ts': `export namespace App { export interface Logger { debug(m: string): void; info(m: string): void; error(m: string): void } }`,
      },
    ],
  ])('%s', check);
});

describe('a logger of a package', () => {
  it.each<Case>([
    [
      'installed .d.ts',
      'pino type',
      {
        'src/main.ts': `import { log } from '@acme/log'; log.info('x');`,
        'node_modules/@acme/log/package.json':
          '{"name":"@acme/log","types":"dist/index.d.ts","main":"dist/index.js"}',
        'node_modules/@acme/log/dist/index.d.ts': `import pino from 'pino';\nexport declare const log: pino.Logger;`,
      },
    ],
    [
      'installed .d.ts through a barrel',
      'pino type',
      {
        'src/main.ts': `import { log } from '@acme/log'; log.info('x');`,
        'node_modules/@acme/log/package.json':
          '{"name":"@acme/log","exports":{".":{"types":"./dist/index.d.ts","import":"./dist/index.js"}}}',
        'node_modules/@acme/log/dist/index.d.ts': `export * from './log.js';`,
        'node_modules/@acme/log/dist/log.d.ts': `import { Logger } from 'pino';\ndeclare const log: Logger;\nexport { log };`,
      },
    ],
    [
      'installed class',
      'own type',
      {
        'src/main.ts': `import { Base } from '@acme/base'; class A extends Base { go() { this.log.info('x'); } }`,
        'node_modules/@acme/base/package.json': '{"name":"@acme/base","types":"index.d.ts"}',
        'node_modules/@acme/base/index.d.ts': `export interface L { debug(m: string): void; info(m: string): void; error(m: string): void; }\nexport declare class Base { protected readonly log: L; }`,
      },
    ],
    [
      'installed context',
      'own type',
      {
        'src/main.ts': `import { define } from '@acme/base'; define({ run(ctx) { ctx.log.info('x'); } });`,
        'node_modules/@acme/base/package.json': '{"name":"@acme/base","types":"index.d.ts"}',
        'node_modules/@acme/base/index.d.ts': `export interface L { debug(m: string): void; info(m: string): void; error(m: string): void; }\ninterface Def { run(ctx: { log: L }): void }\nexport declare function define(d: Def): void;`,
      },
    ],
    [
      'installed @types',
      'own type',
      {
        'src/main.js': `const log = require('acme'); log.info('x');`,
        'node_modules/acme/package.json': '{"name":"acme","main":"index.js"}',
        'node_modules/@types/acme/package.json': '{"name":"@types/acme"}',
        'node_modules/@types/acme/index.d.ts': `declare const log: { debug(m: string): void; info(m: string): void; error(m: string): void; };\nexport = log;`,
      },
    ],
    [
      'exported by an uninstalled package',
      'own type',
      `import { logger } from '@acme/log'; logger.info('x'); logger.warn('y');`,
    ],
  ])('%s', check);
});

describe('a logger by what it extends or is resolved from', () => {
  it.each<Case>([
    [
      'extends PinoLogger',
      'nestjs-pino type',
      `import { PinoLogger } from 'nestjs-pino'; class Log extends PinoLogger { hi() { this.info('x'); } }`,
    ],
    [
      'extends Nest Logger',
      'nestjs type',
      `import { Logger } from '@nestjs/common'; class Log extends Logger { hi() { this.warn('x'); } }`,
    ],
    [
      'extends Nest Logger, super',
      'nestjs type',
      `import { Logger } from '@nestjs/common'; class Log extends Logger { hi() { super.warn('x'); } }`,
    ],
    [
      'extends Nest Logger, a method of its own beside',
      'own module',
      {
        'src/main.ts': `import { AppLog } from './log'; class A { constructor(private readonly log: AppLog) {} go() { this.log.info('x'); this.log.error('y'); } }`,
        'src/log.ts': `import { Logger } from '@nestjs/common'; import winston from 'winston'; export class AppLog extends Logger { out = winston.createLogger({}); info(message: string) { this.out.info(message); } error(message: string) { this.out.error(message); } }`,
      },
    ],
    [
      'extends Nest Logger, a method that it has from there',
      'nestjs type',
      {
        'src/main.ts': `import { AppLog } from './log'; class A { constructor(private readonly log: AppLog) {} go() { this.log.warn('x'); } }`,
        'src/log.ts': `import { Logger } from '@nestjs/common'; export class AppLog extends Logger { info(message: string) { super.log(message); } }`,
      },
    ],
    [
      'extends Nest Logger, a method of its own that is not seen to log',
      'own type',
      {
        'src/main.ts': `import { AppLog } from './log'; const log = new AppLog(); log.warn('x');`,
        'src/log.ts': `import { ConsoleLogger } from '@nestjs/common'; export class AppLog extends ConsoleLogger { warn(...all: unknown[]) { send(all); } }`,
      },
    ],
    [
      'tsyringe',
      'own module',
      {
        'src/main.ts': `import { container } from 'tsyringe'; import { AppLog } from './log'; const log = container.resolve(AppLog); log.info('x');`,
        'src/log.ts': `import pino from 'pino'; const root = pino(); export class AppLog { debug(m: string) { root.debug(m); } info(m: string) { root.info(m); } error(m: string) { root.error(m); } }`,
      },
    ],
    [
      'tsyringe, typed token',
      'pino type',
      `import { container } from 'tsyringe'; import type { Logger } from 'pino'; const log = container.resolve<Logger>('log'); log.info('x');`,
    ],
    [
      'inversify field',
      'pino type',
      `import { inject } from 'inversify'; import type { Logger } from 'pino'; class A { @inject('log') private log!: Logger; go() { this.log.info('x'); } }`,
    ],
    [
      'Nest app.get',
      'nestjs type',
      `import { Logger } from '@nestjs/common'; import { NestFactory } from '@nestjs/core'; async function f() { const app = await NestFactory.create(M); const log = app.get(Logger); log.log('x'); }`,
    ],
    [
      'generic resolve',
      'own type',
      {
        'src/main.ts': `${CTX}declare class Svc { log: Log } class C { resolve<T>(token: new () => T): T { return 0 as any; } } new C().resolve(Svc).log.info('x');`,
        ...TYPES,
      },
    ],
    [
      'fastify route',
      'fastify import',
      {
        'src/main.js': `import fastify from 'fastify'; const app = fastify(); app.route({ method: 'GET', url: '/', preHandler: async (request) => { request.log.info('a'); }, handler: async (request, reply) => { request.log.info('x'); } }); app.get('/', { preHandler: async (request) => { request.log.info('a'); } }, async (request) => { request.log.info('x'); })`,
      },
    ],
  ])('%s', check);
});

describe('a logger that stands before another', () => {
  const proxied = (handler: string) =>
    `import winston from 'winston'; let current = winston.createLogger({}); export function use() { current = winston.createLogger({}); } const logger = new Proxy(current, ${handler}); logger.info('x');`;
  it.each<Case>([
    [
      'a proxy whose methods are applied to the present one',
      'winston fallback',
      proxied(
        '{ get(target, name) { const method = Reflect.get(target, name); return (...args) => { return method.apply(current, args); }; } }',
      ),
    ],
    [
      'with `Reflect.apply`',
      'winston fallback',
      proxied('{ get: (target, name) => (...args) => Reflect.apply(target[name], current, args) }'),
    ],
    [
      'with the arguments spread',
      'winston fallback',
      proxied('{ get: (target, name) => (...args) => current[name](...args) }'),
    ],
    [
      'with `arguments`',
      'winston fallback',
      proxied(
        '{ get(target, name) { return function () { return target[name].apply(target, arguments); }; } }',
      ),
    ],
    [
      'not one that puts something before them',
      'winston name',
      proxied("{ get: (target, name) => (...args) => current[name]('shop', ...args) }"),
    ],
    [
      'not one that leaves some out',
      'winston name',
      proxied('{ get: (target, name) => (first, ...args) => current[name](...args) }'),
    ],
    [
      'a copy whose methods may be others',
      'pino fallback',
      `import pino from 'pino'; const root = pino(); const logger = Object.assign({}, root); logger.info('x');`,
    ],
    [
      'a logger with more to it, made by a function',
      'pino fallback',
      {
        'src/main.js': `const { getLogger } = require('./log'); const logger = getLogger('orders'); logger.info('x');`,
        'src/log.js': `const pino = require('pino'); const root = pino(); exports.getLogger = (name) => Object.assign(Object.create(root), { name });`,
      },
    ],
    [
      'not an object that is put together without one',
      'pino name',
      `const logger = Object.assign({}, defaults, options); logger.info('x');`,
    ],
  ])('%s', check);
});

describe('a logger that a container has under a name', () => {
  const SERVICES = {
    'src/services.ts': `import type { Logger } from 'pino'; export interface Services { logger: Promise<Logger>; orders: Promise<Orders> }`,
  };
  const IMPORTS = `import type { Services } from './services'; import { Container } from 'acme-container';`;
  it.each<Case>([
    [
      'asked for by its name',
      'pino type',
      {
        'src/main.ts': `${IMPORTS} async function run(container: Container<Services>) { const logger = await container.use('logger'); logger.info('x'); }`,
        ...SERVICES,
      },
    ],
    [
      'by an alias of the container’s type',
      'pino type',
      {
        'src/main.ts': `${IMPORTS} type Deps = Container<Services>; class App { constructor(private readonly deps: Deps) {} async run() { const logger = await this.deps.resolve('logger'); logger.info('x'); } }`,
        ...SERVICES,
      },
    ],
    [
      'in what makes a service',
      'pino type',
      {
        'src/main.ts': `${IMPORTS} const container: Container<Services> = new Container(); container.singleton('orders', async (deps) => { const logger = await deps.use('logger'); logger.info('x'); });`,
        ...SERVICES,
      },
    ],
    [
      'waited for with others',
      'pino type',
      {
        'src/main.ts': `${IMPORTS} async function run(container: Container<Services>) { const [orders, logger] = await Promise.all([container.use('orders'), container.use('logger')]); logger.info('x'); }`,
        ...SERVICES,
      },
    ],
    [
      'as a member of its cradle',
      'pino type',
      {
        'src/main.ts': `import type { AwilixContainer } from 'awilix'; interface Cradle { logger: import('pino').Logger } export function run(container: AwilixContainer<Cradle>) { container.cradle.logger.info('x'); }`,
      },
    ],
    [
      'not one that its services do not have',
      'pino name',
      {
        'src/main.ts': `import { Container } from 'acme-container'; interface Services { orders: Orders } async function run(container: Container<Services>) { const logger = await container.use('audit'); logger.info('x'); }`,
      },
    ],
  ])('%s', check);

  it.each<Case>([
    [
      'the second of what is waited for',
      'pino import',
      `import pino from 'pino'; const [orders, log] = await Promise.all([load(), pino()]); log.info('x');`,
    ],
    [
      'not another of them',
      'winston name',
      `import winston from 'winston'; const [log] = await Promise.all([load(), winston.createLogger({})]); log.info('x');`,
    ],
    [
      'what a method of a logger gives, by its type',
      'pino type',
      `import pino from 'pino'; const root = pino(); export function run(log: ReturnType<typeof root.child>) { log.info('x'); }`,
    ],
  ])('%s', check);
});

describe('a logger that a container is told how to make', () => {
  const MAIN = `export class Orders { constructor({ logger }) { this.logger = logger; } run() { this.logger.info('x'); } }`;
  const registered = (services: string) => ({
    'src/main.js': MAIN,
    'src/container.js': `import { asClass, asFunction, asValue, createContainer } from 'awilix'; import winston from 'winston'; import { Orders } from './main.js'; import { AuditLog } from './audit.js'; import { asOther } from './other.js'; const root = winston.createLogger({}); createContainer().register({ orders: asClass(Orders), logger: ${services} });`,
    'src/audit.js': `export class AuditLog { debug(text) { send(text); } info(text) { send(text); } error(text) { send(text); } }`,
    'src/other.js': `export const asOther = (logger) => wrapped(logger);`,
  });
  it.each<Case>([
    ['a value', 'winston package', registered('asValue(root)')],
    ['a function', 'winston package', registered('asFunction(() => winston.createLogger({}))')],
    ['that is kept', 'winston package', registered('asFunction(() => root.child({})).singleton()')],
    ['a class', 'own type', registered('asClass(AuditLog)')],
    ['not by another function', 'pino name', registered('asOther(root)')],
  ])('%s', check);
});

describe('a logger whose type has a method for each level', () => {
  const log = (type: string, value: string) =>
    `type Level = 'error' | 'warn' | 'info' | 'debug'; const print = (write: (text: string) => void) => (...parts: unknown[]) => { parts.map(String).forEach(write); }; export const log: ${type} = ${value};`;
  const WRITTEN = '{ error: print(send), warn: print(send), info: print(send), debug: print(send) }';
  const main = `import { log } from './log'; log.info('x'); log.error('y');`;
  it.each<Case>([
    [
      'a mapped type',
      'own type',
      {
        'src/main.ts': main,
        'src/log.ts': log('{ [level in Level]: (...parts: unknown[]) => void }', WRITTEN),
      },
    ],
    [
      'a record',
      'own type',
      { 'src/main.ts': main, 'src/log.ts': log('Record<Level, (...parts: unknown[]) => void>', WRITTEN) },
    ],
    [
      'not one whose methods are put together elsewhere',
      'pino name',
      {
        'src/main.ts': main,
        'src/log.ts': log('Record<Level, (...parts: unknown[]) => void>', '{ ...methods }'),
      },
    ],
    [
      'not an object of other functions',
      'any name',
      {
        'src/main.ts': main,
        'src/log.ts': log('Record<string, () => void>', '{ info: print(send), error: print(send) }'),
      },
    ],
  ])('%s', check);
});

describe('a logger that changes, or is filled later', () => {
  it.each<Case>([
    [
      'reassigned to unknown',
      'pino fallback',
      `import pino from 'pino'; let log = pino(); export function set(l) { log = l; } log.info('x');`,
    ],
    [
      'reassigned, typed',
      'pino type',
      `import pino from 'pino'; let log: pino.Logger = pino(); export function set(l) { log = l; } log.info('x');`,
    ],
    [
      'reassigned child',
      'pino import',
      `import pino from 'pino'; let log = pino(); log = log.child({}); log.info('x');`,
    ],
    [
      'methods set in a loop',
      'own type',
      {
        'src/main.js': `const logger = require('./logger'); logger.info('x');`,
        'src/logger.js': `const logger = exports; for (const level of ['info', 'error']) { logger[level] = (m) => write(level, m); }`,
      },
    ],
  ])('%s', check);
});

describe('a logger that is only called so', () => {
  it.each<Case>([
    ['a parameter', 'pino name', `export function f(logger) { logger.info('x'); }`],
    ['an option', 'pino name', `export function f({ logger }) { logger.info('x'); }`],
    [
      'what an object of a framework holds',
      'pino name',
      `export const f = (app, c) => { app.log.info('x'); c.get('logger').info('x'); c.var.logger.info('y'); };`,
    ],
    ['a member of what a class holds', 'pino name', `class A { f() { this.deps.logger.info('x'); } }`],
    [
      'a private field',
      'pino name',
      `class A { #logger; constructor({ logger }) { this.#logger = logger; } f() { this.#logger.info('x'); } }`,
    ],
    [
      'a private field of another name',
      'of 1',
      `class A { #dialog; constructor({ dialog }) { this.#dialog = dialog; } f() { this.#dialog.info('x'); } }`,
    ],
  ])('%s', check);
});

describe('a logger that an object of the project holds', () => {
  it.each<Case>([
    ['of any name', 'pino name', `export const f = (broker: any) => { broker.logger.info('x'); };`],
    ['some steps away', 'pino name', `export function f(this: any) { this.service.broker.log.warn('x'); }`],
    ['of a global', 'pino name', `declare const shop: any; shop.logger.info('x');`],
    ['of a module of the project', 'pino name', `import { shop } from './shop'; shop.logger.info('x');`],
    [
      'by a method of few libraries',
      'any name',
      `export const f = (shop: any) => { shop.logger.err('x'); };`,
    ],
    [
      'where the library of the file has no such method',
      'any name',
      `import { Injectable } from '@nestjs/common'; export class A { constructor(private readonly logger) {} f() { this.logger.info('x'); } }`,
    ],
    ['but not a package', 'of 1', `import * as ui from '@clack/prompts'; ui.log.info('x');`],
    [
      'but not what is required',
      'of 1',
      { 'src/main.js': `const ui = require('@clack/prompts'); ui.log.info('x');` },
    ],
    ['nor what the platform has', 'of 1', `window.log.info('x');`],
    ['nor under another name', 'of 1', `export const f = (broker: any) => { broker.store.info('x'); };`],
  ])('%s', check);
});

describe('a logger that is put into an object later', () => {
  const LOGGER = {
    'src/logger.js': `const winston = require('winston'); module.exports = { init(n) { const logger = winston.createLogger({}); return logger; } };`,
  };
  const INDEX = `const APP = { a: 1 }; global.APP = APP; APP.logger = require('./logger').init('a');`;
  it.each<Case>([
    [
      'of the file',
      'pino import',
      `import pino from 'pino'; const deps: any = {}; deps.logger = pino(); export const f = () => deps.logger.info('x');`,
    ],
    [
      'that is a global',
      'winston module',
      { 'src/main.js': `APP.logger.info('x');`, 'src/index.js': INDEX, ...LOGGER },
    ],
    [
      'that is a global of two programs',
      'winston module',
      {
        'src/main.js': `APP.logger.info('x');`,
        'src/index.js': INDEX,
        'src/worker.js': INDEX.replace('a: 1', 'b: 2'),
        ...LOGGER,
      },
    ],
    ...['APP', 'global.APP', 'globalThis.APP'].map((app): Case => [
      `that is the global, read as ${app}`,
      'winston module',
      {
        'src/main.js': `${app}.logger.info('x');`,
        'src/index.js': `const winston = require('winston'); global.APP = {}; global.APP.logger = winston.createLogger({});`,
      },
    ]),
    [
      'that is not the global',
      'of 1',
      {
        'src/main.js': `const global = own(); global.APP.store.info('x');`,
        'src/index.js': `const winston = require('winston'); global.APP = {}; global.APP.store = winston.createLogger({});`,
      },
    ],
    [
      'that is a global with another logger in each program',
      'pino name',
      {
        'src/main.js': `APP.logger.info('x');`,
        'src/index.js': INDEX,
        'src/worker.js': `const APP = {}; global.APP = APP; APP.logger = require('pino')();`,
        ...LOGGER,
      },
    ],
  ])('%s', check);
});

describe('a logger that the project adds to a type of a package', () => {
  const PINO = `import type { Logger } from 'pino';`;
  const REQUEST = `import type { Request } from 'express'; export function f(req: Request) { req.logger.info('x'); }`;
  it.each<Case>([
    [
      'global namespace',
      'pino type',
      {
        'src/main.ts': REQUEST,
        'src/types.d.ts': `declare global { namespace Express { interface Request { logger: import('pino').Logger } } } export {};`,
      },
    ],
    [
      'module',
      'pino type',
      {
        'src/main.ts': REQUEST,
        'src/types.ts': `${PINO} declare module 'express-serve-static-core' { interface Request { logger: Logger } }`,
      },
    ],
    [
      'type of the project that extends it',
      'pino type',
      {
        'src/main.ts': `import type { Request } from 'express'; interface Own extends Request { user: string } export function f(req: Own) { req.logger.info('x'); }`,
        'src/types.ts': `${PINO} declare module 'express' { interface Request { logger: Logger } }`,
      },
    ],
    [
      'of a library of the catalog',
      'pino type',
      {
        'src/main.ts': `import type { FastifyRequest } from 'fastify'; export function f(req: FastifyRequest) { req.logger.info('x'); }`,
        'src/types.ts': `${PINO} declare module 'fastify' { interface FastifyRequest { logger: Logger } }`,
      },
    ],
    [
      'request whose type is not seen',
      'pino type',
      {
        'src/main.ts': `export const f = (req, res) => { req.logger.info('x'); };`,
        'src/types.ts': `${PINO} declare module 'express' { interface Request { logger: Logger } }`,
      },
    ],
    [
      'another type',
      'pino name',
      {
        'src/main.ts': REQUEST,
        'src/types.ts': `${PINO} declare module 'express' { interface Response { logger: Logger } }`,
      },
    ],
    [
      'a global type of that name',
      'pino name',
      {
        'src/main.ts': REQUEST,
        'src/types.d.ts': `declare global { interface Request { logger: import('pino').Logger } } export {};`,
      },
    ],
    [
      'the type of that name of another package',
      'pino name',
      {
        'src/main.ts': REQUEST,
        'src/types.ts': `${PINO} declare module 'got' { interface Request { logger: Logger } }`,
      },
    ],
  ])('%s', check);
});

describe('a method that a variable chooses', () => {
  const NEST = `import { Logger } from '@nestjs/common'; class A { private readonly logger = new Logger('A');`;
  it.each<Case>([
    ['of Nest', 'nestjs import', `${NEST} f(level: 'log' | 'warn') { this.logger[level]('x'); } }`],
    [
      'of Nest, one of two',
      'nestjs import',
      `${NEST} f(ok: boolean) { this.logger[ok ? 'log' : 'warn']('x'); } }`,
    ],
    [
      "of the project's own",
      'own type',
      { 'src/main.ts': `${CTX}export function f(log: Log, level: 'info') { log[level]('x'); }`, ...TYPES },
    ],
    [
      'by no name of a level',
      'of 1',
      { 'src/main.ts': `${CTX}export function f(log: Log, step: 'info') { log[step]('x'); }`, ...TYPES },
    ],
  ])('%s', check);
});

describe('a logger that one of a package makes', () => {
  it.each<Case>([
    [
      'by its class',
      'own type',
      `import { Logger } from '@acme/logging'; const l = Logger.getLogger('a'); l.info('x');`,
    ],
    [
      'by its class, required',
      'own type',
      {
        'src/main.js': `const { Logger } = require('@acme/logging'); const l = Logger.getLogger('a'); l.info('x');`,
      },
    ],
    [
      'by the package',
      'own type',
      { 'src/main.js': `const log = require('acme-logger').get('api'); log.info('x');` },
    ],
    [
      'that is only a type of it',
      'own type',
      `import type { LoggerInstance } from '@acme/logging'; export const f = (l: LoggerInstance) => l.info('x');`,
    ],
    [
      'but not what else it gives',
      'of 1',
      `import { Store } from '@acme/logging'; const l = Store.get('a'); l.info('x');`,
    ],
    [
      'nor another package',
      'of 1',
      { 'src/main.js': `const api = require('acme-store').get('api'); api.info('x');` },
    ],
  ])('%s', check);
});

describe('a logger of one of several types', () => {
  const OWN = `export class Logger { info(m: string) {} error(m: string) {} debug(m: string) {} } export class LoggerWrapper extends Logger {} export class Store { info(m: string) {} }`;
  const at = (type: string) => ({
    'src/main.ts': `import { Logger, LoggerWrapper, Store } from './own'; import type { Logger as WinstonLogger } from 'winston'; export const f = (o: { journal?: ${type} }) => { o.journal.info('x'); };`,
    'src/own.ts': OWN,
  });
  it.each<Case>([
    ["both the project's own", 'own type', at('Logger | LoggerWrapper')],
    ['or none', 'own type', at('Logger | LoggerWrapper | null')],
    ["one the project's, one a library's", 'of 1', at('Logger | WinstonLogger')],
    ['or something else', 'of 1', at('Logger | Store')],
  ])('%s', check);
});

describe('a function that logs for its caller', () => {
  const log = (body: string) => `import pino from 'pino'; const l = pino(); ${body}`;
  it.each<Case>([
    [
      'imported',
      'own module',
      {
        'src/main.ts': `import { logError } from './log'; logError('x', new Error());`,
        'src/log.ts': log(`export function logError(m: string, err: Error) { l.error({ err }, m); }`),
      },
    ],
    [
      'with its level',
      'own module',
      {
        'src/main.ts': `import { log } from './log'; log('x'); log('y', 'error');`,
        'src/log.ts': log(`export function log(m: string, level = 'info') { l[level](m); }`),
      },
    ],
    [
      'method of a base class',
      'own module',
      {
        'src/main.ts': `import { Base } from './base'; class A extends Base { f() { this.log('x', 'error', { b: 1 }); } }`,
        'src/base.ts': log(
          `export class Base { log(m: string, level: 'info' | 'error' = 'info', o?: object) { l[level]({ a: 1, ...o }, m); } }`,
        ),
      },
    ],
    [
      'method of an object of another name',
      'own module',
      {
        'src/main.ts': `import { schema, l } from './schema'; schema.info(l, 'x', { a: 1 });`,
        'src/schema.ts': `import pino, { type Logger } from 'pino'; export const l = pino(); export const schema = { info: (logger: Logger, m: string, f: object) => logger.info(f, m) };`,
      },
    ],
    [
      'static method',
      'own module',
      {
        'src/main.ts': `import { Report } from './report'; Report.error('x');`,
        'src/report.ts': log(`export class Report { static error(m: string) { l.error(m); } }`),
      },
    ],
    [
      'by a name that says its level',
      'any name',
      `export const f = (self: any) => { self.logError('x', 'y'); };`,
    ],
    [
      'that logs at another level than it says',
      'of 1',
      {
        'src/main.ts': `import { Api } from './api'; Api.error('x');`,
        'src/api.ts': log(
          `export class Api { static error(m: string) { l.debug(m); return new Error(m); } }`,
        ),
      },
    ],
    [
      'that prints',
      'of 1',
      {
        'src/main.ts': `import { log } from './log'; log('x');`,
        'src/log.ts': 'export function log(m: string) { console.log(m); }',
      },
    ],
    [
      'that keeps what it gets',
      'of 1',
      `class A { rows: string[] = []; log(m: string) { this.rows.push(m); } f() { this.log('x'); } }`,
    ],
    ['of a package', 'of 2', `import { log, logError } from 'ui'; log('x'); logError('y');`],
    ['of the platform', 'of 1', `const { log } = Math as any; log('x');`],
    ['that signs in', 'of 1', `export const f = (self: any) => { self.logIn('x'); };`],
  ])('%s', check);
});

describe('a function that writes records to the terminal itself', () => {
  const RECORD = "JSON.stringify({ level: 'info', message, ...rest })";
  const logger = (text: string, call = "logInfo('x', { a: 1 })") => ({
    'src/main.ts': `import { logInfo } from './log'; ${call};`,
    'src/log.ts': text,
  });
  it.each<Case>([
    [
      'of a text and fields',
      'any name',
      logger(`export function logInfo(message: string, rest?: object) { console.log(${RECORD}); }`),
    ],
    [
      'arrow function',
      'any name',
      logger(`export const logInfo = (message: string, rest?: object) => console.info(${RECORD});`),
    ],
    [
      'by another function',
      'any name',
      logger(
        "function write(level: string, message: string, rest: object) { console.log(JSON.stringify({ level, message, ...rest })); } export const logInfo = (m: string, f: object) => write('info', m, f);",
      ),
    ],
    [
      "to the terminal's streams",
      'any name',
      logger(
        `export function logInfo(message: string, rest?: object) { process.stdout.write(${RECORD} + '\\n'); }`,
      ),
    ],
    [
      'that prints a text and what it is given',
      'of 1',
      logger('export function logInfo(message: string, rest?: object) { console.log(message, rest); }'),
    ],
    [
      'that prints JSON behind a text',
      'of 1',
      logger(
        'export function logInfo(message: string, rest?: object) { console.log(`${message} ${JSON.stringify(rest)}`); }',
      ),
    ],
    [
      'that sends a record elsewhere',
      'of 1',
      logger(`export function logInfo(message: string, rest?: object) { queue.push(${RECORD}); }`),
    ],
    [
      'called as no level is',
      'of 1',
      {
        'src/main.ts': "import { log } from './log'; log('x');",
        'src/log.ts': `export function log(message: string, rest?: object) { console.log(${RECORD}); }`,
      },
    ],
  ])('%s', check);
});

describe('a logger whose methods say in their names that they log', () => {
  const CLASS = [
    'export abstract class Base { constructor(private out: Out[]) {}',
    '  log(m: string, level: number, f?: object) { this.each((one) => one.log(m, level, f)); }',
    '  logInfo(m: string, f?: object) { this.log(m, 1, f); } logVerbose(m: string, f?: object) { this.log(m, 2, f); }',
    '  logError(m: string, f?: object) { this.log(m, 3, f); } private each(run: (one: Out) => void) {} }',
    'export class AppLogger extends Base {}',
  ].join('\n');
  it.each<Case>([
    [
      'class, injected',
      'own type',
      {
        'src/main.ts': `import { AppLogger } from './l'; class A { constructor(private readonly logger: AppLogger) {} f() { this.logger.logInfo('x'); this.logger.logError('y'); } }`,
        'src/l.ts': CLASS,
      },
    ],
    [
      'class, from a container',
      'own type',
      {
        'src/main.ts': `import { AppLogger } from './l'; export function f(c: Container) { const logger = c.get(AppLogger); logger.logError('x'); }`,
        'src/l.ts': CLASS,
      },
    ],
    [
      'interface',
      'own type',
      {
        'src/main.ts': `import { Log } from './l'; export function f({ log }: { log: Log }) { log.logWarn('x'); log.logError('y'); }`,
        'src/l.ts':
          'export interface Log { logWarn(message: string): void; logError(message: string): void }',
      },
    ],
    [
      'with small letters',
      'own type',
      {
        'src/main.ts': `import { Log } from './l'; export const f = (log: Log) => { log.log_info('x'); };`,
        'src/l.ts':
          'export interface Log { log_info(message: string): void; log_error(message: string): void }',
      },
    ],
    [
      'of one level alone',
      'of 1',
      `class Api { logError(m: string) { this.rows.push(m); } } export const f = (api: Api) => { api.logError('x'); };`,
    ],
    [
      'that only print',
      'console import, console import, of 1',
      `class Out { logInfo(m: string) { console.log(m); } logError(m: string) { console.error(m); } } export const f = (out: Out) => { out.logInfo('x'); };`,
    ],
    [
      'whose text is not known',
      'of 1',
      `class Stats { logInfo(n: number) { this.a += n; } logError(n: number) { this.b += n; } } export const f = (stats: Stats) => { stats.logInfo('x'); };`,
    ],
  ])('%s', check);
});

describe('a logger by the type of what is written out, however deep in it', () => {
  const kept = (type: string, made: string): string =>
    `import type { Logger } from 'pino'; export class Shop { private deps: ${type}; constructor(kit) { this.deps = ${made}; } sell() { this.deps.core.logger.info('x'); } }`;

  it.each<Case>([
    ['of a member', 'pino type', kept('{ core: { logger: Logger } }', '{ core: { logger: kit.make() } }')],
    [
      'of a member beside others',
      'pino type',
      kept(
        '{ core: { name: string; logger: Logger }; port: number }',
        "{ port: 80, core: { name: 'a', logger: kit.make() } }",
      ),
    ],
  ])('%s', check);
  it.each<Case>([
    [
      'what has another type',
      'pino name',
      kept('{ core: { logger: Teller } }', '{ core: { logger: kit.make() } }').replace(
        'export',
        "import type { Teller } from '@acme/bank'; export",
      ),
    ],
  ])('not %s', check);
});

describe('a logger by a type in a namespace', () => {
  const WORKSPACE = {
    'package.json': '{ "name": "all", "workspaces": ["packages/*"] }',
    'packages/api/package.json': '{ "name": "@shop/api", "dependencies": { "@shop/kernel": "1.0.0" } }',
    'packages/kernel/package.json': '{ "name": "@shop/kernel", "main": "dist/index", "types": "dist/index" }',
    'packages/kernel/src/index.ts': 'export * as Contracts from "./contracts";',
    'packages/kernel/src/contracts/index.ts': 'export * as Kernel from "./kernel";',
    'packages/kernel/src/contracts/kernel/index.ts': 'export * from "./log";',
    'packages/kernel/src/contracts/kernel/log.ts':
      'export interface Logger { debug(message: any): void; info(message: any): void; error(message: any): void }',
  };
  it.each<Case>([
    [
      'of a workspace package',
      'own type',
      {
        'packages/api/src/main.ts': `import { Contracts } from '@shop/kernel'; class A { @inject(T) private readonly logger!: Contracts.Kernel.Logger; f() { this.logger.info('x'); } }`,
        ...WORKSPACE,
      },
    ],
    [
      'of a file',
      'own type',
      {
        'src/main.ts': `import * as Contracts from './contracts'; export const f = (logger: Contracts.Kernel.Logger) => { logger.info('x'); };`,
        'src/contracts.ts': 'export * as Kernel from "./kernel";',
        'src/kernel.ts': WORKSPACE['packages/kernel/src/contracts/kernel/log.ts'],
      },
    ],
    [
      'imported, then exported',
      'own type',
      {
        'src/main.ts': `import { Kernel } from './contracts'; export const f = (logger: Kernel.Logger) => { logger.info('x'); };`,
        'src/contracts.ts': 'import * as Kernel from "./kernel"; export { Kernel };',
        'src/kernel.ts': WORKSPACE['packages/kernel/src/contracts/kernel/log.ts'],
      },
    ],
    [
      'of another name',
      'any name',
      {
        'src/main.ts': `import { Kernel } from './contracts'; export const f = (logger: Kernel.Store) => { logger.info('x'); };`,
        'src/contracts.ts': 'export * as Kernel from "./kernel";',
        'src/kernel.ts': 'export interface Store { drop(id: string): void }',
      },
    ],
  ])('%s', check);
});

describe('a logger of a constructor that is a function', () => {
  const LOGGER = `function Logger(options) { this.options = options; } for (const each of LEVELS) Logger.prototype[each] = write(each); Logger.prototype.child = function () { return Object.create(this); };`;
  it.each<Case>([
    [
      'made and exported',
      'own type',
      {
        'src/main.js': `const logger = require('./logger'); logger.info('x');`,
        'src/logger.js': `const Logger = require('./own'); module.exports = new Logger({});`,
        'src/own.js': `${LOGGER} module.exports = Logger;`,
      },
    ],
    [
      'its child',
      'own type',
      {
        'src/main.js': `const logger = require('./logger').child({ part: 'a' }); logger.warn('x');`,
        'src/logger.js': `const Logger = require('./own'); const logger = new Logger({}); module.exports = logger;`,
        'src/own.js': `module.exports = Logger; ${LOGGER}`,
      },
    ],
    [
      'a child of what a module is',
      'pino module',
      {
        'src/main.js': `const log = require('./logger').child({ part: 'a' }); log.warn('x');`,
        'src/logger.js': `const pino = require('pino'); module.exports = pino();`,
      },
    ],
    ['in one file', 'own type', { 'src/main.js': `${LOGGER} const log = new Logger(); log.error('x');` }],
    [
      'that makes something else',
      'of 1',
      { 'src/main.js': `function Store() { this.rows = []; } const store = new Store(); store.info('x');` },
    ],
    [
      'that makes nothing',
      'of 1',
      { 'src/main.js': `function Logger(m) { return m; } const out = new Logger(); out.info('x');` },
    ],
  ])('%s', check);
});

describe('a logger that is the default of a part of a parameter', () => {
  it.each<Case>([
    [
      'kept in a field',
      'pino module',
      {
        'src/main.js': `const own = require('./logger').child({}); class A { constructor(a, { logger = own } = {}) { this.logger = logger; } f() { this.logger.info('x'); } } module.exports = A;`,
        'src/logger.js': `const pino = require('pino'); module.exports = pino();`,
      },
    ],
    [
      'used',
      'pino import',
      `import pino from 'pino'; const own = pino(); export function f({ logger = own } = {}) { logger.info('x'); }`,
    ],
    [
      'without a default of the whole',
      'pino import',
      `import pino from 'pino'; const own = pino(); export function f({ logger = own }) { logger.info('x'); }`,
    ],
    [
      'in the default of the whole',
      'pino import',
      `import pino from 'pino'; const own = pino(); export function f({ logger } = { logger: own }) { logger.info('x'); }`,
    ],
    [
      'beside its type',
      'own type',
      {
        'src/main.ts': `import pino from 'pino'; ${CTX}const own = pino(); export function f({ log = own }: Ctx) { log.info('x'); }`,
        ...TYPES,
      },
    ],
    [
      'taken out of options in the body',
      'pino import',
      `import pino from 'pino'; const own = pino(); export function f(options) { const { logger = own } = options; logger.info('x'); }`,
    ],
    [
      'taken out of options in the body, kept in a field',
      'pino import',
      `import pino from 'pino'; class A { constructor(options = {}) { const { logger = pino() } = options; this.logger = logger; } f() { this.logger.info('x'); } }`,
    ],
    ['the console', 'pino name', `export function f({ logger = console } = {}) { logger.info('x'); }`],
    [
      'the console, in the body',
      'pino name',
      `export function f(options) { const { logger = console } = options; logger.info('x'); }`,
    ],
    [
      'of another part',
      'pino name',
      `import pino from 'pino'; const own = pino(); export function f({ logger, audit = own } = {}) { logger.info('x'); }`,
    ],
  ])('%s', check);
});

describe('no logger', () => {
  it.each<Case>([
    ['what talks to a terminal', 'pino name', `import { log } from '@clack/prompts'; log.info('x');`],
    [
      'a function of a package',
      'any name',
      {
        'src/main.ts': `import { log } from '@acme/log'; log.info('x');`,
        'node_modules/@acme/log/package.json': '{"name":"@acme/log","types":"index.d.ts"}',
        'node_modules/@acme/log/index.d.ts': 'export declare function log(m: string): void;',
      },
    ],
    [
      'another parameter of the type',
      'of 1',
      {
        'src/main.ts': `${CTX}type H = (a: number, ctx: Ctx) => void; const h: H = (ctx) => { ctx.store.info('x'); };`,
        ...TYPES,
      },
    ],
    [
      'what a container has under a text',
      'of 1',
      `import { container } from 'tsyringe'; container.resolve('store').info('x');`,
    ],
    [
      'a class that extends something else',
      'of 1',
      `import { Store } from './store'; class A extends Store { go() { this.warn('x'); } }`,
    ],
    [
      'a comment of another function',
      'pino name',
      {
        'src/main.js': `/** @param {import('@acme/x').Thing} log */ function g(log) {}\nfunction f(log) { log.info('x'); }`,
      },
    ],
    [
      'a comment that is no type',
      'pino name',
      { 'src/main.js': `/** @param {the logger} log */ function f(log) { log.info('x'); }` },
    ],
  ])('%s', check);
});

describe('a logger of the settings', () => {
  it.each<Case>([
    [
      'by what it is called',
      'pino settings',
      `export const f = (request) => { request.journal.info('x'); };`,
      { loggers: [{ called: 'journal', like: 'pino' }] },
    ],
    [
      'in a private field',
      'pino settings',
      `class A { #logger; constructor(o) { this.#logger = o.logger; } f() { this.#logger.info('x'); } }`,
      { loggers: [{ called: 'logger', like: 'pino' }] },
    ],
    [
      'by the end of what it is called',
      'own settings',
      `export const f = (o) => { o.auditJournal.info('x'); };`,
      { loggers: [{ called: 'journal', call: 'info(message)' }] },
    ],
    [
      'but not what it begins with',
      'of 1',
      `export const f = (o) => { o.journalist.info('x'); };`,
      { loggers: [{ called: 'journal', call: 'info(message)' }] },
    ],
    [
      'a function by its own name, and those of other levels',
      'own settings',
      `export const f = (self) => { self.logError('x', 'y'); self.logInfo('z', 'y'); };`,
      { loggers: [{ called: 'logError', call: 'logError(context, message)' }] },
    ],
    [
      'a function whose message is not given',
      'any name',
      `export const f = (self) => { self.logError('x'); };`,
      { loggers: [{ called: 'logError', call: 'logError(context, message)' }] },
    ],
    [
      'with methods of its own',
      'own settings',
      `import { bridge } from 'acme'; bridge.imp('x'); bridge.oops('y'); bridge.info('z');`,
      {
        loggers: [
          { from: 'acme', name: 'bridge', call: 'imp(message)' },
          { from: 'acme', name: 'bridge', call: 'oops(message)' },
        ],
      },
    ],
    [
      'whose library a logger of a package has',
      'pino settings',
      `import { logger } from '@acme/log'; logger.info('x');`,
      { logger: { library: 'pino' } },
    ],
  ])('%s', check);
});

describe('a logger of a class that is written as a function', () => {
  const LOG = `const log4js = require('log4js');`;

  it.each<Case>([
    [
      'in its own methods',
      'log4js import',
      `${LOG} function Ctx() { this.logger = log4js.getLogger('a'); } Ctx.prototype.run = function () { this.logger.info('x'); };`,
    ],
    [
      'in a method of an object that is its prototype',
      'log4js import',
      `${LOG} function Ctx() { this.logger = log4js.getLogger('a'); } Ctx.prototype = { run() { this.logger.info('x'); } };`,
    ],
    [
      'in a function that the constructor makes, and in an arrow function in one',
      'log4js import',
      `${LOG} const Ctx = function () { this.logger = log4js.getLogger('a'); this.run = function () { this.logger.info('x'); go(() => this.logger.warn('y')); }; };`,
    ],
    [
      'set by one of its methods, under another name of this',
      'log4js import',
      `${LOG} function Ctx() {} Ctx.prototype.init = function () { this.logger = log4js.getLogger('a'); }; Ctx.prototype.run = function () { const self = this; go(function () { self.logger.info('x'); }); };`,
    ],
    [
      'set under another name of this',
      'log4js import',
      `${LOG} function Ctx() { var self = this; go(function () { self.logger = log4js.getLogger('a'); }); } Ctx.prototype.run = function () { this.logger.info('x'); };`,
    ],
    [
      'set under the name of something else',
      'log4js name',
      `${LOG} function Ctx() { var self = make(); self.logger = log4js.getLogger('a'); } Ctx.prototype.run = function () { this.logger.info('x'); };`,
    ],
    [
      'of an instance in another module',
      'log4js import',
      {
        'src/main.js': `const context = require('./context'); context.global.logger.info('x'); const own = new context.Ctx(); own.logger.info('x');`,
        'src/context.js': `${LOG} function Ctx() { this.logger = log4js.getLogger('a'); this.init(); } Ctx.prototype.init = function () {}; exports.Ctx = Ctx; exports.global = new Ctx();`,
      },
    ],
    [
      'two libraries',
      'log4js name',
      `${LOG} const pino = require('pino'); function Ctx(a) { if (a) this.logger = log4js.getLogger('a'); else this.logger = pino(); } Ctx.prototype.run = function () { this.logger.info('x'); };`,
    ],
    [
      'in a function of another class',
      'log4js name',
      `${LOG} function Ctx() { this.logger = log4js.getLogger('a'); } function Other() {} Other.prototype.run = function () { this.logger.info('x'); };`,
    ],
    [
      'in a function within a method, which has another this',
      'log4js name',
      `${LOG} function Ctx() { this.logger = log4js.getLogger('a'); } Ctx.prototype.run = function () { go(function () { this.logger.info('x'); }); };`,
    ],
  ])('%s', check);
});

describe('a logger whose making is applied', () => {
  it.each<Case>([
    [
      'to arguments, in another module',
      'log4js import',
      {
        'src/main.js': `const log = require('./log').getLogger('a'); log.info('x');`,
        'src/log.js': `const log4js = require('log4js'); exports.getLogger = function () { return log4js.getLogger.apply(log4js, arguments); };`,
      },
    ],
    [
      'called with another this',
      'log4js import',
      `const log4js = require('log4js'); const log = log4js.getLogger.call(log4js, 'a'); log.info('x');`,
    ],
    [
      'its arguments spread',
      'log4js import',
      `const log4js = require('log4js'); const make = (...args) => log4js.getLogger(...args); const log = make('a'); log.info('x');`,
    ],
    [
      'a function of the project',
      'pino import',
      `import pino from 'pino'; function make() { return pino(); } const log = make.apply(null, []); log.info('x');`,
    ],
    ['of what is not seen', 'pino name', `const log = things.make.apply(things, []); log.info('x');`],
  ])('%s', check);
});

describe('a logger that is made of the methods of another', () => {
  it.each<Case>([
    [
      'taken out by name',
      'own module',
      `import pino from 'pino'; const { info, error, debug } = pino(); const log = { info, error, debug }; log.info('x');`,
    ],
    [
      'bound',
      'own module',
      {
        'src/main.js': `const { logger } = require('./log'); logger.error('x');`,
        'src/log.js': `const winston = require('winston'); const base = winston.createLogger({}); exports.logger = { info: base.info.bind(base), error: base.error.bind(base), debug: base.debug.bind(base) };`,
      },
    ],
    [
      'without the levels that loggers have',
      'own module',
      `import pino from 'pino'; const { info } = pino(); const log = { info }; log.info('x');`,
    ],
    [
      'of what is not seen',
      'any name',
      `const { info, error, debug } = things; const log = { info, error, debug }; log.info('x');`,
    ],
  ])('%s', check);
});

describe('a logger with a method that does nothing in some cases', () => {
  const made = (debug: string, declared = 'let dbg;'): Files => ({
    'src/main.js':
      "const logger = require('./logger')('a'); exports.run = () => { logger.log('w'); logger.error('x'); logger.info('y'); };",
    'src/logger.js': `module.exports = function logger(name) { function log(...args) { console.log(name, ...args); } function error(...args) { console.error(name, ...args); } ${declared} ${debug} return { log, error, warn: log, info: dbg }; };`,
  });

  it.each<Case>([
    [
      'by two assignments',
      'own module',
      made('if (process.env.DEBUG) { dbg = (...args) => log(...args); } else { dbg = () => {}; }'),
    ],
    [
      'by a choice',
      'own module',
      made('', 'const dbg = process.env.DEBUG ? (...args) => log(...args) : () => {};'),
    ],
  ])('%s', check);
  it.each<Case>([
    [
      'not by one that throws instead',
      'own module, any name',
      made(
        "if (process.env.DEBUG) { dbg = (...args) => log(...args); } else { dbg = () => { throw new Error('off'); }; }",
      ),
    ],
  ])('%s', check);
});

describe('a module whose functions log', () => {
  const LOG = `const log4js = require('log4js'); const own = log4js.getLogger('a');`;
  const APPLIES = ['trace', 'info', 'error']
    .map((name) => `exports.${name} = function () { return own.${name}.apply(own, arguments); };`)
    .join(' ');

  it.each<Case>([
    [
      'by what they apply',
      'own type',
      {
        'src/main.js': `const logger = require('./logger'); logger.info('x');`,
        'src/logger.js': LOG + APPLIES,
      },
    ],
    [
      'as a namespace',
      'own type',
      {
        'src/main.ts': `import * as logger from './logger'; logger.info('x'); logger.error('y');`,
        'src/logger.ts': ['debug', 'info', 'error']
          .map((name) => `export function ${name}(...args: unknown[]) { send('${name}', args); }`)
          .join(' '),
      },
    ],
    [
      'without the levels that loggers have',
      'pino name',
      {
        'src/main.js': `const logger = require('./logger'); logger.info('x');`,
        'src/logger.js': `exports.info = function (message) { send(message); };`,
      },
    ],
  ])('%s', check);
});

describe('a logger of Deno', () => {
  const MAP = (imports: object) => JSON.stringify({ imports });

  it.each<Case>([
    ['by its address', 'pino import', `import { pino } from 'npm:pino@^9'; const l = pino(); l.info('x');`],
    [
      'of the standard library',
      '@std/log import',
      `import { getLogger } from 'jsr:@std/log@0.224'; const log = getLogger('a'); log.info('x');`,
    ],
    [
      'of the standard library, by its URL',
      '@std/log import',
      `import * as log from 'https://deno.land/std@0.224.0/log/mod.ts'; log.info('x'); log.error('y');`,
    ],
    [
      'of an import map, through a module that has what the project uses',
      '@std/log module',
      {
        'src/main.ts': `import { log } from '@/deps.ts'; log.info('x');`,
        'src/deps.ts': `export * as log from 'dep:log';`,
        'deno.jsonc': `{ // what is used
 "imports": { "@/": "./src/", "dep:log": "https://deno.land/std@0.224.0/log/mod.ts", } }`,
      },
    ],
    [
      'of an import map of its own',
      'log4js import',
      {
        'src/main.ts': `import log4js from 'log'; const l = log4js.getLogger('a'); l.info('x');`,
        'deno.json': JSON.stringify({ importMap: './maps/all.json' }),
        'maps/all.json': MAP({ log: 'https://esm.sh/log4js@6.9.1?target=deno' }),
      },
    ],
    [
      'a path in a package',
      'own type',
      {
        'src/main.ts': `import { makeLogger } from '@acme/kit/log'; const log = makeLogger('a'); log.info('x');`,
        'deno.json': MAP({ '@acme/kit': 'npm:@acme/kit@^1' }),
      },
    ],
    [
      'of another module of the name',
      'pino name',
      {
        'src/main.ts': `import { info } from '@std/log'; const log = info(); log.info('x');`,
        'deno.json': '{ broken',
      },
    ],
  ])('%s', check);
});

describe('a logger of a package whose declarations are not seen', () => {
  it.each<Case>([
    [
      'whose name begins with what it is',
      'own type',
      `const logger = require('logger-shop'); logger.info('x'); logger.error('y');`,
    ],
    [
      'by its type, which is the default export',
      'own type',
      `import type Logger from '@acme/trail'; export function run(logger: Logger) { logger.info('x'); }`,
    ],
    [
      'by that type in a base class',
      'own type',
      `import type Logger from '@acme/trail'; class Base { constructor(protected logger: Logger) {} } export class Shop extends Base { sell() { this.logger.info('x'); } }`,
    ],
    [
      'no other default export',
      'any name',
      `import type Trail from '@acme/trail'; export function run(logger: Trail) { logger.info('x'); }`,
    ],
    [
      "what it makes that an ES module's own require loads",
      'own type',
      `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const { getLogger } = require('@acme/trail'); getLogger('a').info('x');`,
    ],
    [
      'not what a function makes that is called so',
      'of 1',
      `const require = (name) => tools[name]; const { getLogger } = require('@acme/trail'); getLogger('a').info('x');`,
    ],
    [
      'no package whose name only begins so',
      'of 1',
      `const shop = require('loggerhead-shop'); shop.info('x');`,
    ],
    [
      'a service that it exports',
      'own type',
      `import { LogService } from '@acme/bot-sdk'; LogService.info('x');`,
    ],
    [
      'a member of a type of its own',
      'own type',
      `import type { Context } from '@acme/plugin-sdk'; export function run({ logger }: Context) { logger.info('x'); }`,
    ],
    [
      'a member of a type that extends one of its own, taken out',
      'own type',
      `import type { Context } from '@acme/plugin-sdk'; export function run(context: Context<string>) { const { logger } = context; logger.info('x'); }`,
    ],
    [
      'what holds what a request has',
      'own type',
      `import type { Context } from '@acme/web'; export function run(c: Context) { c.deps.logger.info('x'); }`,
    ],
    [
      'what one of its functions makes that is called as a class is',
      'own type',
      `const { Logger } = require('acme-framework'); const logger = Logger(); logger.info('x'); require('acme-framework').Logger('a').error('y');`,
    ],
    [
      'a member of what it exports',
      'own type',
      `import { container } from '@acme/bot'; container.logger.info('x'); const { logger } = container; logger.error('y');`,
    ],
    [
      'inherited from a class of its own',
      'own type',
      `import { Listener } from '@acme/bot'; class Ready extends Listener { run() { this.container.logger.info('x'); this.logger.error('y'); const { logger } = this.container; logger.warn('z'); } }`,
    ],
    [
      'a member of what a module of the project exports',
      'pino name',
      {
        'src/main.ts': `import { container } from './container'; container.logger.info('x');`,
        'src/container.ts': `export const container = make();`,
      },
    ],
    [
      'of a framework, where the project puts it',
      'pino name',
      `import type { Context } from 'koa'; export function run(ctx: Context) { ctx.logger.info('x'); }`,
    ],
    [
      'by the main file of its package',
      'log4js import',
      `import log4js from 'log4js/lib/log4js'; const log = log4js.getLogger('a'); log.info('x');`,
    ],
    [
      'by another file of a package',
      'pino name',
      `import other from 'log4js/lib/levels'; const log = other.getLogger('a'); log.info('x');`,
    ],
    [
      'a member of another name',
      'of 1',
      `import type { Context } from '@acme/plugin-sdk'; export function run({ notes }: Context) { notes.info('x'); }`,
    ],
  ])('%s', check);
});

describe('a logger of one method', () => {
  const LOGGER = (body: string) => ({
    'src/main.js': "const { logger } = require('./logger'); logger.log('a');",
    'src/logger.js': `class LoggerService { log(record) { ${body} } } exports.logger = new LoggerService();`,
  });
  it.each<Case>([
    ['that prints', 'own type', LOGGER('const text = record.level + record.msg; console.log(text);')],
    [
      'that prints in some cases',
      'own type',
      LOGGER('if (record.on) console.error(record.msg + record.at);'),
    ],
    ['that writes', 'own type', LOGGER("process.stdout.write(record.at + record.msg + '\\n');")],
    ['that prints nothing of it', 'any name', LOGGER("queue.push(record); console.log('queued');")],
  ])('%s', check);
});

describe('a logger that is called as its type is', () => {
  it.each<Case>([
    [
      'in a function',
      'winston type',
      `import { Logger } from 'winston'; import { Container } from 'typedi'; export function go() { const Logger: Logger = Container.get('logger'); Logger.info('x'); }`,
    ],
    [
      'as a parameter',
      'winston type',
      `import { Logger } from 'winston'; export const go = (Logger: Logger) => { Logger.info('x'); };`,
    ],
    [
      'of winston 2',
      'winston import',
      `const winston = require('winston'); const log = new winston.Logger({ level: 'info' }); log.info('x');`,
    ],
  ])('%s', check);
});

describe('a logger of a function by a type with parameters', () => {
  const WORKERS = {
    'src/worker.ts': [
      `import type { FastifyBaseLogger } from 'fastify';`,
      `type Run<T> = (data: T, logger: FastifyBaseLogger) => void;`,
      `type Notify<T> = (data: T, logger: FastifyBaseLogger, now: Date) => void;`,
      `export interface Base<T, W extends Run<T> | Notify<T> = Run<T>> { handler: W }`,
      `export type Worker<T, W extends Run<T> | Notify<T> = Run<T>> = T extends string ? Base<T, W> & { text: T } : Base<T, W>;`,
    ].join('\n'),
  };

  it.each<Case>([
    [
      'the default of one',
      'fastify type',
      {
        'src/main.ts': `import type { Base } from './worker'; export const w: Base<string> = { handler: (data, logger) => { logger.info('x'); } };`,
        ...WORKERS,
      },
    ],
    [
      'under a condition',
      'fastify type',
      {
        'src/main.ts': `import type { Worker } from './worker'; export const w: Worker<string> = { handler: async (data, logger): Promise<void> => { logger.info('x'); } };`,
        ...WORKERS,
      },
    ],
  ])('%s', check);
});

const MAKES = "const pino = require('pino'); const log = pino(); const Shop = require('./main');\n";

describe('a logger by what its package hands on under its name', () => {
  it.each<Case>([
    [
      'an option kept by a class that is written as a function',
      'pino package',
      {
        'src/main.js':
          "function Shop(opts) { this.log = opts.log; } Shop.prototype.sell = function () { this.log.info('x'); }; module.exports = Shop;",
        'src/app.js': `${MAKES}new Shop({ log: log.child({ part: 'shop' }) });`,
      },
    ],
    [
      'an option kept by a class',
      'pino package',
      {
        'src/main.js':
          "module.exports = class Shop { constructor(opts) { this.log = opts.log.child({ a: 1 }); } sell() { this.log.info('x'); } };",
        'src/app.js': `${MAKES}new Shop({ port: 80, log });`,
      },
    ],
    [
      'a child of an option, used where it is made',
      'pino package',
      {
        'src/main.js':
          "module.exports = class Shop { constructor(opts) { this.log = opts.log; } sell(id) { this.log.child({ id }).info('x'); } };",
        'src/app.js': `${MAKES}new Shop({ port: 80, log });`,
      },
    ],
    [
      'an option in a variable, handed on through another module',
      'pino package',
      {
        'src/main.js': "exports.sell = function (opts, cb) { var log = opts.log; log.info('x'); };",
        'src/app.js': `${MAKES}require('./mid').run({ log: log });`,
        'src/mid.js': "exports.run = (opts) => require('./main').sell({ log: opts.log });",
      },
    ],
    [
      'an option that is taken out',
      'pino package',
      {
        'src/main.js': "exports.sell = (opts) => { const { log } = opts; log.info('x'); };",
        'src/app.js': `${MAKES}Shop.sell({ log });`,
      },
    ],
    [
      'a parameter',
      'pino package',
      {
        'src/main.js': "module.exports = function (app, log) { log.info('x'); };",
        'src/app.js': `${MAKES}Shop(app, log);`,
      },
    ],
    [
      'a part of a parameter',
      'pino package',
      {
        'src/main.js': "module.exports = function ({ app, log }) { log.info('x'); };",
        'src/app.js': `${MAKES}Shop({ app, log });`,
      },
    ],
    [
      'a parameter whose comment names no known type',
      'pino package',
      {
        'src/main.js': "/** @param {Object} log */ module.exports = function (log) { log.info('x'); };",
        'src/app.js': `${MAKES}Shop(log);`,
      },
    ],
    [
      'a part of a parameter whose comment names no known type',
      'pino package',
      {
        'src/main.js':
          "class Shop { /**\n * @param {object} opts\n * @param {logger} opts.logger - of pino\n */ constructor({ app, logger }) { this.logger = logger; } sell() { this.logger.info('x'); } }",
        'src/app.js': `${MAKES}const logger = log; new Shop({ app, logger });`,
      },
    ],
    [
      'an option of an interface that says nothing of it',
      'pino package',
      {
        'src/main.ts':
          "interface Options { port: number; logger: any } class Shop { private logger: any; constructor(opts: Options) { this.logger = opts.logger; } sell() { this.logger.info('x'); } }",
        'src/app.ts': "import pino from 'pino'; const logger = pino(); new Shop({ port: 80, logger });",
      },
    ],
    [
      'an option whose comment names a type that is not seen',
      'pino package',
      {
        'src/main.js':
          "/** @typedef {object} Deps\n * @property {TypedLogger} logger */\n/** @param {Deps} deps */ export const sell = (deps) => { const { logger } = deps; logger.info('x'); };",
        'src/app.js': "import pino from 'pino'; const logger = pino(); sell({ logger });",
      },
    ],
    [
      'a field that a container fills',
      'pino package',
      {
        'src/main.ts':
          "class Shop { constructor(@Inject('logger') private logger) {} sell() { this.logger.info('x'); } }",
        'src/app.ts': "import pino from 'pino'; const root = pino(); Container.set('logger', root);",
      },
    ],
    [
      "a request's, given by a middleware",
      'pino package',
      {
        'src/main.js': "exports.sell = (req, res) => { req.log.info('x'); };",
        'src/app.js': `${MAKES}app.use((req, res, next) => { req.log = log.child({ id: req.id }); next(); });`,
      },
    ],
    [
      "a request's of a framework that passes on its server's",
      'pino package',
      {
        'src/main.js': "exports.sell = (req, res) => { req.log.info('x'); };",
        'src/app.js': `${MAKES}restify.createServer({ log });`,
        'package.json': '{ "name": "shop", "dependencies": { "pino": "^9.0.0", "restify": "^11.0.0" } }',
      },
    ],
    [
      "a context's, of a framework that has none of its own",
      'pino package',
      {
        'src/main.ts':
          "import { Context } from 'koa'; export const sell = (ctx: Context) => { ctx.logger.info('x'); };",
        'src/app.ts':
          "import pino from 'pino'; const logger = pino(); Object.assign(app.context, { logger });",
      },
    ],
    [
      "a context's, by its class in a package beside this one",
      'pino package',
      {
        'api/main.js':
          "const ctx = require('../common/ctx'); exports.sell = (ctx) => { ctx.logger.info('x'); };",
        'api/package.json': '{ "name": "api", "dependencies": { "express": "^4.0.0" } }',
        'common/package.json': '{ "name": "common", "dependencies": { "pino": "^9.0.0" } }',
        'common/ctx.js':
          "const pino = require('pino'); function Context() { this.logger = pino(); } exports.Context = Context;",
      },
    ],
    [
      'an option under another name, of one that is handed on',
      'pino package',
      {
        'src/main.js': "module.exports = (opts) => { opts.log.info('x'); };",
        'src/app.js': "const pino = require('pino'); new Agent({ logger: pino() });",
        'src/mid.js': "exports.run = (agent) => require('./main')({ log: agent.logger });",
      },
    ],
    [
      'a parameter, beside a stand-in and what browsers load',
      'pino package',
      {
        'src/main.js': "module.exports = function (app, log) { log.info('x'); };",
        'src/app.js': `${MAKES}Shop(app, log); Shop(app, null); run({ log: new NoopLogger() }); run({ log: { level: 'info' } });`,
        'public/js/list.js': 'list({ log: show() });',
      },
    ],
    [
      'a member that is put into a function',
      'pino package',
      {
        'src/main.js':
          "const Shop = function () {}; Shop.sell = () => { Shop.log.info('x'); }; module.exports = Shop;",
        'src/app.js': `${MAKES}Shop.log = log.child({ part: 'shop' });`,
      },
    ],
    [
      'an option, beside what getters and methods give of it',
      'pino package',
      {
        'src/main.js': "module.exports = (opts) => { opts.log.info('x'); };",
        'src/app.js': `${MAKES}Shop({ log: log }); Shop({ log: app.getLog() }); run({ log: opts.log.push({ a: 1 }) });`,
      },
    ],
    [
      'an option, beside a flag of the same name',
      'pino package',
      {
        'src/main.js': "module.exports = (opts) => { opts.log.info('x'); };",
        'src/app.js': `${MAKES}Shop({ log }); save({ log: rule.log || false }); save({ log: !rule.quiet, port: 1 }); save({ log: rule.log === 'on' });`,
      },
    ],
    [
      "an option, handed over in React Router's folder of the server",
      'pino package',
      {
        'src/main.js': "module.exports = (opts) => { opts.log.info('x'); };",
        'app/.server/app.js': "const log = require('pino')(); require('../../src/main')({ log });",
      },
    ],
    [
      'what a function of the project calls back with',
      'pino package',
      {
        'src/main.js':
          "const { onLogger } = require('./injected'); function Shop() { onLogger((logger) => { this.logger = logger.child({ a: 1 }); }); } Shop.prototype.sell = function () { this.logger.info('x'); };",
        'src/injected.js':
          'let logger; const open = []; exports.onLogger = (run) => (logger ? run(logger) : open.push(run)); exports.setLogger = (given) => { logger = given; open.forEach((run) => run(given)); };',
        'src/app.js': "const logger = require('pino')(); require('./injected').setLogger(logger);",
      },
    ],
    [
      'a context that a container hands to a constructor',
      'pino package',
      {
        'src/main.js':
          "module.exports = class Shop { constructor(ctx) { this.log = ctx.log; } sell() { this.log.info('x'); } };",
        'src/app.js': `${MAKES}container.register('log', log);`,
      },
    ],
    [
      'a context that a container hands to the constructor of a base class',
      'pino package',
      {
        'src/main.js':
          "const Base = require('./base'); module.exports = class Shop extends Base { constructor(context) { super(context); } sell() { this.log.info('x'); } };",
        'src/base.js': 'module.exports = class Base { constructor(context) { this.log = context.log; } };',
        'src/app.js': `${MAKES}container.register('log', log);`,
      },
    ],
    [
      'a member that is given as an argument',
      'pino package',
      {
        'src/main.js':
          "let logger; exports.init = (log) => { logger = log; }; exports.run = () => logger.info('x');",
        'src/app.js':
          "const pino = require('pino'); const app = { log: pino() }; require('./main').init(app.log);",
      },
    ],
    [
      'the one logger of the project, made of a library of the same name',
      'own module',
      {
        'src/main.js': "exports.sell = (app) => { app.logger.info('x'); };",
        'src/app.js':
          "const Log = require('./log'); class App { constructor() { this.logger = new Log(); } }",
        'src/log.js':
          "const pino = require('pino'); module.exports = class Log { constructor() { this.logger = pino(); } debug(m) { this.logger.debug(m); } info(m) { this.logger.info(m); } error(m) { this.logger.error(m); } };",
      },
    ],
    [
      'the one logger of the project that is handed on',
      'own module',
      {
        'src/main.js':
          "module.exports = class Shop { constructor(opts) { this.logger = opts.logger; } sell() { this.logger.info('x'); } };",
        'src/app.js':
          "const Log = require('./log'); const Shop = require('./main'); new Shop({ logger: new Log() });",
        'src/log.js':
          "const pino = require('pino'); const to = pino(); module.exports = class Log { debug(m, f) { to.debug(f, m); } info(m, f) { to.info(f, m); } error(m, f) { to.error(f, m); } };",
      },
    ],
  ])('%s', check);

  it.each<Case>([
    [
      'loggers of two libraries',
      'pino name',
      {
        'src/main.js': "module.exports = (opts) => { opts.log.info('x'); };",
        'src/app.js': `${MAKES}Shop({ log }); Shop({ log: require('winston').createLogger() });`,
      },
    ],
    [
      'one that is not seen to be made',
      'pino name',
      {
        'src/main.js': "module.exports = (opts) => { opts.log.info('x'); };",
        'src/app.js': `${MAKES}Shop({ log }); Shop({ log: make() });`,
      },
    ],
    [
      'a logger of the project beside that of a library',
      'pino name',
      {
        'src/main.js': "module.exports = (opts) => { opts.logger.info('x'); };",
        'src/app.js': `${MAKES}Shop({ logger: log }); Shop({ logger: { info(m) { send(m); }, error(m) { send(m); } } });`,
      },
    ],
    [
      'nothing but what is called so already',
      'pino name',
      {
        'src/main.js': "module.exports = (opts) => { opts.log.info('x'); };",
        'src/app.js': "exports.run = (opts) => require('./main')({ log: opts.log });",
      },
    ],
    [
      "a context that is a framework's",
      'pino name',
      {
        'src/main.js': "module.exports = async function (context, req) { context.log.info('x'); };",
        'src/app.js': `${MAKES}run({ log });`,
      },
    ],
    [
      'a context that is handed to a function in a constructor',
      'pino name',
      {
        'src/main.js':
          "module.exports = class Shop { constructor(app) { app.use(async (ctx) => { ctx.log.info('x'); }); } };",
        'src/app.js': `${MAKES}run({ log });`,
      },
    ],
    [
      'what a hidden folder hands over',
      'pino name',
      {
        'src/main.js': "module.exports = (opts) => { opts.log.info('x'); };",
        'app/.servers/app.js': "const log = require('pino')(); require('../../src/main')({ log });",
      },
    ],
    [
      'a request that is handed to a constructor',
      'pino name',
      {
        'src/main.js':
          "module.exports = class Shop { constructor(req) { this.log = req.log; } sell() { this.log.info('x'); } };",
        'src/app.js': `${MAKES}run({ log });`,
      },
    ],
    [
      'a choice of something else',
      'pino name',
      {
        'src/main.js': "module.exports = (opts) => { opts.log.info('x'); };",
        'src/app.js': `${MAKES}Shop({ log }); Shop({ log: made() || other() });`,
      },
    ],
    [
      "what another package's value has",
      'pino name',
      {
        'src/main.js': "const bot = require('acme-bot')(); bot.log.info('x');",
        'src/app.js': `${MAKES}run({ log });`,
      },
    ],
    [
      'what a logger of the project is made of',
      'pino name',
      {
        'src/main.js':
          "module.exports = class Log { constructor(logger) { this.logger = logger; } info(m) { this.logger.info('x'); } error(m) {} };",
        'src/app.js': "const Log = require('./main'); run({ logger: new Log(make()) });",
      },
    ],
    [
      'entries that a list of logs has',
      'pino name',
      {
        'src/main.js': "exports.show = (logs) => logs.forEach((log) => { log.error('x'); });",
        'src/app.js': `${MAKES}run({ log });`,
      },
    ],
  ])('not by %s', check);
});

describe('a logger that a container is asked for by its name', () => {
  const awilix = (made: string): Files => ({
    'src/container.js': `const { asValue, createContainer } = require('awilix'); ${made} const container = createContainer(); container.register({ logger: asValue(logger) }); module.exports = { container };`,
    'package.json': JSON.stringify({ name: 'shop', dependencies: { awilix: '^10.0.0', pino: '^9.0.0' } }),
  });
  const PINO = "const logger = require('pino')();";

  it.each<Case>([
    [
      'where it is made',
      'pino package',
      {
        'src/main.js':
          "const { container } = require('./container'); const logger = container.resolve('logger'); logger.info('x');",
        ...awilix(PINO),
      },
    ],
    [
      'as a parameter',
      'pino package',
      {
        'src/main.js':
          "module.exports = (container) => { const log = container.resolve('logger').child({ a: 1 }); log.info('x'); };",
        ...awilix(PINO),
      },
    ],
    [
      'by its type, which says nothing of its services',
      'pino package',
      {
        'src/main.ts':
          "import type { AwilixContainer } from 'awilix'; export function boot(container: AwilixContainer) { const logger = container.resolve('logger'); logger.info('x'); }",
        ...awilix(PINO),
      },
    ],
    [
      'of the request',
      'pino package',
      {
        'src/main.ts':
          "export const GET = (req, res) => { const logger = req.scope.resolve('logger'); logger.info('x'); };",
        ...awilix(PINO),
      },
    ],
    [
      'of an app that was given it',
      'pino package',
      {
        'src/main.js': "exports.run = (app) => { const logger = app.get('logger'); logger.info('x'); };",
        'src/app.js': "const app = require('express')(); app.set('logger', require('pino')());",
      },
    ],
  ])('%s', check);

  it.each<Case>([
    [
      'under another name',
      'pino name',
      {
        'src/main.js':
          "module.exports = (container) => { const logger = container.resolve('audit'); logger.info('x'); };",
        ...awilix(PINO),
      },
    ],
    [
      'that is not seen to be made',
      'pino name',
      {
        'src/main.js':
          "module.exports = (container) => { const logger = container.resolve('logger'); logger.info('x'); };",
        ...awilix('const logger = make();'),
      },
    ],
    [
      'what a list has under it',
      'pino name',
      {
        'src/main.js': "const all = new Map(); const logger = all.get('logger'); logger.info('x');",
        ...awilix(PINO),
      },
    ],
    [
      'what a class of the project gives for it',
      'pino name',
      {
        'src/main.ts':
          "class Settings { get(name: string): Level { return levels[name]; } } export function run(settings: Settings) { const logger = settings.get('logger'); logger.info('x'); }",
        ...awilix(PINO),
      },
    ],
  ])('not %s', check);
});

describe('a logger that a middleware gives every request', () => {
  const serving = (code: string, middleware = 'pino-http', more: Files = {}): Files => ({
    'src/main.js': code,
    'package.json': JSON.stringify({
      name: 'shop',
      dependencies: { express: '^4.0.0', pino: '^9.0.0', [middleware]: '^10.0.0' },
    }),
    ...more,
  });

  it.each<Case>([
    [
      'of a handler without types',
      'pino package',
      serving(
        "const router = require('express').Router(); router.get('/', (req, res) => { req.log.info('x'); });",
      ),
    ],
    [
      'a child of it',
      'pino package',
      serving(
        "const router = require('express').Router(); router.get('/', (req, res) => { let logger = req.log.child({ ip: req.ip }); logger = logger.child({ a: 1 }); logger.info('x'); });",
      ),
    ],
    [
      'of a function that is given the request',
      'pino package',
      serving("exports.check = (req, role) => { req.log.info('x'); };", 'express-pino-logger'),
    ],
    [
      'of a context',
      'pino package',
      serving("exports.check = (ctx) => { ctx.log.info('x'); };", 'koa-pino-logger'),
    ],
  ])('%s', check);

  it.each<Case>([
    [
      'without the middleware',
      'pino name',
      { 'src/main.js': "exports.check = (req) => { req.log.info('x'); };" },
    ],
    ['what is no request', 'pino name', serving("exports.check = (app) => { app.log.info('x'); };")],
    [
      'where the project puts another one there',
      'winston package',
      serving("exports.check = (req) => { req.log.info('x'); };", 'pino-http', {
        'src/other.js':
          "const logger = require('winston').createLogger(); exports.use = (req, res, next) => { req.log = logger; next(); };",
      }),
    ],
  ])('not by it %s', check);
});

describe('a logger that a package makes', () => {
  const framework = (name: string) => ({
    'package.json': JSON.stringify({ name: 'shop', dependencies: { pino: '^9.0.0', [name]: '^1.0.0' } }),
  });

  it.each<Case>([
    [
      'of a module that is a function',
      'pino import',
      {
        'src/main.js': "const log = require('./log')('main'); log.info('x');",
        'src/log.js':
          "const pino = require('pino'); const root = pino(); function make(name) { return root.child({ name }); } module.exports = make;",
      },
    ],
    ...['exports = module.exports = pino();', 'module.exports = exports = pino();'].map((exported): Case => [
      exported,
      'pino module',
      {
        'src/main.js': "const log = require('./log'); log.info('x');",
        'src/log.js': `const pino = require('pino'); ${exported}`,
      },
    ]),
    [
      'under a name of what is exported twice',
      'pino module',
      {
        'src/main.js': "const { log } = require('./log'); log.info('x');",
        'src/log.js': "const pino = require('pino'); exports = module.exports = { log: pino() };",
      },
    ],
    [
      'by a factory',
      'own type',
      "import { loggerFactory } from '@acme/log/context'; const logger = loggerFactory('shop'); logger.info('x');",
    ],
    [
      'and that is called a logger',
      'own type',
      "import tell from '@acme/tell'; const logger = tell('shop', { colors: true }); logger.info('x');",
    ],
    [
      'in a field that is called a logger',
      'own type',
      "import { Factory } from '@acme/parts'; class Shop { private readonly logger = Factory.INST.create(Shop.name); sell() { this.logger.info('x'); } }",
    ],
    [
      'by a method, and that another file calls a logger',
      'own type',
      {
        'src/main.ts': "import { logger } from './log'; logger.info('x');",
        'src/log.ts': "import * as tell from '@acme/tell'; export const logger = tell.about('shop');",
      },
    ],
    [
      'by a factory of a part of it',
      'own type',
      "const { loggerFactory } = require('@acme/parts').Logger; const logger = loggerFactory({ name: 'shop' }); logger.info('x');",
    ],
    [
      'and of which a method makes another',
      'own type',
      "import { createLogger } from '@acme/log'; const log = createLogger().push({ part: 'shop' }); log.info('x');",
    ],
    [
      'as a whole, by what the project calls it',
      'own type',
      "const logger = require('acme-ops'); logger.info('x');",
    ],
    [
      'under the name that Ts.ED has for it',
      'own type',
      "import { $log } from '@tsed/logger'; $log.info('x');",
    ],
    ['as a whole, imported', 'own type', "import log from '@acme/ops'; log.info('x');"],
    ['as a whole, as a namespace', 'own type', "import * as logger from '@acme/ops'; logger.info('x');"],
    [
      "a framework's, for its services",
      'own type',
      {
        'src/main.js': "module.exports = { name: 'shop', methods: { sell() { this.logger.info('x'); } } };",
        ...framework('moleculer'),
      },
    ],
    [
      "a framework's, at a level that settings name",
      'own type',
      {
        'src/main.js':
          "module.exports = { name: 'shop', methods: { sell() { this.logger[this.settings.logRequest]('x'); } } };",
        ...framework('moleculer'),
      },
    ],
    [
      "a framework's, handed to a function",
      'own type',
      {
        'src/main.js': "exports.sell = (svc) => { svc.logger.info('x'); };",
        ...framework('moleculer'),
      },
    ],
    [
      "a framework's of the catalog",
      'probot package',
      {
        'src/main.js': "exports.sell = (context) => { context.log.info('x'); };",
        ...framework('probot'),
      },
    ],
    [
      "a framework's, that a plugin puts on requests",
      'hapi-pino package',
      {
        'src/main.js':
          "exports.route = { method: 'GET', path: '/', handler: (request, h) => { request.logger.info('x'); return h.response(); } };",
        ...framework('hapi-pino'),
      },
    ],
    [
      'the same where a comment has a word for its type',
      'probot package',
      {
        'src/main.js': [
          '/**',
          ' * @param {Object} context - What a handler is given.',
          ' * @param {Logger} context.log - Its logger.',
          ' */',
          "exports.sell = function sell(context) { const { log } = context; log.info('x'); };",
          '/** @param {Logger} log */',
          "exports.buy = function buy(log) { log.info('x'); };",
        ].join('\n'),
        ...framework('probot'),
      },
    ],
    [
      'the same of requests and servers by their types',
      'hapi-pino package',
      {
        'src/main.ts':
          "import type { Request, Server } from '@hapi/hapi'; export function sell(request: Request, server: Server) { request.logger.info('x'); server.logger.info('x'); }",
        ...framework('hapi-pino'),
      },
    ],
    [
      "a framework's, in a container",
      'own type',
      {
        'src/main.ts':
          "import { Base } from './base'; export class Sell extends Base { run() { const { logger } = this.container; logger.info('x'); this.container.logger.info('x'); } }",
        'src/base.ts':
          "import { Command } from '@sapphire/framework'; export abstract class Base extends Command {}",
        ...framework('@sapphire/framework'),
      },
    ],
  ])('%s', check);

  it.each(
    Object.entries(FRAMEWORK_LOGGERS).flatMap(([name, members]) =>
      members.map((member) => ({ name, member })),
    ),
  )('what $name gives as its $member', ({ name, member }) => {
    const main = `exports.sell = (it) => { it.${member}.info('x'); }; exports.buy = ({ ${member} }) => { ${member}.info('x'); };`;
    expect(known({ 'src/main.js': main, ...framework(name) })).toMatch(/^(?:own type|[\w-]+ package)$/);
  });

  it.each<Case>([
    [
      'what talks to whoever runs a program',
      'pino name',
      "import * as prompts from '@clack/prompts'; const log = prompts.make(); log.info('x');",
    ],
    [
      'what the project makes',
      'pino name',
      "import { make } from './make'; const log = make(); log.info('x');",
    ],
    ['what colours lines', 'pino name', "const log = require('fancy-log'); log.info('x');"],
    ["a module of Node's", 'pino name', "const log = require('util'); log.info('x');"],
    [
      'a type in a comment of a package that no manifest asks for',
      'any name',
      {
        'src/main.js':
          "/** @param {import('pino').Logger} log */\nexports.sell = function sell(log) { log.info('x'); };",
        'package.json': '{ "name": "shop", "dependencies": { "express": "^5.0.0" } }',
      },
    ],
    [
      "a framework's, where a comment names a type that the file has",
      'any name',
      {
        'src/main.js': [
          "import { Notes } from './notes.js';",
          '/** @param {Notes} log */',
          "export function sell(log) { log.info('x'); }",
          '/** @param {{ log: Notes }} context */',
          "export function buy(context) { context.log.info('x'); }",
        ].join('\n'),
        'src/notes.js': 'export class Notes { info() {} }',
        ...framework('probot'),
      },
    ],
    [
      "what a server's framework does not give without the plugin",
      'pino name',
      "import type { Request } from '@hapi/hapi'; export function sell(request: Request) { request.logger.info('x'); }",
    ],
    ['another name', 'of 1', "import tell from '@acme/tell'; const notes = tell('shop'); notes.info('x');"],
    [
      "a framework's under another name",
      'pino name',
      {
        'src/main.js': "exports.sell = (svc) => { svc.log.info('x'); };",
        ...framework('moleculer'),
      },
    ],
  ])('not %s', check);
});

describe('a logger of the project by its methods', () => {
  it.each<Case>([
    [
      'an object of three levels that is called one',
      'own type',
      {
        'src/main.ts': "import logger from './log'; logger.info('x');",
        'src/log.ts':
          'const print = (o: any) => send(JSON.stringify(o)); const logger = { info: (o: any) => print(o), warn: (o: any) => print(o), error: (o: any) => print(o) }; export default logger;',
      },
    ],
    [
      'an interface of few levels that is called one, taken out of this',
      'own type',
      {
        'src/main.ts':
          "import type { Logger } from './log'; class Shop { private logger: Logger; sell() { const { logger, name } = this; logger.error('x'); } }",
        'src/log.ts':
          'type Log = (m: string, extra?: Record<string, unknown>) => void; export interface Logger { log: Log; warn: Log; error: Log }',
      },
    ],
    [
      'a class whose methods are those of a package',
      'own type',
      {
        'src/main.ts': "import { Logger } from './log'; const log = new Logger('shop'); log.info('x');",
        'src/log.ts':
          "import debug from 'debug'; export class Logger { info: debug.Debugger; error: debug.Debugger; debug: debug.Debugger; warn: debug.Debugger; constructor(name: string) { this.info = debug(name); this.error = debug(name); } }",
      },
    ],
    [
      'a member of what this has, taken out of it',
      'own type',
      {
        'src/main.ts':
          "import type { Ctx } from './types'; class Shop { constructor(private readonly ctx: Ctx) {} sell() { const { ctx } = this; ctx.log.info('x'); } }",
        ...TYPES,
      },
    ],
    [
      'a variable that is a namespace as well',
      'winston type',
      {
        'src/main.ts': "import log from './log'; log.info('x');",
        'src/log.ts':
          "import * as winston from 'winston'; interface Log extends winston.LoggerInstance { stamp(): string } const log: Log = Object.assign(make(), { stamp }); declare namespace log { interface Meta { a: string } } export default log;",
      },
    ],
  ])('%s', check);

  it.each<Case>([
    [
      'colours that are called as levels are',
      'of 1',
      {
        'src/main.ts': "import { Theme } from './theme'; const theme = new Theme(); theme.info('x');",
        'src/theme.ts':
          "import { Paint } from '@acme/paint'; export class Theme { info: Paint; error: Paint; debug: Paint; warn: Paint }",
      },
    ],
    [
      'an object of three levels that is called otherwise',
      'of 1',
      {
        'src/main.ts': "import toast from './toast'; toast.info('x');",
        'src/toast.ts':
          'const toast = { info: (o: any) => show(o), warn: (o: any) => show(o), error: (o: any) => show(o) }; export default toast;',
      },
    ],
  ])('not %s', check);
});

describe('what a package makes that is not in the catalog', () => {
  it.each<Case>([
    [
      'kept under the name of a part',
      'own type',
      {
        'src/main.ts': "import { rootHttpLogger } from './out'; rootHttpLogger.warn('w');",
        'src/out.ts':
          "import { Provider } from 'typed-categories'; const provider = Provider.create('shop'); export const rootHttpLogger = provider.getCategory('http');",
      },
    ],
    [
      'exported as a whole',
      'own type',
      {
        'src/main.js': "const logger = require('./out'); logger.error('l');",
        'src/out.js': "const make = require('tiny-out'); module.exports = make({ dir: '/tmp' });",
      },
    ],
    [
      'whose methods are interfaces that are called',
      'own type',
      {
        'src/main.ts': "import type { Out } from './out'; function f(logger: Out) { logger.warn('w'); }",
        'src/out.ts':
          'export interface Write { (fields: object, message?: string): void } export interface Out { debug: Write; warn: Write; error: Write }',
      },
    ],
  ])('%s', check);

  it.each<[string, Files]>([
    [
      'of a name that is no logger',
      {
        'src/main.ts': "import { catalog } from './out'; catalog.warn('w');",
        'src/out.ts': "import { make } from 'tiny-out'; export const catalog = make();",
      },
    ],
    [
      'with members that are other things',
      {
        'src/main.ts':
          "import type { Report } from './out'; function f(report: Report) { report.error('l'); }",
        'src/out.ts':
          'export interface Part { id: string } export interface Report { error: Part; warn: Part }',
      },
    ],
  ])('is not %s', (_, files) => {
    expect(known(files)).toBe('of 1');
  });
});

describe('a method that is taken out of a logger', () => {
  const CLASS =
    'static error(text, e) { out.error(e, text); } static warn(text) { out.warn(text); } static debug(text) { out.debug(text); }';
  it.each<Case>([
    [
      "of a library's",
      'winston import',
      "import winston from 'winston'; const { info, error } = winston.createLogger(); info('s'); error('l');",
    ],
    [
      'of what a factory of the project makes',
      'own module',
      {
        'src/main.ts':
          "import { createLoggers } from './log'; const { info, error } = createLoggers('shop'); info('s'); error('l');",
        'src/log.ts':
          "import winston from 'winston'; const out = winston.createLogger(); export const createLoggers = (at: string) => ({ debug: (m: string) => out.debug(m), info: (m: string) => out.info(m, { at }), error: (m: string) => out.error(m) });",
      },
    ],
    [
      'of a hook',
      'winston import',
      {
        'src/main.ts':
          "import { useLogger } from './log'; function sell() { const { warn, error } = useLogger(); warn('w'); error('l'); }",
        'src/log.ts':
          "import winston from 'winston'; const out = winston.createLogger(); export function useLogger() { return out; }",
      },
    ],
    [
      'of a static class in CommonJS',
      'own module',
      {
        'src/main.js': "const { error, warn } = require('./helpers/Logger'); error('l', e); warn('w');",
        'src/helpers/Logger.js': `const out = require('pino')(); module.exports = class Logger { ${CLASS} };`,
      },
    ],
    [
      'of a logger that a module exports as a whole',
      'winston module',
      {
        'src/main.js': "const { error, info } = require('./logger'); error('l'); info('f');",
        'src/logger.js': "const winston = require('winston'); module.exports = winston.createLogger();",
      },
    ],
    [
      'where it is declared',
      'winston import',
      {
        'src/main.ts': "import { error, info } from './log'; error('l'); info('f');",
        'src/log.ts': "import winston from 'winston'; export const { info, error } = winston.createLogger();",
      },
    ],
    [
      'functions of a module',
      'own module',
      {
        'src/main.ts': "import { error, info, debug } from './log'; error('l'); info('f'); ",
        'src/log.ts':
          "import winston from 'winston'; const out = winston.createLogger(); export const error = (m: string) => out.error(m); export function info(m: string) { out.info(m); } export function debug(m: string) { out.debug(m); }",
      },
    ],
    [
      'functions of a module that print',
      'own type',
      {
        'src/main.ts': "import { error, info } from './log'; error('l'); info('f');",
        'src/log.ts':
          "export function error(message: string) { process.stderr.write(message + '\\n'); } export function info(message: string) { process.stdout.write(message + '\\n'); } export function debug(message: string) { process.stdout.write(message + '\\n'); }",
      },
    ],
    [
      'of a package that is called for it',
      'own type',
      "import { error, info } from '@shop/logger'; error('l'); info('f');",
    ],
    [
      'of the same in CommonJS',
      'own type',
      { 'src/main.js': "const { error, info } = require('@shop/logger'); error('l'); info('f');" },
    ],
  ])('%s', check);

  it.each<[string, Files | string]>([
    ["the console's, which is a reference to it", "const { error, info } = console; error('l'); info('f');"],
    ['a callback', "function load(error: (m: string) => void) { error('l'); }"],
    ['of what shows messages', "import { error, info } from '@shop/toast'; error('l'); info('f');"],
    [
      'functions of a module for other things',
      {
        'src/main.ts': "import { error, success } from './reply'; error('l'); success('f');",
        'src/reply.ts':
          'export const error = (m: string) => ({ status: 500, m }); export const success = (m: string) => ({ status: 200, m });',
      },
    ],
    ['a function of the file', "function error(m: string) { throw new Error(m); } error('l');"],
    ['of what comes back', "const { error, info } = parse(text); error('l'); info('f');"],
  ])('is not %s', (_, files) => {
    expect(known(files)).toMatch(/^of \d$/);
  });
});

describe('a logger that a framework imports by itself', () => {
  const NUXT = `{ "name": "shop", "dependencies": { "nuxt": "^3.10.0", "pino": "^9.0.0" } }`;
  const LOGGER = `import pino from 'pino'; export const logger = pino(); export const useLog = (name: string) => logger.child({ name });`;
  const HANDLER = `export default defineEventHandler(() => { logger.info('x'); });`;
  it.each<Case>([
    [
      'of the server',
      'pino module',
      { 'server/api/a.ts': HANDLER, 'server/utils/logger.ts': LOGGER, 'package.json': NUXT },
    ],
    [
      'of the server, made by a function',
      'pino import',
      {
        'server/api/a.ts': `export default defineEventHandler(() => { const log = useLog('a'); log.info('x'); });`,
        'server/utils/logger.ts': LOGGER,
        'package.json': NUXT,
      },
    ],
    [
      'under the name of its file',
      'pino module',
      {
        'server/plugins/a.ts': `export default defineNitroPlugin(() => { auditLog.info('x'); });`,
        'server/utils/audit-log.ts': `import pino from 'pino'; export default pino();`,
        'package.json': NUXT,
      },
    ],
    [
      'handed on from another module',
      'pino module',
      {
        'server/api/a.ts': `export default defineEventHandler(() => { appLog.info('x'); });`,
        'server/utils/index.ts': `export { logger as appLog } from '../log/logger';`,
        'server/log/logger.ts': LOGGER,
        'package.json': NUXT,
      },
    ],
    [
      'of Nitro alone',
      'pino module',
      {
        'routes/a.ts': HANDLER,
        'utils/logger.ts': LOGGER,
        'package.json': NUXT.replace('nuxt', 'nitropack'),
      },
    ],
    [
      'but not where the file has one of that name',
      'winston import',
      {
        'server/api/a.ts': `import winston from 'winston'; const logger = winston.createLogger({}); ${HANDLER}`,
        'server/utils/logger.ts': LOGGER,
        'package.json': NUXT,
      },
    ],
    [
      'but not what stands in other folders',
      'of 1',
      {
        'server/api/a.ts': HANDLER.replaceAll('logger', 'orders'),
        'server/lib/orders.ts': `import pino from 'pino'; export const orders = pino();`,
        'package.json': NUXT,
      },
    ],
    [
      'nor the utilities of the server in a page',
      'of 1',
      {
        'composables/a.ts': `export const f = () => orders.info('x');`,
        'server/utils/orders.ts': `import pino from 'pino'; export const orders = pino();`,
        'package.json': NUXT,
      },
    ],
    [
      'nor in a package without such a framework',
      'of 1',
      {
        'server/api/a.ts': HANDLER.replaceAll('logger', 'orders'),
        'server/utils/orders.ts': `import pino from 'pino'; export const orders = pino();`,
      },
    ],
  ])('%s', check);
});
