import type { Expression, Template } from '../../model/code/expression.js';
import { HOLE, type Texts, textsOf } from '../../model/values/text-pattern.js';
import type { EvaluationContext } from '../../model/values/value.js';
import type { MetricKindName } from './inventory.js';

/** A line `# TYPE name kind` of Prometheus' text format, as an expression writes it. */
export interface ExpositionHeader {
  readonly name: Template;
  readonly kind: MetricKindName | Expression;
}

const HEADER = /# TYPE (\S+) (\w+|\u0000)/g;
const KINDS: ReadonlyMap<string, MetricKindName> = new Map([
  ['counter', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['summary', 'summary'],
  ['untyped', 'unknown'],
  ['unknown', 'unknown'],
]);

/** The headers in a text that is written out: a literal, a template, a sum of such. */
export function headersIn(expression: Expression): readonly ExpositionHeader[] {
  const parts = partsOf(expression);
  const text = parts.map((part) => (typeof part === 'string' ? part : HOLE)).join('');
  const holes = parts.filter((part) => typeof part !== 'string');
  return [...text.matchAll(HEADER)].flatMap(
    ([, name = '', kind = ''], i, all): readonly ExpositionHeader[] => {
      const first = holesIn(text.slice(0, all[i]?.index));
      const ofName = holes.slice(first, first + holesIn(name));
      const read = kind === HOLE ? holes[first + ofName.length] : KINDS.get(kind);
      if (read === undefined) return [];
      const { range } = expression;
      return [
        {
          name: {
            kind: 'template',
            quasis: name.split(HOLE),
            expressions: ofName,
            text: expression.text,
            range,
          },
          kind: read,
        },
      ];
    },
  );
}

/** The names that a header can have where it is written. */
export function headerNames({ name }: ExpositionHeader, context: EvaluationContext): Texts {
  return textsOf(name, context);
}

/** The one kind that a header has there; `unknown` where it is not seen, or differs by the name. */
export function headerKind({ kind }: ExpositionHeader, context: EvaluationContext): MetricKindName {
  if (typeof kind === 'string') return kind;
  // What other code may say of other names is no matter.
  const [text = '', ...others] = textsOf(kind, context).texts.filter((each) => each !== HOLE);
  return others.length > 0 ? 'unknown' : (KINDS.get(text) ?? 'unknown');
}

function holesIn(text: string): number {
  return text.split(HOLE).length - 1;
}

function partsOf(expression: Expression): readonly (string | Expression)[] {
  if (expression.kind === 'template')
    return expression.quasis.flatMap((quasi, i) => [quasi, ...expression.expressions.slice(i, i + 1)]);
  if (expression.kind === 'operation' && expression.operator === '+')
    return [expression.left, expression.right].flatMap(partsOf);
  return expression.kind === 'literal' && typeof expression.value === 'string'
    ? [expression.value]
    : [expression];
}
