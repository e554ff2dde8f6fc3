import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPENTELEMETRY_DIALECT } from '../../../src/catalog/metrics/opentelemetry.js';
import { PROM_CLIENT_DIALECT } from '../../../src/catalog/metrics/prom-client.js';
import { bucketProblems } from '../../../src/model/metrics/buckets.js';
import type { MetricDefinition } from '../../../src/model/metrics/metric.js';
import { metric, otel } from './definitions.js';

const PROMETHEUS_DEFAULTS = PROM_CLIENT_DIALECT.buckets!.defaults;

const histogram = (name: string, buckets: MetricDefinition['buckets']): MetricDefinition =>
  metric({ kind: 'histogram', name, buckets });
const otelHistogram = (unit: string | undefined, buckets: MetricDefinition['buckets']): MetricDefinition =>
  otel({ kind: 'histogram', name: 'http.duration', unit, buckets });

describe('boundaries that are wrong whatever is recorded', () => {
  it.each<[string, MetricDefinition['buckets'], string[], number[] | undefined]>([
    ['unsorted', [5, 1, 2], ['buckets-unsorted'], [1, 2, 5]],
    ['duplicated', [1, 1, 2], ['bucket-duplicated'], [1, 2]],
    ['Infinity', [1, 2, Infinity], ['bucket-not-finite'], [1, 2]],
    ['NaN', [1, NaN, 2], ['bucket-not-finite'], [1, 2]],
    [
      'all at once',
      [5, 1, Infinity, 1],
      ['bucket-not-finite', 'buckets-unsorted', 'bucket-duplicated'],
      [1, 5],
    ],
    ['empty, as the wish for none', [], [], undefined],
    ['only Infinity', [Infinity], ['bucket-not-finite'], undefined],
    ['sound', [1, 2, 5], [], undefined],
    ['not seen', undefined, [], undefined],
    ['defaults of an unknown unit', 'default', [], undefined],
  ])('Prometheus: %s', (_, buckets, codes, fixed) => {
    const problems = bucketProblems(histogram('rows', buckets));
    expect(problems.map(({ reason }) => reason.code)).toEqual(codes);
    for (const problem of problems) expect(problem.fixed).toEqual(fixed);
  });

  it('takes an empty list for the wish for none, whatever the unit', () => {
    expect(bucketProblems(histogram('http_seconds', []))).toEqual([]);
  });

  it.each<[string, number[], string[]]>([
    ['the SDK sorts', [5, 1, 2], []],
    ['the SDK drops Infinity', [1, Infinity], []],
    ['an empty list asks for no buckets', [], []],
    ['duplicates', [1, 1, 2], ['bucket-duplicated']],
    ['NaN', [NaN, 1], ['bucket-not-finite']],
  ])('OpenTelemetry: %s', (_, buckets, codes) => {
    expect(bucketProblems(otelHistogram('{row}', buckets)).map(({ reason }) => reason.code)).toEqual(codes);
  });

  it('concerns histograms only', () => {
    expect(bucketProblems(metric({ kind: 'summary', name: 'x_ms', buckets: 'default' }))).toEqual([]);
  });
});

describe('boundaries that do not fit the unit', () => {
  it.each<[string, number[], number[]]>([
    ['http_request_duration_seconds', [50, 100, 250, 500, 1000], [0.05, 0.1, 0.25, 0.5, 1]],
    [
      'http_request_duration_seconds',
      [0.1, 5, 15, 50, 100, 200, 300, 400, 500],
      [0.0001, 0.005, 0.015, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5],
    ],
    ['http_request_duration_seconds', [1, 5, 50, 500, 5000], [0.001, 0.005, 0.05, 0.5, 5]],
    ['http_request_duration_ms', [0.1, 0.3, 0.7, 1, 5, 10], [100, 300, 700, 1000, 5000, 10_000]],
    [
      'http_request_duration_milliseconds',
      [...PROMETHEUS_DEFAULTS],
      PROMETHEUS_DEFAULTS.map((b) => b * 1000),
    ],
  ])('%s with %j', (name, buckets, fixed) => {
    expect(bucketProblems(histogram(name, buckets))).toMatchObject([
      { reason: { code: 'buckets-off-scale' }, fixed },
    ]);
  });

  it.each<[string, number[]]>([
    ['http_request_duration_seconds', [...PROMETHEUS_DEFAULTS]],
    ['http_request_duration_seconds', [0.1, 0.5, 1, 10, 100]],
    ['batch_job_duration_seconds', [5, 10, 50, 100, 500, 1000, 5000]],
    ['checkout_duration_seconds', [5, 10, 30, 60, 120, 300, 600]],
    ['session_length_seconds', [10, 100, 1000, 10_000]],
    ['http_request_duration_seconds', [1, 10, 100, 1000, 10_000]],
    ['http_request_duration_ms', [5, 10, 50, 100, 500, 1000]],
    ['event_loop_lag_ms', [0.5, 1, 2, 5, 10]],
    ['redis_command_ms', [0.1, 0.5, 1, 5]],
    ['rows_returned', [1, 10, 100, 1000, 10_000]],
    ['response_size_bytes', [100, 1000, 10_000]],
  ])('%s may have %j', (name, buckets) => {
    expect(bucketProblems(histogram(name, buckets))).toEqual([]);
  });
});

