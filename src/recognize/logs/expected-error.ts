import type { TSESTree } from '@typescript-eslint/types';
import { REPORTS_ERROR } from '../../catalog/setup/error-trackers.js';
import { makesError } from '../../model/values/error.js';
import { onlyReads } from '../../model/logs/caught-error.js';
import { enclosingFunction } from '../../estree/enclosing.js';
import { memberName } from '../../estree/member-name.js';
import { isFunction } from '../../estree/nodes.js';
import { alwaysLeaves, contains, descendants, isClosure, unwrap } from '../../estree/tree.js';
import { type Handler, handlerAround, namesCalledIn } from './caught-site.js';
import type { LogSite } from './log-site.js';
import { isRefusal } from './refusal.js';

type Node = TSESTree.Node;

/**
 * Whether the text of an error is enough: it is expected, told to who debugs, made where it is logged, or another record of the handler
 * or an error tracker has all of it.
 */
export function isTextEnough(name: string, site: LogSite): boolean {
  const { level } = site.call;
  if (level === 'debug' || level === 'trace') return true;
  const handler = handlerAround(site.node);
  if (handler && (isRefusal(handler) || (level === 'info' && givesFallback(handler)))) return true;
  return (
    isGivenToReceiver(name, site.node) ||
    isExpectedError(name, site.node) ||
    isMadeHere(name, site) ||
    isToldBeside(name, site) ||
    isToldJustBefore(name, site)
  );
}

/** Whether the logger of a record was given the error whole: `logger.push({ err }).warn(…)`, `log.withError(err).error(…)`. */
function isGivenToReceiver(name: string, { callee }: TSESTree.CallExpression): boolean {
  let at: Node | undefined = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  while (at?.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    const isGiven = at.arguments.some((given) =>
      given.type === 'ObjectExpression'
        ? given.properties.some((each) => each.type === 'Property' && isName(name, each.value))
        : isName(name, given),
    );
    if (isGiven) return true;
    at = unwrap(at.callee.object);
  }
  return false;
}

/** Whether a handler ends in giving something back in place of what failed: at `info`, the failure was reckoned with. */
function givesFallback({ body }: Handler): boolean {
  return body.type === 'BlockStatement' && body.body.at(-1)?.type === 'ReturnStatement';
}

/** Whether the record before, in the same block, has the same error to be told whole: this one only repeats its text. */
function isToldJustBefore(name: string, site: LogSite): boolean {
  const { parent } = site.node;
  const statement = parent.type === 'ChainExpression' ? parent.parent : parent;
  const block = statement.type === 'ExpressionStatement' ? statement.parent : undefined;
  if (block?.type !== 'BlockStatement' || !saysNothingElse(site.node)) return false;
  const before = block.body[block.body.indexOf(statement as TSESTree.Statement) - 1];
  const record = before?.type === 'ExpressionStatement' ? unwrap(before.expression) : undefined;
  if (record?.type !== 'CallExpression') return false;
  const tells = record.arguments.some((given) => [...descendants(given)].some((each) => isName(name, each)));
  return tells && site.siteAt(record) !== undefined;
}

/** Whether a record has no word of its own: `${error}`. */
function saysNothingElse({ arguments: given }: TSESTree.CallExpression): boolean {
  return given.every((each) => {
    if (each.type === 'Literal') return !/\w/.test(String(each.value));
    return each.type !== 'TemplateLiteral' || !each.quasis.some(({ value }) => /\w/.test(value.cooked ?? ''));
  });
}

/** Whether another record of the handler around has an error whole: its stack as text tells nothing more. */
export function isWholeBeside(name: string, site: LogSite): boolean {
  const handler = handlerAround(site.node);
  if (!handler) return false;
  for (const each of descendants(handler.body)) {
    if (
      each.type !== 'CallExpression' ||
      each === site.node ||
      !each.arguments.some((given) => isName(name, given))
    )
      continue;
    const beside = site.siteAt(each);
    if (beside && !beside.misusedErrors.some(({ error }) => error.text === name)) return true;
  }
  return false;
}

/** Whether a constant of the function around holds an error that it makes: its stack leads to the record itself. */
function isMadeHere(name: string, { node, file }: LogSite): boolean {
  const around = enclosingFunction(node);
  return file.syntax.variablesNamed(name).some(({ defs: [definition] }) => {
    const made = definition?.node;
    return (
      made?.type === 'VariableDeclarator' &&
      made.init != null &&
      enclosingFunction(made) === around &&
      makesError(file.source.expression(made.init), file.source)
    );
  });
}

