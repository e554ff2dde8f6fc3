import { realpathSync } from 'node:fs';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import picocolors from 'picocolors';
import type { FileRole } from '../model/code/role.js';
import { printable, printableLines } from '../model/text/printable.js';
import { diagnose } from './doctor/doctor.js';
import { jsonDiagnosis, textDiagnosis } from './doctor/report.js';
import { type FoundFiles, InputError, findFiles, foldersOf, shown } from './files.js';
import { treeState, treesOf } from './git.js';
import { diffReport, jsonReport, textReport } from './report.js';
import { type RunOptions, type RunResult, run } from './run.js';
import { TARGET_LIBRARIES } from './target.js';

/** Where a run talks to: the process, or a test. */
export interface Terminal {
  readonly cwd: string;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

interface Flags {
  readonly logger?: string;
  readonly loggerImport?: { readonly from: string; readonly name: string };
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly format: 'text' | 'json';
  readonly include: readonly FileRole[];
  readonly allowDirty?: boolean;
  readonly verify?: boolean;
}

const INCLUDABLE = ['cli', 'scripts', 'tests', 'browser'] as const;

/**
 * Runs the command line. Returns the exit code: 0 done, 1 `--check` found changes, 2 bad usage or input.
 */
export async function main(argv: readonly string[], version: string, terminal: Terminal): Promise<number> {
  let code = 0;
  const program = commandLine(version, terminal)
    .action(async (paths: readonly string[], flags: Flags) => {
      code = await migrate(paths, flags, terminal);
    })
    .addCommand(
      doctorCommand(terminal).action((paths: readonly string[], flags: Pick<Flags, 'format'>) => {
        doctor(paths, flags, terminal);
      }),
    );
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof InputError)) throw error;
    terminal.stderr.write(`obs-codemod: ${printable(error.message)}\n`);
    return 2;
  }
}

function commandLine(version: string, terminal: Terminal): Command {
  return (
    command('obs-codemod', terminal)
      .description('Migrates console.log and print-style logging to structured logging.')
      .addArgument(paths('files or folders to migrate'))
      .addOption(
        new Option('--logger <library>', 'logging library (default: detected)').choices(TARGET_LIBRARIES),
      )
      .option(
        '--logger-import <module#name>',
        "where files import the logger from (default: the project's own logger module)",
        parseLoggerImport,
      )
      .option('--dry-run', 'print unified diffs, write nothing')
      .option('--check', 'exit 1 if anything would change, write nothing')
      .addOption(new Option('--format <format>', 'of the report').choices(['text', 'json']).default('text'))
      .option(
        '--include <kind>',
        `migrate files left alone by default: ${INCLUDABLE.join(', ')} (repeatable)`,
        parseInclude,
        [],
      )
      .option('--verify', 'type-check changed files with their tsconfig.json, leave what would add an error')
      .option('--allow-dirty', 'run although the git tree has uncommitted changes')
      .version(version)
      // A folder may be called `help`.
      .helpCommand(false)
      .enablePositionalOptions()
  );
}

function doctorCommand(terminal: Terminal): Command {
  return command('doctor', terminal)
    .description(
      'Shows which loggers, metrics, spans and HTTP clients are recognised, and what would add to them.',
    )
    .addArgument(paths('files or folders to look at'))
    .addOption(new Option('--format <format>', 'of the report').choices(['text', 'json']).default('text'));
}

function paths(description: string): Argument {
  return new Argument('[paths...]', description).default(['.'], 'the current folder');
}

function command(name: string, terminal: Terminal): Command {
  return new Command(name)
    .showHelpAfterError('(--help shows the usage)')
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(printableLines(text)),
    })
    .exitOverride();
}

function doctor(paths: readonly string[], { format }: Pick<Flags, 'format'>, terminal: Terminal): void {
  const { stdout, stderr } = terminal;
  const cwd = realpathSync(terminal.cwd);
  const diagnosis = diagnose(findFiles(paths, cwd), cwd);
  for (const warning of diagnosis.warnings) stderr.write(`obs-codemod: ${printable(warning)}\n`);
  stdout.write(format === 'json' ? jsonDiagnosis(diagnosis) : textDiagnosis(diagnosis, colorsOf(stdout)));
}

