import { describe, expect, it } from 'vitest';
import { rearrangesArguments } from '../../src/catalog/logs/pino-hook.js';

describe('a hook that forwards the arguments as they are', () => {
  it.each([
    'hooks: { logMethod(args, method) { method.apply(this, args); } }',
    'hooks: { logMethod(inputArgs, method, level) { counts.inc({ level }); return method.apply(this, inputArgs); } }',
    'hooks: { logMethod: function (args, method) { method.call(this, ...args); } }',
    'hooks: { logMethod: function count(args, method) { Reflect.apply(method, this, args); } }',
    'hooks: { logMethod(this: pino.Logger, args: Parameters<pino.LogFn>, method: pino.LogFn, level: number): void { if (level >= 50) failures.add(1); method.apply(this, args as [string, ...unknown[]]); } }',
    'hooks: { logMethod(args, method) { method.apply(this, [...args]); } }',
    'hooks: { logMethod(args, method) { if (args.length > 1 && typeof args[0] === "object") seen++; method.apply(this, args); } }',
    'hooks: { logMethod(args, method) {\n  // args stay as they are\n  method.apply(this, args);\n} }',
    'pino({ hooks: { logMethod } })\nfunction logMethod(args, method) { method.apply(this, args); }',
  ])('%s', (text) => {
    expect(rearrangesArguments(text)).toBe(false);
  });

  it('is none where there is no hook', () => {
    expect(rearrangesArguments("pino({ level: 'info' })")).toBe(false);
  });
});

describe('a hook that may pass on others', () => {
  it.each([
    'hooks: { logMethod(args, method) { method.apply(this, args.reverse()); } }',
    'hooks: { logMethod(args, method) { args.reverse(); method.apply(this, args); } }',
    'hooks: { logMethod(args, method) { args[0] = { args }; method.apply(this, args); } }',
    'hooks: { logMethod(args, method) { Object.assign(args[0], { more: 1 }); method.apply(this, args); } }',
    'hooks: { logMethod(args, method) { const [text, fields] = args; method.apply(this, [fields, text]); } }',
    'hooks: { logMethod(args, method) { if (args.length > 1) return method.call(this, args[1], args[0]); return method.apply(this, args); } }',
    'hooks: { logMethod(args, method) { method.apply(this, order(args)); } }',
    'hooks: { logMethod(args, method) { order(args); method.apply(this, args); } }',
    'hooks: { logMethod([text, fields], method) { method.call(this, fields, text); } }',
    'hooks: { logMethod(...all) { forward(all); } }',
    'hooks: { logMethod(args, method) { method.apply(this, arguments[0].map(plain)); method.apply(this, args); } }',
    'hooks: { logMethod(args, method) { emit(method, args); } }',
    'hooks: { logMethod(args) { send(args); } }',
    'hooks: { logMethod: reorder }',
    'hooks: { logMethod: (args, method) => method(...args.reverse()) }',
    'hooks: { logMethod }',
    'hooks: { ["logMethod"]: hook }',
    'const a = { logMethod(args, method) { method.apply(this, args); } }; const b = { logMethod: reorder };',
  ])('%s', (text) => {
    expect(rearrangesArguments(text)).toBe(true);
  });
});
