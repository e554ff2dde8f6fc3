import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../../src/index.js';
import { packageOf } from '../rule-tester.js';

const CALL = 'console.log(`Order ${id} paid`);';

/** What is said of a function of a server, unused directives included. */
function said(code: string): readonly string[] {
  const linter = new Linter({
    cwd: packageOf({
      'package.json': {
        name: 'shop',
        scripts: { start: 'node src/server.js' },
        dependencies: { express: '*' },
      },
    }),
  });
  const config: Linter.Config = {
    ...plugin.configs.recommended,
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  };
  return linter
    .verify(`export function pay(id) {\n${code}\n}\n`, [config], 'src/server.js')
    .map(({ message }) => message);
}

describe('a comment that suppresses the rule', () => {
  it('is needed', () => {
    expect(said(CALL)).toEqual([expect.stringContaining('`console.log`')]);
  });

  it.each([
    `// eslint-disable-next-line observability/no-console-logging\n${CALL}`,
    `// eslint-disable-next-line observability/no-console-logging -- the console is what the installer reads\n${CALL}`,
    `${CALL} // eslint-disable-line observability/no-console-logging`,
    `/* eslint-disable observability/no-console-logging */\n${CALL}\n${CALL}`,
    `/* eslint-disable observability/no-console-logging */\n${CALL}\n/* eslint-enable observability/no-console-logging */`,
  ])('is used: %s', (code) => {
    expect(said(code)).toEqual([]);
  });

  it('is unused where nothing is reported', () => {
    const unused = 'id(); // eslint-disable-line observability/no-console-logging';
    expect(said(unused)).toEqual([expect.stringContaining('Unused eslint-disable directive')]);
  });

  it('ends where it says', () => {
    const code = `/* eslint-disable observability/no-console-logging */\n${CALL}\n/* eslint-enable observability/no-console-logging */\n${CALL}`;
    expect(said(code)).toHaveLength(1);
  });
});
