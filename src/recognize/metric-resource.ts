import type { TSESTree } from '@typescript-eslint/utils';
import type { Expression } from '../model/expression.js';
import type { MetricObservation } from '../model/metric.js';
import { memberName } from './estree.js';
import type { LintedFile } from './file.js';
import type { MetricSite } from './metric-site.js';
import type { Resource } from './paths.js';

type Node = TSESTree.Node;

/** A resource for the path analysis, and what it is called. */
export interface NamedResource {
  readonly name: string;
  readonly resource: Resource;
}

/** What a call gives back to be called itself in the end, kept in a variable of its own: a timer's stop function. */
export function boundResource(call: Node, file: LintedFile): NamedResource | undefined {
  const awaited = call.parent?.type === 'AwaitExpression' ? call.parent : call;
  const declarator = awaited.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return undefined;
  const { name } = declarator.id;
  const variable = file.source.variable(declarator.id, name);
  const isReference = (node: TSESTree.Identifier) =>
    node.name === name && file.source.variable(node, name) === variable;
  return {
    name,
    resource: {
      acquiredAt: awaited,
      isRelease: ({ callee }) => callee.type === 'Identifier' && isReference(callee),
      isReference,
    },
  };
}

/**
 * The calls of what a timer's start gives back, wherever in the file they stand. None where its variable may hold
 * another timer's as well.
 */
export function stopsOf(start: Node, file: LintedFile): readonly TSESTree.CallExpression[] {
  const { parent } = start;
  if (parent?.type === 'CallExpression' && parent.callee === start) return [parent];
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return [];
  const variable = file.source.variable(parent.id, parent.id.name);
  const uses = variable?.references.filter(({ init }) => !init) ?? [];
  if (uses.some((use) => use.isWrite())) return [];
  return uses.flatMap(({ identifier }) => {
    const call = identifier.parent;
    return call.type === 'CallExpression' && call.callee === identifier ? [call] : [];
  });
}

/** A gauge that went up by one, to be taken down by a `dec()` or a negative `add()` of the same gauge. */
export function inFlightResource(site: MetricSite<MetricObservation>): NamedResource | undefined {
  const { node, file } = site;
  const name = gaugeOf(node, file);
  if (name === undefined || !isStep(site.event.value) || !isTakenDownAfter(node, name, file))
    return undefined;
  return {
    name,
    resource: {
      acquiredAt: node,
      isRelease: (call) => call !== node && gaugeOf(call, file) === name && goesDown(call),
    },
  };
}

function isStep(value: Expression | undefined): boolean {
  return value === undefined || (value.kind === 'literal' && value.value === 1);
}

/**
 * Whether the straight path behind a step up takes the gauge down again: in the same block, under no condition.
 * A gauge that goes down elsewhere only counts what is there, like open connections.
 */
function isTakenDownAfter(up: Node, name: string, file: LintedFile): boolean {
  const statement = up.parent?.type === 'ExpressionStatement' ? up.parent : undefined;
  const block = statement?.parent;
  if (!statement || block?.type !== 'BlockStatement') return false;
  const isDown = (inner: Node): boolean => {
    switch (inner.type) {
      case 'ExpressionStatement':
        return (
          inner.expression.type === 'CallExpression' &&
          gaugeOf(inner.expression, file) === name &&
          goesDown(inner.expression)
        );
      case 'BlockStatement':
        return inner.body.some(isDown);
      case 'TryStatement':
        return isDown(inner.block) || (inner.finalizer !== null && isDown(inner.finalizer));
      default:
        return false;
    }
  };
  return block.body.slice(block.body.indexOf(statement) + 1).some(isDown);
}

/** The text of the gauge that a method is called on, and of the labels it is given. */
function gaugeOf(call: Node, file: LintedFile): string | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const { object } = call.callee;
  const inner = object.type === 'CallExpression' ? object.callee : undefined;
  const isBound = inner?.type === 'MemberExpression' && memberName(inner) === 'labels';
  const labels = isBound ? (object.type === 'CallExpression' ? object.arguments : []) : call.arguments;
  const series = labels
    .filter(({ type }) => type === 'ObjectExpression' || isBound)
    .map((label) => file.sourceCode.getText(label));
  return [file.sourceCode.getText(isBound ? inner.object : object), ...series].join(' ');
}

function goesDown(call: TSESTree.CallExpression): boolean {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (method === 'dec') return true;
  return (
    (method === 'add' || method === 'inc') &&
    call.arguments.some((argument) => argument.type === 'UnaryExpression' && argument.operator === '-')
  );
}
