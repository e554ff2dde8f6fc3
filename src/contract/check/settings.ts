import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { closest, meant } from '../../model/text/closest.js';
import { CHECKS } from '../checks/checks.js';

/** What the settings say of the contract: `contract` under `"observability"` of the nearest package.json that has it. */
export interface ContractSettings {
  readonly external: readonly string[];
  readonly prefix: string;
  readonly disable: readonly string[];
}

/** Reads the settings for a folder. What is not of its shape is left out: whoever reads the code says so. */
export function contractSettings(folder: string): ContractSettings {
  const written = writtenFor(folder);
  return {
    external: textsOf(written.external),
    prefix: typeof written.prefix === 'string' ? written.prefix : '',
    disable: textsOf(written.disable),
  };
}

/** Checks that the settings switch off and that do not exist, one sentence each. */
export function unknownChecks(folder: string): readonly string[] {
  const known = CHECKS.map(({ id }) => id);
  return contractSettings(folder)
    .disable.filter((id) => !known.includes(id))
    .map(
      (id) =>
        `"observability" in package.json: Unknown value ${JSON.stringify(id)} of \`contract.disable\`${meant(closest(id, known), known)}`,
    );
}

function writtenFor(folder: string): Fields {
  for (let at = folder; ; at = dirname(at)) {
    const { observability } = manifestOf(at);
    if (isFields(observability)) return isFields(observability.contract) ? observability.contract : {};
    if (dirname(at) === at) return {};
  }
}

function manifestOf(folder: string): Fields {
  try {
    const json: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return isFields(json) ? json : {};
  } catch {
    return {};
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
