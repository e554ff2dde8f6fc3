import { fileURLToPath } from 'node:url';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { Counter, Gauge, Histogram, type OpenMetricsContentType, Registry, Summary } from 'prom-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import plugin from '../../src/index.js';
import { printed, printedAlone } from './programs.js';

// What the metrics rules repair is run by the real libraries, and so is every claim of their messages.

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program as a rule leaves it: its fixes applied, or a suggestion of its first report, by its start. */
function repaired(program: string, rule: string, wanted = ''): string {
  const linter = new Linter({ cwd: root });
  const config = [
    {
      files: ['**'],
      languageOptions: { parser },
      plugins: { observability: plugin as never },
      rules: { [`observability/${rule}`]: 'error' as const },
    },
  ];
  const [report] = linter.verify(program, config, 'src/program.js');
  const suggestion = report?.suggestions?.find(({ desc }) => desc.startsWith(wanted))?.fix;
  if (wanted !== '') expect(suggestion, wanted).toBeDefined();
  if (suggestion) {
    const [from, to] = suggestion.range;
    return program.slice(0, from) + suggestion.text + program.slice(to);
  }
  const { fixed, output, messages } = linter.verifyAndFix(program, config, 'src/program.js');
  expect(fixed).toBe(true);
  expect(messages).toEqual([]);
  return output;
}

const EXPOSITION = 'console.log(await register.metrics());';

/** A program whose metrics are printed as `[name, kind, value, attributes]`. */
const withSdk = (...body: readonly string[]) =>
  [
    "import { metrics } from '@opentelemetry/api';",
    "import { InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';",
    'const exporter = new InMemoryMetricExporter(1);',
    'const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2 ** 30 });',
    'metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));',
    ...body,
    'await reader.forceFlush();',
    'const exported = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics).flatMap(({ metrics }) => metrics);',
    'for (const { descriptor, dataPoints, isMonotonic } of exported)',
    '  for (const { value, attributes } of dataPoints)',
    '    console.log(JSON.stringify([descriptor.name, isMonotonic, value, attributes]));',
    'process.exit();',
  ].join('\n');

