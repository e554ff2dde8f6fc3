import { secondsOf } from '../promql/duration.js';
import type { SloAlert } from './artifact.js';
import { type Data, type DataMap, type Source, child, items, textOf } from './data.js';

/** A policy or a condition of OpenSLO, as a document of its own or written inside of what uses it. */
export function sloAlertAt(map: DataMap, source: Source): SloAlert | undefined {
  const kind = textOf(child(map, 'kind'));
  if (kind === 'AlertPolicy' && child(map, 'spec', 'conditions')?.kind === 'list')
    return {
      kind: 'policy',
      name: nameOf(map, source),
      conditions: referencesIn(child(map, 'spec', 'conditions'), 'conditionRef', source),
    };
  const condition = kind === 'AlertCondition' ? child(map, 'spec', 'condition') : undefined;
  if (textOf(child(condition, 'kind'))?.toLowerCase() !== 'burnrate') return undefined;
  const factor = Number(textOf(child(condition, 'threshold')));
  const window = secondsOf((textOf(child(condition, 'lookbackWindow')) ?? '').replace(/^-/, ''));
  if (!(factor > 0) || window === undefined || window <= 0) return undefined;
  const position = source.position(map.at);
  return { kind: 'condition', name: nameOf(map, source), position, source, factor, window };
}

/** The policies that an objective names, or holds. */
export function alertPoliciesOf(map: DataMap, source: Source): readonly string[] {
  return referencesIn(child(map, 'spec', 'alertPolicies'), 'alertPolicyRef', source);
}

function referencesIn(list: Data | undefined, key: string, source: Source): readonly string[] {
  return items(list).flatMap((item) => {
    const name = textOf(item) ?? textOf(child(item, key));
    if (name !== undefined) return [name];
    return item.kind === 'map' && item.entries.has('kind') ? [nameOf(item, source)] : [];
  });
}

/** What is written inside of something else may go without a name. */
function nameOf(map: DataMap, source: Source): string {
  const { line, column } = source.position(map.at);
  return textOf(child(map, 'metadata', 'name')) ?? `${source.file.path}:${line}:${column}`;
}
