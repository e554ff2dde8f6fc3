import { literally } from '../pattern.js';
import { METRICS } from './libraries.js';

/** What a text says in which metrics are observed or made. */

/** By methods and constructors that little else has. */
const OBSERVES =
  /\.(?:inc|dec|observe|startTimer|labels|increment|decrement|gauge|histogram|distribution|timing|setToCurrentTime)\??\.?\(|\bcreate(?:Observable)?(?:Counter|UpDownCounter|Gauge|Histogram)\b|\bnew\s+(?:\w+\.)?(?:Counter|Gauge|Histogram|Summary)\s*[(<]/;

/** By methods of OpenTelemetry's instruments, which much else has. */
const RECORDS = /\.(?:record|add)\??\.?\(/;

/** Where a module gets instruments from: OpenTelemetry, or a module that is named for them. */
const BRINGS_INSTRUMENTS =
  /['"][^'"]*opentelemetry[^'"]*['"]|['"][^'"]*\/(?:otel|telemetry|metrics|meters?|instruments?|instrumentation)(?:\/index)?(?:\.[cm]?[jt]s)?['"]/i;

/** An import of a library that makes metrics. */
const IMPORTS_METRICS = new RegExp(
  `['"](?:${METRICS.flatMap(({ packages }) => packages)
    .map(literally)
    .join('|')})['"]`,
);

/** Whether a module's text imports a library that makes metrics. */
export function importsMetrics(text: string): boolean {
  return IMPORTS_METRICS.test(text);
}

/** Whether a function's text observes metrics. */
export function observesInside(text: string): boolean {
  return OBSERVES.test(text) || RECORDS.test(text);
}

/** Whether a module's text observes metrics. */
export function observesMetrics(text: string): boolean {
  return OBSERVES.test(text) || (RECORDS.test(text) && BRINGS_INSTRUMENTS.test(text));
}
