import { readFileSync } from 'node:fs';
import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Leak, leakOf } from '../../src/flow/paths.js';
import { NodeList } from '../../src/estree/node-list.js';
import { descendants } from '../../src/estree/tree.js';
import { usesOf } from '../../src/estree/uses.js';
import { runs } from '../runs.js';

type Node = TSESTree.Node;

function parse(code: string) {
  const { ast, scopeManager } = parser.parseForESLint(code, {
    range: true,
    loc: true,
    sourceType: 'module',
    ecmaFeatures: { jsx: true },
  });
  const adopt = (node: Node, parent: Node | undefined): void => {
    (node as { parent: Node | undefined }).parent = parent;
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      if (['parent', 'tokens', 'comments', 'loc', 'range'].includes(key)) continue;
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (child !== null && typeof child === 'object' && 'type' in child) adopt(child as Node, node);
      }
    }
  };
  adopt(ast, undefined);
  return { ast: ast as Node, scopes: scopeManager.scopes };
}

const NOTHING = new NodeList<TSESTree.CallExpression>([]);

function calls(node: Node, name: RegExp): node is TSESTree.CallExpression {
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  const called = callee.type === 'MemberExpression' ? callee.property : callee;
  return called.type === 'Identifier' && name.test(called.name);
}

/** The calls of a program that a name tells. */
function callsIn(ast: Node, name: RegExp): NodeList<TSESTree.CallExpression> {
  return new NodeList([...descendants(ast)].filter((node) => calls(node, name)));
}

/** The leak of what `acquire()` returns, bound to `r` and released by `r.end()`. */
function leakOfSpan(code: string, release = /^end$/): Leak | undefined {
  const { ast, scopes } = parse(code);
  const references = usesOf(scopes.flatMap((scope) => scope.variables).filter(({ name }) => name === 'r'));
  const acquiredAt = [...descendants(ast)].find((node) => calls(node, /^acquire$/));
  const releases = callsIn(ast, release);
  const isHarmless = (call: Node) => calls(call, /^withSpan$/);
  const neverFails = isHarmless;
  return leakOf({ acquiredAt: acquiredAt!, releases, references, isHarmless, neverFails });
}

/** The leak of an in-flight gauge: `gauge.inc()`, released by `gauge.dec()`. */
function leakOfGauge(code: string): Leak | undefined {
  const { ast } = parse(code);
  const acquiredAt = [...descendants(ast)].find((node) => calls(node, /^inc$/));
  return leakOf({ acquiredAt: acquiredAt!, releases: callsIn(ast, /^dec$/) });
}

/** `exit 3`: the kind, and the line where the leak is reported. */
function verdict(leak: Leak | undefined): string {
  if (!leak) return 'none';
  if (leak.kind === 'never') return 'never';
  const kind = leak.kind === 'throw' && leak.tolerated ? 'tolerated' : leak.kind;
  return `${kind} ${leak.at.loc.start.line}`;
}

/** What a snippet's comments expect: `// exit` on the line to report, nothing when there is no leak. */
function expected(code: string): string {
  const lines = code.split('\n');
  const at = lines.findIndex((line) => /\/\/ (?:exit|throw|tolerated|never)$/.test(line));
  if (at < 0) return 'none';
  const kind = lines[at]!.slice(lines[at]!.lastIndexOf(' ') + 1);
  return kind === 'never' ? kind : `${kind} ${at + 1}`;
}

const inFunction = (body: string) => `async function run() {${body}\n}`;
const inGenerator = (body: string) => `async function* run() {${body}\n}`;

type Cases = Record<string, string>;

function check(cases: Cases, wrap: (body: string) => string, analyse = leakOfSpan): void {
  it.each(Object.entries(cases))('%s', (_name, body) => {
    const code = wrap(body);
    expect(verdict(analyse(code))).toBe(expected(code));
  });
}

describe('straight lines', () => {
  check(
    {
      'released at once': `
        const r = acquire();
        r.end();`,
      'never released': `
        const r = acquire(); // never
        work();`,
      'never bound': `
        acquire(); // never`,
      'released in its own chain': `
        acquire().setAttribute('a', 1).end();`,
      'used but never released': `
        const r = acquire(); // never
        r.setAttribute('a', 1);`,
      'never released, and returns': `
        const r = acquire(); // never
        return 1;`,
      'a call on the resource does not throw': `
        const r = acquire();
        r.setAttribute('a', 1).setStatus({ code: 1 });
        r.end();`,
      'an argument of a call on the resource hardly throws': `
        const r = acquire();
        r.setAttribute('a', compute()); // tolerated
        r.end();`,
      'literals, names, member reads, functions, templates and operators do not throw': `
        const r = acquire();
        const a = [1, 'b', user.name, \`\${user.id}\`, () => work(), class {}, { c: !user, ...user }];
        let { d = 2 } = user, e = a.length + d;
        e++;
        r.end();`,
      'built-ins that cannot fail do not throw': `
        const r = acquire();
        const now = Date.now() - performance.now() + Math.max(1, 2);
        console.log(now, new Map(), new Date());
        r.end();`,
      'built-ins that cannot fail on what they are made for': `
        const r = acquire();
        const id = user.id, name = String(user.name).trim().toLowerCase();
        const all = Object.assign({}, user, { at: new Date().toISOString() });
        r.end();`,
      'a method of what has the name of a built-in member': `
        const r = acquire();
        const isOwn = hasOwnProperty.call(user, 'name'); // throw
        r.end();`,
      'a record that is logged': `
        const r = acquire();
        logger.info({ id: user.id }, 'started');
        this.logger.debug('started');
        r.end();`,
      'an argument of a record can throw': `
        const r = acquire();
        logger.info({ id: compute() }, 'started'); // throw
        r.end();`,
      'a list, Map or Set of the file': `
        const seen = new Map(), names = [];
        const r = acquire();
        seen.set(r.id, user);
        names.push(user.name);
        r.end();`,
      'a collection of unknown make': `
        const r = acquire();
        cache.set(1, user); // tolerated
        r.end();`,
      'a harmless call that is given the resource': `
        const r = acquire();
        const context = withSpan(active, r);
        r.end();`,
      'a call between can throw': `
        const r = acquire();
        work(); // throw
        r.end();`,
      'an argument of the release hardly throws': `
        const r = acquire();
        r.end(compute()); // tolerated`,
      'an await between': `
        const r = acquire();
        await ready; // throw
        r.end();`,
      'new between': `
        const r = acquire();
        new Client(); // tolerated
        r.end();`,
      'a tagged template between': `
        const r = acquire();
        sql\`select 1\`; // throw
        r.end();`,
      'what happens before and after does not matter': `
        await prepare();
        const r = acquire();
        r.end();
        await work();
        return done();`,
      'acquired by await': `
        const r = await acquire();
        r.end();`,
      'released by await': `
        const r = acquire();
        await r.end();`,
      'a throw statement': `
        const r = acquire();
        if (bad)
          throw new Error('bad'); // throw
        r.end();`,
      'the process ends': `
        const r = acquire();
        if (bad) process.exit(1);
        r.end();`,
      'the process always ends': `
        const r = acquire();
        process.exit(1);`,
      'declared first, assigned later': `
        let r;
        r = acquire();
        return; // exit
        r.end();`,
      'an odd statement list': `
        const r = acquire();
        debugger; ; ; {}
        function later() {}
        class Other {}
        type T = string;
        enum E { A }
        r.end();`,
    },
    inFunction,
  );
});

