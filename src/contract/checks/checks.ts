import { alertRunbook } from './alert-runbook.js';
import { alertWithoutFor } from './alert-without-for.js';
import { artifactSyntax } from './artifact-syntax.js';
import { bucketSumWithoutLe } from './bucket-sum-without-le.js';
import { burnRateWindows } from './burn-rate-windows.js';
import { causeAlert } from './cause-alert.js';
import type { Check } from './check.js';
import { collectorRemoved } from './collector-removed.js';
import { collectorUndefined } from './collector-undefined.js';
import { counterDeclaredAsGauge } from './counter-declared-as-gauge.js';
import { counterRaw } from './counter-raw.js';
import { fixedWindow } from './fixed-window.js';
import { gaugeOnlyGrows } from './gauge-only-grows.js';
import { histogramMisuse } from './histogram-misuse.js';
import { jobUnknown } from './job-unknown.js';
import { labelUnknown } from './label-unknown.js';
import { labelValueUnknown } from './label-value-unknown.js';
import { logQueryUnknown } from './log-query-unknown.js';
import { memoryLimiter } from './memory-limiter.js';
import { metricUnknown } from './metric-unknown.js';
import { processorOrder } from './processor-order.js';
import { rateOnGauge } from './rate-on-gauge.js';
import { ratioLabelsDiffer } from './ratio-labels-differ.js';
import { samplingAttributeUnknown } from './sampling-attribute-unknown.js';
import { sloSpec } from './slo-spec.js';
import { suffixMismatch } from './suffix-mismatch.js';
import { tailSamplingWithoutErrors } from './tail-sampling-without-errors.js';
import { thresholdWithoutBucket } from './threshold-without-bucket.js';
import { unusedMetric } from './unused-metric.js';

/** All checks, in the order in which the documentation lists them. */
export const CHECKS: readonly Check[] = [
  artifactSyntax,
  metricUnknown,
  suffixMismatch,
  labelUnknown,
  labelValueUnknown,
  rateOnGauge,
  histogramMisuse,
  bucketSumWithoutLe,
  thresholdWithoutBucket,
  counterRaw,
  counterDeclaredAsGauge,
  gaugeOnlyGrows,
  ratioLabelsDiffer,
  alertWithoutFor,
  alertRunbook,
  burnRateWindows,
  sloSpec,
  jobUnknown,
  samplingAttributeUnknown,
  collectorRemoved,
  collectorUndefined,
  memoryLimiter,
  processorOrder,
  tailSamplingWithoutErrors,
  logQueryUnknown,
  causeAlert,
  fixedWindow,
  unusedMetric,
];
