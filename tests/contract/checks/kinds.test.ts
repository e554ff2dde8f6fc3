import { describe, expect, it } from 'vitest';
import { alert, judged, labels, metric, ofAlert, ofPanel, panel, said } from './judge.js';

const counter = metric('orders_total', 'counter');
const set = metric('balance', 'gauge');
const balanced = metric('in_flight', 'gauge', { operations: ['add', 'subtract'] });
const growing = metric('handled', 'gauge', { operations: ['add'] });
const unseen = metric('mystery', 'gauge', { operations: [] });
const histogram = metric('duration_seconds', 'histogram', {
  labels: labels('route'),
  buckets: [0.1, 0.5, 1, 5],
});
const native = metric('native_seconds', 'histogram', { library: 'opentelemetry' });
const summary = metric('size_bytes', 'summary');
const named = metric('nodejs_active_handles_total', 'gauge', {
  operations: [],
  from: 'collectDefaultMetrics',
});
const totals = metric('bytes_received_total', 'gauge');
const upDown = metric('connections', 'upDownCounter', {
  library: 'opentelemetry',
  operations: ['add', 'subtract'],
});
const raised = metric('scheduled', 'upDownCounter', { library: 'opentelemetry', operations: ['add'] });
const code = {
  metrics: [
    raised,
    counter,
    set,
    balanced,
    growing,
    unseen,
    histogram,
    native,
    summary,
    named,
    totals,
    upDown,
  ],
};

describe('rate-on-gauge', () => {
  const rate = (expr: string) => ofAlert('rate-on-gauge', expr, code);

  it('is the rate of what falls as well', () => {
    expect(rate('rate(balance[5m]) > 1')).toEqual([
      'error `rate()` of a gauge: each fall of `balance` counts as a reset. Use `deriv()`.',
    ]);
    expect(rate('increase(in_flight[5m]) > 1')[0]).toMatch(/^error .*`delta\(\)`/);
    expect(rate('irate(connections[5m]) > 1')).toHaveLength(1);
    expect(rate('rate(nodejs_active_handles_total[5m]) > 1')).toHaveLength(1);
  });

  it('is a warning where the value that is set may be a total', () => {
    expect(rate('rate(bytes_received_total[5m]) > 1')[0]).toMatch(/^warning/);
  });

  it.each([
    'rate(orders_total[5m])',
    'rate(mystery[5m])',
    'rate(handled[5m])',
    'rate(scheduled[5m])',
    'delta(balance[5m])',
    'rate(duration_seconds_count[5m])',
    'rate(sum(balance)[5m:1m])',
    'rate(other[5m])',
  ])('is silent about %s', (expr) => expect(rate(`${expr} > 1`)).toEqual([]));

  it.each([
    'increase(balance[20m]) == 0',
    'max without (pod) (increase(balance[20m])) == 0',
    '0 != increase(in_flight[5m])',
  ])('is silent where it is only asked whether it moved: %s', (expr) => expect(rate(expr)).toEqual([]));
});

describe('counter-declared-as-gauge', () => {
  it('is said once at the definition, however often it is read', () => {
    const findings = judged({ 'd.json': panel('rate(handled[5m])', 'increase(handled[1h])') }, code);
    expect(findings.filter(({ check }) => check === 'counter-declared-as-gauge')).toMatchObject([
      {
        severity: 'info',
        file: 'src/metrics.ts',
        position: { line: 3, column: 1 },
        message: '`handled` is only incremented, and read with `rate()`: make it a counter.',
        related: [{ at: { file: 'd.json', line: 10 } }],
      },
    ]);
  });
});

describe('gauge-only-grows', () => {
  it('is a threshold on what code never lowers', () => {
    expect(ofAlert('gauge-only-grows', 'sum(handled) > 100', code)).toEqual([
      'warning `handled` is only ever raised: once over the threshold, the alert never ends.',
    ]);
  });

  it.each(['sum(in_flight) > 100', 'balance > 1', 'rate(handled[5m]) > 1', 'mystery > 1', 'handled == 0'])(
    'is silent about %s',
    (expr) => expect(ofAlert('gauge-only-grows', expr, code)).toEqual([]),
  );
});

