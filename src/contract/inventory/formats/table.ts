/** Columns under each other; those that are named are set to the right. */
export function table(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => shown(row[i] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const room = ' '.repeat(Math.max(0, (widths[i] ?? 0) - shown(cell)));
        return right.includes(i) ? room + cell : cell + room;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Colours take no room. */
function shown(text: string): number {
  return text.replace(/\u001b\[\d+m/g, '').length;
}
