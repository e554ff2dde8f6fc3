import { describe, expect, it } from 'vitest';
import { alert, judged, labels, metric, ofAlert, ofPanel, said } from './judge.js';

const requests = metric('http_requests_total', 'counter', {
  labels: labels('method', 'route', 'status_code'),
});
const jobs = metric('jobs_total', 'counter', { labels: labels(['state', 'done', 'failed'], 'queue') });
const open = metric('calls_total', 'counter', { labels: labels('a'), labelsAreOpen: true });
const bare = metric('depth', 'gauge');
const duration = metric('duration_seconds', 'histogram', { labels: labels('route') });
const code = { metrics: [requests, jobs, open, bare, duration] };
const unknown = (expr: string) => ofAlert('label-unknown', expr, code);

describe('label-unknown', () => {
  it('is a matcher of a label that the metric does not have', () => {
    expect(unknown('rate(http_requests_total{status=~"5.."}[5m]) > 1')).toEqual([
      'error `http_requests_total` has no label `status`, so nothing matches: it has `status_code`.',
    ]);
  });

  it('is a warning where it may be a target’s, and an error where the scrapes are known', () => {
    const expr = 'rate(http_requests_total{shop="x"}[5m]) > 1';
    const message =
      '`http_requests_total` has no label `shop`, so nothing matches: it has `method`, `route` and `status_code`.';
    expect(unknown(expr)).toEqual([`warning ${message}`]);
    const scrape = (more: string) =>
      `scrape_configs:\n  - job_name: shop\n    static_configs:\n      - targets: [a]\n${more}`;
    const withScrape = (more: string) =>
      said('label-unknown', judged({ 'a.yml': alert(expr), 'prometheus.yml': scrape(more) }, code)).map(
        (line) => line.split(' ')[0],
      );
    expect(withScrape('')).toEqual(['error']);
    expect(withScrape('        labels: { shop: x }\n')).toEqual([]);
    expect(withScrape('    relabel_configs:\n      - target_label: shop\n')).toEqual([]);
    expect(withScrape('    relabel_configs:\n      - action: labelmap\n        regex: (.+)\n')).toEqual([
      'warning',
    ]);
  });

  it('is info where matching an empty value changes nothing', () => {
    expect(unknown('depth{kind=""} > 1')).toEqual([
      'info `depth` has no label `kind`: matching `""` changes nothing.',
    ]);
    expect(unknown('depth{kind=~"a|"} > 1')[0]).toMatch(/^info/);
  });

  it('excludes nothing where it is negated', () => {
    expect(unknown('rate(http_requests_total{status!="500"}[5m]) > 1')[0]).toMatch(
      /^info .* this excludes nothing/,
    );
  });

  it('is a warning where the value is filled in', () => {
    expect(ofPanel('label-unknown', 'rate(http_requests_total{status=~"$status"}[5m])', code)).toEqual([
      'warning `http_requests_total` has no label `status`: it has `status_code`.',
    ]);
  });

  it('is a grouping that groups nothing', () => {
    expect(unknown('sum by (status) (rate(http_requests_total[5m])) > 1')).toEqual([
      'warning Grouping by `status` groups nothing: `http_requests_total` has no such label. Did you mean `status_code`?',
    ]);
    expect(unknown('sum by (route) (sum by (method) (rate(http_requests_total[5m]))) > 1')).toEqual([
      'warning Grouping by `route` groups nothing: what is inside drops that label.',
    ]);
  });

  it('is a variable that lists no values', () => {
    const dashboard = {
      title: 'D',
      panels: [],
      templating: {
        list: [{ name: 'path', type: 'query', query: 'label_values(http_requests_total, path)' }],
      },
      annotations: { list: [{ name: 'x', iconColor: 'red', expr: 'depth' }] },
    };
    expect(
      said('label-unknown', judged({ 'd.json': dashboard }, code)).map((line) =>
        line.replace(/ \d+:\d+/, ''),
      ),
    ).toEqual(['warning The variable stays empty: `http_requests_total` has no label `path`.']);
  });

  it('is one of a recorded metric, by what its expression leaves', () => {
    const record =
      'groups:\n  - name: g\n    rules:\n      - record: job:requests:rate5m\n        expr: sum by (method) (rate(http_requests_total[5m]))\n        labels: { team: shop }\n';
    const said1 = (expr: string) =>
      said('label-unknown', judged({ 'r.yml': record, 'a.yml': alert(expr) }, code)).map((line) =>
        line.replace(/ \d+:\d+/, ''),
      );
    expect(said1('job:requests:rate5m{route="/"} > 1')).toEqual([
      'warning `job:requests:rate5m` has no label `route`, so nothing matches: it has `method`.',
    ]);
    expect(said1('job:requests:rate5m{method="GET", team="shop"} > 1')).toEqual([]);
  });

  it.each([
    'rate(http_requests_total{job="a", instance=~"b", namespace="c", otel_scope_name="d"}[5m]) > 1',
    'rate(calls_total{b="c"}[5m]) > 1',
    'sum by (le, route) (rate(duration_seconds_bucket{le="1"}[5m])) > 1',
    'sum by (short) (label_replace(http_requests_total, "short", "$1", "route", "/(.)")) > 1',
    'sum by (a) (label_join(depth, "a", ",", "b")) > 1',
    'count by (v) (count_values("v", depth)) > 1',
    'sum by (version) (depth * on (instance) group_left (version) build_info) > 1',
    'sum by (anything) (info(depth)) > 1',
    'sum by (anything) ({job="x"}) > 1',
    'sum by ($group) (http_requests_total) > 1',
    'sum by (code) (node_thing or http_requests_total) > 1',
    'absent(up{job="x"}) == 1',
    'sum by (job) (absent(depth{job="x"})) > 1',
    'up{exported_shop="x"} == 0 and depth{exported_shop="x"}',
  ])('is silent about %s', (expr) => {
    expect(unknown(expr)).toEqual([]);
  });

  it('is one of an alert’s text that stays empty', () => {
    const text = (expr: string, label: string) =>
      said(
        'label-unknown',
        judged(
          {
            'a.yml': alert(
              expr,
              `        annotations: { summary: "{{ $labels.${label} }}" }\n        labels: { team: x }\n`,
            ),
          },
          code,
        ),
      );
    expect(text('sum by (route) (rate(http_requests_total[5m])) > 1', 'instance')).toEqual([
      'warning 4:9 `{{ $labels.instance }}` stays empty: the result has no such label.',
    ]);
    expect(text('depth > 1', 'queue')).toHaveLength(1);
    for (const [expr, label] of [
      ['sum by (route) (rate(http_requests_total[5m])) > 1', 'route'],
      ['depth > 1', 'instance'],
      ['time() - max by (route) (http_requests_total) > 1', 'route'],
      ['2 * time() < max by (route) (http_requests_total)', 'route'],
      ['http_requests_total > scalar(depth)', 'route'],
      ['depth > 1', 'team'],
      ['calls_total > 1', 'anything'],
      ['node_thing > 1', 'device'],
      ['sum without (le) (calls_total) > 1', 'anything'],
    ] as const)
      expect(text(expr, label)).toEqual([]);
  });

  it('learns a target’s labels from what is asked of `up`', () => {
    const rules = alert('up{tier2="a"} == 0 or depth{tier2="a"} > 1');
    expect(said('label-unknown', judged({ 'a.yml': rules }, code))).toEqual([]);
  });
});

