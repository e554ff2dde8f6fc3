const { exporter } = require('./telemetry.js');
const { metrics } = require('@opentelemetry/api');
const http = require('http');

const meter = metrics.getMeter('shop');
const orders = meter.createCounter('orders', { description: 'Orders taken', unit: '{order}' });
const waiting = meter.createUpDownCounter('queue.waiting', { description: 'Orders that wait' });
const duration = meter.createHistogram('payment.duration', {
  description: 'Time that payments take',
  unit: 's',
  advice: { explicitBucketBoundaries: [0.1, 1, 10] },
});
const stock = meter.createObservableGauge('stock.items', { description: 'Items in stock', unit: '1' });
stock.addCallback((result) => {
  result.observe(12, { 'warehouse.name': 'north' });
});

http
  .createServer((request, response) => {
    if (request.url === '/metrics') {
      exporter.getMetricsRequestHandler(request, response);
      return;
    }
    orders.add(1, { 'order.status': request.url === '/orders?paid' ? 'paid' : 'failed' });
    waiting.add(1, { queue: 'mail' });
    duration.record(0.4, { 'payment.provider': 'card' });
    response.end();
  })
  .listen(Number(process.env.PORT));
