import type { Level } from '../../catalog/schema.js';
import { type ParameterUse, type Summary, parameterUses } from '../values/summary.js';
import type { Role } from '../values/roles.js';

/** What one method of a project's own logger makes of its arguments, as far as that is proven. */
export interface LogMethodContract {
  /** The severity of its records; undefined where an argument, or something that is not seen, decides. */
  readonly level: Level | undefined;
  /** The index of the argument that is the severity, the text, the fields, the error. */
  readonly levelAt: number | undefined;
  readonly message: number | undefined;
  readonly fields: number | undefined;
  readonly error: number | undefined;
  /** The first of the arguments that are handed on as they are: the library behind it says what they are. */
  readonly restFrom: number | undefined;
  /** The library that writes its records. */
  readonly library: string | undefined;
  /** Nothing that the method gets goes where it is not seen. */
  readonly isExact: boolean;
}

/**
 * The contract of a function that logs for its caller, by what becomes of its parameters; undefined where it gives none
 * of them to a logger as a record's text. Where two of its calls disagree, that part stays open.
 */
export function logContractOf(summary: Summary): LogMethodContract | undefined {
  const uses = parameterUses(summary).filter(({ emission }) => emission.call.signal === 'log');
  const at = (role: Role, isRest = false) =>
    agreed(uses.filter((use) => use.role === role && isWholeArgument(use, isRest)).map(argumentOf));
  const message = at('message') ?? at('record');
  const restFrom = at('record', true) ?? at('values', true);
  const takesText =
    message !== undefined || restFrom !== undefined || uses.some(({ role }) => role === 'message');
  if (!takesText) return undefined;
  const calls = uses.map(({ emission }) => emission.call);
  return {
    level: agreed(calls.map(({ level }) => level)),
    levelAt: at('level'),
    message,
    fields: at('fields'),
    error: at('error'),
    restFrom,
    library: agreed(calls.map(({ library }) => library)),
    isExact: summary.isComplete && summary.unseen.length === 0,
  };
}

function isWholeArgument({ parameter, isWhole }: ParameterUse, isRest: boolean): boolean {
  return isWhole && parameter.path.length === 0 && parameter.isRest === isRest;
}

function argumentOf({ parameter }: ParameterUse): number {
  return parameter.index;
}

/** What all of some answers are; undefined where they differ, or there is none. */
function agreed<Value>(values: readonly Value[]): Value | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}
