import { type Position, SourceFile } from './source-file.js';
import { type Spelling, offsetsOf } from './spelling.js';

/** What a YAML or JSON document holds, with the places where it stands. Both formats, and one inside of the other, are one. */
export type Data = DataMap | DataList | DataScalar;

export interface DataMap {
  readonly kind: 'map';
  readonly at: number;
  readonly entries: ReadonlyMap<string, DataEntry>;
}

export interface DataEntry {
  readonly keyAt: number;
  readonly value: Data;
}

export interface DataList {
  readonly kind: 'list';
  readonly at: number;
  readonly items: readonly Data[];
}

export interface DataScalar {
  readonly kind: 'scalar';
  readonly at: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
  readonly spelling: Spelling;
}

/** The text that a document is read from: a file, or a string in one. Offsets of data are offsets of it. */
export interface Source {
  readonly file: SourceFile;
  readonly text: string;
  /** Where an offset of the text stands in the file. */
  position(offset: number): Position;
}

export function fileSource(file: SourceFile): Source {
  return { file, text: file.text, position: (offset) => file.position(offset) };
}

/** A string of a document as a text of its own: offsets of its value lead back to the file. */
export function stringSource(source: Source, scalar: DataScalar): Source {
  const text = String(scalar.value);
  let offsets: readonly number[] | undefined;
  return {
    file: source.file,
    text,
    position: (offset) => {
      offsets ??= offsetsOf(text, source.text.slice(scalar.at, scalar.end), scalar.spelling);
      const at = offsets[Math.min(Math.max(offset, 0), offsets.length - 1)] ?? 0;
      return source.position(scalar.at + at);
    },
  };
}

/** What stands under a path of keys. */
export function child(data: Data | undefined, ...path: readonly string[]): Data | undefined {
  let at = data;
  for (const key of path) at = at?.kind === 'map' ? at.entries.get(key)?.value : undefined;
  return at;
}

/** The items of a list; none where it is something else. */
export function items(data: Data | undefined): readonly Data[] {
  return data?.kind === 'list' ? data.items : [];
}

/** The entries of a map; none where it is something else. */
export function entries(data: Data | undefined): readonly (readonly [string, DataEntry])[] {
  return data?.kind === 'map' ? [...data.entries] : [];
}

/** A scalar that is a string. */
export function asString(data: Data | undefined): (DataScalar & { readonly value: string }) | undefined {
  return data?.kind === 'scalar' && typeof data.value === 'string'
    ? (data as DataScalar & { readonly value: string })
    : undefined;
}

/** The text of a string, number or boolean. */
export function textOf(data: Data | undefined): string | undefined {
  return data?.kind === 'scalar' && data.value !== null ? String(data.value) : undefined;
}

export function keysOf(data: Data | undefined): readonly string[] {
  return data?.kind === 'map' ? [...data.entries.keys()] : [];
}

/** The texts of a map's entries. */
export function textsOf(map: Data | undefined): ReadonlyMap<string, string> {
  return new Map(entries(map).map(([key, { value }]) => [key, textOf(value) ?? '']));
}
