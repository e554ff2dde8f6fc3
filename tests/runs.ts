/**
 * How often a property is tried: a tenth of it in mutation testing, which tries it once for every change that no example
 * has noticed.
 */
export function runs(usual: number): number {
  return process.env.STRYKER_MUTATOR_WORKER === undefined ? usual : Math.ceil(usual / 10);
}
