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
  readonly metrics: ReadonlySet<MetricEntry>;
  /** Labels that it selects by. */
  readonly labels: ReadonlySet<string>;
}

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
  const reading = (...queries: readonly (Query | undefined)[]) => ({
    metrics: new Set(queries.flatMap((query) => [...read(query).metrics])),
    labels: new Set(queries.flatMap((query) => [...read(query).labels])),
  });
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
): { readonly metrics: ReadonlySet<MetricEntry>; readonly labels: ReadonlySet<string> } {
  const metrics = new Set<MetricEntry>();
  const labels = new Set<string>();
  const root = query?.language === 'promql' ? query.expression.root : undefined;
  if (!root || left === 0) return { metrics, labels };
  for (const { selector } of selectorsOf(root)) {
    for (const { label } of selector.matchers) labels.add(label);
    for (const name of selector.names) {
      const match = known.match(name);
      if (match.is === 'known') for (const { metric } of match.families) metrics.add(metric);
      if (match.is !== 'recorded') continue;
      for (const rule of match.rules) {
        const inner = metricsRead(rule.query, known, left - 1);
        for (const metric of inner.metrics) metrics.add(metric);
        for (const label of inner.labels) labels.add(label);
      }
    }
  }
  return { metrics, labels };
}
