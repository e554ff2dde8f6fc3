import { describe, expect, it } from 'vitest';
import { judged, labels, metric, ofAlert, ofPanel, panel, said } from './judge.js';

const shop = [
  metric('shop_orders_total', 'counter', { labels: labels('status') }),
  metric('shop_queue_depth', 'gauge'),
  metric('shop_cart_items', 'gauge'),
  metric('shop_request_duration_seconds', 'histogram'),
  metric('shop_payments_total', 'counter'),
];
const code = { metrics: shop };
const unknown = (expr: string, options = {}) => ofAlert('metric-unknown', expr, code, options);

describe('metric-unknown', () => {
  it('is a metric that no code emits, with what it most likely means', () => {
    expect(unknown('rate(shop_refunds_total[5m]) > 1')).toEqual([
      'error No code emits `shop_refunds_total`.',
    ]);
    expect(unknown('rate(shop_order_total[5m]) > 1')).toEqual([
      'error No code emits `shop_order_total`. It emits `shop_orders_total`.',
    ]);
  });

  it('is told where the metric stands, and where the code has the one that is meant', () => {
    const [finding] = judged({ 'd.json': panel('sum(rate(shop_order_total[5m]))') }, code);
    expect(finding).toMatchObject({
      check: 'metric-unknown',
      id: 'metric-unknown|d.json|panel Panel|shop_order_total',
      subject: 'panel Panel',
      position: { line: 10, column: 29 },
      end: { line: 10, column: 45 },
      related: [{ at: { file: 'src/metrics.ts', line: 3 } }],
    });
  });

  it('is all of the series of a histogram, and no others', () => {
    for (const part of ['bucket', 'sum', 'count'])
      expect(unknown(`shop_request_duration_seconds_${part} > 1`)).toEqual([]);
    expect(ofAlert('suffix-mismatch', 'shop_request_duration_seconds_total > 1', code)).toEqual([
      'error No code emits `shop_request_duration_seconds_total`. It emits `shop_request_duration_seconds`.',
    ]);
  });

  it('is an operator’s name before braces', () => {
    expect(unknown('shop_queue_depth or absent{}')).toEqual([
      'error This reads a metric called `absent`. To call the function, write `absent(…)`.',
    ]);
  });

  it('is info where the name is not one of this code’s kind', () => {
    expect(unknown('ledger_balance > 1')).toEqual([
      'info No code here emits `ledger_balance`. If another does, list it as external.',
    ]);
  });

  it('says a family of others once in a file, with the dependency that may emit it', () => {
    const family = ['ledger_balance', 'ledger_lag_seconds', 'rate(ledger_entries_total[5m])'];
    const of = (exprs: readonly string[], options = {}) =>
      said('metric-unknown', judged({ 'd.json': panel(...exprs, ...exprs) }, code, options));
    expect(of(family)).toEqual([
      'info 10:20 No code here emits the 3 metrics `ledger_*`. If another does, list them as external.',
    ]);
    expect(of(family, { missingDependencies: () => ['@acme/ledger-client'] })).toEqual([
      'info 10:20 No code here emits the 3 metrics `ledger_*`. If `@acme/ledger-client` does, install it, or list them as external.',
    ]);
    // A word that many things begin with tells none.
    const [text] = of(
      family.map((expr) => expr.replace('ledger', 'auth')),
      { missingDependencies: () => ['@acme/auth-client'] },
    );
    expect(text).toContain('If another does');
    expect(of(family.slice(1))).toEqual([
      'info 10:20 No code here emits `ledger_lag_seconds`. If another does, list it as external.',
      'info 14:25 No code here emits `ledger_entries_total`. If another does, list it as external.',
    ]);
  });

  describe('beside what Prometheus scrapes', () => {
    const dashboard = { 'd.json': panel('ledger_balance') };
    const scraped = (config: string, options = {}) =>
      said('metric-unknown', judged({ ...dashboard, 'prometheus.yml': config }, code, options)).map(
        (line) => line.split(' ')[0],
      );
    const jobs = (...names: readonly string[]) =>
      `scrape_configs:\n${names.map((name) => `  - job_name: ${name}\n    static_configs: [{ targets: ['a:1'] }]\n`).join('')}`;

    it('is a warning where that is this code alone, and exporters whose metrics are known', () => {
      expect(scraped(jobs('shop'))).toEqual(['warning']);
      expect(scraped(jobs('prometheus', 'shop-api', 'node-exporter', 'postgres'))).toEqual(['warning']);
    });

    it('is info where another program is scraped', () => {
      expect(scraped(jobs('shop', 'ledger'))).toEqual(['info']);
      expect(scraped(jobs('shop', 'json-exporter'))).toEqual(['info']);
      expect(scraped(jobs('shop', 'postgres-backup'))).toEqual(['info']);
      expect(scraped(jobs('shop', 'otel-collector'))).toEqual(['info']);
      expect(scraped(jobs('shop', 'pushgateway'))).toEqual(['info']);
    });

    it.each([
      'localhost:3000',
      'http://127.0.0.1:3000',
      '[::1]:3000',
      '#API_URL',
      '${API_HOST}:3000',
      '<host>:3000',
    ])('is info where its programs are scraped on no machine that is named: %s', (target) => {
      const on = (...targets: readonly string[]) =>
        `scrape_configs:\n  - job_name: prometheus\n    static_configs: [{ targets: ['localhost:9090'] }]\n  - job_name: shop\n    static_configs: [{ targets: ${JSON.stringify(targets)} }]\n`;
      expect(scraped(on(target))).toEqual(['info']);
      expect(scraped(on(target, 'shop:3000'))).toEqual(['warning']);
    });

    it('is a warning where another file says on which machine', () => {
      const local =
        "scrape_configs:\n  - job_name: shop\n    static_configs: [{ targets: ['localhost:1'] }]\n";
      const files = { ...dashboard, 'local.yml': local };
      const of = (more: Readonly<Record<string, string>>) =>
        said('metric-unknown', judged({ ...files, ...more }, code)).map((line) => line.split(' ')[0]);
      expect(of({})).toEqual(['info']);
      expect(of({ 'prometheus.yml': jobs('shop') })).toEqual(['warning']);
    });

    it('is info where none of the jobs is this code', () => {
      expect(scraped(jobs('prometheus', 'node-exporter'))).toEqual(['info']);
    });

    it('is info where targets are discovered, or other languages may emit', () => {
      expect(
        scraped(`${jobs('shop')}  - job_name: api\n    kubernetes_sd_configs: [{ role: pod }]\n`),
      ).toEqual(['info']);
      expect(scraped(jobs('shop'), { mayHaveOtherEmitters: () => true })).toEqual(['info']);
    });

    it('is a warning for a whole family that this code does not emit', () => {
      const family = panel('ledger_balance', 'ledger_lag_seconds', 'rate(ledger_entries_total[5m])');
      const plain = { metrics: [metric('orders_total', 'counter')] };
      const of = (...names: readonly string[]) =>
        said('metric-unknown', judged({ 'd.json': family, 'p.yml': jobs(...names) }, plain)).map(
          (line) => line.split(' ')[0],
        );
      expect(of('shop')).toEqual(['warning', 'warning', 'warning']);
      expect(of('shop', 'ledger')).toEqual(['info']);
    });

    it('is a warning, once, where the one program that is scraped emits nothing', () => {
      const nothing = (...names: readonly string[]) =>
        said('metric-unknown', judged({ ...dashboard, 'p.yml': jobs(...names) }, {}));
      expect(nothing('shop')).toEqual([
        'warning 10:20 No code here makes any metric; read are `ledger_balance`.',
      ]);
      expect(nothing('shop', 'ledger')[0]).toMatch(/^info/);
    });

    it('is info, once, where a dependency that is not installed is called as what is read', () => {
      const judgedWith = { missingDependencies: () => ['@acme/ledger'] };
      expect(said('metric-unknown', judged({ ...dashboard, 'p.yml': jobs('shop') }, {}, judgedWith))).toEqual(
        [
          'info 10:20 No code here makes any metric; read are `ledger_balance`. If `@acme/ledger` does, install it.',
        ],
      );
    });
  });

  it('is a warning where it may as well be another’s', () => {
    expect(unknown('rate(http_errors_total[5m]) > 1')).toEqual([
      'warning No code here emits `http_errors_total`. If another does, list it as external.',
    ]);
  });

  it('is a warning where whole families of other programs are read beside it', () => {
    const plain = { metrics: [metric('orders_total', 'counter'), metric('queue_depth', 'gauge')] };
    const own = ['rate(refunds_total[5m])'];
    const others = ['ledger_balance', 'rate(ledger_entries_total[5m])', 'ledger_lag_seconds'];
    const of = (exprs: readonly string[]) =>
      said('metric-unknown', judged({ 'd.json': panel(...exprs) }, plain)).map((line) => line.split(' ')[0]);
    expect(of(own)).toEqual(['error']);
    expect(of([...own, ...others.slice(1)])).toEqual(['error', 'error', 'error']);
    expect(of([...own, ...others])).toEqual(['warning', 'info']);
  });

  it('means the requests that come in where it could be those that go out as well', () => {
    const http = ['http_client_request_duration', 'http_server_request_duration'].map((name) =>
      metric(name, 'histogram', { from: 'an instrumentation' }),
    );
    const found = ofAlert('metric-unknown', 'rate(http_request_duration_count[5m]) > 1', {
      metrics: [...shop, ...http],
    });
    expect(found[0]).toContain('It emits `http_server_request_duration_count`.');
  });

  it('is a warning where a dependency that is not installed may emit it', () => {
    const missing = { missingDependencies: () => ['prometheus-gc-stats'] };
    expect(unknown('rate(shop_gc_pauses_total[5m]) > 1', missing)).toEqual([
      'warning No code here emits `shop_gc_pauses_total`. If another does, list it as external.',
    ]);
  });

  it('says a prefix once that all of the names lack', () => {
    const exprs = ['orders_total', 'queue_depth', 'cart_items'];
    expect(said('metric-unknown', judged({ 'd.json': panel(...exprs) }, code))).toEqual([
      'error 10:20 The code emits `orders_total`, `queue_depth` and 1 more with the prefix `shop_`.',
    ]);
  });

  it('says all metrics that have one in front of the name, where several packages do', () => {
    const metrics = [
      metric('orders_requests_total', 'counter'),
      metric('carts_requests_total', 'counter'),
      metric('carts_open', 'gauge'),
    ];
    expect(
      said('metric-unknown', judged({ 'd.json': panel('requests_total', 'open') }, { metrics })),
    ).toEqual([
      'error 10:20 No code emits `requests_total`. It emits `carts_requests_total` and `orders_requests_total`.',
      'error 14:20 No code emits `open`. It emits `carts_open`.',
    ]);
  });

  describe('where code writes metrics whose names are not seen', () => {
    const unseenMetrics = [{ file: 'src/metrics.ts', line: 3, column: 5 }];
    const text =
      'info 10:20 Code writes metrics whose names are not seen. Give what /metrics returns with `--metrics`.';

    it.each([
      ['no other metric is known', [], ['shop_mails_total'], [text]],
      ['a metric is read that is not known', [metric('shop_open', 'gauge')], ['shop_open', 'other_mails'], 1],
      ['all metrics that are read are known', [metric('shop_open', 'gauge')], ['shop_open'], 0],
    ])('it is said once if %s', (_name, metrics, exprs, expected) => {
      const found = said('metric-unknown', judged({ 'd.json': panel(...exprs) }, { metrics, unseenMetrics }));
      const about = found.filter((each) => each.includes('names are not seen'));
      expect(typeof expected === 'number' ? about.length : about).toEqual(expected);
    });

    it('but not where it was observed what they are', () => {
      const observed = [metric('shop_mails_total', 'counter')];
      const findings = judged({ 'd.json': panel('shop_mails_total', 'up') }, { unseenMetrics }, { observed });
      expect(said('metric-unknown', findings)).toEqual([]);
    });
  });

  it('says a prefix once that a collector may add, and knows the metrics by it', () => {
    const plain = [
      metric('orders_total', 'counter'),
      metric('queue_depth', 'gauge'),
      metric('cart_items', 'gauge'),
    ];
    const exprs = ['shop_orders_total', 'shop_queue_depth', 'shop_cart_items'];
    const findings = judged({ 'd.json': panel(...exprs) }, { metrics: plain });
    expect(said('metric-unknown', findings)).toEqual([
      'info 10:20 Metrics are read with the prefix `shop_`, which no code sets. If a collector does, set `prefix`.',
    ]);
    expect(said('counter-raw', findings)).toHaveLength(1);
    expect(
      judged(
        { 'd.json': panel('rate(shop_orders_total[5m])', ...exprs.slice(1)) },
        { metrics: plain },
        { prefix: 'shop_' },
      ),
    ).toEqual([]);
  });

  it('is a warning for a name that is filled in later', () => {
    expect(ofPanel('metric-unknown', 'shop_${kind}_refunds_total', code)).toEqual([
      'warning No code emits `shop_*_refunds_total`.',
    ]);
  });
});

