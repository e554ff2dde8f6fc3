/** How a string is spelled in a file: what stands around it, and whether backslashes escape. */
export type Spelling = 'plain' | 'single' | 'double' | 'block';

/**
 * Where each character of a string stands in the file, from how it is spelled there. Folding, indentation and line ends change
 * white space alone, so that the characters that are none stand in the same order on both sides.
 */
export function offsetsOf(value: string, source: string, spelling: Spelling): readonly number[] {
  const spelled = spelledCharacters(source, spelling);
  const offsets: number[] = [];
  let next = 0;
  let after = spelled[0]?.at ?? contentStart(source, spelling);
  for (const unit of value.split('')) {
    const found = isBlank(unit) ? undefined : spelled[next];
    if (found) {
      next += 1;
      offsets.push(found.at);
      after = found.end;
    } else offsets.push(after);
  }
  offsets.push(after);
  return offsets;
}

interface Spelled {
  readonly at: number;
  readonly end: number;
}

/** The characters of the source that stand for ones of the string, white space left out. */
function spelledCharacters(source: string, spelling: Spelling): readonly Spelled[] {
  const found: Spelled[] = [];
  const end = spelling === 'single' || spelling === 'double' ? source.length - 1 : source.length;
  let at = contentStart(source, spelling);
  while (at < end) {
    const escape = escapeAt(source, at, spelling);
    const length = escape?.length ?? 1;
    const units = escape ? escape.units : isBlank(source[at] ?? '') ? 0 : 1;
    for (let unit = 0; unit < units; unit += 1) found.push({ at, end: at + length });
    at += length;
  }
  return found;
}

function contentStart(source: string, spelling: Spelling): number {
  if (spelling === 'single' || spelling === 'double') return 1;
  if (spelling === 'plain') return 0;
  const header = source.indexOf('\n');
  return header === -1 ? source.length : header + 1;
}

/** An escape sequence: how long it is, and how many UTF-16 units that are no white space it stands for. */
function escapeAt(
  source: string,
  at: number,
  spelling: Spelling,
): { readonly length: number; readonly units: number } | undefined {
  if (spelling === 'single' && source.startsWith("''", at)) return { length: 2, units: 1 };
  if (spelling !== 'double' || source[at] !== '\\') return undefined;
  const letter = source[at + 1] ?? '';
  const digits = HEX_DIGITS[letter];
  if (digits === undefined) return { length: 2, units: BLANK_ESCAPES.has(letter) ? 0 : 1 };
  const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
  const text = code <= 0x10ffff ? String.fromCodePoint(code) : '?';
  return { length: 2 + digits, units: isBlank(text) ? 0 : text.length };
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
/** The letters of escapes that stand for white space, or, before a line's end, for nothing. */
const BLANK_ESCAPES = new Set(['n', 't', 'r', 'f', 'v', ' ', '\t', '\n', '\r', 'N', '_', 'L', 'P']);

function isBlank(text: string): boolean {
  return text.trim() === '';
}
