import type { TSESLint } from '@typescript-eslint/utils';
import manifest from '../package.json' with { type: 'json' };
import { rules } from '../rules/index.js';
import type { Rule, RuleDocs, Signal } from './eslint/define-rule.js';

const { name, version } = manifest;

export type { Rule, RuleDocs } from './eslint/define-rule.js';

/** A flat config object; its plugin and rules are all it has. */
export interface Config {
  readonly name: string;
  readonly plugins: { readonly observability: Plugin };
  readonly rules: TSESLint.SharedConfig.RulesRecord;
}

export type ConfigName = 'recommended' | 'strict' | 'all' | Signal;

export interface Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Readonly<Record<keyof typeof rules, Rule>>;
  readonly configs: Readonly<Record<ConfigName, Config>>;
}

/** Options that `strict` and `all` switch on in the rules that have them. */
const STRICT_OPTIONS = new Set(['presumed', 'convention', 'beforeTry']);

const configs = {} as Record<ConfigName, Config>;
const plugin: Plugin = { meta: { name, version, namespace: 'observability' }, rules, configs };

const isRecommended = (docs: RuleDocs) => docs.tier === 'recommended';
const ofSignal = (signal: Signal) => (docs: RuleDocs) => docs.signal === signal && isRecommended(docs);

configs.recommended = config('recommended', isRecommended);
configs.strict = config('strict', (docs) => docs.tier !== 'off', true);
configs.all = config('all', () => true, true);
configs.logs = config('logs', ofSignal('logs'));
configs.metrics = config('metrics', ofSignal('metrics'));
configs.traces = config('traces', ofSignal('traces'));
configs.propagation = config('propagation', ofSignal('propagation'));
configs.setup = config('setup', ofSignal('setup'));

/** A preset, derived from what the rules say of themselves. */
function config(preset: string, includes: (docs: RuleDocs) => boolean, isStrict = false): Config {
  const entries = Object.entries<Rule>(rules).flatMap(([rule, { meta }]) => {
    if (!meta.docs || !includes(meta.docs)) return [];
    const [defaults] = (meta.defaultOptions ?? []) as readonly object[];
    const stricter = Object.keys(defaults ?? {}).filter((option) => STRICT_OPTIONS.has(option));
    const options = Object.fromEntries(stricter.map((option) => [option, true]));
    const entry = isStrict && stricter.length > 0 ? ['error' as const, options] : 'error';
    return [[`observability/${rule}`, entry] as const];
  });
  return {
    name: `observability/${preset}`,
    plugins: { observability: plugin },
    rules: Object.fromEntries(entries) as TSESLint.SharedConfig.RulesRecord,
  };
}

export default plugin;
