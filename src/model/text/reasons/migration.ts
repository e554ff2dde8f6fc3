import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** What the migration of a whole file or package adds to the reasons for leaving a call alone. */
export interface MigrationReasons {
  'passed-as-function': CodeAlone;
  // Somebody says so.
  'ignored-by-comment': { readonly evidence: string };
  declined: CodeAlone;
  // There is no logger to write records with.
  'writes-no-records': { readonly library: string };
  'is-the-logger': CodeAlone;
  'logger-class-taken': { readonly evidence: string };
  'logger-is-esm': CodeAlone;
  'logger-other-language': { readonly evidence: string };
  'logger-imports-file': CodeAlone;
  'type-error': { readonly evidence: string };
  'syntax-error': { readonly evidence: string };
  'edits-overlap': CodeAlone;
  'no-such-module': { readonly evidence: string };
  'home-made-logger': { readonly evidence: string };
  'workspace-logger-unknown': { readonly evidence: string };
  'workspace-logger-out-of-reach': { readonly evidence: string; readonly library: string };
  'workspace-logger-needs-package': { readonly evidence: string };
  'no-logger-module': { readonly library: string };
  'outside-given-paths': CodeAlone;
  'no-module-name-free': CodeAlone;
  'deployed-apart': { readonly evidence: string };
  'shared-by-programs': { readonly evidence: string };
}

export type MigrationReason = ReasonsOf<MigrationReasons>;

/** End the sentence "left alone: …". */
export const MIGRATION_TEXTS: Texts<MigrationReasons> = {
  'passed-as-function': 'it is handed on as a function, not called here',
  'ignored-by-comment': ({ evidence }) =>
    evidence === '' ? 'a comment ignores it' : `a comment ignores it: ${evidence}`,
  declined: 'skipped by hand',
  'writes-no-records': ({ library }) => `${library} has no logger to write records with`,
  'logger-class-taken': ({ evidence }) => `the name \`${evidence}\` is taken`,
  'is-the-logger': 'it is the logger itself',
  'logger-is-esm': 'the logger module is an ES module, which a CommonJS file cannot require',
  'logger-other-language': ({ evidence }) =>
    `the package's logger, ${evidence}, is of another language than this file; name one with --logger-import`,
  'logger-imports-file': 'the logger module imports this file: importing it here would close a cycle',
  'type-error': ({ evidence }) => `it would not type-check: ${evidence}`,
  'syntax-error': ({ evidence }) => `it would not parse: ${evidence}`,
  'edits-overlap': 'its changes would overlap those of another call',
  'no-such-module': ({ evidence }) => `there is no module ${evidence}`,
  'home-made-logger': ({ evidence }) =>
    `the project has a logger of its own, ${evidence}: name a logger with --logger and --logger-import`,
  'workspace-logger-unknown': ({ evidence }) =>
    `the workspace has a logger, ${evidence}, whose contract is unknown: name a logger with --logger and --logger-import`,
  'workspace-logger-out-of-reach': ({ evidence, library }) =>
    `the workspace has a logger, ${evidence}, that this package does not depend on: add it, or name one with --logger ${library} and --logger-import`,
  'workspace-logger-needs-package': ({ evidence }) =>
    `the workspace's logger, ${evidence}, depends on this package itself: name another with --logger and --logger-import`,
  'no-logger-module': ({ library }) => `there is no ${library} logger module; name one with --logger-import`,
  'outside-given-paths':
    'there is no logger module and none may be created outside the given paths; name one with --logger-import',
  'no-module-name-free': 'no name is free for a logger module; name one with --logger-import',
  'deployed-apart': ({ evidence }) =>
    `${evidence} are deployed apart, and would each need a logger module; name one with --logger-import`,
  'shared-by-programs': ({ evidence }) =>
    `${evidence} is a library of several programs, which share no logger; name one with --logger-import`,
};

/** Why a package's calls are written with the library that they are. */
export interface LibraryReasons {
  'library-option': CodeAlone;
  'library-setting': CodeAlone;
  'library-dependency': { readonly evidence: string };
  'library-workspace': { readonly evidence: string };
  'library-per-file': { readonly evidence: string };
  'library-own': { readonly evidence: string };
  'library-default': { readonly library: string };
}

export type LibraryReason = ReasonsOf<LibraryReasons>;

/** Stand in parentheses after the library. */
export const LIBRARY_TEXTS: Texts<LibraryReasons> = {
  'library-option': '--logger',
  'library-setting': '"observability" in package.json',
  'library-dependency': ({ evidence }) => `package.json depends on ${evidence}`,
  'library-workspace': ({ evidence }) => `the workspace logs with ${evidence}`,
  'library-own': ({ evidence }) => `\`${evidence}\` is the project's own`,
  'library-per-file': ({ evidence }) => `each file makes its logger with ${evidence}`,
  'library-default': ({ library }) => `no logging library was found; ${library} is the default`,
};
