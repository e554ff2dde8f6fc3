import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Session } from '../../src/analysis/session.js';
import { migrateFile } from '../../src/codemod/migrate.js';
import { parseModule } from '../../src/codemod/parser.js';
import { MemoryHost } from '../../src/project/memory.js';

const guide = readFileSync(new URL('../../docs/guides/codemod.md', import.meta.url), 'utf8');

/** The rows of the table of calls: what is written, and what becomes of it. */
const rows = [...guide.matchAll(/^\| (``?)(.+?)\1( [^|]*)?\| (``?)(.+?)\4 *\|$/gm)].map(
  ([, , before = '', where = '', , after = '']) => ({ before, where, after }),
);

function migrated(call: string, library: 'pino' | 'winston'): string {
  const make = library === 'pino' ? 'pino()' : 'createLogger()';
  const name = library === 'pino' ? 'pino' : 'createLogger';
  const text = `import { ${name} } from '${library}';\nconst logger = ${make};\nexport function loadUser(order, sum, id, ms, attempt, delay, rows, user, ok) {\n  try {\n    save();\n  } catch (err) {\n    ${call};\n  }\n}\n`;
  const session = new Session(new MemoryHost());
  const file = session.file({
    path: '/shop/src/a.ts',
    text,
    settings: { root: '/shop' },
    parse: parseModule,
  });
  const { migrated: calls } = migrateFile({
    pass: session.pass(file),
    excluded: undefined,
    included: [],
    target: () => ({ unavailable: { code: 'is-the-logger' } }),
  });
  return calls.map(({ written }) => written).join('');
}

describe('the guide says what a call becomes', () => {
  it('in a table', () => expect(rows.length).toBeGreaterThan(8));

  it.each(rows)('$before', ({ before, where, after }) => {
    expect(migrated(before, where.includes('winston') ? 'winston' : 'pino')).toBe(after);
  });
});
