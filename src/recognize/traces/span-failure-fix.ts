import { API } from '../../catalog/opentelemetry.js';
import type { TSESTree } from '@typescript-eslint/types';
import { type Edit, insertAt } from '../../model/text/edits.js';
import { endOfLine } from '../../model/text/import-statement.js';
import type { FileSyntax } from '../../estree/syntax.js';
import { endsLine, indentAt, startsLine } from '../../model/text/lines.js';
import type { AnalysedFile } from '../file.js';
import { type ReachableExport, reachExport } from '../reach-export.js';
import { contains, descendants, isClosure } from '../../estree/tree.js';
import type { UnmarkedFailure } from './span-failure.js';
import type { SpanSite } from './span-site.js';

type Node = TSESTree.Node;

/**
 * The edits that give a span what it is not told of an error, before anything in the handler can throw or end
 * the span. Undefined where it would capture a name, need a type that is not known, or mark an error that the
 * handler takes for expected.
 */
export function markingFix(failure: UnmarkedFailure, site: SpanSite): readonly Edit[] | undefined {
  const { file, held, start } = site;
  const { handler, missing } = failure;
  const { body } = handler;
  const place = body.type === 'BlockStatement' ? placeOf(failure, body, site) : undefined;
  const error = place && errorOf(failure, file);
  if (!place || !error || held?.name === undefined) return undefined;
  const span = held.name + (failure.isOptional ? '?.' : '.');
  let status: ReachableExport | undefined;
  const calls: string[] = [];
  const { attribute, errorTag, errorTagTakesError, recordException } = start.dialect;
  if (recordException === undefined) {
    const [set] = attribute;
    if (set === undefined || errorTag === undefined) return undefined;
    calls.push(`${span}${set}('${errorTag}', ${errorTagTakesError ? error.name : 'true'})`);
  } else {
    if (missing !== 'status') calls.push(`${span}recordException(${error.exception})`);
    if (missing !== 'exception') {
      status = reachExport('SpanStatusCode', API, body, file);
      if (!status) return undefined;
      calls.push(`${span}setStatus({ code: ${status.text}.ERROR, message: ${error.message} })`);
    }
  }
  return [
    ...(status?.edit ? [status.edit] : []),
    ...(error.binding ? [error.binding] : []),
    insertAt(place.at, place.write(calls)),
  ];
}

/** The edits that give a `try` without a `catch` one that tells the span of the error, and throws it on. */
export function catchFix(attempt: TSESTree.TryStatement, site: SpanSite): readonly Edit[] | undefined {
  const { file, held } = site;
  const { finalizer, block } = attempt;
  const name = freeName(attempt);
  if (!finalizer || held?.name === undefined || name === undefined) return undefined;
  if (['Error', 'String'].some((global) => file.source.variable(block, global))) return undefined;
  const status = reachExport('SpanStatusCode', API, block, file);
  if (!status) return undefined;
  const { text } = file.syntax;
  const { exception, message } = unknownError(name, /\.[cm]?tsx?$/.test(file.path));
  const [, end] = block.range;
  const indent = indentAt(text, attempt.range[0]);
  const [first] = block.body;
  const step = first && startsLine(text, first.range[0]) ? indentAt(text, first.range[0]) : `${indent}  `;
  const calls = [
    `${held.name}.recordException(${exception})`,
    `${held.name}.setStatus({ code: ${status.text}.ERROR, message: ${message} })`,
    `throw ${name}`,
  ];
  const { eol, semicolon } = file.syntax;
  const body = calls.map((call) => eol + step + call + semicolon).join('');
  return [...(status.edit ? [status.edit] : []), insertAt(end, ` catch (${name}) {${body}${eol}${indent}}`)];
}

/** The edits that set the status ERROR after a call that records an exception. */
export function statusFix(recorded: TSESTree.CallExpression, site: SpanSite): readonly Edit[] | undefined {
  const { file } = site;
  const { parent: statement, callee } = recorded;
  if (statement.type !== 'ExpressionStatement' || callee.type !== 'MemberExpression') return undefined;
  const status = reachExport('SpanStatusCode', API, statement, file);
  if (!status) return undefined;
  const span = file.syntax.textOf(callee.object) + (callee.optional ? '?.' : '.');
  const call = `${span}setStatus({ code: ${status.text}.ERROR })`;
  const place = after(statement, file.syntax);
  return [...(status.edit ? [status.edit] : []), insertAt(place.at, place.write([call]))];
}

/** The error of a handler, as it can be handed to a span. */
interface CaughtError {
  readonly name: string;
  readonly exception: string;
  readonly message: string;
  /** What names an error that is not bound. */
  readonly binding: Edit | undefined;
}