describe('programs that no-counter-decrement has fixed', () => {
  const cases = [
    {
      name: 'named import',
      program: [
        "import { Counter, register } from 'prom-client';",
        "const open = new Counter({ name: 'jobs_open_total', help: 'Open jobs' });",
        'open.inc(3);',
        'open.dec();',
        EXPOSITION,
      ],
      series: ['# HELP jobs_open Open jobs', '# TYPE jobs_open gauge', 'jobs_open 2'],
    },
    {
      name: 'labels, negative number',
      program: [
        "import { Counter, register } from 'prom-client';",
        "const open = new Counter({ name: 'jobs_open', help: 'Open jobs', labelNames: ['queue'] });",
        "open.inc({ queue: 'mail' }, 5);",
        "open.inc({ queue: 'mail' }, -2);",
        "open.labels('mail').dec();",
        "open.labels({ queue: 'sms' }).inc();",
        EXPOSITION,
      ],
      series: [
        '# HELP jobs_open Open jobs',
        '# TYPE jobs_open gauge',
        'jobs_open{queue="mail"} 2',
        'jobs_open{queue="sms"} 1',
      ],
    },
    {
      name: 'Counter still needed, Gauge added',
      program: [
        "import { Counter, register } from 'prom-client';",
        "const open = new Counter({ name: 'jobs_open', help: 'Open jobs' });",
        "const done = new Counter({ name: 'jobs_done_total', help: 'Done jobs' });",
        'open.inc(2);',
        'open.dec();',
        'done.inc();',
        EXPOSITION,
      ],
      series: [
        '# HELP jobs_open Open jobs',
        '# TYPE jobs_open gauge',
        'jobs_open 1',
        '# HELP jobs_done_total Done jobs',
        '# TYPE jobs_done_total counter',
        'jobs_done_total 1',
      ],
    },
    {
      name: 'default import, class field',
      program: [
        "import client from 'prom-client';",
        'class Queue {',
        "  open = new client.Counter({ name: 'jobs_open', help: 'Open jobs' });",
        '  add() { this.open.inc(); }',
        '  done() { this.open.dec(); }',
        '}',
        'const queue = new Queue();',
        'queue.add();',
        'queue.done();',
        'console.log(await client.register.metrics());',
      ],
      series: ['# HELP jobs_open Open jobs', '# TYPE jobs_open gauge', 'jobs_open 0'],
    },
    {
      name: 'require',
      type: 'commonjs' as const,
      program: [
        "const client = require('prom-client');",
        "const open = new client.Counter({ name: 'jobs_open_total', help: 'Open jobs' });",
        'open.inc();',
        'open.inc(-2);',
        'client.register.metrics().then(console.log);',
      ],
      series: ['# HELP jobs_open Open jobs', '# TYPE jobs_open gauge', 'jobs_open -1'],
    },
  ];

  it.each(cases)('prom-client: $name', async ({ program, series, type }) => {
    const written = program.join('\n');
    const run = async (text: string) => (type ? printedAlone(text, type) : printed(text));
    await expect(run(written)).rejects.toThrow(/It is not possible to decrease|dec is not a function/);
    expect(await run(repaired(written, 'no-counter-decrement'))).toEqual(series);
  });

  it('OpenTelemetry', async () => {
    const program = withSdk(
      "const meter = metrics.getMeter('shop');",
      "const open = meter.createCounter('jobs.open');",
      "open.add(3, { queue: 'mail' });",
      "open.add(-1, { queue: 'mail' });",
    );
    expect(await printed(program)).toEqual(['["jobs.open",true,3,{"queue":"mail"}]']);
    expect(await printed(repaired(program, 'no-counter-decrement'))).toEqual([
      '["jobs.open",false,2,{"queue":"mail"}]',
    ]);
  });
});

describe('a program to which balanced-gauge has added a finally', () => {
  it('takes the gauge down when something throws', async () => {
    const program = [
      "import { Gauge, register } from 'prom-client';",
      "const inFlight = new Gauge({ name: 'in_flight', help: 'In flight' });",
      'async function handle(work) {',
      '  inFlight.inc();',
      '  const result = await work();',
      '  inFlight.dec();',
      '  return result;',
      '}',
      'console.log(await handle(async () => 1));',
      "await handle(async () => { throw new Error('failed'); }).catch(({ message }) => console.log(message));",
      EXPOSITION,
    ].join('\n');
    const series = ['# HELP in_flight In flight', '# TYPE in_flight gauge'];
    expect(await printed(program)).toEqual(['1', 'failed', ...series, 'in_flight 1']);
    expect(await printed(repaired(program, 'balanced-gauge'))).toEqual([
      '1',
      'failed',
      ...series,
      'in_flight 0',
    ]);
  });
});

