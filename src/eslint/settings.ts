import { METRIC_FACTORIES } from '../catalog/metrics/factories.js';
import type { Settings } from '../model/settings.js';

/** `settings.observability`, with anything that is not of its shape left out. */
export function readSettings(settings: Readonly<Record<string, unknown>>): Omit<Settings, 'root'> {
  const own = settings.observability as
    | {
        logger?: unknown;
        metricFactories?: unknown;
        tracers?: unknown;
        boundedNames?: unknown;
        unboundedNames?: unknown;
        instrumentation?: unknown;
      }
    | undefined;
  const logger = readLogger(own?.logger);
  const metricFactories = readMetricFactories(own?.metricFactories);
  const instrumentation = INSTRUMENTATION.find((each) => each === own?.instrumentation);
  const tracers = readNames(own?.tracers);
  const boundedNames = readNames(own?.boundedNames);
  const unboundedNames = readNames(own?.unboundedNames);
  return {
    ...(logger ? { logger } : {}),
    ...(metricFactories ? { metricFactories } : {}),
    ...(tracers ? { tracers } : {}),
    ...(boundedNames ? { boundedNames } : {}),
    ...(unboundedNames ? { unboundedNames } : {}),
    ...(instrumentation ? { instrumentation } : {}),
  };
}

function readNames(setting: unknown): readonly string[] | undefined {
  const names = Array.isArray(setting)
    ? setting.filter((name): name is string => typeof name === 'string')
    : [];
  return names.length > 0 ? names : undefined;
}

const INSTRUMENTATION = ['auto', 'manual', 'none'] as const;

function readLogger(setting: unknown): Settings['logger'] {
  const logger = setting as
    { library?: unknown; import?: { from?: unknown; name?: unknown } } | null | undefined;
  if (typeof logger !== 'object' || logger === null) return undefined;
  const { from, name } = logger.import ?? {};
  return {
    ...(typeof logger.library === 'string' ? { library: logger.library } : {}),
    ...(typeof from === 'string' && typeof name === 'string' ? { import: { from, name } } : {}),
  };
}

function readMetricFactories(setting: unknown): Settings['metricFactories'] {
  if (typeof setting !== 'object' || setting === null) return undefined;
  const known = Object.entries(setting).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && Object.hasOwn(METRIC_FACTORIES, entry[1]),
  );
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
