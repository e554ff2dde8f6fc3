import type { Level } from '../../catalog/schema.js';

/** What becomes of a value inside of a sentence: a placeholder with its field's name, or nothing. */
export type MessageStyle = 'template' | 'strip';

/** How a project wants its records worded, where it says so. */
export interface Wording {
  /** The level of a method of the console, where it is not that of its name: `{ log: 'debug' }`. */
  readonly levels?: Readonly<Record<string, Level>>;
  readonly messageStyle?: MessageStyle;
  /** Names of fields, by the value as it is written (`user.id`) or by the name that it would get (`uid`). */
  readonly glossary?: Readonly<Record<string, string>>;
}