describe('what hardly throws', () => {
  const file = (body: string) =>
    `async function run() {${body}\n}
const settled = (url) => fetch(url).then((r) => r.json()).catch((error) => console.error(error));
const careful = async () => { try { const x = await work(); return x; } catch { return undefined; } };
const careless = async () => { try { return await work(); } catch (error) { throw new Wrapped(error); } };
const cached = () => connection;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const delay = async (ms) => work(ms);
function pick(list) { return list[Math.floor(Math.random() * list.length)]; }
function check(x) { if (!x) throw new Error('x'); return x; }
const deep = (list) => pick(list.filter((x) => x > 1));
`;
  check(
    {
      'a value that is made': `
        const r = acquire();
        const body = JSON.stringify({}), client = new Client(user), id = randomUUID(); // tolerated
        r.end();`,
      'an address that is parsed': `
        const r = acquire();
        const url = new URL(input); // throw
        r.end();`,
      'an address that is written out': `
        const r = acquire();
        const url = new URL('https://example.com'); // tolerated
        r.end();`,
      'a text that is parsed': `
        const r = acquire();
        r.setAttribute('a', JSON.parse(text)); // throw
        r.end();`,
      'what is awaited to be recorded': `
        const r = acquire();
        r.setAttribute('a', await work()); // throw
        r.end();`,
      'a list that is searched, and a request that is read': `
        const r = acquire();
        const found = spans.find((span) => span.id === id); // tolerated
        url.searchParams.get('a'), call.request.getName(), reply.setMessage('a');
        r.end();`,
      'a list whose callback can throw': `
        const r = acquire();
        spans.forEach((span) => process(span)); // throw
        r.end();`,
      'a measurement that is recorded, and a response that is sent': `
        const r = acquire();
        histogram.record(1); // tolerated
        res.status(200).json({ a: 1 });
        r.end();`,
      'the likely one behind an unlikely one is named': `
        const r = acquire();
        histogram.record(1);
        await work(); // throw
        r.end();`,
      'the call that an unknown one is an argument of is named': `
        const r = acquire();
        await send( // throw
          address(user),
        );
        r.end();`,
      'what waits for promises is named, not what lists them': `
        const r = acquire();
        await Promise.all( // throw
          list.map((x) => work(x)),
        );
        r.end();`,
      'a promise whose failure is dealt with': `
        const r = acquire();
        await work().catch(() => undefined); // tolerated
        await work().then((x) => x.id).catch(log).finally(() => console.log(1));
        work().catch(console.error);
        r.end();`,
      'time that is waited for': `
        const r = acquire();
        await new Promise((resolve) => setTimeout(resolve, 10));
        await sleep(10), await pause(10); // tolerated
        r.end();`,
      'what is thrown on, and hardly ever thrown': `
        try {
          const r = acquire();
          other.addEvent('before'), spans.push(1);
          try { await work(); } finally { r.end(); }
        } catch (error) {
          throw error; // tolerated
        }`,
      'what is thrown on, and was likely thrown': `
        const r = acquire();
        try { await work(); spans.push(1); r.end(); } catch (error) {
          throw new Wrapped(error); // throw
        }`,
      'a promise that is rejected by hand': `
        const r = acquire();
        await new Promise((resolve, reject) => setTimeout(reject, 10)); // throw
        r.end();`,
      'a promise whose executor does more': `
        const r = acquire();
        await new Promise((resolve) => resolve(work())); // throw
        r.end();`,
      'a function that only is called sleep': `
        const r = acquire();
        await delay(10); // throw
        r.end();`,
      'a promise whose failure is passed on': `
        const r = acquire();
        await work().catch((error) => { throw new Wrapped(error); }); // throw
        r.end();`,
      'a promise behind whose catch more is done': `
        const r = acquire();
        await work().catch(log).then((x) => store(x)); // throw
        r.end();`,
      'a catch without a callback': `
        const r = acquire();
        await work().catch(); // throw
        r.end();`,
      'promises that are only settled': `
        const r = acquire();
        const all = await Promise.allSettled([work(), ...list.map((x) => x.id)]); // tolerated
        r.end();`,
      'promises that are waited for': `
        const r = acquire();
        const all = await Promise.all([work(), work()]); // throw
        r.end();`,
      'functions of the file that deal with what fails': `
        const r = acquire();
        const name = await settled(url); // tolerated
        await careful();
        await pick(list);
        r.end();`,
      'a function of the file that runs another': `
        const r = acquire();
        deep(list); // throw
        r.end();`,
      'a function of the file that throws on': `
        const r = acquire();
        await careless(); // throw
        r.end();`,
      'a function of the file that throws': `
        const r = acquire();
        check(user); // throw
        r.end();`,
      'a promise that a function of the file keeps': `
        const r = acquire();
        await cached(); // throw
        r.end();`,
      'a parameter of the same name': `
        const inner = async (settled) => {
          const r = acquire();
          await settled(url); // throw
          r.end();
        };`,
    },
    file,
  );
});

