/**
 * The npm or JSR name of what a URL-like specifier of Deno names, with the path in it: `npm:pino@^9` is `pino`,
 * `jsr:@std/log@1/logger` and `https://deno.land/std@0.224.0/log/logger.ts` are `@std/log/logger`. Undefined for other
 * specifiers.
 */
export function publishedName(specifier: string): string | undefined {
  if (!URL_LIKE.test(specifier)) return undefined;
  for (const [pattern, nameOf] of SPECIFIERS) {
    const match = pattern.exec(specifier);
    if (match)
      return nameOf(match[1] ?? '', (match[2] ?? '').replace(MODULE_FILE, '').replace(EXTENSION, ''));
  }
  return undefined;
}

/** Where packages are loaded from by their address. */
const URL_LIKE = /^(?:npm|jsr|https?):/;

/** The module that a package gives as a whole. */
const MODULE_FILE = /^\/mod\.[jt]s$/;
const EXTENSION = /\.[cm]?[jt]s$/;

type NameOf = (name: string, path: string) => string;

const joined: NameOf = (name, path) => name + path;

/** What each kind of specifier is called: its name first, the path in it second. */
const SPECIFIERS: readonly (readonly [RegExp, NameOf])[] = [
  [/^(?:npm|jsr):\/?((?:@[\w.-]+\/)?[\w.-]+)(?:@[^/]*)?(\/.*)?$/, joined],
  [/^https:\/\/deno\.land\/std(?:@[^/]*)?\/([\w-]+)(\/[^?]*)?/, (name, path) => `@std/${name}${path}`],
  [/^https:\/\/jsr\.io\/(@[\w-]+\/[\w-]+)\/[^/]+(\/[^?]*)?/, joined],
  [
    /^https:\/\/(?:(?:cdn\.)?esm\.sh|unpkg\.com|cdn\.skypack\.dev|cdn\.jsdelivr\.net\/npm)\/(?:v\d+\/)?((?:@[\w.-]+\/)?[\w.-]+)(?:@[^/?]*)?(\/[^?]*)?/,
    joined,
  ],
];
