import type { TSESTree } from '@typescript-eslint/types';
import { isConsole } from '../../catalog/index.js';
import { EMBEDDED_METRICS_KEY } from '../../catalog/metrics/embedded.js';
import { DRAWING_PACKAGES } from '../../catalog/packages.js';
import type { LogCall } from '../../model/logs/call.js';
import type { ConsoleReason } from '../../model/text/reasons/console.js';
import { loadsConfiguration } from '../../model/code/console-output.js';
import {
  type Allowed,
  consoleAllowed,
  consoleSuppressed,
  isDirective,
} from '../../estree/lint-directives.js';
import { endsProcess } from '../../estree/never-returns.js';
import { nameGivenBy } from '../../estree/function-name.js';
import { loadsModules } from '../../estree/imports.js';
import { memberName } from '../../estree/member-name.js';
import { type ClassNode, interfacesOf, isFunction } from '../../estree/nodes.js';
import { children, descendants } from '../../estree/tree.js';
import type { AnalysedFile } from '../file.js';
import { isRunByHand, tellsUsage } from './run-by-hand.js';

type Node = TSESTree.Node;
type FunctionNode = Extract<
  Node,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

/** A call of the console, and what may be asked about loggers where it stands. */
export interface ConsoleCall {
  readonly node: TSESTree.CallExpression;
  readonly file: AnalysedFile;
  hasLoggerInScope(): boolean;
  logCallAt(node: Node): LogCall | undefined;
}

/**
 * Why a call of the console is right where it stands, in a file whose console output is a server's log: somebody said so, it is a
 * logger's own, there is no logger yet, or it is meant for who debugs. Undefined where a logger should write it.
 *
 * @param takesExcused it does not count that somebody said so
 */
export function consoleUseOf(site: ConsoleCall, takesExcused = false): ConsoleReason | undefined {
  const { node, file } = site;
  if (isOn(file.cached(consoleSuppressed, file), site)) return { code: 'suppressed' };
  if (!takesExcused && isAllowed(site)) return { code: 'allowed-by-comment' };
  if (isOfLogger(node, file)) return { code: 'own-logger' };
  if (isFallback(site) || isWithoutLogger(node) || saysLoggingFailed(node) || mayBeGiven(node, file))
    return { code: 'logger-fallback' };
  if (isAfterLogger(site)) return { code: 'logger-closed' };
  if (isForDebugging(node, file)) return { code: 'for-debugging' };
  if (
    isNotice(node, file) ||
    isBanner(node) ||
    isUnderBanner(node, file) ||
    isInBox(node, file) ||
    isDrawn(node, file) ||
    isOnScreen(node, file) ||
    isInLayout(node, file)
  )
    return { code: 'notice' };
  if (tellsDeprecation(node)) return { code: 'tells-deprecation' };
  if (isResult(node) && (isOnCondition(node) || !site.hasLoggerInScope())) return { code: 'program-result' };
  if (printsMetrics(node, file)) return { code: 'prints-metrics' };
  if (tellsUsage(node)) return { code: 'tells-usage' };
  if (isRunByHand(node, file)) return { code: 'run-by-hand' };
  if (runsAtBuild(node)) return { code: 'runs-at-build' };
  if (stopsProcess(site)) return { code: 'stops-process' };
  if (isBeforeChecks(site) || isBeforeImports(site)) return { code: 'before-checks' };
  if (loadsConfiguration(file.path) && !site.hasLoggerInScope()) return { code: 'loads-configuration' };
  return undefined;
}

/** Whether a comment says that it is the console on purpose. */
function isAllowed(site: ConsoleCall): boolean {
  const { node, file } = site;
  if (isOn(file.cached(consoleAllowed, file), site)) return true;
  const comments = file.syntax.commentsBefore(statementOf(node));
  return comments.some(({ value }) => !isDirective(value) && DELIBERATE.test(value));
}

/** Whether a comment has its effect where a call, or the statement that it belongs to, starts. */
function isOn(comments: Allowed, { node, file }: ConsoleCall): boolean {
  const lineOf = ({ range }: Node) => file.syntax.lineOf(range[0]);
  return comments.isOn(lineOf(node)) || comments.isOn(lineOf(statementOf(node)));
}

/** A comment that says why it is the console: `console.error, to see the stack`, `do not replace this with logger.info`. */
const DELIBERATE =
  /\bconsole\b|(?:\b(?:not|cannot|instead of|before|without)|n't)\b[^.\n]*\blogger\b|\blog(?:ger|ging)?\b[^.\n]*(?:\bnot|n't|\bunavailable)\b[^.\n]*\b(?:yet|set up|available|ready|initiali[sz]ed|configured|loaded|unavailable)\b/i;

function statementOf(node: Node): Node {
  let at = node;
  while (at.parent && !isFunction(at.parent) && !/Statement$|^Program$/.test(at.type)) at = at.parent;
  return at;
}

/** Names of what logs or prints what it is given, by its first word or its last. */
const LOGS =
  /^_?(?:log(?![iI]n(?:[A-Z]|$)|[oO]ut|[oO]ff|[oO]n[A-Z])|print|debug|trace|dump|verbose|write(?:Log|Line|Out))|(?:Log|Logger)$/;
