import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { AggregateExpr, BinaryExpr, Expr, LabelName, Matcher, Selector, Span } from './expression.js';
import type { Hole } from './hole.js';
import { hasHole, mask, withStars } from './mask.js';
import { alternativesOf } from './regexp.js';
import { secondsOf } from './duration.js';

/** An expression as it is read; what does not parse is a fault. */
export interface ParsedExpression {
  readonly text: string;
  readonly holes: readonly Hole[];
  readonly root: Expr | undefined;
  readonly fault: SyntaxFault | undefined;
}

export interface SyntaxFault {
  readonly at: number;
  readonly message: string;
}

/** Expressions inside of each other. */
const MAX_DEPTH = 200;
/** Characters of one: nobody writes more, and the parser takes long to recover from faults. */
export const MAX_LENGTH = 20_000;

/** Reads a PromQL expression. What is filled in later is masked, so that a dashboard's expression parses. */
export function parsePromql(text: string): ParsedExpression {
  if (text.length > MAX_LENGTH)
    return {
      text,
      holes: [],
      root: undefined,
      fault: { at: 0, message: `it is ${text.length} characters long` },
    };
  const { text: masked, holes } = mask(text);
  const tree = parser.parse(masked);
  const fault = faultOf(tree.topNode, masked);
  if (fault) return { text, holes, root: undefined, fault };
  const top = tree.topNode.getChild('Expr');
  return {
    text,
    holes,
    root: top ? new Reader(text, masked, holes).expr(top, 0) : undefined,
    fault: undefined,
  };
}

function faultOf(top: SyntaxNode, text: string): SyntaxFault | undefined {
  if (text.trim() === '') return { at: 0, message: 'the expression is empty' };
  let fault: SyntaxFault | undefined;
  let depth = 0;
  top.cursor().iterate(
    (node) => {
      depth += 1;
      if (fault) return false;
      if (depth > MAX_DEPTH) fault = { at: node.from, message: 'too many expressions inside of each other' };
      else if (node.type.isError) fault = { at: node.from, message: described(text, node.from) };
      else if (node.name === 'StringLiteral' && !isClosed(text.slice(node.from, node.to)))
        fault = { at: node.from, message: 'a string has no end' };
      return undefined;
    },
    () => {
      depth -= 1;
    },
  );
  return fault;
}

function described(text: string, at: number): string {
  const rest = text.slice(at).trimStart();
  if (rest === '') return 'the expression ends too early';
  const token = /^(?:[\w:]+|.)/.exec(rest)?.[0] ?? rest;
  const before = text.slice(0, at).trimEnd();
  if (token === '{' && before.endsWith(')')) return 'matchers cannot follow a parenthesis';
  return `unexpected \`${token}\``;
}

function isClosed(literal: string): boolean {
  return literal.length > 1 && literal.endsWith(literal[0] ?? '');
}

/** Makes expressions of the parser's nodes. The depth is bounded by `faultOf`. */
class Reader {
  constructor(
    private readonly text: string,
    private readonly masked: string,
    private readonly holes: readonly Hole[],
  ) {}

  expr(node: SyntaxNode, depth: number): Expr {
    const { from, to } = node;
    switch (node.name) {
      case 'VectorSelector':
        return this.selector(node);
      case 'ParenExpr':
      case 'OffsetExpr':
      case 'StepInvariantExpr':
      case 'UnaryExpr':
      case 'AnchoredExpr':
      case 'SmoothedExpr':
        return this.inner(node, depth);
      case 'MatrixSelector':
      case 'SubqueryExpr': {
        const duration = node.getChild('DurationExpr');
        return {
          kind: 'range',
          from,
          to,
          of: this.inner(node, depth),
          seconds:
            duration && !hasHole(this.holes, duration.from, duration.to)
              ? secondsOf(this.slice(duration))
              : undefined,
          isSubquery: node.name === 'SubqueryExpr',
        };
      }
      case 'FunctionCall':
        return {
          kind: 'call',
          from,
          to,
          name: this.nameOf(node.getChild('FunctionIdentifier')),
          args: this.args(node.getChild('FunctionCallBody'), depth),
        };
      case 'AggregateExpr':
        return this.aggregate(node, depth);
      case 'BinaryExpr':
        return this.binary(node, depth);
      case 'NumberDurationLiteral':
        return hasHole(this.holes, from, to)
          ? { kind: 'other', from, to, parts: [] }
          : { kind: 'number', from, to, value: numberOf(this.slice(node)) };
      case 'StringLiteral':
        return { kind: 'string', from, to, value: unquoted(this.slice(node)) };
      default:
        return { kind: 'other', from, to, parts: [] };
    }
  }

  private inner(node: SyntaxNode, depth: number): Expr {
    const [inside] = node.getChildren('Expr');
    return inside ? this.expr(inside, depth + 1) : { kind: 'other', from: node.from, to: node.to, parts: [] };
  }

  private args(body: SyntaxNode | null, depth: number): readonly Expr[] {
    return (body?.getChildren('Expr') ?? []).map((arg) => this.expr(arg, depth + 1));
  }

  private aggregate(node: SyntaxNode, depth: number): AggregateExpr {
    const modifier = node.getChild('AggregateModifier');
    const args = this.args(node.getChild('FunctionCallBody'), depth);
    return {
      kind: 'aggregate',
      from: node.from,
      to: node.to,
      operator: this.nameOf(node.getChild('AggregateOp')),
      grouping: modifier
        ? {
            keeps: modifier.getChild('By') !== null,
            labels: this.labels(modifier.getChild('GroupingLabels')),
          }
        : undefined,
      args,
      of: args.at(-1),
    };
  }

