import type { TSESTree } from '@typescript-eslint/types';
import type { Edit, Range } from '../model/text/edits.js';
import { lineEnd } from '../model/text/lines.js';
import { SourceEditor } from './finally/source-editor.js';
import { type Stretch, isPlain, leadsOut } from './finally/exit.js';
import { type Resource, leakOf } from './paths.js';
import { isReferenceTo } from './paths/resource.js';
import { canThrow } from './paths/throwing.js';
import type { FileSyntax } from '../estree/syntax.js';
import { oncePer } from '../model/code/once.js';
import { children, contains, descendants, isClosure, regionOf } from '../estree/tree.js';

type Node = TSESTree.Node;
type Statement = TSESTree.Statement;

/**
 * The changes that release a resource in a `finally` and nowhere else: one added to the `try` that stands, or a new
 * `try` around the rest of the block. `release` is the releasing call, as `span.end()`.
 *
 * Undefined when the resource does not leak, and when a path would run in another order than before. A release
 * may only move over what cannot tell: the end of its block, or a jump with a plain value. So nothing is done where
 * other code runs after it, where it is given something of its own (`span.end(time)`), where the wrapped statements
 * declare what later code uses, and where a promise is returned that nothing waits for.
 */
export function releaseInFinally(
  resource: Resource,
  release: string,
  syntax: FileSyntax,
): readonly Edit[] | undefined {
  const acquisition = acquisitionOf(resource);
  const leak = acquisition && leakOf(resource);
  // What the callbacks of a promise release, no `finally` around it does.
  if (!leak || (leak.kind !== 'never' && leak.settles)) return undefined;
  return new Protection(resource, acquisition, release, syntax).edits();
}

/** Where a resource comes to be held. */
interface Acquisition {
  readonly block: TSESTree.BlockStatement;
  /** The statement that acquires it; undefined for a parameter. */
  readonly statement: Statement | undefined;
  /** Whether there may be none: `tracer?.startSpan()`. */
  readonly isOptional: boolean;
}

