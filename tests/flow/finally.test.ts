import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releaseInFinally } from '../../src/flow/finally.js';
import type { Resource } from '../../src/flow/paths.js';
import { FileSyntax } from '../../src/estree/syntax.js';
import { NodeList } from '../../src/estree/node-list.js';
import { descendants } from '../../src/estree/tree.js';
import { usesOf } from '../../src/estree/uses.js';
import { applyEdits } from '../../src/model/text/edits.js';
import { runs } from '../runs.js';

type Node = TSESTree.Node;

function parse(text: string) {
  const parsed = parser.parseForESLint(text, { range: true, loc: true, tokens: true, comment: true });
  const { ast, scopeManager, visitorKeys } = parsed;
  const adopt = (node: Node, parent: Node | undefined): void => {
    (node as { parent: Node | undefined }).parent = parent;
    for (const key of visitorKeys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (child !== null && typeof child === 'object' && 'type' in child) adopt(child as Node, node);
      }
    }
  };
  adopt(ast, undefined);
  return {
    ast: ast as Node,
    syntax: new FileSyntax({ text, ast, scopeManager }),
    scopes: scopeManager.scopes,
  };
}

function calls(node: Node, name: string): node is TSESTree.CallExpression {
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  const called = callee.type === 'MemberExpression' ? callee.property : callee;
  return called.type === 'Identifier' && called.name === name;
}

/** A resource as a rule sees it, with its release: a span, a timer or a gauge. */
type Kind = 'span' | 'timer' | 'gauge';

const RELEASE = { span: 'r.end()', timer: 'r()', gauge: 'gauge.dec()' } as const;

/** What a program looks like with the release in a `finally`; undefined when nothing is done. */
function fixed(code: string, kind: Kind = 'span'): string | undefined {
  const { ast, syntax, scopes } = parse(code);
  const variables = scopes.flatMap((scope) => scope.variables).filter(({ name }) => name === 'r');
  const references = usesOf(variables);
  const nodes = [...descendants(ast)];
  const acquiring = nodes.find((node) => calls(node, kind === 'gauge' ? 'inc' : 'acquire'));
  const parameter = nodes.find((node) => node.type === 'Identifier' && node.name === 'r');
  const acquiredAt =
    acquiring?.parent?.type === 'AwaitExpression' ? acquiring.parent : (acquiring ?? parameter);
  const isRelease = (call: Node) =>
    kind === 'timer'
      ? call.type === 'CallExpression' && references.has(call.callee)
      : calls(call, kind === 'gauge' ? 'dec' : 'end');
  const releases = new NodeList(nodes.filter((node) => node.type === 'CallExpression').filter(isRelease));
  const resource: Resource = {
    acquiredAt: acquiredAt!,
    releases,
    ...(kind === 'gauge' ? {} : { references }),
  };
  const edits = releaseInFinally(resource, RELEASE[kind], syntax);
  return edits && applyEdits(code, edits);
}

/** Fixes, and holds that what comes out parses, lost no comment and is left alone the second time. */
function fixedSoundly(code: string, kind: Kind = 'span'): string | undefined {
  const output = fixed(code, kind);
  if (output === undefined) return undefined;
  const comments = (text: string) =>
    parse(text).syntax.comments.map(({ value }) => value.replace(/\s+/g, ' '));
  expect(comments(output), output).toEqual(comments(code));
  expect(fixed(output, kind), output).toBeUndefined();
  return output;
}

/** A body without the margin that it has in this file. */
function body(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '')
    .split('\n');
  const margin = Math.min(
    ...lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length),
  );
  return lines.map((line) => line.slice(margin)).join('\n');
}

const inFunction = (text: string) =>
  `async function run() {\n${body(text)
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n')}\n}\n`;

type Pairs = Record<string, readonly [before: string, after: string]>;

function check(pairs: Pairs, kind: Kind = 'span'): void {
  it.each(Object.entries(pairs))('%s', (_name, [before, after]) => {
    expect(fixedSoundly(inFunction(before), kind)).toBe(inFunction(after));
  });
}

