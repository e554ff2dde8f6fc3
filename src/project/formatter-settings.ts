import { PRETTIER_FILES, type Package, projectRootOf } from './packages.js';
import { join } from './path.js';
import { query } from './project.js';

/** How a formatter's settings want code written; what they do not say is absent. */
export interface FormatterSettings {
  readonly quote?: "'" | '"';
  readonly semicolons?: boolean;
  /** Where the last of several lines ends in a comma: nowhere, in objects and arrays, in calls as well. */
  readonly trailingCommas?: 'none' | 'es5' | 'all';
  /** What one level is indented by. */
  readonly step?: string;
  /** What lines end with. */
  readonly eol?: '\r\n' | '\n';
}

/** What the settings of Prettier, Biome or EditorConfig say of a package's code; undefined where there are none. */
export function formatterSettingsOf(owner: Package): FormatterSettings | undefined {
  const { project, root } = owner;
  return settingsIn(project, root) ?? settingsIn(project, projectRootOf(owner));
}

/** Read as text: a configuration may be JSON, YAML or JavaScript, and nothing of the project is run. */
const settingsIn = query((project, root): FormatterSettings | undefined => {
  for (const name of PRETTIER_FILES) {
    const path = join(root, name);
    const text = project.isFile(path) ? project.read(path) : undefined;
    if (text !== undefined) return settingsOf(name, text);
  }
  const manifest = join(root, 'package.json');
  const text = project.isFile(manifest) ? (project.read(manifest) ?? '') : '';
  return /"prettier"\s*:\s*\{/.test(text) ? settingsOf('.prettierrc', text) : undefined;
});

function settingsOf(name: string, text: string): FormatterSettings {
  const said = (key: string) => new RegExp(`\\b${key}['"]?\\s*[:=]\\s*['"]?([\\w-]+)`).exec(text)?.[1];
  if (name === '.editorconfig') {
    const isTab = said('indent_style') === 'tab';
    return { ...stepOf(isTab, isTab ? undefined : said('indent_size')), ...eolOf(said('end_of_line')) };
  }
  const commas = said(name.startsWith('biome') ? 'trailingCommas' : 'trailingComma');
  const trailingCommas = (['none', 'es5', 'all'] as const).find((each) => each === commas);
  const told = trailingCommas ? { trailingCommas } : {};
  if (name.startsWith('biome'))
    return {
      ...told,
      quote: said('quoteStyle') === 'single' ? "'" : '"',
      semicolons: said('semicolons') !== 'asNeeded',
      // Biome indents by tabs where nothing else is said.
      ...stepOf(said('indentStyle') !== 'space', said('indentWidth') ?? '2'),
      ...eolOf(said('lineEnding')),
    };
  return {
    ...told,
    quote: said('singleQuote') === 'true' ? "'" : '"',
    semicolons: said('semi') !== 'false',
    ...stepOf(said('useTabs') === 'true', said('tabWidth') ?? '2'),
    ...eolOf(said('endOfLine')),
  };
}

function eolOf(written: string | undefined): Pick<FormatterSettings, 'eol'> {
  return written === 'crlf' ? { eol: '\r\n' } : written === 'lf' ? { eol: '\n' } : {};
}

function stepOf(isTab: boolean, width: string | undefined): Pick<FormatterSettings, 'step'> {
  if (isTab) return { step: '\t' };
  const columns = Number(width);
  return columns > 0 && columns <= 8 ? { step: ' '.repeat(columns) } : {};
}
