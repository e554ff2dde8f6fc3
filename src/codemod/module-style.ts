import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Package, projectRootOf } from '../project/packages.js';
import { formatterSettingsOf } from '../project/formatter-settings.js';
import { dirname, join } from '../project/path.js';

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

interface Prettier {
  resolveConfig(path: string, options: object): Promise<object | null>;
  format(text: string, options: object): Promise<string> | string;
}

/**
 * A module's text as the formatter writes it that its repository has installed: Prettier or Biome. The text as it is where there is
 * none, or it fails.
 */
export async function formatted(path: string, text: string, owner: Package): Promise<string> {
  try {
    return biomeText(path, text, owner) ?? (await prettierText(path, text, owner)) ?? text;
  } catch {
    return text;
  }
}

async function prettierText(path: string, text: string, owner: Package): Promise<string | undefined> {
  const folder = folderWith(owner, 'prettier');
  if (folder === undefined) return undefined;
  const file = createRequire(join(folder, 'package.json')).resolve('prettier');
  const loaded = (await import(pathToFileURL(file).href)) as Partial<Prettier> & {
    readonly default?: Prettier;
  };
  const prettier = loaded.format && loaded.resolveConfig ? (loaded as Prettier) : loaded.default;
  if (!prettier) return undefined;
  const config = await prettier.resolveConfig(path, { editorconfig: true });
  return prettier.format(text, { ...config, filepath: path });
}

function biomeText(path: string, text: string, owner: Package): string | undefined {
  const { project } = owner;
  const folder = folderWith(owner, '@biomejs/biome');
  // Its program by Node: what stands in `.bin` needs a shell on Windows, which splits paths at their spaces.
  const bin = folder === undefined ? undefined : join(folder, 'node_modules/@biomejs/biome/bin/biome');
  if (folder === undefined || bin === undefined || !project.exists(bin)) return undefined;
  const { status, stdout } = spawnSync(process.execPath, [bin, 'format', `--stdin-file-path=${path}`], {
    ...{ cwd: folder, input: text, encoding: 'utf8' },
  });
  return status === 0 && stdout !== '' ? stdout : undefined;
}

/** The nearest folder, up to the root of the repository, whose package.json asks for a formatter that is installed there. */
function folderWith(owner: Package, name: string): string | undefined {
  const { project } = owner;
  const top = projectRootOf(owner);
  for (let folder = owner.root; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    const isAsked = project.isFile(manifest) && (project.read(manifest) ?? '').includes(`"${name}"`);
    if (isAsked && project.isDirectory(join(folder, 'node_modules', name))) return folder;
    if (folder === top || dirname(folder) === folder) return undefined;
  }
}
