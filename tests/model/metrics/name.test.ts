import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import fc from 'fast-check';
import { Counter, Gauge, Histogram, Summary } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { OPENTELEMETRY_DIALECT } from '../../../src/catalog/metrics/opentelemetry.js';
import { PROM_CLIENT_DIALECT } from '../../../src/catalog/metrics/prom-client.js';
import type { MetricDefinition, MetricKind } from '../../../src/model/metrics/metric.js';
import { reasonText } from '../../../src/model/text/reason.js';
import { nameProblems } from '../../../src/model/metrics/name.js';
import { literal } from '../../catalog/expressions.js';
import { metric, otel } from './definitions.js';

function problems(definition: MetricDefinition, tier: 'recommended' | 'strict'): readonly string[] {
  return nameProblems(definition)
    .filter((problem) => problem.tier === tier)
    .map(({ reason }) => reasonText(reason));
}

function suggestion(definition: MetricDefinition): string | undefined {
  return nameProblems(definition).findLast((problem) => problem.suggestion !== undefined)?.suggestion;
}

describe('names that mislead or break', () => {
  it.each<[string, Partial<MetricDefinition>, string, string | undefined]>([
    ['dashes', { name: 'http-requests_total' }, 'no valid Prometheus name', 'http_requests_total'],
    ['dots', { name: 'http.requests_total' }, 'no valid Prometheus name', 'http_requests_total'],
    ['a digit in front', { name: '5xx_total' }, 'no valid Prometheus name', '_5xx_total'],
    ['letters beyond ASCII', { name: 'größe_total' }, 'no valid Prometheus name', 'grosse_total'],
    ['no name', { name: '' }, 'has no name', undefined],
    ['a colon', { name: 'job:requests_total' }, 'recording rules', 'job_requests_total'],
    ['a gauge ending in _total', { kind: 'gauge', name: 'users_total' }, 'is a gauge', 'users'],
    [
      'a histogram ending in _total',
      { kind: 'histogram', name: 'size_bytes_total' },
      'histogram',
      'size_bytes',
    ],
    [
      'a histogram ending in _count',
      { kind: 'histogram', name: 'rows_count' },
      'which each histogram adds',
      'rows',
    ],
    ['a histogram ending in _bucket', { kind: 'histogram', name: 'rows_bucket' }, '"_bucket"', 'rows'],
    ['a summary ending in _sum', { kind: 'summary', name: 'rows_sum' }, 'which each summary adds', 'rows'],
    ['a histogram ending in _info', { kind: 'histogram', name: 'rows_info' }, '"_info"', 'rows'],
    ['a gauge ending in _sum', { kind: 'gauge', name: 'rows_sum' }, 'like part of a histogram', undefined],
    ['a gauge ending in _bucket', { kind: 'gauge', name: 'rows_bucket' }, 'part of a histogram', undefined],
    [
      'le on a histogram',
      { kind: 'histogram', labelNames: ['le'] },
      'label "le", which each histogram sets',
      undefined,
    ],
    ['quantile on a summary', { kind: 'summary', labelNames: ['quantile'] }, '"quantile"', undefined],
    ['a label with a dot', { labelNames: ['status.code'] }, '"status.code"', undefined],
    ['a label for Prometheus itself', { labelNames: ['__name'] }, '"__name"', undefined],
  ])('Prometheus: %s', (_, seen, part, better) => {
    const definition = metric(seen);
    const found = problems(definition, 'recommended');
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(part);
    const first = nameProblems(definition).find(({ tier }) => tier === 'recommended');
    expect(first?.suggestion).toBe(better);
  });

  it.each<[string, Partial<MetricDefinition>, string, string | undefined]>([
    ['a space', { name: 'foo bar' }, 'no valid OpenTelemetry name', 'foo_bar'],
    ['a digit in front', { name: '1abc' }, 'no valid OpenTelemetry name', 'abc'],
    ['a colon', { name: 'foo:bar' }, 'no valid OpenTelemetry name', 'foo_bar'],
    ['256 characters', { name: 'a'.repeat(256) }, 'longer than the 255', undefined],
    ['a gauge ending in _total', { kind: 'gauge', name: 'app.users_total' }, 'is a gauge', 'app.users'],
    ['seconds named ms', { kind: 'histogram', name: 'http.duration_ms', unit: 's' }, '("ms")', undefined],
    ['seconds named milliseconds', { name: 'http.milliseconds', unit: 's' }, 'milliseconds', undefined],
    ['bytes named seconds', { name: 'http.seconds', unit: 'By' }, 'seconds', undefined],
    ['bytes named kb', { kind: 'gauge', name: 'cache.kb', unit: 'By' }, 'kilobytes', undefined],
  ])('OpenTelemetry: %s', (_, seen, part, better) => {
    const found = nameProblems(otel(seen)).filter(({ tier }) => tier === 'recommended');
    expect(found).toHaveLength(1);
    expect(found.map(({ reason }) => reasonText(reason)).join()).toContain(part);
    expect(found[0]?.suggestion).toBe(better);
  });

  it.each<[string, MetricDefinition]>([
    ['camelCase', metric({ name: 'httpRequests' })],
    ['a counter without _total', metric({ name: 'http_requests' })],
    ['a gauge ending in _count', metric({ kind: 'gauge', name: 'threads_count' })],
    ['a gauge ending in _info', metric({ kind: 'gauge', name: 'build_info' })],
    ['milliseconds', metric({ kind: 'histogram', name: 'http_ms' })],
    ['le on a counter', metric({ name: 'x_total', labelNames: ['le'] })],
    ['an OpenTelemetry gauge of a total', otel({ kind: 'gauge', name: 'memory.total' })],
    ['Prometheus names in OpenTelemetry', otel({ name: 'http_requests_total' })],
    ['dashes and slashes in OpenTelemetry', otel({ name: 'a-b/c' })],
    ['the unit said twice', otel({ kind: 'histogram', name: 'http.duration_seconds', unit: 's' })],
    ['the unit said as a word', otel({ kind: 'histogram', name: 'http.duration_ms', unit: 'milliseconds' })],
    ['a rate', otel({ kind: 'gauge', name: 'bytes_per_second', unit: 'By/s' })],
    ['a country', otel({ name: 'sales.us', unit: 's' })],
    ['a name that is not seen', metric({ kind: 'gauge' })],
    ['a word inside', metric({ kind: 'counter', name: 'geiger_counter_pulses_total' })],
  ])('leaves style alone: %s', (_, definition) => {
    expect(problems(definition, 'recommended')).toEqual([]);
  });
});

