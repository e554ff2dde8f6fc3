import type { TSESTree } from '@typescript-eslint/types';
import type { Expression } from '../../model/code/expression.js';
import type { MetricObservation } from '../../model/metrics/metric.js';
import { enclosingFunction } from '../../estree/enclosing.js';
import { memberName } from '../../estree/member-name.js';
import type { AnalysedFile } from '../file.js';
import { isQuietOnPath } from '../quiet-call.js';
import type { MetricSite } from './metric-site.js';
import { surelyFollows } from '../../flow/paths/order.js';
import { type Resource, reachedFrom } from '../../flow/paths.js';
import { groupedBy } from '../../model/code/grouping.js';
import { NodeList } from '../../estree/node-list.js';
import { usesOf, usesOfUndeclared } from '../../estree/uses.js';
import { descendants, shapeOf, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;

/** A resource for the path analysis, and what it is called. */
export interface NamedResource {
  readonly name: string;
  readonly resource: Resource;
}

/** What a call gives back to be called itself in the end, kept in a variable: a timer's stop function. */
export function boundResource(call: Node, file: AnalysedFile): NamedResource | undefined {
  const awaited = call.parent?.type === 'AwaitExpression' ? call.parent : call;
  const target = boundTo(awaited);
  if (target?.type !== 'Identifier') return undefined;
  const { name } = target;
  const variable = file.source.variable(target, name);
  const references = variable ? usesOf([variable]) : usesOfUndeclared(name, file.source.scopes);
  return {
    name,
    resource: {
      acquiredAt: awaited,
      releases: new NodeList([...references].flatMap(callOf)),
      references,
      isMeasurement: true,
      neverFails: (each, isAwaited) => isQuietOnPath(each, isAwaited, file),
    },
  };
}

/** The call of a function by its name, where a name stands for the function. */
function callOf(name: TSESTree.Identifier): readonly TSESTree.CallExpression[] {
  const call = name.parent;
  return call.type === 'CallExpression' && call.callee === name ? [call] : [];
}

/** What a value is put into, under a condition or not. */
function boundTo(value: Node): Node | undefined {
  const { parent } = value;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id;
    case 'AssignmentExpression':
      return parent.operator === '=' && parent.right === value ? parent.left : undefined;
    case 'ConditionalExpression':
      return parent.test === value ? undefined : boundTo(parent);
    case 'LogicalExpression':
      return parent.right === value ? boundTo(parent) : undefined;
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
      return boundTo(parent);
    default:
      return undefined;
  }
}

/**
 * The call that stops a timer which the code before it has stopped, so that it is observed twice; undefined where there is none. One
 * with labels of its own times another part of the work: `end({ phase: 'read' }); …; end({ phase: 'parsed' })`.
 */
export function stoppedAgain(
  { resource }: NamedResource,
  file: AnalysedFile,
): TSESTree.CallExpression | undefined {
  const stops = [...resource.releases].filter((each) => each.type === 'CallExpression');
  const labelsOf = (stop: TSESTree.CallExpression) =>
    stop.arguments.map((each) => file.syntax.textOf(each)).join();
  return firstOf(stops.slice(0, -1), (stop) => {
    const later = stops.filter(
      (each) => each.range[0] >= stop.range[1] && ['', labelsOf(stop)].includes(labelsOf(each)),
    );
    if (later.length === 0) return undefined;
    const reached = new Set(reachedFrom({ ...resource, acquiredAt: stop, releases: NOTHING }));
    return later.find((each) => reached.has(each) && surelyFollows(each, stop));
  });
}

/** Whether what the timed work gave decides that it counts, `if (order) end()`: what gave nothing, or failed, is left out on purpose. */
export function isStoppedByResult({ resource: { acquiredAt, releases } }: NamedResource): boolean {
  const stops = [...releases];
  return (
    stops.length > 0 &&
    stops.every(({ parent }) => {
      const block = parent.type === 'ExpressionStatement' ? parent.parent : undefined;
      const branch = block?.type === 'BlockStatement' ? block : parent;
      const condition = branch.parent;
      return (
        condition?.type === 'IfStatement' &&
        condition.consequent === branch &&
        condition.test.type === 'Identifier' &&
        condition.range[0] > acquiredAt.range[1]
      );
    })
  );
}

const NOTHING = new NodeList<TSESTree.CallExpression>([]);

/** Whether nothing can ever read the value of an expression. */
export function isDiscarded(value: Node): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case 'ExpressionStatement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'void';
    case 'SequenceExpression':
      return parent.expressions.at(-1) !== value || isDiscarded(parent);
    case 'LogicalExpression':
      return parent.right === value && isDiscarded(parent);
    case 'ConditionalExpression':
      return parent.test !== value && isDiscarded(parent);
    case 'AwaitExpression':
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return isDiscarded(parent);
    default:
      return false;
  }
}

/**
 * The calls of what a timer's start gives back, wherever in the file they stand. None where its variable may hold
 * another timer's as well.
 */
