import { readsIn } from '../artifacts/reads.js';
import type { ArtifactFile } from '../artifacts/artifact.js';
import type { Inventory, MetricEntry } from '../inventory/inventory.js';
import { byPlace } from '../inventory/join-metrics.js';
import { MetricIndex } from '../matching/metric-index.js';
import type { Changes, MetricChange, Reader } from './changes.js';

/** The changes that break something, each with those who read the metric as it was. */
export function withReaders(
  changes: Changes,
  before: Inventory,
  artifacts: () => readonly ArtifactFile[],
): Changes {
  const broken = new Set(changes.metrics.flatMap((each) => (each.isBreak ? [each.name] : [])));
  if (broken.size === 0) return changes;
  const metrics = before.packages.flatMap((each) => each.metrics).filter(({ name }) => broken.has(name));
  const uses = usesOf(metrics, artifacts());
  return {
    ...changes,
    metrics: changes.metrics.map((change) => {
      if (!change.isBreak) return change;
      const mentions = mentionOf(change);
      const readers = (uses.get(change.name) ?? []).filter(({ text }) =>
        mentions.every((pattern) => pattern.test(text)),
      );
      return { ...change, readers: unique(readers.map(({ reader }) => reader)) };
    }),
  };
}

interface Use {
  readonly reader: Reader;
  /** The expression. */
  readonly text: string;
}

/** The expressions that read metrics, by the metrics' names. */
function usesOf(
  metrics: readonly MetricEntry[],
  artifacts: readonly ArtifactFile[],
): ReadonlyMap<string, readonly Use[]> {
  const index = new MetricIndex(metrics);
  const uses = new Map<string, Use[]>();
  for (const artifact of artifacts)
    for (const { query, selector } of readsIn(artifact)) {
      const { owner, source, expression } = query;
      const reader: Reader = {
        kind: owner.kind,
        name: owner.name,
        at: { file: source.file.path, ...source.position(selector.from) },
      };
      for (const { metric } of selector.names.flatMap((name) => index.find(name))) {
        const known = uses.get(metric.name) ?? [];
        known.push({ reader, text: expression.text });
        uses.set(metric.name, known);
      }
    }
  return uses;
}

/** What an expression has to mention for a change to matter to it: a label that is gone, a value of it. */
function mentionOf(change: MetricChange): readonly RegExp[] {
  if (change.change === 'labels') return [anyWord(change.removed)];
  if (change.change === 'values') return [anyWord([change.label]), anyWord(change.removed)];
  return change.change === 'buckets' ? [/\b(?:le|_bucket)\b|_bucket\b/] : [];
}

function anyWord(words: readonly string[]): RegExp {
  return new RegExp(`(?<!\\w)(?:${words.map((word) => word.replace(/\W/g, '\\$&')).join('|')})(?!\\w)`);
}

function unique(readers: readonly Reader[]): readonly Reader[] {
  const each = new Map(
    readers.map((reader) => [JSON.stringify([reader.kind, reader.name, reader.at.file]), reader]),
  );
  return [...each.values()].sort((a, b) => byPlace(a.at, b.at));
}
