import type { ArtifactFile, CollectorConfig, Query, Rule, ScrapeConfig, Slo, SloAlert } from './artifact.js';
import type { Owner } from './owner.js';
import { collectorAt } from './collector.js';
import { type CollectorCommand, collectorCommandAt } from './collector-command.js';
import { type CollectorRelease, collectorReleaseAt } from './collector-release.js';
import { variableAt } from './dashboard-variable.js';
import {
  type Data,
  type DataMap,
  type DataScalar,
  type Source,
  asString,
  child,
  stringSource,
  textOf,
} from './data.js';
import { queryOf } from './query.js';
import { readJson } from './read-json.js';
import { readYaml } from './read-yaml.js';
import { ruleAt } from './rule.js';
import { scrapeAt } from './scrape.js';
import { sloAt } from './slo.js';
import { sloAlertAt } from './slo-alert.js';
import type { SourceFile } from './source-file.js';
import type { Surroundings } from './surroundings.js';

/** Maps and lists inside of each other. */
const MAX_DEPTH = 100;

/** What is found in one file, as its documents are walked. */
export class Collected {
  readonly queries: Query[] = [];
  readonly rules: Rule[] = [];
  readonly slos: Slo[] = [];
  readonly sloAlerts: SloAlert[] = [];
  readonly collectors: CollectorConfig[] = [];
  readonly commands: CollectorCommand[] = [];
  readonly releases: CollectorRelease[] = [];
  readonly scrapes: ScrapeConfig[] = [];

  constructor(readonly file: SourceFile) {}

  get isEmpty(): boolean {
    const { queries, rules, slos, sloAlerts, collectors, commands, releases, scrapes } = this;
    return [queries, rules, slos, sloAlerts, collectors, commands, releases, scrapes].every(
      (list) => list.length === 0,
    );
  }

  artifact(isGenerated: boolean): ArtifactFile {
    const { file, queries, rules, slos, sloAlerts, collectors, commands, releases, scrapes } = this;
    return { file, isGenerated, queries, rules, slos, sloAlerts, collectors, commands, releases, scrapes };
  }
}

/** Finds what a document holds, wherever in it that stands: manifests, Helm values and config maps wrap it. */
export function collect(document: Data, source: Source, found: Collected): void {
  const nothing = { owner: undefined, datasource: undefined, manifest: undefined, embeddedAs: undefined };
  const whole = document.kind === 'map' ? document : undefined;
  walk(document, { source, depth: 0, document: whole, key: undefined, ...nothing, group: '' }, found);
}

function walk(data: Data, around: Surroundings, found: Collected): void {
  if (around.depth > MAX_DEPTH) return;
  if (data.kind === 'list') {
    for (const item of data.items) walk(item, { ...around, depth: around.depth + 1 }, found);
    return;
  }
  if (data.kind !== 'map') return;
  const inside = surroundingsIn(data, around);
  const slo = sloAt(data, inside);
  if (slo) {
    found.slos.push(slo.slo);
    found.queries.push(...slo.queries);
    const policies = child(data, 'spec', 'alertPolicies');
    if (policies) walk(policies, inside, found);
    return;
  }
  const sloAlert = sloAlertAt(data, inside.source);
  if (sloAlert) found.sloAlerts.push(sloAlert);
  const rule = ruleAt(data, inside);
  if (rule) {
    found.rules.push(rule);
    if (rule.query) found.queries.push(rule.query);
    if (!rule.isGrafana) return;
  }
  const query = rule ? undefined : (queryAt(data, inside) ?? variableAt(data, inside));
  if (query) found.queries.push(query);
  const collector = collectorAt(data, inside);
  if (collector) found.collectors.push(collector);
  const command = collectorCommandAt(data, inside);
  if (command) found.commands.push(command);
  const release = collectorReleaseAt(data, inside.source);
  if (release) found.releases.push(release);
  const scrape = scrapeAt(data, inside);
  if (scrape) found.scrapes.push(scrape);
  for (const [key, { value }] of data.entries) {
    const text = asString(value);
    if (text) embedded(key, text, inside, found);
    else walk(value, { ...inside, key }, found);
  }
}

function surroundingsIn(map: DataMap, around: Surroundings): Surroundings {
  const { source } = around;
  const title = asString(child(map, 'title')) ?? asString(child(map, 'spec', 'title'));
  const isGroup = child(map, 'rules')?.kind === 'list';
  const owner: Owner | undefined = title?.value
    ? { kind: 'panel', name: title.value, position: source.position(map.at) }
    : around.owner;
  return {
    ...around,
    depth: around.depth + 1,
    owner,
    datasource: datasourceOf(map) ?? around.datasource,
    manifest: map.entries.has('apiVersion') ? textOf(child(map, 'kind')) : around.manifest,
    group: isGroup ? (textOf(child(map, 'name')) ?? '') : around.group,
  };
}

function datasourceOf(map: DataMap): string | undefined {
  const datasource = child(map, 'datasource');
  const type = textOf(child(datasource, 'type')) ?? textOf(datasource);
  // A query of the second schema says it in its kind or group.
  const kind = textOf(child(map, 'kind'));
  const group = kind === 'DataQuery' ? textOf(child(map, 'group')) : undefined;
  return (
    type ??
    textOf(child(map, 'datasourceUid')) ??
    group ??
    (kind === 'prometheus' || kind === 'loki' ? kind : undefined)
  );
}

/** Keys that stand beside an expression in Grafana's models. */
const BESIDE_EXPRESSION = [
  ...['refId', 'legendFormat', 'format', 'datasource', 'editorMode', 'range', 'instant', 'interval', 'step'],
  ...['intervalFactor', 'queryType', 'exemplar', 'iconColor', 'titleFormat', 'hide', 'target'],
];

/** An expression of a panel or an annotation. */
function queryAt(map: DataMap, around: Surroundings): Query | undefined {
  const expr = asString(child(map, 'expr'));
  if (!expr || expr.value.trim() === '') return undefined;
  const isQuery =
    around.owner !== undefined || BESIDE_EXPRESSION.some((key) => map.entries.has(key)) || isTarget(around);
  if (!isQuery) return undefined;
  const name = asString(child(map, 'name'));
  const owner: Owner =
    name && map.entries.has('iconColor')
      ? { kind: 'annotation', name: name.value, position: around.source.position(map.at) }
      : (around.owner ?? { kind: 'query', name: '', position: around.source.position(map.at) });
  return queryOf(expr, around, owner);
}

function isTarget(around: Surroundings): boolean {
  return around.datasource !== undefined;
}

/** A document in a string: a config map's file, a custom resource's `json`. */
function embedded(
  key: string,
  text: DataScalar & { readonly value: string },
  around: Surroundings,
  found: Collected,
): void {
  const isFile = /\.(?:ya?ml|json|rules)$/i.test(key);
  if ((!isFile && !/^(?:json|config|content|values)$/.test(key)) || !/[:\n]/.test(text.value)) return;
  const source = stringSource(around.source, text);
  // `configs: { otel: { content: … } }`
  const embeddedAs = key === 'content' ? (around.key ?? key) : key;
  for (const document of documentsIn(source, isFile))
    walk(document, { ...around, source, owner: undefined, datasource: undefined, embeddedAs }, found);
}

/** The documents of an embedded text. What is no file by its name may be any text. */
function documentsIn(source: Source, isFile: boolean): readonly Data[] {
  try {
    return /^\s*\{(?!\{)/.test(source.text) ? [readJson(source)] : readYaml(source);
  } catch (error) {
    if (isFile && !source.text.includes('{{')) throw error;
    return [];
  }
}
