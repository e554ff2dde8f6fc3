import type { AggregateExpr, BinaryExpr, CallExpr, Expr, Selector } from '../promql/expression.js';

/** The labels that the series of an expression have; open where there may be more. */
export interface LabelSet {
  readonly names: ReadonlySet<string>;
  readonly isOpen: boolean;
}

export const NO_LABELS: LabelSet = { names: new Set(), isOpen: false };
export const ANY_LABELS: LabelSet = { names: new Set(), isOpen: true };

export function union(a: LabelSet, b: LabelSet): LabelSet {
  return { names: new Set([...a.names, ...b.names]), isOpen: a.isOpen || b.isOpen };
}

export function withLabels(set: LabelSet, names: Iterable<string>): LabelSet {
  return { names: new Set([...set.names, ...names]), isOpen: set.isOpen };
}

function withoutLabels(set: LabelSet, names: readonly string[]): LabelSet {
  return { names: new Set([...set.names].filter((name) => !names.includes(name))), isOpen: set.isOpen };
}

/** The labels of an expression's result, from those of the series that it reads. */
export function labelsOf(expr: Expr, ofSelector: (selector: Selector) => LabelSet): LabelSet {
  const of = (inner: Expr): LabelSet => labelsOf(inner, ofSelector);
  switch (expr.kind) {
    case 'selector':
      return ofSelector(expr);
    case 'range':
      return of(expr.of);
    case 'call':
      return ofCall(expr, of);
    case 'aggregate':
      return ofAggregate(expr, of);
    case 'binary':
      return ofBinary(expr, of);
    case 'other': {
      const [inner] = expr.parts;
      return inner ? of(inner) : ANY_LABELS;
    }
    default:
      return NO_LABELS;
  }
}

function ofCall(call: CallExpr, of: (expr: Expr) => LabelSet): LabelSet {
  const [first] = call.args;
  const vector = call.args.find(({ kind }) => kind !== 'number' && kind !== 'string');
  switch (call.name) {
    case 'label_replace':
    case 'label_join': {
      const target = call.args[1];
      const made = target?.kind === 'string' ? [target.value] : [];
      return first ? withLabels(of(first), made) : ANY_LABELS;
    }
    case 'absent':
    case 'absent_over_time': {
      const selector = first?.kind === 'range' ? first.of : first;
      if (selector?.kind !== 'selector') return NO_LABELS;
      const equal = selector.matchers.filter(({ operator }) => operator === '=');
      return { names: new Set(equal.map(({ label }) => label)), isOpen: selector.isOpen };
    }
    case 'vector':
    case 'scalar':
    case 'time':
    case 'pi':
      return NO_LABELS;
    case 'histogram_quantile':
    case 'histogram_fraction':
      return vector ? withoutLabels(of(vector), ['le']) : ANY_LABELS;
    case 'info':
    case '*':
      return ANY_LABELS;
    default:
      return vector ? of(vector) : NO_LABELS;
  }
}

const KEEP_ALL = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

function ofAggregate(
  { operator, grouping, args, of: inner }: AggregateExpr,
  of: (expr: Expr) => LabelSet,
): LabelSet {
  const labels = inner ? of(inner) : ANY_LABELS;
  if (KEEP_ALL.has(operator) || operator === '*') return labels;
  const made = operator === 'count_values' && args[0]?.kind === 'string' ? [args[0].value] : [];
  if (!grouping) return withLabels(NO_LABELS, made);
  const names = grouping.labels.map(({ name }) => name);
  const isOpen = grouping.labels.some((label) => label.isOpen);
  if (grouping.keeps) return withLabels({ names: new Set(names), isOpen }, made);
  return withLabels(withoutLabels(labels, names), made);
}

/** Whether it is one number, which has no labels and takes none away. */
export function isScalar(expr: Expr): boolean {
  if (expr.kind === 'binary') return isScalar(expr.left) && isScalar(expr.right);
  return expr.kind === 'number' || (expr.kind === 'call' && /^(?:time|scalar|pi)$/.test(expr.name));
}

const SET_OPERATORS = new Set(['and', 'unless']);

function ofBinary(
  { operator, left, right, matching, group }: BinaryExpr,
  of: (expr: Expr) => LabelSet,
): LabelSet {
  if (isScalar(left)) return of(right);
  if (isScalar(right) || SET_OPERATORS.has(operator)) return of(left);
  if (operator === 'or') return union(of(left), of(right));
  if (group) {
    const many = of(group.side === 'left' ? left : right);
    return withLabels(
      { ...many, isOpen: many.isOpen || group.labels.some(({ isOpen }) => isOpen) },
      group.labels.map(({ name }) => name),
    );
  }
  const names = matching?.labels.map(({ name }) => name) ?? [];
  if (matching?.on === true && !/^(?:[<>]=?|[!=]=)$/.test(operator))
    return { names: new Set(names), isOpen: matching.labels.some(({ isOpen }) => isOpen) };
  return matching?.on === false ? withoutLabels(of(left), names) : of(left);
}
