import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** The way on which something acquired is not released. `evidence` is the code that throws, shortened. */
export interface ExitReasons {
  'statement-throws': { readonly line: number };
  'code-throws': { readonly evidence: string; readonly line: number };
  'promise-rejects': { readonly evidence: string; readonly line: number };
  'promise-fulfils': { readonly evidence: string; readonly line: number };
  overwritten: { readonly evidence: string; readonly line: number };
  returns: { readonly line: number };
  'leaves-loop': { readonly line: number };
  'after-catch': { readonly line: number };
  'at-end': { readonly line: number };
}

export type ExitReason = ReasonsOf<ExitReasons>;

/** Stand in a sentence: "the span is not ended …"; what throws follows "when". */
export const EXIT_TEXTS: Texts<ExitReasons> = {
  'statement-throws': ({ line }) => `line ${line} throws`,
  'code-throws': ({ evidence, line }) => `\`${evidence}\` throws (line ${line})`,
  'promise-rejects': ({ evidence, line }) => `\`${evidence}\` rejects (line ${line})`,
  'promise-fulfils': ({ evidence, line }) => `when \`${evidence}\` resolves (line ${line})`,
  overwritten: ({ evidence, line }) => `before line ${line} overwrites \`${evidence}\``,
  returns: ({ line }) => `on the return in line ${line}`,
  'leaves-loop': ({ line }) => `when line ${line} leaves the loop`,
  'after-catch': ({ line }) => `after the \`catch\` in line ${line}`,
  'at-end': ({ line }) => `at the end (line ${line})`,
};

/** What code is run for again and again. */
export interface ExecutionReasons {
  'every-turn': CodeAlone;
  'every-request': CodeAlone;
  'every-message': CodeAlone;
  'every-batch': CodeAlone;
  'every-job': CodeAlone;
  'every-interval': CodeAlone;
  'every-event': { readonly evidence: string };
}

export type ExecutionReason = ReasonsOf<ExecutionReasons>;

/** Follow "for". */
export const EXECUTION_TEXTS: Texts<ExecutionReasons> = {
  'every-turn': 'every iteration of this loop',
  'every-request': 'every request',
  'every-message': 'every message',
  'every-batch': 'every batch of messages',
  'every-job': 'every job',
  'every-interval': 'every run of this interval',
  'every-event': ({ evidence }) => `every \`${evidence}\``,
};
