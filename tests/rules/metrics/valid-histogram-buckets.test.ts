import { describe } from 'vitest';
import rule from '../../../rules/metrics/valid-histogram-buckets.js';
import { lines, project, ruleTester } from '../rule-tester.js';

const PROM = lines("import { Counter, Gauge, Histogram, Summary } from 'prom-client';", '');
const OTEL = lines(
  "import { metrics } from '@opentelemetry/api';",
  "const meter = metrics.getMeter('shop');",
  '',
);

describe('not reported', () => {
  ruleTester.run('valid-histogram-buckets', rule, {
    valid: [
      {
        name: 'none at all, as it says',
        code: PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [] });",
      },
      {
        name: 'sorted',
        code:
          PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.01, 0.1, 1, 10] });",
      },
      {
        name: 'default of seconds',
        code: PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency' });",
      },
      {
        name: 'computed',
        code:
          PROM +
          lines(
            "import { exponentialBuckets, linearBuckets } from 'prom-client';",
            "new Histogram({ name: 'a_seconds', help: 'A', buckets: exponentialBuckets(0.001, 2, 12) });",
            "new Histogram({ name: 'b_bytes', help: 'B', buckets: linearBuckets(0, 100, 5) });",
          ),
      },
      {
        name: 'imported',
        code:
          PROM +
          lines(
            "import { BUCKETS } from './buckets.js';",
            "new Histogram({ name: 'latency_ms', help: 'Latency', buckets: BUCKETS });",
          ),
      },
      {
        name: 'spread',
        code:
          PROM +
          lines(
            "import { BUCKETS } from './buckets.js';",
            "new Histogram({ name: 'latency_ms', help: 'Latency', buckets: [1, ...BUCKETS, 0.5] });",
          ),
      },
      {
        name: 'minutes of a job',
        code:
          PROM +
          "new Histogram({ name: 'job_duration_seconds', help: 'Job', buckets: [60, 300, 900, 3600] });",
      },
      {
        name: 'milliseconds',
        code:
          PROM +
          "new Histogram({ name: 'latency_ms', help: 'Latency', buckets: [5, 10, 50, 100, 500, 1000] });",
      },
      {
        name: 'bytes',
        code:
          PROM + "new Histogram({ name: 'body_size_bytes', help: 'Body', buckets: [1024, 65536, 1048576] });",
      },
      {
        name: 'no unit',
        code:
          PROM +
          lines(
            "new Histogram({ name: 'batch_size', help: 'Batch', buckets: [1, 5, 10] });",
            "new Histogram({ name: 'retries', help: 'Retries' });",
          ),
      },
      {
        name: 'negative and sorted',
        code: PROM + "new Histogram({ name: 'drift', help: 'Drift', buckets: [-10, -1, 0, 1, 10] });",
      },
      {
        name: 'options from elsewhere',
        code:
          PROM +
          lines(
            "import { OPTIONS } from './options.js';",
            "new Histogram({ name: 'latency_ms', help: 'Latency', ...OPTIONS });",
          ),
      },
      {
        name: 'class of the same name from elsewhere',
        code: lines(
          "import { Histogram } from '@acme/charts';",
          "new Histogram({ name: 'latency_ms', buckets: [3, 2, 1] });",
        ),
      },
      {
        name: 'OpenTelemetry, unsorted, which the SDK sorts',
        code:
          OTEL +
          "meter.createHistogram('latency', { unit: 'ms', advice: { explicitBucketBoundaries: [10, 5, 100] } });",
      },
      {
        name: 'OpenTelemetry, seconds with boundaries',
        code:
          OTEL +
          "meter.createHistogram('latency', { unit: 's', advice: { explicitBucketBoundaries: [0.01, 0.1, 1] } });",
      },
      {
        name: 'OpenTelemetry, default of milliseconds',
        code: OTEL + "meter.createHistogram('latency', { unit: 'ms' });",
      },
    ],
    invalid: [],
  });
});

