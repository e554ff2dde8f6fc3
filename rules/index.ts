import type { Rule } from '../src/eslint/define-rule.js';
import errorSeverity from './logs/error-severity.js';
import honorRequestId from './logs/honor-request-id.js';
import logErrorObject from './logs/log-error-object.js';
import messageStyle from './logs/message-style.js';
import noConsoleLogging from './logs/no-console-logging.js';
import noInterpolatedMessage from './logs/no-interpolated-message.js';
import noLogInLoop from './logs/no-log-in-loop.js';
import preferRequestLogger from './logs/prefer-request-logger.js';
import noSensitiveData from './logs/no-sensitive-data.js';
import noSwallowedError from './logs/no-swallowed-error.js';
import validLoggerCall from './logs/valid-logger-call.js';
import requireLogCorrelation from './logs/require-log-correlation.js';
import balancedGauge from './metrics/balanced-gauge.js';
import maxSeries from './metrics/max-series.js';
import metricNaming from './metrics/metric-naming.js';
import metricUnit from './metrics/metric-unit.js';
import noUnboundedLabel from './metrics/no-unbounded-label.js';
import requireTimerEnd from './metrics/require-timer-end.js';
import validHistogramBuckets from './metrics/valid-histogram-buckets.js';
import noCounterDecrement from './metrics/no-counter-decrement.js';
import noDynamicMetricCreation from './metrics/no-dynamic-metric-creation.js';
import preferHistogram from './metrics/prefer-histogram.js';
import validMetricLabels from './metrics/valid-metric-labels.js';
import requireHttpPropagation from './propagation/require-http-propagation.js';
import noDependencyInLiveness from './setup/no-dependency-in-liveness.js';
import preferBatchSpanProcessor from './setup/prefer-batch-span-processor.js';
import requireProbeTimeout from './setup/require-probe-timeout.js';
import requireServiceName from './setup/require-service-name.js';
import requireTelemetryShutdown from './setup/require-telemetry-shutdown.js';
import telemetryFirstImport from './setup/telemetry-first-import.js';
import noDeprecatedSemconv from './traces/no-deprecated-semconv.js';
import noDynamicSpanName from './traces/no-dynamic-span-name.js';
import noEndedSpanUse from './traces/no-ended-span-use.js';
import noForeignSpanEnd from './traces/no-foreign-span-end.js';
import requireContextExtraction from './propagation/require-context-extraction.js';
import requireMessagePropagation from './propagation/require-message-propagation.js';
import requireSpanEnd from './traces/require-span-end.js';
import requireSpanError from './traces/require-span-error.js';
import validSpanCall from './traces/valid-span-call.js';

/** Every rule by its name. What else is said of a rule stands in its own meta. */
export const rules = {
  'no-console-logging': noConsoleLogging,
  'no-interpolated-message': noInterpolatedMessage,
  'valid-logger-call': validLoggerCall,
  'log-error-object': logErrorObject,
  'no-sensitive-data': noSensitiveData,
  'error-severity': errorSeverity,
  'no-log-in-loop': noLogInLoop,
  'prefer-request-logger': preferRequestLogger,
  'honor-request-id': honorRequestId,
  'message-style': messageStyle,
  'no-swallowed-error': noSwallowedError,
  'require-log-correlation': requireLogCorrelation,
  'no-unbounded-label': noUnboundedLabel,
  'no-counter-decrement': noCounterDecrement,
  'metric-naming': metricNaming,
  'valid-metric-labels': validMetricLabels,
  'no-dynamic-metric-creation': noDynamicMetricCreation,
  'balanced-gauge': balancedGauge,
  'require-timer-end': requireTimerEnd,
  'metric-unit': metricUnit,
  'valid-histogram-buckets': validHistogramBuckets,
  'prefer-histogram': preferHistogram,
  'max-series': maxSeries,
  'require-span-end': requireSpanEnd,
  'require-span-error': requireSpanError,
  'no-dynamic-span-name': noDynamicSpanName,
  'no-deprecated-semconv': noDeprecatedSemconv,
  'no-ended-span-use': noEndedSpanUse,
  'valid-span-call': validSpanCall,
  'no-foreign-span-end': noForeignSpanEnd,
  'require-http-propagation': requireHttpPropagation,
  'require-message-propagation': requireMessagePropagation,
  'require-context-extraction': requireContextExtraction,
  'require-service-name': requireServiceName,
  'prefer-batch-span-processor': preferBatchSpanProcessor,
  'require-telemetry-shutdown': requireTelemetryShutdown,
  'telemetry-first-import': telemetryFirstImport,
  'no-dependency-in-liveness': noDependencyInLiveness,
  'require-probe-timeout': requireProbeTimeout,
} satisfies Record<string, Rule>;
