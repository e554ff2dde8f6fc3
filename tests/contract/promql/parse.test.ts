import { describe, expect, it } from 'vitest';
import { selectorsOf } from '../../../src/contract/promql/expression.js';
import { mask } from '../../../src/contract/promql/mask.js';
import { parsePromql } from '../../../src/contract/promql/parse.js';

const selectors = (text: string) =>
  [...selectorsOf(parsePromql(text).root!)].map(({ selector }) => ({
    names: selector.names,
    matchers: selector.matchers.map(({ label, operator, value }) => label + operator + value),
  }));

describe('a dashboard’s variables are masked at the same length', () => {
  it.each([
    'rate(x[$__rate_interval])',
    'rate(x{$filter}[${interval}])',
    'x{$f, a="b"}',
    'x{a="b", ${f:raw}}',
    'x{a=~"$v", b="[[c]]"}',
    'x{a=$v}',
    'sum by ($group) (x)',
    'sum(x) by (a, ${group:csv})',
    '$aggregation by (a) (rate(y[5m]))',
    '$fn(y[5m])',
    'topk($n, x)',
    'foo_${bar}_total',
    '${metric}_total{a="b"}',
    '$metric',
    'x offset $o',
    'rate(x[${n}m])',
    'rate(x[${__range_s}s:1m])',
    'rate(x[5m:$step])',
    'x > $threshold',
    'a $op b',
    'histogram_quantile(0.$q, x)',
    'histogram_quantile($q, sum by (le) (rate(x_bucket[5m])))',
    '{__name__=~"$m"}',
    'x * on ($k) group_left(y) z',
    'sum(rate(a{b="{{ .Values.x }}"}[{{.window}}]))',
    'label_replace(x, "a", "$1", "b", "(.*)")',
    'x @ $at',
    'x / $__range_s * 100',
    'increase(x[$__range]) / ($__range_ms / 1000)',
  ])('%s', (text) => {
    expect(mask(text).text).toHaveLength(text.length);
    expect(parsePromql(text).fault).toBeUndefined();
  });

  it('and become patterns where they touch a name', () => {
    expect(selectors('foo_${bar}_total')[0]!.names).toEqual(['foo_*_total']);
    expect(selectors('${prefix}requests_total')[0]!.names).toEqual(['*requests_total']);
    expect(selectors('{__name__=~"${prefix}_(a|b)_total"}')[0]!.names).toEqual(['*_a_total', '*_b_total']);
    expect(selectors('$metric')[0]!.names).toEqual(['*']);
  });
});

describe('what an expression reads', () => {
  it('names by every way to write them', () => {
    expect(selectors('{__name__="x"}')[0]!.names).toEqual(['x']);
    expect(selectors('{__name__=~"a|b"}')[0]!.names).toEqual(['a', 'b']);
    expect(selectors('{__name__=~"a_(b|c)?_d.*"}')[0]!.names).toEqual(['a__d*', 'a_b_d*', 'a_c_d*']);
    expect(selectors('{"http.server.duration", a="b"}')[0]!.names).toEqual(['http.server.duration']);
    expect(selectors('{__name__!="x", a="b"}')[0]!.names).toEqual([]);
  });

  it('matchers, with the values that are meant', () => {
    expect(selectors('x{a="b\\"c", d!~`e\\d`, f!=\'g\'}')[0]!.matchers).toEqual(['a=b"c', 'd!~e\\d', 'f!=g']);
  });

  it('what stands around, from the inside out', () => {
    const [first] = selectorsOf(parsePromql('sum by (a) (rate(x_total{b="c"}[5m] offset 1h)) / 2').root!);
    expect(first!.around.map(({ expr }) => expr.kind)).toEqual(['range', 'call', 'aggregate', 'binary']);
  });

  it('after a comment', () => {
    expect(selectors('# all of them\nsum(x)')[0]!.names).toEqual(['x']);
  });
});

describe('a fault is told in the words of the mistake', () => {
  it.each([
    ['(a or b){x="y"}', 8, 'matchers cannot follow a parenthesis'],
    ['sum(x', 5, 'the expression ends too early'],
    ['sum by (a) ({__name__=~"b")', 26, 'unexpected `)`'],
    ['x{a="b}', 4, 'a string has no end'],
    ['  ', 0, 'the expression is empty'],
  ])('%s', (text, at, message) => {
    expect(parsePromql(text).fault).toEqual({ at, message });
  });

  it('where nobody can have written it', () => {
    expect(parsePromql('{'.repeat(100_000)).fault).toEqual({
      at: 0,
      message: 'it is 100000 characters long',
    });
  });

  it('where parentheses have no end', () => {
    expect(parsePromql(`${'('.repeat(5000)}x`).fault).toEqual({
      at: 198,
      message: 'too many expressions inside of each other',
    });
  });
});
