import { ts } from 'ts-morph';
import type {
  Expression,
  FunctionLiteral,
  Identifier,
  ObjectLiteral,
  Property,
  Template,
  TypeName,
} from '../model/code/expression.js';
import {
  type Binding,
  type Located,
  type Source,
  type VisibleName,
  MUTATING_FUNCTIONS,
  MUTATING_METHODS,
  memberOf,
  runsBefore,
} from '../model/code/source.js';
import { type Declaration, declarationsIn, resolveName, scopesAround } from './names.js';

/** Types that say no more than that a value may be missing. */
const MISSING = new Set(['undefined', 'null']);
const MAX_TYPE_DEPTH = 8;
/** Assignments after which a name holds the right side, or what it held before. */
const ASSIGNMENTS = new Set(['=', '??=', '||=', '&&=']);

/** One file read through the TypeScript tree, without a program: names are resolved by scope. */
export class TsSource implements Source {
  readonly file: string;
  readonly text: string;
  private readonly expressions = new WeakMap<ts.Node, Expression>();
  private readonly nodes = new WeakMap<Expression, ts.Node>();
  private readonly exporting = new Set<string>();

  constructor(
    readonly tree: ts.SourceFile,
    private readonly load: (module: string) => TsSource | undefined,
  ) {
    this.file = tree.fileName;
    this.text = tree.text;
  }

  /** The expression that a node is, as the model sees it. */
  expression(node: ts.Node): Expression {
    const bare = withoutParentheses(node);
    const known = this.expressions.get(bare);
    if (known) return known;
    const made = this.convert(bare);
    this.expressions.set(bare, made);
    this.nodes.set(made, bare);
    return made;
  }

  binding(name: Identifier): Binding {
    const node = this.nodes.get(name);
    const declaration = node && resolveName(node, name.name);
    return declaration ? this.declared(declaration) : { kind: 'global', name: name.name };
  }

  typeBinding(type: TypeName): Binding {
    const name = type.path[0] ?? '';
    const declaration = declarationsIn(this.tree).get(name);
    return declaration ? this.declared(declaration) : { kind: 'global', name };
  }

  thisMember(near: Expression, name: string): Located | undefined {
    let inFunction = false;
    for (let at = this.nodes.get(near); at; at = at.parent) {
      const { parent } = at;
      if (parent && ts.isClassLike(parent) && parent.members.includes(at as ts.ClassElement)) {
        const isStatic = ts.isClassStaticBlockDeclaration(at) || hasModifier(at, ts.SyntaxKind.StaticKeyword);
        const isLate = ts.isConstructorDeclaration(at) || (ts.isPropertyDeclaration(at) && !inFunction);
        const found = this.classMember(parent, name, isStatic);
        return found && { ...found, isLate };
      }
      if (!ts.isFunctionLike(at)) continue;
      inFunction = true;
      const isMember = parent !== undefined && ts.isPropertyDeclaration(parent);
      if (!ts.isArrowFunction(at) && !isMember) return undefined;
    }
    return undefined;
  }

  optionAround(near: Expression): ReturnType<Source['optionAround']> {
    let at = this.nodes.get(near)?.parent;
    while (at && (!ts.isFunctionLike(at) || ts.isArrowFunction(at))) at = at.parent;
    const property = at && ts.isPropertyAssignment(at.parent) ? at.parent : at;
    if (!property || !ts.isObjectLiteralExpression(property.parent)) return undefined;
    const name =
      ts.isPropertyAssignment(property) || ts.isMethodDeclaration(property)
        ? keyOf(property.name)
        : undefined;
    const handed = name === undefined ? undefined : this.argumentOf(property.parent);
    return name !== undefined && handed ? { name, call: handed.call } : undefined;
  }

  follow(module: string, exported: string): Located | undefined {
    return this.load(module)?.exported(exported);
  }

  exported(name: string): Located | undefined {
    // Two modules may `export *` from each other.
    if (this.exporting.has(name)) return undefined;
    this.exporting.add(name);
    const found = this.findExport(name);
    this.exporting.delete(name);
    return found;
  }

  private findExport(name: string): Located | undefined {
    const wildcards: string[] = [];
    for (const statement of this.tree.statements) {
      const found = this.exportedBy(statement, name, wildcards);
      if (found) return found;
    }
    for (const module of wildcards) {
      const found = this.follow(module, name);
      if (found) return found;
    }
    return undefined;
  }

  enclosingName(near: Expression): string | undefined {
    for (let at = this.nodes.get(near)?.parent; at; at = at.parent) {
      const name = ts.isFunctionLike(at) ? nameOfFunction(at) : undefined;
      if (name !== undefined && name !== 'exports') return name;
    }
    return undefined;
  }

