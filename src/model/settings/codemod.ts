import type { FileRole } from '../code/role.js';

/** Kinds of file that obs-codemod leaves alone until somebody wants them migrated. */
export const INCLUDABLE = ['cli', 'scripts', 'tests', 'browser'] as const satisfies readonly FileRole[];

/** What the settings say of obs-codemod alone. */
export interface CodemodSettings {
  readonly include: readonly FileRole[];
  /** Globs, from `root`. */
  readonly exclude: readonly string[];
  /** The folder that the globs start from. */
  readonly root: string;
}

/** Reads `"codemod"` of the settings; anything that is not of its shape is left out. */
export function readCodemodSettings(written: unknown, root: string): CodemodSettings {
  const { include, exclude } = (typeof written === 'object' && written !== null ? written : {}) as Record<
    string,
    unknown
  >;
  return {
    include: INCLUDABLE.filter((kind) => Array.isArray(include) && include.includes(kind)),
    exclude: Array.isArray(exclude) ? exclude.filter((glob) => typeof glob === 'string') : [],
    root,
  };
}
