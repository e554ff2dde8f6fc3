import { propertyName, propertyOf, unwrap } from '../../code/expression.js';
import type { Binding } from '../../code/source.js';
import type { FunctionDeclaration } from '../resolver.js';
import { type OwnMethod, type TracedValue as Value, kindOf } from '../traced.js';
import { type EvaluationContext, contextIn } from '../value.js';
import type { Tracer } from './tracer.js';

/** The methods of a value of no library. */
export class Methods {
  constructor(private readonly trace: Tracer) {}

  /** A method of what a value is. */
  method(value: Value, name: string): OwnMethod | undefined {
    const found = this.trace.step(value, name);
    switch (found?.at) {
      case 'function':
        return { is: 'function', declared: { binding: found.function, context: found.context } };
      case 'signature':
        return {
          is: 'signature',
          signature: found.signature,
          implementations: () => this.implementations(value, name),
        };
      case undefined:
      case 'other-type':
        if (value?.at === 'filled') return { is: 'computed' };
        // `error: winston.LeveledLogMethod`
        return (
          (value?.at === 'object' ? this.loggersMethod(value, name) : undefined) ??
          (hasUnseenMethod(value, name) ? { is: 'unseen' } : undefined)
        );
      // A function of a library that logs.
      case 'origin':
        return kindOf(found.origin).logFunction ? { is: 'unseen' } : undefined;
      // `error: LogFunction`, an interface that is called
      case 'interface':
        return hasUnseenMethod(value, name) ? { is: 'unseen' } : undefined;
      default:
        return undefined;
    }
  }

  /** The method of a library's logger that a member of an object is: `{ info: log.info }`, with `const { info } = log` or not. */
  private loggersMethod(
    { literal, context }: Extract<Value, { at: 'object' }>,
    name: string,
  ): OwnMethod | undefined {
    const given = propertyOf(literal, name);
    const bound = given && unwrap(given);
    const isBound = bound?.kind === 'call' && propertyName(unwrap(bound.callee)) === 'bind';
    const callee = isBound ? unwrap(bound.callee) : undefined;
    const read = callee?.kind === 'member' ? unwrap(callee.object) : bound;
    if (read?.kind === 'member' && typeof read.property === 'string')
      return logMethod(this.trace.value(read.object, context), read.property);
    const binding = read?.kind === 'identifier' ? context.source.binding(read) : undefined;
    const method = binding?.kind === 'variable' ? binding.path.at(-1) : undefined;
    const init = binding?.kind === 'variable' ? binding.init?.() : undefined;
    if (binding?.kind !== 'variable' || method === undefined || !init) return undefined;
    return logMethod(this.trace.along(this.trace.value(init, context), binding.path.slice(0, -1)), method);
  }

  /** The method in each class and object that implements an interface in the file that declares it. */
  private implementations(value: Value, name: string): readonly FunctionDeclaration[] {
    if (value?.at !== 'interface') return [];
    return (value.interface.implementors?.() ?? []).flatMap(({ binding, source }) => {
      const made = this.method(this.implementor(binding, contextIn(source, value.context)), name);
      return made?.is === 'function' ? [made.declared] : [];
    });
  }

  private implementor(binding: Binding, context: EvaluationContext): Value {
    if (binding.kind === 'class') return { at: 'instance', class: binding, context };
    const init = binding.kind === 'variable' ? binding.init?.() : undefined;
    return init && this.trace.value(init, context);
  }
}

function logMethod(owner: Value, method: string): OwnMethod | undefined {
  const logger = owner?.at === 'origin' ? kindOf(owner.origin).logger : undefined;
  if (owner?.at !== 'origin' || !logger || !Object.hasOwn(logger.methods, method)) return undefined;
  return { is: 'library', origin: owner.origin, method };
}

/** Whether a value has a member that may be a method of a package's type: of an interface any, of a class one of a function's type. */
function hasUnseenMethod(value: Value, name: string): boolean {
  if (value?.at === 'interface') return value.interface.member(name) !== undefined;
  if (value?.at !== 'instance') return false;
  const member = value.class.member(name, false)?.binding;
  return member?.kind === 'variable' && FUNCTION_TYPE.test(member.type?.path.at(-1) ?? '');
}

/** What packages call the type of a logger's method: `pino.LogFn`, `LeveledLogMethod`, `debug.Debugger`. */
const FUNCTION_TYPE = /(?:^|[a-z])(?:Fn|Func|Function|Method)$|^Debugger$/;
