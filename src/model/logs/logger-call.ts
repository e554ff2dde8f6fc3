import { LOGGER_NAMES, LOGGER_OWNERS } from '../../catalog/logs/names.js';
import { type Call, type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { kindOf, provenanceOf } from '../values/provenance.js';
import { libraryCallOf } from './library-call.js';
import { levelOfMethod, likenessOf } from './own-contract.js';

/** Whether a receiver is called as projects call their loggers: `logger`, `this.log`, `req.log`. */
export function isLoggerName(receiver: Expression): boolean {
  if (receiver.kind === 'identifier') return LOGGER_NAMES.has(receiver.name);
  const name = propertyName(receiver);
  if (receiver.kind !== 'member' || name === undefined || !LOGGER_NAMES.has(name)) return false;
  const owner = unwrap(receiver.object);
  return owner.kind === 'this' || (owner.kind === 'identifier' && LOGGER_OWNERS.has(owner.name));
}

/**
 * Whether a call is one of a logger: a library's, one of the project's own, or what is only called like one. What it makes of
 * its arguments is another question.
 */
export function isLoggerCall(call: Call, source: Source, settings: Settings): boolean {
  if (libraryCallOf(call, source, settings)) return true;
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member' || method === undefined || levelOfMethod(method) === undefined) return false;
  const provenance = provenanceOf(callee.object, source, settings);
  if (provenance.is === 'library') return kindOf(provenance.origin).logger !== undefined;
  return (
    (provenance.own !== undefined && likenessOf(provenance.own, callee.object) !== undefined) ||
    isLoggerName(unwrap(callee.object))
  );
}
