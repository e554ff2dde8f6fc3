import { isConsole } from '../../catalog/index.js';
import type { Level } from '../../catalog/schema.js';
import type { Role } from '../values/roles.js';
import type { Made } from '../values/telemetry-call.js';
import { type ParameterUse, type Summary, parameterUses } from '../values/summary.js';
import { type ParameterTerm, type Shown, type Term, parametersIn } from '../values/term.js';

/** What one method of a project's own logger makes of its arguments, as far as that is proven. */
export interface LogMethodContract {
  /** The severity of its records; undefined where an argument, or something that is not seen, decides. */
  readonly level: Level | undefined;
  /** The index of the argument that is the severity, the text, the fields, the error. */
  readonly levelAt: number | undefined;
  readonly message: number | undefined;
  /** The text gets more than that argument: a prefix, a suffix. */
  readonly addsText: boolean;
  /** What stands where the fields do may be the text as well: `info(text)` beside `info(fields, text)`. */
  readonly takesTextAlone: boolean;
  readonly fields: number | undefined;
  /** The index of the argument that the console prints after the text, whole. */
  readonly printed: number | undefined;
  /** How it does: as JSON, which of an error is nothing, or as it prints values. */
  readonly printedAs: Shown | undefined;
  readonly error: number | undefined;
  /** The first of the arguments that are handed on as they are: the library behind it says what they are. */
  readonly restFrom: number | undefined;
  /** The library that writes its records. */
  readonly library: string | undefined;
  /** Some of its records go to what is only declared to be a logger. */
  readonly isDeclared: boolean;
  /** How the logger that writes them was made; undefined where several do. */
  readonly made: Made | undefined;
  /** The console prints all of it as text. */
  readonly isPrinted: boolean;
  /** Nothing that the method gets goes where it is not seen. */
  readonly isExact: boolean;
}

/**
 * The contract of a function that logs for its caller, by what becomes of its parameters; undefined where none of them is
 * a record's text. Where two of its calls disagree, that part stays open.
 *
 * @param named the index of the parameter that is called as a text is: it is that where the text is made of several, or the
 *   console prints it after something else
 */
export function logContractOf(summary: Summary, named?: number): LogMethodContract | undefined {
  const uses = parameterUses(summary).filter(({ emission }) => emission.call.signal === 'log');
  const at = (role: Role, isOf = isWhole) =>
    agreed(uses.filter((use) => use.role === role && isOf(use)).map(({ parameter }) => parameter.index));
  const whole = at('message') ?? at('record');
  const isNamed = ({ parameter }: ParameterUse) => parameter.index === named;
  const isPrintedText = (use: ParameterUse) =>
    isConsole(use.emission.call.library) && isWhole(use) && isNamed(use);
  const message =
    at('values', isPrintedText) ??
    whole ??
    at('message', isPart) ??
    at('message', (use) => isPart(use) && isNamed(use));
  const restFrom = at('record', isRest) ?? at('values', isRest);
  if (message === undefined && restFrom === undefined) return undefined;
  const fields = at('fields');
  const calls = uses.map(({ emission }) => emission.call);
  const library = agreed(calls.map((call) => call.library));
  const isPrinted = isConsole(library) && uses.every(({ role }) => role !== 'fields');
  const printedAs = isPrinted && message !== undefined ? printedAfter(message, uses) : undefined;
  return {
    level: agreed(calls.map(({ level }) => level)),
    levelAt: at('level'),
    ...{ message, addsText: message !== whole },
    takesTextAlone: uses.some(({ role, parameter }) => role === 'message' && parameter.index === fields),
    fields,
    printed: printedAs && message !== undefined ? message + 1 : undefined,
    printedAs,
    error: at('error'),
    restFrom,
    library,
    isDeclared: calls.some(({ isDeclared }) => isDeclared === true),
    made: madeOf(calls.flatMap(({ made }) => made ?? [])),
    isPrinted,
    isExact: summary.isComplete && summary.unseen.length === 0,
  };
}

/** How the console prints the argument after the text, where it gets both in one call and nothing else gets it. */
function printedAfter(message: number, uses: readonly ParameterUse[]): Shown | undefined {
  const isIt = ({ path, index }: ParameterTerm) => path.length === 0 && index === message + 1;
  const beside = uses.filter(({ parameter }) => isIt(parameter));
  const ways = beside.map(({ role, term, emission }) => {
    const isBesideText = uses.some(
      (use) =>
        emission === use.emission &&
        (use.role === 'message' || use.role === 'values') &&
        use.parameter.index === message,
    );
    if (!isBesideText || (role !== 'values' && role !== 'message')) return undefined;
    return wayOf(term, isIt, role === 'values');
  });
  return wayOfAll(ways);
}

/** As JSON where one of them is: what that leaves out is not seen. */
function wayOfAll(ways: readonly (Shown | undefined)[]): Shown | undefined {
  if (ways.length === 0 || ways.includes(undefined)) return undefined;
  return ways.includes('json') ? 'json' : 'printed';
}

/**
 * How a value is in what the console gets, whatever stands there where it is left out: `fields`, `fields ?? ''`,
 * `...(fields ? [fields] : [])`, `${text} ${JSON.stringify(fields)}`; undefined where a text has `[object Object]` of it.
 */
function wayOf(
  term: Term,
  isIt: (parameter: ParameterTerm) => boolean,
  isArgument: boolean,
): Shown | undefined {
  switch (term.is) {
    case 'parameter':
      return isIt(term) && isArgument ? (term.shown ?? 'printed') : undefined;
    case 'json':
      return wayOf(term.of, isIt, true) && 'json';
    case 'spread':
      return wayOf(term.of, isIt, isArgument);
    case 'choice':
    case 'list': {
      const parts = term.is === 'choice' ? term.of : term.elements;
      const having = parts.filter((each) => parametersIn(each).some(isIt));
      return wayOfAll(having.map((each) => wayOf(each, isIt, isArgument)));
    }
    case 'made':
      return term.isText
        ? wayOfAll(
            parametersIn(term)
              .filter(isIt)
              .map(({ shown }) => shown),
          )
        : undefined;
    default:
      return undefined;
  }
}

/** How loggers were made, where all of them are one. */
function madeOf([first, ...others]: readonly Made[]): Made | undefined {
  const isSame = ({ creation, madeIn }: Made) => creation === first?.creation && madeIn === first?.madeIn;
  return others.every(isSame) ? first : undefined;
}

function isWhole({ parameter, isWhole: isAll }: ParameterUse): boolean {
  return isAll && parameter.path.length === 0 && !parameter.isRest;
}

/** A part of a text; what is shown there whole is no text. */
function isPart({ parameter }: ParameterUse): boolean {
  return parameter.path.length === 0 && !parameter.isRest && parameter.shown === undefined;
}

function isRest({ parameter, isWhole: isAll }: ParameterUse): boolean {
  return isAll && parameter.path.length === 0 && parameter.isRest;
}

/** What all of some answers are; undefined where they differ, or there is none. */
function agreed<Value>(values: readonly Value[]): Value | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}
