import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Package, projectRootOf } from '../project/packages.js';
import { dirname, join } from '../project/path.js';

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
