import { readsIn } from '../artifacts/reads.js';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError, reasonOf } from '../../codemod/files.js';
import type { ArtifactFile } from '../artifacts/artifact.js';
import { tailSamplersOf } from '../artifacts/sampling-policies.js';
import { child, textOf } from '../artifacts/data.js';
import type { Inventory, MetricEntry } from '../inventory/inventory.js';
import { readBaseline } from './baseline.js';
import { type CheckResult, checkArtifacts } from './check-artifacts.js';
import { missingDependencies } from './dependencies.js';
import { type FoundArtifacts, findArtifacts } from './find-artifacts.js';
import { mentionsIn } from './mentions.js';
import { metricsOfMetadata, metricsOfScrape } from './observed.js';
import { contractSettings } from './settings.js';

/** What the user asks for. */
export interface CheckRequest {
  /** The folder that paths are told from: the repository. */
  readonly root: string;
  /** Files or folders of artifacts. */
  readonly paths: readonly string[];
  /** Everything that the code emits, in as many repositories as there are. */
  readonly inventory: Inventory;
  readonly external: readonly string[];
  readonly prefix: string | undefined;
  /** Texts that /metrics returned. */
  readonly scrapes: readonly string[];
  /** Answers of /api/v1/metadata. */
  readonly metadata: readonly string[];
  readonly baseline: string | undefined;
  readonly isStrict: boolean;
}

/** Finds the artifacts and holds them against the inventory. Throws an InputError for what the user got wrong. */
export function runCheck(request: CheckRequest): CheckResult {
  const { root, inventory } = request;
  const settings = contractSettings(root);
  const asked = findArtifacts(request.paths, root);
  const isAll = request.paths.some((path) => resolve(root, path) === root);
  // Rules record what others read, and Prometheus' configuration sets labels: files of the repository that are not asked about, too.
  const found = isAll ? asked : withOthers(asked, findArtifacts(['.'], root));
  const mentions = mentionsIn(
    root,
    () => namesIn(found.artifacts),
    () => attributesIn(found.artifacts),
  );
  return checkArtifacts({
    ...found,
    inventory,
    external: [...settings.external, ...request.external],
    prefix: request.prefix ?? settings.prefix,
    observed: [
      ...request.scrapes.flatMap((path) => scrapeOf(path, root)),
      ...request.metadata.flatMap((path) => metadataOf(path, root)),
    ],
    mentioned: (name, isExact) => mentions.metric(name, isExact),
    missingDependencies: () => missingDependencies(root),
    hasOtherEmitters: () => mentions.hasOtherEmitters(),
    mayHaveOtherEmitters: () => mentions.mayHaveOtherEmitters(),
    mentionedAttribute: (name) => mentions.attribute(name),
    isStrict: request.isStrict,
    disabled: new Set(settings.disable),
    baseline: request.baseline === undefined ? new Set() : readBaseline(resolve(root, request.baseline)),
    only: isAll ? undefined : filesOf(asked),
  });
}

function filesOf({ artifacts, skipped }: FoundArtifacts): ReadonlySet<string> {
  return new Set([...artifacts.map(({ file }) => file.path), ...skipped.map(({ file }) => file)]);
}

function withOthers(asked: FoundArtifacts, all: FoundArtifacts): FoundArtifacts {
  const files = filesOf(asked);
  return {
    artifacts: [...asked.artifacts, ...all.artifacts.filter(({ file }) => !files.has(file.path))],
    skipped: [...asked.skipped, ...all.skipped.filter(({ file }) => !files.has(file))],
  };
}

function read(path: string, root: string): string {
  try {
    return readFileSync(resolve(root, path), 'utf8');
  } catch (error) {
    throw new InputError(`${path}: ${reasonOf(error)}`);
  }
}

function scrapeOf(path: string, root: string): readonly MetricEntry[] {
  const metrics = metricsOfScrape(read(path, root));
  if (metrics.length === 0) throw new InputError(`${path}: no metrics in it`);
  return metrics;
}

function metadataOf(path: string, root: string): readonly MetricEntry[] {
  let json: unknown;
  try {
    json = JSON.parse(read(path, root));
  } catch (error) {
    throw error instanceof SyntaxError ? new InputError(`${path}: not valid JSON`) : error;
  }
  const metrics = metricsOfMetadata(json);
  if (!metrics) throw new InputError(`${path}: not an answer of /api/v1/metadata`);
  return metrics;
}

/** The metrics that artifacts name. */
function* namesIn(artifacts: readonly ArtifactFile[]): Generator<string> {
  for (const artifact of artifacts)
    for (const { selector } of readsIn(artifact)) yield* selector.names.filter((name) => !name.includes('*'));
}

/** The attributes that sampling policies name, and the fields of records that log queries do. */
function* attributesIn(artifacts: readonly ArtifactFile[]): Generator<string> {
  for (const query of artifacts.flatMap(({ queries }) => queries))
    if (query.language === 'logql')
      for (const { fields } of query.query.pipelines) yield* fields.map(({ name }) => name);
  for (const config of artifacts.flatMap(({ collectors }) => collectors))
    for (const { policies } of tailSamplersOf(config))
      for (const { type, data } of policies) {
        const key = textOf(child(data, type, 'key'));
        if (key !== undefined) yield key;
      }
}
