/** What is read of a package.json; empty where there is none. */
export interface PackageFacts {
  /** Absolute directory of the package.json, or of the tree's root without one. */
  readonly root: string;
  readonly name: string | undefined;
  readonly dependencies: ReadonlySet<string>;
  readonly allDependencies: ReadonlySet<string>;
  readonly versions: ReadonlyMap<string, string>;
  readonly type: 'module' | 'commonjs';
  readonly hasBin: boolean;
  readonly scripts: Readonly<Record<string, string>>;
}

export interface FileFacts {
  /** Relative to the package's root, with forward slashes. */
  readonly path: string;
  /** Relative to the root of the repository or workspace that the package is part of. */
  readonly projectPath: string;
  readonly text: string;
  readonly package: PackageFacts;
  /**
   * Whether the package's `bin` leads to the file: it is the entry itself, or imported from it; `maybe` where
   * what is reached loads modules by names that are not written down.
   */
  readonly bin: () => 'entry' | 'reached' | 'maybe' | 'no';
  /** Whether a file of TypeScript of the same name stands beside it. */
  readonly isBesideSource: () => boolean;
  /** The package's script that runs a command line of which the file is a part: its entry imports it from its own folder. */
  readonly commandScript: () => string | undefined;
}
