/** Functions of a library that print for who looks for a fault: they are seen, and are no records of a service. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../analysis/program.js';

type Files = Readonly<Record<string, string>>;

/** Which calls of the first file are seen as what. */
function calls(files: Files | string): readonly string[] {
  const program = typeof files === 'string' ? { 'src/main.ts': files } : files;
  const placed = Object.fromEntries(Object.entries(program).map(([path, text]) => [`/app/${path}`, text]));
  const [[path, text] = ['', '']] = Object.entries(placed);
  return eventsOf({ path, text, files: placed }).flatMap((each) =>
    each.event === 'diagnosticCall' || each.event === 'logCall'
      ? [`${each.event} ${each.found.call.library ?? ''}`]
      : [],
  );
}

describe("a library's function that logs", () => {
  it.each<[string, Files | string]>([
    ['imported', "import debug from 'debug'; const log = debug('shop'); log('s');"],
    ['named', "import { debug as d } from 'debug'; const info = d('shop'); info('s');"],
    ['required', "const error = require('debug')('shop:error'); error('l');"],
    ['of a part', "const debug = require('debug'); const warn = debug('shop').extend('slow'); warn('w');"],
    ['by its type', "import type { Debugger } from 'debug'; function f(log: Debugger) { log('s'); }"],
    [
      'of another module',
      {
        'src/main.ts': "import { log } from './debug'; log('s');",
        'src/debug.ts': "import debug from 'debug'; export const log = debug('shop');",
      },
    ],
  ])('%s', (_, files) => {
    expect(calls(files)).toEqual(['diagnosticCall debug']);
  });

  it.each<[string, string]>([
    ['what makes one', "import log from 'debug'; log('s');"],
    ['a function of its name', "import { debug as log } from 'acme'; log('s');"],
  ])('is not %s', (_, code) => {
    expect(calls(code)).toEqual([]);
  });
});
