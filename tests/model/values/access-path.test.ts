import { describe, expect, it } from 'vitest';
import { accessPathOf, pathFrom } from '../../../src/model/values/access-path.js';
import { contextOf } from '../../../src/model/values/value.js';
import { type Program, argumentOf, read } from '../program.js';

/** `util: format`, `global console: log`; undefined for what is read from neither. */
function judged(program: Program | string): string | undefined {
  const source = read(program);
  const access = accessPathOf(argumentOf(source), contextOf(source));
  if (!access) return undefined;
  return [`${access.from === 'global' ? 'global ' : ''}${access.name}:`, ...access.path].join(' ');
}

describe('what is read from a module or a global', () => {
  it.each([
    ["import { format } from 'util'; ask(format)", 'util: format'],
    ["import { format as f } from 'util'; ask(f)", 'util: format'],
    ["import * as util from 'util'; ask(util.format)", 'util: format'],
    ["import util from 'util'; ask(util.format)", 'util: default format'],
    ["import util from 'util'; ask(util['format'])", 'util: default format'],
    ["const util = require('util'); ask(util.format)", 'util: format'],
    ["ask(require('util').types.isDate)", 'util: types isDate'],
    ["const { types: { isDate } } = require('util'); ask(isDate)", 'util: types isDate'],
    ["let util = require('util'); ask(util)", 'util:'],
    ["let util; util = require('util'); ask(util)", 'util:'],
    ["const util = await import('util'); ask(util.format)", 'util: format'],
    ["import * as util from 'util'; const other = util; ask(other.format)", 'util: format'],
    ["import * as util from 'util'; ask((util as any)!.format)", 'util: format'],
    ['ask(console.log)', 'global console: log'],
    ['const { log } = console; ask(log)', 'global console: log'],
  ])('%s', (program, access) => expect(judged(program)).toBe(access));

  it('through a module of the project', () => {
    expect(
      judged({
        'main.ts': "import { format } from './text'; ask(format)",
        'text.ts': "import * as util from 'util'; export const format = util.format;",
      }),
    ).toBe('util: format');
  });
});

describe('what is read from neither', () => {
  it.each([
    ["import type { Format } from 'util'; ask(Format)"],
    ["import * as util from 'util'; ask(util[name])"],
    ["import * as util from 'util'; ask(util.format())"],
    ["import * as util from 'util'; ask(!util)"],
    ["let util = require('util'); util = other; ask(util)"],
    ['let util; ask(util)'],
    ['ask(require(name))'],
    ['ask(require(1))'],
    ['ask(require())'],
    ["const require = load; ask(require('util'))"],
    ["ask(load('util'))"],
    ["ask('util')"],
    ['function util() {} ask(util)'],
    ['const util = util; ask(util)'],
  ])('%s', (program) => expect(judged(program)).toBeUndefined());
});

describe('the path within one module', () => {
  const within = (program: string) => {
    const source = read(program);
    return pathFrom(/^(?:node:)?util$/, argumentOf(source), source);
  };

  it.each([
    ["import { format } from 'node:util'; ask(format)", ['format']],
    ["import util from 'util'; ask(util.format)", ['format']],
    ["import * as util from 'util'; ask(util)", []],
    ["import { format } from 'fmt'; ask(format)", undefined],
    ['ask(util.format)', undefined],
    ["ask('format')", undefined],
  ])('%s', (program, path) => expect(within(program)).toEqual(path));
});
