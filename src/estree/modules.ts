import { autoImport } from '../project/auto-imports.js';
import { declarationsOf, isInstalled } from '../project/declarations.js';
import { declarationsThatSay, sourcesThatSay } from '../project/package-sources.js';
import { packageSpecifier } from '../project/import-map.js';
import { hasPackage, packageOf, projectRootOf } from '../project/packages.js';
import type { Project } from '../project/project.js';
import { dirname } from '../project/path.js';
import { resolveModule } from '../project/resolve.js';
import { relativeSpecifier } from '../model/text/import-statement.js';
import type { Binding, HandedOn, Tracked } from '../model/code/source.js';
import { importOf } from './import-binding.js';
import { handedOnIn } from './handed-on.js';
import { type EstreeInput, EstreeSource, type ParsedFile } from './source.js';

/** Parses one file; undefined where it does not parse. Nodes have their `parent`. */
export type Parse = (text: string, path: string) => ParsedFile | undefined;

interface Kept {
  readonly stamp: string;
  readonly source: EstreeSource | undefined;
}

/** A larger file is data, not a module that makes a logger. */
const MAX_BYTES = 1_000_000;
/** Trees that are kept, those asked for last: a repository's loggers and metrics are few, its modules many. */
const MAX_KEPT = 300;

/** Without which no module gives a global its value. */
const NAMES_GLOBAL = /\bglobal(?:This)?\b/;
const AUGMENTING = /\bdeclare\s+(?:module\s+['"][^'"*\n]+['"]|global)\s*\{[\s\S]*?\binterface\b/;

/** The project's own modules as one parser reads them, each parsed once while its file stays as it is. */
export class Modules {
  /** The last used at the end. */
  private readonly kept = new Map<string, Kept>();
  /** What packages hand on, by their roots and the name. */
  private readonly handed = new Map<string, Tracked<{ readonly on: HandedOn | undefined }>>();

  constructor(
    private readonly project: Project,
    private readonly parse: Parse,
  ) {}

  /** Another module of the project; undefined where it is none, or too large to be one. */
  load(specifier: string, from: string): EstreeSource | undefined {
    const path = resolveModule(this.project, specifier, from);
    return path === undefined ? undefined : this.read(path);
  }

  read(path: string): EstreeSource | undefined {
    const known = this.kept.get(path);
    this.project.note(path);
    const stamp = this.project.stamp(path);
    if (known?.stamp === stamp) return known.source;
    const text = this.project.read(path, MAX_BYTES);
    const source = text === undefined ? undefined : this.source(path, text);
    this.kept.delete(path);
    this.kept.set(path, { stamp, source });
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size > MAX_KEPT) this.kept.delete(oldest);
    return source;
  }

  /** The modules of a file's package that may give a global its value. */
  definingGlobal(name: string, path: string): readonly EstreeSource[] {
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return [];
    const is = name.replaceAll('$', '\\$');
    const what = new RegExp(
      `\\bglobal(?:This)?(?:\\s+as\\s+[\\w.<>]+\\s*\\))?\\s*\\.\\s*${is}\\s*(?:\\?\\?|\\|\\|)?=(?!=)|\\bdeclare\\s+global\\b[\\s\\S]{0,2000}?\\bvar\\s+${is}\\b`,
    );
    const found = sourcesThatSay(packageOf(this.project, path), what, NAMES_GLOBAL);
    return found.flatMap((each) => this.read(each) ?? []);
  }

  /** What a framework imports for a file under a name, as an import that it could have written. */
  autoImported(name: string, path: string): Binding | undefined {
    const found = autoImport(this.project, name, path);
    return found && importOf(relativeSpecifier(found.module, dirname(path), 'source'), found.name);
  }

  /** What the package of a file hands on under a name; where that is nothing, the packages around it. */
  handedOn(name: string, path: string): HandedOn | undefined {
    const owner = packageOf(this.project, path);
    const key = `${name} ${owner.root}`;
    const known = this.handed.get(key)?.read();
    if (known) return known.on;
    let on: HandedOn | undefined;
    const found = this.project.track(() => ({
      on: (on = handedOnIn(owner, name, (each) => this.read(each))),
    }));
    this.handed.set(key, found);
    return on;
  }

  /** The declarations of a package that is installed for a file. */
  declarations(specifier: string, from: string): EstreeSource | undefined {
    const path = declarationsOf(this.project, specifier, from);
    return path === undefined ? undefined : this.read(path);
  }

  /** The modules around a file that may declare a global type: of its package, else of the project. */
  declaringType(name: string, path: string): readonly EstreeSource[] {
    if (!/^[A-Za-z_]\w*$/.test(name)) return [];
    const what = new RegExp(`\\b(?:namespace|interface|class|type)\\s+${name}\\b`);
    const owner = packageOf(this.project, path);
    for (const root of new Set([owner.root, projectRootOf(owner)])) {
      const found = declarationsThatSay({ project: this.project, root }, what);
      if (found.length > 0) return found.flatMap((each) => this.read(each) ?? []);
    }
    return [];
  }

  /** The modules of a file's package that add members to interfaces of packages, or to global ones. */
  augmenting(path: string): readonly EstreeSource[] {
    const owner = packageOf(this.project, path);
    return sourcesThatSay(owner, AUGMENTING).flatMap((each) => this.read(each) ?? []);
  }

  /** What a file asks for of the files around it. */
  around(path: string): Omit<EstreeInput, 'file' | 'text' | 'parsed'> {
    const declarations = (module: string) => this.declarations(module, path);
    return {
      follow: isInstalled(path) ? declarations : (module) => this.load(module, path),
      declarations,
      hasPackage: (module) =>
        hasPackage(this.project, module, path) ||
        (this.load(module, path) ?? declarations(module)) !== undefined,
      published: (module) => packageSpecifier(this.project, module, path),
      definingGlobal: (name) => this.definingGlobal(name, path),
      autoImported: (name) => this.autoImported(name, path),
      handedOn: (name) => this.handedOn(name, path),
      declaringType: (name) => this.declaringType(name, path),
      augmenting: () => this.augmenting(path),
      parseTypes: (text) => this.parse(text, `${path}.d.ts`),
      track: (compute) => this.project.track(compute),
    };
  }

  private source(path: string, text: string): EstreeSource {
    return new EstreeSource({
      file: path,
      text,
      parsed: () => this.parse(text, path),
      ...this.around(path),
    });
  }
}
