import { type Expression, propertyName, rootOf, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';

/** What is set up once, by the last word of its name: `options.cacheKey`, `this.cacheConfig.cacheKey`. */
const OPTIONS = /(?:^|[a-z])(?:[oO]ptions|[oO]pts|[cC]onfig|[sS]ettings)$/;

/**
 * Whether a value is given where something is set up rather than where it is used: to a decorator or another function that makes a
 * function (`Cached({ cacheKey })`), or to an instance as one of its options (`this.options.cacheKey`). There are as many as are written.
 */
export function isWrapperOption(read: Expression, source: Source): boolean {
  const value = unwrap(read);
  if (value.kind === 'member') {
    const owner = unwrap(value.object);
    if (owner.kind === 'member' && unwrap(owner.object).kind === 'this')
      return OPTIONS.test(propertyName(owner) ?? '');
  }
  const root = value.kind === 'identifier' ? value : rootOf(value);
  const binding = root && source.binding(root);
  if (binding?.kind !== 'parameter') return false;
  const returned = binding.function?.()?.returns() ?? [];
  return returned.length > 0 && returned.every((each) => unwrap(each).kind === 'function');
}
