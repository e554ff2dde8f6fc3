import { printable } from '../model/text/printable.js';

/**
 * Warns of something that is wrong with the settings, once a run. A report would stand in whichever file a run begins with,
 * and in one for each of the threads of `eslint --concurrency`, which share nothing but the environment: what was
 * warned of is kept there.
 */
export function warnOnce(problem: string): void {
  const told = process.env[TOLD]?.split('\n') ?? [];
  if (told.includes(problem)) return;
  process.env[TOLD] = [...told, problem].join('\n');
  process.emitWarning(printable(problem), { type: 'ObservabilitySettings' });
}

const TOLD = 'ESLINT_PLUGIN_OBSERVABILITY_WARNED';
