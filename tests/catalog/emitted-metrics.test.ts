/** What libraries emit by themselves, off the libraries that are installed. */
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { KafkaJsInstrumentation } from '@opentelemetry/instrumentation-kafkajs';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import promBundle from 'express-prom-bundle';
import fastify from 'fastify';
import fastifyMetrics from 'fastify-metrics';
import { HostMetrics } from '@opentelemetry/host-metrics';
import { Registry, collectDefaultMetrics, register } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { EMITTERS, type SetupOptions } from '../../src/catalog/metrics/emitted.js';

/** The options as they are written in the code. */
function options(given: unknown = {}): SetupOptions {
  const at = (path: readonly string[]) =>
    path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], given);
  return {
    text: (...path) => at(path) as string | undefined,
    name: (otherwise, ...path) => (at(path) as string | undefined) ?? otherwise,
    prefix: (...path) => (at(path) as string | undefined) ?? '',
    isOn: (otherwise, ...path) => {
      const value = at(path);
      return value === undefined ? otherwise : value !== false && value !== null;
    },
    keys: (...path) => Object.keys((at(path) as object | undefined) ?? {}),
  };
}

type Row = readonly [name: string, kind: string, labels: readonly string[]];

/** What the catalog says that an emitter emits with these options. */
function catalog(id: string, given?: unknown): readonly Row[] {
  const emitter = EMITTERS.find((each) => each.id === id)!;
  return emitter
    .metrics(options(given))
    .map(({ name, kind, labels = [] }): Row => [name, kind, [...labels].sort()])
    .sort(byName);
}

/** Whether the catalog says that an emitter serves its metrics with these options. */
function serves(id: string, given: unknown): boolean | undefined {
  return EMITTERS.find((each) => each.id === id)?.serves?.(options(given));
}

function byName([a]: Row, [b]: Row): number {
  return a < b ? -1 : 1;
}

/** What a registry of prom-client has. */
function registered(registry: Registry): readonly Row[] {
  return registry
    .getMetricsAsArray()
    .map((metric): Row => {
      const { name, labelNames, type } = metric as unknown as {
        name: string;
        labelNames?: string[];
        type?: string;
      };
      const kind = type ?? metric.constructor.name.toLowerCase();
      return [name, kind, [...(labelNames ?? [])].sort()];
    })
    .sort(byName);
}

afterEach(() => {
  register.clear();
});

describe('prom-client', () => {
  it.each([{}, { prefix: 'shop_' }, { prefix: 'shop', labels: { team: 'a' } }])(
    'emits default metrics with %j',
    async (given) => {
      const registry = new Registry();
      collectDefaultMetrics({ ...given, register: registry });
      expect(catalog('prom-client collectDefaultMetrics', given).map(([name, kind]) => [name, kind])).toEqual(
        registered(registry).map(([name, kind]) => [name, kind]),
      );
      // Labels that are given come with the samples, not with the names of labels.
      const written = await registry.metrics();
      for (const [name, , labels] of catalog('prom-client collectDefaultMetrics', given)) {
        const sample = new RegExp(`^${name}(?:_count)?\\{([^}]*)\\}`, 'm').exec(written)?.[1];
        if (sample === undefined) continue;
        const found = [...sample.matchAll(/(?<!\w)(\w+)="/g)].map(([, label]) => label);
        expect([name, found.sort()]).toEqual([name, labels]);
      }
    },
  );
});

describe('express-prom-bundle', () => {
  it.each([
    {},
    { includeMethod: true, includePath: true, customLabels: { tenant: null } },
    { metricType: 'summary', httpDurationMetricName: 'took_seconds', includeUp: false },
    { promClient: { collectDefaultMetrics: { prefix: 'shop_' } } },
  ])('emits with %j', (given) => {
    promBundle(given as never);
    expect(catalog('express-prom-bundle', given)).toEqual(registered(register));
  });

  it.each([{}, { autoregister: true }, { autoregister: false }])('serves with %j', async (given) => {
    const middleware = promBundle(given);
    const request = { originalUrl: '/metrics', path: '/metrics', method: 'GET', headers: {} };
    const isServed = await new Promise<boolean>((done) => {
      const response = { writeHead: () => undefined, set: () => undefined, end: () => done(true) };
      middleware(request as never, { ...response, on: () => undefined, once: () => undefined } as never, () =>
        done(false),
      );
    });
    expect(serves('express-prom-bundle', given)).toBe(isServed);
  });
});

describe('fastify-metrics', () => {
  it.each([
    {},
    { defaultMetrics: { enabled: false } },
    { routeMetrics: { enabled: false }, defaultMetrics: { enabled: true, prefix: 'shop_' } },
    {
      defaultMetrics: { enabled: false },
      routeMetrics: {
        overrides: { histogram: { name: 'took_seconds' }, labels: { method: 'verb' } },
        customLabels: { tenant: 'a' },
      },
    },
  ])('emits with %j', async (given) => {
    const app = fastify();
    await app.register(fastifyMetrics as never, given as never);
    await app.ready();
    expect(catalog('fastify-metrics', given)).toEqual(registered(register));
    await app.close();
  });

  it.each([{}, { endpoint: '/stats' }, { endpoint: null }])('serves with %j', async (given) => {
    const app = fastify();
    await app.register(fastifyMetrics as never, given as never);
    const { statusCode } = await app.inject({ url: given.endpoint ?? '/metrics' });
    expect(serves('fastify-metrics', given)).toBe(statusCode === 200);
    await app.close();
  });
});

describe('OpenTelemetry', () => {
  /** The instruments that something makes with the meter that it is given. */
  function instruments(
    make: (provider: never) => void,
  ): readonly (readonly [string, string, string | undefined])[] {
    const made: (readonly [string, string, string | undefined])[] = [];
    const meter = new Proxy(
      {},
      {
        get:
          (_, method: string) =>
          (name: string, given: { unit?: string } = {}) => {
            const kind = /^create(?:Observable)?(Counter|UpDownCounter|Gauge|Histogram)$/.exec(method)?.[1];
            if (kind !== undefined)
              made.push([
                name,
                kind.charAt(0).toLowerCase() + kind.slice(1),
                given.unit === '' ? undefined : given.unit,
              ]);
            return new Proxy({}, { get: () => () => undefined });
          },
      },
    );
    make({ getMeter: () => meter } as never);
    return made.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  function emitted(id: string): readonly (readonly [string, string, string | undefined])[] {
    const { metrics } = EMITTERS.find((each) => each.id === id)!;
    return metrics(options())
      .map(({ name, kind, unit }) => [name, kind, unit] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  it.each([
    ['@opentelemetry/instrumentation-http', HttpInstrumentation],
    ['@opentelemetry/instrumentation-undici', UndiciInstrumentation],
    ['@opentelemetry/instrumentation-kafkajs', KafkaJsInstrumentation],
  ] as const)('%s makes these instruments', (id, Instrumentation) => {
    const made = instruments((provider) => {
      new Instrumentation({ enabled: false }).setMeterProvider(provider);
    });
    expect(made).toEqual(emitted(id));
  });

  it('host-metrics makes these, one of them under one of two names', () => {
    const made = instruments((provider) => {
      new HostMetrics({ meterProvider: provider }).start();
    });
    const known = emitted('@opentelemetry/host-metrics');
    expect(known.filter(([name]) => name !== 'system.network.packet.dropped')).toEqual(made);
  });
});