  *handedTo(near: Expression): Iterable<string> {
    for (let at = this.nodes.get(near)?.parent; at; at = at.parent) {
      if (!ts.isFunctionLike(at) || !ts.isCallExpression(at.parent)) continue;
      const callee = at.parent.expression;
      if (ts.isPropertyAccessExpression(callee)) yield callee.name.text;
    }
  }

  *visible(near: Expression): Iterable<VisibleName> {
    const node = this.nodes.get(near);
    if (!node) return;
    const seen = new Set<string>();
    for (const scope of scopesAround(node)) {
      for (const [name, declaration] of declarationsIn(scope)) {
        if (seen.has(name)) continue;
        seen.add(name);
        yield {
          name,
          binding: () => this.declared(declaration),
          isInitialised: () => this.isInitialised(declaration, node),
        };
      }
    }
  }

  /** There is no type checker: everything the codemod decides shows in the syntax. */
  typeOf(): undefined {
    return undefined;
  }

  /** Read from annotations in this file alone. */
  valuesOf(expression: Expression): number | undefined {
    const node = this.nodes.get(expression);
    const type = node && this.writtenType(node);
    const values = type && this.literals(type, 0);
    return values && [...values].some((value) => !MISSING.has(value)) ? values.size : undefined;
  }

  private writtenType(node: ts.Node): ts.TypeNode | undefined {
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node))
      return this.writtenType(node.expression);
    if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) return node.type;
    if (ts.isPropertyAccessExpression(node)) {
      const owner = this.writtenType(node.expression);
      return owner && this.typeMember(owner, node.name.text, 0);
    }
    const declaration = ts.isIdentifier(node) ? resolveName(node, node.text) : undefined;
    const target = declaration?.node;
    if (!declaration || !target || !(ts.isVariableDeclaration(target) || ts.isParameter(target)))
      return undefined;
    const path = pathTo(declaration.name, target.name) ?? [];
    return path.reduce<ts.TypeNode | undefined>(
      (type, step) => type && this.typeMember(type, step, 0),
      target.type,
    );
  }

  private typeMember(type: ts.TypeNode, name: string, depth: number): ts.TypeNode | undefined {
    if (depth > MAX_TYPE_DEPTH) return undefined;
    const declaration = this.typeDeclaration(type);
    if (declaration && ts.isTypeAliasDeclaration(declaration))
      return this.typeMember(declaration.type, name, depth + 1);
    const owner = declaration && ts.isInterfaceDeclaration(declaration) ? declaration : type;
    if (!ts.isInterfaceDeclaration(owner) && !ts.isTypeLiteralNode(owner)) return undefined;
    const member = owner.members.find((each) => ts.isPropertySignature(each) && keyOf(each.name) === name);
    return member && ts.isPropertySignature(member) ? member.type : undefined;
  }

  private typeDeclaration(type: ts.TypeNode): ts.Node | undefined {
    if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName) || type.typeArguments)
      return undefined;
    const name = type.typeName.text;
    // Interfaces are no values, so they are not among the declared names.
    return (
      declarationsIn(this.tree).get(name)?.node ??
      this.tree.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === name)
    );
  }

  private literals(type: ts.TypeNode, depth: number): ReadonlySet<string> | undefined {
    if (depth > MAX_TYPE_DEPTH) return undefined;
    if (ts.isParenthesizedTypeNode(type)) return this.literals(type.type, depth + 1);
    if (type.kind === ts.SyntaxKind.BooleanKeyword) return new Set(['true', 'false']);
    if (type.kind === ts.SyntaxKind.UndefinedKeyword) return new Set(['undefined']);
    if (ts.isLiteralTypeNode(type)) return new Set([type.literal.getText(this.tree)]);
    if (ts.isUnionTypeNode(type)) {
      const all = type.types.map((each) => this.literals(each, depth + 1));
      return all.every((each) => each !== undefined) ? new Set(all.flatMap((each) => [...each])) : undefined;
    }
    const declaration = this.typeDeclaration(type);
    if (declaration && ts.isTypeAliasDeclaration(declaration))
      return this.literals(declaration.type, depth + 1);
    if (!declaration || !ts.isEnumDeclaration(declaration)) return undefined;
    return new Set(
      declaration.members.map((each) => `${declaration.name.text}.${keyOf(each.name) ?? each.pos}`),
    );
  }

  /** Offset of a node's first character, comments before it left out. */
  start(node: ts.Node): number {
    return node.getStart(this.tree);
  }

  private isInitialised(declaration: Declaration, at: ts.Node): boolean {
    if (declaration.kind === 'import' || declaration.kind === 'parameter') return true;
    if (declaration.kind !== 'variable' || !ts.isVariableDeclaration(declaration.node)) return false;
    const clause = declaration.node.parent.parent.parent;
    if (ts.isCaseOrDefaultClause(clause) && !(clause.pos <= at.pos && at.end <= clause.end)) return false;
    const home = enclosingFunction(declaration.node);
    const hoisted: string[] = [];
    for (let around = enclosingFunction(at); around && around !== home; around = enclosingFunction(around)) {
      if (ts.isFunctionDeclaration(around) && around.name) hoisted.push(around.name.text);
    }
    const range = [this.start(declaration.node), declaration.node.end] as const;
    return runsBefore(range, this.start(at), hoisted, this.tree.text);
  }

  private declared(declaration: Declaration): Binding {
    const { node, name } = declaration;
    switch (declaration.kind) {
      case 'import':
        return importBinding(node);
      case 'caught':
        return {
          kind: 'caught',
          constant: true,
          path:
            (ts.isCatchClause(node)
              ? node.variableDeclaration && pathTo(name, node.variableDeclaration.name)
              : undefined) ?? [],
        };
      case 'function':
        return ts.isFunctionLike(node) ? this.functionBinding(node) : { kind: 'unknown' };
      case 'class':
        return ts.isClassLike(node) ? this.classBinding(node) : { kind: 'unknown' };
      case 'enum':
        return ts.isEnumDeclaration(node) ? enumBinding(node) : { kind: 'unknown' };
      case 'parameter':
        return ts.isParameter(node) ? this.parameter(node, name) : { kind: 'unknown' };
      case 'variable': {
        if (!ts.isVariableDeclaration(node)) return { kind: 'unknown' };
        const init = node.initializer;
        const constant = init !== undefined && (node.parent.flags & ts.NodeFlags.Const) !== 0;
        if (constant && (ts.isArrowFunction(init) || ts.isFunctionExpression(init)))
          return this.functionBinding(init);
        return {
          kind: 'variable',
          constant,
          path: pathTo(name, node.name) ?? [],
          init: init && (() => this.expression(init)),
          type: typeNameOf(node.type),
          writes: () => this.writesOf(declaration, node),
          isMutated: () => this.isMutated(declaration),
        };
      }
      case 'alias':
        return ts.isTypeAliasDeclaration(node)
          ? { kind: 'alias', type: typeNameOf(node.type) }
          : { kind: 'unknown' };
      default:
        return { kind: 'unknown' };
    }
  }

  private writesOf(
    declaration: Declaration,
    node: ts.VariableDeclaration,
  ): readonly Expression[] | undefined {
    const values: Expression[] = [];
    if (!ts.isIdentifier(node.name)) return undefined;
    if (node.initializer) values.push(this.expression(node.initializer));
    else if (!ts.isVariableStatement(node.parent.parent)) return undefined;
    if ((node.parent.flags & ts.NodeFlags.Const) !== 0) return values;
    let isComplete = true;
    const visit = (at: ts.Node): void => {
      if (
        ts.isIdentifier(at) &&
        at !== node.name &&
        at.text === declaration.name.text &&
        isWritten(at) &&
        resolveName(at, at.text)?.name === declaration.name
      ) {
        const { parent } = at;
        const isPlain =
          ts.isBinaryExpression(parent) &&
          parent.left === at &&
          ASSIGNMENTS.has(parent.operatorToken.getText(this.tree));
        if (isPlain) values.push(this.expression(parent.right));
        else isComplete = false;
      }
      ts.forEachChild(at, visit);
    };
    visit(enclosingFunction(node) ?? this.tree);
    return isComplete ? values : undefined;
  }

  private isMutated({ name }: Declaration): boolean {
    const visit = (at: ts.Node): boolean =>
      (ts.isIdentifier(at) &&
        at !== name &&
        at.text === name.text &&
        isMutatedAt(at) &&
        resolveName(at, at.text)?.name === name) ||
      (ts.forEachChild(at, (child) => visit(child) || undefined) ?? false);
    return visit(this.tree);
  }

  private isMutatedMember(name: string): boolean {
    const visit = (at: ts.Node): boolean =>
      (ts.isPropertyAccessExpression(at) && at.name.text === name && isMutatedAt(at)) ||
      (ts.forEachChild(at, (child) => visit(child) || undefined) ?? false);
    return visit(this.tree);
  }

  private parameter(node: ts.ParameterDeclaration, name: ts.Identifier): Binding {
    const owner = node.parent;
    const fallback = node.initializer;
    return {
      kind: 'parameter',
      constant: false,
      index: owner.parameters.indexOf(node),
      arity: owner.parameters.length,
      path: pathTo(name, node.name) ?? [],
      type: nullable(typeNameOf(node.type), node.questionToken !== undefined),
      callbackOf: () => this.callbackOf(owner),
      default: fallback && (() => this.expression(fallback)),
      functionType: ts.isVariableDeclaration(owner.parent) ? typeNameOf(owner.parent.type) : undefined,
    };
  }

  private callbackOf(owner: ts.SignatureDeclaration) {
    const direct = this.argumentOf(owner);
    if (direct) return direct;
    const { parent } = owner;
    const name = ts.isFunctionDeclaration(owner)
      ? owner.name
      : parent && ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)
        ? parent.name
        : undefined;
    return name && this.firstUseAsArgument(name);
  }

  private firstUseAsArgument(name: ts.Identifier) {
    let found: ReturnType<TsSource['argumentOf']>;
    const visit = (node: ts.Node): void => {
      if (found) return;
      if (ts.isIdentifier(node) && node.text === name.text && node !== name) found = this.argumentOf(node);
      ts.forEachChild(node, visit);
    };
    // A text search first: most functions are only called.
    if (new RegExp(`[(,]\\s*${name.text.replaceAll('$', '\\$')}\\s*[,)]`).test(this.tree.text))
      visit(this.tree);
    return found;
  }

  private argumentOf(node: ts.Node) {
    const { parent } = node;
    if (!parent || (!ts.isCallExpression(parent) && !ts.isNewExpression(parent))) return undefined;
    const argument = parent.arguments?.indexOf(node as ts.Expression) ?? -1;
    const call = argument < 0 ? undefined : this.expression(parent);
    return call?.kind === 'call' || call?.kind === 'new' ? { call, argument } : undefined;
  }

  functionOf(literal: FunctionLiteral): ReturnType<Source['functionOf']> {
    const node = this.nodes.get(literal);
    return node && ts.isFunctionLike(node) ? this.functionBinding(node) : undefined;
  }

  private functionBinding(node: ts.SignatureDeclaration): Extract<Binding, { kind: 'function' }> {
    return {
      kind: 'function',
      returns: () => returnsOf(node).map((value) => this.expression(value)),
      tests: () => testsOf(node).map(({ test, isSwitch }) => ({ test: this.expression(test), isSwitch })),
      parameters: node.parameters.map((each) => (ts.isIdentifier(each.name) ? each.name.text : undefined)),
    };
  }

  private classBinding(node: ts.ClassLikeDeclaration): Binding {
    const superclass = superclassOf(node);
    return {
      kind: 'class',
      superclass: superclass && (() => this.expression(superclass)),
      member: (name) => this.classMember(node, name),
    };
  }

  private classMember(owner: ts.ClassLikeDeclaration, name: string, isStatic?: boolean): Located | undefined {
    const found: Binding[] = [];
    for (const member of owner.members) {
      const ownsStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
      // A constructor sets fields of the instance.
      const isElsewhere = ts.isConstructorDeclaration(member)
        ? isStatic === true
        : ownsStatic !== (isStatic ?? ownsStatic);
      if (isElsewhere) continue;
      const binding = this.memberBinding(member, name);
      if (binding) found.push(binding);
    }
    const own = memberOf(found, () => this.isMutatedMember(name));
    if (own) return { source: this, binding: own };
    const superclass = superclassOf(owner);
    if (!superclass || !ts.isIdentifier(superclass)) return undefined;
    const base = this.expression(superclass);
    const binding = base.kind === 'identifier' ? this.binding(base) : undefined;
    if (binding?.kind === 'class') return binding.member(name);
    if (binding?.kind !== 'import') return undefined;
    const located = this.follow(binding.module, binding.imported);
    return located?.binding.kind === 'class' ? located.binding.member(name) : undefined;
  }

  private memberBinding(member: ts.ClassElement, name: string): Binding | undefined {
    if (ts.isPropertyDeclaration(member) && keyOf(member.name) === name) {
      const value = member.initializer;
      if (value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)))
        return this.functionBinding(value);
      return {
        kind: 'variable',
        constant: hasModifier(member, ts.SyntaxKind.ReadonlyKeyword),
        path: [],
        init: value && (() => this.expression(value)),
        type: nullable(typeNameOf(member.type), member.questionToken !== undefined),
      };
    }
    if (ts.isGetAccessorDeclaration(member) && keyOf(member.name) === name) {
      const result = returnsOf(member)[0];
      const init = result && (() => this.expression(result));
      return { kind: 'variable', constant: false, path: [], init, type: typeNameOf(member.type) };
    }
    if (ts.isMethodDeclaration(member) && keyOf(member.name) === name) return this.functionBinding(member);
    if (!ts.isConstructorDeclaration(member)) return undefined;
    for (const parameter of member.parameters) {
      const isProperty = ts.isParameterPropertyDeclaration(parameter, member);
      if (!isProperty || !ts.isIdentifier(parameter.name) || parameter.name.text !== name) continue;
      const fallback = parameter.initializer;
      return {
        kind: 'variable',
        constant: hasModifier(parameter, ts.SyntaxKind.ReadonlyKeyword),
        path: [],
        init: fallback && (() => this.expression(fallback)),
        type: nullable(typeNameOf(parameter.type), parameter.questionToken !== undefined),
      };
    }
    for (const statement of member.body?.statements ?? []) {
      const assigned = ts.isExpressionStatement(statement) ? statement.expression : undefined;
      if (!assigned || !ts.isBinaryExpression(assigned)) continue;
      if (assigned.operatorToken.kind !== ts.SyntaxKind.EqualsToken) continue;
      const { left, right } = assigned;
      if (!ts.isPropertyAccessExpression(left) || left.expression.kind !== ts.SyntaxKind.ThisKeyword)
        continue;
      if (left.name.text !== name) continue;
      return {
        kind: 'variable',
        constant: false,
        path: [],
        init: () => this.expression(right),
        type: undefined,
      };
    }
    return undefined;
  }

  private exportedBy(statement: ts.Statement, name: string, wildcards: string[]): Located | undefined {
    const here = (binding: Binding | undefined) => binding && { source: this, binding };
    if (ts.isExportDeclaration(statement)) {
      const module =
        statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
          ? statement.moduleSpecifier.text
          : undefined;
      const clause = statement.exportClause;
      if (!clause && module) wildcards.push(module);
      if (clause && ts.isNamespaceExport(clause) && clause.name.text === name && module) {
        return here({ kind: 'import', module, imported: '*', typeOnly: false });
      }
      if (!clause || !ts.isNamedExports(clause)) return undefined;
      const specifier = clause.elements.find((each) => each.name.text === name);
      if (!specifier) return undefined;
      const local = (specifier.propertyName ?? specifier.name).text;
      return module
        ? here({ kind: 'import', module, imported: local, typeOnly: false })
        : here(this.named(local));
    }
    if (ts.isExportAssignment(statement)) {
      const isWanted = name === 'default' || (statement.isExportEquals === true && name === '*');
      return isWanted ? here(this.valueBinding(statement.expression)) : undefined;
    }
    if (ts.isExpressionStatement(statement)) return this.commonJsExport(statement.expression, name);
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return undefined;
    if (hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) {
      if (name !== 'default') return undefined;
      if (ts.isClassDeclaration(statement)) return here(this.classBinding(statement));
      return ts.isFunctionDeclaration(statement) ? here(this.functionBinding(statement)) : undefined;
    }
    const declared = declarationsIn(this.tree).get(name);
    return declared && statement.pos <= declared.name.pos && declared.name.end <= statement.end
      ? here(this.declared(declared))
      : undefined;
  }

  private commonJsExport(expression: ts.Expression, name: string): Located | undefined {
    if (!ts.isBinaryExpression(expression)) return undefined;
    if (expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
    const { left, right } = expression;
    if (!ts.isPropertyAccessExpression(left)) return undefined;
    const target = left.getText(this.tree);
    const here = (node: ts.Expression) => ({ source: this, binding: this.valueBinding(node) });
    if (target === `exports.${name}` || target === `module.exports.${name}`) return here(right);
    if (target !== 'module.exports') return undefined;
    if (name === 'default' || name === '*') return here(right);
    if (!ts.isObjectLiteralExpression(right)) return undefined;
    for (const property of right.properties) {
      if (ts.isShorthandPropertyAssignment(property) && property.name.text === name)
        return here(property.name);
      if (ts.isPropertyAssignment(property) && keyOf(property.name) === name)
        return here(property.initializer);
    }
    return undefined;
  }

  private named(name: string): Binding | undefined {
    const declaration = declarationsIn(this.tree).get(name);
    return declaration && this.declared(declaration);
  }

  private valueBinding(node: ts.Expression): Binding {
    const bare = withoutParentheses(node);
    if (ts.isIdentifier(bare)) return this.named(bare.text) ?? { kind: 'unknown' };
    if (ts.isClassExpression(bare)) return this.classBinding(bare);
    if (ts.isArrowFunction(bare) || ts.isFunctionExpression(bare)) return this.functionBinding(bare);
    return { kind: 'variable', constant: true, path: [], init: () => this.expression(bare), type: undefined };
  }

  private convert(node: ts.Node): Expression {
    const start = this.start(node);
    const base = { text: this.tree.text.slice(start, node.end), range: [start, node.end] as const };
    if (ts.isIdentifier(node)) {
      return node.text === 'undefined'
        ? { ...base, kind: 'identifier', name: 'undefined' }
        : { ...base, kind: 'identifier', name: node.text };
    }
    if (ts.isStringLiteral(node)) return { ...base, kind: 'literal', value: node.text };
    if (ts.isNumericLiteral(node)) return { ...base, kind: 'literal', value: Number(node.text) };
    if (ts.isNoSubstitutionTemplateLiteral(node)) {
      return { ...base, kind: 'template', quasis: [node.text], expressions: [] };
    }
    if (ts.isTemplateExpression(node)) return this.template(node, base);
    if (ts.isTaggedTemplateExpression(node)) return this.tagged(node, base);
    if (ts.isPropertyAccessExpression(node)) {
      return {
        ...base,
        kind: 'member',
        object: this.expression(node.expression),
        property: node.name.text,
        optional: node.questionDotToken !== undefined,
      };
    }
    if (ts.isElementAccessExpression(node)) {
      const key = node.argumentExpression;
      return {
        ...base,
        kind: 'member',
        object: this.expression(node.expression),
        property: ts.isStringLiteral(key) ? key.text : this.expression(key),
        optional: node.questionDotToken !== undefined,
      };
    }
    if (ts.isCallExpression(node)) {
      return {
        ...base,
        kind: 'call',
        callee: this.expression(node.expression),
        arguments: node.arguments.map((argument) => this.expression(argument)),
        optional: node.questionDotToken !== undefined,
      };
    }
    if (ts.isNewExpression(node)) {
      return {
        ...base,
        kind: 'new',
        callee: this.expression(node.expression),
        arguments: (node.arguments ?? []).map((argument) => this.expression(argument)),
      };
    }
    if (ts.isObjectLiteralExpression(node)) return this.object(node, base);
    if (ts.isArrayLiteralExpression(node)) {
      const elements = node.elements.filter((element) => !ts.isOmittedExpression(element));
      return { ...base, kind: 'array', elements: elements.map((element) => this.expression(element)) };
    }
    if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind === ts.SyntaxKind.CommaToken)
        return { ...base, kind: 'other', loose: true };
      return {
        ...base,
        kind: 'operation',
        operator: node.operatorToken.getText(this.tree),
        left: this.expression(node.left),
        right: this.expression(node.right),
      };
    }
    if (ts.isConditionalExpression(node)) {
      return {
        ...base,
        kind: 'conditional',
        test: this.expression(node.condition),
        whenTrue: this.expression(node.whenTrue),
        whenFalse: this.expression(node.whenFalse),
      };
    }
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const operator = ts.tokenToString(node.operator) ?? '';
      return { ...base, kind: 'unary', operator, operand: this.expression(node.operand) };
    }
    if (
      ts.isAwaitExpression(node) ||
      ts.isTypeOfExpression(node) ||
      ts.isVoidExpression(node) ||
      ts.isDeleteExpression(node)
    ) {
      const operator = /^[a-z]+/.exec(base.text)?.[0] ?? '';
      return { ...base, kind: 'unary', operator, operand: this.expression(node.expression) };
    }
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node)) {
      return {
        ...base,
        kind: 'assertion',
        operand: this.expression(node.expression),
        type: typeNameOf(node.type),
      };
    }
    if (ts.isNonNullExpression(node)) {
      return { ...base, kind: 'assertion', operand: this.expression(node.expression), type: undefined };
    }
    if (ts.isSpreadElement(node))
      return { ...base, kind: 'spread', operand: this.expression(node.expression) };
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      const parameters = node.parameters.map((each) =>
        ts.isIdentifier(each.name) ? each.name.text : undefined,
      );
      return { ...base, kind: 'function', parameters };
    }
    return this.keyword(node, base);
  }

  private keyword(node: ts.Node, base: Pick<Template, 'text' | 'range'>): Expression {
    switch (node.kind) {
      case ts.SyntaxKind.ThisKeyword:
        return { ...base, kind: 'this' };
      case ts.SyntaxKind.TrueKeyword:
        return { ...base, kind: 'literal', value: true };
      case ts.SyntaxKind.FalseKeyword:
        return { ...base, kind: 'literal', value: false };
      case ts.SyntaxKind.NullKeyword:
        return { ...base, kind: 'literal', value: null };
      case ts.SyntaxKind.BigIntLiteral:
      case ts.SyntaxKind.RegularExpressionLiteral:
        return { ...base, kind: 'literal', value: undefined };
      default:
        return { ...base, kind: 'other', loose: false };
    }
  }

  private template(node: ts.TemplateExpression, base: Pick<Template, 'text' | 'range'>): Template {
    return {
      ...base,
      kind: 'template',
      quasis: [node.head.text, ...node.templateSpans.map((span) => span.literal.text)],
      expressions: node.templateSpans.map((span) => this.expression(span.expression)),
    };
  }

  private tagged(node: ts.TaggedTemplateExpression, base: Pick<Template, 'text' | 'range'>): Expression {
    const { template } = node;
    const quasi: Template = ts.isTemplateExpression(template)
      ? this.template(template, base)
      : { ...base, kind: 'template', quasis: [template.text], expressions: [] };
    const literals = ts.isTemplateExpression(template)
      ? [template.head, ...template.templateSpans.map((span) => span.literal)]
      : [template];
    const raw = literals.map((literal) => literal.rawText ?? literal.text);
    return { ...base, kind: 'tagged', tag: this.expression(node.tag), quasi, raw };
  }

  private object(node: ts.ObjectLiteralExpression, base: Pick<Template, 'text' | 'range'>): ObjectLiteral {
    const properties = node.properties.map((property): Property => {
      const start = this.start(property);
      const at = { range: [start, property.end] as const, text: this.tree.text.slice(start, property.end) };
      if (ts.isSpreadAssignment(property)) {
        const value = this.expression(property.expression);
        return { ...at, key: undefined, value, shorthand: false, accessor: false };
      }
      if (ts.isShorthandPropertyAssignment(property)) {
        const value = this.expression(property.name);
        return { ...at, key: property.name.text, value, shorthand: true, accessor: false };
      }
      const key = keyOf(property.name) ?? this.expression(property.name);
      if (!ts.isPropertyAssignment(property)) {
        return { ...at, key, value: this.expression(property), shorthand: false, accessor: true };
      }
      return { ...at, key, value: this.expression(property.initializer), shorthand: false, accessor: false };
    });
    return { ...base, kind: 'object', properties };
  }
}

