import { logger } from './logger.js';

export async function reserveStock(orderId) {
  logger.info('Reserving stock', { orderId });
  try {
    await warehouse(orderId);
  } catch (error) {
    logger.error(`Warehouse did not answer for ${orderId}`);
    logger.error({ error }, 'Warehouse failed');
  }
}

async function warehouse(orderId) {
  throw new Error(`timeout for ${orderId}`);
}