describe('counter-raw', () => {
  const raw = (expr: string) => ofPanel('counter-raw', expr, code);

  it('is the bare value of a counter', () => {
    expect(raw('sum(orders_total)')).toEqual([
      'warning `orders_total` starts at 0 with each process: read `increase(orders_total[…])` or `rate()`.',
    ]);
    expect(raw('topk(5, orders_total)')).toHaveLength(1);
    expect(raw('orders_total > 100')).toHaveLength(1);
  });

  it.each([
    'rate(orders_total[5m])',
    'sum(increase(orders_total[1h]))',
    'resets(orders_total[1h])',
    'absent(orders_total)',
    'count(orders_total)',
    'orders_total - orders_total offset 1h',
    'in_flight and orders_total',
    'in_flight unless on (job) orders_total',
    'nodejs_active_handles_total',
    'max_over_time(orders_total[1h])',
    'orders_total == 0',
    'handled',
    'timestamp(orders_total)',
    '$fn(orders_total)',
  ])('is silent about %s', (expr) => expect(raw(expr)).toEqual([]));
});

describe('histogram-misuse', () => {
  const misuse = (expr: string) => ofPanel('histogram-misuse', expr, code);

  it('is a histogram’s bare name', () => {
    expect(misuse('avg(duration_seconds)')).toEqual([
      'error `duration_seconds` is a histogram: read `duration_seconds_sum / duration_seconds_count` or its `_bucket`.',
    ]);
  });

  it('is a quantile without buckets', () => {
    expect(misuse('histogram_quantile(0.9, rate(duration_seconds_count[5m]))')).toEqual([
      'error `histogram_quantile()` needs the buckets: read `duration_seconds_bucket`.',
    ]);
    expect(misuse('histogram_quantile(0.9, rate(balance[5m]))')).toEqual([
      'error `balance` is a gauge: it has no buckets to take a quantile of.',
    ]);
    expect(misuse('histogram_quantile(0.9, sum by (route) (rate(duration_seconds_bucket[5m])))')).toEqual([
      'error This aggregates `le` away, which `histogram_quantile()` needs: add it to `by (…)`.',
    ]);
    expect(misuse('histogram_quantile(95, sum by (le) (rate(duration_seconds_bucket[5m])))')).toEqual([
      'error A quantile is between 0 and 1: write 0.95 for 95 %.',
    ]);
  });

  it('is a warning for the quantile since the start', () => {
    expect(misuse('histogram_quantile(0.9, duration_seconds_bucket)')[0]).toMatch(/^warning/);
  });

  it.each([
    'histogram_quantile(0.9, sum by (le, route) (rate(duration_seconds_bucket[5m])))',
    'histogram_quantile(0.9, sum without (route) (rate(duration_seconds_bucket[5m])))',
    'histogram_quantile(0.9, sum by ($group) (rate(duration_seconds_bucket[5m])))',
    'histogram_quantile(0.9, sum by (vmrange) (rate(x_bucket[5m])))',
    'histogram_quantile(0.9, rate(native_seconds[5m]))',
    'histogram_count(native_seconds)',
    'size_bytes{quantile="0.9"}',
    'absent(duration_seconds)',
    'duration_seconds_sum / duration_seconds_count',
    'histogram_quantile(0.9, rate(${metric}_bucket[5m]))',
  ])('is silent about %s', (expr) => expect(misuse(expr)).toEqual([]));
});

describe('bucket-sum-without-le', () => {
  const sum = (expr: string) => ofPanel('bucket-sum-without-le', expr, code);

  it('counts each observation many times', () => {
    expect(sum('sum by (route) (rate(duration_seconds_bucket[5m]))')).toEqual([
      'error Buckets are cumulative: this counts each observation many times. Read `duration_seconds_count`.',
    ]);
    expect(sum('sum(increase(others_bucket[5m]))')).toHaveLength(1);
    expect(sum('sum without (le) (rate(duration_seconds_bucket[5m]))')).toHaveLength(1);
  });

  it.each([
    'sum by (le) (rate(duration_seconds_bucket[5m]))',
    'sum(rate(duration_seconds_bucket{le="0.5"}[5m]))',
    'sum(rate(duration_seconds_bucket{le=~"$le"}[5m]))',
    'sum(rate(duration_seconds_bucket{$filters}[5m]))',
    'sum without (route) (rate(duration_seconds_bucket[5m]))',
    'max(duration_seconds_bucket)',
    'histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m])))',
    'sum by (vmrange) (rate(x_bucket[5m]))',
    'count(duration_seconds_bucket)',
  ])('is silent about %s', (expr) => expect(sum(expr)).toEqual([]));
});

