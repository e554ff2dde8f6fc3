import type { ClientOption } from '../../catalog/schema.js';
import { type Expression, propertyName, propertyOf, unwrap } from '../code/expression.js';
import { type Origin, type Provenance, provenanceOf } from '../values/provenance.js';
import type { Settings } from '../settings.js';
import type { Source } from '../code/source.js';
import { Budget } from '../values/budget.js';
import { constantText } from '../values/constant.js';
import { objectOf } from '../values/literal.js';

/** Whether a client was made with an option; `unknown` where its making, or the option, is not seen. */
export function madeWith(option: ClientOption, origin: Origin, settings: Settings): boolean | 'unknown' {
  for (const { creation, madeIn } of makings(origin, settings)) {
    if (!option.of.includes(makerName(creation) ?? '')) continue;
    return givenIn(option, creation, madeIn);
  }
  return 'unknown';
}

interface Making {
  readonly creation: Extract<Expression, { kind: 'call' | 'new' }>;
  readonly madeIn: Source;
}

/** The calls that led to a value, the last first: `pubsub.topic('orders')`, then `new PubSub()`. */
function* makings(origin: Origin, settings: Settings): Generator<Making> {
  const budget = new Budget();
  let at: Origin | undefined = origin;
  while (at && budget.spend()) {
    const { creation, madeIn }: Origin = at;
    if ((creation?.kind !== 'call' && creation?.kind !== 'new') || !madeIn) return;
    yield { creation, madeIn };
    const callee: Expression = unwrap(creation.callee);
    const owner: Provenance | undefined =
      callee.kind === 'member' ? provenanceOf(callee.object, madeIn, settings) : undefined;
    at = owner?.is === 'library' ? owner.origin : undefined;
  }
}

/** Whether a call, `new Worker(…)` itself for one, is given an option. */
export function givenIn(
  { argument, name, value }: ClientOption,
  creation: Making['creation'],
  source: Source,
): boolean | 'unknown' {
  if (creation.arguments.some(({ kind }) => kind === 'spread')) return 'unknown';
  for (const place of argument) {
    const given = creation.arguments[place];
    const isText = given?.kind === 'template' || (given && constantText(given, source) !== undefined);
    if (given === undefined || isText) continue;
    const read = objectOf(given, source);
    if (read === undefined) return 'unknown';
    const found = propertyOf(read, name);
    if (found) {
      const is = unwrap(found);
      if (is.kind === 'literal' && value !== undefined) return is.value === value;
      if (is.kind === 'literal' && (is.value === false || is.value === null)) return false;
      return value === undefined ? true : 'unknown';
    }
    return read.properties.every(({ key }) => typeof key === 'string') ? false : 'unknown';
  }
  return false;
}

function makerName({ callee }: Making['creation']): string | undefined {
  const read = unwrap(callee);
  return read.kind === 'identifier' ? read.name : propertyName(read);
}
