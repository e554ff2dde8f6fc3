/** Reading the text of modules, for the entries that judge by it. Strings are taken as they come. */

/** The text from after an opening bracket to before the one that closes it; all that follows where none does. */
export function enclosed(text: string, start: number, open = '(', close = ')'): string {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}
