import { type DataMap, type Source, child, textOf } from './data.js';
import type { Position } from './source-file.js';

/** A release of the Collector that an image is pinned to. */
export interface CollectorRelease {
  /** `98` of `0.98.0`: each is a minor one. */
  readonly minor: number;
  readonly file: string;
  readonly position: Position;
}

const IMAGE = /(?:^|\/)(?:opentelemetry-collector|otelcol)[\w-]*(?::v?([\w.-]+))?(?:@.*)?$/;

/** The release of an image: `image: otel/opentelemetry-collector:0.98.0`, or a chart's `image: { repository, tag }`. */
export function collectorReleaseAt(map: DataMap, source: Source): CollectorRelease | undefined {
  const image = child(map, 'image');
  const name = textOf(image) ?? textOf(child(image, 'repository'));
  if (!image || name === undefined) return undefined;
  return collectorReleaseOf(name, source, image.at, textOf(child(image, 'tag')));
}

/** The release that the name of an image says, or a tag beside it. */
export function collectorReleaseOf(
  image: string,
  source: Source,
  at: number,
  beside?: string,
): CollectorRelease | undefined {
  const [repository, tag] = IMAGE.exec(image) ?? [];
  if (repository === undefined) return undefined;
  const minor = /^v?0\.(\d+)(?:\.|$)/.exec(tag ?? beside ?? '')?.[1];
  if (minor === undefined) return undefined;
  return { minor: Number(minor), file: source.file.path, position: source.position(at) };
}
