import type { Evidence, SignalVerdict, State } from '../audit.js';

/** The names of the levels, the lowest first. */
export const LEVEL_NAMES = [
  'dark',
  'a logger',
  'structured',
  'correlated',
  'metrics',
  'errors',
  'traces',
  'SLOs',
] as const;

export const MARKS: Readonly<Record<State, string>> = { proven: '✓', 'not found': '–', contradicted: '✗' };

export function levelName(level: number): string {
  return LEVEL_NAMES[level] ?? String(level);
}

/** `logs with pino (src/logger.ts:3, 41 more)` */
export function evidenceText({ what, at, more }: Evidence): string {
  const where = [at ? `${at.file}:${at.line}` : '', more > 0 ? `${more} more` : ''].filter(
    (part) => part !== '',
  );
  return where.length === 0 ? what : `${what} (${where.join(', ')})`;
}

/** How far a signal goes: `emitted` alone is of no use at 2 a.m. */
export function signalText({ emitted, onDashboard, alertedOn }: SignalVerdict): string {
  if (emitted === undefined) return 'not emitted';
  return [
    `emitted (${emitted})`,
    onDashboard === undefined ? 'on no dashboard' : 'on a dashboard',
    alertedOn === undefined ? 'no alert' : `alerted on (${alertedOn})`,
  ].join(', ');
}
