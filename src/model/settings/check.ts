import { schemaProblems } from '../schema.js';
import { SETTINGS_SCHEMA } from './schema.js';

/** What is wrong with settings, one sentence each: unknown keys and values, with what was meant; nothing for right ones. */
export function settingsProblems(written: unknown): readonly string[] {
  return schemaProblems(written, SETTINGS_SCHEMA, 'observability');
}
