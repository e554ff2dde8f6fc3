/**
 * Writes the parts of the documentation that the code decides: head, options and foot of the pages under `docs/rules` and
 * `docs/checks`, the rule table of the README, the published schema of the settings, and what `published.ts` makes. `npm run docs`;
 * `tests/docs.test.ts` fails when they drift.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { rules } from '../rules/index.js';
import type { Rule, RuleDocs } from '../src/eslint/define-rule.js';
import { AUDIT_SCHEMA } from '../src/contract/audit/schema.js';
import { CHECK_SCHEMA } from '../src/contract/check/schema.js';
import { DIFF_SCHEMA } from '../src/contract/diff/schema.js';
import type { Check } from '../src/contract/checks/check.js';
import { CHECKS } from '../src/contract/checks/checks.js';
import { INVENTORY_SCHEMA } from '../src/contract/inventory/schema.js';
import type { PublishedSchema } from '../src/eslint/options.js';
import type { Schema } from '../src/model/schema.js';
import { SETTINGS_SCHEMA } from '../src/model/settings/schema.js';
import {
  OXLINT_PRESETS,
  RULE_OPTIONS,
  generateOxlintPreset,
  generateRuleOptions,
  oxlintPreset,
} from './published.js';
import { footOfCheck, footOfRule } from './docs/foot.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const TIERS: Readonly<Record<RuleDocs['tier'], string>> = {
  recommended: 'In the `recommended` and `strict` configs.',
  strict: 'In the `strict` config.',
  off: 'Only in the `all` config.',
};

/** Where a rule's page lies, absolute. */
export function pageOf(name: string): string {
  return join(root, 'docs/rules', `${name}.md`);
}

/** The README, absolute. */
export const README = join(root, 'README.md');

/** The published schema of the settings, absolute. */
export const SCHEMA = join(root, 'schema/observability.json');

/** The schema of the settings as editors and other programs read it. */
export function generateSchema(): Promise<string> {
  const head = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/eslint-plugin-observability/schema/observability.json',
    title: '`settings.observability` of ESLint, and `"observability"` of the root package.json',
  };
  return formatted(JSON.stringify({ ...head, ...SETTINGS_SCHEMA }), SCHEMA);
}

/** The published schema of `obs-contract inventory --format json`, absolute. */
export const INVENTORY = join(root, 'schema/inventory.json');

/** The schema of the inventory as other programs read it. */
export function generateInventorySchema(): Promise<string> {
  return commandSchema('inventory', INVENTORY_SCHEMA, INVENTORY);
}

/** The published schema of `obs-contract check --format json`, absolute. */
export const CHECK = join(root, 'schema/check.json');

/** The schema of what `check` prints as other programs read it. */
export function generateCheckSchema(): Promise<string> {
  return commandSchema('check', CHECK_SCHEMA, CHECK);
}

/** The published schemas of what `diff` and `audit` print with `--format json`, absolute. */
export const DIFF = join(root, 'schema/diff.json');
export const AUDIT = join(root, 'schema/audit.json');

/** The schema of what `diff` prints as other programs read it. */
export function generateDiffSchema(): Promise<string> {
  return commandSchema('diff', DIFF_SCHEMA, DIFF);
}

/** The schema of what `audit` prints as other programs read it. */
export function generateAuditSchema(): Promise<string> {
  return commandSchema('audit', AUDIT_SCHEMA, AUDIT);
}

function commandSchema(command: string, schema: object, path: string): Promise<string> {
  const head = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `https://unpkg.com/obs-contract/schema/${command}.json`,
    title: `What \`obs-contract ${command} --format json\` prints`,
  };
  return formatted(JSON.stringify({ ...head, ...schema }), path);
}

/** A rule's page with its generated parts as the meta has them now. */
export function generatePage(text: string, name: string, rule: Rule): Promise<string> {
  const withHead = replaceBetween(text, 'head', headOf(name, rule));
  const withOptions = replaceBetween(withHead, 'options', optionsOf(name, rule));
  const foot = footOfRule(name, docsOf(name, rule.meta.docs));
  return formatted(replaceBetween(withOptions, 'foot', foot), pageOf(name));
}

/** The README with the rule table as the meta has it now. */
export function generateReadme(text: string): Promise<string> {
  return formatted(replaceBetween(text, 'rules', ruleTable()), README);
}

/** The list of the pages of what `obs-contract check` checks, absolute. */
export const CHECKS_PAGE = join(root, 'docs/checks/README.md');

