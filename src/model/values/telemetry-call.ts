import type { Level } from '../../catalog/schema.js';
import type { Call, Expression, New } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { FunctionDeclaration } from './resolver.js';
import type { Term } from './term.js';
import type { Use } from './uses.js';

/** A call that is proven to write, measure or carry telemetry. */
export interface TelemetryCall {
  readonly signal: 'log' | 'metric' | 'span' | 'carrier';
  /** The severity of a record, where the call names one. */
  readonly level?: Level;
  readonly library?: string;
  /** It is only declared what the call does: nothing behind the declaration is seen. */
  readonly isDeclared?: true;
  /** How what it is called on was made, where that is seen. */
  readonly made?: Made;
  /** What of the call is read, in the order in which `read` gets it. */
  readonly given: readonly Expression[];
  /** What becomes of it. */
  readonly read: (given: readonly Term[]) => readonly Use[];
}

/** Says what calls do for telemetry. */
export interface Recognition {
  /** Of which kind it is, in all files alike. */
  readonly key: object;
  /** What its answers depend on besides the files. */
  readonly settings?: object;
  /** What a call does; undefined where that is not proven. */
  recognise(call: Call, source: Source): TelemetryCall | undefined;
  /** The project's methods that a call may run, where only what its receiver is tells them. */
  methods?(call: Call, source: Source): readonly FunctionDeclaration[];
  /** Whether a call is telemetry's all the same, which does not throw. */
  isQuiet?(call: Call, source: Source): boolean;
}

/** How a value of a library was made, as far as that is seen. */
export interface Made {
  /** The call or `new` that made it. */
  readonly creation: Expression | undefined;
  /** The file it was made in. */
  readonly madeIn?: Source;
}

/** A call of telemetry that a function makes with what its caller hands over, itself or through what it calls. */
export interface Emission {
  readonly call: TelemetryCall;
  /** Where it is written. */
  readonly at: { readonly call: Call; readonly source: Source };
  /** What it is given, over the function's parameters. */
  readonly given: readonly Term[];
  /** The calls that lead from the function to the one that it is written in, the first of them first. */
  readonly through: readonly CallStep[];
  /** It stands in a function inside, which runs at another time or not at all. */
  readonly isNested: boolean;
}

/** A call of one of the project's functions, and that function. */
export interface CallStep {
  readonly call: Call | New;
  readonly to: FunctionDeclaration;
}

/** Whether something can happen; `unknown` where it depends on code that is not seen. */
export type Verdict = 'no' | 'unknown' | 'yes';
