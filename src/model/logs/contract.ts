import { isConsole } from '../../catalog/index.js';
import type { Level } from '../../catalog/schema.js';
import type { Role } from '../values/roles.js';
import { type ParameterUse, type Summary, parameterUses } from '../values/summary.js';

/** What one method of a project's own logger makes of its arguments, as far as that is proven. */
export interface LogMethodContract {
  /** The severity of its records; undefined where an argument, or something that is not seen, decides. */
  readonly level: Level | undefined;
  /** The index of the argument that is the severity, the text, the fields, the error. */
  readonly levelAt: number | undefined;
  readonly message: number | undefined;
  /** The text gets more than that argument: a prefix, a suffix. */
  readonly addsText: boolean;
  readonly fields: number | undefined;
  readonly error: number | undefined;
  /** The first of the arguments that are handed on as they are: the library behind it says what they are. */
  readonly restFrom: number | undefined;
  /** The library that writes its records. */
  readonly library: string | undefined;
  /** The console prints all of it as text. */
  readonly isPrinted: boolean;
  /** Nothing that the method gets goes where it is not seen. */
  readonly isExact: boolean;
}

/**
 * The contract of a function that logs for its caller, by what becomes of its parameters; undefined where none of them is
 * a record's text. Where two of its calls disagree, that part stays open.
 */
export function logContractOf(summary: Summary): LogMethodContract | undefined {
  const uses = parameterUses(summary).filter(({ emission }) => emission.call.signal === 'log');
  const at = (role: Role, isOf = isWhole) =>
    agreed(uses.filter((use) => use.role === role && isOf(use)).map(({ parameter }) => parameter.index));
  const whole = at('message') ?? at('record');
  const message = whole ?? at('message', isPart);
  const restFrom = at('record', isRest) ?? at('values', isRest);
  if (message === undefined && restFrom === undefined) return undefined;
  const calls = uses.map(({ emission }) => emission.call);
  const library = agreed(calls.map((call) => call.library));
  return {
    level: agreed(calls.map(({ level }) => level)),
    levelAt: at('level'),
    ...{ message, addsText: message !== whole },
    fields: at('fields'),
    error: at('error'),
    restFrom,
    library,
    isPrinted: isConsole(library) && uses.every(({ role }) => role !== 'fields'),
    isExact: summary.isComplete && summary.unseen.length === 0,
  };
}

function isWhole({ parameter, isWhole: isAll }: ParameterUse): boolean {
  return isAll && parameter.path.length === 0 && !parameter.isRest;
}

function isPart({ parameter }: ParameterUse): boolean {
  return parameter.path.length === 0 && !parameter.isRest;
}

function isRest({ parameter, isWhole: isAll }: ParameterUse): boolean {
  return isAll && parameter.path.length === 0 && parameter.isRest;
}

/** What all of some answers are; undefined where they differ, or there is none. */
function agreed<Value>(values: readonly Value[]): Value | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}
