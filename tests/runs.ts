/** Mutation testing runs the tests of a part once for every change to it that no example has noticed. */
export const isMutationTesting = process.env.STRYKER_MUTATOR_WORKER !== undefined;

/**
 * How often a property is tried: a tenth of it in mutation testing, which tries it once for every change that no example
 * has noticed.
 */
export function runs(usual: number): number {
  return isMutationTesting ? Math.ceil(usual / 10) : usual;
}
