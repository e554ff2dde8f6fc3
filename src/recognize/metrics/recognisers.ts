import type { TSESTree } from '@typescript-eslint/types';
import { PRESUMED_METHODS, PRESUMED_OF } from '../../catalog/metrics/declared.js';
import { onlyAnswers } from '../../catalog/answering.js';
import { observationAttributes } from '../../model/attributes/attribute.js';
import { type Call, propertyName } from '../../model/code/expression.js';
import { MENTIONS_METRICS, handedObservations, mayObserveInside } from '../../model/metrics/helper.js';
import { declaredObservationOf, mayBeClientMethod } from '../../model/metrics/declared-client.js';
import { mayBeNamedClient, namedClientObservationOf } from '../../model/metrics/named-client.js';
import { labelledByOptions } from '../../model/metrics/options.js';
import {
  isMaker,
  isNamedFactory,
  mayBeChained,
  mayBeMetric,
  mayDefine,
  mayObserve,
  metricDefinitionOf,
  metricObservationOf,
  presumedObservationOf,
} from '../../model/metrics/read.js';
import { memberName } from '../../estree/member-name.js';
import { emitAttributes } from '../attributes/recognisers.js';
import type { AnalysedFile } from '../file.js';
import { type Recogniser, calledName, isOnCollection, recogniser } from '../recogniser.js';
import { MetricSite } from './metric-site.js';

const definition = recogniser({
  nodes: ['CallExpression', 'NewExpression'],
  names: (name, settings) => mayDefine(name) || isNamedFactory(name, settings),
  events: ['metricDefinition'],
  recognise(node, file, events) {
    const expression = file.source.expression(node);
    if (expression.kind !== 'call' && expression.kind !== 'new') return;
    if (isNamedLikeFactory(node, file) && (isAwaited(node) || !file.mayMakeMetricsBy(expression.callee)))
      return;
    const found = metricDefinitionOf(expression, file.source, file.settings);
    if (found) events.emit('metricDefinition', new MetricSite(found, node, file));
  },
});

/** Whether only the words of its name say that a function makes metrics: `toSummary()`, `loadMetrics()`, `requestCounter()`. */
function isNamedLikeFactory(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  { settings }: AnalysedFile,
): boolean {
  const name = node.type === 'CallExpression' ? calledName(node) : undefined;
  return name !== undefined && !isMaker(name) && !isNamedFactory(name, settings);
}

/** Whether what a call gives is waited for: no metric is. */
function isAwaited(node: TSESTree.Node): boolean {
  return node.parent?.type === 'AwaitExpression';
}

/** Whether a metric may be known by its name alone: in a package that measures with prom-client. */
function mayPresume(node: TSESTree.CallExpression, file: AnalysedFile): boolean {
  const name = calledName(node);
  return name !== undefined && PRESUMED_METHODS.has(name) && file.package.allDependencies.has(PRESUMED_OF);
}

/** Whether a call is on what is called a client for metrics. */
function isNamedClient(node: TSESTree.CallExpression): boolean {
  const receiver = node.callee.type === 'MemberExpression' ? node.callee.object : undefined;
  const name =
    receiver?.type === 'Identifier'
      ? receiver.name
      : receiver?.type === 'MemberExpression'
        ? memberName(receiver)
        : undefined;
  return name !== undefined && mayBeNamedClient(calledName(node) ?? '', name);
}

/** Whether what a call gives back is used, be it waited for first, where no metric's method of its name gives anything. */
function usesResult(call: TSESTree.CallExpression): boolean {
  return !mayBeChained(calledName(call) ?? '') && isUsed(call);
}

/** Whether a value is read, beside being what an arrow function gives back or a statement leaves. */
function isUsed(value: TSESTree.Node): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case 'AwaitExpression':
      return isUsed(parent);
    case 'MemberExpression':
      return parent.object === value;
    case 'VariableDeclarator':
    case 'ArrayExpression':
    case 'BinaryExpression':
    case 'TemplateLiteral':
    case 'Property':
      return true;
    default:
      return false;
  }
}

