import { describe } from 'vitest';
import rule from '../../../rules/metrics/metric-unit.js';
import { lines, ruleTester } from '../rule-tester.js';

const SECONDS = lines(
  "import { Histogram } from 'prom-client';",
  "const latency = new Histogram({ name: 'latency_seconds', help: 'Latency', labelNames: ['route'] });",
  '',
);
const OTEL = lines(
  "import { metrics } from '@opentelemetry/api';",
  "const meter = metrics.getMeter('shop');",
  "const latency = meter.createHistogram('http.duration', { unit: 's' });",
  '',
);

describe('not reported', () => {
  ruleTester.run('metric-unit', rule, {
    valid: [
      {
        name: 'milliseconds converted',
        code: SECONDS + lines('const start = Date.now();', 'latency.observe((Date.now() - start) / 1000);'),
      },
      {
        name: 'performance.now converted',
        code:
          SECONDS +
          lines(
            'const start = performance.now();',
            "latency.observe({ route: '/' }, (performance.now() - start) / 1e3);",
          ),
      },
      {
        name: 'hrtime pair',
        code: SECONDS + lines('const [s, ns] = process.hrtime(start);', 'latency.observe(s + ns / 1e9);'),
      },
      {
        name: 'hrtime.bigint converted',
        code:
          SECONDS +
          lines(
            'const start = process.hrtime.bigint();',
            'latency.observe(Number(process.hrtime.bigint() - start) / 1e9);',
          ),
      },
      {
        name: 'converted in a constant of its own',
        code:
          SECONDS +
          lines(
            'const start = Date.now();',
            'const seconds = (Date.now() - start) / 1000;',
            'latency.observe(seconds);',
          ),
      },
      {
        name: 'converted by a named constant',
        code:
          SECONDS +
          lines(
            'const MS_PER_SECOND = 1000;',
            'const start = Date.now();',
            'latency.observe((Date.now() - start) / MS_PER_SECOND);',
          ),
      },
      {
        name: 'converted by a function',
        code:
          SECONDS +
          lines(
            "import { toSeconds } from './time.js';",
            'const start = Date.now();',
            'latency.observe(toSeconds(Date.now() - start));',
          ),
      },
      {
        name: 'value of unknown unit',
        code: SECONDS + 'export const record = (duration: number) => latency.observe(duration);',
      },
      {
        name: 'metric of milliseconds',
        code: lines(
          "import { Histogram } from 'prom-client';",
          "const latency = new Histogram({ name: 'latency_ms', help: 'Latency', buckets: [1, 100] });",
          'const start = Date.now();',
          'latency.observe(Date.now() - start);',
        ),
      },
      {
        name: 'metric without a unit',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const last = new Gauge({ name: 'last_run', help: 'Last run' });",
          'last.set(Date.now());',
        ),
      },
      {
        name: 'time stamp in seconds',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const last = new Gauge({ name: 'last_run_timestamp_seconds', help: 'Last run' });",
          'last.set(Date.now() / 1000);',
          'last.set(Math.floor(Date.now() / 1000));',
          'last.setToCurrentTime();',
        ),
      },
      {
        name: 'OpenTelemetry, milliseconds',
        code: lines(
          "import { metrics } from '@opentelemetry/api';",
          "const meter = metrics.getMeter('shop');",
          "const latency = meter.createHistogram('http.duration', { unit: 'ms' });",
          'const start = performance.now();',
          'latency.record(performance.now() - start);',
        ),
      },
      {
        name: 'OpenTelemetry, converted',
        code:
          OTEL +
          lines(
            'const start = performance.now();',
            "latency.record((performance.now() - start) / 1000, { 'http.route': '/' });",
          ),
      },
      {
        name: 'bytes',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const heap = new Gauge({ name: 'heap_used_bytes', help: 'Heap' });",
          'heap.set(process.memoryUsage().heapUsed);',
        ),
      },
      {
        name: 'unknown object',
        code: lines(
          "import { latency_seconds } from '@acme/stats';",
          'const start = Date.now();',
          'latency_seconds.observe(Date.now() - start);',
        ),
      },
    ],
    invalid: [],
  });
});

