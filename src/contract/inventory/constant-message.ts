import type { LogEntry } from './inventory.js';

/** Whether a record's message says the same each time: `*` stands for a value, `\*` for itself. */
export function hasConstantMessage({ message }: Pick<LogEntry, 'message'>): boolean {
  return message !== undefined && !/(?<!\\)\*/.test(message);
}
