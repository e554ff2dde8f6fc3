import { FOREIGN_NAME, isForeignHost } from '../../catalog/propagation/public-hosts.js';
import {
  type Expression,
  type Member,
  children,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import type { Located, Source } from '../code/source.js';

/** Options that say where a request goes. */
const ADDRESS_KEYS = ['url', 'uri', 'baseURL', 'baseUrl', 'prefixUrl', 'origin', 'hostname', 'host'] as const;
const MAX_DEPTH = 6;

/** The expressions that say where a request goes: its address, and those among its options and its client's. */
export function addressesIn(
  address: Expression | undefined,
  options: readonly (Expression | undefined)[],
  source: Source,
): readonly Expression[] {
  const keyed = options.flatMap((each) => {
    const read = each && (constantOf(each, source)?.value ?? unwrap(each));
    return ADDRESS_KEYS.flatMap((key) => propertyOf(read, key) ?? []);
  });
  return address ? [address, ...keyed] : keyed;
}

/** Where a request goes, as far as it decides whether a trace goes on there. */
export type Target =
  | { readonly is: 'foreign' }
  /** A host of the public internet that is written in the code: whose it is, its name may tell. */
  | { readonly is: 'public'; readonly host: string }
  | { readonly is: 'unknown' };

/**
 * Where an address leads: to a service of somebody else, to no server at all (`data:`), to a host that is written
 * down, or to one that configuration names.
 */
export function targetOf(address: Expression, source: Source): Target {
  if (namesOf(address, source, 0).some((name) => FOREIGN_NAME.test(name))) return { is: 'foreign' };
  const head = headOf(address, source, 0);
  if (head !== undefined && head !== '') {
    if (/^(?:data|blob|file):/i.test(head)) return { is: 'foreign' };
    const host = hostIn(head);
    if (host !== undefined) {
      if (isForeignHost(host)) return { is: 'foreign' };
      if (isPublic(host)) return { is: 'public', host };
    }
  }
  return { is: 'unknown' };
}

/** The host that an address starts with; a bare one (`hostname: 'api.github.com'`) included. */
function hostIn(head: string): string | undefined {
  const absolute = /^[a-z][a-z\d+.-]*:\/\/(?:[^@/?#]*@)?([^:/?#]+)/i.exec(head);
  return (absolute ? absolute[1] : /^[\w-]+(?:\.[\w-]+)+$/.exec(head)?.[0])?.toLowerCase();
}

/** Endings of names that lead nowhere in public: RFC 2606, RFC 6762, and what clusters and offices use. */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|intra|private|corp|lan|home|svc|cluster|consul|docker|test|example|invalid)$|(?:^|\.)example\.(?:com|org|net)$/;

function isPublic(host: string): boolean {
  return /\.[a-z]{2,}$/.test(host) && !PRIVATE_NAME.test(host) && !host.includes('.svc.');
}

/** Whether a host is named after one of the words that a project calls itself by: `api.acme.com`, `@acme/orders`. */
export function isOwnHost(host: string, names: readonly string[]): boolean {
  // The label that was registered: `acme` of `api.acme.com` and of `api.acme.co.uk`.
  const label = host
    .split('.')
    .slice(0, -1)
    .findLast((each) => !/^(?:com?|org|net|gov|edu|ac)$/.test(each));
  const words = names
    .flatMap((name) => [name.toLowerCase(), ...name.toLowerCase().split(/[^a-z\d]+/)])
    .filter((word) => word.length > 2);
  return label !== undefined && words.some((word) => label === word || label.split('-').includes(word));
}

/** What of a `URL` still says where it leads. */
const PARTS_OF_URL: ReadonlySet<string> = new Set(['href', 'origin', 'host', 'hostname']);

/** The text that an address starts with, as far as it is constant; undefined where it starts with a value. */
function headOf(expression: Expression, source: Source, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const read = unwrap(expression);
  switch (read.kind) {
    case 'literal':
      return typeof read.value === 'string' ? read.value : undefined;
    case 'template': {
      const [text = ''] = read.quasis;
      const [first] = read.expressions;
      if (text !== '' || !first) return text;
      return headOf(first, source, depth + 1);
    }
    case 'operation':
      if (read.operator === '+') return headOf(read.left, source, depth + 1);
      // `process.env.API_URL ?? 'https://api.github.com'`
      return ['??', '||'].includes(read.operator) ? headOf(read.right, source, depth + 1) : undefined;
    case 'new': {
      const [path, base] = read.arguments;
      const from = base ?? path;
      return read.callee.text === 'URL' && from ? headOf(from, source, depth + 1) : undefined;
    }
    case 'call': {
      const callee = unwrap(read.callee);
      return callee.kind === 'member' && ['toString', 'concat'].includes(propertyName(callee) ?? '')
        ? headOf(callee.object, source, depth + 1)
        : undefined;
    }
    case 'member': {
      const name = propertyName(read);
      const held = memberOf(read, name, source);
      if (held) return headOf(held.value, held.source, depth + 1);
      const owner = constantOf(read.object, source);
      const value = name === undefined ? undefined : propertyOf(owner?.value, name);
      if (value && owner) return headOf(value, owner.source, depth + 1);
      return name !== undefined && PARTS_OF_URL.has(name)
        ? headOf(read.object, source, depth + 1)
        : undefined;
    }
    default: {
      const constant = constantOf(read, source);
      return constant && headOf(constant.value, constant.source, depth + 1);
    }
  }
}

/** What a class keeps under a name: `this.baseUrl`, `Provider.BASE_URL`. */
function memberOf(read: Member, name: string | undefined, source: Source): Held | undefined {
  if (name === undefined) return undefined;
  const owner = unwrap(read.object);
  const binding = owner.kind === 'identifier' ? source.binding(owner) : undefined;
  const located =
    owner.kind === 'this'
      ? source.thisMember(read, name)
      : binding?.kind === 'class'
        ? binding.member(name)
        : undefined;
  return located && initOf(located);
}

interface Held {
  readonly value: Expression;
  readonly source: Source;
}

function initOf({ binding, source }: Located): Held | undefined {
  const value = binding.kind === 'variable' && binding.path.length === 0 ? binding.init?.() : undefined;
  return value && { value: unwrap(value), source };
}

function constantOf(expression: Expression, source: Source): Held | undefined {
  const read = unwrap(expression);
  if (read.kind !== 'identifier') return undefined;
  const binding = source.binding(read);
  const located =
    binding.kind === 'import' ? source.follow(binding.module, binding.imported) : { binding, source };
  return located && initOf(located);
}

/** The names that an address is made of, those behind its constants included. */
function namesOf(expression: Expression, source: Source, depth: number): readonly string[] {
  const read = unwrap(expression);
  const behind = depth < MAX_DEPTH ? constantOf(read, source) : undefined;
  return [
    ...(read.kind === 'identifier' || read.kind === 'member' ? [read.text] : []),
    ...children(read).flatMap((each) => namesOf(each, source, depth + 1)),
    ...(behind ? namesOf(behind.value, behind.source, depth + 1) : []),
  ];
}
