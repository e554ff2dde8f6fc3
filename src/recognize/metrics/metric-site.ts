import type { TSESTree } from '@typescript-eslint/types';
import type { Expression } from '../../model/code/expression.js';
import type { MetricDefinition } from '../../model/metrics/metric.js';
import type { AnalysedFile } from '../file.js';

type Node = TSESTree.Node;

/** A metric's definition or an observation of it, where it stands in the linted file. */
export class MetricSite<Event> {
  constructor(
    readonly event: Event,
    readonly node: TSESTree.CallExpression | TSESTree.NewExpression,
    readonly file: AnalysedFile,
  ) {}

  /** What is wrong with one of the event's expressions is reported there. */
  nodeOf(expression: Expression | undefined): Node {
    return (expression && this.file.source.nodeOf(expression)) ?? this.node;
  }

  /** The node that makes a metric, when it stands in the linted file. */
  creationIn(definition: MetricDefinition | undefined): Node | undefined {
    return definition && this.file.source.nodeOf(definition.at.creation);
  }
}