describe('threshold-without-bucket', () => {
  const threshold = (expr: string) => ofAlert('threshold-without-bucket', expr, code);

  it('is a bucket that is not there', () => {
    expect(threshold('rate(duration_seconds_bucket{le="0.3"}[5m]) > 1')).toEqual([
      'error `duration_seconds_bucket` has no bucket `0.3`: it has 0.1, 0.5, 1, 5.',
    ]);
  });

  it('is a quantile that is never so large', () => {
    expect(threshold('histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m]))) > 5')).toEqual(
      ['error Never true: a quantile of `duration_seconds_bucket` is at most its last bucket, 5.'],
    );
  });

  it('knows what libraries take by default', () => {
    const metrics = [metric('a_seconds', 'histogram', { buckets: 'default' })];
    expect(ofAlert('threshold-without-bucket', 'a_seconds_bucket{le="2"} > 1', { metrics })).toHaveLength(1);
    expect(ofAlert('threshold-without-bucket', 'a_seconds_bucket{le="2.5"} > 1', { metrics })).toEqual([]);
  });

  it.each([
    'rate(duration_seconds_bucket{le="0.5"}[5m]) > 1',
    'rate(duration_seconds_bucket{le="1.0"}[5m]) > 1',
    'rate(duration_seconds_bucket{le="+Inf"}[5m]) > 1',
    'rate(duration_seconds_bucket{le=~"0.5|0.7"}[5m]) > 1',
    'rate(native_seconds_bucket{le="7"}[5m]) > 1',
    'histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m]))) >= 5',
    'histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m]))) > 2',
  ])('is silent about %s', (expr) => expect(threshold(expr)).toEqual([]));
});

describe('artifact-syntax', () => {
  it('is what does not parse, at its place', () => {
    expect(said('artifact-syntax', judged({ 'a.yml': alert('(a or b){c="d"} > 1') }, {}))).toEqual([
      'error 5:23 The expression does not parse: matchers cannot follow a parenthesis.',
    ]);
  });

  it('is a function without the range that it needs', () => {
    expect(ofAlert('artifact-syntax', 'rate(orders_total) > 1', {})).toEqual([
      'error `rate()` needs a range: write `[5m]` after the selector.',
    ]);
    expect(ofPanel('artifact-syntax', 'rate($range_of_x)', {})).toEqual([]);
  });
});