function leave(cases: Record<string, string>, kind: Kind = 'span'): void {
  it.each(Object.entries(cases))('%s', (_name, before) => {
    expect(fixed(inFunction(before), kind)).toBeUndefined();
  });
}

describe('wraps the rest of the block', () => {
  check({
    'up to the release': [
      `
      const r = acquire();
      await work();
      r.end();`,
      `
      const r = acquire();
      try {
        await work();
      } finally {
        r.end();
      }`,
    ],
    'never released': [
      `
      const r = acquire();
      await work();
      return await more();`,
      `
      const r = acquire();
      try {
        await work();
        return await more();
      } finally {
        r.end();
      }`,
    ],
    'a return of what is declared inside': [
      `
      const r = acquire();
      const x = await work();
      r.end();
      return x;`,
      `
      const r = acquire();
      try {
        const x = await work();
        return x;
      } finally {
        r.end();
      }`,
    ],
    'other code behind the release stays behind it': [
      `
      const r = acquire();
      await work();
      r.end();
      await slow();
      return slow();`,
      `
      const r = acquire();
      try {
        await work();
      } finally {
        r.end();
      }
      await slow();
      return slow();`,
    ],
    'early exits that release, and one that does not': [
      `
      const r = acquire();
      const user = await find();
      if (!user) {
        r.end();
        return null;
      }
      if (user.isGone) {
        r.end();
        throw new Error(\`gone: \${user.id}\`);
      }
      if (!user.name) return;
      r.end();
      return { ...user, name: user.name };`,
      `
      const r = acquire();
      try {
        const user = await find();
        if (!user) {
          return null;
        }
        if (user.isGone) {
          throw new Error(\`gone: \${user.id}\`);
        }
        if (!user.name) return;
        return { ...user, name: user.name };
      } finally {
        r.end();
      }`,
    ],
    'comments and blank lines': [
      `
      // a span
      const r = acquire(); // here

      // the work
      await work(); // takes long

      /* why
         so */
      await more();

      // and the end of it
      r.end(); // done
      // afterwards
      await slow();`,
      `
      // a span
      const r = acquire(); // here

      try {
        // the work
        await work(); // takes long

        /* why
           so */
        await more();
      } finally {
        // and the end of it
        r.end(); // done
      }
      // afterwards
      await slow();`,
    ],
    'texts of several lines keep their lines': [
      `
      const r = acquire();
      await query(\`
        select 1
      \${name(\`
      x\`)}
        from t\`,
        2);
      r.end();`,
      `
      const r = acquire();
      try {
        await query(\`
        select 1
      \${name(\`
      x\`)}
        from t\`,
          2);
      } finally {
        r.end();
      }`,
    ],
    'in a loop': [
      `
      for (const job of jobs) {
        const r = acquire();
        if (!job) {
          r.end();
          continue;
        }
        await job();
        r.end();
      }`,
      `
      for (const job of jobs) {
        const r = acquire();
        try {
          if (!job) {
            continue;
          }
          await job();
        } finally {
          r.end();
        }
      }`,
    ],
    'a labelled loop': [
      `
      outer: for (const job of jobs) {
        const r = acquire();
        for (const step of job) {
          if (step.isLast) {
            r.end();
            continue outer;
          }
          await step();
        }
        r.end();
      }`,
      `
      outer: for (const job of jobs) {
        const r = acquire();
        try {
          for (const step of job) {
            if (step.isLast) {
              continue outer;
            }
            await step();
          }
        } finally {
          r.end();
        }
      }`,
    ],
    'declared before, assigned later': [
      `
      let r;
      r = acquire();
      await work();
      r.end();`,
      `
      let r;
      r = acquire();
      try {
        await work();
      } finally {
        r.end();
      }`,
    ],
    'acquired by await': [
      `
      const r = await acquire();
      await work();
      r.end();`,
      `
      const r = await acquire();
      try {
        await work();
      } finally {
        r.end();
      }`,
    ],
    'optional resource': [
      `
      const r = tracer?.acquire();
      await work();
      r?.end();`,
      `
      const r = tracer?.acquire();
      try {
        await work();
      } finally {
        r?.end();
      }`,
    ],
    'a guard of the resource': [
      `
      const r = isOn ? acquire() : undefined;
      await work();
      if (r) {
        r.end();
      }`,
      `
      const r = isOn ? acquire() : undefined;
      try {
        await work();
      } finally {
        r?.end();
      }`,
    ],
    'a guard in one expression': [
      `
      const r = acquire();
      await work();
      r && r.end();`,
      `
      const r = acquire();
      try {
        await work();
      } finally {
        r?.end();
      }`,
    ],
    'without semicolons': [
      `
      const r = acquire()
      const x = await work()
      if (!x) {
        r.end()
        return
      }
      r.end()
      return [x]`,
      `
      const r = acquire()
      try {
        const x = await work()
        if (!x) {
          return
        }
        return [x]
      } finally {
        r.end()
      }`,
    ],
    'release and return on one line': [
      `
      const r = acquire();
      const x = await work();
      if (!x) { r.end(); return; }
      r.end(); return x;`,
      `
      const r = acquire();
      try {
        const x = await work();
        if (!x) { return; }
        return x;
      } finally {
        r.end();
      }`,
    ],
    'a function that only the wrapped code uses': [
      `
      const r = acquire();
      function help() {
        return 1;
      }
      await work(help());
      r.end();`,
      `
      const r = acquire();
      try {
        function help() {
          return 1;
        }
        await work(help());
      } finally {
        r.end();
      }`,
    ],
    'a try inside whose catch goes on': [
      `
      const r = acquire();
      await work();
      try {
        await more();
      } catch (error) {
        log(error);
      }
      r.end();`,
      `
      const r = acquire();
      try {
        await work();
        try {
          await more();
        } catch (error) {
          log(error);
        }
      } finally {
        r.end();
      }`,
    ],
    'a try that releases on one path alone, with more work behind it': [
      `
      const r = acquire();
      try {
        if (await isDone()) {
          r.end();
          return;
        }
        await work();
      } catch (error) {
        r.end();
        throw error;
      }
      await more();`,
      `
      const r = acquire();
      try {
        try {
          if (await isDone()) {
            return;
          }
          await work();
        } catch (error) {
          throw error;
        }
        await more();
      } finally {
        r.end();
      }`,
    ],
    'cases of a switch': [
      `
      const r = acquire();
      switch (await kind()) {
        case 1:
          r.end();
          return 1;
        case 2:
          r.end();
          break;
        default:
          await work();
          r.end();
      }`,
      `
      const r = acquire();
      try {
        switch (await kind()) {
          case 1:
            return 1;
          case 2:
            break;
          default:
            await work();
        }
      } finally {
        r.end();
      }`,
    ],
  });

  it('one line', () => {
    expect(fixedSoundly('const f = async () => { const r = acquire(); await work(); r.end(); };')).toBe(
      'const f = async () => { const r = acquire(); try { await work(); } finally { r.end(); } };',
    );
  });

  it('the body of a callback that is given the resource', () => {
    expect(
      fixedSoundly("trace('a', async (r) => {\n\t'use strict';\n\tawait work();\n\tr.end();\n});\n"),
    ).toBe(
      "trace('a', async (r) => {\n\t'use strict';\n\ttry {\n\t\tawait work();\n\t} finally {\n\t\tr.end();\n\t}\n});\n",
    );
  });

  it('tabs and Windows line ends', () => {
    expect(
      fixedSoundly(
        'class A {\r\n\tasync b() {\r\n\t\tconst r = acquire();\r\n\t\tawait work();\r\n\t\tr.end();\r\n\t}\r\n}\r\n',
      ),
    ).toBe(
      'class A {\r\n\tasync b() {\r\n\t\tconst r = acquire();\r\n\t\ttry {\r\n\t\t\tawait work();\r\n\t\t} finally {\r\n\t\t\tr.end();\r\n\t\t}\r\n\t}\r\n}\r\n',
    );
  });

  it('four spaces, in a generator', () => {
    expect(fixedSoundly('function* f() {\n    const r = acquire();\n    yield 1;\n    r.end();\n}')).toBe(
      'function* f() {\n    const r = acquire();\n    try {\n        yield 1;\n    } finally {\n        r.end();\n    }\n}',
    );
  });
});

