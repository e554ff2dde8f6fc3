import { type Call, unwrap } from '../code/expression.js';
import { kept } from '../code/source.js';
import type { FunctionDeclaration } from '../values/resolver.js';
import { CONSOLE_LIBRARY } from '../../catalog/index.js';
import { type Summary, parameterUses, summaryOf } from '../values/summary.js';
import type { Recognition, TelemetryCall } from '../values/telemetry-call.js';
import { useOf } from '../values/uses.js';

/** What a function that writes its arguments to the terminal makes of them: a record, or text, one after the other. */
export interface Printed {
  readonly as: 'record' | 'text';
  /** Whether it prints an error with its stack. */
  readonly keepsErrors: boolean;
}

/** What a function prints of its arguments; undefined where it is not seen to write any of them. */
export function printedBy(declared: FunctionDeclaration): Printed | undefined {
  return kept(declared.context.source, PRINTED, declared.binding, () => ({ is: readPrinted(declared) })).is;
}

/** The key of what is known of a file's functions. */
const PRINTED = {};

/** What a function writes to the terminal by its streams, as what it would print with the console. */
export function writtenBy(declared: FunctionDeclaration): Summary {
  return summaryOf(declared, WRITES);
}

function readPrinted(declared: FunctionDeclaration): Printed | undefined {
  const uses = parameterUses(writtenBy(declared));
  if (uses.length === 0) return undefined;
  const serialises = uses.some(({ emission }) => SERIALISES.test(emission.at.source.text));
  const through = uses.flatMap(({ emission }) => emission.through.map(({ to }) => to));
  const texts = [declared, ...through].map(({ binding }) => binding.text?.() ?? '');
  return {
    as: serialises ? 'record' : 'text',
    keepsErrors: texts.some((text) => SHOWS_STACK.test(text)),
  };
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
    const { id: library } = CONSOLE_LIBRARY;
    return { signal: 'log', library, given: call.arguments, read: ([text]) => useOf('message', text) };
  },
};

/** Whether a function is seen to make JSON of what it is given and to show no stack: of an error that says nothing. */
export function emptiesErrors(declared: FunctionDeclaration): boolean {
  return kept(declared.context.source, EMPTIES, declared.binding, () => ({ is: readEmpties(declared) })).is;
}

/** The key of what a file's functions make of errors. */
const EMPTIES = {};

function readEmpties(declared: FunctionDeclaration): boolean {
  if (!SERIALISES.test(declared.context.source.text)) return false;
  const uses = parameterUses(summaryOf(declared, STRINGIFIES));
  const through = uses.flatMap(({ emission }) => emission.through.map(({ to }) => to));
  const texts = [declared, ...through].map(({ binding }) => binding.text?.() ?? '');
  return uses.length > 0 && !texts.some((text) => SHOWS_STACK.test(text) || KNOWS_ERRORS.test(text));
}

/** Turns an error into something that has what it says. */
const KNOWS_ERRORS = /\bError\b|\b\w*(?:[Ss]erializ|[Ss]erialis)\w*|\bgetOwnPropertyNames\b|\.message\b/;

/** Making JSON, as far as it is the end of what a function is given. */
const STRINGIFIES: Recognition = {
  key: {},
  recognise(call: Call): TelemetryCall | undefined {
    const callee = unwrap(call.callee);
    if (callee.kind !== 'member' || callee.text !== 'JSON.stringify') return undefined;
    // A replacer may know errors.
    if (call.arguments[1] && !/^(?:null|undefined)$/.test(call.arguments[1].text)) return undefined;
    return { signal: 'log', given: call.arguments, read: ([value]) => useOf('message', value) };
  },
};
