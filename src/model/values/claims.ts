import { CLAIMS, type Claim, IDENTITIES, NORMALIZED_WORDS } from '../../catalog/attributes/claims.js';
import { wordsOf } from '../text/words.js';
import { type Cardinality, UNKNOWN, unbounded } from './lattice.js';
import {
  nameOfType,
  type Call,
  type Expression,
  type Identifier,
  type Member,
  type New,
  lastName,
  propertyName,
  unwrap,
} from '../code/expression.js';
import type { Binding, VariableBinding } from '../code/source.js';
import type { Vocabulary } from '../settings.js';
import type { JudgedContext } from './evaluation-context.js';
import { isOwnAccount } from './own-account.js';
import { isWrapperOption } from './wrapper-option.js';

/** What the words of a name claim; undefined where they say nothing. */
export type Claimed =
  /** One value for each of something that has no bound. */
  | { readonly is: 'endless'; readonly subject: string; readonly claim: Claim | undefined }
  /** Something else, so that no other name decides for it. */
  | { readonly is: 'other' };

/** Claims by their word. */
export type ClaimTable = ReadonlyMap<string, Claim>;

const TABLE: ClaimTable = new Map(CLAIMS.map((claim) => [claim.word, claim]));
const OTHER: Claimed = { is: 'other' };

/**
 * Judges the words of a name, in lower case. `own` is how many of them, from the end, are the name's own; those before are
 * of the object that it is read from, and only say whose it is.
 */
export function claimOf(
  words: readonly string[],
  own = words.length,
  table: ClaimTable = TABLE,
): Claimed | undefined {
  if (words.some((word) => NORMALIZED_WORDS.has(word))) return OTHER;
  const find = (word: string | undefined) => (word === undefined ? undefined : rowOf(word, table));
  for (let length = Math.min(own, MAX_WORDS); length > 0; length--) {
    const claim = table.get(words.slice(-length).join('_'));
    if (!claim?.isValue) continue;
    const whose = ownersIn(words.slice(0, -length)).at(-1);
    const isOwners = whose === undefined || find(whose)?.role === 'owner';
    return claim.isQualified && !isOwners ? OTHER : endless(claim.per ?? claim.word, claim);
  }
  const last = words.at(-1) ?? '';
  const compact = /^(.+?)u?id$/.exec(last)?.[1];
  const owner = find(compact);
  if (owner?.role === 'owner' && !owner.isValue) return endless(owner.per ?? owner.word, owner);
  if (!IDENTITIES.has(last)) {
    const claim = find(last);
    return claim && claim.role !== 'owner' ? OTHER : undefined;
  }
  const owners = ownersIn(words.slice(0, -1));
  const claim = find(owners.at(-1));
  if (claim?.role !== 'owner') return claim && OTHER;
  if (claim.isAccount && owners.some((word) => find(word)?.isActor)) return OTHER;
  const named = owners.filter((word) => !CONTAINERS.has(word));
  return endless(
    (named.length > 0 ? named : owners).map((word) => find(word)?.per ?? find(word)?.word ?? word).join(' '),
    claim,
  );
}

/** Words of the longest claim. */
const MAX_WORDS = 2;

function endless(subject: string, claim: Claim | undefined): Claimed {
  return { is: 'endless', subject, claim };
}

/** The row of a word, or of its singular. */
function rowOf(word: string, table: ClaimTable): Claim | undefined {
  return table.get(word) ?? (/[^s]s$/.test(word) ? table.get(word.slice(0, -1)) : undefined);
}

/** The words that say whose something is: `c.connectionId` and `connection.connectionId` are of a connection. */
function ownersIn(words: readonly string[]): readonly string[] {
  return words.filter((each, i) => each.length > 1 && !FILLERS.has(each) && words[i + 1] !== each);
}

/** What values are read from: `options.userId` is of a user, not of options. */
const CONTAINERS = new Set([
  ...['options', 'opts', 'args', 'props', 'input', 'output', 'result', 'response', 'res', 'state', 'self'],
  ...['context', 'ctx', 'config', 'settings', 'dto', 'info', 'meta', 'metadata'],
]);

const FILLERS = new Set(['current', 'this', 'my', 'the', 'raw', 'x', 'data', 'params', 'body', 'payload']);

