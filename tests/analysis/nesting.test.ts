import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/codemod/parser.js';
import { MAX_DEPTH, isTooDeep, mayNestTooDeep } from '../../src/estree/depth.js';
import plugin from '../../src/index.js';

const chain =
  (head: string, link: string, tail = '') =>
  (times: number) =>
    head + link.repeat(times) + tail;
const nested = (open: string, close: string) => (times: number) =>
  `${open.repeat(times)}x${close.repeat(times)}`;

/** Expressions, and how many levels of the tree one more of each makes. */
const EXPRESSIONS: Readonly<Record<string, readonly [levels: number, write: (times: number) => string]>> = {
  'a sum': [1, chain('a', ' + b')],
  'a text in pieces': [2, chain("'a'", " + b + 'c'")],
  'a chain of members': [1, chain('a', '.b')],
  'optional members': [1, chain('a', '?.b')],
  'elements of elements': [1, chain('a', '[0]')],
  'a chain of then': [2, chain('p()', '.then(f)')],
  'a chain of then with callbacks': [2, chain('p()', '.then((y) => g(y))')],
  'calls of what calls return': [1, chain('f', '()')],
  'calls in calls': [1, nested('f(', ')')],
  'lists in lists': [1, nested('[', ']')],
  'objects in objects': [2, nested('{ a: ', ' }')],
  'templates in templates': [1, nested('`a ${', '} b`')],
  'conditions in conditions': [1, chain('', 'a ? b : ', 'c')],
  alternatives: [1, chain('a', ' || b')],
  'what may be missing': [1, chain('a', ' ?? b')],
  negations: [1, chain('', '!', 'a')],
  'functions in functions': [4, nested('(function () { return ', ' })()')],
  'callbacks in callbacks': [2, nested('f(() => ', ')')],
  elements: [1, nested('<div>', '</div>')],
  'elements in properties': [4, nested('<A b={', '} />')],
};

/** Statements around another one. */
const STATEMENTS: typeof EXPRESSIONS = {
  blocks: [1, nested('{ ', ' }')],
  'else if': [1, (times) => `if (a) { x }${' else if (a === b) { g(); }'.repeat(times)}`],
  'if in if': [2, nested('if (a) { ', ' }')],
  loops: [2, nested('for (const y of a) { ', ' }')],
  'try in try': [2, nested('try { ', ' } finally { g(); }')],
  'catch in catch': [3, nested('try { g(); } catch (e) { ', ' }')],
  switches: [2, nested('switch (a) { default: ', ' }')],
  callbacks: [4, nested('h(async (e) => { ', ' });')],
};

const HEAD = `import express from 'express';
import { pino } from 'pino';
import client from 'prom-client';
import { trace } from '@opentelemetry/api';
const logger = pino();
const tracer = trace.getTracer('t');
const counter = new client.Counter({ name: 'a_total', help: 'a', labelNames: ['l'] });
const histogram = new client.Histogram({ name: 'h_seconds', help: 'a', labelNames: ['l'] });
const gauge = new client.Gauge({ name: 'g', help: 'a' });
`;
/** An expression wherever the rules look. */
const withExpression = (expression: string) => `${HEAD}
export async function logs(a, b, x, p, g) {
  console.log(\`text \${${expression}}\`, ${expression});
  const v = ${expression};
  logger.info({ v: ${expression} }, v);
}
export async function measures(a, b, x, p, g) { counter.inc({ l: ${expression} }); histogram.observe(made(a)); }
export async function traces(a, b, x, p, g) {
  const end = histogram.startTimer();
  const span = tracer.startSpan(${expression});
  try { await (${expression}); } catch (err) { logger.error(err.message, ${expression}); }
  await fetch(${expression});
  span.end(); end();
}
function made(a, b, x, p, g) { return ${expression}; }
export const app = express();
app.get('/health', async (a) => { await (${expression}); });
`;
const withStatement = (write: (statement: string) => string) => `${HEAD}
export async function logs(a, b, g, h) { ${write('console.log(`a ${a}`); logger.info(`a ${a}`);')} }
export async function traces(a, b, g, h) { const span = tracer.startSpan('s'); ${write('span.setAttribute("a", a); g(); span.end();')} }
export async function times(a, b, g, h) { const end = histogram.startTimer(); gauge.inc(); ${write('g();')} end(); gauge.dec(); }
export async function fails(a, b, g, h) { try { await g(); } catch (err) { ${write('logger.error(err.message);')} } }
function made(a, b, g, h) { ${write('return a;')} }
export const label = (a) => counter.inc({ l: made(a) });
`;

