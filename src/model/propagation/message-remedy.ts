import { INSTRUMENTED_BY } from '../../catalog/setup/instrumentation.js';
import type { Covered, SendMethod } from '../../catalog/schema.js';

/** The sentence of a message that says how messages get the trace context. */
export function messageRemedy(via: Covered, { carriers, form, injectsWith, remedy }: SendMethod): string {
  if (remedy !== undefined) return remedy;
  const option = injectsWith && `Set \`${injectsWith.name}: true\` on the client.`;
  const registered = INSTRUMENTED_BY[via];
  const register = registered ? `Register \`${registered}\`.` : '';
  const way = carriers[0]?.join('.') ?? '';
  const place = way === '' ? (form === 'pairs' ? 'its headers' : 'the attributes') : `\`${way}\``;
  const start = option ?? register;
  return start === '' ? `Fill ${place} with \`propagation.inject()\`.` : start;
}
