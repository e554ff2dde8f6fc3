import { parsedIn } from '../artifacts/reads.js';
import { type Mismatch, dividesByItself, mismatchOf } from '../matching/vector-matching.js';
import { type BinaryExpr, within } from '../promql/expression.js';
import { type Check, inQuery } from './check.js';

export const ratioLabelsDiffer: Check = {
  id: 'ratio-labels-differ',
  summary: 'Two sides of an operator of which nothing matches, or each series itself',
  severity: 'error',
  *judge(artifact, known) {
    for (const { query, root } of parsedIn(artifact)) {
      for (const { expr } of within(root)) {
        if (expr.kind !== 'binary') continue;
        const itself = dividesByItself(expr, query.source.text, known);
        const mismatch = itself ? undefined : mismatchOf(expr, known);
        if (itself) {
          const { label, operator, value } = itself;
          yield inQuery(query, expr, {
            severity: 'error',
            message: `Always 1: each series of \`${label}${operator}"${value}"\` is divided by itself. Sum both sides without \`${label}\`.`,
            name: `${label}${operator}${value}`,
          });
        } else if (mismatch)
          yield inQuery(query, expr, {
            // A label that the code declares may yet be left out; a bucket's bound never is.
            severity: mismatch.is === 'label' && mismatch.label !== 'le' ? 'warning' : 'error',
            message: `Nothing matches: ${sides(mismatch)}. ${advice(expr, mismatch)}`,
            name: nameOf(expr, mismatch),
          });
      }
    }
  },
};

function sides(mismatch: Mismatch): string {
  switch (mismatch.is) {
    case 'grouping':
      return `one side has ${named(mismatch.left)}, the other ${named(mismatch.right)}`;
    case 'value':
      return `one side has \`${mismatch.label}="${mismatch.left}"\`, the other "${mismatch.right}"`;
    case 'label':
      return `only the ${mismatch.on} side has \`${mismatch.label}\``;
  }
}

function named(labels: ReadonlySet<string>): string {
  return labels.size === 0 ? 'no labels' : [...labels].map((label) => `\`${label}\``).join(', ');
}

function advice({ operator, matching }: BinaryExpr, mismatch: Mismatch): string {
  if (matching) return `Leave \`${mismatch.is === 'grouping' ? '' : mismatch.label}\` out of the matching.`;
  if (/^(?:and|unless)$/.test(operator)) return 'Say `on (…)`.';
  return mismatch.is === 'grouping'
    ? 'Group both alike, or say `on (…) group_left`.'
    : `Sum both sides, or say \`ignoring (${mismatch.label})\`.`;
}

function nameOf({ operator }: BinaryExpr, mismatch: Mismatch): string {
  if (mismatch.is === 'grouping')
    return `${[...mismatch.left].join(',')} ${operator} ${[...mismatch.right].join(',')}`;
  return `${mismatch.label} ${operator}`;
}