const SHAPES: readonly (readonly [name: string, levels: number, write: (times: number) => string])[] = [
  ...Object.entries(EXPRESSIONS).map(
    ([name, [levels, write]]) => [name, levels, (times: number) => withExpression(write(times))] as const,
  ),
  ...Object.entries(STATEMENTS).map(
    ([name, [levels, write]]) =>
      [
        name,
        levels,
        (times: number) => withStatement((statement) => write(times).replace('x', () => statement)),
      ] as const,
  ),
];

const linter = new Linter({ cwd: '/service' });
const languageOptions = { parserOptions: { ecmaFeatures: { jsx: true } } };

/** Whether ESLint itself can read a text, with a core rule alone. */
function isReadable(text: string): boolean {
  try {
    return !linter.verify(text, { languageOptions, rules: { 'no-console': 'error' } })[0]?.fatal;
  } catch {
    return false;
  }
}

/** What ESLint says of a text with all rules. */
function lint(text: string): readonly string[] {
  const messages = linter.verify(text, [{ languageOptions }, plugin.configs.all], '/service/src/a.js');
  return messages.map(({ ruleId, message }) => ruleId ?? message);
}

describe.each(SHAPES)('code that nests by %s', (_, levels, write) => {
  const deepest = Math.floor((MAX_DEPTH - 40) / levels);

  it('is judged as deep as people write', () => {
    const text = write(deepest);
    expect(lint(text)).toContainEqual(expect.stringMatching(/^observability\//));
    expect(isTooDeep(parseFile(text, '/service/src/a.jsx').ast)).toBe(false);
  });

  it('stops neither lint nor codemod where it is deeper', () => {
    expect(lint(write(Math.ceil((MAX_DEPTH + 20) / levels)))).toEqual([]);
    for (const times of [1200, 5000, 20_000])
      expect(() => parseFile(write(times), '/service/src/a.jsx')).toThrow('nested more than');
  });
});

it.each([
  ['a sum', 4000],
  ['a chain of then', 2400],
  ['blocks', 1500],
  ['else if', 2000],
])('what ESLint itself can still read stops no rule: %s, %i times', (shape, times) => {
  const write = SHAPES.find(([name]) => name === shape)?.[2] ?? String;
  // How much ESLint itself can read depends on the stack that its caller leaves.
  expect(lint(isReadable(write(times)) ? write(times) : write(times / 2))).toEqual([]);
});

it('what stands in strings and comments does not nest', () => {
  const brackets = '{'.repeat(2 * MAX_DEPTH);
  expect(mayNestTooDeep(`f('${brackets}', "${brackets}\\""); // ${brackets}\n/* ${brackets} */ f();`)).toBe(
    false,
  );
  expect(mayNestTooDeep(`it's; f(${brackets})`)).toBe(false);
  expect(mayNestTooDeep(brackets)).toBe(true);
});

it.each([
  ['functions', (i: number) => `function f${i}(a) {\n  b(a);\n}\n`, ''],
  ['methods', (i: number) => `  f${i}(a) {\n    b(a);\n  }\n`, 'class A {\n'],
  ['conditions', (i: number) => `if (a === ${i}) {\n  b(a);\n}\n`, ''],
])('%s that follow each other nest in none of them', (_name, write, head) => {
  const text = head + Array.from({ length: 6000 }, (_each, i) => write(i)).join('');
  expect(mayNestTooDeep(text)).toBe(false);
});