describe('reported', () => {
  ruleTester.run('valid-histogram-buckets', rule, {
    valid: [],
    invalid: [
      {
        name: 'unsorted',
        code:
          PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.1, 1, 0.5, 5] });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'latency_seconds',
              problem: 'has unsorted buckets: 0.5 after 1',
            },
            line: 2,
          },
        ],
        output:
          PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.1, 0.5, 1, 5] });",
      },
      {
        name: 'unsorted constant, which is left alone',
        code:
          PROM +
          lines(
            'const BUCKETS = [0.1, 1, 0.5, 5];',
            "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: BUCKETS });",
          ),
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'latency_seconds',
              problem: 'has unsorted buckets: 0.5 after 1',
            },
            line: 3,
          },
        ],
        output: null,
      },
      {
        name: 'comment inside, which is kept',
        code:
          PROM +
          "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.1, 1, /* SLO */ 0.5] });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'latency_seconds',
              problem: 'has unsorted buckets: 0.5 after 1',
            },
            line: 2,
          },
        ],
        output: null,
      },
      {
        name: 'duplicate',
        code:
          PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.1, 0.5, 0.5, 1] });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'latency_seconds',
              problem: 'has the bucket 0.5 twice',
            },
            line: 2,
          },
        ],
        output: PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.1, 0.5, 1] });",
      },
      {
        name: 'Infinity',
        code:
          PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.1, 1, Infinity] });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'latency_seconds',
              problem: 'has a bucket at Infinity, which the library adds itself',
            },
            line: 2,
          },
        ],
        output: PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.1, 1] });",
      },
      {
        name: 'milliseconds for seconds',
        code:
          PROM +
          "new Histogram({ name: 'http_request_duration_seconds', help: 'Duration', buckets: [5, 10, 50, 100, 500, 1000] });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'http_request_duration_seconds',
              problem: 'is in seconds, but its buckets, up to 1000, look like milliseconds',
            },
            line: 2,
          },
        ],
        output: null,
      },
      {
        name: 'seconds for milliseconds',
        code:
          PROM +
          "new Histogram({ name: 'http_request_duration_ms', help: 'Duration', buckets: [0.01, 0.1, 1, 5] });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'http_request_duration_ms',
              problem: 'is in milliseconds, but its buckets end at 5',
            },
            line: 2,
          },
        ],
        output: null,
      },
      {
        name: 'default for milliseconds',
        code: PROM + "new Histogram({ name: 'http_request_duration_ms', help: 'Duration' });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'http_request_duration_ms',
              problem: 'is in milliseconds, but the default buckets are in seconds. Set its own',
            },
            line: 2,
          },
        ],
        output: null,
      },
      {
        name: 'default for bytes',
        code: PROM + "new Histogram({ name: 'body_size_bytes', help: 'Body' });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'body_size_bytes',
              problem: 'is in bytes, but the default buckets are in seconds. Set its own',
            },
            line: 2,
          },
        ],
        output: null,
      },
      {
        name: 'unsorted and duplicate',
        code: PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [1, 0.5, 1] });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'latency_seconds',
              problem: 'has unsorted buckets: 0.5 after 1',
            },
            line: 2,
          },
          {
            messageId: 'buckets',
            data: {
              metric: 'latency_seconds',
              problem: 'has the bucket 1 twice',
            },
            line: 2,
          },
        ],
        output: PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.5, 1] });",
      },
      {
        name: 'OpenTelemetry, default for seconds',
        code: OTEL + "meter.createHistogram('http.duration', { unit: 's' });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'http.duration',
              problem: 'is in seconds, but the default buckets are in milliseconds. Set its own',
            },
            line: 3,
          },
        ],
        output: null,
      },
      {
        name: 'OpenTelemetry, duplicate',
        code:
          OTEL +
          "meter.createHistogram('http.duration', { unit: 'ms', advice: { explicitBucketBoundaries: [1, 1, 5] } });",
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'http.duration',
              problem: 'has the bucket 1 twice',
            },
            line: 3,
          },
        ],
        output:
          OTEL +
          "meter.createHistogram('http.duration', { unit: 'ms', advice: { explicitBucketBoundaries: [1, 5] } });",
      },
    ],
  });
});

