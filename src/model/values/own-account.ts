import { BOT_PACKAGES } from '../../catalog/packages.js';
import {
  type Expression,
  type Identifier,
  type Member,
  lastName,
  propertyName,
  rootOf,
  unwrap,
} from '../code/expression.js';
import { importsOf } from '../code/program-text.js';
import type { Source } from '../code/source.js';
import { isMadeOfConfiguration } from './configured-value.js';
import type { Resolver } from './resolver.js';
import type { EvaluationContext } from './value.js';

/**
 * Whether an identity is that of an account which the process runs itself, of which there are as many as its configuration names: read
 * from there (`for (const account of config.accounts)`), of the client of a bot (`client.user.id`), or of what it signs in with.
 */
export function isOwnAccount(
  read: Identifier | Member,
  context: EvaluationContext,
  values: Resolver,
): boolean {
  const { source } = context;
  if (isConfigured(read, context, values) || isBotsOwn(read, source) || isSignedInWith(read, source))
    return true;
  // What each caller hands over.
  const held = read.kind === 'identifier' ? values.step(read, context) : undefined;
  if (!held?.isComplete || held.values.length === 0) return false;
  return held.values.every((value) => {
    const given = unwrap(value.expression);
    return (given.kind === 'identifier' || given.kind === 'member') && isOwnAccount(given, value, values);
  });
}

/** Whether a value, or the element of a list that it is read from, is of the process's configuration. */
function isConfigured(read: Expression, context: EvaluationContext, values: Resolver): boolean {
  if (isMadeOfConfiguration(read, context.source)) return true;
  const root = rootOf(read);
  const list = root && values.listOf(root, context);
  return list !== undefined && isMadeOfConfiguration(list, context.source);
}

/** `client.user.id`, `this.bot.user?.tag`, `ctx.me.username`, where a bot's framework is used: those whom it talks to are elsewhere. */
function isBotsOwn(read: Expression, source: Source): boolean {
  const account = read.kind === 'member' ? unwrap(read.object) : undefined;
  if (account?.kind !== 'member' || !/^(?:user|me|botInfo)$/.test(propertyName(account) ?? '')) return false;
  if (!/^(?:client|bot|ctx|api)$|(?:Client|Bot)$/.test(lastName(account.object) ?? '')) return false;
  return importsOf(source.text).some((name) => BOT_PACKAGES.has(name));
}

/**
 * Whether the file reads a credential of what an account is read from, `account.password` beside `account.username`: it signs in as that.
 * Whoever is served is a `user`, whose password a service reads to check it.
 */
function isSignedInWith(read: Expression, source: Source): boolean {
  const owner = read.kind === 'member' ? unwrap(read.object) : undefined;
  const name = owner && (owner.kind === 'this' ? 'this' : lastName(owner));
  if (owner === undefined || name === undefined || /user|customer|member/i.test(name)) return false;
  const start = `${owner.text}.`;
  for (let at = source.text.indexOf(start); at >= 0; at = source.text.indexOf(start, at + start.length))
    if (CREDENTIAL.test(source.text.slice(at + start.length, at + start.length + 30))) return true;
  return false;
}

const CREDENTIAL =
  /^_?(?:password|passphrase|mnemonic|privateKey|private_key|seedPhrase|sharedSecret|shared_secret|loginKey|refreshToken|botToken)\b(?!\s*(?:=[^=]|\())/;
