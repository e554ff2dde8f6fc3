import type { Colors } from 'picocolors/types.js';
import { printable, printableLines } from '../model/text/printable.js';
import type { MigratedCall } from './migrate.js';
import { coloredDiff, patch } from './report/patch.js';
import type { Edit } from '../model/text/edits.js';

/** A call that would be migrated, as somebody is asked about it. */
export interface ReviewedCall {
  /** The file's path as the user would write it. */
  readonly path: string;
  readonly call: MigratedCall;
  readonly edit: Edit;
  /** The text of the file. */
  readonly text: string;
  /** How many calls there are, and which of them it is, from 1. */
  readonly number: number;
  readonly total: number;
  /** What is wrong with the text that was written in its place before. */
  readonly wrong?: string;
}

/** What becomes of it: `file` and `all` accept it and those after it, `stop` skips those as well. */
export type Answer =
  | { readonly is: 'accept' | 'skip' | 'file' | 'all' | 'stop' }
  | { readonly is: 'edit'; readonly text: string };

/** Who is asked about each call. */
export type Reviewer = (call: ReviewedCall) => Promise<Answer>;

/** Streams of a terminal. */
export interface Screen {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly colors: Colors;
}

/** Asks at a terminal. Rejects where the user ends the prompt. */
export async function terminalReviewer({ input, output, colors }: Screen): Promise<Reviewer> {
  // Loaded where somebody is asked.
  const prompts = await import('@inquirer/prompts');
  return async ({ path, call, edit, text, number, total, wrong }) => {
    const [, , ...hunks] = patch(path, path, text, [edit]).split('\n');
    const place = `${printable(path)}:${call.line}`;
    const { bold, dim, red } = colors;
    output.write(`\n${bold(place)} ${dim(`${number} of ${total}`)}\n`);
    output.write(`${coloredDiff(printableLines(hunks.join('\n').trimEnd()), colors)}\n`);
    if (wrong !== undefined) output.write(`${red(printable(wrong))}\n`);
    const is = await prompts.select(
      {
        message: 'Migrate this call?',
        choices: [
          { name: 'accept', value: 'accept' },
          { name: 'skip', value: 'skip' },
          { name: 'edit', value: 'edit' },
          { name: 'accept the rest of this file', value: 'file' },
          { name: 'accept all', value: 'all' },
          { name: 'skip all the others', value: 'stop' },
        ] as const,
      },
      { input, output },
    );
    if (is !== 'edit') return { is };
    const written = await prompts.input(
      { message: 'Write', default: edit.text, prefill: 'editable', required: true },
      { input, output },
    );
    return { is, text: written };
  };
}
