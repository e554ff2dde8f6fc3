/**
 * What else a summary tells of a function, one row each: what it returns, and whether it fails. In `example` it is so of
 * `sum`, in `counterexample` it is not, for the `difference` named; `tests/model/values/summary.test.ts` runs both.
 */
interface Outcome {
  readonly outcome: string;
  readonly example: string;
  readonly counterexample: string;
  readonly difference: string;
}

/** What a function returns. */
export const RETURNS = [
  {
    outcome: 'parameter',
    example: 'const sum = (value) => value as string;',
    counterexample: 'const sum = (value) => value.trim();',
    difference: 'it is made of it',
  },
  {
    outcome: 'error',
    example: 'const sum = (text) => new PaymentError(text);',
    counterexample: 'const sum = (text) => new Payment(text);',
    difference: 'the name of its class says that it is none',
  },
  {
    outcome: 'constant',
    example: "const sum = (on) => (on ? 'on' : 'off');",
    counterexample: 'const sum = (on) => `is ${on}`;',
    difference: 'there are as many as there are arguments',
  },
  {
    outcome: 'function',
    example: 'const sum = (prefix) => (text) => prefix + text;',
    counterexample: 'const sum = (prefix) => [(text) => prefix + text];',
    difference: 'it is in a list',
  },
  {
    outcome: 'telemetry',
    example: 'const sum = (name) => logger.child({ name });',
    counterexample: 'const sum = (name) => other.child({ name });',
    difference: 'nothing proves that it is a logger',
  },
  {
    outcome: 'made',
    example: 'const sum = (path) => path.split("/")[1];',
    counterexample: 'const sum = (path) => paths[1];',
    difference: 'nothing of the parameter is in it',
  },
  {
    outcome: 'nothing',
    example: 'const sum = (text) => { logger.info(text); };',
    counterexample: 'const sum = (text) => { return load(text); };',
    difference: 'it returns what is not seen',
  },
] as const satisfies readonly Outcome[];

/** What a function that is called throws. */
export const THROWS = [
  {
    outcome: 'yes',
    example: "const sum = (value) => { if (!value) throw new Error('none'); };",
    counterexample: "const sum = (value) => { try { if (!value) throw new Error('none'); } catch {} };",
    difference: 'it is caught',
  },
  {
    outcome: 'unknown',
    example: 'const sum = (value) => { parse(value); };',
    counterexample: 'const sum = (value) => { logger.info(value); };',
    difference: 'a logger does not throw',
  },
  {
    outcome: 'no',
    example: 'const sum = (value) => { try { parse(value); } catch (error) { logger.warn(error); } };',
    counterexample: 'const sum = (value) => { try { parse(value); } catch (error) { report(error); } };',
    difference: 'nothing is known of what handles it',
  },
] as const satisfies readonly Outcome[];

/** What the promise of a function that is called rejects with. */
export const REJECTS = [
  {
    outcome: 'yes',
    example: "const sum = async (value) => { if (!value) throw new Error('none'); };",
    counterexample: "const sum = (value) => { if (!value) throw new Error('none'); };",
    difference: 'it throws at once',
  },
  {
    outcome: 'unknown',
    example: 'const sum = async (value) => { await save(value); };',
    counterexample: 'const sum = async (value) => { await save(value).catch(() => {}); };',
    difference: 'it is dealt with',
  },
  {
    outcome: 'no',
    example: 'const sum = async (value) => { try { await save(value); } catch {} };',
    counterexample: 'const sum = async (value) => { try { return save(value); } catch {} };',
    difference: 'the promise that is returned is not waited for in the `try`',
  },
] as const satisfies readonly Outcome[];

/** What a function returns; `unknown` where that is not seen. */
export type Returned = (typeof RETURNS)[number]['outcome'] | 'unknown';
