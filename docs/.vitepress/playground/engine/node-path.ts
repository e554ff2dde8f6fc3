/** The part of `node:path` that ESLint and typescript-estree use, for the playground's paths. */
export const sep = '/';

export function extname(path: string): string {
  return /[^/](\.[^./]*)$/.exec(path)?.[1] ?? '';
}

export default { sep, extname };