/** Whether another call in the handler around logs the error, or its stack, or tells an error tracker of it. */
function isToldBeside(name: string, site: LogSite): boolean {
  const handling = handlerAround(site.node)?.body ?? branchOn(name, site.node);
  if (!handling) return false;
  for (const each of descendants(handling)) {
    if (each.type !== 'CallExpression' || each === site.node) continue;
    const hasAll = each.arguments.some((argument) => isName(name, argument) || hasStackOf(name, argument));
    if (
      hasAll &&
      !isOnOtherBranch(name, each, site.node) &&
      (site.logCallAt(each) || REPORTS_ERROR.test(site.file.syntax.textOf(each.callee)))
    )
      return true;
  }
  return false;
}

/** The branch around that a callback takes where it is given an error: `if (error) { … }`. */
function branchOn(name: string, node: Node): Node | undefined {
  for (let at = node, { parent } = node; parent && !isFunction(parent); at = parent, parent = parent.parent) {
    if (parent.type === 'IfStatement' && parent.consequent === at && isName(name, parent.test)) return at;
  }
  return undefined;
}

/**
 * Whether one of two nodes is never reached where the other is: they stand in two branches of a decision. One on the error itself
 * tells the expected ones from the others.
 */
function isOnOtherBranch(name: string, node: Node, other: Node): boolean {
  for (
    let at = node, { parent } = node;
    parent && !contains(at, other);
    at = parent, parent = parent.parent
  ) {
    if (parent.type !== 'IfStatement' && parent.type !== 'ConditionalExpression') continue;
    const { test } = parent;
    const isDecided = contains(parent, other) && at !== test && !contains(test, other);
    if (isDecided) return !readsAny(readFrom(name, node), test);
  }
  return false;
}

/**
 * An error's name, and those of what the code that handles it reads of it first: `code` of `const code = error.cause?.code`, `status`
 * of `const { status } = toResponse(error)`.
 */
function readFrom(name: string, node: Node): ReadonlySet<string> {
  const names = new Set([name]);
  for (const statement of handlingOf(name, node)) {
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) {
      if (!init || isClosure(init) || !readsAny(names, init)) continue;
      for (const each of descendants(id)) if (each.type === 'Identifier') names.add(each.name);
    }
  }
  return names;
}

/** The statements of what an error is handed to: a `catch` clause or a function. */
function handlingOf(name: string, node: Node): readonly TSESTree.Statement[] {
  for (let at = node.parent; at; at = at.parent) {
    const given = at.type === 'CatchClause' ? [at.param] : isFunction(at) ? at.params : [];
    const isHandler = 'body' in at && given.some((each) => each?.type === 'Identifier' && each.name === name);
    if (!isHandler) continue;
    const { body } = at as TSESTree.CatchClause | TSESTree.FunctionLike;
    return body?.type === 'BlockStatement' ? body.body : [];
  }
  return [];
}

function readsAny(names: ReadonlySet<string>, node: Node): boolean {
  return [...descendants(node)].some((each) => each.type === 'Identifier' && names.has(each.name));
}

function hasStackOf(name: string, node: Node): boolean {
  for (const each of descendants(node)) {
    if (each.type === 'Property' && isName(name, each.value)) return true;
    if (each.type === 'MemberExpression' && memberName(each) === 'stack' && isName(name, each.object))
      return true;
  }
  return false;
}

/**
 * Whether an error is expected where a node stands: the code around asked which one it is, or it is that of reading text which may not
 * be well-formed. Its message says all that there is to know.
 */
function isExpectedError(name: string, node: Node): boolean {
  const names = readFrom(name, node);
  for (let at = node, parent = node.parent; parent; at = parent, parent = parent.parent) {
    if (isBranchFor(names, at, parent) || isAfterOthersLeft(names, at, parent)) return true;
    if (parent.type === 'CatchClause') {
      const { param, parent: attempt } = parent;
      if (param?.type === 'Identifier' && param.name === name) return onlyReads(namesCalledIn(attempt.block));
    }
    if (isFunction(parent) && !isClosureOver(name, parent)) return isToldApart(name, parent);
  }
  return false;
}

