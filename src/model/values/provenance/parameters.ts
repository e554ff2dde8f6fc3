import { MAKES_SERVICE } from '../../../catalog/containers.js';
import { OPTION_CALLBACKS } from '../../../catalog/traces/option-callbacks.js';
import { type Call, type Expression, type New, propertyName, unwrap } from '../../code/expression.js';
import { type ExpectedType, type ParameterBinding, ELEMENT } from '../../code/source.js';
import { ITERATING } from '../resolver.js';
import { type DeclaredSignature, type TracedValue as Value, isConsole, kindOf } from '../traced.js';
import type { EvaluationContext } from '../value.js';
import { isInstrument, asFallback, asOther, asFollowed, ofOrigin, calledParameter } from './values.js';
import { untypedValue } from '../handed-on.js';
import type { Tracer } from './tracer.js';

/** What a function's parameter is: by its type, by what the function is written for, or by what its callers give. */
export class Parameters {
  constructor(private readonly trace: Tracer) {}

  /** What a parameter is, or what is taken out of one. */
  handed(binding: ParameterBinding, context: EvaluationContext): Value {
    const annotated = binding.type && this.trace.annotated(binding.type, context);
    const isOther = annotated?.at === 'other-type';
    if (annotated && annotated.at !== 'interface' && !isOther)
      return this.trace.along(annotated, binding.path);
    const value = this.handedAs(binding, annotated, context);
    return isOther && binding.path.length === 0 ? asOther(value, annotated) : value;
  }

  private handedAs(binding: ParameterBinding, annotated: Value, context: EvaluationContext): Value {
    const handed = binding.callbackOf?.();
    const given = handed && this.callbackParameter(handed, binding.index, context);
    if (given) return this.trace.along(given, binding.path);
    const option = handed ? undefined : binding.optionOf?.();
    const hooked =
      option && OPTION_CALLBACKS.has(option.option) && this.optionParameter(option, binding.index, context);
    if (hooked) return this.trace.along(hooked, binding.path);
    const expected = this.expected(binding, context);
    if (expected) return this.trace.along(expected, binding.path);
    const argument = this.trace.values.given(binding, context);
    const agreed = argument?.isComplete ? this.trace.agreeing(argument.values, binding.path) : undefined;
    if (agreed) return agreed;
    const fallback =
      binding.default && this.trace.along(this.trace.value(binding.default(), context), binding.path);
    if (isConsole(fallback)) return undefined;
    if (fallback && annotated) {
      const declared = this.trace.along(annotated, binding.path);
      if (declared?.at === 'other-type' || declared?.at === 'origin') return declared;
      // `options: Options = {}`
      if (declared?.at === 'interface' && fallback.at === 'object')
        return { at: 'intersection', of: [fallback, declared] };
      return asFallback(fallback);
    }
    const declared = annotated && this.trace.along(annotated, binding.path);
    const known = fallback ?? declared ?? this.trace.partDefault(binding, context);
    // A comment may name types that nothing declares.
    const isTyped = annotated !== undefined && !isJavaScript(context.source.file);
    if (known !== undefined || isTyped || option || (handed && !this.isOwnCallback(handed, context)))
      return known;
    return untypedValue(binding, context) ?? this.trace.handedOn?.parameter(binding, context);
  }

  /** What a function's parameter is by the type that the function is written for: `const run: Handler = (context) => …`. */
  private expected(binding: ParameterBinding, context: EvaluationContext): Value {
    const expected = binding.expected?.() ?? asArgument(binding.callbackOf?.());
    if (!expected) return undefined;
    const { by, path } = expected;
    const option =
      'call' in by && path.length > 0 ? this.option(by.call, path, binding.index, context) : undefined;
    if (option) return option;
    const whole =
      'type' in by ? this.trace.annotated(by.type, context) : this.argument(by.call, by.argument, context);
    const found = this.trace.along(whole, path);
    if (found?.at === 'origin') {
      const { callbacks, parameterTypes } = kindOf(found.origin);
      const kind = callbacks?.['()']?.[binding.index];
      if (kind) return ofOrigin({ ...found.origin, kind });
      const of = parameterTypes?.[binding.index];
      const type =
        of !== undefined && 'type' in by && path.length === 0 ? by.type.arguments?.[of] : undefined;
      return type && this.trace.annotated(type, context);
    }
    return this.parameter(this.signatureOf(found), binding.index);
  }

  /** What a library hands to a function among the options of a call: `app.route({ handler(request) { … } })`. */
  private option(
    call: Call | New,
    path: readonly string[],
    index: number,
    context: EvaluationContext,
  ): Value {
    const callee = unwrap(call.callee);
    const method = propertyName(callee);
    if (callee.kind !== 'member' || method === undefined) return undefined;
    // One of a list is handed the same.
    const name = [method, ...path.filter((each) => each !== ELEMENT)].join('.');
    return this.handedTo(this.trace.value(callee.object, context), name, index, call, context);
  }

