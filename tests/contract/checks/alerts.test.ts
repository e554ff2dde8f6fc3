import { describe, expect, it } from 'vitest';
import { alert, judged, labels, metric, ofAlert, panel, said } from './judge.js';

const ALL = { disabled: new Set<string>() };
const rules = (...lines: readonly string[]) =>
  `groups:\n  - name: g\n    rules:\n${lines.map((line) => `      ${line}\n`).join('')}`;

describe('alert-without-for', () => {
  const without = (expr: string, more = '') =>
    said(
      'alert-without-for',
      judged({ 'a.yml': rules('- alert: Down', `  expr: ${expr}`, ...(more ? [`  ${more}`] : [])) }, {}, ALL),
    );

  it('is an alert on one sample', () => {
    expect(without('up == 0')).toEqual([
      'warning 4:9 `Down` fires on one bad sample: say `for:`, how long it has to last.',
    ]);
    expect(without('rate(x[1m]) > 1')).toHaveLength(1);
    expect(without('x - y > 1')).toHaveLength(1);
    expect(without('x + x > 1')).toHaveLength(1);
    expect(without('x - 1 > 1')).toHaveLength(1);
    expect(without('rate(x[4m]) > 1')).toHaveLength(1);
  });

  it.each([
    ['up == 0', 'for: 1m'],
    ['up == 0', 'keep_firing_for: 5m'],
    ['rate(x[10m]) > 1', ''],
    ['rate(x[5m]) > 1', ''],
    ['absent_over_time(up[1m])', ''],
    ['resets(x[1m]) > 0', ''],
    ['absent(up)', ''],
    ['job:errors:ratio5m > 1', ''],
    ['changes(epoch[1m]) > 0 and on () missed > 0', ''],
    ['(x{status="slashed"} - x{status="slashed"} offset 1m) > 0', ''],
  ])('is silent about %s %s', (expr, more) => expect(without(expr, more)).toEqual([]));
});

describe('alert-runbook', () => {
  const runbook = (annotations: string) =>
    said(
      'alert-runbook',
      judged(
        { 'a.yml': rules('- alert: Down', '  expr: up == 0', '  for: 1m', `  annotations: ${annotations}`) },
        {},
        ALL,
      ),
    );

  it('is an alert that does not say what to do', () => {
    expect(runbook('{ summary: down }')).toEqual([
      'info 4:9 `Down` has no runbook: add the annotation `runbook_url`.',
    ]);
  });

  it.each([
    '{ runbook_url: https://x }',
    '{ runbook: restart it }',
    '{ description: "See https://x/runbooks/down" }',
    '{ playbook: x }',
  ])('is silent about %s', (annotations) => expect(runbook(annotations)).toEqual([]));
});

describe('burn-rate-windows', () => {
  const burn = (expr: string) => ofAlert('burn-rate-windows', expr, {});

  it('is a condition of OpenSLO that fires too soon or too late', () => {
    const condition = (factor: number, window: string) =>
      said(
        'burn-rate-windows',
        judged(
          {
            'slo.yml': `apiVersion: openslo/v1\nkind: AlertCondition\nmetadata: { name: fast }\nspec:\n  condition: { kind: burnrate, threshold: ${factor}, lookbackWindow: ${window} }\n`,
          },
          {},
        ),
      );
    expect(condition(14.4, '3d')).toEqual([
      'warning 1:1 14.4 times over 3d is 144 % of a 30-day budget: the workbook pairs 14.4 with 1h, 6 with 6h, 1 with 3d.',
    ]);
    expect(condition(14.4, '1h')).toEqual([]);
  });

  it('is one window alone', () => {
    expect(burn('job:errors:ratio_rate1h > (14.4 * 0.001)')).toEqual([
      'info One window: add `and` the last 5m, so that it ends when the burn does.',
    ]);
  });

  it('is two windows that are the same, or ask for different rates', () => {
    expect(burn('e:rate1h > (14.4 * 0.001) and f:rate1h > (14.4 * 0.001)')).toEqual([
      'warning Both windows are 1h: the short one should be a twelfth of the long one.',
    ]);
    expect(burn('e:rate1h > (14.4 * 0.001) and e:rate5m > (6 * 0.001)')).toEqual([
      'info The windows ask for different burn rates, 6 and 14.4: one rate for both is usual.',
    ]);
  });

  it('is a rate that lets too much of the budget go', () => {
    expect(burn('e:rate3d > (14.4 * 0.001) and e:rate6h > (14.4 * 0.001)')[0]).toMatch(
      /^warning 14.4 times over 3d is 144 % of a 30-day budget/,
    );
  });

  it.each([
    'e:rate1h > (14.4 * 0.001) and e:rate5m > (14.4 * 0.001)',
    'sum(rate(e[6h])) / sum(rate(t[6h])) > (6 * (1 - 0.999)) and sum(rate(e[30m])) / sum(rate(t[30m])) > (6 * (1 - 0.999))',
    '(e:rate1h > (14.4 * 0.001) and e:rate5m > (14.4 * 0.001)) or (e:rate6h > (6 * 0.001) and e:rate30m > (6 * 0.001))',
    'rate(x[5m]) > 0.1',
    'x:rate5m > 100 * 3',
  ])('is silent about %s', (expr) => expect(burn(expr)).toEqual([]));
});

