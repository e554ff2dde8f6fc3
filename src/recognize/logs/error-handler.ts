import { EMITTER_LISTENS } from '../../catalog/emitter.js';
import type { TSESTree } from '@typescript-eslint/types';
import type { Level } from '../../catalog/schema.js';
import type { Expression } from '../../model/code/expression.js';
import type { Refusal } from '../../model/logs/plan.js';
import type { Logger } from '../../model/logs/logger.js';
import { writeErrorRecord } from '../../model/logs/rewrite.js';
import type { Edit } from '../../model/text/edits.js';
import { memberName } from '../../estree/member-name.js';
import { unwrap } from '../../estree/tree.js';
import { consoleMethod } from './console-reference.js';
import { promisedBy, qualifiedName } from './failing-code.js';
import type { LogSite } from './log-site.js';
import { writtenStyle } from './written-style.js';

type Node = TSESTree.Node;

/** A method of the console that gets an error when something fails, and what that is. */
interface HandedMethod {
  readonly node: Node;
  readonly method: string;
  readonly message: string;
  /** The value of the function is that of the promise. */
  readonly isValueUsed: boolean;
}

/**
 * The function that takes the place of a method of the console that is handed on to be called with an error:
 * `sync().catch(console.error)`, `server.on('error', console.error)`. Undefined where it is handed on otherwise, or nothing says what
 * has failed.
 *
 * @param site of the call that it is handed to
 */
export function errorHandler(site: LogSite, logger: Logger): Edit | Refusal | undefined {
  const { node, file } = site;
  const handed = handedMethod(site);
  if (!handed) return undefined;
  const { range } = handed.node;
  // What an error is printed with says that something failed.
  const level: Level = handed.method === 'warn' ? 'warn' : 'error';
  const taken = file.source.variable(node, 'err')?.defs.length ?? 0;
  const name = taken > 0 ? 'error' : 'err';
  if (logger.text.split('.')[0] === name) return undefined;
  const head = `(${name}) => `;
  const style = writtenStyle(file, range);
  const error: Expression = { kind: 'identifier', name, text: name, range };
  const record = writeErrorRecord({ level, message: handed.message, error }, file.source, logger, {
    style: { ...style, column: style.column + head.length },
    installed: file.package,
    valueUsed: handed.isValueUsed,
    formats: file,
  });
  return typeof record === 'string' ? { range, text: head + record } : record;
}

/** The method of the console that a call is given for an error, and what it would say. */
export function handedMethod({ node, file }: LogSite): HandedMethod | undefined {
  if (node.callee.type !== 'MemberExpression' || node.optional) return undefined;
  const { object } = node.callee;
  const name = memberName(node.callee) ?? '';
  const [first, second, ...more] = node.arguments;
  const isListener = EMITTER_LISTENS.has(name);
  const handed = isListener || name === 'then' ? second : name === 'catch' && !second ? first : undefined;
  const method = handed && consoleMethod(handed, file);
  if (!handed || method === undefined || more.length > 0) return undefined;
  const event = first?.type === 'Literal' && typeof first.value === 'string' ? first.value : '';
  const what = isListener ? undefined : promisedBy(object, qualifiedName);
  const message = isListener ? eventMessage(event, object) : what && `${what} failed`;
  const isStatement = node.parent.type === 'ExpressionStatement' || isVoid(node.parent);
  return message === undefined
    ? undefined
    : { node: handed, method, message, isValueUsed: !isListener && !isStatement };
}

/** What an event of an object says when it comes with an error. */
function eventMessage(event: string, object: Node): string | undefined {
  if (event === 'uncaughtException') return 'Uncaught exception';
  if (event === 'unhandledRejection') return 'Unhandled rejection';
  const name = event === 'error' ? nameOf(unwrap(object)) : undefined;
  return name === undefined ? undefined : `${name} error`;
}

function nameOf(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? memberName(node) : undefined;
}

function isVoid(node: Node): boolean {
  return node.type === 'UnaryExpression' && node.operator === 'void';
}
