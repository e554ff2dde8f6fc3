import type { AddressInfo } from 'node:net';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { MetricsLogger, Unit } from 'aws-embedded-metrics';
import { LogSerializer } from 'aws-embedded-metrics/lib/serializers/LogSerializer.js';
import { BufferedMetricsLogger } from 'datadog-metrics';
import express from 'express';
import promBundle from 'express-prom-bundle';
import fastify from 'fastify';
import fastifyMetrics from 'fastify-metrics';
import { StatsD } from 'hot-shots';
import { Registry, register } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { printedAlone } from './programs.js';

// What comes out of the libraries whose labels are set by options, by tags or as dimensions: one series, tag set or
// CloudWatch metric a value. Beside each, what the doc pages say to do instead.

afterEach(() => register.clear());

function countsOf(text: string): string[] {
  return text.split('\n').filter((line) => /_count(?:\{|\s)/.test(line));
}

describe('express-prom-bundle', () => {
  /** The series that two requests, `/orders/a?user=1` and `/orders/b?user=2`, leave behind. */
  async function series(options: promBundle.Opts): Promise<string[]> {
    const promRegistry = new Registry();
    const app = express();
    app.use(promBundle({ includeStatusCode: false, promRegistry, ...options }));
    app.get('/orders/:id', (_req, res) => void res.send('ok'));
    const server = app.listen(0);
    try {
      const { port } = server.address() as AddressInfo;
      for (const path of ['/orders/a?user=1', '/orders/b?user=2'])
        await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
      return countsOf(await promRegistry.metrics()).map((line) => line.replace(/^\w+_count/, ''));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('makes a series for every value that normalizePath() returns, with includePath', async () => {
    const normalizePath = (req: express.Request): string => req.path;
    expect(await series({ includePath: true, normalizePath })).toEqual([
      '{path="/orders/a"} 1',
      '{path="/orders/b"} 1',
    ]);
    expect(await series({ normalizePath })).toEqual([' 2']);
    expect(await series({ includePath: true, normalizePath: () => '/orders/:id' })).toEqual([
      '{path="/orders/:id"} 2',
    ]);
  });

  it('takes a list of patterns as no function', async () => {
    expect(await series({ includePath: true, normalizePath: [['^/orders/.*', '/orders/#id']] })).toEqual([
      '{path="/orders/#id"} 2',
    ]);
  });

  it('makes a series for every value that transformLabels() sets, after normalizePath()', async () => {
    expect(
      await series({
        customLabels: { user: null },
        transformLabels: (labels, req) =>
          void (labels.user = new URL(req.url, 'http://shop').searchParams.get('user') ?? ''),
      }),
    ).toEqual(['{user="1"} 1', '{user="2"} 1']);
    expect(
      await series({
        includePath: true,
        normalizePath: (req) => req.path,
        transformLabels: (labels) => void (labels.path = 'all'),
      }),
    ).toEqual(['{path="all"} 2']);
  });
});

describe('fastify-metrics', () => {
  async function series(routeMetrics: object): Promise<string[]> {
    const app = fastify();
    await app.register(fastifyMetrics.default, {
      defaultMetrics: { enabled: false },
      routeMetrics: { enabled: { summary: false }, ...routeMetrics },
    });
    app.get('/orders/:id', () => 'ok');
    for (const id of ['a', 'b']) await app.inject({ url: `/orders/${id}`, headers: { 'x-tenant': id } });
    const { body } = await app.inject('/metrics');
    await app.close();
    register.clear();
    return countsOf(body).map((line) => line.replace(/^\w+_count/, ''));
  }
  const request = 'method="GET"';

  it('labels with the route’s template', async () => {
    expect(await series({})).toEqual([`{${request},route="/orders/:id",status_code="200"} 2`]);
  });

  it('makes a series for every value of getRouteLabel()', async () => {
    const getRouteLabel = (req: { raw: { url?: string } }) => req.raw.url;
    expect(await series({ overrides: { labels: { getRouteLabel } } })).toEqual([
      `{${request},route="/orders/a",status_code="200"} 1`,
      `{${request},route="/orders/b",status_code="200"} 1`,
    ]);
  });

  it('makes a series for every value of a function among customLabels', async () => {
    const tenant = (req: { headers: Record<string, string> }) => req.headers['x-tenant'];
    const rest = 'route="/orders/:id",status_code="200"';
    expect(await series({ customLabels: { tenant, region: 'eu' } })).toEqual([
      `{${request},${rest},tenant="a",region="eu"} 1`,
      `{${request},${rest},tenant="b",region="eu"} 1`,
    ]);
  });

  it('counts nothing when it is switched off', async () => {
    expect(await series({ enabled: false, customLabels: { tenant: () => 'a' } })).toEqual([]);
  });
});

/** What CloudWatch makes metrics of, and their dimensions' values. */
function metricsIn(record: unknown): { dimensions: Record<string, unknown>[]; units: unknown[] } {
  const { _aws: aws, ...values } = record as {
    _aws: { CloudWatchMetrics: { Dimensions: string[][]; Metrics: { Name: string; Unit?: string }[] }[] };
  } & Record<string, unknown>;
  const sets = aws.CloudWatchMetrics.flatMap((each) => each.Dimensions);
  return {
    dimensions: sets.map((names) => Object.fromEntries(names.map((name) => [name, values[name]]))),
    units: aws.CloudWatchMetrics.flatMap((each) => each.Metrics.map(({ Unit: unit }) => unit)),
  };
}

describe('Powertools metrics', () => {
  function emitted(act: (metrics: Metrics) => void, options: object = {}) {
    const metrics = new Metrics({ namespace: 'shop', serviceName: 'orders', ...options });
    act(metrics);
    metrics.addMetric('took', MetricUnit.Milliseconds, 5);
    return metricsIn(metrics.serializeMetrics());
  }

  it('have a dimension for addDimension(), addDimensions() and default dimensions', () => {
    const user = { service: 'orders', userId: 'u1' };
    expect(emitted((metrics) => metrics.addDimension('userId', 'u1')).dimensions).toEqual([user]);
    expect(emitted((metrics) => metrics.setDefaultDimensions({ userId: 'u1' })).dimensions).toEqual([user]);
    expect(emitted(() => undefined, { defaultDimensions: { userId: 'u1' } }).dimensions).toEqual([user]);
    const added = emitted((metrics) => metrics.addDimensions({ userId: 'u1' })).dimensions;
    expect(added).toContainEqual(expect.objectContaining({ userId: 'u1' }));
  });

  it('have none for addMetadata()', () => {
    const { dimensions } = emitted((metrics) => metrics.addMetadata('userId', 'u1'));
    expect(dimensions).toEqual([{ service: 'orders' }]);
  });

  it('are sent in the unit that is named, the value as it is', () => {
    expect(emitted(() => undefined).units).toEqual(['Milliseconds']);
    expect(MetricUnit.Seconds).toBe('Seconds');
  });
});

describe('aws-embedded-metrics', () => {
  async function emitted(act: (metrics: MetricsLogger) => void) {
    const records: string[] = [];
    const sink = {
      name: 'test',
      accept: (context: { meta: unknown }) => {
        records.push(...new LogSerializer().serialize(context as never));
        return Promise.resolve();
      },
    };
    const environment = {
      probe: () => Promise.resolve(true),
      getName: () => 'test',
      getType: () => 'test',
      getLogGroupName: () => 'test',
      configureContext: () => undefined,
      getSink: () => sink,
    };
    const metrics = new MetricsLogger(() => Promise.resolve(environment as never));
    act(metrics);
    metrics.putMetric('took', 5, Unit.Milliseconds);
    await metrics.flush();
    return metricsIn(JSON.parse(records[0] ?? '{}'));
  }

  it('have a dimension for putDimensions() and setDimensions()', async () => {
    const { dimensions } = await emitted((metrics) => metrics.putDimensions({ userId: 'u1' }));
    expect(dimensions).toContainEqual(expect.objectContaining({ userId: 'u1' }));
    expect((await emitted((metrics) => metrics.setDimensions({ userId: 'u1' }))).dimensions).toEqual([
      { userId: 'u1' },
    ]);
    expect(
      (await emitted((metrics) => metrics.setDimensions([{ a: '1' }, { userId: 'u1' }]))).dimensions,
    ).toEqual([{ a: '1' }, { userId: 'u1' }]);
  });

  it('have none for setProperty(), and the unit that is named', async () => {
    const { dimensions, units } = await emitted((metrics) => metrics.setProperty('userId', 'u1'));
    expect(dimensions.flatMap(Object.keys)).not.toContain('userId');
    expect(units).toEqual(['Milliseconds']);
  });
});

describe('hot-shots', () => {
  function sent(act: (client: StatsD) => void, options: object = {}): string[] {
    const client = new StatsD({ mock: true, ...options });
    act(client);
    return client.mockBuffer ?? [];
  }

  it('sends tags of a list, an object and options alike', () => {
    expect(
      sent((client) => {
        client.increment('a', 1, ['user:7', 'env:prod']);
        client.increment('a', { user: '7', env: 'prod' });
        client.increment('a', 1, { tags: { user: '7' }, sampleRate: 1 });
        client.timing('t', 5, { sampleRate: 1 });
      }),
    ).toEqual(['a:1|c|#user:7,env:prod', 'a:1|c|#user:7,env:prod', 'a:1|c|#user:7', 't:5|ms']);
  });

  it('adds global tags to everything', () => {
    expect(sent((client) => client.gauge('g', 1), { globalTags: { user: '7' } })).toEqual(['g:1|g|#user:7']);
  });

  it('marks what timing() sends as milliseconds', () => {
    expect(sent((client) => client.timing('t', 0.25))).toEqual(['t:0.25|ms']);
  });

  it('counts down', () => {
    expect(sent((client) => client.increment('a', -1))).toEqual(['a:-1|c']);
    expect(sent((client) => client.decrement('a'))).toEqual(['a:-1|c']);
  });
});

describe('datadog-metrics', () => {
  it('sends the tags of a list, and those of all of its metrics', async () => {
    const sent: { metric: string; points: unknown; tags?: string[] }[] = [];
    const reporter = { report: async (series: typeof sent) => void sent.push(...series) };
    const client = new BufferedMetricsLogger({
      reporter: reporter as never,
      flushIntervalSeconds: 0,
      defaultTags: ['env:prod'],
    });
    client.increment('orders', -1, ['user:7']);
    await client.flush();
    expect(sent.map(({ metric, tags }) => ({ metric, tags }))).toEqual([
      { metric: 'orders', tags: ['env:prod', 'user:7'] },
    ]);
    expect(JSON.stringify(sent[0]?.points)).toMatch(/,-1\]\]$/);
  });
});

describe('dogstatsd of dd-trace', () => {
  it('sends the tags of a list and an object alike, and counts down', () => {
    const program = `
import dgram from 'node:dgram';
const socket = dgram.createSocket('udp4');
await new Promise((bound) => socket.bind(0, '127.0.0.1', bound));
process.env.DD_TRACE_STARTUP_LOGS = 'false';
const { default: tracer } = await import('dd-trace');
const { port } = socket.address();
tracer.init({ runtimeMetrics: false, startupLogs: false, dogstatsd: { hostname: '127.0.0.1', port } });
tracer.dogstatsd.increment('orders', 1, { user: '7' });
tracer.dogstatsd.gauge('depth', 2, ['user:7']);
tracer.dogstatsd.decrement('open', 1);
tracer.dogstatsd.distribution('took', 3, { user: '7' });
socket.on('message', (message) => {
  console.log(message.toString());
  process.exit();
});
tracer.dogstatsd.flush();`;
    const sent = printedAlone(program).map((line) =>
      line.replace(/(?:version|service):[^,|]*,?|\|c:.*/g, ''),
    );
    expect(sent).toEqual(
      expect.arrayContaining(['orders:1|c|#user:7', 'depth:2|g|#user:7', 'took:3|d|#user:7']),
    );
    expect(sent.find((line) => line.startsWith('open:'))).toMatch(/^open:-1\|c/);
  });
});
