import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { MetricObservation } from '../../src/model/metric.js';
import { onTelemetry } from '../../src/recognize/telemetry.js';
import { lines, packageOf } from '../rules/rule-tester.js';

// What is read from the calls that record a value or set its labels. The rules judge nothing else.

const linter = new Linter({ cwd: packageOf({ 'package.json': { name: 'shop' } }) });

const probe = {
  meta: { messages: { seen: '{{what}}' }, schema: [] },
  create: (context: never) =>
    onTelemetry(context, () => ({
      metricObservation: ({ event, node }) =>
        (context as { report(descriptor: object): void }).report({
          node,
          messageId: 'seen',
          data: { what: described(event) },
        }),
    })),
};

/** `convention kind operation name = value {label: value, …}`, as far as each is known; `…` for labels not seen. */
function described(event: MetricObservation): string {
  const labels = event.labels.map(({ name, value }) => `${name}: ${value.text}`);
  if (!event.labelsAreComplete) labels.push('…');
  return [
    event.convention,
    event.kind,
    event.operation,
    event.definition?.name ?? '?',
    ...(event.value ? [`= ${event.value.text}`] : []),
    ...(labels.length > 0 ? [`{${labels.join(', ')}}`] : []),
  ].join(' ');
}

/** What the code observes, in the order of the text. */
function observed(...code: readonly string[]): string[] {
  return linter
    .verify(
      lines(...code),
      [
        {
          files: ['**'],
          languageOptions: { parser },
          plugins: { test: { rules: { probe: probe as never } } },
          rules: { 'test/probe': 'error' },
        },
      ],
      'src/example.ts',
    )
    .map(({ message }) => message);
}

describe('OpenTelemetry, observed by a callback', () => {
  const METER = [
    "import { type ObservableResult, metrics } from '@opentelemetry/api';",
    "const meter = metrics.getMeter('shop');",
    "const depth = meter.createObservableGauge('queue.depth', { unit: '{job}' });",
    "const sold = meter.createObservableCounter('orders.sold');",
    "const open = meter.createObservableUpDownCounter('orders.open');",
  ];

  it('of one metric', () => {
    expect(
      observed(
        ...METER,
        'depth.addCallback((result) => result.observe(queue.length, { queue: queue.name }));',
        'sold.addCallback(async (result: ObservableResult) => {',
        '  result.observe(await count());',
        '});',
        'open.addCallback(function report(result) { result.observe(-1, attributes); });',
      ),
    ).toEqual([
      'opentelemetry gauge set queue.depth = queue.length {queue: queue.name}',
      'opentelemetry counter set orders.sold = await count()',
      'opentelemetry upDownCounter set orders.open = -1 {…}',
    ]);
  });

  it('that is handed over by its name', () => {
    expect(
      observed(
        ...METER,
        'function report(result: ObservableResult) {',
        "  result.observe(1, { queue: 'a' });",
        '}',
        'depth.addCallback(report);',
      ),
    ).toEqual(["opentelemetry gauge set queue.depth = 1 {queue: 'a'}"]);
  });

  it('of many metrics', () => {
    expect(
      observed(
        ...METER,
        'meter.addBatchObservableCallback((batch) => {',
        '  batch.observe(depth, queue.length, { queue: queue.name });',
        '  batch.observe(sold, 7);',
        '  batch.observe(unknown, 7);',
        '}, [depth, sold]);',
      ),
    ).toEqual([
      'opentelemetry gauge set queue.depth = queue.length {queue: queue.name}',
      'opentelemetry counter set orders.sold = 7',
    ]);
  });

  it('not what only has a method of that name', () => {
    expect(
      observed(
        ...METER,
        'watcher.addCallback((result) => result.observe(1));',
        'depth.addCallback((result) => other.observe(result));',
        'depth.observe(1);',
        'depth.add(1);',
      ),
    ).toEqual([]);
  });
});

describe('prom-client', () => {
  const DEPTH = "name: 'queue_depth', help: 'Depth', labelNames: ['queue']";

  it('collected by the metric itself', () => {
    expect(
      observed(
        "import client, { Gauge, register } from 'prom-client';",
        `new Gauge({ ${DEPTH}, collect() { this.set({ queue: 'a' }, 1); } });`,
        `new client.Gauge({ ${DEPTH}, registers: [register], async collect() {`,
        '  for (const queue of await queues()) this.labels(queue.name).set(queue.length);',
        '} });',
        `new Gauge({ ${DEPTH}, collect: function () { queues().forEach((queue) => this.set(queue.length)); } });`,
      ),
    ).toEqual([
      "prometheus gauge set queue_depth = 1 {queue: 'a'}",
      'prometheus gauge set queue_depth = queue.length',
      'prometheus gauge labels queue_depth {queue: queue.name}',
      'prometheus gauge set queue_depth = queue.length',
    ]);
  });

  it('not by what only stands in its options', () => {
    expect(
      observed(
        "import { Gauge } from 'prom-client';",
        `new Gauge({ ${DEPTH}, collect: () => { this.set(1); } });`,
        `new Gauge({ ${DEPTH}, other() { this.set(1); } });`,
        `new Gauge({ ${DEPTH}, collect() { return { set() { this.set(1); } }; } });`,
        `new Poller({ ${DEPTH}, collect() { this.set(1); } });`,
        'class Depth { collect() { this.set(1); } }',
      ),
    ).toEqual([]);
  });

  it('looked up in a registry', () => {
    expect(
      observed(
        "import client, { type Counter, Registry, register } from 'prom-client';",
        "(register.getSingleMetric('orders_total') as Counter<string>).inc({ shop }, 2);",
        "const open: client.Gauge = client.register.getSingleMetric('orders_open') as client.Gauge;",
        'open.dec();',
        'const own = new Registry();',
        "const took = own.getSingleMetric('orders_took_seconds') as client.Histogram;",
        'took.observe(3);',
        'function count(registry: Registry) {',
        "  const orders = registry.getSingleMetric('orders_total') as Counter;",
        '  orders.inc();',
        '}',
        "register.getSingleMetric('orders_total').inc();",
      ),
    ).toEqual([
      'prometheus counter add orders_total = 2 {shop: shop}',
      'prometheus gauge subtract orders_open',
      'prometheus histogram record orders_took_seconds = 3',
      'prometheus counter add orders_total',
    ]);
  });

  it('by any import of the library', () => {
    for (const statement of [
      "import client from 'prom-client';",
      "import * as client from 'prom-client';",
      "import client = require('prom-client');",
      "const client = require('prom-client');",
      "const client = await import('prom-client');",
    ]) {
      expect(
        observed(
          statement,
          `new client.Gauge({ ${DEPTH}, registers: [client.register] }).set({ queue }, 1);`,
        ),
      ).toEqual(['prometheus gauge set queue_depth = 1 {queue: queue}']);
    }
  });
});
