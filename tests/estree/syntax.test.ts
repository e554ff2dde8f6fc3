import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/types';
import { SourceCode } from 'eslint';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { FileSyntax } from '../../src/estree/syntax.js';
import { descendants } from '../../src/estree/tree.js';

type Node = TSESTree.Node;

const ROOT = join(import.meta.dirname, '../..');

function parse(text: string, jsx = false) {
  const { ast, scopeManager, visitorKeys } = parser.parseForESLint(text, {
    range: true,
    loc: true,
    tokens: true,
    comment: true,
    ecmaFeatures: { jsx },
  });
  const sourceCode = new SourceCode({ text, ast, scopeManager, visitorKeys } as never);
  return {
    nodes: [...descendants(ast)].slice(1),
    sourceCode,
    syntax: new FileSyntax({ text, ast: { ...ast, tokens: [] }, scopeManager }),
  };
}

/** Where the answers for a node differ from those that ESLint reads from its tokens. */
function differences(text: string, jsx = false): readonly string[] {
  const { nodes, sourceCode, syntax } = parse(text, jsx);
  const starts = (comments: readonly { range?: readonly [number, number] }[]) =>
    comments.map(({ range }) => range![0]).join();
  return nodes.flatMap((node) => {
    const given = node as never;
    const answers: Record<string, readonly [unknown, unknown]> = {
      text: [syntax.textOf(node), sourceCode.getText(given)],
      codeBefore: [syntax.codeBefore(node.range[0]), sourceCode.getTokenBefore(given)?.range[1] ?? 0],
      codeAfter: [syntax.codeAfter(node.range[1]), sourceCode.getTokenAfter(given)?.range[0] ?? text.length],
      inside: [starts(syntax.commentsInside(node)), starts(sourceCode.getCommentsInside(given))],
      before: [starts(syntax.commentsBefore(node)), starts(sourceCode.getCommentsBefore(given))],
      after: [starts(syntax.commentsAfter(node)), starts(sourceCode.getCommentsAfter(given))],
      comma: [
        syntax.punctuatorAfter(node, ',') !== undefined,
        sourceCode.getTokenAfter(given)?.value === ',',
      ],
      bracket: [
        syntax.punctuatorBefore(node, '[') !== undefined,
        sourceCode.getTokenBefore(given)?.value === '[',
      ],
    };
    return Object.entries(answers).flatMap(([question, [own, theirs]]) =>
      own === theirs
        ? []
        : [`${question} of ${node.type} at ${node.range.join()}: ${String(own)}, ${String(theirs)}`],
    );
  });
}

const CODE: Readonly<Record<string, string>> = {
  'comments between all tokens':
    '/*a*/const/*b*/x/*c*/=/*d*/f/*e*/(/*f*/a/*g*/,/*h*/b/*i*/,/*j*/)/*k*/;/*l*/// m\n/*n*/return1()// o',
  'text that looks like a comment': 'f("// no", `/* ${a /* yes */} */`, /[/]\\/\\*/g) // yes\n;g(\'/*\')',
  'a hashbang line': '#!/usr/bin/env node\n// first\nmain()\n',
  'CRLF and other white space': 'a()\r\n\r\n// one\r\n\u00a0\ufeff/* two */\u2028b()\r\n',
  'computed keys and patterns': 'const { [/*x*/ a /*y*/]: b, c = 1, ...d } = { [`k`]: [1, , 2], };',
  'nothing after the last statement': 'a() // end',
  'a directive and a class':
    '"use strict"; /* c */ class A { /* m */ @dec() private x /* t */ : string; #y = 1 /* z */ }',
};

describe('FileSyntax', () => {
  it.each(Object.entries(CODE))('answers as ESLint does: %s', (_, code) => {
    expect(differences(code)).toEqual([]);
  });

  it.each(globSync(['src/{estree,flow,recognize}/**/*.ts', 'src/**/bin.ts'], { cwd: ROOT }))(
    'answers as ESLint does: %s',
    (path) => {
      expect(differences(readFileSync(join(ROOT, path), 'utf8'))).toEqual([]);
    },
  );

  it('finds the innermost node as ESLint does, at every offset', () => {
    for (const [name, code] of Object.entries({
      ...CODE,
      'template type': 'let t: `a\n${string}` = `b\nc`;',
      enum: 'enum E { A = 1 }',
    })) {
      const { sourceCode, syntax } = parse(code);
      for (let offset = 0; offset < code.length; offset++) {
        const found = sourceCode.getNodeByRangeIndex(offset) as Node | null;
        const own = syntax.nodeAt(offset);
        const isProgram = found === null || found.type === 'Program';
        expect(own && own.type !== 'Program' ? own : undefined, `${name} at ${offset}`).toBe(
          isProgram ? undefined : found,
        );
      }
    }
  });

  it('reads JSX containers', () => {
    expect(differences('const a = <b c={/* d */ e /* f */} {...g}>{h /* i */}</b>;', true)).toEqual([]);
  });

  it('tells whether a comment reaches into a range', () => {
    const text = 'a; /* one */ b; // two\nc;';
    const { syntax } = parse(text);
    const at = (from: string, to: string) => [text.indexOf(from), text.indexOf(to)] as const;
    expect(syntax.hasCommentIn(at('a', ' /*'))).toBe(false);
    expect(syntax.hasCommentIn(at('ne', 'b'))).toBe(true);
    expect(syntax.hasCommentIn(at('b', ' //'))).toBe(false);
    expect(syntax.hasCommentIn(at('b', 'c'))).toBe(true);
    expect(syntax.hasCommentIn(at('c;', ';c'))).toBe(false);
  });

  it('lists what functions and clauses declare, and the variables of a name', () => {
    const { nodes, syntax } = parse('function f(a) { try { a() } catch (b) { const a = b } }');
    const named = (node: Node | undefined) => syntax.declaredBy(node!).map(({ name }) => name);
    expect(named(nodes.find(({ type }) => type === 'FunctionDeclaration'))).toEqual(['f', 'a']);
    expect(named(nodes.find(({ type }) => type === 'CatchClause'))).toEqual(['b']);
    expect(syntax.variablesNamed('a')).toHaveLength(2);
    expect(syntax.variables.map(({ name }) => name)).toEqual(expect.arrayContaining(['f', 'a', 'b']));
  });
});
