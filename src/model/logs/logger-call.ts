import { LOGGER_GETTERS, LOGGER_HOLDERS, LOGGER_NAMES, LOGGER_OWNERS } from '../../catalog/logs/names.js';
import { type Call, type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { Resolver } from '../values/resolver.js';
import { contextOf } from '../values/value.js';
import { STANDARD_GLOBALS, kindOf, provenanceOf } from '../values/provenance.js';
import { libraryCallOf } from './library-call.js';
import { levelOfMethod, likenessOf } from './own-contract.js';

/** Whether a receiver is called as projects call their loggers: `logger`, `this.log`, `req.log`, `broker.logger`. */
export function isLoggerName(receiver: Expression, source: Source): boolean {
  if (receiver.kind === 'identifier') return LOGGER_NAMES.has(receiver.name);
  if (receiver.kind === 'call') return isGottenLogger(receiver);
  // `this.#logger` is called as `this.logger` is.
  const name = propertyName(receiver)?.replace(/^#/, '');
  if (receiver.kind !== 'member' || name === undefined || !LOGGER_NAMES.has(name)) return false;
  return isOwner(receiver.object) || isOfProject(receiver.object, source);
}

/** Whether something is handed around in the project: no package has it, nor the platform. */
export function isOfProject(expression: Expression, source: Source): boolean {
  let root = unwrap(expression);
  while (root.kind === 'member') root = unwrap(root.object);
  if (root.kind === 'this') return true;
  if (root.kind !== 'identifier') return false;
  const binding = source.binding(root);
  switch (binding.kind) {
    case 'parameter':
      return true;
    case 'global':
      return !STANDARD_GLOBALS.has(binding.name);
    case 'import':
      return binding.module.startsWith('.');
    case 'variable': {
      const made = new Resolver().value(root, contextOf(source))?.expression;
      return made === undefined || !isLoaded(unwrap(made));
    }
    default:
      return false;
  }
}

/** `require('clack')`, `await import('clack')` */
function isLoaded(made: Expression): boolean {
  const value = made.kind === 'unary' ? unwrap(made.operand) : made;
  return value.kind === 'call' && /^(?:require|import)$/.test(value.callee.text);
}

/** `c.get('logger')` */
function isGottenLogger({ callee, arguments: given }: Call): boolean {
  const method = propertyName(callee);
  const [name] = given;
  return (
    callee.kind === 'member' &&
    method !== undefined &&
    LOGGER_GETTERS.has(method) &&
    name?.kind === 'literal' &&
    LOGGER_NAMES.has(String(name.value)) &&
    isOwner(callee.object)
  );
}

/** `this`, `ctx`, or what such a one holds things in: `c.var.logger`, `this.deps.logger`. */
function isOwner(expression: Expression): boolean {
  const owner = unwrap(expression);
  if (owner.kind === 'this') return true;
  if (owner.kind === 'identifier') return LOGGER_OWNERS.has(owner.name);
  const holder = propertyName(owner);
  return (
    owner.kind === 'member' && holder !== undefined && LOGGER_HOLDERS.has(holder) && isOwner(owner.object)
  );
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
    isLoggerName(unwrap(callee.object), source)
  );
}