function errorOf({ handler }: UnmarkedFailure, file: AnalysedFile): CaughtError | undefined {
  const { node, body, parameter } = handler;
  const isTypeScript = /\.[cm]?tsx?$/.test(file.path);
  if (['Error', 'String'].some((global) => file.source.variable(body, global))) return undefined;
  if (!parameter) {
    const name = node.type === 'CatchClause' ? freeName(body) : undefined;
    const at = node.range[0] + 'catch'.length;
    return name === undefined
      ? undefined
      : { ...unknownError(name, isTypeScript), binding: insertAt(at, ` (${name})`) };
  }
  if (parameter.type !== 'Identifier') return undefined;
  // What a block of its own calls so is another thing.
  const variable = file.source.variable(body, parameter.name);
  if (!variable?.defs.some((definition) => definition.name === parameter)) return undefined;
  const type = parameter.typeAnnotation?.typeAnnotation;
  const isClause = node.type === 'CatchClause';
  if (!type) return unknownError(parameter.name, isTypeScript && isClause);
  if (type.type === 'TSUnknownKeyword') return unknownError(parameter.name, true);
  if (type.type === 'TSAnyKeyword') return unknownError(parameter.name, false);
  const isError =
    type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Error';
  if (!isError) return undefined;
  const { name } = parameter;
  return { name, exception: name, message: `${name}.message`, binding: undefined };
}

function unknownError(name: string, isUnknown: boolean): CaughtError {
  return {
    name,
    exception: isUnknown ? `${name} as Error` : name,
    message: `${name} instanceof Error ? ${name}.message : String(${name})`,
    binding: undefined,
  };
}

/** A name for an error that nothing in a block uses. */
function freeName(body: Node): string | undefined {
  const used = new Set([...descendants(body)].map((node) => (node.type === 'Identifier' ? node.name : '')));
  return ['error', 'err', 'cause'].find((name) => !used.has(name));
}

interface Place {
  readonly at: number;
  /** The text of statements there, with the line ends that they need. */
  write(statements: readonly string[]): string;
}

function placeOf(failure: UnmarkedFailure, body: TSESTree.BlockStatement, site: SpanSite): Place | undefined {
  const { syntax } = site.file;
  const [half] = failure.half;
  if (half) return besideHalf(failure, half, body, syntax);
  const lastChoice = body.body.findLastIndex(mayLeave);
  const [first] = body.body;
  if (lastChoice < 0) return first && atStart(body, first, syntax);
  // `if (error.status === 404) return null;`: only what comes after it is a failure.
  const next = body.body[lastChoice + 1];
  const resource = site.held?.resource;
  const isEnded = body.body.slice(0, lastChoice + 1).some((each) => resource?.releases.someIn(each));
  return next && !isEnded && failure.isCertain ? before(next, syntax) : undefined;
}

/** Next to the other half; where that is given in all branches of an `if`, before it. */
function besideHalf(
  { half: all, missing }: UnmarkedFailure,
  half: Node,
  body: TSESTree.BlockStatement,
  syntax: FileSyntax,
): Place | undefined {
  if (all.length > 1) {
    const around = body.body.find((each) => contains(each, half));
    const isInAll =
      around?.type === 'IfStatement' &&
      [around.consequent, around.alternate].every(
        (branch) => branch && all.some((call) => contains(branch, call)),
      );
    return isInAll ? before(around, syntax) : undefined;
  }
  const statement = statementOf(half);
  if (statement?.parent?.type !== 'BlockStatement') return undefined;
  return missing === 'exception' ? before(statement, syntax) : after(statement, syntax);
}

/** The statement that a call is all there is of. */
function statementOf(call: Node): Node | undefined {
  let at: Node | undefined = call;
  while (at && !at.type.endsWith('Statement') && !isClosure(at)) at = at.parent;
  return at?.type === 'ExpressionStatement' ? at : undefined;
}

/** Whether a statement gives a result on some paths, and goes on on others. */
function mayLeave(statement: Node): boolean {
  if (!/^(?:If|Switch|Try|For|ForIn|ForOf|While|DoWhile|Labeled|Block)/.test(statement.type)) return false;
  const leaves = (node: Node): boolean =>
    node.type === 'ReturnStatement' || (!isClosure(node) && [...childrenOf(node)].some(leaves));
  return leaves(statement);
}

function* childrenOf(node: Node): Generator<Node> {
  for (const each of descendants(node)) if (each.parent === node) yield each;
}

function atStart(body: TSESTree.BlockStatement, first: Node, syntax: FileSyntax): Place | undefined {
  const { text, eol, semicolon } = syntax;
  const at = endOfLine(body.range[0] + 1, text);
  if (!endsLine(text, at)) return before(first, syntax);
  const start = eol + indentAt(text, first.range[0]);
  return { at, write: (calls) => calls.map((call) => start + call + semicolon).join('') };
}

function before({ range: [start] }: Node, { text, eol, semicolon }: FileSyntax): Place {
  const end = startsLine(text, start) ? semicolon + eol + indentAt(text, start) : '; ';
  return { at: start, write: (calls) => calls.map((call) => call + end).join('') };
}

function after({ range: [from, to] }: Node, { text, eol, semicolon }: FileSyntax): Place {
  if (!startsLine(text, from)) {
    return { at: to, write: (calls) => calls.map((call) => ` ${call};`).join('') };
  }
  const start = eol + indentAt(text, from);
  return {
    at: endOfLine(to, text),
    write: (calls) => calls.map((call) => start + call + semicolon).join(''),
  };
}
