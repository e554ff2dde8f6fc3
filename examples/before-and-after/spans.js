import { setTimeout as sleep } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('shop');

export async function checkout(id) {
  return tracer.startActiveSpan('checkout', async (span) => {
    try {
      const order = await loadOrder(id);
      return await chargeCard(order);
    } catch (error) {
      throw new Error('checkout failed', { cause: error });
    } finally {
      span.end();
    }
  });
}

async function loadOrder(id) {
  return tracer.startActiveSpan('load order', async (span) => {
    const order = await readOrder(id);
    span.end();
    return order;
  });
}

async function chargeCard(order) {
  return tracer.startActiveSpan('charge card', async (span) => {
    const receipt = await askBank(order);
    span.end();
    return receipt;
  });
}

async function readOrder(id) {
  await sleep(40);
  return { id, total: 42 };
}

async function askBank() {
  await sleep(160);
  throw new Error('bank: timeout after 160 ms');
}
