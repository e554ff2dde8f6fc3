import { groupedBy } from '../../model/code/grouping.js';
import { basename, dirname } from '../../project/path.js';
import type { ArtifactFile, CollectorConfig } from './artifact.js';
import type { CollectorCommand, GivenConfig } from './collector-command.js';
import { type ComponentList, type Reference, extensionsOf, isWhole, pipelinesOf } from './pipelines.js';

/** Configurations that one Collector merges. */
export interface CollectorSet {
  /** In order, where a command says it. */
  readonly configs: readonly CollectorConfig[];
  /** Those whose lists are used so: of a folder, those that no command names. */
  readonly used: readonly CollectorConfig[];
  /** Nothing else is merged with them. */
  readonly isComplete: boolean;
  /** A list of a later one takes the place of an earlier one’s. */
  readonly replacesLists: boolean;
}

/** A list of components that a Collector uses in the end, and the configuration that it stands in. */
export interface UsedComponents {
  /** `pipeline traces`, `service` */
  readonly user: string;
  readonly of: ComponentList['of'] | 'extensions';
  readonly references: readonly Reference[];
  readonly config: CollectorConfig;
}

/**
 * The sets of configurations: those that a command gives to one Collector, and, of what no command names, those of a folder, which
 * may be given together. Certain ones first.
 */
export function collectorSets(artifacts: readonly ArtifactFile[]): readonly CollectorSet[] {
  const configs = artifacts.flatMap(({ collectors }) => collectors);
  if (configs.length === 0) return [];
  const byName = groupedBy(configs, ({ name }) => name);
  const started = artifacts
    .flatMap(({ commands }) => commands)
    .flatMap((command) => setOf(command, byName) ?? []);
  const isStarted = new Set(started.flatMap((set) => set.configs));
  const folders = groupedBy(configs, ({ source }) => dirname(source.file.path));
  const others = [...folders.values()].flatMap((configs) => {
    const used = configs.filter((config) => !isStarted.has(config));
    return used.length === 0 ? [] : [setOfFolder(configs, used)];
  });
  return [...started, ...others].sort((a, b) => Number(b.isComplete) - Number(a.isComplete));
}

/** All lists of components that a set comes to. */
export function usedComponents({ used, replacesLists }: CollectorSet): readonly UsedComponents[] {
  const lists = used.flatMap(listsOf);
  if (!replacesLists) return lists;
  return [...new Map(lists.map((list) => [`${list.user} ${list.of}`, list])).values()];
}

function listsOf(config: CollectorConfig): readonly UsedComponents[] {
  const extensions = extensionsOf(config);
  return [
    ...pipelinesOf(config).flatMap(({ id, lists }) =>
      lists.map((list) => ({ ...list, user: `pipeline ${id}`, config })),
    ),
    ...(extensions ? [{ of: 'extensions' as const, references: extensions, user: 'service', config }] : []),
  ];
}

function setOf(
  { file, configs, isOpen, appendsLists }: CollectorCommand,
  byName: ReadonlyMap<string, readonly CollectorConfig[]>,
): CollectorSet | undefined {
  const found = configs.map((given) => configOf(given, file, byName));
  const known = found.filter((config) => config !== undefined);
  if (known.length === 0) return undefined;
  return {
    configs: known,
    used: known,
    isComplete: !isOpen && known.length === found.length && !known.some(({ isValues }) => isValues),
    replacesLists: !appendsLists,
  };
}

/** The configuration that a command means: what is mounted there, else the one of that name that is nearest. */
function configOf(
  { path, mounted, inline }: GivenConfig,
  file: string,
  byName: ReadonlyMap<string, readonly CollectorConfig[]>,
): CollectorConfig | undefined {
  if (inline !== undefined) return byName.get(inline)?.find(({ source }) => source.file.path === file);
  if (mounted !== undefined) {
    const named = byName.get(basename(mounted)) ?? [];
    return named.find(({ source }) => source.file.path === mounted);
  }
  const named = byName.get(basename(path)) ?? [];
  const inFile = named.filter(({ source }) => source.file.path === file);
  const nearest = inFile.length > 0 ? inFile : named;
  return nearest.length === 1 ? nearest[0] : undefined;
}

function setOfFolder(configs: readonly CollectorConfig[], used: readonly CollectorConfig[]): CollectorSet {
  const [only, ...others] = configs;
  const isComplete = only !== undefined && others.length === 0 && isWhole(only);
  return { configs, used, isComplete, replacesLists: false };
}
