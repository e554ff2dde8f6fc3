import { GLOBAL_VALUES } from '../../catalog/index.js';
import { isLoggerName } from '../../model/code/logger-named.js';
import { STANDARD_GLOBALS } from '../../model/values/provenance.js';
import { type Expression, propertyName, unwrap } from '../../model/code/expression.js';
import { nameableOf } from '../../model/settings/nameable.js';
import type { ExportName } from '../../model/settings/written.js';
import { Resolver } from '../../model/values/resolver.js';
import { contextOf } from '../../model/values/value.js';
import { packageOf } from '../../project/packages.js';
import { dirname, join, relative } from '../../project/path.js';
import { resolveModule } from '../../project/resolve.js';
import type { AnalysedFile } from '../../recognize/file.js';

/** Where a value comes from, as settings name it; what it is called where nothing else is known. */
export type Origin = ExportName | { readonly global: string } | { readonly called: string };

/**
 * Where a value comes from.
 *
 * @param root the folder that paths start from
 */
export function originOf(
  value: Expression,
  { source, path, project, package: owner }: AnalysedFile,
  root: string,
): Origin {
  const found = nameableOf(value, source);
  if (!found) return { called: lastName(value) };
  if ('global' in found) {
    const [global] = found.global;
    // The console is what stands in for a logger where none is given.
    const isUnsaid = global === undefined || GLOBAL_VALUES.has(global) || STANDARD_GLOBALS.has(global);
    return isUnsaid ? { called: lastName(value) } : { global: found.global.join('.') };
  }
  const {
    module,
    path: [name = '*', ...members],
  } = found;
  const declared = new Resolver().exported(module, name, contextOf(found.source))?.context.source;
  const isExported = declared?.exported(name) !== undefined;
  const file = isExported ? declared?.file : resolveModule(project, module, path);
  const isRelative = module.startsWith('.');
  const target = file ?? (isRelative ? join(dirname(path), module) : undefined);
  // An alias is a path of the package itself; another package of the workspace keeps its name.
  const isOwn = target !== undefined && (isRelative || packageOf(project, target).root === owner.root);
  const from = isOwn ? `./${relative(root, target)}` : module;
  return { from, name: [name, ...members].join('.') };
}

function lastName(value: Expression): string {
  const read = unwrap(value);
  const name = read.kind === 'identifier' ? read.name : (propertyName(read) ?? '');
  return calledLike(name) ?? name;
}

/** The name that settings call a receiver by, as it is written: `logger` for `this.auditLogger`. */
export function calledLike(receiver: string): string | undefined {
  const name = receiver.split(/[^\w$]/).at(-1) ?? '';
  if (!isLoggerName(name)) return undefined;
  const ending = /(?:^|_|[a-z\d](?=[A-Z]))(logger|log)$/i.exec(name)?.[1];
  return ending === undefined ? name : ending === name ? name : ending.toLowerCase();
}
