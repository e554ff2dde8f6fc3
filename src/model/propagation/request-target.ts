import {
  FOREIGN_NAME,
  FOREIGN_PATH,
  USER_INPUT,
  isForeignHost,
} from '../../catalog/propagation/public-hosts.js';
import { type Expression, children, propertyName, propertyOf, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, contextOf } from '../values/value.js';

/** Options that say where a request goes. */
const ADDRESS_KEYS = ['url', 'uri', 'baseURL', 'baseUrl', 'prefixUrl', 'origin', 'hostname', 'host'] as const;

/** Where a request goes, as far as it decides whether a trace goes on there. */
export type Target =
  | { readonly is: 'foreign' }
  /** A host of the public internet that is written in the code: whose it is, its name may tell. */
  | { readonly is: 'public'; readonly host: string }
  /** An address that is named for what it leads to, as the environment and settings do, or of a private network. */
  | { readonly is: 'configured' }
  /** An address that is handed in, or named for nothing: `url`, `this.baseUrl`. */
  | { readonly is: 'unseen' };

const FOREIGN: Target = { is: 'foreign' };
const CONFIGURED: Target = { is: 'configured' };
const UNSEEN: Target = { is: 'unseen' };

/**
 * Where addresses, and those that options name, lead: to a service of somebody else, to no server at all (`data:`), to
 * a host that is written down, or to one that configuration names. The first that says most counts.
 */
export function targetOf(
  addresses: readonly (Expression | undefined)[],
  options: readonly (Expression | undefined)[],
  source: Source,
): Target {
  const targets = new Targets();
  const context = contextOf(source);
  const found = [
    ...addresses.flatMap((each) => (each ? [targets.at(each, context)] : [])),
    ...options.flatMap((each) => (each ? targets.inOptions(each, context) : [])),
  ];
  return foremost(found);
}

/** Of several addresses of one request, that which decides: whom it may leave the system for, else that which says most. */
export function foremost(targets: readonly Target[]): Target {
  for (const kind of ['foreign', 'public', 'configured'] as const) {
    const found = targets.find(({ is }) => is === kind);
    if (found) return found;
  }
  return UNSEEN;
}

class Targets {
  private readonly values = new Resolver();

  /** By the names that an address is made of, or the text that it starts with. */
  at(address: Expression, context: EvaluationContext): Target {
    return this.namesForeign(address, context) ? FOREIGN : this.of(address, context);
  }

  inOptions(options: Expression, context: EvaluationContext): readonly Target[] {
    const object = this.values.value(options, context);
    if (object?.expression.kind !== 'object') return [];
    return ADDRESS_KEYS.flatMap((key) => {
      const address = propertyOf(object.expression, key);
      return address ? [this.at(address, object)] : [];
    });
  }

  /** By the text that an address starts with, as far as it is constant. */
  private of(expression: Expression, context: EvaluationContext): Target {
    const read = unwrap(expression);
    if (isUserInput(read, context)) return FOREIGN;
    switch (read.kind) {
      case 'literal':
        return typeof read.value === 'string' ? targetAt(read.value) : UNSEEN;
      case 'template': {
        const [text = ''] = read.quasis;
        const [first] = read.expressions;
        if (text === '' && first) return this.of(first, context);
        const named = first && /^[a-z][a-z\d+.-]*:\/\/$/i.test(text) ? this.of(first, context) : UNSEEN;
        return leavesSystem(named) ? named : targetAt(headOf(read.quasis));
      }
      case 'operation':
        return read.operator === '+' ? this.of(read.left, context) : this.followed(read, context);
      case 'new': {
        const [path, base] = read.arguments;
        const from = base ?? path;
        return read.callee.text === 'URL' && from ? this.of(from, context) : UNSEEN;
      }
      case 'call': {
        const callee = unwrap(read.callee);
        return callee.kind === 'member' && ['toString', 'concat'].includes(propertyName(callee) ?? '')
          ? this.of(callee.object, context)
          : this.followed(read, context);
      }
      case 'member':
        return PARTS_OF_URL.has(propertyName(read) ?? '') && !this.values.step(read, context)
          ? this.of(read.object, context)
          : this.followed(read, context);
      default:
        return this.followed(read, context);
    }
  }

