import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** Why a log call is not rewritten as a structured record. `evidence` is source text. */
export interface RewritingReasons {
  // What the call says.
  'unknown-library': CodeAlone;
  'own-fields-unseen': CodeAlone;
  'not-text': { readonly evidence: string };
  'half-of-pair': CodeAlone;
  'needs-error': { readonly evidence: string };
  'arguments-from-array': CodeAlone;
  'already-a-record': CodeAlone;
  'already-structured': CodeAlone;
  'one-object': CodeAlone;
  'logs-nothing': CodeAlone;
  'asserts-nothing': CodeAlone;
  'chosen-columns': CodeAlone;
  'options-dropped': CodeAlone;
  'empty-line': CodeAlone;
  decoration: CodeAlone;
  banner: CodeAlone;
  'text-or-fields': { readonly evidence: string };
  'unfilled-placeholders': CodeAlone;
  'unknown-argument': { readonly evidence: string };
  'too-many-arguments': CodeAlone;
  'maybe-context': { readonly evidence: string };
  'own-context': CodeAlone;
  'fields-spread': CodeAlone;
  'error-key-taken': { readonly evidence: string };
  'two-errors': { readonly first: string; readonly second: string };
  'terminal-text': CodeAlone;
  'prints-function': CodeAlone;
  'prints-bytes': CodeAlone;
  'placeholders-elsewhere': CodeAlone;
  'placeholder-without-value': CodeAlone;
  'values-out-of-order': CodeAlone;
  'conditional-words': CodeAlone;
  'says-nothing-constant': CodeAlone;
  'callers-message': { readonly evidence: string };
  'sensitive-value': { readonly evidence: string };
  'logged-beside': CodeAlone;
  // What the rewritten call would lose or change.
  'optional-call': CodeAlone;
  'comment-lost': CodeAlone;
  'error-not-serialized': { readonly library: string; readonly needs: string };
  'fields-not-written': CodeAlone;
  'format-unseen': CodeAlone;
  'message-key-unseen': { readonly library: string };
  'error-properties-lost': { readonly library: string };
  'error-holds-request': CodeAlone;
  'method-unknown': { readonly evidence: string };
  'error-read-twice': CodeAlone;
  'error-read-early': CodeAlone;
  'percent-in-message': { readonly library: string };
  'assertion-not-alone': CodeAlone;
  'assertion-values': CodeAlone;
  'import-cycle': CodeAlone;
  'import-path': { readonly evidence: string };
  'log-call-inside': CodeAlone;
  'import-left-unused': { readonly evidence: string };
  'logger-names-taken': CodeAlone;
  // Console methods that print something other than one record.
  'prints-tree': CodeAlone;
  'prints-stack': CodeAlone;
  counts: CodeAlone;
  indents: CodeAlone;
  'ends-indent': CodeAlone;
  'starts-timer': CodeAlone;
  'prints-timer': CodeAlone;
  'marks-profile': CodeAlone;
  'clears-terminal': CodeAlone;
}

export type RewritingReason = ReasonsOf<RewritingReasons>;

