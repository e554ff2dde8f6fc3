import { QUIET_METHODS } from '../../catalog/logs/names.js';
import { type Call, propertyName, unwrap } from '../code/expression.js';
import { type Source, kept } from '../code/source.js';
import type { Settings } from '../settings.js';
import { type FunctionDeclaration } from '../values/resolver.js';
import { contextIn, contextOf } from '../values/value.js';
import { type LogCall, ownArguments } from './library-call.js';
import { UNSEEN_CONTRACT, declaredContract, levelOfMethod } from './own-contract.js';
import { provenContractOf } from './own-logger.js';
import { printedBy } from './terminal-print.js';

/**
 * Reads `this.warn('Lost')` in a class that has, itself or by what it extends, the methods of a logger: one for what fails, one for what
 * goes on and a quiet one. What one of them calls of the others is its own affair.
 */
export function ownMethodCallOf(call: Call, source: Source, settings: Settings): LogCall | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member' || unwrap(callee.object).kind !== 'this' || method === undefined)
    return undefined;
  const level = method === 'log' ? undefined : levelOfMethod(method);
  const [first] = call.arguments;
  if (!level || !first) return undefined;
  const member = (name: string) => {
    const found = source.thisMember(callee, name);
    return found?.binding.kind === 'function' ? { found, binding: found.binding } : undefined;
  };
  const called = member(method);
  if (!called) return undefined;
  const has = (...names: readonly string[]) => names.some((name) => member(name) !== undefined);
  const isLogger = kept(called.found.source, HAS_METHODS, called.binding, () => ({
    is: has('error') && has('warn', 'warning', 'info') && has(...QUIET_METHODS),
  })).is;
  if (!isLogger || levelOfMethod(source.enclosingName(call) ?? '')) return undefined;
  const here = contextOf(source);
  const declared: FunctionDeclaration = {
    binding: called.binding,
    context: called.found.source === source ? here : contextIn(called.found.source, here, 0),
  };
  const proven = provenContractOf(declared, settings);
  // What only prints is judged where it does.
  if (proven?.writes === 'text' || (!proven && printedBy(declared))) return undefined;
  const signature = declared.binding.signature?.();
  const own = proven ?? (signature && declaredContract(signature)) ?? UNSEEN_CONTRACT;
  if (own.from > 0 && call.arguments.length <= own.from) return undefined;
  return {
    library: undefined,
    ...{ method, level, receiver: callee.object, own, call },
    ...ownArguments(call, own),
    provenance: own.evidence,
  };
}

/** The key of which methods belong to a class that has a logger's. */
const HAS_METHODS = {};
