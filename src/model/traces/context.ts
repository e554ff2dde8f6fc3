import { SCOPE } from '../../catalog/opentelemetry.js';
import { nameOfType, type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { accessPathOf } from '../values/access-path.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, contextOf } from '../values/value.js';

/** Whether an expression reads a context: `trace.setSpan(…)`, `propagation.extract(…)`, `ROOT_CONTEXT`, or a name of one. */
export function isContext(expression: Expression, source: Source): boolean {
  return new Contexts().isContext(expression, contextOf(source));
}

const MAKERS = /^(?:setSpan|setSpanContext|deleteSpan|extract|setBaggage|deleteBaggage)$/;

class Contexts {
  private readonly values = new Resolver();

  isContext(expression: Expression, context: EvaluationContext): boolean {
    const read = unwrap(expression);
    if (read.kind === 'call') {
      const callee = unwrap(read.callee);
      const method = propertyName(callee);
      if (callee.kind !== 'member' || method === undefined) return false;
      // `ctx.setValue(…)`, of a context again.
      if (/^(?:setValue|deleteValue)$/.test(method))
        return this.isContext(callee.object, context) || this.isActive(callee.object, context);
      return MAKERS.test(method) && this.isOfApi(callee.object, context);
    }
    if (read.kind !== 'identifier') return false;
    const { source } = context;
    const binding = source.binding(read);
    if (binding.kind === 'import') return binding.imported === 'ROOT_CONTEXT' && isApi(binding.module);
    if (binding.kind !== 'variable' && binding.kind !== 'parameter') return false;
    if (binding.path.length > 0) return false;
    const { type } = binding;
    const typed =
      type && nameOfType(type) === 'Context' && !type.isOneOf ? source.typeBinding(type) : undefined;
    if (typed?.kind === 'import' && isApi(typed.module)) return !this.isActive(read, context);
    return this.isAll(read, context, (value) => this.isContext(value.expression, value));
  }

  /** `context.active()`: a span started without a context has the same parent. */
  private isActive(expression: Expression, context: EvaluationContext): boolean {
    const read = unwrap(expression);
    if (read.kind === 'call') {
      const callee = unwrap(read.callee);
      return callee.kind === 'member' && callee.property === 'active' && this.isOfApi(callee.object, context);
    }
    const held = read.kind === 'identifier' ? this.values.step(read, context)?.values : undefined;
    return held?.some((value) => this.isActive(value.expression, value)) ?? false;
  }

  private isAll(
    read: Expression,
    context: EvaluationContext,
    test: (value: { readonly expression: Expression } & EvaluationContext) => boolean,
  ): boolean {
    const held = this.values.step(read, context);
    return held?.isComplete === true && held.values.length > 0 && held.values.every(test);
  }

  /** Whether an expression is something that OpenTelemetry's API exports: `trace`, `api.trace`. */
  private isOfApi(expression: Expression, context: EvaluationContext): boolean {
    const access = accessPathOf(expression, context, this.values);
    return access?.from === 'module' && isApi(access.name);
  }
}

function isApi(module: string): boolean {
  return module.startsWith(SCOPE);
}
