import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../tools/corpus/compare.js';
import { diffsIn } from '../../tools/corpus/diff.js';
import type { TreeRecord } from '../../tools/corpus/record.js';
import type { CodemodPlan, Finding } from '../../tools/corpus/worker.js';

const REPOSITORY = join(import.meta.dirname, '../..');

const fix = (text: string) => ({ range: [10, 20] as const, text });
const finding: Finding = {
  rule: 'no-console-logging',
  file: 'src/a.ts',
  at: '3:1-3:20',
  message: 'Write the record with `logger`.',
  fix: fix('logger.info()'),
};

function record(findings: readonly Finding[], plan: Partial<CodemodPlan> = {}): TreeRecord {
  return {
    tree: 'shop',
    sources: { files: 1, hash: '' },
    unparsed: [],
    crashed: [],
    findings,
    codemod: { loggers: [], created: [], calls: [], skipped: [], texts: [], ...plan },
  };
}

const kinds = (before: TreeRecord, after: TreeRecord) =>
  compare(before, after).map(({ group, kind, file, line }) => ({ group, kind, file, line }));

describe('the comparison of two records', () => {
  const group = 'no-console-logging';
  const place = { group, file: 'src/a.ts', line: 3 };
  const other: Finding = { ...finding, at: '9:1-9:20' };

  it('finds nothing in what is the same', () => {
    expect(compare(record([finding, other]), record([finding, other]))).toEqual([]);
  });

  it('reports what is added and removed', () => {
    expect(kinds(record([finding]), record([finding, other]))).toEqual([
      { ...place, kind: 'added', line: 9 },
    ]);
    expect(kinds(record([finding, other]), record([other]))).toEqual([{ ...place, kind: 'removed' }]);
  });

  it('reports another message at the same position', () => {
    const [only, ...rest] = compare(record([finding]), record([{ ...finding, message: 'Log it.' }]));
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ ...place, kind: 'reworded', before: finding.message, after: 'Log it.' });
  });

  it('reports the same message at another position of the file', () => {
    const [only, ...rest] = compare(record([finding]), record([{ ...finding, at: '3:5-3:20' }]));
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ ...place, kind: 'moved', at: '3:1-3:20 → 3:5-3:20' });
  });

  it('reports another fix or suggestion', () => {
    const refixed = [{ ...place, kind: 're-fixed' }];
    expect(kinds(record([finding]), record([{ ...finding, fix: fix('logger.warn()') }]))).toEqual(refixed);
    expect(kinds(record([finding]), record([{ ...finding, fix: undefined }]))).toEqual(refixed);
    const suggested = { ...finding, suggestions: [{ message: 'Remove it.', fix: fix('') }] };
    expect(kinds(record([finding]), record([suggested]))).toEqual(refixed);
  });

  it('pairs what is alike where one position has several findings', () => {
    const second = { ...finding, message: 'Log the error.' };
    expect(kinds(record([finding, second]), record([second, { ...finding, message: 'Log it.' }]))).toEqual([
      { ...place, kind: 'reworded' },
    ]);
  });

  it('does not pair findings of different rules or files', () => {
    expect(kinds(record([finding]), record([{ ...finding, rule: 'message-style' }]))).toEqual([
      { ...place, group: 'message-style', kind: 'added' },
      { ...place, kind: 'removed' },
    ]);
    expect(kinds(record([finding]), record([{ ...finding, file: 'src/b.ts' }]))).toEqual([
      { ...place, kind: 'added', file: 'src/b.ts' },
      { ...place, kind: 'removed' },
    ]);
  });

  it('reports a call that the codemod finds, loses, or treats otherwise', () => {
    const call = { file: 'src/a.ts', at: '3:1', call: 'console.log(id)', written: 'logger.info({ id })' };
    const left = { ...call, written: undefined, left: 'a test' };
    const calls = { ...place, group: 'codemod: calls' };
    const of = (...list: (typeof call | typeof left)[]) => record([], { calls: list });
    expect(kinds(of(), of(call))).toEqual([{ ...calls, kind: 'added' }]);
    expect(kinds(of(call), of())).toEqual([{ ...calls, kind: 'removed' }]);
    expect(compare(of(call), of(left))).toMatchObject([
      { ...calls, kind: 'changed', before: 'migrated: logger.info({ id })', after: 'left alone: a test' },
    ]);
  });

  it('reports another text of a file by the lines that differ', () => {
    const text = (hash: string, ...added: string[]) =>
      record([], { texts: [{ file: 'src/a.ts', hash, edits: [{ line: 1, removed: [], added }] }] });
    expect(compare(text('1', 'a', 'b'), text('2', 'a', 'c'))).toMatchObject([
      { group: 'codemod: texts', kind: 'changed', before: '+ b\n(text 1)', after: '+ c\n(text 2)' },
    ]);
  });
});

