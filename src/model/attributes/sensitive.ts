import { REQUEST_NAMES } from '../../catalog/attributes/identifiers.js';
import {
  CODE_NAMES,
  COIN,
  CONTACT_WORDS,
  CREDENTIAL_HEADERS,
  FAILURE,
  HARMLESS_QUALIFIERS,
  HARMLESS_TAILS,
  MASKING_WORDS,
  NEUTRAL_NAMES,
  ONE_TIME_CODE,
  OUTCOME,
  OUTCOME_OWNERS,
  PREDICATES,
  SECRET_OWNERS,
  SECRET_QUALIFIERS,
  SENSITIVE_WORDS,
  SIGN_IN,
  type SensitiveKind,
} from '../../catalog/attributes/sensitive.js';
import { isError, isStringification } from '../values/error.js';
import {
  type Call,
  type Expression,
  type Identifier,
  type Member,
  lastName,
  nameOfType,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import { singular } from '../text/prose/english.js';
import { wordsOf } from '../text/words.js';
import type { LogCall } from '../logs/call.js';
import { flatten, isText } from '../logs/message.js';
import type { DisclosureReason } from '../text/reasons/attributes.js';
import { isFilePath } from '../values/file-path.js';
import { isKnownMissing } from '../values/missing.js';
import { type Source, says } from '../code/source.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, contextOf } from '../values/value.js';

/** A value under a name, wherever telemetry takes one: a log field, a span attribute, a metric label. */
export interface NamedValue {
  /** Undefined for a value without one: a part of a message. */
  readonly name: string | undefined;
  readonly value: Expression;
  /** It leaves the system: sent to every service that is called, third parties among them. */
  readonly isSentOn?: boolean;
  /** The text of the log call that it is of. */
  readonly said?: string | undefined;
}

/** What is revealed, and by which expression. */
export interface Disclosure {
  readonly reason: DisclosureReason;
  readonly name: string | undefined;
  readonly value: Expression;
}

/** The project's own words, besides those of the catalog. */
export interface SensitiveOptions {
  /** Names whose values are secrets, in any spelling. */
  readonly words: readonly string[];
  /** Names that are none, in any spelling. */
  readonly allow: readonly string[];
}

/** The same where somebody is to look at what may be a secret before it is written anew. */
export interface CautiousOptions extends SensitiveOptions {
  /** An ambiguous word that stands alone tells as well. */
  readonly isCautious?: true;
}

/**
 * What a named value reveals: judged by its name and by that of the value. Undefined for what is not secret, and for
 * what only tells something about a secret: that it is there, its length, its last digits, a hash.
 */
export function disclosureOf(
  { name, value, isSentOn = false, said }: NamedValue,
  source: Source,
  options: CautiousOptions,
): Disclosure | undefined {
  const words = isSentOn ? SENT_WORDS : SENSITIVE_WORDS;
  if (name !== undefined && isHarmless(wordsOf(name), words)) return undefined;
  const allowed = new Set(options.allow.map(spelling));
  if (name !== undefined && allowed.has(spelling(name))) return undefined;
  for (const shown of new Shown(options.isCautious).in(value, contextOf(source))) {
    const read = nameOfRead(shown, source);
    if (!read || allowed.has(spelling(read.name))) continue;
    if (isModel(read)) continue;
    const whole = wholeOf(shown, source);
    if (whole) return { reason: { code: whole }, name, value: shown };
    const isCode = said !== undefined && isOneTimeCode(read, said, options);
    const own = isCode ? 'secret' : secretNamed(read.name, read.owner, words, source, options);
    const keyed = name === undefined ? undefined : secretNamed(name, undefined, words, source, options);
    const isUnnamed = NEUTRAL_NAMES.has(read.name.toLowerCase());
    const kind =
      own ??
      (isUnnamed ? keyed : undefined) ??
      labelledKind(read, said, (label) => secretNamed(label, undefined, words, source, options), options);
    // `existsSync(privateKey)`: where it is found.
    if (kind === 'secret' && isFilePath(shown, contextOf(source), new Resolver())) continue;
    if (kind === 'secret' && (isLookupKey(shown, read.name, source) || isMadeAsName(shown, source))) continue;
    if (kind) return { reason: { code: kind }, name, value: shown };
  }
  return undefined;
}

/** `'Access token:', response.data`: what a text of few words says that the value after it is, where somebody is to look at it. */
function labelledKind(
  { name }: NameRead,
  said: string | undefined,
  kindOf: (label: string) => SensitiveKind | undefined,
  { isCautious }: CautiousOptions,
): SensitiveKind | undefined {
  if (!isCautious || said === undefined || HARMLESS_TAILS.has(wordsOf(name).at(-1) ?? '')) return undefined;
  const label = wordsOf(said);
  return label.length > 0 && label.length <= LONGEST_LABEL ? kindOf(label.join('_')) : undefined;
}

/** So many words at most name a value; more say what happened. */
const LONGEST_LABEL = 3;

/** Whether a value reveals a secret by its own name, whatever a project's options add. */
export function isSecret(value: Expression, source: Source): boolean {
  return disclosureOf({ name: undefined, value }, source, { words: [], allow: [] }) !== undefined;
}

/** What the fields, arguments and message of a log call reveal, one finding a place. */
export function disclosuresOf(
  call: LogCall,
  source: Source,
  options: SensitiveOptions,
): readonly Disclosure[] {
  if (!mayMentionSecrets(call, options)) return [];
  const said = textOf(call, source);
  return call.arguments
    .flatMap((argument) => valuesIn(argument, source))
    .filter(({ path }) => !isRedacted(path, call))
    .flatMap((named) => disclosureOf({ ...named, said }, source, options) ?? []);
}

/** The constant text of a call that is about one-time codes; undefined of any other. */
function textOf({ arguments: given }: LogCall, source: Source): string | undefined {
  if (!given.some(({ text }) => ONE_TIME_CODE.test(text))) return undefined;
  return given
    .flatMap((argument) => (isText(argument, source) ? flatten(argument, source) : []))
    .map((part) => (part.is === 'text' ? part.text : ' '))
    .join(' ');
}

/** `code` beside `OTP for {email}`, unless it may say how sending or checking one ended. */
function isOneTimeCode({ name, owner }: NameRead, said: string, { isCautious }: CautiousOptions): boolean {
  const words = wordsOf(name);
  if (!CODE_NAMES.has(words.at(-1) ?? '') || !ONE_TIME_CODE.test(said) || OUTCOME.test(said)) return false;
  if (!words.slice(0, -1).every((word) => SECRET_QUALIFIERS.has(word))) return false;
  const ownerWord = owner === undefined ? undefined : wordsOf(owner).at(-1);
  if (isCautious) return ownerWord === undefined || !OUTCOME_OWNERS.has(ownerWord);
  return !FAILURE.test(said) && (ownerWord === undefined || SECRET_OWNERS.has(ownerWord));
}

/** `vault.get(secretKey)`, `const policyKey = \`policy:${secretKey}\``: the key of a secret is what it is found by. */
function isLookupKey(shown: Expression, name: string, source: Source): boolean {
  if (shown.kind !== 'identifier' || wordsOf(name).slice(-2).join('_') !== 'secret_key') return false;
  if (isInKey(name, source.text)) return true;
  return (source.passedTo?.(shown) ?? []).some(
    ({ argument, call, path }) =>
      argument === 0 &&
      path.length === 0 &&
      call.callee.kind === 'member' &&
      /^(?:get|has|delete)$/.test(propertyName(call.callee) ?? ''),
  );
}

/** Functions that give what something is called: `attributeSlug`, `toColumnName`. */
const GIVES_NAME = new Set(['slug', 'name', 'field', 'column', 'attribute', 'property', 'label']);

/** `const apiKey = attributeSlug(userKey)`: what a field is called on the other side, and no secret. */
function isMadeAsName(shown: Expression, source: Source): boolean {
  if (shown.kind !== 'identifier' || !/key$/i.test(shown.name)) return false;
  const binding = source.binding(shown);
  if (binding.kind !== 'variable' || binding.path.length > 0) return false;
  const made = new Resolver().given(binding, contextOf(source))?.values ?? [];
  return made.length > 0 && made.every(({ expression }) => GIVES_NAME.has(lastWordOfCall(expression) ?? ''));
}

function lastWordOfCall(expression: Expression): string | undefined {
  const made = unwrap(expression);
  return made.kind === 'call' ? wordsOf(lastName(unwrap(made.callee)) ?? '').at(-1) : undefined;
}

/** Whether a text that is called a key is made with what a name holds, in one line of a file. */
function isInKey(name: string, text: string): boolean {
  const part = `\${${name}}`;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
    if (/key\s*[=:]\s*`[^`]*$/i.test(text.slice(text.lastIndexOf('\n', at) + 1, at))) return true;
  }
  return false;
}

