import { realpathSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import picocolors from 'picocolors';
import { printable } from '../model/text/printable.js';
import { type Terminal, colorsOf, command, runProgram } from './command-line.js';
import { diagnose } from './doctor/doctor.js';
import { jsonDiagnosis, textDiagnosis } from './doctor/report.js';
import { type FoundFiles, InputError, findFiles, foldersOf, reasonOf, shown } from './files.js';
import { type Flags, paths, withMigrationFlags } from './flags.js';
import { treeState, treesOf } from './git.js';
import { diffReport } from './report/diff.js';
import { reportIn } from './report/formats.js';
import { codeOwners } from './report/owners.js';
import { terminalReviewer } from './review.js';
import { type RunOptions, type RunResult, run } from './run.js';

/**
 * Runs the command line. Returns the exit code: 0 done, 1 `--check` found changes, 2 bad usage or input, or a file that `--check`
 * could not read.
 */
export async function main(argv: readonly string[], version: string, terminal: Terminal): Promise<number> {
  let code = 0;
  const program = withMigrationFlags(command('obs-codemod', terminal))
    .description('Migrates console.log and print-style logging to structured logging.')
    .version(version)
    // A folder may be called `help`.
    .helpCommand(false)
    .enablePositionalOptions()
    .action(async (paths: readonly string[], flags: Flags) => {
      code = await migrate(paths, flags, terminal);
    })
    .addCommand(
      doctorCommand(terminal).action((paths: readonly string[], flags: DoctorFlags) => {
        doctor(paths, flags, terminal);
      }),
    );
  return runProgram(program, argv, terminal, () => code);
}

interface DoctorFlags {
  readonly format: 'text' | 'json';
}

function doctorCommand(terminal: Terminal): Command {
  return command('doctor', terminal)
    .description(
      'Shows which loggers, metrics, spans and HTTP clients are recognised, and what would add to them.',
    )
    .addArgument(paths('files or folders to look at'))
    .addOption(new Option('--format <format>', 'of the report').choices(['text', 'json']).default('text'));
}

function doctor(paths: readonly string[], { format }: DoctorFlags, terminal: Terminal): void {
  const { stdout, stderr } = terminal;
  const cwd = realpathSync(terminal.cwd);
  const diagnosis = diagnose(findFiles(paths, cwd), cwd);
  for (const warning of diagnosis.warnings) stderr.write(`obs-codemod: ${printable(warning)}\n`);
  stdout.write(format === 'json' ? jsonDiagnosis(diagnosis) : textDiagnosis(diagnosis, colorsOf(stdout)));
}

async function migrate(paths: readonly string[], flags: Flags, terminal: Terminal): Promise<number> {
  const { stderr } = terminal;
  const cwd = realpathSync(terminal.cwd);
  const preview = flags.dryRun === true || flags.check === true;
  // A path that is not there is told before anything else is.
  const found = ofOwners(findFiles(paths, cwd), flags.owner, cwd);
  if (flags.interactive && !isTerminal(terminal))
    throw new InputError('--interactive asks about each call: it needs a terminal');
  if (!preview) checkTrees(found, cwd, flags, terminal);

  const { logger, loggerImport, include, exclude, only, message, install, fixFormat } = flags;
  const result = await withProgress(
    {
      ...{ found, cwd, logger, loggerImport, include, exclude, only, install, fixFormat, preview },
      messageStyle: message,
      verify: flags.verify === true,
      ...(flags.interactive ? { reviewer: await reviewerAt(terminal) } : {}),
    },
    terminal,
  );
  for (const warning of result.warnings) stderr.write(`obs-codemod: ${printable(warning)}\n`);
  report(result, flags, { cwd, preview }, terminal);
  if (flags.check !== true) return 0;
  if (result.files.some((file) => file.before !== undefined)) return 1;
  return result.problems.length > 0 ? 2 : 0;
}

/** Those of the files that one of the owners has; all of them where none is named. */
function ofOwners(found: FoundFiles, owners: readonly string[], cwd: string): FoundFiles {
  if (owners.length === 0) return found;
  const ownersOf = codeOwners(cwd);
  if (!ownersOf) throw new InputError('--owner: there is no CODEOWNERS file');
  const files = found.files.filter((file) => ownersOf(file).some((owner) => owners.includes(owner)));
  if (files.length === 0) throw new InputError(`--owner ${owners.join(', ')}: owns none of the files`);
  return { ...found, files };
}

function isTerminal({ stdin, stdout }: Terminal): boolean {
  return stdin?.isTTY === true && stdout.isTTY === true;
}

function reviewerAt({ stdin = process.stdin, stdout }: Terminal) {
  return terminalReviewer({ input: stdin, output: stdout, colors: colorsOf(stdout) });
}

/** Prints the report, and writes it to the files that want it. */
function report(
  result: RunResult,
  flags: Flags,
  run: { readonly cwd: string; readonly preview: boolean },
  { stdout, stderr }: Terminal,
): void {
  const options = { ...run, colors: colorsOf(stdout) };
  if (flags.format === 'text' && flags.dryRun) stdout.write(diffReport(result, options));
  stdout.write(reportIn(flags.format, result, options));
  if (flags.format !== 'text')
    for (const { path, reason } of result.problems)
      stderr.write(`obs-codemod: ${printable(`${path}: ${reason}`)}\n`);
  const plain = { ...run, colors: picocolors.createColors(false) };
  for (const { file, format } of flags.report) {
    try {
      writeFileSync(resolve(run.cwd, file), reportIn(format, result, plain));
    } catch (error) {
      throw new InputError(`--report ${file}: ${reasonOf(error)}`);
    }
  }
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
  const stop = () => {
    if (started) bar.stop();
    started = false;
  };
  try {
    return await run({
      ...options,
      onProgress: (done, total) => {
        if (!started && done < total) {
          bar.start(total, 0);
          started = true;
        }
        if (started && done % 50 === 0) bar.update(done);
        // What comes after it may ask questions.
        if (done === total) stop();
      },
    });
  } finally {
    stop();
  }
}