  /** Somebody else's where one of the values is: `process.env.API_URL ?? 'https://api.github.com'`. */
  private followed(read: Expression, context: EvaluationContext): Target {
    const held = this.values.step(read, context);
    const targets = (held?.values ?? []).map((value) => this.of(value.expression, value));
    const [first] = targets;
    if (!first) return this.byName(read, context);
    // A function that several call may send some of its requests to one's own services.
    if (!held?.values.some(({ via }) => via?.step === 'argument')) return foremost(targets);
    if (held.isComplete && targets.every((each) => isSameTarget(each, first))) return first;
    return (
      targets.find(({ is }) => is === 'configured') ?? targets.find(({ is }) => is === 'public') ?? UNSEEN
    );
  }

  /** Of an address whose value is not seen; a setting's default is where it leads: `config.get('RATES_URL', 'https://…')`. */
  private byName(read: Expression, context: EvaluationContext): Target {
    if (!isNamedForTarget(read, context)) return UNSEEN;
    const fallback = read.kind === 'call' ? read.arguments[1] : undefined;
    const target = fallback ? this.of(fallback, context) : CONFIGURED;
    return leavesSystem(target) ? target : CONFIGURED;
  }

  /** Whether one of the names that an address is made of, those that its constants are made of included, says so. */
  private namesForeign(expression: Expression, context: EvaluationContext): boolean {
    const read = unwrap(expression);
    const isName = read.kind === 'identifier' || read.kind === 'member';
    if (isName && FOREIGN_NAME.test(read.text)) return true;
    if ((read.kind === 'literal' || read.kind === 'template') && FOREIGN_PATH.test(read.text)) return true;
    // What a name holds may be made of much that says nothing about an address.
    if (context.via && ['object', 'array', 'function'].includes(read.kind)) return false;
    if (children(read).some((each) => this.namesForeign(each, context))) return true;
    if (read.kind !== 'identifier' || context.source.binding(read).kind === 'parameter') return false;
    return (this.values.step(read, context)?.values ?? []).some((value) =>
      this.namesForeign(value.expression, value),
    );
  }
}

/** Whether a target is a host of the public internet. */
function leavesSystem({ is }: Target): boolean {
  return is === 'foreign' || is === 'public';
}

function isSameTarget(a: Target, b: Target): boolean {
  return a.is === b.is && (a.is !== 'public' || b.is !== 'public' || a.host === b.host);
}

/** Where a text leads that an address starts with. */
function targetAt(head: string): Target {
  if (/^(?:data|blob|file):/i.test(head)) return FOREIGN;
  const host = hostIn(head);
  if (host === undefined) return UNSEEN;
  if (registeredLabel(host)?.includes(ANY_TEXT)) return CONFIGURED;
  if (isForeignHost(host)) return FOREIGN;
  return isPublic(host) ? { is: 'public', host } : CONFIGURED;
}

/** `req.body.url`, and a name for it: `const { url } = await request.json()`. */
function isUserInput(read: Expression, { source }: EvaluationContext): boolean {
  if (USER_INPUT.test(read.text)) return true;
  if (read.kind !== 'identifier') return false;
  const binding = source.binding(read);
  return (
    binding.kind === 'variable' && binding.path.length > 0 && USER_INPUT.test(binding.init?.().text ?? '')
  );
}

/**
 * Whether an address of which no more is seen is named for what it leads to: a variable of the environment, a setting by its key,
 * a member that is called after a service. What a function is given is not, nor is `config.baseUrl`.
 */