const observation = recogniser({
  nodes: ['CallExpression'],
  names: mayObserve,
  events: ['metricObservation', 'metricRemoval', 'attribute'],
  recognise(node, file, events) {
    const { callee } = node;
    const { source, settings } = file;
    if (callee.type !== 'MemberExpression' || usesResult(node) || isOnCollection(node, file)) return;
    const isKnown = mayBeMetric(source.expression(callee.object), source, settings);
    const isNamed = !isKnown && isNamedClient(node);
    if (!isKnown && !isNamed && !mayPresume(node, file)) return;
    const expression = source.expression(node);
    const read = isKnown ? metricObservationOf : isNamed ? namedClientObservationOf : presumedObservationOf;
    const found = expression.kind === 'call' ? read(expression, source, settings) : undefined;
    if (!found) return;
    const event = found.operation === 'remove' ? 'metricRemoval' : 'metricObservation';
    events.emit(event, new MetricSite(found, node, file));
    if (events.hears('attribute')) emitAttributes(observationAttributes(found, source), file, events);
  },
});

/** A call of a function of the project that observes metrics with what it is given. */
const handedObservation = recogniser({
  nodes: ['CallExpression'],
  names: (name) => !onlyAnswers(name),
  in: (file) => file.says(MENTIONS_METRICS) && file.mayUseMetricHelpers,
  events: ['handedObservation', 'attribute'],
  recognise(node, file, events) {
    const { source, settings } = file;
    const [start, end] = node.callee.range;
    if (
      node.arguments.length === 0 ||
      !mayObserveInside(source.text.slice(start, Math.min(end, start + 120)))
    )
      return;
    const expression = source.expression(node);
    if (expression.kind !== 'call' || !file.mayObserveBy(expression.callee)) return;
    if (isOfMetric(expression, file)) return;
    for (const found of handedObservations(expression, source, settings, (home) => file.mayObserveIn(home))) {
      events.emit('handedObservation', new MetricSite(found, node, file));
      if (events.hears('attribute')) emitAttributes(observationAttributes(found, source), file, events);
    }
  },
});

/** A call of a client for metrics that the project declares, whatever is behind it. */
const declaredObservation = recogniser({
  nodes: ['CallExpression'],
  names: mayBeClientMethod,
  events: ['handedObservation', 'attribute'],
  recognise(node, file, events) {
    if (node.arguments.length === 0 || isOnCollection(node, file)) return;
    const { source, settings } = file;
    const expression = source.expression(node);
    if (expression.kind !== 'call' || isOfMetric(expression, file)) return;
    const found = declaredObservationOf(expression, source, settings);
    if (!found || isHandedOn(expression, file)) return;
    events.emit('handedObservation', new MetricSite(found, node, file));
    if (events.hears('attribute')) emitAttributes(observationAttributes(found, source), file, events);
  },
});

/** Whether what a call runs is seen to observe metrics with what it is given. */
function isHandedOn(call: Call, file: AnalysedFile): boolean {
  const { source, settings } = file;
  if (!file.says(MENTIONS_METRICS) || !file.mayUseMetricHelpers || !file.mayObserveBy(call.callee))
    return false;
  return handedObservations(call, source, settings, (home) => file.mayObserveIn(home)).length > 0;
}

/** Whether a call is that of a metric's own method, which is no function of the project. */
function isOfMetric({ callee }: Call, { source, settings }: AnalysedFile): boolean {
  const method = propertyName(callee);
  return (
    callee.kind === 'member' &&
    method !== undefined &&
    mayObserve(method) &&
    mayBeMetric(callee.object, source, settings)
  );
}

/** Options that label all metrics of a library, in a call of any name. */
const labelOptions = recogniser({
  nodes: ['CallExpression', 'NewExpression'],
  in: (file) => file.mayLabelByOptions,
  events: ['metricObservation'],
  recognise(node, file, events) {
    const hasOptions = node.arguments.some(
      ({ type }) => type === 'ObjectExpression' || type === 'Identifier',
    );
    const expression = hasOptions ? file.source.expression(node) : undefined;
    if (expression?.kind !== 'call' && expression?.kind !== 'new') return;
    const found = labelledByOptions(expression, file.source, file.settings);
    if (found) events.emit('metricObservation', new MetricSite(found, node, file));
  },
});

export const metricRecognisers: readonly Recogniser[] = [
  labelOptions,
  definition,
  observation,
  handedObservation,
  declaredObservation,
];
