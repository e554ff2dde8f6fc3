import { COLORS, WIDTH, panel, rectangle, text } from './svg.js';

const LINE = 20;
/** Characters of a line. */
const MAX = 92;

/** A line of a log, and what it shows. */
export interface LogLine {
  readonly text: string;
  readonly color?: string;
}

/** A log store's answer to a query: the query on top, a line a record. */
export function logPicture(title: string, query: string, lines: readonly LogLine[], verdict: string): string {
  const wrapped = lines.flatMap((line) => wrap(line.text).map((part) => ({ ...line, text: part })));
  const top = 52;
  const height = top + wrapped.length * LINE + 44;
  return panel(title, height, [
    rectangle(12, 10, WIDTH - 24, 28, COLORS.head, 6),
    text(22, 29, query, { color: COLORS.blue }),
    ...wrapped.map((line, index) =>
      text(16, top + 14 + index * LINE, line.text, line.color ? { color: line.color } : {}),
    ),
    text(16, height - 16, verdict, { color: COLORS.yellow, bold: true }),
  ]);
}

/** Parts of a line, the later ones set in; indentation stays. */
function wrap(line: string): readonly string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > MAX) {
    const space = rest.lastIndexOf(' ', MAX);
    const cut = space > MAX / 2 ? space : MAX;
    parts.push(rest.slice(0, cut));
    rest = `    ${rest.slice(cut).trimStart()}`;
  }
  return [...parts, rest];
}
