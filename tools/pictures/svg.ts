/** One look for all pictures: a panel that reads the same on a light and on a dark page. */
export const COLORS = {
  panel: '#161b26',
  head: '#222938',
  line: '#343d50',
  text: '#dfe5ef',
  dim: '#97a3b8',
  red: '#ff8f87',
  green: '#7fd6a2',
  blue: '#86b6ff',
  yellow: '#f0c674',
} as const;

export const WIDTH = 760;
const HEAD = 34;
const FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** Text as it may stand in a document. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

interface TextStyle {
  readonly color?: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { color = COLORS.text, size = 13, bold = false, anchor = 'start' } = style;
  const weight = bold ? ' font-weight="600"' : '';
  return `<text x="${x}" y="${y}" fill="${color}" font-size="${size}"${weight} text-anchor="${anchor}" xml:space="preserve">${escaped(content)}</text>`;
}

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  color: string,
  radius = 0,
): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${color}"/>`;
}

/**
 * A picture with a title bar.
 *
 * @param title what stands in the bar, and what a screen reader says
 * @param height of what is below the bar, whose coordinates begin there
 */
export function panel(title: string, height: number, content: readonly string[]): string {
  const total = height + HEAD;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${total}" width="${WIDTH}" height="${total}" role="img" aria-label="${escaped(title)}" font-family="${FONT}">`,
    rectangle(0, 0, WIDTH, total, COLORS.panel, 10),
    `<path d="M0 ${HEAD}V10a10 10 0 0 1 10-10h${WIDTH - 20}a10 10 0 0 1 10 10v${HEAD - 10}z" fill="${COLORS.head}"/>`,
    text(16, 22, title, { bold: true }),
    `<g transform="translate(0 ${HEAD})">`,
    ...content,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
