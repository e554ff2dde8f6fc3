import type { ArtifactFile, Query } from '../artifacts/artifact.js';
import type { Owner } from '../artifacts/owner.js';
import type { Source } from '../artifacts/data.js';
import type { Position } from '../artifacts/source-file.js';
import type { Place } from '../inventory/inventory.js';
import type { Knowledge } from '../matching/knowledge.js';

/** Errors are what is certainly broken; warnings what most likely is; infos what is worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** A judgement of what reads telemetry, held against what the code emits: pure, one file a check. */
export interface Check {
  readonly id: string;
  /** What it finds, in one line. */
  readonly summary: string;
  /** The gravest that it says. */
  readonly severity: Severity;
  /** Only with `--strict`. */
  readonly isStrict?: boolean;
  /** Judges one file. */
  judge?(artifact: ArtifactFile, known: Knowledge): Iterable<Finding>;
  /** Judges what shows only over all files. */
  judgeAll?(artifacts: readonly ArtifactFile[], known: Knowledge): Iterable<Finding>;
}

export interface Finding {
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly position: Position;
  readonly end: Position | undefined;
  /** The alert, panel or component that it is in. */
  readonly subject: string;
  /** What it is about: a metric, a label. With the check, file and subject, it makes a finding's id. */
  readonly name: string;
  /** Other places that prove it. */
  readonly related: readonly RelatedPlace[];
  /** Where its owner begins: a comment there excuses it. */
  readonly ownerLine: number | undefined;
}

export interface RelatedPlace {
  readonly message: string;
  readonly at: Place;
}

export interface Said {
  readonly severity: Severity;
  readonly message: string;
  readonly name: string;
  readonly related?: readonly RelatedPlace[];
}

/** A finding on a part of a query. */
export function inQuery(
  query: Query,
  span: { readonly from: number; readonly to: number },
  said: Said,
): Finding {
  return {
    ...said,
    related: said.related ?? [],
    file: query.source.file.path,
    position: query.source.position(span.from),
    end: query.source.position(span.to),
    subject: subjectOf(query.owner),
    ownerLine: query.owner.position.line,
  };
}

/** A finding on a thing as a whole. */
export function atOwner(owner: Owner, source: Pick<Source, 'file'>, said: Said): Finding {
  return {
    ...said,
    related: said.related ?? [],
    file: source.file.path,
    position: owner.position,
    end: undefined,
    subject: subjectOf(owner),
    ownerLine: owner.position.line,
  };
}

/** A finding at a place of a file. */
export function atPosition(file: string, position: Position, subject: string, said: Said): Finding {
  return {
    ...said,
    related: said.related ?? [],
    file,
    position,
    end: undefined,
    subject,
    ownerLine: undefined,
  };
}

export function subjectOf({ kind, name }: Owner): string {
  return name === '' ? kind : `${kind} ${name}`;
}

/** Names in a sentence: `a`, `b` and 3 more. */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`;
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}

/** Where the code defines what a finding is about. */
export function definedAt(places: readonly Place[], name: string): readonly RelatedPlace[] {
  return places.slice(0, 3).map((at) => ({ message: `\`${name}\` is defined here`, at }));
}