/** Functions named as a level is: other methods of loggers, `start` of consola's, are as often something else. */
const LEVEL_NAME =
  /^_?(?:silly|trace|debug|verbose|info|http|notice|log|warn|warning|err|error|crit|critical|fatal|success)$/;
const LOGGER_CLASS =
  /(?:Logger|Log|LogWriter|Exporter|Transport|Reporter|Appender|Sink|Tracer|(?:Log|LogRecord|Span)Processor)$|^Console|Console$/;
const HANDLES = /^(?:on|handle|catch)(?:[A-Z]|$)/;

/**
 * Whether a call is how a logger, an exporter or a transport writes: it stands in the class of one, or passes on what the function
 * around it was given to log.
 */
function isOfLogger(call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  for (let at: Node | undefined = call.parent; at; at = at.parent) {
    if (at.type === 'ClassDeclaration' || at.type === 'ClassExpression')
      return isLoggerClass(at) || file.cached(hasLevels, at.body);
    if (at.type === 'ObjectExpression' && file.cached(hasLevels, at)) return true;
    if (isFunction(at) && forwards(at, call, file)) return true;
  }
  return false;
}

/** As many methods named as levels are make a logger of what has them. */
const LEVELS_OF_LOGGER = 3;

/** Whether the methods of a class or an object are named as levels are: it is a logger, whatever it is called. */
function hasLevels(of: TSESTree.ClassBody | TSESTree.ObjectExpression): boolean {
  const members = of.type === 'ClassBody' ? of.body : of.properties;
  const names = members.flatMap((member) => {
    if (!('key' in member) || !('value' in member) || !member.value || !isFunction(member.value)) return [];
    return member.key.type === 'Identifier' && LEVEL_NAME.test(member.key.name) ? [member.key.name] : [];
  });
  return new Set(names).size >= LEVELS_OF_LOGGER;
}

function isLoggerClass(node: ClassNode): boolean {
  const names = [node.id, node.superClass, ...interfacesOf(node).map(({ expression }) => expression)];
  return names.some((each) => each?.type === 'Identifier' && LOGGER_CLASS.test(each.name));
}

/** Whether a function logs or prints what it is given, by its name and by what the call prints. */
function forwards(around: FunctionNode, call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  const parameters = new Set(around.params.flatMap(namesIn));
  // `log = function () { console.log.apply(console, arguments); }`
  if (around.type !== 'ArrowFunctionExpression') parameters.add('arguments');
  if (parameters.size === 0) return false;
  const rest = around.params.find((param) => param.type === 'RestElement');
  const restName =
    rest?.type === 'RestElement' && rest.argument.type === 'Identifier' ? rest.argument.name : undefined;
  const passesAll = call.arguments.some(
    (argument) =>
      argument.type === 'SpreadElement' &&
      argument.argument.type === 'Identifier' &&
      argument.argument.name === restName,
  );
  if (passesAll && restName !== undefined) return true;
  const name = nameOf(around);
  if (name === undefined || HANDLES.test(name)) return false;
  if (!LEVEL_NAME.test(name) && !LOGS.test(name)) return false;
  // `error(err, req, res, next)`: a framework calls it with what went wrong.
  const isHandler =
    [...parameters].filter((each) => /^_?(?:req(?:uest)?|res(?:ponse)?|next)$/.test(each)).length >= 2;
  const printed = call.arguments.map((argument) => textPutTogether(argument, file));
  if (isHandler || saysItself(printed[0], parameters)) return false;
  return printed.some((argument) => namesIn(argument).some((each) => parameters.has(each)));
}

/** Of a text that was put together before it is printed, `line` or `line + '\n'`, how; another value is itself. */
function textPutTogether(printed: Node, { source }: AnalysedFile): Node {
  const text = isSum(printed) && !/\p{L}/u.test(constantText(printed.right) ?? 'x') ? printed.left : printed;
  if (text.type !== 'Identifier') return printed;
  const declared = source.definition(text, text.name)?.node as Node | undefined;
  const value = declared?.type === 'VariableDeclarator' ? declared.init : undefined;
  return value && (value.type === 'TemplateLiteral' || isSum(value)) ? value : printed;
}

function isSum(node: Node): node is TSESTree.BinaryExpression {
  return node.type === 'BinaryExpression' && node.operator === '+';
}

/** Words that a text has of its own where it is more than a prefix of what follows: `[server]`, `Error in`. */
const OWN_WORDS = 3;

/** A text after the name of the part that prints it: `[server] ready`. */
function withoutPrefix(text: string): string {
  const end = text.startsWith('[') ? text.indexOf(']') : -1;
  return text.slice(end + 1);
}

/** `logDelivery(order)` prints `Order ${order.id} was delivered to ${order.email}`: what is said is its own, and not its caller's. */
function saysItself(first: Node | undefined, parameters: ReadonlySet<string>): boolean {
  if (!first) return false;
  const texts =
    first.type === 'TemplateLiteral'
      ? first.quasis.map(({ value }) => value.raw)
      : first.type === 'Literal' && typeof first.value === 'string'
        ? [first.value]
        : [];
  const words = withoutPrefix(texts.join(' ')).match(/\p{L}{2,}/gu) ?? [];
  if (words.length < OWN_WORDS) return false;
  const isCallers = (value: TSESTree.Expression) => value.type === 'Identifier' && parameters.has(value.name);
  return first.type !== 'TemplateLiteral' || !first.expressions.some(isCallers);
}