describe('slo-spec', () => {
  const sloth = (objective: string, query = 'sum(rate(x[{{.window}}]))') =>
    said(
      'slo-spec',
      judged(
        {
          'slo.yml': `version: prometheus/v1\nservice: s\nslos:\n  - name: availability\n    objective: ${objective}\n    sli:\n      events:\n        error_query: ${query}\n        total_query: sum(rate(y[{{.window}}]))\n`,
        },
        {},
      ),
    );
  const openSlo = (target: string) =>
    said(
      'slo-spec',
      judged(
        {
          'slo.yml': `apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: a }\nspec:\n  indicator: { spec: { ratioMetric: { good: { metricSource: { spec: { query: x } } }, total: { metricSource: { spec: { query: y } } } } } }\n  objectives:\n    - target: ${target}\n`,
        },
        {},
      ),
    );

  it('is a target that leaves no budget, or is written in the other unit', () => {
    expect(sloth('100')).toEqual([
      'error 5:16 A target of 100 % leaves no error budget: every failure is an alert.',
    ]);
    expect(sloth('0.999')).toEqual(['error 5:16 Sloth takes a percentage: write 99.9.']);
    expect(openSlo('99.9')).toEqual(['error 7:15 OpenSLO’s `target` is a share: write 0.999.']);
    expect(openSlo('high')).toEqual(['error 7:15 The target of `a` is no number.']);
  });

  it('is a query without its window, or a ratio of the same thing', () => {
    expect(sloth('99.9', 'sum(rate(x[5m]))')).toEqual([
      'error 8:22 Sloth fills in the window: write `[{{.window}}]`.',
    ]);
    expect(sloth('99.9', 'sum(rate(y[{{.window}}]))')).toEqual([
      'error 8:22 The bad events are the same query as all events.',
    ]);
  });

  it('is silent about one that is right', () => {
    expect(sloth('99.9')).toEqual([]);
    expect(openSlo('0.999')).toEqual([]);
  });
});

describe('job-unknown', () => {
  const scrape = 'scrape_configs:\n  - job_name: shop\n  - job_name: node\n';
  const jobs = (expr: string, config = scrape) =>
    said('job-unknown', judged({ 'a.yml': alert(expr), 'prometheus.yml': config }, {}));

  it('is a job that is not scraped', () => {
    expect(jobs('up{job="store"} == 0')).toEqual([
      'warning 5:18 No scrape job is called `store`: they are `node` and `shop`.',
    ]);
  });

  it.each([
    'up{job="shop"} == 0',
    'up{job=~"sh.*"} == 0',
    'up{job=~"store|shop"} == 0',
    'up{job!="x"} == 0',
    'node_load1{job="elsewhere"} > 1',
    'up{job="$job"} == 0',
  ])('is silent about %s', (expr) => expect(jobs(expr)).toEqual([]));

  it('is silent where jobs may come from elsewhere', () => {
    const file = 'scrape_configs:\n  - job_name: shop\n    file_sd_configs: [{ files: [x] }]\n';
    expect(jobs('up{job="store"} == 0', file)).toEqual([]);
    expect(said('job-unknown', judged({ 'a.yml': alert('up{job="store"} == 0') }, {}))).toEqual([]);
  });
});

