import { describe, expect, it } from 'vitest';
import { errorOfHeldText, errorText, isError, isErrorName } from '../../../src/model/values/error.js';
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

describe('an error’s text', () => {
  const textOf = (expression: string) => {
    const source = read(`try {} catch (e) { ask(${expression}); }`);
    const text = errorText(argumentOf(source), source);
    return text && `${text.as} of ${text.error.text}`;
  };

  it.each([
    ['e?.message', 'message of e'],
    ['e.toString()', 'text of e'],
    ['JSON.stringify(e)', 'text of e'],
    ['util.inspect(e)', 'whole of e'],
    ['e.message ?? String(e)', 'message of e'],
    ['e.message ?? e', 'message of e'],
    ['e.message ?? JSON.stringify(e)', 'message of e'],
    ["e.message || 'failed'", 'message of e'],
    ['e.stack ?? e.message', 'stack of e'],
    ["ready ? e.message : 'failed'", 'message of e'],
    ['ready ? e.message : String(e)', 'message of e'],
    ['x instanceof Error ? x.message : String(x)', 'message of x'],
    ["x instanceof TypeError ? x.stack : ''", 'stack of x'],
  ])('%s', (expression, text) => expect(textOf(expression)).toBe(text));

  it.each([
    'e.name',
    'e.message.trim()',
    '`failed: ${e}`',
    '`${e}${x}`',
    '`${x}`',
    "e + ''",
    'String(x)',
    'String()',
    'x.toString()',
    'JSON.stringify(x)',
    'JSON.parse(e)',
    'util.format(e)',
    'x.inspect(e)',
    'job.util.inspect(e)',
    'yaml.stringify(e)',
    'mask(e)',
    'e.message && String(e)',
    'e.message || other',
    'e.message ?? other.message',
    'e.message ?? mask(e)',
    'e.message ?? String()',
    'e.message ?? String(other)',
    'x ?? e.message',
    'ready ? e.message : other',
    'x instanceof Job ? x.message : String(x)',
    'x instanceof Error ? y.message : String(x)',
    'x instanceof Error ? x.name : String(x)',
    'x instanceof Error ? x : String(x)',
    'x in Error ? x.message : String(x)',
    'x instanceof errors.Error ? x.message : String(x)',
    'isError(x) ? x.message : String(x)',
  ])('is not %s', (expression) => expect(textOf(expression)).toBeUndefined());

  it('is not what an own function of the name makes', () => {
    const source = read('function String(x) { return mask(x); } try {} catch (e) { ask(String(e)); }');
    expect(errorText(argumentOf(source), source)).toBeUndefined();
  });
});

describe('the error whose text a name holds', () => {
  const errorOf = (statements: string) => {
    const source = read(`try {} catch (e) { ${statements} }`);
    return errorOfHeldText(argumentOf(source), source)?.text;
  };

  it.each([
    ['const text = e.message; ask(text);', 'e'],
    ['let text = String(e); ask(text);', 'e'],
    ['const text = e.message; const other = 1; later(() => ask(text));', 'e'],
  ])('%s', (statements, error) => expect(errorOf(statements)).toBe(error));

  it.each([
    'ask(e.message);',
    'const text = e; ask(text);',
    "const text = 'x'; ask(text);",
    'const { text } = e.message; ask(text);',
    'let text = e.message; text = 1; ask(text);',
    'for (const text of [e.message]) ask(text);',
    'const text = e.message; later((e) => ask(text));',
    'const text = e.message; e = 1; ask(text);',
    'const text = pick(e.message); ask(text);',
  ])('there is none: %s', (statements) => expect(errorOf(statements)).toBeUndefined());
});

it('is guessed from a name', () => {
  const isNamed = (expression: string) => {
    const source = read(`ask(${expression})`);
    return isErrorName(argumentOf(source));
  };
  expect(['err', 'job.error', '(e as any)'].map(isNamed)).toEqual([true, true, true]);
  expect(['order', 'job.errors.count', 'error()', 'jobs[0]'].map(isNamed)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

describe('what a callback gets', () => {
  it.each([
    'promise.then(done, (reason) => ask(reason))',
    "process.once('uncaughtException', (reason) => ask(reason))",
    'fs.readFile(path, (err, data) => ask(err))',
    'app.use((err, req, res, next) => ask(err))',
  ])('is an error: %s', (program) => expect(judged(program)).toBe(true));

  it.each([
    'promise.then((value) => ask(value))',
    'promise.catch((reason, more) => ask(more))',
    'promise.finally((reason) => ask(reason))',
    'socket.on(event, (reason) => ask(reason))',
    "socket.emit('error', (reason) => ask(reason))",
    'list.map((reason) => ask(reason))',
    '((err) => ask(reason))(1)',
  ])('is none: %s', (program) => expect(judged(program)).toBe(false));
});
