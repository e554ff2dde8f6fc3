import { afterEach, beforeEach } from 'vitest';

/** Has each test of a file hear the plugin's warnings as a run does that has warned of nothing yet. Returns those of the test. */
export function heardWarnings(): () => readonly string[] {
  let warnings: string[] = [];
  const listen = ({ message }: Error) => warnings.push(message);
  beforeEach(() => {
    warnings = [];
    delete process.env.ESLINT_PLUGIN_OBSERVABILITY_WARNED;
    process.on('warning', listen);
  });
  afterEach(() => process.off('warning', listen));
  return () => warnings;
}
