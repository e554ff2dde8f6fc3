/** What a file is written in: a JavaScript file that is run as it is cannot import a TypeScript module. */
export type Language = 'ts' | 'js';

/** The language of a file by its name. */
export function languageOf(path: string): Language {
  return /\.[cm]?tsx?$/.test(path) ? 'ts' : 'js';
}
