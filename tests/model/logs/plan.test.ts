import { runInNewContext } from 'node:vm';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import fc from 'fast-check';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import plugin from '../../../src/index.js';
import { migrateFile } from '../../../src/codemod/migrate.js';
import { Session } from '../../../src/analysis/session.js';
import { parseModule } from '../../../src/codemod/parser.js';
import { applyEdits } from '../../../src/model/text/edits.js';
import { MemoryHost } from '../../../src/project/memory.js';

const HEAD = "import { pino } from 'pino';\nexport const logger = pino();\n";

/** A value in a message; calls leave a trace of their evaluation. */
const value = fc.oneof(
  fc.constantFrom('id', 'user.name', 'items.length', 'this.size', 'MAX', 'err', 'err.message', 'String(err)'),
  fc.nat(9).map((n) => `f(${n})`),
  fc.nat(9).map((n) => `await f(${n})`),
  fc.nat(9).map((n) => `getUser(${n}).name`),
  fc.nat(9).map((n) => `(f(${n}), f(${n}))`),
  fc.nat(9).map((n) => `ok ? f(${n}) : id`),
  fc.nat(9).map((n) => `f(${n}) ?? 'none'`),
  fc.nat(9).map((n) => `JSON.stringify({ a: f(${n}) })`),
  fc.nat(9).map((n) => `f(${n}).toFixed(2)`),
);
const word = fc.constantFrom(
  '',
  ' ',
  'order',
  ' failed for ',
  ' id=',
  ' status: ',
  ' (',
  ') ',
  ' "',
  '" ',
  ': ',
  ' - ',
  'ms',
  '%',
  ' to ',
  ' 100% ',
  " it's ",
  '[',
  '] ',
  '🚀 ',
  '\\n',
  '{}',
);
const text = fc.array(word, { maxLength: 3 }).map((words) => words.join(''));

const template = fc
  .tuple(text, fc.array(fc.tuple(value, text), { maxLength: 4 }))
  .map(([head, rest]) => `\`${head}${rest.map(([v, t]) => `\${${v}}${t}`).join('')}\``);
const quoted = text.map((t) => JSON.stringify(t.replaceAll('\\n', ' ')));
const concatenation = fc
  .tuple(quoted, fc.array(fc.tuple(value, quoted), { minLength: 1, maxLength: 3 }))
  .map(([head, rest]) => `${head} + ${rest.map(([v, t]) => `(${v}) + ${t}`).join(' + ')}`);
const printf = fc
  .tuple(fc.constantFrom('%s', 'x %s y %d', '%o %%', 'a %j'), fc.array(value, { minLength: 1, maxLength: 4 }))
  .map(([format, values]) => [`'${format}'`, ...values.map((v) => `(${v})`)].join(', '));
const object = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'level', 'msg', 'id', "'x-y'", 'err', 'f'), value), {
    maxLength: 3,
    selector: ([k]) => k,
  })
  .map((entries) => `{ ${entries.map(([k, v]) => `${k}: (${v})`).join(', ')} }`);
const args = fc.oneof(
  template,
  concatenation,
  printf,
  fc.tuple(template, object).map((parts) => parts.join(', ')),
  fc
    .tuple(
      quoted,
      fc.array(
        fc.oneof(
          value.map((v) => `(${v})`),
          object,
        ),
        { maxLength: 3 },
      ),
    )
    .map(([t, rest]) => [t, ...rest].join(', ')),
  value.map((v) => `(${v})`),
);
const method = fc.constantFrom('log', 'info', 'warn', 'error', 'debug');

