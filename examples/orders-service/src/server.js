import express from 'express';
import { findOrder, payOrder } from './orders.js';
import { reserveStock } from './stock.js';

const app = express();

app.get('/orders/:id', async (req, res) => {
  console.log(`GET order ${req.params.id} from ${req.ip}`);
  const order = await findOrder(req.params.id);
  if (!order) {
    console.warn('Order not found:', req.params.id);
    return res.status(404).json({ error: 'not found' });
  }
  res.json(order);
});

app.post('/orders/:id/pay', async (req, res) => {
  const started = Date.now();
  try {
    const payment = await payOrder(req.params.id);
    await reserveStock(req.params.id);
    console.log(`Order ${req.params.id} paid by ${payment.customer.name} in ${Date.now() - started}ms`);
    res.json(payment);
  } catch (err) {
    console.error(`Payment failed for order ${req.params.id}: ${err.message}`);
    res.status(502).json({ error: 'payment failed' });
  }
});

const server = app.listen(process.env.PORT ?? 3000, () => {
  console.log('--------------------------------');
  console.log('🚀 Server ready on port: %d', server.address().port);
});