describe('suffix-mismatch', () => {
  it('is a unit or a kind that the name tells otherwise', () => {
    expect(
      ofAlert('suffix-mismatch', 'rate(shop_request_duration_milliseconds_count[5m]) > 1', code),
    ).toEqual([
      'error No code emits `shop_request_duration_milliseconds_count`. It emits `shop_request_duration_seconds_count`.',
    ]);
    expect(ofAlert('suffix-mismatch', 'rate(shop_orders[5m]) > 1', code)).toEqual([
      'error No code emits `shop_orders`. It emits `shop_orders_total`.',
    ]);
    expect(unknown('rate(shop_orders[5m]) > 1')).toEqual([]);
  });

  it('is silent where one of several families that are possible is read', () => {
    const open = metric('shop.latency', 'histogram', {
      library: 'opentelemetry',
      families: ['shop_latency', 'shop_latency_milliseconds'],
    });
    for (const name of ['shop_latency_bucket', 'shop_latency_milliseconds_bucket'])
      expect(ofAlert('suffix-mismatch', `rate(${name}[5m]) > 1`, { metrics: [open] })).toEqual([]);
  });
});

describe('what must stay silent', () => {
  const silent = (expr: string, options = {}) =>
    expect(
      judged({ 'd.json': panel(expr) }, code, options).filter(({ severity }) => severity !== 'info'),
    ).toEqual([]);

  it('a new name or the old one after a rename', () => {
    silent('(rate(shop_orders_total[5m]) or rate(store_orders_total[5m]))');
    silent('sum(rate(shop_orders_total[5m])) or sum(rate(shop_bookings_total[5m])) or vector(0)');
  });

  it('`or vector(0)`', () => silent('sum(rate(shop_orders_total[5m])) or vector(0)'));

  it('a list of names of which one is emitted', () =>
    silent('{__name__=~"shop_queue_depth|shop_backlog_depth"}'));

  it('metrics of other people, of Prometheus, of generators', () => {
    for (const name of [
      'node_memory_MemFree_bytes',
      'kube_pod_info',
      'up',
      'ALERTS',
      'traces_spanmetrics_calls_total',
      'slo:sli_error:ratio_rate5m',
      'pg_stat_activity_count',
      'process_open_fds',
    ])
      silent(`${name} > 1`);
  });

  it('a recorded metric, and one that may be recorded elsewhere', () => {
    const rules =
      'groups:\n  - name: g\n    rules:\n      - record: shop_error_ratio\n        expr: sum(rate(shop_orders_total[5m]))\n';
    const findings = judged(
      { 'r.yml': rules, 'd.json': panel('shop_error_ratio > 1', 'job:shop_x:rate5m') },
      code,
    );
    expect(findings).toEqual([]);
  });

  it('what the settings say is external', () => silent('shop_legacy_total', { external: ['shop_legacy*'] }));

  it('what a scrape shows', () => {
    silent('rate(shop_seen_total[5m])', {
      observed: [metric('shop_seen_total', 'counter', { labelsAreOpen: true, from: 'scrape' })],
    });
  });

  it('a name that is written in code which the inventory does not know it from', () => {
    silent('rate(shop_handmade_total[5m])', {
      mentioned: (name: string) =>
        name === 'shop_handmade_total' ? { file: 'a.go', line: 1, column: 1 } : undefined,
    });
  });

  it('a misspelt name that the code emits so', () => {
    const misspelt = { metrics: [...shop, metric('shpo_orders_total', 'counter')] };
    expect(ofAlert('metric-unknown', 'rate(shpo_orders_total[5m]) > 1', misspelt)).toEqual([]);
  });

  it('default metrics under a prefix, names made of a template, all of whose parts are open', () => {
    const open = {
      metrics: [
        ...shop,
        metric('*nodejs_eventloop_lag_seconds', 'gauge', { from: 'collectDefaultMetrics' }),
        metric('shop_plans_*', 'counter'),
        metric('*', 'counter'),
      ],
    };
    for (const name of ['shop_worker_nodejs_eventloop_lag_seconds', 'shop_plans_basic', '$metric'])
      expect(ofPanel('metric-unknown', `rate(${name}[5m])`, open)).toEqual([]);
  });

  it('what OpenTelemetry’s instrumentations emit, where there is OpenTelemetry', () => {
    const exporters = [{ kind: 'otlp', at: undefined }] as const;
    expect(
      ofAlert('metric-unknown', 'rate(http_server_request_duration_seconds_count[5m]) > 1', {
        metrics: shop.slice(0, 2),
        exporters,
      }),
    ).toEqual([]);
    expect(
      ofAlert('metric-unknown', 'rate(http_server_request_duration_seconds_count[5m]) > 1', {
        metrics: shop.slice(0, 2),
      }),
    ).toHaveLength(1);
  });

  it('what a collector makes of spans', () => {
    const collector = (namespace: string) =>
      `receivers:\n  otlp:\nexporters:\n  debug:\nconnectors:\n  spanmetrics:\n    namespace: ${namespace}\n`;
    const alerts = (name: string) =>
      `groups:\n  - rules:\n      - alert: A\n        expr: rate(${name}[5m]) > 1\n`;
    const unknownBeside = (namespace: string, name: string) =>
      said(
        'metric-unknown',
        judged({ 'c.yml': collector(namespace), 'a.yml': alerts(name) }, { metrics: shop.slice(0, 2) }),
      );
    expect(unknownBeside('""', 'calls_total')).toEqual([]);
    expect(unknownBeside('span.metrics', 'span_metrics_duration_milliseconds_bucket')).toEqual([]);
    expect(unknownBeside('span.metrics', 'span_metrics_orders_total')).toHaveLength(1);
  });

  it('what an exporter is scraped for; what code in another language may emit is a warning', () => {
    const plain = { metrics: [metric('orders_total', 'counter')] };
    const scrape = 'scrape_configs:\n  - job_name: bullmq-exporter\n';
    const rule = 'groups:\n  - rules:\n      - alert: A\n        expr: bullmq_queue_size > 1\n';
    const severities = (files: Record<string, string>, options = {}) =>
      said('metric-unknown', judged(files, plain, options)).map((line) => line.split(' ')[0]);
    expect(severities({ 'a.yml': rule })).toEqual(['error']);
    expect(severities({ 'a.yml': rule, 'prometheus.yml': scrape })).toEqual(['info']);
    expect(severities({ 'a.yml': rule }, { hasOtherEmitters: () => true })).toEqual(['warning']);
  });

  it('what relabelling calls so', () => {
    const unknown = (relabelling: string) =>
      said(
        'metric-unknown',
        judged(
          {
            'prometheus.yml': `scrape_configs:\n  - job_name: shop\n    metric_relabel_configs:\n      - ${relabelling}\n`,
            'a.yml': 'groups:\n  - rules:\n      - alert: A\n        expr: shop_app_orders > 1\n',
          },
          code,
        ),
      );
    const from = 'source_labels: [__name__], regex: "orders_(.*)", target_label';
    expect(unknown(`{ ${from}: __name__, replacement: "shop_app_$1" }`)).toEqual([]);
    expect(unknown(`{ ${from}: __name__, replacement: "shop_app_\${1}" }`)).toEqual([]);
    expect(unknown(`{ ${from}: __name__ }`)).toEqual([]);
    expect(unknown(`{ ${from}: __name__, replacement: "shop_web_$1" }`)).toHaveLength(1);
    expect(unknown(`{ ${from}: app, replacement: "shop_app_$1" }`)).toHaveLength(1);
    const monitor = (label: string) =>
      `kind: ServiceMonitor\nspec:\n  endpoints:\n    - metricRelabelings:\n        - { targetLabel: ${label}, replacement: "shop_app_$1" }\n`;
    const beside = (label: string) =>
      said(
        'metric-unknown',
        judged(
          {
            'm.yml': monitor(label),
            'a.yml': 'groups:\n  - rules:\n      - alert: A\n        expr: shop_app_orders > 1\n',
          },
          code,
        ),
      );
    expect(beside('__name__')).toEqual([]);
    expect(beside('app')).toHaveLength(1);
  });

  it('what begins with the name of the project is a warning, though a whole family of it is unknown', () => {
    const others = (project: string) =>
      said(
        'metric-unknown',
        judged(
          { 'a.json': panel('acme_orders_open', 'acme_carts_open', 'acme_users_open') },
          {},
          {
            inventory: {
              version: 1,
              packages: [
                {
                  ...{
                    name: project,
                    path: '.',
                    exporters: [],
                    unseenMetrics: [],
                    logs: [],
                    spans: [],
                    calls: [],
                  },
                  metrics: [metric('orders_total', 'counter')],
                },
              ],
            },
          },
        ),
      ).map((line) => line.split(' ')[0]);
    for (const project of ['acme', '@acme/billing', 'acme-platform', 'acme_api', '@corp/acme-worker'])
      expect(others(project)).toEqual(['warning', 'warning', 'warning']);
    // One of many programs that are called so.
    for (const project of ['shop', 'acme-json-rpc-relay', '@corp/shop', 'backend'])
      expect(others(project)).toEqual(['info']);
  });

  it('a name with dots is no suggestion where the same has none', () => {
    const dotted = metric('http.server.request.duration', 'histogram', {
      families: ['http.server.request.duration', 'http_server_request_duration'],
    });
    expect(
      ofAlert('metric-unknown', 'rate(http_request_duration_count[5m]) > 1', { metrics: [dotted] })[0],
    ).toContain('It emits `http_server_request_duration_count`');
  });

  it('everything, where the code emits nothing: said once', () => {
    expect(
      said('metric-unknown', judged({ 'd.json': panel('anything_total', 'rate(other_total[5m])') }, {})),
    ).toEqual(['info 10:20 No code here makes any metric; read are `anything_total` and `other_total`.']);
  });

  it('what a generator wrote', () => {
    const rules =
      '# Code generated by Sloth. DO NOT EDIT.\ngroups:\n  - name: g\n    rules:\n      - alert: A\n        expr: shop_gone_total > 1\n';
    expect(judged({ 'r.yml': rules }, code)).toEqual([]);
  });
});
