import { type Expression, propertyName, unwrap } from './expression.js';
import type { Source } from './source.js';

/** Exports of `@opentelemetry/sdk-node` that are modules themselves. */
const NAMESPACES: ReadonlySet<string> = new Set([
  'tracing',
  'metrics',
  'logs',
  'node',
  'resources',
  'core',
  'api',
]);

/** What a module exports under a name; `*` is the module itself. */
export interface Imported {
  readonly module: string;
  readonly name: string;
}

/** The module that `require('x')` names. */
export function requiredModule(expression: Expression): string | undefined {
  const read = unwrap(expression);
  if (read.kind !== 'call' || read.callee.kind !== 'identifier' || read.callee.name !== 'require')
    return undefined;
  const [module] = read.arguments;
  return module?.kind === 'literal' && typeof module.value === 'string' ? module.value : undefined;
}

/**
 * The export that an expression reads, by the import or `require` that brings it in: `NodeSDK`, `sdk.NodeSDK`,
 * `require('x').NodeSDK`. Undefined for anything else.
 */
export function importedBy(expression: Expression, source: Source): Imported | undefined {
  const read = unwrap(expression);
  const required = requiredModule(read);
  if (required !== undefined) return { module: required, name: '*' };
  if (read.kind === 'identifier') {
    const binding = source.binding(read);
    if (binding.kind === 'import')
      return binding.typeOnly ? undefined : { module: binding.module, name: binding.imported };
    const init = binding.kind === 'variable' && binding.constant ? binding.init?.() : undefined;
    const owner = init && unwrap(init) !== read ? importedBy(init, source) : undefined;
    if (!owner || binding.kind !== 'variable') return undefined;
    return binding.path.length === 0 ? owner : memberOf(owner, binding.path[0] ?? '');
  }
  const name = propertyName(read);
  const owner = read.kind === 'member' && name !== undefined ? importedBy(read.object, source) : undefined;
  return owner && name !== undefined ? memberOf(owner, name) : undefined;
}

function memberOf(owner: Imported, name: string): Imported | undefined {
  const isModule = owner.name === '*' || owner.name === 'default' || NAMESPACES.has(owner.name);
  return isModule ? { module: owner.module, name } : undefined;
}