/** `sequelize.models.ApiKey`: the class of what is stored, and nothing that is. */
function isModel({ name, owner }: NameRead): boolean {
  return /^[A-Z]+[a-z]/.test(name) && /^(?:models?|entities|schemas?|tables|classes)$/i.test(owner ?? '');
}

/** What is a secret in what leaves the system. */
const SENT_WORDS: typeof SENSITIVE_WORDS = new Map([...SENSITIVE_WORDS, ...CONTACT_WORDS]);

/** The longest word of every secret's name: text without any of them names none. */
const PREFILTER = new RegExp(
  [
    'headers',
    '\\benv\\b',
    '\\.config\\b',
    ONE_TIME_CODE.source,
    ...[...SENSITIVE_WORDS.keys()].map((name) =>
      name.endsWith('_code') ? spelledOut(name) : longestWord(name),
    ),
  ].join('|'),
  'i',
);

/** Both words of a name whose longest is one of many texts: `loginCode`, `login?.code`. */
function spelledOut(name: string): string {
  return name.split('_').join('[^a-z0-9]{0,3}');
}

function longestWord(name: string): string {
  return name.split('_').reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/** Whether the text of a call names anything that could be a secret: most do not, and are not looked into. */
function mayMentionSecrets({ arguments: given }: LogCall, { words }: SensitiveOptions): boolean {
  if (given.some(({ text }) => PREFILTER.test(text))) return true;
  return words.some((word) => {
    const longest = longestWord(wordsOf(word).join('_')).toLowerCase();
    return given.some(({ text }) => text.toLowerCase().includes(longest));
  });
}

interface Placed extends NamedValue {
  /** The keys that lead to it. */
  readonly path: readonly string[];
}

function valuesIn(argument: Expression, source: Source, path: readonly string[] = []): Placed[] {
  const read = unwrap(argument);
  if (read.kind === 'object') {
    return read.properties.flatMap(({ key, value, accessor }) => {
      // `{ ...process.env }` is all of it.
      if (key === undefined && wholeOf(unwrap(value), source)) return [{ name: undefined, value, path }];
      if (typeof key !== 'string' || accessor) return [];
      const inner = unwrap(value).kind === 'object';
      const here = [...path, key];
      return inner ? valuesIn(value, source, here) : [{ name: key, value, path: here }];
    });
  }
  if (isText(read, source)) {
    // An object as a part of a text is `[object Object]`, and shows nothing.
    const isJoined = read.kind === 'template' || read.kind === 'operation';
    return flatten(read, source).flatMap((part) =>
      part.is === 'value' && !(isJoined && wholeOf(unwrap(part.expression), source))
        ? [{ name: undefined, value: part.expression, path }]
        : [],
    );
  }
  return [{ name: undefined, value: argument, path }];
}

/** Finds what an expression shows of the values that it is made of. */
class Shown {
  private readonly values = new Resolver();

  /** @param isCautious whether a long part of a text shows it as well */
  constructor(private readonly isCautious = false) {}

  /** The expressions whose own value an expression shows; nothing for what only tells something about one. */
  in(expression: Expression, context: EvaluationContext): readonly Expression[] {
    const read = unwrap(expression);
    switch (read.kind) {
      case 'identifier':
      case 'member': {
        const isOwn = wholeOf(read, context.source) !== undefined || this.isShown(read, context);
        return isOwn ? [read, ...this.inText(read, context)] : [];
      }
      case 'conditional':
        return this.inEach([read.whenTrue, read.whenFalse], context);
      case 'operation':
        if (read.operator === '&&') return this.in(read.right, context);
        return ['??', '||', '+'].includes(read.operator) ? this.inEach([read.left, read.right], context) : [];
      case 'template':
        return this.inEach(read.expressions, context);
      case 'unary':
        return read.operator === 'await' ? this.in(read.operand, context) : [];
      case 'call':
        return this.inCall(read, context);
      default:
        return [];
    }
  }

  /** `const cacheKey = \`${provider}|${token}\``: a text that is put together shows its parts. */
  private inText(read: Identifier | Member, context: EvaluationContext): readonly Expression[] {
    if (!this.isCautious || read.kind !== 'identifier') return [];
    const [given, ...others] = this.values.step(read, context)?.values ?? [];
    const made = given && others.length === 0 ? unwrap(given.expression) : undefined;
    const isText = made?.kind === 'template' || (made?.kind === 'operation' && made.operator === '+');
    return given && made && isText ? this.in(made, given) : [];
  }

  private inEach(parts: readonly Expression[], context: EvaluationContext): readonly Expression[] {
    return parts.flatMap((part) => this.in(part, context));
  }

  private inCall(read: Call, context: EvaluationContext): readonly Expression[] {
    const callee = unwrap(read.callee);
    const [first] = read.arguments;
    const isCopy = callee.text === 'Object.fromEntries';
    if (first && (isCopy || isStringification(callee, context.source))) return this.in(first, context);
    if (callee.kind === 'member' && leavesMost(read)) return this.in(callee.object, context);
    if (callee.kind === 'member' && /^(?:toString|trim|valueOf)$/.test(propertyName(callee) ?? ''))
      return this.in(callee.object, context);
    if (this.isCautious && callee.kind === 'member' && isLongPart(read))
      return this.in(callee.object, context);
    const isRead = headerRead(read) !== undefined || isGetter(read) || (this.isCautious && isMaker(read));
    return isRead ? [read] : [];
  }

  private isShown(read: Identifier | Member, context: EvaluationContext): boolean {
    const { source } = context;
    if (isObject(read, source, this.isCautious)) return false;
    if ((source.valuesOf?.(read) ?? Infinity) < 10 || isKnownMissing(read, read, source)) return false;
    return read.kind === 'member' ? !this.isWrittenOut(read, context) : !this.isMadeHarmless(read, context);
  }

  /** `SETTINGS.API_KEY` of `{ API_KEY: 'api_key' }`: what the code has written out is known to who reads it. */
  private isWrittenOut(read: Member, context: EvaluationContext): boolean {
    const value = this.values.value(read, context);
    return value !== undefined && unwrap(value.expression).kind === 'literal';
  }

  /** `const token = mask(raw)`, `const password = '***'`: what the name stands for shows nothing. */
  private isMadeHarmless(read: Identifier, context: EvaluationContext): boolean {
    const held = this.values.step(read, context);
    return (
      held?.isComplete === true &&
      held.values.length > 0 &&
      held.values.every((value) => this.isHarmless(value.expression, value))
    );
  }

  private isHarmless(expression: Expression, context: EvaluationContext): boolean {
    const read = unwrap(expression);
    if (read.kind === 'unary' && read.operator === 'await') return this.isHarmless(read.operand, context);
    if (read.kind === 'call' || read.kind === 'new') {
      const callee = unwrap(read.callee);
      if (read.kind === 'call' && callee.kind === 'member' && leavesMost(read))
        return this.isHarmless(callee.object, context);
      const method = propertyName(callee) ?? (callee.kind === 'identifier' ? callee.name : '');
      return LEAVES_LITTLE.test(method) || isMasked(wordsOf(method));
    }
    if (['identifier', 'member', 'other'].includes(read.kind)) return false;
    return this.in(read, context).length === 0;
  }
}

/** So many characters of a secret are more than what tells one from another. */
const LONG_PART = 12;

/** `token.slice(0, 20)`, `token.slice(-20)` */
function isLongPart({ callee, arguments: [from, to] }: Call): boolean {
  if (!/^(?:slice|substring|substr)$/.test(propertyName(unwrap(callee)) ?? '')) return false;
  const numbers = [from, to].map((each) => each && Number(each.text.replace(/\s/g, '')));
  const [start = NaN, end] = numbers;
  return (end === undefined ? -start : Math.abs(end) - Math.abs(start)) >= LONG_PART;
}

/** So many characters at most are a scheme before a secret, as `Bearer ` is. */
const LONGEST_SCHEME = 7;

/** Whether a call takes a scheme or spaces out of a text: `header.slice(7)`, `key.replace(/\\n/g, '\n')`. */
function leavesMost({ callee, arguments: [first, second] }: Call): boolean {
  const method = propertyName(unwrap(callee));
  if (!method || !first) return false;
  if (/^replace(?:All)?$/.test(method)) {
    const isBlank =
      second?.kind === 'literal' && typeof second.value === 'string' && second.value.trim() === '';
    return isBlank && !WIDE_PATTERN.test(first.text);
  }
  if (!/^(?:slice|substring|substr)$/.test(method) || second) return false;
  return (
    /^(['"])\w+ \1\.length$/.test(first.text) ||
    (/^\d+$/.test(first.text) && Number(first.text) <= LONGEST_SCHEME)
  );
}

/** A pattern that matches any letter or digit: what it replaces is no scheme. */
const WIDE_PATTERN = /\\[dwS]|\.|\[\^|^[\w$]+$/;

/** Methods and functions that give a part of a text, or something said about it. */
const LEAVES_LITTLE =
  /^(?:slice|substring|substr|at|replace|padStart|padEnd|test|includes|verify|decode|validate|introspect)$/;

/**
 * Whether a value is an object, of which nobody knows what it holds: a row called `apiKey`. Printed whole, one that
 * is plainly called as a secret shows it: that is for somebody to look at.
 */
function isObject(read: Identifier | Member, source: Source, isCautious: boolean): boolean {
  const primitive = source.primitiveOf?.(read);
  if (primitive !== undefined) return primitive !== 'string';
  if (isCautious && isPlainlySecret(read)) return false;
  if (source.typeOf(read)) return true;
  if (read.kind !== 'identifier') return false;
  if (readsMembers(read.name, source)) return true;
  const binding = source.binding(read);
  if (binding.kind !== 'variable' && binding.kind !== 'parameter') return false;
  if (binding.path.length === 0) return binding.type !== undefined;
  if (!/^\d+$/.test(binding.path.at(-1) ?? '')) return false;
  const given = binding.kind === 'variable' ? new Resolver().given(binding, contextOf(source)) : undefined;
  return !given?.values.some(({ expression }) => isOfText(expression));
}

function isPlainlySecret(read: Identifier | Member): boolean {
  const words = wordsOf((read.kind === 'identifier' ? read.name : propertyName(read)) ?? '');
  const word = SENSITIVE_WORDS.get(words.slice(-2).join('_'));
  return word !== undefined && word.isAmbiguous !== true;
}

/** `const [, token] = header.split(' ')`: what a text is made of is text. */
function isOfText(made: Expression): boolean {
  const read = unwrap(made);
  if (read.kind === 'operation' && ['??', '||'].includes(read.operator)) return isOfText(read.left);
  return read.kind === 'call' && /^(?:split|match|exec)$/.test(propertyName(unwrap(read.callee)) ?? '');
}

/** Whether a file reads members of a name that no text has: `accessToken.user`. */
function readsMembers(name: string, source: Source): boolean {
  const known = source.answers?.get(MEMBERS_READ) as Map<string, boolean> | undefined;
  const answers = known ?? new Map<string, boolean>();
  if (!known) source.answers?.set(MEMBERS_READ, answers);
  let reads = answers.get(name);
  if (reads === undefined) answers.set(name, (reads = hasMemberRead(source.text, name)));
  return reads;
}

/** The key of a file's answers to whether it reads members of a name. */
const MEMBERS_READ = {};

function hasMemberRead(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (/[\p{ID_Continue}$.]/u.test(text.charAt(at - 1))) continue;
    const [, member] = /^\??\.(\w+)/.exec(text.slice(at + name.length, at + name.length + 60)) ?? [];
    if (member !== undefined && !(member in String.prototype)) return true;
  }
  return false;
}

/** `getToken()`, `this.readSecret()`: a call that gives what its name says. */
function isGetter({ callee, arguments: given }: Extract<Expression, { kind: 'call' }>): boolean {
  const read = unwrap(callee);
  const name = read.kind === 'identifier' ? read.name : (propertyName(read) ?? '');
  return given.length === 0 && /^(?:get|read|load|fetch)(?=[A-Z_])/.test(name);
}

/** `generateToken(user)`, `refreshToken(old)`: a call that makes what its name says. */
function isMaker({ callee }: Call): boolean {
  const read = unwrap(callee);
  const name = read.kind === 'identifier' ? read.name : (propertyName(read) ?? '');
  return DEED.test(name);
}

/** How the name of a function that gives or makes a value begins. */
const DEED = /^(?:get|read|load|fetch|create|generate|make|issue|sign|build|refresh|mint)(?=[A-Z_])/;

/** The header that a call reads: `req.get('Authorization')`, `headers.get('cookie')`. */
function headerRead({ callee, arguments: given }: Extract<Expression, { kind: 'call' }>): string | undefined {
  const method = propertyName(unwrap(callee));
  const [first] = given;
  if (!/^(?:get|header|getHeader)$/.test(method ?? '') || first?.kind !== 'literal') return undefined;
  const name = String(first.value).toLowerCase();
  return CREDENTIAL_HEADERS.has(name) ? name : undefined;
}

/** A name, and of whom it is read. */
interface NameRead {
  readonly name: string;
  readonly owner: string | undefined;
}

function nameOfRead(shown: Expression, source: Source): NameRead | undefined {
  if (shown.kind === 'call') {
    const header = headerRead(shown);
    if (header !== undefined) return { name: header, owner: 'headers' };
    const callee = unwrap(shown.callee);
    const name = callee.kind === 'identifier' ? callee.name : (propertyName(callee) ?? '');
    return { name: name.replace(DEED, '').replace(/^_/, ''), owner: undefined };
  }
  if (shown.kind === 'identifier') {
    const binding = source.binding(shown);
    const isTaken = binding.kind === 'variable' && binding.path.length === 1;
    const given = isTaken ? new Resolver().given(binding, contextOf(source)) : undefined;
    const [owner] = given?.values ?? [];
    return { name: shown.name, owner: owner && lastName(owner.expression) };
  }
  const name = propertyName(shown);
  if (name === undefined || shown.kind !== 'member') return undefined;
  return { name, owner: lastName(shown.object) };
}

/** What a value holds besides what is meant to be shown of it: the environment, the headers of a request, the options of one that failed. */
function wholeOf(
  read: Expression,
  source: Source,
): 'environment' | 'header-credentials' | 'request-options' | undefined {
  const name = read.kind === 'identifier' ? read.name : propertyName(read);
  if (name !== 'env' && name !== 'headers' && name !== 'config') return undefined;
  if (read.kind === 'identifier' && source.binding(read).kind === 'global') return undefined;
  const owner = read.kind === 'member' ? unwrap(read.object) : undefined;
  if (name === 'config') return owner && isFailedRequest(owner, source) ? 'request-options' : undefined;
  if (
    owner &&
    propertyName(owner) === 'config' &&
    owner.kind === 'member' &&
    isFailedRequest(unwrap(owner.object), source)
  )
    return 'request-options';
  const from = nameOfRead(read, source)?.owner ?? typeOfParameter(read, source);
  if (from === undefined) return undefined;
  if (name === 'env') return from === 'process' ? 'environment' : undefined;
  return REQUEST_NAMES.has(from) || from === 'event' ? 'header-credentials' : undefined;
}

/** `error` of `error.config`, `error.response` of `error.response.config`: what axios keeps of a request. */
function isFailedRequest(owner: Expression, source: Source): boolean {
  if (isError(owner, source)) return true;
  const error = owner.kind === 'member' && propertyName(owner) === 'response' ? owner.object : undefined;
  return error !== undefined && isError(error, source);
}

/** `request` of `({ headers }: Request) => …`. */
function typeOfParameter(read: Expression, source: Source): string | undefined {
  const binding = read.kind === 'identifier' ? source.binding(read) : undefined;
  if (binding?.kind !== 'parameter' || binding.path.length !== 1) return undefined;
  return /(?:Request|IncomingMessage)$/.test(nameOfType(binding.type) ?? '') ? 'request' : undefined;
}

/** What a name says that its value is; undefined where it is no secret, or may well be none. */
function secretNamed(
  name: string,
  owner: string | undefined,
  sensitive: typeof SENSITIVE_WORDS,
  source: Source,
  options: CautiousOptions,
): SensitiveKind | undefined {
  const written = wordsOf(name);
  // `const { tokens } = await client.getToken(code)`
  const isMany = options.isCautious && written.length === 1 && says(source, SIGN_IN);
  const words = isMany ? written.map(singular) : written;
  if (isHarmless(words, sensitive)) return undefined;
  if (options.words.some((each) => endsIn(words, wordsOf(each)))) return 'secret';
  // `card.number` says as much as `cardNumber`.
  // The key of a secret is what it is found by.
  const isFoundBy = name === 'key' && owner !== undefined && wordsOf(owner).at(-1) === 'secret';
  const whole = owner === undefined || isFoundBy ? words : [...wordsOf(owner), ...words];
  const found = [...sensitive]
    .filter(([tail]) => endsIn(tail.includes('_') ? whole : words, tail.split('_')))
    .sort(([a], [b]) => b.split('_').length - a.split('_').length)[0];
  if (!found) return undefined;
  const [tail, { kind, isAmbiguous, owners = [] }] = found;
  if (!isAmbiguous) return kind;
  const before = words.slice(0, words.length - tail.split('_').length);
  const nearest = before.at(-1);
  if (before.some((word) => HARMLESS_QUALIFIERS.has(word))) return undefined;
  const ownerWord = owner === undefined ? undefined : wordsOf(owner).at(-1);
  // `process.env.CRON_SECRET`: whatever it is of, the process is configured with it.
  const isConfigured = tail === 'secret' && ownerWord === 'env';
  if (nearest !== undefined) return SECRET_QUALIFIERS.has(nearest) || isConfigured ? kind : undefined;
  if (ownerWord !== undefined && (SECRET_OWNERS.has(ownerWord) || owners.includes(ownerWord))) return kind;
  if (owner !== undefined) return undefined;
  return options.isCautious || (IN_SIGN_IN.has(tail) && isAboutSignIn(source)) ? kind : undefined;
}

function isAboutSignIn(source: Source): boolean {
  return says(source, SIGN_IN) && !says(source, COIN);
}

/** Ambiguous words that are secrets where somebody signs in. */
const IN_SIGN_IN: ReadonlySet<string> = new Set(['token', 'pass']);

/** Whether a name only tells something about a secret: a question, a count, a masked form. */
function isHarmless(words: readonly string[], sensitive: typeof SENSITIVE_WORDS): boolean {
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  const isTold = words.length > 1 && HARMLESS_TAILS.has(last) && !sensitive.has(words.slice(-2).join('_'));
  const isLongTail = words.length > 2 && sensitive.has(words.slice(-3).join('_'));
  // A hash of a password is a secret, and one of anything else hides it.
  const isMaskedName = isMasked(words) && !endsInHash(words);
  return (words.length > 1 && PREDICATES.has(first)) || isMaskedName || (isTold && !isLongTail);
}

function endsInHash(words: readonly string[]): boolean {
  return SENSITIVE_WORDS.get(words.slice(-2).join('_'))?.kind === 'password-hash';
}

function isMasked(words: readonly string[]): boolean {
  return words.some((word) => MASKING_WORDS.has(word));
}

function endsIn(words: readonly string[], tail: readonly string[]): boolean {
  return tail.length > 0 && tail.every((word, i) => words[words.length - tail.length + i] === word);
}

/** One spelling of a name in any case style. */
function spelling(name: string): string {
  return wordsOf(name).join('_');
}

/** Whether the logger, where its making is seen, takes a field out or masks it. */
function isRedacted(path: readonly string[], { creation, madeIn }: LogCall): boolean {
  if (!creation || (creation.kind !== 'call' && creation.kind !== 'new')) return false;
  const paths = redactPaths(creation);
  if (paths) return paths.some((each) => covers(each, path));
  // Formats, serializers and hooks of the project's own, or options that are not written out here.
  return /redact|mask|scrub|saniti[sz]e|censor|obfuscat/i.test(madeIn?.text ?? creation.text);
}

/** pino's `redact`, where its paths are written out. */
function redactPaths(creation: Extract<Expression, { kind: 'call' | 'new' }>): readonly string[] | undefined {
  for (const argument of creation.arguments) {
    const options = unwrap(argument);
    const inner = propertyOf(options, 'logger') ?? propertyOf(options, 'pinoHttp');
    const redact = propertyOf(options, 'redact') ?? propertyOf(inner && unwrap(inner), 'redact');
    const list = redact && (propertyOf(unwrap(redact), 'paths') ?? redact);
    const read = list && unwrap(list);
    if (read?.kind !== 'array') continue;
    const paths = read.elements.map((each) => (each.kind === 'literal' ? String(each.value) : undefined));
    if (paths.every((each) => each !== undefined)) return paths;
  }
  return undefined;
}

/** Whether a path of pino's (`password`, `*.token`, `headers["x-api-key"]`) covers the keys that lead to a field. */
function covers(path: string, keys: readonly string[]): boolean {
  const steps = path
    .replace(
      /\[(?:"([^"]*)"|'([^']*)'|(\*|\d+))\]/g,
      (_, a?: string, b?: string, c?: string) => `.${a ?? b ?? c ?? ''}`,
    )
    .split('.')
    .filter((step) => step !== '');
  return steps.length <= keys.length && steps.every((step, i) => step === '*' || step === keys[i]);
}
