import type { TSESTree } from '@typescript-eslint/types';
import { SPAN_ATTRIBUTES } from '../../catalog/attributes/identifiers.js';
import { type Expression, isPlainRead, rootOf } from '../../model/code/expression.js';
import { nameOf, nameOfKey } from '../../model/logs/field-name.js';
import { logCallOf, mayLog } from '../../model/logs/call.js';
import { isText } from '../../model/logs/message.js';
import { type Edit, insertAt, replace } from '../../model/text/edits.js';
import { endsLine, indentAt } from '../../model/text/lines.js';
import { isRawPath } from '../../model/values/route-template.js';
import { mayUseSpan, spanCallOf } from '../../model/traces/span.js';
import { memberName } from '../../estree/member-name.js';
import type { AnalysedFile } from '../file.js';
import { LogSite } from '../logs/log-site.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** A value's new place: the record or span that is written next to where it was used. */
export interface NewPlace {
  readonly kind: 'log' | 'span';
  /** What it is, as code. */
  readonly target: string;
  /** Undefined when the value is there already. */
  readonly edit: Edit | undefined;
}

/**
 * The log record or span beside a call, in the same block, and the edit that puts a label's value there. The
 * nearest decides, of two as near the later one. Undefined when there is none, or the edit is not certain.
 */
export function placeBeside(
  node: Node,
  label: string,
  value: Expression,
  file: AnalysedFile,
): NewPlace | undefined {
  if (!isPlainRead(value)) return undefined;
  const statement = statementAround(node);
  const list = statement?.parent && 'body' in statement.parent ? statement.parent.body : undefined;
  if (!statement || !Array.isArray(list)) return undefined;
  const index = list.indexOf(statement as never);
  for (let distance = 1; distance < list.length; distance++) {
    for (const at of [index + distance, index - distance]) {
      const call = callOf(list[at]);
      const found = call && (inLog(call, label, value, file) ?? onSpan(call, label, value, file));
      if (!found) continue;
      const between = (list as Node[]).slice(Math.min(index, at) + 1, Math.max(index, at));
      return isStraight(between) && isSameThere(value, statement, call, file) ? found : undefined;
    }
  }
  return undefined;
}

function statementAround(node: Node): Node | undefined {
  let at: Node | undefined = node;
  while (at?.type.endsWith('Expression')) at = at.parent;
  return at?.type === 'ExpressionStatement' ? at : undefined;
}

function callOf(statement: Node | undefined): Call | undefined {
  const inner = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  const call = inner?.type === 'ChainExpression' ? inner.expression : inner;
  return call?.type === 'CallExpression' ? call : undefined;
}

function isStraight(between: readonly Node[]): boolean {
  return between.every(({ type }) => type === 'ExpressionStatement' || type === 'VariableDeclaration');
}

/** Whether what a read starts with is the same at the other call: declared before it, and never written again. */
function isSameThere(value: Expression, statement: Node, there: Call, file: AnalysedFile): boolean {
  const root = rootOf(value);
  const name = root && file.source.nodeOf(root);
  if (!root || name?.type !== 'Identifier') return value.kind === 'member';
  const variable = file.source.variable(name, root.name);
  if (variable !== file.source.variable(there, root.name)) return false;
  if (!variable) return true;
  const isWritten = variable.references.some((each) => each.isWrite() && each.init !== true);
  const isLate = variable.defs.some(({ name: declared }) => {
    const [from] = (declared as Node).range;
    return from > there.range[0] && from < statement.range[0];
  });
  return !isWritten && !isLate;
}

function inLog(call: Call, label: string, value: Expression, file: AnalysedFile): NewPlace | undefined {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (method === undefined || !mayLog(method)) return undefined;
  const expression = file.source.expression(call);
  const logged =
    expression.kind === 'call'
      ? logCallOf(expression, file.source, file.settings, () => file.loggingLibrary)
      : undefined;
  if (!logged || logged.provenance === 'name') return undefined;
  const names = [nameOf(value) ?? nameOfKey(label), nameOfKey(label)] as const;
  const text = new LogSite(logged, call, file).withField(names, value);
  if (typeof text === 'object') return undefined;
  const target = file.syntax.textOf(call.callee);
  return { kind: 'log', target, edit: text === undefined ? undefined : replace(call, text) };
}

/** `span.setAttribute('a', b)` and `span.setAttributes({ … })` of a span. */
function onSpan(call: Call, label: string, value: Expression, file: AnalysedFile): NewPlace | undefined {
  const { callee } = call;
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || method === undefined || !mayUseSpan(method)) return undefined;
  const expression = file.source.expression(call);
  if (expression.kind !== 'call' || !spanCallOf(expression, file.source, file.settings)) return undefined;
  const target = file.syntax.textOf(callee.object);
  const key = SPAN_ATTRIBUTES.get(label.toLowerCase().replaceAll(/[^a-z0-9]/g, '')) ?? label;
  const given = value.text;
  // A span drops what is neither text, number nor boolean.
  const isSafe = isText(value, file.source) || isRawPath(value, file.source);
  if (!isSafe && given.includes('?.')) return undefined;
  const text = isSafe ? given : `String(${given})`;
  const [first, second] = call.arguments;
  const quote = file.syntax.text.includes("'") ? "'" : '"';
  const name = `${quote}${key}${quote}`;
  if (method === 'setAttribute' && second && call.arguments.length === 2) {
    if (isWhole(second, value, file)) return { kind: 'span', target, edit: undefined };
    const edit = statementBehind(call, `${file.syntax.textOf(callee)}(${name}, ${text})`, file);
    return edit && { kind: 'span', target, edit };
  }
  if (method !== 'setAttributes' || first?.type !== 'ObjectExpression' || call.arguments.length !== 1)
    return undefined;
  const last = first.properties.at(-1);
  for (const property of first.properties) {
    if (property.type !== 'Property') return undefined;
    if (isWhole(property.value, value, file)) return { kind: 'span', target, edit: undefined };
    if (file.syntax.textOf(property.key).replaceAll(/['"]/g, '') === key) return undefined;
  }
  const at = last?.range[1] ?? first.range[0] + 1;
  const entry = `${name}: ${text}`;
  const edit = insertAt(at, last ? `, ${entry}` : ` ${entry} `);
  return { kind: 'span', target, edit };
}

/** A statement on a line of its own after that of a call. */
function statementBehind(call: Call, text: string, file: AnalysedFile): Edit | undefined {
  const whole = file.syntax.text;
  const statement = statementAround(call);
  if (!statement || !endsLine(whole, statement.range[1])) return undefined;
  const [start, end] = statement.range;
  const semicolon = whole[end - 1] === ';' ? ';' : '';
  return insertAt(end, `${file.syntax.eol}${indentAt(whole, start)}${text}${semicolon}`);
}

/** Whether an attribute's value is the value already, as text perhaps. */
function isWhole(attribute: Node, value: Expression, file: AnalysedFile): boolean {
  const text = file.syntax.textOf(attribute);
  return text === value.text || text === `String(${value.text})`;
}