function acquisitionOf({ acquiredAt }: Resource): Acquisition | undefined {
  let isOptional = [...descendants(acquiredAt)].some(
    (node) => node.type === 'MemberExpression' && node.optional,
  );
  for (let at: Node = acquiredAt; at.parent; at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        continue;
      case 'ConditionalExpression':
      case 'LogicalExpression':
        isOptional = true;
        continue;
      case 'AssignmentExpression':
        if (parent.right !== at || parent.operator !== '=' || parent.left.type !== 'Identifier')
          return undefined;
        continue;
      case 'VariableDeclarator':
        if (parent.id.type !== 'Identifier' || parent.parent.declarations.length > 1) return undefined;
        continue;
      case 'VariableDeclaration':
      case 'ExpressionStatement': {
        const block = parent.parent;
        return block.type === 'BlockStatement' ? { block, statement: parent, isOptional } : undefined;
      }
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': {
        const isParameter = parent.params.length > 0 && parent.params.some((param) => param === at);
        return isParameter && parent.body?.type === 'BlockStatement'
          ? { block: parent.body, statement: undefined, isOptional }
          : undefined;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

/** A call that releases, with the statement that is there for it alone. */
interface Release {
  readonly statement: Node;
  /** Whether it asks first if there is something to release. */
  readonly isGuarded: boolean;
}

/** Lines that one fix may indent: who would read through more? */
const MAX_WRAPPED = 1000;

class Protection {
  private readonly editor: SourceEditor;
  /** The statements after the acquisition, in its block. */
  private readonly rest: readonly Statement[];
  private readonly region: Node | undefined;
  private readonly unit: string;
  private readonly margin: string;

  constructor(
    private readonly resource: Resource,
    private readonly acquisition: Acquisition,
    private readonly release: string,
    private readonly syntax: FileSyntax,
  ) {
    this.editor = new SourceEditor(syntax);
    const { block, statement } = acquisition;
    const isDirective = (each: Statement) =>
      each.type === 'ExpressionStatement' && each.directive !== undefined;
    this.rest = statement
      ? block.body.slice(block.body.indexOf(statement) + 1)
      : block.body.filter((each) => !isDirective(each));
    this.region = regionOf(resource.acquiredAt);
    this.margin = this.editor.indentAt((this.rest[0] ?? block).range[0]);
    this.unit = this.unitOf(block);
  }

  edits(): readonly Edit[] | undefined {
    const { region, rest, resource } = this;
    const [first, last] = [rest[0], rest.at(-1)];
    if (!region || !first || !last) return undefined;
    const from = first.range[0];
    const isBefore = (resource.releases.from(region.range[0])?.range[0] ?? from) < from;
    if (isBefore) return undefined;
    const calls = resource.releases.in(region);
    const releases = calls.map((call) => this.readRelease(call));
    if (!releases.every((each) => each !== undefined)) return undefined;
    if (!releases.every(({ statement }) => rest.some((each) => contains(each, statement)))) return undefined;
    if (!this.isKept(calls, [from, last.range[1]]) || rest.some((each) => this.dependsOnScope(each)))
      return undefined;
    const call = this.isUsedOnlyBehind(region) ? this.releaseCall(releases) : undefined;
    if (call === undefined) return undefined;
    return (
      this.addToTry(releases, call) ?? this.wrap(releases, call + (this.hasSemicolons(releases) ? ';' : ''))
    );
  }

  /** Adds a `finally` to the `try` that stands, where nothing in front of it needs one. */
  private addToTry(releases: readonly Release[], call: string): readonly Edit[] | undefined {
    const at = this.rest.findIndex(({ type }) => type === 'TryStatement');
    const standing = this.rest[at];
    if (standing?.type !== 'TryStatement') return undefined;
    const before = this.rest.slice(0, at);
    const isComplete = (each: Statement) => this.isSafe(each) || this.isReleasingExit(each, releases);
    if (!before.every(isComplete)) return undefined;
    const behind = this.rest.slice(at + 1);
    const following = releases.find(({ statement }) => statement === behind[0]);
    // What its own `finally` does came before.
    if (following && standing.finalizer) return undefined;
    const replaced = releases.filter(({ statement }) => !before.some((each) => contains(each, statement)));
    const inside = replaced.filter((each) => each !== following);
    const isInside = ({ statement }: Release) =>
      contains(standing.block, statement) ||
      (standing.handler !== null && contains(standing.handler, statement));
    if (!inside.every(isInside)) return undefined;
    // Else what runs after it may still hold the resource.
    const isReleasedAtEnd = inside.some(({ statement }) => statement === standing.block.body.at(-1));
    if (!following && !isReleasedAtEnd && !this.isOver(behind)) return undefined;
    const stretch = { around: standing, last: standing, mayComplete: !following };
    if (!this.areLast(inside, stretch) || !this.waitsForAll([standing])) return undefined;
    if (standing.block.body.every((each) => inside.some(({ statement }) => statement === each)))
      return undefined;
    const { editor } = this;
    const { finalizer } = standing;
    const hasSemicolons = this.hasSemicolons(releases);
    if (!finalizer) {
      for (const { statement } of replaced) editor.remove(statement);
      const text = call + (hasSemicolons ? ';' : '');
      editor.insert(standing.range[1], this.finallyBlock(text, editor.isOneLine(standing)));
      return editor.edits;
    }
    const lastUse = finalizer.body.findLast((each) => this.mayUse(each));
    if (lastUse) {
      const used = finalizer.body.slice(0, finalizer.body.indexOf(lastUse) + 1);
      // What throws before the release would leave it out.
      if (!used.every((each) => this.isSafe(each))) return undefined;
      for (const { statement } of replaced) editor.remove(statement);
      this.insertAfter(lastUse, finalizer, call, hasSemicolons);
      return editor.edits;
    }
    for (const { statement } of replaced) editor.remove(statement);
    const [next] = finalizer.body;
    const inner = next && editor.indentAt(next.range[0]);
    const isShort = editor.isOneLine(finalizer);
    const lead = isShort ? ' ' : editor.eol + (inner ?? this.margin + this.unit);
    // A line that starts with a bracket would go on with this one.
    const isJoined = next !== undefined && (isShort || /^[([`+\-/]/.test(this.textOf(next)));
    editor.insert(finalizer.range[0] + 1, lead + call + (hasSemicolons || isJoined ? ';' : ''));
    return editor.edits;
  }

  /** Writes the release after the last statement of a `finally` that has to come before it. */
  private insertAfter(statement: Node, finalizer: Node, call: string, hasSemicolons: boolean): void {
    const { editor } = this;
    const { text } = this.syntax;
    const [, end] = statement.range;
    const lineEnding = lineEnd(text, end);
    const next = this.syntax.codeAfter(end);
    const isShort = editor.isOneLine(finalizer) || next < lineEnding;
    if (isShort) {
      const separator = /[;}]$/.test(this.textOf(statement)) ? ' ' : '; ';
      editor.insert(end, `${separator}${call};`);
      return;
    }
    // A line that starts with a bracket would go on with this one.
    const isJoined = /[([`+\-/]/.test(text.charAt(next));
    const indent = editor.indentAt(statement.range[0]);
    editor.insert(lineEnding, editor.eol + indent + call + (hasSemicolons || isJoined ? ';' : ''));
  }

  /**
   * Whether code may record something on the resource: it names it, or calls a function that does. One that a callback was given is
   * the active span, which any function may take.
   */
  private mayUse(code: Node): boolean {
    const isActive = this.acquisition.statement === undefined;
    if (this.resource.references?.someIn(code)) return true;
    return [...descendants(code)].some(
      (node) => node.type === 'CallExpression' && (isActive || this.usesInside(node.callee)),
    );
  }

  /** Whether a function of the file uses the resource: `finish()`. */
  private usesInside(callee: Node): boolean {
    if (callee.type !== 'Identifier') return false;
    return this.syntax
      .variablesNamed(callee.name)
      .some(({ defs }) => defs.some(({ node }) => this.resource.references?.someIn(node) === true));
  }

  /** Puts the rest of the block, up to the release, into a `try` of its own. */
  private wrap(releases: readonly Release[], text: string): readonly Edit[] | undefined {
    const { rest, editor } = this;
    const direct = releases.filter(({ statement }) => rest.some((each) => each === statement));
    const [own] = direct;
    const at = own ? rest.findIndex((each) => each === own.statement) : -1;
    const behind = at < 0 ? [] : rest.slice(at + 1);
    const isCut = own !== undefined && !(behind.length > 0 && this.isOver(behind));
    const wrapped = isCut ? rest.slice(0, at) : rest;
    const [first, last] = [wrapped[0], wrapped.at(-1)];
    if (direct.length > 1 || !first || !last || this.isLong(first, last)) return undefined;
    if (releases.some(({ statement }) => statement.range[0] > last.range[1] && statement !== own?.statement))
      return undefined;
    const stretch = { around: this.acquisition.block, last, mayComplete: !isCut };
    const nested = isCut ? releases.filter((each) => each !== own) : releases;
    if (!this.areLast(nested, stretch) || !this.waitsForAll(wrapped)) return undefined;
    if (!this.areLocal([first.range[0], last.range[1]])) return undefined;
    if (editor.isOneLine(this.acquisition.block)) {
      for (const { statement } of releases) editor.remove(statement);
      editor.insert(first.range[0], 'try { ');
      editor.insert(last.range[1], ` }${this.finallyBlock(text, true)}`);
      return editor.edits;
    }
    return this.wrapLines({ first, last, nested, own: isCut ? own : undefined, text });
  }

  private isLong(first: Statement, last: Statement): boolean {
    return this.syntax.lineOf(last.range[1]) - this.syntax.lineOf(first.range[0]) > MAX_WRAPPED;
  }

  private wrapLines(what: {
    readonly first: Statement;
    readonly last: Statement;
    readonly nested: readonly Release[];
    readonly own: Release | undefined;
    readonly text: string;
  }): readonly Edit[] | undefined {
    const { editor, margin, unit } = this;
    const { first, last, nested, own, text } = what;
    const { syntax } = this;
    const from = editor.textAfter(syntax.codeBefore(first.range[0]));
    const to = lineEnd(syntax.text, last.range[1]);
    const isOnOwnLines = from <= first.range[0] && syntax.codeAfter(last.range[1]) > to;
    if (!isOnOwnLines || (own && !editor.isAlone(own.statement))) return undefined;
    for (const each of nested) editor.remove(each.statement);
    editor.insert(from, `${margin}try {${editor.eol}`);
    editor.indent(from, to, unit);
    if (!own) {
      editor.insert(
        to,
        `${editor.eol}${margin}} finally {${editor.eol}${margin}${unit}${text}${editor.eol}${margin}}`,
      );
      return editor.edits;
    }
    const segment = editor.textAfter(last.range[1]);
    const close = lineEnd(syntax.text, own.statement.range[1]);
    editor.join(last.range[1], segment, `${margin}} finally {${editor.eol}`);
    editor.indent(segment, own.statement.range[0] + 1, unit);
    editor.replace(own.statement, text);
    editor.insert(close, `${editor.eol}${margin}}`);
    return editor.edits;
  }

  private finallyBlock(text: string, isShort: boolean): string {
    const { margin, unit, editor } = this;
    if (isShort) return ` finally { ${text} }`;
    return ` finally {${editor.eol}${margin}${unit}${text}${editor.eol}${margin}}`;
  }

  /** Reads a releasing call as a statement of its own, perhaps under the condition that there is something to release. */
  private readRelease(call: Node): Release | undefined {
    if (this.editor.hasCommentsInside(call) || plainText(this.textOf(call)) !== plainText(this.release))
      return undefined;
    const whole = call.parent?.type === 'ChainExpression' ? call.parent : call;
    const around = whole.parent;
    const isAnd =
      around?.type === 'LogicalExpression' &&
      around.operator === '&&' &&
      isReferenceTo(this.resource, around.left);
    const expression = isAnd ? around : whole;
    const statement = expression.parent;
    if (statement?.type !== 'ExpressionStatement') return undefined;
    const body =
      statement.parent.type === 'BlockStatement' && statement.parent.body.length === 1
        ? statement.parent
        : statement;
    const guard = body.parent;
    if (guard?.type === 'IfStatement') {
      const isGuard =
        guard.consequent === body && !guard.alternate && isReferenceTo(this.resource, guard.test);
      // Another condition would be left without a body.
      if (!isGuard || this.editor.hasCommentsInside(guard)) return undefined;
      return { statement: guard, isGuarded: true };
    }
    const list = statement.parent;
    if (list.type !== 'BlockStatement' && list.type !== 'SwitchCase') return undefined;
    return { statement, isGuarded: isAnd || this.textOf(whole).includes('?.') };
  }

  /** The one call that takes the place of all. */
  private releaseCall(releases: readonly Release[]): string | undefined {
    const isOptional = this.acquisition.isOptional || releases.some(({ isGuarded }) => isGuarded);
    const [, name = '', rest = ''] = /^([\w$]+)(\??[.(][^]*)$/.exec(this.release) ?? [];
    if (isOptional && (!this.resource.references || name === '')) return undefined;
    const optional = rest.startsWith('?')
      ? this.release
      : `${name}?.${rest.startsWith('(') ? rest : rest.slice(1)}`;
    return isOptional ? optional : this.release;
  }

  /** Whether statements end with a semicolon here: as the releases that stand do, or else what is around them. */
  private hasSemicolons(releases: readonly Release[]): boolean {
    const { statement } = this.acquisition;
    const isPlain = ({ type }: Node) => type === 'ExpressionStatement' || type === 'VariableDeclaration';
    const standing = [...releases.map((each) => each.statement), ...(statement ? [statement] : [])];
    const plain = standing.find(isPlain) ?? this.rest.find(isPlain);
    return plain ? this.textOf(plain).endsWith(';') : this.syntax.semicolon !== '';
  }

  private areLast(releases: readonly Release[], stretch: Stretch): boolean {
    return releases.every(
      ({ statement }) =>
        leadsOut(statement, stretch, this.resource) &&
        // An empty block says nothing, but for that of a `catch`.
        !(
          statement.parent?.type === 'BlockStatement' &&
          statement.parent.body.length === 1 &&
          statement.parent !== stretch.around &&
          statement.parent.parent.type !== 'CatchClause'
        ),
    );
  }

  /** Whether nothing but a jump out with a plain value is left to do. */
  private isOver(statements: readonly Statement[]): boolean {
    const [only] = statements;
    if (statements.length > 1) return false;
    return !only || (only.type === 'ReturnStatement' && isPlain(only.argument, this.resource));
  }

  /** Whether a statement neither throws nor leaves. */
  private isSafe(statement: Statement): boolean {
    const leaves = /^(?:Return|Throw|Break|Continue)Statement$/;
    return this.cannotThrow(statement) && ![...evaluated(statement)].some(({ type }) => leaves.test(type));
  }

  private cannotThrow(code: Node): boolean {
    const mayThrow =
      /^(?:CallExpression|NewExpression|TaggedTemplateExpression|AwaitExpression|YieldExpression)$/;
    return [...evaluated(code)].every((node) => !mayThrow.test(node.type) || !canThrow(node, this.resource));
  }

  /** `if (!order) { span.end(); return; }`: an early way out that releases by itself, and stays as it is. */
  private isReleasingExit(statement: Statement, releases: readonly Release[]): boolean {
    if (statement.type !== 'IfStatement' || statement.alternate) return false;
    const { consequent, test } = statement;
    if (consequent.type !== 'BlockStatement' || !this.cannotThrow(test)) return false;
    const [release, exit] = consequent.body.slice(-2);
    return (
      (exit?.type === 'ReturnStatement' || exit?.type === 'ThrowStatement') &&
      releases.some((each) => each.statement === release && !each.isGuarded) &&
      consequent.body.slice(0, -2).every((each) => this.isSafe(each))
    );
  }

  /** Whether no promise is returned that the release would not wait for. */
  private waitsForAll(statements: readonly Statement[]): boolean {
    return statements.every((statement) =>
      returnsIn(statement).every(({ argument }) => !mayBePromise(argument)),
    );
  }

  /** Whether `using` or a directive ties a statement to the block that it stands in. */
  private dependsOnScope(statement: Statement): boolean {
    return statement.type === 'VariableDeclaration' && statement.kind.endsWith('using');
  }

  /** Whether the resource is used nowhere but in the block after its acquisition. */
  private isUsedOnlyBehind(region: Node): boolean {
    const { block, statement } = this.acquisition;
    const [from, to] = [statement?.range[0] ?? 0, block.range[1]];
    return (this.resource.references?.in(region) ?? []).every((node) => {
      const isDeclared = node.parent.type === 'VariableDeclarator' && !node.parent.init;
      return isDeclared || (node.range[0] >= from && node.range[1] <= to);
    });
  }

  /** Whether the release reads, after a stretch, what it read within. */
  private isKept(calls: readonly Node[], range: Range): boolean {
    const names = new Set(
      calls.flatMap((call) =>
        [...descendants(call)].flatMap((node) => (node.type === 'Identifier' ? [node.name] : [])),
      ),
    );
    const named = /^[\w$]+/.exec(this.release)?.[0];
    if (named !== undefined) names.add(named);
    return ![...names].some((name) => this.syntax.bindingsOf(name).someIn({ range }));
  }

  /** Whether nothing that is declared in a stretch of the block is used outside of it. */
  private areLocal([from, to]: Range): boolean {
    const isWithin = ({ range }: { range: Range }) => range[0] >= from && range[1] <= to;
    const { block } = this.acquisition;
    const declared = [block, block.parent].flatMap((each) =>
      this.syntax.variablesOf(each).declaredIn({ range: [from, to] }),
    );
    return declared.every(({ defs, references }) => {
      const isMoved = defs.some(
        (each) =>
          isWithin(each.name) && !(each.parent?.type === 'VariableDeclaration' && each.parent.kind === 'var'),
      );
      return !isMoved || references.every(({ identifier }) => isWithin(identifier));
    });
  }

  private unitOf(block: Node): string {
    const outer = this.editor.indentAt(block.range[0]);
    const inner = this.margin.startsWith(outer) ? this.margin.slice(outer.length) : '';
    return inner !== '' ? inner : this.margin.startsWith('\t') ? '\t' : '  ';
  }

  private textOf(node: Node): string {
    return this.syntax.textOf(node);
  }
}

/** A call's text without what does not change what it calls. */
function plainText(call: string): string {
  return call
    .replace(/\s+|;$/g, '')
    .replace(/\?\.(?=\()/g, '')
    .replace(/\?\.|!\./g, '.');
}

/** A node and what is evaluated with it: nested functions are not. */
function* evaluated(node: Node): Generator<Node> {
  yield node;
  for (const child of children(node)) if (!isClosure(child)) yield* evaluated(child);
}

/** The `return` statements of a function that stand in a statement of it. */
const returnsIn = oncePer(function findReturns(statement: Node): readonly TSESTree.ReturnStatement[] {
  return [...evaluated(statement)].filter((node) => node.type === 'ReturnStatement');
});

function mayBePromise(value: Node | null): boolean {
  switch (value?.type) {
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
    case 'ImportExpression':
      return true;
    case 'ConditionalExpression':
      return mayBePromise(value.consequent) || mayBePromise(value.alternate);
    case 'LogicalExpression':
      return mayBePromise(value.left) || mayBePromise(value.right);
    case 'SequenceExpression':
      return mayBePromise(value.expressions.at(-1) ?? null);
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return mayBePromise(value.expression);
    default:
      return false;
  }
}