function withoutParentheses(node: ts.Node): ts.Node {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

function importBinding(node: ts.Node): Binding {
  if (ts.isImportEqualsDeclaration(node)) {
    const reference = node.moduleReference;
    const module = ts.isExternalModuleReference(reference) ? reference.expression : undefined;
    return module && ts.isStringLiteral(module)
      ? { kind: 'import', module: module.text, imported: '*', typeOnly: node.isTypeOnly }
      : { kind: 'unknown' };
  }
  const clause = ts.isImportClause(node)
    ? node
    : ts.isNamespaceImport(node)
      ? node.parent
      : node.parent.parent;
  if (!ts.isImportClause(clause) || !ts.isImportDeclaration(clause.parent)) return { kind: 'unknown' };
  const specifier = clause.parent.moduleSpecifier;
  if (!ts.isStringLiteral(specifier)) return { kind: 'unknown' };
  const isSpecifier = ts.isImportSpecifier(node);
  return {
    kind: 'import',
    module: specifier.text,
    imported: isSpecifier
      ? (node.propertyName ?? node.name).text
      : ts.isNamespaceImport(node)
        ? '*'
        : 'default',
    typeOnly: clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (isSpecifier && node.isTypeOnly),
  };
}

function enumBinding(node: ts.EnumDeclaration): Binding {
  const members = new Map<string, string | number | undefined>();
  node.members.forEach((member, index) => {
    const init = member.initializer;
    const literal =
      init && ts.isStringLiteral(init)
        ? init.text
        : init && ts.isNumericLiteral(init)
          ? Number(init.text)
          : undefined;
    members.set(keyOf(member.name) ?? '', init ? literal : index);
  });
  return { kind: 'enum', members };
}

function superclassOf(node: ts.ClassLikeDeclaration): ts.Expression | undefined {
  const clause = node.heritageClauses?.find((each) => each.token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression;
}

function keyOf(name: ts.Node): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isPrivateIdentifier(name)) return name.text;
  return ts.isComputedPropertyName(name) && ts.isStringLiteral(name.expression)
    ? name.expression.text
    : undefined;
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false)
  );
}