describe('if', () => {
  check(
    {
      'released in both branches': `
        const r = acquire();
        if (a) { r.end(); } else { r.end(); }`,
      'released in one branch': `
        const r = acquire();
        if (a) { // exit
          r.end();
        }`,
      'released in the else branch only': `
        const r = acquire();
        if (a) { b = 1; } else { r.end(); }
        return b; // exit`,
      'early return': `
        const r = acquire();
        if (a) return; // exit
        r.end();`,
      'early return after release': `
        const r = acquire();
        if (a) { r.end(); return; }
        r.end();`,
      'the first of two leaks is reported': `
        const r = acquire();
        if (a) return 1; // exit
        if (b) return 2;
        r.end();`,
      'a leaking return comes before a throw': `
        const r = acquire();
        work();
        if (a) return 1; // exit
        r.end();`,
      'else if chain, complete': `
        const r = acquire();
        if (a) r.end(); else if (b) r.end(); else r.end();`,
      'else if chain without else': `
        const r = acquire();
        if (a) r.end(); // exit
        else if (b) r.end();`,
      'guarded by the resource itself': `
        const r = acquire();
        if (r) r.end();`,
      'guarded by its presence': `
        const r = acquire();
        if (r !== undefined && r != null && typeof r !== 'undefined') { r.end(); }`,
      'returns when there is no resource': `
        const r = acquire();
        if (!r) return;
        r.end();`,
      'returns when it is null': `
        const r = acquire();
        if (r === null) return;
        r.end();`,
      'guarded by its state': `
        const r = acquire();
        if (r.isRecording()) r.end();`,
      'returns when there is nothing to release': `
        const r = acquire();
        if (!r.isRecording()) return;
        r.end();`,
      'guarded by its presence and something else': `
        const r = acquire();
        if (r && a) r.end(); // exit`,
      'guarded by a flag': `
        const r = acquire();
        let ended = false;
        if (a) { r.end(); ended = true; }
        if (!ended) r.end();`,
      'acquired and released under the same condition': `
        let r;
        if (config.tracing) r = acquire();
        if (config.tracing) r.end();`,
      'acquired under a conjunction': `
        let r;
        if (a && !b) { r = acquire(); }
        if (b) { return; }
        if (a) r.end();`,
      'acquired under another condition': `
        let r;
        if (a) r = acquire();
        if (b) r.end(); // exit`,
      'acquired in one branch, released after by its presence': `
        let r;
        if (a) { r = acquire(); }
        r?.end();`,
      'acquired where missing': `
        let r;
        if (!r) r = acquire();
        r.end();`,
    },
    inFunction,
  );
});

describe('expressions that are evaluated only sometimes', () => {
  check(
    {
      'optional call on the resource': `
        const r = acquire();
        r?.end();`,
      'optional method of the resource': `
        const r = acquire();
        r.end?.();`,
      'released in an argument of an optional call': `
        const r = acquire();
        other?.set(r.end()); // exit`,
      'and, on the resource': `
        const r = acquire();
        r && r.end();`,
      'and, on something else': `
        const r = acquire();
        a && r.end(); // exit`,
      'or, on something else': `
        const r = acquire();
        a || r.end(); // exit`,
      'nullish, on something else': `
        const r = acquire();
        a ?? r.end(); // exit`,
      'logical assignment': `
        const r = acquire();
        a ||= r.end(); // exit`,
      'conditional, both sides': `
        const r = acquire();
        a ? r.end() : r.end();`,
      'conditional, one side': `
        const r = acquire();
        a ? r.end() : b; // exit`,
      'conditionally acquired': `
        const r = a ? acquire() : undefined;
        r?.end();`,
      'conditionally acquired, same condition': `
        const r = a ? acquire() : undefined;
        if (a) r.end();`,
      'in the test of an if': `
        const r = acquire();
        if (r.end()) return;`,
      'in a sequence': `
        const r = acquire();
        a, r.end(), b;`,
      'in a default value': `
        const r = acquire();
        const { a = r.end() } = b; // exit`,
      'with casts': `
        const r = acquire() as Span;
        (r as Span)!.end();`,
    },
    inFunction,
  );
});

describe('switch', () => {
  check(
    {
      'released in every case, default included': `
        const r = acquire();
        switch (a) {
          case 1: r.end(); break;
          case 2: r.end(); return;
          default: r.end();
        }`,
      'no default': `
        const r = acquire();
        switch (a) { // exit
          case 1: r.end(); break;
        }`,
      'falls through to the release': `
        const r = acquire();
        switch (a) {
          case 1:
          case 2: b = 1;
          default: r.end();
        }`,
      'a default in the middle falls through': `
        const r = acquire();
        switch (a) {
          case 1: r.end(); break;
          default: b = 1;
          case 2: r.end();
        }`,
      'a case returns': `
        const r = acquire();
        switch (a) {
          case 1: return; // exit
          default: r.end();
        }`,
      'a break before the release': `
        const r = acquire();
        switch (a) {
          case 1: if (b) break;
          default: r.end();
        }
        return; // exit`,
      'acquired in a case, left by break': `
        switch (a) {
          case 1:
            const r = acquire();
            if (b) break; // exit
            r.end();
        }
        return;`,
      'released after the switch': `
        const r = acquire();
        switch (a) { case 1: break; default: b = 1; }
        r.end();`,
      'a case test can throw': `
        const r = acquire();
        switch (a) { case compute(): } // throw
        r.end();`,
    },
    inFunction,
  );
});

