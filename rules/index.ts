import type { Rule } from '../src/recognize/rule.js';
import logErrorObject from './logs/log-error-object.js';
import noConsoleLogging from './logs/no-console-logging.js';
import noInterpolatedMessage from './logs/no-interpolated-message.js';
import validLoggerCall from './logs/valid-logger-call.js';

/** Every rule by its name. What else is said of a rule stands in its own meta. */
export const rules = {
  'no-console-logging': noConsoleLogging,
  'no-interpolated-message': noInterpolatedMessage,
  'valid-logger-call': validLoggerCall,
  'log-error-object': logErrorObject,
} satisfies Record<string, Rule>;