/** The way to a name inside a destructuring pattern; undefined when it is not in there. */
function pathTo(name: ts.Identifier, pattern: ts.BindingName): string[] | undefined {
  if (ts.isIdentifier(pattern)) return pattern === name ? [] : undefined;
  for (const [index, element] of pattern.elements.entries()) {
    if (!ts.isBindingElement(element)) continue;
    const inner = pathTo(name, element.name);
    if (!inner) continue;
    if (element.dotDotDotToken) return ['...'];
    if (ts.isArrayBindingPattern(pattern)) return [String(index), ...inner];
    const key = element.propertyName ?? element.name;
    return [keyOf(key) ?? '?', ...inner];
  }
  return undefined;
}

function typeNameOf(type: ts.TypeNode | undefined): TypeName | undefined {
  if (!type) return undefined;
  if (ts.isTypeReferenceNode(type)) {
    const path = entityPath(type.typeName);
    return path && { path };
  }
  if (ts.isUnionTypeNode(type)) {
    const named = type.types.map(typeNameOf).filter((name) => name !== undefined);
    const isNullable = type.types.some(
      (each) =>
        each.kind === ts.SyntaxKind.UndefinedKeyword ||
        (ts.isLiteralTypeNode(each) && each.literal.kind === ts.SyntaxKind.NullKeyword),
    );
    return named.length === 1 ? nullable(named[0], isNullable) : undefined;
  }
  return undefined;
}

