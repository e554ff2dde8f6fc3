import {
  FEW_OWNERS,
  FEW_WORDS,
  NORMALISED_WORDS,
  OWN_WORDS,
  UNBOUNDED_WORDS,
} from '../../catalog/attributes/identifiers.js';
import { type Cardinality, UNKNOWN, unbounded } from './lattice.js';
import {
  type Call,
  type Expression,
  type Identifier,
  type Member,
  type New,
  propertyName,
  unwrap,
} from '../code/expression.js';
import { type Place, nameOf, oneOf } from './evaluation-context.js';

/** What an identifier's or property's words say, where nothing better is known. */
export function byName(read: Identifier | Member, place: Place): Cardinality {
  const name = nameOf(read);
  if (name === undefined || !mayBeNamed(read, place)) return UNKNOWN;
  const owner = read.kind === 'member' ? (nameOf(unwrap(read.object)) ?? '') : '';
  const words = wordsOf(name);
  // `this.id` of a worker or connector: how many there are is not seen.
  if (read.kind === 'member' && unwrap(read.object).kind === 'this' && words.length === 1) return UNKNOWN;
  const verdict = namedUnbounded([...wordsOf(owner), ...words], read, !isMade(read, place), words.length);
  if (verdict) return verdict;
  const binding = read.kind === 'identifier' ? place.source.binding(read) : undefined;
  const isWhole =
    (binding?.kind === 'parameter' || binding?.kind === 'variable') && binding.path.length === 0;
  // `UserId`, of a name that says nothing.
  const type = (isWhole ? binding.type?.path.at(-1) : undefined) ?? place.source.typeOf(read)?.name;
  return type ? (namedUnbounded(wordsOf(type), read, false) ?? UNKNOWN) : UNKNOWN;
}

/** A plain name that says nothing may still stand under a label that does. */
export function byLabel(expression: Expression, place: Place, label: string): Cardinality {
  const read = unwrap(expression);
  const isPlain = read.kind === 'identifier' || propertyName(read) !== undefined;
  if (!isPlain || !mayBeNamed(read, place)) return UNKNOWN;
  const words = wordsOf(nameOf(read) ?? '');
  if (words.some((word) => NORMALISED_WORDS.has(word))) return UNKNOWN;
  if (['length', 'size'].includes(words.at(-1) ?? '') || FEW_WORDS.has(words.at(-1) ?? '')) return UNKNOWN;
  if (namesFew(words)) return UNKNOWN;
  return namedUnbounded(wordsOf(label), read, true) ?? UNKNOWN;
}

/** `{ worker_id: id }`, `{ region: id }`: a name that only says "id" is of what the label is named for. */
export function isOneOfFew(expression: Expression, label: string): boolean {
  const read = unwrap(expression);
  const words = read.kind === 'identifier' ? wordsOf(read.name) : [];
  if (words.length !== 1 || !UNBOUNDED_WORDS.get(words[0] ?? '')?.isOwned) return false;
  const named = wordsOf(label);
  return namesFew(named) || FEW_OWNERS.has(named.at(-1) ?? '');
}

/** `getUserId(req)`, `order.getId()`: a getter returns what it is named for. */
export function byGetterName(read: Call | New, name: string): Cardinality {
  const words = wordsOf(name);
  if (!GETTERS.has(words[0] ?? '') || words.length < 2) return UNKNOWN;
  const callee = unwrap(read.callee);
  const owner = callee.kind === 'member' ? (nameOf(unwrap(callee.object)) ?? '') : '';
  return namedUnbounded([...wordsOf(owner), ...words.slice(1)], read, false, words.length - 1) ?? UNKNOWN;
}