describe('loops', () => {
  check(
    {
      'released in every iteration': `
        for (const item of items) {
          const r = acquire();
          r.end();
        }`,
      'held at the end of the iteration': `
        for (const item of items) {
          const r = acquire();
          if (a) r.end(); // exit
        }`,
      continue: `
        for (const item of items) {
          const r = acquire();
          if (a) continue; // exit
          r.end();
        }`,
      'continue after release': `
        for (const item of items) {
          const r = acquire();
          if (a) { r.end(); continue; }
          r.end();
        }`,
      'break out of the iteration': `
        for (const item of items) {
          const r = acquire();
          if (a) break; // exit
          r.end();
        }
        return total;`,
      'break, then released after the loop': `
        let r;
        for (;;) {
          r = acquire();
          if (a) break;
          r.end();
        }
        r.end();`,
      'a finally covers continue and break': `
        for (const item in items) {
          const r = acquire();
          try {
            if (a) continue;
            if (b) break;
            await work();
          } finally { r.end(); }
        }`,
      'acquired again while held': `
        let r;
        for (let i = 0; i < 3; i++) {
          r = acquire(); // exit
        }
        r.end();`,
      'acquired until it is there': `
        let r;
        while (!r) { r = acquire(); }
        r.end();`,
      'acquired in the test': `
        let r;
        while ((r = acquire())) { r.end(); }`,
      'acquired until it is there, do while': `
        let r;
        do { r = acquire(); } while (!r);
        r.end();`,
      'acquired in the head of a for': `
        for (let r = acquire(), i = 0; i < 3; i++) { // exit
          if (i === 2) r.end();
        }`,
      'released only inside a loop': `
        const r = acquire();
        while (a) { // exit
          r.end();
          break;
        }`,
      'released inside a do while': `
        const r = acquire();
        do { r.end(); } while (a);`,
      'released in the update': `
        const r = acquire();
        for (;; r.end()) { if (a) break; }
        return; // exit`,
      'an endless loop is left by its break only': `
        const r = acquire();
        while (true) {
          if (a) { r.end(); break; }
        }`,
      'an endless for is left by its return only': `
        const r = acquire();
        for (;;) {
          if (a) { r.end(); return; }
        }`,
      'do while false': `
        const r = acquire();
        do { if (a) break; b = 1; } while (false);
        r.end();`,
      'continue to an outer label': `
        outer: for (const a of as) {
          const r = acquire();
          for (const b of bs) {
            if (b) continue outer; // exit
          }
          r.end();
        }`,
      'acquired inside, continue to an outer label': `
        outer: for (const a of as) {
          for (const b of bs) {
            const r = acquire();
            if (b) continue outer; // exit
            r.end();
          }
        }`,
      'break to an outer label': `
        outer: while (a) {
          while (b) {
            const r = acquire();
            if (c) break outer; // exit
            r.end();
          }
        }`,
      'break of the inner loop only': `
        outer: for (const a of as) {
          const r = acquire();
          for (const b of bs) { if (b) break; }
          r.end();
        }`,
      'break to an outer label before the release after it': `
        const r = acquire();
        outer: for (const a of as) {
          for (const b of bs) { if (b) break outer; }
          r.end();
          return;
        }
        r.end();`,
      'a labelled block': `
        block: {
          const r = acquire();
          if (a) break block; // exit
          r.end();
        }`,
      'a labelled block, released after': `
        const r = acquire();
        a: b: { if (a) break a; if (b) break b; c = 1; }
        r.end();`,
      'a for of does not throw by itself': `
        const r = acquire();
        for (const item of items) { total += item; }
        r.end();`,
      'work in a loop can throw': `
        const r = acquire();
        for (const item of items) {
          work(item); // throw
        }
        r.end();`,
      'async iteration can throw': `
        const r = acquire();
        for await (const item of items) { // throw
          total += item;
        }
        r.end();`,
      'async iteration under finally': `
        const r = acquire();
        try { for await (const item of items) total += item; } finally { r.end(); }`,
    },
    inFunction,
  );
});

describe('try', () => {
  check(
    {
      'finally covers every exit': `
        const r = acquire();
        try {
          if (a) return 1;
          if (b) throw new Error();
          return await work();
        } finally { r.end(); }`,
      'try end and catch': `
        const r = acquire();
        try { await work(); r.end(); } catch (error) { r.recordException(error); r.end(); }`,
      'try end and catch, which throws on': `
        const r = acquire();
        try { const x = await work(); r.end(); return x; } catch (error) { r.end(); throw error; }`,
      'every branch of the catch': `
        const r = acquire();
        try { await work(); r.end(); } catch (error) {
          if (error instanceof NotFound) { r.end(); return undefined; }
          r.setStatus({ code: 2 });
          r.end();
          throw error;
        }`,
      'one branch of the catch forgets': `
        const r = acquire();
        try { await work(); r.end(); } catch (error) {
          if (error instanceof NotFound) return undefined; // exit
          r.end();
          throw error;
        }`,
      'the catch throws on without release': `
        const r = acquire();
        try { await work(); r.end(); } catch (error) {
          throw error; // throw
        }`,
      'the catch swallows without release': `
        const r = acquire();
        try {
          await work();
          r.end();
        } catch (error) { // exit
          console.error(error);
        }`,
      'the catch without a parameter': `
        const r = acquire();
        try { work(); } catch {}
        r.end();`,
      'released in the catch only': `
        const r = acquire();
        try { work(); } catch { r.end(); } // exit`,
      'a return in the try before its release': `
        const r = acquire();
        try {
          if (a) return; // exit
          work();
          r.end();
        } catch { r.end(); }`,
      'a release in finally under a condition': `
        const r = acquire();
        try { await work(); } finally { if (a) r.end(); } // exit`,
      'a release in finally by presence': `
        let r;
        try { r = acquire(); await work(); } finally { r?.end(); }`,
      'a release in finally by a flag': `
        const r = acquire();
        let ended = false;
        try { await work(); r.end(); ended = true; } finally { if (!ended) r.end(); }`,
      'finally without a release': `
        const r = acquire();
        try {
          await work(); // throw
        } finally { clean(); }
        r.end();`,
      'finally overrides a return with a release after': `
        const r = acquire();
        for (const a of as) { try { return; } finally { continue; } }
        r.end();`,
      'nested: inner finally releases': `
        const r = acquire();
        try {
          try { await work(); } finally { r.end(); }
        } catch (error) { report(error); }`,
      'nested: outer finally releases': `
        const r = acquire();
        try {
          try { await work(); return 1; } catch (error) { report(error); throw error; } finally { clean(); }
        } finally { r.end(); }`,
      'nested: inner catch rethrows into an outer catch that releases': `
        const r = acquire();
        try {
          try { await work(); } catch (error) { throw new Wrapped(error); }
          r.end();
        } catch (error) { r.end(); throw error; }`,
      'nested in a finally': `
        const r = acquire();
        try { await work(); } finally { try { r.flush(); } finally { r.end(); } }`,
      'code before the try is tolerated': `
        const r = acquire();
        const id = randomUUID(); // tolerated
        try { await work(id); } finally { r.end(); }`,
      'code before a try with complete catches is tolerated': `
        const r = acquire();
        prepare(); // tolerated
        try { await work(); r.end(); } catch (error) { r.end(); throw error; }`,
      'code before a nested try is tolerated': `
        const r = acquire();
        prepare(); // tolerated
        if (a) { try { await work(); } finally { r.end(); } } else { r.end(); }`,
      'a throw statement before the try is not': `
        const r = acquire();
        prepare();
        if (a) throw new Error(); // throw
        try { await work(); } finally { r.end(); }`,
      'code before another release is not': `
        const r = acquire();
        if (a) {
          prepare(); // throw
          r.end();
          return;
        }
        try { await work(); } finally { r.end(); }`,
      'a try that only wraps the release protects nothing': `
        const r = acquire();
        await work(); // throw
        try { r.end(); } catch {}`,
      'code before the release in finally is tolerated': `
        const r = acquire();
        try { await work(); } finally {
          await close(); // tolerated
          r.end();
        }`,
      'code before the release in catch is tolerated': `
        const r = acquire();
        try { await work(); r.end(); } catch (error) {
          report(error); // tolerated
          r.end();
        }`,
      'reporting in a catch before the release after it is tolerated': `
        const r = acquire();
        try { await work(); } catch (error) {
          report(error); // tolerated
        }
        r.end();`,
      'awaiting in a catch before the release after it is not': `
        const r = acquire();
        try { await work(); } catch (error) {
          x = await fallback; // throw
        }
        r.end();`,
      'unprotected code after a protected part': `
        const r = acquire();
        try { await work(); } catch {}
        await more(); // throw
        r.end();`,
      'acquired in the try, released in its finally': `
        let r;
        try { await prepare(); r = acquire(); await work(); } finally { if (r) r.end(); }`,
      'acquired in the catch': `
        try { await work(); } catch (error) {
          const r = acquire();
          r.recordException(error);
          r.end();
        }`,
      'acquired in the finally': `
        try { return await work(); } finally {
          const r = acquire();
          if (a) return; // exit
          r.end();
        }`,
      'only what fails before the acquisition reaches the catch': `
        try {
          await prepare();
          const r = acquire();
          r.end();
        } catch (error) { return; }`,
      'try in a loop with retries': `
        const r = acquire();
        try {
          for (let i = 0; i < 3; i++) { try { return await work(); } catch { continue; } }
          throw new Error('gave up');
        } finally { r.end(); }`,
    },
    inFunction,
  );
});