  /** What a call's argument is declared as. */
  private argument(call: Call | New, index: number, context: EvaluationContext): Value {
    return this.parameter(this.signatureOf(this.trace.value(call.callee, context)), index);
  }

  private parameter(declared: DeclaredSignature | undefined, index: number): Value {
    const { signature, context } = declared ?? {};
    const last = signature?.parameters.at(-1);
    const parameter = signature?.parameters[index] ?? (last?.isRest ? last : undefined);
    const type = parameter?.type;
    const value = type && context ? this.trace.annotated(type, context) : undefined;
    return parameter?.isRest ? this.trace.step(value, ELEMENT) : value;
  }

  /** What something that can be called, or constructed, says of its parameters. */
  private signatureOf(callable: Value): DeclaredSignature | undefined {
    switch (callable?.at) {
      case 'signature':
        return callable;
      case 'function': {
        const signature = callable.function.signature?.();
        return signature && { signature, context: callable.context };
      }
      case 'class': {
        const signature = callable.class.construct?.();
        return signature && { signature, context: callable.context };
      }
      case 'interface': {
        const called = this.trace.step(callable, '()');
        return called?.at === 'signature' ? called : undefined;
      }
      default:
        return undefined;
    }
  }

  private callbackParameter(
    handed: { call: Extract<Expression, { kind: 'call' | 'new' }>; argument: number },
    index: number,
    context: EvaluationContext,
  ): Value {
    const callee = unwrap(handed.call.callee);
    if (callee.kind === 'member' && typeof callee.property === 'string') {
      const owner = this.trace.value(callee.object, context);
      if (owner?.at === 'collection' && index === 0 && ITERATING.has(callee.property)) return owner.of;
      const given = this.handedTo(owner, callee.property, index, handed.call, context);
      if (given) return given;
      // `container.singleton('mailer', (deps) => …)` of `Container<Services>`.
      if (owner?.at === 'other-type' && owner.given && index === 0 && MAKES_SERVICE.has(callee.property))
        return owner;
    }
    const target = this.trace.value(callee, context);
    return target?.at === 'function'
      ? this.handedBack(target, handed.argument, index)
      : this.handedTo(target, '()', index, handed.call, context);
  }

  /** Whether a function is handed to one of the project's, which calls it with what the project has: `onLogger((logger) => …)`. */
  private isOwnCallback({ call }: { readonly call: Call | New }, context: EvaluationContext): boolean {
    const callee = unwrap(call.callee);
    return callee.kind === 'identifier' && this.trace.value(callee, context)?.at === 'function';
  }

  /** The span or metric that one of the project's functions calls a callback with: `fn(span)` of `withSpan(name, fn)`. */
  private handedBack(
    { function: run, context }: Extract<Value, { at: 'function' }>,
    argument: number,
    index: number,
  ): Value {
    for (const { call } of run.calls?.() ?? []) {
      if (calledParameter(call, run, context)?.index !== argument) continue;
      const given = call.arguments[index];
      const value = given && this.trace.value(given, context);
      return value?.at === 'origin' && (kindOf(value.origin).span || isInstrument(value))
        ? asFollowed(value)
        : undefined;
    }
    return undefined;
  }

  /** What a function among the options of a library's call gets as a parameter. */
  private optionParameter(
    {
      call,
      option,
    }: { readonly call: Extract<Expression, { kind: 'call' | 'new' }>; readonly option: string },
    index: number,
    context: EvaluationContext,
  ): Value {
    const owner = this.trace.value(unwrap(call.callee), context);
    const kind = owner?.at === 'origin' ? kindOf(owner.origin).optionCallbacks?.[option]?.[index] : undefined;
    if (owner?.at !== 'origin' || !kind) return undefined;
    return ofOrigin({ ...owner.origin, kind, creation: call, madeIn: context.source });
  }

  /** What a function gets as a parameter when it is handed to a method of a library's value. */
  private handedTo(
    owner: Value,
    method: string,
    index: number,
    call: Expression,
    context: EvaluationContext,
  ): Value {
    if (owner?.at !== 'origin') return undefined;
    const kind = kindOf(owner.origin).callbacks?.[method]?.[index];
    if (!kind) return undefined;
    const origin = { ...owner.origin, kind, creation: undefined };
    if (kindOf(origin).span) return ofOrigin({ ...origin, creation: call, madeIn: context.source });
    // What observes a metric is handed over by the metric itself.
    const { creation } = kindOf(owner.origin).instrument ? owner.origin : {};
    return ofOrigin({ ...origin, creation });
  }
}

/** A function that a call is given is for that argument, by whatever name it is given. */
function asArgument(handed: { call: Call | New; argument: number } | undefined): ExpectedType | undefined {
  return handed && { by: handed, path: [] };
}

/** Whether all types in a file stand in its comments. */
function isJavaScript(file: string): boolean {
  return /\.[cm]?jsx?$/.test(file);
}
