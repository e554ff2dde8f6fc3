import type { Level } from '../../catalog/schema.js';
import type { Source } from '../code/source.js';
import type { Logger } from './logger.js';

/** The method that a level is written with: one that the logger is known to have. */
export function methodOf(
  level: Level,
  { dialect, methods, text }: Logger,
  source: Source,
): string | undefined {
  const has = (method: string) => {
    if (methods === undefined) return true;
    return methods === 'unknown' ? source.text.includes(`${text}.${method}(`) : methods.has(method);
  };
  const nearest: readonly Level[] =
    level === 'trace' ? ['trace', 'debug'] : level === 'fatal' ? ['fatal', 'error'] : [level];
  const named = nearest.flatMap((each) => [
    dialect.methodFor[each],
    ...Object.keys(dialect.methods).filter((method) => dialect.methods[method] === each),
  ]);
  return named.find(has);
}
