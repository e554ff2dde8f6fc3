import type { Hole } from './hole.js';

/** The `{{ … }}` of Go templates and of Jinja; one that has no end is none. */
export function templateActions(text: string): readonly Hole[] {
  const found: Hole[] = [];
  for (let from = text.indexOf('{{'); from !== -1; from = text.indexOf('{{', found.at(-1)?.to)) {
    const end = text.indexOf('}}', from + 2);
    if (end === -1) break;
    found.push({ from, to: end + 2 });
  }
  return found;
}
