import type { Library, MetricDialect } from '../schema.js';
import { SENTRY } from './conventions.js';

const DIALECT: MetricDialect = {
  convention: SENTRY,
  creation: undefined,
  labelNames: undefined,
  methods: {
    count: { operation: 'add', arguments: 'name-value-options', kind: 'counter' },
    gauge: { operation: 'set', arguments: 'name-value-options', kind: 'gauge' },
    distribution: { operation: 'record', arguments: 'name-value-options', kind: 'histogram' },
  },
};

export const SENTRY_METRICS: Library = {
  id: 'sentry-metrics',
  packages: [
    '@sentry/node',
    '@sentry/aws-serverless',
    '@sentry/bun',
    '@sentry/cloudflare',
    '@sentry/deno',
    '@sentry/google-cloud-serverless',
    '@sentry/nestjs',
    '@sentry/nextjs',
  ],
  exports: { metrics: 'metrics' },
  kinds: {
    metrics: { instrument: { dialect: DIALECT } },
  },
};
