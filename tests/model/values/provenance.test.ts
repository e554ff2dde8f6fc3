import { describe, expect, it } from 'vitest';
import { provenanceOf } from '../../../src/model/values/provenance.js';
import { type Program, argumentOf, read } from '../program.js';

/** `pino logger` of a value that pino made, with the call that made it where that is seen. */
function told(program: Program | string): string {
  const source = read(program);
  const provenance = provenanceOf(argumentOf(source), source, { root: '/app' });
  if (provenance.is !== 'library') return provenance.is;
  const { library, kind, creation } = provenance.origin;
  return [library.id, kind, ...(creation ? [creation.text] : [])].join(' ');
}

const pino = (code: string) => `import pino from 'pino';\n${code}`;

describe('a logger', () => {
  it.each([
    ['const log = pino(); ask(log)', 'pino logger pino()'],
    ['const log = pino().child({ a: 1 }); ask(log)', 'pino logger pino()'],
    ['let log; if (c) log = pino({ a: 1 }); else log = pino({ a: 2 }); ask(log)', 'pino logger'],
    ['let log; if (c) log = pino(); else log = other(); ask(log)', 'unknown'],
    ['let log; if (c) log = pino(); else log = console; ask(log)', 'unknown'],
    ['const log = options.log ?? pino(); ask(log)', 'pino logger pino()'],
    ['for (const log of [pino(), pino()]) ask(log)', 'pino logger'],
    ['class A { private log = pino(); go() { ask(this.log); } }', 'pino logger pino()'],
    ['class A { private log; start() { this.log = pino(); } go() { ask(this.log); } }', 'pino logger pino()'],
    [
      'class A { private log; a() { this.log = pino(1); } b() { this.log = pino(2); } go() { ask(this.log); } }',
      'pino logger',
    ],
  ])('%s', (code, expected) => expect(told(pino(code))).toBe(expected));

  it('that is handed to a function of the file', () => {
    expect(told(pino('function go(log) { ask(log); } go(pino());'))).toBe('pino logger pino()');
    expect(told(pino('function go({ log }) { ask(log); } go({ log: pino() });'))).toBe('pino logger pino()');
    expect(told(pino('function go(log) { ask(log); } go(pino({ a: 1 })); go(pino({ a: 2 }));'))).toBe(
      'pino logger',
    );
    expect(told(pino('export function go(log) { ask(log); } go(pino());'))).toBe('unknown');
    expect(told(pino('function go(log) { ask(log); } go(pino()); go(other);'))).toBe('unknown');
    expect(told('function go(log) { ask(log); } go(console);')).toBe('unknown');
    expect(told(pino('class A { private go(log) { ask(log); } run() { this.go(pino()); } }'))).toBe(
      'pino logger pino()',
    );
  });

  it('among the options that a plugin of Fastify is typed with', () => {
    const plugin = (type: string) =>
      pino(
        `import type { Logger } from 'pino'; import type { FastifyPluginCallback } from 'fastify';
        interface Options { logger: Logger }
        const plugin: ${type} = (app, opts, done) => { ask(opts.logger); };`,
      );
    expect(told(plugin('FastifyPluginCallback<Options>'))).toBe('pino logger');
    expect(told(plugin('FastifyPluginCallback'))).toBe('unknown');
  });

  it('of a class that a namespace of the project has', () => {
    const files = {
      'main.ts':
        "import { Plugins } from './sdk'; class A extends Plugins.Base { go() { ask(this.logger); } }",
      'sdk.ts': "export * as Plugins from './plugins';",
      'plugins.ts': "import pino from 'pino'; export class Base { logger = pino(); }",
    };
    expect(told(files)).toBe('pino logger pino()');
  });

  it('that a type declares which is many modules away', () => {
    const files = {
      'main.ts': "import { log } from './log'; ask(log);",
      'log.ts': "import { context } from './context'; export const log = context.log;",
      'context.ts': "import { make } from './make'; export const context = make();",
      'make.ts': "import type { Context } from './types'; export declare function make(): Context;",
      'types.ts': "import type { Log } from './log-type'; export interface Context { log: Log }",
      'log-type.ts': "import type { Logger } from 'pino'; export interface Log extends Logger {}",
    };
    expect(told(files)).toBe('pino logger');
  });

  it('declared as a type of another package is used as that', () => {
    const other = (code: string) => pino(`import type { Logger } from '@acme/logging';\n${code}`);
    expect(told(other('const log: Logger = pino(); ask(log)'))).toBe('unknown');
    expect(told(other('class A { readonly log: Logger = pino(); go() { ask(this.log); } }'))).toBe('unknown');
    const assigned = 'class A { readonly log: Logger; constructor(c) { this.log = c.log ?? pino(); } ';
    expect(told(other(`${assigned} go() { ask(this.log); } }`))).toBe('unknown');
    expect(told(other(`${assigned} } ask(new A({}).log)`))).toBe('unknown');
    expect(told(other('function go(log: Logger = pino()) { ask(log); }'))).toBe('unknown');
    expect(told(other('function go(log: Logger) { ask(log); } go(pino());'))).toBe('unknown');
    expect(told(other('const go = (log?: Logger) => ask(log ?? pino());'))).toBe('unknown');
    expect(told(other('interface O { log?: Logger } const go = (o: O) => ask(o.log ?? pino());'))).toBe(
      'unknown',
    );
    expect(told(other('interface O { log?: Logger } const go = ({ log = pino() }: O) => ask(log);'))).toBe(
      'unknown',
    );
    expect(told(other('ask(pino() as Logger)'))).toBe('unknown');
    expect(told(pino("import { Logger } from './logger'; const log: Logger = pino(); ask(log)"))).toBe(
      'pino logger pino()',
    );
    expect(told(pino('interface Logger {} const log: Logger = pino(); ask(log)'))).toBe('pino logger pino()');
  });

  it('that stands in for one that is not known', () => {
    const evidence = (code: string) => {
      const source = read(pino(`import type { Logger } from 'pino';\n${code}`));
      const provenance = provenanceOf(argumentOf(source), source, { root: '/app' });
      return provenance.is === 'library' ? provenance.origin.evidence : provenance.is;
    };
    expect(evidence('const log = options.log ?? pino(); ask(log)')).toBe('fallback');
    expect(evidence('const log = options.log || pino(); ask(log.child({}))')).toBe('fallback');
    expect(evidence('const log = verbose ? options.log : pino(); ask(log)')).toBe('fallback');
    expect(evidence('const go = (log = pino()) => ask(log)')).toBe('import');
    expect(
      evidence(
        'class A { private l; a(o) { this.l = o.l ?? pino(); } b() { this.l = pino(); } c() { ask(this.l); } }',
      ),
    ).toBe('fallback');
    expect(evidence('class A { l: Logger; a(o) { this.l = o.l ?? pino(); } c() { ask(this.l); } }')).toBe(
      'type',
    );
    expect(evidence('const go = (log?: Logger) => ask(log ?? pino());')).toBe('type');
    expect(evidence('interface O { log?: Logger } const go = (o: O) => ask(o.log ?? pino());')).toBe('type');
    expect(evidence('interface O { log?: Logger } const go = ({ log }: O) => ask(log ?? pino());')).toBe(
      'type',
    );
    expect(evidence('const log = verbose ? pino({ a: 1 }) : pino(); ask(log)')).toBe('import');
    expect(evidence('const log = undefined ?? pino(); ask(log)')).toBe('import');
    expect(evidence('let log; const get = () => (log ??= pino()); ask(log)')).toBe('import');
  });

  it('that a function makes of what it is handed', () => {
    expect(told(pino('const childOf = (log) => log.child({ a: 1 }); ask(childOf(pino()))'))).toBe(
      'pino logger pino()',
    );
    expect(told(pino('const childOf = (log) => log.child({ a: 1 }); ask(childOf(other))'))).toBe('unknown');
    expect(told('const f = (log) => f(log.child({})); ask(f(x))')).toBe('unknown');
  });

  it('that another module makes', () => {
    const program = {
      'main.ts': "import { logger } from './index'; ask(logger)",
      'index.ts': "export { log as logger } from './log';",
      'log.ts': pino('const make = (name) => pino({ name }); export const log = make("orders");'),
    };
    expect(told(program)).toBe('pino logger pino({ name })');
  });
});

