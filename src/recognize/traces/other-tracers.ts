import { SCOPE } from '../../catalog/opentelemetry.js';
import { OTHER_TRACERS } from '../../catalog/traces/names.js';
import type { AnalysedFile } from '../file.js';

/**
 * Whether a tracer or span that only its name says to be one may be OpenTelemetry's: its package has a part of OpenTelemetry, or
 * no other tracing library.
 */
export function mayBeOpenTelemetry({ package: { allDependencies } }: AnalysedFile): boolean {
  const all = [...allDependencies];
  return all.some((name) => name.startsWith(SCOPE)) || !all.some((name) => OTHER_TRACERS.test(name));
}
