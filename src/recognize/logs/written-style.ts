import type { Range } from '../../model/text/edits.js';
import { type Style, styleAt } from '../../model/logs/dialect-text.js';
import { type FormatterSettings, formatterSettingsOf } from '../../project/formatter-settings.js';
import { lineWidthOf } from '../../project/packages.js';
import type { AnalysedFile } from '../file.js';

/** How a call is written in the place of another: as the formatter of the package writes it, else as its file is written. */
export function writtenStyle(file: AnalysedFile, range: Range): Style {
  const style = styleAt(file.style, range, lineWidthOf(file.package));
  return { ...style, ...commasOf(formatterSettingsOf(file.package)) };
}

function commasOf(settings: FormatterSettings | undefined): Partial<Style> {
  const commas = settings?.trailingCommas;
  return commas === undefined ? {} : { trailingComma: commas === 'all', objectComma: commas !== 'none' };
}
