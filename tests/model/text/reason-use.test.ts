import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { globSync } from 'tinyglobby';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';

/**
 * A verdict's reason is data: what judges reads its code, and only what reports makes text of it. Text is never read
 * back. Types say most of that; what they do not say is held here.
 */
const ROOT = join(import.meta.dirname, '../../..');
const FILES = globSync(['src/**/*.ts', 'rules/**/*.ts'], { cwd: ROOT }).sort();

/** What reports to people. */
const REPORTS = /^rules\/|^src\/codemod\/report(?:\/\w+)?\.ts$|^src\/contract\/inventory\//;
const TEXTS = /^src\/model\/text\/reason(?:s\/[\w-]+)?\.js$/;
const TEXT_MAKERS: ReadonlySet<string> = new Set(['reasonText', 'unboundedPart']);
const MATCHERS: ReadonlySet<string> = new Set([
  ...['test', 'exec', 'match', 'matchAll', 'search', 'includes', 'indexOf', 'startsWith', 'endsWith'],
  ...['replace', 'replaceAll', 'split', 'slice', 'substring', 'localeCompare'],
]);
const EQUALITY: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
/** What a verdict calls its reason. */
const REASON_NAMES: ReadonlySet<string> = new Set(['because', 'why', 'reason', 'refused', 'unavailable']);

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

/** The modules whose values, not only types, a file imports; those of the repository by their path in it. */
function valuesImported(path: string, tree: ts.SourceFile): readonly string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const { importClause, moduleSpecifier } = statement;
    const names = importClause?.namedBindings;
    const isType =
      importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
      (names !== undefined &&
        ts.isNamedImports(names) &&
        names.elements.every(({ isTypeOnly }) => isTypeOnly));
    return isType ? [] : [posix.join(posix.dirname(path), moduleSpecifier.text)];
  });
}

/** Where the text of a reason is matched, compared or cut. */
function matchedTexts(tree: ts.SourceFile): readonly string[] {
  const made: { readonly name: string; readonly within: ts.Node }[] = [];
  for (const node of nodesOf(tree)) {
    if (!ts.isVariableDeclaration(node) || !node.initializer || !holdsText(node.initializer)) continue;
    const within = ts.findAncestor(node, ts.isFunctionLike) ?? tree;
    const names = ts.isIdentifier(node.name) ? [node.name] : node.name.elements;
    made.push(...names.map((each) => ({ name: each.getText(), within })));
  }
  const isText = (node: ts.Node) =>
    ts.isIdentifier(node)
      ? made.some(
          ({ name, within }) => name === node.text && within.pos <= node.pos && node.end <= within.end,
        )
      : holdsText(node);
  return [...nodesOf(tree)].flatMap((node) => {
    if (ts.isBinaryExpression(node) && EQUALITY.has(node.operatorToken.kind))
      return isText(node.left) || isText(node.right) ? [node.getText()] : [];
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    if (!MATCHERS.has(node.expression.name.text)) return [];
    return [node.expression.expression, ...node.arguments].some(isText) ? [node.getText()] : [];
  });
}

/** Whether an expression is a text, made at once or read from what makes it. */
function holdsText(node: ts.Node): boolean {
  if (ts.isCallExpression(node))
    return ts.isIdentifier(node.expression) && TEXT_MAKERS.has(node.expression.text);
  if (ts.isPropertyAccessExpression(node)) return holdsText(node.expression);
  if (ts.isConditionalExpression(node)) return holdsText(node.whenTrue) || holdsText(node.whenFalse);
  if (ts.isTemplateExpression(node))
    return node.templateSpans.some(({ expression }) => holdsText(expression));
  return ts.isParenthesizedExpression(node) && holdsText(node.expression);
}

/** Declared reasons that are sentences. */
function sentences(tree: ts.SourceFile): readonly string[] {
  return [...nodesOf(tree)].flatMap((node) => {
    const isDeclared = ts.isPropertySignature(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node);
    if (!isDeclared || !REASON_NAMES.has(node.name.getText())) return [];
    const kinds = node.type && ts.isUnionTypeNode(node.type) ? node.type.types : [node.type];
    return kinds.some((each) => each?.kind === ts.SyntaxKind.StringKeyword) ? [node.getText()] : [];
  });
}

describe('a verdict’s reason', () => {
  const trees = FILES.map((path) => [path, parse(path, readFileSync(join(ROOT, path), 'utf8'))] as const);

  it('is made text of by what reports alone', () => {
    const importers = trees
      .filter(([path]) => !TEXTS.test(path.replace(/\.ts$/, '.js')))
      .filter(([path, tree]) => valuesImported(path, tree).some((module) => TEXTS.test(module)))
      .map(([path]) => path);
    expect(importers.length).toBeGreaterThan(5);
    expect(importers.filter((path) => !REPORTS.test(path))).toEqual([]);
  });

  it('is never read back from its text', () => {
    expect(trees.flatMap(([path, tree]) => matchedTexts(tree).map((text) => `${path}: ${text}`))).toEqual([]);
  });

  it('is no sentence', () => {
    // A row of the catalog may say why it is there: that is no verdict.
    const judging = trees.filter(([path]) => !path.startsWith('src/catalog/') && !REPORTS.test(path));
    const found = judging.flatMap(([path, tree]) => sentences(tree).map((text) => `${path}: ${text}`));
    // A file that cannot be read or written is skipped with the system's own words.
    expect(found).toEqual(['src/codemod/run-result.ts: readonly reason: string;']);
  });
});

describe('the scanner', () => {
  it.each([
    '/^holds/.test(reasonText(verdict.reason))',
    'const text = reasonText(reason); const [, part] = /`(.*)`/.exec(text) ?? [];',
    "const { text } = unboundedPart(reason, ''); text.startsWith('is one of')",
    "if (reasonText(reason) === 'is a constant') f();",
    "reasonText(reason).replace('takes', 'has')",
    'const why = isShort ? reasonText(reason) : `${reasonText(reason)}.`; why.includes(name)',
  ])('finds a text that is read back: %s', (code) => {
    expect(matchedTexts(parse('a.ts', code))).toHaveLength(1);
  });

  it.each([
    'report({ data: { because: reasonText(reason) } })',
    "reason.code === 'constant'",
    'lines.push(reasonText(reason))',
  ])('leaves alone: %s', (code) => {
    expect(matchedTexts(parse('a.ts', code))).toEqual([]);
  });

  it.each([
    'interface Verdict { readonly because: string }',
    "type Refusal = { readonly refused: 'a' | string }",
    'const left = (why: string | undefined) => why;',
  ])('finds a sentence for a reason: %s', (code) => {
    expect(sentences(parse('a.ts', code))).toHaveLength(1);
  });

  it('tells values that are imported from types', () => {
    const code =
      "import type { A } from './a.js'; import { type B } from './b.js'; import { c } from '../c.js';";
    expect(valuesImported('src/x/y.ts', parse('y.ts', code))).toEqual(['src/c.js']);
  });
});
