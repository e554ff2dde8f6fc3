import { existsSync } from 'node:fs';
import { join } from 'node:path';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { parseAllDocuments } from 'yaml';
import plugin from '../../src/index.js';
import { main as codemod } from '../../src/codemod/cli.js';
import { main as contract } from '../../src/contract/cli.js';
import { expressionProblems } from './promql.js';
import { settingsProblems } from '../../src/model/settings/check.js';
import { type Fence, ROOT } from './page-fences.js';
import { helpOf, printedBy, shellProblems } from './shell.js';

/** Runs a fence by its language. Returns what is wrong with it; undefined where nothing here can run such a fence. */
export async function judge(fence: Fence): Promise<readonly string[] | undefined> {
  const [language = ''] = fence.info.split(' ');
  switch (language) {
    case 'js':
    case 'mjs':
    case 'ts':
      if (fence.text.startsWith('settings: {'))
        return configurationProblems(`export default [{ ${fence.text} }];`);
      return /\beslint\.config\b|from 'eslint-plugin-observability'/.test(fence.text)
        ? configurationProblems(fence.text)
        : codeProblems(fence.text);
    case 'json':
    case 'jsonc':
      return jsonProblems(fence.text);
    case 'yaml':
      return parseAllDocuments(fence.text).flatMap(({ errors }) => errors.map(({ message }) => message));
    case 'sh':
      return shellProblems(fence.text);
    case 'promql':
      return expressionProblems(fence.text);
    case '':
      return plainProblems(fence.text);
    default:
      return undefined;
  }
}

/** A configuration of ESLint is evaluated, and ESLint takes it. */
function configurationProblems(text: string): readonly string[] {
  const body = text
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^const \w+ = require\(.*$/gm, '')
    .replace(/export default|module\.exports =/, 'return');
  const evaluate = new Function('observability', 'defineConfig', 'tseslint', 'js', body) as (
    ...values: readonly unknown[]
  ) => Linter.Config[];
  try {
    const all = { configs: new Proxy({}, { get: () => [] }), config: (...each: unknown[]) => each.flat() };
    const config = evaluate(plugin, (list: Linter.Config[]) => list, all, all);
    // ESLint reads a configuration with the first file.
    new Linter({ cwd: ROOT }).verify('', config.flat(), { filename: 'a.js' });
    const settings = config.flat().flatMap((each) => each.settings?.observability ?? []);
    return settings.flatMap((each) => settingsProblems(each));
  } catch (error) {
    return [String(error)];
  }
}

/** Other code parses. */
function codeProblems(text: string): readonly string[] {
  const config = { files: ['**'], languageOptions: { parser } };
  return new Linter({ cwd: ROOT }).verify(text, [config], { filename: 'a.ts' }).map(({ message }) => message);
}

interface Written {
  readonly rules?: Linter.RulesRecord;
  readonly observability?: unknown;
  readonly settings?: { readonly observability?: unknown };
}

/** JSON parses, with the rules, options and settings in it that there are. */
function jsonProblems(text: string): readonly string[] {
  const errors: ParseError[] = [];
  const read = parseJsonc(text, errors, { allowTrailingComma: true }) as Written & Linter.RulesRecord;
  if (errors.length > 0) return errors.map(({ offset }) => `no JSON at ${offset}`);
  const settings = [read.observability, read.settings?.observability].filter((each) => each !== undefined);
  const rules = Object.entries({ ...read, ...read.rules }).filter(([name]) =>
    name.startsWith('observability/'),
  );
  const config = { files: ['**'], plugins: { observability: plugin }, rules: Object.fromEntries(rules) };
  try {
    new Linter({ cwd: ROOT }).verify('', [config as Linter.Config], { filename: 'a.js' });
  } catch (error) {
    return [String(error)];
  }
  return settings.flatMap((each) => settingsProblems(each));
}

/** Folders that there are, or output of a program that is run: the usage of the codemod, and what the contract check prints of the example. */
async function plainProblems(text: string): Promise<readonly string[] | undefined> {
  if (text.startsWith('obs-codemod [paths...]')) {
    const help = `${await helpOf(codemod, [])}\n${await helpOf(codemod, ['doctor'])}`;
    const flags = text.match(/^ {2}--[\w-]+/gm) ?? [];
    return flags.map((flag) => flag.trim()).filter((flag) => !help.includes(flag));
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const folders = lines.flatMap((line) => /^([\w./]+)\/ +\S/.exec(line)?.[1] ?? []);
  if (folders.length === lines.length)
    return folders.filter((folder) => !existsSync(join(ROOT, folder))).map((folder) => `no folder ${folder}`);
  const printed = await contractOutput();
  const missing = lines.filter((line) => !printed.includes(line.trim()));
  return missing.length === lines.length ? undefined : missing.map((line) => `not printed: ${line}`);
}

let output: Promise<string> | undefined;

/** What `obs-contract` prints of the example with alerts. */
function contractOutput(): Promise<string> {
  return (output ??= Promise.all(
    ['check', 'inventory'].map((command) =>
      printedBy(contract, [command], join(ROOT, 'examples/metrics-prom-client')),
    ),
  ).then((runs) => runs.map(({ printed }) => printed).join('\n')));
}
