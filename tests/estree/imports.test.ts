import { describe, expect, it } from 'vitest';
import { layoutOf, mergeImports, planImport, removeImports } from '../../src/estree/imports.js';
import { applyEdits } from '../../src/model/text/edits.js';
import { fileOf } from '../analysis/program.js';

const LOGGER = { from: './logger.js', name: 'logger', local: 'logger', defaultStyle: 'esm' } as const;

function added(text: string, needed: Parameters<typeof planImport>[1] = LOGGER): string {
  return applyEdits(text, planImport(fileOf({ text }).syntax, needed));
}

describe('an import is added', () => {
  it.each<[string, string, string, Parameters<typeof planImport>[1]?]>([
    [
      'before what is on the line of the last one',
      "import a from 'a';  const b = a()\nconst c = 'c'\n",
      "import a from 'a';\nimport { logger } from './logger.js';  const b = a()\nconst c = 'c'\n",
    ],
    [
      'before what it would go on with',
      "(function () {})()\nconst c = 'c'\n",
      "const { logger } = require('./logger.js');\n\n(function () {})()\nconst c = 'c'\n",
      { ...LOGGER, defaultStyle: 'cjs' },
    ],
    [
      'before anything else',
      "a()\nconst c = 'c'\n",
      "import { logger } from './logger.js'\n\na()\nconst c = 'c'\n",
    ],
  ])('with a semicolon only where a file without needs one: %s', (_name, before, after, needed = LOGGER) => {
    expect(added(before, needed)).toBe(after);
  });

  it.each([
    [
      'after the last import',
      "import a from 'a';\na();\n",
      "import a from 'a';\nimport { logger } from './logger.js';\na();\n",
    ],
    ['at the top of a file without any', 'a();\n', "import { logger } from './logger.js';\n\na();\n"],
    [
      'after a directive',
      "'use strict';\na();\n",
      "'use strict';\nimport { logger } from './logger.js';\n\na();\n",
    ],
    [
      'after a hashbang',
      '#!/usr/bin/env node\na();\n',
      "#!/usr/bin/env node\nimport { logger } from './logger.js';\n\na();\n",
    ],
    [
      'as a require where the file requires',
      "const a = require('a');\na();\n",
      "const a = require('a');\nconst { logger } = require('./logger.js');\na();\n",
    ],
    [
      'to the names that are imported from there',
      "import { b } from './logger.js';\nb();\n",
      "import { b, logger } from './logger.js';\nb();\n",
    ],
    [
      'on a line of its own among such',
      "import {\n  b,\n} from './logger.js';\nb();\n",
      "import {\n  b,\n  logger,\n} from './logger.js';\nb();\n",
    ],
    [
      'beside an import of types',
      "import type { B } from './logger.js';\nlet b: B;\n",
      "import type { B } from './logger.js';\nimport { logger } from './logger.js';\nlet b: B;\n",
    ],
  ])('%s', (_, before, after) => {
    expect(added(before)).toBe(after);
  });

  it('with the statement that makes the logger, before other code runs', () => {
    const needed = {
      ...LOGGER,
      from: '@nestjs/common',
      name: 'Logger',
      local: 'Logger',
      statement: "const logger = new Logger('A');",
    };
    expect(added("import a from 'a';\na();\nimport b from 'b';\n", needed)).toBe(
      "import a from 'a';\nimport { Logger } from '@nestjs/common';\n\nconst logger = new Logger('A');\na();\nimport b from 'b';\n",
    );
  });

  it('as the package is loaded, where the file does not show it', () => {
    const { syntax } = fileOf({ text: 'a();\n' });
    expect([layoutOf(syntax, 'cjs').style, layoutOf(syntax, 'esm').style]).toEqual(['cjs', 'esm']);
  });
});

