import { PROMETHEUS } from '../../src/catalog/metrics/conventions.js';
import type { Dialect, Library, MetricDialect } from '../../src/catalog/schema.js';

/** Libraries that do not exist, as somebody who adds one would write them down: entries, and nothing else. */

const TIMBERLINE_DIALECT: Dialect = {
  name: 'timberline',
  methods: { murmur: 'debug', note: 'info', caution: 'warn', alarm: 'error' },
  methodFor: {
    trace: 'murmur',
    debug: 'murmur',
    info: 'note',
    warn: 'caution',
    error: 'alarm',
    fatal: 'alarm',
  },
  shape: 'message-first',
  messageKey: 'text',
  error: { at: 'field', key: 'failure' },
  reserved: ['text', 'at', 'failure'],
  printf: 'no',
  extra: 'dropped',
  returnsUndefined: true,
  loses: { messageAfterFields: true },
  losesErrors: { underKey: (key) => (key === 'failure' ? undefined : 'emptied') },
};

/** A logger: `fell().note('Order stored', { orderId })`. */
export const TIMBERLINE: Library = {
  id: 'timberline',
  packages: ['@trees/timberline'],
  exports: { fell: 'fell' },
  types: { Timber: 'timber' },
  kinds: {
    fell: { steps: { '()': 'timber' } },
    timber: { logger: TIMBERLINE_DIALECT, steps: { 'branch()': 'timber' } },
  },
  loggerDependency: { is: 'logger' },
  loggerModule: { imports: { fell: '@trees/timberline' }, expression: 'fell({ service: SERVICE })' },
};

const TALLYHO_DIALECT: MetricDialect = {
  convention: PROMETHEUS,
  creation: 'name-options',
  description: 'about',
  labelNames: 'by',
  methods: {
    tick: { operation: 'add', arguments: 'labels-value' },
    untick: { operation: 'subtract', arguments: 'labels-value' },
  },
  validatedBy: 'tallyho',
  remade: 'tallyho counts from 0 again',
  decrease: {
    outcome: 'tallyho counts it as 0',
    instead: 'a Level',
    makers: { tally: 'level' },
    madeBy: 'call',
  },
};

/** A metrics library: `board.tally('orders_total', { by: ['shop'] }).tick({ shop })`. */
export const TALLYHO: Library = {
  id: 'tallyho',
  packages: ['tallyho'],
  exports: { Board: 'Board' },
  types: { Board: 'board' },
  kinds: {
    Board: { steps: { new: 'board' } },
    board: { steps: { 'tally()': 'tally', 'level()': 'level' } },
    tally: { instrument: { kind: 'counter', dialect: TALLYHO_DIALECT } },
    level: { instrument: { kind: 'gauge', dialect: TALLYHO_DIALECT } },
  },
};

/** An HTTP client: `hopscotch(url, { headers })`, `hopscotch.fling(url, body, { headers })`. */
export const HOPSCOTCH: Library = {
  id: 'hopscotch',
  packages: ['hopscotch'],
  exports: { default: 'hopscotch', '*': 'hopscotch' },
  kinds: {
    hopscotch: {
      requests: {
        '()': { transport: 'undici', options: [1] },
        fling: { transport: 'http', options: [2], body: 1 },
      },
      steps: { 'with()': 'hopscotch', default: 'hopscotch' },
    },
  },
};