describe('job-unknown, where programs send their metrics to a Collector', () => {
  const code = { metrics: [metric('shop_orders_total', 'counter')] };
  const jobs = (pipeline: string, name = 'shop_orders_total') =>
    said(
      'job-unknown',
      judged(
        {
          'a.yml': alert(`${name}{job="shop-api"} > 1`),
          'collector.yml': `receivers:
  otlp: { protocols: { grpc: {} } }
  prometheus:
    config:
      scrape_configs:
        - job_name: pool
exporters:
  prometheusremotewrite: { endpoint: http://mimir }
service:
  pipelines:
    ${pipeline}
`,
        },
        code,
      ),
    );
  const unknown = expect.stringContaining('No scrape job is called `shop-api`: they are `pool`.') as string;

  it('is silent: the job is what the program calls itself', () => {
    expect(jobs('metrics: { receivers: [otlp, prometheus], exporters: [prometheusremotewrite] }')).toEqual(
      [],
    );
    expect(jobs('metrics/app: { receivers: [otlp], exporters: [prometheusremotewrite] }')).toEqual([]);
  });

  it('is said of `up`, which only scraping makes, and where they send traces alone', () => {
    const pipeline = 'metrics: { receivers: [otlp, prometheus], exporters: [prometheusremotewrite] }';
    expect(jobs(pipeline, 'up')).toEqual([unknown]);
    expect(jobs('traces: { receivers: [otlp], exporters: [debug] }')).toEqual([unknown]);
    expect(jobs('metrics: { receivers: [prometheus], exporters: [prometheusremotewrite] }')).toEqual([
      unknown,
    ]);
  });
});

describe('strict checks and remarks', () => {
  const strict = (files: Record<string, string | object>, code = {}) =>
    judged(files, code, { isStrict: true, disabled: new Set() });

  it('are made only when asked for', () => {
    const files = { 'd.json': panel('rate(x[5m])') };
    expect(said('fixed-window', judged(files, {}))).toEqual([]);
    expect(said('fixed-window', strict(files))).toEqual([
      'info 10:25 Zoomed out, a fixed window misses what is between its points: use `[$__rate_interval]`.',
    ]);
    expect(said('fixed-window', strict({ 'd.json': panel('rate(x[$__rate_interval])') }))).toEqual([]);
  });

  it('a page on a cause', () => {
    const page = (expr: string) =>
      said(
        'cause-alert',
        strict({
          'a.yml': rules('- alert: Busy', `  expr: ${expr}`, '  for: 5m', '  labels: { severity: critical }'),
        }),
      );
    expect(page('node_load1 > 8')).toEqual([
      'info 4:9 `Busy` pages on a cause: page on errors or latency, and make this a ticket.',
    ]);
    expect(page('rate(http_errors_total[5m]) > 1')).toEqual([]);
    expect(page('predict_linear(node_filesystem_free_bytes[6h], 14400) < 0')).toEqual([]);
  });

  it('a log query for a text that no message has', () => {
    const logs = [
      {
        message: 'Order * failed for *',
        level: 'error',
        library: 'pino',
        fields: [],
        fieldsAreOpen: false,
        at: [],
      },
    ];
    const query = (text: string) =>
      said(
        'log-query-unknown',
        strict(
          {
            'd.json': {
              title: 'D',
              panels: [
                {
                  title: 'P',
                  datasource: { type: 'loki' },
                  targets: [{ refId: 'A', expr: `{app="x"} |= "${text}"` }],
                },
              ],
            },
          },
          { logs },
        ),
      );
    expect(query('payment was declined')).toHaveLength(1);
    expect(query('failed for customer')).toEqual([]);
    expect(query('timeout')).toEqual([]);
  });

  it('a metric that nothing reads', () => {
    const code = {
      metrics: [metric('a_total', 'counter'), metric('b_total', 'counter', { labels: labels('x') })],
    };
    expect(said('unused-metric', judged({ 'a.yml': alert('rate(a_total[5m]) > 1') }, code, ALL))).toEqual([
      'info 3:1 Nothing here reads `b_total`.',
    ]);
    expect(judged({}, code, ALL)).toEqual([]);
  });
});
