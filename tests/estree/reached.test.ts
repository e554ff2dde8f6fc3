import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Resource, reachedFrom } from '../../src/flow/paths.js';
import { surelyFollows } from '../../src/flow/paths/order.js';
import { NodeList } from '../../src/estree/node-list.js';
import { descendants } from '../../src/estree/tree.js';
import { runs } from '../runs.js';

type Node = TSESTree.Node;

function parse(code: string): Node {
  const { ast } = parser.parseForESLint(code, { range: true, loc: true, sourceType: 'module' });
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
  return ast;
}

const isNamed = (node: Node | null | undefined, name: string) =>
  node?.type === 'Identifier' && node.name === name;

const NOTHING = new NodeList<TSESTree.CallExpression>([]);

function isCallOf(node: Node, method: string): node is TSESTree.CallExpression {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    isNamed(node.callee.object, 'r') &&
    isNamed(node.callee.property, method)
  );
}

/** The lines of `r.use()` that the first `r.end()` leads to: `sure 3` where it certainly does, else `may 3`. */
function reachedLines(code: string): string[] {
  const ast = parse(code);
  const end = [...descendants(ast)].find((node) => isCallOf(node, 'end'));
  if (!end) throw new Error('nothing ends');
  const resource: Resource = {
    acquiredAt: end,
    releases: NOTHING,
    references: new NodeList(
      [...descendants(ast)].filter((node) => node.type === 'Identifier' && node.name === 'r'),
    ) as NodeList<TSESTree.Identifier>,
    isReplacedBy: (node) =>
      (node.type === 'VariableDeclarator' && isNamed(node.id, 'r')) ||
      (node.type === 'AssignmentExpression' && isNamed(node.left, 'r')),
  };
  return reachedFrom(resource)
    .filter((node) => isCallOf(node, 'use') || node === (end as Node))
    .map((node) => `${surelyFollows(node, end) ? 'sure' : 'may'} ${node.loc.start.line}`);
}

/** What a snippet's comments expect: `// sure` and `// may` on the lines that the end leads to. */
function expected(code: string): string[] {
  return code.split('\n').flatMap((line, i) => {
    const kind = /\/\/ (sure|may)$/.exec(line)?.[1];
    return kind ? [`${kind} ${i + 1}`] : [];
  });
}

function check(cases: Record<string, string>): void {
  it.each(Object.entries(cases))('%s', (_name, body) => {
    const code = `async function run(r) {${body}\n}`;
    expect(reachedLines(code)).toEqual(expected(code));
  });
}

describe('straight lines', () => {
  check({
    'before and after': `
      r.use();
      r.end();
      r.use(); // sure`,
    'nothing behind': `
      r.use();
      r.end();`,
    'a return between': `
      r.end();
      return;
      r.use();`,
    'in the arguments of a later call': `
      r.end();
      log(r.use()); // sure`,
    'the end of the process': `
      r.end();
      process.exit(1);
      r.use();`,
    'a call that by its name never returns': `
      r.end();
      throwHttpError(404);
      r.use();`,
    'a call that is named for failing': `
      r.end();
      fail('no such order');
      r.use();`,
    'a call that by its name never returns, whose value is used': `
      r.end();
      const error = throwHttpError(404);
      r.use(); // sure`,
    'what is evaluated later stands earlier': `
      r.end();
      for (; a; r.use()) { // sure
        r.use(); // sure
      }`,
    'a closure made before': `
      later(() => {
        r.use();
      });
      r.end();`,
    'optional chaining on the resource': `
      r?.end();
      r?.use(); // sure`,
  });
});

describe('branches', () => {
  check({
    'ended in a branch, used behind it': `
      if (a) {
        r.end();
      }
      r.use(); // sure`,
    'ended in a branch that leaves': `
      if (a) {
        r.end();
        return;
      }
      r.use();`,
    'ended, then used in a branch': `
      r.end();
      if (a) {
        r.use(); // sure
      }`,
    'ended and used under different conditions': `
      if (a) r.end();
      if (b) r.use(); // may`,
    'ended and used under opposite conditions': `
      if (a) r.end();
      if (!a) r.use();`,
    'either branch': `
      if (a) r.end();
      else r.use();`,
    'guarded by a flag that is set with the end': `
      let ended = false;
      if (a) { r.end(); ended = true; }
      if (!ended) r.use();`,
    'guarded by a value that is set with the end': `
      r.end();
      endedAt = now();
      if (!endedAt) r.use();`,
    'guarded by a property that is set with the end': `
      r.end();
      this.ended = true;
      if (!this.ended) r.use();`,
    'guarded by what the resource says': `
      r.end();
      if (r.isRecording()) r.use();`,
    'asked whether it is there': `
      r.end();
      if (r) r.use(); // sure
      if (!r) r.use();`,
    'logical operators': `
      a && r.end();
      b && r.use(); // may`,
    'conditional expressions': `
      a ? r.end() : r.use();
      r.use(); // sure`,
    'cases of a switch': `
      switch (a) {
        case 1:
          r.end();
          break;
        case 2:
          r.use();
          break;
      }`,
    'a case that falls through': `
      switch (a) {
        case 1:
          r.end();
        case 2:
          r.use(); // may
      }
      r.use(); // sure`,
    'inside one case': `
      switch (a) {
        case 1:
          r.end();
          r.use(); // sure
      }`,
  });
});

