import { HOLE } from '../../model/values/text-pattern.js';
import { basename, relative } from '../../project/path.js';
import type { Package } from '../../project/packages.js';
import { emittedMetrics } from './emitted-metrics.js';
import { times } from './estimate.js';
import type {
  DefinitionFact,
  FileFacts,
  HandedFact,
  LabelFact,
  NamingExporter,
  ObservationFact,
} from './facts.js';
import type { Exporter, MetricEntry, PackageInventory } from './inventory.js';
import { type JoinedMetric, byPlace, compare, joinMetrics, placesOf } from './join-metrics.js';
import { joinLogs, joinSpans } from './join-others.js';
import { EXPOSITION } from './read-exposition.js';
import type { MetricMakers } from './metric-makers.js';
import { familiesOf, namedLabel } from './names/families.js';
import { throughTypes } from './typed-members.js';

/** What was read of the files of one package. */
export interface PackageFacts {
  readonly owner: Package;
  readonly files: readonly FileFacts[];
}

/** Makes the entries of all packages, sorted by their folders. */
export function packageInventories(
  packages: readonly PackageFacts[],
  makers: MetricMakers,
  handed: readonly HandedFact[],
  folder: string,
): readonly PackageInventory[] {
  // A metric may be made in one package, observed in another and exported by a third.
  const files = packages.flatMap((each) => each.files);
  const observations = makers.observed(
    throughTypes(
      files.flatMap((file) => file.observations),
      handed,
    ),
  );
  const exporters = exportersOf(files);
  return packages
    .map((each) => packageInventory(each, makers, observations, exporters, folder))
    .sort((a, b) => compare(a.path, b.path));
}

function packageInventory(
  { owner, files }: PackageFacts,
  makers: MetricMakers,
  observations: readonly ObservationFact[],
  all: readonly NamingExporter[],
  folder: string,
): PackageInventory {
  const made = makers.resolved(files.flatMap((file) => file.definitions));
  const definitions = made.filter((each) => !isUnseen(each));
  const setup = files.flatMap((file) => file.setup);
  const joined = [
    ...joinMetrics(definitions, observations),
    ...emittedMetrics(setup.flatMap(({ emitted }) => emitted)),
  ];
  const own = exportersOf(files);
  const exporters = own.length > 0 ? own : all;
  const given = setup.flatMap(({ defaultLabels }) => defaultLabels);
  // Each call replaces what the one before gave: one of a name is on a series.
  const defaults = [...new Map(given.map((label) => [label.name, label])).values()];
  const path = relative(folder, owner.root);
  return {
    name: owner.name ?? basename(owner.root),
    path: path === '' ? '.' : path,
    exporters: usedBy(joined, exporters),
    metrics: joined
      .map((metric) => metricEntry(metric, defaults, exporters))
      .sort((a, b) => compare(a.name, b.name) || compare(a.library, b.library) || compare(a.kind, b.kind)),
    unseenMetrics: placesOf([
      ...made.filter(isUnseen),
      ...files.flatMap(({ unseen }) => unseen.map((place) => ({ place }))),
    ]),
    logs: joinLogs(files.flatMap(({ logs }) => logs)),
    spans: joinSpans(files),
    calls: files.flatMap(({ calls }) => calls).sort((a, b) => byPlace(a.at, b.at)),
  };
}

/** Whether it is a header in a text of which no caller is seen that names it. */
function isUnseen({ library, names }: DefinitionFact): boolean {
  return library === EXPOSITION && names.includes(HOLE);
}

function exportersOf(files: readonly FileFacts[]): readonly NamingExporter[] {
  return files.flatMap(({ setup }) => setup.flatMap(({ exporters }) => exporters));
}

/** The exporters that some metric goes through, prom-client's own registry among them. */
function usedBy(metrics: readonly JoinedMetric[], exporters: readonly NamingExporter[]): readonly Exporter[] {
  const has = (namedBy: JoinedMetric['namedBy']) => metrics.some((metric) => metric.namedBy === namedBy);
  const registry: Exporter = { kind: 'registry', at: undefined };
  return [
    ...(has('registry') ? [registry] : []),
    ...exporters
      .filter(({ kind }) => has(kind === 'statsd' ? 'statsd' : 'otel'))
      .map(({ kind, at }) => ({ kind, at }))
      .sort((a, b) => compare(a.kind, b.kind) || (a.at && b.at ? byPlace(a.at, b.at) : 0)),
  ];
}

function metricEntry(
  { namedBy, ...metric }: JoinedMetric,
  defaults: readonly LabelFact[],
  exporters: readonly NamingExporter[],
): MetricEntry {
  const families = familiesOf({ ...metric, namedBy }, exporters);
  const labels = metric.labels.map((label) => namedLabel(label, namedBy, exporters));
  // Text that code writes by itself has no registry.
  const isRegistered = namedBy === 'registry' && metric.library !== EXPOSITION;
  if (!isRegistered || defaults.length === 0) return { ...metric, families, labels };
  const names = new Set(labels.map(({ name }) => name));
  const added = defaults.filter(({ name }) => !names.has(name)).map(onceInAProcess);
  return {
    ...metric,
    families,
    labels: [...labels, ...added.map((each) => ({ ...each, writtenName: undefined }))].sort((a, b) =>
      compare(a.name, b.name),
    ),
    series: times([metric.series, ...added.map(({ values }) => values)]),
  };
}

/** A label of the whole registry has one value while the process runs. */
function onceInAProcess(label: LabelFact): LabelFact {
  return label.list ? label : { ...label, values: { is: 'bounded', count: 1 } };
}
