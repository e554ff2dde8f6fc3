import { type Dirent, readFileSync, readdirSync, statSync } from 'node:fs';

/** What stands in a directory; nothing where it cannot be read. */
export function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** The text of a file; empty where it cannot be read, or has more bytes than are looked at. */
export function textOf(path: string, maxBytes: number): string {
  try {
    return statSync(path).size > maxBytes ? '' : readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