describe('imports are removed', () => {
  const without = (text: string, ...names: string[]) => {
    const { edits, stuck } = removeImports(fileOf({ text }).syntax, names);
    return [applyEdits(text, edits), ...stuck];
  };

  it.each([
    ['with their statement', "import { format } from 'util';\na();\n", ['format'], 'a();\n'],
    ['from a list', "import { a, b, c } from 'node:util';\n", ['b'], "import { a, c } from 'node:util';\n"],
    ['first of a list', "import { a, b } from 'util';\n", ['a'], "import { b } from 'util';\n"],
    [
      'several of a list',
      "import {\n  a,\n  b,\n  c,\n} from 'util';\n",
      ['a', 'c'],
      "import {\n  b,\n} from 'util';\n",
    ],
    [
      'the only name beside a default',
      "import util, { a } from 'util';\n",
      ['a'],
      "import util from 'util';\n",
    ],
    [
      'the default beside a list',
      "import util, { a } from 'util';\n",
      ['util'],
      "import { a } from 'util';\n",
    ],
    ['required', "const util = require('util');\nx();\n", ['util'], 'x();\n'],
    [
      'required, from a list',
      "const { a, b } = require('node:util');\n",
      ['a'],
      "const { b } = require('node:util');\n",
    ],
    ['all of a list', "import { a, b } from 'util';\nx();\n", ['a', 'b'], 'x();\n'],
  ])('%s', (_, before, names, after) => {
    expect(without(before, ...names)).toEqual([after]);
  });

  it.each([
    ['of a module that may do something when it is loaded', "import { format } from './format.js';\n"],
    ['with a comment', "import { format /* for logs */ } from 'util';\n"],
    ['beside other code on the line', "import { format } from 'util'; a();\n"],
    ['beside a namespace', "import format, * as util from 'util';\nutil();\n"],
  ])('but not %s', (_, text) => {
    expect(without(text, 'format')).toEqual([text, 'format']);
  });

  it.each([
    ['several at once', "const { format } = require('util'), a = require('a');\n"],
    ['with a default', "const { format = b } = require('util');\n"],
    ['of a package', "const { format } = require('date-fns');\n"],
  ])('and no requires that do more: %s', (_, text) => {
    expect(without(text, 'format')).toEqual([text]);
  });

  it('and another takes the place of the last one', () => {
    const text = "import a from 'a';\nimport { format } from 'util';\n\na();\n";
    const { syntax } = fileOf({ text });
    const edits = mergeImports(planImport(syntax, LOGGER), removeImports(syntax, ['format']).edits, '\n');
    expect(applyEdits(text, edits)).toBe(
      "import a from 'a';\nimport { logger } from './logger.js';\n\na();\n",
    );
  });
});

describe('an import among others', () => {
  it.each<[string, string, string, string]>([
    [
      'goes to its place where they are sorted',
      './logger.js',
      "import a from 'a';\nimport { b } from './b.js';\nimport { z } from './z.js';\na(b, z);\n",
      "import a from 'a';\nimport { b } from './b.js';\nimport { logger } from './logger.js';\nimport { z } from './z.js';\na(b, z);\n",
    ],
    [
      'goes to its place among those of its kind',
      '../logger.js',
      "import { c } from '../c.js';\nimport { x } from '../x.js';\nimport { b } from './b.js';\nc(x, b);\n",
      "import { c } from '../c.js';\nimport { logger } from '../logger.js';\nimport { x } from '../x.js';\nimport { b } from './b.js';\nc(x, b);\n",
    ],
    [
      'goes to the end where they are not sorted',
      './logger.js',
      "import { z } from './z.js';\nimport { b } from './b.js';\nz(b);\n",
      "import { z } from './z.js';\nimport { b } from './b.js';\nimport { logger } from './logger.js';\nz(b);\n",
    ],
    [
      'goes to the end where one of its kind says nothing of an order',
      './logger.js',
      "import { z } from './z.js';\nz();\n",
      "import { z } from './z.js';\nimport { logger } from './logger.js';\nz();\n",
    ],
    [
      'stays after what is loaded for what it does',
      './logger.js',
      "import { b } from './b.js';\nimport { z } from './z.js';\nimport './tracing.js';\nb(z);\n",
      "import { b } from './b.js';\nimport { z } from './z.js';\nimport './tracing.js';\nimport { logger } from './logger.js';\nb(z);\n",
    ],
    [
      'leaves a comment to the import that it is on',
      './logger.js',
      "import { b } from './b.js';\n// last of all\nimport { z } from './z.js';\nb(z);\n",
      "import { b } from './b.js';\n// last of all\nimport { z } from './z.js';\nimport { logger } from './logger.js';\nb(z);\n",
    ],
  ])('%s', (_, from, before, after) => {
    expect(added(before, { ...LOGGER, from })).toBe(after);
  });
});
