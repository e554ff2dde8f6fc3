/** Folders whose exports a framework imports by itself, each under its own name. */
interface AutoImports {
  readonly dependency: RegExp;
  /** The files of a package that have them. */
  readonly readers: RegExp;
  readonly folders: RegExp;
}

/**
 * @see https://nuxt.com/docs/guide/concepts/auto-imports
 * @see https://nitro.build/docs/utils
 */
export const AUTO_IMPORTS: readonly AutoImports[] = [
  {
    dependency: /^nuxt(?:-nightly)?$/,
    readers: /^server\//,
    folders: /^(?:server\/utils\/|shared\/(?:utils|types)\/[^/]+$)/,
  },
  {
    dependency: /^nuxt(?:-nightly)?$/,
    readers: /^(?!server\/)/,
    folders:
      /^(?:(?:app\/)?(?:utils|composables)\/(?:[^/]+|[^/]+\/index\.[jt]s)|shared\/(?:utils|types)\/[^/]+)$/,
  },
  { dependency: /^nitro(?:pack)?$/, readers: /./, folders: /^(?:(?:server|src)\/)?utils\// },
];
