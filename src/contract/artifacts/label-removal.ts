import type { CollectorConfig } from './artifact.js';
import { type Data, type Source, child, items, textOf } from './data.js';
import { componentsOf, pipelinesOf } from './pipelines.js';

/** What a processor of a Collector takes from all metrics, and where. */
export interface LabelRemoval {
  /** `these`: what it deletes; `others`: all but what it keeps. */
  readonly takes: 'these' | 'others';
  readonly labels: readonly string[];
  readonly source: Source;
  readonly at: number;
}

const ATTRIBUTES = /^attributes(?:\/|$)/;
const TRANSFORM = /^transform(?:\/|$)/;
/** What takes attributes from each data point; a statement with a condition takes them from some. */
const DELETES_KEY = /^\s*delete_key\(\s*(datapoint\.)?attributes\s*,\s*("[^"]+")\s*\)\s*$/;
const KEEPS_KEYS = /^\s*keep_keys\(\s*(datapoint\.)?attributes\s*,\s*\[([^\]]*)\]\s*\)\s*$/;

/** Whether a removal takes a label. */
export function takes({ takes, labels }: LabelRemoval, label: string): boolean {
  return labels.includes(label) === (takes === 'these');
}

/** What processors take from data points, in every pipeline of metrics. */
export function labelRemovalsOf(config: CollectorConfig): readonly LabelRemoval[] {
  const used = pipelinesOf(config)
    .filter(({ id }) => /^metrics(?:\/|$)/.test(id))
    .map(({ lists }) =>
      lists.flatMap(({ of, references }) => (of === 'processors' ? references.map(({ id }) => id) : [])),
    );
  return componentsOf(config, 'processors')
    .filter(([id]) => used.length > 0 && used.every((ids) => ids.includes(id)))
    .flatMap(([id, { value }]) => [
      ...(ATTRIBUTES.test(id) ? byActions(value) : []),
      ...(TRANSFORM.test(id) ? byStatements(value) : []),
    ])
    .map((removal) => ({ ...removal, source: config.source }));
}

/** A name as Prometheus has it; `*` stays. */
export function labelOf(name: string): string {
  return name.replace(/[^\w*]/g, '_');
}

type Removal = Omit<LabelRemoval, 'source'>;

/** What an attributes processor deletes of all that it gets. */
function byActions(processor: Data): readonly Removal[] {
  if (child(processor, 'include') ?? child(processor, 'exclude')) return [];
  return items(child(processor, 'actions')).flatMap((action) => {
    const key = textOf(child(action, 'key'));
    return key !== undefined && textOf(child(action, 'action')) === 'delete'
      ? [{ takes: 'these' as const, labels: [labelOf(key)], at: action.at }]
      : [];
  });
}

function byStatements(processor: Data): readonly Removal[] {
  return items(child(processor, 'metric_statements')).flatMap((item) => {
    if (child(item, 'conditions')) return [];
    const isOfPoints = textOf(child(item, 'context')) === 'datapoint';
    const statements = textOf(item) === undefined ? items(child(item, 'statements')) : [item];
    return statements.flatMap((statement) => byStatement(statement, isOfPoints));
  });
}

function byStatement(statement: Data, isOfPoints: boolean): readonly Removal[] {
  const text = textOf(statement) ?? '';
  const deletes = DELETES_KEY.exec(text);
  const [, prefix, keys] = deletes ?? KEEPS_KEYS.exec(text) ?? [];
  if (keys === undefined || (prefix === undefined && !isOfPoints)) return [];
  const labels = [...keys.matchAll(/"([^"]+)"/g)].map(([, key = '']) => labelOf(key));
  return [{ takes: deletes ? 'these' : 'others', labels, at: statement.at }];
}