/** What a function is called by: its own name, or that of the variable, property or method that it is. */
function nameOf(around: FunctionNode): string | undefined {
  if (around.id) return around.id.name;
  let { parent }: { parent?: Node } = around;
  // A function that makes the one that prints: `(message) => (value) => …`.
  while (parent && (parent.type === 'ArrowFunctionExpression' || parent.type === 'TSAsExpression'))
    ({ parent } = parent);
  return nameGivenBy(parent);
}

function namesIn(node: Node): readonly string[] {
  return [...descendants(node)].flatMap((each) => (each.type === 'Identifier' ? [each.name] : []));
}

const CLOSES_LOGGER = /(?:\b_?(?:log|logger)|\w(?:Log|Logger))(?:\(\))?\??\.(?:close|end|shutdown)\(/;

/** Whether a logger is closed in a statement before the call, or before what encloses it: what follows would be lost. */
function isAfterLogger({ node, file }: ConsoleCall): boolean {
  if (!file.says(CLOSES_LOGGER)) return false;
  for (let at: Node = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type !== 'BlockStatement' && parent.type !== 'Program') continue;
    if (file.cached(closeOfLogger, parent).end <= at.range[0]) return true;
  }
  return false;
}

/** Where the first statement of a block that closes a logger ends. */
function closeOfLogger(
  { body }: TSESTree.BlockStatement | TSESTree.Program,
  file: AnalysedFile,
): { readonly end: number } {
  const first = body.find((statement) => closesLogger(statement, file));
  return { end: first?.range[1] ?? Infinity };
}

/** A statement that closes one itself: in a function that it hands on, that happens at another time. */
function closesLogger(statement: Node, { syntax }: AnalysedFile): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  let call: Node = statement.expression;
  while (call.type === 'AwaitExpression' || call.type === 'UnaryExpression') call = call.argument;
  if (call.type === 'ChainExpression') call = call.expression;
  return call.type === 'CallExpression' && CLOSES_LOGGER.test(`${syntax.textOf(call.callee)}(`);
}

/** `try { logger.error(…) } catch { console.error(…) }`: what is left when the logger throws. */
function isFallback(site: ConsoleCall): boolean {
  let at: Node | undefined = site.node.parent;
  while (at && at.type !== 'CatchClause' && !isFunction(at)) at = at.parent;
  if (at?.type !== 'CatchClause') return false;
  const { body } = at.parent.block;
  return body.length > 0 && body.every((statement) => isOfALogger(statement, site));
}

/** The console in place of a logger that is not given. */
const ELSE_CONSOLE = /(?:\?\?|\|\|)=? *console\b/;

/**
 * Whether what a call is made on is a logger that may be given, and the console else: `{ logger = console }`, `options.logger ?? console`.
 * Whoever calls decides where the record goes.
 */
function mayBeGiven({ callee }: TSESTree.CallExpression, file: AnalysedFile): boolean {
  if (callee.type !== 'MemberExpression') return false;
  const { object } = callee;
  if (object.type === 'MemberExpression') return memberName(object) !== 'console' && file.says(ELSE_CONSOLE);
  if (object.type !== 'Identifier' || object.name === 'console') return false;
  const definition = file.source.variable(object, object.name)?.defs[0];
  const declared = definition?.name.parent;
  if (declared?.type === 'AssignmentPattern') return true;
  return declared?.type === 'VariableDeclarator' && declared.init?.type === 'LogicalExpression';
}

/** Says that a logger did not log. */
const LOGGING_FAILED =
  /\b(?:logger|logging|\w+\.log\w*)(?:\(\))? (?:has |itself )?failed\b|\bfailed to (?:log (?!in\b|out\b|on\b|off\b)|write (?:the |a |to the )?logs?\b)/i;

/** Whether a call tells that logging failed, `console.error('Failed to log the incident', error)`: nothing else is left to tell it. */
function saysLoggingFailed(call: TSESTree.CallExpression): boolean {
  const [text] = call.arguments;
  return text !== undefined && isComplaint(call) && LOGGING_FAILED.test(writtenText(text));
}

/** A logger, a member that holds one, or a function that logs, by its name. */
const LOGGER_NAME = /(?:^|_)log(?:ger)?$|Logger$|^_?log(?:error|err|warn|info|fn|function|message)$/i;

/** Whether a call stands where a test has found no logger: `if (logger) logger.error(…); else console.error(…)`. */
function isWithoutLogger(call: Node): boolean {
  for (let at = call, { parent } = call; parent && !isFunction(parent); at = parent, { parent } = parent) {
    if (parent.type !== 'IfStatement' && parent.type !== 'ConditionalExpression') continue;
    const { test } = parent;
    const isNegated = test.type === 'UnaryExpression' && test.operator === '!';
    const isAsked = LOGGER_NAME.test(lastName(isNegated ? test.argument : test) ?? '');
    if (isAsked && at === (isNegated ? parent.consequent : parent.alternate)) return true;
  }
  return false;
}