function colorsOf({ isTTY }: Terminal['stdout']) {
  return picocolors.createColors(isTTY === true && picocolors.isColorSupported);
}

async function migrate(paths: readonly string[], flags: Flags, terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal;
  const cwd = realpathSync(terminal.cwd);
  const preview = flags.dryRun === true || flags.check === true;
  // A path that is not there is told before anything else is.
  const found = findFiles(paths, cwd);
  if (!preview) checkTrees(found, cwd, flags, terminal);

  const options: RunOptions = {
    found,
    cwd,
    logger: flags.logger,
    loggerImport: flags.loggerImport,
    include: flags.include,
    verify: flags.verify === true,
    preview,
  };
  const result = await withProgress(options, terminal);
  for (const warning of result.warnings) stderr.write(`obs-codemod: ${printable(warning)}\n`);
  const report = {
    cwd,
    colors: colorsOf(stdout),
    preview,
  };
  if (flags.format === 'json') stdout.write(jsonReport(result, report));
  else {
    if (flags.dryRun) stdout.write(diffReport(result, report));
    stdout.write(textReport(result, report));
  }
  if (flags.format === 'json')
    for (const { path, reason } of result.problems)
      stderr.write(`obs-codemod: ${printable(`${path}: ${reason}`)}\n`);
  const changes = result.files.some((file) => file.before !== undefined);
  return flags.check && changes ? 1 : 0;
}

/** A dirty tree is refused: what the codemod does could not be told from what was there. */
function checkTrees(found: FoundFiles, cwd: string, flags: Flags, { stderr }: Terminal): void {
  const trees = treesOf(foldersOf(found));
  const known = [...trees].filter((tree) => tree !== undefined).sort();
  for (const tree of flags.allowDirty ? [] : known) {
    const which = known.length > 1 ? `the git tree ${shown(tree, cwd)}` : 'the git tree';
    const state = treeState(tree);
    if (state.is === 'dirty')
      throw new InputError(`${which} has uncommitted changes; commit or stash them, or pass --allow-dirty`);
    if (state.is === 'unknown')
      throw new InputError(
        `cannot see whether ${which} has uncommitted changes (${state.error}); pass --allow-dirty to go on`,
      );
  }
  if (!trees.has(undefined)) return;
  const what = known.length > 0 ? 'some files are in no git repository' : 'not a git repository';
  stderr.write(`obs-codemod: ${what}: the changes cannot be undone with git\n`);
}

async function withProgress(options: RunOptions, { stderr }: Terminal): Promise<RunResult> {
  if (stderr.isTTY !== true) return run(options);
  // Loaded where somebody watches: most runs are a pipe's or a gate's.
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    { format: '{bar} {value}/{total} files', clearOnComplete: true, hideCursor: true, stream: stderr },
    cliProgress.Presets.shades_classic,
  );
  let started = false;
  try {
    return await run({
      ...options,
      onProgress: (done, total) => {
        if (!started) bar.start(total, 0);
        started = true;
        if (done % 50 === 0 || done === total) bar.update(done);
      },
    });
  } finally {
    if (started) bar.stop();
  }
}

function parseLoggerImport(value: string): { from: string; name: string } {
  const [, from, name] = /^(.+)#([A-Za-z_$][\w$]*)$/.exec(value) ?? [];
  if (from === undefined || name === undefined) {
    throw new InvalidArgumentError('Write it as module#name, like ./src/logger.js#logger.');
  }
  return { from, name };
}

function parseInclude(value: string, previous: readonly FileRole[]): readonly FileRole[] {
  const kinds = value.split(',').map((kind) => kind.trim());
  const unknown = kinds.find((kind) => !(INCLUDABLE as readonly string[]).includes(kind));
  if (unknown !== undefined) throw new InvalidArgumentError(`Allowed choices are ${INCLUDABLE.join(', ')}.`);
  return [...previous, ...(kinds as FileRole[])];
}
