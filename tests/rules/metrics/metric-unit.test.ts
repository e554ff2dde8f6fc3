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

describe('as services write it', () => {
  const METRICS = lines(
    "import { Counter, Gauge, Histogram } from 'prom-client';",
    "import { metrics } from '@opentelemetry/api';",
    "const h = new Histogram({ name: 'http_request_duration_seconds', help: 'h', labelNames: ['route'] });",
    "const hm = new Histogram({ name: 'http_request_duration_ms', help: 'h', buckets: [1, 10, 100, 1000, 5000] });",
    "const g = new Gauge({ name: 'last_success_timestamp_seconds', help: 'h' });",
    "const size = new Histogram({ name: 'response_size_bytes', help: 'h', buckets: [100, 1e6] });",
    "const lag = new Gauge({ name: 'event_loop_lag_seconds', help: 'h' });",
    "const cpu = new Counter({ name: 'cpu_seconds_total', help: 'h' });",
    "const meter = metrics.getMeter('x');",
    "const od = meter.createHistogram('http.server.request.duration', { unit: 's', advice: { explicitBucketBoundaries: [0.1, 1] } });",
    "const om = meter.createHistogram('job.duration', { unit: 'ms' });",
    '',
  );
  ruleTester.run('metric-unit', rule, {
    valid: [
      {
        name: 'hrtime, destructured',
        code:
          METRICS +
          "app.use((req, res, next) => { const start = process.hrtime(); res.on('finish', () => { const [s, ns] = process.hrtime(start); h.observe({ route: 'a' }, s + ns / 1e9); }); next(); });",
      },
      {
        name: 'hrtime, by its parts',
        code:
          METRICS +
          "app.use((req, res, next) => { const start = process.hrtime(); res.on('finish', () => { const diff = process.hrtime(start); h.observe(diff[0] + diff[1] * 1e-9); hm.observe(diff[0] * 1e3 + diff[1] / 1e6); }); next(); });",
      },
      {
        name: 'bigint divided as a number',
        code:
          METRICS +
          'const start = process.hrtime.bigint(); h.observe(Number(process.hrtime.bigint() - start) / 1e9);',
      },
      {
        name: 'bigint divided by a spelled-out billion',
        code: METRICS + 'h.observe(Number(process.hrtime.bigint() - start) / 1_000_000_000);',
      },
      {
        name: 'clocks, each for its unit',
        code:
          METRICS +
          'h.observe((Date.now() - t0) / 1000); hm.observe(Date.now() - t0); od.record((performance.now() - t0) / 1000); om.record(performance.now() - t0);',
      },
      {
        name: 'time stamps in seconds',
        code:
          METRICS +
          'g.set(Date.now() / 1000); g.setToCurrentTime(); g.set(Math.floor(Date.now() / 1000)); g.set(new Date().getTime() / 1000);',
      },
      {
        name: 'a named factor',
        code: METRICS + 'const MS_PER_SECOND = 1000; h.observe((Date.now() - t0) / MS_PER_SECOND);',
      },
      {
        name: 'a function that converts',
        code: METRICS + 'const toSeconds = (ms) => ms / 1000; h.observe(toSeconds(Date.now() - t0));',
      },
      {
        name: 'conversions of libraries, and what is not known',
        code:
          METRICS +
          "h.observe(msToSeconds(elapsedMs)); h.observe(dayjs().diff(t0, 'second')); h.observe(reply.elapsedTime / 1000); hm.observe(reply.elapsedTime); hm.observe(reply.getResponseTime());",
      },
      {
        name: 'values that only their names tell',
        code:
          METRICS +
          "h.observe(duration); h.observe(durationInSeconds); h.observe(elapsed.asSeconds()); h.observe(Duration.fromMillis(ms).as('seconds')); h.observe(timer.stop().seconds);",
      },
      {
        name: 'sizes',
        code:
          METRICS +
          "size.observe(Number(res.getHeader('content-length'))); size.observe(Buffer.byteLength(body)); size.observe(payload.length); size.observe(fileSizeKb * 1024); size.observe(stats.size);",
      },
      {
        name: 'means of the event loop',
        code:
          METRICS +
          'lag.set(histogram.mean / 1e9); lag.set(eld.mean / 1e9); cpu.inc(process.cpuUsage().user / 1e6); ',
      },
      { name: 'divided in place', code: METRICS + 'let d = Date.now() - t0; d /= 1000; h.observe(d);' },
      { name: 'assigned once more', code: METRICS + 'let e = Date.now() - t0; e = e / 1000; h.observe(e);' },
      {
        name: 'rounded to hundredths',
        code: METRICS + 'const seconds = Math.round((Date.now() - t0) / 10) / 100; h.observe(seconds);',
      },
      {
        name: 'a factor of a thousandth',
        code:
          METRICS +
          'const ms = Date.now() - t0; const inSec = ms * 0.001; h.observe(inSec); h.observe(+(ms / 1000).toFixed(3)); h.observe(Number((ms / 1e3).toFixed(2)));',
      },
      {
        name: 'a parameter that says its unit',
        code:
          METRICS +
          'function observe(durationMs: number) { h.observe(durationMs / 1000); hm.observe(durationMs); od.record(durationMs / 1000); }',
      },
      {
        name: 'names that say their unit, converted',
        code:
          METRICS +
          'h.observe(ttlMs / 1000); h.observe(timeout_ms / 1000); h.observe(metricsData.latencyMs / 1000); h.observe(job.finishedOn - job.processedOn); h.observe((job.finishedOn - job.processedOn) / 1000);',
      },
      {
        name: 'mean of several',
        code:
          METRICS +
          'h.observe(ms / 1e3 / items.length); hm.observe(span.duration[0] * 1000 + span.duration[1] / 1e6); h.observe(entry.duration / 1000); hm.observe(entry.duration);',
      },
      {
        name: 'days',
        code:
          METRICS +
          "const age = new Gauge({ name: 'cert_expiry_days', help: 'h' }); age.set((cert.validTo - Date.now()) / 86400000);",
      },
      {
        name: 'ages of messages',
        code:
          METRICS +
          "const ageS = new Gauge({ name: 'message_age_seconds', help: 'h' }); ageS.set((Date.now() - Number(message.timestamp)) / 1000); ageS.set(Math.floor((Date.now() - +new Date(x)) / 1000));",
      },
      {
        name: 'uptimes',
        code:
          METRICS +
          "const up = new Gauge({ name: 'process_uptime_seconds', help: 'h' }); up.set(process.uptime()); up.set(os.uptime());",
      },
      {
        name: 'memory',
        code:
          METRICS +
          "const b = new Gauge({ name: 'heap_used_bytes', help: 'h' }); b.set(process.memoryUsage().heapUsed); const mb = new Gauge({ name: 'heap_used_mb', help: 'h' }); mb.set(process.memoryUsage().heapUsed / 1024 / 1024); mb.set(Math.round(process.memoryUsage().heapUsed / 1048576));",
      },
      {
        name: 'a clock that is handed in',
        code: METRICS + 'const clock = opts.clock ?? Date; h.observe((clock.now() - t0) / 1000);',
      },
      {
        name: 'a start in seconds',
        code: METRICS + 'const startS = Date.now() / 1000; h.observe(Date.now() / 1000 - startS);',
      },
      {
        name: 'more seconds, and bigints',
        code:
          METRICS +
          'h.observe(Math.max(0, Date.now() / 1000 - startS)); h.observe((end - begin) / 1000n); h.observe(Number((endNs - beginNs) / 1_000_000n) / 1000);',
      },
      {
        name: 'bigints in milliseconds',
        code:
          METRICS +
          'hm.observe(Math.round(Number(process.hrtime.bigint() - start) / 1e6)); hm.observe(Number((process.hrtime.bigint() - start) / 1000000n));',
      },
    ],
    invalid: [],
  });
});
