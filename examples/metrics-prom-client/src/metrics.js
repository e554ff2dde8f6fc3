import { Counter, Gauge, Histogram, Summary, register } from 'prom-client';

register.setDefaultLabels({ team: 'shop' });

export const orders = new Counter({
  name: 'shop_orders_total',
  help: 'Orders taken',
  labelNames: ['status', 'method'],
});

export const basket = new Histogram({
  name: 'shop_basket_items',
  help: 'Items in a basket',
  buckets: [1, 5, 20],
});

export const queue = new Gauge({
  name: 'shop_queue_length',
  help: 'Orders that wait',
  labelNames: ['queue'],
});

export const payment = new Summary({
  name: 'shop_payment_seconds',
  help: 'Time that payments take',
  labelNames: ['provider'],
});

/** A counter for each step of a delivery. */
export const deliveries = Object.fromEntries(
  ['packed', 'shipped', 'delivered'].map((step) => [
    step,
    new Counter({ name: `shop_deliveries_${step}_total`, help: `Deliveries that were ${step}` }),
  ]),
);
