import { describe, expect, it } from 'vitest';
import type { SpanEntry } from '../../../src/contract/inventory/inventory.js';
import { judged, said } from './judge.js';

const HEAD = 'receivers:\n  otlp:\nexporters:\n  otlp/jaeger:\n  debug:\n';
const pipeline = (processors: string, exporters = '[otlp/jaeger]', receivers = '[otlp]') =>
  `service:\n  pipelines:\n    traces:\n      receivers: ${receivers}\n      processors: ${processors}\n      exporters: ${exporters}\n`;
const check = (id: string, ...texts: readonly string[]) =>
  said(id, judged(Object.fromEntries(texts.map((text, index) => [`otel/c${index}.yaml`, text])), {}));

describe('collector-removed', () => {
  it('is a component that is gone, by its type', () => {
    expect(check('collector-removed', 'receivers:\n  otlp:\nexporters:\n  jaeger/a:\n  logging:\n')).toEqual([
      'error 4:3 The Collector has no exporter `jaeger` any more. Use `otlp`, which Jaeger takes.',
      'error 5:3 The Collector has no exporter `logging` any more. Use `debug`.',
    ]);
  });

  it('is silent about `otlp/jaeger`, whose type is `otlp`, and about the receiver of that name', () => {
    expect(check('collector-removed', HEAD)).toEqual([]);
    expect(check('collector-removed', 'receivers:\n  jaeger:\nexporters:\n  debug:\n')).toEqual([]);
  });
});

describe('collector-undefined', () => {
  it('is a component that a pipeline uses and nothing defines', () => {
    expect(check('collector-undefined', HEAD + pipeline('[batch]'))).toEqual([
      'error 10:20 `batch` is not defined under `processors`: the Collector does not start.',
    ]);
    expect(
      check('collector-undefined', `${HEAD}service:\n  extensions: [pprof]\n  pipelines: {}\n`),
    ).toHaveLength(1);
  });

  it('is silent about configurations that are merged', () => {
    const part =
      'receivers:\n  kafka:\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp, kafka]\n';
    expect(check('collector-undefined', HEAD + pipeline('[]'), part)).toEqual([]);
  });

  it('is a warning where another part may be kept elsewhere', () => {
    const part = 'service:\n  pipelines:\n    traces:\n      exporters: [elsewhere]\n';
    expect(check('collector-undefined', part)[0]).toMatch(/^warning/);
  });

  it('is silent about connectors, variables, and what a chart defines itself', () => {
    const connector = `${HEAD}connectors:\n  spanmetrics:\n${pipeline('[]', '[spanmetrics]')}    metrics:\n      receivers: [spanmetrics]\n      exporters: ['\${env:EXPORTER}']\n`;
    expect(check('collector-undefined', connector)).toEqual([]);
    const values = `opentelemetry-collector:\n  config:\n    exporters:\n      kafka:\n    service:\n      pipelines:\n        traces:\n          receivers: [otlp]\n          processors: [memory_limiter, batch]\n          exporters: [kafka]\n`;
    expect(check('collector-undefined', values)).toEqual([]);
  });
});

describe('the order of processors', () => {
  const define = 'processors:\n  batch:\n  memory_limiter:\n  resource:\n  tail_sampling/a:\n';

  it('has the memory limiter first', () => {
    expect(check('memory-limiter', HEAD + define + pipeline('[resource, memory_limiter]'))).toEqual([
      'warning 15:30 Put `memory_limiter` first: `resource` has taken the data before it can refuse.',
    ]);
    expect(check('memory-limiter', HEAD + define + pipeline('[memory_limiter, resource]'))).toEqual([]);
    expect(check('memory-limiter', HEAD + define + pipeline('[resource]'))).toEqual([]);
  });

  it('has sampling before batching, and needs no batching', () => {
    expect(check('processor-order', HEAD + define + pipeline('[batch, tail_sampling/a]'))).toEqual([
      'warning 15:27 Put `tail_sampling/a` before `batch`: it splits the batches again.',
    ]);
    expect(check('processor-order', HEAD + define + pipeline('[tail_sampling/a, batch]'))).toEqual([]);
    expect(check('processor-order', HEAD + define + pipeline('[tail_sampling/a]'))).toEqual([]);
  });
});

describe('tail sampling', () => {
  const policies = (...lines: readonly string[]) =>
    `${HEAD}processors:\n  tail_sampling:\n    policies:\n${lines.map((line) => `      - ${line}\n`).join('')}`;
  const slow = '{ name: slow, type: latency, latency: { threshold_ms: 500 } }';

  it('keeps traces with errors', () => {
    expect(check('tail-sampling-without-errors', policies(slow))).toEqual([
      'warning 7:3 No policy keeps traces with errors: add `status_code` with `status_codes: [ERROR]`.',
    ]);
    for (const policy of [
      '{ name: errors, type: status_code, status_code: { status_codes: [ERROR] } }',
      '{ name: all, type: always_sample }',
      '{ name: c, type: and, and: { and_sub_policy: [{ name: d, type: status_code, status_code: { status_codes: [ERROR] } }] } }',
      '{ name: ottl, type: ottl_condition, ottl_condition: { span: ["status.code == STATUS_CODE_ERROR"] } }',
    ])
      expect(check('tail-sampling-without-errors', policies(slow, policy))).toEqual([]);
  });

  const span: SpanEntry = {
    name: 'pay',
    kind: 'internal',
    library: 'opentelemetry',
    attributes: ['order.id', 'shop.*'],
    attributesAreOpen: false,
    at: [],
  };
  const attribute = (key: string, spans: readonly SpanEntry[], mentioned = false) =>
    said(
      'sampling-attribute-unknown',
      judged(
        {
          'c.yaml': policies(
            `{ name: a, type: string_attribute, string_attribute: { key: ${key}, values: [x] } }`,
          ),
        },
        { spans },
        { mentionedAttribute: () => (mentioned ? { file: 'a.go', line: 1, column: 1 } : undefined) },
      ),
    ).map((line) => line.split(' ')[0]);

  it('looks at attributes that code sets', () => {
    expect(attribute('tenant', [span])).toEqual(['error']);
    expect(attribute('tenant', [{ ...span, attributesAreOpen: true }])).toEqual(['warning']);
  });

  it('may look at ones that are set elsewhere, or that nobody sees', () => {
    for (const key of ['order.id', 'shop.kind', 'http.route', 'service.name'])
      expect(attribute(key, [span])).toEqual([]);
    expect(attribute('tenant', [span], true)).toEqual([]);
    expect(attribute('tenant', [])).toEqual([]);
  });
});