describe('programs in which no-unbounded-label has dropped a label', () => {
  it('prom-client: one series where there was one a user', async () => {
    const program = [
      "import { Counter, Histogram, register } from 'prom-client';",
      "const logins = new Counter({ name: 'logins_total', help: 'Logins', labelNames: ['user', 'method'] });",
      "const latency = new Histogram({ name: 'latency_seconds', help: 'Latency', labelNames: ['user'], buckets: [1] });",
      'function login(userId) {',
      '  const labels = { user: userId };',
      "  logins.inc({ ...labels, method: 'password' });",
      '  latency.observe(labels, 0.5);',
      "  logins.labels(userId, 'key').inc(2);",
      '  latency.startTimer({ user: userId })();',
      '}',
      "for (const id of JSON.parse('[1, 2, 3]')) login(id);",
      'const lines = (await register.metrics()).split("\\n");',
      "console.log(lines.filter((line) => !/^#|_sum|_bucket/.test(line)).join('\\n'));",
    ].join('\n');
    expect(await printed(program)).toHaveLength(9);
    expect(await printed(repaired(program, 'no-unbounded-label', 'Drop'))).toEqual([
      'logins_total{method="password"} 3',
      'logins_total{method="key"} 6',
      'latency_seconds_count 6',
    ]);
  });

  it('OpenTelemetry: one series where there was one a user', async () => {
    const program = withSdk(
      "const orders = metrics.getMeter('shop').createCounter('shop.orders');",
      'function placed(userId) {',
      "  orders.add(1, { 'user.id': userId, channel: 'web' });",
      "  orders.add(2, { 'user.id': userId });",
      '}',
      "for (const id of JSON.parse('[1, 2, 3]')) placed(id);",
    );
    expect(await printed(program)).toHaveLength(6);
    expect(await printed(repaired(program, 'no-unbounded-label', 'Drop'))).toEqual([
      '["shop.orders",true,3,{"channel":"web"}]',
      '["shop.orders",true,6,{}]',
    ]);
  });
});

describe('programs in which no-unbounded-label has put the route’s template', () => {
  it('Express: one series for a route, one for what matches none', async () => {
    const program = [
      "import express from 'express';",
      "import { Counter, register } from 'prom-client';",
      "export const requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: ['path'] });",
      'const app = express();',
      'app.use((req, res, next) => {',
      "  res.on('finish', () => requests.inc({ path: req.path }));",
      '  next();',
      '});',
      "app.get('/orders/:id', (req, res) => res.end());",
      'const server = app.listen(0);',
      'const origin = `http://127.0.0.1:${server.address().port}`;',
      "for (const path of ['/orders/1', '/orders/2', '/.env']) await fetch(origin + path).then((r) => r.text());",
      'server.close();',
      'const lines = (await register.metrics()).split("\\n");',
      "console.log(lines.filter((line) => !line.startsWith('#')).join('\\n'));",
    ].join('\n');
    expect(await printed(program)).toHaveLength(3);
    expect(await printed(repaired(program, 'no-unbounded-label', 'Use the route'))).toEqual([
      'requests_total{path="/orders/:id"} 2',
      'requests_total{path="unmatched"} 1',
    ]);
  });
});

it('Express has chosen no route in app.use(), and has when the response is done and when the route failed', async () => {
  const program = [
    "import express from 'express';",
    'const app = express();',
    'app.use((req, res, next) => {',
    "  console.log('use', req.route?.path);",
    "  res.on('finish', () => console.log('finish', req.route?.path));",
    '  next();',
    '});',
    "app.get('/orders/:id', () => { throw new Error('none'); });",
    'app.use((error, req, res, next) => {',
    "  console.log('error', req.route?.path);",
    '  res.end();',
    '});',
    'const server = app.listen(0);',
    'await fetch(`http://127.0.0.1:${server.address().port}/orders/1`).then((r) => r.text());',
    'server.close();',
  ].join('\n');
  expect(await printed(program)).toEqual(['use undefined', 'error /orders/:id', 'finish /orders/:id']);
});

