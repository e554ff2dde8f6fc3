import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { InputError, reasonOf } from '../../codemod/files.js';
import { type Terminal, colorsOf, command, formatOption, warn } from '../command.js';
import { inventoryOf } from '../inventory/command.js';
import type { Inventory } from '../inventory/inventory.js';
import { writeBaseline } from './baseline.js';
import { explained } from './explain.js';
import { gitlabReport, githubReport, jsonReport, sarifReport, textReport } from './report.js';
import { runCheck } from './run-check.js';
import { unknownChecks } from './settings.js';

interface Options {
  readonly format: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly metrics: readonly string[];
  readonly metadata: readonly string[];
  readonly inventory: readonly string[];
  readonly external: readonly string[];
  readonly prefix?: string;
  readonly strict?: boolean;
  readonly explain?: boolean;
  readonly volume: number;
}

/** `obs-contract check`: what reads telemetry, held against what the code emits. */
export function checkCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return command('check', terminal)
    .description('Checks alerts, dashboards, SLOs and collector configuration against what the code emits.')
    .addArgument(
      new Argument('[files...]', 'rules, dashboards and the like').default(
        ['.'],
        'found in the current folder',
      ),
    )
    .addOption(formatOption(['text', 'json', 'sarif', 'github', 'gitlab']))
    .option('--baseline <file>', 'let pass what the file lists, so that only new findings fail')
    .option('--update-baseline', 'write all that is found to the baseline')
    .addOption(list('--metrics <file>', 'what /metrics of a running process returned'))
    .addOption(list('--metadata <file>', "what Prometheus' /api/v1/metadata returned"))
    .addOption(list('--inventory <file>', 'the inventory of another repository'))
    .addOption(list('--external <glob>', 'metrics that others emit'))
    .option('--prefix <prefix>', 'what a collector puts in front of every name')
    .option('--strict', 'also say what is a matter of taste')
    .option(
      '--explain',
      'print the error budgets of objectives, the alerts that follow, and which of them are written',
    )
    .addOption(
      new Option('--volume <requests>', 'in the window of an objective').argParser(volume).default(1_000_000),
    )
    .action((files: readonly string[], options: Options, { parent }: Command) => {
      const root = realpathSync(terminal.cwd);
      const inventory = inventoryFor(root, options, terminal);
      for (const problem of unknownChecks(root)) warn(problem, terminal);
      const result = runCheck({
        ...{ root, inventory, paths: files, external: options.external, prefix: options.prefix },
        ...{ scrapes: options.metrics, metadata: options.metadata },
        baseline: options.updateBaseline === true ? undefined : options.baseline,
        isStrict: options.strict === true,
      });
      if (options.updateBaseline === true) {
        if (options.baseline === undefined) throw new InputError('--update-baseline needs --baseline <file>');
        writeBaseline(resolve(root, options.baseline), result.findings);
        return;
      }
      if (options.explain === true) {
        terminal.stdout.write(explained(result.artifacts, options.volume, result.known.options.artifacts));
        return;
      }
      const reports: Readonly<Record<string, () => string>> = {
        text: () => textReport(result, colorsOf(terminal)),
        json: () => jsonReport(result),
        sarif: () => sarifReport(result, parent?.version() ?? ''),
        github: () => githubReport(result),
        gitlab: () => gitlabReport(result),
      };
      terminal.stdout.write(reports[options.format]?.() ?? '');
      // The text says it among its lines.
      if (options.format !== 'text')
        for (const { file, line, column, message } of result.skipped)
          warn(`${file}:${line}:${column}: ${message}`, terminal);
      if (result.findings.some(({ severity }) => severity === 'error')) exit(1);
    });
}

function list(flags: string, description: string): Option {
  return new Option(flags, description)
    .argParser((value: string, before: readonly string[]) => [...before, value])
    .default([], 'none');
}

function volume(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('Write a number of requests.');
  return value;
}

/** What the code of this repository emits, and that of the others whose inventories are given. */
function inventoryFor(root: string, options: Options, terminal: Terminal): Inventory {
  const { inventory, warnings } = inventoryOf(['.'], root);
  for (const warning of warnings) warn(warning, terminal);
  const others = options.inventory.map((path) => inventoryIn(path, root));
  return { version: 1, packages: [inventory, ...others].flatMap(({ packages }) => packages) };
}

function inventoryIn(path: string, root: string): Inventory {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(resolve(root, path), 'utf8'));
  } catch (error) {
    throw new InputError(`${path}: ${error instanceof SyntaxError ? 'not valid JSON' : reasonOf(error)}`);
  }
  const { packages } = json as Partial<Inventory>;
  if (!Array.isArray(packages))
    throw new InputError(`${path}: not an inventory: it has no list \`packages\``);
  return json as Inventory;
}
