import type { Place } from '../inventory/inventory.js';

/** What was found out about one step: by code or artifacts that prove it, by none, or by some that show the opposite. */
export type State = 'proven' | 'not found' | 'contradicted';

/** A place that proves a step or shows that it is not reached. */
export interface Evidence {
  readonly what: string;
  readonly at: Place | undefined;
  /** How many more there are like it. */
  readonly more: number;
}

export interface LevelVerdict {
  /** 1 to 7. */
  readonly level: number;
  readonly title: string;
  readonly state: State;
  readonly evidence: readonly Evidence[];
  /** What to do where it is not proven. */
  readonly next: string;
  /** The rule or check that shows when it is done; none where only this audit does. */
  readonly provenBy: string | undefined;
}

/** How far a signal goes, each with the metric or artifact that shows it. */
export interface SignalVerdict {
  readonly signal: string;
  readonly emitted: string | undefined;
  readonly onDashboard: string | undefined;
  readonly alertedOn: string | undefined;
}

export interface ServiceAudit {
  readonly name: string;
  /** Its folder from the repository's root; `.` is the root. */
  readonly path: string;
  /** The highest level that is proven together with all below it: 0 to 7. */
  readonly level: number;
  readonly levels: readonly LevelVerdict[];
  readonly signals: readonly SignalVerdict[];
}

/** The audit of a repository: its services by path, and the packages that are none. */
export interface Audit {
  readonly version: 1;
  readonly services: readonly ServiceAudit[];
  readonly libraries: readonly string[];
}

/** The highest level that holds with all below it. */
export function levelOf(levels: readonly LevelVerdict[]): number {
  const missing = levels.findIndex(({ state }) => state !== 'proven');
  return missing < 0 ? levels.length : missing;
}

/** The first step that is not proven; none where all are. */
export function nextStep({ levels }: Pick<ServiceAudit, 'levels'>): LevelVerdict | undefined {
  return levels.find(({ state }) => state !== 'proven');
}

/** One piece of evidence for places that show the same. */
export function shown(what: string, places: readonly (Place | undefined)[]): readonly Evidence[] {
  const [at] = places;
  return places.length === 0 ? [] : [{ what, at, more: places.length - 1 }];
}