describe('a metric', () => {
  const counter = (code: string) => `import { Counter } from 'prom-client';\n${code}`;
  const MADE = "new Counter({ name: 'a', help: 'a' })";

  it('that is handed to a function of the file', () => {
    expect(told(counter(`const c = ${MADE}; function count(it) { ask(it); } count(c); count(c);`))).toBe(
      `prom-client counter ${MADE}`,
    );
    expect(
      told(
        counter(
          `function count(it) { ask(it); } count(${MADE}); count(new Counter({ name: 'b', help: 'b' }));`,
        ),
      ),
    ).toBe('prom-client counter');
  });

  it.each([
    ['by a condition', `const make = () => { if (off) return NOTHING; return ${MADE}; }; ask(make());`],
    ['by a choice', `const c = on ? ${MADE} : NOTHING; ask(c);`],
    ['by the other choice', `const c = off ? NOTHING : ${MADE}; ask(c);`],
    ['by another assignment', `let c = null; on = () => (c = ${MADE}); off = () => (c = NOTHING); ask(c);`],
  ])('that an object stands in for which does nothing, %s', (_name, code) => {
    const nothing = 'const NOTHING = { inc: () => {}, startTimer: () => () => {} };';
    expect(told(counter(`${nothing} ${code}`))).toBe(`prom-client counter ${MADE}`);
  });

  it.each([
    ['counts by itself', '{ inc: () => count() }'],
    ['holds what is not seen', '{ inc: load() }'],
    ['has nothing', '{}'],
  ])('that an object comes before which %s', (_name, object) => {
    expect(
      told(counter(`const make = () => { if (off) return ${object}; return ${MADE}; }; ask(make());`)),
    ).toBe('foreign');
  });
});