/** Sentences as logs have them. */
const said = (...words: readonly string[]) => fc.constantFrom(...words);
const read = said('id', 'user.name', 'items.length', 'user.id', 'ok', 'this.size', 'err.message', 'err');
const subject = said(
  'Order',
  'The user',
  'Worker',
  'Cache',
  'request',
  'Failed job',
  'Schedule',
  '[app]: item',
  'Rows',
);
const deed = said(
  ...[
    'failed',
    'is not enabled',
    'was created',
    'could not be loaded',
    'has no rows',
    'did not answer',
    'added',
    'is',
  ],
  ...['found', 'retrying', 'moved', 'logged in', 'deleted', 'requires', 'timed out', 'up', 'not found'],
);
const tie = said(
  ...[
    'for',
    'to',
    'with',
    'in',
    'at',
    'of',
    'by',
    'from',
    'after',
    'because of',
    'due to',
    'until',
    'from the',
    'for user',
  ],
  ...[
    'on port',
    'at height',
    'to order',
    'instead of',
    'and',
    'or',
    'than',
    ', attempt',
    ', status',
    '- code',
    'with the id',
  ],
);
const shown = read.chain((value) =>
  said(
    ...[
      'V',
      '"V"',
      '(V)',
      '[V]',
      ': V',
      'id=V',
      'state: V',
      '(attempt V)',
      '(code: V, total=V)',
      '#V',
      'Vms',
      "'V'",
    ],
    ...['V: ', '-> V', ', V', '- V', 'V, V', 'V/V', '@ V', 'V% done', 'V rows'],
  ).map((form) => form.replaceAll('V', `\${${value}}`)),
);
const ending = said('', '.', '!', '...', '. Retrying…', ', skipping', ' now', ': ${err.message}', ' (${id})');
const prose = fc
  .tuple(subject, fc.array(fc.oneof(deed, tie, shown, shown), { minLength: 1, maxLength: 5 }), ending)
  .map(([head, middle, end]) => [head, ...middle].join(' ') + end);

