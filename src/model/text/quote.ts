const UNQUOTABLE = /[\\\u0000-\u001f\u2028\u2029]/g;

/** A string literal; the other quote where that saves escaping. */
export function quoted(text: string, preferred: string): string {
  const other = preferred === "'" ? '"' : "'";
  const quote = text.includes(preferred) && !text.includes(other) ? other : preferred;
  const escaped = text.replace(UNQUOTABLE, (character) =>
    character === '\\' ? '\\\\' : escapedUnit(character),
  );
  return quote + withoutLoneSurrogates(escaped).replaceAll(quote, `\\${quote}`) + quote;
}

/** Half a character, which no file can hold. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Source text of a string or template with half characters escaped. */
export function withoutLoneSurrogates(text: string): string {
  return text.replace(LONE_SURROGATE, escapedUnit);
}

function escapedUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A text as it stands in a template, between its values. */
export function inTemplate(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&');
}