describe('generators', () => {
  check(
    {
      'a yield can be abandoned': `
        const r = acquire();
        yield 1; // throw
        r.end();`,
      'a yield under finally': `
        const r = acquire();
        try { yield 1; yield* others; } finally { r.end(); }`,
      'the resource is yielded': `
        const r = acquire();
        yield r;`,
      'async iteration with yields': `
        for await (const chunk of chunks) {
          const r = acquire();
          try { yield chunk; } finally { r.end(); }
        }`,
    },
    inGenerator,
  );
});

describe('handed off', () => {
  check(
    {
      returned: `
        const r = acquire();
        return r;`,
      'returned at once': `
        return acquire();`,
      'returned at once, after a call on it': `
        return acquire().setAttribute('a', 1);`,
      'returned in a tuple': `
        const r = acquire();
        return [context, r];`,
      'returned in an object': `
        const r = acquire();
        return { r };`,
      'returned on some condition': `
        const r = acquire();
        return a ? r : undefined;`,
      'stored in a property': `
        const r = acquire();
        state.currentSpan = r;`,
      'stored in a property at once': `
        this.span = acquire();`,
      'stored in an array': `
        const r = acquire();
        spans.push(r);`,
      'stored in a map': `
        const r = acquire();
        spans.set(id, r);`,
      'stored in a spread': `
        const r = acquire();
        const all = [...others, r];`,
      'assigned to another variable': `
        const r = acquire();
        other = r;`,
      'acquired into an unknown variable': `
        other = acquire();`,
      'passed to a function': `
        const r = acquire();
        finish(r);`,
      'passed to a constructor': `
        const r = acquire();
        new Scope(r);`,
      'passed in JSX': `
        const r = acquire();
        render(<Trace span={r} />);`,
      'its method is passed': `
        const r = acquire();
        response.on('finish', r.end);`,
      'its method is bound and passed': `
        const r = acquire();
        response.on('finish', r.end.bind(r));`,
      'captured by a callback that releases it': `
        const r = acquire();
        stream.on('end', () => r.end());`,
      'released in finally of a promise': `
        const r = acquire();
        await work().finally(() => r.end());`,
      'captured by a returned closure': `
        const r = acquire();
        return () => { r.end(); };`,
      'captured by a function that is called later': `
        const r = acquire();
        const finish = () => r.end();
        await work();
        finish();`,
      'captured by a hoisted function': `
        const r = acquire();
        work(done);
        function done() { r.end(); }`,
      'captured by any callback that is handed on': `
        const r = acquire();
        work(() => { r.addEvent('x'); });`,
      'captured by a named function that is handed on': `
        const r = acquire();
        const note = () => r.addEvent('x');
        work(note);`,
      'captured by a function that is only called': `
        const r = acquire(); // never
        const note = () => r.addEvent('x');
        note();`,
      'captured by a method of a class': `
        const r = acquire();
        class Holder { close() { r.end(); } }`,
      'acquired with using': `
        using r = acquire();`,
      'acquired with await using': `
        await using r = acquire();`,
      'thrown to whoever catches it': `
        const r = acquire();
        throw r;`,
      'looking at it is not handing it off': `
        const r = acquire(); // never
        const id = r.spanContext().traceId;
        if (r && r !== other && typeof r === 'object') b = \`\${r}\`;`,
      'its fields are not it': `
        const r = acquire(); // never
        log(r.spanContext());`,
      'the exits of a callback are its own': `
        const r = acquire();
        const visit = (x) => { if (x) return; throw new Error(); };
        for (const x of xs) { const skip = function () { return 1; }; }
        r.end();`,
      'only harmless calls are given it': `
        const r = acquire(); // never
        withSpan(active, r);`,
    },
    inFunction,
  );

  it.each([
    ['exported at its declaration', 'export const r = acquire();'],
    ['exported by name', 'const r = acquire();\nexport { r };'],
    ['exported as default', 'const r = acquire();\nexport default r;'],
    ['exported the old way', 'const r = acquire();\nmodule.exports = r;'],
    ['kept in a class field', 'class A { span = acquire(); }'],
    ['kept in a variable of the module', 'let r;\nexport function start() { r = acquire(); }'],
    [
      'kept in a variable of the outer function',
      'function make() { let r; return { start() { r = acquire(); }, stop() { r.end(); } }; }',
    ],
  ])('%s', (_name, code) => {
    expect(verdict(leakOfSpan(code))).toBe('none');
  });
});

