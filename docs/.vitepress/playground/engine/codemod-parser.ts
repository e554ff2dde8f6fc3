import { ParseError } from '../../../../src/estree/native.js';
import type { ParsedFile } from '../../../../src/estree/source.js';
import { parsedFile } from './typescript.js';

export { ParseError };

/** In the place of `src/codemod/parser.ts`, which calls a binary. Throws a ParseError where a text does not parse. */
export function parseFile(text: string, path: string): ParsedFile {
  try {
    return parsedFile(text, path);
  } catch (error) {
    throw parseErrorOf(error);
  }
}

export function parseModule(text: string, path: string): ParsedFile | undefined {
  try {
    return parsedFile(text, path);
  } catch {
    return undefined;
  }
}

export function syntaxError(text: string, path: string): ParseError | undefined {
  try {
    parsedFile(text, path);
    return undefined;
  } catch (error) {
    return parseErrorOf(error);
  }
}

function parseErrorOf(error: unknown): ParseError {
  const { message, location } = error as {
    readonly message: string;
    readonly location?: { readonly start: { readonly line: number } };
  };
  return new ParseError(location?.start.line ?? 1, message);
}
