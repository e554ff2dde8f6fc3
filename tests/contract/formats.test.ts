import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Repository } from './project.js';

const SCHEMA = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schema/inventory.json'), 'utf8'),
) as object;

/** One of each signal, names that HTML and Markdown have to escape, and a name that is not seen as a whole. */
function repository(): Repository {
  return new Repository({
    'package.json': {
      name: 'shop',
      type: 'module',
      dependencies: { 'prom-client': '*', express: '*', pino: '*', '@opentelemetry/api': '*', axios: '*' },
    },
    'src/metrics.ts': `import { Counter, Gauge, Histogram, collectDefaultMetrics } from 'prom-client';
collectDefaultMetrics({ prefix: 'shop_' });
export const orders = new Counter({ name: 'orders_total', help: 'Orders <b>taken</b> | \`all\`', labelNames: ['status'] });
export const size = new Histogram({ name: 'basket_size', help: 'x', buckets: [1, 5] });
export const jobs = new Gauge({ name: \`\${process.env.TEAM}_jobs\`, help: 'x' });
export const requests = new Counter({ name: 'requests_total', help: 'x', labelNames: ['path'] });`,
    'src/app.ts': `import axios from 'axios';
import express from 'express';
import { pino } from 'pino';
import { trace } from '@opentelemetry/api';
import { jobs, orders, requests, size } from './metrics.js';
const logger = pino();
const tracer = trace.getTracer('shop');
export const app = express();
app.post('/orders/:id', async (req, res) => {
  requests.inc({ path: req.path });
  await tracer.startActiveSpan('take order', async (span) => {
    span.setAttribute('order.size', req.body.items.length);
    orders.inc({ status: req.body.ok ? 'paid' : 'failed' });
    size.observe(req.body.items.length);
    jobs.inc();
    await axios.post('http://stock/reserve', req.body);
    logger.info({ orderId: req.body.id }, 'Order taken');
    logger.warn(\`5 * 3 <b>\${req.body.id}</b> | late\`);
    span.end();
  });
  res.end();
});`,
  });
}

async function printed(format: string): Promise<string> {
  const { stdout, stderr, code } = await repository().contract('inventory', '--format', format);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return stdout;
}

describe('the inventory', () => {
  it('is text on one screen', async () => {
    expect(await printed('text'))
      .toBe(`1 package: 4 metrics, 31 of libraries, 2 log events, 1 span, 1 outbound call

shop ., registry
  Metrics 4
    requests_total  counter            unbounded  path (unbounded)
    basket_size     histogram           5 series
    orders_total    counter             2 series  status (2)
    *_jobs          gauge, only grows   1 series
  31 of prom-client collectDefaultMetrics
  Log events 2: warn 1, info 1; 1 with a constant message
  Spans 1: internal 1
  Outbound calls 1: axios 1; 0 with the trace context
`);
  });

  it('is JSON that its published schema describes', async () => {
    const text = await printed('json');
    const validate = new Ajv({ allErrors: true }).compile(SCHEMA);
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    // The same for the same code.
    expect(await printed('json')).toBe(text);
  });

  it('has log events with fields, spans with attributes, and calls', async () => {
    const { packages } = JSON.parse(await printed('json')) as { packages: Record<string, unknown>[] };
    expect(packages[0]).toMatchObject({
      logs: [
        { message: '5 \\* 3 <b>*</b> | late', level: 'warn', library: 'pino', fields: [] },
        { message: 'Order taken', level: 'info', library: 'pino', fields: ['orderId'], fieldsAreOpen: false },
      ],
      spans: [{ name: 'take order', kind: 'internal', attributes: ['order.size'] }],
      calls: [{ client: 'axios', transport: 'http', propagated: 'no' }],
    });
  });

  it('is Markdown whose tables hold what the code says as it is', async () => {
    const text = await printed('md');
    expect(text).toContain(
      '| `requests_total` | counter | path (unbounded) | **unbounded**: path has one value per path',
    );
    expect(text).toContain('`5 \\* 3 <b>*</b> \\| late`');
  });

  it('is a page that needs nothing else', async () => {
    const text = await printed('html');
    expect(text).not.toMatch(/<script|<link|@import|(?:src|href)="/);
    expect(text).toContain('5 \\* 3 &lt;b&gt;*&lt;/b&gt; | late');
    for (const chart of ['Coverage of signals', 'Series by metric', 'Values by label', 'Log events by level'])
      expect(text).toContain(`aria-label="${chart}"`);
  });

  it('is a page that shortens numbers there is no room for, and says them in full beside', async () => {
    const labels = (count: number) => Array.from({ length: count }, (_, i) => `l${i}`);
    const source = (count: number) => `import { Counter } from 'prom-client';
const VALUES = [${Array.from({ length: 32 }, (_, i) => `'v${i}'`).join(', ')}] as const;
type Value = (typeof VALUES)[number];
const made = new Counter({ name: 'orders_total', help: 'x', labelNames: ${JSON.stringify(labels(count))} as const });
export function add(${labels(count)
      .map((label) => `${label}: Value`)
      .join(', ')}) {
  made.inc({ ${labels(count).join(', ')} });
}
`;
    const shown = async (count: number) => {
      const files = { 'package.json': { name: 'shop' }, 'src/m.ts': source(count) };
      const { stdout } = await new Repository(files).contract('inventory', '--format', 'html');
      return {
        tile: /<b title="([^"]*)">([^<]*)<\/b><span>series/.exec(stdout)?.slice(1),
        bar: /<title>orders_total: l0[^<]*<\/title>.*?class="value"[^>]*>([^<]*)</.exec(stdout)?.[1],
      };
    };
    expect(await shown(4)).toEqual({ tile: ['1,048,576', '1,048,576'], bar: '1,048,576' });
    expect(await shown(5)).toEqual({ tile: ['33,554,432', '33.6\u00a0M'], bar: '33.6\u00a0M' });
    expect(await shown(8)).toEqual({ tile: ['1,099,511,627,776', '1.1\u00a0T'], bar: '1.1\u00a0T' });
    const most = await shown(12);
    expect([most.tile?.[1], most.bar]).toEqual(['&gt; 999 T', '&gt; 999 T']);
  });

  it('is a registry of Weaver, without names that are not seen as a whole', async () => {
    const registry = parse(await printed('weaver'));
    expect(registry.file_format).toBe('definition/2');
    expect(registry.metrics.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['basket_size', 'orders_total', 'requests_total', 'shop_nodejs_version_info']),
    );
    expect(registry.metrics.map(({ name }: { name: string }) => name)).not.toContain('*_jobs');
    expect(
      registry.attributes.find(({ key }: { key: string }) => key === 'status').type.members,
    ).toHaveLength(2);
    expect(registry.spans).toMatchObject([
      { type: 'take_order', kind: 'internal', attributes: [{ ref: 'order.size' }] },
    ]);
  });

  it('says that a repository emits nothing', async () => {
    const { stdout, code } = await new Repository({ 'package.json': { name: 'empty' } }).contract(
      'inventory',
    );
    expect({ stdout, code }).toEqual({
      stdout: '0 packages: 0 metrics, 0 of libraries, 0 log events, 0 spans, 0 outbound calls\n',
      code: 0,
    });
  });

  it('names a file that does not parse, and goes on', async () => {
    const project = repository();
    project.write('src/broken.ts', 'export const logger = {{{ counter');
    const { stdout, stderr, code } = await project.contract('inventory');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^obs-contract: src\/broken\.ts: line 1: .+\n$/);
    expect(stdout).toContain('4 metrics');
  });
});