describe('adds to the try that stands', () => {
  check({
    'behind an early way out that releases by itself': [
      `
      const r = acquire();
      if (!order) {
        r.end();
        return null;
      }
      try {
        return await work();
      } catch (error) {
        log(error);
        throw error;
      }`,
      `
      const r = acquire();
      if (!order) {
        r.end();
        return null;
      }
      try {
        return await work();
      } catch (error) {
        log(error);
        throw error;
      } finally {
        r.end();
      }`,
    ],
    'not behind an early way out whose test can throw': [
      `
      const r = acquire();
      if (!isValid(order)) {
        r.end();
        return null;
      }
      try {
        return await work();
      } catch (error) {
        log(error);
        throw error;
      }`,
      `
      const r = acquire();
      try {
        if (!isValid(order)) {
          return null;
        }
        try {
          return await work();
        } catch (error) {
          log(error);
          throw error;
        }
      } finally {
        r.end();
      }`,
    ],
    'released at its end and in catch, not on an early return': [
      `
      const r = acquire();
      try {
        if (await isDone()) return;
        await work();
        r.end();
      } catch (error) {
        log(error);
        r.end();
        throw error;
      }`,
      `
      const r = acquire();
      try {
        if (await isDone()) return;
        await work();
      } catch (error) {
        log(error);
        throw error;
      } finally {
        r.end();
      }`,
    ],
    'released behind it, though catch throws': [
      `
      const r = acquire();
      r.setAttribute('a', 1);
      try {
        await work();
      } catch (error) {
        log(error);
        throw error;
      }

      r.end();
      await slow();`,
      `
      const r = acquire();
      r.setAttribute('a', 1);
      try {
        await work();
      } catch (error) {
        log(error);
        throw error;
      } finally {
        r.end();
      }

      await slow();`,
    ],
    'never released': [
      `
      const r = acquire();
      try {
        return await work();
      } catch (error) {
        return null;
      }`,
      `
      const r = acquire();
      try {
        return await work();
      } catch (error) {
        return null;
      } finally {
        r.end();
      }`,
    ],
    'a finally that does something else': [
      `
      const r = acquire();
      try {
        await work();
        r.end();
      } finally {
        cleanup();
      }`,
      `
      const r = acquire();
      try {
        await work();
      } finally {
        r.end();
        cleanup();
      }`,
    ],
    'released behind a finally that does something else': [
      `
      const r = acquire();
      try {
        await work();
      } finally {
        await cleanup();
      }
      r.end();
      await slow();`,
      `
      const r = acquire();
      try {
        try {
          await work();
        } finally {
          await cleanup();
        }
      } finally {
        r.end();
      }
      await slow();`,
    ],
    'released behind a finally in which alone something can throw': [
      `
      const r = acquire();
      try {
        l0: {
        }
      } finally {
        l0: switch (Number(test(1)) + Number(test(1))) {
          case 0:
        }
      }
      r.end();
      ;`,
      `
      const r = acquire();
      try {
        try {
          l0: {
          }
        } finally {
          l0: switch (Number(test(1)) + Number(test(1))) {
            case 0:
          }
        }
      } finally {
        r.end();
      }
      ;`,
    ],
    'only in catch': [
      `
      const r = acquire();
      try {
        return await work();
      } catch (error) {
        r.end();
        throw error;
      }`,
      `
      const r = acquire();
      try {
        return await work();
      } catch (error) {
        throw error;
      } finally {
        r.end();
      }`,
    ],
  });
});