/** End the sentences "left alone: …" and "rewrite it by hand: …". */
export const REWRITING_TEXTS: Texts<RewritingReasons> = {
  'unknown-library': 'the library of this logger is not known',
  'own-fields-unseen': "what the project's own logger makes of fields is not seen",
  'not-text': ({ evidence }) =>
    `the project's own logger prints text alone, and \`${evidence}\` is not seen to be text`,
  'half-of-pair': 'the call beside it prints its error, which the logger does not take',
  'needs-error': ({ evidence }) =>
    `\`${evidence}\` of the project's own logger wants an error, and there is none`,
  'arguments-from-array': 'its arguments are spread from an array',
  'already-a-record': 'a log record is already structured',
  'already-structured': 'it is structured already',
  'one-object': 'it is one object already',
  'logs-nothing': 'it logs nothing',
  'asserts-nothing': 'it asserts nothing',
  'chosen-columns': 'it prints a table of chosen columns',
  'options-dropped': 'its options would no longer be evaluated',
  'empty-line': 'it prints an empty line',
  decoration: 'it prints decoration',
  banner: 'it prints a banner of several lines',
  'text-or-fields': ({ evidence }) => `it is not known whether \`${evidence}\` is text or fields`,
  'unfilled-placeholders': 'whether the placeholders are filled depends on the format of the logger',
  'unknown-argument': ({ evidence }) => `it is not known what \`${evidence}\` holds`,
  'too-many-arguments': 'it takes more arguments than a record has',
  'maybe-context': ({ evidence }) => `\`${evidence}\` may be its context`,
  'own-context': 'the logger has a context of its own already',
  'fields-spread': 'its fields are spread from another object',
  'error-key-taken': ({ evidence }) =>
    `its field \`${evidence}\` is the error's place and holds something else`,
  'two-errors': ({ first, second }) => `it logs two errors, \`${first}\` and \`${second}\``,
  'terminal-text': 'it prints text dressed up for a terminal',
  'prints-function': 'it prints a function',
  'prints-bytes': 'it prints bytes: a record would hold all of them',
  'placeholders-elsewhere': 'its placeholders stand in a constant',
  'placeholder-without-value': 'it has more placeholders than values',
  'values-out-of-order': 'its values would be evaluated in another order',
  'conditional-words': 'its text has words that depend on a condition',
  'says-nothing-constant': 'it has no text, and its function has no name that says what it does',
  'callers-message': ({ evidence }) => `\`${evidence}\` is the message of its caller`,
  'sensitive-value': ({ evidence }) => `\`${evidence}\` may be a secret: review it`,
  'logged-beside': 'a logger says the same beside it',
  'optional-call': 'it is an optional call',
  'comment-lost': 'a comment inside the call would be lost',
  'error-not-serialized': ({ library, needs }) =>
    `${library} prints \`{}\` for an error among fields unless it is made with ${needs}`,
  'format-unseen': 'the format of the logger is not seen, and may print the message alone',
  'message-key-unseen': ({ library }) =>
    `a logger of the project takes the place of ${library}'s: where it reads a record's text is not seen`,
  'fields-not-written': 'the format of the logger prints the message alone: fields would be lost',
  'error-properties-lost': ({ library }) =>
    `${library} writes the stack alone: the error's own properties would be lost`,
  'error-holds-request':
    'errors of this package can hold requests with their credentials, and the logger is not seen to redact them',
  'method-unknown': ({ evidence }) => `it is not known that the logger has \`${evidence}\``,
  'error-read-twice': 'the error would be evaluated twice',
  'error-read-early': 'its error is evaluated before other values',
  'percent-in-message': ({ library }) =>
    `${library} takes \`%\` in a message for a placeholder of the fields`,
  'assertion-not-alone': 'an assertion becomes an `if` of its own',
  'assertion-values': 'its values would no longer be evaluated when the assertion holds',
  'import-cycle': 'importing the logger here would close an import cycle',
  'import-path': ({ evidence }) => `the logger's path cannot be imported: ${evidence}`,
  'log-call-inside': 'another log call stands inside it',
  'import-left-unused': ({ evidence }) => `the import of \`${evidence}\` would be left unused`,
  'logger-names-taken': 'every name for the logger is taken',
  'prints-tree': 'it prints a tree for a person to read',
  'prints-stack': 'it prints a stack trace: log an Error, or remove it',
  counts: 'it counts: use a metric counter',
  indents: 'records have no indentation: give those that follow a common field',
  'ends-indent': 'it ends a group of indented lines',
  'starts-timer': 'it starts a timer: use a histogram or a span',
  'prints-timer': 'it prints a timer: use a histogram or a span',
  'marks-profile': 'it marks the timeline of a profiler',
  'clears-terminal': 'it clears the terminal',
};