describe('where it is acquired', () => {
  it.each([
    ['at the top of a module', 'const r = acquire();\nr.end();', 'none'],
    ['at the top of a module, and forgotten', 'const r = acquire();', 'never'],
    ['in a static block', 'class A { static { const r = acquire(); if (a) {\nr.end(); } } }', 'exit 1'],
    ['in a namespace', 'namespace A { const r = acquire(); r.end(); }', 'none'],
    ['in an arrow without a body', 'const f = () => (acquire(), 1);', 'never'],
    ['in a method', 'class A { m() { const r = acquire();\nwork();\nr.end(); } }', 'throw 2'],
  ])('%s', (_name, code, expectation) => {
    expect(verdict(leakOfSpan(code))).toBe(expectation);
  });

  it.each([
    ['released', '(r) => { r.end(); }', 'none'],
    ['released in finally', 'async (r) => { try { return await work(); } finally { r.end(); } }', 'none'],
    ['never released', '(r) => work()', 'never'],
    ['an expression releases it', '(r) => r.end()', 'none'],
    ['passed on', '(r) => work(r)', 'none'],
    ['left early', '(r) => { if (a) return;\nr.end(); }', 'exit 1'],
    ['destructured', '({ r }) => { r.end(); }', 'none'],
    ['unprotected', 'async (r) => {\nawait work();\nr.end(); }', 'throw 2'],
  ])('as the parameter of a callback: %s', (_name, callback, expectation) => {
    const code = `start('x', ${callback});`;
    const { ast, scopes } = parse(code);
    const variable = scopes.flatMap((scope) => scope.variables).find(({ name }) => name === 'r')!;
    const leak = leakOf({
      acquiredAt: variable.identifiers[0] as Node,
      releases: callsIn(ast, /^end$/),
      references: usesOf([variable]),
    });
    expect(ast.type).toBe('Program');
    expect(verdict(leak)).toBe(expectation);
  });

  it('as a whole statement', () => {
    const { ast } = parse('function f() { start();\nif (a) return;\nr.end(); }');
    const statement = [...descendants(ast)].find((node) => node.type === 'ExpressionStatement')!;
    const leak = leakOf({
      acquiredAt: statement,
      releases: callsIn(ast, /^end$/),
      references: new NodeList<TSESTree.Identifier>([]),
    });
    expect(verdict(leak)).toBe('exit 2');
  });

  it('a timer is released by calling it', () => {
    const release = /^r$/;
    expect(verdict(leakOfSpan('function f() { const r = acquire(); r(); }', release))).toBe('none');
    expect(verdict(leakOfSpan('function f() { const r = acquire(); on("x", r); }', release))).toBe('none');
    const early = 'function f() { const r = acquire();\nif (a) return;\nr({ code }); }';
    expect(verdict(leakOfSpan(early, release))).toBe('exit 2');
  });
});

describe('without a binding', () => {
  check(
    {
      'decremented in finally': `
        gauge.inc();
        try { await work(); } finally { gauge.dec(); }`,
      'left early': `
        gauge.inc();
        if (a) return; // exit
        gauge.dec();`,
      'unprotected work': `
        gauge.inc();
        await work(); // throw
        gauge.dec();`,
      'never decremented': `
        gauge.inc(); // never
        await work();`,
      'decremented in a callback': `
        gauge.inc();
        response.on('finish', () => gauge.dec());`,
      'optional on both sides': `
        this.metrics?.gauge.inc();
        this.metrics?.gauge.dec();`,
      'optional on one side': `
        gauge.inc();
        this.metrics?.gauge.dec(); // exit`,
      'incremented in a loop': `
        for (const job of jobs) {
          gauge.inc();
          if (!job) continue; // exit
          gauge.dec();
        }`,
      'what it returns does not matter': `
        const x = gauge.inc();
        gauge.dec();
        return x;`,
    },
    inFunction,
    leakOfGauge,
  );

  it('decremented by another function: unknown', () => {
    expect(
      leakOfGauge('function open() { gauge.inc(); }\nfunction close() { gauge.dec(); }'),
    ).toBeUndefined();
  });
});

/** A program of the small grammar on which the engine is compared with running every path. */
type Program =
  | { kind: 'release' | 'note' | 'return' }
  | { kind: 'break' | 'continue'; depth: number }
  | { kind: 'block'; body: Program[] }
  | { kind: 'labelled' | 'while' | 'forOf' | 'for' | 'doWhile' | 'endless'; body: Program[] }
  | { kind: 'if'; yes: Program[]; no: Program[] | undefined }
  | { kind: 'switch'; cases: Program[][]; defaultAt: number | undefined }
  | { kind: 'try'; body: Program[]; handler: Program[] | undefined; finalizer: Program[] | undefined };

