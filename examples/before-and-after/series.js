import express from 'express';
import { Counter, Registry } from 'prom-client';

export const registry = new Registry();
const requests = new Counter({
  name: 'http_requests_total',
  help: 'Requests',
  labelNames: ['path', 'status'],
  registers: [registry],
});

export const app = express();

app.use((req, res, next) => {
  res.on('finish', () => requests.inc({ path: req.path, status: String(res.statusCode) }));
  next();
});

app.get('/orders/:id', (req, res) => res.json({ id: req.params.id }));
app.get('/customers/:id/orders', (req, res) => res.json([]));
app.get('/health', (req, res) => res.end());
