import { type Package, projectRootOf } from '../project/packages.js';
import { join } from '../project/path.js';
import { formatterSettingsOf } from '../project/formatter-settings.js';

/** A module's text in the style of its repository: that of its formatter's settings, else that of the modules beside it. */
export function inStyle(text: string, owner: Package, neighbours: readonly string[]): string {
  const { quote, semicolons, step, eol } = {
    ...seenIn(neighbours),
    ...formatterSettingsOf(owner),
    ...checkedOut(owner),
  };
  const ended = !semicolons ? text.replaceAll(/;$/gm, '') : text;
  const quoted = quote === '"' ? ended.replaceAll("'", '"') : ended;
  const indented =
    step === undefined ? quoted : quoted.replace(/^(?: {2})+/gm, (spaces) => step.repeat(spaces.length / 2));
  return indented.replaceAll('\n', eol);
}

/** What git has all files' lines end with. */
function checkedOut(owner: Package) {
  const path = join(projectRootOf(owner), '.gitattributes');
  const text = owner.project.isFile(path) ? (owner.project.read(path) ?? '') : '';
  const all = text.split(/\r?\n/).find((line) => /^\*\s/.test(line));
  const [, eol] = /\seol=(crlf|lf)\b/.exec(all ?? '') ?? [];
  return eol === undefined ? {} : { eol: eol === 'crlf' ? ('\r\n' as const) : ('\n' as const) };
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
  const withReturn = neighbours.filter((text) => text.includes('\r\n')).length;
  const indent = /^(?:\t| {2,8}(?=[^\s*]))/m.exec(neighbours.join('\n'))?.[0];
  return {
    quote: seen.double > seen.single ? ('"' as const) : ("'" as const),
    semicolons: seen.open <= seen.ended,
    eol: withReturn > neighbours.length / 2 ? ('\r\n' as const) : ('\n' as const),
    ...(indent === undefined ? {} : { step: indent }),
  };
}