describe('loops', () => {
  check({
    'used in the next turn': `
      for (const x of xs) {
        r.use(); // sure
        r.end(); // sure
      }`,
    'a new one in every turn': `
      for (const x of xs) {
        const r = acquire();
        r.use();
        r.end();
      }`,
    'given a new value in every turn': `
      while (a) {
        r = acquire();
        r.use();
        r.end();
      }`,
    'given a new value at the end of every turn': `
      for (; r; r = r.next) {
        r.use();
        r.end();
      }`,
    'ended in the last turn, as a condition tells': `
      for (const x of xs) {
        r.use(); // may
        if (isLast(x)) r.end(); // may
      }`,
    'ended and left': `
      for (;;) {
        r.use();
        if (a) {
          r.end();
          break;
        }
      }
      r.use(); // sure`,
    'the next turn after a continue': `
      while (a) {
        r.end(); // sure
        if (b) continue;
        return;
      }`,
    'a loop behind the end': `
      r.end();
      for (const x of xs) {
        r.use(); // sure
      }`,
    'a retry that returns once it has ended': `
      for (let attempt = 0; ; attempt++) {
        try {
          await work();
          r.end();
          return;
        } catch (error) {
          r.use();
        }
      }`,
  });
});

describe('try, catch and finally', () => {
  check({
    'ended in both, nothing fails behind the first': `
      try {
        await work();
        r.end();
        return done();
      } catch (error) {
        r.use();
        throw error;
      }`,
    'what is awaited behind the end can fail': `
      try {
        r.end();
        await work();
      } catch (error) {
        r.use(); // sure
      }`,
    'ended before a throw': `
      try {
        if (a) {
          r.end();
          throw new Error('a');
        }
      } catch (error) {
        r.use(); // sure
      }`,
    'a throw out of the catch': `
      try {
        await work();
      } catch (error) {
        r.end();
        throw error;
      }
      r.use();`,
    'a catch that falls through': `
      try {
        await work();
      } catch (error) {
        r.end();
      }
      r.use(); // sure`,
    'ended in the try, used in the finally': `
      try {
        await work();
        r.end();
      } finally {
        r.use(); // sure
      }`,
    'ended in the catch, used in the finally': `
      try {
        await work();
      } catch (error) {
        r.end();
        throw error;
      } finally {
        r.use(); // sure
      }`,
    'used on a condition in the finally': `
      try {
        await work();
        r.end();
      } finally {
        if (a) r.use(); // may
      }`,
    'ended in the finally': `
      try {
        r.use();
      } catch (error) {
        r.use();
      } finally {
        r.end();
      }
      r.use(); // sure`,
    'a return behind a finally': `
      try {
        return await work();
      } finally {
        r.end();
      }`,
    'a try of its own behind the end': `
      r.end();
      try {
        await work();
      } catch (error) {
        r.use(); // sure
      }`,
    'ended half way through a try that may have given up before': `
      try {
        await work();
        r.end();
      } catch (error) {
        log(error);
      }
      if (failed) r.use(); // may`,
  });
});

