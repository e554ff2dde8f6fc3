/** What is typed into the playground: small texts, so that a link can hold all of it. */
export interface PlaygroundProject {
  /** Texts by their paths from the project's folder, in the order of the tabs. */
  readonly files: Readonly<Record<string, string>>;
  /** A preset of the plugin. */
  readonly preset: string;
  /** The library that the project logs with; empty where it is to be detected. */
  readonly logger: string;
}

/** What the engine says of a project. */
export interface Analysis {
  readonly findings: readonly PlaygroundFinding[];
  /** Why the project could not be analysed as a whole: settings that mean nothing, a migration that failed. */
  readonly warnings: readonly string[];
  readonly migration: MigrationResult;
  readonly inventory: InventoryResult;
  readonly milliseconds: number;
}

/** A message of ESLint. Offsets are in the file's text. */
export interface PlaygroundFinding {
  readonly file: string;
  /** Empty for what keeps the file from being linted: it does not parse. */
  readonly rule: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly fix: TextEdit | undefined;
  readonly suggestions: readonly { readonly text: string; readonly edit: TextEdit }[];
  readonly url: string | undefined;
}

export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What `obs-codemod` would do. */
export interface MigrationResult {
  /** The unified difference as the command line prints it; empty where nothing would change. */
  readonly diff: string;
  readonly migrated: number;
  readonly left: readonly { readonly place: string; readonly call: string; readonly reason: string }[];
}

/** What `obs-contract inventory` would print, in tables. */
export interface InventoryResult {
  readonly tables: readonly InventoryTable[];
}

export interface InventoryTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the page asks the worker. */
export type Question =
  | { readonly ask: 'analyse'; readonly project: PlaygroundProject }
  | { readonly ask: 'fix'; readonly project: PlaygroundProject };

/** What it answers: an analysis, or the project's files with all fixes applied, as `eslint --fix` leaves them. */
export type Answer =
  | { readonly is: 'analysis'; readonly analysis: Analysis }
  | { readonly is: 'fixed'; readonly files: Readonly<Record<string, string>> }
  | { readonly is: 'failure'; readonly message: string };
