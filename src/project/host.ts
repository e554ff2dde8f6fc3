/**
 * What the engine asks of the world around a file. A disk answers for ESLint and the command lines (`disk.ts`), a map of
 * texts for tests and the playground (`memory.ts`). No question throws: what cannot be read is not there.
 */
export interface Host {
  stat(path: string): Stat | undefined;
  /** The text of what `stat` says to be a file, without a byte order mark. */
  read(path: string): string | undefined;
  /** What stands in a directory. */
  entries(directory: string): readonly Entry[];
  /** How the configuration that holds for a directory's files (tsconfig or jsconfig `paths`) maps module specifiers. */
  aliases(directory: string): Aliases | undefined;
  /** The workspace that a directory is the root of: what its package manager links into each other. */
  workspace(root: string): Workspace | undefined;
  /** Where the configuration that holds for a directory's files has them compiled to. */
  output(directory: string): Output | undefined;
  /** What a bare specifier names for Node, seen from a file: a file of an installed package. */
  installed(specifier: string, from: string): string | undefined;
  /** Where a folder is that a link may lead to. Absent: there are no links. */
  real?(folder: string): string | undefined;
}

export interface Stat {
  readonly kind: 'file' | 'directory' | 'other';
  readonly size: number;
  /** Another one after every change of a file's content or of a directory's list of entries. */
  readonly stamp: string;
}

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
}

export interface Aliases {
  /** The paths that a specifier stands for, in the order in which they are tried. */
  candidates(specifier: string): readonly string[];
  /** The files and directories that the answer was read from. */
  readonly readFrom: readonly string[];
}

export interface Workspace {
  /** The folders of its packages. */
  readonly packages: readonly string[];
  /** The files and directories that the answer was read from. */
  readonly readFrom: readonly string[];
}

export interface Output {
  /** `outDir` and `declarationDir`. */
  readonly directories: readonly string[];
  readonly rootDir: string | undefined;
  readonly readFrom: readonly string[];
}
