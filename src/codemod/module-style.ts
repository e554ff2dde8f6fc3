import type { Package } from '../project/packages.js';
import { formatterSettingsOf } from '../project/formatter-settings.js';

/** A module's text in the style of its repository: that of its formatter's settings, else that of the modules beside it. */
export function inStyle(text: string, owner: Package, neighbours: readonly string[]): string {
  const { quote, semicolons, step } = { ...seenIn(neighbours), ...formatterSettingsOf(owner) };
  const ended = !semicolons ? text.replaceAll(/;$/gm, '') : text;
  const quoted = quote === '"' ? ended.replaceAll("'", '"') : ended;
  return step === undefined
    ? quoted
    : quoted.replace(/^(?: {2})+/gm, (spaces) => step.repeat(spaces.length / 2));
}

/** How most imports of some modules are written. */
function seenIn(neighbours: readonly string[]) {
  const seen = { single: 0, double: 0, ended: 0, open: 0 };
  for (const text of neighbours) {
    for (const line of text.match(/^import\b.*['"];?$/gm) ?? []) {
      seen[line.includes("'") ? 'single' : 'double'] += 1;
      seen[line.endsWith(';') ? 'ended' : 'open'] += 1;
    }
  }
  const indent = /^(?:\t| {2,8}(?=[^\s*]))/m.exec(neighbours.join('\n'))?.[0];
  return {
    quote: seen.double > seen.single ? ('"' as const) : ("'" as const),
    semicolons: seen.open <= seen.ended,
    ...(indent === undefined ? {} : { step: indent }),
  };
}
