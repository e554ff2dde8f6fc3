import { schemaProblems } from '../schema.js';
import { isSlipOf } from '../text/closest.js';
import { SETTINGS_SCHEMA } from './schema.js';

/** What is wrong with settings, one sentence each: unknown keys and values, with what was meant; nothing for right ones. */
export function settingsProblems(written: unknown): readonly string[] {
  return schemaProblems(written, SETTINGS_SCHEMA, 'observability');
}

/** Whether a key beside which nothing else is ours was meant for the settings. */
export function isSlipOfSettings(key: string): boolean {
  return key === 'eslint-plugin-observability' || isSlipOf(key, 'observability');
}

/** @param where what has the key */
export function misspeltSettings(where: string, key: string): string {
  return `${where}: Unknown key \`${key}\`: did you mean \`observability\`?`;
}

/** Keys of ESLint's settings that only the command lines read, and not from there. */
export function unreadKeys(written: unknown, manifest: unknown): readonly string[] {
  const has = (fields: unknown, key: string) =>
    typeof fields === 'object' && fields !== null && Object.hasOwn(fields, key);
  return ['contract', 'codemod']
    .filter((key) => has(written, key) && !has(manifest, key))
    .map((key) => `\`${key}\` is read from the package.json alone.`);
}
