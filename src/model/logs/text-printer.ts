import { isConsole } from '../../catalog/index.js';
import { OWN_METHODS } from '../../catalog/logs/names.js';
import type { Call } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { telemetrySummaryOf } from '../summaries.js';
import type { OwnMethod, OwnValue } from '../values/provenance.js';
import type { FunctionDeclaration } from '../values/resolver.js';
import { parameterUses } from '../values/summary.js';
import type { CallStep, Emission } from '../values/telemetry-call.js';
import { logContractOf } from './contract.js';
import { provenContractOf } from './own-logger.js';
import { writtenBy } from './terminal-print.js';

/** A method of the project's own logger that prints its text, and takes nothing beside it that it would print. */
export interface TextPrinter {
  readonly name: string;
  readonly declared: FunctionDeclaration;
  /** The functions that the text goes through, each from the call that hands it on. */
  readonly steps: readonly TextStep[];
  /** The calls of the console, or of a stream, that print it. */
  readonly prints: readonly { readonly call: Call; readonly by: FunctionDeclaration }[];
}

/** A call by which one function hands its text on to another. */
export interface TextStep {
  readonly from: FunctionDeclaration;
  readonly call: Call;
  readonly to: FunctionDeclaration;
}

/** The methods of a logger that print their text alone, all in the file that declares the first of them. */
export function textPrintersOf(own: OwnValue, settings: Settings): readonly TextPrinter[] {
  const found = Object.keys(OWN_METHODS).flatMap((name) =>
    functionsOf(own.method(name)).flatMap((declared) => textPrinter(name, declared, settings) ?? []),
  );
  const [first] = found;
  return found.filter(({ declared }) => declared.context.source === first?.declared.context.source);
}

/** A method, and what the classes beside an interface make of it. */
function functionsOf(method: OwnMethod | undefined): readonly FunctionDeclaration[] {
  if (method?.is === 'function') return [method.declared];
  return method?.is === 'signature' ? (method.implementations?.() ?? []) : [];
}

function textPrinter(
  name: string,
  declared: FunctionDeclaration,
  settings: Settings,
): TextPrinter | undefined {
  const contract = provenContractOf(declared, settings);
  if (contract?.dialect) return undefined;
  const { parameters = [] } = declared.binding.signature?.() ?? {};
  const summary = contract ? telemetrySummaryOf(declared, settings) : writtenBy(declared);
  const at = contract?.message ?? logContractOf(summary)?.message;
  if (at === undefined || at !== parameters.length - 1 || parameters[at]?.isRest) return undefined;
  const uses = parameterUses(summary).filter(
    ({ emission, parameter }) => emission.call.signal === 'log' && parameter.index === at,
  );
  const emissions = [...new Set(uses.map(({ emission }) => emission))];
  const { source } = declared.context;
  if (emissions.length === 0 || !emissions.every((each) => isPrintedIn(source, each))) return undefined;
  return {
    ...{ name, declared },
    steps: emissions.flatMap(({ through }) => stepsOf(declared, through)),
    prints: emissions.map(({ at: { call }, through }) => ({ call, by: through.at(-1)?.to ?? declared })),
  };
}

/** Whether the terminal gets it, and all that leads there is written in one file. */
function isPrintedIn(source: Source, { call, at, through }: Emission): boolean {
  const isCall = through.every(({ call: step, to }) => step.kind === 'call' && to.context.source === source);
  return isConsole(call.library) && at.source === source && isCall;
}

function stepsOf(declared: FunctionDeclaration, through: readonly CallStep[]): readonly TextStep[] {
  return through.flatMap(({ call, to }, index): readonly TextStep[] =>
    call.kind === 'call' ? [{ from: through[index - 1]?.to ?? declared, call, to }] : [],
  );
}
