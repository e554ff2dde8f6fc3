import {
  GENERATING_CALLS,
  GENERATING_MODULES,
  NOT_GENERATING,
  type ValueOrigin,
} from '../../catalog/attributes/identifiers.js';
import {
  type Call,
  type Expression,
  type New,
  dotted,
  lastName,
  propertyName,
  rootOf,
  unwrap,
} from '../code/expression.js';
import { wordsOf } from '../text/words.js';
import { claimOf } from './claims.js';
import type { JudgeAt, JudgedContext } from './evaluation-context.js';
import { type Cardinality, UNKNOWN, product, seenIn, unbounded } from './lattice.js';

/**
 * How many values a call makes that generates a new one each time: an id, a random number, the moment, a hash. Undefined
 * for any other call.
 */
export function generatedBy(
  read: Call | New,
  context: JudgedContext,
  judge: JudgeAt,
): Cardinality | undefined {
  const callee = unwrap(read.callee);
  const isDateOf = read.kind === 'new' && callee.kind === 'identifier' && callee.name === 'Date';
  // `new Date(x)`: as many moments as `x` has values. `Date(x)` is the moment, whatever `x` is.
  if (isDateOf && read.arguments.length > 0 && context.source.binding(callee).kind === 'global')
    return product(read.arguments.map((each) => judge(each, context)));
  const origin = originOf(read, context);
  return origin && unbounded(read, seenIn(read, origin));
}

function originOf({ callee }: Call | New, { source }: JudgedContext): ValueOrigin | undefined {
  const called = unwrap(callee);
  const name = dotted(called);
  const root = rootOf(called);
  if (name === undefined || !root) return undefined;
  const binding = source.binding(root);
  if (binding.kind === 'class' || binding.kind === 'function') return undefined;
  if (binding.kind !== 'import') return byName(name);
  if (GENERATING_MODULES.has(binding.module)) {
    const exported = binding.imported === '*' ? (name.split('.')[1] ?? '') : binding.imported;
    return NOT_GENERATING.has(exported) ? undefined : 'random';
  }
  if (!MODULES.test(binding.module)) return undefined;
  const isExport = called.kind === 'identifier' && binding.imported !== 'default';
  return byName(isExport ? binding.imported : name);
}

function byName(name: string): ValueOrigin | undefined {
  return GENERATING_CALLS.get(name) ?? GENERATING_CALLS.get(name.replace(/^(?:window|globalThis)\./, ''));
}

/** Modules some of whose functions are among the generating calls. */
const MODULES = /^(?:node:)?(?:crypto|perf_hooks|process|mongodb|bson|mongoose)$/;

/** What a method makes of any value: a hash's digest, a date's moment. */
export function momentOrHash(read: Call, context: JudgedContext, judge: JudgeAt): Cardinality | undefined {
  const callee = unwrap(read.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member') return undefined;
  if (method === 'digest') return hashOf(read, callee.object, context, judge);
  if (method !== 'toISOString' && method !== 'getTime') return undefined;
  const date = judge(callee.object, context);
  return date.is === 'bounded' ? date : unbounded(read, seenIn(read, 'moment'));
}

/** A hash has as many values as what is hashed: few of a constant, not known how many of what the code defines. */
function hashOf(read: Call, hash: Expression, context: JudgedContext, judge: JudgeAt): Cardinality {
  const hashed = updatesOf(hash);
  const verdict = product(hashed.map((each) => judge(each, context)));
  if (hashed.length > 0 && verdict.is === 'bounded') return verdict;
  const isOfCode = hashed.length > 0 && hashed.every((each) => isDefinedByCode(each));
  return isOfCode ? UNKNOWN : unbounded(read, seenIn(read, 'hash'));
}

/** What is fed to a hash that is made and used in one expression: `createHash('md5').update(a).update(b)`. */
function updatesOf(hash: Expression): readonly Expression[] {
  const found: Expression[] = [];
  for (let at = unwrap(hash); at.kind === 'call';) {
    const callee = unwrap(at.callee);
    if (callee.kind !== 'member' || callee.property !== 'update') break;
    found.push(...at.arguments.slice(0, 1));
    at = unwrap(callee.object);
  }
  return found;
}

/** `config`, `JSON.stringify(this.options)`: by its name what the code or its deployment defines, of which there is one or a few. */
function isDefinedByCode(expression: Expression): boolean {
  const read = unwrap(expression);
  const [given] = read.kind === 'call' && propertyName(read.callee) === 'stringify' ? read.arguments : [];
  const name = lastName(given ? unwrap(given) : read);
  return name !== undefined && claimOf(wordsOf(name))?.is === 'other';
}
