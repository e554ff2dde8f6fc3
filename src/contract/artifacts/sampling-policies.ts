import { componentType } from '../../catalog/contract/collector.js';
import type { CollectorConfig } from './artifact.js';
import { type Data, child, items, textOf } from './data.js';
import { componentsOf } from './pipelines.js';

/** A policy of `tail_sampling`, those inside of `and` and `composite` ones as well. */
export interface SamplingPolicy {
  readonly sampler: string;
  readonly name: string;
  readonly type: string;
  readonly data: Data;
  /** Where the type stands. */
  readonly at: number;
}

/** The tail samplers of a configuration, with their policies. */
export function tailSamplersOf(
  config: CollectorConfig,
): readonly { readonly id: string; readonly at: number; readonly policies: readonly SamplingPolicy[] }[] {
  return componentsOf(config, 'processors')
    .filter(([id]) => componentType(id) === 'tail_sampling')
    .map(([id, { keyAt, value }]) => ({
      id,
      at: keyAt,
      policies: items(child(value, 'policies')).flatMap((policy) => policiesIn(id, policy)),
    }));
}

function policiesIn(sampler: string, data: Data): readonly SamplingPolicy[] {
  const type = textOf(child(data, 'type')) ?? '';
  const name = textOf(child(data, 'name')) ?? '';
  const inner = [
    ...items(child(data, 'and', 'and_sub_policy')),
    ...items(child(data, 'composite', 'composite_sub_policy')),
    ...items(child(data, 'drop', 'drop_sub_policy')),
  ];
  const own: SamplingPolicy = { sampler, name, type, data, at: data.at };
  return [own, ...inner.flatMap((policy) => policiesIn(sampler, policy))];
}
