import type { Growth } from './series.js';
import { COLORS, WIDTH, panel, rectangle, text } from './svg.js';

const TOP = 30;
const HEIGHT = 240;
const LEFT = 64;
const RIGHT = 150;

/** Series over requests, as the service is written and as it is repaired. */
export function growthPicture(title: string, before: readonly Growth[], after: readonly Growth[]): string {
  const most = Math.max(...before.map(({ series }) => series));
  const requests = before.at(-1)?.requests ?? 1;
  const width = WIDTH - LEFT - RIGHT;
  const x = (value: number) => Math.round(LEFT + (value / requests) * width);
  const y = (value: number) => Math.round(TOP + HEIGHT - (value / most) * HEIGHT);
  const line = (points: readonly Growth[], color: string) =>
    `<polyline fill="none" stroke="${color}" stroke-width="3" points="${points.map((point) => `${x(point.requests)},${y(point.series)}`).join(' ')}"/>`;
  const end = (points: readonly Growth[], what: string, color: string, shift: number) => {
    const series = points.at(-1)?.series ?? 0;
    const at = y(series) + shift;
    return [
      text(LEFT + width + 12, at, `${series} series`, { color, bold: true }),
      text(LEFT + width + 12, at + 18, what, { color: COLORS.dim, size: 12 }),
    ];
  };
  const ticks = [0, most / 2, most].map(Math.round);
  return panel(title, TOP + HEIGHT + 52, [
    ...ticks.flatMap((tick) => [
      rectangle(LEFT, y(tick), width, 1, COLORS.line),
      text(LEFT - 10, y(tick) + 4, String(tick), { color: COLORS.dim, size: 12, anchor: 'end' }),
    ]),
    ...[0, requests / 2, requests].map((tick) =>
      text(x(tick), TOP + HEIGHT + 20, String(tick), { color: COLORS.dim, size: 12, anchor: 'middle' }),
    ),
    text(LEFT + width / 2, TOP + HEIGHT + 40, 'requests', { color: COLORS.dim, size: 12, anchor: 'middle' }),
    line(before, COLORS.red),
    line(after, COLORS.green),
    ...end(before, 'label: req.path', COLORS.red, 4),
    ...end(after, 'label: the route', COLORS.green, -22),
  ]);
}
