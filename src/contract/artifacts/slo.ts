import { secondsOf } from '../promql/duration.js';
import type { Query, Slo } from './artifact.js';
import type { Owner } from './owner.js';
import { queryOf } from './query.js';
import { alertPoliciesOf } from './slo-alert.js';
import type { Surroundings } from './surroundings.js';
import { type Data, type DataMap, asString, child, items, textOf } from './data.js';

interface SloQueries {
  readonly slo: Slo;
  readonly queries: readonly Query[];
}

/** A service level objective of OpenSLO, Sloth or Pyrra. */
export function sloAt(map: DataMap, around: Surroundings): SloQueries | undefined {
  const apiVersion = textOf(child(map, 'apiVersion')) ?? '';
  const kind = textOf(child(map, 'kind'));
  if (apiVersion.startsWith('openslo') && (kind === 'SLO' || kind === 'SLI'))
    return new SloReader('OpenSLO', map, around).openSlo(kind);
  if (apiVersion.startsWith('pyrra.dev') && kind === 'ServiceLevelObjective')
    return new SloReader('Pyrra', map, around).pyrra();
  if (map.entries.has('objective') && child(map, 'sli')?.kind === 'map')
    return new SloReader('Sloth', map, around).sloth();
  return undefined;
}

class SloReader {
  private readonly owner: Owner;
  private readonly queries: Query[] = [];

  constructor(
    private readonly format: Slo['format'],
    private readonly map: DataMap,
    private readonly around: Surroundings,
  ) {
    const name = textOf(child(map, 'metadata', 'name')) ?? textOf(child(map, 'name')) ?? '';
    this.owner = { kind: 'slo', name, position: around.source.position(map.at) };
  }

  openSlo(kind: 'SLO' | 'SLI'): SloQueries {
    const spec = child(this.map, 'spec');
    const indicator = kind === 'SLI' ? spec : child(spec, 'indicator', 'spec');
    const [objective] = items(child(spec, 'objectives'));
    const ratio =
      child(indicator, 'ratioMetric') ?? child(objective, 'ratioMetrics') ?? child(objective, 'ratioMetric');
    const window = child(items(child(spec, 'timeWindow'))[0], 'duration');
    const percent = child(objective, 'targetPercent');
    const threshold = this.query(metricOf(child(indicator, 'thresholdMetric')));
    const [good, bad, total] = ['good', 'bad', 'total'].map((key) => this.query(metricOf(child(ratio, key))));
    this.query(metricOf(child(ratio, 'raw')));
    return this.result({
      target: kind === 'SLI' ? undefined : (child(objective, 'target') ?? percent),
      isPercent: percent !== undefined,
      needsTarget: kind === 'SLO',
      window: textOf(window),
      good,
      bad,
      total,
      hasIndicator:
        ratio !== undefined || threshold !== undefined || textOf(child(spec, 'indicatorRef')) !== undefined,
      windowed: [],
    });
  }

  sloth(): SloQueries {
    const sli = child(this.map, 'sli');
    const events = child(sli, 'events');
    const bad = this.query(child(events, 'error_query') ?? child(events, 'errorQuery'));
    const total = this.query(child(events, 'total_query') ?? child(events, 'totalQuery'));
    const raw = this.query(child(sli, 'raw', 'error_ratio_query') ?? child(sli, 'raw', 'errorRatioQuery'));
    return this.result({
      target: child(this.map, 'objective'),
      isPercent: true,
      needsTarget: true,
      window: '30d',
      good: undefined,
      bad,
      total,
      hasIndicator:
        (bad !== undefined && total !== undefined) || raw !== undefined || child(sli, 'plugin') !== undefined,
      windowed: [bad, total, raw].filter((query) => query !== undefined),
    });
  }

  pyrra(): SloQueries {
    const spec = child(this.map, 'spec');
    const indicator = child(spec, 'indicator');
    const bad = this.query(child(indicator, 'ratio', 'errors', 'metric'));
    const ratioTotal = this.query(child(indicator, 'ratio', 'total', 'metric'));
    const good = this.query(child(indicator, 'latency', 'success', 'metric'));
    const latencyTotal = this.query(child(indicator, 'latency', 'total', 'metric'));
    const other = [
      child(indicator, 'latencyNative', 'total', 'metric'),
      child(indicator, 'bool_gauge', 'metric'),
    ].map((data) => this.query(data));
    return this.result({
      target: child(spec, 'target'),
      isPercent: true,
      needsTarget: true,
      window: textOf(child(spec, 'window')),
      good,
      bad,
      total: ratioTotal ?? latencyTotal,
      hasIndicator: (ratioTotal ?? latencyTotal) !== undefined || other.some((query) => query !== undefined),
      windowed: [],
    });
  }

  private query(data: Data | undefined): Query | undefined {
    const expr = asString(data);
    if (!expr || expr.value.trim() === '') return undefined;
    const query = queryOf(expr, this.around, this.owner);
    if (query) this.queries.push(query);
    return query;
  }

  private result(read: {
    readonly target: Data | undefined;
    readonly isPercent: boolean;
    readonly needsTarget: boolean;
    readonly window: string | undefined;
    readonly good: Query | undefined;
    readonly bad: Query | undefined;
    readonly total: Query | undefined;
    readonly hasIndicator: boolean;
    readonly windowed: readonly Query[];
  }): SloQueries {
    const { source } = this.around;
    const written = textOf(read.target);
    const share = written === undefined ? undefined : Number(written) / (read.isPercent ? 100 : 1);
    const slo: Slo = {
      format: this.format,
      name: this.owner.name,
      position: this.owner.position,
      target: read.needsTarget ? share : (share ?? 0.5),
      targetAt: read.target ? source.position(read.target.at) : this.owner.position,
      window: read.window === undefined ? undefined : secondsOf(read.window),
      good: read.good,
      bad: read.bad,
      total: read.total,
      measured: this.queries,
      hasIndicator: read.hasIndicator,
      windowed: read.windowed,
      alertPolicies: this.format === 'OpenSLO' ? alertPoliciesOf(this.map, source) : [],
      source,
    };
    return { slo, queries: this.queries };
  }
}

/** The query of a metric's source, in either version of OpenSLO. */
function metricOf(metric: Data | undefined): Data | undefined {
  return child(metric, 'metricSource', 'spec', 'query') ?? child(metric, 'query');
}
