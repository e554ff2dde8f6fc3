import { attributeRecognisers } from './attributes/recognisers.js';
import { logRecognisers } from './logs/recognisers.js';
import { metricRecognisers } from './metrics/recognisers.js';
import { propagationRecognisers } from './propagation/recognisers.js';
import type { Recogniser } from './recogniser.js';
import { traceRecognisers } from './traces/recognisers.js';

/** Everything that is recognised, by signal. */
export const RECOGNISERS: readonly Recogniser[] = [
  ...metricRecognisers,
  ...logRecognisers,
  ...attributeRecognisers,
  ...propagationRecognisers,
  ...traceRecognisers,
];