describe('programs in which no-unbounded-label has moved a value', () => {
  const count = [
    "const orders = metrics.getMeter('shop').createCounter('shop.orders');",
    "for (const order of [{ userId: 'u1' }, { userId: 'u2' }]) {",
    '  orders.add(1, { user: order.userId });',
  ];

  // At once: a write that is still on its way when the process exits comes after those of its end.
  const PINO =
    "import pino from 'pino'; const logger = pino({ base: null, timestamp: false }, pino.destination({ sync: true }));";

  it.each([
    [
      'pino',
      PINO,
      "logger.info('placed');",
      (user: string) => `{"level":30,"userId":"${user}","msg":"placed"}`,
    ],
    [
      'pino, with fields',
      PINO,
      "logger.info({ total: 5 }, 'placed');",
      (user: string) => `{"level":30,"total":5,"userId":"${user}","msg":"placed"}`,
    ],
    [
      'winston',
      "import winston from 'winston'; const logger = winston.createLogger({ format: winston.format.json(), transports: [new winston.transports.Console()] });",
      "logger.info('placed', { total: 5 });",
      (user: string) => `{"level":"info","message":"placed","total":5,"userId":"${user}"}`,
    ],
  ])('to a record of %s', async (_, logger, record, written) => {
    const program = withSdk(logger, ...count, `  ${record}`, '}');
    expect((await printed(program)).filter((line) => line.includes('shop.orders'))).toHaveLength(2);
    const lines = await printed(repaired(program, 'no-unbounded-label', 'Move'));
    expect(lines.filter((line) => !line.startsWith('['))).toEqual([written('u1'), written('u2')]);
    expect(lines.filter((line) => line.startsWith('['))).toEqual(['["shop.orders",true,2,{}]']);
  });

  it.each([["span.setAttribute('a', 1);"], ['span.setAttributes({ a: 1 });']])(
    'to a span: %s',
    async (record) => {
      const program = withSdk(
        "import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';",
        'const spans = new InMemorySpanExporter();',
        'const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });',
        ...count,
        "  const span = provider.getTracer('shop').startSpan('place');",
        `  ${record}`,
        '  span.end();',
        '}',
        'for (const { attributes } of spans.getFinishedSpans()) console.log(JSON.stringify(attributes));',
      );
      expect(await printed(program)).toContain('{"a":1}');
      expect(await printed(repaired(program, 'no-unbounded-label', 'Move'))).toEqual([
        '{"a":1,"user.id":"u1"}',
        '{"a":1,"user.id":"u2"}',
        '["shop.orders",true,2,{}]',
      ]);
    },
  );
});

describe('a program in which prefer-histogram has made a summary a histogram', () => {
  it('observes and times as before', async () => {
    const program = [
      "import { Summary, register } from 'prom-client';",
      "const latency = new Summary({ name: 'latency_seconds', help: 'Latency', labelNames: ['route'] });",
      "latency.observe({ route: '/' }, 0.2);",
      "latency.labels('/').observe(0.3);",
      "latency.startTimer({ route: '/orders' })();",
      EXPOSITION,
    ].join('\n');
    const lines = await printed(repaired(program, 'prefer-histogram'));
    expect(lines).toContain('# TYPE latency_seconds histogram');
    expect(lines).toContain('latency_seconds_count{route="/"} 2');
    expect(lines).toContain('latency_seconds_sum{route="/"} 0.5');
    expect(lines).toContain('latency_seconds_bucket{le="0.25",route="/"} 1');
    expect(lines).toContain('latency_seconds_count{route="/orders"} 1');
    const before = await printed(program);
    expect(before).toContain('# TYPE latency_seconds summary');
    expect(before).toContain('latency_seconds_count{route="/"} 2');
  });
});

type Loose = Record<string, (...args: unknown[]) => Record<string, (...args: unknown[]) => unknown>>;

/** The tests pass what the types forbid. */
function loose(metric: object): Loose {
  return metric as Loose;
}