/** That list with the table of all checks. */
export function generateChecksPage(text: string): Promise<string> {
  const rows = CHECKS.map(
    ({ id, summary, severity, isStrict }) =>
      `| [${id}](${id}.md) | ${summary} | ${severity}${isStrict === true ? ', `--strict`' : ''} |`,
  );
  const table = ['| Check | Finds | At most |', '| --- | --- | --- |', ...rows].join('\n');
  return formatted(replaceBetween(text, 'checks', table), CHECKS_PAGE);
}

/** Where a check's page lies, absolute. */
export function checkPageOf(id: string): string {
  return join(root, 'docs/checks', `${id}.md`);
}

/** A check's page with its generated part as the check has it now. */
export function generateCheckPage(text: string, check: Check): Promise<string> {
  return formatted(replaceBetween(text, 'foot', footOfCheck(check)), checkPageOf(check.id));
}

function headOf(name: string, { meta }: Rule): string {
  const { description, tier } = docsOf(name, meta.docs);
  const marks = [
    TIERS[tier],
    ...(meta.fixable ? ['Fixes automatically with `--fix`.'] : []),
    ...(meta.hasSuggestions ? ['Offers suggestions in the editor.'] : []),
  ];
  return `# ${name}\n\n${description}.\n\n${marks.join(' ')}`;
}

function optionsOf(name: string, { meta }: Rule): string {
  const [schema] = (meta.schema as unknown as PublishedSchema).anyOf[0].items ?? [];
  const options = Object.entries(schema?.properties ?? {});
  if (options.length === 0) return 'This rule has no options.';
  const [defaults = {}] = (meta.defaultOptions ?? []) as readonly Record<string, unknown>[];
  const rows = options.map(
    ([key, option]) =>
      `| \`${key}\` | ${typeOf(option)} | \`${JSON.stringify(defaults[key])}\` | ${option.description ?? ''} |`,
  );
  const example = JSON.stringify({ [`observability/${name}`]: ['error', defaults] }).slice(1, -1);
  return [
    '| Option | Type | Default | |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    '```json',
    `{ ${example} }`,
    '```',
  ].join('\n');
}

function typeOf({ type, enum: values, items }: Schema): string {
  if (values) return values.map((value) => `\`"${value}"\``).join(', ');
  if (items?.enum) return `list of ${items.enum.map((value) => `\`"${value}"\``).join(', ')}`;
  return items?.type ? `list of ${items.type}s` : (type ?? '');
}

function ruleTable(): string {
  const entries = Object.entries<Rule>(rules);
  const signals = [...new Set(entries.map(([name, { meta }]) => docsOf(name, meta.docs).signal))];
  return signals
    .map((signal) => {
      const rows = entries
        .filter(([, { meta }]) => meta.docs?.signal === signal)
        .map(([name, { meta }]) => {
          const { description, tier } = docsOf(name, meta.docs);
          const fix = [...(meta.fixable ? ['fix'] : []), ...(meta.hasSuggestions ? ['suggestion'] : [])];
          return `| [${name}](docs/rules/${name}.md) | ${description} | ${tier} | ${fix.join(', ')} |`;
        });
      return `### ${signal}\n\n| Rule | | Config | Repairs |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
    })
    .join('\n\n');
}

function docsOf(name: string, docs: RuleDocs | undefined): RuleDocs {
  if (!docs) throw new Error(`${name} has no meta.docs`);
  return docs;
}

/** Throws where the page has no such markers: a generated part must not be lost silently. */
function replaceBetween(text: string, marker: string, content: string): string {
  const [start, end] = [`<!-- ${marker}:start -->`, `<!-- ${marker}:end -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

async function formatted(text: string, path: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

async function rewrite(path: string, generate: (text: string) => Promise<string>): Promise<void> {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const after = await generate(before);
  if (after === before) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, after);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rule] of Object.entries<Rule>(rules)) {
    await rewrite(pageOf(name), (text) => generatePage(text, name, rule));
  }
  if (existsSync(README)) await rewrite(README, generateReadme);
  if (existsSync(CHECKS_PAGE)) await rewrite(CHECKS_PAGE, generateChecksPage);
  for (const check of CHECKS)
    if (existsSync(checkPageOf(check.id)))
      await rewrite(checkPageOf(check.id), (text) => generateCheckPage(text, check));
  await rewrite(SCHEMA, generateSchema);
  await rewrite(INVENTORY, generateInventorySchema);
  await rewrite(CHECK, generateCheckSchema);
  await rewrite(DIFF, generateDiffSchema);
  await rewrite(AUDIT, generateAuditSchema);
  await rewrite(RULE_OPTIONS, generateRuleOptions);
  for (const name of OXLINT_PRESETS) await rewrite(oxlintPreset(name), () => generateOxlintPreset(name));
}
