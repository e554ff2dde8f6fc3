import { describe } from 'vitest';
import rule from '../../../rules/metrics/metric-naming.js';
import { lines, project, ruleTester } from '../rule-tester.js';

const PROM = lines("import { Counter, Gauge, Histogram, Summary } from 'prom-client';", '');
const OTEL = lines(
  "import { metrics } from '@opentelemetry/api';",
  "const meter = metrics.getMeter('shop');",
  '',
);

describe('not reported', () => {
  ruleTester.run('metric-naming', rule, {
    valid: [
      {
        name: 'a summary made by hand, of two counters',
        code: lines(
          "import { Counter } from 'prom-client';",
          "new Counter({ name: 'query_seconds_sum', help: 'Time spent' });",
          "new Counter({ name: 'query_seconds_count', help: 'Queries' });",
        ),
      },
      {
        name: 'counter, strict',
        code: PROM + "new Counter({ name: 'http_requests_total', help: 'Requests' });",
        options: [{ convention: true }],
      },
      {
        name: 'histogram of seconds, strict',
        code: PROM + "new Histogram({ name: 'http_request_duration_seconds', help: 'Duration' });",
        options: [{ convention: true }],
      },
      {
        name: 'gauge of bytes, strict',
        code: PROM + "new Gauge({ name: 'heap_used_bytes', help: 'Heap' });",
        options: [{ convention: true }],
      },
      {
        name: 'counter of seconds, strict',
        code: PROM + "new Counter({ name: 'cpu_seconds_total', help: 'CPU' });",
        options: [{ convention: true }],
      },
      {
        name: 'time stamp, strict',
        code: PROM + "new Gauge({ name: 'last_success_timestamp_seconds', help: 'Last' });",
        options: [{ convention: true }],
      },
      {
        name: 'info gauge, strict',
        code: PROM + "new Gauge({ name: 'build_info', help: 'Build', labelNames: ['version'] });",
        options: [{ convention: true }],
      },
      {
        name: 'counter without _total',
        code: PROM + "new Counter({ name: 'http_requests', help: 'Requests' });",
      },
      { name: 'camel case', code: PROM + "new Counter({ name: 'httpRequests', help: 'Requests' });" },
      {
        name: 'milliseconds',
        code: PROM + "new Histogram({ name: 'http_request_duration_ms', help: 'Duration', buckets: [1] });",
      },
      {
        name: 'name from elsewhere',
        code:
          PROM +
          lines("import { NAME } from './names.js';", "new Gauge({ name: `${NAME}_total`, help: 'Total' });"),
      },
      {
        name: 'class of the same name from elsewhere',
        code: lines("import { Gauge } from '@acme/ui';", "new Gauge({ name: 'speed total' });"),
      },
      {
        name: 'OpenTelemetry, strict',
        code:
          OTEL +
          lines(
            "meter.createHistogram('http.server.request.duration', { unit: 's' });",
            "meter.createCounter('orders.created', { unit: '{order}' });",
            "meter.createUpDownCounter('http.server.active_requests', { unit: '{request}' });",
          ),
        options: [{ convention: true }],
      },
      {
        name: 'OpenTelemetry, Prometheus spelling',
        code: OTEL + "meter.createCounter('http_requests_total');",
      },
      {
        name: 'OpenTelemetry, unit in words',
        code: OTEL + "meter.createHistogram('job.duration', { unit: 'milliseconds' });",
      },
    ],
    invalid: [],
  });
});

