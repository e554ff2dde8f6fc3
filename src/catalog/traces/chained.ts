import type { Library } from '../schema.js';

/** Steps for the methods of a span that give the span back, so that calls of them are chained. */
export function chained(
  kind: string,
  methods: readonly string[],
): NonNullable<Library['kinds'][string]['steps']> {
  return Object.fromEntries(methods.map((method) => [`${method}()`, kind]));
}
