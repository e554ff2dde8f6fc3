import { describe, expect, it } from 'vitest';
import { loggerNameOf } from '../../../src/model/logs/logger-name.js';

describe('what the logger of a file is named', () => {
  it.each([
    ['/p/src/orders/orders.service.ts', 'export class OrdersService {}', 'OrdersService'],
    ['/p/src/orders/ship.ts', 'export const ship = () => {};', 'ship'],
    ['/p/src/orders/index.js', '', 'orders'],
    ['/p/src/mailer/helper.ts', '', 'mailer/helper'],
    ['/p/src/billing/utils.js', '', 'billing/utils'],
    ['/p/src/utils.ts', '', 'utils'],
    ['utils.ts', '', 'utils'],
    ['index.ts', '', 'index'],
  ])('%s', (path, text, name) => {
    expect(loggerNameOf(path, text)).toBe(name);
  });
});
