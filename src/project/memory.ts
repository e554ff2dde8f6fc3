import type { Aliases, Entry, Host, Output, Stat, Workspace } from './host.js';
import { isString, jsonObject } from './json.js';
import { dirname } from './path.js';

/** A project that is only a map of texts: tests and the playground have no disk. */
export class MemoryHost implements Host {
  private readonly files = new Map<string, { readonly text: string; readonly stamp: string }>();
  private written = 0;
  /** Files that came or went. */
  private listed = 0;

  /** @param files texts by absolute path */
  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  /** Creates or replaces a file. */
  write(path: string, text: string): void {
    if (!this.files.has(path)) this.listed++;
    this.files.set(path, { text, stamp: String(++this.written) });
  }

  remove(path: string): void {
    if (this.files.delete(path)) this.listed++;
  }

  stat(path: string): Stat | undefined {
    const file = this.files.get(path);
    if (file) return { kind: 'file', size: file.text.length, stamp: file.stamp };
    return this.isDirectory(path)
      ? { kind: 'directory', size: 0, stamp: `directory ${this.listed}` }
      : undefined;
  }

  read(path: string): string | undefined {
    return this.files.get(path)?.text.replace(/^\uFEFF/, '');
  }

  entries(directory: string): readonly Entry[] {
    const prefix = directory.endsWith('/') ? directory : `${directory}/`;
    const found = new Map<string, Entry>();
    for (const path of this.files.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...below] = path.slice(prefix.length).split('/');
      found.set(name, { name, kind: below.length > 0 ? 'directory' : 'file' });
    }
    return [...found.values()];
  }

  /** The `paths` of the nearest tsconfig.json, as JSON; what it extends is not read. */
  aliases(directory: string): Aliases | undefined {
    for (let at = directory; ; at = dirname(at)) {
      const config = this.read(`${at}/tsconfig.json`);
      if (config !== undefined) return aliasesOf(config, at);
      if (dirname(at) === at) return undefined;
    }
  }

  /** The `workspaces` of its package.json: folders by name, or all of one folder (`packages/*`). */
  workspace(root: string): Workspace | undefined {
    const manifest = `${root}/package.json`;
    const workspaces = jsonObject(this.read(manifest))?.workspaces;
    if (!Array.isArray(workspaces)) return undefined;
    const packages = workspaces.filter(isString).flatMap((pattern) => {
      const folder = `${root}/${pattern.replace(/\/\*$/, '')}`;
      if (!pattern.endsWith('/*')) return [folder];
      return this.entries(folder).map(({ name }) => `${folder}/${name}`);
    });
    return { packages, readFrom: [manifest, ...new Set(packages.map(dirname))] };
  }

  /** By the nearest tsconfig.json, as JSON. */
  output(directory: string): Output | undefined {
    for (let at = directory; ; at = dirname(at)) {
      const path = `${at}/tsconfig.json`;
      const config = this.read(path);
      if (config === undefined && dirname(at) !== at) continue;
      const options = jsonObject(config)?.compilerOptions as Readonly<Record<string, unknown>> | undefined;
      const absolute = (value: unknown) => (isString(value) ? [`${at}/${value.replace(/^\.\//, '')}`] : []);
      const directories = [options?.outDir, options?.declarationDir].flatMap(absolute);
      return { directories, rootDir: absolute(options?.rootDir)[0], readFrom: [path] };
    }
  }

  installed(specifier: string, from: string): string | undefined {
    for (let at = dirname(from); ; at = dirname(at)) {
      const folder = `${at}/node_modules/${specifier}`;
      const found = [folder, `${folder}.js`, `${folder}/index.js`].find((path) => this.files.has(path));
      if (found !== undefined || dirname(at) === at) return found;
    }
  }

  private isDirectory(path: string): boolean {
    const prefix = path.endsWith('/') ? path : `${path}/`;
    return [...this.files.keys()].some((file) => file.startsWith(prefix));
  }
}

function aliasesOf(config: string, directory: string): Aliases {
  type Paths = Readonly<Record<string, readonly string[]>>;
  const options = jsonObject(config)?.compilerOptions as { paths?: Paths } | undefined;
  const paths = options?.paths ?? {};
  const candidates = (specifier: string) =>
    Object.entries(paths).flatMap(([pattern, targets]) => {
      const [head = '', tail] = pattern.split('*');
      if (tail === undefined) return specifier === pattern ? targets : [];
      const matches = specifier.startsWith(head) && specifier.endsWith(tail);
      const star = specifier.slice(head.length, specifier.length - tail.length);
      return matches ? targets.map((target) => target.replace('*', () => star)) : [];
    });
  return {
    candidates: (specifier) =>
      candidates(specifier).map((target) => `${directory}/${target}`.replace('/./', '/')),
    readFrom: [`${directory}/tsconfig.json`],
  };
}
