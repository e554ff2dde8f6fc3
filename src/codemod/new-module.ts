import { ROUTE_FOLDERS, errorsHoldRequest } from '../catalog/packages.js';
import type { LoggerModule } from '../catalog/schema.js';
import { LIBRARIES_BY_ID } from '../catalog/index.js';
import type { ModuleStyle } from '../model/text/import-statement.js';
import { quoted } from '../model/text/quote.js';
import { deployedFolders } from '../project/deployed-folders.js';
import { serverFolderOf } from '../project/server-folder.js';
import type { Package } from '../project/packages.js';
import { basename, isUnder, join, relative } from '../project/path.js';
import { existing } from '../project/existing.js';
import { readsNullish } from '../project/syntax-level.js';
import { type Language, languageOf } from './language.js';
import { inStyle } from './module-style.js';
import type { LoggerModulePlace, TargetOptions } from './logger-place.js';

/** As many folders are named in a report. */
const MAX_NAMED = 3;
/** As many modules are read for the style that they are written in. */
const MAX_READ = 8;

/** A script that says that it is strict, at its head or after what is said of its licence. */
const STRICT = /^(?:\/\*(?:[^*]|\*(?!\/))*\*\/\s*|\/\/[^\n]*\n\s*)*['"]use strict['"]/;

/** The module that is written where a package has no logger. */
export function newModule(
  library: string,
  owner: Package,
  language: Language,
  options: TargetOptions,
): LoggerModulePlace {
  const make = LIBRARIES_BY_ID.get(library)?.loggerModule;
  if (!make) return { at: 'nowhere', reason: { code: 'no-logger-module', library } };
  const { part } = options;
  if (part?.isLibrary)
    return { at: 'nowhere', reason: { code: 'shared-by-programs', evidence: basename(part.root) } };
  // What stands outside of the folder that a Lambda is made of is not there when it runs.
  const deployed = deployedFolders(owner);
  if (deployed.length > 1) {
    const names = deployed.slice(0, MAX_NAMED).map(basename).join(', ');
    const evidence = deployed.length > MAX_NAMED ? `${names} and others` : names;
    return { at: 'nowhere', reason: { code: 'deployed-apart', evidence } };
  }
  const own = part ? undefined : serverFolderOf(owner);
  const { root } = part ?? owner;
  const isAmongRoutes = own !== undefined && holdsRoutes(own, owner);
  const usual = [
    ...(own === undefined || isAmongRoutes ? [] : [own]),
    join(root, 'src'),
    ...(isAmongRoutes ? [join(root, 'lib')] : []),
    root,
    ...options.roots,
  ];
  const folders = deployed.length > 0 ? deployed : usual;
  const folder = folders.find(
    (each) =>
      options.roots.some((root) => isUnder(root, each)) &&
      owner.project.isDirectory(each) &&
      options.isWithin(join(each, 'logger')),
  );
  if (folder === undefined) {
    return { at: 'nowhere', reason: { code: 'outside-given-paths' } };
  }
  // A link that leads nowhere is there as well.
  const taken = new Set(
    owner.project
      .entries(folder)
      .flatMap(({ name, kind }) => (kind === 'directory' ? [] : [name.replace(/\.[cm]?[jt]sx?$/, '')])),
  );
  // Whatever it hands out, it is what the package calls its logger.
  const other = modulesIn(folder, owner.project).find(
    ({ name: path }) =>
      basename(path).replace(/\.[cm]?[jt]s$/, '') === 'logger' && languageOf(path) === language,
  );
  if (other && options.logger === undefined)
    return {
      at: 'nowhere',
      reason: { code: 'home-made-logger', evidence: relative(owner.root, other.name) },
    };
  const name = ['logger', 'structured-logger', 'app-logger'].find(
    (each) => !taken.has(each) && !existing(owner.project, join(folder, each)),
  );
  if (name === undefined) return { at: 'nowhere', reason: { code: 'no-module-name-free' } };
  const style: ModuleStyle = language === 'ts' || owner.type === 'module' ? 'esm' : 'cjs';
  const path = join(folder, `${name}.${language}`);
  const neighbours = modulesIn(folder, owner.project)
    .slice(0, MAX_READ)
    .map(({ name: path }) => owner.project.read(path, 20_000) ?? '');
  const isStrict =
    style === 'cjs' && neighbours.filter((each) => STRICT.test(each)).length * 2 > neighbours.length;
  const head = isStrict ? "'use strict';\n\n" : '';
  const text = head + moduleText(make, style, owner, part ? basename(part.root) : owner.name);
  return {
    at: 'file',
    path,
    name: 'logger',
    create: inStyle(
      readsNullish(owner, language, neighbours) ? text : text.replaceAll(' ?? ', ' || '),
      owner,
      neighbours,
    ),
    serializesErrors: true,
    writesFields: true,
    redacts: make.redacting !== undefined,
  };
}

/** Whether what is put into a folder would stand among routes, or be one. */
function holdsRoutes(folder: string, { project, root, allDependencies }: Package): boolean {
  const found = ROUTE_FOLDERS.find(({ name }) => name === relative(root, folder));
  if (!found) return false;
  if (found.file !== undefined) return project.isFile(join(root, found.file));
  return found.package !== undefined && allDependencies.has(found.package);
}

function moduleText(
  make: LoggerModule,
  style: ModuleStyle,
  owner: Package,
  service: string | undefined,
): string {
  const expression = errorsHoldRequest(owner) ? (make.redacting ?? make.expression) : make.expression;
  const made = expression.replace('SERVICE', () => quoted(service ?? 'app', "'"));
  const imports = Object.entries(make.imports).map(([names, module]) =>
    style === 'esm' ? `import { ${names} } from '${module}';` : `const { ${names} } = require('${module}');`,
  );
  const exported =
    style === 'esm'
      ? `export const logger = ${made};`
      : `const logger = ${made};\n\nmodule.exports = { logger };`;
  return `${imports.join('\n')}\n\n${exported}\n`;
}

/** The modules of a folder, or those of the folders in it. */
function modulesIn(folder: string, project: Package['project']): readonly { readonly name: string }[] {
  const entries = project.entries(folder);
  const isModule = (name: string) => /\.[cm]?[jt]s$/.test(name);
  const own = entries.filter(({ name, kind }) => kind === 'file' && isModule(name));
  if (own.length > 0) return own.map(({ name }) => ({ name: join(folder, name) }));
  return entries
    .filter(({ name, kind }) => kind === 'directory' && name !== 'node_modules')
    .slice(0, 4)
    .flatMap(({ name }) =>
      project
        .entries(join(folder, name))
        .filter((each) => each.kind === 'file' && isModule(each.name))
        .map((each) => ({ name: join(folder, name, each.name) })),
    );
}
