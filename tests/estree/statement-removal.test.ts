import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { removeStatement } from '../../src/estree/statement-removal.js';
import { FileSyntax } from '../../src/estree/syntax.js';
import { descendants, setParents } from '../../src/estree/tree.js';
import { applyEdits } from '../../src/model/text/edits.js';

function parse(text: string) {
  const { ast, scopeManager } = parser.parseForESLint(text, { range: true, loc: true, comment: true });
  setParents(ast);
  return { ast, syntax: new FileSyntax({ text, ast, scopeManager }) };
}

/** What is left of a program without its call of `gone`. */
function without(text: string): string {
  const { ast, syntax } = parse(text);
  const statement = [...descendants(ast)].find(
    (node) => node.type === 'ExpressionStatement' && syntax.textOf(node).startsWith('gone('),
  );
  return applyEdits(text, [removeStatement(statement!, syntax)]);
}

const BEFORE = [
  'const x = y',
  'x = y',
  'run()',
  'const f = () => {}',
  'x = { a }',
  'if (a) b()',
  'if (a) b(); else c()',
  'for (const a of b) c()',
  'while (a) b()',
  'do { a() } while (b)',
  'if (a) { b() }',
  'function f() {}',
  'class A {}',
  'export { x }',
  'export const z = y',
  'export default function () {}',
  'label: x = y',
  '',
];
const AFTER = [
  '(function () {})()',
  '[a, b].forEach(c)',
  '`a`.trim()',
  '+a',
  '-a',
  '/a/.test(b)',
  'next()',
  '',
];

describe('removeStatement', () => {
  it.each(BEFORE)('leaves two statements two behind %j', (before) => {
    for (const after of AFTER) {
      for (const end of after === '' || after === 'next()' ? ['', ';'] : [';']) {
        const types = (text: string) =>
          parse(text).ast.body.flatMap(({ type }) => (type === 'EmptyStatement' ? [] : type));
        const text = `const y = 1\n${before}\ngone()${end}\n${after}`;
        const left = without(text);
        const expected = types(`const y = 1;\n${before};\n;${after}`.replace('};', '}\n'));
        expect(types(left), left).toEqual(expected);
      }
    }
  });

  it('keeps a semicolon only where one is needed', () => {
    expect(without('const x = y\ngone();\n(function () {})()')).toBe('const x = y\n;\n(function () {})()');
    expect(without('const x = y;\ngone();\n(function () {})()')).toBe('const x = y;\n\n(function () {})()');
    expect(without('const x = y\ngone()\nrun()')).toBe('const x = y\n\nrun()');
    expect(without('function f() {}\ngone();\n[a].map(f)')).toBe('function f() {}\n\n[a].map(f)');
    expect(without('if (a) {\n  x = y\n  gone()\n  ;[a].map(f)\n}')).toBe(
      'if (a) {\n  x = y\n  ;[a].map(f)\n}',
    );
  });
});
