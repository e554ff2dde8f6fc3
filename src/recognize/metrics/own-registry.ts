import type { TSESTree } from '@typescript-eslint/types';
import { propertyOf, unwrap } from '../../model/code/expression.js';
import type { MetricDefinition } from '../../model/metrics/metric.js';
import { isFunction } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';
import { regionOf } from '../../estree/tree.js';

type Node = TSESTree.Node;

/**
 * Whether a metric is in no registry but one that the function around it makes, as for one answer to a scrape: its series
 * go with the function, and no process keeps them.
 */
export function isOfOneRun(definition: MetricDefinition | undefined, file: AnalysedFile): boolean {
  const options = definition?.at.options;
  const registers = options?.kind === 'object' ? propertyOf(options, 'registers') : undefined;
  const list = registers && unwrap(registers);
  if (list?.kind !== 'array' || list.elements.length === 0) return false;
  return list.elements.every((element) => {
    const name = file.source.nodeOf(element);
    return name?.type === 'Identifier' && isMadeInFunction(name, file);
  });
}

function isMadeInFunction(name: TSESTree.Identifier, file: AnalysedFile): boolean {
  const declaration = file.source.variable(name, name.name)?.defs.at(-1)?.node;
  if (declaration?.type !== 'VariableDeclarator') return false;
  const { init } = declaration;
  const region: Node | undefined = regionOf(declaration);
  return (
    init?.type === 'NewExpression' &&
    file.syntax.textOf(init.callee).endsWith('Registry') &&
    region !== undefined &&
    isFunction(region) &&
    regionOf(name) === region
  );
}