function isOfALogger(statement: Node, site: ConsoleCall): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const { expression } = statement;
  const call = site.logCallAt(expression.type === 'AwaitExpression' ? expression.argument : expression);
  return call !== undefined && !isConsole(call.library);
}

/** Tells who looks at a terminal which keys to press. */
const TELLS_KEYS = /\b(?:ctrl|control)\s?[-+ ]\s?[a-z]\b/i;

/** Whether a call prints one text of several lines, or how to stop the program, for who looks at a terminal. */
function isNotice(call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  const written = printedText(call, file);
  return TELLS_KEYS.test(written) || hasLines(written);
}

/** What is written out of the texts that a call prints; nothing where it prints a value beside one. */
function printedText({ arguments: given }: TSESTree.CallExpression, file: AnalysedFile): string {
  const texts = given.map((each) => writtenText(file.source.initialValue(each) ?? each));
  return texts.length === 1 || texts.every((text) => text !== '') ? texts.join(' ') : '';
}

function hasLines(text: string): boolean {
  return text.split('\n').filter((line) => line.trim() !== '').length >= 3;
}

/** Functions that print a program's banner as it starts: `logBanner`, `printStartupBanner`, `printLogo`. */
const BANNER_FUNCTION = /^banner$|^banner[A-Z]|(?:Banner|Logo)(?![a-z])/;
const PRINTS = /^(?:print|log|show|display|write|output|render)/;

/** Whether a call prints, in a function that is named for a banner, what that is made of. */
function isBanner(call: Node): boolean {
  for (let at: Node | undefined = call; at; at = at.parent) {
    if (!isFunction(at)) continue;
    const name = nameOf(at) ?? '';
    if (BANNER_FUNCTION.test(name) && (PRINTS.test(name) || name.startsWith('banner'))) return true;
  }
  return false;
}

/** Whether a call prints a line under the banner that a program prints as it is loaded: its name, its version. */
function isUnderBanner(call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  const { parent } = call;
  if (parent.type !== 'ExpressionStatement' || parent.parent.type !== 'Program') return false;
  return isPlainPrint(call) && file.cached(linesUnderBanner, parent.parent).has(parent);
}

/** What a module prints plainly after a text of several lines, with nothing but declarations between. */
function linesUnderBanner({ body }: TSESTree.Program, file: AnalysedFile): ReadonlySet<Node> {
  const lines = new Set<Node>();
  let isUnder = false;
  for (const statement of body) {
    if (statement.type.endsWith('Declaration')) continue;
    const printed = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    const print = printed?.type === 'CallExpression' && isPlainPrint(printed) ? printed : undefined;
    isUnder = print !== undefined && (isUnder || hasLines(printedText(print, file)));
    if (isUnder) lines.add(statement);
  }
  return lines;
}

/** `console.log(…)`, `console.info(…)`. */
function isPlainPrint({ callee }: TSESTree.CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    lastName(callee.object) === 'console' &&
    /^(?:log|info)$/.test(memberName(callee) ?? '')
  );
}

/** What of a text is written out: of `['…', '…'].join('\n')`, the lines that are; of `'…' + value + '…'`, its parts. */
function writtenText(text: Node): string {
  if (text.type === 'BinaryExpression')
    return partsOf(text)
      .map((part) => constantText(part) ?? 'x')
      .join('');
  if (text.type === 'TemplateLiteral') return text.quasis.map(({ value }) => value.cooked).join('x');
  if (text.type !== 'CallExpression') return constantText(text) ?? '';
  const { callee, arguments: given } = text;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'join') return '';
  const isOfLines = given[0] !== undefined && constantText(given[0]) === '\n';
  if (!isOfLines || callee.object.type !== 'ArrayExpression') return '';
  return callee.object.elements.map((each) => (each ? writtenText(each) : '')).join('\n');
}

/** What `a + b + c` joins, in order. */
function partsOf(sum: TSESTree.BinaryExpression): readonly Node[] {
  const parts: Node[] = [];
  let at: Node = sum;
  for (; at.type === 'BinaryExpression' && at.operator === '+'; at = at.left) parts.push(at.right);
  return [at, ...parts.reverse()];
}

/** `console.log(JSON.stringify({ _aws: { … }, latency }))`: what is printed so are metrics, whoever else reads it. */
function printsMetrics({ arguments: [printed] }: TSESTree.CallExpression, { source }: AnalysedFile): boolean {
  const given = printed?.type === 'CallExpression' ? printed.arguments[0] : printed;
  const record = given && (source.initialValue(given) ?? given);
  return (
    record?.type === 'ObjectExpression' &&
    record.properties.some((each) => each.type === 'Property' && lastName(each.key) === EMBEDDED_METRICS_KEY)
  );
}

/** Whether a call warns whoever writes code against this one that a part of it is deprecated. */
function tellsDeprecation({ callee, arguments: [text] }: TSESTree.CallExpression): boolean {
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (method !== 'warn' || text === undefined) return false;
  const constant = constantText(text);
  return constant === undefined ? saysWhatInstead(text) : /\bdeprecat/i.test(constant);
}

/** Tells what to write in place of what is deprecated, or that it goes. */
const INSTEAD =
  /\b(?:instead|(?:will|to) be removed|in favou?r of|rename|replaced? (?:by|with)|migrate to)\b/i;

