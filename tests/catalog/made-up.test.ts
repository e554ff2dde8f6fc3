import { describe, expect, it, vi } from 'vitest';
import errorObject from '../../rules/logs/log-error-object.js';
import noConsole from '../../rules/logs/no-console-logging.js';
import noInterpolated from '../../rules/logs/no-interpolated-message.js';
import loggerCall from '../../rules/logs/valid-logger-call.js';
import noDecrement from '../../rules/metrics/no-counter-decrement.js';
import noDynamicMetric from '../../rules/metrics/no-dynamic-metric-creation.js';
import noUnboundedLabel from '../../rules/metrics/no-unbounded-label.js';
import metricLabels from '../../rules/metrics/valid-metric-labels.js';
import httpPropagation from '../../rules/propagation/require-http-propagation.js';
import { Project } from '../codemod/project.js';
import { lines, project } from '../rules/rule-tester.js';

/**
 * What CONTRIBUTING promises: a logger, a metrics library or an HTTP client is an entry in a list, and no other code. The
 * lists are the catalog's, with one more entry in each.
 */
vi.mock('../../src/catalog/logs/libraries.js', async (original) => {
  const module = await original<typeof import('../../src/catalog/logs/libraries.js')>();
  return { ...module, LOGGERS: [...module.LOGGERS, (await import('./made-up.js')).TIMBERLINE] };
});
vi.mock('../../src/catalog/metrics/libraries.js', async (original) => {
  const { METRICS } = await original<typeof import('../../src/catalog/metrics/libraries.js')>();
  return { METRICS: [...METRICS, (await import('./made-up.js')).TALLYHO] };
});
vi.mock('../../src/catalog/propagation/http-clients.js', async (original) => {
  const module = await original<typeof import('../../src/catalog/propagation/http-clients.js')>();
  return { ...module, HTTP_CLIENTS: [...module.HTTP_CLIENTS, (await import('./made-up.js')).HOPSCOTCH] };
});

const LOGGER = lines("import { fell } from '@trees/timberline';", 'const log = fell();', '');
const caught = (call: string) => `try { save(); } catch (err) { ${call} }`;
const app = project({ 'package.json': { name: 'orders', dependencies: { '@trees/timberline': '1.0.0' } } });

describe('a made-up logger', () => {
  app.run('no-interpolated-message', noInterpolated, {
    valid: [{ name: 'a constant message', code: LOGGER + "log.note('Order stored', { orderId });" }],
    invalid: [
      {
        name: 'a template, written in its dialect',
        code: LOGGER + 'log.caution(`Order rejected: ${order.id}`);',
        errors: [
          { messageId: 'interpolated', data: { values: '`order.id`', fields: 'a field', them: 'it' } },
        ],
        output: LOGGER + "log.caution('Order rejected', { orderId: order.id });",
      },
    ],
  });

  app.run('log-error-object', errorObject, {
    valid: [{ name: 'an error at its key', code: LOGGER + caught("log.alarm('Failed', { failure: err });") }],
    invalid: [
      {
        name: 'the text of an error, whole at its key',
        code: LOGGER + caught("log.alarm('Failed', { reason: 'disk', error: err.message });"),
        errors: [
          {
            messageId: 'flattened',
            data: {
              at: 'err.message',
              error: 'err',
              library: 'timberline',
              where: 'under the key `error`',
              how: '`alarm(message, { failure: err })`',
            },
          },
        ],
        output: LOGGER + caught("log.alarm('Failed', { reason: 'disk', failure: err });"),
      },
    ],
  });

  app.run('valid-logger-call', loggerCall, {
    valid: [],
    invalid: [
      {
        name: 'the fields first',
        code: LOGGER + "log.note({ orderId }, 'Order stored');",
        errors: [
          {
            messageId: 'misplaced-message',
            data: {
              library: 'timberline',
              argument: "'Order stored'",
              does: 'drops',
              place: 'in the same object as the message',
              call: 'note(message, fields)',
            },
          },
        ],
        output: LOGGER + "log.note('Order stored', { orderId });",
      },
    ],
  });

  app.run('no-console-logging', noConsole, {
    valid: [],
    invalid: [
      {
        name: 'the console, beside it',
        code: LOGGER + 'console.error(`Order ${id} failed`);',
        errors: [{ messageId: 'useLogger', data: { method: 'error', logger: 'log' } }],
        output: LOGGER + "log.alarm('Order {orderId} failed', { orderId: id });",
      },
    ],
  });

  it('is what the codemod writes in a package that depends on it', async () => {
    const code = new Project({
      'package.json': {
        name: 'orders',
        type: 'module',
        dependencies: { '@trees/timberline': '1.0.0', express: '5.0.0' },
      },
      'src/a.js': 'console.log(`Order ${id} stored`);\n',
    });
    expect(await code.migrated('src/a.js')).toBe(
      lines(
        "import { logger } from './logger.js';",
        '',
        "logger.note('Order {orderId} stored', { orderId: id });",
        '',
      ),
    );
    expect(code.read('src/logger.js')).toBe(
      lines(
        "import { fell } from '@trees/timberline';",
        '',
        "export const logger = fell({ service: 'orders' });",
        '',
      ),
    );
  });
});

