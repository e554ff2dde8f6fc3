import { describe, expect, it } from 'vitest';
import { alert, judged, labels, metric, said } from './judge.js';

const code = {
  metrics: [
    metric('orders.placed', 'counter', {
      families: ['orders_placed_total'],
      library: 'opentelemetry',
      labels: labels('state'),
    }),
    metric('queue.depth', 'gauge', { families: ['queue_depth'], library: 'opentelemetry' }),
  ],
};
const collector = (exporter: string, processors = 'batch: {}') => `receivers:
  otlp: { protocols: { grpc: {} } }
processors:
  ${processors}
exporters:
  prometheus:
    endpoint: 0.0.0.0:8889
    ${exporter}
service:
  pipelines:
    metrics: { receivers: [otlp], exporters: [prometheus] }
`;
const checks = (expr: string, config: string) => {
  const findings = judged({ 'alerts.yml': alert(expr), 'otel.yml': config }, code);
  return ['metric-unknown', 'suffix-mismatch', 'label-unknown', 'counter-raw'].flatMap((check) =>
    said(check, findings).map((line) => `${check} ${line.split(' ')[0]}`),
  );
};

describe('a Collector on the way', () => {
  it('puts its namespace in front of names, and the metrics stay what they are', () => {
    const config = collector('namespace: shop');
    expect(checks('rate(shop_orders_placed_total[5m]) > 1', config)).toEqual([]);
    expect(checks('shop_orders_placed_total > 1', config)).toEqual(['counter-raw warning']);
    expect(checks('shop_queue_depths > 1', config)).not.toEqual([]);
    expect(checks('shop_queue_depth > 1', collector(''))).not.toEqual([]);
  });

  it('has its namespace in the names that are suggested', () => {
    const of = (expr: string, config: string) =>
      judged({ 'alerts.yml': alert(expr), 'otel.yml': config }, code).find(
        ({ check }) => check === 'metric-unknown',
      );
    const found = of('rate(shop_order_placed_total[5m]) > 1', collector('namespace: shop'));
    expect(found?.message).toBe(
      'No code emits `shop_order_placed_total`. It emits `shop_orders_placed_total`.',
    );
    expect(found?.related).toMatchObject([{ at: { file: 'src/metrics.ts' } }]);
    expect(of('rate(order_placed_total[5m]) > 1', collector(''))?.message).toBe(
      'No code emits `order_placed_total`. It emits `orders_placed_total`.',
    );
  });

  it.each([
    [
      'metricstransform',
      'metricstransform: { transforms: [{ include: queue.depth, action: update, new_name: shop.waiting }] }',
    ],
    [
      'a pattern of it',
      "metricstransform: { transforms: [{ include: '^queue\\.(.*)$$', match_type: regexp, action: update, new_name: 'shop_waiting_$${1}' }] }",
    ],
    [
      'transform',
      'transform: { metric_statements: [{ context: metric, statements: [\'set(name, "shop.waiting") where name == "queue.depth"\'] }] }',
    ],
    [
      'transform without a context',
      'transform: { metric_statements: [\'set(metric.name, "shop.waiting")\'] }',
    ],
    [
      'transform by a pattern',
      'transform: { metric_statements: [\'replace_pattern(metric.name, "queue", "shop")\'] }',
    ],
    [
      'transform by a function',
      'transform: { metric_statements: [\'set(metric.name, Concat(["shop", metric.name], "."))\'] }',
    ],
  ])('renames metrics by %s', (_name, processors) => {
    const config = collector('', processors);
    expect(checks('shop_waiting_depth > 1 or shop_waiting > 1', config)).toEqual([]);
  });

  it('says nothing less of other names where all that it gives are written', () => {
    const config = collector(
      '',
      'metricstransform: { transforms: [{ include: a, new_name: shop_waiting }] }',
    );
    expect(checks('rate(orders_refunded_total[5m]) > 1', config)).toEqual(['metric-unknown error']);
  });

  it.each([
    ['constant labels', 'const_labels: { brand: shop }', undefined],
    ['attributes of resources', 'resource_to_telemetry_conversion: { enabled: true }', undefined],
    ['an attribute', '', 'attributes: { actions: [{ key: brand, value: shop, action: insert }] }'],
    ['a statement', '', 'transform: { metric_statements: [\'set(datapoint.attributes["brand"], "shop")\'] }'],
  ])('adds labels: %s', (_name, exporter, processors) => {
    const expr = 'rate(orders_placed_total{brand="shop"}[5m]) > 1';
    expect(checks(expr, collector(exporter, processors))).toEqual([]);
    expect(checks(expr, collector(''))).toEqual(['label-unknown warning']);
  });

  describe('takes labels away', () => {
    const using = (processors: string, used: string) =>
      collector('', processors).replace(
        '{ receivers: [otlp], exporters',
        `{ receivers: [otlp], processors: [${used}], exporters`,
      );
    const expr = 'rate(orders_placed_total{state="paid"}[5m]) > 1';

    it.each([
      ['an attributes processor', 'attributes: { actions: [{ key: state, action: delete }] }', 'attributes'],
      [
        'one of two',
        'attributes/slim: { actions: [{ key: other, action: delete }, { key: state, action: delete }] }',
        'batch, attributes/slim',
      ],
      [
        'a statement',
        'transform: { metric_statements: [{ context: datapoint, statements: [\'delete_key(attributes, "state")\'] }] }',
        'transform',
      ],
      [
        'a statement without a context',
        'transform: { metric_statements: [\'delete_key(datapoint.attributes, "state")\'] }',
        'transform',
      ],
      [
        'a statement that keeps others',
        'transform: { metric_statements: [\'keep_keys(datapoint.attributes, ["team", "http.route"])\'] }',
        'transform',
      ],
      [
        'a statement that keeps others, by its context',
        'transform: { metric_statements: [{ context: datapoint, statements: [\'keep_keys(attributes, ["team"])\'] }] }',
        'transform',
      ],
      [
        'a statement that keeps none',
        "transform: { metric_statements: ['keep_keys(datapoint.attributes, [])'] }",
        'transform',
      ],
    ])('by %s', (_name, processors, used) => {
      const [finding] = judged(
        { 'alerts.yml': alert(expr), 'otel.yml': using(processors, used) },
        code,
      ).filter(({ check }) => check === 'label-unknown');
      expect(finding?.related[0]).toMatchObject({
        message: 'The Collector removes `state` here',
        at: { file: 'otel.yml' },
      });
    });

    it.each([
      ['one that no pipeline uses', 'attributes: { actions: [{ key: state, action: delete }] }', ''],
      [
        'one of some metrics',
        'attributes: { include: { match_type: strict, metric_names: [a] }, actions: [{ key: state, action: delete }] }',
        'attributes',
      ],
      ['one that changes it', 'attributes: { actions: [{ key: state, action: hash }] }', 'attributes'],
      ['one of resources', 'resource: { attributes: [{ key: state, action: delete }] }', 'resource'],
      [
        'a statement with a condition',
        'transform: { metric_statements: [{ context: datapoint, statements: [\'delete_key(attributes, "state") where metric.name == "a"\'] }] }',
        'transform',
      ],
      [
        'a statement on resources',
        'transform: { metric_statements: [{ context: resource, statements: [\'delete_key(attributes, "state")\'] }] }',
        'transform',
      ],
      [
        'a statement that keeps it',
        'transform: { metric_statements: [\'keep_keys(datapoint.attributes, ["team", "state"])\'] }',
        'transform',
      ],
      [
        'a statement that keeps others of some metrics',
        'transform: { metric_statements: [\'keep_keys(datapoint.attributes, ["team"]) where metric.name == "a"\'] }',
        'transform',
      ],
      [
        'a statement that keeps others of resources',
        'transform: { metric_statements: [\'keep_keys(resource.attributes, ["team"])\'] }',
        'transform',
      ],
    ])('not by %s', (_name, processors, used) => expect(checks(expr, using(processors, used))).toEqual([]));

    it('but not what Prometheus and exporters add', () => {
      const processors =
        'transform: { metric_statements: [\'keep_keys(datapoint.attributes, ["state"])\', \'set(datapoint.attributes["brand"], "shop")\'] }';
      const labelled = 'rate(orders_placed_total{state="paid", job="shop", brand="shop"}[5m]) > 1';
      expect(checks(labelled, using(processors, 'transform'))).toEqual([]);
    });

    it('is not said of a label that the code does not give', () => {
      const processors = 'transform: { metric_statements: [\'keep_keys(datapoint.attributes, ["state"])\'] }';
      const other = alert('rate(orders_placed_total{city="paid"}[5m]) > 1');
      const [finding] = judged({ 'alerts.yml': other, 'otel.yml': using(processors, 'transform') }, code);
      expect(finding).toMatchObject({
        check: 'label-unknown',
        related: [{ message: expect.not.stringContaining('Collector') }],
      });
    });

    it('and gives others in their place', () => {
      const processors =
        'attributes: { actions: [{ key: outcome, from_attribute: state, action: insert }, { key: state, action: delete }] }';
      expect(checks(expr.replace('state', 'outcome'), using(processors, 'attributes'))).toEqual([]);
    });
  });

  it('stands in a compose file as well', () => {
    const inline = collector('namespace: shop').replaceAll('\n', '\n      ');
    const compose = `services:
  collector: { image: otel/opentelemetry-collector, configs: [otel] }
configs:
  otel:
    content: |
      ${inline.trimEnd()}
`;
    expect(checks('rate(shop_orders_placed_total[5m]) > 1', compose)).toEqual([]);
  });
});