describe('a unified difference', () => {
  const line = fc.constantFrom('a', 'b', '', '- c', '+ d', '@@ -1 +1 @@', '--- e', '\\ f', 'g\r');
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
    .map(([lines, isOpen]) => lines.join('\n') + (isOpen || lines.length === 0 ? '' : '\n'));

  it('gives the text after it, from the text before it', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 3 }), (before, after, context) => {
        const patch = createTwoFilesPatch('a.ts', 'a.ts', before, after, undefined, undefined, { context });
        const [diff, ...rest] = diffsIn(`${patch.slice(patch.indexOf('--- '))}would change  a.ts\n`);
        expect(rest).toEqual([]);
        expect(diff?.file).toBe('a.ts');
        expect(diff?.apply(before).after).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  it('has the same edits with any amount of context', () => {
    const before = 'a\nb\nc\nd\n';
    const after = 'a\nx\nc\nd\ne\n';
    const edits = [0, 1, 3].map((context) => {
      const patch = createTwoFilesPatch('a.ts', 'a.ts', before, after, undefined, undefined, { context });
      return diffsIn(patch.slice(patch.indexOf('--- ')))[0]?.apply(before).edits;
    });
    const expected = [
      { line: 2, removed: ['b'], added: ['x'] },
      { line: 5, removed: [], added: ['e'] },
    ];
    expect(edits).toEqual([expected, expected, expected]);
  });

  it('is refused by a text that it was not made for', () => {
    const patch = '--- a.ts\n+++ a.ts\n@@ -1,1 +1,1 @@\n-a\n+b\n';
    expect(() => diffsIn(patch)[0]?.apply('c\n')).toThrow('a.ts:1: the difference does not fit the file');
  });
});

describe('the check of a tree', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'corpus-test-')));
  const tree = join(folder, 'shop');
  const path = join(folder, 'records/shop.json');
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };
  const stored = () => JSON.parse(readFileSync(path, 'utf8')) as TreeRecord;

  /** Runs the script, and gives its exit code and what it prints. */
  async function corpus(...argv: string[]): Promise<{ code: number; stdout: string }> {
    const script = ['--import', 'tsx', join(REPOSITORY, 'tools/corpus.ts'), tree, '--out', dirname(path)];
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [...script, ...argv], {
        cwd: REPOSITORY,
      });
      return { code: 0, stdout };
    } catch (error) {
      return error as { code: number; stdout: string };
    }
  }

  beforeAll(async () => {
    write('package.json', JSON.stringify({ name: 'shop', dependencies: { pino: '*', express: '*' } }));
    write(
      'src/[id].ts',
      '/* nothing is excused here */\nexport const get = (id: string) => console.log(`get ${id}`);\n',
    );
    write('src/broken.ts', 'export const = 1;\n');
    write('dist/index.js', "console.log('built');\n");
    write('node_modules/pino/index.js', "console.log('installed');\n");
    const { code, stdout } = await corpus();
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('recorded: ') });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('records findings, files that do not parse and the codemod’s plan, and nothing of what is built', () => {
    const { sources, unparsed, findings, codemod } = stored();
    expect(sources.files).toBe(2);
    expect(unparsed).toMatchObject([{ file: 'src/broken.ts' }]);
    expect(findings).toMatchObject([{ rule: 'no-console-logging', file: 'src/[id].ts', at: '2:36-2:60' }]);
    expect(codemod.calls.filter(({ file }) => file === 'src/[id].ts')).toMatchObject([
      { at: '2:36', call: 'console.log(`get ${id}`)', written: "logger.info({ id }, 'get {id}')" },
    ]);
    expect(codemod.texts.map(({ file }) => file)).toContain('src/[id].ts');
  });

  it('finds no difference in a second run', async () => {
    expect(await corpus()).toMatchObject({ code: 0, stdout: expect.stringContaining('no differences') });
  });

  it('fails on a difference, shows it, and takes it over when it is accepted', async () => {
    const before = stored();
    const changed = { ...before, findings: before.findings.map((each) => ({ ...each, message: 'Log it.' })) };
    writeFileSync(path, JSON.stringify(changed));
    const { code, stdout } = await corpus();
    expect(code).toBe(1);
    expect(stdout).toContain('no-console-logging: 1 reworded');
    expect(stdout).toContain('src/[id].ts:2:36-2:60');
    expect(stdout).toContain('export const get = (id: string) => console.log(`get ${id}`);');
    expect(stdout).toContain('- Log it.');
    expect(await corpus('--accept')).toMatchObject({ code: 0 });
    expect(stored()).toEqual(before);
  });
});
