import type { LogCall } from './library-call.js';

/**
 * How it is known what a call's logger makes of its arguments:
 * - `records`: it is a logger of a library that writes records, or the project's own that is seen to write them;
 * - `settings`: somebody says so;
 * - `text`: it is a logger of a library that writes text for people, or the project's own that is seen to print it;
 * - `declared`: a method of the project declares its parameters, and what it does with them is not seen;
 * - `unresolved`: it is of a module that is not seen;
 * - `name`: it is only called like a logger.
 */
export type ContractProof = 'records' | 'settings' | 'text' | 'declared' | 'unresolved' | 'name';

/** What proves that what a rule asks to pass has a place in what is written. */
const PROVES: Readonly<Record<'field' | 'error', ReadonlySet<ContractProof>>> = {
  field: new Set(['records', 'settings']),
  error: new Set(['records', 'settings', 'text']),
};

function contractProofOf({ provenance, own, guessedFrom, dialect }: LogCall): ContractProof {
  if (provenance === 'name') return 'name';
  if (provenance === 'settings') return 'settings';
  if (guessedFrom !== undefined) return 'unresolved';
  if (own) return own.writes ?? 'declared';
  return dialect?.printsText ? 'text' : 'records';
}

/** Whether it is proven, by more than a name or a declaration, that a call's logger keeps a field or an error that it is given. */
export function hasProvenPlaceFor(what: 'field' | 'error', call: LogCall): boolean {
  return PROVES[what].has(contractProofOf(call));
}

/** Whether what a call's logger makes of its arguments is seen nowhere, and none of its parameters says that there is no place for more than text. */
export function isOpenContract(call: LogCall): boolean {
  const proof = contractProofOf(call);
  return (proof === 'name' || proof === 'unresolved' || proof === 'declared') && !call.own?.isTextAlone;
}