describe('defaults', () => {
  it.each(['x_milliseconds', 'x_ms', 'x_bytes', 'http_duration_us', 'x_duration_ns'])(
    "Prometheus's do not fit %s",
    (name) => {
      const [problem, ...more] = bucketProblems(histogram(name, 'default'));
      expect(more).toEqual([]);
      expect(problem?.reason.code).toBe('default-buckets');
      expect(problem?.fixed?.at(-1)).toBeGreaterThanOrEqual(10_000);
    },
  );

  it("Prometheus's fit seconds", () => {
    expect(bucketProblems(histogram('x_seconds', 'default'))).toEqual([]);
  });

  it("OpenTelemetry's do not fit seconds", () => {
    expect(bucketProblems(otelHistogram('s', 'default'))).toMatchObject([
      { reason: { code: 'default-buckets' } },
    ]);
    expect(bucketProblems(otelHistogram('seconds', 'default'))).toMatchObject([
      { reason: { code: 'default-buckets' } },
    ]);
  });

  it.each(['ms', 'By', '{row}', undefined])("OpenTelemetry's may fit %s", (unit) => {
    expect(bucketProblems(otelHistogram(unit, 'default'))).toEqual([]);
  });

  it('are not presumed where the boundaries were not seen', () => {
    expect(bucketProblems(otelHistogram('s', undefined))).toEqual([]);
  });
});

const bucket = fc.oneof(
  fc.double({ noDefaultInfinity: false, noNaN: false }),
  fc.constantFrom(
    0,
    0.005,
    0.1,
    0.7,
    1,
    5,
    10,
    50,
    60,
    100,
    500,
    1000,
    5000,
    10_000,
    Infinity,
    -Infinity,
    NaN,
  ),
);
const anyHistogram = fc
  .record({
    dialect: fc.constantFrom(PROM_CLIENT_DIALECT, OPENTELEMETRY_DIALECT),
    name: fc.constantFrom(
      'http_seconds',
      'http_ms',
      'rows',
      'x_bytes',
      'batch_job_seconds',
      'loop_lag_ms',
      'time_ns',
    ),
    unit: fc.constantFrom(undefined, 's', 'ms', 'By', '1'),
    buckets: fc.oneof(fc.array(bucket, { maxLength: 8 }), fc.constant('default' as const)),
  })
  .map((seen) => metric({ ...seen, kind: 'histogram' }));

describe('any boundaries', () => {
  it('are fixed once and for all: finite, strictly increasing, without a problem', () => {
    fc.assert(
      fc.property(anyHistogram, (seen) => {
        const problems = bucketProblems(seen);
        const fixes = new Set(problems.map(({ fixed }) => JSON.stringify(fixed)));
        expect(fixes.size).toBeLessThanOrEqual(1);
        const fixed = problems[0]?.fixed;
        fc.pre(fixed !== undefined);
        expect(fixed.every((value, i) => Number.isFinite(value) && (i === 0 || value > fixed[i - 1]!))).toBe(
          true,
        );
        expect(bucketProblems({ ...seen, buckets: fixed })).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it('lose nothing where only their order or a duplicate is wrong', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 }), (buckets) => {
        const fixed = bucketProblems(histogram('rows', buckets))[0]?.fixed ?? buckets;
        expect(fixed).toEqual([...new Set(buckets)].sort((a, b) => a - b));
      }),
    );
  });
});