function nullable(type: TypeName | undefined, isNullable: boolean): TypeName | undefined {
  return type && isNullable ? { ...type, isNullable } : type;
}

function entityPath(name: ts.EntityName): string[] | undefined {
  if (ts.isIdentifier(name)) return [name.text];
  const left = entityPath(name.left);
  return left && [...left, name.right.text];
}

/** What a function returns, its nested functions left out. */
function returnsOf(node: ts.SignatureDeclaration): ts.Expression[] {
  const body = (node as ts.FunctionLikeDeclaration).body;
  if (!body) return [];
  if (!ts.isBlock(body)) return [body];
  const values: ts.Expression[] = [];
  const visit = (statement: ts.Node): void => {
    if (ts.isReturnStatement(statement)) {
      if (statement.expression) values.push(statement.expression);
      return;
    }
    if (ts.isFunctionLike(statement) || ts.isClassLike(statement) || ts.isExpression(statement)) return;
    ts.forEachChild(statement, visit);
  };
  visit(body);
  return values;
}

function enclosingFunction(node: ts.Node): ts.SignatureDeclaration | undefined {
  for (let at = node.parent; at; at = at.parent) if (ts.isFunctionLike(at)) return at;
  return undefined;
}

function nameOfFunction(node: ts.SignatureDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return node.parent.name?.text;
  if (node.name) return keyOf(node.name)?.replace(/^#/, '');
  const { parent } = node;
  if (!parent) return undefined;
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? parent.name.text : undefined;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    return keyOf(parent.name)?.replace(/^#/, '');
  }
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const { left } = parent;
    return ts.isPropertyAccessExpression(left)
      ? left.name.text
      : ts.isIdentifier(left)
        ? left.text
        : undefined;
  }
  return undefined;
}