describe('reported', () => {
  ruleTester.run('metric-naming', rule, {
    valid: [],
    invalid: [
      {
        name: 'hyphens',
        code: PROM + "new Counter({ name: 'http-requests-total', help: 'Requests' });",
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'http-requests-total',
              problems: 'is no valid Prometheus name (letters, digits and "_")',
            },
            line: 2,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'http_requests_total' },
                output: PROM + "new Counter({ name: 'http_requests_total', help: 'Requests' });",
              },
            ],
          },
        ],
      },
      {
        name: 'dots, double quotes',
        code: PROM + 'new Gauge({ name: "queue.depth", help: "Depth" });',
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'queue.depth',
              problems: 'is no valid Prometheus name (letters, digits and "_")',
            },
            line: 2,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'queue_depth' },
                output: PROM + 'new Gauge({ name: "queue_depth", help: "Depth" });',
              },
            ],
          },
        ],
      },
      {
        name: 'gauge that like a counter',
        code: PROM + "new Gauge({ name: 'orders_total', help: 'Orders' });",
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'orders_total',
              problems: 'is a gauge, but ends in "_total" like a counter',
            },
            line: 2,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'orders' },
                output: PROM + "new Gauge({ name: 'orders', help: 'Orders' });",
              },
            ],
          },
        ],
      },
      {
        name: 'histogram that says bucket',
        code: PROM + "new Histogram({ name: 'latency_seconds_bucket', help: 'Latency' });",
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'latency_seconds_bucket',
              problems: 'ends in "_bucket", which each histogram adds itself',
            },
            line: 2,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'latency_seconds' },
                output: PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency' });",
              },
            ],
          },
        ],
      },
      {
        name: 'summary that says count',
        code: PROM + "new Summary({ name: 'latency_count', help: 'Latency' });",
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'latency_count',
              problems: 'ends in "_count", which each summary adds itself',
            },
            line: 2,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'latency' },
                output: PROM + "new Summary({ name: 'latency', help: 'Latency' });",
              },
            ],
          },
        ],
      },
      {
        name: 'name in a constant',
        code: PROM + lines("const NAME = 'queue depth';", "new Gauge({ name: NAME, help: 'Depth' });"),
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'queue depth',
              problems: 'is no valid Prometheus name (letters, digits and "_")',
            },
            line: 3,
          },
        ],
      },
      {
        name: 'label of the histogram itself',
        code: PROM + "new Histogram({ name: 'latency_seconds', help: 'Latency', labelNames: ['le'] });",
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'latency_seconds',
              problems: 'has the label "le", which each histogram sets itself',
            },
            line: 2,
          },
        ],
      },
      {
        name: 'counter without _total, strict',
        code: PROM + "new Counter({ name: 'http_requests', help: 'Requests' });",
        options: [{ convention: true }],
        errors: [
          {
            messageId: 'name',
            data: { metric: 'http_requests', problems: 'is a counter without "_total"' },
            line: 2,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'http_requests_total' },
                output: PROM + "new Counter({ name: 'http_requests_total', help: 'Requests' });",
              },
            ],
          },
        ],
      },
      {
        name: 'camel case and type, strict',
        code: PROM + "new Counter({ name: 'httpRequestCounter', help: 'Requests' });",
        options: [{ convention: true }],
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'httpRequestCounter',
              problems: 'is not snake_case; it names its type ("counter"); it is a counter without "_total"',
            },
            line: 2,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'http_request_total' },
                output: PROM + "new Counter({ name: 'http_request_total', help: 'Requests' });",
              },
            ],
          },
        ],
      },
      {
        name: 'milliseconds, which no name mends, strict',
        code: PROM + "new Histogram({ name: 'request_duration_ms', help: 'Duration' });",
        options: [{ convention: true }],
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'request_duration_ms',
              problems: 'is in milliseconds ("ms"), not in seconds',
            },
            line: 2,
          },
        ],
      },
      {
        name: 'OpenTelemetry, space',
        code: OTEL + "meter.createCounter('orders created');",
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'orders created',
              problems: 'is no valid OpenTelemetry name (a letter, then letters, digits, "_", ".", "-", "/")',
            },
            line: 3,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'orders_created' },
                output: OTEL + "meter.createCounter('orders_created');",
              },
            ],
          },
        ],
      },
      {
        name: 'OpenTelemetry, contradicting unit',
        code: OTEL + "meter.createHistogram('http.duration_ms', { unit: 's' });",
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'http.duration_ms',
              problems: 'is named in milliseconds ("ms"), but has `unit: \'s\'`',
            },
            line: 3,
          },
        ],
      },
      {
        name: 'OpenTelemetry, histogram that like a counter',
        code: OTEL + "meter.createHistogram('orders_total');",
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'orders_total',
              problems: 'is a histogram, but ends in "_total" like a counter',
            },
            line: 3,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'orders' },
                output: OTEL + "meter.createHistogram('orders');",
              },
            ],
          },
        ],
      },
      {
        name: 'OpenTelemetry, unit in words, strict',
        code: OTEL + "meter.createHistogram('job.duration', { unit: 'seconds' });",
        options: [{ convention: true }],
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'job.duration',
              problems: 'has `unit: \'seconds\'`, which is no UCUM code: write "s"',
            },
            line: 3,
          },
        ],
      },
      {
        name: 'OpenTelemetry, total, strict',
        code: OTEL + "meter.createCounter('http.requests.total');",
        options: [{ convention: true }],
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'http.requests.total',
              problems: 'ends in "total", which exporters to Prometheus add',
            },
            line: 3,
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'http.requests' },
                output: OTEL + "meter.createCounter('http.requests');",
              },
            ],
          },
        ],
      },
    ],
  });
});

