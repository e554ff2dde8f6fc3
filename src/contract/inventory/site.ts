import type { Expression } from '../../model/code/expression.js';
import type { SiteId } from './facts.js';

/** Where something is made. */
export function siteAt(file: string, { range }: Pick<Expression, 'range'>): SiteId {
  return `${file}:${String(range[0])}`;
}
