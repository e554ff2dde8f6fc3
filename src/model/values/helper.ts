import { type Call, type Expression, propertyOf, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { telemetrySummaryOf } from '../summaries.js';
import { objectOf } from './literal.js';
import { methodsRun } from './methods-run.js';
import { type FunctionDeclaration, Resolver } from './resolver.js';
import type { Emission } from './telemetry-call.js';
import type { ParameterTerm } from './term.js';
import { type EvaluationContext, contextOf } from './value.js';

/** Characters that the text of a function has at most which only calls another one with what it is given. */
export const MAX_FORWARDING = 1200;

/** A function of the project that hands what it is given on to telemetry, and one of the calls of telemetry that get it. */
export interface HandedOn {
  readonly emission: Emission;
  /** Where that call is evaluated: with what the call of the helper, and those on the way, hand over. */
  readonly within: EvaluationContext;
}

/**
 * What a call of one of the project's functions or methods hands on to telemetry. Nothing for a library's method, and for a function
 * that only its own file can call: there its parameters are what those calls give them.
 *
 * @param mayEmit whether a function may do so at all: only then it is summed up
 */
export function handedOnBy(
  call: Call,
  signal: Emission['call']['signal'],
  source: Source,
  settings: Settings,
  mayEmit: (helper: FunctionDeclaration) => boolean = () => true,
): readonly HandedOn[] {
  for (const helper of helpersOf(call, source, settings)) {
    const isLocal = helper.context.source === source && helper.binding.callers?.().isComplete === true;
    if (isLocal || !mayEmit(helper)) continue;
    const handed = telemetrySummaryOf(helper, settings).emissions.flatMap((emission) =>
      emission.call.signal === signal ? [{ emission, within: withinOf(emission, call, helper, source) }] : [],
    );
    if (handed.length > 0) return handed;
  }
  return [];
}

/**
 * The functions of the project that a call may run: by its name, as a member, or by what its receiver is. Of an interface's method
 * there may be several, of which one does nothing.
 */
export function helpersOf(call: Call, source: Source, settings: Settings): readonly FunctionDeclaration[] {
  const found = new Resolver().function(unwrap(call.callee), contextOf(source));
  return found ? [found] : methodsRun(call, source, settings);
}

function withinOf(
  { through }: Emission,
  call: Call,
  helper: FunctionDeclaration,
  source: Source,
): EvaluationContext {
  return [{ call, to: helper }, ...through].reduce<EvaluationContext>(
    (from, step) => ({
      ...contextOf(step.to.context.source),
      activation: { function: step.to.binding, call: step.call, from },
    }),
    contextOf(source),
  );
}

/** What a call gives a parameter, or a member of it that is written out; undefined where that is not seen. */
export function argumentFor(
  { index, path, isRest }: ParameterTerm,
  call: Call,
  source: Source,
): Expression | undefined {
  const given = call.arguments[index];
  const before = call.arguments.slice(0, index + 1);
  if (!given || isRest || before.some(({ kind }) => kind === 'spread')) return undefined;
  return path.reduce<Expression | undefined>((at, name) => propertyOf(objectOf(at, source), name), given);
}
