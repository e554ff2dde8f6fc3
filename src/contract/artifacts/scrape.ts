import type { ScrapeConfig } from './artifact.js';
import type { Surroundings } from './surroundings.js';
import { type Data, type DataMap, child, entries, items, keysOf, textOf } from './data.js';

/** What a prometheus.yml, or a monitor of the operator, says of jobs and labels. */
export function scrapeAt(map: DataMap, around: Surroundings): ScrapeConfig | undefined {
  const kind = textOf(child(map, 'kind'));
  if (kind === 'ServiceMonitor' || kind === 'PodMonitor') return monitor(map, around);
  const configs = items(child(map, 'scrape_configs'));
  // Promtail calls its own so.
  if (configs.length === 0 || map.entries.has('positions') || map.entries.has('clients')) return undefined;
  const labels = new Set<string>(keysOf(child(map, 'global', 'external_labels')));
  for (const name of items(child(map, 'otlp', 'promote_resource_attributes')))
    labels.add((textOf(name) ?? '').replace(/\W/g, '_'));
  let labelsAreOpen = textOf(child(map, 'otlp', 'promote_all_resource_attributes')) === 'true';
  let jobsAreOpen = map.entries.has('scrape_config_files');
  const jobs: string[] = [];
  const unplacedJobs = new Set<string>();
  const renamed: string[] = [];
  for (const config of configs) {
    const job = textOf(child(config, 'job_name'));
    if (job !== undefined) jobs.push(job);
    if (job !== undefined && isUnplaced(config)) unplacedJobs.add(job);
    for (const [key, { value }] of entries(config)) {
      // Discovery may bring labels; names from DNS bring none.
      if (key.endsWith('_sd_configs') && key !== 'dns_sd_configs') labelsAreOpen = true;
      if (key === 'static_configs')
        for (const target of items(value))
          for (const label of keysOf(child(target, 'labels'))) labels.add(label);
    }
    const targets = new Set<string>();
    labelsAreOpen = relabelled(child(config, 'relabel_configs'), targets) || labelsAreOpen;
    labelsAreOpen = relabelled(child(config, 'metric_relabel_configs'), targets) || labelsAreOpen;
    renamed.push(...newNames(child(config, 'metric_relabel_configs')));
    for (const target of targets) labels.add(target);
    if (targets.has('job') || entries(config).some(([key]) => /^(?:file|http)_sd_configs$/.test(key)))
      jobsAreOpen = true;
    if (labels.has('job')) jobsAreOpen = true;
  }
  return { source: around.source, jobs, unplacedJobs, jobsAreOpen, labels, labelsAreOpen, renamed };
}

/** The machine itself, or what a script or a template fills in: `#API_URL`, `${API}:3000`, `<host>:3000`. */
const NO_PLACE =
  /^(?:https?:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])(?::|$)|^[#<%]|\$\{?\w|\{\{/;

/** Whether all targets that a job lists are such. */
function isUnplaced(config: Data): boolean {
  const targets = items(child(config, 'static_configs')).flatMap((each) => items(child(each, 'targets')));
  return targets.length > 0 && targets.every((target) => NO_PLACE.test(textOf(target) ?? ''));
}

/** Adds the labels that relabelling makes; says whether it makes ones that are not written. */
function relabelled(configs: Data | undefined, labels: Set<string>): boolean {
  let isOpen = false;
  for (const config of items(configs)) {
    const target = textOf(child(config, 'target_label') ?? child(config, 'targetLabel'));
    if (target !== undefined) labels.add(target);
    isOpen ||= textOf(child(config, 'action')) === 'labelmap' || (target?.includes('$') ?? false);
  }
  return isOpen;
}

/** The names that relabelling gives metrics: all of them where it writes no more than what its expression captures. */
function newNames(configs: Data | undefined): readonly string[] {
  return items(configs).flatMap((config) => {
    if (textOf(child(config, 'target_label') ?? child(config, 'targetLabel')) !== '__name__') return [];
    const replacement = textOf(child(config, 'replacement')) ?? '$1';
    return [replacement.replace(/\$\$?(?:\d+|\w+|\{\w+\})/g, '*')];
  });
}

/** The operator sets a job's name from the service's, and labels of the service and pod that are asked for. */
function monitor(map: DataMap, around: Surroundings): ScrapeConfig {
  const spec = child(map, 'spec');
  const labels = new Set<string>();
  for (const key of ['targetLabels', 'podTargetLabels'])
    for (const label of items(child(spec, key))) labels.add((textOf(label) ?? '').replace(/\W/g, '_'));
  let labelsAreOpen = false;
  const renamed: string[] = [];
  for (const endpoint of [...items(child(spec, 'endpoints')), ...items(child(spec, 'podMetricsEndpoints'))]) {
    for (const key of ['relabelings', 'metricRelabelings'])
      labelsAreOpen = relabelled(child(endpoint, key), labels) || labelsAreOpen;
    renamed.push(...newNames(child(endpoint, 'metricRelabelings')));
  }
  return {
    ...{ source: around.source, jobs: [], unplacedJobs: new Set(), jobsAreOpen: true },
    ...{ labels, labelsAreOpen, renamed },
  };
}
