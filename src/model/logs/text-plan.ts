import type { Level } from '../../catalog/schema.js';
import { isConsole } from '../../catalog/index.js';
import { type Expression, brief, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { inTemplate } from '../text/quote.js';
import { stackOf } from './dialect-text.js';
import { isError, isErrorName } from '../values/error.js';
import { isPrimitive } from '../values/primitive.js';
import type { LogCall } from './library-call.js';
import { isText, placeholdersOf } from './message.js';
import { type LogPlan, type PlanContext, type Refusal, planLog } from './plan.js';
import type { Logger, TextTarget } from './logger.js';
import { uncoloured } from './terminal-text.js';
import { methodOf } from './written-method.js';

/** What a plan of a record is refused for that a text is not worth to be written for either. */
const REFUSED: ReadonlySet<string> = new Set([
  ...['decoration', 'banner', 'empty-line', 'logs-nothing', 'arguments-from-array', 'sensitive-value'],
  ...['terminal-text', 'prints-function', 'asserts-nothing', 'callers-message', 'placeholder-without-value'],
]);

/**
 * Plans what a call of the console says as the one text that a logger of the project's own takes: the same text, its values in
 * it, and an error after it where the logger prints one. Refuses what is not seen to be text: a template would print
 * `[object Object]` of it.
 */
export function planText(
  call: LogCall,
  source: Source,
  logger: Logger & { readonly texts: TextTarget },
  around: PlanContext,
): LogPlan | Refusal {
  const record = planLog(call, source, logger.dialect, around);
  if ('refused' in record && REFUSED.has(record.refused.code)) return record;
  const given = [...call.call.arguments, ...(around.next?.call.arguments ?? [])];
  const [first] = given;
  if (!first || !isConsole(call.library) || !PRINTS.has(call.method))
    return { refused: { code: 'not-text', evidence: call.method } };
  const last = given.at(-1);
  const error = last && given.length > 1 && isWholeError(last, source) ? given.pop() : undefined;
  const unproven = given.find((each) => !isText(each, source) && !isPrimitive(each, source));
  if (unproven) return { refused: { code: 'not-text', evidence: brief(unproven) } };
  if (given.some((each) => isText(each, source) && placeholdersOf(each, source) > 0))
    return { refused: { code: 'placeholders-elsewhere' } };
  const level = 'refused' in record ? levelOf(call, error) : record.level;
  const method = methodOf(level, logger, source);
  const takes = method === undefined ? undefined : logger.texts.methods.get(method)?.error;
  // What a logger of text alone says of an error is what the console prints of it first: its stack.
  const stack = error && takes === 'none' && isError(error, source) ? stackOf(error) : undefined;
  if (error && takes === 'none' && stack === undefined)
    return { refused: { code: 'not-text', evidence: brief(error) } };
  if (!error && takes === 'needed')
    return { refused: { code: 'needs-error', evidence: `${logger.text}.${method ?? ''}` } };
  const isOne = given.length === 1 && stack === undefined;
  const message = isOne ? (uncoloured(first, source) ?? first) : joined(given, source, stack);
  return {
    level,
    message: [{ constant: message }],
    entries: error && stack === undefined ? [{ is: 'error', value: error }] : [],
  };
}

/** Methods of the console that print their arguments one after the other. */
const PRINTS: ReadonlySet<string> = new Set(['log', 'info', 'warn', 'error', 'debug']);

function isWholeError(expression: Expression, source: Source): boolean {
  return isError(expression, source) || (isErrorName(expression) && !isPrimitive(expression, source));
}

function levelOf({ method, level }: LogCall, error: Expression | undefined): Level {
  return method === 'log' && error ? 'error' : level;
}

/** What the console prints of several arguments, and of an error after them, as one template. */
function joined(given: readonly Expression[], source: Source, stack?: string): Expression {
  const [first, last] = [given[0], given.at(-1)];
  const parts = given.map((each) => partOf(unwrap(uncoloured(each, source) ?? each)));
  // Comments between them are in no part of it.
  const start = first?.range[0] ?? 0;
  const text = `\`${[...parts, ...(stack === undefined ? [] : [`\${${stack}}`])].join(' ')}\``;
  return { kind: 'literal', value: text, text, range: last ? [start, start] : [0, 0] };
}

/** An argument inside of a template. */
function partOf(read: Expression): string {
  if (read.kind === 'literal' && read.value !== undefined) return inTemplate(String(read.value));
  if (read.kind === 'template' && !read.text.includes('\n')) return read.text.slice(1, -1);
  return `\${${read.text}}`;
}