describe('ratio-labels-differ', () => {
  const differ = (expr: string) => ofAlert('ratio-labels-differ', expr, {});

  it('is two sides that nothing matches', () => {
    expect(differ('sum by (route) (rate(a[5m])) / sum(rate(b[5m])) > 1')).toEqual([
      'error Nothing matches: one side has `route`, the other no labels. Group both alike, or say `on (…) group_left`.',
    ]);
    expect(differ('sum by (a) (x) > 1 and sum by (b) (y) > 2')).toEqual([
      'error Nothing matches: one side has `a`, the other `b`. Say `on (…)`.',
    ]);
  });

  it.each([
    'sum by (route) (a) / sum by (route) (b) > 1',
    'sum by (a, b) (x) / sum by (b, a) (y) > 1',
    'sum by (route) (a) / on () group_left () sum(b) > 1',
    'sum by (route) (a) / ignoring (route) group_left sum(b) > 1',
    'sum by (route) (a) / scalar(sum(b)) > 1',
    'sum by (route) (a) or sum(b)',
    'sum by (route) (a) / clamp_min(sum by (route) (b), 1) > 1',
    'sum without (x) (a) / sum(b) > 1',
    'sum by ($g) (a) / sum by (b) (c) > 1',
    'sum(a) / 100 / sum(b) > 1',
    'topk(3, a) / sum(b) > 1',
  ])('is silent about %s', (expr) => expect(differ(expr)).toEqual([]));

  it('is a series that is divided by itself', () => {
    expect(differ('rate(jobs{status="failed"}[5m]) / rate(jobs[5m]) > 0.1')).toEqual([
      'error Always 1: each series of `status="failed"` is divided by itself. Sum both sides without `status`.',
    ]);
    expect(
      differ('increase(jobs{q="a"}[5m]) / clamp_min(increase(jobs{q="a",status=~"5.."}[5m]), 1)'),
    ).toEqual([
      'error Always 1: each series of `status=~"5.."` is divided by itself. Sum both sides without `status`.',
    ]);
    expect(differ('sum by (q, status) (jobs{status="failed"}) / sum by (status, q) (jobs)')).toHaveLength(1);
    expect(differ('sum without (pod) (jobs{status="failed"}) / sum without (pod) (jobs)')).toHaveLength(1);
  });

  it.each([
    'sum(rate(jobs{status="failed"}[5m])) / sum(rate(jobs[5m])) > 0.1',
    'sum by (q) (jobs{status="failed"}) / sum by (q) (jobs)',
    'sum without (status) (jobs{status="failed"}) / sum without (status) (jobs)',
    'rate(jobs{status="failed"}[5m]) / ignoring (status) group_left sum without (status) (rate(jobs[5m]))',
    'rate(jobs{status="failed"}[5m]) / rate(jobs[1h])',
    'rate(jobs{status="failed"}[5m]) / rate(jobs[5m] offset 1d)',
    'jobs{status="failed"} - jobs',
    'jobs{status="failed"} / jobs{queue="orders"}',
    'jobs{status="failed"} / others',
    'rate(jobs{status="failed", $filter}[5m]) / rate(jobs[5m])',
    'delta(jobs{status="failed"}[5m]) / rate(jobs[5m])',
    'topk by (status) (3, jobs{status="failed"}) / topk by (status) (3, jobs)',
  ])('is silent about the share %s', (expr) => expect(differ(expr)).toEqual([]));

  it('is two values of one label', () => {
    expect(differ('hits{result="hit"} / hits{result="miss"} > 1')).toEqual([
      'error Nothing matches: one side has `result="hit"`, the other "miss". Sum both sides, or say `ignoring (result)`.',
    ]);
    expect(differ('rate(a{result="hit"}[5m]) > 1 and rate(b{result="miss"}[5m]) > 1')).toEqual([
      'error Nothing matches: one side has `result="hit"`, the other "miss". Say `on (…)`.',
    ]);
    expect(differ('a{job="x", p="1"} * on (job, p) group_left b{p="2"}')).toEqual([
      'error Nothing matches: one side has `p="1"`, the other "2". Leave `p` out of the matching.',
    ]);
    expect(differ('sum by (result) (a{result="hit"}) / sum by (result) (a{result="miss"})')).toHaveLength(1);
  });

  it.each([
    'hits{result="hit"} / ignoring (result) hits{result="miss"} > 1',
    'hits{result="hit"} / on (job) hits{result="miss"} > 1',
    'sum(hits{result="hit"}) / sum(hits{result="miss"}) > 1',
    'hits{result="hit"} or hits{result="miss"}',
    'hits{result="hit"} / hits{result=~"miss"}',
    'hits{result="hit"} / hits{result="$other"}',
    'hits{result="hit"} / label_replace(hits{result="miss"}, "result", "hit", "result", ".*")',
    'hits{result="hit"} / scalar(hits{result="miss"})',
    'hits{result="hit"} / (hits{result="miss"} or hits{result="hit"})',
  ])('is silent about the values in %s', (expr) => expect(differ(expr)).toEqual([]));

  const metrics = [
    metric('rejections', 'counter', { labels: labels('exchange', 'reason') }),
    metric('orders', 'counter', { labels: labels('exchange', 'side') }),
    metric('limits', 'gauge', { labels: labels('exchange') }),
    metric('took', 'histogram', { labels: labels('exchange') }),
    metric('open', 'counter', { labelsAreOpen: true }),
  ];
  const unlike = (expr: string) => ofAlert('ratio-labels-differ', expr, { metrics });

  it('is a label that only one side’s metrics have', () => {
    expect(unlike('rate(rejections[5m]) / rate(orders[5m]) > 0.2')).toEqual([
      'warning Nothing matches: only the left side has `reason`. Sum both sides, or say `ignoring (reason)`.',
    ]);
    expect(unlike('limits < orders')).toEqual([
      'warning Nothing matches: only the right side has `side`. Sum both sides, or say `ignoring (side)`.',
    ]);
    expect(unlike('sum(limits) / orders')).toHaveLength(1);
    expect(unlike('rate(took_bucket{le="0.5"}[5m]) / rate(took_count[5m])')).toEqual([
      'error Nothing matches: only the left side has `le`. Sum both sides, or say `ignoring (le)`.',
    ]);
  });

  it.each([
    'rate(took_sum[5m]) / rate(took_count[5m])',
    'rate(took_sum[5m]) / rate(limits[5m])',
    'rate(rejections[5m]) / ignoring (reason, side) rate(orders[5m])',
    'sum by (exchange) (rejections) / limits',
    'rate(rejections[5m]) / rate(open[5m])',
    'rate(rejections[5m]) / rate(unknown_to_all[5m])',
    'rate(rejections{reason=""}[5m]) / rate(limits[5m])',
    'rejections or limits',
    'rate(limits{reason="none"}[5m]) / rate(limits[5m])',
    'rejections / 2 > 1',
    '(rejections or limits) / limits',
  ])('is silent about the labels in %s', (expr) => expect(unlike(expr)).toEqual([]));
});
