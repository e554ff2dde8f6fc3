import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { describe, expect, it, vi } from 'vitest';
import { RECOGNISERS } from '../../src/recognize/index.js';
import { MemoryHost } from '../../src/project/memory.js';
import { Session } from '../../src/analysis/session.js';
import { parseModule } from '../../src/codemod/parser.js';
import { eventsOf } from './program.js';

const MANIFEST = JSON.stringify({
  name: 'orders',
  private: true,
  dependencies: {
    pino: '10',
    express: '5',
    kafkajs: '2',
    '@opentelemetry/api': '1',
    '@opentelemetry/sdk-node': '0.2',
  },
});

/** One file in which everything happens that is recognised. */
const SERVICE = `
import { randomUUID } from 'node:crypto';
import createDebug from 'debug';
import express from 'express';
import { Kafka } from 'kafkajs';
import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { Counter } from 'prom-client';
import { logger } from './logger.js';

const orders = new Counter({ name: 'orders_total', help: 'Orders.', labelNames: ['shop'] });
export const countOrder = (shop) => orders.inc({ shop });
const producer = new Kafka({ brokers: ['broker'] }).producer();
const tracer = trace.getTracer('orders');
const debug = createDebug('orders');
debug('starts');
const app = express();
app.use((req, res, next) => {
  req.id = randomUUID();
  next();
});
const consumer = new Kafka({ brokers: ['broker'] }).consumer({ groupId: 'shop' });
consumer.run({
  eachMessage: async ({ message }) => propagation.extract(context.active(), message.headers),
});
app.post('/orders', async (req, res) => {
  const span = tracer.startSpan('place order');
  try {
    orders.inc({ shop: req.params.shop });
    countOrder(req.params.shop);
    orders.remove({ shop: 'old' });
    propagation.inject(context.active(), new Headers());
    await fetch('http://stock/items');
    await producer.send({ topic: 'orders', messages: [{ value: 'x' }] });
    logger.info(\`order \${req.id}\`);
    logger.child('order');
    await store(req.id).catch(console.error);
  } catch (error) {
    span.recordException(error);
  } finally {
    span.end();
  }
});
`;

const FILES = {
  '/app/package.json': MANIFEST,
  '/app/src/logger.ts': "import pino from 'pino';\nexport const logger = pino();\n",
};

describe('a session over a project in memory', () => {
  const events = eventsOf({ text: SERVICE, path: '/app/src/server.ts', files: FILES });

  it('gives every event that a recogniser is registered for', () => {
    const all = new Set(RECOGNISERS.flatMap((each) => each.events));
    expect([...new Set(events.map(({ event }) => event))].sort()).toEqual([...all].sort());
  });

  it('follows an import into another file of the map', () => {
    const [call] = events.flatMap((each) => (each.event === 'logCall' ? [each.found.call] : []));
    expect(call).toMatchObject({ library: 'pino', method: 'info', provenance: 'module' });
  });

  it('sees what the other file says now', () => {
    const host = new MemoryHost(FILES);
    const session = new Session(host);
    const settings = { root: '/app' };
    const libraries = () => {
      session.project.refresh();
      return session
        .analyse({ path: '/app/src/server.ts', text: SERVICE, settings, parse: parseModule })
        .flatMap((each) => (each.event === 'logCall' ? [each.found.call.library] : []));
    };
    expect(libraries()).toEqual(['pino']);
    host.write(
      '/app/src/logger.ts',
      "import winston from 'winston';\nexport const logger = winston.createLogger();\n",
    );
    expect(libraries()).toEqual(['winston']);
  });

  it('gives nothing for a file that does not parse', () => {
    expect(
      new Session(new MemoryHost()).analyse({
        path: '/a.ts',
        text: 'const = ;',
        settings: { root: '/' },
        parse: parseModule,
      }),
    ).toEqual([]);
  });
});

it('loads no package and nothing of Node', async () => {
  const root = join(import.meta.dirname, '../..');
  const bundle = await rolldown({
    cwd: root,
    input: ['src/analysis/session.ts', 'src/project/memory.ts'],
    external: /^[^./]/,
    resolve: { extensionAlias: { '.js': ['.ts'] } },
  });
  const { output } = await bundle.generate();
  const chunks = output.flatMap((each) => (each.type === 'chunk' ? [each] : []));
  const own = new Set(chunks.map(({ fileName }) => fileName));
  expect(chunks.flatMap(({ moduleIds }) => moduleIds).length).toBeGreaterThan(50);
  expect(
    chunks
      .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
      .filter((each) => !own.has(each)),
  ).toEqual([]);
});

it('asks each module once where all of them export all of the others', () => {
  const names = Array.from({ length: 24 }, (_, index) => `m${index}`);
  const barrel = (own: string) =>
    names.flatMap((name) => (name === own ? [] : [`export * from './${name}.js';`])).join('\n');
  const host = new MemoryHost({
    '/orders/package.json': MANIFEST,
    ...Object.fromEntries(names.map((name) => [`/orders/src/${name}.js`, barrel(name)])),
  });
  const session = new Session(host);
  const modules = session.modulesOf(parseModule);
  const load = vi.spyOn(modules, 'load');
  const text = "import { log, orders } from './m0.js';\nlog.info(`a ${x}`);\norders.inc({ id });\n";
  session.analyse({ path: '/orders/src/a.js', text, settings: { root: '/orders' }, parse: parseModule });
  expect(load.mock.calls.length).toBeGreaterThan(24);
  // 24 × 23 edges, for each of some questions.
  expect(load.mock.calls.length).toBeLessThan(20 * 24 * 23);
});