/** The samples that a registry exposes, without comments. */
async function samples(registry: Pick<Registry, 'metrics'>): Promise<string[]> {
  const text = await registry.metrics();
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('what no-counter-decrement says', () => {
  afterEach(() => {
    diag.disable();
    vi.restoreAllMocks();
  });

  it('prom-client throws', () => {
    const registers = [new Registry()];
    const open = loose(new Counter({ name: 'open', help: 'Open', labelNames: ['queue'], registers }));
    expect(() => open.inc!(-1)).toThrow('It is not possible to decrease a counter');
    expect(() => open.inc!({ queue: 'mail' }, -1)).toThrow('It is not possible to decrease a counter');
    expect(() => open.labels!('mail').inc!(-1)).toThrow('It is not possible to decrease a counter');
    expect(() => open.dec!()).toThrow(TypeError);
    expect(() => open.labels!('mail').dec!()).toThrow(TypeError);
    const gauge = new Gauge({ name: 'gauge', help: 'Open', registers });
    expect(() => {
      gauge.inc(-1);
      gauge.dec();
    }).not.toThrow();
  });

  it('the OpenTelemetry SDK drops it, with a warning that nobody sees', async () => {
    const printing = (['log', 'warn', 'error', 'info', 'debug'] as const).map((method) =>
      vi.spyOn(console, method).mockReturnValue(undefined),
    );
    const { meter, exported } = sdk();
    const open = meter.createCounter('open');
    open.add(3);
    open.add(-1);
    const upAndDown = meter.createUpDownCounter('up_and_down');
    upAndDown.add(3);
    upAndDown.add(-1);
    for (const spy of printing) expect(spy).not.toHaveBeenCalled();
    expect(await exported()).toEqual([
      { name: 'open', values: [3] },
      { name: 'up_and_down', values: [2] },
    ]);

    const warn = vi.fn();
    diag.setLogger({ ...silent, warn }, DiagLogLevel.WARN);
    open.add(-1);
    expect(warn).toHaveBeenCalledTimes(1);
    upAndDown.add(-1);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('with exemplars prom-client throws for a negative value, and ignores a number that is not in the object', async () => {
    const registry = new Registry<OpenMetricsContentType>();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    const registers = [registry];
    const open = loose(
      new Counter({ name: 'open', help: 'Open', labelNames: ['queue'], enableExemplars: true, registers }),
    );
    expect(() => open.inc!({ labels: { queue: 'mail' }, value: -1 })).toThrow(
      'It is not possible to decrease a counter',
    );
    open.inc!(-1);
    open.labels!('mail').inc!(-1);
    expect(await samples(registry)).toContain('open_total 2');
    const gauge = loose(new Gauge({ name: 'gauge', help: 'Open', labelNames: ['queue'], registers }));
    expect(() => gauge.inc!({ labels: { queue: 'mail' }, value: -1 })).toThrow(/Added label "labels"/);
  });

  it('a reset loses what was counted since the last scrape', async () => {
    const registry = new Registry();
    const done = new Counter({ name: 'done', help: 'Done', registers: [registry] });
    done.inc(5);
    expect(await samples(registry)).toEqual(['done 5']);
    done.inc(3);
    done.reset();
    done.inc();
    // Prometheus takes a fall for a restart and counts from zero: 1 more, where there were 4.
    expect(await samples(registry)).toEqual(['done 1']);
  });
});

describe('what valid-metric-labels says', () => {
  function metricsOf(labelNames: readonly string[]) {
    const registry = new Registry();
    const options = { help: 'Help', labelNames, registers: [registry] };
    return {
      registry,
      counter: loose(new Counter({ ...options, name: 'counter' })),
      gauge: loose(new Gauge({ ...options, name: 'gauge' })),
      histogram: loose(new Histogram({ ...options, name: 'histogram', buckets: [1] })),
      summary: loose(new Summary({ ...options, name: 'summary', percentiles: [0.5] })),
    };
  }

  it('an undeclared label makes prom-client throw', () => {
    const { counter, gauge, histogram, summary } = metricsOf(['method']);
    const message = /Added label "code" is not included in initial labelset/;
    expect(() => counter.inc!({ code: 200 })).toThrow(message);
    expect(() => counter.inc!({ method: 'GET', code: 200 }, 2)).toThrow(message);
    expect(() => gauge.set!({ code: 200 }, 1)).toThrow(message);
    expect(() => histogram.observe!({ code: 200 }, 1)).toThrow(message);
    expect(() => summary.observe!({ code: 200 }, 1)).toThrow(message);
    expect(() => counter.labels!({ code: 200 }).inc!()).toThrow(message);
    expect(() => loose(metricsOf([]).counter).inc!({ method: 'GET' })).toThrow(/Added label "method"/);
    expect(() => counter.inc!({ method: 'GET' })).not.toThrow();
  });

  it('an undeclared label at the start of a timer makes its end throw', () => {
    const { histogram } = metricsOf(['method']);
    const end = histogram.startTimer!({ code: 200 }) as unknown as () => void;
    expect(end).toThrow(/Added label "code" is not included in initial labelset/);
    const bound = histogram.labels!('GET').startTimer!() as (labels: object) => void;
    expect(() => bound({ code: 200 })).toThrow(/Added label "code"/);
    const fine = histogram.startTimer!() as unknown as (labels: object) => void;
    expect(() => fine({ method: 'GET' })).not.toThrow();
  });

  it('a timer takes the labels of its start and of its stop together', async () => {
    const { registry, histogram, gauge, summary } = metricsOf(['method', 'status']);
    for (const timed of [histogram, gauge, summary]) {
      const stop = (start: object) => timed.startTimer!(start) as unknown as (labels?: object) => void;
      expect(() => stop({ method: 'GET' })({ code: 200 })).toThrow(/Added label "code"/);
      stop({ method: 'GET' })({ status: 200 });
      stop({ method: 'GET' })();
    }
    expect(await samples(registry)).toEqual(
      expect.arrayContaining([
        'histogram_count{method="GET",status="200"} 1',
        'histogram_count{method="GET"} 1',
      ]),
    );
  });

  it('a label left out makes a series without it', async () => {
    const { registry, counter, histogram } = metricsOf(['method', 'status']);
    counter.inc!({ method: 'GET' });
    counter.inc!({ method: 'GET', status: 200 });
    counter.labels!({ status: 200 }).inc!();
    counter.inc!({}, 4);
    expect((await samples(registry)).filter((line) => line.startsWith('counter'))).toEqual([
      'counter{method="GET"} 1',
      'counter{method="GET",status="200"} 1',
      'counter{status="200"} 1',
      'counter 4',
    ]);
    histogram.observe!({ method: 'GET' }, 1);
    expect(await samples(registry)).toContain('histogram_count{method="GET"} 1');
  });

  it('another number of values than of labels makes prom-client throw', () => {
    const { counter, gauge, histogram, summary } = metricsOf(['method', 'status']);
    for (const metric of [counter, gauge, histogram, summary]) {
      expect(() => metric.labels!('GET')).toThrow(/Invalid number of arguments/);
      expect(() => metric.labels!()).toThrow(/Invalid number of arguments/);
      expect(() => metric.labels!('GET', '200', '/')).toThrow(/Invalid number of arguments/);
      expect(() => metric.labels!('GET', '200')).not.toThrow();
      expect(() => metric.labels!({ method: 'GET', status: 200 })).not.toThrow();
    }
    expect(() => metricsOf([]).counter.labels!('GET')).toThrow(/Invalid number of arguments/);
  });

  it('labels behind the value are dropped and the series without labels is updated', async () => {
    const { registry, counter, gauge, histogram, summary } = metricsOf(['method']);
    counter.inc!(2, { method: 'GET' });
    gauge.set!(5, { method: 'GET' });
    gauge.inc!(4, { method: 'GET' });
    gauge.dec!(2, { method: 'GET' });
    histogram.observe!(3, { method: 'GET' });
    expect(() => summary.observe!(3, { method: 'GET' })).toThrow(/Value is not a valid number: {/);
    const lines = await samples(registry);
    expect(lines).toEqual(expect.arrayContaining(['counter 2', 'gauge 7', 'histogram_sum 3']));
    expect(lines.join('\n')).not.toContain('GET');

    const right = metricsOf(['method']);
    right.counter.inc!({ method: 'GET' }, 2);
    right.histogram.observe!({ method: 'GET' }, 3);
    expect(await samples(right.registry)).toEqual(
      expect.arrayContaining(['counter{method="GET"} 2', 'histogram_sum{method="GET"} 3']),
    );
  });
});

describe('what no-dynamic-metric-creation says', () => {
  afterEach(() => diag.disable());

  it.each([Counter, Gauge, Histogram, Summary])('prom-client throws the second time: %o', (Metric) => {
    const registers = [new Registry()];
    const make = () => new Metric({ name: 'orders', help: 'Orders', registers });
    make();
    expect(make).toThrow('A metric with the name orders has already been registered.');
  });

  it('the OpenTelemetry SDK looks it up and wraps it anew each time', async () => {
    const warn = vi.fn();
    diag.setLogger({ ...silent, warn }, DiagLogLevel.WARN);
    const { meter, exported } = sdk();
    const first = meter.createCounter('orders', { unit: '{order}' });
    const second = meter.createCounter('orders', { unit: '{order}' });
    expect(second).not.toBe(first);
    first.add(1);
    second.add(1);
    expect(await exported()).toEqual([{ name: 'orders', values: [2] }]);
    expect(warn).not.toHaveBeenCalled();
  });

  it('… and warns when its options differ', async () => {
    const warn = vi.fn();
    diag.setLogger({ ...silent, warn }, DiagLogLevel.WARN);
    const { meter, exported } = sdk();
    meter.createCounter('orders', { unit: '{order}' }).add(1);
    meter.createCounter('orders', { unit: '{item}' }).add(1);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(await exported()).toEqual([
      { name: 'orders', values: [1] },
      { name: 'orders', values: [1] },
    ]);
  });
});

describe('what prefer-histogram says', () => {
  /** Two processes: one quick and busy, one slow and idle. */
  const processes = [Array.from({ length: 900 }, () => 0.01), Array.from({ length: 100 }, () => 2)];

  async function summaries(of: readonly (readonly number[])[]) {
    return Promise.all(
      of.map(async (values) => {
        const summary = new Summary({ name: 's', help: 'S', percentiles: [0.5], registers: [] });
        for (const value of values) summary.observe(value);
        const { values: exported } = await summary.get();
        return exported.find(({ labels }) => 'quantile' in labels)!.value;
      }),
    );
  }

  it('quantiles of several processes cannot be added up or averaged', async () => {
    const [quick = NaN, slow = NaN] = await summaries(processes);
    const [all = NaN] = await summaries([processes.flat()]);
    // A digest is not exact where the values leap, but it does not come near the average.
    expect(all).toBeLessThan(0.5);
    expect((quick + slow) / 2).toBeCloseTo(1.005);
    expect(quick + slow).toBeCloseTo(2.01);
  });

  it('buckets of several processes add up to those of all observations', async () => {
    const buckets = async (values: readonly number[]) => {
      const histogram = new Histogram({ name: 'h', help: 'H', registers: [] });
      for (const value of values) histogram.observe(value);
      const { values: exported } = await histogram.get();
      return exported.filter(({ labels }) => 'le' in labels).map(({ value }) => value);
    };
    const [quick = [], slow = []] = await Promise.all(processes.map(buckets));
    expect(quick.map((value, i) => value + slow[i]!)).toEqual(await buckets(processes.flat()));
  });
});

const silent = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  verbose: () => undefined,
};

/** A meter of the real SDK, and what it has exported so far: every metric with the values of its series. */
function sdk() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2 ** 30 });
  const provider = new MeterProvider({ readers: [reader] });
  return {
    meter: provider.getMeter('shop'),
    exported: async () => {
      await reader.forceFlush();
      const metrics = exporter
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics)
        .flatMap((scope) => scope.metrics);
      exporter.reset();
      await provider.shutdown();
      return metrics.map(({ descriptor, dataPoints }) => ({
        name: descriptor.name,
        values: dataPoints.map(({ value }) => value),
      }));
    },
  };
}
