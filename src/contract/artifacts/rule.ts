import type { Rule } from './artifact.js';
import type { Owner } from './owner.js';
import { queryOf } from './query.js';
import type { Surroundings } from './surroundings.js';
import { type DataMap, asString, child, items, textOf, textsOf } from './data.js';

/** A rule of a Prometheus or Loki rule file, a PrometheusRule manifest, or of Grafana's provisioned alerts. */
export function ruleAt(map: DataMap, around: Surroundings): Rule | undefined {
  const expr = asString(child(map, 'expr'));
  const alert = asString(child(map, 'alert'));
  const record = asString(child(map, 'record'));
  if ((alert || record) && child(map, 'expr')) {
    const kind = alert ? 'alert' : 'record';
    const owner: Owner = {
      kind,
      name: (alert ?? record)?.value ?? '',
      position: around.source.position(map.at),
    };
    return {
      ...shared(map, around),
      kind,
      name: owner.name,
      owner,
      query: expr ? queryOf(expr, around, owner) : undefined,
      isGrafana: false,
    };
  }
  const isGrafana =
    asString(child(map, 'title')) &&
    asString(child(map, 'condition')) &&
    items(child(map, 'data')).length > 0;
  if (!isGrafana) return undefined;
  const name = textOf(child(map, 'title')) ?? '';
  const owner: Owner = { kind: 'alert', name, position: around.source.position(map.at) };
  return { ...shared(map, around), kind: 'alert', name, owner, query: undefined, isGrafana: true };
}

function shared(map: DataMap, around: Surroundings) {
  return {
    labels: textsOf(child(map, 'labels')),
    annotations: textsOf(child(map, 'annotations')),
    for: textOf(child(map, 'for')),
    keepsFiring: map.entries.has('keep_firing_for') || map.entries.has('keepFiringFor'),
    group: around.group,
  };
}
