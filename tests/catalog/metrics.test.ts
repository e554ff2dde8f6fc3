import { type Meter, DiagLogLevel, diag } from '@opentelemetry/api';
import {
  AggregationTemporality,
  type DataPoint,
  type Histogram as HistogramValue,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { Counter, Gauge, Histogram, Registry, Summary } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { OPENTELEMETRY_DIALECT } from '../../src/catalog/metrics/opentelemetry.js';
import { PROM_CLIENT_DIALECT } from '../../src/catalog/metrics/prom-client.js';
import { seriesEach } from '../../src/model/metrics/series.js';
import { metric } from '../model/metrics/definitions.js';

// What the messages of the metrics rules rest on. Every claim that something is refused or lost stands beside the
// same call written so that it is not.

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests pass what the types forbid
type Loose = any;

const TYPES: Readonly<Record<string, Loose>> = { Counter, Gauge, Histogram, Summary };

/** What a registry of its own exports after an action. */
async function exported(act: (registry: Registry) => unknown): Promise<string[]> {
  const registry = new Registry();
  act(registry);
  return (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function create(type: string, config: object): Loose {
  return new TYPES[type]({ help: 'h', registers: [], ...config });
}

function counter(registry: Registry, labelNames: string[] = []): Loose {
  return new Counter({ name: 'c', help: 'h', labelNames, registers: [registry] });
}

function observing(buckets: number[] | undefined, value: number): Promise<string[]> {
  return exported((registry) => {
    const config = buckets ? { buckets } : {};
    new Histogram({ name: 'x', help: 'h', ...config, registers: [registry] }).observe(value);
  });
}

describe('prom-client: counters', () => {
  it('refuse to decrease', async () => {
    expect(() => create('Counter', { name: 'c' }).inc(-1)).toThrow(
      'It is not possible to decrease a counter',
    );
    expect(() => create('Counter', { name: 'c', labelNames: ['a'] }).inc({ a: 'x' }, -1)).toThrow('decrease');
    expect(await exported((registry) => counter(registry).inc(1))).toEqual(['c 1']);
  });

  it('have no dec()', () => {
    expect(() => create('Counter', { name: 'c' }).dec()).toThrow(TypeError);
    expect(() => create('Gauge', { name: 'g' }).dec()).not.toThrow();
  });

  it('are NaN for good after inc(NaN)', async () => {
    const lines = await exported((registry) => {
      const made = counter(registry);
      made.inc(NaN);
      made.inc(1);
    });
    expect(lines).toEqual(['c Nan']);
  });

  it('count on the unlabelled series when value and labels are swapped', async () => {
    const made = (act: (c: Loose) => void) => exported((registry) => act(counter(registry, ['method'])));
    expect(await made((c) => c.inc(2, { method: 'GET' }))).toEqual(['c 2']);
    expect(await made((c) => c.inc({ method: 'GET' }, 2))).toEqual(['c{method="GET"} 2']);
  });
});

describe('prom-client: labels', () => {
  it('must be declared', () => {
    const made = create('Counter', { name: 'c', labelNames: ['method'] });
    expect(() => made.inc({ nope: 'x' })).toThrow('not included in initial labelset');
    expect(() => made.inc({ method: 'x' })).not.toThrow();
  });

  it('must all be given to labels()', () => {
    const made = create('Counter', { name: 'c', labelNames: ['method', 'status'] });
    for (const values of [[], ['GET'], ['GET', '200', 'x']]) {
      expect(() => made.labels(...values)).toThrow('Invalid number of arguments');
    }
    expect(() => made.labels('GET', '200')).not.toThrow();
  });

  it('must be declared, and all be given, to remove() as well', () => {
    for (const type of ['Counter', 'Gauge', 'Histogram', 'Summary']) {
      const made = create(type, { name: 'c', labelNames: ['method', 'status'] });
      expect(() => made.remove({ nope: 'x' })).toThrow('not included in initial labelset');
      for (const values of [[], ['GET'], ['GET', '200', 'x']])
        expect(() => made.remove(...values)).toThrow('Invalid number of arguments');
      expect(() => made.remove('GET', '200')).not.toThrow();
      expect(() => made.remove({ method: 'GET' })).not.toThrow();
    }
  });

  it('are not checked by zero(): the series is written as it is', async () => {
    const lines = await exported((registry) => {
      const config = { name: 'x', help: 'h', labelNames: ['a'], buckets: [1], registers: [registry] };
      const made: Loose = new Histogram(config);
      made.zero({ nope: 'x' });
    });
    expect(lines).toContain('x_count{nope="x"} 0');
  });

  it('are checked when collect() sets them', async () => {
    const collecting = (labels: object) =>
      exported((registry) => {
        const config = { name: 'g', help: 'h', labelNames: ['a'], registers: [registry] };
        create('Gauge', {
          ...config,
          collect(this: Loose) {
            this.set(labels, 1);
          },
        });
      });
    await expect(collecting({ b: 'x' })).rejects.toThrow('not included in initial labelset');
    expect(await collecting({ a: 'x' })).toEqual(['g{a="x"} 1']);
  });

  it('may be left out: a series without the label', async () => {
    const lines = await exported((registry) =>
      counter(registry, ['method', 'status']).inc({ method: 'GET' }),
    );
    expect(lines).toEqual(['c{method="GET"} 1']);
  });

  it('are written as "undefined" when they are', async () => {
    const lines = await exported((registry) => counter(registry, ['method']).inc({ method: undefined }));
    expect(lines).toEqual(['c{method="undefined"} 1']);
  });

  it.each([
    ['Histogram', 'le', 'reserved label keyword'],
    ['Summary', 'quantile', 'reserved label keyword'],
    ['Counter', 'status.code', 'Invalid label name'],
    ['Counter', 'a-b', 'Invalid label name'],
    ['Counter', '1a', 'Invalid label name'],
    ['Counter', '', 'Invalid label name'],
  ])('of a %s refuse the name %j', (type, label, message) => {
    expect(() => create(type, { name: 'x', labelNames: [label] })).toThrow(message);
  });

  it.each([
    ['Counter', 'le'],
    ['Gauge', 'quantile'],
    ['Histogram', 'quantile'],
    ['Summary', 'le'],
    ['Counter', '__name'],
    ['Counter', 'userId'],
  ])('of a %s accept the name %j', (type, label) => {
    expect(() => create(type, { name: 'x', labelNames: [label] })).not.toThrow();
  });
});

describe('prom-client: series', () => {
  it('are kept for as long as the process runs, scraped or not', async () => {
    const registry = new Registry();
    const made = counter(registry, ['user']);
    for (let user = 0; user < 2500; user++) made.inc({ user });
    for (const scrape of [1, 2]) {
      const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('c{'));
      expect(lines, `scrape ${scrape}`).toHaveLength(2500);
    }
  });
});

describe('prom-client: series of a combination of labels', () => {
  it.each([[[1]], [[0.1, 1, 10]], [undefined]])('buckets %j: one each, and three', async (buckets) => {
    const lines = await exported((registry) => {
      const config = { name: 'x', help: 'h', labelNames: ['a'], registers: [registry] };
      const made = new Histogram({ ...config, ...(buckets ? { buckets } : {}) });
      for (const a of ['p', 'q']) made.observe({ a }, 1);
    });
    const definition = metric({ kind: 'histogram', buckets: buckets ?? 'default' });
    expect(lines).toHaveLength(2 * seriesEach(definition)!);
  });

  it('are one of a counter', async () => {
    const lines = await exported((registry) => counter(registry, ['a']).inc({ a: 'p' }));
    expect(lines).toHaveLength(seriesEach(metric({ kind: 'counter' }))!);
  });
});

describe('prom-client: names', () => {
  describe.each(Object.keys(TYPES))('%s', (type) => {
    it.each(['a-b', 'a.b', '1a', 'föö', 'a b'])('refuses %j', (name) => {
      expect(() => create(type, { name })).toThrow('Invalid metric name');
    });

    it.each(['aB', 'a:b', 'a_total', 'a_bucket', 'a_count', 'a_sum', 'a_info', 'a'])('accepts %j', (name) => {
      expect(() => create(type, { name })).not.toThrow();
    });

    it('refuses no name and no help', () => {
      expect(() => create(type, { name: '' })).toThrow('Missing mandatory name');
      for (const help of ['', undefined])
        expect(() => create(type, { name: 'a', help })).toThrow('Missing mandatory help');
      expect(() => create(type, { name: 'a', help: ' ' })).not.toThrow();
    });
  });

  it('are registered once', () => {
    const registry = new Registry();
    counter(registry);
    expect(() => counter(registry)).toThrow('already been registered');
    expect(() => counter(new Registry())).not.toThrow();
  });

  it.each(['Histogram', 'Summary'])('of a %s get the suffixes once more', async (type) => {
    const lines = await exported((registry) =>
      create(type, { name: 'rows_count', registers: [registry] }).observe(1),
    );
    expect(lines).toContain('rows_count_count 1');
    expect(lines).toContain('rows_count_sum 1');
  });

  it('of a histogram and of another metric export the same series', async () => {
    const lines = await exported((registry) => {
      create('Histogram', { name: 'rows', registers: [registry] }).observe(1);
      create('Gauge', { name: 'rows_count', registers: [registry] }).set(7);
    });
    expect(lines.filter((line) => line.startsWith('rows_count '))).toEqual(['rows_count 1', 'rows_count 7']);
  });

  it('of counters get _total in OpenMetrics, those of gauges keep it', async () => {
    const registry = new Registry();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as Loose);
    for (const name of ['plain', 'with_total']) create('Counter', { name, registers: [registry] }).inc();
    create('Gauge', { name: 'users_total', registers: [registry] }).set(1);
    const text = await registry.metrics();
    for (const part of [
      '\nplain_total 1',
      '# TYPE with counter',
      '\nwith_total 1',
      '# TYPE users_total gauge',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('prom-client: buckets', () => {
  it('are cumulative', async () => {
    expect((await observing([1, 2, 5], 1.5)).slice(0, 4)).toEqual([
      'x_bucket{le="1"} 0',
      'x_bucket{le="2"} 1',
      'x_bucket{le="5"} 1',
      'x_bucket{le="+Inf"} 1',
    ]);
  });

  it('that are unsorted count what is greater as well', async () => {
    expect(await observing([5, 1, 2], 1.5)).toContain('x_bucket{le="1"} 1');
  });

  it('that are given twice are exported twice', async () => {
    const lines = await observing([1, 1, 2], 1.5);
    expect(lines.filter((line) => line.startsWith('x_bucket{le="1"}'))).toHaveLength(2);
  });

  it('at Infinity stand beside +Inf', async () => {
    const lines = await observing([1, Infinity], 1.5);
    expect(lines).toEqual(expect.arrayContaining(['x_bucket{le="Infinity"} 1', 'x_bucket{le="+Inf"} 1']));
  });

  it('at NaN are exported', async () => {
    expect(await observing([NaN, 1], 0.5)).toContain('x_bucket{le="NaN"} 0');
  });

  it('may be none but +Inf', async () => {
    expect(await observing([], 1.5)).toEqual(['x_bucket{le="+Inf"} 1', 'x_sum 1.5', 'x_count 1']);
  });

  it('are seconds by default: 20 milliseconds as 20 land in +Inf', async () => {
    const lines = await observing(undefined, 20);
    const bounds = PROM_CLIENT_DIALECT.buckets!.defaults.map((bound) => `x_bucket{le="${bound}"} 0`);
    expect(lines).toEqual([...bounds, 'x_bucket{le="+Inf"} 1', 'x_sum 20', 'x_count 1']);
    expect(await observing(undefined, 0.02)).toContain('x_bucket{le="0.025"} 1');
  });

  it('do not take what is no number', () => {
    for (const value of [NaN, undefined, '1', 5n]) {
      expect(() => create('Histogram', { name: 'x' }).observe(value)).toThrow('Value is not a valid number');
    }
    expect(() => create('Histogram', { name: 'x' }).observe(-1)).not.toThrow();
  });
});

/** What an OpenTelemetry exporter gets, and what the SDK warned of meanwhile. */
async function collected(
  act: (meter: Meter) => void,
): Promise<{ metrics: MetricData[]; warnings: string[] }> {
  const warnings: string[] = [];
  const silent = (): void => undefined;
  const logger = { error: silent, info: silent, debug: silent, verbose: silent };
  diag.setLogger(
    { ...logger, warn: (text) => warnings.push(text) },
    { logLevel: DiagLogLevel.ALL, suppressOverrideMessage: true },
  );
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1e8 });
  const provider = new MeterProvider({ readers: [reader] });
  try {
    act(provider.getMeter('test'));
    await reader.forceFlush();
    const metrics = exporter
      .getMetrics()
      .flatMap((batch) => batch.scopeMetrics.flatMap((scope) => scope.metrics));
    return { metrics, warnings };
  } finally {
    await provider.shutdown();
    diag.disable();
  }
}

async function points(act: (meter: Meter) => void): Promise<DataPoint<Loose>[]> {
  return (await collected(act)).metrics.flatMap((data) => data.dataPoints as DataPoint<Loose>[]);
}

async function buckets(
  boundaries: number[] | undefined,
  ...values: number[]
): Promise<HistogramValue['buckets']> {
  const [point] = await points((meter) => {
    const advice = boundaries ? { advice: { explicitBucketBoundaries: boundaries } } : {};
    const made = meter.createHistogram('x', { unit: 's', ...advice });
    for (const value of values) made.record(value);
  });
  return point!.value.buckets;
}

describe('OpenTelemetry: values', () => {
  it('that are negative are dropped by counters, with a warning nobody sees', async () => {
    const { metrics, warnings } = await collected((meter) => meter.createCounter('c').add(-1));
    expect(metrics.flatMap((data) => data.dataPoints as unknown[])).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('negative value provided to counter c')]);
    expect(await points((meter) => meter.createCounter('c').add(1))).toHaveLength(1);
    expect((await points((meter) => meter.createUpDownCounter('c').add(-1)))[0]?.value).toBe(-1);
  });

  it('that are negative are dropped by histograms', async () => {
    const { metrics, warnings } = await collected((meter) => meter.createHistogram('h').record(-5));
    expect(metrics.flatMap((data) => data.dataPoints as unknown[])).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('negative value provided to histogram h')]);
  });

  it('that are no number, or stand behind the attributes, are dropped', async () => {
    for (const args of [['5'], [undefined], [{ a: 1 }, 1]] as Loose[]) {
      const { metrics, warnings } = await collected((meter) =>
        (meter.createCounter('c') as Loose).add(...args),
      );
      expect(metrics.flatMap((data) => data.dataPoints as unknown[])).toEqual([]);
      expect(warnings).toHaveLength(1);
    }
  });
});

describe('OpenTelemetry: series', () => {
  it('past 2000 are folded into one', async () => {
    const add = (count: number) =>
      points((meter) => {
        const made = meter.createCounter('c');
        for (let user = 0; user < count; user++) made.add(1, { user });
      });
    const overflow = (found: DataPoint<Loose>[]) =>
      found.filter(({ attributes }) => attributes['otel.metric.overflow'] === true);
    const many = await add(2500);
    expect(many).toHaveLength(2000);
    expect(overflow(many).map(({ value }) => value)).toEqual([501]);
    const few = await add(1999);
    expect(few).toHaveLength(1999);
    expect(overflow(few)).toEqual([]);
  });
});

describe('OpenTelemetry: names', () => {
  it.each(['', '1abc', 'foo bar', 'föö', 'foo:bar', '_x', 'a'.repeat(256)])(
    'that are invalid are exported all the same, with a warning: %j',
    async (name) => {
      const { metrics, warnings } = await collected((meter) => meter.createCounter(name).add(1));
      expect(metrics.map(({ descriptor }) => descriptor.name)).toEqual([name]);
      expect(warnings).toEqual([expect.stringContaining('Invalid metric name')]);
    },
  );

  it.each(['foo-bar', 'foo.bar', 'foo/bar', 'Foo', 'a..b', 'a.', 'a_total', 'a'.repeat(255)])(
    'that are valid bring no warning: %j',
    async (name) => {
      expect((await collected((meter) => meter.createCounter(name).add(1))).warnings).toEqual([]);
    },
  );

  it('given twice with another unit are two streams', async () => {
    const create = async (unit: string) => {
      const { metrics } = await collected((meter) => {
        meter.createCounter('c', { unit: 's' }).add(1);
        meter.createCounter('c', { unit }).add(1);
      });
      return metrics.length;
    };
    expect(await create('ms')).toBe(2);
    expect(await create('s')).toBe(1);
  });

  it('take any text as unit', async () => {
    const { metrics, warnings } = await collected((meter) =>
      meter.createCounter('c', { unit: 'seconds' }).add(1),
    );
    expect(metrics[0]?.descriptor.unit).toBe('seconds');
    expect(warnings).toEqual([]);
  });
});

describe('OpenTelemetry: observable counters', () => {
  const observing = (value: number) =>
    collected((meter) => meter.createObservableCounter('c').addCallback((result) => result.observe(value)));

  it('are exported as 0 where the total is negative, without a warning', async () => {
    const { metrics, warnings } = await observing(-5);
    expect(metrics[0]?.dataPoints.map(({ value }) => value)).toEqual([0]);
    expect(warnings).toEqual([]);
    expect((await observing(5)).metrics[0]?.dataPoints.map(({ value }) => value)).toEqual([5]);
  });

  it('take negative totals where they go both ways', async () => {
    const { metrics } = await collected((meter) =>
      meter.createObservableUpDownCounter('c').addCallback((result) => result.observe(-5)),
    );
    expect(metrics[0]?.dataPoints.map(({ value }) => value)).toEqual([-5]);
  });
});

describe('OpenTelemetry: boundaries', () => {
  it('are milliseconds by default: seconds up to 5 land in one bucket', async () => {
    const { boundaries, counts } = await buckets(undefined, 0.01, 0.2, 2, 4.9);
    expect(boundaries).toEqual(OPENTELEMETRY_DIALECT.buckets!.defaults);
    expect(counts[1]).toBe(4);
    expect((await buckets([0.1, 1, 3], 0.01, 0.2, 2, 4.9)).counts).toEqual([1, 1, 1, 1]);
  });

  it('that are unsorted are sorted', async () => {
    expect(await buckets([5, 1, 2], 1.5)).toEqual({ boundaries: [1, 2, 5], counts: [0, 1, 0, 0] });
  });

  it('at Infinity are dropped', async () => {
    expect((await buckets([1, Infinity], 1.5)).boundaries).toEqual([1]);
  });

  it('that are none are no buckets', async () => {
    expect((await buckets([], 1.5)).boundaries).toEqual([]);
  });

  it('that are given twice stay, and one never counts', async () => {
    expect(await buckets([1, 1, 2], 0.5, 1, 1.5)).toEqual({ boundaries: [1, 1, 2], counts: [2, 0, 1, 0] });
  });

  it('at NaN stay, and swallow what other boundaries should count', async () => {
    const { boundaries, counts } = await buckets([NaN, 1], 1.5);
    expect(boundaries[0]).toBeNaN();
    expect(counts).toEqual([1, 0, 0]);
  });
});
