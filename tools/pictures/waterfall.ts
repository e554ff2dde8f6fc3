import type { ExportedSpan } from './spans.js';
import { COLORS, WIDTH, panel, rectangle, text } from './svg.js';

const ROW = 34;
const LEFT = 210;
const RIGHT = 110;
const STATUS = { ERROR: COLORS.red, OK: COLORS.green, UNSET: COLORS.blue };

/** A trace as a backend draws it: a row a span, in milliseconds. */
export function tracePicture(title: string, spans: readonly ExportedSpan[], verdict: string): string {
  const total = Math.max(...spans.map(({ start, duration }) => start + duration));
  const scale = (WIDTH - LEFT - RIGHT) / total;
  const rows = spans.flatMap(({ name, depth, start, duration, status, exception }, index) => {
    const y = 16 + index * ROW + (exceptionsBefore(spans, index) * ROW) / 2;
    const x = LEFT + start * scale;
    const color = STATUS[status];
    return [
      text(16 + depth * 18, y + 15, name, { bold: depth === 0 }),
      rectangle(Math.round(x), y, Math.max(3, Math.round(duration * scale)), 20, color, 3),
      text(WIDTH - 16, y + 15, `${duration} ms`, { color: COLORS.dim, anchor: 'end' }),
      ...(exception === undefined
        ? []
        : [text(LEFT, y + 34, `ERROR  ${exception}`, { color: COLORS.red, size: 12 })]),
    ];
  });
  const height = 16 + spans.length * ROW + (exceptionsBefore(spans, spans.length) * ROW) / 2 + 38;
  return panel(title, height, [
    ...rows,
    text(16, height - 16, verdict, { color: COLORS.yellow, bold: true }),
  ]);
}

/** How many rows above have a second line. */
function exceptionsBefore(spans: readonly ExportedSpan[], index: number): number {
  return spans.slice(0, index).filter(({ exception }) => exception !== undefined).length;
}
