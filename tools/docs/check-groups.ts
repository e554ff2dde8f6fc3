/** The checks of `obs-contract` by what they read, in the order in which the documentation lists them. */
export const CHECK_GROUPS: Readonly<Record<string, readonly string[]>> = {
  'Names and labels': [
    'artifact-syntax',
    'metric-unknown',
    'suffix-mismatch',
    'label-unknown',
    'label-value-unknown',
    'log-query-unknown',
    'job-unknown',
    'unused-metric',
  ],
  Queries: [
    'rate-on-gauge',
    'histogram-misuse',
    'bucket-sum-without-le',
    'threshold-without-bucket',
    'counter-raw',
    'counter-declared-as-gauge',
    'gauge-only-grows',
    'ratio-labels-differ',
    'fixed-window',
  ],
  'Alerts and objectives': [
    'alert-without-for',
    'alert-runbook',
    'burn-rate-windows',
    'cause-alert',
    'slo-spec',
  ],
  'OpenTelemetry Collector': [
    'collector-removed',
    'collector-undefined',
    'memory-limiter',
    'processor-order',
    'sampling-attribute-unknown',
    'tail-sampling-without-errors',
  ],
};
