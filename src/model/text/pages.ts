/** Where the documentation is published; all pages lie under it. */
export const SITE = 'https://eslint-plugin-observability.github.io/eslint-plugin-observability/';

/** Where the sources are. */
export const REPOSITORY = 'https://github.com/eslint-plugin-observability/eslint-plugin-observability';

/** The page of a rule. */
export function rulePage(name: string): string {
  return `${SITE}rules/${name}`;
}

/** The page of a check of `obs-contract`. */
export function checkPage(id: string): string {
  return `${SITE}checks/${id}`;
}
