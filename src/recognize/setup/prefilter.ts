import { MAY_START, SETUP_WORDS } from '../../catalog/setup/telemetry-sdk.js';

/**
 * What a file says when it may set telemetry up: the cheap questions that come first, asked of the text. Nearly every file
 * answers no to all of them, and is then not looked at as a whole.
 */

/** An SDK or provider is made. */
export const MAKES_SDK = /\bNodeSDK\b|\bNodeTracerProvider\b/;

/** A processor or exporter that is for development. */
export const MAKES_PROCESSOR = /\bSimpleSpanProcessor\b|\bConsole(?:Span|Metric|LogRecord)Exporter\b/;

/** The end of a probe's path as it stands in a string: `'/livez'`, `'live'` under a controller's path. */
export const MAY_PROBE =
  /['"`/-](?:livez|liveness|live|alive|health(?:z|[-_]?check)?|readyz|readiness|ready)\/?['"`]/i;

/** What modules that start an SDK are called: others are not read for it. */
export const SETUP_NAME = /trac|otel|telemetry|instrument|observ|monitor|apm|datadog|\bdd\b/i;
export const SETUP_MODULE = new RegExp(`['"][./#@~][^'"\\n]*(?:${SETUP_NAME.source})[^'"\\n]*['"]`, 'i');

/** Whether any of the rules about a set-up may have something to judge in a file. */
export function maySetUp(text: string): boolean {
  if (SETUP_MODULE.test(text) || MAY_PROBE.test(text)) return true;
  if (!SETUP_WORDS.some((word) => text.includes(word))) return false;
  return [MAKES_SDK, MAKES_PROCESSOR, MAY_START].some((says) => says.test(text));
}