/** What an identifier's or property's words claim, where nothing better is known. */
export function byName(read: Identifier | Member, context: JudgedContext): Cardinality {
  const name = lastName(read);
  if (name === undefined || !mayBeNamed(read, context)) return UNKNOWN;
  const words = wordsOf(name);
  // `this.id` of a worker or connector: how many there are is not seen.
  if (read.kind === 'member' && unwrap(read.object).kind === 'this' && words.length === 1) return UNKNOWN;
  const owner = read.kind === 'member' ? wordsOf(lastName(unwrap(read.object)) ?? '') : [];
  const binding = read.kind === 'identifier' ? context.source.binding(read) : undefined;
  // `accountId = operatorAccountId.toString()`: where a value comes from says more than what it is called here.
  if (writesOf(binding).some((write) => isOthersIdentity(write, context))) return UNKNOWN;
  const verdict = verdictOf(owner, words, read, context, !isMade(read, context));
  if (verdict) return isOwnAccount(read, context, context.question.values) ? UNKNOWN : verdict;
  if (claimed(owner, words, context)) return UNKNOWN;
  // `UserId`, of a name that says nothing.
  const type = typeNameOf(read, context);
  return (type ? verdictOf([], wordsOf(type), read, context, false) : undefined) ?? UNKNOWN;
}

/** The name of the type that a value is declared with. */
function typeNameOf(read: Identifier | Member, { source }: JudgedContext): string | undefined {
  const binding = read.kind === 'identifier' ? source.binding(read) : undefined;
  const isWhole =
    (binding?.kind === 'parameter' || binding?.kind === 'variable') && binding.path.length === 0;
  return (isWhole ? nameOfType(binding.type) : undefined) ?? source.typeOf(read)?.name;
}

/** A plain name that says nothing may still stand under a label that does. */
export function byLabel(expression: Expression, context: JudgedContext, label: string): Cardinality {
  const read = unwrap(expression);
  const isPlain = read.kind === 'identifier' || propertyName(read) !== undefined;
  if (!isPlain || !mayBeNamed(read, context)) return UNKNOWN;
  const words = wordsOf(lastName(read) ?? '');
  const owner = read.kind === 'member' ? wordsOf(lastName(unwrap(read.object)) ?? '') : [];
  if (claimed(owner, words, context)) return UNKNOWN;
  const labelled = wordsOf(label);
  // `{ url: rpcUrl }`: the value says more of whose it is than the label.
  if (words.length > 1 && words.at(-1) === labelled.at(-1)) return UNKNOWN;
  return verdictOf([], labelled, read, context, true) ?? UNKNOWN;
}

/** `job:${id}`, `/users/${id}`: an id is of what the text before it names. */
export function byText(expression: Expression, context: JudgedContext, before: string): Cardinality {
  const read = unwrap(expression);
  if ((read.kind !== 'identifier' && read.kind !== 'member') || !mayBeNamed(read, context)) return UNKNOWN;
  const words = wordsOf(lastName(read) ?? '');
  const object = read.kind === 'member' ? wordsOf(lastName(unwrap(read.object)) ?? '') : [];
  const owner = wordsOf(before).at(-1);
  // `events:${id}` of an `id: StudioId` is of a studio.
  const type = wordsOf(typeNameOf(read, context) ?? '');
  if (type.length > 1 && IDENTITIES.has(type.at(-1) ?? '')) return UNKNOWN;
  const isBare = words.length === 1 && IDENTITIES.has(words[0] ?? '') && !claimed(object, words, context);
  const verdict = isBare && owner !== undefined ? verdictOf([owner], words, read, context, true) : undefined;
  return verdict ?? UNKNOWN;
}

/** `getUserId(req)`, `order.getId()`: a getter returns what it is named for. */
export function byGetterName(read: Call | New, name: string, context: JudgedContext): Cardinality {
  const words = wordsOf(name);
  if (!GETTERS.has(words[0] ?? '') || words.length < 2) return UNKNOWN;
  const callee = unwrap(read.callee);
  const owner = callee.kind === 'member' ? wordsOf(lastName(unwrap(callee.object)) ?? '') : [];
  return verdictOf(owner, words.slice(1), read, context, false) ?? UNKNOWN;
}

/** Whether something is an identifier of what the code defines, by its name: `typeId`, `getTypeId(activity)`. */
export function isIdentityOfCode(expression: Expression): boolean {
  const read = unwrap(expression);
  const words = wordsOf(lastName(read.kind === 'call' ? read.callee : read) ?? '');
  return IDENTITIES.has(words.at(-1) ?? '') && claimOf(words)?.is === 'other';
}

/** Whether the project says of a label's name that it takes few values. */
export function isBoundedLabel(label: string, { question: { vocabulary } }: JudgedContext): boolean {
  return listed(vocabulary?.boundedNames, [], wordsOf(label)) !== undefined;
}