describe('the whole convention', () => {
  it.each<[string, Partial<MetricDefinition>, string, string | undefined]>([
    ['camelCase', { name: 'httpRequests_total' }, 'snake_case', 'http_requests_total'],
    ['a counter without _total', { name: 'http_requests' }, 'without "_total"', 'http_requests_total'],
    ['a counter ending in _count', { name: 'errors_count' }, 'ends in "_count"', 'errors_total'],
    [
      '_total before the unit',
      { name: 'cpu_total_seconds' },
      'does not end in "_total"',
      'cpu_seconds_total',
    ],
    ['total in front', { name: 'total_requests' }, 'does not end in "_total"', 'requests_total'],
    ['milliseconds', { kind: 'histogram', name: 'http_milliseconds' }, 'not in seconds', undefined],
    ['ms', { kind: 'histogram', name: 'http_duration_ms' }, 'not in seconds', undefined],
    ['minutes', { kind: 'gauge', name: 'uptime_minutes' }, 'not in seconds', undefined],
    ['kilobytes', { kind: 'gauge', name: 'cache_kb' }, 'not in bytes', undefined],
    ['percent', { kind: 'gauge', name: 'cpu_percent' }, 'not in ratio', undefined],
    ['sec', { kind: 'histogram', name: 'http_duration_sec' }, 'abbreviates', 'http_duration_seconds'],
    ['no unit', { kind: 'histogram', name: 'http_duration' }, 'does not name its unit', undefined],
    ['type', { kind: 'gauge', name: 'queue_size_gauge' }, 'its type ("gauge")', 'queue_size'],
    ['two words', { name: 'my_counter_total' }, '("counter")', undefined],
    ['of one pod', { kind: 'gauge', name: 'pod_count' }, '"_count"', undefined],
    ['gauge ending in _count', { kind: 'gauge', name: 'threads_count' }, '"_count"', 'threads'],
    ['empty help', { name: 'a_total', help: ' ' }, 'help', undefined],
    ['camelCase label', { name: 'a_total', labelNames: ['userId'] }, '"userId"', undefined],
    ['le on a counter', { name: 'a_total', labelNames: ['le'] }, 'only histograms', undefined],
  ])('Prometheus: %s', (_, seen, part, better) => {
    const definition = metric(seen);
    expect(problems(definition, 'recommended')).toEqual([]);
    const found = problems(definition, 'strict');
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(part);
    expect(suggestion(definition)).toBe(better);
  });

  it('mends everything at once', () => {
    expect(suggestion(metric({ name: 'http.requestCounter' }))).toBe('http_request_total');
    expect(suggestion(metric({ kind: 'gauge', name: 'queueSize_total' }))).toBe('queue_size');
    expect(suggestion(metric({ name: 'cpuSec_total' }))).toBe('cpu_seconds_total');
  });

  it('misses help only where the whole object of options is seen', () => {
    const property = { shorthand: false, accessor: false, range: [0, 0], text: '' } as const;
    const options = (keys: readonly (string | undefined)[]) => ({
      kind: 'object' as const,
      properties: keys.map((key) => ({ ...property, key, value: literal('x') })),
      text: '',
      range: [0, 0] as const,
    });
    const made = (keys: readonly (string | undefined)[]): MetricDefinition => {
      const definition = metric({ name: 'a_total' });
      return { ...definition, at: { ...definition.at, options: options(keys) } };
    };
    expect(problems(made(['name', 'labelNames']), 'strict')).toEqual(['has no help text']);
    expect(problems(made(['name', 'help']), 'strict')).toEqual([]);
    expect(problems(made(['name', undefined]), 'strict')).toEqual([]);
  });

  it.each<[string, Partial<MetricDefinition>, string, string | undefined]>([
    ['underscores only', { name: 'orders_processed' }, 'no namespace', undefined],
    ['camelCase', { name: 'http.requestCount' }, 'lower case', 'http.request_count'],
    ['slashes', { name: 'http/requests' }, 'lower case', 'http.requests'],
    ['total', { name: 'http.requests.total' }, '"total"', 'http.requests'],
    ['_total', { name: 'http.requests_total' }, '"total"', 'http.requests'],
    ['type', { kind: 'histogram', name: 'http.size_histogram' }, 'its type', 'http.size'],
    ['unit twice', { kind: 'histogram', name: 'http.seconds', unit: 's' }, 'repeats', 'http'],
    ['unit in the name', { kind: 'histogram', name: 'http.duration_ms' }, "not in `unit: 'ms'`", undefined],
    ['ms', { kind: 'histogram', name: 'http.duration', unit: 'ms' }, 'in "s"', undefined],
    ['seconds', { kind: 'histogram', name: 'http.duration', unit: 'seconds' }, 'write "s"', undefined],
    ['bytes', { kind: 'histogram', name: 'http.size', unit: 'bytes' }, 'write "By"', undefined],
    ['count', { name: 'http.requests', unit: 'count' }, 'write "1"', undefined],
    ['B, which is bel', { kind: 'gauge', name: 'http.size', unit: 'B' }, 'write "By"', undefined],
    ['MB', { kind: 'gauge', name: 'http.size', unit: 'MB' }, 'write "MBy"', undefined],
    ['milliseconds', { kind: 'gauge', name: 'http.lag', unit: 'milliseconds' }, 'write "ms"', undefined],
    ['what is counted', { name: 'http.requests', unit: 'requests' }, 'write "{request}"', undefined],
  ])('OpenTelemetry: %s', (_, seen, part, better) => {
    const definition = otel(seen);
    expect(problems(definition, 'recommended')).toEqual([]);
    const found = problems(definition, 'strict');
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(part);
    expect(suggestion(definition)).toBe(better);
  });

  it.each<[MetricKind, string]>([
    ['counter', 'http_requests_total'],
    ['counter', 'process_cpu_seconds_total'],
    ['counter', 'http_5xx_responses_total'],
    ['histogram', 'http_request_duration_seconds'],
    ['histogram', 'response_size_bytes'],
    ['gauge', 'build_info'],
    ['gauge', 'cache_hit_ratio'],
    ['gauge', 'last_success_timestamp_seconds'],
    ['gauge', 'requests_last_5_minutes'],
    ['gauge', 'queue_depth'],
  ])('has nothing to say of a Prometheus %s named %s', (kind, name) => {
    expect(nameProblems(metric({ kind, name, help: 'h', labelNames: ['method', 'status_code'] }))).toEqual(
      [],
    );
  });

  it.each<[MetricKind, string, string]>([
    ['histogram', 'http.server.request.duration', 's'],
    ['histogram', 'http.server.request.body.size', 'By'],
    ['upDownCounter', 'http.server.active_requests', '{request}'],
    ['gauge', 'system.cpu.utilization', '1'],
    ['gauge', 'net.throughput', 'KiBy/s'],
    ['counter', 'energy', 'kW.h'],
    ['counter', 'queries', 'm{queries}'],
    ['counter', 'requests', ''],
    ['gauge', 'battery', '%'],
  ])('has nothing to say of an OpenTelemetry %s named %s in %s', (kind, name, unit) => {
    expect(nameProblems(otel({ kind, name, unit }))).toEqual([]);
  });
});