describe('releases after what a `finally` does with the resource', () => {
  check({
    'a record on it': [
      `
      const r = acquire();
      try {
        await work();
      } finally {
        r.setAttribute('ms', Date.now() - start);
      }`,
      `
      const r = acquire();
      try {
        await work();
      } finally {
        r.setAttribute('ms', Date.now() - start);
        r.end();
      }`,
    ],
    'a record that comes before something else': [
      `
      const r = acquire();
      try {
        await work();
      } finally {
        if (isSlow) r.setAttribute('slow', true);
        await close();
      }`,
      `
      const r = acquire();
      try {
        await work();
      } finally {
        if (isSlow) r.setAttribute('slow', true);
        r.end();
        await close();
      }`,
    ],
    'without semicolons, in front of a line that would go on with it': [
      `
      const r = acquire()
      try {
        await work()
      } finally {
        r.setAttribute('a', 1) // why
        ;[a].forEach(b)
      }`,
      `
      const r = acquire()
      try {
        await work()
      } finally {
        r.setAttribute('a', 1) // why
        ; r.end();[a].forEach(b)
      }`,
    ],
    'on one line': [
      `
      const r = acquire();
      try {
        await work();
      } finally { r.setAttribute('a', 1) }`,
      `
      const r = acquire();
      try {
        await work();
      } finally { r.setAttribute('a', 1); r.end(); }`,
    ],
    'a function of the file that records on it, which can throw: in a `try` around all': [
      `
      const r = acquire();
      const finish = () => r.setAttribute('rows', count());
      try {
        await work();
      } finally {
        finish();
      }`,
      `
      const r = acquire();
      try {
        const finish = () => r.setAttribute('rows', count());
        try {
          await work();
        } finally {
          finish();
        }
      } finally {
        r.end();
      }`,
    ],
  });
});

