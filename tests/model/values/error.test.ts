import { describe, expect, it } from 'vitest';
import { errorText, isError } from '../../../src/model/values/error.js';
import { argumentOf, read } from '../program.js';

function judged(program: string): boolean {
  const source = read(program);
  return isError(argumentOf(source), source);
}

describe('an error', () => {
  it.each([
    'try {} catch (e) { ask(e); }',
    'try {} catch (e) { ask(e as Error); }',
    'try {} catch (e) { const error = e instanceof Error ? e : new Error(String(e)); ask(error); }',
    'let last; try {} catch (e) { last = e; } ask(last)',
    'let last = null; try {} catch (e) { last = e; } ask(last)',
    "ask(new TypeError('x'))",
    'class A { private error?; go() { try {} catch (e) { this.error = e; } ask(this.error); } }',
    "const toError = (e) => new Error(e); ask(toError('x'))",
    'function report(reason) { ask(reason); } try {} catch (e) { report(e); }',
    'promise.catch((reason) => ask(reason))',
    "socket.on('error', (reason) => ask(reason))",
    'function report(e: Error) { ask(e); }',
  ])('%s', (program) => expect(judged(program)).toBe(true));
});

describe('something else, or not known to be one', () => {
  it.each([
    'ask(error)',
    'try {} catch ({ message }) { ask(message); }',
    'let last = e; try {} catch (e) { last = e; } ask(last)',
    'let last; ask(last)',
    'const error = e ?? new Error(); ask(error)',
    'export function report(reason) { ask(reason); } try {} catch (e) { report(e); }',
    'function report(reason) { ask(reason); } try {} catch (e) { report(e); } report(1);',
    "socket.on('data', (reason) => ask(reason))",
    'const error: FieldError = x; ask(error)',
  ])('%s', (program) => expect(judged(program)).toBe(false));
});

it('is flattened to text in these ways', () => {
  const textOf = (expression: string) => {
    const source = read(`try {} catch (e) { ask(${expression}); }`);
    return errorText(argumentOf(source), source)?.as;
  };
  expect(['e.message', 'e.stack', 'String(e)', '`${e}`', 'inspect(e)', 'e.code'].map(textOf)).toEqual([
    'message',
    'stack',
    'text',
    'text',
    'whole',
    undefined,
  ]);
});

it('is no error where it was only made for its stack', () => {
  const textOf = (code: string) => {
    const source = read(code);
    return errorText(argumentOf(source), source)?.as;
  };
  expect(textOf("ask(new Error('trace').stack)")).toBeUndefined();
  expect(textOf('ask((new Error()).stack)')).toBeUndefined();
  expect(textOf('ask(new TypeError()!.stack)')).toBeUndefined();
  expect(textOf('const here = new Error(); ask(here.stack)')).toBeUndefined();
  expect(textOf("const error = new Error('full'); ask(error.stack)")).toBe('stack');
  expect(textOf("ask(new Error('full').message)")).toBe('message');
});
