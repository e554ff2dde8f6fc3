import { Argument, type Command, Option } from 'commander';
import { type Terminal, colorsOf as streamColors, command } from '../codemod/command-line.js';
import { printable } from '../model/text/printable.js';

export { type Terminal, command };

/** The name that a user runs it by, and that stands before each line of what is wrong. */
export const NAME = 'obs-contract';

/**
 * One subcommand of `obs-contract`. It sets the exit code where that is not 0, and throws an InputError for what the user
 * got wrong.
 */
export type Subcommand = (terminal: Terminal, exit: (code: number) => void) => Command;

/** The files or folders that a subcommand looks at. */
export function pathsArgument(description: string): Argument {
  return new Argument('[paths...]', description).default(['.'], 'the current folder');
}

/** The format of what is printed; the first is the default. */
export function formatOption(formats: readonly [string, ...string[]]): Option {
  return new Option('--format <format>', 'of the output').choices(formats).default(formats[0]);
}

/** Says on the standard error output what is wrong and does not stop the run. */
export function warn(problem: string, { stderr }: Terminal): void {
  stderr.write(`${NAME}: ${printable(problem)}\n`);
}

/** Colors where somebody watches. */
export function colorsOf({ stdout }: Terminal): ReturnType<typeof streamColors> {
  return streamColors(stdout);
}
