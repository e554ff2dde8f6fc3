import { ts } from 'ts-morph';
import {
  eolOf,
  type ImportLayout,
  type ModuleStyle,
  endOfLine,
  headPosition,
  importStatement,
  insertStatements,
  usesSemicolons,
} from '../model/text/import-statement.js';

/** What a file must bring in for its new calls to mean something. */
export interface NeededImport {
  readonly from: string;
  readonly name: string;
  readonly local: string;
  /** A statement behind the import that makes the file's own logger (NestJS). */
  readonly statement?: string;
  /** How a file without imports of its own is loaded. */
  readonly defaultStyle: ModuleStyle;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edits that add an import once, in the file's own module style. */
export function planImports(tree: ts.SourceFile, needed: NeededImport): readonly Edit[] {
  const layout = layoutOf(tree, needed.defaultStyle, needed.statement !== undefined);
  const existing = tree.statements
    .filter(ts.isImportDeclaration)
    .find((each) => isNamedImportOf(each, needed.from));
  const named = existing && namedImports(existing);
  const already = named?.elements.find((each) => (each.propertyName ?? each.name).text === needed.name);
  const after = needed.statement === undefined ? [] : ['', needed.statement];
  if (layout.style === 'esm' && named && needed.name !== 'default') {
    const last = named.elements.at(-1);
    const specifier = needed.name === needed.local ? needed.name : `${needed.name} as ${needed.local}`;
    const edits: Edit[] = [];
    if (!already && last) {
      // One name a line, where the list is written so.
      const line = /\n([ \t]*)$/.exec(tree.text.slice(named.pos, last.getStart(tree)));
      const separator = line ? `,${layout.eol}${line[1] ?? ''}` : ', ';
      edits.push({ start: last.end, end: last.end, text: separator + specifier });
    }
    if (!already && !last) edits.push({ start: named.pos, end: named.pos, text: ` ${specifier} ` });
    if (after.length > 0) edits.push(insertion(after, layout));
    return edits;
  }
  return [insertion([importStatement(needed, layout), ...after], layout)];
}

function insertion(statements: readonly string[], layout: ImportLayout): Edit {
  const { at, text } = insertStatements(statements, layout);
  return { start: at, end: at, text };
}

function isNamedImportOf(statement: ts.ImportDeclaration, module: string): boolean {
  return (
    ts.isStringLiteral(statement.moduleSpecifier) &&
    statement.moduleSpecifier.text === module &&
    statement.importClause?.phaseModifier === undefined &&
    namedImports(statement) !== undefined
  );
}

function namedImports(statement: ts.ImportDeclaration): ts.NamedImports | undefined {
  const bindings = statement.importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings : undefined;
}

/** How a file imports, and where its next import belongs. */
export function layoutOf(tree: ts.SourceFile, defaultStyle: ModuleStyle, atHead: boolean): ImportLayout {
  const { statements, text } = tree;
  const body = statements.filter((statement) => !isDirective(statement));
  const isEsm = body.some(
    (each) => ts.isImportDeclaration(each) || ts.isExportDeclaration(each) || isExported(each),
  );
  const isCjs = !isEsm && (body.some(isRequire) || /\b(?:module\.exports|exports\.\w)/.test(text));
  const style: ModuleStyle = isEsm ? 'esm' : isCjs ? 'cjs' : defaultStyle;
  // The head of the file: what stands before the first statement that does something.
  const isHead = (each: ts.Statement) =>
    ts.isImportDeclaration(each) ||
    ts.isImportEqualsDeclaration(each) ||
    isRequire(each) ||
    isSideEffectRequire(each);
  const firstOther = body.findIndex((each) => !isHead(each));
  const head = firstOther < 0 ? body : body.slice(0, firstOther);
  // Imports are hoisted, wherever they stand; a `require` or a logger of the file's own runs in its place.
  const lastImport = style === 'esm' && !atHead ? body.findLast(ts.isImportDeclaration) : undefined;
  const last = lastImport ?? head.at(-1);
  const first = body[0];
  return {
    style,
    quote: quoteOfImports(tree),
    semicolons: usesSemicolons(text),
    eol: eolOf(text),
    lastImportEnd: last && endOfLine(last.end, text),
    headEnd: first ? startWithComments(first, tree) : text.length,
  };
}

function startWithComments(statement: ts.Statement, tree: ts.SourceFile): number {
  const last = ts.getLeadingCommentRanges(tree.text, statement.pos)?.at(-1);
  return headPosition(tree.text, statement.getStart(tree), last && [last.pos, last.end]);
}

function quoteOfImports(tree: ts.SourceFile): "'" | '"' {
  for (const statement of tree.statements) {
    const quote = ts.isImportDeclaration(statement) ? statement.moduleSpecifier.getText(tree)[0] : undefined;
    if (quote === "'" || quote === '"') return quote;
  }
  const count = (quote: string) => tree.text.split(quote).length;
  return count('"') > count("'") ? '"' : "'";
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

function isRequire(statement: ts.Statement): boolean {
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.every(({ initializer }) => {
      let call = initializer;
      while (
        call &&
        (ts.isPropertyAccessExpression(call) || (ts.isCallExpression(call) && !isRequireCall(call)))
      ) {
        call = call.expression;
      }
      return call !== undefined && isRequireCall(call);
    })
  );
}

function isSideEffectRequire(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement)) return false;
  let call: ts.Expression = statement.expression;
  while (ts.isPropertyAccessExpression(call) || (ts.isCallExpression(call) && !isRequireCall(call)))
    call = call.expression;
  return isRequireCall(call);
}

function isRequireCall(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require';
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.isExportAssignment(statement) ||
    (ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement)?.some((each) => each.kind === ts.SyntaxKind.ExportKeyword) ?? false))
  );
}