describe('the rename mends all that is reported', () => {
  const rename = (from: string, to: string, problems: string, quote = "'") => {
    const code = (name: string) => PROM + `new Gauge({ name: ${quote}${name}${quote}, help: 'Jobs' });`;
    return {
      code: code(from),
      errors: [
        {
          messageId: 'name' as const,
          data: { metric: from, problems },
          suggestions: [{ messageId: 'rename' as const, data: { name: to }, output: code(to) }],
        },
      ],
    };
  };
  const TOTAL = 'is a gauge, but ends in "_total" like a counter';
  ruleTester.run('metric-naming', rule, {
    valid: [],
    invalid: [
      { name: 'what misleads alone', ...rename('jobsOpen_total', 'jobsOpen', TOTAL) },
      {
        name: 'the whole convention',
        ...rename('jobsOpen_total', 'jobs_open', `${TOTAL}; it is not snake_case`),
        options: [{ convention: true }],
      },
      { name: 'double quotes', ...rename('jobs_total', 'jobs', TOTAL, '"') },
      { name: 'template without placeholders', ...rename('jobs_total', 'jobs', TOTAL, '`') },
      {
        name: 'up-and-down counter',
        code: OTEL + "meter.createUpDownCounter('jobs.open_total');",
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'jobs.open_total',
              problems: 'is an up-and-down counter, but ends in "_total" like a counter',
            },
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'jobs.open' },
                output: OTEL + "meter.createUpDownCounter('jobs.open');",
              },
            ],
          },
        ],
      },
    ],
  });
});

describe('what is exported to Prometheus may be named as Prometheus names', () => {
  project({
    'package.json': { name: 'app', dependencies: { '@opentelemetry/exporter-prometheus': '^0.200.0' } },
  }).run('metric-naming', rule, {
    valid: ['http_requests_total', 'httpRequests', 'queue_seconds'].map((name) => ({
      name,
      code: OTEL + `meter.createCounter('${name}');`,
      options: [{ convention: true }] as const,
    })),
    invalid: [
      {
        name: 'but not to mislead',
        code: OTEL + "meter.createGauge('jobs_total');",
        errors: [
          {
            messageId: 'name',
            data: { metric: 'jobs_total', problems: 'is a gauge, but ends in "_total" like a counter' },
            suggestions: [
              { messageId: 'rename', data: { name: 'jobs' }, output: OTEL + "meter.createGauge('jobs');" },
            ],
          },
        ],
      },
    ],
  });
});

describe('a counter that is called like a gauge', () => {
  const created = (name: string) => PROM + `new Counter({ name: '${name}', help: 'Connections' });`;
  ruleTester.run('metric-naming', rule, {
    valid: [],
    invalid: ['pool_connections_active', 'proxy_up'].map((name) => ({
      name: `no rename of ${name}`,
      code: created(name),
      options: [{ convention: true }] as const,
      errors: [
        {
          messageId: 'name' as const,
          data: { metric: name, problems: 'is a counter without "_total"' },
          suggestions: [],
        },
      ],
    })),
  });
});

describe('names that are all spelled as Prometheus spells them', () => {
  const created = (...names: readonly string[]) =>
    OTEL + names.map((name) => `meter.createCounter('${name}');`).join('\n');
  const options = [{ convention: true }] as const;
  ruleTester.run('metric-naming', rule, {
    valid: [
      {
        name: 'three, with suffixes',
        code: created('shop_orders_total', 'shop_orders_failed_total', 'shop_imports_total'),
        options,
      },
      {
        name: 'with their units',
        code:
          created('shop_orders_total', 'shop_returns_total') +
          "\nmeter.createHistogram('shop_order_size_bytes', { unit: 'By' });",
        options,
      },
    ],
    invalid: [
      {
        name: 'not one alone',
        code: created('shop_orders'),
        options,
        errors: [
          { messageId: 'name', data: { metric: 'shop_orders', problems: 'has no namespace before a "."' } },
        ],
      },
      {
        name: 'not beside names with dots',
        code: created('shop.orders', 'shop.imports', 'shop_returns_total'),
        options,
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'shop_returns_total',
              problems:
                'has no namespace before a "."; it ends in "total", which exporters to Prometheus add',
            },
            suggestions: [
              {
                messageId: 'rename',
                data: { name: 'shop_returns' },
                output: created('shop.orders', 'shop.imports', 'shop_returns'),
              },
            ],
          },
        ],
      },
    ],
  });
});

describe('a name that is not constant', () => {
  ruleTester.run('metric-naming', rule, {
    valid: [],
    invalid: [
      {
        name: 'is called as the code writes it',
        code:
          OTEL + "export const make = (task) => meter.createGauge(`tasks.${task}.duration`, { unit: 'ms' });",
        options: [{ convention: true }],
        errors: [
          {
            messageId: 'name',
            data: {
              metric: 'tasks.${task}.duration',
              problems: 'has `unit: \'ms\'`, where durations are in "s"',
            },
          },
        ],
      },
    ],
  });
});
