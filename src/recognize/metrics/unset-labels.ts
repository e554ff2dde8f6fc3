import type { TSESTree } from '@typescript-eslint/types';
import { groupedBy } from '../../model/code/grouping.js';
import type { MetricDefinition, MetricObservation } from '../../model/metrics/metric.js';
import type { AnalysedFile } from '../file.js';
import type { MetricSite } from './metric-site.js';

type Node = TSESTree.Node;
type Site = MetricSite<MetricObservation>;

/** A metric that declares labels which nothing sets. */
export interface UnsetLabels {
  readonly definition: MetricDefinition;
  /** One of its observations. */
  readonly site: Site;
}

/**
 * The metrics of a file that declare labels of which no observation sets any. Only those that nothing but the observations of the
 * file can use, each of which is seen to give none.
 */
export function unsetLabels(sites: readonly Site[], file: AnalysedFile): readonly UnsetLabels[] {
  const byMetric = groupedBy(sites, ({ event }) => event.definition?.at.creation);
  return [...byMetric.values()].flatMap((observations) => {
    const [site] = observations;
    const definition = site?.event.definition;
    const isUnset =
      (definition?.labelNames ?? []).length > 0 &&
      observations.every(({ event }) => givesNone(event)) &&
      isOnlyObserved(site?.creationIn(definition), new Set<Node>(observations.map(({ node }) => node)), file);
    return isUnset && definition && site ? [{ definition, site }] : [];
  });
}

/** Whether an observation surely has no labels; an empty object of them is told where it stands. */
function givesNone({ call, dialect, operation, ...given }: MetricObservation): boolean {
  const { isBound, labels, labelsAreComplete, labelsAt, value } = given;
  if (dialect.validatedBy === undefined || isBound || call.kind !== 'call') return false;
  // What `inc(x)` is given may be labels.
  const isPlain = value === undefined || ['literal', 'operation', 'unary'].includes(value.kind);
  return (
    ['add', 'subtract', 'set', 'record'].includes(operation) &&
    call.arguments.every(({ kind }) => kind !== 'spread') &&
    isPlain &&
    labelsAreComplete &&
    labels.length === 0 &&
    labelsAt === undefined
  );
}

/** Whether a variable of the file holds a metric, and nothing but these calls uses it. */
function isOnlyObserved(creation: Node | undefined, calls: ReadonlySet<Node>, file: AnalysedFile): boolean {
  const holder = creation?.parent;
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return false;
  if (holder.parent.parent.type.startsWith('Export')) return false;
  const variable = file.source.variable(holder.id, holder.id.name);
  return (
    variable?.references.every(({ identifier, init }) => {
      const member: Node | undefined = identifier.parent;
      return (
        init === true ||
        (member?.type === 'MemberExpression' && member.object === identifier && calls.has(member.parent))
      );
    }) ?? false
  );
}
