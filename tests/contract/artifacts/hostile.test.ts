import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readArtifact } from '../../../src/contract/artifacts/read-file.js';
import { parseLogql } from '../../../src/contract/logql/parse.js';
import { mask } from '../../../src/contract/promql/mask.js';
import { parsePromql } from '../../../src/contract/promql/parse.js';
import { alternativesOf, matchesRegExp } from '../../../src/contract/promql/regexp.js';
import { judged, metric } from '../checks/judge.js';

const piece = fc.constantFrom(
  ...[
    'x',
    'rate',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '5m',
    '$v',
    '${v}',
    '[[v]]',
    '{{ .x }}',
    '{{',
    '"',
    "'",
    '`',
    '\\',
    ',',
  ],
  ...[
    'a="b"',
    '=~',
    'by',
    'or',
    'sum',
    ' ',
    '\n',
    '#',
    '|=',
    '*',
    '+',
    '-',
    '@',
    'offset',
    '\uE000',
    'é',
    '😀',
    '\0',
  ],
);
const expression = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

it('no expression makes a reader throw, and masking keeps every offset', () => {
  fc.assert(
    fc.property(expression, (text) => {
      expect(mask(text).text).toHaveLength(text.length);
      const { fault } = parsePromql(text);
      if (fault) expect(fault.at).toBeLessThanOrEqual(text.length);
      parseLogql(text);
      alternativesOf(text);
      matchesRegExp(text, 'x');
    }),
    { numRuns: 3000 },
  );
});

it('no file makes a check throw', () => {
  const code = {
    metrics: [metric('x', 'counter'), metric('*_total', 'gauge'), metric('x_seconds', 'histogram')],
  };
  const key = fc.constantFrom(
    'expr',
    'alert',
    'record',
    'groups',
    'rules',
    'panels',
    'targets',
    'title',
    'query',
    'type',
    'datasource',
    'service',
    'pipelines',
    'receivers',
    'processors',
    'exporters',
    'scrape_configs',
    'job_name',
    'kind',
    'apiVersion',
    'spec',
    'objective',
    'sli',
    'labels',
    'annotations',
    'data',
  );
  const leaf = fc.oneof(
    expression,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(
      'SLO',
      'openslo/v1',
      'pyrra.dev/v1',
      'ServiceLevelObjective',
      'query',
      'loki',
      'label_values(x, y)',
      'tail_sampling',
    ),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, depthSize: 'large' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      for (const path of ['a.json', 'a.yml']) {
        const text = JSON.stringify({ expr: 'x', scrape_configs: [], value });
        if (readArtifact(path, text)?.is !== 'read') continue;
        for (const { position } of judged({ [path]: text }, code, { isStrict: true, disabled: new Set() }))
          expect(position.line).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
});

it('no text makes the reading of a file throw', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          piece,
          fc.constantFrom(
            '\n',
            '  ',
            '- ',
            ': ',
            '&a ',
            '*a',
            '|\n',
            '>-\n',
            '!!x ',
            '%',
            '---\n',
            'groups',
            'rules',
            'alert',
          ),
        ),
        { maxLength: 40 },
      ),
      (pieces) => {
        const text = `expr: x\n${pieces.join('')}`;
        for (const path of ['a.yml', 'a.json'])
          expect(['read', 'skipped', undefined]).toContain(readArtifact(path, text)?.is);
      },
    ),
    { numRuns: 2000 },
  );
});