/** Whether a text with values in it says that something is deprecated, and what comes in its place. */
function saysWhatInstead(text: Node): boolean {
  if (text.type !== 'TemplateLiteral' && text.type !== 'BinaryExpression') return false;
  const words = [...descendants(text)].map((each) =>
    each.type === 'TemplateElement' ? each.value.raw : each.type === 'Literal' ? String(each.value) : '',
  );
  return words.some((each) => /\bdeprecat/i.test(each)) && words.some((each) => INSTEAD.test(each));
}

/** Whether a call prints what a library draws for who looks at a terminal: a box, a table. */
function isDrawn({ arguments: [drawing] }: TSESTree.CallExpression, { source }: AnalysedFile): boolean {
  if (drawing?.type !== 'CallExpression') return false;
  let root: Node = drawing.callee;
  while (root.type === 'MemberExpression') root = root.object;
  if (root.type !== 'Identifier') return false;
  const name = source.expression(root);
  const binding = name.kind === 'identifier' ? source.binding(name) : undefined;
  return binding?.kind === 'import' && DRAWING_PACKAGES.has(binding.module);
}

/** Says that a program draws on the terminal: it clears it, or goes back to the start of a line. */
const DRAWS = /\bconsole\.clear\(\)|\bstdout\.(?:write\(\s*['"`]\\r|clearLine\()|\breadline\.clearLine\(/;

/** Whether a program that draws on the terminal prints something as it starts: it is a part of the picture. */
function isOnScreen(call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  const { callee } = call;
  const isPlain = callee.type === 'MemberExpression' && /^(?:log|info|clear)$/.test(memberName(callee) ?? '');
  return isPlain && !isInFunction(call) && file.says(DRAWS);
}

/** Whether a call prints one object that it writes as JSON: a record with fields, without a logger. */
export function writesRecord(
  { arguments: [text, ...rest] }: TSESTree.CallExpression,
  file: AnalysedFile,
): boolean {
  if (rest.length > 0 || text?.type !== 'CallExpression') return false;
  const { callee, arguments: given } = text;
  const isJson =
    callee.type === 'MemberExpression' &&
    lastName(callee.object) === 'JSON' &&
    memberName(callee) === 'stringify';
  const [value, , indent] = given;
  if (!isJson || value === undefined || indent !== undefined) return false;
  return (file.source.initialValue(value) ?? value).type === 'ObjectExpression';
}

/** Whether a call prints one line of a box that is drawn line by line, for who looks at a terminal. */
function isInBox(call: Node, file: AnalysedFile): boolean {
  const { block, statement } = blockOf(call);
  return block !== undefined && file.cached(boxesOf, block).has(statement);
}

/** As many empty lines among what a block prints are a layout. */
const LINES_BETWEEN = 2;

/** Whether a call prints a line of what a block lays out on the terminal, with empty lines between: a start screen. */
function isInLayout(call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  const { block } = blockOf(call);
  return isPlainPrint(call) && block !== undefined && file.cached(emptyLines, block).count >= LINES_BETWEEN;
}

function emptyLines(block: Block): { readonly count: number } {
  return { count: statementsOf(block).filter(isEmptyLine).length };
}

/** `console.log();`, `console.log('');` */
function isEmptyLine(statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression')
    return false;
  const {
    callee,
    arguments: [text, ...rest],
  } = statement.expression;
  if (callee.type !== 'MemberExpression' || lastName(callee.object) !== 'console') return false;
  return rest.length === 0 && (text === undefined || constantText(text)?.trim() === '');
}

type Block = TSESTree.BlockStatement | TSESTree.Program | TSESTree.SwitchCase;

function isBlock(node: Node): node is Block {
  return node.type === 'BlockStatement' || node.type === 'Program' || node.type === 'SwitchCase';
}

function statementsOf(block: Block): readonly Node[] {
  return block.type === 'SwitchCase' ? block.consequent : block.body;
}

/**
 * Statements that print a box: from one drawn line to the next, and between them several lines, most of them constant. One line is enough
 * where corners open the box and close it.
 */
function boxesOf(block: Block): ReadonlySet<Node> {
  const body = block.type === 'SwitchCase' ? block.consequent : block.body;
  const boxes = new Set<Node>();
  let edge: number | undefined;
  body.forEach((statement, i) => {
    const line = lineOf(statement);
    if (line === undefined) edge = undefined;
    if (line !== 'drawn') return;
    const inner = edge === undefined ? [] : body.slice(edge + 1, i).map(lineOf);
    const constant = inner.filter((each) => each === 'constant').length;
    const isClosed = edge !== undefined && isAtCorner(body[edge], OPENING) && isAtCorner(statement, CLOSING);
    if ((inner.length > 1 || isClosed) && constant * 2 > inner.length)
      for (const each of body.slice(edge, i + 1)) boxes.add(each);
    edge = i;
  });
  return boxes;
}

/** Corners that open a box, and that close one. */
const OPENING = /^\s*[╔┌╭┏╒╓]/u;
const CLOSING = /^\s*[╚└╰┗╘╙]/u;

/** Whether the line that a statement prints starts with such a corner. */
function isAtCorner(statement: Node | undefined, corner: RegExp): boolean {
  if (statement?.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression')
    return false;
  const [text] = statement.expression.arguments;
  return text !== undefined && corner.test(constantText(text) ?? '');
}

/** What a statement prints as a line of its own; undefined where it does anything else. */
function lineOf(statement: Node): 'drawn' | 'constant' | 'other' | undefined {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression')
    return undefined;
  const { callee, arguments: printed } = statement.expression;
  const isPrinted = callee.type === 'MemberExpression' && lastName(callee.object) === 'console';
  const [text] = printed;
  if (!isPrinted || printed.length > 1) return undefined;
  if (text === undefined) return 'constant';
  const drawn = text.type === 'CallExpression' ? repeated(text) : text;
  const written = drawn && constantText(drawn);
  if (written === undefined) return 'other';
  const isDrawn = !/[\p{L}\p{N}]/u.test(written) && (drawn !== text || written.trim().length >= MIN_DRAWN);
  return isDrawn ? 'drawn' : 'constant';
}

/** The shortest line that is drawn; `...` and `--` are none. */
const MIN_DRAWN = 5;

/** The text of `'='.repeat(60)`. */
function repeated({ callee }: TSESTree.CallExpression): Node | undefined {
  return callee.type === 'MemberExpression' && memberName(callee) === 'repeat' ? callee.object : undefined;
}

function constantText(node: Node): string | undefined {
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? '';
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** Whether a call that a program makes as it runs, in no function, prints one value and not a word about it: what it was asked for. */
function isResult(call: TSESTree.CallExpression): boolean {
  const [value, ...others] = call.arguments;
  if (value === undefined || others.length > 0 || isInFunction(call)) return false;
  const { callee } = call;
  return callee.type === 'MemberExpression' && memberName(callee) === 'log' && isComputed(value);
}

/** Whether a program makes a call only when something is so: when it is asked for that. */
function isOnCondition(call: Node): boolean {
  for (let at = call.parent; at; at = at.parent)
    if (/^(?:If|Switch)Statement$|^ConditionalExpression$/.test(at.type)) return true;
  return false;
}

/** Whether a value is what a call gives, and no text is written about it. */
function isComputed(value: Node): boolean {
  const computed = value.type === 'AwaitExpression' ? value.argument : value;
  if (computed.type !== 'CallExpression') return false;
  return ![...descendants(computed)].some((each) => /[A-Za-z]/.test(textOf(each)));
}

function textOf(node: Node): string {
  if (node.type === 'TemplateElement') return node.value.raw;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}

/** Functions that frameworks call when a site is built: of Next.js, and of Astro. */
const BUILD_FUNCTION = /^(?:generateStaticParams|getStaticPaths|getStaticProps)$/;

function runsAtBuild(call: Node): boolean {
  for (let at: Node | undefined = call; at; at = at.parent)
    if (isFunction(at) && BUILD_FUNCTION.test(nameOf(at) ?? '')) return true;
  return false;
}

/** A flag that somebody sets to see more, or what would happen: `DEBUG`, `options.verbose`, `isDev`, `DRY_RUN`. */
const DEBUG_FLAG =
  /debug|(?:^|_|is)dry(?:_?run|_?mode)?$|verbose|profil(?:e|ing)|^perf(?:ormance)?_|^log_(?!level|file|path|dir|format)|(?:enable|show|print|should)_?log|log(?:ging)?_?enabled|(?:^|_|is|__)(?:trace|tracing|dev(?:elop(?:ment)?)?)(?:_?(?:env|mode))?(?:__)?$|(?:_|is)local$|localstack|_emulator_host$|^(?:jest_worker_id|vitest)$/i;
/** A member that somebody sets to see what is done: `options.log`; a variable called so is as often a record. */
const LOG_OPTION = /^log(?:s|ging)?$/;
const DEBUG_MODE = /^(?:development|dev|test|debug|local)$/;
const PRODUCTION_MODE = /^prod(?:uction)?$/;

/** Functions that are called while debugging: `_test`, `debugOrders`, `dumpState`, `printDebug`. */
const DEBUG_FUNCTION = /^_+(?:test|debug)\w*$|^(?:dbg|debug|dump)(?=[A-Z_\d]|$)|[a-z\d]Debug$/;

/** Whether a call runs only where a flag for debugging is set, outside of production, or in a function for debugging. */
function isForDebugging(call: Node, file: AnalysedFile): boolean {
  for (let at: Node = call, parent = call.parent; parent; at = parent, parent = parent.parent) {
    if (isFunction(at) && DEBUG_FUNCTION.test(nameOf(at) ?? '')) return true;
    if (isGuardedToDebug(at, parent)) return true;
    if (parent.type === 'BlockStatement' && at.range[0] >= file.cached(exitOf, parent).end) return true;
  }
  return false;
}

/** Whether a part of an `if`, a conditional expression or `&&` and `||` is evaluated only to debug. */
function isGuardedToDebug(at: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      if (parent.consequent === at) return asksToDebug(parent.test);
      return parent.alternate === at && asksForProduction(parent.test);
    case 'LogicalExpression':
      if (parent.right !== at) return false;
      if (parent.operator === '&&') return asksToDebug(parent.left);
      return parent.operator === '||' && asksForProduction(parent.left);
    default:
      return false;
  }
}

/** Where a block is left, unless somebody debugs: `if (!isDev) return;`. */
function exitOf({ body }: TSESTree.BlockStatement): { readonly end: number } {
  const exit = body.find((each) => {
    if (each.type !== 'IfStatement' || each.alternate || !asksForProduction(each.test)) return false;
    const { consequent } = each;
    const last = consequent.type === 'BlockStatement' ? consequent.body.at(-1) : consequent;
    return last?.type === 'ReturnStatement';
  });
  return { end: exit?.range[1] ?? Infinity };
}

/** Whether a test is true in production, and wherever nobody debugs: `!isDev`, `NODE_ENV === 'production'`. */
function asksForProduction(test: Node): boolean {
  if (test.type === 'UnaryExpression') return test.operator === '!' && isFlag(test.argument);
  if (test.type !== 'BinaryExpression') return isProduction(test);
  const mode = modeOf(test);
  return test.operator.startsWith('=') && PRODUCTION_MODE.test(mode ?? '');
}

function asksToDebug(test: Node): boolean {
  if (test.type === 'LogicalExpression' && test.operator === '&&')
    return asksToDebug(test.left) || asksToDebug(test.right);
  // `options.verbose || false`
  if (test.type === 'LogicalExpression' && test.right.type === 'Literal' && test.right.value === false)
    return asksToDebug(test.left);
  if (test.type === 'UnaryExpression') return test.operator === '!' && isProduction(test.argument);
  if (test.type === 'BinaryExpression') {
    const mode = modeOf(test);
    // `process.env.JEST_WORKER_ID !== undefined`
    const isAskedFor = test.operator.startsWith('!') && test.right.type === 'Identifier';
    if (mode === undefined) return (test.operator.startsWith('=') || isAskedFor) && isFlag(test.left);
    if (test.operator.startsWith('!')) return PRODUCTION_MODE.test(mode);
    return DEBUG_MODE.test(mode) || isFlag(test.left);
  }
  return isFlag(test);
}

/** The text that a test compares with. */
function modeOf({ left, right }: TSESTree.BinaryExpression): string | undefined {
  return [left, right].flatMap((side) =>
    side.type === 'Literal' && typeof side.value === 'string' ? [side.value] : [],
  )[0];
}

function isFlag(node: Node): boolean {
  const name = lastName(node);
  if (name === undefined) return false;
  return DEBUG_FLAG.test(name) || (node.type === 'MemberExpression' && LOG_OPTION.test(name));
}

function isProduction(node: Node): boolean {
  const name = lastName(node);
  return name !== undefined && /^_*(?:is)?_?prod(?:uction)?(?:mode|env)?_*$/i.test(name);
}

function lastName(node: Node): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      return memberName(node);
    case 'CallExpression': {
      const [argument] = node.arguments;
      // `env('NEXT_DEBUG')`, `config.get('debug')`
      return argument?.type === 'Literal' ? String(argument.value) : lastName(node.callee);
    }
    case 'ChainExpression':
      return lastName(node.expression);
    default:
      return undefined;
  }
}

/**
 * Whether a call is followed, in the same block, by the end of the process: with a failure where there is no logger yet, or without
 * one among the statements that a program starts with, as the answer to who started it. One that holds records back is none yet.
 */
function stopsProcess(site: ConsoleCall): boolean {
  const { node, file } = site;
  if (isFollowedBy(site, WELL) && !(isInFunction(node) && (isOfShutdown(node) || site.hasLoggerInScope())))
    return true;
  // Who says that something is wrong before the end gives up, whatever the exit code.
  const end = isComplaint(node) ? SOMEHOW : FAILING;
  return (
    (isFollowedBy(site, end) || isBranchBefore(node, end)) && (file.holdsLogsBack || !site.hasLoggerInScope())
  );
}

/** Whether a call stands in a branch of a condition, and the process ends after all of them: each branch tells why. */
function isBranchBefore(call: Node, { isOf }: End): boolean {
  for (let at = statementOf(call); at.parent && !isFunction(at.parent); at = at.parent) {
    if (at.type !== 'IfStatement') continue;
    const { parent } = at;
    if (parent.type !== 'BlockStatement') continue;
    if (parent.body.slice(parent.body.indexOf(at) + 1).some(isOf)) return true;
  }
  return false;
}

/**
 * Whether a program prints something before it has checked whether it can run at all: a later statement of it ends the process
 * where a version, a setting or a package is missing. Nothing else may be there to load a logger from.
 */
function isBeforeChecks(site: ConsoleCall): boolean {
  const { node, file } = site;
  const statement = statementOf(node);
  if (statement.parent?.type !== 'Program') return false;
  const { end } = file.cached(lastCheck, statement.parent);
  return statement.range[1] <= end && !site.hasLoggerInScope();
}

/**
 * Whether a call stands in a handler at the head of a program, before all that it imports or loads: `process.on('uncaughtException',
 * …)` is there for what fails while that is loaded, and has no logger for it.
 */
function isBeforeImports(site: ConsoleCall): boolean {
  let head: Node = statementOf(site.node);
  while (head.parent && head.parent.type !== 'Program') head = head.parent;
  if (head.parent?.type !== 'Program' || head.type !== 'ExpressionStatement' || !isInFunction(site.node))
    return false;
  const { start } = site.file.cached(firstLoad, head.parent);
  return head.range[1] <= start && !site.hasLoggerInScope();
}

/** Where the first statement of a program starts that loads something; before all of it where it loads nothing. */
function firstLoad({ body }: TSESTree.Program): { readonly start: number } {
  return { start: body.find(loadsModules)?.range[0] ?? -1 };
}

/** Where the last of a program's statements ends that does nothing but check, and ends the process where the answer is no. */
function lastCheck({ body }: TSESTree.Program): { readonly end: number } {
  return { end: body.findLast(isCheck)?.range[0] ?? -1 };
}

function isCheck(statement: Node): boolean {
  if (statement.type === 'IfStatement') return !statement.alternate && endsIn(statement.consequent);
  if (statement.type !== 'TryStatement' || !statement.handler) return false;
  // What waits for something does more than look.
  return (
    endsIn(statement.handler.body) &&
    ![...descendants(statement.block)].some(({ type }) => type === 'AwaitExpression')
  );
}

/** Whether a branch ends the process with a failure as its last step. */
function endsIn(branch: Node): boolean {
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : branch;
  return last !== undefined && fails(last);
}

/** What a program does when it is told to stop, and not when it cannot start. */
const SHUTS_DOWN = /shut|stop|clos|exit|clean|term|kill|quit|signal|sig|destroy|teardown|end$/i;

/** Whether a call stands in a function that ends a running program: called so, or given to `process.on` or to what is. */
function isOfShutdown(call: Node): boolean {
  for (let at: Node | undefined = call; at; at = at.parent) {
    if (!isFunction(at)) continue;
    if (SHUTS_DOWN.test(nameOf(at) ?? '')) return true;
    if (at.parent.type !== 'CallExpression') continue;
    const { callee } = at.parent;
    const called =
      callee.type === 'MemberExpression'
        ? `${lastName(callee.object)}.${memberName(callee)}`
        : lastName(callee);
    if ((called ?? '').startsWith('process.') || SHUTS_DOWN.test(called ?? '')) return true;
  }
  return false;
}

function isComplaint({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && /^(?:error|warn)$/.test(memberName(callee) ?? '');
}

/** Whether what a call's block does after it ends the process, by itself or as a part of a statement. */
function isFollowedBy({ node, file }: ConsoleCall, end: End): boolean {
  const { block, statement } = blockOf(node);
  return block ? file.cached(end.lastIn, block).start >= statement.range[0] : end.isOf(statement);
}

/** A way to end the process. */
interface End {
  readonly isOf: (node: Node) => boolean;
  /** Where the last statement of a block starts that does: found once, however many calls stand in the block. */
  readonly lastIn: (block: Block) => { readonly start: number };
}

function endBy(isOf: (node: Node) => boolean): End {
  const does = (statement: Node) => isOf(statement) || children(statement).some(isOf);
  return { isOf, lastIn: (block) => ({ start: statementsOf(block).findLast(does)?.range[0] ?? -1 }) };
}

const WELL = endBy(endsWell);
const FAILING = endBy(fails);
const SOMEHOW = endBy((node) => fails(node) || endsWell(node));

function isInFunction(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return true;
  return false;
}

/** Where a call stands among statements; one that is repeated for each of some items stands where the repetition does. */
function blockOf(call: Node): { readonly block?: Block; readonly statement: Node } {
  const statement = statementOf(call);
  const repetition = repetitionOf(statement);
  if (repetition) return blockOf(repetition);
  const { parent } = statement;
  return parent && isBlock(parent) ? { block: parent, statement } : { statement };
}

/** The loop, or the call of `forEach` or `map`, whose whole body is a statement's block. */
function repetitionOf(statement: Node): Node | undefined {
  const body = statement.parent?.type === 'BlockStatement' ? statement.parent : statement;
  const around = body.parent;
  if (!around) return undefined;
  if (/^For(?:Of|In)?Statement$/.test(around.type)) return around;
  if (!isFunction(around) || around.parent?.type !== 'CallExpression') return undefined;
  const { callee, arguments: given } = around.parent;
  const repeats = callee.type === 'MemberExpression' && /^(?:forEach|map)$/.test(memberName(callee) ?? '');
  return repeats && given[0] === around ? around.parent : undefined;
}

function endsWell(node: Node): boolean {
  const expression = node.type === 'ExpressionStatement' ? node.expression : node;
  if (expression.type !== 'CallExpression' || !endsProcess(expression)) return false;
  const [code] = expression.arguments;
  return code === undefined || isZero(code);
}

function fails(node: Node): boolean {
  const expression = node.type === 'ExpressionStatement' ? node.expression : node;
  if (expression.type === 'SequenceExpression') return expression.expressions.some(fails);
  if (expression.type === 'AssignmentExpression')
    return (
      expression.left.type === 'MemberExpression' &&
      memberName(expression.left) === 'exitCode' &&
      !isZero(expression.right)
    );
  if (expression.type !== 'CallExpression' || !endsProcess(expression)) return false;
  const [code] = expression.arguments;
  return code !== undefined && !isZero(code);
}

function isZero(node: Node): boolean {
  return node.type === 'Literal' && node.value === 0;
}
