import { onlyAnswers } from '../../catalog/answering.js';
import { type Call, type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { cardinalityOf } from '../values/cardinality.js';
import { MAX_FORWARDING, argumentFor, handedOnBy } from '../values/helper.js';
import { objectOf } from '../values/literal.js';
import type { FunctionDeclaration } from '../values/resolver.js';
import { usesOf } from '../values/summary.js';
import { type Term, parametersIn } from '../values/term.js';
import { type SpanStart, saysSpanStart, spanStartOf } from './span.js';

/** What functions that start spans for their callers are named for. */
export function mayStartInside(name: string): boolean {
  return /span|trac(?:e|ing)|instrument/i.test(name) && !onlyAnswers(name);
}

/** Whether a function may start a span, by its text: it does so itself, or does little more than call what may. */
function mayStartIn(text: string): boolean {
  return saysSpanStart(text) || (text.length <= MAX_FORWARDING && mayStartInside(text));
}

/**
 * Reads a call as the start of a span: of a library's, or of the one that a function of the project starts for its caller, be it
 * that this gives it back or ends it itself.
 */
export function anyStartOf(call: Call, source: Source, settings: Settings): SpanStart | undefined {
  const start = spanStartOf(call, source, settings);
  if (start?.reading || call.arguments.length === 0) return start;
  const helper = helperStartOf(call, source, settings);
  if (!start || !helper) return start ?? helper;
  return { ...start, name: helper.name, attributes: helper.attributes };
}

/** `withSpan(name, fn)`: the name and attributes of the span are its caller's, its end is not. */
function helperStartOf(call: Call, source: Source, settings: Settings): SpanStart | undefined {
  const callee = unwrap(call.callee);
  const method = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  if (method === undefined) return undefined;
  const mayStart = ({ binding }: FunctionDeclaration) => mayStartIn(binding.text?.() ?? '');
  for (const { emission } of handedOnBy(call, 'span', source, settings, mayStart)) {
    const uses = usesOf(emission);
    const term = uses.find(({ role }) => role === 'spanName')?.term;
    const name = term && nameGiven(term, call, source, settings);
    if (!name?.isGiven) continue;
    const start = spanStartOf(emission.at.call, emission.at.source, settings);
    if (!start) continue;
    const attributes = uses.find(({ role }) => role === 'attributes')?.term;
    return {
      ...start,
      method,
      kind: 'active',
      endedBy: 'self',
      hasDone: false,
      name: name.judged,
      options: undefined,
      attributes: attributes?.is === 'parameter' ? argumentFor(attributes, call, source) : undefined,
      context: undefined,
      callback: undefined,
      reading: undefined,
      provenance: 'module',
      call,
    };
  }
  return undefined;
}

/**
 * What a call gives a span's name: all of it, or what is put into a text. Of several values in one text, the first that has no bound
 * is judged; none where all have one.
 */
function nameGiven(
  term: Term,
  call: Call,
  source: Source,
  settings: Settings,
): { readonly isGiven: boolean; readonly judged: Expression | undefined } {
  const isText =
    term.is === 'made' && term.isText && /^(?:template|operation)$/.test(term.by?.expression.kind ?? '');
  if (term.is !== 'parameter' && !isText) return { isGiven: false, judged: undefined };
  const parts = parametersIn(term).map((each) => argumentFor(each, call, source));
  const given = parts.filter((each) => each !== undefined);
  const judged =
    parts.length === 1 ? given[0] : given.find((each) => isUnboundedText(each, source, settings));
  return { isGiven: given.length > 0, judged };
}

/** Whether a value that is put into a text has no bound; of an object or a function, only the name of something is. */
function isUnboundedText(given: Expression, source: Source, settings: Settings): boolean {
  if (given.kind === 'function' || objectOf(given, source) !== undefined) return false;
  return cardinalityOf(given, source, { vocabulary: settings }).is === 'unbounded';
}
