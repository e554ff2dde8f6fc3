import { setFlagsFromString } from 'node:v8';
import { Command, CommanderError } from 'commander';
import picocolors from 'picocolors';
import { printable, printableLines } from '../model/text/printable.js';
import { InputError } from './files.js';

/** What the command lines of this project have in common. */

/** Where a run talks to: the process, or a test. */
export interface Terminal {
  readonly cwd: string;
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** A command that prints to a terminal, and throws where it would end the process. */
export function command(name: string, terminal: Terminal): Command {
  return new Command(name)
    .showHelpAfterError('(--help shows the usage)')
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(printableLines(text)),
    })
    .exitOverride();
}

/** Colors where somebody watches. */
export function colorsOf({ isTTY }: Terminal['stdout']): ReturnType<typeof picocolors.createColors> {
  return picocolors.createColors(isTTY === true && picocolors.isColorSupported);
}

/**
 * Parses arguments and runs what they ask for. Returns the exit code: that of the run, and 2 for bad usage or input, which is told in
 * one line.
 *
 * @param code asked once the run is done
 */
export async function runProgram(
  program: Command,
  argv: readonly string[],
  { stderr }: Terminal,
  code: () => number,
): Promise<number> {
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof InputError)) throw error;
    stderr.write(`${program.name()}: ${printable(error.message)}\n`);
    return 2;
  }
}

/** Who reads no further (`| head`) has seen enough: the run goes on to its end, so that no file is left half done. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/**
 * How much the heap may grow, in percent, until the next full collection. V8's own choice is up to four times what is alive,
 * and a run over a repository makes garbage of file after file. At 60 percent, reading a monorepo takes a quarter less memory
 * (`npm run bench:contract`); at 30 percent it is a third, and a run of two seconds takes 6 percent more time than at 60. The V8
 * of Node 20, 22 and 24 knows the flag.
 */
const HEAP_GROWTH = '--heap-growing-percent=60';

/**
 * What is made by an expression that often made what stayed is made young all the same. A run reads facts first, which stay, and then
 * file after file with the same code: V8 would make the parts of each tree old from the start, and they would keep the rest of it
 * until the next full collection. Of 3200 files, 33 MB move to old space instead of 87, in 6 percent less time. Node 20, 22 and 24 know it.
 */
const ALL_YOUNG = '--no-allocation-site-pretenuring';

/**
 * Runs a command line as the process that it is. Nothing a user did should throw; what does is one line all the same, and its stack only
 * when the variable `…_DEBUG` of the environment asks for it.
 */
export async function runProcess(
  name: string,
  version: string,
  main: (argv: readonly string[], version: string, terminal: Terminal) => Promise<number>,
): Promise<void> {
  for (const flag of [HEAP_GROWTH, ALL_YOUNG]) setFlagsFromString(flag);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  try {
    process.exitCode = await main(process.argv.slice(2), version, {
      cwd: process.cwd(),
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
    });
  } catch (error) {
    const { message, stack } = error as Error;
    const debug = process.env[`${name.toUpperCase().replaceAll('-', '_')}_DEBUG`];
    const told = debug !== undefined && debug !== '' ? printableLines(stack ?? message) : printable(message);
    console.error(`${name}: ${told}`);
    process.exitCode = 2;
  }
}