/** What goes with a value that it tied, and may: connectives, units. */
const TIES = /\b(?:for|to|with|in|at|of|by|from|on|via|using|into|and)\b(?=[\s"'(@#[]*\$\{|[\s,;:-]*$)/g;

/** The words of a text that nothing may lose. */
function wordsIn(written: string): string[] {
  const text = written.replace(TIES, ' ').replace(/\$\{[^}]*\}(?:ms|%)?/g, ' ');
  return (text.match(/\p{L}+/gu) ?? []).map((each) => each.toLowerCase()).filter((each) => !JOINS.has(each));
}

function isBroken(message: string): boolean {
  return /(?:^|\s)(?:is|after|not|the|to|for|with)[\s.:]*$|[([]\s*[)\]]|""|[,:=(]$/.test(message);
}

/** Words before a noun that goes into a field's name: `for user ${user.id}`. */
const JOINS: ReadonlySet<string> = new Set([
  'for',
  'to',
  'with',
  'in',
  'at',
  'of',
  'by',
  'from',
  'on',
  'and',
]);

/** A class with a method for each call: many in one program cost little more than one. */
function program(calls: readonly string[]): string {
  const methods = calls.map(
    (call, i) =>
      `  async task${i}(id, user, items, ok) {\n    const MAX = 5;\n    try {\n      throw new Error('boom');\n    } catch (err) {\n      ${call};\n    }\n  }\n`,
  );
  return `${HEAD}export class A {\n  size = 1;\n${methods.join('')}}\n`;
}

function migrated(source: string): string {
  const session = new Session(new MemoryHost());
  const path = '/project/src/a.js';
  const file = session.file({ path, text: source, settings: { root: '/project' }, parse: parseModule });
  const { edits } = migrateFile({
    pass: session.pass(file),
    excluded: undefined,
    included: [],
    target: () => ({ unavailable: { code: 'is-the-logger' } }),
  });
  return applyEdits(source, edits);
}

function linted(source: string): string {
  const linter = new Linter({ configType: 'flat', cwd: '/project' });
  return linter.verifyAndFix(
    source,
    [
      {
        files: ['**/*.js'],
        languageOptions: { parser: parser },
        plugins: { observability: plugin },
        rules: { 'observability/no-console-logging': 'error' },
      },
    ],
    'src/a.js',
  ).output;
}

interface Ran {
  /** What was evaluated, in order. */
  readonly trace: readonly number[];
  readonly records: readonly (readonly unknown[])[];
}

/** Runs the methods of a program with an id, one after the other. */
async function run(source: string, id = 'id-1'): Promise<readonly Ran[]> {
  let trace: number[] = [];
  let records: unknown[][] = [];
  const record = (...list: unknown[]) => void records.push(list);
  const logger = Object.fromEntries(['info', 'warn', 'error', 'debug'].map((name) => [name, record]));
  const f = (n: number) => {
    trace.push(n);
    return n;
  };
  const body = source.replace(HEAD, '').replace('export class', 'globalThis.A = class');
  const context = {
    logger,
    console: { ...logger, log: record },
    f,
    getUser: (n: number) => ({ name: f(n) }),
    A: undefined as never,
  };
  runInNewContext(body, context);
  const a = new (context.A as new () => Record<string, (...args: unknown[]) => Promise<void>>)();
  const ran: Ran[] = [];
  for (let i = 0; a[`task${i}`]; i++) {
    [trace, records] = [[], []];
    await a[`task${i}`]?.(id, { name: `Ada ${id}` }, [1, 2], true);
    ran.push({ trace, records });
  }
  return ran;
}

const CALLS = 30;
/** Small values come by themselves; few runs would be mostly of them otherwise. */
const RUNS = { noBias: true };
const many = <T>(call: fc.Arbitrary<T>) => fc.array(call, { minLength: CALLS, maxLength: CALLS });
const calls = many(fc.tuple(method, args).map(([name, list]) => `console.${name}(${list})`));

describe('a migrated call', () => {
  it('evaluates every value exactly once and in the same order, and logs exactly once', async () => {
    let migrations = 0;
    await fc.assert(
      fc.asyncProperty(calls, async (written) => {
        const before = program(written);
        const after = migrated(before);
        migrations += CALLS - (after.match(/console\.\w+\(/g)?.length ?? 0);
        const [old, now] = [await run(before), await run(after)];
        expect(now).toHaveLength(CALLS);
        const inOrder = (ran: readonly Ran[]) => ran.map(({ trace }, i) => ({ call: written[i], trace }));
        expect(inOrder(now)).toEqual(inOrder(old));
        expect(now.map(({ records }) => records.length)).toEqual(written.map(() => 1));
      }),
      { numRuns: 30, ...RUNS },
    );
    expect(migrations).toBeGreaterThan(350);
  });

  it('parses, and is not changed by a second run', () => {
    fc.assert(
      fc.property(calls, (written) => {
        const once = migrated(program(written));
        const tree = ts.createSourceFile('a.js', once, ts.ScriptTarget.Latest);
        expect((tree as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
        expect(migrated(once)).toBe(once);
      }),
      { numRuns: 20, ...RUNS },
    );
  });

  it('has every word of its text in the message or in the name of a field', async () => {
    let messages = 0;
    await fc.assert(
      fc.asyncProperty(many(prose), async (texts) => {
        const after = migrated(program(texts.map((written) => `console.info(\`${written}\`)`)));
        const ran = await run(after);
        // A call that is left prints its text as it was.
        const logged = after.split('async task').slice(1);
        for (const [i, written] of texts.entries()) {
          if (!logged[i]?.includes('logger.info(')) continue;
          messages++;
          const [record = []] = ran[i]?.records ?? [];
          const message = String(record.at(-1));
          const fields = record.length > 1 ? Object.keys(record[0] as object) : [];
          const found = [message, ...fields].join(' ').toLowerCase();
          const missing = wordsIn(written).filter((each) => !found.includes(each));
          expect({ written, message, fields, missing }).toMatchObject({ missing: [] });
          // Nothing dangles, and no mark is left that had a value, unless it was written so.
          const original = written.replace(/\$\{[^}]*\}/g, 'x').trim();
          expect({ written, message, isBroken: isBroken(message) && !isBroken(original) }).toMatchObject({
            isBroken: false,
          });
        }
      }),
      { numRuns: 50, ...RUNS },
    );
    expect(messages).toBeGreaterThan(1000);
  });

  it('has a message that does not depend on the values', async () => {
    const parts = fc.array(fc.tuple(text, fc.constantFrom('id', 'f(1)', 'user.name')), {
      minLength: 1,
      maxLength: 3,
    });
    let messages = 0;
    await fc.assert(
      fc.asyncProperty(many(parts), fc.string(), async (lists, value) => {
        const bodies = lists.map((list) => list.map(([t, v]) => `${t}\${${v}}`).join(''));
        const after = migrated(program(bodies.map((body) => `console.log(\`start ${body}\`)`)));
        const said = (ran: readonly Ran[]) => ran.map(({ records }) => records[0]?.at(-1));
        const [first, second] = [said(await run(after)), said(await run(after, value))];
        for (const [i, method] of after.split('async task').slice(1).entries()) {
          // A banner of several lines is left alone.
          if (!method.includes('logger.info({')) continue;
          messages++;
          expect(first[i]).toEqual(expect.any(String));
          expect(second[i]).toBe(first[i]);
        }
      }),
      { numRuns: 10, ...RUNS },
    );
    expect(messages).toBeGreaterThan(200);
  });

  it('is the same from both syntax trees', () => {
    fc.assert(
      fc.property(calls, (written) => {
        const source = program(written);
        expect(linted(source)).toBe(migrated(source));
      }),
      { numRuns: 10, ...RUNS },
    );
  });
});
