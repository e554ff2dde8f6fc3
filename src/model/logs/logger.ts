import type { Dialect } from '../../catalog/schema.js';
import type { OwnValue } from '../values/provenance.js';
import type { LoggerFacts } from './dialect-text.js';

/** A logger that a record can be written with. */
export interface Logger extends Omit<LoggerFacts, 'redacts'>, Partial<Pick<LoggerFacts, 'redacts'>> {
  readonly dialect: Dialect;
  /** Source text of the logger. */
  readonly text: string;
  /** The module that makes it is seen. */
  readonly isMakingSeen?: boolean;
  /** It is one of the project's own that is given text alone, and what its methods take. */
  readonly texts?: TextTarget;
}

/** What a method of a logger takes that logs its text alone. */
export interface TextMethod {
  /** An error after the text, which it prints whole; one that it cannot do without where it is `needed`. */
  readonly error: 'none' | 'taken' | 'needed';
  readonly returnsUndefined: boolean;
}

/** A logger of the project's own whose methods are seen to log the text that they are given, and nothing else of it. */
export interface TextTarget {
  readonly own: OwnValue;
  readonly methods: ReadonlyMap<string, TextMethod>;
}
