import { ts } from 'ts-morph';

/** A declaration of a name, and the identifier that introduces it. */
export interface Declaration {
  readonly kind:
    'import' | 'variable' | 'parameter' | 'caught' | 'function' | 'class' | 'enum' | 'alias' | 'other';
  /** The import specifier or clause, variable declaration, parameter, catch clause, function, class, enum. */
  readonly node: ts.Node;
  readonly name: ts.Identifier;
}

type Names = ReadonlyMap<string, Declaration>;

const namesOf = new WeakMap<ts.Node, Names>();

/** The declaration that a name resolves to at a place, by the scopes around it; undefined for a global. */
export function resolveName(at: ts.Node, name: string): Declaration | undefined {
  for (const scope of scopesAround(at)) {
    const declaration = declarationsIn(scope).get(name);
    if (declaration) return declaration;
  }
  return undefined;
}

/** The nodes around a place that can declare names, innermost first. */
export function* scopesAround(at: ts.Node): Iterable<ts.Node> {
  for (let node: ts.Node | undefined = at; node; node = node.parent) if (isScope(node)) yield node;
}

/** The names a scope declares itself. */
export function declarationsIn(scope: ts.Node): Names {
  const known = namesOf.get(scope);
  if (known) return known;
  const names = new Map<string, Declaration>();
  const add = (kind: Declaration['kind'], node: ts.Node, name: ts.Node | undefined) => {
    if (name && ts.isIdentifier(name) && !names.has(name.text)) names.set(name.text, { kind, node, name });
  };
  const pattern = (kind: Declaration['kind'], node: ts.Node, name: ts.BindingName) => {
    if (ts.isIdentifier(name)) add(kind, node, name);
    else
      for (const element of name.elements)
        if (ts.isBindingElement(element)) pattern(kind, node, element.name);
  };
  const list = (declarations: ts.VariableDeclarationList) => {
    for (const each of declarations.declarations) pattern('variable', each, each.name);
  };
  if (ts.isFunctionLike(scope)) {
    for (const parameter of scope.parameters) pattern('parameter', parameter, parameter.name);
    if (ts.isFunctionExpression(scope)) add('function', scope, scope.name);
    const body = (scope as ts.FunctionLikeDeclaration).body;
    if (body) hoistedVariables(body, list);
  } else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration) pattern('caught', scope, scope.variableDeclaration.name);
  } else if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    if (scope.initializer && ts.isVariableDeclarationList(scope.initializer)) list(scope.initializer);
  } else if (ts.isClassExpression(scope)) {
    add('class', scope, scope.name);
  } else {
    const statements = statementsOf(scope);
    for (const statement of statements) declaredBy(statement, add, list);
    if (ts.isSourceFile(scope)) hoistedVariables(scope, list);
  }
  namesOf.set(scope, names);
  return names;
}

function declaredBy(
  statement: ts.Statement,
  add: (kind: Declaration['kind'], node: ts.Node, name: ts.Node | undefined) => void,
  list: (declarations: ts.VariableDeclarationList) => void,
): void {
  if (ts.isVariableStatement(statement)) list(statement.declarationList);
  else if (ts.isFunctionDeclaration(statement)) add('function', statement, statement.name);
  else if (ts.isClassDeclaration(statement)) add('class', statement, statement.name);
  else if (ts.isEnumDeclaration(statement)) add('enum', statement, statement.name);
  else if (ts.isTypeAliasDeclaration(statement)) add('alias', statement, statement.name);
  else if (ts.isModuleDeclaration(statement)) add('other', statement, statement.name);
  else if (ts.isImportEqualsDeclaration(statement)) add('import', statement, statement.name);
  else if (ts.isImportDeclaration(statement) && statement.importClause) {
    const clause = statement.importClause;
    add('import', clause, clause.name);
    const bindings = clause.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) add('import', bindings, bindings.name);
    if (bindings && ts.isNamedImports(bindings)) {
      for (const specifier of bindings.elements) add('import', specifier, specifier.name);
    }
  }
}

/** `var` belongs to the function around it, however deep in blocks it stands. */
function hoistedVariables(root: ts.Node, list: (declarations: ts.VariableDeclarationList) => void): void {
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) list(node);
    if (
      ts.isStatement(node) ||
      ts.isCaseOrDefaultClause(node) ||
      ts.isCaseBlock(node) ||
      ts.isCatchClause(node)
    ) {
      ts.forEachChild(node, visit);
    }
  };
  ts.forEachChild(root, visit);
}

function statementsOf(scope: ts.Node): readonly ts.Statement[] {
  if (ts.isCaseBlock(scope)) return scope.clauses.flatMap((clause) => [...clause.statements]);
  return ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope) ? scope.statements : [];
}

function isScope(node: ts.Node): boolean {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isModuleBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isFunctionLike(node) ||
    ts.isCatchClause(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isClassExpression(node)
  );
}
