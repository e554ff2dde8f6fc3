import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { globSync } from 'tinyglobby';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { LIBRARIES } from '../../src/catalog/index.js';

const ROOT = join(import.meta.dirname, '../..');

/** Ids and packages that are words of their own, and what they say where they stand outside of the catalog. */
const WORDS: Readonly<Record<string, string>> = {
  debug: 'a level, and the method that logs at it',
  console: 'the exporter that prints, and the console in messages for people',
  effect: 'what a method does to a span',
  http: 'a transport, and a word in the names of metrics and metric labels',
  https: 'the scheme of an address, and a word in the names of metrics',
  payload: 'what a message or an event holds',
  redis: 'a word in the names of metrics of queries',
  request: 'what a server is sent: the kind of an object, and a word in names and messages',
  tracer: 'what starts spans: the kind of an object, a role of a parameter, and a word in messages',
};

/** The names that code outside of the catalog may not know. */
const NAMES = [...new Set(LIBRARIES.flatMap(({ id, packages }) => [id, ...packages]))].filter(
  (name) => !Object.hasOwn(WORDS, name),
);
const NAMED = new RegExp(
  `(?<![\\w@/-])(?:${NAMES.map((name) => name.replace(/[/.$]/g, '\\$&')).join('|')})(?![\\w/-])`,
);

/** The text of a node that may name a library: a string, a template's part, a pattern, the key of a table. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node)) return node.text;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) return node.text;
  const isKey =
    ts.isIdentifier(node) &&
    (ts.isPropertyAssignment(node.parent) || ts.isPropertyAccessExpression(node.parent)) &&
    node.parent.name === node;
  return isKey ? node.text : undefined;
}

/** The names in a text, where they stand; imports aside. */
function namesIn(text: string): readonly string[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const text = textOf(node);
    const name = text === undefined ? undefined : NAMED.exec(text.replaceAll('\\', ''))?.[0];
    if (name !== undefined) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${line + 1}: ${name}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const CODE = globSync(['src/**/*.ts', 'rules/**/*.ts'], {
  cwd: ROOT,
  absolute: true,
  // Words of English are no libraries: `got`. The table of evidence has programs for examples, and names of variables.
  ignore: ['src/catalog/**', 'src/model/text/prose/english.ts', 'src/model/code/service-evidence.ts'],
});

describe('no library is named outside of the catalog', () => {
  it('by its id or its packages', () => {
    const found = CODE.flatMap((path) =>
      namesIn(readFileSync(path, 'utf8')).map((place) => `${relative(ROOT, path)}:${place}`),
    );
    expect(found).toEqual([]);
  });

  it('by the file that has its entry', () => {
    const entries = ['logs', 'metrics', 'traces'].flatMap((signal) => {
      const list = readFileSync(join(ROOT, `src/catalog/${signal}/libraries.ts`), 'utf8');
      return [...list.matchAll(/from '\.\/([\w-]+)\.js'/g)].map(
        ([, name]) => `catalog/${signal}/${name}.js'`,
      );
    });
    expect(entries.length).toBeGreaterThan(20);
    const found = CODE.filter((path) => {
      const text = readFileSync(path, 'utf8');
      return entries.some((entry) => text.includes(entry));
    });
    expect(found.map((path) => relative(ROOT, path))).toEqual([]);
  });
});

describe('what counts as naming one', () => {
  it.each([
    ['a comparison', "if (library === 'winston') return;", '1: winston'],
    ['a package', "const API = '@opentelemetry/api';", '1: @opentelemetry/api'],
    ['a type', "type Hooked = 'axios' | 'other';", '1: axios'],
    ['a key that is text', "const by = { 'dd-trace': 1 };", '1: dd-trace'],
    ['a key', 'const by = { bunyan: 1 };', '1: bunyan'],
    ['a member', 'use(DIALECTS.tslog);', '1: tslog'],
    ['a message', 'report(`${name} is dropped, as pino does`);', '1: pino'],
    ['a pattern', 'const isClient = /^axios$|^node-fetch$/;', '1: axios'],
  ])('%s', (_name, text, place) => {
    expect(namesIn(text)).toEqual([place]);
  });

  it.each([
    ['an import', "import { PINO } from './pino.js';\nexport * from 'pino';"],
    ['a comment', '// pino writes `err`\n/** As winston does. */'],
    ['another word with the same letters', "const words = ['pinocchio', 'kyoto', 'forgot'];"],
    ['a word of its own', "const transport = 'http';"],
  ])('not %s', (_name, text) => {
    expect(namesIn(text)).toEqual([]);
  });
});
