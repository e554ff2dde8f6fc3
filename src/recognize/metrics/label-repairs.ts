import type { Cardinality } from '../../model/values/cardinality.js';
import { type Expression, isPlainRead } from '../../model/code/expression.js';
import type { MetricLabel, MetricObservation } from '../../model/metrics/metric.js';
import { type Edit, replace } from '../../model/text/edits.js';
import type { LabelRemovals } from './label-removal.js';
import type { MetricSite } from './metric-site.js';
import { placeBeside } from '../attributes/record-beside.js';

type Site = MetricSite<MetricObservation>;

/** What a reviewer would do with a label that has no bound. */
export interface LabelRepair {
  /**
   * `template`: a raw path becomes the route's template. `log`, `span`: the value moves to the record or span
   * beside the observation. `recorded`: it is there already, and the label goes. `drop`: the label goes.
   */
  readonly kind: 'template' | 'log' | 'span' | 'recorded' | 'drop';
  /** The value, or what replaces it, as code. */
  readonly text: string;
  /** The logger or span that gets the value. */
  readonly target: string;
  readonly edits: readonly Edit[];
}

/** The repairs of a label that are certain, the best first. */
export function labelRepairs(
  label: MetricLabel,
  verdict: Extract<Cardinality, { is: 'unbounded' }>,
  site: Site,
  removals: LabelRemovals,
): readonly LabelRepair[] {
  const repairs: LabelRepair[] = [];
  const { fix } = verdict;
  if (fix) {
    const node = site.nodeOf(fix.at);
    const isShorthand = node.parent?.type === 'Property' && node.parent.shorthand;
    const text = isShorthand ? `${label.name}: ${fix.text}` : fix.text;
    repairs.push({ kind: 'template', text: fix.text, target: '', edits: [replace(node, text)] });
  }
  const removal = removals.of(label.name, site);
  if (!removal) return repairs;
  const value = recordable(label, verdict.at);
  const isOneValue = removal.values.every((each) => each.text === label.value.text);
  const beside = value && isOneValue ? placeBeside(site.node, label.name, value, site.file) : undefined;
  const text = value?.text ?? '';
  const target = beside?.target ?? '';
  if (beside?.edit) repairs.push({ kind: beside.kind, text, target, edits: [...removal.edits, beside.edit] });
  const kind = beside && !beside.edit ? 'recorded' : 'drop';
  repairs.push({ kind, text, target, edits: removal.edits });
  return repairs;
}

/** The part of a label that is worth a field: what has no bound in it, where it is a plain read. */
function recordable(label: MetricLabel, unbounded: Expression): Expression | undefined {
  const { range } = label.value;
  const isInside = range[0] <= unbounded.range[0] && unbounded.range[1] <= range[1];
  return [isInside ? unbounded : label.value, label.value].find(isPlainRead);
}