describe('ends its statement as the statements around it end', () => {
  check({
    'in front of a call on the same line': [
      `
      const r = acquire()
      try {
        await work()
        r.end()
      } finally { cleanup() }`,
      `
      const r = acquire()
      try {
        await work()
      } finally { r.end(); cleanup() }`,
    ],
    'in front of a line that would go on with it': [
      `
      const r = acquire()
      try {
        await work()
        r.end()
      } finally {
        (await cleanup)()
      }`,
      `
      const r = acquire()
      try {
        await work()
      } finally {
        r.end();
        (await cleanup)()
      }`,
    ],
    'in front of another line': [
      `
      const r = acquire()
      try {
        await work()
        r.end()
      } finally {
        cleanup()
      }`,
      `
      const r = acquire()
      try {
        await work()
      } finally {
        r.end()
        cleanup()
      }`,
    ],
    'with a semicolon where the release has one': [
      `
      const r = acquire()
      await work()
      r.end();`,
      `
      const r = acquire()
      try {
        await work()
      } finally {
        r.end();
      }`,
    ],
  });

  it('a callback that is given the resource, without semicolons', () => {
    expect(fixedSoundly("trace('a', async (r) => {\n  await work()\n  r.end()\n})\n")).toBe(
      "trace('a', async (r) => {\n  try {\n    await work()\n  } finally {\n    r.end()\n  }\n})\n",
    );
  });

  it('a callback that never releases, without semicolons', () => {
    expect(fixedSoundly("trace('a', async (r) => {\n  await work()\n})\n")).toBe(
      "trace('a', async (r) => {\n  try {\n    await work()\n  } finally {\n    r.end()\n  }\n})\n",
    );
  });

  it.each(['', ';'])('where only the file shows it (%j)', (end) => {
    const head = `import { work } from './work.js'${end}\n`;
    expect(fixedSoundly(`${head}trace('a', async (r) => {\n  if (x) {\n    await work()\n  }\n})\n`)).toBe(
      `${head}trace('a', async (r) => {\n  try {\n    if (x) {\n      await work()\n    }\n  } finally {\n    r.end()${end}\n  }\n})\n`,
    );
  });

  it('on one line', () => {
    expect(fixedSoundly("trace('a', async (r) => { await work(); r.end() })\n")).toBe(
      "trace('a', async (r) => { try { await work(); } finally { r.end() } })\n",
    );
  });
});

