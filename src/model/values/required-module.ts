import { type Call, type Identifier, lastName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';

/** The module that `require('x')` or `import('x')` names. */
export function requiredModule(call: Call, source: Source): string | undefined {
  const { callee } = call;
  const isLoading = callee.kind !== 'identifier' || loads(callee, source);
  return isLoading ? moduleNamed(call) : undefined;
}

/** The same, whatever `require` is there. */
export function moduleNamed({ callee, arguments: [module] }: Call): string | undefined {
  const isRequire = callee.kind === 'identifier' && callee.name === 'require';
  const isImport = callee.kind === 'other' && callee.text === 'import';
  return (isRequire || isImport) && module?.kind === 'literal' && typeof module.value === 'string'
    ? module.value
    : undefined;
}

/** Whether `require` is the one of the platform: the global, or `createRequire(import.meta.url)` in an ES module. */
function loads(callee: Identifier, source: Source): boolean {
  const binding = source.binding(callee);
  if (binding.kind !== 'variable' || !binding.constant) return binding.kind === 'global';
  const made = binding.init && unwrap(binding.init());
  return made?.kind === 'call' && lastName(unwrap(made.callee)) === 'createRequire';
}
