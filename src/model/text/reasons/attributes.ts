import type { SensitiveKind } from '../../../catalog/attributes/sensitive.js';
import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** What a value is that OpenTelemetry drops when it is set as an attribute. */
export interface LostValueReasons {
  null: CodeAlone;
  undefined: CodeAlone;
  regexp: CodeAlone;
  bigint: CodeAlone;
  object: CodeAlone;
  function: CodeAlone;
  instance: { readonly subject: string };
  'array-of-arrays': CodeAlone;
  'array-with': { readonly element: LostValueReason };
  'array-of-types': { readonly types: readonly string[] };
}

export type LostValueReason = ReasonsOf<LostValueReasons>;

/** Follow `The attribute "key" is`. */
export const LOST_VALUE_TEXTS: Texts<LostValueReasons> = {
  null: '`null`',
  undefined: '`undefined`',
  regexp: 'a RegExp',
  bigint: 'a bigint',
  object: 'an object',
  function: 'a function',
  instance: ({ subject }) => `${/^[AEIOU](?!R)/.test(subject) ? 'an' : 'a'} ${subject}`,
  'array-of-arrays': 'an array of arrays',
  'array-with': ({ element }) => `an array with ${lostValueText(element)} in it`,
  'array-of-types': ({ types }) => `an array of ${types.join(' and ')} values`,
};

function lostValueText<Code extends keyof LostValueReasons>(
  reason: ReasonsOf<LostValueReasons, Code>,
): string {
  const text: Texts<LostValueReasons>[Code] = LOST_VALUE_TEXTS[reason.code];
  return typeof text === 'string' ? text : text(reason);
}

/** What tracing calls are given that OpenTelemetry ignores, and what to write instead. */
export interface IgnoredOptionReasons {
  'parent-span-option': { readonly evidence: string };
  'parent-context-option': CodeAlone;
  'renamed-option': { readonly subject: string };
}

export type IgnoredOptionReason = ReasonsOf<IgnoredOptionReasons>;

/** Sentences of their own, without the full stop. */
export const IGNORED_OPTION_TEXTS: Texts<IgnoredOptionReasons> = {
  'parent-span-option': ({ evidence }) => `Pass \`trace.setSpan(context.active(), ${evidence})\` third`,
  'parent-context-option': 'Pass the context third',
  'renamed-option': ({ subject }) => `Name it \`${subject}\``,
};

/** What a named value reveals. */
export type DisclosureReasons = Readonly<
  Record<SensitiveKind | 'header-credentials' | 'environment' | 'request-options', CodeAlone>
>;

export type DisclosureReason = ReasonsOf<DisclosureReasons>;

/** Follow "puts" and precede "into the logs". */
export const DISCLOSURE_TEXTS: Texts<DisclosureReasons> = {
  secret: 'a secret',
  password: 'a password',
  'password-hash': 'a password hash',
  'connection-string': 'a connection string',
  'card-data': 'card data',
  'identity-data': 'identity data',
  'email-address': 'an e-mail address',
  'phone-number': 'a phone number',
  environment: 'all environment variables',
  'request-options': 'the credentials of the request',
  'header-credentials': 'the credentials among the headers',
};
