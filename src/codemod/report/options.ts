import type { Colors } from 'picocolors/types.js';
import { printable } from '../../model/text/printable.js';
import { shown } from '../files.js';

export interface ReportOptions {
  readonly cwd: string;
  readonly colors: Colors;
  /** Nothing was written: it was a preview or a check. */
  readonly preview: boolean;
}

/** A path of the user's tree, to be printed. */
export function pathText(path: string, cwd: string): string {
  return printable(shown(path, cwd));
}

/** `1 call`, `2 calls`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
