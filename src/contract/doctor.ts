import { realpathSync } from 'node:fs';
import type { Command } from 'commander';
import { diagnose } from '../codemod/doctor/doctor.js';
import { jsonDiagnosis, textDiagnosis } from '../codemod/doctor/report.js';
import { findFiles } from '../codemod/files.js';
import { type Terminal, colorsOf, command, formatOption, pathsArgument, warn } from './command.js';

/** `obs-contract doctor`: the same answers as `obs-codemod doctor`. */
export function doctorCommand(terminal: Terminal): Command {
  return command('doctor', terminal)
    .description(
      'Shows which loggers, metrics, spans and HTTP clients are recognised, and what would add to them.',
    )
    .addArgument(pathsArgument('files or folders to look at'))
    .addOption(formatOption(['text', 'json']))
    .action((paths: readonly string[], { format }: { readonly format: string }) => {
      const cwd = realpathSync(terminal.cwd);
      const diagnosis = diagnose(findFiles(paths, cwd), cwd);
      for (const warning of diagnosis.warnings) warn(warning, terminal);
      terminal.stdout.write(
        format === 'json' ? jsonDiagnosis(diagnosis) : textDiagnosis(diagnosis, colorsOf(terminal)),
      );
    });
}
