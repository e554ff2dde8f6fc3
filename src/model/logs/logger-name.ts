/** What files of many folders are called: alone it says nothing of whose they are. */
const SHARED_NAME = /^(?:helpers?|utils?|common|shared|handlers?|service|controller|routes?)$/;
/** Folders that say as little. */
const SHARED_FOLDER = /^(?:src|lib|app|server|api)?$/;

/**
 * What the logger of a file is named where each file makes its own: its class, else the file, with its folder for `helper`, or its
 * folder for an `index`.
 *
 * @param path with forward slashes
 */
export function loggerNameOf(path: string, text: string): string {
  const named = /\bexport\s+(?:default\s+)?(?:abstract\s+)?class\s+([A-Za-z_$][\w$]*)/.exec(text)?.[1];
  if (named) return named;
  const parts = path.split('/');
  const base = parts.at(-1)?.replace(/\.[cm]?[jt]sx?$/, '') ?? '';
  const folder = parts.at(-2) ?? '';
  if (base === 'index') return folder || base;
  return SHARED_NAME.test(base) && !SHARED_FOLDER.test(folder) ? `${folder}/${base}` : base;
}