describe('timers and gauges', () => {
  check(
    {
      'a stop function': [
        `
        const r = histogram.acquire();
        await work();
        r();`,
        `
        const r = histogram.acquire();
        try {
          await work();
        } finally {
          r();
        }`,
      ],
      'a stop function that may be missing': [
        `
        const r = isOn ? histogram.acquire() : undefined;
        await work();
        r?.();`,
        `
        const r = isOn ? histogram.acquire() : undefined;
        try {
          await work();
        } finally {
          r?.();
        }`,
      ],
    },
    'timer',
  );
  check(
    {
      'a gauge': [
        `
        gauge.inc();
        const x = await work();
        gauge.dec();
        return x;`,
        `
        gauge.inc();
        try {
          const x = await work();
          return x;
        } finally {
          gauge.dec();
        }`,
      ],
    },
    'gauge',
  );
});

describe('leaves alone', () => {
  leave({
    'what is released on every path': `
      const r = acquire();
      try { await work(); } finally { r.end(); }`,
    'what is handed off': `
      const r = acquire();
      await work();
      return r;`,
    'code that must run after the release': `
      const r = acquire();
      if (await isDone()) {
        r.end();
        await slow();
        return;
      }
      await work();
      r.end();`,
    'a return whose value is computed after the release': `
      const r = acquire();
      if (await isDone()) {
        r.end();
        return slow();
      }
      r.end();`,
    'a return that reads the resource': `
      const r = acquire();
      const x = await work();
      r.end();
      return [x, r.duration];`,
    'a promise that the release would not wait for': `
      const r = acquire();
      if (x) return work();
      r.end();`,
    'a release with an argument': `
      const r = acquire();
      await work();
      r.end(Date.now());`,
    'a release whose value is used': `
      const r = acquire();
      await work();
      const x = r.end();`,
    'a release that is awaited': `
      const r = acquire();
      await work();
      await r.end();`,
    'declarations that later code uses': `
      const r = acquire();
      const x = await work();
      r.end();
      await slow(x);`,
    'a function that earlier code uses': `
      prepare(help);
      const r = acquire();
      function help() {}
      await work();
      r.end();
      await slow();`,
    'a class that a closure outside uses': `
      const make = () => new Thing();
      const r = acquire();
      class Thing {}
      await work(make());
      r.end();
      await slow();`,
    'a release under another condition': `
      const r = acquire();
      await work();
      if (x) r.end();`,
    'a release in a loop': `
      const r = acquire();
      for (const x of xs) {
        await work();
        r.end();
      }`,
    'a release in front of a catch that goes on': `
      const r = acquire();
      await prepare();
      try {
        if (x) {
          r.end();
          throw new Error('x');
        }
      } catch (error) {
        log(error);
      }
      await work();`,
    'a return out of a finally': `
      const r = acquire();
      await prepare();
      try {
        r.end();
        return;
      } finally {
        cleanup();
      }`,
    'another value in the variable': `
      let r = acquire();
      await work();
      r = other();
      r.end();`,
    'a variable that later code reads': `
      let r;
      if (x) {
        r = acquire();
        await work();
      }
      r?.setAttribute('a', 1);`,
    using: `
      const r = acquire();
      using file = open();
      await work();
      r.end();`,
    'a case of a switch': `
      switch (x) {
        case 1:
          const r = acquire();
          await work();
          r.end();
      }`,
    'two declarators': `
      const r = acquire(), x = await work();
      r.end();`,
    'a comment inside the release': `
      const r = acquire();
      await work();
      r.end(/* now */);`,
    'a semicolon on the line behind': `
      const r = acquire()
      await work()
      r.end()
      ;[1].forEach(work)`,
    'statements on one line among others': `
      const r = acquire(); await work();
      r.end();`,
    'a release on the line of the work': `
      const r = acquire();
      await work(); r.end();`,
    'two releases in a row': `
      const r = acquire();
      await work();
      r.end();
      r.end();`,
    'released at the end of a try, and again behind it': `
      const r = acquire();
      try {
        if (x) return 1;
        await work();
        r.end();
      } catch (error) {
        throw error;
      }
      r.end();
      return 2;`,
    'released at the end of a branch, and again behind it': `
      const r = acquire();
      await work();
      if (x) {
        log(x);
        r.end();
      }
      r.end();
      await slow();`,
    'a finally that releases behind code that is not protected': `
      const r = acquire();
      await prepare();
      try {
        await work();
      } finally {
        cleanup();
        r.end();
      }`,
    'a finally that runs behind the release': `
      const r = acquire();
      await prepare();
      try {
        await work();
        r.end();
      } finally {
        cleanup();
      }`,
    'released twice on a path': `
      const r = acquire();
      try {
        await work();
      } catch {
        r.end();
      }
      r.end();
      await slow();`,
  });
});

