import { type Call, unwrap } from '../code/expression.js';
import { kept } from '../code/source.js';
import type { FunctionDeclaration } from '../values/resolver.js';
import { parameterUses, summaryOf } from '../values/summary.js';
import type { Recognition, TelemetryCall } from '../values/telemetry-call.js';
import { useOf } from '../values/uses.js';

/** What a function that writes its arguments to the terminal makes of them: text, one after the other. */
export interface Printed {
  /** Whether it prints an error with its stack. */
  readonly keepsErrors: boolean;
}

/** What a function prints of its arguments; undefined where it writes none of them, or writes records. */
export function printedBy(declared: FunctionDeclaration): Printed | undefined {
  return kept(declared.context.source, PRINTED, declared.binding, () => ({ is: readPrinted(declared) })).is;
}

/** The key of what is known of a file's functions. */
const PRINTED = {};

function readPrinted(declared: FunctionDeclaration): Printed | undefined {
  const uses = parameterUses(summaryOf(declared, WRITES));
  const [first] = uses;
  if (!first || uses.some(({ emission }) => SERIALISES.test(emission.at.source.text))) return undefined;
  const through = uses.flatMap(({ emission }) => emission.through.map(({ to }) => to));
  const texts = [declared, ...through].map(({ binding }) => binding.text?.() ?? '');
  return { keepsErrors: texts.some((text) => SHOWS_STACK.test(text)) };
}

const STREAM = /^process\.std(?:out|err)$/;
const SERIALISES = /\bstringify\b/;
/** Reads a stack, or has what prints one make the text. */
const SHOWS_STACK = /\bstack\b|\b(?:inspect|format|formatWithOptions)\(/;

/** Writing to the terminal, as far as it is the end of what a function is given. */
const WRITES: Recognition = {
  key: {},
  recognise(call: Call): TelemetryCall | undefined {
    const callee = unwrap(call.callee);
    if (callee.kind !== 'member' || callee.property !== 'write' || !STREAM.test(callee.object.text))
      return undefined;
    return { signal: 'log', given: call.arguments, read: ([text]) => useOf('message', text) };
  },
};
