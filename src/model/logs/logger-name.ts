/**
 * What the logger of a file is named where each file makes its own: its class, else the file, or its folder for an `index`.
 *
 * @param path with forward slashes
 */
export function loggerNameOf(path: string, text: string): string {
  const named = /\bexport\s+(?:default\s+)?(?:abstract\s+)?class\s+([A-Za-z_$][\w$]*)/.exec(text)?.[1];
  if (named) return named;
  const parts = path.split('/');
  const base = parts.at(-1)?.replace(/\.[cm]?[jt]sx?$/, '') ?? '';
  return base === 'index' ? (parts.at(-2) ?? base) : base;
}
