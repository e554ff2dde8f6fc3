/** The object that a text holds as JSON; undefined where it holds none. */
export function jsonObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Why a text is no JSON; that it is no object, where it is. */
export function jsonProblem(text: string): string {
  try {
    JSON.parse(text);
    return 'it holds no object';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** A string, which may hold what looks like a comment; a comment. */
const COMMENT = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
/** The same string; a comma before the end of a list. */
const TRAILING_COMMA = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g;

/** The same of JSON with comments and trailing commas. */
export function jsonWithComments(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const blanked = (found: string) => (found.startsWith('"') ? found : ' ');
  return jsonObject(text?.replace(COMMENT, blanked).replace(TRAILING_COMMA, blanked));
}