describe('label-value-unknown', () => {
  const value = (expr: string) => ofAlert('label-value-unknown', expr, code);

  it('is a value that the label never takes', () => {
    expect(value('rate(jobs_total{state="error"}[5m]) > 1')).toEqual([
      'error `state` of `jobs_total` is never `error`: it is `done` and `failed`.',
    ]);
    expect(value('rate(jobs_total{state=~"error|broken"}[5m]) > 1')).toEqual([
      'error `state` of `jobs_total` is never `error` and `broken`: it is `done` and `failed`.',
    ]);
    expect(value('rate(jobs_total{state!="error"}[5m]) > 1')[0]).toMatch(/^warning/);
  });

  it.each([
    'rate(jobs_total{state="failed"}[5m]) > 1',
    'rate(jobs_total{state=~"fail.*"}[5m]) > 1',
    'rate(jobs_total{state=~"error|failed"}[5m]) > 1',
    'rate(jobs_total{state=~".*"}[5m]) > 1',
    'rate(jobs_total{state=""}[5m]) > 1',
    'rate(jobs_total{state="$state"}[5m]) > 1',
    'rate(jobs_total{queue="anything"}[5m]) > 1',
    'rate({__name__=~"jobs_total|other_total", state="x"}[5m]) > 1',
  ])('is silent about %s', (expr) => {
    expect(value(expr)).toEqual([]);
  });
});
