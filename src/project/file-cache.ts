import type { Entry, Host, Stat } from './host.js';
import { basename, dirname } from './path.js';

/** Characters of the texts that are kept for the questions that each read every file of a package. */
const MAX_TEXTS = 2 ** 25;
/** Directories whose entries are kept. */
const MAX_LISTINGS = 5000;

interface KeptText {
  readonly stamp: string;
  readonly text: string;
}

interface Listing {
  readonly stamp: string;
  readonly entries: readonly Entry[];
  readonly kinds: ReadonlyMap<string, Entry['kind']>;
}

/**
 * What a host answers, kept: what a path is until `forget`, and a file's text or a directory's entries until its stamp changes.
 */
export class FileCache {
  private stats = new Map<string, Stat | undefined>();
  private readonly texts = new Map<string, KeptText>();
  private textLength = 0;
  private readonly listings = new Map<string, Listing>();

  constructor(private readonly host: Host) {}

  /** Says that what is on disk may have changed. */
  forget(): void {
    if (this.stats.size > 0) this.stats = new Map();
  }

  stat(path: string): Stat | undefined {
    const known = this.stats.get(path);
    if (known || this.stats.has(path)) return known;
    const stat = this.host.stat(path);
    this.stats.set(path, stat);
    return stat;
  }

  /** A file's text, without a byte order mark; undefined where there is none, or one of more bytes than `maxBytes`. */
  read(path: string, maxBytes: number): string | undefined {
    const stat = this.stat(path);
    if (stat?.kind !== 'file' || stat.size > maxBytes) return undefined;
    const kept = this.texts.get(path);
    if (kept?.stamp === stat.stamp) return kept.text;
    const text = this.host.read(path);
    if (text !== undefined) this.keep(path, { stamp: stat.stamp, text });
    return text;
  }

  entries(directory: string): readonly Entry[] {
    return this.listing(directory)?.entries ?? [];
  }

  /** What stands at a path, by its directory's list where that says it: a module has a dozen paths that it may stand at. */
  kindOf(path: string): Stat['kind'] | undefined {
    const directory = dirname(path);
    const listing = this.listing(directory);
    if (!listing) return undefined;
    const kind = listing.kinds.get(basename(path));
    const isKnown = kind === 'file' || kind === 'directory' || (kind === undefined && listing.kinds.size > 0);
    return isKnown ? kind : (this.stats.get(path) ?? this.host.stat(path))?.kind;
  }

  /** A directory's entries; undefined where there is none. */
  private listing(directory: string): Listing | undefined {
    const stamp = this.stat(directory)?.stamp;
    if (stamp === undefined) return undefined;
    const kept = this.listings.get(directory);
    if (kept?.stamp === stamp) return kept;
    const entries = this.host.entries(directory);
    const listing = { stamp, entries, kinds: new Map(entries.map(({ name, kind }) => [name, kind])) };
    if (this.listings.size >= MAX_LISTINGS) this.listings.clear();
    this.listings.set(directory, listing);
    return listing;
  }

  /** Keeps a text; those that were read first make room. */
  private keep(path: string, kept: KeptText): void {
    this.drop(path);
    this.texts.set(path, kept);
    this.textLength += kept.text.length;
    for (const oldest of this.texts.keys()) {
      if (this.textLength <= MAX_TEXTS) break;
      this.drop(oldest);
    }
  }

  private drop(path: string): void {
    this.textLength -= this.texts.get(path)?.text.length ?? 0;
    this.texts.delete(path);
  }
}