describe('a scale that may well be meant', () => {
  const histogram = (name: string, buckets: string) => ({
    name: `${name} ${buckets}`,
    code: lines(
      "import { Histogram } from 'prom-client';",
      `new Histogram({ name: '${name}', help: 'Help', buckets: ${buckets} });`,
    ),
  });
  ruleTester.run('valid-histogram-buckets', rule, {
    valid: [
      histogram('llm_generation_seconds', '[5, 10, 20, 50, 100, 200, 500]'),
      histogram('llm_request_duration_seconds', '[5, 10, 20, 50, 100, 200, 500]'),
      histogram('transcode_duration_seconds', '[10, 50, 100, 500, 1000]'),
      histogram('confirmation_time_seconds', '[6, 12, 24, 48, 96, 192, 384]'),
      histogram('payment_settlement_seconds', '[10, 100, 1000, 10000]'),
      histogram('download_seconds', '[5, 10, 25, 50, 100, 250]'),
      histogram('rpc_latency_ms', '[1, 2, 5, 10]'),
    ],
    invalid: [
      {
        ...histogram('db_query_seconds', '[5, 10, 50, 100, 500]'),
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'db_query_seconds',
              problem: 'is in seconds, but its buckets, up to 500, look like milliseconds',
            },
          },
        ],
      },
      {
        ...histogram('rpc_latency_ms', '[0.1, 0.5, 1, 5, 10]'),
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'rpc_latency_ms',
              problem: 'is in milliseconds, but its buckets end at 10',
            },
          },
        ],
      },
    ],
  });
});

describe('default boundaries where a view may set others', () => {
  const SECONDS = {
    filename: 'packages/api/src/metrics.ts',
    code: OTEL + "meter.createHistogram('http.duration', { unit: 's' });",
  };
  const workspace = (setUp: Readonly<Record<string, string>>) =>
    project({
      'pnpm-workspace.yaml': 'packages: [packages/*]',
      'package.json': { name: 'shop' },
      'packages/api/package.json': { name: 'api' },
      ...setUp,
    });
  const SET_UPS: readonly (readonly [string, string, string])[] = [
    [
      'version 2 of the SDK',
      'packages/api/src/otel.ts',
      "export const views = [{ instrumentName: '*', aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM } }];",
    ],
    [
      'version 1, in another package',
      'packages/telemetry/src/index.js',
      "new View({ aggregation: new ExplicitBucketHistogramAggregation([1, 2]), instrumentName: '*' });",
    ],
    [
      'the exporter’s choice',
      'packages/api/src/otel.ts',
      'new OTLPMetricExporter({ aggregationPreference: () => exponential });',
    ],
  ];
  for (const [name, path, text] of SET_UPS) {
    workspace({ [path]: text }).run('valid-histogram-buckets', rule, {
      valid: [{ ...SECONDS, name }],
      invalid: [],
    });
  }
  workspace({
    'packages/api/src/otel.ts': "export const views = [{ instrumentName: '*', attributesProcessors: [] }];",
    'packages/api/node_modules/sdk/index.js': 'exports.EXPLICIT_BUCKET_HISTOGRAM = 1;',
    'packages/api/tests/otel.test.ts': 'AggregationType.EXPLICIT_BUCKET_HISTOGRAM',
  }).run('valid-histogram-buckets', rule, {
    valid: [],
    invalid: [
      {
        ...SECONDS,
        name: 'views without boundaries, and what is no code of the workspace',
        errors: [
          {
            messageId: 'buckets',
            data: {
              metric: 'http.duration',
              problem: 'is in seconds, but the default buckets are in milliseconds. Set its own',
            },
          },
        ],
      },
    ],
  });
});

describe('a test', () => {
  const code = OTEL + "meter.createHistogram('http.duration', { unit: 's' });";
  ruleTester.run('valid-histogram-buckets', rule, {
    valid: [{ name: 'of metrics', filename: 'src/metrics.test.ts', code }],
    invalid: [],
  });
});