describe('reported', () => {
  ruleTester.run('metric-unit', rule, {
    valid: [],
    invalid: [
      {
        name: 'Date.now',
        code: SECONDS + lines('const start = Date.now();', 'latency.observe(Date.now() - start);'),
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'Date.now() - start',
              metric: 'latency_seconds',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            line: 4,
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: '(Date.now() - start) / 1000' },
                output:
                  SECONDS +
                  lines('const start = Date.now();', 'latency.observe((Date.now() - start) / 1000);'),
              },
            ],
          },
        ],
      },
      {
        name: 'performance.now with labels',
        code:
          SECONDS +
          lines(
            'const start = performance.now();',
            "latency.observe({ route: '/' }, performance.now() - start);",
          ),
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'performance.now() - start',
              metric: 'latency_seconds',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            line: 4,
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: '(performance.now() - start) / 1000' },
                output:
                  SECONDS +
                  lines(
                    'const start = performance.now();',
                    "latency.observe({ route: '/' }, (performance.now() - start) / 1000);",
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'counter',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const busy = new Counter({ name: 'busy_seconds_total', help: 'Busy' });",
          'const start = Date.now();',
          'busy.inc(Date.now() - start);',
        ),
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'Date.now() - start',
              metric: 'busy_seconds_total',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            line: 4,
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: '(Date.now() - start) / 1000' },
                output: lines(
                  "import { Counter } from 'prom-client';",
                  "const busy = new Counter({ name: 'busy_seconds_total', help: 'Busy' });",
                  'const start = Date.now();',
                  'busy.inc((Date.now() - start) / 1000);',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'OpenTelemetry',
        code:
          OTEL +
          lines(
            'const start = performance.now();',
            "latency.record(performance.now() - start, { 'http.route': '/' });",
          ),
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'performance.now() - start',
              metric: 'http.duration',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            line: 5,
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: '(performance.now() - start) / 1000' },
                output:
                  OTEL +
                  lines(
                    'const start = performance.now();',
                    "latency.record((performance.now() - start) / 1000, { 'http.route': '/' });",
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'bound labels, difference',
        code:
          SECONDS +
          lines(
            'const start = performance.now();',
            "latency.labels('/').observe(performance.now() - start);",
          ),
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'performance.now() - start',
              metric: 'latency_seconds',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            line: 4,
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: '(performance.now() - start) / 1000' },
                output:
                  SECONDS +
                  lines(
                    'const start = performance.now();',
                    "latency.labels('/').observe((performance.now() - start) / 1000);",
                  ),
              },
            ],
          },
        ],
      },
      {
        name: 'gauge',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const last = new Gauge({ name: 'last_run_duration_seconds', help: 'Last run' });",
          'const start = Date.now();',
          'last.set(Date.now() - start);',
        ),
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'Date.now() - start',
              metric: 'last_run_duration_seconds',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            line: 4,
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: '(Date.now() - start) / 1000' },
                output: lines(
                  "import { Gauge } from 'prom-client';",
                  "const last = new Gauge({ name: 'last_run_duration_seconds', help: 'Last run' });",
                  'const start = Date.now();',
                  'last.set((Date.now() - start) / 1000);',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'conditional',
        code:
          SECONDS +
          'export const record = (isSlow: boolean, aMs: number, bMs: number) => latency.observe(isSlow ? aMs : bMs);',
        errors: [
          {
            messageId: 'unit',
            data: {
              value: 'isSlow ? aMs : bMs',
              metric: 'latency_seconds',
              recorded: 'milliseconds',
              declared: 'seconds',
            },
            line: 3,
            suggestions: [
              {
                messageId: 'convert',
                data: { converted: '(isSlow ? aMs : bMs) / 1000' },
                output:
                  SECONDS +
                  'export const record = (isSlow: boolean, aMs: number, bMs: number) => latency.observe((isSlow ? aMs : bMs) / 1000);',
              },
            ],
          },
        ],
      },
    ],
  });
});
