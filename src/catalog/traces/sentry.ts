import type { Library, SpanDialect, SpanStartMethod } from '../schema.js';
import { chained } from './chained.js';
import { CHAINED_METHODS } from './opentelemetry.js';

const DIALECT: SpanDialect = {
  name: 'Sentry',
  ends: ['end'],
  changes: [
    'setAttribute',
    'setAttributes',
    'addEvent',
    'addLink',
    'addLinks',
    'setStatus',
    'updateName',
    'recordException',
  ],
  rename: 'updateName',
  attribute: ['setAttribute'],
  attributes: { setAttributes: 0, addEvent: 1 },
  recordException: undefined,
  errorTag: undefined,
};

/** Sentry 7; gone since 8. */
const TRANSACTION_DIALECT: SpanDialect = {
  name: 'Sentry',
  ends: ['finish', 'end'],
  changes: ['setTag', 'setData', 'setStatus', 'setHttpStatus', 'setName'],
  rename: 'setName',
  attribute: ['setTag', 'setData'],
  attributes: {},
  recordException: undefined,
  errorTag: undefined,
};

const START = {
  dialect: DIALECT,
  name: 'options',
  attributes: 'attributes',
  dropsTextName: true,
} as const satisfies Partial<SpanStartMethod>;

const TRANSACTION_START: SpanStartMethod = {
  dialect: TRANSACTION_DIALECT,
  name: 'options',
  kind: 'manual',
  endedBy: 'caller',
  attributes: 'data',
};

export const SENTRY_TRACE: Library = {
  id: 'sentry-trace',
  packages: [
    '@sentry/node',
    '@sentry/core',
    '@sentry/browser',
    '@sentry/bun',
    '@sentry/deno',
    '@sentry/cloudflare',
    '@sentry/aws-serverless',
    '@sentry/google-cloud-serverless',
    '@sentry/nestjs',
    '@sentry/nextjs',
    '@sentry/nuxt',
    '@sentry/remix',
    '@sentry/react-router',
    '@sentry/sveltekit',
    '@sentry/astro',
    '@sentry/solidstart',
    '@sentry/react',
    '@sentry/vue',
    '@sentry/angular',
    '@sentry/svelte',
    '@sentry/solid',
    '@sentry/electron/main',
    '@sentry/serverless',
    '@sentry/opentelemetry',
  ],
  exports: {
    startSpan: 'startSpan',
    startSpanManual: 'startSpanManual',
    startInactiveSpan: 'startInactiveSpan',
    getActiveSpan: 'getActiveSpan',
    getRootSpan: 'getActiveSpan',
    startTransaction: 'startTransaction',
  },
  types: { Span: 'span', Transaction: 'transaction' },
  kinds: {
    startSpan: {
      starts: { '()': { ...START, kind: 'active', endedBy: 'self' } },
      callbacks: { '()': ['span'] },
    },
    startSpanManual: {
      starts: { '()': { ...START, kind: 'active', endedBy: 'caller', hasDone: true } },
      callbacks: { '()': ['span', 'done'] },
    },
    startInactiveSpan: {
      starts: { '()': { ...START, kind: 'manual', endedBy: 'caller' } },
      steps: { '()': 'span' },
    },
    getActiveSpan: { steps: { '()': 'activeSpan' } },
    // Sentry 7; gone since 8.
    startTransaction: {
      starts: {
        '()': TRANSACTION_START,
      },
      steps: { '()': 'transaction' },
    },
    transaction: {
      span: { dialect: TRANSACTION_DIALECT },
      starts: {
        startChild: TRANSACTION_START,
      },
      steps: { 'startChild()': 'transaction' },
    },
    span: { span: { dialect: DIALECT }, steps: chained('span', CHAINED_METHODS) },
    activeSpan: { span: { dialect: DIALECT, isForeign: true } },
    done: {},
  },
};
