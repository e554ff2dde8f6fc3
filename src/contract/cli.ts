import { runProgram } from '../codemod/command-line.js';
import { NAME, type Subcommand, type Terminal, command } from './command.js';
import { auditCommand } from './audit/command.js';
import { checkCommand } from './check/command.js';
import { diffCommand } from './diff/command.js';
import { doctorCommand } from './doctor.js';
import { inventoryCommand } from './inventory/command.js';

/** In the order in which the help lists them. */
const SUBCOMMANDS: readonly Subcommand[] = [
  inventoryCommand,
  diffCommand,
  checkCommand,
  auditCommand,
  doctorCommand,
];

/**
 * Runs the command line. Returns the exit code: 0 nothing to report, 1 the contract is broken, 2 bad usage or input.
 */
export async function main(argv: readonly string[], version: string, terminal: Terminal): Promise<number> {
  let code = 0;
  const program = command(NAME, terminal)
    .description('Says what the code emits, and which alerts, dashboards and SLOs no longer match it.')
    .version(version);
  for (const subcommand of SUBCOMMANDS)
    program.addCommand(
      subcommand(terminal, (status) => {
        code = status;
      }),
    );
  return runProgram(program, argv, terminal, () => code);
}
