const UNQUOTABLE = /[\\\u0000-\u001f\u2028\u2029]/g;

/** A string literal; the other quote where that saves escaping. */
export function quoted(text: string, preferred: string): string {
  const other = preferred === "'" ? '"' : "'";
  const quote = text.includes(preferred) && !text.includes(other) ? other : preferred;
  const escaped = text.replace(UNQUOTABLE, (character) =>
    character === '\\' ? '\\\\' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
}