describe('what surely follows an end on a condition, and what the end has surely run before', () => {
  check({
    'a use in the block of a try': `
      if (a) r.end();
      try {
        r.use(); // sure
      } finally {
        log();
      }`,
    'a use in the catch of a try': `
      if (a) r.end();
      try {
        await work();
      } catch {
        r.use(); // may
      }`,
    'a use in a loop that may have no turn': `
      if (a) r.end();
      for (const x of xs) {
        r.use(); // may
      }`,
    'a use in a loop that has a turn': `
      if (a) r.end();
      do {
        r.use(); // sure
      } while (b);`,
    'a use in the test of a loop': `
      if (a) r.end();
      while (r.use()) // sure
        log();`,
    'a use earlier in a loop': `
      for (const x of xs) {
        r.use(); // sure
        r.end(); // sure
      }`,
    'a use earlier in a loop, on a condition': `
      for (const x of xs) {
        if (a) r.use(); // may
        r.end(); // sure
      }`,
    'a use earlier in a loop that ends on a condition': `
      for (const x of xs) {
        r.use(); // may
        if (a) r.end(); // may
      }`,
    'an end that an operator leads to, or not': `
      a && r.end();
      b && r.use(); // may`,
    'an end that a switch is over': `
      switch (r.end()) {
        case 1:
          log();
      }
      if (a) r.use(); // sure`,
    'an end in one case of a switch': `
      switch (a) {
        case 1:
          r.end();
      }
      if (b) r.use(); // may`,
    'an end in a try without a catch': `
      try {
        await work();
        r.end();
      } finally {
        log();
      }
      if (a) r.use(); // sure`,
    'an end in the finally': `
      try {
        await work();
      } catch {
        log();
      } finally {
        r.end();
      }
      if (a) r.use(); // sure`,
    'an end in the catch, and a use in its finally': `
      try {
        await work();
      } catch {
        r.end();
      } finally {
        if (a) r.use(); // may
      }`,
  });

  // A path does not go past a test of the resource itself; other questions of order do.
  it.each([
    ['in a test', 'if (r.end()) log();', true],
    ['under a test', 'if (b) r.end();', false],
    ['on the left of an operator', 'r.end() && log();', true],
    ['on the right of one', 'b && r.end();', false],
  ])('an end %s has surely run before what follows on a condition', (_name, first, isSure) => {
    const calls = [...descendants(parse(`function run(r) { ${first} if (a) r.use(); }`))];
    const [end, use] = ['end', 'use'].map((method) => calls.find((node) => isCallOf(node, method))!);
    expect(surelyFollows(use!, end!)).toBe(isSure);
  });
});

describe('another value', () => {
  check({
    'assigned again': `
      r.end();
      r = acquire();
      r.use();`,
    'assigned on one path': `
      r.end();
      if (a) r = acquire();
      r.use(); // sure`,
    'set to nothing': `
      r.end();
      r = undefined;
      r?.use();`,
  });
});

describe('closures', () => {
  it('count as a node where they are made', () => {
    const code = 'function run(r) { early(() => 1); r.end(); late(() => 2); }';
    const ast = parse(code);
    const end = [...descendants(ast)].find((node) => isCallOf(node, 'end'));
    const reached = reachedFrom({ acquiredAt: end!, releases: NOTHING });
    const made = reached.filter(({ type }) => type === 'ArrowFunctionExpression');
    expect(made.map(({ range }) => range[0])).toEqual([code.indexOf('() => 2')]);
  });

  it('are left at their end', () => {
    const ast = parse('function run(r) { on(() => { r.end(); }); r.use(); }');
    const end = [...descendants(ast)].find((node) => isCallOf(node, 'end'));
    const reached = reachedFrom({ acquiredAt: end!, releases: NOTHING });
    expect(reached.filter((node) => isCallOf(node, 'use'))).toEqual([]);
  });
});

// A straight list of steps, each under a condition of its own or none: what follows the end is told by running it.
const steps = fc.array(
  fc.record({ is: fc.constantFrom('use', 'end', 'return', 'renew'), under: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);

describe('random lists of steps', () => {
  it('are judged as by running every choice', () => {
    let reached = 0;
    fc.assert(
      fc.property(steps, (list) => {
        // An end that nothing leads to leads to nothing.
        const stop = list.findIndex(({ is, under }) => is === 'end' || (is === 'return' && !under));
        fc.pre(list[stop]?.is === 'end');
        const text = { use: 'r.use();', end: 'r.end();', return: 'return;', renew: 'r = acquire();' };
        const body = list.map(({ is, under }, i) => (under ? `if (c(${i})) { ${text[is]} }` : text[is]));
        const code = `function run(r) {\n${body.join('\n')}\n}`;
        const first = list.findIndex(({ is }) => is === 'end');
        const late = new Set<number>();
        for (let choice = 0; choice < 2 ** list.length; choice++) {
          let ended = false;
          for (const [i, { is, under }] of list.entries()) {
            if (under && !(choice & (1 << i))) continue;
            if (is === 'return') break;
            if (is === 'renew') ended = false;
            if (is === 'use' && ended) late.add(i + 2);
            if (i === first) ended = true;
          }
        }
        if (late.size > 0) reached++;
        expect(reachedLines(code).map((each) => Number(each.split(' ')[1]))).toEqual(
          [...late].sort((a, b) => a - b),
        );
      }),
      { numRuns: runs(500) },
    );
    expect(reached).toBeGreaterThan(runs(500) / 25);
  });
});
