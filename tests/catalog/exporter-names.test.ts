/** The names and labels that `@opentelemetry/exporter-prometheus` writes, off a run of it. */
import { ValueType } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from 'vitest';
import type { MetricKindName } from '../../src/contract/inventory/inventory.js';
import {
  otelPrometheusFamily,
  otelPrometheusText,
} from '../../src/contract/inventory/names/otel-prometheus.js';

type Instrument = readonly [name: string, kind: MetricKindName, unit?: string];

const INSTRUMENTS: readonly Instrument[] = [
  ['http.requests', 'counter', '{request}'],
  ['plain', 'counter'],
  ['already_total', 'counter', '1'],
  ['ratio.counter', 'counter', '1'],
  ['ratio.gauge', 'gauge', '1'],
  ['bytes.sent', 'counter', 'By'],
  ['sent_bytes', 'counter', 'bytes'],
  ['http.server.request.duration', 'histogram', 's'],
  ['db.latency', 'histogram', 'ms'],
  ['job.duration.seconds', 'histogram', 's'],
  ['queue.size', 'gauge', '{item}'],
  ['active.requests', 'upDownCounter', '1'],
  ['updown_total', 'upDownCounter'],
  ['cpu.temp', 'gauge', 'Cel'],
  ['cpu.time', 'counter', 's'],
  ['io.rate', 'gauge', 'By/s'],
  ['disk.used', 'gauge', 'MiBy'],
  ['a/b-c', 'gauge'],
  ['a__b', 'gauge'],
  ['total.errors', 'counter'],
  ['x.total', 'counter', 'ms'],
];
const ATTRIBUTES = ['http.route', 'http-route', 'a/b', 'a__b', 'user id', 'ok'];

/** What the exporter writes of all instruments, each observed once with all attributes. */
async function written(prefix: string): Promise<string> {
  const exporter = new PrometheusExporter({ prefix, preventServerStart: true });
  const provider = new MeterProvider({ readers: [exporter] });
  const meter = provider.getMeter('shop');
  const attributes = Object.fromEntries(ATTRIBUTES.map((name) => [name, 'x']));
  for (const [name, kind, unit] of INSTRUMENTS) {
    const options = { unit, valueType: ValueType.DOUBLE };
    if (kind === 'counter') meter.createCounter(name, options).add(1, attributes);
    if (kind === 'upDownCounter') meter.createUpDownCounter(name, options).add(1, attributes);
    if (kind === 'gauge') meter.createGauge(name, options).record(1, attributes);
    if (kind === 'histogram') meter.createHistogram(name, options).record(1, attributes);
  }
  const { resourceMetrics } = await exporter.collect();
  await provider.shutdown();
  return new PrometheusSerializer(prefix).serialize(resourceMetrics);
}

describe.each(['', 'shop', '9shop'])('with the prefix "%s"', (prefix) => {
  it('families are those that it writes', async () => {
    const families = [...(await written(prefix)).matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
    expect(INSTRUMENTS.map(([name, kind]) => otelPrometheusFamily(name, kind, prefix))).toEqual(
      families.filter((name) => name !== 'target_info'),
    );
  });

  it('labels are those that it writes', async () => {
    const sample = /^\w*plain_total\{([^}]*)\}/m.exec(await written(prefix))?.[1] ?? '';
    const labels = [...sample.matchAll(/(?<!\w)(\w+)="/g)].map(([, name]) => name);
    expect(labels.filter((name) => name?.startsWith('otel_') === false)).toEqual(
      ATTRIBUTES.map(otelPrometheusText),
    );
  });
});
