/**
 * What a program does as a whole, read from its text alone: asked of every file before anything is parsed.
 */

const IMPORT = /\b(?:from|import|require\()\s*['"]([^'"]+)['"]/g;

/** The packages a text imports, by its import statements and `require` calls as they are written. */
export function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? '');
}

const LISTENS = /\.listen\s*(?:\(|\.(?:apply|call)\()|\b(?:Bun|Deno)\.serve\s*\(|\bserve\(\s*\{/;

/** Whether a program waits for requests: it serves for as long as it runs, whatever starts it. */
export function listens(text: string): boolean {
  return LISTENS.test(text);
}

const EXITS_WHEN_DONE = /\bprocess\.exit\(\s*(?:0\s*)?\)/;
const GOES_ON =
  /\bSIG(?:TERM|INT)\b|\bsetInterval\s*\(|\bcron\b|\.(?:subscribe|consume|process)\s*\(|\bnew Worker\s*\(/i;

/** What others import is a part of a program, which may exit where it cannot go on. */
const EXPORTS = /^export\b|\bexports\b|\}\s*\(module\b/m;

/** Whether a program does one thing and exits: nothing in it waits for requests, messages or a signal. */
export function runsOnce(text: string): boolean {
  return EXITS_WHEN_DONE.test(text) && !GOES_ON.test(text) && !EXPORTS.test(text) && !listens(text);
}

/** Text without comments and one-line strings, where `window.` is no use of the DOM. */
export function withoutStrings(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
    (match) => (/^['"]use client['"]$/.test(match) ? match : ' '),
  );
}
