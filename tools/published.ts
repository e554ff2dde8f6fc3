/**
 * What is published beside the plugin and follows from its rules: the types of their options, and the presets for oxlint,
 * which reads no `configs` of a plugin. `npm run docs` writes them; `tests/published.test.ts` fails when they drift.
 */
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { rules } from '../rules/index.js';
import plugin from '../src/index.js';
import type { Rule } from '../src/eslint/define-rule.js';
import type { PublishedSchema } from '../src/eslint/options.js';

const root = join(import.meta.dirname, '..');

interface OptionSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: OptionSchema;
  readonly description?: string;
}

/** The types of the rules' options, absolute. */
export const RULE_OPTIONS = join(root, 'src/eslint/rule-options.ts');

/** A type with an entry for each rule, from the schemas of their options. */
export function generateRuleOptions(): Promise<string> {
  const entries = Object.entries<Rule>(rules).map(([name, { meta }]) => {
    const [schema] = (meta.schema as unknown as PublishedSchema).anyOf[0].items ?? [];
    const options = Object.entries<OptionSchema>(schema?.properties ?? {}).map(
      ([key, option]) => `/** ${option.description ?? ''} */\n${key}?: ${typeOf(option)};`,
    );
    const tuple = options.length > 0 ? `[options?: {\n${options.join('\n')}\n}]` : '[]';
    return `/** ${meta.docs?.description ?? ''}. */\n'observability/${name}'?: Linter.RuleEntry<${tuple}>;`;
  });
  return formatted(
    `// Written by \`npm run docs\` from the schemas of the rules.\nimport type { Linter } from 'eslint';\n\n/** The rules with their options, as a configuration names them: \`rules: { … } satisfies ObservabilityRules\`. */\n// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- an interface is no RulesRecord\nexport type ObservabilityRules = {\n${entries.join('\n')}\n};\n`,
    RULE_OPTIONS,
  );
}

function typeOf({ type, enum: values, items }: OptionSchema): string {
  if (values) return values.map((value) => `'${value}'`).join(' | ');
  if (items) return `(${typeOf(items)})[]`;
  return type === 'integer' ? 'number' : (type ?? 'unknown');
}

/** The presets that oxlint can extend. */
export const OXLINT_PRESETS = ['recommended', 'strict'] as const;
export type OxlintPreset = (typeof OXLINT_PRESETS)[number];

/** Where a preset for oxlint lies, absolute. */
export function oxlintPreset(name: OxlintPreset): string {
  return join(root, `oxlint/${name}.json`);
}

/** A preset as oxlint reads it. A path, because a name would be resolved from the preset's own folder. */
export function generateOxlintPreset(name: OxlintPreset): Promise<string> {
  const preset = { jsPlugins: ['../dist/src/index.js'], rules: plugin.configs[name].rules };
  return formatted(JSON.stringify(preset), oxlintPreset(name));
}

async function formatted(text: string, path: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
