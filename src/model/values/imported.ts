import { SDK_NODE_MODULES } from '../../catalog/opentelemetry.js';
import type { Expression } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { accessPathOf } from './access-path.js';
import { contextOf } from './value.js';

/** What a module exports under a name; `*` is the module itself. */
export interface Imported {
  readonly module: string;
  readonly name: string;
}

/**
 * The export that an expression reads, by the import or `require` that brings it in: `NodeSDK`, `sdk.NodeSDK`,
 * `require('x').NodeSDK`. Undefined for anything else.
 */
export function importedBy(expression: Expression, source: Source): Imported | undefined {
  const access = accessPathOf(expression, contextOf(source));
  if (access?.from !== 'module') return undefined;
  const { name: module, path } = access;
  if (path.length === 0) return { module, name: '*' };
  const last = path.at(-1) ?? '';
  const isExport = path.slice(0, -1).every((step) => step === 'default' || SDK_NODE_MODULES.has(step));
  return isExport ? { module, name: last } : undefined;
}