export function stopsOf(start: Node, file: AnalysedFile): readonly TSESTree.CallExpression[] {
  const { parent } = start;
  if (parent?.type === 'CallExpression' && parent.callee === start) return [parent];
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return [];
  const variable = file.source.variable(parent.id, parent.id.name);
  const uses = variable?.references.filter(({ init }) => !init) ?? [];
  if (uses.some((use) => use.isWrite())) return [];
  return uses.flatMap(({ identifier }) => (identifier.type === 'Identifier' ? callOf(identifier) : []));
}

/** A gauge that went up by one, and the call that takes it down again. */
export interface InFlightGauge extends NamedResource {
  /** The text of that call. */
  readonly release: string;
}

/** A gauge that went up by one, to be taken down by a `dec()` or a negative `add()` of the same gauge. */
export function inFlightGauge(site: MetricSite<MetricObservation>): InFlightGauge | undefined {
  const { node, file } = site;
  const name = gaugeOf(node, file);
  if (name === undefined || !isStep(site.event.value)) return undefined;
  const releases = file.cached(loweringCalls, enclosingFunction(node) ?? file.syntax.ast).get(name);
  const down = releases && takingDown(node, (call) => releases.has(call));
  return (
    down && {
      name,
      release: file.syntax.textOf(down),
      resource: {
        acquiredAt: node,
        releases,
        neverFails: (each, isAwaited) => isQuietOnPath(each, isAwaited, file),
      },
    }
  );
}

/** The calls in a function, or a program, that take a gauge down, by the gauge and its labels. */
function loweringCalls(
  home: Node,
  file: AnalysedFile,
): ReadonlyMap<string, NodeList<TSESTree.CallExpression>> {
  if (!mayGoDown(file.text)) return new Map();
  const calls = [...descendants(home)].filter((node) => node.type === 'CallExpression');
  const byGauge = groupedBy(calls.filter(goesDown), (call) => gaugeOf(call, file) ?? '');
  return new Map([...byGauge].map(([gauge, lowering]) => [gauge, new NodeList(lowering)]));
}

function isStep(value: Expression | undefined): boolean {
  return value === undefined || (value.kind === 'literal' && value.value === 1);
}

/**
 * The call that takes a gauge down again on the straight path after its step up: in the same block and under no
 * other condition. A gauge that goes down elsewhere only counts what is there, like open connections.
 */
function takingDown(up: Node, isRelease: (call: Node) => boolean): Node | undefined {
  const whole = up.parent?.type === 'ChainExpression' ? up.parent : up;
  const statement = whole.parent?.type === 'ExpressionStatement' ? whole.parent : undefined;
  const condition = statement && soleConditionOf(statement);
  const first = condition ?? statement;
  const block = first?.parent;
  if (!first || block?.type !== 'BlockStatement') return undefined;
  const test = condition && shapeOf(condition.test);
  const downIn = (inner: Node | null): Node | undefined => {
    switch (inner?.type) {
      case 'ExpressionStatement': {
        const call = unwrap(inner.expression);
        return test === undefined && isRelease(call) ? call : undefined;
      }
      case 'BlockStatement':
        return firstOf(inner.body, downIn);
      case 'TryStatement':
        return downIn(inner.block) ?? downIn(inner.finalizer);
      case 'IfStatement': {
        if (test !== undefined) {
          const isSame = shapeOf(inner.test) === test;
          return isSame ? [...descendants(inner.consequent)].find(isRelease) : undefined;
        }
        const [yes, no] = [downIn(inner.consequent), downIn(inner.alternate)];
        return no && yes;
      }
      default:
        return undefined;
    }
  };
  return firstOf(block.body.slice(block.body.indexOf(first) + 1), downIn);
}

/** `if (isTracked) gauge.inc()`: the condition that a statement alone stands under. */
function soleConditionOf(statement: Node): TSESTree.IfStatement | undefined {
  const { parent } = statement;
  const body = parent?.type === 'BlockStatement' && parent.body.length === 1 ? parent : statement;
  const around = body.parent;
  return around?.type === 'IfStatement' && around.consequent === body && !around.alternate
    ? around
    : undefined;
}

function firstOf<T, U>(list: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of the gauge that a method is called on, and of the labels it is given. */
function gaugeOf(call: Node, file: AnalysedFile): string | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const { object } = call.callee;
  const inner = object.type === 'CallExpression' ? object.callee : undefined;
  const isBound = inner?.type === 'MemberExpression' && memberName(inner) === 'labels';
  const labels = isBound ? (object.type === 'CallExpression' ? object.arguments : []) : call.arguments;
  const series = labels
    .filter(({ type }) => type === 'ObjectExpression' || isBound)
    .map((label) => file.syntax.textOf(label));
  return [file.syntax.textOf(isBound ? inner.object : object), ...series].join(' ');
}

/** Whether `goesDown` may be true of a call in a text. */
function mayGoDown(text: string): boolean {
  return /\bdec\b/.test(text) || (/\b(?:add|inc)\b/.test(text) && /[(,/\n][^\S\n]*-/.test(text));
}

function goesDown(call: Node): boolean {
  if (call.type !== 'CallExpression') return false;
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (method === 'dec') return true;
  return (
    (method === 'add' || method === 'inc') &&
    call.arguments.some((argument) => argument.type === 'UnaryExpression' && argument.operator === '-')
  );
}
