import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { MessageStyle } from '../model/logs/wording.js';
import { INCLUDABLE, type Included } from '../model/settings/codemod.js';
import { CALL_KINDS, type CallKind } from './migrate.js';
import { REPORT_FORMATS, type ReportFormat, type ReportTo, reportTo } from './report/formats.js';
import { TARGET_LIBRARIES } from './target.js';

/** What the command line says of a migration. */
export interface Flags {
  readonly logger?: string;
  readonly loggerImport?: { readonly from: string; readonly name: string };
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly format: ReportFormat;
  readonly report: readonly ReportTo[];
  readonly include: readonly Included[];
  readonly exclude: readonly string[];
  readonly owner: readonly string[];
  readonly only?: readonly CallKind[];
  readonly message?: MessageStyle;
  readonly interactive?: boolean;
  readonly verify?: boolean;
  readonly install?: boolean;
  readonly fixFormat?: boolean;
  readonly allowDirty?: boolean;
}

/** Adds the arguments and options of a migration to a command. */
export function withMigrationFlags(command: Command): Command {
  return command
    .addArgument(paths('files or folders to migrate'))
    .addOption(
      new Option('--logger <library>', 'logging library (default: detected)').choices(TARGET_LIBRARIES),
    )
    .option(
      '--logger-import <module#name>',
      "where files import the logger from (default: the project's own logger module)",
      parseLoggerImport,
    )
    .option('--fix-format', 'have formats and own loggers that print the message alone print fields')
    .option('--install', 'install the logging library where it is no dependency yet')
    .addOption(
      new Option('--message <style>', 'values inside of a message: a placeholder, or nothing').choices([
        'template',
        'strip',
      ]),
    )
    .addOption(
      new Option(
        '--only <kind>',
        `migrate only calls of a kind: ${CALL_KINDS.join(', ')} (repeatable)`,
      ).argParser(listOf(CALL_KINDS)),
    )
    .option(
      '--include <kind>',
      `migrate what is left alone by default: ${INCLUDABLE.join(', ')} (repeatable)`,
      listOf<Included>(INCLUDABLE),
      [],
    )
    .option('--exclude <glob>', 'leave these files alone (repeatable)', collected, [])
    .option(
      '--owner <name>',
      'migrate only files that CODEOWNERS gives to this owner (repeatable)',
      collected,
      [],
    )
    .option('--dry-run', 'print unified diffs, write nothing')
    .option('--check', 'exit 1 if anything would change, 2 if a file cannot be read; write nothing')
    .addOption(
      new Option('--interactive', 'ask about each call: accept, skip or edit it').conflicts([
        'dryRun',
        'check',
      ]),
    )
    .option('--verify', 'type-check changed files with their tsconfig.json, leave what would add an error')
    .addOption(new Option('--format <format>', 'of the report').choices(REPORT_FORMATS).default('text'))
    .option(
      '--report <file>',
      'write a report too, as its name ends: .json, .md or .sarif (repeatable)',
      (file: string, previous: readonly ReportTo[]) => [...previous, parseReport(file)],
      [],
    )
    .option('--allow-dirty', 'run although the git tree has uncommitted changes');
}

/** The files and folders that a command looks at. */
export function paths(description: string): Argument {
  return new Argument('[paths...]', description).default(['.'], 'the current folder');
}

function parseLoggerImport(value: string): { from: string; name: string } {
  const [, from, name] = /^(.+)#([A-Za-z_$][\w$]*)$/.exec(value) ?? [];
  if (from === undefined || name === undefined) {
    throw new InvalidArgumentError('Write it as module#name, like ./src/logger.js#logger.');
  }
  return { from, name };
}

function parseReport(file: string): ReportTo {
  const to = reportTo(file);
  if (!to) throw new InvalidArgumentError('Its name ends in .json, .md or .sarif.');
  return to;
}

/** Reads `a,b`, and adds it to what was given before. */
function listOf<Value extends string>(known: readonly Value[]) {
  return (value: string, previous: readonly Value[] = []): readonly Value[] => {
    const values = value.split(',').map((each) => each.trim());
    const isKnown = (each: string): each is Value => known.some((one) => one === each);
    if (!values.every(isKnown)) throw new InvalidArgumentError(`Allowed choices are ${known.join(', ')}.`);
    return [...previous, ...values];
  };
}

function collected(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}
