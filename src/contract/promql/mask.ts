import type { Hole } from './hole.js';
import { maskedText } from './mask-by-context.js';
import { templateActions } from './template-actions.js';

export interface Masked {
  /** The expression with something that parses in place of each hole; every offset stays what it was. */
  readonly text: string;
  readonly holes: readonly Hole[];
}

/** Stands for a template's action that was blanked before the file was read. */
export const FILLER = '\uE000';

/** What is filled in later besides template actions: `$name`, `${name:format}`, `[[name]]` of Grafana, `%(name)s` of Jsonnet. */
const VARIABLE = /\$\{[^}\n{]{1,200}\}|\$[A-Za-z_]\w*|\[\[\w[^\]\n[]{0,200}\]\]|%\(\w{1,100}\)[sdf]|\uE000+/g;

/** Masks what is filled in later by what the grammar wants in its place, at the same length. */
export function mask(expression: string): Masked {
  if (!/[$[{%\uE000]/.test(expression)) return { text: expression, holes: [] };
  const holes = holesIn(expression);
  return { text: holes.length === 0 ? expression : maskedText(expression, holes), holes };
}

function holesIn(expression: string): readonly Hole[] {
  const actions = templateActions(expression);
  const variables = [...expression.matchAll(VARIABLE)]
    .map(({ index, 0: { length } }) => ({ from: index, to: index + length }))
    .filter((variable) => !hasHole(actions, variable.from, variable.to));
  return [...actions, ...variables].sort((a, b) => a.from - b.from);
}

/** Whether a range of the expression has a hole in it. */
export function hasHole(holes: readonly Hole[], from: number, to: number): boolean {
  return holes.some((hole) => hole.from < to && hole.to > from);
}

/** The text of a range with `*` in place of holes. */
export function withStars(expression: string, holes: readonly Hole[], from: number, to: number): string {
  let text = '';
  let at = from;
  for (const hole of holes) {
    if (hole.to <= from || hole.from >= to) continue;
    text += `${expression.slice(at, Math.max(at, hole.from))}*`;
    at = Math.min(hole.to, to);
  }
  return text + expression.slice(at, to);
}