  private binary(node: SyntaxNode, depth: number): BinaryExpr {
    const [left, right] = node.getChildren('Expr');
    const clause = node.getChild('MatchingModifierClause');
    const lists = clause?.getChildren('GroupingLabels') ?? [];
    const side = clause?.getChild('GroupLeft')
      ? 'left'
      : clause?.getChild('GroupRight')
        ? 'right'
        : undefined;
    const operator = left?.nextSibling;
    const nothing: Expr = { kind: 'other', from: node.from, to: node.to, parts: [] };
    return {
      kind: 'binary',
      from: node.from,
      to: node.to,
      operator: operator ? this.slice(operator).toLowerCase() : '',
      left: left ? this.expr(left, depth + 1) : nothing,
      right: right ? this.expr(right, depth + 1) : nothing,
      matching: clause
        ? { on: clause.getChild('On') !== null, labels: this.labels(lists[0] ?? null) }
        : undefined,
      group: side ? { side, labels: this.labels(lists[1] ?? null) } : undefined,
    };
  }

  private selector(node: SyntaxNode): Selector {
    const identifier = node.getChild('Identifier');
    const body = node.getChild('LabelMatchers');
    const matchers: Matcher[] = [];
    let names: readonly string[] = identifier ? [this.starred(identifier)] : [];
    let name: Span = identifier ?? { from: node.from, to: node.to };
    let isOpen = false;
    for (let child = body?.firstChild ?? null; child; child = child.nextSibling) {
      const matcher = this.matcher(child);
      if (!matcher) {
        // A quoted name alone names the metric.
        const quoted = child.name === 'QuotedLabelName';
        if (quoted) [names, name] = [[unquoted(this.slice(child))], child];
      } else if (matcher.label === '') isOpen = true;
      else if (matcher.label !== '__name__') matchers.push(matcher);
      else if (matcher.operator === '=' || matcher.operator === '=~') {
        names = this.namesBy(matcher);
        name = matcher;
      }
    }
    if (body && this.holes.some((hole) => this.isBlank(hole, body))) isOpen = true;
    return { kind: 'selector', from: node.from, to: node.to, names, name, matchers, isOpen };
  }

  /** The metrics that a matcher of `__name__` names. */
  private namesBy(matcher: Matcher): readonly string[] {
    if (matcher.operator === '=') return [starsIn(matcher.value)];
    return alternativesOf(starsIn(matcher.value)) ?? ['*'];
  }

  /** Whether a hole in braces was too short to become a matcher. */
  private isBlank(hole: Hole, body: Span): boolean {
    const isInside = hole.from > body.from && hole.to < body.to;
    return isInside && this.masked.slice(hole.from, hole.to).trim() === '';
  }

  /** A matcher; without a label where it is filled in later. */
  private matcher(node: SyntaxNode): Matcher | undefined {
    if (node.name !== 'UnquotedLabelMatcher' && node.name !== 'QuotedLabelMatcher') return undefined;
    const label = node.getChild('LabelName') ?? node.getChild('QuotedLabelName');
    const operator = node.getChild('MatchOp');
    const literal = node.getChild('StringLiteral');
    if (!label || !operator || !literal) return undefined;
    const isUnknown = hasHole(this.holes, label.from, label.to);
    const name = this.slice(label);
    return {
      from: node.from,
      to: node.to,
      label: isUnknown ? '' : node.name === 'QuotedLabelMatcher' ? unquoted(name) : name,
      operator: this.slice(operator) as Matcher['operator'],
      value: unquoted(this.slice(literal)),
      isOpen: hasHole(this.holes, literal.from, literal.to),
    };
  }

  private labels(list: SyntaxNode | null): readonly LabelName[] {
    const found: LabelName[] = [];
    for (let child = list?.firstChild ?? null; child; child = child.nextSibling) {
      if (child.name !== 'LabelName' && child.name !== 'QuotedLabelName') continue;
      const text = this.slice(child);
      found.push({
        from: child.from,
        to: child.to,
        name: child.name === 'LabelName' ? text : unquoted(text),
        isOpen: hasHole(this.holes, child.from, child.to),
      });
    }
    return found;
  }

  private nameOf(node: SyntaxNode | null): string {
    return node && !hasHole(this.holes, node.from, node.to) ? this.slice(node).toLowerCase() : '*';
  }

  private starred({ from, to }: Span): string {
    return withStars(this.text, this.holes, from, to);
  }

  private slice({ from, to }: Span): string {
    return this.text.slice(from, to);
  }
}

/** A string's value. */
function unquoted(literal: string): string {
  const quote = literal[0];
  if (quote !== '"' && quote !== "'" && quote !== '`') return literal;
  const inside = literal.slice(1, literal.endsWith(quote) && literal.length > 1 ? -1 : undefined);
  return quote === '`' ? inside : inside.replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** `*` in place of variables inside of a string. */
function starsIn(value: string): string {
  const holes = mask(value).holes;
  return holes.length === 0 ? value : withStars(value, holes, 0, value.length);
}

function numberOf(text: string): number {
  const plain = Number(text.replaceAll('_', ''));
  if (!Number.isNaN(plain)) return plain;
  if (/^[+-]?inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return secondsOf(text) ?? Number.NaN;
}