/** A program of the grammar on which what a fix does is compared with what was done before. */
type Program =
  | { kind: 'release' | 'work' | 'return' | 'returnWork' | 'throw' | 'endReturn' | 'endThrow' }
  | { kind: 'break' | 'continue' | 'endBreak' | 'endContinue'; depth: number }
  | { kind: 'block' | 'labelled' | 'while' | 'forOf'; body: Program[] }
  | { kind: 'if'; yes: Program[]; no: Program[] | undefined }
  | { kind: 'switch'; cases: Program[][] }
  | { kind: 'try'; body: Program[]; handler: Program[] | undefined; finalizer: Program[] | undefined };

const { program } = fc.letrec<{ statement: Program; program: Program[] }>((tie) => ({
  program: fc.array(tie('statement'), { minLength: 0, maxLength: 4 }),
  statement: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.record({
      kind: fc.constantFrom(
        ...(['release', 'work', 'work', 'work', 'return', 'returnWork', 'throw'] as const),
        ...(['endReturn', 'endReturn', 'endThrow'] as const),
      ),
    }),
    fc.record({
      kind: fc.constantFrom(
        'break' as const,
        'continue' as const,
        'endBreak' as const,
        'endContinue' as const,
      ),
      depth: fc.nat(2),
    }),
    fc.record({
      kind: fc.constant('if' as const),
      yes: tie('program'),
      no: fc.option(tie('program'), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constantFrom('labelled' as const, 'while' as const, 'forOf' as const, 'block' as const),
      body: tie('program'),
    }),
    fc.record({
      kind: fc.constant('switch' as const),
      cases: fc.array(tie('program'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('try' as const),
      body: tie('program'),
      handler: fc.option(tie('program'), { nil: undefined }),
      finalizer: fc.option(tie('program'), { nil: undefined }),
    }),
  ),
})) as { program: fc.Arbitrary<Program[]> };

/** The source of a program, one statement a line; each piece of work has a number of its own. */
function print(list: readonly Program[], margin: string, hasLoop: boolean): string {
  let number = 0;
  type Targets = readonly { label: string; isLoop: boolean }[];
  const block = (items: readonly Program[], around: Targets, inner: string): string =>
    `{\n${items.map((each) => one(each, around, `${inner}  `)).join('')}${inner}}`;
  const jump = (kind: string, depth: number, around: Targets): string => {
    const allowed = around.filter(({ isLoop }) => isLoop || kind === 'break');
    const to = allowed[Math.min(depth, allowed.length - 1)];
    return to ? `${kind} ${to.label};` : ';';
  };
  const one = (each: Program, around: Targets, inner: string): string => {
    const n = number++;
    const label = `l${around.length}`;
    const inside = [{ label, isLoop: each.kind === 'while' || each.kind === 'forOf' }, ...around];
    const line = (...texts: readonly string[]) => texts.map((text) => `${inner}${text}\n`).join('');
    switch (each.kind) {
      case 'release':
        return line('r.end();');
      case 'work':
        return line(`work(${n});`);
      case 'return':
        return line(`return ${n};`);
      case 'returnWork':
        return line(`return 1 + work(${n});`);
      case 'throw':
        return line(`throw ${n};`);
      case 'endReturn':
        return line('r.end();', `return ${n};`);
      case 'endThrow':
        return line('r.end();', `throw ${n};`);
      case 'break':
      case 'continue':
        return line(jump(each.kind, each.depth, around));
      case 'endBreak':
      case 'endContinue':
        return line('r.end();', jump(each.kind.slice(3).toLowerCase(), each.depth, around));
      case 'block':
        return line(block(each.body, around, inner));
      case 'labelled':
        return line(`${label}: ${block(each.body, inside, inner)}`);
      case 'while':
        return line(`${label}: while (test(${n})) ${block(each.body, inside, inner)}`);
      case 'forOf':
        return line(`${label}: for (const x of [1, 2]) ${block(each.body, inside, inner)}`);
      case 'if':
        return line(
          `if (test(${n})) ${block(each.yes, around, inner)}${each.no ? ` else ${block(each.no, around, inner)}` : ''}`,
        );
      case 'switch':
        return line(
          `${label}: switch (Number(test(${n})) + Number(test(${n}))) {\n${each.cases
            .map(
              (items, index) =>
                `${inner}  case ${index}:\n${items.map((item) => one(item, inside, `${inner}    `)).join('')}`,
            )
            .join('')}${inner}}`,
        );
      case 'try': {
        const handler = each.handler ? ` catch ${block(each.handler, around, inner)}` : '';
        const finalizer =
          each.finalizer || !each.handler ? ` finally ${block(each.finalizer ?? [], around, inner)}` : '';
        return line(`try ${block(each.body, around, inner)}${handler}${finalizer}`);
      }
    }
  };
  const outer: Targets = hasLoop ? [{ label: 'outer', isLoop: true }] : [];
  return list.map((each) => one(each, outer, margin)).join('');
}

/** What a program does when its tests and its work go by `decisions`: what it did in order, and how it ended. */
function run(code: string, decisions: readonly boolean[]): readonly string[] {
  const did: string[] = [];
  let step = 0;
  const decide = () => decisions[step++] ?? false;
  const work = (n: number) => {
    did.push(`work ${n}`);
    if (decide()) throw new Error(`failed ${n}`);
    return n;
  };
  const test = (n: number) => {
    did.push(`test ${n}`);
    return decide();
  };
  const acquire = () => {
    did.push('acquire');
    return { end: () => did.push('release') };
  };
  try {
    const f = new Function('work', 'test', 'acquire', `${code} return f();`) as (
      ...args: unknown[]
    ) => unknown;
    did.push(`returned ${String(f(work, test, acquire))}`);
  } catch (error) {
    did.push(`threw ${String(error)}`);
  }
  return did;
}

/** What was done between each acquisition and the next. */
function rounds(did: readonly string[]): readonly (readonly string[])[] {
  return did
    .join('\n')
    .split('acquire')
    .slice(1)
    .map((round) => round.split('\n'));
}

const isRelease = (event: string) => event === 'release';

describe('random programs', { timeout: 120_000 }, () => {
  const decisions = fc.array(fc.array(fc.boolean(), { maxLength: 12 }), { minLength: 6, maxLength: 12 });

  it.each([false, true])(
    'do the same as before, and release once on every path (in a loop: %s)',
    (isLoop) => {
      let fixes = 0;
      fc.assert(
        fc.property(program, decisions, (list, runs) => {
          const code = isLoop
            ? `function f() {\n  outer: for (const x of [1, 2]) {\n    const r = acquire();\n${print(list, '    ', true)}  }\n}\n`
            : `function f() {\n  const r = acquire();\n${print(list, '  ', false)}}\n`;
          const output = fixedSoundly(code);
          if (output === undefined) return;
          fixes++;
          for (const taken of runs) {
            const [before, after] = [run(code, taken), run(output, taken)];
            const shown = `${code}\n${output}`;
            const others = (did: readonly string[]) => did.filter((event) => !isRelease(event));
            expect(others(after), shown).toEqual(others(before));
            const [was, is] = [rounds(before), rounds(after)];
            is.forEach((round, i) => {
              expect(round.filter(isRelease), shown).toHaveLength(1);
              const isRight = was[i]?.filter(isRelease).length === 1;
              if (isRight) expect(round, shown).toEqual(was[i]);
            });
          }
        }),
        { numRuns: runs(1200) },
      );
      expect(fixes).toBeGreaterThan(runs(1200) / 40);
    },
  );
});
