/**
 * What a terminal obeys instead of showing: control characters (C0, DEL, C1), the line and paragraph separators, and what
 * turns the direction of text around.
 */
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text from the user's tree (a file's name, an excerpt of source) as it may be printed: on one line, with escapes in place of
 * what a terminal would obey. Everything from the tree goes through here on its way to a person.
 */
export function printable(text: string): string {
  return text.replace(OBEYED, (character) => SHORT[character] ?? escaped(character));
}

/** The same for text of several lines, which keeps its line ends and tabs. */
export function printableLines(text: string): string {
  return text.replace(OBEYED, (character, at: number) => {
    const isLayout =
      character === '\n' || character === '\t' || (character === '\r' && text[at + 1] === '\n');
    return isLayout ? character : (SHORT[character] ?? escaped(character));
  });
}

/** JSON with the same values, whose text can be printed: inside of a string, an escape is the character itself. */
export function printableJson(json: string): string {
  return json.replace(OBEYED, (character) => (character === '\n' ? character : escaped(character)));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