function isNamedForTarget(address: Expression, context: EvaluationContext): boolean {
  const read = unwrap(address);
  switch (read.kind) {
    case 'identifier':
      return ['import', 'global'].includes(context.source.binding(read).kind);
    case 'call': {
      const [key] = read.arguments;
      const callee = unwrap(read.callee);
      if (key?.kind === 'literal' && typeof key.value === 'string') return true;
      return callee.kind === 'member' && isNamedForTarget(callee.object, context);
    }
    case 'member': {
      if (/(?:^|\.)env$/i.test(read.object.text)) return true;
      const name = propertyName(read);
      if (name !== undefined && !SAYS_NO_TARGET.test(name)) return true;
      const owner = unwrap(read.object);
      return owner.kind === 'member' && isNamedForTarget(owner, context);
    }
    default:
      return false;
  }
}

/** Names of addresses, and of what holds some, that say nothing of where they lead. */
const SAYS_NO_TARGET =
  /^_?(?:(?:base|api|root|full|request|target|remote|server|http|rpc|rest|call_?back|final|raw|resolved|end)_?)?(?:ur[il]|host|hostname|origin|endpoint|point|href|address|link|api|domain|path)s?$|^_?(?:config|configuration|options|opts|settings|props|params|args|input|context|env)$/i;

/** What stands for a value inside a host. */
const ANY_TEXT = '*';

/** The text that a template starts with; all of its host, where that has values in it: `https://${region}.acme.com/orders`. */
function headOf(quasis: readonly string[]): string {
  const [text = '', ...others] = quasis;
  let head = text;
  for (const each of others) {
    if (!/^[a-z][a-z\d+.-]*:\/\/[^/?#]*$/i.test(head)) break;
    head += ANY_TEXT + each;
  }
  return head;
}

/** The host that an address starts with; a bare one (`hostname: 'api.github.com'`) included. */
function hostIn(head: string): string | undefined {
  const absolute = /^[a-z][a-z\d+.-]*:\/\/(?:[^@/?#]*@)?([^:/?#]+)/i.exec(head);
  return (absolute ? absolute[1] : /^[\w-]+(?:\.[\w-]+)+$/.exec(head)?.[0])?.toLowerCase();
}

/** Endings of names that lead nowhere in public: RFC 2606, RFC 6762, and what clusters and offices use. */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|intra|private|corp|lan|home|svc|cluster|consul|docker|test|example|invalid)$|(?:^|\.)example\.(?:com|org|net)$/;

/** Addresses of machines and of private networks: RFC 1122, RFC 1918, RFC 3927, RFC 6598. */
const PRIVATE_ADDRESS =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

function isPublic(host: string): boolean {
  if (/^\d+(?:\.\d+){3}$/.test(host)) return !PRIVATE_ADDRESS.test(host);
  return /\.[a-z]{2,}$/.test(host) && !PRIVATE_NAME.test(host) && !host.includes('.svc.');
}

/**
 * Whether a host is named after those a project belongs to: `api.acme.com`, of `@acme/orders` or `github.com/acme`; a host that is
 * an address has no name.
 *
 * @param owners the package's scope, and the owner of its repository: one of their words is enough
 * @param project the name of a package without a scope, whose words may be those of whom it talks to: `weather-bot`
 */
export function isOwnHost(host: string, owners: readonly string[], project = ''): boolean {
  const label = /^[\d.]+$/.test(host) ? undefined : registeredLabel(host);
  if (label === undefined) return false;
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z\d]/g, '');
  if (plain(project) === plain(label)) return true;
  const words = owners
    .flatMap((name) => [name.toLowerCase(), ...name.toLowerCase().split(/[^a-z\d]+/)])
    .filter((word) => word.length > 2);
  return words.some((word) => label === word || label.split('-').includes(word));
}

/** The label that was registered: `acme` of `api.acme.com` and of `api.acme.co.uk`. */
function registeredLabel(host: string): string | undefined {
  return host
    .split('.')
    .slice(0, -1)
    .findLast((each) => !/^(?:com?|org|net|gov|edu|ac)$/.test(each));
}

/** What of a `URL` still says where it leads. */
const PARTS_OF_URL: ReadonlySet<string> = new Set(['href', 'origin', 'host', 'hostname']);