/** A name spelled as a constant, or one whose value is computed in a way that may cut it down, tells nothing. */
function mayBeNamed(read: Expression, place: Place): boolean {
  if (/^[A-Z][A-Z0-9_]*$/.test(nameOf(read) ?? '')) return false;
  if (read.kind !== 'identifier') return true;
  const binding = place.source.binding(read);
  if (binding.kind === 'import' || binding.kind === 'enum' || binding.kind === 'class') return false;
  if (binding.kind !== 'variable' || binding.path.length > 0) return true;
  const writes = binding.writes?.() ?? oneOf(binding.init?.()) ?? [];
  return writes.every((write) => isPlainValue(write));
}

/** Whether a name holds what a call made, which may be a normaliser. */
function isMade(read: Expression, place: Place): boolean {
  const binding = read.kind === 'identifier' ? place.source.binding(read) : undefined;
  if (binding?.kind !== 'variable') return false;
  const writes = binding.writes?.() ?? oneOf(binding.init?.()) ?? [];
  return writes.some((write) => write.text.includes('('));
}

/** Whether a value is read or fetched, not computed: its name then says what it is. */
function isPlainValue(expression: Expression): boolean {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'identifier':
    case 'this':
      return true;
    case 'member':
      return isPlainValue(read.object);
    case 'unary':
      return read.operator === 'await' && isPlainValue(read.operand);
    case 'operation':
      return ['??', '||'].includes(read.operator) && isPlainValue(read.left) && isPlainValue(read.right);
    case 'literal':
      return read.value === null || read.value === '';
    case 'call':
    case 'new': {
      const callee = unwrap(read.callee);
      const words = wordsOf(nameOf(callee) ?? '');
      if (words.some((word) => NORMALISED_WORDS.has(word))) return false;
      return callee.kind === 'identifier' || (callee.kind === 'member' && isPlainValue(callee.object));
    }
    default:
      return false;
  }
}

/** A name's words in lower case: `userID`, `user_id` and `x-user-id` end in `user`, `id`; `grid` is one word. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

const FULL_WORDS: Readonly<Record<string, string>> = { req: 'request', msg: 'message', acct: 'account' };

/**
 * Whether words name something of endless values. `own` is how many of the words, from the end, are the name's
 * own; the ones before are its owner's and only say whose it is.
 */
function namedUnbounded(
  words: readonly string[],
  read: Expression,
  allowSoft: boolean,
  own = words.length,
): Cardinality | undefined {
  if (words.some((word) => NORMALISED_WORDS.has(word)) || namesFew(words)) return undefined;
  for (let length = Math.min(own, 3); length > 0; length--) {
    const word = UNBOUNDED_WORDS.get(words.slice(-length).join('_'));
    if (!word) continue;
    if (word.isSoft && !allowSoft) return undefined;
    // `c.connectionId` and `connection.connectionId` are of a connection.
    const owner = words
      .slice(0, -length)
      .filter((each, i) => each.length > 1 && !FILLERS.has(each) && words[i + 1] !== each);
    const whose = owner.map((each) => FULL_WORDS[each] ?? each).join(' ');
    const subject = word.isOwned && whose ? whose : word.per;
    return unbounded(read, { code: 'per-owner', subject }, 'name');
  }
  return undefined;
}

const FILLERS = new Set(['current', 'this', 'my', 'the', 'raw', 'x', 'data', 'params', 'body', 'payload']);

/** `queueId`, `region.id`, `apiUrl`: of something that is configured. `operatorAccountId`: the process's own. */
function namesFew(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (last === 'ip') return OWN_MACHINES.has(words.at(-2) ?? '');
  if (!ENDINGS_OF_FEW.has(last)) return false;
  return FEW_OWNERS.has(words.at(-2) ?? '') || words.some((word) => OWN_WORDS.has(word));
}

const ENDINGS_OF_FEW = new Set(['id', 'uuid', 'guid', 'url', 'uri', 'hash', 'sha', 'slug']);

const OWN_MACHINES = new Set(['server', 'pod', 'node', 'host', 'instance', 'container', 'broker', 'local']);

const GETTERS = new Set(['get', 'read', 'extract', 'current', 'fetch']);
