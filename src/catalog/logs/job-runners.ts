import type { Dialect, Library } from '../schema.js';
import { OPEN_DIALECT } from './open-contract.js';

/** The loggers that Inngest and Temporal hand to the code they run: each writes to one that the project sets. */

export const INNGEST: Library = {
  id: 'inngest',
  packages: ['inngest'],
  exports: { Inngest: 'Inngest', DefaultLogger: 'Logger', ConsoleLogger: 'Logger', ProxyLogger: 'Logger' },
  types: {
    ...{ Inngest: 'client', Logger: 'logger' },
    ...{ DefaultLogger: 'logger', ConsoleLogger: 'logger', ProxyLogger: 'logger' },
  },
  kinds: {
    Inngest: { steps: { new: 'client' } },
    client: { steps: { logger: 'logger' }, callbacks: { createFunction: ['context'] } },
    context: { steps: { logger: 'logger' } },
    Logger: { steps: { new: 'logger' } },
    // Its own prints fields before or after the text; winston's and pino's are more often given.
    logger: { logger: { ...OPEN_DIALECT, shape: 'fields-first' } },
  },
};

/**
 * Run by hand with `DefaultLogger` of @temporalio/worker 1.24, and in tests with what is put before it: each call's fields are
 * spread into another object, so that an error as them is lost.
 */
const TEMPORAL_DIALECT: Dialect = {
  name: 'Temporal',
  methods: { trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error' },
  methodFor: { trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'error' },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'field', key: 'error' },
  reserved: [],
  printf: 'unknown',
  extra: 'dropped',
  returnsUndefined: true,
  losesErrors: { asArgument: ({ index }) => (index > 0 ? 'dropped' : undefined) },
};

export const TEMPORAL: Library = {
  id: 'temporal',
  packages: ['@temporalio/workflow', '@temporalio/activity', '@temporalio/worker', '@temporalio/common'],
  exports: {
    ...{ log: 'logger', Context: 'Context', DefaultLogger: 'DefaultLogger', Runtime: 'Runtime' },
    proxySinks: 'proxySinks',
  },
  types: {
    ...{ Context: 'context', Runtime: 'runtime' },
    ...{ Logger: 'logger', DefaultLogger: 'logger', WorkflowLogger: 'logger' },
  },
  kinds: {
    Context: { steps: { 'current()': 'context' } },
    context: { steps: { log: 'logger' } },
    DefaultLogger: { steps: { new: 'logger' } },
    Runtime: { steps: { 'instance()': 'runtime', 'install()': 'runtime' } },
    runtime: { steps: { logger: 'logger' } },
    // `proxySinks<LoggerSinks>()`: what a workflow logged with before `log`.
    proxySinks: { steps: { '()': 'sinks' } },
    sinks: { steps: { defaultWorkerLogger: 'logger' } },
    logger: { logger: TEMPORAL_DIALECT },
  },
};