/** Whether a function only reads a name that one around it has: `catchTag('NotFound', (error) => sync(() => log(error.message)))`. */
function isClosureOver(name: string, each: TSESTree.FunctionLike): boolean {
  return (
    each.type === 'ArrowFunctionExpression' && !each.params.some((param) => readsAny(new Set([name]), param))
  );
}

/** Whether a function is given with what it handles: `.catch(NotFound, (error) => …)`, `catchTag('NotFound', (error) => …)`. */
function isToldApart(name: string, handler: TSESTree.FunctionLike): boolean {
  const [error] = handler.params;
  if (error?.type !== 'Identifier' || error.name !== name) return false;
  const call = handler.parent;
  if (call.type !== 'CallExpression' || call.arguments.indexOf(handler as TSESTree.Expression) < 1)
    return false;
  const { callee } = call;
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  return /^catch(?:[A-Z]|$)/.test(callee.type === 'Identifier' ? callee.name : (method ?? ''));
}

/** Whether a part of a statement or an expression is evaluated only for an error that was told from others. */
function isBranchFor(names: ReadonlySet<string>, at: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.consequent === at && asksWhich(names, parent.test);
    case 'LogicalExpression':
      return parent.operator === '&&' && parent.right === at && asksWhich(names, parent.left);
    case 'SwitchCase':
      return parent.test !== null && isOf(names, parent.parent.discriminant);
    default:
      return false;
  }
}

/** Whether a statement is only reached for an error that was told from others, which left: `if (!(error instanceof NotFound)) throw error;`. */
function isAfterOthersLeft(names: ReadonlySet<string>, at: Node, parent: Node): boolean {
  if (parent.type !== 'BlockStatement') return false;
  return parent.body.some(
    (each) =>
      each.range[1] <= at.range[0] &&
      each.type === 'IfStatement' &&
      !each.alternate &&
      alwaysLeaves(each.consequent) &&
      asksWhetherOther(names, each.test),
  );
}

/** The opposite of `asksWhich`: `error.code !== 'ENOENT'`, `!isAxiosError(error)`. */
function asksWhetherOther(names: ReadonlySet<string>, test: Node): boolean {
  const asked = unwrap(test);
  switch (asked.type) {
    case 'UnaryExpression':
      return asked.operator === '!' && asksWhich(names, asked.argument);
    case 'BinaryExpression':
      return asked.operator.startsWith('!=') && (isOf(names, asked.left) || isOf(names, asked.right));
    case 'LogicalExpression':
      return asksWhetherOther(names, asked.left) || asksWhetherOther(names, asked.right);
    default:
      return false;
  }
}

/** `error instanceof NotFound`, `error.code === 'ENOENT'`, `isAxiosError(error)`: one test of these is enough. */
function asksWhich(names: ReadonlySet<string>, test: Node): boolean {
  const asked = unwrap(test);
  switch (asked.type) {
    case 'LogicalExpression':
      return asksWhich(names, asked.left) || asksWhich(names, asked.right);
    case 'BinaryExpression':
      if (asked.operator === 'instanceof')
        return (
          isAny(names, asked.left) && !(asked.right.type === 'Identifier' && /^Error$/.test(asked.right.name))
        );
      return asked.operator.startsWith('==') && (isOf(names, asked.left) || isOf(names, asked.right));
    case 'CallExpression':
      return (
        asked.arguments.some((each) => isAny(names, each) || isOf(names, each)) || isOf(names, asked.callee)
      );
    default:
      return false;
  }
}

/** Whether something is read of the error: `error.code`, `error.response?.status`. */
function isOf(names: ReadonlySet<string>, node: Node): boolean {
  let at = unwrap(node);
  const isRead = at.type === 'MemberExpression';
  while (at.type === 'MemberExpression') at = unwrap(at.object);
  return at.type === 'Identifier' && isAny(names, at) && (isRead || isDerived(names, at.name));
}

/** Whether a name is not the error's own, which comes first, but of what was read of it. */
function isDerived(names: ReadonlySet<string>, name: string): boolean {
  const [error] = names;
  return name !== error;
}

function isAny(names: ReadonlySet<string>, node: Node): boolean {
  const read = unwrap(node);
  return read.type === 'Identifier' && names.has(read.name);
}

function isName(name: string, node: Node): boolean {
  const read = unwrap(node);
  return read.type === 'Identifier' && read.name === name;
}
