import type { Position } from './source-file.js';

/** What an expression belongs to: an alert, a panel. */
export interface Owner {
  readonly kind: 'alert' | 'record' | 'panel' | 'variable' | 'annotation' | 'slo' | 'query';
  readonly name: string;
  /** Where it begins. */
  readonly position: Position;
}
