import type { ESLint, Linter, Rule } from 'eslint';
import manifest from '../package.json' with { type: 'json' };
import { rules } from '../rules/index.js';
import type { Rule as ObservabilityRule, RuleDocs, Signal } from './eslint/define-rule.js';
import { surroundings } from './eslint/surroundings.js';
import { forgivingPresets } from './eslint/presets.js';

export type { ObservabilitySettings } from './model/settings/written.js';
export type { ObservabilityRules } from './eslint/rule-options.js';

const { name, version } = manifest;

/** A flat config object; its plugin and rules are all it has. */
export interface Config {
  readonly name: string;
  readonly plugins: { readonly observability: ESLint.Plugin };
  readonly rules: Linter.RulesRecord;
}

/** A flat config object that has ESLint read TypeScript. */
export interface TypeScriptConfig {
  readonly name: string;
  readonly files: string[];
  readonly languageOptions: { readonly parser: Linter.Parser };
}

export type Preset =
  'recommended' | 'strict' | 'all' | 'logs' | 'metrics' | 'traces' | 'propagation' | 'setup';

/** Each preset reports errors, and has a twin that warns. */
export type ConfigName = Preset | `${Preset}-warn`;

/** Its types are ESLint's own, so that `defineConfig` takes it whichever ESLint is installed. */
export interface Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, Rule.RuleModule>;
  readonly configs: Readonly<Record<ConfigName, Config>> & { readonly typescript: TypeScriptConfig };
}

/** Options that `strict` and `all` switch on in the rules that have them. */
const STRICT_OPTIONS = new Set(['presumed', 'convention', 'beforeTry']);

const configs = {} as Record<ConfigName, Config> & { typescript: TypeScriptConfig };
const plugin: Plugin = {
  meta: { name, version, namespace: 'observability' },
  // The same rules, as the types of @typescript-eslint/utils describe them.
  rules: rules as unknown as Plugin['rules'],
  configs: forgivingPresets(configs),
};

const isRecommended = (docs: RuleDocs) => docs.tier === 'recommended';
const ofSignal = (signal: Signal) => (docs: RuleDocs) => docs.signal === signal && isRecommended(docs);

presets('recommended', isRecommended);
presets('strict', (docs) => docs.tier !== 'off', true);
presets('all', () => true, true);
presets('logs', ofSignal('logs'));
presets('metrics', ofSignal('metrics'));
presets('traces', ofSignal('traces'));
presets('propagation', ofSignal('propagation'));
presets('setup', ofSignal('setup'));
configs.typescript = {
  name: 'observability/typescript',
  files: ['**/*.ts', '**/*.tsx', '**/*.mts', '**/*.cts'],
  languageOptions: {
    // Read with the first TypeScript file: it takes half a second to load, and may not be installed.
    get parser() {
      return surroundings.typescriptParser() as Linter.Parser;
    },
  },
};

/** A preset and its twin that warns, derived from what the rules say of themselves. */
function presets(preset: Preset, includes: (docs: RuleDocs) => boolean, isStrict = false): void {
  configs[preset] = config(preset, 'error', includes, isStrict);
  configs[`${preset}-warn`] = config(`${preset}-warn`, 'warn', includes, isStrict);
}

function config(
  name: ConfigName,
  severity: 'error' | 'warn',
  includes: (docs: RuleDocs) => boolean,
  isStrict: boolean,
): Config {
  const entries = Object.entries<ObservabilityRule>(rules).flatMap(([rule, { meta }]) => {
    if (!meta.docs || !includes(meta.docs)) return [];
    const [defaults] = (meta.defaultOptions ?? []) as readonly object[];
    const stricter = Object.keys(defaults ?? {}).filter((option) => STRICT_OPTIONS.has(option));
    const options = Object.fromEntries(stricter.map((option) => [option, true]));
    const entry = isStrict && stricter.length > 0 ? [severity, options] : severity;
    return [[`observability/${rule}`, entry] as const];
  });
  return {
    name: `observability/${name}`,
    plugins: { observability: plugin },
    rules: Object.fromEntries(entries) as Linter.RulesRecord,
  };
}

export default plugin;
/**
 * What `require()` returns. Kept out of the declarations: TypeScript reads such a name from 5.6 on.
 * @internal
 */
export { plugin as 'module.exports' };
