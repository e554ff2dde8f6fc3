import { type Call, type Identifier, type Member, brief, unwrap } from '../code/expression.js';
import { type JudgeAt, type JudgedContext, entering } from './evaluation-context.js';
import { CONSTANT, type Cardinality, UNKNOWN, at, bounded, known, sum } from './lattice.js';
import { asked, guarded } from './narrowing.js';
import type { Alternatives, Via } from './value.js';

type Read = Identifier | Member | Call;

/**
 * How many values a read takes by what it stands for in the project's own code. Undefined where that is not seen, so
 * that its name is all there is to judge.
 */
export function projectValue(read: Read, context: JudgedContext, judge: JudgeAt): Cardinality | undefined {
  const { values } = context.question;
  const found = values.step(read, context);
  const [first] = found?.values ?? [];
  if (!found || !first) return values.budget.isSpent ? UNKNOWN : undefined;
  const { via } = first;
  // `Object.freeze(x)` is `x` itself.
  const verdict =
    via === undefined || via === context.via
      ? judge(first.expression, entering(first, context))
      : joined(read, found, via, context, judge);
  return verdict && at(verdict, read);
}

function joined(
  read: Read,
  found: Alternatives,
  via: Via,
  context: JudgedContext,
  judge: JudgeAt,
): Cardinality | undefined {
  switch (via.step) {
    case 'return':
      return returned(found, via, context, judge);
    case 'element':
      return elements(read, found, context, judge);
    case 'argument':
      return handed(found, via, context, judge);
    default:
      return written(found, context, judge);
  }
}

/** What a variable or member is given, where all of it is seen. */
function written(found: Alternatives, context: JudgedContext, judge: JudgeAt): Cardinality | undefined {
  if (!found.isComplete) return undefined;
  const verdicts = guardedParts(found, context, judge);
  // `if (!KNOWN.has(path)) path = 'other'`: which of the values is left is not seen.
  const isAlike =
    verdicts.every(({ is }) => is === 'unbounded') || verdicts.every(({ is }) => is === 'bounded');
  return isAlike ? sum(verdicts) : undefined;
}

/** What the call that is followed hands to a parameter, or all calls of its function do. */
function handed(
  found: Alternatives,
  { binding }: Via,
  context: JudgedContext,
  judge: JudgeAt,
): Cardinality | undefined {
  const isOfCall =
    binding?.kind === 'parameter' &&
    context.activation !== undefined &&
    binding.function?.() === context.activation.function;
  if (!found.isComplete) return undefined;
  // What is proven where the followed call stands is known already.
  const parts = isOfCall ? plainParts(found, context, judge) : guardedParts(found, context, judge);
  const verdict = sum(found.mayBeMissing ? [...parts, CONSTANT] : parts);
  return isOfCall ? verdict : known(verdict);
}

/** What a function returns. */
function returned(
  found: Alternatives,
  { binding }: Via,
  context: JudgedContext,
  judge: JudgeAt,
): Cardinality {
  const [first] = found.values;
  if (!first || binding?.kind !== 'function') return UNKNOWN;
  const home: JudgedContext = { ...entering(first, context), narrowed: undefined };
  // A value that was asked about before it is returned may have been let through for being known.
  const narrowed = (binding.tests?.() ?? [])
    .flatMap(({ test, isSwitch }) => (isSwitch ? [test] : asked(test, home)))
    .map((read) => ({ read, verdict: () => UNKNOWN }));
  const values = found.values.map((value) => ({ ...value, narrowed }));
  const verdict = sum(guardedParts({ ...found, values }, context, judge));
  return verdict.is === 'unbounded' && verdict.by === 'name' && found.values.length > 1 ? UNKNOWN : verdict;
}

/** A property of an object, or one of the elements of a list or Map. */
function elements(
  read: Read,
  found: Alternatives,
  context: JudgedContext,
  judge: JudgeAt,
): Cardinality | undefined {
  if (!found.isComplete) return undefined;
  const parts = plainParts(found, context, judge);
  const whole = sum(found.mayBeMissing ? [...parts, CONSTANT] : parts);
  if (read.kind === 'member' && typeof read.property === 'string') return whole;
  if (read.kind === 'identifier' && whole.is !== 'bounded')
    return isHandedProperty(read, found, context) ? whole : undefined;
  if (whole.is !== 'bounded') return UNKNOWN;
  return bounded(whole.values, { code: 'listed-values', count: parts.length, evidence: listOf(read) });
}

/** `({ path }) => …`, given `{ path: req.path }` by the call that is followed. */
function isHandedProperty(
  read: Identifier,
  found: Alternatives,
  { source, activation }: JudgedContext,
): boolean {
  const binding = source.binding(read);
  return activation !== undefined && binding.kind === 'parameter' && found.values.length === 1;
}

function listOf(read: Read): string {
  if (read.kind === 'identifier') return 'elements';
  const owner = read.kind === 'member' ? read : unwrap(read.callee);
  return owner.kind === 'member' ? brief(owner.object) : brief(owner);
}

function plainParts(
  { values }: Alternatives,
  context: JudgedContext,
  judge: JudgeAt,
): readonly Cardinality[] {
  return values.map((value) => judge(value.expression, entering(value, context)));
}

function guardedParts(
  { values }: Alternatives,
  context: JudgedContext,
  judge: JudgeAt,
): readonly Cardinality[] {
  return values.map((value) => {
    const home = entering(value, context);
    return judge(value.expression, guarded(value.expression, home, judge));
  });
}
