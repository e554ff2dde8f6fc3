import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { offsetsOf } from '../../../src/contract/artifacts/spelling.js';
import { artifactsOf } from '../checks/judge.js';

/** Where the metric `wanted` of the first query stands in the file, by the position that is told, and by its text. */
function toldAndActual(path: string, text: string) {
  const [artifact] = artifactsOf({ [path]: text });
  const query = artifact!.queries[0]!;
  const told = query.source.position(query.source.text.indexOf('wanted'));
  const at = text.indexOf('wanted');
  const before = text.slice(0, at).split('\n');
  return { told, actual: { line: before.length, column: before.at(-1)!.length + 1 } };
}

const rule = (expr: string) => `groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: ${expr}\n`;

it.each([
  ['a plain scalar', rule('rate(wanted[5m]) > 1')],
  ['a plain scalar over two lines', rule('rate(\n            wanted[5m]) > 1')],
  ['single quotes with a doubled one', rule(`'x{a="it''s"} and wanted'`)],
  ['double quotes with escapes', rule(String.raw`"x{a=\"\u00e9\\n\"} and wanted"`)],
  ['double quotes over an escaped line end', rule('"x{a=\\"b\\"} \\\n            and wanted"')],
  ['a literal block', rule('|\n          sum(\n\n            wanted\n          )')],
  ['a literal block with an indentation indicator', rule('|2-\n            x and\n          wanted')],
  ['a folded block with a comment', rule('>- # folded\n          x\n            and\n          wanted\n')],
  ['a file with carriage returns', rule('|\n          sum(\n            wanted)').replaceAll('\n', '\r\n')],
])('is exact in %s', (_, text) => {
  const { told, actual } = toldAndActual('rules.yml', text);
  expect(told).toEqual(actual);
});

it('is exact in a JSON string with escapes', () => {
  const text = String.raw`{"title": "t", "panels": [{"title": "p",
  "targets": [{"refId": "A", "expr": "x{a=\"\u00e9\",\n\tb=\"c\"} and wanted"}]}]}`;
  const { told, actual } = toldAndActual('dashboard.json', text);
  expect(told).toEqual(actual);
});

it('is exact in a dashboard in a config map', () => {
  const text = `kind: ConfigMap
data:
  shop.json: |-
    {
      "title": "Shop",
      "panels": [
        { "title": "p", "targets": [{ "refId": "A", "expr": "sum(x{a=\\"b\\"}) / wanted" }] }
      ]
    }
`;
  const { told, actual } = toldAndActual('configmap.yaml', text);
  expect(told).toEqual(actual);
});

it('leads from each character of a string to the same one in the file, however it is spelled', () => {
  const texts = fc.array(fc.constantFrom(' ', '\n', '"', "'", '\\', '{', 'a', 'é', '#', ':', '\t', '😀'), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(texts, fc.boolean(), (parts, isJson) => {
      const value = `x${parts.join('')}y`;
      const source = isJson ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
      // Line ends are folded in single quotes: what is read is the value.
      const read: string = isJson ? value : String(parseDocument(source).toJS());
      const offsets = offsetsOf(read, source, isJson ? 'double' : 'single');
      expect(offsets).toHaveLength(read.length + 1);
      for (const [index, character] of read.split('').entries())
        if (/[a-z{#:]/.test(character)) expect(source[offsets[index]!]).toBe(character);
    }),
    { numRuns: 200 },
  );
});
