import { type Audit, nextStep } from '../audit.js';
import { levelName } from './words.js';

/** The audit as JSON, which says the next step of each service beside its levels. */
export function jsonAudit({ version, services, libraries }: Audit): string {
  const withNext = services.map((service) => ({
    ...service,
    levelName: levelName(service.level),
    nextStep: nextStep(service)?.next ?? null,
  }));
  return `${JSON.stringify({ version, services: withNext, libraries }, undefined, 2)}\n`;
}

/** What shields.io makes a badge of: https://shields.io/badges/endpoint-badge. The lowest level of all services counts. */
export function badgeOf({ services }: Audit): string {
  const level = Math.min(...services.map((service) => service.level));
  const isKnown = Number.isFinite(level);
  const colors = ['red', 'orange', 'orange', 'yellow', 'yellowgreen', 'green', 'brightgreen', 'brightgreen'];
  return `${JSON.stringify({
    schemaVersion: 1,
    label: 'observability',
    message: isKnown ? `level ${level} of 7` : 'no service',
    color: isKnown ? colors[level] : 'lightgrey',
  })}\n`;
}
