import { describe, expect, it } from 'vitest';
import type { MetricKindName } from '../../src/contract/inventory/inventory.js';
import { familiesOf } from '../../src/contract/inventory/names/families.js';
import { OTLP_STRATEGIES, otlpFamily, otlpLabel } from '../../src/contract/inventory/names/otlp.js';
import { statsdFamily } from '../../src/contract/inventory/names/statsd.js';

/** A name, a kind, a unit, and the families under the strategies in their order. */
const OTLP: readonly (readonly [string, MetricKindName, string | undefined, ...string[]])[] = [
  [
    'http.server.request.duration',
    'histogram',
    's',
    'http_server_request_duration_seconds',
    'http_server_request_duration',
    'http.server.request.duration_seconds',
    'http.server.request.duration',
  ],
  ['orders', 'counter', '{order}', 'orders_total', 'orders', 'orders_total', 'orders'],
  // The unit is a token already, though not the last.
  [
    'job.seconds.spent',
    'counter',
    's',
    'job_seconds_spent_total',
    'job_seconds_spent',
    'job.seconds.spent_seconds_total',
    'job.seconds.spent',
  ],
  // Each `total` goes, one comes at the end.
  [
    'total.errors',
    'counter',
    undefined,
    'errors_total',
    'total_errors',
    'total.errors_total',
    'total.errors',
  ],
  ['already_total', 'counter', '1', 'already_total', 'already_total', 'already_total', 'already_total'],
  ['pool.usage', 'gauge', '1', 'pool_usage_ratio', 'pool_usage', 'pool.usage_ratio', 'pool.usage'],
  ['ratio.gauge', 'gauge', '1', 'gauge_ratio', 'ratio_gauge', 'ratio.gauge_ratio', 'ratio.gauge'],
  // Only gauges are ratios.
  ['pool.size', 'upDownCounter', '1', 'pool_size', 'pool_size', 'pool.size', 'pool.size'],
  ['disk.io', 'gauge', 'By/s', 'disk_io_bytes_per_second', 'disk_io', 'disk.io_bytes_per_second', 'disk.io'],
  // A unit that is not known stays as it is.
  ['rows', 'counter', 'inserts', 'rows_inserts_total', 'rows', 'rows_inserts_total', 'rows'],
  ['9lives', 'gauge', undefined, '_9lives', '_9lives', '9lives', '9lives'],
  ['a//b--c', 'gauge', undefined, 'a_b_c', 'a_b_c', 'a//b--c', 'a//b--c'],
  // What an open end says is not known: nothing is added to it.
  ['shop.*', 'counter', 's', 'shop_*', 'shop_*', 'shop.*', 'shop.*'],
];

describe('behind OTLP', () => {
  it.each(OTLP.map((row) => [row[0], row] as const))('%s', (_, [name, kind, unit, ...families]) => {
    expect(OTLP_STRATEGIES.map((strategy) => otlpFamily({ name, kind, unit }, strategy))).toEqual(families);
  });

  it('a namespace stands in front', () => {
    expect(
      otlpFamily(
        { name: 'shop.orders', kind: 'counter', unit: undefined, namespace: 'shop' },
        OTLP_STRATEGIES[0],
      ),
    ).toBe('shop_shop_orders_total');
  });

  it('labels are escaped', () => {
    expect(['http.route', '1abc', '_x', 'a--b'].map(otlpLabel)).toEqual([
      'http_route',
      'key_1abc',
      'key_x',
      'a_b',
    ]);
  });
});

describe('the families of a metric', () => {
  const latency = { name: 'db.latency', kind: 'histogram', unit: 'ms', namedBy: 'otel' } as const;

  it('are all that are possible where no exporter is seen', () => {
    expect(familiesOf(latency, [])).toEqual([
      'db.latency',
      'db.latency_milliseconds',
      'db_latency',
      'db_latency_milliseconds',
    ]);
  });

  it('are the one of an exporter that is', () => {
    expect(familiesOf(latency, [{ kind: 'otel-prometheus', at: undefined, prefix: 'shop' }])).toEqual([
      'shop_db_latency',
    ]);
  });

  it('are those of prom-client as they are', () => {
    expect(familiesOf({ ...latency, name: 'db_latency', namedBy: 'registry' }, [])).toEqual(['db_latency']);
  });

  it('are those of StatsD after its client’s prefix', () => {
    expect(
      familiesOf({ ...latency, namedBy: 'statsd' }, [{ kind: 'statsd', at: undefined, prefix: 'shop.' }]),
    ).toEqual(['shop_db_latency']);
    expect(statsdFamily('orders.*.count')).toBe('orders_*_count');
  });
});
