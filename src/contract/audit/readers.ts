import { sloConditions } from '../slo/objective-alerts.js';
import type { ArtifactFile, Query, Rule } from '../artifacts/artifact.js';
import type { ReportedFinding } from '../check/check-artifacts.js';
import { subjectOf } from '../checks/check.js';
import type { MetricEntry, Place } from '../inventory/inventory.js';
import type { Knowledge } from '../matching/knowledge.js';
import { selectorsOf } from '../promql/expression.js';

/** What reads metrics: panels, alerts that can fire, and objectives. */
export interface Readers {
  readonly panels: readonly Reader[];
  readonly alerts: readonly (Reader & { readonly rule: Rule })[];
  readonly slos: readonly (Reader & { readonly isAlertedOn: boolean })[];
}

export interface Reader {
  readonly name: string;
  readonly at: Place;
  /** The metrics that it reads, each by the names that it asks for: `x_bucket`, `x_count`. */
  readonly metrics: NamesRead;
  /** Labels that it selects by. */
  readonly labels: ReadonlySet<string>;
}

export type NamesRead = ReadonlyMap<MetricEntry, ReadonlySet<string>>;

/** How many recording rules one expression is followed through. */
const MAX_RECORDS = 8;

/** Finds out which metrics of the code each artifact reads. An alert with an error in it cannot fire, and is left out. */
export function readersOf(
  artifacts: readonly ArtifactFile[],
  known: Knowledge,
  findings: readonly ReportedFinding[],
): Readers {
  const broken = new Set(
    findings
      .filter(({ severity }) => severity === 'error')
      .map(({ file, subject, ownerLine }) => `${file}|${subject}|${ownerLine ?? ''}`),
  );
  const isBroken = ({ source, owner }: Query) =>
    broken.has(`${source.file.path}|${subjectOf(owner)}|${owner.position.line}`);
  const read = (query: Query | undefined) => metricsRead(query, known, MAX_RECORDS);
  const reading = (...queries: readonly (Query | undefined)[]) => {
    const all = queries.map(read);
    return {
      metrics: joined(all.flatMap(({ metrics }) => [...metrics])),
      labels: new Set(all.flatMap(({ labels }) => [...labels])),
    };
  };
  const at = (query: Query): Place => ({ file: query.source.file.path, ...query.owner.position });
  const conditionsOf = sloConditions(artifacts);
  return {
    panels: artifacts.flatMap(({ queries }) =>
      queries
        .filter((query) => query.owner.kind === 'panel' && !isBroken(query))
        .map((query) => ({ name: query.owner.name, at: at(query), ...reading(query) })),
    ),
    alerts: artifacts.flatMap(({ rules }) =>
      rules.flatMap((rule) =>
        rule.kind === 'alert' && rule.query && !isBroken(rule.query)
          ? [{ name: rule.name, at: at(rule.query), ...reading(rule.query), rule }]
          : [],
      ),
    ),
    slos: artifacts.flatMap(({ slos }) =>
      slos.map((slo) => ({
        name: slo.name,
        at: { file: slo.source.file.path, ...slo.position },
        ...reading(slo.good, slo.bad, slo.total, ...slo.windowed),
        // Sloth and Pyrra make the alerts of an objective themselves.
        isAlertedOn: slo.format !== 'OpenSLO' || conditionsOf(slo).length > 0,
      })),
    ),
  };
}

/** The metrics of the code that a query reads, and the labels that it selects by, through recording rules as well. */
function metricsRead(
  query: Query | undefined,
  known: Knowledge,
  left: number,
): Pick<Reader, 'metrics' | 'labels'> {
  const metrics: [MetricEntry, ReadonlySet<string>][] = [];
  const labels = new Set<string>();
  const root = query?.language === 'promql' ? query.expression.root : undefined;
  if (!root || left === 0) return { metrics: new Map(), labels };
  for (const { selector } of selectorsOf(root)) {
    for (const { label } of selector.matchers) labels.add(label);
    for (const name of selector.names) {
      const match = known.match(name);
      if (match.is === 'known') {
        for (const { metric } of match.families) metrics.push([metric, new Set([name])]);
      }
      if (match.is !== 'recorded') continue;
      for (const rule of match.rules) {
        const inner = metricsRead(rule.query, known, left - 1);
        metrics.push(...inner.metrics);
        for (const label of inner.labels) labels.add(label);
      }
    }
  }
  return { metrics: joined(metrics), labels };
}

function joined(each: readonly (readonly [MetricEntry, ReadonlySet<string>])[]): NamesRead {
  const all = new Map<MetricEntry, Set<string>>();
  for (const [metric, names] of each) {
    const known = all.get(metric) ?? new Set<string>();
    for (const name of names) known.add(name);
    all.set(metric, known);
  }
  return all;
}
