import { isLevelName } from '../../catalog/logs/names.js';
import { type Call, type Expression, unwrap } from '../code/expression.js';
import { isLoggerNamed } from '../code/logger-named.js';
import { type Binding, type Source, kept } from '../code/source.js';
import type { Settings } from '../settings.js';
import {
  type Origin,
  type OwnValue,
  kindOf,
  originOfBinding,
  ownOfBinding,
  ownOfModule,
} from '../values/provenance.js';
import { Resolver } from '../values/resolver.js';
import { contextOf } from '../values/value.js';
import { type LogCall, fromOrigin, ownArguments } from './library-call.js';
import { byExample } from './log-function.js';
import { levelOfMethod } from './own-contract.js';
import { ownContractOf } from './own-logger.js';

/**
 * Reads a call of a method that is taken out of a logger, `const { error } = createLogger('orders')`, or that a module of the project
 * exports beside the others of a logger: `import { error, info } from './log'`.
 */
export function levelFunctionCallOf(call: Call, source: Source, settings: Settings): LogCall | undefined {
  const callee = unwrap(call.callee);
  if (callee.kind !== 'identifier' || call.arguments.length === 0) return undefined;
  if (!isLevelName(callee.name) && callee.name !== 'log') return undefined;
  const binding = source.binding(callee);
  if (binding.kind !== 'import' && binding.kind !== 'variable') return undefined;
  const taken = kept(source, TAKEN, binding, () => ({ is: takenFrom(binding, source, settings) })).is;
  return (taken && loggedBy(taken, call, callee, settings)) ?? byExample(call, callee, callee.name, settings);
}

/** Reads a call of a function of a library: `debug('Sold %s', id)` of `const debug = require('debug')('shop')`. */
export function libraryFunctionCallOf(call: Call, source: Source, settings: Settings): LogCall | undefined {
  const callee = unwrap(call.callee);
  if (callee.kind !== 'identifier' || call.arguments.length === 0) return undefined;
  const binding = source.binding(callee);
  if (binding.kind !== 'import' && binding.kind !== 'variable' && binding.kind !== 'parameter')
    return undefined;
  const origin = kept(source, FUNCTION, binding, () => ({
    is: originOfBinding(binding, [], source, settings),
  })).is;
  const called = origin && kindOf(origin).logFunction;
  if (!origin || !called) return undefined;
  return {
    ...{ library: origin.library.id, dialect: called.dialect, method: callee.name, level: called.level },
    ...{ receiver: callee, arguments: call.arguments, provenance: origin.evidence, call },
    creation: undefined,
  };
}

/** The key of what libraries' functions are. */
const FUNCTION = {};

/** The key of what functions are taken out of. */
const TAKEN = {};

/** A method, and the logger that has it: a library's, or a value of the project. */
interface Taken {
  readonly method: string;
  readonly origin?: Origin | undefined;
  readonly own?: OwnValue | undefined;
}

function takenFrom(binding: Binding, source: Source, settings: Settings): Taken | undefined {
  if (binding.kind === 'variable') {
    const method = binding.path.at(-1);
    if (method === undefined || !binding.init) return undefined;
    const owner = { ...binding, path: binding.path.slice(0, -1) };
    const origin = originOfBinding(owner, [], source, settings);
    if (origin) return { method, origin };
    const isNamed = isLoggerNamed(binding.init());
    return { method, own: ownOfBinding(owner, [], source, settings, isNamed) };
  }
  if (binding.kind !== 'import' || binding.imported === '*' || binding.imported === 'default')
    return undefined;
  const { module, imported } = binding;
  const declared = new Resolver().exported(module, imported, contextOf(source));
  if (declared?.binding.kind === 'variable' && declared.binding.path.length > 0)
    return takenFrom(declared.binding, declared.context.source, settings);
  const whole = { kind: 'import', module, imported: '*', typeOnly: false } as const;
  const origin = originOfBinding(whole, [], source, settings);
  return { method: imported, ...(origin ? { origin } : { own: ownOfModule(module, source, settings) }) };
}

function loggedBy(
  { method, origin, own }: Taken,
  call: Call,
  callee: Expression,
  settings: Settings,
): LogCall | undefined {
  // What is taken out of the console is a reference to it, which is another event.
  if (origin?.library.isConsole) return undefined;
  if (origin) return kindOf(origin).logger && fromOrigin(call, callee, method, origin);
  const contract = own && ownContractOf(own, method, callee, settings);
  const level = levelOfMethod(method) ?? contract?.level;
  if (!contract || !level) return undefined;
  if (contract.from > 0 && call.arguments.length <= contract.from) return undefined;
  return {
    library: undefined,
    ...{ method, level, receiver: callee, own: contract, call },
    ...ownArguments(call, contract),
    provenance: contract.evidence,
  };
}
