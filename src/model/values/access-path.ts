import { type Expression, type Identifier, propertyName, unwrap } from '../code/expression.js';
import type { Source, VariableBinding } from '../code/source.js';
import { requiredModule } from './required-module.js';
import { Resolver } from './resolver.js';
import { type EvaluationContext, contextOf } from './value.js';

/**
 * The way from a module, or from a global, to what an expression reads: `path` of `import { format } from 'util'` is
 * `['format']`, that of `require('util')` and `import * as util` is empty, and that of a default import `['default']`.
 */
export interface AccessPath {
  readonly from: 'module' | 'global';
  readonly name: string;
  readonly path: readonly string[];
}

/**
 * The module or global that an expression is read from, through names, destructuring and the project's own modules.
 * Undefined for what is anything else, and for types.
 */
export function accessPathOf(
  expression: Expression,
  context: EvaluationContext,
  values = new Resolver(),
): AccessPath | undefined {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'identifier':
      return named(read, context, values);
    case 'member': {
      const name = propertyName(read);
      const owner = name === undefined ? undefined : accessPathOf(read.object, context, values);
      return owner && name !== undefined ? { ...owner, path: [...owner.path, name] } : undefined;
    }
    case 'call': {
      const module = requiredModule(read, context.source);
      return module === undefined ? undefined : { from: 'module', name: module, path: [] };
    }
    case 'unary':
      return read.operator === 'await' ? accessPathOf(read.operand, context, values) : undefined;
    default:
      return undefined;
  }
}

/** The path of what is read from a module; undefined for another module's, and for anything else. */
export function pathFrom(
  module: RegExp,
  expression: Expression,
  source: Source,
): readonly string[] | undefined {
  const access = accessPathOf(expression, contextOf(source));
  if (access?.from !== 'module' || !module.test(access.name)) return undefined;
  return access.path[0] === 'default' ? access.path.slice(1) : access.path;
}

function named(read: Identifier, context: EvaluationContext, values: Resolver): AccessPath | undefined {
  const found = values.declaration(read, context);
  switch (found?.binding.kind) {
    case 'global':
      return { from: 'global', name: found.binding.name, path: [] };
    case 'import': {
      const { module, imported, typeOnly } = found.binding;
      return typeOnly
        ? undefined
        : { from: 'module', name: module, path: imported === '*' ? [] : [imported] };
    }
    case 'variable': {
      const held = onlyValue(found.binding);
      const owner = held && unwrap(held) !== read ? accessPathOf(held, found.context, values) : undefined;
      return owner && { ...owner, path: [...owner.path, ...found.binding.path] };
    }
    default:
      return undefined;
  }
}

/** What a variable is given, where it is given nothing else. */
function onlyValue({ constant, init, writes }: VariableBinding): Expression | undefined {
  if (constant) return init?.();
  const written = writes?.();
  return written?.length === 1 ? written[0] : undefined;
}
