import express from 'express';
import promBundle from 'express-prom-bundle';
import { basket, deliveries, orders, payment, queue } from './metrics.js';

const app = express();
app.use(
  promBundle({
    includeMethod: true,
    includePath: true,
    promClient: { collectDefaultMetrics: { prefix: 'shop_' } },
  }),
);

app.get('/orders', (request, response) => {
  const isPaid = request.query.paid !== undefined;
  orders.inc({ status: isPaid ? 'paid' : 'failed', method: request.method });
  basket.observe(3);
  queue.set({ queue: 'mail' }, 2);
  payment.observe({ provider: 'card' }, 0.4);
  deliveries.packed.inc();
  response.end();
});

/** What hand-written exporters do. */
app.get('/legacy', (request, response) => {
  response.type('text').send(`# HELP shop_legacy_stock Items in stock
# TYPE shop_legacy_stock gauge
shop_legacy_stock{warehouse="north"} 12
`);
});

app.listen(Number(process.env.PORT));
