/** OpenTelemetry's own packages, which code names that follows or writes calls of its API. */

/** The API: what code that makes telemetry imports. */
export const API = '@opentelemetry/api';

/** What the names of all packages of OpenTelemetry begin with. */
export const SCOPE = '@opentelemetry/';

/** What instrumentations are made with: a module that imports it is one. */
export const INSTRUMENTATION = '@opentelemetry/instrumentation';

/** The names of the semantic conventions, as constants. */
export const SEMANTIC_CONVENTIONS = '@opentelemetry/semantic-conventions';

/** The library, in the catalog, of tracers that are known from settings or their names alone. */
export const TRACING_LIBRARY = 'opentelemetry-trace';

/** The library, in the catalog, of metrics that are made with its API. */
export const METRICS_LIBRARY = 'opentelemetry';

/** What `@opentelemetry/sdk-node` exports as whole modules: `import { api } from '@opentelemetry/sdk-node'`. */
export const SDK_NODE = '@opentelemetry/sdk-node';
export const SDK_NODE_MODULES: ReadonlyMap<string, string> = new Map([
  ['api', API],
  ['contextBase', API],
  ['core', '@opentelemetry/core'],
  ['logs', '@opentelemetry/sdk-logs'],
  ['metrics', '@opentelemetry/sdk-metrics'],
  ['node', '@opentelemetry/sdk-trace-node'],
  ['resources', '@opentelemetry/resources'],
  ['tracing', '@opentelemetry/sdk-trace-base'],
]);