/** What a function's statements decide on, its nested functions left out. */
function testsOf(node: ts.SignatureDeclaration): { test: ts.Expression; isSwitch: boolean }[] {
  const body = (node as ts.FunctionLikeDeclaration).body;
  const tests: { test: ts.Expression; isSwitch: boolean }[] = [];
  const visit = (statement: ts.Node): void => {
    if (ts.isFunctionLike(statement) || ts.isClassLike(statement) || ts.isExpression(statement)) return;
    if (
      ts.isIfStatement(statement) ||
      ts.isSwitchStatement(statement) ||
      ts.isIterationStatement(statement, false)
    ) {
      if ('expression' in statement)
        tests.push({ test: statement.expression, isSwitch: ts.isSwitchStatement(statement) });
    }
    ts.forEachChild(statement, visit);
  };
  if (body && ts.isBlock(body)) visit(body);
  return tests;
}

/** Whether the value of a name or member is changed in place where it is read. */
function isMutatedAt(name: ts.Node): boolean {
  let at: ts.Node = name;
  let { parent }: { parent: ts.Node } = name;
  let member: string | undefined;
  for (; parent; at = parent, parent = parent.parent) {
    if (ts.isPropertyAccessExpression(parent) && parent.expression === at) member = parent.name.text;
    else if (ts.isElementAccessExpression(parent) && parent.expression === at) member = '';
    else if (
      !ts.isParenthesizedExpression(parent) &&
      !ts.isNonNullExpression(parent) &&
      !ts.isAsExpression(parent) &&
      !ts.isSatisfiesExpression(parent)
    )
      break;
  }
  if (!parent) return false;
  if (ts.isCallExpression(parent)) {
    return parent.expression === at
      ? member !== undefined && MUTATING_METHODS.has(member)
      : parent.arguments[0] === at && MUTATING_FUNCTIONS.has(parent.expression.getText());
  }
  if (member === undefined) return false;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return (
      parent.left === at && kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
    );
  }
  return (
    ts.isDeleteExpression(parent) ||
    ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) &&
      (parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken))
  );
}

/** Whether a name is given a value where it stands: assigned, counted up or filled by a pattern or loop. */
function isWritten(name: ts.Identifier): boolean {
  let at: ts.Node = name;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    if (ts.isBinaryExpression(parent)) {
      const kind = parent.operatorToken.kind;
      return (
        parent.left === at && kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
      );
    }
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
      return (
        parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken
      );
    if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === at;
    const isPattern =
      ts.isArrayLiteralExpression(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isShorthandPropertyAssignment(parent) ||
      ts.isSpreadElement(parent) ||
      ts.isSpreadAssignment(parent) ||
      ts.isParenthesizedExpression(parent);
    if (!isPattern) return false;
  }
  return false;
}