const BOARD = lines("import { Board } from 'tallyho';", 'const board = new Board();', '');
const ORDERS = BOARD + "const orders = board.tally('orders_total', { about: 'Orders', by: ['shop'] });\n";

describe('a made-up metrics library', () => {
  app.run('no-unbounded-label', noUnboundedLabel, {
    valid: [{ name: 'a label with a bound', code: ORDERS + "orders.tick({ shop: 'books' });" }],
    invalid: [
      {
        name: 'one value a user',
        code: ORDERS + 'app.get((req) => orders.tick({ shop: req.headers["x-request-id"] }));',
        errors: [
          {
            messageId: 'unbounded',
            data: {
              label: 'shop',
              because: 'has one value per header text (`req.headers["x-request-id"]`)',
              instead: 'Put it in a log field or span attribute.',
            },
            suggestions: [
              {
                messageId: 'drop',
                data: { label: 'shop', text: '', target: '' },
                output: ORDERS.replace("['shop']", '[]') + 'app.get((req) => orders.tick());',
              },
            ],
          },
        ],
      },
    ],
  });

  app.run('no-counter-decrement', noDecrement, {
    valid: [{ name: 'what may go down', code: BOARD + "board.level('open').untick();" }],
    invalid: [
      {
        name: 'made what may go down',
        code: lines(ORDERS.trimEnd(), 'orders.tick({ shop });', 'orders.untick({ shop });'),
        errors: [
          {
            messageId: 'decreased',
            data: { metric: 'orders_total', outcome: 'tallyho counts it as 0', instead: 'a Level' },
          },
        ],
        output: lines(
          ORDERS.trimEnd().replace('tally(', 'level(').replace('orders_total', 'orders'),
          'orders.tick({ shop });',
          'orders.untick({ shop });',
        ),
      },
    ],
  });

  app.run('valid-metric-labels', metricLabels, {
    valid: [],
    invalid: [
      {
        name: 'a label that is not declared',
        code: ORDERS + "orders.tick({ shop: 'books', city: 'Rome' });",
        errors: [
          {
            messageId: 'undeclared',
            data: {
              library: 'tallyho',
              metric: 'orders_total',
              method: 'tick',
              when: 'here',
              outcome: 'these are dropped and the series without labels is updated',
              label: 'city',
              labels: '',
              declared: '`shop`',
              given: '',
              expected: '',
            },
          },
        ],
      },
    ],
  });

  app.run('no-dynamic-metric-creation', noDynamicMetric, {
    valid: [],
    invalid: [
      {
        name: 'for every request',
        code: BOARD + "app.get('/', (req, res) => { board.tally('orders_total').tick(); });",
        errors: [
          {
            messageId: 'created',
            data: {
              metric: 'orders_total',
              occasion: 'every request',
              outcome: 'tallyho counts from 0 again',
            },
          },
        ],
      },
    ],
  });
});

const SDK = { '@opentelemetry/api': '^1.9.0', '@opentelemetry/sdk-node': '^0.223.0' };

describe('a made-up HTTP client', () => {
  const traced = project({
    'package.json': { name: 'orders', private: true, dependencies: { ...SDK, hopscotch: '1.0.0' } },
  });
  const sent = (...body: readonly string[]) =>
    lines(
      "import { context, propagation } from '@opentelemetry/api';",
      "import hopscotch from 'hopscotch';",
      'const url = `${process.env.ORDERS_URL}/orders`;',
      'export async function send(order: object) {',
      ...body.map((line) => `  ${line}`),
      '}',
    );
  const remedy = (instrumentation: string) => `Register \`${instrumentation}\``;

  traced.run('require-http-propagation', httpPropagation, {
    valid: [
      {
        name: 'a carrier as the headers',
        filename: 'src/send.ts',
        code: sent(
          'const carrier = {};',
          'propagation.inject(context.active(), carrier);',
          'return hopscotch.fling(url, order, { headers: carrier });',
        ),
      },
    ],
    invalid: [
      {
        name: 'a call of the client itself',
        filename: 'src/send.ts',
        code: sent('return hopscotch(url);'),
        errors: [
          {
            messageId: 'missing',
            data: { call: 'hopscotch', remedy: remedy('@opentelemetry/instrumentation-undici') },
          },
        ],
        output: sent(
          'const carrier: Record<string, string> = {};',
          'propagation.inject(context.active(), carrier);',
          'return hopscotch(url, { headers: carrier });',
        ),
      },
      {
        name: 'a method, with a body before the options',
        filename: 'src/send.ts',
        code: sent('return hopscotch.with({ retries: 2 }).fling(url, order, { timeout: 5 });'),
        errors: [
          {
            messageId: 'missing',
            data: {
              call: 'hopscotch.with({ retries: 2 }).fling',
              remedy: remedy('@opentelemetry/instrumentation-http'),
            },
          },
        ],
        output: sent(
          'const carrier: Record<string, string> = {};',
          'propagation.inject(context.active(), carrier);',
          'return hopscotch.with({ retries: 2 }).fling(url, order, { timeout: 5, headers: carrier });',
        ),
      },
    ],
  });
});
