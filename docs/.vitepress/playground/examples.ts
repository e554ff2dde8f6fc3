import type { PlaygroundProject } from './project.js';

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const manifest = (dependencies: object, settings: object = {}): string =>
  json({ name: 'shop', type: 'module', scripts: { start: 'node src/app.js' }, dependencies, ...settings });

const project = (files: PlaygroundProject['files']): PlaygroundProject => ({
  files,
  preset: 'recommended',
  logger: '',
});

/** What the playground begins with. */
export const FIRST_EXAMPLE = project({
  'src/app.ts': `import express from 'express';
import { charge } from './payments.js';

const app = express();

app.post('/orders/:id/pay', async (req, res) => {
  const order = { id: req.params.id, total: Number(req.query.total) };
  console.log(\`Paying order \${order.id}\`);
  try {
    const payment = await charge(order);
    console.log('Order paid', order.id, payment.id);
    res.json(payment);
  } catch (err) {
    console.error(\`Payment failed for order \${order.id}: \${err.message}\`);
    res.status(502).end();
  }
});

app.listen(3000);
`,
  'src/payments.ts': `interface Order {
  id: string;
  total: number;
}

export async function charge(order: Order): Promise<{ id: string }> {
  const response = await fetch('https://pay.example.com/charges', {
    method: 'POST',
    body: JSON.stringify(order),
  });
  if (!response.ok) {
    console.warn('Charge refused with ' + response.status);
    throw new Error('refused');
  }
  return response.json();
}
`,
  'src/logger.ts': `import { pino } from 'pino';

export const logger = pino();
`,
  'package.json': manifest(
    { express: '^5.0.0', pino: '^10.0.0' },
    { observability: { logger: { library: 'pino', import: { from: './src/logger.js', name: 'logger' } } } },
  ),
});

/** Examples by what they show. */
export const EXAMPLES: Readonly<Record<string, PlaygroundProject>> = {
  'Console logs': FIRST_EXAMPLE,
  'Unbounded label': project({
    'src/app.ts': `import express from 'express';
import { Counter, Histogram } from 'prom-client';

const app = express();
const requests = new Counter({
  name: 'http_requests_total',
  help: 'Requests',
  labelNames: ['path', 'user', 'status'],
});
const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of requests',
  labelNames: ['status'],
});

app.use((req, res, next) => {
  const started = Date.now();
  res.on('finish', () => {
    const status = String(res.statusCode);
    requests.inc({ path: req.path, user: req.get('x-user-id'), status });
    duration.observe({ status }, Date.now() - started);
  });
  next();
});

app.listen(3000);
`,
    'package.json': manifest({ express: '^5.0.0', 'prom-client': '^15.1.0' }),
  }),
  'Lost span': project({
    'src/app.ts': `import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('orders');

export async function loadOrder(id: string, read: (id: string) => Promise<{ total: number }>) {
  return tracer.startActiveSpan(\`load order \${id}\`, async (span) => {
    const order = await read(id);
    span.setAttribute('order.total', order.total);
    span.end();
    return order;
  });
}
`,
    'package.json': manifest({ '@opentelemetry/api': '^1.9.0' }),
  }),
};