const { program } = fc.letrec<{ statement: Program; program: Program[] }>((tie) => ({
  program: fc.array(tie('statement'), { minLength: 0, maxLength: 3 }),
  statement: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.constantFrom<Program>({ kind: 'release' }, { kind: 'note' }, { kind: 'return' }, { kind: 'release' }),
    fc.record({ kind: fc.constantFrom('break' as const, 'continue' as const), depth: fc.nat(2) }),
    fc.record({
      kind: fc.constant('if' as const),
      yes: tie('program'),
      no: fc.option(tie('program'), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constantFrom(
        'labelled' as const,
        'while' as const,
        'forOf' as const,
        'for' as const,
        'doWhile' as const,
        'endless' as const,
        'block' as const,
      ),
      body: tie('program'),
    }),
    fc.record({
      kind: fc.constant('switch' as const),
      cases: fc.array(tie('program'), { minLength: 1, maxLength: 3 }),
      defaultAt: fc.option(fc.nat(2), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('try' as const),
      body: tie('program'),
      handler: fc.option(tie('program'), { nil: undefined }),
      finalizer: fc.option(tie('program'), { nil: undefined }),
    }),
  ),
})) as { program: fc.Arbitrary<Program[]> };

interface Target {
  readonly label: string;
  readonly isLoop: boolean;
}

const LOOPS = ['while', 'forOf', 'for', 'doWhile', 'endless'];

/** The jump target `depth` steps out, of those that the jump may go to. */
function target(statement: { kind: string; depth: number }, targets: readonly Target[]): Target | undefined {
  const allowed = targets.filter(({ isLoop }) => isLoop || statement.kind === 'break');
  return allowed[Math.min(statement.depth, allowed.length - 1)];
}

/** The source of a program; every condition has a name of its own, every target a label. */
function print(list: readonly Program[], targets: readonly Target[], work: string): string {
  let names = 0;
  const block = (body: readonly Program[], around: readonly Target[]): string =>
    `{ ${body.map((each) => one(each, around)).join(' ')} }`;
  const one = (each: Program, around: readonly Target[]): string => {
    const test = `c${names++}`;
    const label = `l${around.length}`;
    const inside = [{ label, isLoop: LOOPS.includes(each.kind) }, ...around];
    switch (each.kind) {
      case 'release':
        return 'r.end();';
      case 'note':
        return work;
      case 'return':
        return 'return;';
      case 'break':
      case 'continue': {
        const to = target(each, around);
        return to ? `${each.kind} ${to.label};` : ';';
      }
      case 'block':
        return block(each.body, around);
      case 'labelled':
        return `${label}: ${block(each.body, inside)}`;
      case 'while':
        return `${label}: while (${test}) ${block(each.body, inside)}`;
      case 'forOf':
        return `${label}: for (const x of ${test}) ${block(each.body, inside)}`;
      case 'for':
        return `${label}: for (; ${test}; i++) ${block(each.body, inside)}`;
      case 'doWhile':
        return `${label}: do ${block(each.body, inside)} while (${test});`;
      case 'endless':
        return `${label}: for (;;) ${block(each.body, inside)}`;
      case 'if':
        return `if (${test}) ${block(each.yes, around)}${each.no ? ` else ${block(each.no, around)}` : ''}`;
      case 'switch':
        return `${label}: switch (${test}) { ${each.cases
          .map(
            (body, index) =>
              `${index === each.defaultAt ? 'default' : `case ${index}`}: ${block(body, inside)}`,
          )
          .join(' ')} }`;
      case 'try': {
        const handler = each.handler ? ` catch ${block(each.handler, around)}` : '';
        const finalizer =
          each.finalizer || !each.handler ? ` finally ${block(each.finalizer ?? [], around)}` : '';
        return `try ${block(each.body, around)}${handler}${finalizer}`;
      }
    }
  };
  return list.map((each) => one(each, targets)).join(' ');
}

class PathTooLong extends Error {}

/** Where one run of a statement ended: at its end, or on its way to a target or out of the function. */
type Completion = 'end' | 'return' | { to: Target; kind: 'break' | 'continue' };

/** Runs a program along one path; `choose(n)` answers every condition. */
function run(list: readonly Program[], outer: readonly Target[], choose: (n: number) => number) {
  let held = true;
  const all = (body: readonly Program[], around: readonly Target[]): Completion => {
    for (const each of body) {
      const completion = one(each, around);
      if (completion !== 'end') return completion;
    }
    return 'end';
  };
  const one = (each: Program, around: readonly Target[]): Completion => {
    const here = { label: `l${around.length}`, isLoop: LOOPS.includes(each.kind) };
    const inside = [here, ...around];
    const arrives = (completion: Completion, kind: string) =>
      typeof completion === 'object' && completion.to === here && completion.kind === kind;
    switch (each.kind) {
      case 'release':
        held = false;
        return 'end';
      case 'note':
        return 'end';
      case 'return':
        return 'return';
      case 'break':
      case 'continue': {
        const to = target(each, around);
        return to ? { to, kind: each.kind } : 'end';
      }
      case 'block':
        return all(each.body, around);
      case 'labelled': {
        const completion = all(each.body, inside);
        return arrives(completion, 'break') ? 'end' : completion;
      }
      case 'if':
        return choose(2) ? all(each.yes, around) : each.no ? all(each.no, around) : 'end';
      case 'switch': {
        const hasDefault = each.defaultAt !== undefined && each.defaultAt < each.cases.length;
        const start = choose(each.cases.length + (hasDefault ? 0 : 1));
        const completion = all(each.cases.slice(start).flat(), inside);
        return arrives(completion, 'break') ? 'end' : completion;
      }
      case 'try': {
        const completion = all(each.body, around);
        const last = all(each.finalizer ?? [], around);
        return last === 'end' ? completion : last;
      }
      default: {
        for (let round = 0; ; round++) {
          if (round === 3) throw new PathTooLong();
          const isTested = each.kind === 'doWhile' ? round > 0 : each.kind !== 'endless';
          if (isTested && !choose(2)) return 'end';
          const completion = all(each.body, inside);
          if (arrives(completion, 'break')) return 'end';
          if (completion !== 'end' && !arrives(completion, 'continue')) return completion;
        }
      }
    }
  };
  const completion = all(list, outer);
  return { held, completion };
}

/** Whether any path of at most `limit` choices leaves the program with the resource held. */
function leaksOnSomePath(list: readonly Program[], outer: readonly Target[], limit = 14): boolean {
  const paths: number[][] = [[]];
  for (let path = paths.pop(); path; path = paths.pop()) {
    const taken = [...path];
    let step = 0;
    try {
      const { held } = run(list, outer, (n) => {
        if (step === limit) throw new PathTooLong();
        if (step === taken.length) {
          for (let other = 1; other < n; other++) paths.push([...taken, other]);
          taken.push(0);
        }
        return taken[step++]!;
      });
      if (held) return true;
    } catch (error) {
      if (!(error instanceof PathTooLong)) throw error;
    }
  }
  return false;
}

const HEAD = 'const r = acquire();';
const LOOP: Target = { label: 'outer', isLoop: true };

describe('random programs', { timeout: 60_000 }, () => {
  it('are judged as by running every path', () => {
    const leaks = { true: 0, false: 0 };
    fc.assert(
      fc.property(program, (list) => {
        const code = `function f() { ${HEAD} ${print(list, [], 'r.note();')} }`;
        const leak = leakOfSpan(code);
        expect(leak?.kind, code).not.toBe('throw');
        expect(leak !== undefined, code).toBe(leaksOnSomePath(list, []));
        leaks[`${leak !== undefined}`]++;
      }),
      { numRuns: runs(600) },
    );
    expect(Math.min(leaks.true, leaks.false)).toBeGreaterThan(runs(600) / 60);
  });

  it('are judged so in every iteration of a loop', () => {
    const leaks = { true: 0, false: 0 };
    fc.assert(
      fc.property(program, (list) => {
        const code = `function f() { outer: for (const x of xs) { ${HEAD} ${print(list, [LOOP], 'r.note();')} } }`;
        const leak = leakOfSpan(code);
        expect(leak?.kind, code).not.toBe('throw');
        expect(leak !== undefined, code).toBe(leaksOnSomePath(list, [LOOP]));
        leaks[`${leak !== undefined}`]++;
      }),
      { numRuns: runs(500) },
    );
    expect(Math.min(leaks.true, leaks.false)).toBeGreaterThan(runs(500) / 100);
  });

  it('leak nothing when the rest is wrapped in try and finally', () => {
    fc.assert(
      fc.property(program, fc.constantFrom('r.note();', 'await work();', 'throw work();'), (list, work) => {
        const rest = `try { ${print(list, [LOOP], work)} } finally { r.end(); }`;
        const code = `async function f() { outer: for (const x of xs) { ${HEAD} ${rest} } }`;
        expect(leakOfSpan(code), code).toBeUndefined();
      }),
      { numRuns: runs(300) },
    );
  });

  it('leak in no new place when a failing call follows the release', () => {
    fc.assert(
      fc.property(program, (list) => {
        const around = (after: string) => `async function f() { ${HEAD} r.end(); ${print(list, [], after)} }`;
        expect(leakOfSpan(around('await work();'))).toBeUndefined();
      }),
    );
  });
});

describe('expressions that release', () => {
  check(
    {
      'an assignment': `
        const r = acquire();
        let a;
        a = r.end();`,
      'a default that is not needed after the release': `
        const r = acquire();
        r.end();
        const { a = 1 } = user;`,
      'an operator that leads to the release only without the resource': `
        const r = acquire();
        r || r.end(); // exit`,
      'an operator that leads to the release with the resource': `
        const r = acquire();
        !r || r.end();`,
      'an operator that leads to the release only for null': `
        const r = acquire();
        !r ?? r.end(); // exit`,
      'the update of a loop': `
        for (let r; a; r.end()) {
          r = acquire();
        }`,
      'a loop that is tested behind its body, after the release': `
        const r = acquire();
        r.end();
        do {
          log();
        } while (a);`,
    },
    inFunction,
  );
});

describe('tests that know better than the paths', () => {
  check(
    {
      'released in the else': `
        const r = acquire();
        if (r.ended) log();
        else r.end();`,
      'left where there is nothing to release, else released': `
        const r = acquire();
        if (r.ended) return;
        else r.end();`,
      'released on a condition where the test holds': `
        const r = acquire();
        if (!r.ended) { // exit
          if (a) r.end();
        }`,
      'released on a condition where it does not': `
        const r = acquire();
        if (r.ended) { // exit
          log();
        } else {
          if (a) r.end();
        }`,
      'released on a condition in one branch, and in the other': `
        const r = acquire();
        if (r.isRecording()) {
          if (a) r.end();
          return; // exit
        } else {
          r.end();
        }`,
      'left on a condition where it is not recorded': `
        const r = acquire();
        if (!r.isRecording()) {
          if (a) return; // exit
        }
        r.end();`,
    },
    inFunction,
  );
});

describe('the leak that is told', () => {
  check(
    {
      'is the first in the source: a return before a continue': `
        for (const x of xs) {
          const r = acquire();
          if (a) return; // exit
          if (b) continue;
          r.end();
        }`,
      'is what was thrown first, before what a finally throws': `
        const r = acquire();
        try {
          await work(); // throw
        } finally {
          if (a) throw new Error('b');
        }
        r.end();`,
      'is a call that by its name never returns, as another may fail first': `
        const r = acquire();
        fail('no order'); // throw
        r.end();`,
      'is what a catch waits for, whatever was caught': `
        const r = acquire();
        try {
          log(compute());
        } catch (error) {
          await report(error); // throw
        }
        r.end();`,
    },
    inFunction,
  );
});

describe('odd input', () => {
  it('any node of any program can be asked about', () => {
    const code = readFileSync(new URL(import.meta.url), 'utf8')
      .slice(0, 4000)
      .replace(/\n[^\n]*$/, '');
    const sources = [
      code.slice(0, code.indexOf('function check(')),
      'label: with_: for (const [a = b()] of c) { d: break label; }',
      'abstract class A<T> extends B(c) { @d() accessor e = f(); declare g: h; static { i?.[j()]!.k(); } }',
      'export default <T,>(a: T) => <B c={d()} {...e()}>{f()}</B>; import g = require("h"); enum I { J = k() }',
      'declare function a(): void; try { throw b } catch ({ c = d() }) { } finally { e ||= f() }',
      'const a = 1n, b = /c/u; if (a === 1n) d(); if (a === 1n) e(); async () => { await using f = g(); };',
    ];
    for (const source of sources) {
      const nodes = [...descendants(parse(source).ast)];
      const some = nodes.filter((node) => node.type === 'CallExpression' && node.range[0] % 3 === 0);
      const releases = new NodeList(some as TSESTree.CallExpression[]);
      const named = nodes.filter((node) => node.type === 'Identifier' && node.name === 'a');
      const references = new NodeList(named as TSESTree.Identifier[]);
      for (const acquiredAt of nodes) {
        expect(() => leakOf({ acquiredAt, releases, references })).not.toThrow();
        expect(() => leakOf({ acquiredAt, releases: NOTHING })).not.toThrow();
      }
    }
  });

  it('nothing is known of a node without a program', () => {
    const acquiredAt = { type: 'Identifier', name: 'r', range: [0, 1] } as unknown as Node;
    expect(leakOf({ acquiredAt, releases: NOTHING })).toBeUndefined();
  });
});
