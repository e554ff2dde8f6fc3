import { type Call, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { provenanceOf } from './provenance.js';
import type { FunctionDeclaration } from './resolver.js';

/**
 * The methods of the project that a call may run, by what its receiver is: an instance, an object, or what implements an interface.
 * Of an interface's method there may be several, of which one does nothing.
 */
export function methodsRun(
  { callee }: Call,
  source: Source,
  settings: Settings,
): readonly FunctionDeclaration[] {
  const read = unwrap(callee);
  const name = propertyName(read);
  if (read.kind !== 'member' || name === undefined) return [];
  const provenance = provenanceOf(read.object, source, settings);
  const method = provenance.is === 'library' ? undefined : provenance.own?.method(name);
  if (method?.is === 'function') return [method.declared];
  return method?.is === 'signature' ? (method.implementations?.() ?? []) : [];
}
