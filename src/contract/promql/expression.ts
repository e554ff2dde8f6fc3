/** A piece of an expression: offsets in its text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a PromQL expression is, without parentheses, offsets and signs. */
export type Expr =
  | Selector
  | RangeExpr
  | CallExpr
  | AggregateExpr
  | BinaryExpr
  | NumberExpr
  | (Span & { readonly kind: 'string'; readonly value: string })
  | (Span & { readonly kind: 'other'; readonly parts: readonly Expr[] });

/** `name{label="value"}`: what series are read. */
export interface Selector extends Span {
  readonly kind: 'selector';
  /** The names of metrics that it may read, `*` for what is filled in later; empty where none is said. */
  readonly names: readonly string[];
  readonly name: Span;
  readonly matchers: readonly Matcher[];
  /** More matchers are filled in later. */
  readonly isOpen: boolean;
}

export interface Matcher extends Span {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  /** The value, or a part of it, is filled in later. */
  readonly isOpen: boolean;
}

/** `x[5m]` and `x[1h:5m]`. */
export interface RangeExpr extends Span {
  readonly kind: 'range';
  readonly of: Expr;
  /** In seconds; undefined where it is filled in later or computed. */
  readonly seconds: number | undefined;
  readonly isSubquery: boolean;
}

export interface CallExpr extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expr[];
}

export interface LabelName extends Span {
  readonly name: string;
  readonly isOpen: boolean;
}

export interface AggregateExpr extends Span {
  readonly kind: 'aggregate';
  readonly operator: string;
  /** `by` keeps these labels, `without` drops them; undefined where neither is said. */
  readonly grouping: { readonly keeps: boolean; readonly labels: readonly LabelName[] } | undefined;
  readonly args: readonly Expr[];
  /** What is aggregated. */
  readonly of: Expr | undefined;
}

export interface BinaryExpr extends Span {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expr;
  readonly right: Expr;
  /** `on` and `ignoring`. */
  readonly matching: { readonly on: boolean; readonly labels: readonly LabelName[] } | undefined;
  /** `group_left` and `group_right`. */
  readonly group: { readonly side: 'left' | 'right'; readonly labels: readonly LabelName[] } | undefined;
}

export interface NumberExpr extends Span {
  readonly kind: 'number';
  readonly value: number;
}

/** What stands around a selector, from the inside out. */
export type Around =
  | { readonly expr: CallExpr | AggregateExpr | RangeExpr; readonly index: number }
  | { readonly expr: BinaryExpr; readonly index: 0 | 1 };

/** The expressions directly inside of one. */
function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'range':
      return [expr.of];
    case 'call':
    case 'aggregate':
      return expr.args;
    case 'binary':
      return [expr.left, expr.right];
    case 'other':
      return expr.parts;
    default:
      return [];
  }
}

/** Every expression inside of one, itself included, each with what stands around it. */
export function* within(
  expr: Expr,
  around: readonly Around[] = [],
): Generator<{ readonly expr: Expr; readonly around: readonly Around[] }> {
  yield { expr, around };
  for (const [index, part] of partsOf(expr).entries()) {
    const outer = expr.kind === 'other' ? around : [{ expr, index } as Around, ...around];
    yield* within(part, outer);
  }
}

/** Every selector of an expression, with what stands around it. */
export function* selectorsOf(
  expr: Expr,
): Generator<{ readonly selector: Selector; readonly around: readonly Around[] }> {
  for (const found of within(expr))
    if (found.expr.kind === 'selector') yield { selector: found.expr, around: found.around };
}