/** The verdict on words that claim endless values; undefined for others, and for what a normaliser may have made. */
function verdictOf(
  owner: readonly string[],
  words: readonly string[],
  read: Expression,
  context: JudgedContext,
  isFetched: boolean,
): Cardinality | undefined {
  const found = claimed(owner, words, context);
  if (found?.is !== 'endless' || (found.claim?.isOftenNormalized && !isFetched)) return undefined;
  if (found.claim?.isOption && isWrapperOption(read, context.source)) return undefined;
  // Nobody requests anything of what reads its values when it is scraped.
  if (found.claim?.isAsked && context.source.enclosingName(read) === 'collect') return undefined;
  return unbounded(read, { code: 'per-owner', subject: found.subject }, 'name');
}

/** What words claim: by the project's own vocabulary, else by the table. */
function claimed(
  owner: readonly string[],
  words: readonly string[],
  { question: { vocabulary } }: JudgedContext,
): Claimed | undefined {
  if (listed(vocabulary?.boundedNames, owner, words)) return OTHER;
  const own = listed(vocabulary?.unboundedNames, owner, words);
  if (!own) return claimOf([...owner, ...words], words.length);
  const isIdentity = own.length > 1 && IDENTITIES.has(own.at(-1) ?? '');
  return endless((isIdentity ? own.slice(0, -1) : own).join(' '), undefined);
}

/** The words of a name, alone or with whose it is, that a list has in any case style. */
function listed(
  list: Vocabulary['boundedNames'],
  owner: readonly string[],
  words: readonly string[],
): readonly string[] | undefined {
  const names = list?.map((name) => wordsOf(name).join('_'));
  return names && [words, [...owner, ...words]].find((each) => names.includes(each.join('_')));
}

/** Whether the name that a value is read under, as it is or as text, says that it is an identity of something else. */
function isOthersIdentity(value: Expression, context: JudgedContext): boolean {
  const read = unwrap(value);
  if (read.kind === 'call') {
    const callee = unwrap(read.callee);
    const isText = callee.kind === 'member' && propertyName(callee) === 'toString';
    const converted = isText ? callee.object : callee.text === 'String' ? read.arguments[0] : undefined;
    return converted !== undefined && isOthersIdentity(converted, context);
  }
  const words = read.kind === 'identifier' || read.kind === 'member' ? wordsOf(lastName(read) ?? '') : [];
  const object = read.kind === 'member' ? wordsOf(lastName(unwrap(read.object)) ?? '') : [];
  return IDENTITIES.has(words.at(-1) ?? '') && claimed(object, words, context)?.is === 'other';
}

/** What a variable is given, where all of it is known. */
function writesOf(binding: Binding | undefined): readonly Expression[] {
  if (binding?.kind !== 'variable' || binding.path.length > 0) return [];
  return writtenTo(binding);
}

function writtenTo({ init, writes }: VariableBinding): readonly Expression[] {
  const first = init?.();
  return writes?.() ?? (first ? [first] : []);
}

/** A name spelled as a constant, or one whose value is computed in a way that may cut it down, tells nothing. */
function mayBeNamed(read: Expression, context: JudgedContext): boolean {
  if (/^[A-Z][A-Z0-9_]*$/.test(lastName(read) ?? '')) return false;
  if (read.kind !== 'identifier') return true;
  const binding = context.source.binding(read);
  if (binding.kind === 'import' || binding.kind === 'enum' || binding.kind === 'class') return false;
  if (binding.kind === 'parameter' && isAddressOfClient(read, context)) return false;
  return writesOf(binding).every((write) => isPlainValue(write));
}

const ADDRESS = /^(?:\w*(?:url|uri|host|address|endpoint))$/i;
/** What makes a client, of which a process has few: `createRedisClient`, `makeRetryStrategy`. */
const MAKES_CLIENT =
  /^(?:create|make|build|connect|open|init(?:iali[sz]e)?|setup|new)_?(?:[A-Z]\w*)?(?:Client|Connection|Strategy|Pool|Provider|Transport|Agent|Redis|Socket|Consumer|Producer|Server)$/;

/** Whether a name is the address that a function makes a client for: the settings say which there are. */
function isAddressOfClient(read: Identifier, { source }: JudgedContext): boolean {
  return ADDRESS.test(read.name) && MAKES_CLIENT.test(source.enclosingName(read) ?? '');
}

/** Whether a name holds what a call made, which may be a normaliser. */
function isMade(read: Expression, context: JudgedContext): boolean {
  const binding = read.kind === 'identifier' ? context.source.binding(read) : undefined;
  if (binding?.kind !== 'variable') return false;
  const writes = writtenTo(binding);
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
      const words = wordsOf(lastName(callee) ?? '');
      if (words.some((word) => NORMALIZED_WORDS.has(word))) return false;
      return callee.kind === 'identifier' || (callee.kind === 'member' && isPlainValue(callee.object));
    }
    default:
      return false;
  }
}

const GETTERS = new Set(['get', 'read', 'extract', 'current', 'fetch']);