const kind = fc.constantFrom<MetricKind>('counter', 'gauge', 'histogram', 'summary', 'upDownCounter');
const part = fc.constantFrom(
  ...['http', 'request', 'Requests', 'total', 'count', 'sum', 'bucket', 'info', 'counter', 'gauge', 'hist'],
  ...['seconds', 'sec', 'ms', 'bytes', 'kb', 'duration', '5', 'xx', 'é', 's', 'Histogram', 'Total', ''],
);
const name = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc
    .array(fc.tuple(part, fc.constantFrom('_', '.', '-', '', ':', '/', '__', ' ')), { maxLength: 6 })
    .map((parts) => parts.flat().join('')),
);
const definition = fc
  .record({
    dialect: fc.constantFrom(PROM_CLIENT_DIALECT, OPENTELEMETRY_DIALECT),
    kind,
    name,
    unit: fc.constantFrom(undefined, 's', 'ms', 'By', 'seconds', '1', '{request}', 'widgets'),
  })
  .map(({ unit, ...seen }) =>
    metric({ ...seen, unit: seen.dialect === PROM_CLIENT_DIALECT ? undefined : unit }),
  );

describe('any name', () => {
  it('is mended by the suggestion once and for all', () => {
    fc.assert(
      fc.property(definition, fc.constantFrom('recommended', 'strict'), (seen, tier) => {
        const better = nameProblems(seen).find(
          (problem) => problem.tier === tier && problem.suggestion !== undefined,
        );
        fc.pre(better?.suggestion !== undefined);
        const left = nameProblems({ ...seen, name: better.suggestion });
        const upTo = left.filter((problem) => tier === 'strict' || problem.tier === tier);
        expect(upTo.filter((problem) => problem.suggestion !== undefined)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('has problems in both tiers told as the end of a sentence', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(definition, (seen) => {
        for (const { reason, tier } of nameProblems(seen)) {
          told.add(tier);
          const problem = reasonText(reason);
          expect(problem).toMatch(/^(?:is|has|ends|names|says|repeats|abbreviates|does) /);
          expect(problem).not.toMatch(/\.$/);
        }
      }),
    );
    expect(told).toEqual(new Set(['recommended', 'strict']));
  });

  it('is called invalid exactly where prom-client throws', () => {
    const types = { counter: Counter, gauge: Gauge, histogram: Histogram, summary: Summary };
    let mended = 0;
    fc.assert(
      fc.property(name, fc.constantFrom('counter', 'gauge', 'histogram', 'summary'), (tried, type) => {
        const throws = (of: string): boolean => {
          try {
            new types[type]({ name: of, help: 'h', registers: [] });
            return false;
          } catch {
            return true;
          }
        };
        const found = nameProblems(metric({ kind: type, name: tried }));
        expect(found.some(({ reason }) => /^(?:no-name|name-not-allowed)$/.test(reason.code))).toBe(
          throws(tried),
        );
        const better = found.flatMap(({ suggestion }) => suggestion ?? []);
        expect(better.filter(throws)).toEqual([]);
        if (throws(tried)) mended += better.length;
      }),
      { numRuns: 1000 },
    );
    expect(mended).toBeGreaterThan(300);
  });

  it('is called invalid exactly where the OpenTelemetry SDK warns', () => {
    const warnings: string[] = [];
    const silent = (): void => undefined;
    const logger = { error: silent, info: silent, debug: silent, verbose: silent };
    diag.setLogger({ ...logger, warn: (text) => warnings.push(text) }, DiagLogLevel.WARN);
    const meter = new MeterProvider().getMeter('test');
    const warns = (of: string): boolean => {
      warnings.length = 0;
      meter.createCounter(of);
      return warnings.some((text) => text.includes('Invalid metric name'));
    };
    let mended = 0;
    fc.assert(
      fc.property(name, (tried) => {
        const found = nameProblems(otel({ name: tried }));
        expect(
          found.some(({ reason }) => reasonText(reason).includes('is no valid OpenTelemetry name')),
        ).toBe(warns(tried));
        const better = found.flatMap(({ suggestion }) => suggestion ?? []);
        expect(better.filter(warns)).toEqual([]);
        if (warns(tried)) mended += better.length;
      }),
    );
    diag.disable();
    expect(mended).toBeGreaterThan(20);
  });
});
